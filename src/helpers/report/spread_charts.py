"""The charts of the spread: what changed, who grew faster, what lies between the zones."""

from __future__ import annotations

import math

import pandas as pd

from helpers.claims.claim import written
from helpers.claims.kinds import Reckoned
from helpers.draw.chart import Chart
from helpers.draw.intervals import intervals_chart
from helpers.draw.parts import PartsPanel, parts_chart
from helpers.draw.table import Block
from helpers.language import later, say
from helpers.language.phrases import joined, spanned, years_words
from helpers.report.claiming import directed
from helpers.report.edition import Edition
from helpers.report.indicator_words import signed
from helpers.report.spread_shown import (
    BETA,
    DEVIATION,
    HALF,
    by,
    change_of,
    claimed,
    number,
    over,
    source,
)
from helpers.spread.interval import Interval
from helpers.spread.rate import Rate

WHISKER = later(
    "Whisker: ninety-five percent interval. Filled: all of it on one side of no change."
)


def charts(edition: Edition, found: list[Rate]) -> Block:
    """Sigma and beta with their intervals, the Theil index in its parts."""
    changes = Block([_change_chart(edition, found), _catching_chart(edition, found)], box="column")
    weighted = [made for made in found if made.yearly["theil_weighted"].notna().any()]
    zones = [_parts_chart(edition, weighted)] if weighted else []
    return Block([changes, *zones], box="charts")


def _label(made: Rate) -> str:
    return joined([made.indicator.name, *([spanned(*made.ends)] if made.ends else [])])


def _row(
    made: Rate, interval: Interval | None, formula: str, what: str, factor: float = 1.0
) -> dict[str, object]:
    """A row of an intervals chart; formula: how its value was reckoned."""
    ends = [math.nan] * 3
    if interval:
        ends = [interval.value, *sorted((factor * interval.low, factor * interval.high))]
        ends[0] *= factor
    first, last = made.ends or (None, None)
    claim = Reckoned("", over(formula, made.ends), by(made, what))
    return {
        "indicator": made.indicator.code, "label": _label(made), "first_year": first,
        "last_year": last, "provinces": len(made.areas), "value": ends[0], "low": ends[1],
        "high": ends[2], "claim": written(claim),
    }  # fmt: skip


def _change_chart(edition: Edition, found: list[Rate]) -> Chart:
    return intervals_chart(
        pd.DataFrame([_row(made, made.sigma, change_of(DEVIATION), "sigma") for made in found]),
        name="spread-change",
        title=_drawn_together(found),
        subtitle=say(
            "Sigma: change of the standard deviation of logarithms, percent of the first year's"
        ),
        source=source(edition, found),
        display=lambda value: f"{signed(value, 0)}%",
        below=say("drew together"),
        above=say("drew apart"),
        note=say(WHISKER),
    )


def _surely(intervals: list[Interval | None]) -> tuple[int, int]:
    """How many intervals lie wholly below nought, and how many wholly above."""
    known = [interval for interval in intervals if interval]
    return sum(one.high < 0 for one in known), sum(one.low > 0 for one in known)


TOGETHER, APART = "drew together", "drew apart"  # as the judge of claims names them


LOWER, HIGHER = "lower grew faster", "higher grew faster"


COUNTED = later("counted in this report: rates whose whole 95% interval lies on that side")


def _rates(count: int, found: list[Rate], what: str) -> tuple[str, Reckoned]:
    """ "3 of 8", with how they were counted, and the claim; what: that the rates counted did."""
    some, all_ = _counted(count, found, what, COUNTED)
    return say("{some} of {all}", some=some.words, all=all_), some


def _counted(count: int, found: list[Rate], what: str, how: str) -> tuple[Reckoned, str]:
    """The claim of how many rates did so, and of how many, in words."""
    rates = ["|".join(by(made, "")[2:]) for made in found]
    some = Reckoned(str(count), say(how), ("spreads", what, *rates))
    codes = " ".join(made.indicator.code for made in found)
    return some, number(str(len(found)), say(how), ("field", "indicators", codes))


def _sided(count: int, found: list[Rate], way: str, words: str) -> dict[str, str]:
    """How many rates went a way, by the whole interval, and the words for it."""
    many, claim = _rates(count, found, way)
    return {"number": many, "way": directed(say(words), way, claim)}


