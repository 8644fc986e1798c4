"""Where the project is, and the shapes of paths that commands take."""

from __future__ import annotations

import os
from pathlib import Path

import click

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


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def existing(path: Path) -> Path:
    if path.exists():
        return path
    raise click.UsageError(
        f"There is no {path.name} in {path.parent}. Call this from within the project's folder."
    )
