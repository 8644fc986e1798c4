"""What a story prints, what was promised, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.claims.claim import Claim


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
