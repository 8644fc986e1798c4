"""The rates that areas of any size are judged on, found again, and where all areas stand on them.

The report's rules, stated a second time: which indicators these are, which year is the newest
in which most have a figure, what a strength is, what place of a hundred an area takes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from helpers.claims.rows import Rows

NO_RATE = ("Context", "Ranking by others", "Stories")  # how themes begin that are not judged
AS_PUBLISHED = ("rd_intensity_as_published", "rd_intensity_2023_revised_published")
PUT_IN = ("R&D money", "Public money", "People")  # themes of money and people
REVISED = "rd_intensity_revised_gdp"
QUARTER, YEARS_OF_A_VERDICT = 4, 3


def verdict(ranking: Callable[[int], dict[str, int]], area: str, year: int) -> str:
    """ "strength", "weakness" or "neither", by the ranks of a year and of both before it."""
    high = low = True
    for past in range(year - YEARS_OF_A_VERDICT + 1, year + 1):
        found = ranking(past)
        own, quarter = found.get(area), len(found) // QUARTER
        high = high and own is not None and own <= quarter
        behind = sum(place >= own for place in found.values()) if own is not None else quarter + 1
        low = low and behind <= quarter
    return "strength" if high else "weakness" if low else "neither"


@dataclass(frozen=True, eq=False)
class Rates:
    """What areas are judged on. years: first to last of the edition. chosen: None for the default.

    ranking: indicator, year -> adcode -> place among the peers.
    """

    rows: Rows
    peers: tuple[str, ...]
    years: range
    chosen: tuple[str, ...] | None
    ranking: Callable[[str, int], dict[str, int]]

    def newest(self, code: str) -> int | None:
        """The last of the years in which more than half of the peers have a figure."""
        for year in reversed(self.years):
            if 2 * len(self.held(code, year)) > len(self.peers):
                return year
        return None

    def held(self, code: str, year: int) -> dict[str, Fraction]:
        """Peer -> figure; nothing for a ranking by others, which is no figure of the record."""
        if self.rows.indicators[code]["base_unit"] == "RANK":
            return {}
        found = {area: self.rows.figure(code, area, year) for area in self.peers}
        return {area: one.value for area, one in found.items() if one is not None}

    @cached_property
    def dated(self) -> dict[str, int]:
        """code -> newest year of the indicators that may be judged."""
        codes = self.rows.indicators if self.chosen is None else self.chosen
        may = [c for c in codes if not self.rows.indicators[c]["theme"].startswith(NO_RATE)]
        return {code: year for code in may if (year := self.newest(code)) is not None}

    @cached_property
    def codes(self) -> list[str]:
        """Ratios with a better end; an intensity as published only where it stands alone."""
        about = self.rows.indicators
        return [
            code
            for code in self.dated
            if about[code]["stock_or_flow"] == "ratio"
            and about[code]["direction"] != "none"
            and not (code in AS_PUBLISHED and REVISED in self.dated)
        ]

    def of(self, group: str) -> list[str]:
        """The codes of a group of themes: "inputs" (money and people), or "outputs", the others."""
        put_in = {code for code in self.codes if self.rows.indicators[code]["theme"] in PUT_IN}
        return [code for code in self.codes if (code in put_in) == (group == "inputs")]

    @cached_property
    def scaled(self) -> dict[str, dict[str, Fraction]]:
        """rate -> peer -> percent of the others with a figure that stand lower; ties half."""
        found: dict[str, dict[str, Fraction]] = {}
        for code in self.codes:
            sign = -1 if self.rows.indicators[code]["direction"] == "lower" else 1
            held = {a: sign * value for a, value in self.held(code, self.dated[code]).items()}
            order = sorted(held.values())
            if len(held) > 1:
                found[code] = {
                    area: Fraction(50 * (bisect_left(order, own) + bisect_right(order, own) - 1),
                                   len(held) - 1)
                    for area, own in held.items()
                }  # fmt: skip
        return found
