"""Does the scoreboard hold together? What the JRC's audits of such indices look at."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, listed, sentences
from helpers.report.board import Scored, needs_board
from helpers.report.board_claims import named, pointed, setting, stated
from helpers.report.indicator_words import lower, signed
from helpers.scoreboard.coherence import (
    REDUNDANT,
    USUAL,
    alphas,
    correlations,
    drivers,
    effective_weights,
    redundant,
)


@needs_board
def coherence(scored: Scored) -> Block:
    """What the JRC's audits look at, on all years scored; and what drives each place."""
    scores = scored.board.index.scores
    found = correlations(scores, scored.plan.framework)
    words = _words(scored, found, redundant(scored.board.index.normalised))
    return Block(
        [
            Prose(f"<p>{words_html(words)}</p>"),
            _weights(scored),
            _within(scored, found),
            _drivers(scored),
        ]
    )


def _weights(scored: Scored) -> Table:
    """Weights of the pillars, given and in effect."""
    scores, framework = scored.board.index.scores, scored.plan.framework
    pillars = effective_weights(scores, framework, scored.board.root)
    alpha = alphas(scores, framework).set_index("score")["alpha"]
    rows = [
        {
            "pillar": scored.title(row.code),
            "alpha": _number(scored, "alpha", alpha[row.code], row.code),
            "nominal": _percent(scored, "weight", row.nominal, row.code),
            "effective": _percent(scored, "effective", row.effective, row.code),
        }
        for row in pillars.itertuples()
    ]
    columns = [
        Column("pillar", say("Pillar")),
        Column("alpha", say("Cronbach's alpha"), "number"),
        Column("nominal", say("Weight given"), "number"),
        Column("effective", say("Weight in effect"), "number"),
    ]
    source = say(
        "In effect: the squared correlation of the pillar with the index, brought to a sum of one. "
        "Alpha of {alpha} and more is usual for indicators of one thing.",
        alpha=setting(scored, "alpha", f"{USUAL:g}"),
    )
    return Table("scoreboard-pillars", say("Weights given and in effect"), columns,
                 pd.DataFrame(rows), behind=pillars, source=source, stacked=True)  # fmt: skip


def _within(scored: Scored, found: pd.DataFrame) -> Table:
    """How every indicator goes with every pillar."""
    rows = [
        {
            "indicator": scored.title(row["indicator"]),
            "pillar": scored.title(row["pillar"]),
            **{
                pillar: _number(scored, "correlation", row[pillar], row["indicator"], pillar)
                for pillar in scored.plan.pillars
            },
            "finding": clauses([_finding(scored, row["finding"]), *_below(scored, row)]),
        }
        for row in found.to_dict("records")
    ]
    columns = [Column("indicator", say("Indicator")), Column("pillar", say("Pillar"))]
    columns += [Column(p, scored.title(p), "number") for p in scored.plan.pillars]
    columns.append(Column("finding", say("Finding"), "long"))
    source = say(
        "Pearson's correlation of scores over all provinces and years scored; an indicator is a "
        "part of its own pillar, which lifts that one."
    )
    return Table("scoreboard-correlations", say("Indicators and the pillars that they go with"),
                 columns, pd.DataFrame(rows), behind=found, tall=True, source=source)  # fmt: skip


def _drivers(scored: Scored) -> Table:
    """The indicator that lifts each province most, and the one that holds it back most."""
    normalised = scored.board.index.normalised.xs(scored.year, level="year").loc[scored.order]
    found = drivers(normalised, scored.plan.framework)
    rows = []
    for row in found.itertuples():
        cells = {"area": scored.name(row.unit)}
        for what, code, size in (
            ("lift", row.lift, row.lift_points),
            ("drag", row.drag, row.drag_points),
        ):
            names = [scored.title(code)] if code else [say("nothing")]
            cells[what] = named(scored, what, [code] if code else [], names, area=row.unit)
            cells[f"{what}_points"] = (
                stated(scored, f"{what}_points", signed(size, 1), area=row.unit) if code else ""
            )
        rows.append(cells)
    columns = [
        Column("area", say("Province")),
        Column("lift", say("Lifted most by")),
        Column("lift_points", say("Points"), "number"),
        Column("drag", say("Held back most by")),
        Column("drag_points", say("Points"), "number"),
    ]
    source = say(
        "The weight of the indicator times the province's distance from the mean of all in {year}: "
        "points of the index that it is ahead or behind by this alone.",
        year=scored.year,
    )
    caption = say("The indicator that drives each place, {year}", year=scored.year)
    return Table("scoreboard-drivers", caption, columns, pd.DataFrame(rows), tall=True,
                 stacked=True, source=source, behind=found.rename(columns={"unit": "area"}),
                 marked=[area in scored.edition.areas for area in found["unit"]])  # fmt: skip


