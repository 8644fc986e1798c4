"""The long table of official figures: one row per area, year and indicator.

Every row names the publication that it was taken from; the register of sources
has one row per publication and file, so rows of one file have several sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

import pandas as pd

from helpers.csv_cells import NUMBER
from helpers.csv_rows import table_rows
from helpers.faults import Fault, nearest
from helpers.read import arrivals

COLUMNS = ("adcode", "name_en", "year", "indicator", "value", "unit", "publication")
ADCODE = re.compile(r"[0-9]{6}")
YEAR = re.compile(r"(19|20)[0-9]{2}")


def read_panel(content: bytes, *, file: str, sources: Mapping[str, str]) -> pd.DataFrame:
    """Read a table with exactly the columns `COLUMNS`, in any order, into arrivals.

    sources: text of the column publication -> source_id.

    Missing values have no row: a blank cell is a fault, and so is the text "NA". `name_en`
    is not handed on; it only has to be the same in all rows of its adcode.
    Raises FaultsFound with every fault of the file.
    """
    table, faults = table_rows(content, file=file, columns=COLUMNS)
    rows: list[dict[str, str]] = []
    met: dict[tuple[str, str, str], int] = {}
    names: dict[str, dict[str, list[int]]] = {}
    unknown: dict[str, list[int]] = {}
    for line, row in table:
        found = _cell_faults(file, line, row)
        faults += found
        key = (row["indicator"], row["adcode"], row["year"])
        if key in met:
            faults.append(
                Fault(
                    file,
                    line,
                    "",
                    f"{' / '.join(key)!r} stands in line {met[key]} already",
                    "one row per indicator, adcode and year",
                    "Delete one of the two",
                )
            )
        met.setdefault(key, line)
        names.setdefault(row["adcode"], {}).setdefault(row["name_en"], []).append(line)
        publication = row["publication"]
        if publication and publication not in sources:
            unknown.setdefault(publication, []).append(line)
        if found:
            continue
        rows.append(
            {
                "source_id": sources.get(publication, ""),
                "file": file,
                "line": str(line),
                "locator": "/".join(key),
                "area": row["adcode"],
                "indicator": row["indicator"],
                "time_period": row["year"],
                "measure": "level",
                "obs_status": "actual",
                "as_printed": row["value"],
                "unit": row["unit"],
            }
        )
    faults += _publication_faults(file, unknown, sources)
    faults += _name_faults(file, names)
    if not table and not faults:
        faults.append(Fault(file, None, "", "no row stands below the names of the columns"))
    return arrivals.handed_on(rows, faults)


def _cell_faults(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    faults = [
        Fault(file, line, column, "blank value", todo="Leave the row out instead")
        if column == "value"
        else Fault(file, line, column, "the cell is blank")
        for column in COLUMNS
        if not row[column]
    ]
    patterns = {
        "adcode": (ADCODE, "six digits, such as 430000"),
        "year": (YEAR, "a year, such as 2023"),
        "value": (NUMBER, "a number with neither separators nor words, such as 3932.1"),
    }
    faults += [
        Fault(file, line, column, f"{shown(row[column])} stands there", allowed)
        for column, (pattern, allowed) in patterns.items()
        if row[column] and not pattern.fullmatch(row[column])
    ]
    return faults


def _publication_faults(
    file: str, unknown: dict[str, list[int]], sources: Mapping[str, str]
) -> list[Fault]:
    """One fault per publication, not per row: a panel has thousands of rows of each."""
    return [
        Fault(
            file,
            lines[0],
            "publication",
            f"{publication!r} is not in data/sources.csv ({_rows(lines)})",
            todo=nearest(publication, sources) or "Add a row for this publication and file",
        )
        for publication, lines in unknown.items()
    ]


def _name_faults(file: str, names: dict[str, dict[str, list[int]]]) -> list[Fault]:
    """One fault per adcode with several names, placed where the rarest of them first stands."""
    return [
        Fault(
            file,
            min(spellings.values(), key=len)[0],
            "name_en",
            f"{shown(adcode)} has several names: "
            + ", ".join(
                f"{shown(name)} ({_rows(lines)}, the first in line {lines[0]})"
                for name, lines in spellings.items()
            ),
            todo="Find out which area these rows are of",
        )
        for adcode, spellings in names.items()
        if len(spellings) > 1
    ]


def _rows(lines: list[int]) -> str:
    return f"{len(lines)} row{'s' if len(lines) > 1 else ''}"
