"""Ranks: of which years, among whom, and by which value."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.compare.table import by_year, held_of
from helpers.reference import Indicator, Reference


def newest_year(table: pd.DataFrame, indicator: str, areas: Collection[str]) -> int | None:
    """The newest year in which most of `areas` have a figure; None if there is none.

    A lone early figure does not make a year of comparison.
    """
    return max(full_years(table, indicator, areas), default=None)


def full_years(table: pd.DataFrame, indicator: str, areas: Collection[str]) -> list[int]:
    """The years, in order, in which most of `areas` have a figure."""
    among = set(areas)
    years = by_year(table, indicator)
    return sorted(year for year, held in years.items() if 2 * len(among & set(held)) > len(areas))


@dataclass(frozen=True)
class Ranked:
    """Areas in one year, as asked for: area -> value and rank (NaN for none); how many have one.

    Nobody's to change.
    """

    values: dict[str, float]
    ranks: dict[str, float]
    rank_of: int

    @property
    def known(self) -> list[float]:
        """The values that there are."""
        return [value for value in self.values.values() if value == value]


def ranked(table: pd.DataFrame, indicator: Indicator, year: int, areas: Sequence[str]) -> Ranked:
    """The areas' values and ranks in a year.

    Equal values share the better rank (1, 2, 2, 4); ranks are taken before any rounding. An
    indicator without a better end (direction none) is not ranked.
    """
    held = held_of(table)
    made = {} if held is None else held.ranked
    key = (indicator.code, indicator.direction, year, tuple(areas))
    if key not in made:
        found = by_year(table, indicator.code).get(year, {})
        values = {area: found.get(area, float("nan")) for area in areas}
        known = sorted(value for value in values.values() if value == value)
        places: dict[float, float] = {}
        for place, value in enumerate(known if indicator.direction == "lower" else known[::-1], 1):
            places.setdefault(value, float(place))
        if not indicator.ranked:
            places = {}
        ranks = {area: places.get(value, float("nan")) for area, value in values.items()}
        made[key] = Ranked(values, ranks, len(known))
    return made[key]


def ranks(
    table: pd.DataFrame, indicator: Indicator, year: int, areas: Sequence[str]
) -> pd.DataFrame:
    """`ranked` as a table, one row for each of `areas`: ref_area, year, value, rank, rank_of.

    An area without a figure has no value and no rank (NaN); rank_of counts those that have one.
    """
    found = ranked(table, indicator, year, areas)
    return pd.DataFrame(
        {
            "ref_area": list(areas),
            "year": year,
            "value": [found.values[area] for area in areas],
            "rank": [found.ranks[area] for area in areas],
            "rank_of": found.rank_of,
        }
    ).astype({"value": float, "rank": float})


def peers(
    reference: Reference, areas: Sequence[str], choice: str | Sequence[str]
) -> tuple[str, ...]:
    """The provinces among which `areas` are ranked.

    choice: "all", "zone" (all provinces of the zones of `areas`), or a list of adcodes (to which
    `areas` are added). In the order of areas.csv.
    """
    if choice == "all":
        return reference.provinces
    zone = dict(zip(reference.areas["adcode"], reference.areas["zone"], strict=True))
    if choice == "zone":
        zones = {zone[area] for area in areas}
        return tuple(area for area in reference.provinces if zone[area] in zones)
    chosen = {*areas, *choice}
    return tuple(area for area in reference.provinces if area in chosen)
