"""One promise in words: what was promised, what came, the verdict, and why there is none."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from helpers.claims.claim import Claim, Growth, Level, Printed, ReadAs, Threshold, Worked
from helpers.draw.numbers import display_number, plain_number
from helpers.draw.verdicts import SIGNS
from helpers.reference import Indicator
from helpers.report.edition import Edition, amount, in_units, lower
from helpers.report.stories import value_words
from helpers.report.words import QUALIFIERS, VERDICTS, measure_words
from helpers.targets import DECIDED

BASES = {"growth", "net_increase"}
ROUNDING = {
    "outcome": "the rounding of the official figure",
    "promise": "the rounding of the promised one",
    "either": "the rounding of either figure",
    "both": "the rounding of both figures",
}


def what(indicator: Indicator, row) -> str:
    """What is promised: "R&D expenditure (bulletin), growth"."""
    return indicator.name + measure_words(row.measure)


def printed_claim(row) -> Printed:
    """The promise as the story prints it."""
    return Printed(row.as_printed, row.obs_id, row.ref_area, row.indicator, row.measure,
                   row.obs_status, row.period)  # fmt: skip


def promised(indicator: Indicator, row) -> str:
    """The promised number as it was read: "more than 12%", "3 to 5"."""
    read = SimpleNamespace(
        obs_value=plain_number(row.value), obs_value_high=plain_number(row.high),
        unit_measure=row.unit_measure, qualifier=row.qualifier,
    )  # fmt: skip
    return ReadAs(value_words(indicator, read), row.obs_id).words


def verdict_cell(edition: Edition, row) -> str:
    """Sign and word, with the claim that the judge of claims holds against the record."""
    words = f"{SIGNS[row.verdict]} {VERDICTS[row.verdict]}"
    return verdict_claim(edition, row).of(words) if row.verdict in DECIDED else words


def verdict_claim(edition: Edition, row, said: str = "") -> Claim:
    """The verdict of a decided promise; said: the word as the page has it."""
    ids = tuple(row.official_ids.split(";"))
    return Threshold(said or row.verdict, row.obs_id, row.verdict, ids)


def level_words(edition: Edition, row) -> str:
    """What it comes to as a level, and the base that it was reckoned from; "" for no level."""
    if row.level != row.level:
        return ""
    indicator = edition.reference.indicator[row.indicator]
    if row.measure not in BASES:
        return promised(indicator, row)
    base = f"{amount(indicator, row.base)} in {row.base_year}"
    whose = "as the story prints it" if row.base_told else "official"
    start = base_claim(edition, row).of(base)
    return f"{level_amount(indicator, row)} (from {start}, {whose})"


def level_amount(indicator: Indicator, row) -> str:
    """The level that a promise comes to in its own words ("more than 131.6 billion yuan"), with its
    claim; both ends of a range without the unit."""
    number = display_number(in_units(indicator, row.level), indicator.decimals)
    lead = QUALIFIERS.get(row.qualifier, "")
    low = Worked(f"{lead}{number}", "level", row.obs_id)
    if row.level_high != row.level_high:
        return low.of(f"{lead}{amount(indicator, row.level)}")
    number = display_number(in_units(indicator, row.level_high), indicator.decimals)
    return f"{low.words} to {Worked(number, 'level_high', row.obs_id).words}"


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


def level_came(edition: Edition, row, year: int) -> str:
    """The official level of a year, as a claim with its unit."""
    indicator = edition.reference.indicator[row.indicator]
    value = edition.value_at.get((row.indicator, row.ref_area, year))
    if value is None:
        return ""
    number = display_number(in_units(indicator, value), indicator.decimals)
    ids = tuple(edition.obs_ids[row.indicator, row.ref_area, year].split(";"))
    claim = Level(number, row.indicator, row.ref_area, year, indicator.display_unit, ids)
    return claim.of(amount(indicator, value))


def margin(edition: Edition, row) -> str:
    """How far the outcome lies beyond or short of the promised number: "2.8 points short"."""
    indicator = edition.reference.indicator[row.indicator]
    points = row.measure == "growth" or indicator.base_unit == "PCT"
    size = abs(row.margin)
    least = 1 if row.measure == "growth" else indicator.decimals
    shown = size if points else in_units(indicator, size)
    decimals = next((n for n in range(least, 5) if display_number(shown, n).strip("0.")), least)
    number = display_number(shown, decimals)
    if not number.strip("0."):
        return "just what was promised"
    unit = " percentage points" if points else f" {indicator.display_unit}"
    claim = Worked(number, "margin", row.obs_id)
    lower_is_better = indicator.direction == "lower" and row.measure not in BASES
    beyond = (row.margin > 0) != (lower_is_better or row.value < 0)
    return f"{claim.of(number + unit)} {'beyond' if beyond else 'short of'} what was promised"


def outcome_words(edition: Edition, row) -> str:
    """What came of it in one or two sentences; of the undecided, why, and what would decide."""
    if row.verdict in DECIDED:
        return _decided(edition, row)
    if row.verdict == "open":
        return _still_open(edition, row)
    return f"{_sentence(why(edition, row))} {decider(row)}".strip()


def _decided(edition: Edition, row) -> str:
    parts = came(edition, row)
    if row.measure in BASES and (level := level_came(edition, row, int(row.due))):
        parts += f", to {level}"
    sentences = [f"{parts}: {margin(edition, row)}", _reached(row)]
    if not edition.reference.indicator[row.indicator].ranked:
        sentences.append("Single years of it jump with registration practice")
    if row.hangs_on:
        sentences.append(f"The verdict hangs on {ROUNDING[row.hangs_on]}")
    if row.revised_verdict and row.revised_verdict != row.verdict:
        indicator = edition.reference.indicator[row.indicator]
        number = display_number(in_units(indicator, row.revised), indicator.decimals)
        claim = Worked(number, "revised", row.obs_id)
        on_revised = claim.of(amount(indicator, row.revised))
        sentences.append(f"On revised GDP it comes to {on_revised}: {row.revised_verdict}")
    return " ".join(_sentence(words) for words in sentences if words)


def _reached(row) -> str:
    if pd.isna(row.first_reached):
        return "The level has not been reached since" if row.verdict == "missed" else ""
    if int(row.first_reached) == int(row.due):
        return ""
    over = ", across a change of the definition" if row.reached_over_break else ""
    return f"The level was first reached in {row.first_reached}{over}"


def _still_open(edition: Edition, row) -> str:
    if pd.isna(row.last_year):
        return f"Due in {row.due}; nothing at hand to reckon from. {decider(row)}".strip()
    indicator = edition.reference.indicator[row.indicator]
    number = display_number(in_units(indicator, row.last_level), indicator.decimals)
    newest = Worked(number, "last", row.obs_id).of(amount(indicator, row.last_level))
    last = f"{newest} in {row.last_year}"
    if row.needed != row.needed:
        return f"Due in {row.due}; the newest figure is {last}."
    points = indicator.base_unit in ("PCT", "RANK")
    number = display_number(row.needed, 2 if points else 1).replace("-", "−")
    unit = {"PCT": " points", "RANK": " places"}.get(indicator.base_unit, "%")
    claim = Worked(number, "needed", row.obs_id)
    return f"Due in {row.due}; from {last} it needs {claim.of(number + unit)} a year."


def why(edition: Edition, row) -> str:
    """Why a promise has no verdict, in words that begin small."""
    names, indicator = edition.reference.area_names, edition.reference.indicator[row.indicator]
    match row.why:
        case "other count":
            proxy = edition.reference.indicator[row.proxy]
            words = "the record counts something else"
            if row.proxy_value != row.proxy_value:
                return words
            key = (row.proxy, row.ref_area, int(row.due))
            number = display_number(in_units(proxy, row.proxy_value), proxy.decimals)
            claim = Level(number, *key, proxy.display_unit, tuple(row.proxy_ids.split(";")))
            number = claim.of(amount(proxy, row.proxy_value))
            return f"{words}: {lower(proxy.name)} to {row.due}, {number}, an indication only"
        case "other scope" if row.nature == "zone":
            return "it is of a zone, of which no record is known"
        case "other scope":
            parent = edition.reference.areas.set_index("adcode").at[row.ref_area, "parent"]
            return f"the record at hand is of the whole province ({names[parent]})"
        case "other vintage":
            return (
                f"GDP was revised with the figures of {row.why_year}: the official "
                f"{came(edition, row)} of {row.due} rests on another GDP than the "
                "promise"
                if row.official == row.official
                else f"GDP was revised with the figures of {row.why_year}"
            )
        case "definition broken":
            return (
                f"the definition changed in {row.why_year}: {dict(indicator.breaks)[row.why_year]}"
            )
        case "no due date":
            zone = ", and it is of a zone within the city" if row.nature == "zone" else ""
            return f"no due date is printed{zone}"
        case "not one year":
            return "it is for a part of a year, or for several; the record is yearly"
        case "no promise":
            return "it counts the parts of the plan: there is nothing to reach"
        case _ if not pd.isna(row.why_year) and row.why_year < row.due:
            return f"the record at hand ends with {row.why_year}"
        case _:
            return "no official figure at hand"


def decider(row) -> str:
    """Where the outcome would stand; "" where there is nothing to decide."""
    if row.why == "no promise":
        return ""
    if row.publication:
        mind = f" ({row.decider_note})" if row.decider_note else ""
        return f"It would stand in: {row.publication}{mind}."
    return "No publication is known that would tell." if row.why != "no due date" else ""


def _sentence(words: str) -> str:
    """With a capital and a full stop. A traced beginning is a number, which has no capital."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
