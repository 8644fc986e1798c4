"""Words that several sections use of what stories print."""

from __future__ import annotations

import re

import pandas as pd

from helpers.claims.described import (
    ASSUMED,
    GROUPS,
    MEASURES,
    NOT_PRINTED,
    RANK_IN,
    SIDE_OPEN,
    STATUS_WORDS,
    UNSIDED,
)
from helpers.draw.numbers import display_number, plain_number
from helpers.language import chinese, later, say
from helpers.language.phrases import bracketed, clauses, dated, sentences
from helpers.reference import RANKING, Indicator, Reference
from helpers.report.at_hand import record_at_hand
from helpers.report.claiming import worded
from helpers.report.claiming_counts import reckoned
from helpers.report.claiming_stories import official, printed, read_as, threshold
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units
from helpers.report.notes import computed_words
from helpers.targets import DECIDED
from helpers.targets.verdict import NEARLY


def publishers(edition: Edition, rows: pd.DataFrame) -> str:
    """Publisher and date of every story among the observations of `rows`, each once."""
    firsts: dict[str, str] = {}
    for obs_id in rows["obs_id"]:
        firsts.setdefault(obs_id.partition(":")[0], obs_id)
    return stories_of(edition, ";".join(firsts.values())) if firsts else ""


def span(period: str) -> str:
    """ "2022-01/2022-07" as "2022-01 to 2022-07" (2022年1—7月)."""
    return dated(period)


def period_words(period: str) -> str:
    """A printed period, or that none is printed."""
    return span(period) if period else say(NOT_PRINTED)


def printed_words(row) -> str:
    """A figure's own words, with what they claim; of a computed row, what it was computed as."""
    if ":derived/" not in row.obs_id:
        return printed(row).words
    return say("computed: {words}", words=printed(row, computed_words(row.as_printed)).words)


def printed_in_units(reference: Reference, row) -> str:
    """The same; a table's bare number stands behind what it was read as, with its unit, and what
    a hand correction made of words stands behind these."""
    words = printed_words(row) + corrected_words(reference, row)
    indicator = reference.indicator[row.indicator]
    whole = row.measure != "level" or indicator.scale == 1  # the number is the figure itself
    if whole or not BARE.fullmatch(row.as_printed):
        return words
    read = every_digit(indicator, row.measure, float(row.obs_value))
    return read_as(row.obs_id, read) + bracketed(say("printed {words}", words=words))


def corrected_words(reference: Reference, row) -> str:
    """ " (corrected to 1,700 mu)" behind printed words that are read otherwise by a correction made
    by hand (corrections.csv); "" behind others."""
    source, _, locator = row.obs_id.partition(":")
    for made in reference.corrections.itertuples():
        if (made.source_id, made.locator, made.column) == (source, locator, "as_printed"):
            read = reckoned(reference.text(made.corrected), say(BY_HAND), "received", "read as",
                            source, locator)  # fmt: skip
            return bracketed(say("corrected to {read}", read=read))
    return ""


BY_HAND = later("read so by hand, as corrections.csv says")


BARE = re.compile(r"[0-9][0-9,.]*")


MEASURE_NAMES = {
    "net_increase": later("net increase"),
    "growth": later("growth"),
    "share": later("share"),
    "rank": later("rank"),
    "difference": later("difference"),
}
# What is put before a number that a story does not print exactly.
QUALIFIERS = {
    "over": later("more than "),
    "at_least": later("at least "),
    "under": later("under "),
    "about": later("about "),
}
OUTCOMES = {
    "equal": later("borne out by the record"),
    "not equal": later("contradicted by the record"),
    "met": later("met"),
    "missed": later("missed"),
    "undecided": later("not decided: the official figure is of another vintage or definition"),
    "indication": later("indication only: another count"),
    "definition broken": later("not judged: comparability breaks in that year"),
    "no official figure yet": later("no official figure at hand"),
}
VERDICTS_COUNTED = {
    "met": later("{number} met"),
    "missed": later("{number} missed"),
    "open": later("{number} still open"),
    "undecided": later("{number} not decidable"),
}
STATUSES = later(
    "What the statuses mean: a result has come about; an expected value was reckoned with before "
    "it was counted; a target is what is aimed at; a plan is what is to be done."
)
TRANSLATED = later(
    "The stories were read in machine translation: what stands “as printed” are that translation's "
    "words, not the paper's own."
)


def how_told() -> str:
    """What statuses mean, and whose words printed ones are: once on a page that shows them."""
    return sentences([say(STATUSES), say(TRANSLATED)])


def measure_name(measure: str) -> str:
    """What a measure that is no level is called; "" for a level."""
    return say(MEASURE_NAMES[measure]) if measure != "level" else ""


def measure_words(measure: str, group: str = "") -> str:
    """What is put behind an indicator's name for a measure that is no level.

    group: among whom a rank is, as observations.csv has it.
    """
    if measure == "rank" and group:
        return say(GROUPS[group]) if group in GROUPS else say(RANK_IN, group=group)
    return say(MEASURES[measure]) if measure in MEASURES else ""


def unsided(note: str) -> str:
    """The name of a turnover of contracts whose side its story does not print; "" of all else."""
    if UNSIDED in note and ASSUMED not in note:
        return say(SIDE_OPEN)
    return ""


