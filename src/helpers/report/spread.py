"""How far apart the provinces stand on each rate, and whether they draw together."""

from __future__ import annotations

import math

import pandas as pd

from helpers.claims.claim import Reckoned
from helpers.draw.intervals import intervals_chart
from helpers.draw.numbers import display_number
from helpers.draw.parts import PartsPanel, parts_chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.profile import DOUBLES
from helpers.reference import Indicator
from helpers.report.edition import Edition, lower, signed, source_words, years_words
from helpers.spread.interval import Interval
from helpers.spread.panel import SPAN
from helpers.spread.rate import LEAST, Rate, rate
from helpers.spread.space import PERMUTATIONS

NOT_SPREAD = ("Ranking by others", "Stories")
NEAR = 0.05
HALF = 100 * math.log(2)  # from a slope to points of growth of who starts at half
DEVIATION = "standard deviation of the logarithms of all provinces' figures, each counted once"
VARIATION = "coefficient of variation, each province counted once"
INTERVAL = "95 % interval by leaving out one province at a time (jackknife)"


def spread(edition: Edition) -> Block:
    """The section: what can be said, the charts, the table, and how it was reckoned."""
    chosen = shown(edition)
    found = [made for indicator in chosen if (made := of(edition, indicator))]
    if not found:
        return Block([note(_why_none(edition, chosen))])
    pieces = [Prose(_sentences(edition, found)), _charts(edition, found), _table(edition, found)]
    return Block([*pieces, Prose(_how(edition, chosen, found))])


def shown(edition: Edition) -> list[Indicator]:
    """The edition's rates whose spread is told; a raw amount follows the size of a province.

    An R&D intensity on the GDP of its day stays out where the one on revised GDP is there: the
    newest year of the first does not continue the others.
    """
    codes = {indicator.code for indicator in edition.indicators}
    return [
        indicator
        for indicator in edition.indicators
        if indicator.stock_or_flow == "ratio"
        and indicator.theme not in NOT_SPREAD
        and DOUBLES.get(indicator.code) not in codes
    ]


def of(edition: Edition, indicator: Indicator) -> Rate | None:
    """The spread of one rate among the edition's peers."""
    reference = edition.reference
    zones = dict(zip(reference.areas["adcode"], reference.areas["zone"], strict=True))
    return rate(edition.shown, indicator, edition.peers, zones, reference.borders)


def _why_none(edition: Edition, chosen: list[Indicator]) -> str:
    if not chosen:
        return (
            "None of this edition's indicators is a rate (a share, an intensity, a figure per "
            "head): the spread of raw amounts would be that of the provinces' size."
        )
    few = f"fewer than {LEAST} of the provinces compared have figures in all years shown"
    return f"No spread is told: {few} of the rates of this edition."


def _sentences(edition: Edition, found: list[Rate]) -> str:
    made = [_sigma_sentence(found), _beta_sentence(found), _zones_sentence(found),
            _space_sentence(found)]  # fmt: skip
    items = "".join(f"<li>{_strong(sentence)}</li>" for sentence in made if sentence)
    return f'<ul class="findings">{items}</ul>'


def _strong(sentence: str) -> str:
    head, colon, rest = sentence.partition(": ")
    return f"<strong>{words_html(head)}</strong>{words_html(colon + rest)}"


def _names(found: list[Rate]) -> str:
    return listed([lower(made.indicator.name) for made in found])


def _number(said: str, formula: str) -> str:
    return Reckoned(said, formula).words


def _sigma_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.ends]
    if not told:
        return "Did the spread change: no rate has two years far enough apart on one definition."
    words = f"Did the spread change: {_changes(told, [made.sigma for made in told])}."
    by_variation = _changes(told, [made.variation_change for made in told], VARIATION)
    return (
        f"{words} So by the logarithms, in which the lowest weigh as much as the highest; by the "
        f"coefficient of variation, in which the highest weigh most, {by_variation}."
    )


