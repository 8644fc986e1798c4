"""The command numbers: the printed figures of a long table to numbers."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.project import FILE, OUT_FILE
from helpers.cli.told import told_in_words

MOST_SHOWN = 20  # strings that are no figures


@click.command()
@click.argument("file", type=FILE)
@click.option("--column", default="as_printed", help="Which one holds them. [as_printed]")
@click.option("--out", type=OUT_FILE, metavar="FILE.csv", help="Write every row there.")
@told_in_words
def numbers(file: Path, column: str, out: Path | None) -> None:
    """Read the printed figures ("1.2亿", "more than 3,400") of a long CSV, however long it is.

    Says how many there are of each unit and qualifier, and their sums in base units; and every
    string that is no figure, with its rows and the reason. --out: the rows with the columns
    obs_value, obs_value_high, qualifier, unit_measure and unreadable. Nothing enters the data.
    """
    from helpers.clean.bulk import clean_bulk
    from helpers.clean.stage import plain

    if out is not None and out.exists() and out.samefile(file):
        raise click.BadParameter("this is the table itself", param_hint="--out")
    tally = clean_bulk(file, column, out)
    none = "1 that is none" if tally.refused == 1 else f"{tally.refused:,} that are none"
    click.echo(f"{tally.rows:,} rows: {tally.figures:,} figures, {none}")
    for (unit, qualifier), sums in sorted(tally.read.items()):
        high = f" to {plain(sums.high)}" if qualifier == "range" else ""
        name = f"{unit or 'no unit'}, {qualifier}"
        click.echo(f"  {name}: {sums.count:,}, sum {plain(sums.value)}{high}")
    refused = sorted(tally.unreadable.values(), key=lambda one: -one[0])
    for count, why in refused[:MOST_SHOWN]:
        click.echo(f"  {'once' if count == 1 else f'{count:,} times'}: {why}")
    if hidden := tally.refused - sum(count for count, _ in refused[:MOST_SHOWN]):
        click.echo(f"  {hidden:,} rows of further strings that are no figures")
    if out is not None:
        click.echo(f"{tally.rows:,} rows in {out}")
