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
from helpers.input_file import refuse_boundless, refuse_hidden


def table_rows(
    content: bytes, *, file: str, columns: Iterable[str]
) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    """The rows of a CSV with exactly these columns, and the faults of single rows.

    UTF-8 with or without byte order mark. Each row comes with its (first) 1-based line; all
    cells are text without the blanks around them; empty lines (blanks are nothing) are passed
    over. A row with a wrong number of fields is a fault and is not handed on.
    The apostrophe that keeps a text from running in a spreadsheet is taken off again.
    Raises FaultsFound where there is no table: not text, hidden signs in it, or other columns.
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
                rows.append((first, dict(zip(header, cells, strict=True))))
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
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at, found = error.start, f"the byte 0x{content[error.start]:02x} there is not UTF-8"
        else:
            refuse_hidden(text, file)
            return text
    line = content[:at].count(b"\n") + 1
    raise FaultsFound([Fault(file, line, "", found, "UTF-8", "Save the table as CSV UTF-8")])


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
