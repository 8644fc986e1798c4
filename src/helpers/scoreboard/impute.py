"""Gaps filled, and every filled cell marked. Handbook, step 3 (single imputation)."""

from __future__ import annotations

import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.refusal import CannotBuild

TIME = ("time", "year", "period", "time_period", "date")


def impute(
    values: pd.DataFrame, method: str | None, groups: pd.Series | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(values, mask): gaps filled where the method can, and which cells were.

    method: None; "group_mean" or "group_median" of the unit's group (`groups`, by unit), over
    the values that are there (Handbook 3.2: unconditional mean or median within a group);
    "last": the same unit's latest earlier value. Units and times are the two sides of a
    MultiIndex (the level called year, time, period or date, else the last, is the time); without
    one, `groups` says whose rows they are, in their order. What nothing can fill stays missing.
    Raises CannotBuild where the method has nothing to go by.
    """
    if method is None:
        return values, values.isna() & False
    if method == "last":
        filled = _carried(values, groups)
    else:
        if groups is None:
            raise CannotBuild([Fault("", None, "", f"{method} needs groups, and none are given")])
        by = values.groupby(groups.to_numpy(), sort=False, dropna=False)
        middle = by.transform("mean" if method == "group_mean" else "median")
        filled = values.fillna(middle)
    return filled, values.isna() & filled.notna()


def _carried(values: pd.DataFrame, groups: pd.Series | None) -> pd.DataFrame:
    index = values.index
    if isinstance(index, pd.MultiIndex):
        names = [str(name).casefold() for name in index.names]
        time = next((at for at, name in enumerate(names) if name in TIME), index.nlevels - 1)
        ordered = values.sort_index(level=time, kind="stable", sort_remaining=False)
        others = [level for level in range(index.nlevels) if level != time]
        return ordered.groupby(level=others, sort=False).ffill().reindex(index)
    if groups is None:
        found = "impute is 'last', and nothing says which rows are one unit's at other times"
        allowed = "an index of units and times, or groups: the unit of each row, in order of time"
        raise CannotBuild([Fault("", None, "", found, allowed)])
    return values.groupby(groups.to_numpy(), sort=False, dropna=False).ffill()
