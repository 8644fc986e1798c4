"""Exchange two folders in one step of the system, where it has such a step."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # macOS, sys/stdio.h
# the number of renameat2, for a C library that is older than the call
SYSCALL = {
    "x86_64": 316,
    "aarch64": 276,
    "riscv64": 276,
    "loongarch64": 276,
    "armv7l": 382,
    "i686": 353,
    "ppc64le": 357,
    "s390x": 347,
}
# what kernels, file systems and sandboxes answer that do not know the step
UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV}


def exchange(one: Path, other: Path) -> bool:
    """Each of two folders takes the other's name, at one moment; False where that is unknown.

    Both must exist, on one file system. Nothing has changed where it gives False. Raises OSError
    for any other reason (no permission, a folder that is gone).
    """
    call = _call()
    if call is None:
        return False
    ctypes.set_errno(0)
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _call() -> Callable[[bytes, bytes], int] | None:
    """The system's own exchange of two names; None where there is none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows takes no None
        return None
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        swap = library.renamex_np
        swap.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
        return lambda one, other: swap(one, other, RENAME_SWAP)
    if not sys.platform.startswith("linux"):
        return None
    rest = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    if hasattr(library, "renameat2"):
        rename = library.renameat2
        rename.argtypes = rest
        return lambda one, other: rename(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)
    return _by_number(library, rest)


def _by_number(library: ctypes.CDLL, rest: list) -> Callable[[bytes, bytes], int] | None:
    number = SYSCALL.get(platform.machine())
    if number is None or ctypes.sizeof(ctypes.c_void_p) * 8 != _bits(platform.machine()):
        return None  # a 32-bit Python on a 64-bit kernel has other numbers
    call = library.syscall
    call.argtypes = [ctypes.c_long, *rest]
    call.restype = ctypes.c_long
    return lambda one, other: call(number, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)


def _bits(machine: str) -> int:
    return 32 if machine in ("armv7l", "i686") else 64
