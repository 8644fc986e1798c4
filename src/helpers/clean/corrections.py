"""Hand corrections: each names its cell, what stood there, and how many rows it must touch."""

from __future__ import annotations

from reprlib import repr as shown

import pandas as pd

from helpers.faults import Fault, FaultsFound

FILE = "reference/corrections.csv"
CORRECTABLE = ("area", "as_printed", "unit", "time_period", "obs_status", "measure", "indicator")


def correct(arrivals: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """A copy of `arrivals` with the corrections made, and a word on each in `note`.

    A corrected figure keeps its own words in as_printed: what it is read as stands in the added
    column `read_as` (as_printed, where nothing is corrected).

    corrections: source_id, locator ("" for all rows of the source), column, as_received,
    corrected, rows (how many rows it must touch), reason.
    Raises FaultsFound where a correction touches another number of rows than it says: the
    source has changed, or the correction is no longer needed.
    """
    corrected = arrivals.assign(read_as=arrivals["as_printed"])
    faults = []
    for line, row in enumerate(corrections.itertuples(), start=2):
        if row.column not in CORRECTABLE:
            found = f"{shown(row.column)} stands there"
            faults.append(Fault(FILE, line, "column", found, ", ".join(CORRECTABLE)))
            continue
        here = (arrivals["source_id"] == row.source_id) & (arrivals[row.column] == row.as_received)
        if row.locator:
            here &= arrivals["locator"] == row.locator
        if here.sum() != int(row.rows):
            touched = f"touches {here.sum()} rows, not {row.rows}"
            found = f"the correction of {shown(row.as_received)} {touched}"
            todo = "Look at the source again: it has changed, or the correction has no use any more"
            faults.append(Fault(FILE, line, "rows", found, todo=todo))
            continue
        column = "read_as" if row.column == "as_printed" else row.column
        corrected.loc[here, column] = row.corrected
        word = f"{row.as_received!r} corrected to {row.corrected!r}: {row.reason}"
        corrected.loc[here, "note"] = [
            f"{note}; {word}" if note else word for note in corrected.loc[here, "note"]
        ]
    if faults:
        raise FaultsFound(faults)
    return corrected
