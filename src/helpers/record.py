"""Printed figures held against the official record: what came of what was said.

A story's figure of a province is set beside the official figure of the same
indicator, area and year. A target or an expected value is kept or missed by
the result; a printed result is equal to the record or not.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from helpers.clean.printed import UnreadableFigure, parse_printed
from helpers.reference import Indicator, Reference

COLUMNS = (
    "obs_id",
    "ref_area",
    "indicator",
    "measure",
    "obs_status",
    "period",
    "printed_year",
    "qualifier",
    "as_printed",
    "value",
    "high",
    "official",
    "official_ids",
    "outcome",
    "proxy",
    "told_by",
)
BROKEN = "definition broken"
YEAR = re.compile(r"(19|20)[0-9]{2}")
# What a story counts and no publication does, beside the nearest thing that one does. Never equal:
# an indication only.
PROXIES = {"hte_stock": "hte_recognised_three_years"}


def against_record(
    observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Every figure of a story for which there is an official one, with what came of it.

    observations: the columns of observations.csv (text). figures: of `compare.figures`.
    Returns COLUMNS: value, high, official float in base units (growth in percent); period the
    year, printed or matched (printed_year says which); told_by the observations that say the same
    (parted by ";", the row's own first); outcome one of
    - "equal", "not equal": a result, at the digits that it prints (see `_agrees`);
    - "reached", "missed": a target or an expected value;
    - "indication": a proxy stands for the record, nothing follows;
    - "definition broken": a growth over a break in the definition;
    - "no official figure yet".
    Figures of cities, and of indicators that have neither record nor proxy, are left out. Derived
    target levels are in.
    """
    stories = set(reference.sources.loc[reference.sources["kind"] == "story", "source_id"])
    told = observations[
        observations["source_id"].isin(stories)
        & observations["ref_area"].isin(reference.provinces)
        & observations["measure"].isin(["level", "growth", "rank"])
    ]
    values = figures.set_index(["indicator", "ref_area", "year"])
    ranks = _official_ranks(observations, stories)
    known = set(figures["indicator"]) | {"regional_innovation_capability_rank"}
    rows = []
    for row in told.itertuples():
        proxy = PROXIES.get(row.indicator, "")
        if (proxy or row.indicator) not in known:
            continue
        period = row.time_period or row.matched_period
        if not YEAR.fullmatch(period):
            continue
        indicator = reference.indicator[row.indicator]
        official, ids = _official(row, int(period), proxy or row.indicator, values, ranks)
        broken = row.measure == "growth" and int(period) in dict(indicator.breaks)
        if broken:
            official, ids = float("nan"), ""
        rows.append(
            {
                "obs_id": row.obs_id,
                "ref_area": row.ref_area,
                "indicator": row.indicator,
                "measure": row.measure,
                "obs_status": row.obs_status,
                "period": period,
                "printed_year": bool(row.time_period),
                "qualifier": row.qualifier,
                "as_printed": row.as_printed,
                "value": float(row.obs_value),
                "high": float(row.obs_value_high) if row.obs_value_high else float("nan"),
                "official": official,
                "official_ids": ids,
                "outcome": BROKEN if broken else _outcome(row, official, proxy, indicator),
                "proxy": proxy,
            }
        )
    return _credit(pd.DataFrame(rows, columns=list(COLUMNS)))


def _credit(table: pd.DataFrame) -> pd.DataFrame:
    """One row for what several sentences say alike, told_by naming them all."""
    same = ["ref_area", "indicator", "measure", "obs_status", "period", "qualifier", "value"]
    told_by = table.groupby(same, sort=False)["obs_id"].transform(";".join)
    return table.assign(told_by=told_by).drop_duplicates(same).reset_index(drop=True)


def _official_ranks(
    observations: pd.DataFrame, stories: set[str]
) -> dict[tuple, tuple[float, str]]:
    rows = observations[
        (observations["measure"] == "rank")
        & observations["time_period"].str.fullmatch(YEAR)
        & ~observations["source_id"].isin(stories)
    ]
    return {
        (row.indicator, row.ref_area, int(row.time_period)): (float(row.obs_value), row.obs_id)
        for row in rows.itertuples()
    }


def _official(
    row, year: int, indicator: str, values: pd.DataFrame, ranks: dict
) -> tuple[float, str]:
    """The official figure and the observations it stands on; NaN and "" where there is none."""
    if row.measure == "rank":
        return ranks.get((indicator, row.ref_area, year), (float("nan"), ""))
    end = _at(values, indicator, row.ref_area, year)
    if row.measure == "level" or np.isnan(end[0]):
        return end
    base = _at(values, indicator, row.ref_area, year - 1)
    return 100 * (end[0] / base[0] - 1), f"{base[1]};{end[1]}" if base[1] else ""


def _at(values: pd.DataFrame, indicator: str, area: str, year: int) -> tuple[float, str]:
    key = (indicator, area, year)
    if key not in values.index:
        return float("nan"), ""
    found = values.loc[key]
    return float(found["value"]), str(found["obs_ids"])


def _outcome(row, official: float, proxy: str, indicator: Indicator) -> str:
    if proxy:
        return "indication"
    if np.isnan(official):
        return "no official figure yet"
    value = float(row.obs_value)
    if row.obs_status == "actual":
        return "equal" if _agrees(row, official) else "not equal"
    if indicator.direction == "lower" and row.measure != "growth":
        reached = official < value if row.qualifier == "under" else official <= value
    else:
        reached = official > value if row.qualifier == "over" else official >= value
    return "reached" if reached else "missed"


ABOUT = 0.05  # how far, as a share of it, a figure printed as "about" may be off the record


def _agrees(row, official: float) -> bool:
    """Whether the record bears a printed result out, at the digits that the story prints."""
    value, digit = float(row.obs_value), _last_digit(row)
    match row.qualifier:
        case "over":
            return official > value
        case "at_least":
            return official >= value
        case "under":
            return official < value
        case "about":
            return abs(official - value) <= max(ABOUT * abs(value), digit / 2)
        case "range":
            return value - digit / 2 <= official <= float(row.obs_value_high) + digit / 2
        case _:
            return abs(official - value) <= digit / 2 * (1 + 1e-9)


def _last_digit(row) -> float:
    """Size of the last digit that the story prints, in base units ("101.9 billion": 1e8)."""
    try:
        return float(parse_printed(row.as_printed).quantum)
    except UnreadableFigure:  # a derived row: its words are a sum
        return 10.0 ** -len(row.obs_value.partition(".")[2])
