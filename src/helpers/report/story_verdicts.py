"""The verdict of the record on each result that a story prints, and why it has none on the others.

The comparison is `record`'s; the reason is words of `claims.unchecked`, worded anew by the judge.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers import compare, record
from helpers.claims.unchecked import (
    BROKEN_THEN,
    NO_FIGURE_OF_IT,
    NO_TABLE,
    NO_YEAR_FITS,
    NOT_HELD,
    NOT_THAT_YEAR,
    OTHER_ONLY,
    STANDS_IN,
    STOP_HERE,
    WOULD_FIT,
)
from helpers.clean.stage import Cleaned
from helpers.language import later, say
from helpers.language.phrases import listed, year_runs
from helpers.record import BROKEN, NO_FIGURE
from helpers.reference import Reference

BORNE_OUT = later("borne out")
CONTRADICTED = later("contradicted")
UNCHECKED = later("cannot be checked")
FOUND = later("found by its figure")
ORDER = (CONTRADICTED, BORNE_OUT, FOUND, UNCHECKED)
VERDICTS = {"equal": BORNE_OUT, "not equal": CONTRADICTED}
WHOLE_YEAR = re.compile(r"[0-9]{4}")


def judged(cleaned: Cleaned) -> pd.DataFrame:
    """One row a result that a story prints, in the order of verdict, area and place in the story.

    The columns of observations.csv, and told_by (obs_ids that say the same, parted by ";"),
    verdict (FOUND: no year is printed, and the record has the figure in one), why (of what cannot
    be checked), against (the row of `record.against_record`, or None).
    """
    reference, rows = cleaned.reference, cleaned.observations
    figures = compare.figures(rows, reference)
    against = {
        obs_id: row
        for row in record.against_record(rows, figures, reference).itertuples()
        for obs_id in row.told_by.split(";")
    }
    stories = reference.sources.loc[reference.sources["kind"] == "story", "source_id"]
    told = rows[
        rows["source_id"].isin(stories)
        & (rows["obs_status"] == "actual")
        & (rows["derived_from"] == "")
    ]
    known = _series(rows, figures, stories, reference)
    cities = _has_table_of_cities(reference, rows, stories)
    found = []
    for obs_ids in _alike(told, against):
        row = told[told["obs_id"] == obs_ids[0]].iloc[0]
        held = against.get(obs_ids[0])
        verdict = _verdict(row, held)
        why = _why(reference, known, cities, row, held) if verdict == UNCHECKED else ""
        found.append({**row, "told_by": ";".join(obs_ids), "verdict": verdict, "why": why,
                      "against": held})  # fmt: skip
    table = pd.DataFrame(found, columns=[*rows.columns, "told_by", "verdict", "why", "against"])
    places = {area: number for number, area in enumerate(reference.areas["adcode"])}
    order = table.assign(at=table["verdict"].map(ORDER.index), area=table["ref_area"].map(places))
    keys = ["at", "area", "indicator", "time_period", "obs_id"]
    return table.loc[order.sort_values(keys, kind="stable").index].reset_index(drop=True)


def _verdict(row: pd.Series, held) -> str:
    """What the record says of a result. One without a year has the year that its figure was found
    in, so it can be found or not, and no more."""
    verdict = VERDICTS.get(held.outcome if held else "", UNCHECKED)
    if row["time_period"] or verdict == UNCHECKED:
        return verdict
    return FOUND if verdict == BORNE_OUT else UNCHECKED


def _alike(told: pd.DataFrame, against: dict) -> list[list[str]]:
    """obs_ids that say the same, each list once, its first the one that stands for all."""
    groups: dict[str, list[str]] = {}
    own = set(told["obs_id"])
    for row in told.itertuples():
        leader = row.repeats if row.repeats in own else row.obs_id
        if row.obs_id in against:
            leader = against[row.obs_id].told_by.split(";")[0]
        members = groups.setdefault(leader, [leader])
        if row.obs_id not in members:
            members.append(row.obs_id)
    return list(groups.values())


def _series(
    rows: pd.DataFrame, figures: pd.DataFrame, stories: pd.Series, reference: Reference
) -> dict[tuple[str, str], dict[int, float]]:
    """(indicator, area) -> year -> official figure; ranks by others and a city's own among them."""
    unused = {one for row in reference.conflicts.itertuples() for one in row.obs_ids.split(";")
              if one != row.used}  # fmt: skip
    city = rows["ref_area"].isin(_cities(reference))
    others = rows[
        ((rows["measure"] == "rank") | (city & rows["measure"].isin(["level", "share"])))
        & ~rows["source_id"].isin(stories)
        & (rows["obs_status"] == "actual")
        & (rows["repeats"] == "")
        & ~rows["obs_id"].isin(unused)
        & rows["time_period"].str.fullmatch(WHOLE_YEAR)
    ]
    series: dict[tuple[str, str], dict[int, float]] = {}
    for row in figures.itertuples():
        series.setdefault((row.indicator, row.ref_area), {})[int(row.year)] = row.value
    for row in others.itertuples():
        place = series.setdefault((row.indicator, row.ref_area), {})
        place.setdefault(int(row.time_period), float(row.obs_value))
    return series


def _why(reference: Reference, known: dict, cities: bool, row: pd.Series, held) -> str:
    """Why the record says nothing of a result, and what would. cities: whether it has any."""
    indicator, level = reference.indicator[row["indicator"]], _level(reference, row["ref_area"])
    series = known.get((row["indicator"], row["ref_area"]), {})
    if held is not None and held.outcome == "indication":
        why = say(OTHER_ONLY, other=reference.indicator[held.proxy].name)
    elif held is not None and held.outcome == BROKEN:
        why = say(BROKEN_THEN)
    elif held is not None and held.outcome == NO_FIGURE:
        why = say(NOT_THAT_YEAR)
    elif level == "city" and not series and not cities:
        why = say(STOP_HERE)
    elif not series:
        why = say(NO_TABLE if indicator.computed else NO_FIGURE_OF_IT)
    elif not row["time_period"]:
        why = _not_among(row, series)
    else:
        why = say(NOT_HELD[row["measure"]])
    named = {(one.indicator, one.level): one.publication for one in reference.deciders.itertuples()}
    own = [named[place] for place in ((indicator.code, level), (indicator.code, ""))
           if place in named]  # fmt: skip
    if not own or not own[0]:
        return why
    return say(STANDS_IN, why=why, publication=reference.text(own[0]))


def _not_among(row: pd.Series, series: dict[int, float]) -> str:
    """That no year is printed, and none at hand has the figure; or which ones have it."""
    value = float(row["obs_value"])
    same = year_runs(year for year, found in series.items() if found == value)
    if same:
        return say(WOULD_FIT, years=listed(same))
    return say(NO_YEAR_FITS, years=listed(year_runs(series)))


def _has_table_of_cities(reference: Reference, rows: pd.DataFrame, stories: pd.Series) -> bool:
    """Whether any figure of a city comes from an official table."""
    official = ~rows["source_id"].isin(stories)
    return bool((rows["ref_area"].isin(_cities(reference)) & official).any())


def _cities(reference: Reference) -> pd.Series:
    return reference.areas.loc[reference.areas["level"] == "city", "adcode"]


def _level(reference: Reference, area: str) -> str:
    areas = reference.areas
    return str(areas.loc[areas["adcode"] == area, "level"].iloc[0])
