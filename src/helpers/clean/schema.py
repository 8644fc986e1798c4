"""The shape that observations.csv must have when it leaves the stage, checked with pandera."""

from __future__ import annotations

from reprlib import repr as shown  # clipped: a cell may hold anything

import pandas as pd

from helpers.clean.observations import COLUMNS
from helpers.faults import Fault, FaultsFound
from helpers.reference import MEASURES, STATUSES, UNITS

QUALIFIERS = ("exact", "over", "at_least", "under", "about", "range")
YEAR = r"(19|20)\d{2}"
MONTH = rf"{YEAR}-(0[1-9]|1[0-2])"
PERIOD = rf"^(|{YEAR}|{YEAR}-Q[1-4]|{MONTH}|{MONTH}/{MONTH})$"


def check_schema(
    observations: pd.DataFrame,
    *,
    file: str = "clean/observations.csv",
    todo: str = "This is a fault of cleaning itself; please report it",
) -> None:
    """Raise FaultsFound with every cell that breaks the contract of observations.csv.

    file, todo: what a fault calls the table, and what it asks for. All columns are text here; an
    empty cell is "" (missing), never zero.
    """
    import pandera.pandas as pa  # a second to import, so only where it is needed

    number = pa.Check.str_matches(r"^-?\d+(\.\d+)?$")
    text = {column: pa.Column(str) for column in COLUMNS}
    schema = pa.DataFrameSchema(
        text
        | {
            "obs_id": pa.Column(str, pa.Check.str_matches(r"^[a-z][a-z0-9_]*:\S+$"), unique=True),
            "ref_area": pa.Column(str, pa.Check.str_matches(r"^\d{6}$")),
            "time_period": pa.Column(str, pa.Check.str_matches(PERIOD)),
            "matched_period": pa.Column(str, pa.Check.str_matches(PERIOD)),
            "base_period": pa.Column(str, pa.Check.str_matches(PERIOD)),
            "obs_value": pa.Column(str, number),
            "obs_value_high": pa.Column(str, pa.Check.str_matches(r"^(|-?\d+(\.\d+)?)$")),
            "qualifier": pa.Column(str, pa.Check.isin(QUALIFIERS)),
            "obs_status": pa.Column(str, pa.Check.isin(STATUSES)),
            "measure": pa.Column(str, pa.Check.isin(MEASURES)),
            "unit_measure": pa.Column(str, pa.Check.isin(sorted(UNITS))),
            "comparable": pa.Column(str, pa.Check.isin(["yes", "no"])),
        },
        strict=True,
        ordered=True,
    )
    try:
        schema.validate(observations, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        raise FaultsFound(
            Fault(
                file,
                None if pd.isna(case.index) else int(case.index) + 2,
                str(case.column),
                f"{shown(case.failure_case)} breaks the rule {case.check}",
                todo=todo,
            )
            for case in cases.itertuples()
        ) from None
