"""A table file as rows of text with line numbers: CSV by comma, semicolon or tab, or .xlsx."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from reprlib import repr as shown

from helpers.csv_cells import given_text
from helpers.faults import Fault, FaultsFound
from helpers.read.text import decode
from helpers.read.workbook import MAGIC, sheet_rows

BLANKS = " \t\u3000\ufeff"
DELIMITERS = {"\t": "tabs", ";": "semicolons", ",": "commas"}


@dataclass(frozen=True)
class Grid:
    """rows: 1-based line and its cells, all text without the blanks around them, blank rows
    passed over, empty columns behind the last filled one cut off; form: how it was read."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    form: str


def read_grid(content: bytes, file: str) -> Grid:
    """Raises FaultsFound where the file is no table: neither text nor a workbook, or empty."""
    if content.startswith(MAGIC):
        rows, form = sheet_rows(content, file), "the first sheet of a workbook"
    else:
        text, how = decode(content, file)
        delimiter = _delimiter(text)
        rows = [
            (line, [given_text(cell.strip(BLANKS)) for cell in cells])
            for line, cells in _parsed(text, delimiter, file)
        ]
        form = f"{how}, parted by {DELIMITERS[delimiter]}"
    bare = [(line, tuple(cell.strip(BLANKS) for cell in cells)) for line, cells in rows]
    bare = [(line, cells) for line, cells in bare if any(cells)]
    if not bare:
        raise FaultsFound([Fault(file, None, "", "the file is empty", "a table")])
    if content.startswith(MAGIC):  # a sheet's rows end where they please, those of a CSV do not
        width = max(len(cells) for _, cells in bare)
        bare = [(line, cells + ("",) * (width - len(cells))) for line, cells in bare]
    return Grid(tuple(bare), form)


def table_below(
    rows: tuple[tuple[int, tuple[str, ...]], ...], file: str
) -> tuple[list[str], list[tuple[int, list[str]]], list[Fault]]:
    """The header, the rows below it cut to its width, and a fault for each of another width.

    Blank cells behind the last column are nothing; a row that ends too early may have lost some.
    """
    header = list(rows[0][1])
    while not header[-1]:
        header.pop()
    body, faults = [], []
    for line, cells in rows[1:]:
        if len(cells) < len(header) or any(cells[len(header) :]):
            found = f"{len(cells)} fields, beginning with {shown(cells[0])}"
            allowed = f"{len(header)} fields, as many as there are columns"
            todo = "Put a text that holds the parting sign into double quotes"
            faults.append(Fault(file, line, "", found, allowed, todo))
        else:
            body.append((line, list(cells[: len(header)])))
    return header, body, faults


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip(" ,;\t\ufeff")), "")
    counts = {sign: first.count(sign) for sign in DELIMITERS}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","


def _parsed(text: str, delimiter: str, file: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for record in reader:
            rows.append((line, record))
            line = reader.line_num + 1
    except csv.Error as error:
        found = f"from there on the file is no CSV ({error})"
        todo = "Look for a double quote that is not closed"
        raise FaultsFound([Fault(file, line, "", found, todo=todo)]) from None
    return rows
