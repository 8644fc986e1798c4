"""Numbers worked out of a promise, found again: what came, by how much, what is still needed.

No code is shared with `helpers.targets`. "About" and "nearly" may fall short as `told.kept` says.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from helpers.claims.kinds import Worked
from helpers.claims.outcomes import first_reached
from helpers.claims.promise_levels import (
    base_of,
    base_year,
    due_of,
    last_known,
    level_of,
    told_figure,
)
from helpers.claims.reckon import NUMBER, Said
from helpers.claims.rows import Found, Rows
from helpers.claims.told import bound_of, came_of, downward, judge_qualifier, own_figure

REVISED = {"rd_intensity_as_published": "rd_intensity_revised_gdp"}


def _outcome(rows: Rows, row: dict[str, str]) -> Fraction:
    found = came_of(rows, row)
    if isinstance(found, str):
        raise ValueError(found)
    return found.value


def _level_of_due(rows: Rows, row: dict[str, str]) -> Fraction:
    """The official level of the year that a promised change was due in."""
    found = own_figure(rows, row["indicator"], row["ref_area"], due_of(row) or 0)
    if found is None:
        raise ValueError("there is no official level of the year that it is due")
    return found.value


def margin_of(rows: Rows, obs_id: str) -> Fraction:
    """How far the outcome lies beyond what was promised; below nought where it falls short.

    A rank, and a fall, are promised downwards. Of an expected value: how much more came than that.
    """
    row = rows.observations[obs_id]
    apart = _outcome(rows, row) - Fraction(row["obs_value"])
    return -apart if row["obs_status"] != "expected" and downward(rows, row) else apart


def lies_to(rows: Rows, said: Worked) -> str:
    """On which side of a promise its outcome lies: "beyond", "short of" or "just".

    It is just the promise where four decimals, in the unit of display, show nothing between them.
    """
    apart = margin_of(rows, said.obs_id)
    row = rows.observations[said.obs_id]
    scale = 1 if row["measure"] == "growth" else rows.scale(row["indicator"])
    if abs(apart) / scale < Fraction(1, 20_000):
        return "just"
    return "beyond" if apart > 0 else "short of"


def _needed(rows: Rows, row: dict[str, str]) -> Fraction:
    """Percent a year, compounded, or points a year, from the newest figure to the level."""
    year, last = last_known(rows, row)
    level = level_of(rows, row, bound_of(rows, row))
    span = (due_of(row) or 0) - year
    if rows.indicators[row["indicator"]]["base_unit"] in ("PCT", "RANK"):
        return (level - last) / span
    return Fraction(100 * ((float(level) / float(last)) ** (1 / span) - 1))


def _reached(rows: Rows, row: dict[str, str]) -> Fraction:
    year = first_reached(rows, row)
    if year is None:
        raise ValueError("the record has not kept the level yet")
    return Fraction(year)


def _revised(rows: Rows, row: dict[str, str]) -> Fraction:
    found = rows.figure(REVISED[row["indicator"]], row["ref_area"], due_of(row) or 0)
    if found is None:
        raise ValueError("there is none on revised GDP")
    return found.value


WORKED: dict[str, Callable[[Rows, dict[str, str]], Fraction]] = {
    "base": lambda rows, row: base_of(rows, row).value,
    "level": lambda rows, row: level_of(rows, row, Fraction(row["obs_value"])),
    "level_high": lambda rows, row: level_of(rows, row, Fraction(row["obs_value_high"])),
    "came": _outcome,
    "came_level": _level_of_due,
    "margin": lambda rows, row: abs(margin_of(rows, row["obs_id"])),
    "last": lambda rows, row: last_known(rows, row)[1],
    "needed": _needed,
    "revised": _revised,
    "reached": _reached,
}


def worked_year(rows: Rows, said: Worked) -> int:
    """The year of the figure that a promised change starts from, or of the newest before it."""
    row = rows.observations[said.obs_id]
    return base_year(row) if said.what == "base" else last_known(rows, row)[0]


def worked_from(rows: Rows, said: Worked) -> list[str]:
    """The observations that it is worked out of, beside the promise itself."""
    row = rows.observations[said.obs_id]
    place = (row["indicator"], row["ref_area"])
    found: list[Found | None] = []
    if said.what in ("base", "level", "level_high"):
        found = [base_of(rows, row)]
    elif said.what in ("came", "margin"):
        came = came_of(rows, row)
        found = [] if isinstance(came, str) else [came]
    elif said.what == "came_level":
        found = [own_figure(rows, *place, due_of(row) or 0)]
    elif said.what in ("last", "needed"):
        year, _ = last_known(rows, row)
        found = [own_figure(rows, *place, year) or told_figure(rows, *place, year)]
    elif said.what == "reached" and (first := first_reached(rows, row)):
        found = [own_figure(rows, *place, first)]
    elif said.what == "revised":
        found = [rows.figure(REVISED[row["indicator"]], row["ref_area"], due_of(row) or 0)]
    return sorted(one for own in found if own for one in own.obs_ids)


def judge_worked(rows: Rows, said: Worked) -> str:
    """Why it is refused that this comes of a promise; "" where it does."""
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    if said.what not in WORKED:
        return f"{said.what} is nothing that is worked out of a promise"
    try:
        value = WORKED[said.what](rows, row)
    except (ValueError, KeyError) as error:
        return f"{said.what} of {said.obs_id}: {error}"
    bare = said.what in ("needed", "reached") or (
        said.what in ("came", "margin") and row["measure"] == "growth"
    )  # percent, points, a year
    if not bare:
        value /= rows.scale(row["indicator"])
    single = said.what == "level" and not row["obs_value_high"]
    if objection := judge_qualifier(row, said.said) if single else "":
        return objection
    found = NUMBER.search(said.said)
    number = Said.read(found[0] if found else said.said)
    if number.bears(value):
        return ""
    return (f"{said.what} of {said.obs_id} is said to be {said.said}; the figures bear "
            f"{number.like(value)}")  # fmt: skip
