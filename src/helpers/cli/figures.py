"""The commands that take figures in: check, add, and template for a workbook to fill in."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from helpers.cli.project import (
    ANY,
    FILE,
    FOLDER,
    OUT_FILE,
    existing,
    need_ending,
    project_folder,
)
from helpers.cli.told import ended_by_signal, told_in_words
from helpers.faults import FaultsFound

# the words of helpers.reference.KINDS, which would load pandas before --help is answered
KINDS = ("story", "panel", "bureau export", "ranking", "long table", "wide table")


@click.command()
@click.argument("paths", metavar="[FILE|DIR]...", type=ANY, nargs=-1)
@click.option("--data", type=FOLDER, help="What is known: reference/, clean/. [data]")
@click.option("--indicator", default="", help="Code of a file that does not name it.")
@click.option("--unit", default="", help="Unit of a file that does not name it.")
@told_in_words
def check(paths: tuple[Path, ...], data: Path | None, indicator: str, unit: str) -> None:
    """Check figures without building, and list every fault. Nothing is written.

    A FILE is read by itself and held against what is known: names, units, plausible
    values, sums, slips of a power of ten, figures that contradict those there. A DIR that
    holds raw/, reference/ and sources.csv is cleaned whole; without any path, the project's
    data are.
    """
    from helpers.clean import clean_figures
    from helpers.intake import check_file
    from helpers.intake.taking import beside
    from helpers.intake.words import beside_told
    from helpers.reference import load_reference
    from helpers.scoreboard.provinces import Plan

    faults: list = []
    files = [path for path in paths if path.is_file()]
    reference = None
    if files:
        data = data or existing(project_folder() / "data")
        reference = load_reference(data)
    for path in paths or (existing(project_folder() / "data"),):
        try:
            if path.is_dir():
                cleaned = clean_figures(path)
                Plan.of(cleaned.reference)  # the scoreboard's framework, told here if it is none
                click.echo(f"{len(cleaned.observations):,} observations, no faults")
                continue
            checked = check_file(path, reference, data, indicator=indicator, unit=unit)
            brought = beside(path, data, indicator=indicator, unit=unit)
        except FaultsFound as found:
            faults += found.faults
            continue
        for line in checked.summary:
            click.echo(line)
        for jump in checked.jumps:
            click.echo(f"  look at     {jump}")
        for line in beside_told(*brought) if brought else ():
            click.echo(line)
        click.echo("  no faults")
    if faults:
        raise FaultsFound(faults)


@click.command()
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
    from helpers.intake.naming import Given
    from helpers.intake.taking import plan, take
    from helpers.intake.words import conflicts_told, taken_told

    data = data or existing(project_folder() / "data")
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


@click.command()
@click.option("--out", required=True, type=OUT_FILE, metavar="FILE.xlsx", help="The workbook.")
@click.option("--data", type=FOLDER, help="Folder whose areas and indicators are listed. [data]")
@told_in_words
def template(out: Path, data: Path | None) -> None:
    """Write a workbook to fill in: the columns, the allowed codes, drop-down lists."""
    from helpers.intake.template import write_template
    from helpers.reference import load_reference

    need_ending(out, ".xlsx")
    write_template(out, load_reference(data or existing(project_folder() / "data")))
    click.echo(f"{out}: fill in the first sheet, then innovation-report add {out}")
