"""Why nothing at hand can check a result that a story prints, found again, and what would.

No code is shared with `helpers.record`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims.absent import has_table_of_cities
from helpers.claims.agreed import RANKING
from helpers.claims.checked import ANOTHER_COUNT, HELD, agrees, official_of
from helpers.claims.promised import publication_of_nature
from helpers.claims.reckon import broken_between
from helpers.claims.refused import Refused
from helpers.claims.rows import Rows
from helpers.claims.told import own_figure
from helpers.language import later, say
from helpers.language.phrases import listed, year_runs

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

FIRST_YEAR = 1990  # before any figure of the record
PROXY = "hte_recognised_three_years"  # what the record counts in place of `ANOTHER_COUNT`
OTHER_ONLY = later("the record holds another count only: {other}")
BROKEN_THEN = later("comparability breaks in that year")
NOT_THAT_YEAR = later("the record at hand has no figure of that year")
STOP_HERE = later("official tables at hand stop at provinces")
NO_TABLE = later("no official table at hand has it")
NO_FIGURE_OF_IT = later("no official table at hand has a figure of it")
WOULD_FIT = later("no year is printed, and {years} would fit")
NO_YEAR_FITS = later("no year is printed, and none of the years at hand has this figure ({years})")
NOT_HELD = {
    "level": later("the record has no level of this period"),
    "net_increase": later("the record has no net increase of this period"),
    "growth": later("the record has no growth of this period"),
    "share": later("the record has no share of this period"),
    "rank": later("the record has no rank of this period"),
    "difference": later("the record has no difference of this period"),
}
STANDS_IN = later("{why}; it would stand in: {publication}")


def _why(judge: Judge, obs_id: str) -> list[str]:
    """Why a result is unchecked, and which publication would tell."""
    rows, row = judge.rows, judge.rows.observations[obs_id]
    same = agrees(rows, obs_id)
    if same or (same is False and row["time_period"]):
        raise Refused(f"{obs_id} is in the record at hand")
    why = _reason(judge, row)
    publication = rows.text(publication_of_nature(rows, row))
    return [say(STANDS_IN, why=why, publication=publication) if publication else why]


def _reason(judge: Judge, row: dict[str, str]) -> str:
    rows, code, area = judge.rows, row["indicator"], row["ref_area"]
    city = rows.areas[area]["level"] == "city"
    if reason := "" if city else _of_its_year(rows, row):
        return reason
    series = _series(rows, code, area)
    if city and not series and not has_table_of_cities(rows):
        return say(STOP_HERE)
    if not series:
        return say(NO_TABLE if rows.indicators[code]["numerator"] else NO_FIGURE_OF_IT)
    if row["time_period"]:
        return say(NOT_HELD[row["measure"]])
    told = Fraction(row["obs_value"])
    same = year_runs(year for year, value in series.items() if value == told)
    if same:
        return say(WOULD_FIT, years=listed(same))
    return say(NO_YEAR_FITS, years=listed(year_runs(series)))


def _of_its_year(rows: Rows, row: dict[str, str]) -> str:
    """What keeps a province's figure from that of its year; "" where nothing is to be said."""
    year = row["time_period"] or row["matched_period"]
    other = row["indicator"] in ANOTHER_COUNT
    code = PROXY if other else row["indicator"]
    if row["measure"] not in HELD or len(year) != 4 or not _recorded(rows, code):
        return ""
    if row["measure"] == "growth" and broken_between(
        rows, row["indicator"], int(year) - 1, int(year)
    ):
        return say(BROKEN_THEN)
    if other:
        return say(OTHER_ONLY, other=rows.name(PROXY))
    return say(NOT_THAT_YEAR) if official_of(rows, row, int(year)) is None else ""


def _recorded(rows: Rows, code: str) -> bool:
    """Whether the record has any figure of it; the published ranking counts."""
    return code == RANKING or any(_series(rows, code, area) for area in rows.areas)


def _series(rows: Rows, code: str, area: str) -> dict[int, Fraction]:
    """Year -> official figure."""
    found = {year: own_figure(rows, code, area, year)
             for year in range(FIRST_YEAR, rows.newest + 1)}  # fmt: skip
    return {year: one.value for year, one in found.items() if one}


UNCHECKED_WHY: dict[str, Callable[..., list[str]]] = {"why unchecked": _why}
"""What is said of a story's result that cannot be checked -> the words for it."""
