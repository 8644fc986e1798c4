"""Put an edition in its place: whole or not at all, and nobody else's files with it.

An edition lists its own files in `.edition.json`. The next edition replaces exactly
these; files that were put beside them (a README.md) are carried over. A folder that
holds files but no such list is not ours to replace: it is refused. `lock` keeps two
builds out of one folder, `replace` moves the new edition into its place.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from helpers.faults import Fault, FaultsFound, few
from helpers.site.exchange import exchange
from helpers.site.lock import sole_build
from helpers.site.replace import MARKER, Swap, carry_over, files, pending, remove, replace, settle
from helpers.writing import of_the_machine, unwritable

HARMLESS = {"README.md", ".gitignore", ".gitattributes", ".gitkeep", ".DS_Store"}
ELSEWHERE = "Name another folder with --out"


@contextmanager
def publishing(out: Path, about: dict[str, str], *, swap: Swap = exchange) -> Iterator[Path]:
    """A fresh folder to fill; leaving the block without an error makes it `out`.

    about: what `.edition.json` says besides the list of files. swap: see `replace`. On any
    error, in the block or while moving, `out` is as it was and nothing is left beside it.
    Raises FaultsFound where `out` is not ours to replace or cannot be written, where another
    build is writing it, and where the machine refused something in the block.
    """
    given = out
    with ExitStack() as held:
        with _told(given):
            out = _checked(given)
            out.parent.mkdir(parents=True, exist_ok=True)
            settle(out, tidy=held.enter_context(sole_build(out, given)))
            _refuse_foreign(out, given)
            fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
            held.callback(_clear, fresh, out)
            fresh.chmod(0o755)
        with _told_of_the_block(given, fresh):
            yield fresh
        with _told(given):
            _write_marker(fresh, about)
            carry_over(out, fresh)
            _to_disk(fresh)
            replace(fresh, out, swap)


def prepare(out: Path) -> None:
    """Before any work is done for `out`: what would refuse it at the end, refuses it now.

    Also completes and removes what a killed build left there. Raises FaultsFound.
    """
    given = out
    with _told(given):
        out = _checked(given)
        parent = next(folder for folder in out.parents if folder.exists())
        with tempfile.TemporaryFile(dir=parent):  # so that the system says why not
            pass
        if parent == out.parent:
            with sole_build(out, given) as sole:
                settle(out, tidy=sole)
        _refuse_foreign(out, given)


@contextmanager
def _told(given: Path) -> Iterator[None]:
    """Whatever the system refuses while the edition is put in its place, in words."""
    try:
        yield
    except OSError as error:
        raise unwritable(given, error, ELSEWHERE) from error


@contextmanager
def _told_of_the_block(given: Path, fresh: Path) -> Iterator[None]:
    """What the machine refuses while pages are made, in words; a defect stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        here = error.filename is None or Path(os.fsdecode(error.filename)).is_relative_to(fresh)
        told = unwritable(given, error, ELSEWHERE) if here else of_the_machine(error)
        if told is None:
            raise
        raise told from error


def _checked(given: Path) -> Path:
    """The folder itself, of a link the one it leads to; refused where it can never be exchanged.

    Raises FaultsFound, or OSError where the system does not let us look.
    """
    out = given.resolve()
    try:
        out.lstat()
    except FileNotFoundError:
        return out
    found = ""
    if not out.is_dir():
        found = f"{given} is a file, and an edition is a folder"
    elif os.path.ismount(out):
        found = f"the folder {given} is a mount point, and an edition is moved into its place"
    if found:
        raise FaultsFound([Fault("", None, "", found, todo=ELSEWHERE)])
    if not os.access(out, os.W_OK):
        number = errno.EROFS if _read_only(out) else errno.EACCES
        raise OSError(number, os.strerror(number), str(out))
    return out


def _read_only(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _refuse_foreign(out: Path, given: Path) -> None:
    if not out.exists() or (out / MARKER).is_file():
        return
    foreign = sorted(path.name for path in out.iterdir() if path.name not in HARMLESS)
    if foreign:
        found = f"the folder {given} holds files that no edition wrote ({few(foreign)})"
        todo = "Name another folder with --out, or empty this one"
        raise FaultsFound([Fault("", None, "", found, todo=todo)])


def _clear(fresh: Path, out: Path) -> None:
    if not pending(out):  # else the next build needs it
        remove(fresh)


def _write_marker(fresh: Path, about: dict[str, str]) -> None:
    text = json.dumps({**about, "files": files(fresh)}, indent=2, ensure_ascii=False) + "\n"
    (fresh / MARKER).write_text(text, encoding="utf-8")


def _to_disk(folder: Path) -> None:
    """So that a power cut after the exchange finds the new edition whole, too."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
