"""The values of an index: a table of units by columns, checked and made floats."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.faults import Fault, nearest
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import some

GREATEST = 1e150  # whose square is still a number


def values_table(values: object, framework: Framework) -> tuple[pd.DataFrame, list[Fault]]:
    """Indicators and denominators of `framework` as floats, one column each, and all faults.

    values: a table, units as its index (any kind, each once); further columns are passed over.
    None, NaN, NA and blank text are missing. A word, a truth value or an infinite value is a
    fault. Columns are found by their name as text.
    """
    if not isinstance(values, pd.DataFrame):
        found = f"the values are {type(values).__name__}"
        return pd.DataFrame(), [Fault("", None, "", found, "a pandas DataFrame, units down")]
    faults = _unit_faults(values)
    names = [str(column).strip() for column in values.columns]
    columns: dict[str, np.ndarray] = {}
    for code in (*framework.indicators, *framework.denominators):
        if code not in names:
            faults.append(_lacking(code, names, framework))
        elif names.count(code) > 1:
            faults.append(Fault("", None, code, "two columns of the values have this name"))
        else:
            cells = values.iloc[:, names.index(code)]
            columns[code], found = _floats(cells, code)
            faults += found
    return pd.DataFrame(columns, index=values.index), faults


def _unit_faults(values: pd.DataFrame) -> list[Fault]:
    if not len(values):
        return [Fault("", None, "", "the values have no row, so there is no unit to score")]
    twice = values.index[values.index.duplicated()].unique()
    if len(twice):
        found = f"units stand in several rows: {some(twice)}"
        return [Fault("", None, "", found, "each unit once in the index of the values")]
    return []


def _lacking(code: str, names: Sequence[str], framework: Framework) -> Fault:
    found = f"the values have no column {code!r}, "
    if code in framework.indicators:
        found += "and no row of the framework has it as its parent"
    else:
        users = [node.code for node in framework.nodes if node.denominator == code]
        found += f"the denominator of {some(users)}"
    return Fault("", None, "", found, todo=nearest(code, names) or "Add the column")


def _floats(cells: pd.Series, code: str) -> tuple[np.ndarray, list[Fault]]:
    numeric = pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells)
    if numeric and not pd.api.types.is_complex_dtype(cells):
        read = cells.to_numpy(dtype=float, na_value=math.nan)
        wrong = [str(cells.index[at]) for at in np.flatnonzero(np.abs(read) > GREATEST)]
        word = "values without measure"
    else:
        pairs = [_float(cell) for cell in cells]
        read = np.array([value for value, _ in pairs], dtype=float)
        wrong = [f"{unit} ({cell!r})" for unit, cell, (_, bad) in
                 zip(cells.index, cells, pairs, strict=True) if bad]  # fmt: skip
        word = "what is no number"
    if not wrong:
        return read, []
    found = f"the values hold {word} for {some(wrong)}"
    allowed = f"numbers up to {GREATEST:g}; nothing where one is missing"
    return read, [Fault("", None, code, found, allowed)]


def _float(cell: object) -> tuple[float, bool]:
    if (
        cell is None
        or cell is pd.NA
        or cell is pd.NaT
        or (isinstance(cell, str) and not cell.strip())
    ):
        return math.nan, False
    if isinstance(cell, (bool, np.bool_)):
        return math.nan, True
    try:
        value = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan, True
    return (math.nan, True) if abs(value) > GREATEST else (value, False)
