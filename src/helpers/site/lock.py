"""One build at a time into one folder: a lock that goes with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.faults import Fault, FaultsFound
from helpers.writing import lock

NO_LOCKS = "No locks on this file system: another build writing {} would go unnoticed."


@contextmanager
def sole_build(out: Path, given: Path) -> Iterator[bool]:
    """Nobody else builds into `out` in here; its parent must exist.

    given: the folder as the user named it. The lock is a file beside, removed at the end; one
    that a killed build left behind is no obstacle. Gives False, and says so on standard error,
    where the system knows no locks: then nothing beside `out` may be taken for left over.
    Raises FaultsFound at once while another build holds the lock, OSError where no file can be
    made.
    """
    path = out.with_name(f".{out.name}.lock")
    handle, locked = _taken(path, given)
    try:
        if not locked:
            print(NO_LOCKS.format(given), file=sys.stderr)
        yield locked
    finally:
        path.unlink(missing_ok=True)  # while it is held: who waits for it looks for a new one
        os.close(handle)


def _taken(path: Path, given: Path) -> tuple[int, bool]:
    """The open file, and whether it is locked."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            locked = lock(handle)
            if not locked or _still_there(handle, path):
                return handle, locked
        except BlockingIOError:
            os.close(handle)
            found = f"another build is writing {given}"
            todo = "Try again when it has ended"
            raise FaultsFound([Fault("", None, "", found, todo=todo)]) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # its last holder removed it in between


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
