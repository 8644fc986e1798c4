"""Cells of CSV files that a spreadsheet would run: written as text, and read back as they were.

A text that starts with = + - @ or a tab or line end, blanks before it or not, gets an apostrophe
in front. So does one that has an apostrophe there already: so the way back is never in doubt.
Plain numbers, negative ones too, stay numbers.
"""

from __future__ import annotations

import re

RUN = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""A number with neither separators nor words."""


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("-5 percent"), harmless("-5.2")
    ("'=1+1", "''=1+1", "'-5 percent", '-5.2')
    """
    return f"'{text}" if RUN.match(text) and not NUMBER.fullmatch(text) else text


def given_text(cell: str) -> str:
    """The text that `harmless` was given; any other cell as it is.

    >>> given_text("'=1+1"), given_text("''=1+1"), given_text("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and RUN.match(cell) else cell