def _changes(told: list[Rate], intervals: list[Interval], measure: str = DEVIATION) -> str:
    pairs = list(zip(told, intervals, strict=True))
    parts = []
    for sign, verb in ((-1, "fell"), (1, "grew")):
        own = [pair for pair in pairs if pair[1].sign == sign]
        if own:
            each = [f"{lower(made.indicator.name)} by {_percent(made, interval, measure)}"
                    for made, interval in own]  # fmt: skip
            parts.append(f"it {verb} in {listed(each)}")
    open_ = [made for made, interval in pairs if not interval.sign]
    if open_:
        which = "any" if len(open_) == len(told) else "the others"
        parts.append(f"no change can be told in {which}")
    return "; ".join(parts)


def _percent(made: Rate, interval: Interval, measure: str) -> str:
    first, last = made.ends
    formula = f"change of the {measure}, {first} to {last}, in percent; {INTERVAL}"
    said = f"{display_number(abs(interval.value), 1)}%"
    ends = sorted(abs(end) for end in (interval.low, interval.high))
    between = f"{display_number(ends[0], 1)} to {display_number(ends[1], 1)}%"
    return f"{_number(said, formula)} ({_number(between, formula)}, {first} to {last})"


def _beta_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.beta]
    if not told:
        return ""
    lower_first = [made for made in told if made.beta.slope.sign < 0]
    higher_first = [made for made in told if made.beta.slope.sign > 0]
    parts = []
    if lower_first:
        parts.append(f"those that started lower grew faster in {_names(lower_first)}")
    if higher_first:
        parts.append(f"those that started higher grew faster in {_names(higher_first)}")
    rest = [made for made in told if made.beta.slope.sign == 0]
    if rest:
        which = "any" if len(rest) == len(told) else "the others"
        parts.append(f"neither can be told in {which}")
    words = f"Did the lower grow faster: {'; '.join(parts)}."
    if lower_first:
        words += " That alone does not mean that the spread fell: chance can change places, too."
    return words


def _zones_sentence(found: list[Rate]) -> str:
    parts = [
        (100 * made.last["between"] / made.last["theil_weighted"], made)
        for made in found
        if made.last["theil_weighted"] > 0
    ]
    if not parts:
        return ""
    parts.sort(key=lambda part: part[0])
    ends = [parts[0], parts[-1]] if len(parts) > 1 else parts
    each = [
        f"{_share(share, made)} of the Theil index of {lower(made.indicator.name)}"
        for share, made in ends
    ]
    span = "from " if len(each) > 1 else ""
    return (
        f"Between the zones or within them: between the statistics bureau's four zones lies "
        f"{span}{' to '.join(each)}; the rest lies between provinces of one zone."
    )


def _share(share: float, made: Rate) -> str:
    year = int(made.last["year"])
    formula = f"part of the Theil index of {year} between the four zones, weighted by population"
    return _number(f"{display_number(share, 0)}%", formula)


def _space_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.moran]
    if not told:
        return ""
    alike = [m for m in told if m.moran.p < NEAR and m.moran.value > m.moran.expected]
    unlike = [m for m in told if m.moran.p < NEAR and m.moran.value < m.moran.expected]
    rest = [m for m in told if m not in alike and m not in unlike]
    parts = []
    if alike:
        parts.append(f"more than chance would have it in {_names(alike)}")
    if unlike:
        parts.append(f"less than chance would have it in {_names(unlike)}")
    if rest:
        parts.append(
            f"no more and no less than by chance, as far as can be told, in {_names(rest)}"
        )
    return f"Do neighbours resemble one another: {'; '.join(parts)}."


def _charts(edition: Edition, found: list[Rate]) -> Block:
    charts = [_change_chart(edition, found), _catching_chart(edition, found)]
    weighted = [made for made in found if made.yearly["theil_weighted"].notna().any()]
    if weighted:
        charts.append(_parts_chart(edition, weighted))
    return Block(charts, box="charts")


