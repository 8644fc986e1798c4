"""The command innovation-report: build an edition, check figures.

Exit codes: 0 done; 1 the data or parameters are wrong, told in words; 2 the call is
wrong; 130 stopped by Ctrl-C, 143 by a signal to end. What a command needs is imported
when it runs, so that --help answers at once.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from helpers.faults import FaultsFound
from helpers.site.version import package_version

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_version(), prog_name="innovation-report")
def main() -> None:
    """Set provinces side by side on innovation, and render a report of it."""


def told_in_words(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --debug, and turns what a command raises into sentences and exit codes."""

    @click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
    @wraps(command)
    def told(*args: Any, debug: bool, **options: Any) -> None:
        try:
            command(*args, **options)
        except FaultsFound as found:
            tell(found)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("Stopped; the report is as it was.", err=True)
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of a pipe left: click ends quietly
            if debug:
                traceback.print_exc()
            words = f"{type(error).__name__}: {error}".strip().removesuffix(".")
            hint = "" if debug else "; run with --debug for the traceback"
            click.echo(f"Unexpected error: {words}. This is a defect{hint}.", err=True)
            sys.exit(1)

    return told


def tell(found: FaultsFound) -> None:
    """Every fault on a line of its own, then how many there are."""
    for fault in found.faults:
        click.echo(str(fault), err=True)
    number = len(found.faults)
    click.echo(f"{number} fault{'' if number == 1 else 's'}", err=True)


@main.command()
@click.option("--parameters", type=FILE, help="The edition. [default: parameters.yml]")
@click.option(
    "-p",
    "overrides",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help='A parameter in place of the file\'s; VALUE is YAML: -p areas "[430000, Henan]".',
)
@click.option("--data", type=FOLDER, help="Folder of raw/, reference/, sources.csv. [data]")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the edition. [reports]")
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at a time. [processors]")
@told_in_words
def build(
    parameters: Path | None,
    overrides: tuple[tuple[str, str], ...],
    data: Path | None,
    out: Path | None,
    jobs: int | None,
) -> None:
    """Run the notebooks and render the report.

    Without options: the published edition of the project that the current folder lies in.
    """
    from helpers.site.build import build as build_edition
    from helpers.site.progress import Progress

    project = project_folder()
    with ended_by_signal():
        edition = build_edition(
            parameters or _existing(project / "parameters.yml"),
            list(overrides),
            data_dir=data or _existing(project / "data"),
            notebooks_dir=_existing(project / "notebooks"),
            out_dir=out or project / "reports",
            jobs=jobs or processors(),
            progress=Progress(sys.stderr),
        )
    click.echo(f"{len(edition.pages)} pages in {edition.folder} (inputs {edition.inputs})")


@main.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@told_in_words
def check(folder: Path | None) -> None:
    """Clean the figures under DIR without building, and list every fault.

    DIR holds raw/, reference/ and sources.csv; by default the project's data. Nothing
    is written.
    """
    from helpers.clean import clean_figures

    cleaned = clean_figures(folder or _existing(project_folder() / "data"))
    click.echo(f"{len(cleaned.observations):,} observations, no faults")


def project_folder() -> Path:
    """The nearest folder, from the current one upwards, that holds data/sources.csv.

    Elsewhere the folder of the project that this package was installed from, so that
    the command may be called from anywhere.
    """
    here = Path.cwd()
    source = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, source):
        if (folder / "data" / "sources.csv").is_file():
            return folder
    return here


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _existing(path: Path) -> Path:
    if path.exists():
        return path
    raise click.UsageError(
        f"There is no {path.name} in {path.parent}. Call this from within the project's folder."
    )


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """A polite signal to end (as `kill` and CI send it) leaves like Ctrl-C: tidily."""

    def leave(number: int, frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
