"""Judges what is said of an area's own figures: one, or two of them beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims import kinds
from helpers.claims.rates import verdict
from helpers.claims.reckon import broken_between
from helpers.claims.refused import Refused
from helpers.claims.rows import Found

if TYPE_CHECKING:
    from helpers.claims.judge import Judge


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


def _share(judge: Judge, said: kinds.Share) -> None:
    part, whole = (
        judge.figure(code, said.area, said.year) for code in (said.indicator, said.whole)
    )
    what = f"{judge.of(said.indicator, said.area)}, as a part of {judge.name(said.whole)}"
    if said.unit != "%":
        raise Refused(f"{what}: a share is in %, not in {said.unit}")
    judge.number(f"{what}, {said.year}", said.said, 100 * part.value / whole.value)
    judge.stands_on(what, said.obs_ids, part, whole)


def _judged(judge: Judge, said: kinds.Judged) -> None:
    own = verdict(
        lambda year: judge.ranking(said.indicator, year, said.among), said.area, said.year
    )
    if said.verdict != own:
        what = f"{judge.of(said.indicator, said.area)}, up to {said.year}"
        raise Refused(f"{what} is called {said.verdict}; by the rule it is {own}")


OF_FIGURES: dict[str, Callable] = {
    "level": _level,
    "rank": _rank,
    "first": _first,
    "compared": _compared,
    "growth": _growth,
    "difference": _difference,
    "apart": _apart,
    "ratio": _ratio,
    "moved": _moved,
    "share": _share,
    "judged": _judged,
}
