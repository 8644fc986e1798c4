"""What a page says of a promise that no figure decides, found again: its verdict, and why.

No code is shared with `helpers.targets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims.outcomes import FIRST_YEAR
from helpers.claims.promise_levels import due_of
from helpers.claims.promised import VERDICTS, nature_of, verdict_of
from helpers.claims.refused import Refused
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


def _verdict(judge: Judge, obs_id: str) -> list[str]:
    """The word for the verdict on a promise."""
    row = judge.rows.observations[obs_id]
    if row["obs_status"] == "actual":
        raise Refused(f"{obs_id} is no promise")
    return [say(VERDICTS[verdict_of(judge.rows, row)[0]])]


def _why(judge: Judge, obs_id: str) -> list[str]:
    """Why it is undecided; that a definition broke, or GDP was revised, is told otherwise."""
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
    years = [year for year in range(FIRST_YEAR, rows.newest + 1)
             if own_figure(rows, row["indicator"], row["ref_area"], year)]  # fmt: skip
    if why == "no record":
        ended = years and years[-1] < due
        return [say(ENDS, year=years[-1]) if ended else say(NO_FIGURE)]
    if years:
        return [""]
    area = rows.areas[row["ref_area"]]
    if area["level"] == "city":
        return [say(OF_PROVINCE, name=rows.area_name(area["parent"]))]
    return [say(OTHER_COUNT)]


UNDECIDED: dict[str, Callable[..., list[str]]] = {
    "promise": _verdict,
    "why undecided": _why,
}
"""What is said of a promise -> the words for it."""
