"""How the scoreboard is made: the framework and its reasons, the steps, what to bear in mind."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import enumerated, years_words
from helpers.report.board import Scored, needs_board
from helpers.report.board_claims import setting, stated
from helpers.scoreboard.steps import Step

STEPS = {
    "denominate": later("Size taken out"),
    "impute": later("Gaps filled"),
    "screen": later("Provinces left out"),
    "treat": later("Outliers treated"),
    "transform": later("Logarithms that the framework asks for"),
    "normalise": later("Put on one scale"),
    "aggregate": later("Averaged: indicators into pillars, pillars into the index"),
}
FIRMS = "enterprise"  # the pillar that a share of basic research is to be read with
SCALES = {
    "min_max": later("min-max: {least} is the least of all provinces and years, {most} the most")
}
BELOW = {
    "gdp": later("{figure}, over GDP"),
    "gdp_three_years": later("{figure}, over GDP of three years"),
    "population": later("{figure}, over year-end population"),
    "budget": later("{figure}, over the whole local budget"),
    "rd_total": later("{figure}, over R&D expenditure"),
}
TREATMENTS = {"none": later("none needed"), "winsorised": later("winsorised"), "log": later("log")}
# a code, with the count of what was done to it, or a count alone
COUNTED = re.compile(r"([a-z][a-z0-9_]*)(?:([:：] ?)([0-9][0-9,]*))?|([0-9][0-9,]*)")


def framework(scored: Scored) -> Table:
    """Every score and indicator, its weight, and why it is there."""
    plan = scored.plan
    score = say("score, {least} to {most}", least=setting(scored, "least", "0"),
                most=setting(scored, "most", "100"))  # fmt: skip
    weights = plan.framework.weights
    rows = []
    for code in plan.framework.codes:
        weight = display_number(100 * weights[code], 1, "%")
        item = plan.items.get(code)
        parent = plan.framework.node[code].parent
        rows.append(
            {
                "name": scored.title(code),
                "part": scored.title(parent) if parent else "",
                "weight": stated(scored, "weight", weight, code=code),
                "unit": scored.unit(code) if item else score,
                "made": _made(scored, code),
                "back": "" if item is None else _yes_or_no(item.reaches_back),
                "reason": plan.reasons[code],
            }
        )
    columns = [
        Column("name", say("Indicator or score")),
        Column("part", say("Part of")),
        Column("weight", say("Weight in the index"), "number"),
        Column("unit", say("Unit")),
        Column("made", say("Made of"), "long"),
        Column("back", say("In the long line")),
        Column("reason", say("Why it is there"), "long"),
    ]
    caption = say("The framework")
    return Table("scoreboard-framework", caption, columns, pd.DataFrame(rows), tall=True)


def _yes_or_no(it_is: bool) -> str:
    return say("yes") if it_is else say("no")


def _made(scored: Scored, code: str) -> str:
    item = scored.plan.items.get(code)
    if item is None:
        return ""
    indicators = scored.edition.reference.indicator
    words = indicators[item.numerator].name
    if item.window > 1:
        words = say("{figure}, {number} years together", figure=words, number=item.window)
    return say(BELOW[item.denominator], figure=words) if item.denominator in BELOW else words


@needs_board
def steps(scored: Scored) -> Block:
    """What every step of the engine did here, those that did nothing too."""
    board = scored.board
    rows = pd.DataFrame(
        [(say(STEPS[step.name]), _did(scored, step)) for step in board.index.steps],
        columns=["step", "did"],
    )
    columns = [Column("step", say("Step")), Column("did", say("What it did"), "long")]
    years = years_words(board.years[0], board.years[-1])
    words = say(
        "All provinces in all years scored ({years}) are put on one scale; where the series of an "
        "indicator breaks, its scores before and after still do not compare. Within a pillar all "
        "indicators weigh alike, and so do the pillars. A missing value stays missing: the score "
        "is then the mean of the rest.",
        years=years,
    )
    treated = Table(
        "scoreboard-treatment", say("What was done about outliers"),
        [Column("indicator", say("Indicator")), Column("treatment", say("Treatment")),
         Column("points", say("Values changed"), "number"),
         Column("skewness", say("Skewness"), "number"),
         Column("kurtosis", say("Kurtosis"), "number"),
         Column("skewness_after", say("Skewness after"), "number"),
         Column("kurtosis_after", say("Kurtosis after"), "number")],
        _treatment(scored), behind=board.index.treatment,
        source=say(
            "An indicator has outliers where skewness is beyond {skewness} and kurtosis above "
            "{kurtosis}. Up to five points are drawn in to the next value; where that is not "
            "enough, logarithms are taken.",
            skewness=setting(scored, "skewed", "2"),
            kurtosis=setting(scored, "peaked", "3.5"),
        ),
    )  # fmt: skip
    named = "".join(f"<li>{escape(title)}</li>" for title in scored.publications)
    cases = say(
        "A case is a province in one year, a value one figure of it. What is divided by what, and "
        "which scores there are (the index and its pillars), the framework above says."
    )
    made = Table("scoreboard-steps", say("The steps, in order"), columns, rows, source=cases)
    sources = Prose(f'<h3 id="publications">{say("Publications")}</h3><ul>{named}</ul>')
    return Block([Prose(f"<p>{words_html(words)}</p>"), made, treated, sources])


def _did(scored: Scored, step: Step) -> str:
    """What a step did, with codes of the framework as readers know them and counts as claims."""
    framework = scored.plan.framework
    if step.words in SCALES:
        return say(SCALES[step.words], least=setting(scored, "least", "0"),
                   most=setting(scored, "most", "100"))  # fmt: skip
    divided = [node.code for node in framework.nodes if node.denominator]
    if step.name == "denominate" and divided:
        return say("each divided by what the framework names: {indicators}",
                   indicators=enumerated([scored.title(code) for code in divided]))  # fmt: skip
    unscored = scored.board.index.scores[framework.root].isna().any()
    whats = iter({
        "impute": ["values missing"],
        "aggregate": ["scores made", *(["cases unscored"] if unscored else []), "cases with gaps"],
    }.get(step.name, []))  # fmt: skip

    def told(found: re.Match[str]) -> str:
        code, colon, points, number = found.groups()
        if code and code in framework.node:
            words = framework.node[code].name
            return words if not points else (
                f"{words}{colon}{stated(scored, 'treated_points', points, code=code)}"
            )  # fmt: skip
        count = points or number or ""
        what = next(whats, "") if count else ""
        return f"{code or ''}{colon or ''}{stated(scored, what, count) if what else count}"

    return COUNTED.sub(told, step.words)


def _treatment(scored: Scored) -> pd.DataFrame:
    table = scored.board.index.treatment
    numbers = ["skewness", "kurtosis", "skewness_after", "kurtosis_after"]
    return pd.DataFrame(
        {
            "indicator": [scored.title(code) for code in table["indicator"]],
            "treatment": [say(TREATMENTS[word]) for word in table["treatment"]],
            "points": [
                stated(scored, "treated_points", str(points), code=code)
                for code, points in zip(table["indicator"], table["points"], strict=True)
            ],
            **{
                name: [
                    stated(scored, name, display_number(v, 1).replace("-", "−"), code=code)
                    if v == v else ""
                    for code, v in zip(table["indicator"], table[name], strict=True)
                ]
                for name in numbers
            },
        }
    )  # fmt: skip


def caveats(scored: Scored) -> Prose:
    """What a score is not."""
    points = [
        say(
            "A score is a way of adding up what cannot be added up. Another choice of indicators, "
            "weights or scale is no error, and gives other ranks: the sections above say how much."
        ),
        say(
            "Every indicator is per head, to GDP or a share: a large province is not ahead by its "
            "size, and a small one with a few large institutes can be."
        ),
        *_basic_research(scored),
        say(
            "Scores are levels of one year. They say nothing about causes, nor about what money "
            "would buy."
        ),
        say(
            "GDP is as revised after the census; GDP as published in its day is the "
            "other choice that an edition can make, and part of the uncertainty told "
            "here."
        )
        if scored.vintage == "revised"
        else say(
            "GDP is as published in its day; GDP as revised after the census is the "
            "other choice that an edition can make, and part of the uncertainty told "
            "here."
        ),
        say("Hong Kong, Macao and Taiwan are not covered."),
    ]
    return Prose(f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>")


def _basic_research(scored: Scored) -> list[str]:
    """Why the share of basic research is scored, though it has no rank in the comparison.

    [] where the framework does not score it, or by itself alone or without a pillar of firms.
    """
    framework = scored.plan.framework
    ranked = scored.edition.reference.indicator["basic_research_share"].ranked
    of = {code: (item.numerator, item.denominator) for code, item in scored.plan.items.items()}
    parents = [framework.node[code].parent for code, parts in of.items()
               if parts == ("rd_exp_basic", "rd_total")]  # fmt: skip
    if ranked or FIRMS not in framework.node:
        return []
    return [
        say(
            "The comparison gives the share of basic research in R&D no rank; it is scored here "
            "because it asks how much of R&D seeks new knowledge. It is high also where firms do "
            "little R&D, so it shares the pillar {pillar} with other indicators; many points on it "
            "are no merit by themselves: read them together with the pillar {firms}.",
            pillar=scored.title(parent), firms=scored.title(FIRMS),
        )
        for parent in parents
        if parent != FIRMS and len(framework.children[parent]) > 1
    ]  # fmt: skip
