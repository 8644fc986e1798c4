"""Figures of the same areas over years, cut where a definition breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.reference import Indicator

MOST = 0.9  # part of the areas that must have a figure for a year to count
SPAN = 3  # years between the ends of a change that is told


@dataclass(frozen=True, eq=False)
class Panel:
    """table: areas by years, no figure missing, base units. lost: areas without all of them."""

    table: pd.DataFrame
    lost: tuple[str, ...]


def panel(figures: pd.DataFrame, code: str, areas: Sequence[str]) -> Panel:
    """The areas that have a figure in every year in which at least 9 of 10 have one.

    figures: of `compare.figures`, cut to the years wanted. An area that lacks one of these years
    would change the spread by coming and going: it is left out of all, and named. A year without
    figures of most is no column. Empty where there is no such year or no such area.
    """
    rows = figures[(figures["indicator"] == code) & figures["ref_area"].isin(list(areas))]
    wide = rows.pivot(index="ref_area", columns="year", values="value").reindex(list(areas))
    wide = wide.loc[:, wide.notna().sum() >= MOST * len(areas)]
    whole = wide.dropna() if len(wide.columns) else wide.iloc[:0]
    lost = tuple(area for area in areas if area not in whole.index) if len(wide.columns) else ()
    return Panel(whole, lost)


def bases(table: pd.DataFrame, indicator: Indicator) -> list[list[int]]:
    """The years of a panel's table, parted where a new definition begins, oldest first.

    A sum over a window is clear of a break only when its whole window is: years that mix both
    definitions belong to no part.
    """
    window = indicator.window or 1
    years = [int(year) for year in table.columns]
    mixed = {start + step for start, _ in indicator.breaks for step in range(window - 1)}
    starts = sorted(start for start, _ in indicator.breaks)
    parts: dict[int, list[int]] = {}
    for year in years:
        if year not in mixed:
            parts.setdefault(sum(start <= year for start in starts), []).append(year)
    return list(parts.values())


def span(table: pd.DataFrame, indicator: Indicator, least: int = SPAN) -> tuple[int, int] | None:
    """First and last year of the newest definition that has figures at least `least` years apart.

    For sums over a window the two must share no year. None where no definition has such years.
    """
    apart = max(least, indicator.window or 1)
    for years in reversed(bases(table, indicator)):
        if years[-1] - years[0] >= apart:
            return years[0], years[-1]
    return None
