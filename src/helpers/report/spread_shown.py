"""The charts and the table of the spread, and the numbers that its sentences share with them."""

from __future__ import annotations

import math

import pandas as pd

from helpers.claims.claim import Reckoned, written
from helpers.draw.chart import Chart
from helpers.draw.intervals import intervals_chart
from helpers.draw.numbers import display_number
from helpers.draw.parts import PartsPanel, parts_chart
from helpers.draw.table import Block, Column, Table
from helpers.language import chinese, later, say
from helpers.language.phrases import bracketed, clauses, joined, sentences, spanned
from helpers.report.claiming import directed
from helpers.report.edition import Edition, signed, source_titles, years_words
from helpers.spread.interval import Interval
from helpers.spread.rate import Rate
from helpers.spread.space import PERMUTATIONS

HALF = 100 * math.log(2)  # from a slope to points of growth of who starts at half
DEVIATION = later(
    "standard deviation of the logarithms of all provinces' figures, each counted once"
)
VARIATION = later("coefficient of variation, each province counted once")
INTERVAL = later("95 % interval by leaving out one province at a time (jackknife)")
BETA = later(
    "points of yearly growth, slope on the logarithm of the start times minus ln 2; HC3 errors"
)
WHISKER = later(
    "Whisker: ninety-five percent interval. Filled: all of it on one side of no change."
)


def number(said: str, formula: str, by: tuple[str, ...] = ()) -> str:
    """A number that was reckoned here, with how; by: what reckons it again for the judge."""
    return Reckoned(said, formula, by).words


def by(made: Rate, what: str) -> tuple[str, ...]:
    """What lets the judge of claims reckon a spread again."""
    peers = [*made.areas, *made.lost]
    years = (int(made.first["year"]), int(made.last["year"]), *(made.ends or (0, 0)))
    return ("spread", what, made.indicator.code, " ".join(sorted(peers)), *map(str, years))


def claimed(made: Rate, what: str) -> Reckoned:
    """What a rate's spread did ("sigma", "variation change", "beta", "moran"), as a claim that
    words of direction stand beside."""
    formulas = {
        "sigma": lambda: over(change_of(DEVIATION), made.ends),
        "variation change": lambda: over(change_of(VARIATION), made.ends),
        "beta": lambda: over(say(BETA), made.ends),
        "moran": lambda: _moran_formula(made),
    }
    return Reckoned("", formulas[what](), by(made, what))


def change_of(measure: str, *parts: str) -> str:
    """How the change of DEVIATION or VARIATION was reckoned; parts: what follows its name."""
    change = joined([say("change of the {measure}", measure=say(measure)), *parts])
    return clauses([change, say(INTERVAL)])


def over(formula: str, years: tuple[int, int] | None) -> str:
    """The formula, and from which year to which."""
    first, last = years or (None, None)
    return say("{formula}, {first} to {last}", formula=formula, first=first, last=last)


def between_share(share: float, made: Rate) -> str:
    """The part of a Theil index that lies between the zones, in percent."""
    year = int(made.last["year"])
    formula = say("part of the Theil index of {year} between the four zones, weighted by "
                  "population", year=year)  # fmt: skip
    return number(f"{display_number(share, 0)}%", formula, by(made, "between"))


def charts(edition: Edition, found: list[Rate]) -> Block:
    """Sigma and beta with their intervals, the Theil index in its parts."""
    changes = Block([_change_chart(edition, found), _catching_chart(edition, found)], box="column")
    weighted = [made for made in found if made.yearly["theil_weighted"].notna().any()]
    zones = [_parts_chart(edition, weighted)] if weighted else []
    return Block([changes, *zones], box="charts")


def _source(edition: Edition, found: list[Rate]) -> str:
    """The publications, without the names of their tables: eight rates stand on a dozen."""
    rows = edition.shown
    codes = [made.indicator.code for made in found]
    rows = rows[rows["indicator"].isin(codes) & rows["ref_area"].isin(edition.peers)]
    titles = source_titles(edition, rows)
    short = dict.fromkeys(_publication(title) for title in titles)
    return say("Source: {titles}; computed in this report", titles=clauses(list(short)))


def _publication(title: str) -> str:
    """A publication's name without its table's: up to its brackets, or to the colon."""
    head, comma, _ = title.partition("），" if chinese() else "), ")
    return (head + comma[:1]).partition("：" if chinese() else ": ")[0]


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
        source=_source(edition, found),
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
COUNTED = later("counted in this report: rates whose whole 95 % interval lies on that side")


def _rates(count: int, found: list[Rate], what: str, how: str = COUNTED) -> tuple[str, Reckoned]:
    """ "3 of 8", with how they were counted, and the claim; what: that the rates counted did."""
    rates = ["|".join(by(made, "")[2:]) for made in found]
    some = Reckoned(str(count), say(how), ("spreads", what, *rates))
    codes = " ".join(made.indicator.code for made in found)
    all_ = number(str(len(found)), say(how), ("field", "indicators", codes))
    return say("{some} of {all}", some=some.words, all=all_), some


def _sided(count: int, found: list[Rate], way: str, words: str) -> dict[str, str]:
    """How many rates surely went a way, and the words for it."""
    many, claim = _rates(count, found, way)
    return {"number": many, "way": directed(say(words), way, claim)}


