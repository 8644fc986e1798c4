"""Claims about what stories print: their own words, and whether a target was reached."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.claims.claim import Printed, Threshold
from helpers.claims.reckon import NUMBER, broken_between
from helpers.claims.rows import Rows

POINTS = re.compile(r"percentage points?|p\.p\.|个百分点")
PERCENT = re.compile(r"%|percent\b|per cent\b|％")


def judge_printed(rows: Rows, said: Printed) -> str:
    """Why it is refused that a story prints this; "" where it does."""
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    for column, own, words in (
        ("ref_area", said.area, "of the area"),
        ("indicator", said.indicator, "of the indicator"),
        ("measure", said.measure, "as a"),
        ("obs_status", said.status, "as"),
    ):
        if row[column] != own:
            return f"{said.obs_id} is told {words} {own}; it is {row[column]}"
    period = row["time_period"] or row["matched_period"]
    if period != said.period:
        return f"{said.obs_id} is told of {said.period or 'no period'}; it is of {period or 'none'}"
    if _numbers(said.said) != _numbers(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}, not {said.said!r}"
    if _unit(said.said) != _unit(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}: the unit of {said.said!r} is another"
    return ""


def _numbers(words: str) -> list[str]:
    return [found.replace(",", "") for found in NUMBER.findall(words)]


def _unit(words: str) -> str:
    return "points" if POINTS.search(words) else "percent" if PERCENT.search(words) else ""


def judge_threshold(rows: Rows, said: Threshold) -> str:
    """Why it is refused that this was reached (or missed); "" where the figures bear it."""
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    if row["obs_status"] not in ("target", "expected", "plan"):
        return f"{said.obs_id} is {row['obs_status']}: nothing was promised"
    area, code = row["ref_area"], row["indicator"]
    year = int(row["time_period"] or row["matched_period"])
    end = rows.figure(code, area, year)
    if end is None:
        return f"there is no figure of {code} for {area} in {year} that could decide"
    value, stands_on = end.value, end.obs_ids
    if row["measure"] == "growth":
        base = rows.figure(code, area, year - 1)
        if base is None or base.value <= 0 or broken_between(rows, code, year - 1, year):
            return f"{code} of {area} has no growth in {year} that could decide"
        value, stands_on = 100 * (end.value / base.value - 1), stands_on | base.obs_ids
    elif row["measure"] != "level":
        return f"{said.obs_id} is a {row['measure']}: no official figure decides it"
    verdict = _verdict(rows, row, value)
    if said.verdict != verdict:
        return f"{said.obs_id} is called {said.verdict}; at {float(value):g} it was {verdict}"
    if frozenset(said.obs_ids) != stands_on:
        return f"{said.obs_id} is decided by {', '.join(sorted(stands_on))}, the claim by others"
    return ""


def _verdict(rows: Rows, row: dict[str, str], value: Fraction) -> str:
    bound = Fraction(row["obs_value"])
    if rows.indicators[row["indicator"]]["direction"] == "lower" and row["measure"] == "level":
        reached = value < bound if row["qualifier"] == "under" else value <= bound
    else:
        reached = value > bound if row["qualifier"] == "over" else value >= bound
    return "reached" if reached else "missed"
