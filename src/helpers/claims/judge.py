"""Refuses a claim that the figures do not bear, and says what they bear instead.

Every verdict is reached from `rows` alone: nothing of the rooms that reckon is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from helpers.claims import kinds
from helpers.claims.again import judge_again
from helpers.claims.claim import Claim
from helpers.claims.direction import judge_directed
from helpers.claims.ends import judge_ended
from helpers.claims.judge_fields import OF_FIELDS
from helpers.claims.judge_figures import OF_FIGURES
from helpers.claims.judge_scores import judge_scored
from helpers.claims.promise_worked import judge_worked
from helpers.claims.promised import judge_count
from helpers.claims.reckon import Said, places
from helpers.claims.refused import Refused
from helpers.claims.rows import Found, Rows, read_rows
from helpers.claims.rules import judge_ruled
from helpers.claims.scores import Scores
from helpers.claims.told import judge_printed, judge_read, judge_threshold, judge_wording
from helpers.claims.worded import judge_worded


@dataclass(frozen=True, eq=False)
class Judge:
    """Judges claims on the figures of `rows`."""

    rows: Rows
    _places: dict[tuple, dict[str, int]] = field(default_factory=dict, repr=False)
    made: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def scores(self) -> Scores:
        """The scoreboards that claims speak of."""
        return Scores(self.rows)

    def objection(self, claim: Claim) -> str:
        """Why the claim is refused, with what the figures bear; "" for one that they bear."""
        try:
            _JUDGES[claim.kind](self, claim)
        except Refused as refused:
            return str(refused)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return f"the claim cannot be read: {error}"
        return judge_wording(claim)

    # ------------------------------------------------------------ what several kinds ask

    def figure(self, indicator: str, area: str, year: int) -> Found:
        """Raises Refused where there is none."""
        found = self.rows.figure(indicator, area, year)
        if found is None:
            raise Refused(f"there is no figure of {self.of(indicator, area)} in {year}")
        return found

    def ranking(self, indicator: str, year: int, among: str) -> dict[str, int]:
        """adcode -> place; Raises Refused for an indicator without a better end."""
        if self.rows.indicators[indicator]["direction"] == "none":
            raise Refused(f"{self.name(indicator)} has no better end, so it has no ranks")
        key = (indicator, year, among)
        if key not in self._places:
            self._places[key] = places(self.rows, indicator, year, self.rows.among(among))
        return self._places[key]

    def place(self, indicator: str, area: str, year: int, among: str) -> int:
        """Raises Refused for an area that has none."""
        found = self.ranking(indicator, year, among)
        if area not in found:
            what = self.of(indicator, area)
            raise Refused(f"{what} has no rank in {year}: no figure, or not among those ranked")
        return found[area]

    def name(self, indicator: str) -> str:
        """An indicator's name, as a refusal says it."""
        return self.rows.name(indicator)

    def of(self, indicator: str, area: str) -> str:
        """An indicator of an area, as a refusal says it."""
        return f"{self.name(indicator)}, {self.rows.area_name(area)}"

    def number(self, what: str, said: str, value: Fraction) -> None:
        """Refuses a number that is not the value at its own digits."""
        number = Said.read(said)
        if not number.bears(value):
            raise Refused(f"{what} is said to be {said}; the figures bear {number.like(value)}")

    def unit(self, indicator: str, said: str) -> None:
        """Refuses a level's unit that is not the indicator's."""
        unit = self.rows.unit(indicator)
        if said != unit:
            raise Refused(f"{self.name(indicator)} is in {unit}, not in {said}")

    def stands_on(self, what: str, said: tuple[str, ...], *found: Found) -> None:
        """Refuses a claim that names other observations than its figures'."""
        own = frozenset().union(*(one.obs_ids for one in found))
        if frozenset(said) != own:
            others = ", ".join(sorted(frozenset(said) - own)) or "fewer"
            raise Refused(f"{what} stands on {', '.join(sorted(own))}, the claim on {others}")


def judge_on(data_dir: Path) -> Judge:
    """The judge on the figures of a data folder, one for as long as its files hold the same."""
    return _judge_of(read_rows(data_dir))


@lru_cache(maxsize=2)
def _judge_of(rows: Rows) -> Judge:
    return Judge(rows)


def _told(told: Callable[[Rows, Claim], str]) -> Callable[[Judge, Claim], None]:
    def ask(judge: Judge, said: Claim) -> None:
        if objection := told(judge.rows, said):
            raise Refused(objection)

    return ask


def _reckoned(judge: Judge, said: kinds.Reckoned) -> None:
    if said.by and (objection := judge_again(judge, said.by, said.said)):
        raise Refused(objection)


def _directed(judge: Judge, said: kinds.Directed) -> None:
    if objection := judge_directed(judge, said):
        raise Refused(objection)


def _ruled(judge: Judge, said: kinds.Ruled) -> None:
    if objection := judge_ruled(judge.rows, said):
        raise Refused(objection)


def _scored(judge: Judge, said: kinds.Scored) -> None:
    if objection := judge_scored(judge.scores, said):
        raise Refused(objection)


_JUDGES: dict[str, Callable] = {
    **OF_FIGURES,
    **OF_FIELDS,
    "printed": _told(judge_printed),
    "read_as": _told(judge_read),
    "threshold": _told(judge_threshold),
    "ruled": _ruled,
    "worked": _told(judge_worked),
    "promises": _told(judge_count),
    "scored": _scored,
    "reckoned": _reckoned,
    "directed": _directed,
    "ended": judge_ended,
    "worded": judge_worded,
}
