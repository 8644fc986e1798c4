"""Units with too few values left out. Handbook, step 3: how much may be missing is said first."""

from __future__ import annotations

import pandas as pd


def coverage(values: pd.DataFrame) -> pd.Series:
    """Share of the indicators (columns) for which each unit has a value, 0 to 1."""
    return values.notna().sum(axis=1) / values.shape[1]


def screen(values: pd.DataFrame, least: float | None) -> pd.DataFrame:
    """The units whose coverage is at least `least`; all for None."""
    return values if least is None else values[coverage(values) >= least]
