"""How the scoreboard is made: the framework and its reasons, the steps, what to bear in mind."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.report.board import Scored, needs_board
from helpers.report.board_claims import setting, stated
from helpers.report.edition import years_words

STEPS = {
    "denominate": "Size taken out",
    "impute": "Gaps filled",
    "screen": "Provinces left out",
    "treat": "Outliers treated",
    "transform": "Logarithms by the framework",
    "normalise": "Brought to one scale",
    "aggregate": "Put together",
}


SCALES = {"min_max": "min-max: 0 is the least of all provinces and years, 100 the most"}


def framework(scored: Scored) -> Table:
    """Every score and indicator, its weight, and why it is there."""
    plan = scored.plan
    score = f"score, {setting(scored, 'least', '0')} to {setting(scored, 'most', '100')}"
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
                "unit": item.unit if item else score,
                "made": _made(scored, code),
                "back": "" if item is None else "yes" if item.reaches_back else "no",
                "reason": plan.reasons[code],
            }
        )
    columns = [
        Column("name", "Indicator or score"),
        Column("part", "Part of"),
        Column("weight", "Weight in the index", "number"),
        Column("unit", "Unit"),
        Column("made", "Made of", "long"),
        Column("back", "In the long line"),
        Column("reason", "Why it is there", "long"),
    ]
    return Table("scoreboard-framework", "The framework", columns, pd.DataFrame(rows), tall=True)


def _made(scored: Scored, code: str) -> str:
    item = scored.plan.items.get(code)
    if item is None:
        return ""
    indicators = scored.edition.reference.indicator
    below = {
        "gdp": "GDP", "gdp_three_years": "GDP of three years", "population": "year-end population",
        "budget": "the whole local budget", "rd_total": "R&D expenditure",
    }.get(item.denominator, "")  # fmt: skip
    words = indicators[item.numerator].name
    words += f", {item.window} years together" if item.window > 1 else ""
    return f"{words}, over {below}" if below else words


@needs_board
def steps(scored: Scored) -> Block:
    """What every step of the engine did here, those that did nothing too."""
    board = scored.board
    rows = pd.DataFrame(
        [(STEPS[step.name], _named(scored, step.words)) for step in board.index.steps],
        columns=["step", "did"],
    )
    columns = [Column("step", "Step"), Column("did", "What it did", "long")]
    years = years_words(board.years[0], board.years[-1])
    words = (
        f"All provinces in all years scored ({years}) are put on one scale, so that a score of "
        "one year is the same as that of another. Within a pillar all indicators weigh alike, and "
        "so do the pillars. A missing value stays missing: the score is then the mean of the rest."
    )
    treated = Table(
        "scoreboard-treatment", "What was done about outliers",
        [Column("indicator", "Indicator"), Column("treatment", "Treatment"),
         Column("points", "Values changed", "number"), Column("skewness", "Skewness", "number"),
         Column("kurtosis", "Kurtosis", "number"),
         Column("skewness_after", "Skewness after", "number"),
         Column("kurtosis_after", "Kurtosis after", "number")],
        _treatment(scored), behind=board.index.treatment,
        source=f"An indicator has outliers where skewness is beyond "
        f"{setting(scored, 'skewed', '2')} and kurtosis above {setting(scored, 'peaked', '3.5')}. "
        "Up to five points are drawn in to the next value; where that is not enough, logarithms "
        "are taken.",
    )  # fmt: skip
    named = "".join(f"<li>{escape(title)}</li>" for title in scored.publications)
    made = Table("scoreboard-steps", "The steps, in order", columns, rows)
    sources = Prose(f'<h3 id="publications">Publications</h3><ul>{named}</ul>')
    return Block([Prose(f"<p>{words_html(words)}</p>"), made, treated, sources])


def _named(scored: Scored, words: str) -> str:
    """Codes of the framework, and names of scales, as readers know them."""
    words = SCALES.get(words, words)
    parts = []
    for part in words.split(" "):
        bare = part.strip(",;:()")
        title = scored.title(bare) if bare in scored.plan.framework.node else bare
        parts.append(part.replace(bare, title) if bare and title != bare else part)
    return " ".join(parts)


def _treatment(scored: Scored) -> pd.DataFrame:
    table = scored.board.index.treatment
    numbers = ["skewness", "kurtosis", "skewness_after", "kurtosis_after"]
    return pd.DataFrame(
        {
            "indicator": [scored.title(code) for code in table["indicator"]],
            "treatment": [word if word != "none" else "none needed" for word in table["treatment"]],
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
    other = "published" if scored.vintage == "revised" else "revised"
    points = [
        "A score is a way of adding up what cannot be added up. Another choice of indicators, "
        "weights or scale is no error, and gives other ranks: the sections above say how much.",
        "Every indicator is per head, to GDP or a share: a large province is not ahead by its "
        "size, and a small one with a few large institutes can be.",
        "Scores are levels of one year. They say nothing about causes, nor about what money "
        "would buy.",
        f"GDP is {scored.vintage if scored.vintage == 'revised' else 'that of its day'}; the "
        f"{other} one is the other choice (parameter gdp_vintage), and part of the uncertainty.",
        "Hong Kong, Macao and Taiwan are not covered.",
    ]
    return Prose(f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>")
