"""What would it take: the least change in one indicator that lifts an area some places.

Found on the scale as it is, for all areas at once, then confirmed with outliers, scale and ranks
made anew. `reach` seeks the same in an index of any kind, unit by unit; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.scoreboard.aggregate import NOISE, aggregate
from helpers.scoreboard.arrays import normalised
from helpers.scoreboard.provinces import STEPS, Board
from helpers.scoreboard.treat import logged_by, treat

ABOVE = 1e-6  # points by which the score of who is passed is to be exceeded
LITTLE, FINE = 1e-4, 1e-7  # parts of the way from today's figure to the one that would do
PLACES = (1, 2, 5)
COLUMNS = ["area", "indicator", "places", "rank", "before", "after", "change_pct", "reachable",
           "confirmed"]  # fmt: skip


def takes(board: Board, year: int, places: Sequence[int] = PLACES) -> pd.DataFrame:
    """COLUMNS, one row for each area, indicator and number of places; none for an area that has no
    score, nor for places that there are not above it.

    rank: aimed at. before, after: of the indicator, numerator / denominator. reachable: whether
    `after` lies on the scale, that is within what some province had in some year; if not, after
    and change_pct are NaN. confirmed: whether the index made anew with the change, its treatment
    of outliers and its scale too, gives that rank or a better one.
    """
    scores, ranking = board.scores(year)[board.root], board.ranks(year)[board.root]
    before = board.quotients(year)
    ahead = np.sort(scores.dropna().to_numpy())[::-1]
    wanted = [
        (area, steps, int(rank) - steps, ahead[int(rank) - steps - 1] + ABOVE - scores[area])
        for area, rank in ranking.dropna().items()
        for steps in places
        if rank - steps >= 1
    ]
    made = []
    for code in board.plan.items:
        rows = pd.DataFrame(wanted, columns=["area", "places", "rank", "points"])
        rows["indicator"] = code
        rows["before"] = before[code].reindex(rows["area"]).to_numpy()
        rows["after"] = _needed(board, year, code, rows)
        rows["reachable"] = rows["after"].notna()
        rows["after"] = _least(board, year, code, rows)
        rows["confirmed"] = _confirmed(board, year, code, rows)
        made.append(rows)
    table = pd.concat(made, ignore_index=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        table["change_pct"] = 100 * (table["after"] / table["before"] - 1)
    table["change_pct"] = table["change_pct"].where(table["before"] != 0)
    order = {area: at for at, area in enumerate(board.areas)}
    table = table.sort_values("area", key=lambda column: column.map(order), kind="stable")
    return table[COLUMNS].reset_index(drop=True)


def _needed(board: Board, year: int, code: str, rows: pd.DataFrame) -> np.ndarray:
    """The quotient that gives each row's area so many points more; NaN beyond the scale."""
    index = board.index
    own = index.normalised.xs(year, level="year").loc[list(rows["area"])].reset_index(drop=True)
    lifted = own.assign(**{code: own[code] + 1})
    roots = [
        aggregate(table, board.plan.framework, index.options.aggregate)[board.root].to_numpy()
        for table in (own, lifted)
    ]
    gain = roots[1] - roots[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        score = own[code].to_numpy() + rows["points"].to_numpy() / np.where(gain > 0, gain, np.nan)
    score = np.where(score > 100, np.nan, score)
    low, high = float(index.frame.low[code]), float(index.frame.high[code])
    along = score if index.frame.direction[code] > 0 else 100 - score
    x = low + along / 100 * (high - low)
    row = index.treatment.set_index("indicator").loc[code]
    if row["treatment"] == "log":
        return np.exp(x) + row["least"] - 0.01 * (row["most"] - row["least"])
    return np.exp(x) if board.plan.framework.node[code].transform == "log" else x


def _least(board: Board, year: int, code: str, rows: pd.DataFrame) -> np.ndarray:
    """`after`, or less where less does already.

    It does where the change itself moves the scale, or makes an outlier whose treatment does.
    """
    found = rows["after"].to_numpy().copy()
    way = found - rows["before"].to_numpy()
    early = _confirmed(board, year, code, rows.assign(after=found - LITTLE * way))
    for at in np.flatnonzero(early):
        row, none, enough = rows.iloc[[at]], 0.0, 1 - LITTLE
        while enough - none > FINE:
            middle = (none + enough) / 2
            tried = row.assign(after=row["before"] + middle * way[at])
            if _confirmed(board, year, code, tried)[0]:
                enough = middle
            else:
                none = middle
        found[at] = row["before"].iloc[0] + enough * way[at]
    return found


def _confirmed(board: Board, year: int, code: str, rows: pd.DataFrame) -> np.ndarray:
    """Whether each area has the rank aimed at, or a better one, once its figure is `after`.

    All figures of the indicator are treated, put on a scale and scored anew, for every row by
    itself; the other indicators do not know of the change.
    """
    framework, root = board.plan.framework, board.root
    raw = board.index.treated.index
    node = framework.node[code]
    values = board.values[code] / (board.values[node.denominator] if node.denominator else 1.0)
    at = [raw.get_loc((area, year)) for area in rows["area"]]
    columns = np.repeat(values.to_numpy(dtype=float)[:, None], len(rows), axis=1)
    columns[at, np.arange(len(rows))] = rows["after"].to_numpy()
    table, done = treat(pd.DataFrame(columns, index=raw), STEPS["treat"])
    if node.transform == "log":
        table = table.where(table.columns.isin(logged_by(done))[None, :], np.log(table))
    sign = np.array([float(node.direction)])
    scaled = normalised(table.to_numpy().T[:, None], STEPS["normalise"], sign)[:, 0]
    here = np.flatnonzero(raw.get_level_values("year") == year)
    others = board.index.normalised.iloc[here]
    units = pd.concat([others] * len(rows), ignore_index=True)
    units[code] = scaled[:, here].ravel()
    scores = aggregate(units, framework, STEPS["aggregate"])[root].to_numpy().round(NOISE)
    scores = scores.reshape(len(rows), len(here))
    place = {area: at for at, area in enumerate(raw[here].get_level_values("area"))}
    own = scores[np.arange(len(rows)), [place[area] for area in rows["area"]]]
    better = (scores > own[:, None]).sum(axis=1)
    return rows["reachable"].to_numpy() & (1 + better <= rows["rank"].to_numpy())
