"""Each province beside the nation, by the rule of the European Innovation Scoreboard."""

from __future__ import annotations

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import named, setting, stated
from helpers.report.edition import counted, lower
from helpers.scoreboard.groups import GROUPS, LEADER, MODERATE, STRONG

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
        f"<li><strong>{NAMES[group]}</strong> ({words_html(_rule(scored, group))}): "
        f"{words_html(_members(scored, group, list(table.index[table['group'] == group])))}</li>"
        for group in GROUPS
        if (table["group"] == group).any()
    )
    words = f"<p>{words_html(_basis(scored))}</p><ul>{items}</ul>"
    return Block([Prose(words), _table(scored, table)])


def _rule(scored: Scored, group: str) -> str:
    leader, strong, moderate = (
        setting(scored, name, f"{limit:g}")
        for name, limit in (("leader", LEADER), ("strong", STRONG), ("moderate", MODERATE))
    )
    return {
        "leader": f"above {leader}% of the nation's score",
        "strong": f"{strong} to {leader}%",
        "moderate": f"{moderate} to {strong}%",
        "emerging": f"below {moderate}%",
    }[group]


def _members(scored: Scored, group: str, areas: list[str]) -> str:
    return named(scored, "group_of", areas, [scored.name(area) for area in areas], code=group)


def _basis(scored: Scored) -> str:
    """On what indicators, and how the nation comes to its score."""
    found = scored.performance
    names = [lower(scored.title(code)) for code in found.indicators]
    pillars = [scored.title(p) for p in scored.plan.pillars if p in found.nation.index]
    lost = [scored.title(p) for p in scored.plan.pillars if p not in found.nation.index]
    words = (
        f"The share is a province's score in percent of the nation's, both on what {scored.nation} "
        f"has a row for in {scored.year}: {listed(names)} "
        f"({stated(scored, 'beside_indicators', counted(len(found.indicators), 'indicator'))}, "
        f"pillars {listed(pillars)}"
    )
    words += f"; none for {listed(lost)}). " if lost else "). "
    score = stated(scored, "nation", f"{points(found.nation.iloc[0])} points")
    return words + (
        f"The nation's own ratios lie on the provinces' scale and have no part in making it; its "
        f"score is {score}. GDP is that of its day on both sides, as there is no"
        " revised GDP of the nation here, and the nation's budget is the sum of local "
        "budgets. A share close to a limit is no firm group."
    )


def _table(scored: Scored, table: pd.DataFrame) -> Table:
    rows = pd.DataFrame(
        {
            "area": [scored.name(area) for area in table.index],
            "score": [stated(scored, "beside", points(score), area=area)
                      for area, score in table["score"].items()],
            "share": [stated(scored, "share", display_number(share, 0, "%"), area=area)
                      for area, share in table["share"].items()],
            "group": [named(scored, "group", [group], [NAMES[group]], area=area)
                      for area, group in table["group"].items()],
        }
    )  # fmt: skip
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
