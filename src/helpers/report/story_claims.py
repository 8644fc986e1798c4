"""What stories state as having happened, held against the record at hand, claim by claim.

The verdict is `record`'s; here it gets its words, and the claims that no record can judge their
reason. What was promised is no claim of this kind: `targets` judges it.
"""

from __future__ import annotations

import re
from collections import Counter

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
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, listed, sentences
from helpers.record import BROKEN, NO_FIGURE
from helpers.reference import RANKING, Reference
from helpers.report.claiming import worded
from helpers.report.claiming_counts import reckoned, tallied
from helpers.report.claiming_stories import printed
from helpers.report.words import measured_told, record_words, span

BORNE_OUT = later("borne out")
CONTRADICTED = later("contradicted")
UNCHECKED = later("cannot be checked")
FOUND = later("found by its figure")
ORDER = (CONTRADICTED, BORNE_OUT, FOUND, UNCHECKED)
VERDICTS = {"equal": BORNE_OUT, "not equal": CONTRADICTED}
NAME = "story-claims"
WHOLE_YEAR = re.compile(r"[0-9]{4}")
ALL = later("counted in this report: rows of the table below, all")
FIGURES = later("counted in this report: figures that stories print as results")
COUNTED = {
    BORNE_OUT: later("counted in this report: rows of the table below, borne out"),
    CONTRADICTED: later("counted in this report: rows of the table below, contradicted"),
    FOUND: later("counted in this report: rows of the table below, their year found by the figure"),
    UNCHECKED: later("counted in this report: rows of the table below, cannot be checked"),
}


def story_claims(cleaned: Cleaned) -> Block:
    """Every result that a story prints: borne out, contradicted, found, or why it is unchecked."""
    table = judged(cleaned)
    if table.empty:
        return Block([note(say("No story at hand prints a result."))])
    return Block([Prose(f"<p>{words_html(_summary(table))}</p>"), _table(cleaned, table)])


def _summary(table: pd.DataFrame) -> str:
    counts = Counter(table["verdict"])
    told = {verdict: tallied(counts[verdict], verdict, say(COUNTED[verdict]), NAME)
            for verdict in ORDER}  # fmt: skip
    summary = say(
        "Of {all} results that stories print ({figures} figures: the same told twice is one), "
        "{borne_out}, {contradicted}, and {unchecked}. Targets, plans and expected values are no "
        "results and not listed here.",
        all=_tally(len(table), ALL, "told_by"),
        figures=reckoned(
            sum(len(ids.split(";")) for ids in table["told_by"]),
            say(FIGURES),
            "received",
            "results",
        ),
        borne_out=told[BORNE_OUT],
        contradicted=told[CONTRADICTED],
        unchecked=told[UNCHECKED],
    )
    if not counts[FOUND]:
        return summary
    found = numbered(
        counts[FOUND],
        "{found} prints no year and is in the record of one year. That year was found by looking "
        "for the figure, so the record could not have contradicted it: this is no test of it.",
        "{found} print no year and are each in the record of one year. That year was found by "
        "looking for the figure, so the record could not have contradicted them: this is no test "
        "of them.",
        found=told[FOUND],
    )
    return sentences([summary, found])


def _tally(number: int, how: str, rows: str) -> str:
    """rows: what counts it again in the published table."""
    return reckoned(number, say(how), "picture", NAME, rows)


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


def _verdict_words(row) -> str:
    """The verdict, with the year for one that was found by its figure; with its claim."""
    words, year = say(row.verdict), span(row.matched_period)
    if row.verdict == FOUND and row.indicator == RANKING:
        words = say("as in the published ranking of {year}; no year printed, so no test of it",
                    year=year)  # fmt: skip
    elif row.verdict == FOUND:
        words = say("as in the record of {year}; no year printed, so no test of it", year=year)
    return worded(words, "verdict", row.obs_id)


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
    same = [str(year) for year, found in sorted(series.items()) if found == value]
    if same:
        return say(WOULD_FIT, years=listed(same))
    return say(NO_YEAR_FITS, years=listed([str(year) for year in sorted(series)]))


def _has_table_of_cities(reference: Reference, rows: pd.DataFrame, stories: pd.Series) -> bool:
    """Whether any figure of a city comes from an official table."""
    official = ~rows["source_id"].isin(stories)
    return bool((rows["ref_area"].isin(_cities(reference)) & official).any())


def _cities(reference: Reference) -> pd.Series:
    return reference.areas.loc[reference.areas["level"] == "city", "adcode"]


def _level(reference: Reference, area: str) -> str:
    areas = reference.areas
    return str(areas.loc[areas["adcode"] == area, "level"].iloc[0])


def _table(cleaned: Cleaned, table: pd.DataFrame) -> Table:
    reference = cleaned.reference
    rows = []
    for row in table.itertuples():
        indicator = reference.indicator[row.indicator]
        tellers = row.told_by.split(";")
        sources = dict.fromkeys(one.partition(":")[0] for one in tellers)
        titles = clauses([reference.source_title(source) for source in sources])
        rows.append(
            {
                "area": worded(reference.area_names[row.ref_area], "area of", row.obs_id),
                "indicator": measured_told(indicator, row, row.reference_group),
                "printed": printed(row).words,
                "period": worded(_period(row), "period", row.obs_id),
                "verdict": _verdict_words(row),
                "official": record_words(reference, row.against) if row.against else "",
                "why": worded(row.why, "why unchecked", row.obs_id) if row.why else "",
                "story": worded(titles, "stories", *tellers),
            }
        )
    columns = [
        Column("area", say("Area")),
        Column("indicator", say("What")),
        Column("printed", say("As printed"), mixed=True),
        Column("period", say("Period")),
        Column("verdict", say("Verdict")),
        Column("official", say("Figure of the record"), mixed=True),
        Column("why", say("Why it cannot be checked"), "long"),
        Column("story", say("Story")),
    ]
    printed_period = table["time_period"] != ""
    periods = table["time_period"].where(printed_period, table["matched_period"])
    behind = pd.DataFrame(
        {
            "ref_area": table["ref_area"],
            "indicator": table["indicator"],
            "measure": table["measure"],
            "period": periods,
            "as_printed": table["as_printed"],
            "verdict": table["verdict"],
            "official": [None if one is None else one.official for one in table["against"]],
            "official_ids": ["" if one is None else one.official_ids for one in table["against"]],
            "why": table["why"],
            "told_by": table["told_by"],
        }
    )
    caption = say("What stories state, and whether the record bears it out")
    source = say(
        "A result is compared with the record's figure of its area, indicator and year at the "
        "digits that it prints. Where no year is printed, the year is the one whose figure it is, "
        "if there is one. The record is official statistics, and one published ranking of a "
        "research group, transcribed from reposted pages."
    )
    return Table(NAME, caption, columns, pd.DataFrame(rows), behind=behind, tall=True,
                 marked=list(table["verdict"] != UNCHECKED), source=source)  # fmt: skip


def _period(row) -> str:
    if row.time_period:
        return span(row.time_period)
    if not row.matched_period:
        return say("not printed")
    return say("not printed, {period} by the record", period=span(row.matched_period))
