"""Which choices move the ranks, all of them and each of the marked."""

from __future__ import annotations

import pandas as pd

from helpers.draw.effects import effects_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import ranged, sentences
from helpers.report import board_titles, titles
from helpers.report.board import Scored, needs_board
from helpers.report.board_claims import claim, named, pointed, setting, shown, stated
from helpers.report.claiming import directed
from helpers.report.indicator_words import lower
from helpers.scoreboard.sensitivity import SHIFT, leading, sensitivity

POINTS = 256  # of the Sobol sequence; each is reckoned once an input and twice more
SHOWN = 12
HARDLY = 0.01  # of the variance: a choice that surely has less moves hardly anything
CHOICE_WORDS = {
    "data": later("GDP, revised or of its day"),
    "impute": later("Gaps filled or left"),
    "treat": later("Treatment of outliers"),
    "normalise": later("Scale (min-max, z-scores, ranks)"),
    "aggregate": later("Mean (arithmetic, geometric)"),
    "left_out": later("One indicator left out"),
    "figures": later("Errors of the figures"),
}


def _told(name: str, scored: Scored) -> str:
    """An input of the sensitivity analysis in words."""
    if name.startswith("weight of "):
        title = lower(scored.title(name.removeprefix("weight of ")))
        return say("Weight of {title}", title=title)
    return say(CHOICE_WORDS[name])


@needs_board
def sensitive_to(scored: Scored) -> Block:
    """Which choices move the ranks most by estimate, and which nothing."""
    found = sensitivity(scored.choices, scored.marked, points=POINTS)
    shift = found[found["output"] == SHIFT].sort_values("total", ascending=False, kind="stable")
    top = shift.head(SHOWN)
    frame = pd.DataFrame(
        {
            "choice": [_told(name, scored) for name in top["input"]],
            "total": top["total"].to_numpy(),
            "low": top["total_low"].to_numpy(),
            "high": top["total_high"].to_numpy(),
            "first": top["first"].to_numpy(),
            "claim": [shown(scored, "total", code=name) for name in top["input"]],
            "low_claim": [shown(scored, "total_low", code=name) for name in top["input"]],
            "high_claim": [shown(scored, "total_high", code=name) for name in top["input"]],
        }
    )
    chart = effects_chart(
        frame,
        name="scoreboard-sensitivity",
        title=board_titles.greatest(scored, leading(shift), frame),
        subtitle=titles.under(
            say("What moves the ranks most"),
            say(
                "part of the variance of the mean shift of all ranks, {year}; the {shown} greatest",
                year=scored.year,
                shown=setting(scored, "shown", str(SHOWN)) if len(shift) > SHOWN else len(top),
            ),
        ),
        source=scored.source,
        axis=say("Sobol index, total order"),
        note=say(
            "Sobol indices from {points} points an input, with {level} intervals by bootstrap; "
            "total orders add up to more than one where choices act together.",
            points=setting(scored, "points", f"{POINTS:,}"),
            level=setting(scored, "level", "95%"),
        ),
    )
    behind = found.assign(told=[_told(name, scored) for name in found["input"]])
    words = _moving_words(scored, shift)
    charts = Block([chart, _by_area(scored, found)], box="charts")
    return Block([Prose(f"<p>{words_html(words)}</p>"), charts, _all(scored, behind)])


def _by_area(scored: Scored, found: pd.DataFrame) -> Prose:
    """What moves the ranks of the marked, in a list."""
    items = []
    for area in scored.marked:
        own = found[found["output"] == area]
        own = own.dropna(subset="total").sort_values("total", ascending=False, kind="stable")
        top = list(own["input"].head(3))
        told = [lower(_told(name, scored)) for name in top]
        most = named(scored, "movers", top, told, code=str(len(top)), area=area) if top else ""
        if not top:
            nothing = claim(scored, "movers", code="3", area=area)
            words = directed(say("hardly by anything that was varied"), "scored unmoved", nothing)
        else:
            way = pointed(scored, "movers", say("moved most (by estimate)"), top,
                          code=str(len(top)), area=area)  # fmt: skip
            words = say("{way} by {choices}; the first is {rest}", way=way, choices=most,
                        rest=_rest(scored, leading(own), area))  # fmt: skip
        item = say("<strong>{head}</strong>: {rest}", head=words_html(scored.name(area)),
                   rest=words_html(words))  # fmt: skip
        items.append(f"<li>{item}</li>")
    head = say("Whose rank is moved by what")
    return Prose(f'<div><h3 id="movers">{head}</h3><ul>{"".join(items)}</ul></div>')


def _rest(scored: Scored, codes: list[str], area: str = "") -> str:
    """Whether the largest index is told apart from the others. codes: `leading`."""
    if len(codes) > 1:
        return pointed(scored, "leading", say("not told apart from others"), codes, area=area)
    return board_titles.alone(scored, say("clear of all others"), codes, area)