def _source(edition: Edition, found: list[Rate]) -> str:
    codes = [made.indicator.code for made in found]
    rows = edition.shown
    rows = rows[rows["indicator"].isin(codes) & rows["ref_area"].isin(edition.peers)]
    return source_words(edition, rows, *(made.indicator for made in found))


def _label(made: Rate) -> str:
    years = f", {made.ends[0]}–{made.ends[1]}" if made.ends else ""
    return f"{made.indicator.name}{years}"


def _row(made: Rate, interval: Interval | None, factor: float = 1.0) -> dict[str, object]:
    ends = [math.nan] * 3
    if interval:
        ends = [interval.value, *sorted((factor * interval.low, factor * interval.high))]
        ends[0] *= factor
    first, last = made.ends or (None, None)
    return {
        "indicator": made.indicator.code, "label": _label(made), "first_year": first,
        "last_year": last, "provinces": len(made.areas), "value": ends[0], "low": ends[1],
        "high": ends[2],
    }  # fmt: skip


def _change_chart(edition: Edition, found: list[Rate]):
    return intervals_chart(
        pd.DataFrame([_row(made, made.sigma) for made in found]),
        name="spread-change",
        title="Sigma: how the spread changed",
        subtitle="standard deviation of logarithms, percent of the first year's; 95 % intervals",
        source=_source(edition, found),
        display=lambda value: f"{signed(value, 0)}%",
        below="drew together",
        above="drew apart",
        note="Filled: the whole interval lies on one side of no change.",
    )


def _catching_chart(edition: Edition, found: list[Rate]):
    slopes = [made.beta.slope if made.beta else None for made in found]
    return intervals_chart(
        pd.DataFrame([_row(m, slope, -HALF) for m, slope in zip(found, slopes, strict=True)]),
        name="spread-catching-up",
        title="Beta: did the lower grow faster?",
        subtitle="points of yearly growth by which a province that started at half was faster; "
        "95 % intervals",
        source=_source(edition, found),
        display=lambda value: signed(value, 1),
        below="higher faster",
        above="lower faster",
        note="Reckoned from the slope of yearly growth on the logarithm of the start; an "
        "association among these provinces, no cause.",
    )


def _parts_chart(edition: Edition, found: list[Rate]):
    panels = []
    for made in found:
        first, last = int(made.first["year"]), int(made.last["year"])
        breaks = [year for year, _ in made.indicator.breaks if first < year <= last]
        values = made.yearly.assign(lower=made.yearly["between"], upper=made.yearly["within"])
        panels.append(PartsPanel(made.indicator.code, made.indicator.name, values, breaks))
    years = [int(year) for made in found for year in made.yearly["year"]]
    return parts_chart(
        panels,
        name="spread-zones",
        title="Theil index: between the zones and within them",
        subtitle=f"weighted by year-end population, {years_words(min(years), max(years))}; "
        "0: all alike",
        source=_source(edition, found),
        names=("between the zones", "within the zones"),
        decimals=3,
        note="A dotted line is a break in a definition. Each panel has a scale of its own.",
    )


