"""Promises, found again: verdicts, levels and distances, and how many there are.

No code is shared with `helpers.targets`. "About" and "nearly" may fall short as `told.kept` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from helpers.claims.kinds import PromiseCount, Worked
from helpers.claims.outcomes import first_reached, reached_later
from helpers.claims.promise_levels import (
    CHANGES,
    base_of,
    base_year,
    due_of,
    last_known,
    level_of,
    told_figure,
)
from helpers.claims.reckon import NUMBER, Said, broken_between
from helpers.claims.rows import Found, Rows
from helpers.claims.told import (
    bound_of,
    came_of,
    downward,
    judge_qualifier,
    judge_threshold_of,
    own_figure,
)
from helpers.language import later

VERDICTS = {
    "met": later("met"),
    "missed": later("missed"),
    "open": later("still open"),
    "undecided": later("not decidable"),
}
"""What a page calls each verdict on a promise."""
NOT_TOLD = later("not told before")
REVISED = {"rd_intensity_as_published": "rd_intensity_revised_gdp"}


def _outcome(rows: Rows, row: dict[str, str]) -> Fraction:
    found = came_of(rows, row)
    if isinstance(found, str):
        raise ValueError(found)
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
    "margin": lambda rows, row: abs(margin_of(rows, row["obs_id"])),
    "last": lambda rows, row: last_known(rows, row)[1],
    "needed": _needed,
    "revised": _revised,
    "reached": _reached,
}


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


# ---------------------------------------------------------------- how many


def leaders(rows: Rows) -> list[dict[str, str]]:
    """The promises, each once: no repeats, nothing computed, of a conflict the one that is used."""
    aims = {one: row for one, row in rows.observations.items() if row["obs_status"] != "actual"}
    lost = {
        one
        for conflict in rows.conflicts.values()
        if conflict["used"] in aims and aims.keys() >= set(conflict["obs_ids"].split(";"))
        for one in conflict["obs_ids"].split(";")
        if one != conflict["used"]
    }
    return [
        row
        for one, row in aims.items()
        if row["repeats"] not in aims and not row["derived_from"] and one not in lost
    ]


def nature_of(rows: Rows, row: dict[str, str]) -> dict[str, str]:
    """The row of deciders.csv: of the area's level before those of any; {} for none."""
    level = rows.areas[row["ref_area"]]["level"]
    own = [d for d in rows.deciders if d["indicator"] == row["indicator"]]
    for wanted in (level, ""):
        for decider in own:
            if decider["level"] == wanted:
                return decider
    return {}


def publication_of(rows: Rows, row: dict[str, str]) -> tuple[str, str]:
    """(publication, note): where the outcome would stand."""
    decider = nature_of(rows, row)
    if decider:
        return decider["publication"], decider["note"]
    about = rows.indicators[row["indicator"]]
    city = rows.areas[row["ref_area"]]["level"] == "city"
    known = not city and not about["theme"].startswith("Stories")
    return (about["publication"] if known else ""), ""


def verdict_of(rows: Rows, row: dict[str, str]) -> tuple[str, str]:
    """(verdict, why): met, missed, open or undecided, and of the last whether "no record", "no
    promise" or another reason."""
    nature = nature_of(rows, row).get("nature", "")
    due = due_of(row)
    if nature == "parts of a plan":
        return "undecided", "no promise"
    if due is None or nature == "zone":
        return "undecided", "other"
    if due > rows.newest:
        return "open", ""
    if not re.fullmatch("[0-9]{4}", row["time_period"]):
        return "undecided", "other"
    dated = rows.sources[row["source_id"]]["date"]
    since = base_year(row) if row["measure"] in CHANGES else int(dated[:4]) if dated else None
    series = _has_series(rows, row["indicator"], row["ref_area"])
    if series and since is not None and broken_between(rows, row["indicator"], since, due):
        return "undecided", "other"
    kept = judge_threshold_of(rows, row)
    if kept is not None:
        return kept, ""
    return "undecided", _without_record(rows, row, series)


def _has_series(rows: Rows, indicator: str, area: str) -> bool:
    return any(own_figure(rows, indicator, area, year) for year in range(1990, rows.newest + 1))


def _without_record(rows: Rows, row: dict[str, str], series: bool) -> str:
    """ "no record", unless another count or a wider area has one."""
    if series:
        return "no record"
    area = rows.areas[row["ref_area"]]
    proxy = "hte_recognised_three_years" if row["indicator"] == "hte_stock" else ""
    if area["level"] == "city":
        codes = [code for code in (row["indicator"], proxy) if code]
        wider = any(_has_series(rows, code, area["parent"]) for code in codes)
        return "other" if wider else "no record"
    return "other" if proxy else "no record"


ASKED = ("area", "due", "verdict", "why", "promise", "decided", "drawn", "later", "hindsight",
         "publication", "note")  # fmt: skip


@lru_cache(maxsize=2)
def known_promises(rows: Rows) -> list[dict[str, str]]:
    """ASKED of every promise; drawn: whether it has a day and a due date, and promises something;
    later: whether it was missed and reached afterwards; hindsight: whether it is expected of a
    year that was over on the day it was told."""
    found = []
    for row in leaders(rows):
        due = due_of(row)
        verdict, why = verdict_of(rows, row)
        publication, note = publication_of(rows, row)
        real = why != "no promise"
        told_on = rows.sources[row["source_id"]]["date"]
        drawn = bool(due and told_on and real)
        hindsight = bool(due) and row["obs_status"] == "expected" and told_on > f"{due}-12-31"
        afterwards = verdict == "missed" and reached_later(rows, row)
        values = (row["ref_area"], str(due or ""), verdict, why, _yes(real),
                  _yes(verdict in ("met", "missed")), _yes(drawn), _yes(afterwards),
                  _yes(hindsight), publication, note)  # fmt: skip
        found.append(dict(zip(ASKED, values, strict=True)))
    return found


def _yes(there: bool) -> str:
    return "yes" if there else "no"


def judge_count(rows: Rows, said: PromiseCount) -> str:
    """Why it is refused that so many promises are like this; "" where they are."""
    wanted = dict(said.where)
    if unknown := set(wanted) - set(ASKED):
        return f"promises are not told by {', '.join(sorted(unknown))}"
    known = known_promises(rows)
    found = sum(all(own[key] == value for key, value in wanted.items()) for own in known)
    if Said.read(said.said).value == found:
        return ""
    like = ", ".join(f"{key} {value!r}" for key, value in said.where)
    return f"{said.said} promises are said to have {like or 'been made'}; there are {found}"
