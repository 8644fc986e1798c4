"""Printed figures held against the official record: what came of what was said.

A story's figure of a province is set beside the official figure of the same
indicator, area and year. A target or an expected value is kept or missed by
the result; a printed result is equal to the record or not.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from helpers.reference import Reference

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
)
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
    year, printed or matched (printed_year says which); outcome "equal", "not equal", "reached",
    "missed", "indication" (a proxy: nothing follows) or "no official figure yet". Figures of
    indicators that have neither record nor proxy, of cities and of repeats in the same story are
    left out. Derived target levels are in; the growth they come from is told by the growth row.
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
        official, ids = _official(row, int(period), proxy or row.indicator, values, ranks)
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
                "outcome": _outcome(row, official, proxy),
                "proxy": proxy,
            }
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table[~_told_before(table)].reset_index(drop=True)


def _told_before(table: pd.DataFrame) -> pd.Series:
    """Whether an earlier row says the same of the same thing, in whatever words."""
    return table.duplicated(["ref_area", "indicator", "measure", "obs_status", "period", "value"])


def _official_ranks(
    observations: pd.DataFrame, stories: set[str]
) -> dict[tuple, tuple[float, str]]:
    rows = observations[
        (observations["measure"] == "rank") & ~observations["source_id"].isin(stories)
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


def _outcome(row, official: float, proxy: str) -> str:
    if proxy:
        return "indication"
    if np.isnan(official):
        return "no official figure yet"
    value = float(row.obs_value)
    if row.obs_status == "actual":
        # a story prints fewer digits than the record: equal at the digits that it prints
        return "equal" if round(official, _places(row.obs_value)) == value else "not equal"
    reached = official > value if row.qualifier == "over" else official >= value
    return "reached" if reached else "missed"


def _places(number: str) -> int:
    return len(number.partition(".")[2])
