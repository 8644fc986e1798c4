"""The cleaning record row by row: corrections, derived rows, what was left out, pitfalls."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from helpers.clean.stage import Cleaned
from helpers.draw.table import Column, Table
from helpers.language import ENGLISH, later, say
from helpers.reference import Reference
from helpers.report.claiming_counts import reckoned
from helpers.report.claiming_stories import read_as
from helpers.report.cleaning import tally
from helpers.report.indicator_words import amount
from helpers.report.notes import computed_words, own_note
from helpers.report.source_words import place_words
from helpers.report.words import (
    BY_HAND,
    how_told,
    measured,
    printed_words,
    qualifier_words,
    span,
    status_words,
)


def repaired(cleaned: Cleaned) -> Table:
    """Hand corrections: what stood there, what it is read as, how many rows, why."""
    table = cleaned.reference.corrections
    places = list(zip(table["source_id"], table["locator"], strict=True))

    def told(column: str, how: str, what: str, say_it: Callable[[str], str] = str) -> list[str]:
        return [
            tally(say_it(words), how, what, *at)
            for words, at in zip(table[column], places, strict=True)
        ]

    twice = later("counted by hand in corrections.csv, and again by every build")
    shown = table.assign(
        place=[place_words(cleaned.reference, ":".join(place)) for place in places],
        as_received=told("as_received", later("as received"), "as received"),
        corrected=told("corrected", BY_HAND, "read as", cleaned.reference.text),
        rows=told("rows", twice, "corrected rows"),
        reason=table["reason"].map(cleaned.reference.text),
    )
    columns = [
        Column("place", say("Where"), "source"),
        Column("as_received", say("As received"), lang=ENGLISH),
        Column("corrected", say("Read as")),
        Column("rows", say("Rows"), "number"),
        Column("reason", say("Reason")),
    ]
    return Table("corrections", say("Corrections by hand"), columns, shown, empty=say("none."),
                 behind=table, stacked=True)  # fmt: skip


def derived(cleaned: Cleaned) -> Table:
    """Rows computed from others, with their parents."""
    rows = cleaned.observations[cleaned.observations["derived_from"] != ""]
    names = cleaned.reference.area_names
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": cleaned.reference.indicator[row.indicator].name,
                "period": span(row.time_period),
                "status": status_words(row.obs_status),
                "value": read_as(
                    row.obs_id,
                    qualifier_words(row.qualifier)
                    + amount(cleaned.reference.indicator[row.indicator], float(row.obs_value)),
                ),
                "how": computed_words(row.as_printed),
                "parents": place_words(cleaned.reference, *row.derived_from.split(";")),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("area", say("Area")),
        Column("indicator", say("Indicator")),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("value", say("Value"), "number", mixed=True),
        Column("how", say("How"), "long"),
        Column("parents", say("Computed from"), "source"),
    ]
    behind = table.assign(parents=list(rows["derived_from"]))
    return Table("derived", say("Rows computed from others"), columns, table, empty=say("none."),
                 behind=behind, source=how_told())  # fmt: skip


def left_out(cleaned: Cleaned) -> Table:
    """Exclusions, row by row."""
    reference = cleaned.reference
    # what became no observation may be of an area that areas.csv does not know
    names = [
        reference.area_names.get(reference.area_code(area) or "", area)
        for area in cleaned.exclusions["area"]
    ]
    printed = [
        reckoned(row.as_printed, say("as printed, and left out: {source}, {place}",
                                     source=row.source_id, place=row.locator),
                 "received", "printed and left out", row.source_id, row.locator)
        for row in cleaned.exclusions.itertuples()
    ]  # fmt: skip
    why = [_why_left_out(reference, row) for row in cleaned.exclusions.itertuples()]
    rows = cleaned.exclusions.assign(area=names, as_printed=printed, exclusion=why)
    places = rows["source_id"] + ":" + rows["locator"]
    shown = rows.assign(place=[place_words(reference, place) for place in places])
    columns = [
        Column("area", say("Area")),
        Column("as_printed", say("As printed"), lang=ENGLISH),
        Column("exclusion", say("Why it is no observation"), "long"),
        Column("place", say("Where"), "source"),
    ]
    behind = rows[["area", "as_printed", "exclusion", "source_id", "locator"]]
    return Table("left-out", say("What was left out, and why"), columns, shown, tall=True,
                 behind=behind)  # fmt: skip


SCORE = re.compile(r"score/(?P<year>[0-9]{4})/.+")
"""Where the ranking's reader puts a score."""


def _why_left_out(reference: Reference, row) -> str:
    """The reason; of a ranking's bare number first what it is a number of."""
    why, found = reference.text(row.exclusion), SCORE.fullmatch(row.locator)
    if not found:
        return why
    return say("Score, in points, in the {year} report on regional innovation capability: {why}",
               year=found["year"], why=why)  # fmt: skip


def noted(cleaned: Cleaned) -> Table:
    """Notes on stories' figures: what a careless reader would get wrong."""
    stories = cleaned.reference.sources
    stories = stories.loc[stories["kind"] == "story", "source_id"]
    rows = cleaned.observations[cleaned.observations["source_id"].isin(stories)]
    rows = rows.assign(note=[own_note(cleaned.reference, note) for note in rows["note"]])
    rows = rows[rows["note"] != ""]
    rows = rows.assign(
        area=rows["ref_area"].map(cleaned.reference.area_names),
        as_printed=[printed_words(row) for row in rows.itertuples()],
        name=[
            measured(
                cleaned.reference.indicator[row.indicator],
                row.measure,
                row.reference_group,
                row.note,
            )
            for row in rows.itertuples()
        ],
        obs_status=rows["obs_status"].map(status_words),
        place=[place_words(cleaned.reference, obs_id) for obs_id in rows["obs_id"]],
    )
    columns = [
        Column("area", say("Area")),
        Column("name", say("Indicator")),
        Column("as_printed", say("As printed")),
        Column("obs_status", say("Status")),
        Column("note", say("Note"), "long"),
        Column("place", say("Where"), "source"),
    ]
    behind = rows[["area", "name", "as_printed", "obs_status", "note", "obs_id"]]
    return Table("notes", say("Pitfalls met in the stories"), columns, rows, tall=True,
                 behind=behind)  # fmt: skip
