"""All that the spread of one indicator says, year by year and from end to end."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.reference import Indicator
from helpers.spread.convergence import Beta, beta, deviation, sigma, variation_change
from helpers.spread.inequality import theil, theil_parts, variation
from helpers.spread.interval import Interval
from helpers.spread.panel import panel, span
from helpers.spread.resting import Resting, resting
from helpers.spread.space import Moran, moran_of

Change = Callable[[np.ndarray, np.ndarray, float | None], Interval]
LEAST = 8  # areas whose spread is told
POPULATION = "population_yearend"
COLUMNS = ["year", "areas", "variation", "variation_weighted", "theil", "theil_weighted",
           "within", "between", "deviation", "deviation_low", "deviation_high"]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Rate:
    """The spread of one indicator among the same areas over the years.

    yearly: COLUMNS, one row a year. variation, theil: each area counts once; _weighted, within and
    between (the zones; they sum to theil_weighted): by year-end population, NaN in a year without
    it. deviation: standard deviation of the logarithms with its 95 % interval; NaN where a figure
    is not above zero. areas, lost: adcodes kept, and left out for a missing year.
    ends: first and last year on the newest definition, for sigma, variation_change and beta; None
    (and all three None) where there are none, or a figure is not above zero. sigma_rests,
    variation_rests: on which areas (places in `areas`) the change rests; None where none is told.
    moran: of the newest year; None where too few areas have neighbours or all are alike.
    """

    indicator: Indicator
    yearly: pd.DataFrame
    areas: tuple[str, ...]
    lost: tuple[str, ...]
    ends: tuple[int, int] | None
    sigma: Interval | None
    variation_change: Interval | None
    sigma_rests: Resting | None
    variation_rests: Resting | None
    beta: Beta | None
    moran: Moran | None

    @property
    def first(self) -> pd.Series:
        return self.yearly.iloc[0]

    @property
    def last(self) -> pd.Series:
        return self.yearly.iloc[-1]


def rate(
    figures: pd.DataFrame, indicator: Indicator, areas: Sequence[str], zones: Mapping[str, str],
    borders: Collection[tuple[str, str]],
) -> Rate | None:  # fmt: skip
    """The spread of `indicator`; None where fewer than LEAST areas have figures.

    figures: of `compare.figures`, cut to the years wanted. zones: area -> zone. borders: of
    `Reference.borders`.
    """
    found = panel(figures, indicator.code, areas)
    if len(found.table) < LEAST or not found.table.gt(0).any().all():
        return None
    people = panel(figures, POPULATION, list(found.table.index)).table
    kept = list(found.table.index)
    yearly = pd.DataFrame(
        [
            _year(int(year), found.table[year], [zones[area] for area in kept],
                  people[year].reindex(kept) if year in people else None)
            for year in found.table.columns
        ],
        columns=COLUMNS,
    )  # fmt: skip
    ends = span(found.table, indicator)
    if ends and not (found.table[list(ends)] > 0).all(axis=None):
        ends = None
    start, end = (found.table[year] for year in ends) if ends else (None, None)
    steady = ends and start.nunique() > 2  # a slope needs starts that differ
    return Rate(
        indicator, yearly, tuple(kept), found.lost, ends,
        sigma(start, end) if ends else None,
        variation_change(start, end) if ends else None,
        _rests(sigma, start, end) if ends else None,
        _rests(variation_change, start, end) if ends else None,
        beta(start, end, ends[1] - ends[0]) if steady else None,
        _moran(found.table.iloc[:, -1], borders),
    )  # fmt: skip


def _rests(change: Change, start: pd.Series, end: pd.Series) -> Resting | None:
    first, last = start.to_numpy(), end.to_numpy()
    return resting(len(first), lambda kept, level: change(first[kept], last[kept], level))


def _year(
    year: int, values: pd.Series, zones: Sequence[str], people: pd.Series | None
) -> tuple[float, ...]:
    spread = Interval(math.nan, math.nan, math.nan)
    if (values > 0).all():
        spread = deviation(values)
    weighted = [math.nan] * 4
    if people is not None and people.notna().all():
        parts = theil_parts(values, zones, people)
        weighted = [variation(values, people), parts.total, parts.within, parts.between]
    return (
        year, len(values), variation(values), weighted[0], theil(values), *weighted[1:],
        spread.value, spread.low, spread.high,
    )  # fmt: skip


def _moran(values: pd.Series, borders: Collection[tuple[str, str]]) -> Moran | None:
    linked = [
        area for area in values.index if any((area, other) in borders for other in values.index)
    ]
    if len(linked) < LEAST or np.ptp(values[linked]) == 0:
        return None
    return moran_of({str(area): float(value) for area, value in values.items()}, borders)
