"""Every kind of claim, by what it speaks of: an area, two areas or years, a field, a story, words.

The fields stand in the order in which `written` writes them. obs_ids, among: as in `claim`.

figures   an area's own figures, or two beside each other
fields    many areas' figures
stories   what is printed, promised, and came of it
words     numbers that no figure bears by itself, and words beside claims
"""

from __future__ import annotations

import json

from helpers.claims.claim import Claim
from helpers.claims.kinds.fields import Counted, Median, MedianChange, Rows, Total
from helpers.claims.kinds.figures import (
    Apart,
    Compared,
    Difference,
    First,
    Growth,
    Judged,
    Level,
    Moved,
    Rank,
    Ratio,
    Share,
)
from helpers.claims.kinds.stories import Printed, PromiseCount, ReadAs, Ruled, Threshold, Worked
from helpers.claims.kinds.words import Directed, Ended, Reckoned, Scored, Worded

__all__ = [
    "Apart",
    "Compared",
    "Counted",
    "Difference",
    "Directed",
    "Ended",
    "First",
    "Growth",
    "Judged",
    "Level",
    "Median",
    "MedianChange",
    "Moved",
    "Printed",
    "PromiseCount",
    "Rank",
    "Ratio",
    "ReadAs",
    "Reckoned",
    "Rows",
    "Ruled",
    "Scored",
    "Share",
    "Threshold",
    "Total",
    "Worded",
    "Worked",
]


def _kinds_of(base: type[Claim]) -> dict[str, type[Claim]]:
    found = {base.kind: base} if base.kind else {}
    for kind in base.__subclasses__():
        found |= _kinds_of(kind)
    return found


KINDS = _kinds_of(Claim)


def read(text: str) -> Claim:
    """The claim that `written` wrote. Raises ValueError for anything else."""
    try:
        kind, *fields = json.loads(text)
        return KINDS[kind](*(_tuples(field) for field in fields))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{text[:80]!r} is no claim") from error


def _tuples(field: object) -> object:
    return tuple(_tuples(part) for part in field) if isinstance(field, list) else field
