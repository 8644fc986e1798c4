"""The command innovation-report: build, check, propose, add and compare figures.

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
from dataclasses import replace
from datetime import datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from helpers.faults import FaultsFound, grouped
from helpers.writing import of_the_machine

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)
# the words of helpers.reference.KINDS, which would load pandas before --help is answered
KINDS = ("story", "panel", "bureau export", "ranking", "long table", "wide table")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="innovation-report", prog_name="innovation-report")
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
            if isinstance(error, OSError) and (outside := of_the_machine(error)):
                tell(outside)
                sys.exit(1)
            words = f"{type(error).__name__}: {error}".strip().removesuffix(".")
            hint = "" if debug else "; run with --debug for the traceback"
            click.echo(f"Unexpected error: {words}. This is a defect{hint}.", err=True)
            sys.exit(1)

    return told


def tell(found: FaultsFound) -> None:
    """Every sort of fault on a line of its own, then how many there are."""
    sorts = grouped(found.faults)
    for fault in sorts:
        click.echo(str(fault), err=True)
    number = len(found.faults)
    of = f" of {len(sorts)} sort{'' if len(sorts) == 1 else 's'}" if len(sorts) < number else ""
    click.echo(f"{number} fault{'' if number == 1 else 's'}{of}", err=True)


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
@click.option("--areas", metavar="CODE,...", help="Areas whose profiles are rendered. [all]")
@click.option(
    "--engine",
    type=click.Choice(["fork", "standard"]),
    help="How papermill gets its kernels. [fork on Linux, elsewhere standard]",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Pages made at a time. [processors]")
@click.option("--force", is_flag=True, help="Make every page anew, whatever the cache holds.")
@told_in_words
def build(
    parameters: Path | None,
    overrides: tuple[tuple[str, str], ...],
    data: Path | None,
    out: Path | None,
    areas: str | None,
    engine: str | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Run the notebooks and render the report.

    Without options: the published edition of the project that the current folder lies in. An
    edition of other parameters needs a folder of its own, named by --out. Pages that would
    come out as they are, are not made again.
    """
    from helpers.site.unchanged import LastBuild, asked_of

    project = project_folder()
    if out is None:
        keep_published(parameters, overrides, project / "parameters.yml")
    out = out or project / "reports"
    parameters = parameters or _existing(project / "parameters.yml")
    data = data or _existing(project / "data")
    notebooks = _existing(project / "notebooks")
    cache = project / ".cache"
    last = LastBuild(cache / "builds", out, data)
    asked = asked_of(parameters, notebooks, data, Path(__file__).parent, overrides, areas)
    said = None if force else last.same_as(asked)
    if said is None:
        said = _build(
            parameters,
            overrides,
            data_dir=data,
            notebooks_dir=notebooks,
            out_dir=out,
            areas=None if areas is None else [name.strip() for name in areas.split(",")],
            engine=engine,
            jobs=jobs,
            cache_dir=cache / "pages",
            force=force,
        )
        last.record(asked, said)
    else:
        click.echo(f"Nothing has changed: {out} is as this build would make it", err=True)
    for line in said:
        click.echo(line)


def _build(
    parameters: Path,
    overrides: tuple[tuple[str, str], ...],
    *,
    engine: str | None,
    jobs: int | None,
    **options: Any,
) -> list[str]:
    """Build, and what to say of it."""
    from helpers.site.build import build as build_edition
    from helpers.site.make import locally
    from helpers.site.pool import default_engine
    from helpers.site.progress import Progress
    from helpers.site.publish import prepare

    run = locally(jobs or processors(), engine or default_engine())
    with ended_by_signal():
        prepare(options["out_dir"])
        edition = build_edition(
            parameters, list(overrides), run=run, progress=Progress(sys.stderr), **options
        )
    count = len(edition.pages)
    head = f"{count} page{'' if count == 1 else 's'} in {edition.folder}"
    return [f"{head} (inputs of {edition.pages[0]}: {edition.inputs})", *edition.since]


def keep_published(
    parameters: Path | None, overrides: tuple[tuple[str, str], ...], own: Path
) -> None:
    """Refuse to put an edition of other parameters into reports/, where nobody named it."""
    other = parameters is not None and parameters.resolve() != own.resolve()
    if other or overrides:
        given = f"--parameters {parameters}" if other else f"-p {overrides[0][0]}"
        raise click.UsageError(
            f"With {given} this is not the published edition, which reports/ holds. Name a folder "
            f"for it (--out my-report), or write the values into {own.name}."
        )


