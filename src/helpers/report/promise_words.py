"""One promise in words: what was promised, what it comes to, what came and by how much."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from helpers.claims.claim import Claim
from helpers.claims.described import OFFICIAL, TOLD
from helpers.claims.kinds import Growth, Level, Printed, Threshold, Worked
from helpers.claims.promised import VERDICTS
from helpers.draw.numbers import display_number, plain_number
from helpers.draw.verdicts import SIGNS
from helpers.language import later, say
from helpers.language.phrases import with_unit
from helpers.reference import Indicator
from helpers.report.claiming import directed, worded
from helpers.report.claiming_stories import DANGLING
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units
from helpers.report.stories import told_in_units, told_value
from helpers.report.words import measured, qualifier_words
from helpers.targets import DECIDED

BASES = {"growth", "net_increase"}


def what(indicator: Indicator, row) -> str:
    """What is promised: "R&D expenditure (bulletin), growth"."""
    return measured(indicator, row.measure, note=row.note)


def printed_claim(row) -> Printed:
    """The promise as the story prints it."""
    words = DANGLING.sub("", row.as_printed)
    return Printed(words, row.obs_id, row.ref_area, row.indicator, row.measure, row.obs_status,
                   row.period)  # fmt: skip


def promised(indicator: Indicator, row, told: Callable[..., str] = told_value) -> str:
    """The promised number as it was read: "more than 12%", "3 to 5"; told: how it is said."""
    read = SimpleNamespace(
        obs_value=plain_number(row.value), obs_value_high=plain_number(row.high),
        unit_measure=row.unit_measure, qualifier=row.qualifier, as_printed=row.as_printed,
        obs_id=row.obs_id, derived_from="",
    )  # fmt: skip
    return told(indicator, read)


def verdict_cell(row) -> str:
    """Sign and word, with the claim that the judge of claims holds against the record."""
    if row.verdict not in DECIDED:
        return f"{SIGNS[row.verdict]} {undecided_verdict(row)}"
    return verdict_claim(row).of(f"{SIGNS[row.verdict]} {say(VERDICTS[row.verdict])}")


def undecided_verdict(row) -> str:
    """That a promise is still open, or not decidable."""
    return worded(say(VERDICTS[row.verdict]), "promise", row.obs_id)


def verdict_claim(row, said: str = "") -> Claim:
    """The verdict of a decided promise; said: the word as the page has it."""
    ids = tuple(row.official_ids.split(";"))
    return Threshold(said or say(VERDICTS[row.verdict]), row.obs_id, row.verdict, ids)


def level_words(edition: Edition, row) -> str:
    """What it comes to as a level, and the base that it was reckoned from; "" for no level."""
    if row.level != row.level:
        return ""
    indicator = edition.reference.indicator[row.indicator]
    if row.measure not in BASES:
        return promised(indicator, row, told_in_units)
    base = say("{amount} in {year}", amount=amount(indicator, row.base), year=row.base_year)
    origin = worded(say(TOLD if row.base_told else OFFICIAL), "base", row.obs_id)
    start = base_claim(edition, row).of(base)
    return say("{level} (from {base}, {origin})", level=level_amount(indicator, row), base=start,
               origin=origin)  # fmt: skip


def level_amount(indicator: Indicator, row) -> str:
    """The level that a promise comes to in its own words ("more than 131.6 billion yuan"), with its
    claim; both ends of a range without the unit."""
    number = display_number(in_units(indicator, row.level), indicator.decimals)
    lead = qualifier_words(row.qualifier)
    low = Worked(f"{lead}{number}", "level", row.obs_id)
    if row.level_high != row.level_high:
        return low.of(f"{lead}{amount(indicator, row.level)}")
    number = display_number(in_units(indicator, row.level_high), indicator.decimals)
    high = Worked(number, "level_high", row.obs_id)
    return say("{low} to {high}", low=low.words, high=high.words)


def base_claim(edition: Edition, row) -> Claim:
    """The base as a claim: an official level, or a story's own figure."""
    indicator = edition.reference.indicator[row.indicator]
    number = display_number(in_units(indicator, row.base), indicator.decimals)
    key = (row.indicator, row.ref_area, int(row.base_year))
    if edition.obs_ids.get(key) != row.base_ids:
        return Worked(number, "base", row.obs_id)
    ids = tuple(row.base_ids.split(";"))
    return Level(number, *key, indicator.display_unit, ids)


