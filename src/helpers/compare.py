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


_parts: dict[int, tuple[weakref.ref[pd.DataFrame], dict[str, pd.DataFrame]]] = {}


def _held(table: pd.DataFrame) -> pd.DataFrame:
    """The table, to be parted by indicator once it is asked for one: nobody changes it."""
    at = id(table)
    _parts[at] = weakref.ref(table, lambda _: _parts.pop(at, None)), {}
    return table


def of(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The rows of one indicator, in their order."""
    known, parts = _parts.get(id(table), (None, {}))
    if known is None or known() is not table:
        return table[table["indicator"] == indicator]
    if not parts:
        parts.update(dict(iter(table.groupby("indicator", sort=False))))
    return parts[indicator] if indicator in parts else table.iloc[:0]


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
    kept = table["year"] >= first_year
    if last_year is not None:
        kept &= table["year"] <= last_year
    return _held(table[kept])


def newest_year(table: pd.DataFrame, indicator: str, areas: Collection[str]) -> int | None:
    """The newest year in which most of `areas` have a figure; None if there is none.

    A lone early figure does not make a year of comparison.
    """
    return max(full_years(table, indicator, areas), default=None)


def full_years(table: pd.DataFrame, indicator: str, areas: Collection[str]) -> list[int]:
    """The years, in order, in which most of `areas` have a figure."""
    rows = of(table, indicator)
    counts = rows[rows["ref_area"].isin(areas)].groupby("year")["ref_area"].nunique()
    return [int(year) for year in counts.index[counts > len(areas) / 2]]


def ranks(
    table: pd.DataFrame, indicator: Indicator, year: int, areas: Sequence[str]
) -> pd.DataFrame:
    """One row for each of `areas`: ref_area, year, value, rank, rank_of.

    Equal values share the better rank (1, 2, 2, 4); ranks are taken before any rounding. An area
    without a figure has no value and no rank (NaN); rank_of counts those that have one. An
    indicator without a better end (direction none) is not ranked.
    """
    rows = of(table, indicator.code)
    values = rows[rows["year"] == year].set_index("ref_area")["value"].reindex(list(areas))
    ranked = values.rank(method="min", ascending=indicator.direction == "lower")
    if not indicator.ranked:
        ranked[:] = float("nan")
    return pd.DataFrame(
        {
            "ref_area": list(areas),
            "year": year,
            "value": values.to_numpy(),
            "rank": ranked.to_numpy(),
            "rank_of": int(values.notna().sum()),
        }
    )


def value_of(table: pd.DataFrame, indicator: str, area: str, year: int) -> float:
    """One figure; NaN where there is none."""
    rows = of(table, indicator)
    found = rows.loc[(rows["ref_area"] == area) & (rows["year"] == year), "value"]
    return float(found.iloc[0]) if len(found) else float("nan")


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
    rows = of(table, indicator.code)
    rows = rows[(rows["ref_area"] == area) & rows["year"].between(start_from, last)]
    rows = rows.set_index("year")
    if last not in rows.index or rows.index.min() > last - (indicator.window or 1):
        return None
    start = int(rows.index.min())
    base, end = float(rows.at[start, "value"]), float(rows.at[last, "value"])
    points = indicator.base_unit in ("PCT", "RANK")
    return Change(
        first=start,
        last=last,
        difference=end - base,
        percent=None if points or base <= 0 else 100 * (end / base - 1),
    )


def gaps(table: pd.DataFrame, indicator: str, area: str, first: int, last: int) -> tuple[int, ...]:
    """Years without a figure between the area's first one at or after `first` and `last`."""
    rows = of(table, indicator)
    have = set(rows.loc[(rows["ref_area"] == area) & rows["year"].between(first, last), "year"])
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