@main.command()
@click.argument("paths", metavar="[FILE|DIR]...", type=ANY, nargs=-1)
@click.option("--data", type=FOLDER, help="What is known: reference/, clean/. [data]")
@click.option("--indicator", default="", help="Code of a file that does not name it.")
@click.option("--unit", default="", help="Unit of a file that does not name it.")
@told_in_words
def check(paths: tuple[Path, ...], data: Path | None, indicator: str, unit: str) -> None:
    """Check figures without building, and list every fault. Nothing is written.

    A FILE is read by itself and held against what is known: names, units, plausible
    values, sums, slips of a power of ten. A DIR that holds raw/, reference/ and
    sources.csv is cleaned whole; without any path, the project's data are.
    """
    from helpers.clean import clean_figures
    from helpers.intake import check_file
    from helpers.reference import load_reference

    faults: list = []
    files = [path for path in paths if path.is_file()]
    reference = None
    if files:
        data = data or _existing(project_folder() / "data")
        reference = load_reference(data)
    for path in paths or (_existing(project_folder() / "data"),):
        try:
            if path.is_dir():
                cleaned = clean_figures(path)
                click.echo(f"{len(cleaned.observations):,} observations, no faults")
                continue
            checked = check_file(path, reference, data, indicator=indicator, unit=unit)
        except FaultsFound as found:
            faults += found.faults
            continue
        for line in checked.summary:
            click.echo(line)
        for jump in checked.jumps:
            click.echo(f"  look at     {jump}")
        click.echo("  no faults")
    if faults:
        raise FaultsFound(faults)


@main.command()
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--data", type=FOLDER, help="Folder of raw/, reference/, sources.csv. [data]")
@click.option("--kind", type=click.Choice(KINDS), help="What it is, if it is not recognised.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--title", default="", help="Of the table; of a story in your own words.")
@click.option("--date", default="", help="Day of publication, if the source records one.")
@click.option("--received", help="Day it was received. [today]")
@click.option("--indicator", default="", help="Code of a file that does not name it.")
@click.option("--unit", default="", help="Unit of a file that does not name it.")
@click.option("--licence", default="", help="On what terms it may be used.")
@click.option("--source-id", default="", help="Its code in sources.csv. [made of the names]")
@click.option("--looked-at", is_flag=True, help="Take in figures that look like slips.")
@told_in_words
def add(path: Path, data: Path | None, looked_at: bool, **given: str | None) -> None:
    """Take a new FILE in: recognised, checked, put into raw/ with its row in sources.csv.

    Nothing is written unless all of cleaning succeeds with it. On a terminal you are asked for
    what the file does not say; elsewhere the missing options are named.
    """
    from helpers.intake.ask import asked
    from helpers.intake.lock import locked
    from helpers.intake.taking import Given, plan, take
    from helpers.intake.words import conflicts_told, taken_told

    data = data or _existing(project_folder() / "data")
    today = datetime.now().astimezone().date().isoformat()
    words = Given(**{name: word or "" for name, word in given.items()})
    words = replace(words, received=words.received or today)
    if sys.stdin.isatty():
        words = asked(path, data, words)
    waiting = partial(click.echo, "Another file is being added; waiting for it.", err=True)
    try:
        # planned within the lock: ids and names are chosen beside those of the other addition
        with ended_by_signal(), locked(data, waiting):
            planned = plan(path, data, words)
            if planned.already:
                click.echo(f"{path.name} is taken in already, as {planned.already}")
                return
            for line in planned.summary:
                click.echo(line)
            taken = take(planned, data, looked_at=looked_at)
    except FaultsFound as found:
        click.echo("Nothing was written.")
        for line in conflicts_told(found):
            click.echo(line)
        raise
    for line in taken_told(taken):
        click.echo(line)


