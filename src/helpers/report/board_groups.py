"""Each province beside the nation, by the rule of the European Innovation Scoreboard."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed
from helpers.report.board import Scored, needs_board, points
from helpers.report.edition import counted, lower
from helpers.scoreboard.groups import GROUPS, LEADER, MODERATE, STRONG

RULE = {
    "leader": f"above {LEADER:g}% of the nation's score",
    "strong": f"{STRONG:g} to {LEADER:g}%",
    "moderate": f"{MODERATE:g} to {STRONG:g}%",
    "emerging": f"below {MODERATE:g}%",
}
NAMES = {"leader": "Leaders", "strong": "Strong", "moderate": "Moderate", "emerging": "Emerging"}


@needs_board
def groups(scored: Scored) -> Block:
    """Who stands where beside the nation, on what, and the table."""
    found = scored.performance
    if found is None:
        words = f"{scored.nation} has no row of any indicator of {scored.year} that is scored here."
        return Block([note(f"{words} No groups are formed.")])
    table = found.table.dropna().sort_values("share", ascending=False, kind="stable")
    items = "".join(
        f"<li><strong>{NAMES[group]}</strong> ({escape(RULE[group])}): "
        f"{escape(listed([scored.name(area) for area in table.index[table['group'] == group]]))}"
        "</li>"
        for group in GROUPS
        if (table["group"] == group).any()
    )
    return Block([Prose(f"<p>{escape(_basis(scored))}</p><ul>{items}</ul>"), _table(scored, table)])


def _basis(scored: Scored) -> str:
    """On what indicators, and how the nation comes to its score."""
    found = scored.performance
    names = [lower(scored.title(code)) for code in found.indicators]
    pillars = [scored.title(p) for p in scored.plan.pillars if p in found.nation.index]
    lost = [scored.title(p) for p in scored.plan.pillars if p not in found.nation.index]
    words = (
        f"The share is a province's score in percent of the nation's, both on what {scored.nation} "
        f"has a row for in {scored.year}: {listed(names)} "
        f"({counted(len(found.indicators), 'indicator')}, pillars {listed(pillars)}"
    )
    words += f"; none for {listed(lost)}). " if lost else "). "
    return words + (
        f"The nation's own ratios lie on the provinces' scale and have no part in making it; its "
        f"score is {points(found.nation.iloc[0])} points. GDP is that of its day on both sides, as "
        "there is no revised GDP of the nation here, and the nation's budget is the sum of local "
        "budgets. A share close to a limit is no firm group."
    )


def _table(scored: Scored, table: pd.DataFrame) -> Table:
    rows = pd.DataFrame(
        {
            "area": [scored.name(area) for area in table.index],
            "score": [points(score) for score in table["score"]],
            "share": [display_number(share, 0, "%") for share in table["share"]],
            "group": [NAMES[group] for group in table["group"]],
        }
    )
    columns = [
        Column("area", "Province"),
        Column("score", "Score on these indicators", "number"),
        Column("share", "Share of the nation's score", "number"),
        Column("group", "Group"),
    ]
    behind = table.rename_axis("area").reset_index().assign(year=scored.year)
    return Table(
        "scoreboard-groups", f"Provinces beside the nation, {scored.year}", columns, rows,
        behind=behind, tall=True, source=scored.source,
        marked=[area in scored.edition.areas for area in table.index],
    )  # fmt: skip
