"""Performance groups by the share of the nation's score: the European Innovation Scoreboard's rule.

That report calls regions of more than 125 % of the union's score leaders, of 100 to 125 %
strong, of 70 to 100 % moderate, and below 70 % emerging.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.reference import NATION
from helpers.scoreboard.aggregate import aggregate
from helpers.scoreboard.provinces import Board, values

LEADER, STRONG, MODERATE = 125.0, 100.0, 70.0
GROUPS = ("leader", "strong", "moderate", "emerging")


@dataclass(frozen=True, eq=False)
class Performance:
    """What the groups of one year rest on.

    indicators: those of which the nation has a figure. nation: its score on them, by code (its
    indicators, pillars and root). table: areas by score (on the same indicators), share (percent
    of the nation's), group; NaN and "" for an area without a score.
    """

    year: int
    indicators: tuple[str, ...]
    nation: pd.Series
    table: pd.DataFrame


def group_of(share: float) -> str:
    """The group of a share in percent; "" for none."""
    if share != share:
        return ""
    if share > LEADER:
        return "leader"
    return "strong" if share >= STRONG else "moderate" if share >= MODERATE else "emerging"


def performance(board: Board, figures: pd.DataFrame, year: int) -> Performance | None:
    """Groups of the areas of `board` in one year; None where the nation has no figure at all.

    The nation's own ratios are laid on the board's scale, which they have no part in. The nation
    has GDP of its day only, so a board of published GDP belongs here. Provinces and nation are
    both scored on the indicators of which the nation has a row, pillars weighted as ever.
    """
    own = values(figures, board.plan, [NATION], [year], board.vintage)
    placed = board.index.place(own)
    known = [code for code in board.plan.items if placed[code].notna().all()]
    if not known:
        return None
    framework = board.plan.only(known).framework
    scored = aggregate(board.index.normalised[known], framework, board.index.options.aggregate)
    nation = aggregate(placed[known], framework, board.index.options.aggregate).iloc[0]
    scores = scored[framework.root].xs(year, level="year").loc[list(board.areas)]
    share = 100 * scores / nation[framework.root]
    table = pd.DataFrame(
        {"score": scores, "share": share, "group": [group_of(value) for value in share]}
    )
    return Performance(year, tuple(known), nation, table)
