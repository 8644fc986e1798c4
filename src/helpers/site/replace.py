"""A fresh folder takes the place of the edition before: in one step, or by a journal.

The one step is the system's exchange of two names. Where it is unknown, two renames do it, and
between them the edition is missing from its place. A journal beside says which folder belongs
there; whoever comes next completes it (`settle`). Beside `reports` may stand

    .reports.new-*    an edition being built; after an exchange, the one before
    .reports.old-*    the edition before, between two renames
    .reports.journal  {"new": ..., "old": ...}, names of these two, while the renames last
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from helpers.site.exchange import exchange
from helpers.site.unchanged import MARKER
from helpers.writing import PART, put

Swap = Callable[[Path, Path], bool]


def replace(fresh: Path, out: Path, swap: Swap = exchange) -> None:
    """`fresh`, which is whole, becomes `out`; the edition before is removed.

    swap: exchanges two folders at one moment, or gives False where that is unknown. Raises
    OSError; `out` is then as it was.
    """
    if not out.exists():
        os.rename(fresh, out)
    elif swap(fresh, out):
        carry_over(fresh, out)  # what was put there while the exchange was prepared
        remove(fresh)
    else:
        _by_journal(fresh, out)


def settle(out: Path, *, tidy: bool = True) -> None:
    """Complete what a killed build left undone; with `tidy`, remove its folders beside `out`.

    tidy: only under the lock of `sole_build`, else they may be those of a build that runs. A
    journal is completed without it, too: it lasts for two renames, so its writer is dead.
    """
    journal = _journal(out)
    new, old = _named(journal, out)
    if new and old and (new / MARKER).is_file():
        _move(new, old, out)
    journal.unlink(missing_ok=True)
    if not tidy:
        return
    for left in sorted(_left_over(out, "old")):
        if (left / MARKER).is_file() and not out.exists():
            os.rename(left, out)  # moved away, and nothing came in its place
    for left in _left_over(out, "new|old"):
        remove(left)
    for part in out.parent.glob(f".{journal.name}.*{PART}"):
        part.unlink(missing_ok=True)


def pending(out: Path) -> bool:
    """Whether a journal waits for being completed."""
    return _journal(out).exists()


def listed(folder: Path) -> set[str]:
    """Files that the edition in this folder says are its own."""
    try:
        return set(json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def files(folder: Path) -> list[str]:
    """Paths below the folder of all its files and links, sorted."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink()
    )


def carry_over(source: Path, target: Path, *owners: Path) -> None:
    """Copy the files that the edition in `source` does not list and `target` does not have.

    owners: folders of editions whose files are not copied either.
    """
    owned = {MARKER}.union(*map(listed, (source, *owners)))
    for name in files(source):
        copy = target / name
        if name not in owned and not copy.exists() and not copy.is_symlink():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, copy, follow_symlinks=False)


def remove(folder: Path) -> None:
    """Remove a folder, or as much of it as can be; folders in it may be read-only."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_dir():
        for inner, _, _ in os.walk(folder):
            os.chmod(inner, 0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _by_journal(fresh: Path, out: Path) -> None:
    old = out.with_name(fresh.name.replace(".new-", ".old-"))
    journal = _journal(out)
    put(journal, json.dumps({"new": fresh.name, "old": old.name}).encode())
    try:
        _move(fresh, old, out)
    except BaseException:
        if fresh.exists() and old.exists():  # not in place yet: the edition before comes back
            if out.exists():
                remove(out)
            os.rename(old, out)
        journal.unlink()
        raise
    journal.unlink()
    remove(old)


def _move(new: Path, old: Path, out: Path) -> None:
    """`out` to `old`, `new` to `out`; begun anew wherever it was cut short."""
    if out.exists() and old.exists():  # rest of an edition that `old` has whole, or others' files
        carry_over(out, new, old)
        remove(out)
    elif out.exists():
        try:
            os.rename(out, old)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # A folder of a container's image may not be moved, only copied and removed.
            part = old.with_name(f"{old.name}_part")
            remove(part)
            shutil.copytree(out, part, symlinks=True)
            os.rename(part, old)
            remove(out)
    os.rename(new, out)


def _journal(out: Path) -> Path:
    return out.with_name(f".{out.name}.journal")


def _named(journal: Path, out: Path) -> tuple[Path | None, Path | None]:
    """The two folders of a journal; None where it says nothing that can be used."""
    try:
        names = json.loads(journal.read_text(encoding="utf-8"))
        new, old = str(names["new"]), str(names["old"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
    if not (_is_left(new, out, "new") and _is_left(old, out, "old")):
        return None, None
    return out.with_name(new), out.with_name(old)


def _is_left(name: str, out: Path, kinds: str) -> bool:
    return bool(re.fullmatch(rf"\.{re.escape(out.name)}\.({kinds})-\w+", name))


def _left_over(out: Path, kinds: str) -> list[Path]:
    return [
        path
        for path in out.parent.iterdir()
        if _is_left(path.name, out, kinds) and path.is_dir() and not path.is_symlink()
    ]
