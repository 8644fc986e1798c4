"""Put an edition in its place: whole or not at all, and nobody else's files with it.

An edition lists its own files in `.edition.json`. The next edition replaces exactly
these; files that were put beside them (a README.md) are carried over. A folder that
holds files but no such list is not ours to replace: it is refused.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.faults import Fault, FaultsFound

MARKER = ".edition.json"
HARMLESS = {"README.md", ".gitignore", ".gitattributes", ".gitkeep", ".DS_Store"}


@contextmanager
def publishing(out: Path, about: dict[str, str]) -> Iterator[Path]:
    """A fresh folder to fill; leaving the block without an error makes it `out`.

    about: what `.edition.json` says besides the list of files. On any error, in the
    block or while moving, `out` is as it was and nothing is left beside it.
    Raises FaultsFound where `out` is not ours to replace or cannot be written.
    """
    out = out.resolve()  # of a link, the folder it leads to
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        fresh.chmod(0o755)
        yield fresh
        try:
            _write_marker(fresh, about)
            _carry_over(out, fresh)
            _swap(fresh, out)
        except OSError as error:
            raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not out.is_dir():
        found = f"{out.name} is a file, and an edition is a folder"
        raise FaultsFound([Fault("", None, "", found, todo="Name another folder with --out")])
    if not out.exists() or (out / MARKER).is_file():
        return
    foreign = sorted(path.name for path in out.iterdir() if path.name not in HARMLESS)
    if foreign:
        some = ", ".join(foreign[:3]) + (", ..." if len(foreign) > 3 else "")
        found = f"the folder {out.name} holds files that no edition wrote ({some})"
        todo = "Name another folder with --out, or empty this one"
        raise FaultsFound([Fault("", None, "", found, todo=todo)])


def _files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink()
    )


def _carry_over(out: Path, fresh: Path) -> None:
    """Copy the files that the edition in `out` does not list; the new edition's own win."""
    if not out.exists():
        return
    owned = {MARKER, *_listed(out)}
    for name in _files(out):
        target = fresh / name
        if name not in owned and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / name, target, follow_symlinks=False)


def _listed(folder: Path) -> list[str]:
    """Files that the edition in this folder says are its own."""
    try:
        return list(json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write_marker(fresh: Path, about: dict[str, str]) -> None:
    text = json.dumps({**about, "files": _files(fresh)}, indent=2, ensure_ascii=False) + "\n"
    (fresh / MARKER).write_text(text, encoding="utf-8")


def _swap(fresh: Path, out: Path) -> None:
    """`fresh` becomes `out`; between two renames `out` is missing for an instant."""
    old = out.with_name(f".{out.name}.old-{os.getpid()}")
    try:
        if out.exists():
            os.rename(out, old)
        os.rename(fresh, out)
    finally:
        if old.exists() and out.exists():
            shutil.rmtree(old, ignore_errors=True)
        elif old.exists():
            os.rename(old, out)


def _unwritable(out: Path, error: OSError) -> FaultsFound:
    found = f"the folder {out.name} cannot be written: {error.strerror or error}"
    return FaultsFound([Fault("", None, "", found, todo="Name another folder with --out")])
