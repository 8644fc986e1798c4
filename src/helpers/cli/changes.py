"""The commands that tell what has changed, diff, and since when, release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from helpers.cli.project import FOLDER, OUT_FILE, existing, project_folder
from helpers.cli.told import told_in_words
from helpers.faults import FaultsFound


@click.command()
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
    reference = load_reference(existing(project / "data"))
    changes = between(*states, reference)
    for line in in_full(changes, reference):
        click.echo(line)
    if out is not None:
        _write_rows(out, changes.rows)


@click.command()
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

    before, cleaned = states.release(data or existing(project_folder() / "data"))
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
