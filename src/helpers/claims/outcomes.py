"""When the record first kept a promise, and whether rounding decides its verdict: found again.

No code is shared with `helpers.targets`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from helpers.claims.promise_levels import CHANGES, base_of, base_year, due_of, level_of
from helpers.claims.reckon import broken_between
from helpers.claims.rows import Found, Rows
from helpers.claims.told import bound_of, came_of, keeps, kept, last_digit, own_figure

FIRST_YEAR = 1990  # before any figure of the record
WHOLE = ("NUM", "FTE", "RANK")  # units of counts: one printed to the last is not rounded


def first_reached(rows: Rows, row: dict[str, str]) -> int | None:
    """The first year of the record that keeps the promised level; of a change, after its base.

    None where no year does. Raises ValueError where its base, and so the level, is not known.
    """
    after = base_year(row) if row["measure"] in CHANGES else FIRST_YEAR - 1
    level = level_of(rows, row, bound_of(rows, row))
    for year in range(after + 1, rows.newest + 1):
        found = own_figure(rows, row["indicator"], row["ref_area"], year)
        if found is not None and keeps(rows, row, found.value, level):
            return year
    return None


def reached_later(rows: Rows, row: dict[str, str]) -> bool:
    """Whether the record keeps the promised level in a year after it was due, and not before."""
    year = first_reached(rows, row)
    return year is not None and year > (due_of(row) or 0)


def reached_ways(rows: Rows, row: dict[str, str]) -> set[str]:
    """Which words are true of when the level was reached."""
    year = first_reached(rows, row)
    if year is None:
        return {"not reached since"}
    dated = rows.sources[row["source_id"]]["date"]
    since = int(dated[:4]) if dated else year
    if row["measure"] in CHANGES:
        since = base_year(row)
    broken = since < year and broken_between(rows, row["indicator"], since, year)
    return {"first reached", "reached over a break"} if broken else {"first reached"}


def rounding_of(rows: Rows, row: dict[str, str]) -> str:
    """Whose rounding decides the verdict: "outcome", "promise", "either", "both", or "" for none.

    "either": each alone could turn it; "both": only the two together. Raises ValueError where
    nothing decides it.
    """
    came = came_of(rows, row)
    if isinstance(came, str):
        raise ValueError(came)
    said = kept(rows, row, came.value)
    half = _digit(row) / 2
    moved = [_shifted(row, by) for by in (-half, half)]
    ends = _ends(rows, row, came)
    outcome = any(kept(rows, row, end) != said for end in ends)
    promise = any(kept(rows, other, came.value) != said for other in moved)
    if outcome or promise:
        return "either" if outcome and promise else "outcome" if outcome else "promise"
    turned = any(kept(rows, other, end) != said for other, end in product(moved, ends))
    return "both" if turned else ""


def _ends(rows: Rows, row: dict[str, str], came: Found) -> list[Fraction]:
    """Between which the unrounded outcome lies."""
    place = (row["indicator"], row["ref_area"])
    if row["measure"] not in CHANGES:
        half = _half(rows, came)
        return [came.value - half, came.value + half]
    base, end = base_of(rows, row), own_figure(rows, *place, due_of(row) or 0)
    assert end is not None  # it decides
    halves = _half(rows, base), _half(rows, end)
    pairs = [(base.value + halves[0], end.value - halves[1]),
             (base.value - halves[0], end.value + halves[1])]  # fmt: skip
    if row["measure"] == "net_increase":
        return [last - first for first, last in pairs]
    return [100 * (last / first - 1) for first, last in pairs]


def _half(rows: Rows, found: Found) -> Fraction:
    """Half the last digit of a printed figure; a computed one is not rounded: 0."""
    if len(found.obs_ids) != 1:
        return Fraction(0)
    (obs_id,) = found.obs_ids
    return _digit(rows.observations[obs_id]) / 2


def _digit(row: dict[str, str]) -> Fraction:
    digit = last_digit(row)
    return Fraction(0) if row["unit_measure"] in WHOLE and digit == 1 else digit


def _shifted(row: dict[str, str], by: Fraction) -> dict[str, str]:
    """The same promise, its number moved."""
    return row | {
        column: str(Fraction(row[column]) + by)
        for column in ("obs_value", "obs_value_high") if row[column]
    }  # fmt: skip


def revised_verdict(rows: Rows, row: dict[str, str], revised: Fraction) -> str:
    """ "met" or "missed", were the figure on revised GDP what decides."""
    return "met" if kept(rows, row, revised) else "missed"
