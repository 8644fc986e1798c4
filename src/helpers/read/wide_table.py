"""The wide table: areas by years of one indicator, or areas by indicators of one year."""

from __future__ import annotations

import re
from reprlib import repr as shown

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.read import arrivals
from helpers.read.bureau_lines import NAME_AND_UNIT
from helpers.read.grid import read_grid, table_below
from helpers.read.long_table import NAMES
from helpers.read.resaved import decimal_sign, number_of, refusal, year_of

AREA = (*NAMES["area"], "name", "省份", "省市")
TIME = (*NAMES["time_period"], "time", "年", "时间")
LABEL = re.compile(r"(?:year|time_period|年份|时间)\s*[:：]\s*((?:19|20)[0-9]{2})\s*年?", re.I)


def read_wide_table(
    content: bytes, *, source_id: str, file: str, indicator: str = "", unit: str = ""
) -> pd.DataFrame:
    """Read a table with a first column of areas into arrivals, one for each cell with a number.

    The other columns are either all years, of the register's indicator and unit; or indicators,
    "code" or "name (unit)", without brackets in the register's unit, beside a column of years or
    below a line "year: 2022". Years down and areas across, of the register's indicator, is read
    too. A blank cell is a missing value; a dash or a word is a fault. Raises FaultsFound with
    every fault of the file.
    """
    grid = read_grid(content, file)
    rows, year = grid.rows, ""
    while rows and not is_head(rows[0][1]):
        label = LABEL.fullmatch(" ".join(cell for cell in rows[0][1] if cell))
        if not label:
            found = f"the first line begins with {shown(rows[0][1][0])}"
            allowed = f"a line of columns that begins with {', '.join(AREA)}"
            raise FaultsFound([Fault(file, rows[0][0], "", found, allowed)])
        year, rows = label[1], rows[1:]
    if not rows:
        raise FaultsFound([Fault(file, None, "", "no line of columns stands there")])
    head = rows[0][0]
    header, body, faults = table_below(rows, file)
    keys, wrong = _keys(header, head, file, year, indicator, unit)
    faults += wrong
    if wrong:
        raise FaultsFound(faults)
    found: list[dict[str, str]] = []
    met: dict[tuple[str, ...], int] = {}
    sign = decimal_sign(
        (cell for _, cells in body for cell in cells), semicolons="semicolons" in grid.form
    )
    for line, cells in body:
        faults += _row(file, line, dict(zip(header, cells, strict=True)), keys, found, met, sign)
    if not found and not faults:
        faults.append(Fault(file, head, "", "no value stands below the line of columns"))
    return arrivals.handed_on(
        [row | {"source_id": source_id, "file": file} for row in found], faults
    )


def is_head(cells: tuple[str, ...] | list[str]) -> bool:
    """Whether a line begins as the columns of a wide table do."""
    return len(cells) > 1 and cells[0].casefold() in (*AREA, *TIME)


def by_indicators(header: list[str]) -> bool:
    """Whether the columns behind the area are indicators (so the register needs none)."""
    others = [name for name in header[1:] if name and name.casefold() not in TIME]
    return header[0].casefold() in AREA and not all(year_of(name) for name in others)


def _keys(
    header: list[str], line: int, file: str, year: str, indicator: str, unit: str
) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """Column name to what it says of its values (area, time_period, indicator, unit)."""
    faults = [
        Fault(file, line, shown(name), "two columns have this name")
        for name in dict.fromkeys(header)
        if header.count(name) > 1
    ]
    if not all(header):
        faults.append(Fault(file, line, "", "a column has no name", todo="Name it or take it out"))
    areas = [name for name in header if name.casefold() in AREA]
    times = [name for name in header if name.casefold() in TIME]
    if len(areas) > 1 or len(times) > 1:
        found = f"several columns hold the area or the year: {', '.join(areas + times)}"
        faults.append(Fault(file, line, "", found, todo="Leave one of each"))
    keys: dict[str, dict[str, str]] = {name: {"role": "area"} for name in areas}
    keys |= {name: {"role": "time_period"} for name in times}
    others = [name for name in header if name and name not in keys]
    several = by_indicators(header)
    if several and not times and not year:
        found = "the columns are indicators, and no year is named"
        todo = 'Add a column year, or a first line "year: 2022"'
        faults.append(Fault(file, line, "", found, todo=todo))
    for name in others:
        if several:
            split = NAME_AND_UNIT.fullmatch(name)
            code, printed = (split["name"], split["unit"]) if split else (name, unit)
            keys[name] = {"indicator": code.strip(), "unit": printed.strip(), "time_period": year}
        elif areas:
            keys[name] = {"indicator": indicator, "unit": unit, "time_period": year_of(name)}
        else:
            keys[name] = {"indicator": indicator, "unit": unit, "area": name}
        faults += [
            Fault(file, line, shown(name), f"no {word} is known for this column", todo=todo)
            for word, todo in (
                ("indicator", "Name it in column indicator of data/sources.csv (--indicator)"),
                ("unit", 'Write "name (unit)", or name it in data/sources.csv (--unit)'),
            )
            if not keys[name][word]
        ]
        if not several:
            faults = list(dict.fromkeys(faults))
    return keys, faults


def _row(
    file: str,
    line: int,
    cells: dict[str, str],
    keys: dict[str, dict[str, str]],
    found: list[dict[str, str]],
    met: dict[tuple[str, ...], int],
    sign: str,
) -> list[Fault]:
    """Append an arrival for each number of one row to `found`; return the row's faults."""
    named = {keys[name]["role"]: cell for name, cell in cells.items() if "role" in keys[name]}
    faults = []
    if "area" in named and not named["area"]:
        faults.append(Fault(file, line, "area", "no area stands before the values"))
    if "time_period" in named:
        year = year_of(named["time_period"])
        if not year:
            words = f"{shown(named['time_period'])} is no year"
            faults.append(Fault(file, line, "year", words, "a year such as 2023"))
        named["time_period"] = year
    for name, cell in cells.items():
        if "role" in keys[name] or not cell:
            continue
        key = keys[name] | named
        number = number_of(cell, sign)
        if not number:
            words, todo = refusal(cell, sign)
            allowed = "a number such as 521.91, or an empty cell for a missing value"
            faults.append(Fault(file, line, name, words, allowed, todo))
            continue
        place = (key["indicator"], key["area"], key["time_period"])
        if place in met:
            words = f"{shown('/'.join(place))} stands in line {met[place]} already"
            faults.append(Fault(file, line, name, words, "each figure once"))
        met.setdefault(place, line)
        found.append(
            key
            | {
                "line": str(line),
                "locator": re.sub("[;\\s]+", "_", "/".join(place)),
                "measure": "level",
                "obs_status": "actual",
                "as_printed": number,
            }
        )
    return faults
