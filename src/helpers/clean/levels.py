"""The figures of a whole year that have happened, each counted once."""

from __future__ import annotations

import pandas as pd


def levels(observations: pd.DataFrame) -> pd.DataFrame:
    """Actual yearly levels, each figure once.

    observations: the columns of observations.csv, values as text or Decimal. Returns ref_area,
    indicator, time_period (text), value (float, base units) and obs_id. Targets, changes, ranks
    and parts of a year are left out, and so are a repeat of a row that is in and every row that is
    marked not comparable: a conflict's unused figure among them, which would count twice.
    """
    used = observations[
        (observations["measure"] == "level")
        & (observations["obs_status"] == "actual")
        & (observations["repeats"] == "")
        & (observations["comparable"] != "no")
        & (observations["time_period"].str.len() == 4)
    ]
    table = used[["ref_area", "indicator", "time_period"]].copy()
    table["value"] = used["obs_value"].astype(float)
    table["obs_id"] = used["obs_id"]
    return table
