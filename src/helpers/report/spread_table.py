"""The table of the spread: a row a rate."""

from __future__ import annotations

import math

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Column, Table
from helpers.language import later, say
from helpers.language.phrases import bracketed, clauses, sentences, spanned, years_words
from helpers.report.edition import Edition
from helpers.report.indicator_words import signed
from helpers.report.spread_resting import codes
from helpers.report.spread_shown import (
    BETA,
    DEVIATION,
    HALF,
    VARIATION,
    between_share,
    by,
    change_of,
    moran_formula,
    number,
    over,
    source,
)
from helpers.spread.interval import Interval
from helpers.spread.rate import Rate
from helpers.spread.resting import Resting

WEIGHTED = later("Theil's T weighted by year-end population")


def table(edition: Edition, found: list[Rate]) -> Table:
    """A row a rate; the CSV behind it unrounded."""
    columns = [
        Column("rate", say("Rate"), "long"),
        Column("years", say("Years")),
        Column("provinces", say("Provinces"), "number"),
        Column("variation", say("Coeff. of variation"), "estimate"),
        Column("variation_change", say("Change (95%)"), "estimate"),
        Column("sigma", say("SD of logs, change (95%)"), "estimate"),
        Column("beta", say("Faster by, if started at half, points a year (95%)"), "estimate"),
        Column("theil", say("Theil"), "estimate"),
        Column("between", say("Between zones"), "estimate"),
        Column("moran", say("Moran's I (p)"), "estimate"),
    ]
    return Table(
        "spread", say("How far apart the provinces stand"), columns,
        pd.DataFrame([_cells(made) for made in found]),
        source=sentences([
            say("{words}.", words=source(edition, found)),
            say("An arrow and a change run over the same years, which never cross a break in"
                " comparability; zones and Moran's I are of the newest. The Theil index weighs by"
                " year-end population, all else counts each province once; SD: standard"
                " deviation; p: share of random rearrangements of the provinces' "
                "figures whose Moran's I lies at least as far from what chance would "
                "give."),
        ]),
        behind=pd.DataFrame([_figures(made) for made in found]),
    )  # fmt: skip


def _cells(made: Rate) -> dict[str, str]:
    first, last = _compared(made)
    weighted = made.last["theil_weighted"]

    def course(column: str, words: str, places: int) -> str:
        ends = made.yearly.set_index("year").loc[[first, last], column]
        if ends.isna().any():
            return ""
        pair = [display_number(value, places) for value in ends]
        what = "variation" if column == "variation" else "theil"
        how = say("{formula}, {first} and {last}", formula=words, first=first, last=last)
        return number(" → ".join(pair), how, by(made, what))

    share = 100 * made.last["between"] / weighted if weighted > 0 else math.nan
    newest = int(made.last["year"])
    between = ""
    if not math.isnan(share):
        between = between_share(share, made) + bracketed(years_words(newest, newest))
    theil = course("theil_weighted", say(WEIGHTED), 3)
    if newest != last and not math.isnan(weighted):
        now = number(display_number(weighted, 3), say(WEIGHTED), by(made, "theil now"))
        theil = clauses([theil, say("{amount} in {year}", amount=now, year=newest)])
    return {
        "rate": made.indicator.name,
        "years": _years(made),
        "provinces": number(
            str(len(made.areas)), say("provinces with figures in all these years"),
            by(made, "provinces"),
        ),
        "variation": course(
            "variation", say("standard deviation over mean, each province once"), 2
        ),
        "theil": theil,
        "between": between,
        "variation_change": _ends_words(
            made.variation_change, 0, "%", change_of(VARIATION), made, "variation change",
        ),
        "sigma": _ends_words(made.sigma, 0, "%", change_of(DEVIATION), made, "sigma"),
        "beta": _ends_words(_times(made.beta.slope if made.beta else None, -HALF), 1, "",
                            say(BETA), made, "beta"),
        "moran": _moran_words(made),
    }  # fmt: skip


def _compared(made: Rate) -> tuple[int, int]:
    """The years that are set beside one another: those of the changes, else the first and last."""
    return made.ends or (int(made.first["year"]), int(made.last["year"]))


def _years(made: Rate) -> str:
    last = int(made.last["year"])
    compared = _compared(made)
    if compared[1] == last:
        return spanned(*compared)
    return say("{compared}; newest {year}", compared=spanned(*compared), year=last)


def _times(interval: Interval | None, factor: float) -> Interval | None:
    if interval is None:
        return None
    ends = sorted((factor * interval.low, factor * interval.high))
    return Interval(factor * interval.value, *ends)


def _ends_words(
    interval: Interval | None, places: int, unit: str, formula: str, made: Rate, what: str
) -> str:
    if interval is None or not made.ends:
        return ""
    value = f"{signed(interval.value, places)}{unit}"
    if math.isnan(interval.low):
        return number(value, over(formula, made.ends), by(made, what))
    low, high = signed(interval.low, places), signed(interval.high, places)
    said = value + bracketed(say("{low} to {high}", low=low, high=high))
    return number(said, over(formula, made.ends), by(made, what))


def _moran_words(made: Rate) -> str:
    if made.moran is None:
        return ""
    value = display_number(made.moran.value, 2).replace("-", "−")
    p = display_number(made.moran.p, 3) if made.moran.p >= 0.001 else say("0.001 or less")
    return number(value + bracketed(p), moran_formula(made), by(made, "moran"))


def _varied(made: Rate) -> list[float]:
    """The coefficient of variation in both years that are set beside one another."""
    return list(made.yearly.set_index("year").loc[list(_compared(made)), "variation"])


def _figures(made: Rate) -> dict[str, object]:
    """The row behind the table: unrounded, with every interval's ends."""
    nothing = Interval(math.nan, math.nan, math.nan)
    sigma, slope = made.sigma or nothing, made.beta.slope if made.beta else nothing
    varied = made.variation_change or nothing
    first, last = made.ends or (None, None)
    yearly = {
        f"{name}_{which}": row[name]
        for name in ("variation", "variation_weighted", "theil", "theil_weighted", "within",
                     "between")
        for which, row in (("first", made.first), ("last", made.last))
    }  # fmt: skip
    return {
        "indicator": made.indicator.code,
        "first_year": int(made.first["year"]),
        "last_year": int(made.last["year"]),
        "provinces": len(made.areas),
        "left_out": ";".join(made.lost),
        **yearly,
        "change_first_year": first,
        "change_last_year": last,
        **dict(
            zip(("variation_change_first", "variation_change_last"), _varied(made), strict=True)
        ),
        "sigma_pct": sigma.value,
        "sigma_low": sigma.low,
        "sigma_high": sigma.high,
        "variation_change_pct": varied.value,
        "variation_change_low": varied.low,
        "variation_change_high": varied.high,
        **_rests("sigma", made, made.sigma_rests),
        **_rests("variation_change", made, made.variation_rests),
        "beta": slope.value,
        "beta_low": slope.low,
        "beta_high": slope.high,
        "half_life_years": made.beta.half_life if made.beta else math.nan,
        "r_squared": made.beta.r_squared if made.beta else math.nan,
        "moran": made.moran.value if made.moran else math.nan,
        "moran_p": made.moran.p if made.moran else math.nan,
    }


def _rests(name: str, made: Rate, rests: Resting | None) -> dict[str, object]:
    """Who carries a change, what it is without them, and who decides it; empty for no change."""
    return {
        f"{name}_carriers": codes(made, rests.carriers) if rests else "",
        f"{name}_without_carriers_pct": rests.without.value if rests else math.nan,
        f"{name}_deciders": codes(made, rests.deciders) if rests else "",
    }
