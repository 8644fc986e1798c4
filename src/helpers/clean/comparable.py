"""Which rows may stand beside other areas' rows of the same key, and why the others may not."""

from __future__ import annotations

import re

import pandas as pd

from helpers.reference import Reference

WHOLE_YEAR = re.compile(r"(19|20)[0-9]{2}")
PREFIX = "not comparable: "
STATUS_WORDS = {
    "target": "a target, no result",
    "plan": "a plan, no result",
    "expected": "expected, not yet a result",
}


def mark(observations: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """A copy with `comparable` "yes" or "no", reasons added to `note` behind "not comparable: ".

    A row that a reader or a conflict has marked "no" stays so. A city never stands among
    provinces; targets, plans and expected values never among results; a figure without a printed
    year, or of part of a year, beside no whole year; a figure that one province alone prints has
    nothing to stand beside.
    """
    marked = observations.copy()
    level = dict(zip(reference.areas["adcode"], reference.areas["level"], strict=True))
    key = ["indicator", "measure", "obs_status", "time_period"]
    provinces = marked["ref_area"].where(marked["ref_area"].isin(reference.provinces))
    others = marked.assign(province=provinces).groupby(key)["province"].transform("nunique")
    comparable, notes = [], []
    for row, areas in zip(marked.itertuples(), others, strict=True):
        reasons = _reasons(row, level[row.ref_area], areas)
        comparable.append("no" if reasons or row.comparable == "no" else "yes")
        if reasons:
            word = PREFIX + ", ".join(reasons)
            notes.append(f"{row.note}; {word}" if row.note else word)
        else:
            notes.append(row.note)
    return marked.assign(comparable=comparable, note=notes)


def _reasons(row, level: str, areas: int) -> list[str]:
    reasons = []
    if level == "city":
        reasons.append("a city is no province")
    if row.obs_status != "actual":
        reasons.append(STATUS_WORDS[row.obs_status])
    if not row.time_period:
        reasons.append("no year is printed")
    elif not WHOLE_YEAR.fullmatch(row.time_period):
        reasons.append("not a whole year")
    if areas == 1 and level == "province":
        reasons.append("no other province has it for this period and status")
    return reasons


def reasons(note: str) -> str:
    """The reasons that `mark` wrote into a note; "" for none."""
    _, found, words = note.partition(PREFIX)
    return words if found else ""
