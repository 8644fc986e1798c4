"""The commands that tell what has changed, diff, and since when, release."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.project import (
    FOLDER,
    OUT_FILE,
    existing,
    project_folder,
    refuse_existing,
    write_out,
)
from helpers.cli.told import told_in_words
from helpers.faults import few


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--out", type=OUT_FILE, metavar="FILE.csv", help="Write every changed row there.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@told_in_words
def diff(old: str, new: str, out: Path | None, force: bool) -> None:
    """What changed from OLD to NEW: rows, ranks, verdicts.

    Each of them is an observations.csv, a data folder as its last build left it, a rendered
    edition, a baseline (data/baseline.csv.xz), or a git revision of this project, such as HEAD~1.
    What exists as a file or folder is taken as one.
    """
    from helpers.changes import between
    from helpers.clean.states import not_cleaned, read_state
    from helpers.draw.chart import csv_text
    from helpers.reference import load_reference
    from helpers.report.since_in_full import in_full

    if out is not None:
        refuse_existing(out, force, Path(old), Path(new))
    project = project_folder()
    states = [read_state(name, project) for name in (old, new)]
    reference = load_reference(existing(project / "data"))
    changes = between(*states, reference)
    for line in in_full(changes, reference):
        click.echo(line)
    for name in (old, new):
        if late := not_cleaned(name):
            click.echo(f"{name} holds nothing yet of {few(late)}, added since its last build. "
                       "Build, then compare again.")  # fmt: skip
    if out is not None:
        write_out(out, csv_text(changes.rows).encode())
        click.echo(f"{len(changes.rows):,} rows in {out}")


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
