"""Claims about what stories print: their own words, what was read, what the record makes of it."""

from __future__ import annotations

import re

from helpers.claims.kinds import Growth, Level, Printed, ReadAs, Threshold
from helpers.draw.numbers import display_number
from helpers.language import say
from helpers.reference import Reference
from helpers.report.indicator_words import in_units

DANGLING = re.compile(r"(?<=[\d%])\s*(?:to|of|new|major)$")


def read_as(obs_id: str, words: str) -> str:
    """What a figure was read as ("more than 7 billion yuan"), with the claim."""
    return ReadAs(words, obs_id).words


def printed(row, words: str = "") -> Printed:
    """A story's figure in its own words, or in `words` that hold its numbers.

    A word at its end that belongs to what follows in the story ("35%to", "4 major") is left out.
    row: of `record.against_record`, or of observations.csv.
    """
    period = getattr(row, "period", None)
    period = period if period is not None else row.time_period or row.matched_period
    words = DANGLING.sub("", words or row.as_printed)
    return Printed(words, row.obs_id, row.ref_area, row.indicator, row.measure,
                   row.obs_status, period)  # fmt: skip


def threshold(row) -> Threshold:
    """What came of a target or an expected value: a row of `record.against_record`.

    It says "met" or "missed".
    """
    return Threshold(say(row.outcome), row.obs_id, row.outcome, tuple(row.official_ids.split(";")))


def official(reference: Reference, row) -> Level | Growth:
    """The official figure that a story's figure is held against: of the row's own period."""
    indicator = reference.indicator[row.proxy or row.indicator]
    year = int(row.period)
    if row.measure == "growth":
        said = display_number(row.official, 1).replace("-", "−")
        ids = tuple(row.official_ids.split(";"))
        return Growth(said, indicator.code, row.ref_area, year - 1, year, "%", ids)
    said = display_number(in_units(indicator, row.official), indicator.decimals)
    ids = tuple(row.official_ids.split(";"))
    return Level(said, indicator.code, row.ref_area, year, indicator.display_unit, ids)