def places(indicator: Indicator, row, value: float) -> int:
    """Decimals that show on which side of the promise the outcome lies, four at most."""
    growth = row.measure == "growth"
    least = 1 if growth else indicator.decimals
    result, bound = (
        (value, row.value) if growth else (in_units(indicator, one) for one in (value, row.value))
    )
    apart = (
        number for number in range(least, 5)
        if display_number(result, number) != display_number(bound, number) or result == bound
    )  # fmt: skip
    return next(apart, 4)


def came_claim(edition: Edition, row) -> Claim:
    """What came, in the promise's own measure: judged where the record compares it."""
    indicator = edition.reference.indicator[row.indicator]
    ids, due = tuple(row.official_ids.split(";")), int(row.due)
    decimals = places(indicator, row, row.official)
    if row.measure in BASES:
        pair = [edition.obs_ids.get((row.indicator, row.ref_area, year), "")
                for year in (row.base_year, due)]  # fmt: skip
        growth = row.measure == "growth"
        shown = row.official if growth else in_units(indicator, row.official)
        said = display_number(shown, decimals).replace("-", "−")
        if growth and ";".join(pair) == row.official_ids:
            return Growth(said, row.indicator, row.ref_area, int(row.base_year), due, "%", ids)
        return Worked(said, "came", row.obs_id)
    said = display_number(in_units(indicator, row.official), decimals)
    key = (row.indicator, row.ref_area, due)
    if edition.obs_ids.get(key) != row.official_ids:
        return Worked(said, "came", row.obs_id)
    return Level(said, *key, indicator.display_unit, ids)


def came(edition: Edition, row) -> str:
    """What came, with its unit: "9.2%", "101.9 billion yuan"."""
    indicator = edition.reference.indicator[row.indicator]
    claim = came_claim(edition, row)
    if row.measure == "growth":
        return claim.of(f"{claim.said}%")
    decimals = places(indicator, row, row.official)
    return claim.of(amount(indicator, row.official, decimals).replace("-", "−"))


def reached_claim(row) -> Worked:
    """The first year of the record that keeps the level."""
    return Worked(str(int(row.first_reached)), "reached", row.obs_id)


def level_came(edition: Edition, row, year: int) -> str:
    """The official level of a year, as a claim with its unit; of the one that a promise is due in
    as what came of that."""
    indicator = edition.reference.indicator[row.indicator]
    value = edition.value_at.get((row.indicator, row.ref_area, year))
    if value is None:
        return ""
    number = display_number(in_units(indicator, value), indicator.decimals)
    ids = tuple(edition.obs_ids[row.indicator, row.ref_area, year].split(";"))
    claim: Claim = Level(number, row.indicator, row.ref_area, year, indicator.display_unit, ids)
    if year == int(row.due):
        claim = Worked(number, "came_level", row.obs_id)
    return claim.of(amount(indicator, value))


# status -> what an outcome lies beyond, short of, or at; an expectation is nothing to fall short of
WAYS = {
    "target": (later("beyond the target"), later("short of the target"), later("just the target")),
    "plan": (
        later("beyond what was planned"),
        later("short of what was planned"),
        later("just what was planned"),
    ),
    "expected": (
        later("more than was expected"),
        later("less than was expected"),
        later("just what was expected"),
    ),
}


def margin(edition: Edition, row) -> str:
    """How far the outcome lies beyond or short of the promised number: "2.8 points short".

    Of an expected value: how much more or less than it came, whether more is better or not.
    """
    indicator = edition.reference.indicator[row.indicator]
    points = row.measure == "growth" or indicator.base_unit == "PCT"
    size = abs(row.margin)
    least = 1 if row.measure == "growth" else indicator.decimals
    shown = size if points else in_units(indicator, size)
    decimals = next((n for n in range(least, 5) if display_number(shown, n).strip("0.")), least)
    number = display_number(shown, decimals)
    claim = Worked(number, "margin", row.obs_id)
    beyond, short, just = WAYS[row.obs_status]
    if not number.strip("0."):
        return directed(say(just), f"just {row.obs_status}", claim)
    size_words = with_unit(number, indicator.display_unit)
    if points:
        size_words = say("{number} percentage points", number=number)
    lower_is_better = indicator.direction == "lower" and row.measure not in BASES
    downward = row.obs_status != "expected" and (lower_is_better or row.value < 0)
    way, words = ("beyond", beyond) if (row.margin > 0) != downward else ("short of", short)
    return say("{margin} {way}", margin=claim.of(size_words),
               way=directed(say(words), f"{way} {row.obs_status}", claim))  # fmt: skip
