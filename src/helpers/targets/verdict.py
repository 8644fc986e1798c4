"""One promise against one figure: met or missed, by the words it was printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from helpers.clean.printed import UnreadableFigure, parse_printed
from helpers.clean.units import WHOLE

TOLERANCE = 0.05
"""How far, as a share of it, an "about" or a "nearly" may fall short (or half its last digit)."""
NOISE = 1e-12  # of binary fractions: 100 * (1.15 - 1) is not more than 15
NEARLY = re.compile(r"nearly|almost|close to|近", re.IGNORECASE)


@dataclass(frozen=True)
class Aim:
    """A printed promise as a number.

    value, high: its number, or both ends of a range (high NaN otherwise). qualifier: of
    observations.csv. nearly: an "under" that is printed as "nearly", not as "less than". downward:
    less is what is promised (a rank, a fall). digit: size of its last printed digit, 0 for none.
    given: its slack, where another figure's words set it (of a level that was promised as growth).
    """

    value: float
    high: float = float("nan")
    qualifier: str = "exact"
    nearly: bool = False
    downward: bool = False
    digit: float = 0.0
    given: float = float("nan")

    @property
    def slack(self) -> float:
        """How far the result may fall short of "about" and "nearly"; 0 for all other words."""
        if self.given == self.given:
            return self.given
        loose = self.qualifier == "about" or (self.qualifier == "under" and self.nearly)
        return max(TOLERANCE * abs(self.value), self.digit / 2) if loose else 0.0

    @property
    def cap(self) -> bool:
        """Whether it says "less than"."""
        return self.qualifier == "under" and not self.nearly

    @property
    def bound(self) -> float:
        """What a result must come to, the tolerance of "about" and "nearly" taken off.

        Of a range the end that is come to first.
        """
        if self.downward:
            return (self.value if self.high != self.high else self.high) + self.slack
        return self.value - self.slack

    def moved(self, by: float) -> Aim:
        """The same promise, its number moved."""
        return replace(self, value=self.value + by, high=self.high + by)


def aim_of(row, downward: bool = False) -> Aim:
    """The promise of a row of observations.csv. A figure below zero promises a fall."""
    value = float(row.obs_value)
    return Aim(
        value,
        float(row.obs_value_high) if row.obs_value_high else float("nan"),
        row.qualifier,
        bool(NEARLY.search(row.as_printed)),
        downward or value < 0,
        last_digit(row.as_printed, value, row.unit_measure),
    )


def met(aim: Aim, result: float) -> bool:
    """Whether a result keeps the promise.

    "More than" and "less than" are strict; a bare number and "at least" are met by it and by what
    lies beyond, a range by its near end and what lies beyond; "about" and "nearly" by what comes
    within TOLERANCE.
    """
    noise = NOISE * max(1.0, abs(aim.value))
    if aim.cap:
        return result < aim.bound - noise
    if aim.downward:
        return result <= aim.bound + noise
    if aim.qualifier == "over":
        return result > aim.bound + noise
    return result >= aim.bound - noise


def hangs_on(aim: Aim, result: float, low: float, high: float) -> str:
    """Whose rounding decides the verdict: "outcome", "promise", "either", "both", or "" for none.

    low, high: between which the unrounded result lies. "either": each alone could turn it;
    "both": only the two together.
    """
    said = met(aim, result)
    ends, shifts = (low, high), (-aim.digit / 2, aim.digit / 2)
    outcome = any(met(aim, end) != said for end in ends)
    promise = any(met(aim.moved(shift), result) != said for shift in shifts)
    if outcome or promise:
        return "either" if outcome and promise else "outcome" if outcome else "promise"
    turned = any(met(aim.moved(shift), end) != said for shift, end in product(shifts, ends))
    return "both" if turned else ""


def last_digit(as_printed: str, value: float, unit: str) -> float:
    """Size of the last digit of a printed figure in base units ("101.9 billion": 1e8).

    as_printed: the words of a story, or the bare number of a table, whose scale `value` tells.
    A count that is printed to the last one is not rounded: 0.
    """
    number = as_printed.replace(",", "")
    if re.fullmatch(r"-?\d+(\.\d+)?", number) and float(number):
        places = len(number.partition(".")[2].rstrip("0" if unit in WHOLE else ""))
        digit = 10.0**-places * abs(value / float(number))
    else:
        try:
            digit = float(parse_printed(as_printed).quantum)
        except UnreadableFigure:
            return 0.0
    return 0.0 if unit in WHOLE and digit == 1 else digit
