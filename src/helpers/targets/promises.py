"""One row a promise: who, what, by when, what it means as a level, what came of it."""

from __future__ import annotations

import re

import pandas as pd

from helpers.clean.comparable import PREFIX
from helpers.reference import Indicator, Reference
from helpers.targets.levels import STEPS, Told, as_level, base_of, first_reached, still_to_go
from helpers.targets.official import Found, Official
from helpers.targets.verdict import Aim, aim_of, hangs_on, met

COLUMNS = (
    "obs_id", "ref_area", "indicator", "measure", "obs_status", "period", "due", "told_on",
    "as_printed", "qualifier", "value", "high", "unit_measure",
    "level", "level_high", "base", "base_year", "base_ids", "base_told", "level_ids",
    "verdict", "why", "why_year", "hangs_on", "official", "official_level", "official_ids",
    "margin", "revised", "revised_verdict", "first_reached", "reached_over_break",
    "last_year", "last_level", "last_ids", "needed",
    "proxy", "proxy_value", "proxy_ids", "told_by", "nature", "publication", "decider_note", "note",
)  # fmt: skip
DECIDED = ("met", "missed")
# What a story counts and no publication does, beside the nearest thing that one does. Never equal:
# an indication only.
PROXIES = {"hte_stock": "hte_recognised_three_years"}
# Judged on the GDP of its day; beside it stands what the revised GDP makes of it.
REVISED = {"rd_intensity_as_published": "rd_intensity_revised_gdp"}
WHOLE_YEAR = re.compile(r"\d{4}")
YEARS = re.compile(r"\d{4}(?=-|/|$)")


