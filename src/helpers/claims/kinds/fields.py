"""What is said of many: sums, middles, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.claims.claim import Claim


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
class Rows(Claim):
    """How many observations are like this: where holds (column, value) pairs, "*" for any word."""

    kind = "rows"
    where: tuple[tuple[str, str], ...]
