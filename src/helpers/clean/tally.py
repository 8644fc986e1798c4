"""What became of the rows of a long table: exact sums of what was read, and all that was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal

MOST_LISTED = 1000  # different strings that are listed with their reasons; others are counted
_EXACT = Context(prec=200)  # the usual 28 digits would round a long sum


def exact_sum(*numbers: Decimal) -> Decimal:
    """Of all numbers, with every digit."""
    total = Decimal(0)
    for number in numbers:
        total = _EXACT.add(total, number)
    return total


@dataclass
class Sums:
    """Figures of one unit and qualifier: how many, the sum of their values in base units, and
    that of the upper ends of ranges."""

    count: int = 0
    value: Decimal = Decimal(0)
    high: Decimal = Decimal(0)


@dataclass
class Tally:
    """Every row is counted once: as a figure, or as a string that is none.

    read: (unit, qualifier) -> Sums; the unit is "" for a bare number. unreadable: string -> (its
    rows, why), for the first MOST_LISTED different strings; unlisted: rows of all others.
    """

    read: dict[tuple[str, str], Sums] = field(default_factory=dict)
    unreadable: dict[str, tuple[int, str]] = field(default_factory=dict)
    unlisted: int = 0

    @property
    def figures(self) -> int:
        """Rows that were read."""
        return sum(sums.count for sums in self.read.values())

    @property
    def refused(self) -> int:
        """Rows that were not."""
        return self.unlisted + sum(count for count, _ in self.unreadable.values())

    @property
    def rows(self) -> int:
        """All rows."""
        return self.figures + self.refused

    def add(self, unit: str, qualifier: str, count: int, value: Decimal, high: Decimal) -> None:
        """That many more figures, with the sums of both their ends."""
        sums = self.read.setdefault((unit, qualifier), Sums())
        sums.count += count
        sums.value = exact_sum(sums.value, value)
        sums.high = exact_sum(sums.high, high)

    def refuse(self, text: str, count: int, why: str) -> None:
        """That many more rows of a string that is no figure."""
        known, _ = self.unreadable.get(text, (0, ""))
        if known or len(self.unreadable) < MOST_LISTED:
            self.unreadable[text] = (known + count, why)
        else:
            self.unlisted += count
