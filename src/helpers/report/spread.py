"""How far apart the provinces stand on each rate, and whether they draw together."""

from __future__ import annotations

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Prose, note
from helpers.draw.words import words_html
from helpers.language import chinese, later, say
from helpers.language.phrases import bracketed, clauses, listed, sentences
from helpers.profile import DOUBLES
from helpers.reference import Indicator
from helpers.report.claiming import directed
from helpers.report.edition import Edition
from helpers.report.indicator_words import lower
from helpers.report.spread_charts import charts
from helpers.report.spread_resting import resting_sentence
from helpers.report.spread_shown import (
    DEVIATION,
    VARIATION,
    between_share,
    by,
    change_of,
    claimed,
    number,
)
from helpers.report.spread_table import table
from helpers.spread.interval import Interval
from helpers.spread.panel import SPAN
from helpers.spread.rate import LEAST, Rate, rate

NOT_SPREAD = ("Ranking by others", "Stories")
NEAR = 0.05


def spread(edition: Edition) -> Block:
    """The section: what can be said, the charts, the table, and how it was reckoned."""
    chosen = shown(edition)
    found = [made for indicator in chosen if (made := of(edition, indicator))]
    if not found:
        return Block([note(_why_none(chosen))])
    pieces = [Prose(_sentences(edition, found)), charts(edition, found), table(edition, found)]
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


def _why_none(chosen: list[Indicator]) -> str:
    if not chosen:
        return say(
            "None of this edition's indicators is a rate (a share, an intensity, a figure per "
            "head): the spread of raw amounts would be that of the provinces' size."
        )
    return say(
        "No spread is shown: fewer than {number} of the provinces compared have figures"
        " of this edition's rates in all years shown.",
        number=LEAST,
    )


def _sentences(edition: Edition, found: list[Rate]) -> str:
    made = [_sigma_sentence(found), resting_sentence(edition, found), _beta_sentence(found),
            _zones_sentence(found), _space_sentence(found)]  # fmt: skip
    items = "".join(f"<li>{_strong(sentence)}</li>" for sentence in made if sentence)
    return f'<ul class="findings">{items}</ul>'


def _strong(sentence: str) -> str:
    head, colon, rest = sentence.partition("：" if chinese() else ": ")
    return f"<strong>{words_html(head)}</strong>{words_html(colon + rest)}"


def _names(found: list[Rate]) -> str:
    return listed([lower(made.indicator.name) for made in found])


def _sigma_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.ends]
    if not told:
        return say(
            "Did the spread change: no rate has two years far enough apart without a break between."
        )
    return say(
        "Did the spread change: by logarithms, in which the lowest weigh as much as the"
        " highest, {changes}; by the coefficient of variation, in which the highest "
        "weigh most, {by_variation}.",
        changes=_changes(told, [made.sigma for made in told], DEVIATION),
        by_variation=_changes(told, [made.variation_change for made in told], VARIATION),
    )


def _changes(told: list[Rate], intervals: list[Interval], measure: str) -> str:
    pairs = list(zip(told, intervals, strict=True))

    def each(sign: int) -> str:
        return listed([
            say("{name} by {percent}", name=lower(made.indicator.name),
                percent=_percent(made, interval, measure))
            for made, interval in pairs if interval.sign == sign
        ])  # fmt: skip

    parts = []
    what = "sigma" if measure == DEVIATION else "variation change"

    def way(sign: int, name: str, words: str) -> str:
        own = [made for made, interval in pairs if interval.sign == sign]
        return directed(say(words), name, *(claimed(made, what) for made in own))

    if fell := each(-1):
        told_way = way(-1, "drew together", later("narrowed"))
        parts.append(say("it {way} in {rates}", way=told_way, rates=fell))
    if grew := each(1):
        told_way = way(1, "drew apart", later("widened"))
        parts.append(say("it {way} in {rates}", way=told_way, rates=grew))
    open_ = [made for made, interval in pairs if not interval.sign]
    if open_:
        words = (later("no change can be told in any") if len(open_) == len(told)
                 else later("no change can be told in the others"))  # fmt: skip
        parts.append(way(0, "no change told", words))
    return clauses(parts)


def _percent(made: Rate, interval: Interval, measure: str) -> str:
    first, last = made.ends
    years = say("{first} to {last}", first=first, last=last)
    formula = change_of(measure, years, say("in percent"))
    said = f"{display_number(abs(interval.value), 1)}%"
    again = by(made, "sigma" if measure == DEVIATION else "variation change")
    low, high = sorted(abs(end) for end in (interval.low, interval.high))
    sign = "%" if chinese() else ""  # of the lower end
    between = say("{low} to {high}", low=f"{display_number(low, 1)}{sign}",
                  high=f"{display_number(high, 1)}%")  # fmt: skip
    return say("{percent} ({between}, {years})", percent=number(said, formula, again),
               between=number(between, formula, again), years=years)  # fmt: skip