def _number(scored: Scored, what: str, value: float, code: str, other: str = "") -> str:
    """A number of two decimals with its claim; "" where there is none."""
    if value != value:
        return ""
    words = display_number(value, 2).replace("-", "−")
    return stated(scored, what, words, code=code, other=other)


def _percent(scored: Scored, what: str, part: float, code: str) -> str:
    return stated(scored, what, display_number(100 * part, 0, "%"), code=code)


def _finding(scored: Scored, words: str) -> str:
    head, nearer, code = words.partition("nearer to ")
    if nearer:
        return say("nearer to {pillar}", pillar=scored.title(code))
    return say(FINDINGS[head]) if head else ""


def _against(scored: Scored, row: dict[str, Any]) -> list[str]:
    """With which pillars not its own an indicator correlates below zero."""
    return [one for one in scored.plan.pillars if one != row["pillar"] and row[one] < 0]


def _below(scored: Scored, row: dict[str, Any]) -> list[str]:
    """The same in words, for the table."""
    codes = _against(scored, row)
    if not codes:
        return []
    return [say("below zero with {pillars}", pillars=listed([scored.title(p) for p in codes]))]


FINDINGS = {
    "against its pillar": later("against its pillar"),
    "weak in its pillar": later("weak in its pillar"),
}


def _titles(scored: Scored, what: str, codes: list[str]) -> str:
    """Indicators or pillars inside a sentence, with the claim that it is these and no others."""
    return named(scored, what, codes, [lower(scored.title(code)) for code in codes])


def _opposite(scored: Scored, found: pd.DataFrame) -> list[str]:
    """Which indicators correlate below zero with a pillar that is not their own."""
    rows = found.to_dict("records")
    codes = [row["indicator"] for row in rows if _against(scored, row)]
    if not codes:
        return []
    return [say("{way} with a pillar not their own: {indicators}.",
                way=pointed(scored, "opposite", say("Below zero"), codes),
                indicators=_titles(scored, "opposite", codes))]  # fmt: skip


def _loose(scored: Scored) -> list[str]:
    """Which pillars have an alpha below the usual bound."""
    table = alphas(scored.board.index.scores, scored.plan.framework)
    low = set(table.loc[table["alpha"] < USUAL, "score"])
    codes = [pillar for pillar in scored.plan.pillars if pillar in low]
    if not codes:
        return []
    return [
        say(
            "Alpha is {way} {bound}, so that its indicators hardly measure one thing, in: "
            "{pillars}.",
            way=pointed(scored, "loose", say("below"), codes),
            bound=setting(scored, "alpha", f"{USUAL:g}"),
            pillars=_titles(scored, "loose", codes),
        )
    ]


def _words(scored: Scored, found: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """What is odd about the framework, or that nothing is."""
    told = []
    for what, message in (
        ("nearer", later("Nearer to another pillar than to their own")),
        ("weak", later("Hardly going with their pillar")),
        ("against", later("Going against their pillar")),
    ):
        codes = list(found.loc[found["finding"].str.startswith(what), "indicator"])
        if codes:
            way = pointed(scored, what, say(message), codes)
            told.append(say("{way}: {indicators}.", way=way,
                            indicators=_titles(scored, what, codes)))  # fmt: skip
    if not told:
        words = say("Every indicator goes with its own pillar more than with any other")
        told.append(say("{sentence}.", sentence=named(scored, "odd", [], [words])))
    told += [*_opposite(scored, found), *_loose(scored)]
    if len(pairs):
        row = pairs.iloc[0]
        count = numbered(len(pairs), "{number} pair", "{number} pairs")
        bound = setting(scored, "redundant", f"{REDUNDANT:g}")
        most = named(scored, "closest", [row["one"], row["other"]],
                     [lower(scored.title(row[one])) for one in ("one", "other")])  # fmt: skip
        r = _number(scored, "correlation", row["r"], row["one"], row["other"])
        told.append(
            say(
                "{pairs} of indicators correlate beyond {bound} and so say much the same, {way} "
                "{most} ({correlation}).",
                way=pointed(scored, "closest", say("most of all"), [row["one"], row["other"]]),
                pairs=stated(scored, "pairs", count),
                bound=bound,
                most=most,
                correlation=r,
            )
        )
    return sentences(told)
