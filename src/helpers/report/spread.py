"""How far apart the provinces stand on each rate, and whether they draw together."""

from __future__ import annotations

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Prose, note
from helpers.draw.words import listed, words_html
from helpers.profile import DOUBLES
from helpers.reference import Indicator
from helpers.report.edition import Edition, lower
from helpers.report.spread_shown import (
    DEVIATION,
    INTERVAL,
    VARIATION,
    between_share,
    by,
    charts,
    number,
    table,
)
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
        return Block([note(_why_none(edition, chosen))])
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
    again = by(made, "sigma" if measure == DEVIATION else "variation change")
    return f"{number(said, formula, again)} ({number(between, formula, again)}, {first} to {last})"


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
        f"{between_share(share, made)} of the Theil index of {lower(made.indicator.name)}"
        for share, made in ends
    ]
    span = "from " if len(each) > 1 else ""
    return (
        f"Between the zones or within them: between the statistics bureau's four zones lies "
        f"{span}{' to '.join(each)}; the rest lies between provinces of one zone."
    )


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