def promises(
    observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Every target, plan and expected value among the observations, each promise once.

    observations: the columns of observations.csv (text). figures: of `compare.figures`.
    Returns COLUMNS, by area, due year and place in the story; values float in base units (growth
    in percent), missing ones NaN, years whole numbers or missing:
    - told_by all observations that say it, its own first (repeats, and conflicting words that are
      not used); told_on the earliest day of their stories, "" where none is known; level_ids
      those that cleaning computed from it;
    - level, level_high what it comes to as a level; of a growth or an increase reckoned from base,
      the figure of base_year, official or (base_told) printed by a story;
    - verdict "met", "missed", "open" (due after the newest year of the record) or "undecided";
      why of the undecided: "no record", "other count" (a proxy has another definition),
      "definition broken", "other vintage" (GDP was revised in between), "other scope" (the record
      is of the province), "no due date", "not one year", "no promise" (parts of a plan); why_year
      the year that the record ends with, or of the break;
    - hangs_on whose rounding decides the verdict, see `verdict.hangs_on`;
    - official what came of it in its own measure, official_level as a level, margin the first less
      the promised number; revised, revised_verdict on revised GDP;
    - first_reached the first year of the record that keeps the level, from the base year on;
      reached_over_break whether a definition broke between the promise and then;
    - of the open, last_year, last_level the newest level known and needed the yearly growth in
      percent (points for percentages and ranks) that leads from there to the level;
    - publication, decider_note where the outcome would stand, by reference/deciders.csv.
    """
    aims = observations[observations["obs_status"] != "actual"]
    leaders = _leaders(aims, reference)
    made = aims["derived_from"] != ""
    told_by, level_ids = _grouped(leaders), _made_of(aims[made], leaders)
    track = _Track(observations, figures, reference, aims)
    rows = [
        track.promise(row)
        | {
            "told_by": ";".join(told_by[row.obs_id]),
            "told_on": track.first_day(told_by[row.obs_id]),
            "level_ids": level_ids.get(row.obs_id, ""),
        }
        for row in aims[~made].itertuples()
        if leaders[row.obs_id] == row.obs_id
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    years = ["due", "base_year", "why_year", "first_reached", "last_year"]
    table[years] = table[years].astype("Int64")
    places = {area: number for number, area in enumerate(reference.areas["adcode"])}
    numbers = [tuple(map(int, re.findall(r"\d+", place.partition(":")[2])))
               for place in table["obs_id"]]  # fmt: skip
    stories = [track.first_day([obs_id]) for obs_id in table["obs_id"]]
    order = table.assign(area=table["ref_area"].map(places), story=stories, number=numbers)
    order = order.sort_values(["area", "due", "story", "number"], kind="stable")
    return order[list(COLUMNS)].reset_index(drop=True)


def _leaders(aims: pd.DataFrame, reference: Reference) -> dict[str, str]:
    """obs_id of every promise's row -> the one that stands for it."""
    known = set(aims["obs_id"])
    after = {row.obs_id: row.repeats if row.repeats in known else "" for row in aims.itertuples()}
    for row in reference.conflicts.itertuples():
        ids = row.obs_ids.split(";")
        if row.used in known and known.issuperset(ids):
            after |= {obs_id: row.used for obs_id in ids if obs_id != row.used}
    leaders = {}
    for obs_id in after:
        leader = obs_id
        while after[leader]:
            leader = after[leader]
        leaders[obs_id] = leader
    return leaders


def _grouped(leaders: dict[str, str]) -> dict[str, list[str]]:
    """Leader -> itself, then all that it stands for."""
    groups: dict[str, list[str]] = {leader: [leader] for leader in leaders.values()}
    for obs_id, leader in leaders.items():
        if obs_id != leader:
            groups[leader].append(obs_id)
    return groups


def _made_of(made: pd.DataFrame, leaders: dict[str, str]) -> dict[str, str]:
    """Leader -> the rows that cleaning computed from it."""
    return {
        leaders[parent]: row.obs_id
        for row in made.itertuples()
        for parent in row.derived_from.split(";")
        if parent in leaders
    }


class _Track:
    """What all promises are held against."""

    def __init__(self, observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference,
                 aims: pd.DataFrame) -> None:  # fmt: skip
        self.reference = reference
        sources, areas = reference.sources, reference.areas.set_index("adcode")
        self.dates = dict(zip(sources["source_id"], sources["date"], strict=True))
        self.parents, self.area_levels = dict(areas["parent"]), dict(areas["level"])
        asked = {*aims["indicator"], *PROXIES.values(), *REVISED.values()}
        places = {*aims["ref_area"], *(self.parents[area] for area in set(aims["ref_area"]))}
        self.official = Official(observations, figures, reference, asked, places)
        self.told = Told(observations, reference)
        self.deciders = {(row.indicator, row.level): row for row in reference.deciders.itertuples()}

    def promise(self, row) -> dict[str, object]:
        """The cells of one promise, but for told_by, told_on and level_ids."""
        indicator = self.reference.indicator[row.indicator]
        aim = aim_of(row, downward=indicator.direction == "lower" and row.measure not in STEPS)
        years = YEARS.findall(row.time_period)
        cells = self._printed(row, aim) | self._decider(row, indicator)
        if not years:
            level = as_level(aim, row.measure, None)  # a change has no year to start from
            cells |= {"level": level.value, "level_high": level.high} if level else {}
            return cells | {"verdict": "undecided", "why": cells["why"] or "no due date"}
        due = int(years[-1])
        based = WHOLE_YEAR.fullmatch(row.base_period)
        base_year = int(row.base_period) if based else due - 1
        change = row.measure in STEPS
        base, told = base_of(self.official, self.told, row.indicator, row.ref_area, base_year)
        base = base if change else None
        level = as_level(aim, row.measure, base)
        result = self.official.outcome(row.indicator, row.ref_area, row.measure, due, base_year)
        cells |= {"due": due}
        if base is not None:
            cells |= {"base": base.value, "base_year": base_year, "base_ids": base.ids,
                      "base_told": told}  # fmt: skip
        if level is not None:
            cells |= {"level": level.value, "level_high": level.high}
        cells |= self._proxy(row, due) | self._outcome(row, aim, due, result)
        since = base_year if change else self._said(row)
        why, year = self._why(row, cells, due, since, result)
        cells |= {"verdict": "open" if why == "open" else "undecided", "why": why, "why_year": year}
        if not why:
            cells |= {"verdict": "met" if met(aim, result.value) else "missed",
                      "hangs_on": hangs_on(aim, result.value, result.low, result.high)}  # fmt: skip
        elif why == "open":
            known = self.official.series(row.indicator, row.ref_area) or self.told.series(
                row.indicator, row.ref_area
            )
            cells |= {"why": "", **still_to_go(level, known, due, indicator)}
        return cells | self._reached(row, level, base_year if change else None)

    def first_day(self, obs_ids: list[str]) -> str:
        """The earliest day of the stories of these observations; "" where none is known."""
        days = [self.dates.get(obs_id.partition(":")[0], "") for obs_id in obs_ids]
        return min(filter(None, days), default="")

    def _said(self, row) -> int | None:
        """The year in which it was promised; None where the story's date is not known."""
        date = self.dates.get(row.source_id, "")
        return int(date[:4]) if date else None

    def _printed(self, row, aim: Aim) -> dict[str, object]:
        """What the observation itself says; all else still empty."""
        same = ("obs_id", "ref_area", "indicator", "measure", "obs_status", "as_printed",
                "qualifier", "unit_measure")  # fmt: skip
        words = ("base_ids", "hangs_on", "official_ids", "revised_verdict", "last_ids", "proxy",
                 "proxy_ids", "why")  # fmt: skip
        return {
            **{name: getattr(row, name) for name in same},
            **dict.fromkeys(words, ""),
            "period": row.time_period,
            "value": aim.value,
            "high": aim.high,
            "base_told": False,
            "reached_over_break": False,
            "note": row.note.partition(PREFIX)[0].rstrip("; "),
        }

    def _decider(self, row, indicator: Indicator) -> dict[str, object]:
        """nature, publication and decider_note, of the area's level before those of any; why."""
        level = self.area_levels[row.ref_area]
        found = self.deciders.get((row.indicator, level), self.deciders.get((row.indicator, "")))
        if found is not None:
            why = "no promise" if found.nature == "parts of a plan" else ""
            return {"nature": found.nature, "publication": found.publication,
                    "decider_note": found.note, "why": why}  # fmt: skip
        known = level != "city" and not indicator.theme.startswith("Stories")
        english = indicator.in_language["en"].publication  # as deciders.csv names them
        return {"nature": "", "publication": english if known else "",
                "decider_note": ""}  # fmt: skip

    def _why(self, row, cells: dict, due: int, since: int | None,
             result: Found | None) -> tuple[str, int | None]:  # fmt: skip
        """Why there is no verdict, and the year that explains it; "" where there is one.

        since: the year that the promise, or its base, was made in.
        """
        if cells["nature"] == "parts of a plan":
            return "no promise", None
        if cells["nature"] == "zone":
            return "other scope", None
        if due > self.official.newest:
            return "open", None
        if not WHOLE_YEAR.fullmatch(row.time_period):
            return "not one year", None
        indicator = self.reference.indicator[row.indicator]
        broken = [] if since is None else indicator.breaks_between(since, due)
        if broken and self.official.series(row.indicator, row.ref_area):
            gdp = row.indicator in REVISED
            return ("other vintage" if gdp else "definition broken"), max(broken)
        if result is not None:
            return "", None
        series = self.official.series(row.indicator, row.ref_area)
        if series:
            return "no record", max(series)
        proxy = str(cells["proxy"])
        if self.area_levels[row.ref_area] == "city":
            province = self.parents[row.ref_area]
            wider = any(self.official.series(code, province) for code in (row.indicator, proxy))
            return ("other scope" if wider else "no record"), None
        return ("other count" if proxy else "no record"), None

    def _outcome(self, row, aim: Aim, due: int, result: Found | None) -> dict[str, object]:
        """What came of it, and on revised GDP."""
        if result is None:
            return {}
        level = self.official.series(row.indicator, row.ref_area).get(due)
        cells = {
            "official": result.value,
            "official_ids": result.ids,
            "official_level": level.value if level else None,
            "margin": result.value - aim.value,
        }
        revised = self.official.series(REVISED.get(row.indicator, ""), row.ref_area).get(due)
        if revised is None or row.measure not in ("level", "share"):
            return cells
        verdict = "met" if met(aim, revised.value) else "missed"
        return cells | {"revised": revised.value, "revised_verdict": verdict}

    def _proxy(self, row, due: int) -> dict[str, object]:
        proxy = PROXIES.get(row.indicator, "")
        found = self.official.series(proxy, row.ref_area).get(due) if proxy else None
        if found is None:
            return {"proxy": proxy}
        return {"proxy": proxy, "proxy_value": found.value, "proxy_ids": found.ids}

    def _reached(self, row, level: Aim | None, base_year: int | None) -> dict[str, object]:
        series = self.official.series(row.indicator, row.ref_area)
        year = first_reached(level, series, base_year) if level else None
        if year is None:
            return {}
        since = base_year or self._said(row) or year
        breaks = self.reference.indicator[row.indicator].breaks_between(since, year)
        return {"first_reached": year, "reached_over_break": bool(breaks)}
