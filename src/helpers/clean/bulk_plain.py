"""A long table's printed figures, row by row, with nothing but Python: works everywhere."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import IO

from helpers.clean.frames import LEARN_AFTER, LONGEST, ONE_OF, TWO_OF, Frame, learn, read_one
from helpers.clean.printed import Printed
from helpers.clean.stage import plain
from helpers.clean.tally import Tally
from helpers.csv_cells import harmless
from helpers.faults import Fault, FaultsFound

MOST_FRAMES = 20_000  # remembered at a time


class Reader:
    """Reads one string after another, and learns the frames that it meets often."""

    def __init__(self, learn_after: int = LEARN_AFTER) -> None:
        self._learn_after = learn_after
        self._met: Counter[tuple[str, ...]] = Counter()
        self._frames: dict[tuple[str, ...], Frame | None] = {}

    def read(self, text: str) -> Printed | str:
        """As `read_one` reads it."""
        match = None
        if len(text) <= LONGEST:
            match = ONE_OF.match(text) or TWO_OF.match(text)
        if match:
            numbers, words = match.groups()[1::2], match.groups()[::2]
            frame = self._frame(words)
            if frame and (printed := frame.read(*numbers)):
                return printed
        return read_one(text)

    def _frame(self, words: tuple[str, ...]) -> Frame | None:
        if words not in self._frames:
            if len(self._met) > MOST_FRAMES:
                self._met.clear()
                self._frames.clear()
            self._met[words] += 1
            if self._met[words] < self._learn_after:
                return None
            self._frames[words] = learn(*words)
        return self._frames[words]


def header_of(path: Path) -> list[str]:
    """Names of the columns. Raises FaultsFound, and OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return next(csv.reader(file, strict=True), [])
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, 1, error) from error


def read_rows(path: Path, at: int, out: IO[str] | None) -> Tally:
    """Tally of column number `at`; each row with its number to `out`, where there is one.

    A row that is too short has an empty cell there. Raises FaultsFound for one that is too long.
    """
    tally, reader = Tally(), Reader()
    writer = csv.writer(out, lineterminator="\n") if out else None
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            width = len(next(rows))
            for row in rows:
                if len(row) > width:
                    found = f"{len(row)} cells stand there"
                    raise FaultsFound([Fault(path.name, rows.line_num, "", found, f"{width}")])
                row += [""] * (width - len(row))
                cells = _told(reader.read(row[at]), row[at], tally)
                if writer:
                    writer.writerow([*map(harmless, row), *cells[:-1], harmless(cells[-1])])
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, rows.line_num, error) from error
    return tally


def _told(printed: Printed | str, text: str, tally: Tally) -> tuple[str, str, str, str, str]:
    if isinstance(printed, str):
        tally.refuse(text, 1, printed)
        return "", "", "", "", printed
    high = printed.high
    tally.add(printed.unit, printed.qualifier, 1, printed.value, high or Decimal(0))
    return plain(printed.value), plain(high), printed.qualifier, printed.unit, ""


def _unreadable(path: Path, line: int, error: Exception) -> FaultsFound:
    if isinstance(error, UnicodeDecodeError):
        found, todo = "the file is not in UTF-8", "Save it again as CSV in UTF-8"
        return FaultsFound([Fault(path.name, None, "", found, todo=todo)])
    return FaultsFound([Fault(path.name, line, "", f"the row is no CSV ({error})")])
