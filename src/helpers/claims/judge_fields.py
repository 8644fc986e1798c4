"""Judges what is said of a whole field: sums, middles, and how many have a figure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims import kinds
from helpers.claims.reckon import NOTHING, Said, broken_between, middle
from helpers.claims.refused import Refused

if TYPE_CHECKING:
    from helpers.claims.judge import Judge


def _total(judge: Judge, said: kinds.Total) -> None:
    areas = judge.rows.among(said.among)
    found = [judge.figure(said.indicator, area, said.year) for area in areas]
    judge.unit(said.indicator, said.unit)
    what = f"the sum of {judge.name(said.indicator)} over {len(areas)} areas, {said.year}"
    value = sum((one.value for one in found), Fraction(0)) / judge.rows.scale(said.indicator)
    judge.number(what, said.said, value)
    judge.stands_on(what, said.obs_ids, *found)


def _values(judge: Judge, said: kinds.Median | kinds.Counted) -> list[Fraction]:
    areas = judge.rows.among(said.among)
    found = (judge.rows.figure(said.indicator, area, said.year) for area in areas)
    return [one.value for one in found if one is not None]


def _middle(judge: Judge, indicator: str, among: str, year: int) -> Fraction | None:
    """The median of the areas' figures, found once; None where there is none."""
    key = ("median", indicator, among, str(year))
    if key not in judge.made:
        values = _values(judge, kinds.Counted("", indicator, among, year))
        judge.made[key] = middle(values) if values else None
    return judge.made[key]


def _median(judge: Judge, said: kinds.Median) -> None:
    found = _middle(judge, said.indicator, said.among, said.year)
    what = f"the median of {judge.name(said.indicator)}, {said.year}"
    if found is None:
        raise Refused(f"{what}: there is no figure")
    judge.unit(said.indicator, said.unit)
    judge.number(what, said.said, found / judge.rows.scale(said.indicator))


def _median_change(judge: Judge, said: kinds.MedianChange) -> None:
    what = f"the median of {judge.name(said.indicator)}, {said.first} to {said.last}"
    ends = []
    for year in (said.first, said.last):
        found = _middle(judge, said.indicator, said.among, year)
        if found is None:
            raise Refused(f"{what}: there is no figure in {year}")
        ends.append(found)
    points = judge.rows.indicators[said.indicator]["base_unit"] == "PCT"
    unit = "p.p." if points else "%"
    if said.unit != unit:
        raise Refused(f"{what}: its change is in {unit}, not in {said.unit}")
    if broken_between(judge.rows, said.indicator, said.first, said.last):
        raise Refused(f"{what}: the definition broke, nothing follows across it")
    judge.number(what, said.said, ends[1] - ends[0] if points else 100 * (ends[1] / ends[0] - 1))


def _counted(judge: Judge, said: kinds.Counted) -> None:
    number = len(_values(judge, said))
    told = "0" if said.said in NOTHING else said.said
    if told != str(number):
        what = f"with a figure of {judge.name(said.indicator)} in {said.year}"
        raise Refused(f"{said.said} areas are said to be {what}; there are {number}")


def _rows(judge: Judge, said: kinds.Rows) -> None:
    number = judge.rows.count(said.where)
    if Said.read(said.said).value != number:
        like = ", ".join(f"{column} {value!r}" for column, value in said.where)
        raise Refused(f"{said.said} observations are said to have {like}; there are {number}")


OF_FIELDS: dict[str, Callable] = {
    "total": _total,
    "median": _median,
    "median_change": _median_change,
    "counted": _counted,
    "rows": _rows,
}
