"""What stands beside a story's figure on a page, found again: of whom, what and when it is, its
status, who tells it, where its outcome would stand.

Each function gives the words that a page may put there, made out of the judge's own rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims.promise_levels import base_year, due_of
from helpers.claims.promised import first_days, leaders, publication_of, tellers
from helpers.claims.told import own_figure
from helpers.language import later, say
from helpers.language.phrases import clauses, dated, listed, year_runs

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

MEASURES = {
    "net_increase": later(", net increase"),
    "growth": later(", growth"),
    "rank": later(", rank"),
}
GROUPS = {
    "nation": later(", rank in the nation"),
    "central China": later(", rank in central China"),
    "province": later(", rank in the province"),
}
RANK_IN = later(", rank in {group}")
STATUS_WORDS = {
    "actual": later("result"),
    "expected": later("expected"),
    "target": later("target"),
    "plan": later("plan"),
}
NOT_PRINTED = later("not printed")
UNSIDED = "seller's or buyer's region not printed"
ASSUMED = "the usual turnover is the seller's"
"""What notes say of a turnover whose side its story leaves out, and where one is assumed."""
SIDE_OPEN = later("Technology contracts (side not stated)")
CITY_OF = later("{name}, a city of {province}")
OFFICIAL, TOLD = later("official"), later("as the story prints it")
PROMISED_FOR = later("promised for {year}")
EXPECTED_FOR = later("expected for {year}")


def _area(judge: Judge, obs_id: str) -> list[str]:
    return [judge.rows.area_name(judge.rows.observations[obs_id]["ref_area"])]


def _place(judge: Judge, obs_id: str) -> list[str]:
    """The area of a promise, as a heading has it."""
    area = judge.rows.areas[judge.rows.observations[obs_id]["ref_area"]]
    name = judge.rows.area_name(area["adcode"])
    if area["level"] != "city":
        return [name]
    return [say(CITY_OF, name=name, province=judge.rows.area_name(area["parent"]))]


def _areas(judge: Judge, *areas: str) -> list[str]:
    """The names of all areas of which something is promised, in the order given."""
    if set(areas) != {row["ref_area"] for row in leaders(judge.rows)}:
        return [""]
    return [listed([judge.rows.area_name(area) for area in areas])]


def _years(judge: Judge) -> list[str]:
    """The years of the stories by which promises were first told."""
    days = first_days(judge.rows).values()
    return [listed(year_runs({int(day[:4]) for day in days if day}))]


def _measured(judge: Judge, obs_id: str) -> list[str]:
    """An indicator with its measure; bare, with another word for its ranks, or with none."""
    row = judge.rows.observations[obs_id]
    open_ = UNSIDED in row["note"] and ASSUMED not in row["note"]
    name = say(SIDE_OPEN) if open_ else judge.rows.name(row["indicator"])
    measure, group = row["measure"], row["reference_group"]
    if measure not in MEASURES or judge.rows.indicators[row["indicator"]]["base_unit"] == "RANK":
        return [name]
    if measure == "rank" and group:
        return [name + (say(GROUPS[group]) if group in GROUPS else say(RANK_IN, group=group))]
    return [name + say(MEASURES[measure])]


def _status(judge: Judge, obs_id: str) -> list[str]:
    return [say(STATUS_WORDS[judge.rows.observations[obs_id]["obs_status"]])]


def _period(judge: Judge, obs_id: str) -> list[str]:
    """When it is of; of one that prints no year, that, and the year that the record suggests."""
    row = judge.rows.observations[obs_id]
    if row["time_period"]:
        return [dated(row["time_period"])]
    if not row["matched_period"]:
        return [say(NOT_PRINTED)]
    found = dated(row["matched_period"])
    return [*(say(words, period=found) for words in BY_RECORD), say(NOT_PRINTED)]


BY_RECORD = (
    later("not printed, {period} by the record"),
    later("not printed; {period} by the record"),
)


def _told_by(judge: Judge, *obs_ids: str) -> list[str]:
    """The publishers of all who make a promise, each once, the one that stands for all first."""
    rows = judge.rows
    if set(obs_ids) != tellers(rows)[obs_ids[0]]:
        return [""]
    names = [rows.sources[rows.observations[one]["source_id"]]["publisher"] for one in obs_ids]
    return [clauses([rows.text(name) for name in dict.fromkeys(names)])]


def _stories(judge: Judge, *obs_ids: str) -> list[str]:
    """The stories of some observations, with their days, each once."""
    rows = judge.rows
    about = [rows.sources[rows.observations[one]["source_id"]] for one in obs_ids]
    told = [say("{publisher}, {date}", publisher=rows.text(one["publisher"]), date=one["date"])
            for one in about]  # fmt: skip
    return [clauses(list(dict.fromkeys(told)))]


def _publication(judge: Judge, obs_id: str) -> list[str]:
    """Where the outcome of a promise would stand."""
    rows, row = judge.rows, judge.rows.observations[obs_id]
    published, _ = publication_of(rows, row)
    about = rows.indicators[row["indicator"]]
    if published and published == about["publication"]:
        return [rows.publication(row["indicator"])]
    return [rows.text(published)]


def _base(judge: Judge, obs_id: str) -> list[str]:
    """Whether the figure that a promised change starts from is official."""
    rows, row = judge.rows, judge.rows.observations[obs_id]
    official = own_figure(rows, row["indicator"], row["ref_area"], base_year(row))
    return [say(OFFICIAL if official else TOLD)]


def _due(judge: Judge, obs_id: str) -> list[str]:
    row = judge.rows.observations[obs_id]
    words = EXPECTED_FOR if row["obs_status"] == "expected" else PROMISED_FOR
    return [say(words, year=due_of(row))]


DESCRIBED: dict[str, Callable[..., list[str]]] = {
    "area of": _area,
    "place of": _place,
    "areas of promises": _areas,
    "years of promises": _years,
    "measured": _measured,
    "status": _status,
    "period": _period,
    "told by": _told_by,
    "stories": _stories,
    "publication": _publication,
    "base": _base,
    "promised for": _due,
}
"""What stands beside a story's figure -> the words for it, each way to put them; "" for none."""
