"""The scoreboard's plan, found again: what is scored of which areas and years, in exact fractions.

Straight from data/reference/scoreboard.csv and the observations; no code is shared with
`helpers.scoreboard`, so that neither can repeat the other's mistake.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from helpers.claims.rows import Rows

SUMMED = {"gdp_three_years": 3}
FIGURE = {
    "population": "population_yearend", "budget": "fiscal_exp_total", "rd_total": "rd_expenditure",
}  # fmt: skip
KNOWN = Fraction(9, 10)  # of the areas that need a figure, of every indicator, in a year scored


@dataclass(frozen=True, eq=False)
class Plan:
    """A framework without the indicators that are not `kept`. rows: as of the CSV, by code."""

    rows: dict[str, dict[str, str]]

    @classmethod
    def of(cls, rows: Rows, line: str) -> Plan:
        """line: "whole", or "long" for the indicators that reach back."""
        plan = cls(rows.framework)
        if line == "whole":
            return plan
        kept = {code for code in plan.codes if rows.framework[code]["reaches_back"] == "yes"}
        return plan.only(kept)

    def only(self, kept: set[str]) -> Plan:
        """The plan of these indicators; a score of which nothing is left goes, too."""
        above: set[str] = set()
        for code in kept:
            while code:
                above.add(code)
                code = self.rows[code]["parent"]
        return Plan({code: row for code, row in self.rows.items() if code in above})

    @cached_property
    def root(self) -> str:
        """The code of the index itself."""
        return next(code for code, row in self.rows.items() if not row["parent"])

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """score -> what goes into it."""
        found: dict[str, list[str]] = {}
        for code, row in self.rows.items():
            if row["parent"]:
                found.setdefault(row["parent"], []).append(code)
        return found

    @cached_property
    def codes(self) -> list[str]:
        """The indicators, in the order of the table."""
        return [code for code in self.rows if code not in self.parts]

    @property
    def pillars(self) -> list[str]:
        """The codes right below the index."""
        return self.parts[self.root]

    def share(self, code: str) -> float:
        """Of its parent."""
        parent = self.rows[code]["parent"]
        if not parent:
            return 1.0
        whole = math.fsum(float(self.rows[one]["weight"]) for one in self.parts[parent])
        return float(self.rows[code]["weight"]) / whole

    def weight(self, code: str) -> float:
        """In the index."""
        parent = self.rows[code]["parent"]
        return self.share(code) * (self.weight(parent) if parent else 1.0)

    def sign(self, code: str) -> int:
        """-1 where less is better."""
        return -1 if self.rows[code]["direction"] == "-1" else 1

    # ------------------------------------------------------------ figures

    def numerators(self, code: str, year: int) -> list[tuple[str, int]]:
        """(figure, year) of all that is summed above the line."""
        row = self.rows[code]
        return [(row["numerator"], past)
                for past in range(year - int(row["window"] or 1) + 1, year + 1)]  # fmt: skip

    def denominators(self, code: str, year: int, vintage: str) -> list[tuple[str, int]]:
        """(figure, year) of what stands below it; of GDP of its day both that it is made of."""
        below = self.rows[code]["denominator"]
        if not below:
            return []
        years = range(year - SUMMED.get(below, 1) + 1, year + 1)
        if not below.startswith("gdp"):
            return [(FIGURE[below], past) for past in years]
        names = ["gdp_revised"] if vintage == "revised" else [
            "rd_expenditure_bulletin", "rd_intensity_as_published"
        ]  # fmt: skip
        return [(name, past) for past in years for name in names]

    def quotient(
        self, rows: Rows, code: str, area: str, year: int, vintage: str
    ) -> Fraction | None:
        """What is scored, before it is put on a scale; None where a part of it is missing."""
        above = _sum(rows, area, self.numerators(code, year))
        if above is None or not self.rows[code]["denominator"]:
            return above
        below = self.below(rows, code, area, year, vintage)
        return above / below if above is not None and below else None

    def below(self, rows: Rows, code: str, area: str, year: int, vintage: str) -> Fraction | None:
        """The denominator; of GDP of its day expenditure over the printed intensity."""
        places = self.denominators(code, year, vintage)
        if len(places) > 1 and places[1][0] == "rd_intensity_as_published":
            total = Fraction(0)
            for money, share in zip(places[::2], places[1::2], strict=True):
                pair = [rows.figure(name, area, past) for name, past in (money, share)]
                if None in pair or not pair[1].value:
                    return None
                total += pair[0].value / pair[1].value * 100
            return total
        return _sum(rows, area, places)

    def shown(self, code: str, quotient: Fraction | float) -> Fraction | float:
        """In the unit of display."""
        row = self.rows[code]
        times = Fraction(row["factor"] or 1)
        if not row["denominator"]:
            times /= int(row["window"] or 1)
        return quotient * (times if isinstance(quotient, Fraction) else float(times))

    def years(self, rows: Rows, areas: Sequence[str], asked: Sequence[int]) -> list[int]:
        """Those in which every indicator has figures of nine tenths of the areas."""
        return [
            year for year in asked
            if all(
                sum(_sum(rows, area, self.numerators(code, year)) is not None for area in areas)
                >= KNOWN * len(areas)
                for code in self.codes
            )
        ]  # fmt: skip

    def table(
        self, rows: Rows, areas: Sequence[str], years: Sequence[int], vintage: str
    ) -> np.ndarray:
        """areas by years by indicators; NaN for missing."""
        found = np.full((len(areas), len(years), len(self.codes)), np.nan)
        for a, area in enumerate(areas):
            for y, year in enumerate(years):
                for c, code in enumerate(self.codes):
                    value = self.quotient(rows, code, area, year, vintage)
                    if value is not None:
                        found[a, y, c] = float(value)
        return found


def _sum(rows: Rows, area: str, places: Sequence[tuple[str, int]]) -> Fraction | None:
    total = Fraction(0)
    for name, year in places:
        found = rows.figure(name, area, year)
        if found is None:
            return None
        total += found.value
    return total
