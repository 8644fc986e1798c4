"""Where the project is, and the shapes of paths that commands take."""

from __future__ import annotations

import os
from pathlib import Path

import click

from helpers.faults import Fault, FaultsFound
from helpers.writing import put, reason

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)
PACKAGE = Path(__file__).resolve().parents[1]


def project_folder() -> Path:
    """The nearest folder, from the current one upwards, that holds data/sources.csv.

    Elsewhere the folder of the project that this package was installed from, so that
    the command may be called from anywhere.
    """
    here = Path.cwd()
    source = PACKAGE.parents[1]
    for folder in (here, *here.parents, source):
        if (folder / "data" / "sources.csv").is_file():
            return folder
    return here


def refuse_existing(out: Path, force: bool, *others: Path) -> None:
    """A call that would write over a file: of --force only, and never over one that is read."""
    if not out.exists():
        return
    if out.is_dir() or any(_same_file(out, other) for other in others):
        what = "a folder" if out.is_dir() else "what the command reads"
        raise click.BadParameter(f"{out} is {what}", param_hint="--out")
    if not force:
        words = f"{out} is there already, perhaps with your edits (--force writes over it)"
        raise click.BadParameter(words, param_hint="--out")


def need_ending(out: Path, ending: str) -> None:
    """A call that would give a file a name by which no program opens it."""
    if out.suffix.lower() != ending:
        words = f"{out} does not end in {ending}, and is going to be such a file"
        raise click.BadParameter(words, param_hint="--out")


def write_out(out: Path, content: bytes) -> None:
    """Write the file of --out, whole or not at all. Raises FaultsFound, with the reason."""
    try:
        put(out, content)
    except OSError as error:
        found = f"the file cannot be written: {reason(error)}"
        raise FaultsFound([Fault(str(out), None, "", found)]) from error


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def existing(path: Path) -> Path:
    """The path itself. Raises UsageError where nothing is there."""
    if path.exists():
        return path
    raise click.UsageError(
        f"There is no {path.name} in {path.parent}. Call this from within the project's folder."
    )
