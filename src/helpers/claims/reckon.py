"""Exact arithmetic for the judge: numbers as said, rounding, ranks by counting, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.claims.rows import Rows

NUMBER = re.compile(r"[+\-−]?[0-9][0-9,]*(?:\.[0-9]+)?")
SAID = re.compile(rf"({NUMBER.pattern})(bn|m|k|万亿|亿|万)?")
SHORT = {"k": 10**3, "m": 10**6, "bn": 10**9, "万": 10**4, "亿": 10**8, "万亿": 10**12, None: 1}


@dataclass(frozen=True)
class Said:
    """A number as said: its value, and how large its last digit is."""

    value: Fraction
    digit: Fraction

    @classmethod
    def read(cls, words: str) -> Said:
        """A number out of words: "13,910", "−0.3", "36.3k". Raises ValueError for another text."""
        found = SAID.fullmatch(words.strip())
        if not found:
            raise ValueError(f"{words!r} is no number")
        times = SHORT[found[2]]
        plain = found[1].replace(",", "").replace("−", "-")
        places = len(plain.partition(".")[2])
        return cls(Fraction(plain) * times, Fraction(times, 10**places))

    def bears(self, value: Fraction | int) -> bool:
        """Whether the exact value is this number at its digits, halves away from zero."""
        return rounded(Fraction(value), self.digit) == self.value

    def near(self, value: float) -> bool:
        """Whether a float is this number at its digits."""
        return abs(float(self.value) - value) <= float(self.digit) * (0.5 + 1e-6)

    def like(self, value: Fraction) -> str:
        """The exact value at these digits, in words."""
        places = max(0, len(str(self.digit.denominator)) - 1)
        return f"{float(rounded(value, self.digit)):,.{places}f}".replace("-", "−")


NOTHING = ("no figures", "无数据")  # words for a count of nobody


def refused_numbers(what: str, said: str, values: Sequence[Fraction | float]) -> str:
    """Why words are refused whose numbers are not these at their own digits; "" where they are.

    A float is held to its digits with a millionth of the last one to spare. NOTHING says 0.
    """
    told = "0" if said in NOTHING else said
    numbers = [Said.read(number) for number in NUMBER.findall(told)]
    if len(numbers) == len(values) and all(
        number.bears(value) if isinstance(value, int | Fraction) else number.near(value)
        for number, value in zip(numbers, values, strict=True)
    ):
        return ""
    borne = ", ".join(f"{float(value):.6g}" for value in values)
    return f"{what} is said to be {said}; the figures bear {borne}"


def rounded(value: Fraction, digit: Fraction) -> Fraction:
    """The value in whole digits; halves away from zero."""
    steps = abs(value) / digit + Fraction(1, 2)
    whole = (steps.numerator // steps.denominator) * digit
    return whole if value >= 0 else -whole


def places(rows: Rows, indicator: str, year: int, among: Sequence[str]) -> dict[str, int]:
    """adcode -> place of each area with a figure: one more than those that stand better."""
    sign = -1 if rows.indicators[indicator]["direction"] == "lower" else 1
    values = {
        area: sign * found.value
        for area in among
        if (found := rows.figure(indicator, area, year)) is not None
    }
    order = sorted(values.values(), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(order, 1)))}
    return {area: first[value] for area, value in values.items()}


def broken_between(rows: Rows, indicator: str, first: int, last: int) -> int | None:
    """The year of a new definition that lies between two years' figures; None for none.

    A sum over a window begins with the window's first year.
    """
    about = rows.indicators[indicator]
    window = int(about["window"] or 1)
    years = [int(part[:4]) for part in about["break_years"].split("|") if part]
    return next((year for year in years if first - window + 1 < year <= last), None)


def middle(values: Sequence[Fraction]) -> Fraction:
    """The median."""
    order = sorted(values)
    half = len(order) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2
