"""The course of figures over the years: one figure, changes, gaps, coverage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.compare.table import by_year
from helpers.reference import Indicator


def value_of(table: pd.DataFrame, indicator: str, area: str, year: int) -> float:
    """One figure; NaN where there is none."""
    return by_year(table, indicator).get(year, {}).get(area, float("nan"))


@dataclass(frozen=True)
class Change:
    """From `first` to `last` year: difference in base units, and ratio less 1 in percent.

    percent is None for a share or an intensity (points are the measure then), and for a first
    value that is not above zero.
    """

    first: int
    last: int
    difference: float
    percent: float | None


def change(
    table: pd.DataFrame, indicator: Indicator, area: str, first: int, last: int
) -> Change | None:
    """Change of one area from the first year with a figure at or after `first` to `last`.

    It never reaches over a break in the definition: it begins with the newest break's first year.
    A sum over a window is clear of a break only when its whole window is, and two windows that
    share a year are no change. None where either end is missing, or both are one year.
    """
    after = [year + (indicator.window or 1) - 1 for year, _ in indicator.breaks if year <= last]
    start_from = max([first, *after])
    held = {
        year: found[area]
        for year, found in by_year(table, indicator.code).items()
        if start_from <= year <= last and area in found
    }
    if last not in held or min(held) > last - (indicator.window or 1):
        return None
    start = min(held)
    base, end = held[start], held[last]
    points = indicator.base_unit in ("PCT", "RANK")
    return Change(
        first=start,
        last=last,
        difference=end - base,
        percent=None if points or base <= 0 else 100 * (end / base - 1),
    )


def gaps(table: pd.DataFrame, indicator: str, area: str, first: int, last: int) -> tuple[int, ...]:
    """Years without a figure between the area's first one at or after `first` and `last`."""
    years = by_year(table, indicator)
    have = {year for year, found in years.items() if first <= year <= last and area in found}
    return tuple(year for year in range(min(have), last + 1) if year not in have) if have else ()


def coverage(
    table: pd.DataFrame, indicators: Sequence[str], areas: Collection[str]
) -> pd.DataFrame:
    """How many of `areas` have a figure: one row per indicator, one column per year, 0 for none."""
    rows = table[table["ref_area"].isin(areas) & table["indicator"].isin(indicators)]
    counts = rows.groupby(["indicator", "year"])["ref_area"].nunique().unstack(fill_value=0)
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1) if len(rows) else []
    return counts.reindex(index=list(indicators), columns=list(years), fill_value=0)
