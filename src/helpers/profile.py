"""One province among its peers: pure functions on figures. Nothing here draws or reads a file.

`figures` is always the table of `compare.figures`: ref_area, indicator, year, value (base
units), obs_ids. A missing figure is a missing row: it has no rank, no place and no part in a
median, and it is never zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import pandas as pd

from helpers import compare
from helpers.reference import NATION, Indicator

NOT_JUDGED = ("Context", "Ranking by others", "Stories")
# An intensity on the GDP of its day is no series; the one on revised GDP stands for it.
DOUBLES = {
    "rd_intensity_as_published": "rd_intensity_revised_gdp",
    "rd_intensity_2023_revised_published": "rd_intensity_revised_gdp",
}
QUARTER = 4  # a strength lies in the best fourth of the provinces, a weakness in the last
WINDOW = 3  # years that must agree
REST = "rest"  # what the parts leave of a whole
SIZE_PEERS = 5
NEIGHBOURS = 5
SHARED = 0.6  # part of an area's rates that a neighbour must share with it
NOISE = 9  # decimals of a place beyond which two are one
ROUNDING = 0.002  # parts of a whole, printed to 10 million yuan, may miss it by so much of it


def rates(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The indicators on which provinces of any size can be judged, in the order given.

    Shares, intensities and figures per head that have a better end. Context (GDP per head) and
    rankings by others stay out, and so does an R&D intensity where the one on revised GDP is
    given too: one thing would count twice.
    """
    codes = {indicator.code for indicator in indicators}
    return tuple(
        indicator
        for indicator in indicators
        if indicator.stock_or_flow == "ratio"
        and indicator.ranked
        and indicator.theme not in NOT_JUDGED
        and DOUBLES.get(indicator.code) not in codes
    )


@dataclass(frozen=True)
class Standing:
    """One area on one indicator in one year; values in base units, NaN where there is none.

    rank among rank_of provinces that have a figure (NaN for no figure or an unranked indicator).
    median: of the provinces with a figure. leaders: adcodes of rank 1, best their value.
    """

    year: int
    value: float
    rank: float
    rank_of: int
    median: float
    nation: float
    leaders: tuple[str, ...]
    best: float


def standing(
    figures: pd.DataFrame, indicator: Indicator, year: int, area: str, peers: Sequence[str]
) -> Standing:
    """Where `area` stands among `peers` (adcodes, its own among them)."""
    found = compare.ranked(figures, indicator, year, peers)
    leaders = tuple(one for one, rank in found.ranks.items() if rank == 1)
    return Standing(
        year=year,
        value=found.values[area],
        rank=found.ranks[area],
        rank_of=found.rank_of,
        median=median(found.known) if found.rank_of else float("nan"),
        nation=compare.value_of(figures, indicator.code, NATION, year),
        leaders=leaders,
        best=found.values[leaders[0]] if leaders else float("nan"),
    )


def size_peers(
    figures: pd.DataFrame, area: str, peers: Sequence[str], year: int, count: int = SIZE_PEERS
) -> tuple[str, ...]:
    """The `count` of `peers` nearest to `area` in population (by ratio), nearest first.

    Empty where the area has no population of that year; equal distances go by code.
    """
    people = compare.by_year(figures, "population_yearend").get(year, {})
    if area not in people:
        return ()
    others = [other for other in peers if other != area and other in people]
    distance = {other: abs(math.log(people[other] / people[area])) for other in others}
    return tuple(sorted(others, key=lambda other: (distance[other], other))[:count])


@dataclass(frozen=True)
class Verdict:
    """What the rule says of one rate: kind "strength", "weakness" or "".

    ranks: year -> (rank, provinces with a figure) of the newest WINDOW years, oldest first;
    quarter: how many provinces make a quarter in the newest year.
    """

    kind: str
    ranks: dict[int, tuple[int, int]]
    quarter: int


def verdict(
    figures: pd.DataFrame, indicator: Indicator, year: int, area: str, peers: Sequence[str]
) -> Verdict:
    """Strength: in the best quarter in `year` and in both years before it; weakness: the last.

    A quarter of n provinces is n // 4 of them; ties share the better rank for a strength and
    the worse one for a weakness (n // 4 or fewer stand as low). A year without a figure of the
    area decides against both.
    """
    ranks: dict[int, tuple[int, int]] = {}
    high = low = True
    quarter = 0
    for past in range(year - WINDOW + 1, year + 1):
        found = compare.ranked(figures, indicator, past, peers)
        rank, of = found.ranks[area], found.rank_of
        quarter = of // QUARTER
        if math.isnan(rank):
            high = low = False
            continue
        ranks[past] = (int(rank), of)
        # the area and all that tie or stand lower
        not_better = sum(other >= rank for other in found.ranks.values())
        high &= rank <= quarter
        low &= not_better <= quarter
    kind = "strength" if high else "weakness" if low else ""
    return Verdict(kind, ranks, quarter)


