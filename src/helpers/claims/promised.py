"""Promises, found again: which there are, the verdict on each, and how many are like this.

No code is shared with `helpers.targets`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.claims.kinds import PromiseCount
from helpers.claims.outcomes import reached_later
from helpers.claims.promise_levels import CHANGES, base_year, due_of
from helpers.claims.reckon import Said, broken_between
from helpers.claims.rows import Rows
from helpers.claims.told import judge_threshold_of, own_figure
from helpers.language import later

VERDICTS = {
    "met": later("met"),
    "missed": later("missed"),
    "open": later("still open"),
    "undecided": later("not decidable"),
}
"""What a page calls each verdict on a promise."""
NOT_TOLD = later("not told before")


def leaders(rows: Rows) -> list[dict[str, str]]:
    """The promises, each once: no repeats, nothing computed, of a conflict the one that is used."""
    aims = rows.aims
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


def publication_of_nature(rows: Rows, row: dict[str, str]) -> str:
    """The publication that deciders.csv names for it; "" for none."""
    return nature_of(rows, row).get("publication", "")


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
    promise", "broken" or another reason."""
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
    since = since_of(rows, row)
    series = _has_series(rows, row["indicator"], row["ref_area"])
    if series and since is not None and broken_between(rows, row["indicator"], since, due):
        return "undecided", "broken"
    kept = judge_threshold_of(rows, row)
    if kept is not None:
        return kept, ""
    return "undecided", _without_record(rows, row, series)


def since_of(rows: Rows, row: dict[str, str]) -> int | None:
    """The year that a promise, or what it starts from, is of; None where the story has no date."""
    if row["measure"] in CHANGES:
        return base_year(row)
    dated = rows.sources[row["source_id"]]["date"]
    return int(dated[:4]) if dated else None


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


def tellers(rows: Rows) -> dict[str, set[str]]:
    """obs_id of each of `leaders` -> all observations that make the promise: itself, its repeats,
    and what it is used for in a conflict."""
    after: dict[str, set[str]] = {}
    aims = rows.aims
    for one, row in aims.items():
        after.setdefault(row["repeats"], set()).add(one)
    for conflict in rows.conflicts.values():
        if aims.keys() >= set(conflict["obs_ids"].split(";")):
            after.setdefault(conflict["used"], set()).update(conflict["obs_ids"].split(";"))
    found = {}
    for row in leaders(rows):
        own = found[row["obs_id"]] = {row["obs_id"]}
        fresh = set(own)
        while fresh:
            fresh = {other for one in fresh for other in after.get(one, ())} - own
            own |= fresh
    return found


def first_days(rows: Rows) -> dict[str, str]:
    """obs_id of each of `leaders` -> the earliest day of the stories that make the promise; ""
    where none has a day."""
    dates = {
        leader: {rows.sources[rows.observations[one]["source_id"]]["date"] for one in own}
        for leader, own in tellers(rows).items()
    }
    return {leader: min(days - {""}, default="") for leader, days in dates.items()}


@lru_cache(maxsize=2)
def known_promises(rows: Rows) -> list[dict[str, str]]:
    """obs_id and ASKED of every promise; drawn: whether it has a day and a due date, and promises
    something; later: whether it was missed and reached afterwards; hindsight: whether it is
    expected of a year that was over on the day it was told."""
    found, days = [], first_days(rows)
    for row in leaders(rows):
        due = due_of(row)
        verdict, why = verdict_of(rows, row)
        publication, note = publication_of(rows, row)
        real = why != "no promise"
        told_on = days[row["obs_id"]]
        drawn = bool(due and told_on and real)
        hindsight = bool(due) and row["obs_status"] == "expected" and told_on > f"{due}-12-31"
        afterwards = verdict == "missed" and reached_later(rows, row)
        values = (row["ref_area"], str(due or ""), verdict, why, _yes(real),
                  _yes(verdict in ("met", "missed")), _yes(drawn), _yes(afterwards),
                  _yes(hindsight), publication, note)  # fmt: skip
        found.append({"obs_id": row["obs_id"], **dict(zip(ASKED, values, strict=True))})
    return found


def promises_like(rows: Rows, said: PromiseCount) -> list[str]:
    """obs_id of every promise that is like this."""
    wanted = dict(said.where)
    return [own["obs_id"] for own in known_promises(rows)
            if all(own[key] == value for key, value in wanted.items())]  # fmt: skip


def _yes(there: bool) -> str:
    return "yes" if there else "no"


def judge_count(rows: Rows, said: PromiseCount) -> str:
    """Why it is refused that so many promises are like this; "" where they are."""
    wanted = dict(said.where)
    if unknown := set(wanted) - set(ASKED):
        return f"promises are not told by {', '.join(sorted(unknown))}"
    found = len(promises_like(rows, said))
    if Said.read(said.said).value == found:
        return ""
    like = ", ".join(f"{key} {value!r}" for key, value in said.where)
    return f"{said.said} promises are said to have {like or 'been made'}; there are {found}"