def _drawn_together(found: list[Rate]) -> str:
    """The title of the changes: on how many rates provinces drew together, or apart."""
    nearer, further = _surely([made.sigma for made in found])
    if not nearer and not further:
        words = say("On no rate is it sure that provinces drew together or apart")
        told = [made for made in found if made.ends]
        if not told:
            return words
        return directed(words, "no change told", *(claimed(made, "sigma") for made in told))
    message = later("On {number} rates the whole interval says that provinces {way}")
    if not further:
        return say(message, **_sided(nearer, found, TOGETHER, later("drew together")))
    if not nearer:
        return say(message, **_sided(further, found, APART, later("drew apart")))
    other = _sided(further, found, APART, later("apart"))
    return say(
        "On {number} rates the whole interval says that provinces {way}, on {other} {other_way}",
        **_sided(nearer, found, TOGETHER, later("drew together")),
        other=other["number"],
        other_way=other["way"],
    )


def _caught_up(found: list[Rate]) -> str:
    """The title of the slopes: on how many rates the lower grew faster, or the higher."""
    slopes = [made.beta.slope if made.beta else None for made in found]
    lower, higher = _surely(slopes)
    if not lower and not higher:
        words = say("On no rate is it sure that the lower or the higher grew faster")
        told = [made for made in found if made.beta]
        if not told:
            return words
        return directed(words, "neither told", *(claimed(made, "beta") for made in told))
    message = later("On {number} rates the whole interval says that {way}")
    if not higher:
        return say(
            message,
            **_sided(lower, found, LOWER, later("those that started lower grew faster")),
        )
    if not lower:
        return say(
            message,
            **_sided(higher, found, HIGHER, later("those that started higher grew faster")),
        )
    other = _sided(higher, found, HIGHER, later("the higher"))
    return say(
        "On {number} rates the whole interval says that {way}, on {other} {other_way}",
        **_sided(lower, found, LOWER, later("those that started lower grew faster")),
        other=other["number"],
        other_way=other["way"],
    )


def _where_apart(found: list[Rate]) -> str:
    """The title of the Theil index: on how many rates most of it lies within the zones."""
    last = [made.yearly.dropna(subset=["between", "within"]).iloc[-1] for made in found]
    within = sum(row["within"] > row["between"] for row in last)
    how = later(
        "counted in this report: rates whose part within the zones is the greater, newest year"
    )
    some, all_ = _counted(within, found, "within", how)
    way = directed(say("differ more within the zones than the zones do"), "differ within", some)
    return say("On {some} of {all} rates provinces {way}", some=some.words, all=all_, way=way)


def _catching_chart(edition: Edition, found: list[Rate]) -> Chart:
    slopes = [made.beta.slope if made.beta else None for made in found]
    return intervals_chart(
        pd.DataFrame(
            [
                _row(made, slope, say(BETA), "beta", -HALF)
                for made, slope in zip(found, slopes, strict=True)
            ]
        ),
        name="spread-catching-up",
        title=_caught_up(found),
        subtitle=say(
            "Beta: by how many percentage points a year a province grew faster that "
            "started at half another's level"
        ),
        source=source(edition, found),
        display=lambda value: signed(value, 1),
        below=say("higher faster"),
        above=say("lower faster"),
        note=say(
            "Whisker: ninety-five percent interval. Reckoned from the slope of yearly growth on "
            "the logarithm of the start; an association among these provinces, no cause."
        ),
    )


def _parts_chart(edition: Edition, found: list[Rate]) -> Chart:
    panels = []
    for made in found:
        first, last = int(made.first["year"]), int(made.last["year"])
        breaks = [year for year, _ in made.indicator.breaks if first < year <= last]
        formula = say("Theil's T, weighted by year-end population, and its parts")
        now, between, within = (
            written(Reckoned("", formula, by(made, what)))
            for what in ("theil now", "between over the years", "within over the years")
        )
        values = made.yearly.assign(
            lower=made.yearly["between"], upper=made.yearly["within"], claim=now,
            lower_claim=between, upper_claim=within,
        )  # fmt: skip
        panels.append(PartsPanel(made.indicator.code, made.indicator.name, values, breaks))
    years = [int(year) for made in found for year in made.yearly["year"]]
    return parts_chart(
        panels,
        name="spread-zones",
        title=_where_apart(found),
        subtitle=say(
            "Theil index, weighted by year-end population, {years}; nought where all are alike",
            years=years_words(min(years), max(years)),
        ),
        source=source(edition, found),
        names=(say("between the zones"), say("within the zones")),
        decimals=3,
        note=say("A dotted line is a break in comparability. Each panel has a scale of its own."),
    )
