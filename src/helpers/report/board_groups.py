"""Each province beside the nation, by the rule of the European Innovation Scoreboard."""

from __future__ import annotations

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import sentences
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import named, setting, stated
from helpers.report.board_parts import points_words
from helpers.report.indicator_words import lower
from helpers.scoreboard.groups import GROUPS, LEADER, MODERATE, STRONG

NAMES = {
    "leader": later("Leaders"),
    "strong": later("Strong"),
    "moderate": later("Moderate"),
    "emerging": later("Emerging"),
}
RULES = {
    "leader": later("above {leader}% of the nation's score"),
    "strong": later("{strong} to {leader}%"),
    "moderate": later("{moderate} to {strong}%"),
    "emerging": later("below {moderate}%"),
}


@needs_board
def groups(scored: Scored) -> Block:
    """Who stands where beside the nation, on what, and the table."""
    found = scored.performance
    if found is None:
        words = say(
            "{nation} has no row of any indicator of {year} that is scored here. No groups are "
            "formed.",
            nation=scored.nation,
            year=scored.year,
        )
        return Block([note(words)])
    table = found.table.dropna().sort_values("share", ascending=False, kind="stable")
    items = "".join(
        _item(scored, group, list(table.index[table["group"] == group]))
        for group in GROUPS
        if (table["group"] == group).any()
    )
    words = f"<p>{words_html(_basis(scored))}</p><ul>{items}</ul>"
    return Block([Prose(words), _table(scored, table)])


def _item(scored: Scored, group: str, areas: list[str]) -> str:
    words = say(
        "<strong>{group} on these</strong> ({rule}): {members}",
        group=say(NAMES[group]),
        rule=words_html(_rule(scored, group)),
        members=words_html(_members(scored, group, areas)),
    )
    return f"<li>{words}</li>"


def _rule(scored: Scored, group: str) -> str:
    limits = {"leader": LEADER, "strong": STRONG, "moderate": MODERATE}
    told = {name: setting(scored, name, f"{limit:g}") for name, limit in limits.items()}
    return say(RULES[group], **told)


def _members(scored: Scored, group: str, areas: list[str]) -> str:
    return named(scored, "group_of", areas, [scored.name(area) for area in areas], code=group)


def _basis(scored: Scored) -> str:
    """On what indicators, and how the nation comes to its score."""
    found = scored.performance
    names = [lower(scored.title(code)) for code in found.indicators]
    pillars = [p for p in scored.plan.pillars if p in found.nation.index]
    lost = [p for p in scored.plan.pillars if p not in found.nation.index]
    count = numbered(len(found.indicators), "{number} indicator", "{number} indicators")
    given = {
        "nation": scored.nation,
        "year": scored.year,
        "names": named(scored, "nation_has", found.indicators, names),
        "indicators": stated(scored, "beside_indicators", count),
        "all": _all(scored),
        "pillars": named(scored, "nation_pillars", pillars, [*map(scored.title, pillars)]),
    }
    basis = (
        say(
            "These groups rest on {indicators} of the {all} that make the score, those of which "
            "{nation} has a row in {year}: {names} (pillars {pillars}; none for {lost}). The share "
            "is a province's score on them in percent of the nation's.",
            **given,
            lost=named(scored, "nation_lacks", lost, [*map(scored.title, lost)]),
        )
        if lost
        else say(
            "These groups rest on {indicators} of the {all} that make the score, those of which "
            "{nation} has a row in {year}: {names} (pillars {pillars}). The share is a province's "
            "score on them in percent of the nation's.",
            **given,
        )
    )
    own = say(
        "Who leads on these may stand low on all, and the other way round. The nation's own "
        "ratios lie on the provinces' scale and have no part in making it; its "
        "score is {score}. GDP is that of its day on both sides, as there is no revised GDP of the "
        "nation here, and the nation's budget is the sum of local budgets. A share close to a "
        "limit is no firm group.",
        score=stated(scored, "nation", points_words(found.nation.iloc[0])),
    )
    return sentences([basis, _alone(scored), own])


def _alone(scored: Scored) -> str:
    """Which indicators stand for a pillar of several by themselves here; "" for none."""
    alone = []
    for pillar in scored.plan.pillars:
        parts = scored.plan.framework.children[pillar]
        left = [code for code in parts if code in scored.performance.indicators]
        alone += left if len(left) == 1 < len(parts) else []
    if not alone:
        return ""
    return say(
        "Standing here for a whole pillar each, with all of its weight: {names}. What a high "
        "figure of each says, and what not, stands in the framework below.",
        names=named(scored, "nation_alone", alone, [lower(scored.title(code)) for code in alone]),
    )


def _some(scored: Scored) -> str:
    """How many of the indicators the nation has a row of."""
    return stated(scored, "beside_indicators", str(len(scored.performance.indicators)))


def _all(scored: Scored) -> str:
    return stated(scored, "indicators", str(len(scored.plan.items)))


def _table(scored: Scored, table: pd.DataFrame) -> Table:
    root = scored.board.root
    rows = pd.DataFrame(
        {
            "area": [scored.name(area) for area in table.index],
            "score": [stated(scored, "beside", points(score), area=area)
                      for area, score in table["score"].items()],
            "share": [stated(scored, "share", display_number(share, 1, "%"), area=area)
                      for area, share in table["share"].items()],
            "rank": [stated(scored, "rank", f"{rank:g}", code=root, area=area)
                     for area, rank in scored.ranks.loc[table.index, root].items()],
            "group": [named(scored, "group", [group], [say(NAMES[group])], area=area)
                      for area, group in table["group"].items()],
        }
    )  # fmt: skip
    columns = [
        Column("area", say("Province")),
        Column("score", say("Score on these indicators"), "number"),
        Column("share", say("Share of the nation's score"), "number"),
        Column("group", say("Group on these")),
        Column("rank", say("Rank on all indicators"), "number"),
    ]
    behind = table.rename(columns={"share": "share_of_nation"}).rename_axis("area").reset_index()
    behind = behind.assign(
        indicator=f"{root}-beside-nation",
        year=scored.year,
        rank_on_all=scored.ranks.loc[table.index, root].to_numpy(),
    )
    caption = say("Provinces beside the nation, {year}, on {some} of {all} indicators only",
                  year=scored.year, some=_some(scored), all=_all(scored))  # fmt: skip
    return Table(
        "scoreboard-groups", caption, columns, rows,
        behind=behind, tall=True, source=scored.source,
        marked=[area in scored.edition.areas for area in table.index],
    )  # fmt: skip
