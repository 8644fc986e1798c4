"""What a page says of a promise that no figure decides, found again: its verdict, and why.

No code is shared with `helpers.targets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims.basis import breaks_of
from helpers.claims.outcomes import FIRST_YEAR
from helpers.claims.promise_levels import due_of
from helpers.claims.promise_worked import REVISED
from helpers.claims.promised import VERDICTS, first_days, nature_of, since_of, verdict_of
from helpers.claims.refused import Refused
from helpers.claims.rows import Rows
from helpers.claims.told import own_figure
from helpers.language import later, say

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

OTHER_COUNT = later("the record counts something else")
OF_PARTS = later("it counts the parts of the plan: there is nothing to reach")
OF_ZONE = later("it is of a zone, of which no record is known")
NO_DATE = later("no due date is printed")
NO_DATE_OF_ZONE = later("no due date is printed, and it is of a zone within the city")
NO_YEAR = later("it is for a part of a year, or for several; the record is yearly")
NO_FIGURE = later("no official figure at hand")
OF_PROVINCE = later("the record at hand is of the whole province ({name})")
ENDS = later("the record at hand ends with {year}")
OTHER_GDP = later("GDP was revised with the figures of {year}")
BREAKS_IN = later("comparability breaks in {year}: {words}")


def _verdict(judge: Judge, *obs_ids: str) -> list[str]:
    """The word for the verdict on a promise, or on several of one fate."""
    rows = [judge.rows.observations[obs_id] for obs_id in obs_ids]
    for row in rows:
        if row["obs_status"] == "actual":
            raise Refused(f"{row['obs_id']} is no promise")
    found = {verdict_of(judge.rows, row)[0] for row in rows}
    if len(found) > 1:
        raise Refused(f"of {' '.join(obs_ids)} the verdicts are {' and '.join(sorted(found))}")
    return [say(VERDICTS[found.pop()])]


def _told_on(judge: Judge, *obs_ids: str) -> list[str]:
    """The day on which a promise was first told; of several the first and the last of those."""
    known = first_days(judge.rows)
    days = sorted(known[one] for one in obs_ids if one in known)
    return [_day_span(days[0], days[-1]) if days and days[0] else ""]


def _due(judge: Judge, *obs_ids: str) -> list[str]:
    """The year that all of these promises are for."""
    years = {due_of(judge.rows.observations[one]) for one in obs_ids}
    return [str(years.pop()) if len(years) == 1 and None not in years else ""]


def _day_span(first: str, last: str) -> str:
    """A day, or the first and the last of several."""
    return first if first == last else say("{day} to {last_day}", day=first, last_day=last)


def _why(judge: Judge, obs_id: str) -> list[str]:
    """Why it is undecided."""
    rows, row = judge.rows, judge.rows.observations[obs_id]
    verdict, why = verdict_of(rows, row)
    if verdict != "undecided":
        raise Refused(f"{obs_id} is {verdict}")
    zone, due = nature_of(rows, row).get("nature") == "zone", due_of(row)
    if why == "no promise":
        return [say(OF_PARTS)]
    if due is None:
        return [say(NO_DATE_OF_ZONE if zone else NO_DATE)]
    if zone:
        return [say(OF_ZONE)]
    if not re.fullmatch("[0-9]{4}", row["time_period"]):
        return [say(NO_YEAR)]
    if why == "broken":
        return [_broken(rows, row, due)]
    years = [year for year in range(FIRST_YEAR, rows.newest + 1)
             if own_figure(rows, row["indicator"], row["ref_area"], year)]  # fmt: skip
    if why == "no record":
        ended = years and years[-1] < due
        return [say(ENDS, year=years[-1]) if ended else say(NO_FIGURE)]
    if years:  # of an indicator without a reason that is known
        return [""]
    area = rows.areas[row["ref_area"]]
    if area["level"] == "city":
        return [say(OF_PROVINCE, name=rows.area_name(area["parent"]))]
    return [say(OTHER_COUNT)]


def _broken(rows: Rows, row: dict[str, str], due: int) -> str:
    """The newest break between a promise, or what it starts from, and its due year."""
    window = int(rows.indicators[row["indicator"]]["window"] or 1)
    since = (since_of(rows, row) or 0) - window + 1
    year, words = max((year, words) for year, words in breaks_of(rows, row["indicator"]).items()
                      if since < year <= due)  # fmt: skip
    if row["indicator"] in REVISED:
        return say(OTHER_GDP, year=year)
    return say(BREAKS_IN, year=year, words=words)


UNDECIDED: dict[str, Callable[..., list[str]]] = {
    "promise": _verdict,
    "told on": _told_on,
    "due": _due,
    "why undecided": _why,
}
"""What is said of a promise -> the words for it."""
