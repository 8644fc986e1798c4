"""Comparison: pure functions on figures. Nothing here draws or reads a file.

`figures` makes the one table that all others take: one row per area, indicator
and year, values in base units (float), each with the observations it stands on.
A missing figure is a missing row: it is never zero and never guessed.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.clean.levels import levels
from helpers.reference import Indicator, Reference

COLUMNS = ["ref_area", "indicator", "year", "value", "obs_ids"]


def figures(observations: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """All figures that may be compared, printed and computed.

    observations: the columns of observations.csv; rows marked comparable "no" stay out.
    Returns COLUMNS: year int, value float in base units, obs_ids the observations behind it
    (parted by ";"). Computed indicators follow indicators.csv: numerator / denominator * factor,
    or the sum of the last `window` years; one is left out where any part is missing.
    """
    printed = levels(observations[observations["comparable"] == "yes"])
    table = printed.assign(year=printed["time_period"].astype(int)).rename(
        columns={"obs_id": "obs_ids"}
    )[COLUMNS]
    made = [
        _windowed(table, row) if row.window else _ratio(table, row)
        for row in reference.indicator.values()
        if row.computed
    ]
    return _held(pd.concat([table, *made], ignore_index=True))


class _Held:
    """What is asked of a table again and again, each reckoned once: nobody changes the table."""

    def __init__(self, table: pd.DataFrame):
        self.table = weakref.ref(table)
        self.parts: dict[str, pd.DataFrame] = {}
        self.by_year: dict[str, dict[int, dict[str, float]]] = {}
        self.ranked: dict[tuple, Ranked] = {}
        self.between: dict[tuple[int, int | None], pd.DataFrame] = {}
        self.at: dict[str, dict[tuple[str, str, int], object]] = {}
        # the table of which it holds some years, and which
        self.within: tuple[weakref.ref[pd.DataFrame], int, int | None] | None = None


_known: dict[int, _Held] = {}


def _held(table: pd.DataFrame) -> pd.DataFrame:
    """The table, to be looked up in quickly from now on."""
    at = id(table)
    _known[at] = _Held(table)
    weakref.finalize(table, _known.pop, at, None).atexit = False
    return table


def _of_table(table: pd.DataFrame) -> _Held | None:
    """What is known of a table that `_held` handed out."""
    held = _known.get(id(table))
    return held if held is not None and held.table() is table else None


def look_through(table: pd.DataFrame) -> None:
    """Look up all of a table of `figures` (or of `between`) now, for processes that will be forked
    of this one."""
    for indicator in table["indicator"].unique():
        by_year(table, indicator)
    for column in ("obs_ids", "value"):
        at(table, column)


def of(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The rows of one indicator, in their order."""
    held = _of_table(table)
    if held is None:
        return table[table["indicator"] == indicator]
    if held.within and (whole := held.within[0]()) is not None:
        if indicator not in held.parts:
            rows = of(whole, indicator)
            held.parts[indicator] = rows[_in_years(rows, *held.within[1:])]
        return held.parts[indicator]
    if not held.parts:
        held.parts.update(dict(iter(table.groupby("indicator", sort=False))))
    return held.parts[indicator] if indicator in held.parts else table.iloc[:0]


def by_year(table: pd.DataFrame, indicator: str) -> dict[int, dict[str, float]]:
    """Year -> area -> the indicator's figure, nobody's to change; {} where there is none."""
    held = _of_table(table)
    made = {} if held is None else held.by_year
    whole, first, last = held.within if held and held.within else (None, 0, None)
    if indicator not in made and whole and (all_years := whole()) is not None:
        years = by_year(all_years, indicator)
        made[indicator] = {
            year: years[year] for year in years if first <= year and (not last or year <= last)
        }
    if indicator not in made:
        rows = of(table, indicator)
        found: dict[int, dict[str, float]] = {}
        columns = (rows[name].tolist() for name in ("year", "ref_area", "value"))
        for year, area, value in zip(*columns, strict=True):
            if value == value:
                found.setdefault(int(year), {}).setdefault(area, float(value))
        made[indicator] = found
    return made[indicator]


def at(table: pd.DataFrame, column: str) -> dict[tuple[str, str, int], object]:
    """(indicator, area, year) -> the cell of a column, nobody's to change."""
    held = _of_table(table)
    made = {} if held is None else held.at
    if column not in made:
        columns = [table[name].tolist() for name in ("indicator", "ref_area", "year", column)]
        made[column] = {
            (code, area, int(year)): cell for code, area, year, cell in zip(*columns, strict=True)
        }
    return made[column]


def _ratio(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    both = of(table, indicator.numerator).merge(
        of(table, indicator.denominator),
        on=["ref_area", "year"],
        suffixes=("", "_below"),
        validate="one_to_one",
    )
    return both.assign(
        indicator=indicator.code,
        value=both["value"] / both["value_below"] * (indicator.factor or 1.0),
        obs_ids=both["obs_ids"] + ";" + both["obs_ids_below"],
    )[COLUMNS]


def _windowed(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    part = of(table, indicator.numerator)
    merged = part
    for back in range(1, indicator.window or 1):
        earlier = part.assign(year=part["year"] + back)[["ref_area", "year", "value", "obs_ids"]]
        merged = merged.merge(
            earlier, on=["ref_area", "year"], suffixes=("", "_earlier"), validate="one_to_one"
        )
        merged = merged.assign(
            value=merged["value"] + merged["value_earlier"],
            obs_ids=merged["obs_ids_earlier"] + ";" + merged["obs_ids"],
        )[COLUMNS]
    return merged.assign(indicator=indicator.code)


def between(table: pd.DataFrame, first_year: int, last_year: int | None) -> pd.DataFrame:
    """Figures of first_year to last_year (None: to the newest), both included."""
    held = _of_table(table)
    made = {} if held is None else held.between
    if (first_year, last_year) not in made:
        kept = _in_years(table, first_year, last_year)
        part = made[first_year, last_year] = _held(table[kept])
        if held is not None:
            _known[id(part)].within = weakref.ref(table), first_year, last_year
    return made[first_year, last_year]


def _in_years(table: pd.DataFrame, first_year: int, last_year: int | None) -> pd.Series:
    kept = table["year"] >= first_year
    return kept if last_year is None else kept & (table["year"] <= last_year)


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
    held = _of_table(table)
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
