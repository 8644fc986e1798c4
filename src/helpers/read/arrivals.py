"""The one shape in which every reader hands on what it found: text, as printed.

A reader turns one raw file into a table of arrivals, one row per figure, every
cell text and nothing computed; numbers are made of them in `helpers.clean`.
"""

from __future__ import annotations

import pandas as pd

from helpers.faults import Fault, FaultsFound

COLUMNS = (
    "source_id",  # row of data/sources.csv
    "file",  # path under data/, for messages
    "line",  # 1-based line of the file, as text
    "locator",  # where in the source: stable, unique within it; obs_id is source_id:locator
    "area",  # as the source names it: adcode, Chinese or English name
    "indicator",  # code in indicators.csv
    "time_period",  # 2022, 2022-Q1, 2022-07, 2022-01/2022-04, or ""
    "measure",  # level, net_increase, growth, share, rank, difference
    "obs_status",  # actual, expected, target, plan
    "as_printed",  # the figure's own words
    "unit",  # as the table's head prints it, e.g. "100m yuan"; "" where the figure's words say it
    "base_period",
    "reference_group",
    "matched_period",
    "comparable",  # "" (decided by cleaning) or "no"
    "exclusion",  # reason why the row becomes no observation; "" for all others
    "note",
)


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    """Rows as a table with exactly `COLUMNS`, all text; a cell not given is "" (not missing)."""
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).fillna("").astype(str)


def handed_on(rows: list[dict[str, str]], faults: list[Fault]) -> pd.DataFrame:
    """What a reader found, as a table; with faults FaultsFound in order of lines, its `rest` the
    table of what could be read all the same."""
    table = frame(rows)
    if faults:
        raise FaultsFound(sorted(faults, key=lambda fault: fault.line or 0), rest=table)
    return table
