"""Whether the record bears out a result that a story prints, found again.

No code is shared with `helpers.record`. At the digits that the story prints; "about" may be off by
a twentieth, as `told.kept` has it of promises.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims.agreed import RANKING
from helpers.claims.promised import verdict_of
from helpers.claims.reckon import broken_between
from helpers.claims.refused import Refused
from helpers.claims.rows import Rows
from helpers.claims.told import last_digit, own_figure
from helpers.language import later, say
from helpers.language.phrases import dated

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

HELD = ("level", "growth", "rank")  # measures that a result of a province is compared in
ANOTHER_COUNT = ("hte_stock",)  # of which the record counts something else
BORNE, AGAINST, UNCHECKED = (
    later("borne out"), later("contradicted"), later("cannot be checked")
)  # fmt: skip
OUTCOMES = {True: later("borne out by the record"), False: later("contradicted by the record")}
IN_RANKING = {
    True: later("as in the published ranking"),
    False: later("not as in the published ranking"),
}
FOUND_IN_RECORD = later("found in the record of {year}; no year printed, so no test of it")
FOUND_IN_RANKING = later(
    "found in the published ranking of {year}; no year printed, so no test of it"
)
FOUND = later("as in the record of {year}; no year printed, so no test of it")
FOUND_RANK = later("as in the published ranking of {year}; no year printed, so no test of it")


def agrees(rows: Rows, obs_id: str) -> bool | None:
    """Whether the record says the same as a story's result; None where it says nothing.

    Of a result without a year the year is the one that the record has the figure of.
    """
    row = rows.observations[obs_id]
    if row["obs_status"] != "actual" or rows.sources[row["source_id"]]["kind"] != "story":
        raise Refused(f"{obs_id} is no result that a story prints")
    year = row["time_period"] or row["matched_period"]
    province = rows.areas[row["ref_area"]]["level"] == "province"
    if not province or row["measure"] not in HELD or len(year) != 4:
        return None
    if row["indicator"] in ANOTHER_COUNT:
        return None
    official = official_of(rows, row, int(year))
    return None if official is None else _within(row, official)


def official_of(rows: Rows, row: dict[str, str], year: int) -> Fraction | None:
    """The official figure of a year in the story's own measure; None where there is none."""
    found = own_figure(rows, row["indicator"], row["ref_area"], year)
    if found is None or row["measure"] != "growth":
        return found and found.value
    base = own_figure(rows, row["indicator"], row["ref_area"], year - 1)
    if base is None or base.value <= 0 or broken_between(rows, row["indicator"], year - 1, year):
        return None
    return 100 * (found.value / base.value - 1)


def _within(row: dict[str, str], official: Fraction) -> bool:
    """Whether an official figure is what was printed, by its words and at its digits."""
    value, half = Fraction(row["obs_value"]), last_digit(row) / 2
    apart = abs(official - value)
    match row["qualifier"]:
        case "over":
            return official > value
        case "at_least":
            return official >= value
        case "under":
            return official < value
        case "about":
            return apart <= max(abs(value) / 20, half)
        case "range":
            return value - half <= official <= Fraction(row["obs_value_high"]) + half
    return apart <= half


def _verdict(judge: Judge, obs_id: str) -> list[str]:
    """What the table of what stories state says of a result."""
    row, same = judge.rows.observations[obs_id], agrees(judge.rows, obs_id)
    if row["time_period"]:
        return [say({True: BORNE, False: AGAINST, None: UNCHECKED}[same])]
    if not same:
        return [say(UNCHECKED)]
    message = FOUND_RANK if row["indicator"] == RANKING else FOUND
    return [say(message, year=dated(row["matched_period"]))]


def _outcome(judge: Judge, obs_id: str) -> list[str]:
    """What is said of a figure beside the record, where no promise was met or missed."""
    rows, row = judge.rows, judge.rows.observations[obs_id]
    year = row["time_period"] or row["matched_period"]
    if row["measure"] == "growth" and broken_between(
        rows, row["indicator"], int(year) - 1, int(year)
    ):
        return [say("not judged: comparability breaks in that year")]
    if row["indicator"] in ANOTHER_COUNT:
        return [say("indication only: another count")]
    if official_of(rows, row, int(year)) is None:
        return [say("no official figure at hand")]
    if row["obs_status"] != "actual":
        decided = verdict_of(rows, row)[0] in ("met", "missed")
        undecided = "not decided: the official figure is of another vintage or definition"
        return ["" if decided else say(undecided)]
    same = agrees(rows, obs_id)
    ranking = row["indicator"] == RANKING
    if row["time_period"]:
        words = [say(OUTCOMES[bool(same)])]
        return [*words, say(IN_RANKING[bool(same)])] if ranking else words
    if not same:
        return [say(OUTCOMES[False])]
    found = FOUND_IN_RANKING if ranking else FOUND_IN_RECORD
    return [say("as in the record, year found by the figure"), say(found, year=year)]


def _found_in(judge: Judge, obs_id: str) -> list[str]:
    """The year that a result without one was found in."""
    row = judge.rows.observations[obs_id]
    found = not row["time_period"] and agrees(judge.rows, obs_id)
    return [row["matched_period"] if found else ""]


CHECKED: dict[str, Callable[..., list[str]]] = {
    "verdict": _verdict,
    "outcome": _outcome,
    "found in": _found_in,
}
"""What is said of a story's result -> the words for it."""
