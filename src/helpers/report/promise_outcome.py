"""What came of one promise, in sentences; of an undecided one why, and what would decide it."""

from __future__ import annotations

import pandas as pd

from helpers.claims.kinds import Level, Worked
from helpers.claims.promised import VERDICTS
from helpers.claims.undecided import (
    BREAKS_IN,
    ENDS,
    NO_DATE,
    NO_DATE_OF_ZONE,
    NO_FIGURE,
    NO_YEAR,
    OF_PARTS,
    OF_PROVINCE,
    OF_ZONE,
    OTHER_COUNT,
    OTHER_GDP,
)
from helpers.draw.numbers import display_number
from helpers.language import ENGLISH, later, say
from helpers.language.phrases import sentences
from helpers.report.claiming import directed, worded
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units, lower
from helpers.report.promise_words import BASES, came, level_came, margin, reached_claim
from helpers.targets import DECIDED

ROUNDING = {
    "outcome": later("the official figure"),
    "promise": later("the promised one"),
    "either": later("either figure"),
    "both": later("both figures"),
}


def outcome_words(edition: Edition, row) -> str:
    """What came of it in one or two sentences; of the undecided, why, and what would decide."""
    if row.verdict in DECIDED:
        return _decided(edition, row)
    if row.verdict == "open":
        return _still_open(edition, row)
    return sentences([say("{words}.", words=why(edition, row)), decider(edition, row)])


def _decided(edition: Edition, row) -> str:
    result, apart = came(edition, row), margin(edition, row)
    if row.measure in BASES and (level := level_came(edition, row, int(row.due))):
        told = say("{came}, to {level}: {margin}.", came=result, level=level, margin=apart)
    else:
        told = say("{came}: {margin}.", came=result, margin=apart)
    parts = [told, _reached(row)]
    indicator = edition.reference.indicator[row.indicator]
    if not indicator.ranked:
        parts.append(say("Single years of it jump with registration practice."))
    if row.hangs_on:
        which = directed(say(ROUNDING[row.hangs_on]), f"rounding {row.hangs_on}",
                         Worked("", "margin", row.obs_id))  # fmt: skip
        parts.append(say("The verdict hangs on the rounding of {which}.", which=which))
    if row.revised_verdict and row.revised_verdict != row.verdict:
        number = display_number(in_units(indicator, row.revised), indicator.decimals)
        claim = Worked(number, "revised", row.obs_id)
        on_revised = claim.of(amount(indicator, row.revised))
        verdict = directed(say(VERDICTS[row.revised_verdict]), f"revised {row.revised_verdict}",
                           claim)  # fmt: skip
        parts.append(say("On revised GDP it comes to {amount}: {verdict}.", amount=on_revised,
                         verdict=verdict))  # fmt: skip
    return sentences(parts)


def _reached(row) -> str:
    """The year in which the record first kept the level, or that it has not since."""
    if pd.isna(row.first_reached):
        if row.verdict != "missed" or pd.isna(row.level):  # of no level nothing can be told
            return ""
        never = directed(say("has not been reached since"), "not reached since",
                         Worked("", "reached", row.obs_id))  # fmt: skip
        return say("The level {way}.", way=never)
    year = reached_claim(row)
    way = directed(say("was first reached"), "first reached", year)
    if not row.reached_over_break:
        return say("The level {way} in {year}.", way=way, year=year.words)
    broken = directed(say("across a break in comparability"), "reached over a break", year)
    return say("The level {way} in {year}, {broken}.", way=way, year=year.words, broken=broken)