@main.command()
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--data", type=FOLDER, help="Folder whose areas and indicators are listed. [data]")
@told_in_words
def template(out: Path, data: Path | None) -> None:
    """Write a workbook to fill in: the columns, the allowed codes, drop-down lists."""
    from helpers.intake.template import write_template
    from helpers.reference import load_reference

    write_template(out, load_reference(data or _existing(project_folder() / "data")))
    click.echo(f"{out}: fill in the first sheet, then innovation-report add {out.name}")


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--out", type=OUT_FILE, metavar="FILE.csv", help="Write every changed row there.")
@told_in_words
def diff(old: str, new: str, out: Path | None) -> None:
    """What changed from OLD to NEW: rows, ranks, verdicts.

    Each of them is an observations.csv, a data folder, a rendered edition, a baseline
    (data/baseline.csv.xz), or a git revision of this project, such as HEAD~1. What exists as a
    file or folder is taken as one.
    """
    from helpers.changes import between
    from helpers.clean.states import read_state
    from helpers.reference import load_reference
    from helpers.report.since import in_full

    if out is not None and any(_same_file(out, Path(name)) for name in (old, new)):
        raise click.UsageError("--out names one of the two states that are compared.")
    project = project_folder()
    states = [read_state(name, project) for name in (old, new)]
    reference = load_reference(_existing(project / "data"))
    changes = between(*states, reference)
    for line in in_full(changes, reference):
        click.echo(line)
    if out is not None:
        _write_rows(out, changes.rows)


@main.command()
@click.option("--data", type=FOLDER, help="Folder of raw/, reference/, sources.csv. [data]")
@told_in_words
def release(data: Path | None) -> None:
    """Make the figures as they are the last edition.

    What later builds say has changed, they say since then. Only this command writes
    data/baseline.csv.xz; commit it. Refused where clean/observations.csv is not what
    cleaning gives.
    """
    from helpers.changes import between
    from helpers.clean import states
    from helpers.report.since import lines

    before, cleaned = states.release(data or _existing(project_folder() / "data"))
    if before is None:
        click.echo("The first edition is on record.")
    else:
        for line in lines(between(before, cleaned.observations, cleaned.reference)):
            click.echo(line)
    number = len(cleaned.observations)
    click.echo(f"{states.BASELINE} holds the {number:,} observations of this edition")


def _write_rows(out: Path, rows: Any) -> None:
    from helpers.draw.chart import csv_text
    from helpers.faults import Fault

    try:
        out.write_text(csv_text(rows), encoding="utf-8", newline="")
    except OSError as error:
        found = f"the file cannot be written ({error.strerror or error})"
        raise FaultsFound([Fault(str(out), None, "", found)]) from error
    click.echo(f"{len(rows):,} rows in {out}")


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False


@main.command()
@click.argument("file", type=FILE)
@click.option("--out", type=click.Path(path_type=Path), help="The CSV. [FILE-candidates.csv here]")
@click.option("--date", default="", help="Date of the story, such as 2023-02-26. [as FILE prints]")
@click.option("--data", type=FOLDER, help="Folder that holds reference/. [data]")
@click.option("--force", is_flag=True, help="Write over a CSV that is there.")
@told_in_words
def propose(file: Path, out: Path | None, date: str, data: Path | None, force: bool) -> None:
    """Propose figures out of a news story (.txt, .html), for a person to edit.

    Writes a CSV in the story format, one row per quantity, with a confidence from 0 to 1. It
    enters nothing into the data: edit the rows, empty the confidence of those that
    you have checked, then add them.
    """
    from helpers.clean.propose import as_csv, is_date, propose_figures
    from helpers.input_file import bytes_of

    if date and not is_date(date):
        raise click.BadParameter(f"{date!r} is no date such as 2023-02-26", param_hint="--date")
    out = out or Path(f"{file.stem}-candidates.csv")
    if out.exists() and out.samefile(file):
        raise click.BadParameter("this is the story itself", param_hint="--out")
    if out.exists() and not force:
        words = f"{out} is there already, perhaps with your edits (--force writes over it)"
        raise click.BadParameter(words, param_hint="--out")
    rows = propose_figures(
        bytes_of(file, file=file.name),
        file=file.name,
        data_dir=data or _existing(project_folder() / "data"),
        date=date,
    )
    out.write_text(as_csv(rows), encoding="utf-8")
    names = sum(bool(row["exclusion"]) for row in rows)
    click.echo(f"{len(rows)} candidates in {out}, {names} of them perhaps no figures")


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