def _beta_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.beta]
    if not told:
        return ""
    lower_first = [made for made in told if made.beta.slope.sign < 0]
    higher_first = [made for made in told if made.beta.slope.sign > 0]
    parts = []
    if lower_first:
        parts.append(say("those that started {way} in {rates}", rates=_names(lower_first),
                         way=directed(say("lower grew faster"), "lower grew faster",
                                      *(claimed(m, "beta") for m in lower_first))))  # fmt: skip
    if higher_first:
        parts.append(say("those that started {way} in {rates}", rates=_names(higher_first),
                         way=directed(say("higher grew faster"), "higher grew faster",
                                      *(claimed(m, "beta") for m in higher_first))))  # fmt: skip
    rest = [made for made in told if made.beta.slope.sign == 0]
    if rest:
        way = (later("in none can it be told") if len(rest) == len(told)
               else later("in the others it cannot be told"))  # fmt: skip
        parts.append(directed(say(way), "neither told", *(claimed(m, "beta") for m in rest)))
    words = say("Who grew faster: {told}.", told=clauses(parts))
    if not lower_first:
        return words
    mind = say("That alone does not mean that the spread fell: chance can change places, too.")
    return sentences([words, mind])


def _zones_sentence(found: list[Rate]) -> str:
    parts = [
        (100 * made.last["between"] / made.last["theil_weighted"], made)
        for made in found
        if made.last["theil_weighted"] > 0
    ]
    if not parts:
        return ""
    parts.sort(key=lambda part: part[0])
    each = [
        say("{share} of the Theil index of {name}",
            share=between_share(share, made), name=lower(made.indicator.name))
        for share, made in (parts[0], parts[-1])
    ]  # fmt: skip
    if len(parts) == 1:
        return say(
            "Between the zones or within them: differences between the statistics "
            "bureau's four zones make up {share}; the rest lies between provinces of "
            "one zone.",
            share=each[0],
        )
    return say(
        "Between the zones or within them: differences between the statistics bureau's "
        "four zones make up from {least} to {most}; the rest lies between provinces of "
        "one zone.",
        least=each[0], most=each[1],
    )  # fmt: skip


def _space_sentence(found: list[Rate]) -> str:
    told = [made for made in found if made.moran]
    if not told:
        return ""
    alike = [m for m in told if m.moran.p < NEAR and m.moran.value > m.moran.expected]
    unlike = [m for m in told if m.moran.p < NEAR and m.moran.value < m.moran.expected]
    rest = [m for m in told if m not in alike and m not in unlike]
    parts = []
    for way, words, own in (
        ("more than chance", later("more than chance would have it"), alike),
        ("less than chance", later("less than chance would have it"), unlike),
        ("by chance", later("no more and no less than by chance, as far as can be told,"), rest),
    ):
        if own:
            found_way = directed(say(words), way, *(claimed(made, "moran") for made in own))
            parts.append(say("{way} in {rates}", way=found_way, rates=_names(own)))
    return say("Do neighbours resemble one another: {told}.", told=clauses(parts))


def _how(edition: Edition, chosen: list[Indicator], found: list[Rate]) -> str:
    """How it was reckoned, what was left out, and what the intervals do not know."""
    names = edition.reference.area_names
    left = [
        listed([names[area] for area in made.lost]) + bracketed(lower(made.indicator.name))
        for made in found
        if made.lost
    ]
    lacking = [i for i in chosen if i.code not in {made.indicator.code for made in found}]
    alone = {area for made in found if made.moran for area in made.moran.alone}
    money = [made.indicator for made in found if made.indicator.money]
    told = [
        say("Only rates: raw amounts spread as the provinces' size does. Each over the years in "
            "which nine of ten provinces have a figure."),
        say("The 95% intervals take the provinces' figures as one outcome of a process"
            " that could have gone otherwise: on average, one interval in twenty misses"
            " by chance. They do not cover errors in the figures."),
        say("A change never crosses a break in comparability: it runs over the newest years "
            "{span} or more apart without one.",
            span=SPAN),
        say("Neighbours share a border on land; Hainan counts as Guangdong's."),
    ]  # fmt: skip
    if money:
        told.append(say(
            "{rates}: current prices. A rise of prices that all share changes no spread; one that "
            "differs between provinces does.",
            rates=listed([indicator.name for indicator in money]),
        ))  # fmt: skip
    if left:
        told.append(say("Left out for a missing year: {areas}.", areas=clauses(left)))
    if alone:
        told.append(say("Without a neighbour here: {areas}.",
                        areas=listed([names[area] for area in sorted(alone)])))  # fmt: skip
    if lacking:
        rates = listed([lower(indicator.name) for indicator in lacking])
        told.append(say("Too few figures: {rates}.", rates=rates))
    return f'<p class="note">{words_html(sentences(told))}</p>'