def _drawn_together(found: list[Rate]) -> str:
    """The title of the changes: on how many rates provinces surely drew together, or apart."""
    nearer, further = _surely([made.sigma for made in found])
    if not nearer and not further:
        return say("On no rate is it sure that provinces drew together or apart")
    message = later("Provinces surely {way} on {number} rates")
    if not further:
        return say(message, **_sided(nearer, found, TOGETHER, later("drew together")))
    if not nearer:
        return say(message, **_sided(further, found, APART, later("drew apart")))
    other = _sided(further, found, APART, later("apart"))
    return say(
        "Provinces surely {way} on {number} rates, {other_way} on {other}",
        **_sided(nearer, found, TOGETHER, later("drew together")),
        other=other["number"],
        other_way=other["way"],
    )


def _caught_up(found: list[Rate]) -> str:
    """The title of the slopes: on how many rates the lower surely grew faster, or the higher."""
    slopes = [made.beta.slope if made.beta else None for made in found]
    lower, higher = _surely(slopes)
    if not lower and not higher:
        return say("On no rate is it sure that the lower or the higher grew faster")
    message = later("{way} on {number} rates")
    if not higher:
        return say(message, **_sided(lower, found, LOWER, later("The lower surely grew faster")))
    if not lower:
        return say(message, **_sided(higher, found, HIGHER, later("The higher surely grew faster")))
    other = _sided(higher, found, HIGHER, later("the higher"))
    return say(
        "{way} on {number} rates, {other_way} on {other}",
        **_sided(lower, found, LOWER, later("The lower surely grew faster")),
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
    many, _ = _rates(within, found, "within", how)
    return say("On {number} rates provinces differ more within the zones than the zones do",
               number=many)  # fmt: skip


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
            "Beta: points of yearly growth by which a province that started at half was faster"
        ),
        source=_source(edition, found),
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
        source=_source(edition, found),
        names=(say("between the zones"), say("within the zones")),
        decimals=3,
        note=say("A dotted line is a break in a definition. Each panel has a scale of its own."),
    )


def table(edition: Edition, found: list[Rate]) -> Table:
    """A row a rate; the CSV behind it unrounded."""
    columns = [
        Column("rate", say("Rate"), "long"),
        Column("years", say("Years")),
        Column("provinces", say("Areas"), "number"),
        Column("variation", say("Coeff. of variation"), "estimate"),
        Column("variation_change", say("Change (95 %)"), "estimate"),
        Column("sigma", say("SD of logs, change (95 %)"), "estimate"),
        Column("beta", say("Faster from half (95 %)"), "estimate"),
        Column("theil", say("Theil"), "estimate"),
        Column("between", say("Between zones"), "number"),
        Column("moran", say("Moran's I (p)"), "estimate"),
    ]
    return Table(
        "spread", say("How far apart the provinces stand"), columns,
        pd.DataFrame([_cells(made) for made in found]),
        source=sentences([
            say("{words}.", words=_source(edition, found)),
            say("First and newest year with an arrow between. Theil index weighted by year-end "
                "population, all else each province once; SD: standard deviation; p: part of "
                "random orders as far from chance."),
        ]),
        behind=pd.DataFrame([_figures(made) for made in found]),
    )  # fmt: skip


def _cells(made: Rate) -> dict[str, str]:
    first, last = int(made.first["year"]), int(made.last["year"])
    weighted = made.last["theil_weighted"]

    def course(column: str, words: str, places: int) -> str:
        pair = [
            display_number(made.first[column], places), display_number(made.last[column], places)
        ]  # fmt: skip
        if math.isnan(made.first[column]) or math.isnan(made.last[column]):
            return ""
        what = "variation" if column == "variation" else "theil"
        how = say("{formula}, {first} and {last}", formula=words, first=first, last=last)
        return number(" → ".join(pair), how, by(made, what))

    share = 100 * made.last["between"] / weighted if weighted > 0 else math.nan
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
        "theil": course(
            "theil_weighted", say("Theil's T weighted by year-end population"), 3
        ),
        "between": "" if math.isnan(share) else between_share(share, made),
        "variation_change": _ends_words(
            made.variation_change, 0, "%", change_of(VARIATION), made, "variation change",
        ),
        "sigma": _ends_words(made.sigma, 0, "%", change_of(DEVIATION), made, "sigma"),
        "beta": _ends_words(_times(made.beta.slope if made.beta else None, -HALF), 1, "",
                            say(BETA), made, "beta"),
        "moran": _moran_words(made),
    }  # fmt: skip


def _years(made: Rate) -> str:
    first, last = int(made.first["year"]), int(made.last["year"])
    if not made.ends or made.ends == (first, last):
        return spanned(first, last)
    return say("{years}, changes {compared}",
               years=spanned(first, last), compared=spanned(*made.ends))  # fmt: skip


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
    return number(value + bracketed(p), _moran_formula(made), by(made, "moran"))


def _moran_formula(made: Rate) -> str:
    return say(
        "Moran's I of {year}, each neighbour counting alike; p by {permutations} permutations, "
        "both sides",
        year=int(made.last["year"]), permutations=f"{PERMUTATIONS:,}",
    )  # fmt: skip


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
        "sigma_pct": sigma.value,
        "sigma_low": sigma.low,
        "sigma_high": sigma.high,
        "variation_change_pct": varied.value,
        "variation_change_low": varied.low,
        "variation_change_high": varied.high,
        "beta": slope.value,
        "beta_low": slope.low,
        "beta_high": slope.high,
        "half_life_years": made.beta.half_life if made.beta else math.nan,
        "r_squared": made.beta.r_squared if made.beta else math.nan,
        "moran": made.moran.value if made.moran else math.nan,
        "moran_p": made.moran.p if made.moran else math.nan,
    }
