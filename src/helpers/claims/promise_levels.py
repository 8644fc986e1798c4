"""What a promise comes to as a level, found again: its years, its base, the newest figure.

No code is shared with `helpers.targets`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.claims.rows import Found, Rows
from helpers.claims.told import YEARS, own_figure

CHANGES = ("growth", "net_increase")


def due_of(row: dict[str, str]) -> int | None:
    years = YEARS.findall(row["time_period"])
    return int(years[-1]) if years else None


def base_year(row: dict[str, str]) -> int:
    """The year that a change is reckoned from: the printed one, or the year before it is due."""
    based = row["base_period"]
    return int(based) if re.fullmatch("[0-9]{4}", based) else (due_of(row) or 0) - 1


def told_figure(rows: Rows, indicator: str, area: str, year: int) -> Found | None:
    """An exact yearly level that a story prints as a result; a printed one before a computed."""
    found = [
        row for row in rows.of_area(area)
        if (row["indicator"], row["time_period"]) == (indicator, str(year))
        and row["obs_status"] == "actual" and not row["repeats"] and row["qualifier"] == "exact"
        and row["measure"] in ("level", "share")
        and rows.sources[row["source_id"]]["kind"] == "story"
    ]  # fmt: skip
    found.sort(key=lambda row: bool(row["derived_from"]))
    if not found:
        return None
    return Found(Fraction(found[0]["obs_value"]), frozenset([found[0]["obs_id"]]))


def base_of(rows: Rows, row: dict[str, str]) -> Found:
    """Raises ValueError where nothing is known that a change starts from."""
    place = (row["indicator"], row["ref_area"], base_year(row))
    found = own_figure(rows, *place) or told_figure(rows, *place)
    if found is None:
        raise ValueError(f"nothing is known of {base_year(row)} that it starts from")
    return found


def level_of(rows: Rows, row: dict[str, str], promised: Fraction) -> Fraction:
    """A promised number as a level: itself, or what a change makes of its base."""
    if row["measure"] not in CHANGES:
        return promised
    base = base_of(rows, row).value
    return base * (1 + promised / 100) if row["measure"] == "growth" else base + promised


def last_known(rows: Rows, row: dict[str, str]) -> tuple[int, Fraction]:
    """(year, level) newest before it is due: official, or printed by a story."""
    due = due_of(row) or 0
    for find in (own_figure, told_figure):
        for year in range(due - 1, due - 40, -1):
            found = find(rows, row["indicator"], row["ref_area"], year)
            if found is not None:
                return year, found.value
    raise ValueError("no figure before it is due")
