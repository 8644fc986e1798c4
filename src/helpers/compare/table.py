"""The one table of figures that comparison takes, and how it is looked up in."""

from __future__ import annotations

import weakref
from typing import Any

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


class Held:
    """What is asked of a table again and again, each reckoned once: nobody changes the table."""

    def __init__(self, table: pd.DataFrame):
        self.table = weakref.ref(table)
        self.parts: dict[str, pd.DataFrame] = {}
        self.by_year: dict[str, dict[int, dict[str, float]]] = {}
        self.ranked: dict[tuple, Any] = {}
        self.between: dict[tuple[int, int | None], pd.DataFrame] = {}
        self.at: dict[str, dict[tuple[str, str, int], object]] = {}
        # the table of which it holds some years, and which
        self.within: tuple[weakref.ref[pd.DataFrame], int, int | None] | None = None


_known: dict[int, Held] = {}


def _held(table: pd.DataFrame) -> pd.DataFrame:
    """The table, to be looked up in quickly from now on."""
    at = id(table)
    _known[at] = Held(table)
    weakref.finalize(table, _known.pop, at, None).atexit = False
    return table


def held_of(table: pd.DataFrame) -> Held | None:
    """What is known of a table that was handed out here; None for any other."""
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
    held = held_of(table)
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
    held = held_of(table)
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
    held = held_of(table)
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
    held = held_of(table)
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
