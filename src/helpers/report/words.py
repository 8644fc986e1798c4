"""Words that several sections use of what stories print."""

from __future__ import annotations

import pandas as pd

from helpers import record
from helpers.draw.numbers import display_number
from helpers.language import later, say
from helpers.reference import Indicator, Reference
from helpers.report.claiming import official, printed
from helpers.report.edition import Edition, amount


def publishers(edition: Edition, rows: pd.DataFrame) -> str:
    """Publisher and date of every story among the observations of `rows`, each once."""
    ids = [obs_id.partition(":")[0] for obs_id in rows["obs_id"]]
    return ", ".join(dict.fromkeys(edition.reference.source_title(source) for source in ids))


def span(period: str) -> str:
    """ "2022-01/2022-07" as "2022-01 to 2022-07"."""
    return period.replace("/", " to ")


def printed_words(row) -> str:
    """A figure's own words, with what they claim; of a computed row, what it was computed as."""
    words = printed(row).words
    return f"computed: {words}" if row.derived_from else words


def measure_words(measure: str) -> str:
    """What is put behind an indicator's name for a measure that is no level."""
    words = {"net_increase": ", net increase", "growth": ", growth", "rank": ", rank"}
    return words.get(measure, "")


STATUS_WORDS = {
    "actual": later("actual"),
    "expected": later("expected"),
    "target": later("target"),
    "plan": later("plan"),
}


def status_words(status: str) -> str:
    """A figure's status as a cell of a table says it."""
    return say(STATUS_WORDS[status])


# What is put before a number that a story does not print exactly.
QUALIFIERS = {"over": "more than ", "at_least": "at least ", "under": "under ", "about": "about "}


def qualifier_words(qualifier: str) -> str:
    """What is put before a number, the blank behind it included; "" for an exact one."""
    return say(QUALIFIERS[qualifier]) if qualifier in QUALIFIERS else ""


OUTCOMES = {
    "equal": "as in the record",
    "not equal": "not as in the record",
    "met": "met",
    "missed": "missed",
    "undecided": "not decided: the official figure is of another vintage or definition",
    "indication": "indication only: another count",
    "definition broken": "not told: the definition broke in that year",
    "no official figure yet": "no official figure at hand",
}

VERDICTS = {"met": "met", "missed": "missed", "open": "still open", "undecided": "not decidable"}


def stories_of(edition: Edition, obs_ids: str) -> str:
    """Publisher and date of the stories of these observations (parted by ";"), each once."""
    ids = [obs_id.partition(":")[0] for obs_id in obs_ids.split(";")]
    return "; ".join(dict.fromkeys(edition.reference.source_title(source) for source in ids))


def result_words(indicator: Indicator, measure: str, value: float) -> str:
    """An official figure in words, a growth in percent; "" for a missing one."""
    if value != value:
        return ""
    if measure == "growth":
        return f"{display_number(value, 1)}%".replace("-", "−")
    return amount(indicator, value)


def told(edition: Edition) -> pd.DataFrame:
    """Figures of the marked provinces held against the record, within the edition's years."""
    table = record.against_record(edition.observations, edition.figures, edition.reference)
    years = table["period"].astype(int)
    within = years.between(edition.first_year, edition.last_year)
    return table[table["ref_area"].isin(edition.areas) & within].reset_index(drop=True)


def official_words(reference: Reference, row) -> str:
    """The official figure that a story's is held against, with what it claims; "" for none.

    row: of `record.against_record`.
    """
    words = result_words(reference.indicator[row.indicator], row.measure, row.official)
    return official(reference, row).of(words) if words else ""


def bare(words: str) -> str:
    """Printed words after "of": "exceed 100 billion yuan" as "more than 100 billion yuan"."""
    for verb in ("exceeded ", "exceeding ", "exceeds ", "exceed "):
        if words.startswith(verb):
            return "more than " + words.removeprefix(verb)
    return words
