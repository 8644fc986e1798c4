"""What is said of an area's own figures: one, or two of them beside each other."""

from __future__ import annotations

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