def measured(indicator: Indicator, measure: str, group: str = "", note: str = "") -> str:
    """An indicator's name with its measure; a ranking's name says already that it is of ranks.

    group: as for `measure_words`. note: of the observation; a turnover of contracts whose side it
    says is not printed is not called the seller's.
    """
    own = measure == "rank" and indicator.base_unit == "RANK"
    name = unsided(note) or indicator.name
    return name + ("" if own else measure_words(measure, group))


def qualifier_words(qualifier: str, printed: str = "") -> str:
    """What is put before a number, the blank behind it included; "" for an exact one.

    printed: the figure's own words, where at hand: "nearly 200" is not read as "under 200".
    """
    if qualifier == "under" and NEARLY.search(printed):
        return say("nearly ")
    return say(QUALIFIERS[qualifier]) if qualifier in QUALIFIERS else ""


def status_words(status: str) -> str:
    """A figure's status: actual, expected, target or plan."""
    return say(STATUS_WORDS[status])


def status_told(row) -> str:
    """The status of an observation, with what it claims."""
    return worded(status_words(row.obs_status), "status", row.obs_id)


def measured_told(indicator: Indicator, row, group: str = "") -> str:
    """What an observation measures (`measured`), with what it claims."""
    words = measured(indicator, row.measure, group, row.note)
    return worded(words, "measured", row.obs_id)


def stories_of(edition: Edition, obs_ids: str) -> str:
    """Publisher and date of the stories of these observations (parted by ";"), each once."""
    ids = [obs_id.partition(":")[0] for obs_id in obs_ids.split(";")]
    titles = clauses(list(dict.fromkeys(edition.reference.source_title(one) for one in ids)))
    return worded(titles, "stories", *obs_ids.split(";"))


def result_words(indicator: Indicator, measure: str, value: float) -> str:
    """An official figure in words, a growth in percent; "" for a missing one."""
    if value != value:
        return ""
    if measure == "growth":
        return f"{display_number(value, 1)}%".replace("-", "−")
    return amount(indicator, value)


def aim_words(indicator: Indicator, row) -> str:
    """A story's figure in its own words, behind a verb's "of" ("exceed 100" is "more than 100");
    in Chinese what it was read as.

    row: of `record.against_record`.
    """
    if not chinese():
        return printed(row, bare(row.as_printed)).words
    read = qualifier_words(row.qualifier) + every_digit(indicator, row.measure, row.value)
    if row.high == row.high:
        high = every_digit(indicator, row.measure, row.high)
        read = say("{low} to {high}", low=read, high=high)
    return read_as(row.obs_id, read)


def growth_said(words: str, measure: str) -> str:
    """ "growth of more than 12%", so that nobody takes a growth for a level."""
    return say("growth of {aim}", aim=words) if measure == "growth" else words


def drawn_words(indicator: Indicator, row) -> str:
    """What a chart says of a story's figure in place of its own words: in Chinese what it was read
    as, in the units of the axis; "" in English, whose words they are."""
    return aim_words(indicator, row) if chinese() else ""


def quoted(indicator: Indicator, row) -> str:
    """The same inside a sentence; in Chinese with the story's own words in brackets."""
    words = aim_words(indicator, row)
    return f"{words}（报道机器译文“{printed(row).words}”）" if chinese() else words


def every_digit(indicator: Indicator, measure: str, value: float) -> str:
    """A printed value with its unit, at its own digits."""
    if measure == "growth":
        return f"{plain_number(value)}%".replace("-", "−")
    places = len(plain_number(in_units(indicator, value)).partition(".")[2])
    return amount(indicator, value, places)


def told(edition: Edition) -> pd.DataFrame:
    """Figures of the marked provinces held against the record, within the edition's years."""
    table = record_at_hand(edition.observations, edition.figures, edition.reference)
    years = table["period"].astype(int)
    within = years.between(edition.first_year, edition.last_year)
    return table[table["ref_area"].isin(edition.areas) & within].reset_index(drop=True)


def official_words(reference: Reference, row) -> str:
    """The official figure that a story's is held against, with what it claims; "" for none.

    row: of `record.against_record`.
    """
    words = result_words(reference.indicator[row.indicator], row.measure, row.official)
    return official(reference, row).of(words) if words else ""


def outcome_words(row) -> str:
    """What came of a figure, with its claim; of one whose year was found by it, that it was.

    row: of `record.against_record`.
    """
    if row.outcome in DECIDED:
        return threshold(row).words
    words = say(OUTCOMES[row.outcome])
    if row.outcome == "equal" and not row.printed_year:
        words = say("as in the record, year found by the figure")
    return worded(words, "outcome", row.obs_id)


def record_words(reference: Reference, row) -> str:
    """`official_words`, and of a rank that it is a ranking's, which is no official figure."""
    words = official_words(reference, row)
    if not words or row.indicator != RANKING:
        return words
    return words + bracketed(say("published ranking, transcribed"))


def bare(words: str) -> str:
    """Printed words after "of": "exceed 100 billion yuan" as "more than 100 billion yuan"."""
    for verb in ("exceeded ", "exceeding ", "exceeds ", "exceed "):
        if words.startswith(verb):
            return "more than " + words.removeprefix(verb)
    return words