def _table(edition: Edition, found: list[Rate]) -> Table:
    columns = [
        Column("rate", "Rate"),
        Column("years", "Years"),
        Column("provinces", "Provinces", "number"),
        Column("variation", "Coefficient of variation", "number"),
        Column("variation_change", "Its change (95 %)", "number"),
        Column("theil", "Theil index, by population", "number"),
        Column("between", "Of it between zones", "number"),
        Column("sigma", "Change of the spread of logarithms (95 %)", "number"),
        Column("beta", "Faster from half (95 %)", "number"),
        Column("moran", "Moran's I (p)", "number"),
    ]
    return Table(
        "spread", "How far apart the provinces stand", columns,
        pd.DataFrame([_cells(made) for made in found]),
        source=f"{_source(edition, found)}. First and newest year with an arrow between; p: part "
        f"of {PERMUTATIONS:,} random orders as far from chance.",
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
        return _number(" → ".join(pair), f"{words}, {first} and {last}")

    share = 100 * made.last["between"] / weighted if weighted > 0 else math.nan
    return {
        "rate": made.indicator.name,
        "years": years_words(first, last),
        "provinces": str(len(made.areas)),
        "variation": course("variation", "standard deviation over mean, each province once", 2),
        "theil": course("theil_weighted", "Theil's T weighted by year-end population", 3),
        "between": "" if math.isnan(share) else _share(share, made),
        "variation_change": _ends_words(
            made.variation_change, 0, "%", f"change of the {VARIATION}; {INTERVAL}", made
        ),
        "sigma": _ends_words(made.sigma, 0, "%", f"change of the {DEVIATION}; {INTERVAL}", made),
        "beta": _ends_words(_times(made.beta.slope if made.beta else None, -HALF), 1, "",
                            "points of yearly growth, slope on the logarithm of the start times "
                            "minus ln 2; HC3 errors", made),
        "moran": _moran_words(made),
    }  # fmt: skip


def _times(interval: Interval | None, factor: float) -> Interval | None:
    if interval is None:
        return None
    ends = sorted((factor * interval.low, factor * interval.high))
    return Interval(factor * interval.value, *ends)


def _ends_words(interval: Interval | None, places: int, unit: str, formula: str, made: Rate) -> str:
    if interval is None or not made.ends:
        return ""
    value = f"{signed(interval.value, places)}{unit}"
    if math.isnan(interval.low):
        return _number(value, f"{formula}, {made.ends[0]} to {made.ends[1]}")
    low, high = signed(interval.low, places), signed(interval.high, places)
    said = f"{value} ({low} to {high})"
    if made.ends != (int(made.first["year"]), int(made.last["year"])):
        said += f", {made.ends[0]}–{made.ends[1]}"
    return _number(said, f"{formula}, {made.ends[0]} to {made.ends[1]}")


def _moran_words(made: Rate) -> str:
    if made.moran is None:
        return ""
    value = display_number(made.moran.value, 2).replace("-", "−")
    p = display_number(made.moran.p, 3) if made.moran.p >= 0.001 else "0.001 or less"
    formula = (
        f"Moran's I of {int(made.last['year'])}, each neighbour counting alike; p by "
        f"{PERMUTATIONS:,} permutations, both sides"
    )
    return _number(f"{value} ({p})", formula)


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


def _how(edition: Edition, chosen: list[Indicator], found: list[Rate]) -> str:
    """How it was reckoned, what was left out, and what the intervals do not know."""
    names = edition.reference.area_names
    left = [
        f"{listed([names[area] for area in made.lost])} ({lower(made.indicator.name)})"
        for made in found
        if made.lost
    ]
    lacking = [i for i in chosen if i.code not in {made.indicator.code for made in found}]
    alone = {area for made in found if made.moran for area in made.moran.alone}
    money = [made.indicator for made in found if made.indicator.money]
    sentences = [
        "Only rates: raw amounts spread as the provinces' size does. Each over the years in which "
        "nine of ten provinces have a figure.",
        "The intervals take the provinces as one draw of a process that might have run otherwise "
        "and hold at 95 %: of twenty, one misses by chance. They know nothing of errors in the "
        "figures.",
        f"A change keeps to one definition: the newest with years {SPAN} or more apart.",
        "Neighbours share a border on land; Hainan counts as Guangdong's.",
    ]
    if money:
        sentences.append(
            f"{listed([indicator.name for indicator in money])}: current prices. A rise of prices "
            "that all share changes no spread; one that differs between provinces does."
        )
    if left:
        sentences.append(f"Left out for a missing year: {'; '.join(left)}.")
    if alone:
        sentences.append(f"Without a neighbour here: {listed([names[a] for a in sorted(alone)])}.")
    if lacking:
        sentences.append(
            f"Too few figures: {listed([lower(indicator.name) for indicator in lacking])}."
        )
    return f'<p class="note">{words_html(" ".join(sentences))}</p>'
