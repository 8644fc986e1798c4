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

from helpers.claims import claim as kinds
from helpers.claims.again import judge_again
from helpers.claims.claim import Claim
from helpers.claims.direction import judge_directed
from helpers.claims.judge_scores import judge_scored
from helpers.claims.promised import judge_count, judge_worked
from helpers.claims.rates import verdict
from helpers.claims.reckon import Said, broken_between, middle, places
from helpers.claims.rows import Found, Rows, read_rows
from helpers.claims.rules import judge_ruled
from helpers.claims.scores import Scores
from helpers.claims.told import judge_printed, judge_read, judge_threshold, judge_wording


class Refused(Exception):
    """The figures do not bear it; the words say what they bear."""


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
        return self.rows.name(indicator)

    def of(self, indicator: str, area: str) -> str:
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


def _level(judge: Judge, said: kinds.Level) -> None:
    what = f"{judge.of(said.indicator, said.area)}, {said.year}"
    found = judge.figure(said.indicator, said.area, said.year)
    judge.unit(said.indicator, said.unit)
    judge.number(what, said.said, found.value / judge.rows.scale(said.indicator))
    judge.stands_on(what, said.obs_ids, found)


def _rank(judge: Judge, said: kinds.Rank) -> None:
    what = f"{judge.of(said.indicator, said.area)}, {said.year}"
    place = judge.place(said.indicator, said.area, said.year, said.among)
    if said.said != str(place):
        raise Refused(f"{what} is said to rank {said.said}; by the figures it ranks {place}")
    ranked = len(judge.ranking(said.indicator, said.year, said.among))
    if said.out_of and said.out_of != str(ranked):
        raise Refused(f"{what} ranks among {ranked} with a figure, not among {said.out_of}")
    judge.stands_on(what, said.obs_ids, judge.figure(said.indicator, said.area, said.year))


def _first(judge: Judge, said: kinds.First) -> None:
    own = judge.figure(said.indicator, said.area, said.year)
    what = f"{judge.of(said.indicator, said.area)}, {said.year}"
    if said.end == "best":
        place = judge.place(said.indicator, said.area, said.year, said.among)
        if place != 1:
            raise Refused(f"{what} is said to lead; by the figures it ranks {place}")
    else:
        better = {"least": lambda value: value < own.value, "most": lambda value: value > own.value}
        beyond = better[said.end]
        for area in judge.rows.among(said.among):
            other = judge.rows.figure(said.indicator, area, said.year)
            if other is not None and beyond(other.value):
                name = judge.rows.area_name(area)
                raise Refused(f"{what} is said to have the {said.end}; {name} has it rather")
    judge.stands_on(what, said.obs_ids, own)


def _compared(judge: Judge, said: kinds.Compared) -> None:
    own = judge.figure(said.indicator, said.area, said.year)
    other = judge.figure(said.indicator, said.other, said.other_year)
    lies = "above" if own.value > other.value else "below" if own.value < other.value else "at"
    what = f"{judge.of(said.indicator, said.area)}, {said.year}"
    if said.relation != lies:
        beside = f"{judge.rows.area_name(said.other)}, {said.other_year}"
        raise Refused(f"{what} is said to lie {said.relation} {beside}; it lies {lies} it")
    judge.stands_on(what, said.obs_ids, own, other)


def _change(judge: Judge, said: kinds.Growth | kinds.Difference) -> tuple[str, Found, Found]:
    """What is said of which two figures. Raises Refused where they do not compare."""
    what = f"{judge.of(said.indicator, said.area)}, {said.first} to {said.last}"
    base = judge.figure(said.indicator, said.area, said.first)
    end = judge.figure(said.indicator, said.area, said.last)
    window = int(judge.rows.indicators[said.indicator]["window"] or 1)
    if said.last - said.first < window:
        raise Refused(f"{what}: sums of {window} years that share a year are no change")
    broken = broken_between(judge.rows, said.indicator, said.first, said.last)
    if broken:
        raise Refused(f"{what}: the definition broke in {broken}, nothing follows across it")
    return what, base, end


def _growth(judge: Judge, said: kinds.Growth) -> None:
    what, base, end = _change(judge, said)
    if judge.rows.indicators[said.indicator]["base_unit"] in ("PCT", "RANK"):
        raise Refused(f"{what}: its change is told in points, not in percent")
    if said.unit != "%":
        raise Refused(f"{what}: a growth is in %, not in {said.unit}")
    if base.value <= 0:
        raise Refused(f"{what}: a growth from {float(base.value):g} says nothing")
    judge.number(f"the growth of {what}", said.said, 100 * (end.value / base.value - 1))
    judge.stands_on(what, said.obs_ids, base, end)


def _points(judge: Judge, indicator: str) -> str:
    about = judge.rows.indicators[indicator]
    return "p.p." if about["base_unit"] == "PCT" else judge.rows.unit(indicator)


def _difference(judge: Judge, said: kinds.Difference) -> None:
    what, base, end = _change(judge, said)
    unit = _points(judge, said.indicator)
    if said.unit != unit:
        raise Refused(f"{what}: its difference is in {unit}, not in {said.unit}")
    value = (end.value - base.value) / judge.rows.scale(said.indicator)
    judge.number(f"the difference of {what}", said.said, value)
    judge.stands_on(what, said.obs_ids, base, end)


def _apart(judge: Judge, said: kinds.Apart) -> None:
    own = judge.figure(said.indicator, said.area, said.year)
    other = judge.figure(said.indicator, said.other, said.year)
    name = judge.rows.area_name(said.other)
    what = f"{judge.of(said.indicator, said.area)}, less {name}, {said.year}"
    unit = _points(judge, said.indicator)
    if said.unit != unit:
        raise Refused(f"{what} is in {unit}, not in {said.unit}")
    judge.number(what, said.said, (own.value - other.value) / judge.rows.scale(said.indicator))
    judge.stands_on(what, said.obs_ids, own, other)


