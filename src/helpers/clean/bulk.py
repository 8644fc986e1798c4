"""Printed figures of a long table to numbers, by chunks, however many rows there are.

    tally = clean_bulk(Path("figures.csv"), "as_printed", out=Path("numbers.csv"))

Every string is read as `parse_printed` reads it, or counted and listed with the reason why not.
With Polars (the extra bulk) most are read by whole columns, by rules that the parser has confirmed
(`helpers.clean.frames`); without it, or where Polars cannot read the file, the same comes out of
plain Python, more slowly. A few chunks are in memory at a time.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from reprlib import repr as shown
from typing import IO

from helpers.clean.bulk_plain import header_of, read_rows
from helpers.clean.tally import Tally
from helpers.faults import Fault, FaultsFound, nearest
from helpers.writing import PART

NEW = ("obs_value", "obs_value_high", "qualifier", "unit_measure", "unreadable")


def clean_bulk(path: Path, column: str, out: Path | None = None, *, plainly: bool = False) -> Tally:
    """What the printed figures in a column of a CSV file (UTF-8) say.

    out: a CSV file for every row of it, in its order, with the columns NEW behind: the number in
    base units, the upper end of a range, qualifier and unit as in observations.csv, or why the
    string cannot be read; it appears whole or not at all. plainly: without Polars, even where it
    is there. Raises FaultsFound for a file that is no such table, and OSError.
    """
    at = _place_of(column, path, out)
    if not plainly and find_spec("polars"):
        import polars as pl

        from helpers.clean.bulk_polars import read_columns

        try:
            if pl.scan_csv(path, infer_schema=False, glob=False).collect_schema().names() == (
                header_of(path)
            ):
                with _whole(out, header_of(path)) as file:
                    return read_columns(path, column, file)
        except pl.exceptions.PolarsError:
            pass  # it may be no CSV, or one that only Python's reader takes: which says what, where
    with _whole(out, header_of(path)) as file:
        return read_rows(path, at, file)


def _place_of(column: str, path: Path, out: Path | None) -> int:
    names = header_of(path)
    faults = []
    if names.count(column) != 1:
        found = f"{names.count(column) or 'no'} columns are called {shown(column)}"
        todo = nearest(column, names)
        faults.append(Fault(path.name, 1, "", found, "one of " + ", ".join(names), todo))
    if out is not None:
        faults += [
            Fault(path.name, 1, name, "the file has this column already", todo="Rename it")
            for name in NEW
            if name in names
        ]
    if faults:
        raise FaultsFound(faults)
    return names.index(column)


@contextmanager
def _whole(out: Path | None, names: list[str]) -> Iterator[IO[str] | None]:
    """A file that takes the place of `out` once it is whole."""
    if out is None:
        yield None
        return
    beside = out.with_name(f".{out.name}{PART}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([*names, *NEW])
            yield file
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)
