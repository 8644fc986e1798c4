"""Every kind of claim, by what it speaks of: an area, two areas or years, a field, a story.

The fields stand in the order in which `written` writes them. obs_ids, among: as in `claim`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from helpers.claims.claim import Claim


@dataclass(frozen=True)
class _OfArea(Claim):
    """An area's figure of a year."""

    indicator: str
    area: str
    year: int


@dataclass(frozen=True)
class Level(_OfArea):
    """An area's figure of a year (of a sum over a window, its last year), in display units."""

    kind = "level"
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Rank(_OfArea):
    """An area's place, 1 the best, ties at the better one. out_of: "31", or "" if not said."""

    kind = "rank"
    among: str
    out_of: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class First(_OfArea):
    """An area stands at an end of the field: "best", "least" or "most"."""

    kind = "first"
    among: str
    end: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Compared(_OfArea):
    """One figure lies "above", "below" or "at" another, of another area or year, unrounded."""

    kind = "compared"
    other: str
    other_year: int
    relation: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Judged(_OfArea):
    """The verdict "strength", "weakness" or "neither" on a rate, by the report's rule."""

    kind = "judged"
    among: str
    verdict: str


@dataclass(frozen=True)
class _OfYears(Claim):
    """An area's figures of two years."""

    indicator: str
    area: str
    first: int
    last: int


@dataclass(frozen=True)
class Growth(_OfYears):
    """From one year to another in percent; never over a break of the definition."""

    kind = "growth"
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Difference(_OfYears):
    """From one year to another, in percentage points ("p.p.") or display units."""

    kind = "difference"
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Moved(_OfYears):
    """A rank "rose", "fell" or "stayed" between two years."""

    kind = "moved"
    among: str
    way: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class _OfTwo(Claim):
    """Two areas' figures of a year."""

    indicator: str
    area: str
    other: str
    year: int
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Apart(_OfTwo):
    """How far one area's figure lies from another's of the year: theirs taken off its own."""

    kind = "apart"


@dataclass(frozen=True)
class Ratio(_OfTwo):
    """One area's figure to another's of the year: how many "times" it is, or how many "%" of it."""

    kind = "ratio"


@dataclass(frozen=True)
class Share(Claim):
    """What part of one figure another one is, in percent: of one area and year."""

    kind = "share"
    indicator: str
    whole: str
    area: str
    year: int
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class _OfField(Claim):
    """Several areas' figures of a year."""

    indicator: str
    among: str
    year: int


@dataclass(frozen=True)
class Total(_OfField):
    """The sum of several areas' figures of a year, in display units."""

    kind = "total"
    unit: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Median(_OfField):
    """The middle of several areas' figures of a year, in display units."""

    kind = "median"
    unit: str


@dataclass(frozen=True)
class Counted(_OfField):
    """How many of several areas have a figure of a year."""

    kind = "counted"


@dataclass(frozen=True)
class MedianChange(Claim):
    """How the middle of several areas' figures changed, in "p.p." or in "%"."""

    kind = "median_change"
    indicator: str
    among: str
    first: int
    last: int
    unit: str


@dataclass(frozen=True)
class Printed(Claim):
    """A story's figure in its own words: of which area, measure, status and period it is.

    period: the printed one; the matched one where none is printed.
    """

    kind = "printed"
    obs_id: str
    area: str
    indicator: str
    measure: str
    status: str
    period: str


@dataclass(frozen=True)
class ReadAs(Claim):
    """What a printed figure was read as: the number (both of a range) with its unit's word."""

    kind = "read_as"
    obs_id: str


@dataclass(frozen=True)
class Threshold(Claim):
    """A target or an expected value was "met" or "missed"; obs_ids: the official figures."""

    kind = "threshold"
    obs_id: str
    verdict: str
    obs_ids: tuple[str, ...]


@dataclass(frozen=True)
class Rows(Claim):
    """How many observations are like this: where holds (column, value) pairs, "*" for any word."""

    kind = "rows"
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ruled(Claim):
    """A number that a rule of this report sets: name is a key of `helpers.claims.rules.RULES`."""

    kind = "ruled"
    name: str


@dataclass(frozen=True)
class Worked(Claim):
    """A number worked out of a promise, in display units, percent or points.

    what: base, level, level_high (what it comes to as a level), came, margin (how far from what
    was promised), last (the newest figure), needed (a year, from there), revised.
    """

    kind = "worked"
    what: str
    obs_id: str


@dataclass(frozen=True)
class PromiseCount(Claim):
    """How many promises are like this: where holds pairs of what is asked (area, due, verdict,
    why, decided, promise, drawn, publication, note, later, hindsight) and its value."""

    kind = "promises"
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Scored(Claim):
    """A number or a word of the scoreboard.

    what: a key of `claims.scores.NUMBERS` or WORDS, which say what the other fields mean to it.
    board: areas ("all", or adcodes), the edition's first and last year, vintage of GDP and line
    ("whole", "long"), parted by "|". other: a second code, a year, a number of places; of words
    the codes or adcodes that they name, parted by blanks.
    """

    kind = "scored"
    what: str
    board: str
    code: str = ""
    area: str = ""
    year: int = 0
    other: str = ""


@dataclass(frozen=True)
class Reckoned(Claim):
    """A number that no figure bears by itself: a measure of a whole field, a count, a distance.

    formula: how it was reckoned, in words. by: what reckons it again for the judge: the room
    ("spread"), what it is, the indicator, the areas, the years; empty where nothing does, so that
    it is traced and not judged.
    """

    kind = "reckoned"
    formula: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directed(Claim):
    """Words of direction ("leads", "short of the target") beside claims.

    way: a key of `claims.direction.WAYS`. on: the claims, written, each of which goes that way.
    """

    kind = "directed"
    way: str
    on: tuple[str, ...]


@dataclass(frozen=True)
class Ended(Claim):
    """A number with the names of all who have it, the "least" or the "most" of what is drawn:
    "0.29 (Tibet)", "Beijing 6.58"; "all": a number that is everyone's; "none": names of those that
    have no figure; "same": of all who have the number.

    on: the claim of the number, written. over: "area" or "code", what the names are of. among:
    those that are drawn, parted by blanks, with a year (410000:2023) where it is another's.
    """

    kind = "ended"
    on: str
    end: str
    over: str
    among: str


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
