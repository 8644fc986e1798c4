"""What would it take: the least change in one indicator that lifts an area some places.

Found on the scale as it is, then confirmed by building the whole index anew with the change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.scoreboard.aggregate import aggregate, ranks
from helpers.scoreboard.index import build_index
from helpers.scoreboard.provinces import STEPS, Board

PLACES = (1, 2, 5)
ABOVE = 1e-6  # points by which the score of who is passed is to be exceeded
COLUMNS = ["indicator", "places", "rank", "before", "after", "change_pct", "reachable", "confirmed"]


def takes(board: Board, area: str, year: int, places: Sequence[int] = PLACES) -> pd.DataFrame:
    """COLUMNS, one row for each indicator and number of places; empty for an area without score.

    rank: aimed at. before, after: of the indicator, numerator / denominator. reachable: whether
    `after` lies on the scale, that is within what some province had in some year; if not, after
    and change_pct are NaN. confirmed: whether the index built anew with the change, its scale
    too, gives that rank or a better one. Places that there are not above the area have no rows.
    """
    ranking = board.ranks(year)[board.root]
    if np.isnan(ranking.get(area, np.nan)):
        return pd.DataFrame(columns=COLUMNS)
    scores = board.scores(year)[board.root]
    own, rank = float(scores[area]), int(ranking[area])
    before = board.quotients(year).loc[area]
    rows = []
    for steps in places:
        if rank - steps < 1:
            continue
        wanted = float(scores.drop(area).nlargest(rank - steps).iloc[-1]) + ABOVE
        for code in board.plan.items:
            after = _needed(board, area, year, code, wanted - own)
            reachable = after == after
            confirmed = reachable and _rank_with(board, area, year, code, after) <= rank - steps
            change = 100 * (after / before[code] - 1) if before[code] else np.nan
            rows.append(
                (code, steps, rank - steps, before[code], after, change, reachable, confirmed)
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _needed(board: Board, area: str, year: int, code: str, points: float) -> float:
    """The quotient that gives the area so many points more; NaN beyond the scale."""
    index = board.index
    own = index.normalised.loc[[(area, year)]]
    if own[code].isna().all():
        return float("nan")
    lifted = pd.concat([own, own.assign(**{code: own[code] + 1})], keys=["now", "lifted"])
    root = aggregate(lifted, board.plan.framework, index.options.aggregate)[board.root]
    score = float(own[code].iloc[0]) + points / float(root.iloc[1] - root.iloc[0])
    if score > 100:
        return float("nan")
    low, high = float(index.frame.low[code]), float(index.frame.high[code])
    along = score if index.frame.direction[code] > 0 else 100 - score
    x = low + along / 100 * (high - low)
    row = index.treatment.set_index("indicator").loc[code]
    if row["treatment"] == "log":
        return float(np.exp(x) + row["least"] - 0.01 * (row["most"] - row["least"]))
    return float(np.exp(x)) if board.plan.framework.node[code].transform == "log" else x


def _rank_with(board: Board, area: str, year: int, code: str, quotient: float) -> float:
    """The area's rank of the year if its indicator were `quotient`, everything built anew."""
    changed = board.values.copy()
    below = board.plan.items[code].denominator
    factor = changed.loc[(area, year), below] if below else 1.0
    changed.loc[(area, year), code] = quotient * factor
    index = build_index(changed, board.plan.framework, **STEPS)
    return float(ranks(index.scores[[board.root]].xs(year, level="year")).loc[area, board.root])
