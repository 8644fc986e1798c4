"""The ranking and how sure it is: intervals, tiers, what moves the ranks, does it hold together."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.draw.effects import effects_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.whiskers import whiskers_chart
from helpers.draw.words import listed
from helpers.report.board import Scored, needs_board, points
from helpers.report.edition import counted, lower
from helpers.scoreboard.choices import CONCENTRATION
from helpers.scoreboard.coherence import (
    REDUNDANT,
    alphas,
    correlations,
    effective_weights,
    redundant,
)
from helpers.scoreboard.sensitivity import SHIFT, sensitivity
from helpers.scoreboard.tiers import CERTAIN
from helpers.scoreboard.uncertainty import DRAWS, HIGH, LOW

POINTS = 256  # of the Sobol sequence; each is reckoned once an input and twice more
SHOWN = 12
HARDLY = 0.01  # of the variance: a choice that surely has less moves hardly anything
CHOICE_WORDS = {
    "data": "GDP, revised or of its day",
    "impute": "Gaps filled or left",
    "treat": "Treatment of outliers",
    "normalise": "Scale (min-max, z-scores, ranks)",
    "aggregate": "Mean (arithmetic, geometric)",
    "left_out": "One indicator left out",
    "figures": "Errors of the figures",
}


@needs_board
def ranking(scored: Scored) -> Block:
    """Ranks with their intervals and tiers, and the same as a table."""
    chart = whiskers_chart(
        _frame(scored), name="scoreboard-ranks", title="Who stands where, and how sure that is",
        subtitle=f"rank in {scored.year} among {scored.among}; whiskers hold "
        f"{round(100 * (HIGH - LOW))} of 100 draws",
        source=scored.source, marked=scored.edition.areas,
        note=f"Provinces of one tier are not told apart: none stands above another in "
        f"{CERTAIN:.0%} of the draws. In order of tiers.",
    )  # fmt: skip
    words = f"<p>{escape(_drawn_words(scored))}</p>"
    return Block([Prose(words), Block([chart, _tiers(scored)], box="charts"), _table(scored)])


def _frame(scored: Scored) -> pd.DataFrame:
    table = scored.intervals.dropna(subset="rank")
    return pd.DataFrame(
        {
            "area": table.index,
            "area_name": [scored.name(area) for area in table.index],
            "indicator": scored.board.root,
            "year": scored.year,
            "rank": table["rank"].to_numpy(),
            "middle": table["median"].to_numpy(),
            "low": table["low"].to_numpy(),
            "high": table["high"].to_numpy(),
            "tier": table["tier"].to_numpy(),
        }
    )


def _drawn_words(scored: Scored) -> str:
    """What is varied in the draws."""
    varied = scored.choices
    tables = " and ".join("revised GDP" if name == "revised" else "GDP of its day"
                          for name in varied.tables)  # fmt: skip
    error = display_number(100 * float(varied.revision), 1, "%")
    return (
        f"Each of {DRAWS:,} draws makes the index anew with other choices that could be defended: "
        f"other weights (Dirichlet around the given ones, concentration {CONCENTRATION:g}), "
        f"{tables}, outliers treated or not, another scale (min-max, z-scores, ranks), the "
        "arithmetic or the geometric mean of the pillars, gaps filled or left, one indicator left "
        f"out, and an error in every figure (normal, {error} of it, the median by which GDP was "
        "revised; of R&D intensity its rounding, too). An interval is where the rank lies in all "
        "but the lowest and highest twentieth of them."
    )


def _tiers(scored: Scored) -> Prose:
    """The tiers in words, beside the chart."""
    table = scored.intervals.dropna(subset="tier").sort_values(["tier", "rank"])
    items = "".join(
        f"<li>{escape(listed([scored.name(area) for area in own.index]))}</li>"
        for _, own in table.groupby("tier")
    )
    count = int(table["tier"].nunique())
    return Prose(
        f'<div><h3 id="tiers">{escape(counted(count, "tier"))}</h3><p>Within a tier the order '
        "says nothing; near the border of two tiers a pair may not be told apart either.</p>"
        f"<ol>{items}</ol></div>"
    )


def _table(scored: Scored) -> Table:
    table = scored.intervals
    order = scored.order
    rows = pd.DataFrame(
        {
            "area": [scored.name(area) for area in order],
            "rank": [f"{table.at[area, 'rank']:g}" for area in order],
            "interval": [_span(table.loc[area]) for area in order],
            "median": [f"{table.at[area, 'median']:g}" for area in order],
            "tier": [f"{table.at[area, 'tier']:g}" for area in order],
            "score": [points(scored.scores.at[area, scored.board.root]) for area in order],
        }
    )
    columns = [
        Column("area", "Province"),
        Column("rank", "Rank as scored", "number"),
        Column("interval", "Interval", "number"),
        Column("median", "Median rank", "number"),
        Column("tier", "Tier", "number"),
        Column("score", "Score", "number"),
    ]
    behind = table.loc[order].rename_axis("area").reset_index().assign(
        indicator=scored.board.root,
        year=scored.year,
        score=scored.scores.loc[order, scored.board.root].to_numpy(),
    )  # fmt: skip
    return Table(
        "scoreboard-intervals", f"Ranks of {scored.year} and how sure they are", columns, rows,
        behind=behind, tall=True, source=scored.source,
        marked=[area in scored.edition.areas for area in order],
    )  # fmt: skip


def _span(row: pd.Series) -> str:
    low, high = f"{row['low']:g}", f"{row['high']:g}"
    return low if low == high else f"{low} to {high}"


def rank_words(scored: Scored, area: str) -> str:
    """ "rank 11 of 31 as scored, 9 to 13 in nine draws of ten", or that its place is sure."""
    row = scored.intervals.loc[area]
    among = f"rank {row['rank']:g} of {len(scored.order)} as scored"
    part = f"{round(100 * (HIGH - LOW))}% of the draws"
    if row["low"] == row["high"]:
        return f"{among}, and {row['low']:g} in at least {part}"
    return f"{among}, anywhere from {row['low']:g} to {row['high']:g} in {part}"


def _told(name: str, scored: Scored) -> str:
    """An input of the sensitivity analysis in words."""
    if name.startswith("weight of "):
        return f"Weight of {lower(scored.title(name.removeprefix('weight of ')))}"
    return CHOICE_WORDS[name]


@needs_board
def sensitive_to(scored: Scored) -> Block:
    """Which choice moves the ranks most, and which nothing."""
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
        }
    )
    chart = effects_chart(
        frame, name="scoreboard-sensitivity", title="What moves the ranks most",
        subtitle=f"part of the variance of the mean shift of all ranks, {scored.year}; the {SHOWN} "
        "greatest",
        source=scored.source, axis="Sobol index, total order",
        note=f"Sobol indices from {POINTS:,} points an input, with 95% intervals by bootstrap; "
        "total orders add up to more than one where choices act together.",
    )  # fmt: skip
    behind = found.assign(told=[_told(name, scored) for name in found["input"]])
    words = _moving_words(scored, shift)
    return Block([Prose(f"<p>{escape(words)}</p>"),
                  Block([chart, _by_area(scored, found)], box="charts"), _all(behind)])  # fmt: skip


def _by_area(scored: Scored, found: pd.DataFrame) -> Prose:
    """What moves the ranks of the marked, in a list."""
    items = []
    for area in scored.marked:
        own = found[found["output"] == area]
        own = own.dropna(subset="total").sort_values("total", ascending=False, kind="stable")
        top = [lower(_told(name, scored)) for name in own["input"].head(3)]
        words = f"most by {listed(top)}" if top else "by nothing that was varied"
        items.append(f"<li><strong>{escape(scored.name(area))}</strong>: {escape(words)}</li>")
    return Prose(f"<div><h3>Whose rank is moved by what</h3><ul>{''.join(items)}</ul></div>")


def _all(found: pd.DataFrame) -> Table:
    shift = found[found["output"] == SHIFT].sort_values("total", ascending=False, kind="stable")
    rows = pd.DataFrame(
        {
            "choice": shift["told"],
            "total": [display_number(max(v, 0), 2) for v in shift["total"]],
            "interval": [
                f"{display_number(max(low, 0), 2)} to {display_number(max(high, 0), 2)}"
                for low, high in zip(shift["total_low"], shift["total_high"], strict=True)
            ],
            "first": [display_number(max(v, 0), 2) for v in shift["first"]],
        }
    )
    columns = [
        Column("choice", "Choice"),
        Column("total", "Total order", "number"),
        Column("interval", "95% interval", "number"),
        Column("first", "First order", "number"),
    ]
    return Table("scoreboard-sobol", "Every choice, and how much it moves the ranks", columns, rows,
                 behind=found.drop(columns="told"), tall=True,
                 source="Estimates below zero are shown as zero.")  # fmt: skip


def _moving_words(scored: Scored, shift: pd.DataFrame) -> str:
    """What moves the ranks most, what hardly, and what not at all."""
    told = {name: lower(_told(name, scored)) for name in shift["input"]}
    first, second = shift["input"].iloc[:2]
    words = f"What shifts the ranks most: {told[first]}, then {told[second]}."
    still = [told[name] for name in shift.loc[~shift["moves"], "input"]]
    hardly = [told[row.input] for row in shift.itertuples()
              if row.moves and row.total_high < HARDLY]  # fmt: skip
    words += f" Moves nothing: {listed(still)}." if still else " Every choice moves some rank."
    if hardly:
        words += f" Has less than {HARDLY:.0%} of the variance: {listed(hardly)}."
    return words


@needs_board
def coherence(scored: Scored) -> Block:
    """What the JRC's audits look at, on all years scored."""
    scores = scored.board.index.scores
    framework = scored.plan.framework
    found = correlations(scores, framework)
    pillars = effective_weights(scores, framework, scored.board.root)
    pairs = redundant(scored.board.index.normalised)
    words = _coherence_words(scored, found, pairs)
    within = pd.DataFrame(
        {
            "indicator": [scored.title(code) for code in found["indicator"]],
            "pillar": [scored.title(code) for code in found["pillar"]],
            **{
                p: [display_number(v, 2).replace("-", "−") for v in found[p]]
                for p in scored.plan.pillars
            },
            "finding": [_finding(scored, word) for word in found["finding"]],
        }
    )
    columns = [Column("indicator", "Indicator"), Column("pillar", "Pillar")]
    columns += [Column(p, scored.title(p), "number") for p in scored.plan.pillars]
    columns.append(Column("finding", "Finding", "long"))
    alpha = alphas(scores, framework).set_index("score")["alpha"]
    weights = pd.DataFrame(
        {
            "pillar": [scored.title(code) for code in pillars["code"]],
            "alpha": [display_number(alpha[code], 2) for code in pillars["code"]],
            "nominal": [display_number(100 * v, 0, "%") for v in pillars["nominal"]],
            "effective": [display_number(100 * v, 0, "%") for v in pillars["effective"]],
        }
    )
    head = [
        Column("pillar", "Pillar"),
        Column("alpha", "Cronbach's alpha", "number"),
        Column("nominal", "Weight given", "number"),
        Column("effective", "Weight in effect", "number"),
    ]
    return Block(
        [
            Prose(f"<p>{escape(words)}</p>"),
            Table("scoreboard-pillars", "Weights given and in effect", head, weights,
                  behind=pillars, source="In effect: the squared correlation of the pillar with "
                  "the index, brought to a sum of one. Alpha of 0.7 and more is usual for "
                  "indicators of one thing."),
            Table("scoreboard-correlations", "Indicators and the pillars that they go with",
                  columns, within, behind=found, tall=True,
                  source="Pearson's correlation of scores over all provinces and years scored; an "
                  "indicator is a part of its own pillar, which lifts that one."),
        ]
    )  # fmt: skip


def _finding(scored: Scored, words: str) -> str:
    head, nearer, code = words.partition("nearer to ")
    return f"nearer to {scored.title(code)}" if nearer else head


def _coherence_words(scored: Scored, found: pd.DataFrame, pairs: pd.DataFrame) -> str:
    sentences = []
    for start, head in (
        ("nearer", "Nearer to another pillar than to their own"),
        ("weak", "Hardly going with their pillar"),
        ("against", "Going against their pillar"),
    ):
        rows = [row for row in found.itertuples() if row.finding.startswith(start)]
        names = [scored.title(row.indicator) for row in rows]
        sentences += [f"{head}: {listed(names)}."] if names else []
    if not sentences:
        sentences.append("Every indicator goes with its own pillar more than with any other.")
    if len(pairs):
        row = pairs.iloc[0]
        count = counted(len(pairs), "pair")
        sentences.append(
            f"{count} of indicators correlate beyond {REDUNDANT:g} and so say much the same, most "
            f"of all {lower(scored.title(row['one']))} and {lower(scored.title(row['other']))} "
            f"({row['r']:.2f})."
        )
    return " ".join(sentences)
