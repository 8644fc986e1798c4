"""The long table: one figure a row, with the columns of observations.csv or of SDMX-CSV.

Any order, any case; what the file does not need may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from reprlib import repr as shown

import pandas as pd

from helpers.faults import Fault, FaultsFound, nearest
from helpers.read import arrivals
from helpers.read.grid import read_grid, table_below
from helpers.read.panel import NUMBER
from helpers.read.stories import PERIOD_WORDS, REFERENCE_GROUPS, is_period
from helpers.reference import MEASURES, STATUSES

NAMES = {
    "area": ("ref_area", "area", "adcode", "province", "region", "地区"),
    "indicator": ("indicator", "指标"),
    "time_period": ("time_period", "period", "year", "年份"),
    "value": ("obs_value", "value", "数值"),
    "high": ("obs_value_high",),
    "unit": ("unit_measure", "unit", "单位"),
    "unit_mult": ("unit_mult",),
    "measure": ("measure",),
    "obs_status": ("obs_status", "status"),
    "qualifier": ("qualifier",),
    "base_period": ("base_period",),
    "reference_group": ("reference_group",),
    "matched_period": ("matched_period",),
    "comparable": ("comparable",),
    "derived_from": ("derived_from",),
    "repeats": ("repeats",),
    "note": ("note", "comment_obs", "备注"),
}
COLUMN = {name: role for role, names in NAMES.items() for name in names}
# Columns of those formats that say nothing a figure needs here.
PASSED_OVER = (
    "obs_id source_id locator as_printed dataflow structure structure_id structure_name "
    "action freq decimals time_format area_name conf_status obs_conf"
).split()
# A row with this note is the template's own example, and no figure.
EXAMPLE = "EXAMPLE: this row is passed over; delete it or leave it"
REQUIRED = ("area", "time_period", "value")
SDMX_STATUS = {"": "actual", "A": "actual", "N": "actual"}
MISSING = ("M", "L", "O")  # SDMX's codes for a value that is not there
QUALIFIED = {
    "over": "over {}",
    "at_least": "at least {}",
    "under": "under {}",
    "about": "about {}",
    "range": "{} to {}",
}
SAID = {"CNY": "{} yuan", "PCT": "{}%", "PP": "{} percentage points", "NUM": "{}"}
MULTIPLIED = {
    ("CNY", "0"): "CNY",
    ("CNY", "4"): "10k yuan",
    ("CNY", "8"): "100m yuan",
    ("USD", "6"): "million USD",
    ("PERS", "4"): "10k persons",
}


def read_long_table(
    content: bytes, *, source_id: str, file: str, indicator: str = "", unit: str = ""
) -> pd.DataFrame:
    """Read a long table into arrivals.

    indicator, unit: of the register of sources, for a file without such a column. Where no column
    indicator stands, one called measure holds the indicator, as in some SDMX files; where both
    stand it holds level, growth and so on (a blank one is a level). A qualified value ("over",
    13000, NUM) becomes words ("over 13000"), as stories print them. A row with derived_from or
    repeats is excluded: what is computed from others, or repeats them, is found out here.
    A blank value is a missing one only beside SDMX's status M. Raises FaultsFound with every
    fault of the file.
    """
    grid = read_grid(content, file)
    header, body, faults = table_below(grid.rows, file)
    roles = _roles(header, grid.rows[0][0], file, indicator, unit)
    rows: list[dict[str, str]] = []
    met: dict[str, int] = {}
    for line, cells in body:
        row = dict.fromkeys(NAMES, "") | {
            role: cell for role, cell in zip(roles, cells, strict=True) if role
        }
        if row["note"] == EXAMPLE or (row["obs_status"] in MISSING and not row["value"]):
            continue
        row["indicator"] = row["indicator"] or indicator
        row["unit"] = row["unit"] or unit
        found = _cell_faults(file, line, row)
        faults += found
        if found:
            continue
        arrival = _arrival(row)
        locator = arrival["locator"]
        if locator in met and not arrival["exclusion"]:
            words = f"{shown(locator)} stands in line {met[locator]} already"
            faults.append(Fault(file, line, "", words, "each figure once"))
        if not arrival["exclusion"]:
            met.setdefault(locator, line)
        rows.append(arrival | {"source_id": source_id, "file": file, "line": str(line)})
    if not rows and not faults:
        faults.append(Fault(file, None, "", "no figure stands below the names of the columns"))
    return arrivals.handed_on(rows, faults)


def is_long(header: list[str]) -> bool:
    """Whether these names of columns are a long table's: an area, a period and a value."""
    return {COLUMN.get(name.casefold()) for name in header} >= set(REQUIRED)


def nearly_long(header: Sequence[str]) -> bool:
    """Whether they are a long table's but for one that it needs, which its reader then names."""
    roles = {COLUMN.get(name.casefold()) for name in header}
    return len(roles & set(REQUIRED)) == len(REQUIRED) - 1 and bool(roles & {"indicator", "value"})