def places(
    figures: pd.DataFrame, indicators: Sequence[Indicator], years: dict[str, int],
    peers: Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    """Each province's place on each rate: 0 the last, 100 the first, NaN without a figure.

    Rows the peers, columns the codes. The place is the part of the other provinces with a figure
    that stand lower, ties at the middle of theirs. A lone figure has no place. years: code ->
    year; a code without a year is left out.
    """
    columns = {}
    for indicator in indicators:
        if indicator.code not in years:
            continue
        found = compare.by_year(figures, indicator.code).get(years[indicator.code], {})
        values = pd.Series([found.get(area, float("nan")) for area in peers], list(peers), float)
        rank = values.rank(ascending=indicator.direction != "lower")
        others = rank.notna().sum() - 1
        columns[indicator.code] = 100 * (rank - 1) / others if others > 0 else rank * float("nan")
    return pd.DataFrame(columns, index=list(peers), dtype=float)


@dataclass(frozen=True)
class Neighbour:
    """A province like another. distance: mean difference of places, in points of 100.

    apart: code -> difference of places (theirs less the area's own), nearest first.
    """

    area: str
    distance: float
    apart: dict[str, float]


def neighbours(table: pd.DataFrame, area: str, count: int = NEIGHBOURS) -> list[Neighbour]:
    """The provinces most like `area`, nearest first.

    table: of `places`. The distance is the mean absolute difference of places over the rates
    that both have; a province that shares fewer than 60 % of the area's rates is no neighbour.
    Empty where the area has no place at all.
    """
    own = table.loc[area].dropna()
    if own.empty:
        return []
    apart = table.loc[:, own.index].to_numpy() - own.to_numpy()
    found = []
    for other, row in zip(table.index, apart, strict=True):
        shared = ~np.isnan(row)
        if other == area or not shared.any() or shared.sum() < SHARED * len(own):
            continue
        order = np.argsort(np.abs(row[shared]).round(NOISE), kind="stable")
        row, codes = row[shared][order], own.index[shared][order]
        found.append((float(np.abs(row).mean()), str(other), codes, row))
    # of equal distances, which floats may tell apart, the smaller code is first
    nearest = sorted(found, key=lambda item: (round(item[0], NOISE), item[1]))[:count]
    return [
        Neighbour(other, distance, dict(zip(codes, row.tolist(), strict=True)))
        for distance, other, codes, row in nearest
    ]


def composition(
    figures: pd.DataFrame, area: str, whole: str, parts: Sequence[str], years: Sequence[int]
) -> pd.DataFrame:
    """What a whole is made of: year, part, value (base units), share (percent of the whole).

    A year counts only where the whole and every part have a figure. What the parts leave is the
    part REST, where it is more than rounding in any year; less than nothing, beyond rounding,
    takes the year out: its figures contradict one another.
    """
    columns = [_of_area(figures, code, area) for code in (whole, *parts)]
    held = {year: [column[year] for column in columns] for year in years
            if all(year in column for column in columns)}  # fmt: skip
    rest = {year: all_ - math.fsum(own) for year, (all_, *own) in held.items()
            if all_ > 0 and all_ - math.fsum(own) >= -ROUNDING * all_}  # fmt: skip
    beyond = any(left > ROUNDING * held[year][0] for year, left in rest.items())
    made = []
    for year, left in rest.items():
        all_, *own = held[year]
        named = [*zip(parts, own, strict=True), *([(REST, max(left, 0.0))] if beyond else [])]
        made += [(year, part, value, 100 * value / all_) for part, value in named]
    return pd.DataFrame(made, columns=["year", "part", "value", "share"])


def _of_area(figures: pd.DataFrame, indicator: str, area: str) -> dict[int, float]:
    """Year -> the area's figure."""
    years = compare.by_year(figures, indicator)
    return {year: held[area] for year, held in years.items() if area in held}


def shares(figures: pd.DataFrame, whole: str, parts: Sequence[str], year: int) -> pd.DataFrame:
    """Percent of a whole in one year: rows the areas with a sound composition, columns parts.

    Sound: the whole and every part have a figure, the whole is above zero, and the parts are no
    more than it, beyond rounding.
    """
    columns = [compare.by_year(figures, code).get(year, {}) for code in (whole, *parts)]
    made = {}
    for area in sorted(columns[0]):
        held = [column[area] for column in columns if area in column]
        if len(held) == len(columns) and held[0] > 0:
            all_, *own = held
            if math.fsum(own) <= (1 + ROUNDING) * all_:
                made[area] = [value / all_ * 100 for value in own]
    return pd.DataFrame.from_dict(made, orient="index", columns=list(parts), dtype=float)


def medians(figures: pd.DataFrame, indicator: str, areas: Sequence[str]) -> dict[int, float]:
    """Year -> median of `areas`, in order; only years in which most of them have a figure."""
    years = compare.by_year(figures, indicator)
    held = {year: [years[year][area] for area in areas if area in years[year]] for year in years}
    return {year: median(held[year]) for year in sorted(held) if 2 * len(held[year]) > len(areas)}
