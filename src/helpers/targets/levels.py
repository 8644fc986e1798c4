"""What a promise comes to as a level, when the record first kept it, and how far it still is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers.reference import Indicator, Reference
from helpers.targets.official import Found, Official
from helpers.targets.verdict import Aim, met

STEPS = ("growth", "net_increase")  # a change: it becomes a level when its base is known
POINTS = ("PCT", "RANK")  # what is left to go is told in points, not in percent


class Told:
    """Exact yearly levels that stories print as results, for want of an official figure."""

    def __init__(self, observations: pd.DataFrame, reference: Reference) -> None:
        stories = reference.sources.loc[reference.sources["kind"] == "story", "source_id"]
        rows = observations[
            observations["source_id"].isin(stories)
            & (observations["obs_status"] == "actual")
            & (observations["repeats"] == "")
            & (observations["qualifier"] == "exact")
            & observations["measure"].isin(["level", "share"])
            & observations["time_period"].str.fullmatch(r"\d{4}")
        ]
        self._levels: dict[tuple[str, str], dict[int, Found]] = {}
        for row in rows.sort_values("derived_from", ascending=False, kind="stable").itertuples():
            value = float(row.obs_value)  # a printed one replaces one computed from others
            years = self._levels.setdefault((row.indicator, row.ref_area), {})
            years[int(row.time_period)] = Found(value, value, value, row.obs_id)

    def series(self, indicator: str, area: str) -> dict[int, Found]:
        """Year -> level, in the order of years."""
        return dict(sorted(self._levels.get((indicator, area), {}).items()))


def base_of(official: Official, told: Told, indicator: str, area: str,
            year: int) -> tuple[Found | None, bool]:  # fmt: skip
    """The level that a change is reckoned from, and whether a story prints it."""
    found = official.series(indicator, area).get(year)
    if found is not None:
        return found, False
    found = told.series(indicator, area).get(year)
    return found, found is not None


def as_level(aim: Aim, measure: str, base: Found | None) -> Aim | None:
    """The promise as a level; None for a change without a base, and for a difference.

    A fall aims downwards as a level too. Growth is in percent of the base. How far "about" and
    "nearly" may fall short is a part of the printed figure, by the rule that the page states: of
    "about 15 %" it is 0.75 points of growth, which become a level with the base as the growth
    does. A twentieth of the level would be 5.75 points, and would call a level reached that the
    verdict on the growth calls missed.
    """
    if measure == "difference":
        return None
    if measure not in STEPS:
        return replace(aim, digit=0.0, given=aim.slack)
    if base is None:
        return None
    ends, times = [aim.value, aim.high], 1.0
    if measure == "growth":
        value, high = (base.value * (1 + end / 100) for end in ends)
        times = base.value / 100
    else:
        value, high = (base.value + end for end in ends)
    return replace(aim, value=value, high=high, digit=0.0, given=times * aim.slack)


def first_reached(level: Aim, series: dict[int, Found], after: int | None) -> int | None:
    """The first year of the record that keeps the promised level; None if none does.

    after: years up to this one do not count (the base of a change).
    """
    years = [year for year in series if after is None or year > after]
    return next((year for year in years if met(level, series[year].value)), None)


def still_to_go(level: Aim | None, series: dict[int, Found], due: int,
                indicator: Indicator) -> dict[str, object]:  # fmt: skip
    """last_year, last_level, last_ids: the newest level before `due`; needed: a year, from there.

    needed is percent a year, compounded, or points a year for percentages and ranks; None where
    the level or a level to start from is not known.
    """
    years = [year for year in series if year < due]
    if not years:
        return {}
    last = max(years)
    found = series[last]
    cells: dict[str, object] = {
        "last_year": last, "last_level": found.value, "last_ids": found.ids
    }  # fmt: skip
    if level is None:
        return cells
    span = due - last
    if indicator.base_unit in POINTS:
        return cells | {"needed": (level.bound - found.value) / span}
    if found.value <= 0 or level.bound <= 0:
        return cells
    return cells | {"needed": 100 * ((level.bound / found.value) ** (1 / span) - 1)}
