"""Folders for the time of one notebook: short in name, and swept up where a killed build left them.

Who works in such a folder holds a lock on it, and so do the kernels that are forked of it. A folder
without one that is older than a minute belongs to nobody any more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.writing import lock

PREFIX = "report-"
SECONDS_TO_LOCK = 60
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have about 104 characters


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A fresh folder whose path leaves room for a socket's name."""
    with (
        tempfile.TemporaryDirectory(
            prefix=PREFIX, dir=_home(), ignore_cleanup_errors=True
        ) as folder,
        _held(Path(folder)),
    ):
        yield Path(folder).resolve()


def sweep() -> None:
    """Remove the folders that killed builds of this user left; what cannot be, stays."""
    if not hasattr(os, "getuid"):
        return  # no locks on folders there
    for path in Path(_home() or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            about = path.lstat()
            young = time.time() - about.st_mtime < SECONDS_TO_LOCK
            if young or about.st_uid != os.getuid() or not path.is_dir() or path.is_symlink():
                continue
            with _held(path) as alone:
                if alone:
                    shutil.rmtree(path, ignore_errors=True)


def _home() -> str | None:
    """Where they are made: the folder for temporary files, or /tmp where its path is long."""
    return None if len(tempfile.gettempdir()) < LONGEST_SOCKET_FOLDER - 20 else "/tmp"


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """A lock on the folder; False where it is another's, or the system knows none on folders."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        try:
            locked = lock(handle)
        except BlockingIOError:
            locked = False
        yield locked
    finally:
        os.close(handle)
