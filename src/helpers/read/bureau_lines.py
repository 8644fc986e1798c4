"""The lines of a table of the bureau's portal: their cells, and the labels around the table.

However it was saved: as text parted by commas, semicolons or tabs, or as a workbook.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from reprlib import repr as shown

from helpers.faults import Fault
from helpers.read.text import decode
from helpers.read.workbook import MAGIC, sheet_rows

# first cell of the table's head to what its rows are
DOWN = {
    **dict.fromkeys(("地区", "省份", "region", "province", "area"), "area"),
    **dict.fromkeys(("时间", "年份", "年度", "time", "year", "period"), "time_period"),
    **dict.fromkeys(("指标", "indicator", "indicators"), "indicator"),
}
LABELS = {
    **dict.fromkeys(("数据库", "database"), "数据库"),
    **dict.fromkeys(("指标", "indicator", "indicators"), "指标"),
    **dict.fromkeys(("单位", "unit", "units"), "单位"),
    **dict.fromkeys(("时间", "time", "period", "year"), "时间"),
    **dict.fromkeys(("地区", "region", "province", "area"), "地区"),
}
OWN = ("数据库", "指标", "地区")  # labels that no other kind of table has
LABELLED = re.compile(rf"({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*[：:]\s*(.*)", re.I)
FOOT = re.compile(r"(注|注释|数据来源|来源|notes?|data sources?|sources?)\s*[：:]", re.I)
NAME_AND_UNIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<unit>[^()（）]+)[)）]")
TAB_AND_COMMA = re.compile(r"地区\s*\t,")


@dataclass(frozen=True)
class Line:
    """number: 1-based; text: without the signs around it; cells: without their blanks."""

    number: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """lines: all that are not blank; how: how they were read, in words; parted: the sign between
    the cells, "" for a workbook."""

    lines: tuple[Line, ...]
    how: str
    parted: str

    @property
    def head(self) -> int | None:
        """Place of the table's head: the first line that begins as one and has more cells."""
        heads = [i for i, line in enumerate(self.lines) if line.cells[0].casefold() in DOWN]
        full = (i for i in heads if sum(map(bool, self.lines[i].cells)) > 1)
        return next(full, heads[0] if heads else None)


def read_lines(content: bytes, file: str) -> Lines:
    """Raises FaultsFound where the bytes are neither text nor a workbook."""
    if content.startswith(MAGIC):
        rows = [(n, [bare(cell) for cell in cells]) for n, cells in sheet_rows(content, file)]
        width = max((len(cells) for _, cells in rows), default=0)
        lines = [
            Line(n, _joined(cells), (*cells, *[""] * (width - len(cells)))) for n, cells in rows
        ]
        return Lines(tuple(line for line in lines if line.text), "read as a workbook", "")
    text, how = decode(content, file)
    texts = [(n, line) for n, line in enumerate(re.split("\r\n|\n|\r", text), 1)]
    sign = _sign([line for _, line in texts])
    outer = ', \t"\u3000' + sign
    lines = [
        Line(n, line.strip(outer).replace('""', '"'), _cells(line, sign))
        for n, line in texts
        if line.strip(outer)
    ]
    return Lines(tuple(lines), how, sign)


def is_export(content: bytes, file: str) -> bool:
    """Whether it is a table of the portal: its labels stand above the table's head, or its tabs.

    Raises FaultsFound where the bytes are neither text nor a workbook.
    """
    read = read_lines(content, file)
    labelled = {label for line in read.lines[:20] for label, _ in labels_of(line)}
    if labelled & set(OWN):
        return True
    if content.startswith(MAGIC):
        return False
    text, _ = decode(content, file)
    return any(TAB_AND_COMMA.match(line) for line in text.splitlines()[:20])


def labels_of(line: Line) -> list[tuple[str, str]]:
    """The labels of a line with their texts, in Chinese; several if several cells are labelled."""
    cells = [match for cell in line.cells if (match := LABELLED.fullmatch(cell))]
    found = cells if len(cells) > 1 else [LABELLED.fullmatch(line.text)]
    return [(LABELS[match[1].casefold()], bare(match[2])) for match in found if match]


def read_labels(
    lines: tuple[Line, ...], file: str, printed: dict[str, str], faults: list[Fault]
) -> list[str]:
    """Adds label -> text to `printed`; returns the lines without a known label."""
    unknown = []
    for line in lines:
        found = labels_of(line)
        if not found:
            unknown.append(line.text)
        for label, text in found:
            if label in printed:
                words = (
                    f"a second line of this name says {shown(text)}, "
                    f"the first said {shown(printed[label])}"
                )
                todo = "Save each table as a file of its own"
                faults.append(Fault(file, line.number, label, words, todo=todo))
            printed.setdefault(label, text)
    return unknown


def bare(text: str) -> str:
    """A text without the signs and quotes that spreadsheet programs put around it."""
    return text.strip(',; \t"\u3000\ufeff')


def _joined(cells: list[str]) -> str:
    """The cells of a sheet's row as one text; a label and its text may stand in two of them."""
    filled = [cell for cell in cells if cell]
    if filled and filled[0][-1] in "：:":
        filled[:2] = ["".join(filled[:2])]
    return ",".join(filled)


def _sign(lines: list[str]) -> str:
    """What parts the cells: the sign behind the first cell of the table's head."""
    for sign in (",", ";", "\t"):
        for line in lines:
            first, *more = _cells(line, sign)
            if more and first.casefold() in DOWN:
                return sign
    return next((sign for sign in (",", ";", "\t") if any(sign in line for line in lines)), ",")


def _cells(line: str, sign: str) -> tuple[str, ...]:
    record = line.split(sign)
    if '"' in line:
        with suppress(csv.Error):  # a cell of more than 128 kB: parted as it stands
            record = next(csv.reader([line], delimiter=sign), record)
    return tuple(cell.strip(" \t\u3000\ufeff") for cell in record)