def _roles(header: list[str], line: int, file: str, indicator: str, unit: str) -> list[str]:
    """What each column holds; "" for one that is passed over. Raises FaultsFound."""
    names = [name.casefold() for name in header]
    if "indicator" not in [COLUMN.get(name) for name in names] and "measure" in names:
        names[names.index("measure")] = "indicator"
    faults = [
        Fault(
            file,
            line,
            "",
            f"column {shown(name)} is not known here",
            todo=nearest(lower, [*COLUMN, *PASSED_OVER]) or "Leave it out, or name it note",
        )
        for name, lower in zip(header, names, strict=True)
        if lower not in COLUMN and lower not in PASSED_OVER
    ]
    roles = [COLUMN.get(name, "") for name in names]
    needed = [*REQUIRED, *(["indicator"] if not indicator else []), *(["unit"] if not unit else [])]
    faults += [
        Fault(file, line, NAMES[role][0], "this column is missing", " or ".join(NAMES[role]))
        for role in needed
        if role not in roles
    ]
    faults += [
        Fault(file, line, "", f"two columns hold the {role}", todo="Leave one of them out")
        for role in NAMES
        if roles.count(role) > 1
    ]
    if faults:
        raise FaultsFound(faults)
    return roles


def _cell_faults(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    def fault(role: str, allowed: str, todo: str = "") -> Fault:
        found = f"{shown(row[role])} stands there" if row[role] else "the cell is blank"
        return Fault(file, line, NAMES[role][0], found, allowed, todo)

    faults = [
        fault(role, allowed)
        for role, allowed in (("area", "a name or an adcode"), ("indicator", "a code or a name"))
        if not row[role]
    ]
    dated = row["time_period"] or row["matched_period"]
    faults += [
        fault(role, PERIOD_WORDS)
        for role in ("time_period", "base_period", "matched_period")
        if (row[role] and not is_period(row[role])) or (role == "time_period" and not dated)
    ]
    for role in ("value", "high"):
        if not NUMBER.fullmatch(row[role]) and (row[role] or role == "value"):
            words = "a number with neither separators nor words, such as 3932.1"
            todo = "" if row[role] else "Leave the row of a missing value out"
            faults.append(fault(role, words, todo))
    if not row["unit"] and row["measure"] != "rank":
        faults.append(fault("unit", "such as CNY, NUM, PCT, or as printed: 100m yuan"))
    multiplied = row["unit_mult"] not in ("", "0")
    if multiplied and (
        row["qualifier"] in QUALIFIED or (row["unit"], row["unit_mult"]) not in MULTIPLIED
    ):
        faults.append(fault("unit_mult", "0, or 4 or 8 beside CNY, 6 beside USD, 4 beside PERS"))
    faults += _word_faults(row, fault)
    return faults


def _word_faults(row: dict[str, str], fault) -> list[Fault]:
    """Faults of the cells that hold one word of a list."""
    faults = []
    if row["measure"] not in ("", *MEASURES):
        faults.append(fault("measure", ", ".join(MEASURES), nearest(row["measure"], MEASURES)))
    if row["obs_status"] not in (*SDMX_STATUS, *STATUSES):
        faults.append(fault("obs_status", ", ".join(STATUSES) + ", or SDMX's A"))
    if row["qualifier"] not in ("", "exact", *QUALIFIED):
        faults.append(fault("qualifier", "exact, " + ", ".join(QUALIFIED)))
    elif row["qualifier"] in QUALIFIED and row["unit"] not in SAID:
        faults.append(fault("unit", ", ".join(SAID) + " beside a qualifier"))
    if (row["qualifier"] == "range") != bool(row["high"]):
        faults.append(fault("high", "filled for a range, empty for all else"))
    if row["comparable"] not in ("", "yes", "no"):
        faults.append(fault("comparable", "nothing, yes or no"))
    if row["reference_group"] not in REFERENCE_GROUPS:
        faults.append(fault("reference_group", "nothing, nation, central China or province"))
    elif (row["measure"] == "rank") != bool(row["reference_group"]):
        faults.append(fault("reference_group", "filled for a rank, empty for all else"))
    if row["time_period"] and row["matched_period"]:
        faults.append(fault("matched_period", "nothing where the period is printed"))
    return faults


def _exclusion(row: dict[str, str]) -> str:
    if row["derived_from"]:
        return "computed from other rows"
    return "repeats another row" if row["repeats"] else ""


def _arrival(row: dict[str, str]) -> dict[str, str]:
    measure = row["measure"] or "level"
    status = SDMX_STATUS.get(row["obs_status"], row["obs_status"])
    unit = "RANK" if measure == "rank" else row["unit"]
    printed = row["value"]
    if row["qualifier"] in QUALIFIED:
        ends = [SAID[unit].format(end) for end in (row["value"], row["high"]) if end]
        printed, unit = QUALIFIED[row["qualifier"]].format(*ends), ""
    elif row["unit_mult"]:
        unit = MULTIPLIED.get((unit, row["unit_mult"]), unit)
    key = [row["indicator"], row["area"], row["time_period"] or row["matched_period"]]
    key += [word for word in (measure, status) if word not in ("level", "actual")]
    key += [row["reference_group"]] if row["reference_group"] else []
    same = ("area", "indicator", "time_period", "base_period", "reference_group", "matched_period")
    return {name: row[name] for name in same} | {
        "locator": re.sub("[;\\s]+", "_", "/".join(key)),
        "measure": measure,
        "obs_status": status,
        "as_printed": printed,
        "unit": unit,
        "comparable": "no" if row["comparable"] == "no" else "",
        "exclusion": _exclusion(row),
        "note": row["note"],
    }
