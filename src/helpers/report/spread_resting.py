"""What of a change of the spread hangs on single provinces: what is left of it without them."""

from __future__ import annotations

from dataclasses import replace

from helpers.claims.kinds import Reckoned
from helpers.language import later, say
from helpers.language.phrases import clauses, listed
from helpers.report.claiming import directed
from helpers.report.edition import Edition
from helpers.report.indicator_words import lower, signed
from helpers.report.spread_shown import DEVIATION, VARIATION, by, change_of, number, over
from helpers.spread.rate import Rate
from helpers.spread.resting import Resting

CARRIERS = later(
    "found in this report: the two provinces without which least is left of the change"
)
DECIDERS = later(
    "found in this report: provinces of which each, left out alone, leaves no change told"
)
NAMED = 3  # deciders that are named, at most; of more only how many
MEASURES = {
    DEVIATION: ("sigma", later("by logarithms")),
    VARIATION: ("variation change", later("by the coefficient of variation")),
}


def resting_sentence(edition: Edition, found: list[Rate]) -> str:
    """Of each change that is told: what hangs on single provinces; "" where none is told."""
    told = [
        _told(edition, made, measure, rests)
        for measure in MEASURES
        for made in found
        if (rests := made.sigma_rests if measure == DEVIATION else made.variation_rests)
    ]
    return say("What hangs on single provinces: {told}.", told=clauses(told)) if told else ""


def _told(edition: Edition, made: Rate, measure: str, rests: Resting) -> str:
    what, measure_words = MEASURES[measure]
    pair, others = _parted(made, rests.carriers)
    formula = over(change_of(measure), made.ends)
    low, high = (signed(end, 1) for end in (rests.without.low, rests.without.high))
    change = say("{value}% ({low} to {high})", value=signed(rests.without.value, 1),
                 low=low, high=high)  # fmt: skip
    return say(
        "in {name} {measure}, the change is {change} without {pair}, the two provinces whose "
        "absence takes most from it, and {rest}",
        name=lower(made.indicator.name),
        measure=say(measure_words),
        change=number(change, formula, by(others, what)),
        pair=number(_names(edition, pair), say(CARRIERS), by(made, f"carriers {what}")),
        rest=_decided(edition, made, what, rests),
    )


def _decided(edition: Edition, made: Rate, what: str, rests: Resting) -> str:
    """Which provinces decide alone, or how many; or that none does."""
    again = by(made, f"deciders {what}")
    claim = Reckoned("", say(DECIDERS), again)
    if not rests.deciders:
        return directed(say("it can be told whichever one is left out"), "told without one", claim)
    way = directed(say("no change can be told"), "no change told", claim)
    alone, _ = _parted(made, rests.deciders)
    if len(alone) == 1:
        words = later("{way} once {areas} is left out")
    elif len(alone) <= NAMED:
        words = later("{way} once any one of these is left out: {areas}")
    else:
        words = later(
            "{way} once any one of {areas} provinces is left out, so close to zero does its "
            "interval come"
        )
    areas = _names(edition, alone) if len(alone) <= NAMED else str(len(alone))
    return say(words, way=way, areas=number(areas, say(DECIDERS), again))


def _parted(made: Rate, places: tuple[int, ...]) -> tuple[list[str], Rate]:
    """The areas at these places, and the rate of the others."""
    own = [made.areas[place] for place in places]
    return own, replace(made, areas=tuple(area for area in made.areas if area not in own))


def _names(edition: Edition, areas: list[str]) -> str:
    return listed([edition.reference.area_names[area] for area in areas])


def codes(made: Rate, places: tuple[int, ...]) -> str:
    """The adcodes at these places, for a CSV: parted by semicolons."""
    return ";".join(made.areas[place] for place in places)
