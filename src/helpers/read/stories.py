"""Figures that a person took out of a news story, as printed, one row each.

The story's text stays outside the project: a row holds the figure's own few
words, the number of its sentence and what the sentence says of it.
"""

from __future__ import annotations

import re
from reprlib import repr as shown

import pandas as pd

from helpers.csv_rows import table_rows
from helpers.faults import Fault, nearest
from helpers.read import arrivals
from helpers.reference import MEASURES, STATUSES

COLUMNS = (
    "sentence",
    "figure",
    "as_printed",
    "area",
    "indicator",
    "measure",
    "time_period",
    "obs_status",
    "base_period",
    "reference_group",
    "matched_period",
    "comparable",
    "exclusion",
    "note",
)
PROPOSED = "confidence"  # the column that `propose` adds
CONFIDENCE = re.compile(r"0(\.[0-9]+)?|1(\.0+)?")
DOUBTFUL = 0.5
COUNT = re.compile(r"[1-9][0-9]{0,3}")
MONTH = r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])"
PERIOD = re.compile(rf"(19|20)[0-9]{{2}}|(19|20)[0-9]{{2}}-Q[1-4]|{MONTH}|{MONTH}/{MONTH}")
PERIOD_WORDS = "nothing, 2022, 2022-Q1, 2022-07 or 2022-01/2022-04"
PERIODS = ("time_period", "base_period", "matched_period")
REFERENCE_GROUPS = ("", "nation", "central China", "province")


def read_story(content: bytes, *, source_id: str, file: str) -> pd.DataFrame:
    """Read one story's figures into arrivals; the locator is s<sentence>.<figure>.

    A row with an exclusion needs no indicator, measure or status: it becomes no observation.
    A column `confidence`, as `propose` writes it, is passed over; a figure that still carries a
    low one there has not been looked at, and is a fault.
    Raises FaultsFound with every fault of the file.
    """
    columns = (*COLUMNS, PROPOSED) if has_proposed(content) else COLUMNS
    table, faults = table_rows(content, file=file, columns=columns)
    first: dict[tuple[str, str], int] = {}
    rows = []
    for line, row in table:
        found = _cell_faults(file, line, row) + _unedited(file, line, row)
        faults += found
        key = (row["sentence"], row["figure"])
        if key in first:
            words = f"figure {key[1]} of sentence {key[0]} stands in line {first[key]} already"
            todo = "Count the figures of a sentence"
            faults.append(Fault(file, line, "figure", words, todo=todo))
        first.setdefault(key, line)
        kept = {name: row[name] for name in COLUMNS if name in arrivals.COLUMNS}
        place = {"source_id": source_id, "file": file, "line": str(line)}
        if not found:
            rows.append(place | kept | {"locator": f"s{row['sentence']}.{row['figure']}"})
    if not table and not faults:
        faults.append(Fault(file, None, "", "no row stands below the names of the columns"))
    return arrivals.handed_on(rows, faults)


def _cell_faults(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    def fault(column: str, allowed: str, todo: str = "") -> Fault:
        return Fault(file, line, column, f"{shown(row[column])} stands there", allowed, todo)

    faults = [
        fault(column, "a number from 1 on")
        for column in ("sentence", "figure")
        if not COUNT.fullmatch(row[column])
    ]
    faults += [
        fault(column, "the words as printed")
        for column in ("as_printed", "area")
        if not row[column]
    ]
    if not row["exclusion"]:
        if not row["indicator"]:
            faults.append(
                fault("indicator", "a code", "Or say in column exclusion why there is none")
            )
        for column, allowed in (("measure", MEASURES), ("obs_status", STATUSES)):
            if row[column] not in allowed:
                faults.append(fault(column, ", ".join(allowed), nearest(row[column], allowed)))
        if (row["measure"] == "rank") != bool(row["reference_group"]):
            faults.append(fault("reference_group", "filled for a rank, empty for all else"))
    if row["reference_group"] not in REFERENCE_GROUPS:
        faults.append(fault("reference_group", "nothing, nation, central China or province"))
    if row["comparable"] not in ("", "no"):
        faults.append(fault("comparable", "nothing (cleaning decides) or no"))
    faults += [
        fault(column, PERIOD_WORDS)
        for column in PERIODS
        if row[column] and not is_period(row[column])
    ]
    if row["time_period"] and row["matched_period"]:
        faults.append(
            fault("matched_period", "nothing where the period is printed", "Keep the printed one")
        )
    return faults


def has_proposed(content: bytes) -> bool:
    """Whether the first line of a story's table names the column that `propose` adds."""
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    return PROPOSED.encode() in [name.strip(b' "\t\r') for name in first.split(b",")]


def _unedited(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    given = row.get(PROPOSED, "")
    if not given or row["exclusion"]:
        return []
    if not CONFIDENCE.fullmatch(given):
        return [Fault(file, line, PROPOSED, f"{shown(given)} stands there", "0 to 1, or nothing")]
    if float(given) >= DOUBTFUL:
        return []
    found = f"this candidate has a confidence of {given}, and nobody has looked at it"
    todo = "Check it against the story; then empty the cell, or say in exclusion what it is"
    return [Fault(file, line, PROPOSED, found, f"nothing, or {DOUBTFUL:g} and more", todo)]


def is_period(text: str) -> bool:
    """Whether it is one of PERIOD_WORDS; an interval must not run backwards."""
    first, _, last = text.partition("/")
    return bool(PERIOD.fullmatch(text)) and (not last or first < last)