def _ratio(judge: Judge, said: kinds.Ratio) -> None:
    own = judge.figure(said.indicator, said.area, said.year)
    other = judge.figure(said.indicator, said.other, said.year)
    name = judge.rows.area_name(said.other)
    what = f"{judge.of(said.indicator, said.area)}, to {name}, {said.year}"
    if other.value <= 0:
        raise Refused(f"{what}: nothing is a part of {float(other.value):g}")
    times = {"times": 1, "%": 100}.get(said.unit)
    if times is None:
        raise Refused(f"{what}: a ratio is in times or in %, not in {said.unit}")
    judge.number(what, said.said, times * own.value / other.value)
    judge.stands_on(what, said.obs_ids, own, other)


def _moved(judge: Judge, said: kinds.Moved) -> None:
    years = (said.first, said.last)
    old, new = (judge.place(said.indicator, said.area, year, said.among) for year in years)
    way = "rose" if new < old else "fell" if new > old else "stayed"
    what = f"{judge.of(said.indicator, said.area)}, {said.first} to {said.last}"
    if said.way != way:
        raise Refused(f"the rank of {what} is said to have {said.way}; it went from {old} to {new}")
    found = [judge.figure(said.indicator, said.area, year) for year in years]
    judge.stands_on(what, said.obs_ids, *found)


def _total(judge: Judge, said: kinds.Total) -> None:
    areas = judge.rows.among(said.among)
    found = [judge.figure(said.indicator, area, said.year) for area in areas]
    judge.unit(said.indicator, said.unit)
    what = f"the sum of {judge.name(said.indicator)} over {len(areas)} areas, {said.year}"
    value = sum((one.value for one in found), Fraction(0)) / judge.rows.scale(said.indicator)
    judge.number(what, said.said, value)
    judge.stands_on(what, said.obs_ids, *found)


def _share(judge: Judge, said: kinds.Share) -> None:
    part, whole = (
        judge.figure(code, said.area, said.year) for code in (said.indicator, said.whole)
    )
    what = f"{judge.of(said.indicator, said.area)}, as a part of {judge.name(said.whole)}"
    if said.unit != "%":
        raise Refused(f"{what}: a share is in %, not in {said.unit}")
    judge.number(f"{what}, {said.year}", said.said, 100 * part.value / whole.value)
    judge.stands_on(what, said.obs_ids, part, whole)


def _field(judge: Judge, said: kinds.Median | kinds.Counted) -> list[Fraction]:
    areas = judge.rows.among(said.among)
    found = (judge.rows.figure(said.indicator, area, said.year) for area in areas)
    return [one.value for one in found if one is not None]


def _median(judge: Judge, said: kinds.Median) -> None:
    values = _field(judge, said)
    what = f"the median of {judge.name(said.indicator)}, {said.year}"
    if not values:
        raise Refused(f"{what}: there is no figure")
    judge.unit(said.indicator, said.unit)
    judge.number(what, said.said, middle(values) / judge.rows.scale(said.indicator))


def _median_change(judge: Judge, said: kinds.MedianChange) -> None:
    what = f"the median of {judge.name(said.indicator)}, {said.first} to {said.last}"
    ends = []
    for year in (said.first, said.last):
        values = _field(judge, kinds.Counted("", said.indicator, said.among, year))
        if not values:
            raise Refused(f"{what}: there is no figure in {year}")
        ends.append(middle(values))
    points = judge.rows.indicators[said.indicator]["base_unit"] == "PCT"
    unit = "p.p." if points else "%"
    if said.unit != unit:
        raise Refused(f"{what}: its change is in {unit}, not in {said.unit}")
    if broken_between(judge.rows, said.indicator, said.first, said.last):
        raise Refused(f"{what}: the definition broke, nothing follows across it")
    judge.number(what, said.said, ends[1] - ends[0] if points else 100 * (ends[1] / ends[0] - 1))


def _counted(judge: Judge, said: kinds.Counted) -> None:
    number = len(_field(judge, said))
    if said.said != str(number):
        what = f"with a figure of {judge.name(said.indicator)} in {said.year}"
        raise Refused(f"{said.said} areas are said to be {what}; there are {number}")


def _judged(judge: Judge, said: kinds.Judged) -> None:
    own = verdict(
        lambda year: judge.ranking(said.indicator, year, said.among), said.area, said.year
    )
    if said.verdict != own:
        what = f"{judge.of(said.indicator, said.area)}, up to {said.year}"
        raise Refused(f"{what} is called {said.verdict}; by the rule it is {own}")


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


def _rows(judge: Judge, said: kinds.Rows) -> None:
    number = judge.rows.count(said.where)
    if Said.read(said.said).value != number:
        like = ", ".join(f"{column} {value!r}" for column, value in said.where)
        raise Refused(f"{said.said} observations are said to have {like}; there are {number}")


_JUDGES: dict[str, Callable] = {
    "level": _level,
    "rank": _rank,
    "first": _first,
    "compared": _compared,
    "growth": _growth,
    "difference": _difference,
    "apart": _apart,
    "ratio": _ratio,
    "moved": _moved,
    "total": _total,
    "share": _share,
    "median": _median,
    "median_change": _median_change,
    "counted": _counted,
    "judged": _judged,
    "printed": _told(judge_printed),
    "read_as": _told(judge_read),
    "threshold": _told(judge_threshold),
    "ruled": _ruled,
    "worked": _told(judge_worked),
    "promises": _told(judge_count),
    "rows": _rows,
    "scored": _scored,
    "reckoned": _reckoned,
    "directed": _directed,
}