def _all(scored: Scored, found: pd.DataFrame) -> Table:
    shift = found[found["output"] == SHIFT].sort_values("total", ascending=False, kind="stable")
    rows = pd.DataFrame(
        {
            "choice": shift["told"],
            "total": _indices(scored, shift, "total"),
            "interval": _intervals(scored, shift, "total"),
            "first": _indices(scored, shift, "first"),
            "first_interval": _intervals(scored, shift, "first"),
        }
    )
    columns = [
        Column("choice", say("Choice")),
        Column("total", say("Total order"), "number"),
        Column("interval", say("95% interval"), "number"),
        Column("first", say("First order"), "number"),
        Column("first_interval", say("95% interval"), "number"),
    ]
    return Table("scoreboard-sobol", say("Every choice, and how much it moves the ranks"), columns,
                 rows, behind=found.drop(columns="told"), tall=True, stacked=True,
                 source=_noise_words(scored, shift))  # fmt: skip


def _noise_words(scored: Scored, shift: pd.DataFrame) -> str:
    """How far the estimates are to be trusted; first orders are the less sure ones."""
    unsure = str(int((shift["first_low"] <= 0).sum()))
    words = [
        say("Zeros are rounded, or estimates below zero. First orders are the less sure ones: of "
            "{some} of {all} choices their interval holds zero.",
            some=stated(scored, "unsure", unsure),
            all=stated(scored, "choices", str(len(shift)))),
    ]  # fmt: skip
    beyond = list(shift.loc[shift["first"] > shift["total"], "input"])
    if beyond:
        names = named(scored, "beyond", beyond, [lower(_told(name, scored)) for name in beyond])
        words.append(say("In truth no first order is above its total order; where the estimate is "
                         "({names}), that is noise.", names=names))  # fmt: skip
    return sentences(words)


def _intervals(scored: Scored, shift: pd.DataFrame, what: str) -> list[str]:
    ends = (_indices(scored, shift, f"{what}_{end}") for end in ("low", "high"))
    return [ranged(low, high) for low, high in zip(*ends, strict=True)]


def _indices(scored: Scored, shift: pd.DataFrame, what: str) -> list[str]:
    return [
        stated(scored, what, display_number(max(value, 0), 2), code=name)
        for name, value in zip(shift["input"], shift[what], strict=True)
    ]


def _most(scored: Scored, shift: pd.DataFrame, told: dict[str, str]) -> str:
    """Which total orders are largest; an order only where an interval is clear of all others."""
    codes = leading(shift)
    if len(codes) == 1:
        way = board_titles.alone(scored, say("What shifts the ranks most"), codes)
        return say("{way}: {choices}, {clear}.", way=way, clear=_rest(scored, codes),
                   choices=named(scored, "leading", codes, [told[codes[0]]]))  # fmt: skip
    # of those not told apart, the ones that no other choice stands between by estimate
    run = [code for code, own in zip(codes, shift["input"], strict=False) if code == own]
    of = {"code": str(len(run))}
    return say("{way}: {choices}; their intervals {overlap} with that of the first, so that "
               "which of them is larger cannot be told.",
               way=pointed(scored, "movers", say("Largest total orders by estimate"), run, **of),
               choices=named(scored, "movers", run, [told[code] for code in run], **of),
               overlap=pointed(scored, "leading", say("overlap"), codes))  # fmt: skip


def _moving_words(scored: Scored, shift: pd.DataFrame) -> str:
    """What moves the ranks most, what hardly, and what not at all."""
    told = {name: lower(_told(name, scored)) for name in shift["input"]}
    still = list(shift.loc[~shift["moves"], "input"])
    hardly = [row.input for row in shift.itertuples() if row.moves and row.total_high < HARDLY]
    names = [told[name] for name in still] or [say("Every choice moves some rank")]
    nothing = named(scored, "still", still, names)
    words = [
        say(
            "The total order of a choice is the part of the ranks' variance in which it has a "
            "hand, alone or together with others; the first order is what it does alone."
        ),
        _most(scored, shift, told),
        say("{way}: {choices}.", choices=nothing,
            way=pointed(scored, "still", say("Moves nothing"), still)) if still
        else say("{sentence}.", sentence=nothing),
    ]  # fmt: skip
    if hardly:
        names = named(scored, "hardly", hardly, [told[name] for name in hardly])
        part = setting(scored, "hardly", f"{HARDLY:.2f}")
        words.append(
            say(
                "Hardly moves them, with a total order of {way} {part}: {names}.",
                way=pointed(scored, "hardly", say("less than"), hardly),
                part=part,
                names=names,
            )
        )
    return sentences(words)
