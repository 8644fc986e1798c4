"""The command propose: candidates out of a news story."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.project import FILE, FOLDER, existing, project_folder, refuse_existing, write_out
from helpers.cli.told import told_in_words
from helpers.faults import Fault, FaultsFound

TABLES = (".csv", ".tsv", ".xlsx")


@click.command()
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
    refuse_existing(out, force, file)
    if file.suffix.lower() in TABLES:
        found, todo = "by its name this is a table", "Take it in by innovation-report add"
        raise FaultsFound([Fault(file.name, None, "", found, "a story as .txt or .html", todo)])
    rows = propose_figures(
        bytes_of(file, file=file.name),
        file=file.name,
        data_dir=data or existing(project_folder() / "data"),
        date=date,
    )
    write_out(out, as_csv(rows).encode())
    names = sum(bool(row["exclusion"]) for row in rows)
    click.echo(f"{len(rows)} candidates in {out}, {names} of them perhaps no figures")
