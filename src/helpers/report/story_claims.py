"""What stories state as having happened, held against the record at hand, claim by claim.

The verdicts, and the reasons of what no record can judge, are `story_verdicts`'; here they are
told and counted. What was promised is no claim of this kind: `targets` judges it.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.clean.stage import Cleaned
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, sentences
from helpers.reference import RANKING
from helpers.report.claiming import worded
from helpers.report.claiming_counts import reckoned, tallied
from helpers.report.claiming_stories import printed
from helpers.report.story_verdicts import (
    BORNE_OUT,
    CONTRADICTED,
    FOUND,
    ORDER,
    UNCHECKED,
    judged,
)
from helpers.report.words import measured_told, record_words, span

NAME = "story-claims"
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


def _verdict_words(row) -> str:
    """The verdict, with the year for one that was found by its figure; with its claim."""
    words, year = say(row.verdict), span(row.matched_period)
    if row.verdict == FOUND and row.indicator == RANKING:
        words = say("as in the published ranking of {year}; no year printed, so no test of it",
                    year=year)  # fmt: skip
    elif row.verdict == FOUND:
        words = say("as in the record of {year}; no year printed, so no test of it", year=year)
    return worded(words, "verdict", row.obs_id)


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
