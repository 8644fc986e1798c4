"""Numbers and years as a spreadsheet program saves them: separators, decimal commas, dates.

What such a program shortened for show (2.5E+03) has lost digits, and is no number here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from reprlib import repr as shown

from helpers.csv_cells import NUMBER

YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年?")
# a year typed into a cell comes back as a number, or as its first day
SAVED_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0+|(?:-0?1-0?1|/0?1/0?1)(?: 0?0:00(?::00)?)?)")
SHORTENED = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
GROUPED = {
    ".": re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
    ",": re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?"),
}
COMMA = re.compile(r"-?[0-9]+,[0-9]+")


def year_of(text: str) -> str:
    """The year of 2023, 2023年, 2023.0 or 2023-01-01; "" for anything else."""
    match = YEAR.fullmatch(text) or SAVED_YEAR.fullmatch(text)
    return match[1] if match else ""


def decimal_sign(cells: Iterable[str], *, semicolons: bool = False) -> str:
    """ "." or ",", told by all cells of a table together; "" where they leave it open.

    Open are 321,445 and nothing else: it may be 321445, or 321.445. So are, between semicolons
    (which programs write that take the comma for decimals), 321.445 and nothing else.
    """
    cells = list(cells)
    dotted = [cell for cell in cells if "." in cell and NUMBER.fullmatch(cell)]
    if semicolons and dotted and not any("," in cell for cell in cells):
        return "" if all(_may_be_grouped(cell) for cell in dotted) else "."
    if any(
        (COMMA.fullmatch(cell) or GROUPED[","].fullmatch(cell))
        and "," in cell
        and not GROUPED["."].fullmatch(cell)
        for cell in cells
    ):
        return ","
    commas = [cell for cell in cells if GROUPED["."].fullmatch(cell)]
    plain = any("." in cell and NUMBER.fullmatch(cell) for cell in cells)
    if not commas or plain or any("." in cell or cell.count(",") > 1 for cell in commas):
        return "."
    return ""


def _may_be_grouped(cell: str) -> bool:
    return bool(GROUPED[","].fullmatch(cell)) and cell.lstrip("-")[0] != "0"


def number_of(text: str, sign: str = ".") -> str:
    """The number in plain digits with a point, as 1234.5; "" for what is none.

    sign: the decimal sign of the table; "" where it is not known: then no comma is read.

    >>> number_of("1,234.50"), number_of("1.234,50", ","), number_of("2.5E+03")
    ('1234.50', '1234.50', '')
    """
    if sign and GROUPED[sign].fullmatch(text):
        text = text.replace("," if sign == "." else ".", "")
    if not sign and _may_be_grouped(text):
        return ""
    if sign == ",":
        text = "" if "." in text else text.replace(",", ".")
    return text if NUMBER.fullmatch(text) else ""


def refusal(cell: str, sign: str) -> tuple[str, str]:
    """What is wrong with a cell that is no number, and what to do; the latter "" for a word."""
    if SHORTENED.fullmatch(cell):
        found = f"{shown(cell)} is a number that a spreadsheet shortened; its last digits are lost"
        return found, "Format the cells as numbers with all decimals, and save the table again"
    if not sign and (GROUPED["."].fullmatch(cell) or _may_be_grouped(cell)):
        point = cell.replace(",", ".")
        both = f"{point.replace('.', '')} or {point}"
        return f"{shown(cell)} may be {both}", "Save the table without separators of thousands"
    return f"{shown(cell)} stands there", ""
