"""CSV files as rows with line numbers, every fault of the file told at once.

pandas' own reader gives no line numbers, turns "NA" into a missing value and
stops at the first ragged row: the project's small tables are read here instead.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

from helpers.csv_cells import given_text
from helpers.faults import Fault, FaultsFound, nearest
from helpers.input_file import HIDDEN, hidden_words, refuse_boundless


def table_rows(
    content: bytes, *, file: str, columns: Iterable[str]
) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    """The rows of a CSV with exactly these columns, and the faults of single rows.

    UTF-8 with or without byte order mark. Each row comes with its (first) 1-based line; all
    cells are text without the blanks around them; empty lines (blanks are nothing) are passed
    over. A row with a wrong number of fields is a fault and is not handed on.
    The apostrophe that keeps a text from running in a spreadsheet is taken off again. A hidden
    sign is a fault of its cell; the row is handed on without it, so that its other cells are
    still checked. Raises FaultsFound where there is no table: not text, or other columns.
    """
    columns = tuple(columns)
    reader = csv.reader(io.StringIO(_decode(content, file), newline=""), strict=True)
    header: list[str] | None = None
    rows: list[tuple[int, dict[str, str]]] = []
    faults: list[Fault] = []
    line = 1
    try:
        for record in reader:
            first, line = line, reader.line_num + 1
            cells = [given_text(cell.strip()) for cell in record]
            if cells in ([], [""]):
                continue
            if header is None:
                if hidden := _hidden_faults(file, first, {"": "".join(record)}):
                    raise FaultsFound(hidden)
                header = cells
                _check_columns(file, first, header, columns)
            elif len(cells) != len(header):
                faults.append(
                    Fault(
                        file,
                        first,
                        "",
                        f"{len(cells)} fields, beginning with {shown(cells[0])}",
                        f"{len(header)} fields, as many as there are columns",
                        "Put a text that holds a comma into double quotes",
                    )
                )
            else:
                faults += _hidden_faults(file, first, dict(zip(header, record, strict=True)))
                seen = (HIDDEN.sub("", cell) for cell in cells)
                rows.append((first, dict(zip(header, seen, strict=True))))
    except csv.Error as error:
        faults.append(
            Fault(
                file,
                line,
                "",
                f"from there on the file is no CSV ({error})",
                todo="Look for a double quote that is not closed",
            )
        )
    if header is None and not faults:
        faults.append(Fault(file, None, "", "the file is empty", f"columns {', '.join(columns)}"))
    if header is None:
        raise FaultsFound(faults)
    return rows, faults


def _decode(content: bytes, file: str) -> str:
    refuse_boundless(content, file)
    if b"\0" in content:
        at, found = content.index(b"\0"), "a NUL byte stands there: this is no text, or UTF-16"
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at, found = error.start, f"the byte 0x{content[error.start]:02x} there is not UTF-8"
    line = content[:at].count(b"\n") + 1
    raise FaultsFound([Fault(file, line, "", found, "UTF-8", "Save the table as CSV UTF-8")])


def _hidden_faults(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    todo = "Type the cell anew: the sign may hide or reorder what stands there"
    return [
        Fault(file, line, name, hidden_words(cell), "signs that are seen", todo)
        for name, cell in row.items()
        if HIDDEN.search(cell)
    ]


def _check_columns(file: str, line: int, header: list[str], columns: tuple[str, ...]) -> None:
    allowed = ", ".join(columns)
    for sign, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and len({*header[0].split(sign)} & {*columns}) > 1:
            found = f"the columns are parted by {word}, not by commas"
            todo = "Save the table as CSV UTF-8, parted by commas"
            raise FaultsFound([Fault(file, line, "", found, "commas", todo)])
    spare = [name for name in dict.fromkeys(header) if name not in columns]
    faults = [
        Fault(file, line, name, "this column is missing", allowed, nearest(name, spare))
        for name in columns
        if name not in header
    ]
    faults += [
        Fault(file, line, "", f"column {shown(name)} is not known here", allowed, "Leave it out")
        for name in spare
    ]
    faults += [
        Fault(file, line, name, "two columns have this name", allowed)
        for name in columns
        if header.count(name) > 1
    ]
    if faults:
        raise FaultsFound(faults)
