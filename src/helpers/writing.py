"""Writing so that nothing is lost: a file whole or not at all, one writer of a place at a time.

What the system refuses (a full disk, a read-only folder) is told in a sentence that names the
whole folder.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.faults import Fault, FaultsFound

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

PART = ".part"  # how the name of a file ends that is not whole yet
FULL = {errno.ENOSPC, errno.EDQUOT}
# errors of the machine that a build runs on, not of the figures and not of this package
WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EFBIG: "files may not become so large here",
    errno.EACCES: "permission denied",
    errno.EPERM: "the system does not permit it",
    errno.EBUSY: "it is in use, or a mount point",
    errno.EIO: "the disk reports an error",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    Raises OSError, which always names a file; nothing is left beside then.
    """
    with naming(path):
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(beside, 0o644)
            os.replace(beside, path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError from in here names a file: one of writing to a full disk names none."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here with the same folder; made where it is missing.

    The lock goes with the process that holds it, so one that was killed blocks nobody. Parts
    that it left are removed. Where the system knows no locks, each file is still whole, but
    files of two writers may stand side by side.
    """
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        if lock(handle, wait=True):
            for part in folder.glob(f".*{PART}"):
                part.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def lock(handle: int, *, wait: bool = False) -> bool:
    """Lock an open file or folder until it is closed; False where the system knows no locks.

    Raises BlockingIOError where another process holds it, unless `wait`.
    """
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise
    except OSError:  # some network file systems
        return False
    return True


def refuse_full(folder: Path) -> None:
    """Raise the system's OSError, with the folder's name, where its disk is full."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(65536))
            file.flush()
    except OSError as error:
        if error.errno in FULL:
            raise OSError(error.errno, os.strerror(error.errno), str(folder)) from error


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    if error.errno == errno.ENOENT:
        return "the folder is not there"
    return WORDS.get(error.errno or 0) or error.strerror or str(error)


def unwritable(folder: Path, error: OSError, todo: str = "") -> FaultsFound:
    """The fault of a folder that cannot be written; todo: what to do, unless its disk is full."""
    if error.errno in FULL or not todo:
        todo = _todo(error)
    found = f"the folder {folder} cannot be written: {reason(error)}"
    return FaultsFound([Fault("", None, "", found, todo=todo)])


def of_the_machine(error: OSError) -> FaultsFound | None:
    """An error that the machine gives cause for, in words; None for one that is a defect of ours.

    Told are those of WORDS that name a file, and that no temporary folder can be made.
    """
    if error.errno == errno.ENOENT and "temporary directory" in (error.strerror or ""):
        todo = "Free some space in one of them, or name another in the variable TMPDIR"
        return FaultsFound([Fault("", None, "", error.strerror, todo=todo)])
    if error.errno not in WORDS or error.filename is None:
        return None
    path = Path(os.fsdecode(error.filename))
    if error.errno in FULL | {errno.EROFS}:
        return unwritable(path if path.is_dir() else path.parent, error)
    found = f"{path} cannot be read or written: {reason(error)}"
    return FaultsFound([Fault("", None, "", found, todo=_todo(error))])


def _todo(error: OSError) -> str:
    if error.errno in FULL:
        return "Free some space there and try again"
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "Close some programs, or allow more open files, and try again"
    return "Look who may write there, and try again"