def _still_open(edition: Edition, row) -> str:
    if pd.isna(row.last_year):
        told = say("Due in {due}; nothing at hand to reckon from.", due=row.due)
        return sentences([told, decider(edition, row)])
    indicator = edition.reference.indicator[row.indicator]
    number = display_number(in_units(indicator, row.last_level), indicator.decimals)
    newest = Worked(number, "last", row.obs_id).of(
        say("{amount} in {year}", amount=amount(indicator, row.last_level), year=row.last_year)
    )
    if row.needed != row.needed:
        return say("Due in {due}; the newest figure is {newest}.", due=row.due, newest=newest)
    points = indicator.base_unit in ("PCT", "RANK")
    number = display_number(row.needed, 2 if points else 1).replace("-", "−")
    words = f"{number}%"
    if indicator.base_unit == "PCT":
        words = say("{points} points", points=number)
    elif indicator.base_unit == "RANK":
        words = say("{number} places", number=number)
    needed = Worked(number, "needed", row.obs_id).of(words)
    return say("Due in {due}; from {newest} it needs {needed} a year.", due=row.due,
               newest=newest, needed=needed)  # fmt: skip


def why(edition: Edition, row) -> str:
    """Why a promise has no verdict, as a sentence begins, with the claims in it."""
    if row.why == "other count":
        return _other_count(edition, row)
    words = _reason(edition, row)
    words = worded(f"{words[:1].upper()}{words[1:]}", "why undecided", row.obs_id)
    if row.why != "other vintage" or row.official != row.official:
        return words
    return say(
        "{reason}: the official {came} of {due} rests on another GDP than the promise",
        reason=words,
        came=came(edition, row),
        due=row.due,
    )


def _reason(edition: Edition, row) -> str:
    match row.why:
        case "other scope":
            return _other_scope(edition, row)
        case "other vintage":
            return say(OTHER_GDP, year=row.why_year)
        case "definition broken":
            breaks = dict(edition.reference.indicator[row.indicator].breaks)
            return say(BREAKS_IN, year=row.why_year, words=breaks[row.why_year])
        case "no due date" if row.nature == "zone":
            return say(NO_DATE_OF_ZONE)
        case "no due date":
            return say(NO_DATE)
        case "not one year":
            return say(NO_YEAR)
        case "no promise":
            return say(OF_PARTS)
        case _ if not pd.isna(row.why_year) and row.why_year < row.due:
            return say(ENDS, year=row.why_year)
        case _:
            return say(NO_FIGURE)


def _other_count(edition: Edition, row) -> str:
    proxy = edition.reference.indicator[row.proxy]
    reason = say(OTHER_COUNT)
    reason = worded(f"{reason[:1].upper()}{reason[1:]}", "why undecided", row.obs_id)
    if row.proxy_value != row.proxy_value:
        return reason
    number = display_number(in_units(proxy, row.proxy_value), proxy.decimals)
    claim = Level(number, row.proxy, row.ref_area, int(row.due), proxy.display_unit,
                  tuple(row.proxy_ids.split(";")))  # fmt: skip
    return say(
        "{reason}: {other} to {year}, {amount}, an indication only",
        reason=reason,
        other=lower(proxy.name),
        year=row.due,
        amount=claim.of(amount(proxy, row.proxy_value)),
    )


def _other_scope(edition: Edition, row) -> str:
    if row.nature == "zone":
        return say(OF_ZONE)
    parent = edition.reference.areas.set_index("adcode").at[row.ref_area, "parent"]
    name = edition.reference.area_names[parent]
    return say(OF_PROVINCE, name=name)


def decider(edition: Edition, row) -> str:
    """Where the outcome would stand; "" where there is nothing to decide."""
    if row.why == "no promise":
        return ""
    if not row.publication:
        return say("No publication is known that would tell.") if row.why != "no due date" else ""
    publication = publication_claim(edition, row)
    if not row.decider_note:
        return say("It would stand in: {publication}.", publication=publication)
    mind = edition.reference.text(row.decider_note)
    return say("It would stand in: {publication} ({mind}).", publication=publication, mind=mind)


def publication_claim(edition: Edition, row) -> str:
    """The publication that would decide a promise: of deciders.csv, else of its indicator."""
    indicator = edition.reference.indicator[row.indicator]
    words = edition.reference.text(row.publication)
    if row.publication == indicator.in_language[ENGLISH].publication:
        words = indicator.publication
    return worded(words, "publication", row.obs_id)
