"""Why a score and a rank moved between two years: by cause, exactly.

Each cause is a player of a cooperative game: a state of the world in which only some causes have
happened has a score and a rank, and a cause's part is its Shapley value, the mean of what it adds
over all orders in which the causes could have come (Shapley 1953; for decompositions Shorrocks
2013, Journal of Economic Inequality 11). The parts sum to the move; a cause that changes nothing
has none; two that do the same have the same. Every state is computed: nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
import pandas as pd

OTHERS, REVISION = "others", "revision"
MOST = 18  # causes: 2^18 states are a quarter of a million

Row = Callable[[np.ndarray], np.ndarray]


def shapley(worth: np.ndarray) -> np.ndarray:
    """Shapley value of each of n players. worth: of every coalition, 2^n values; bit i of the
    place is player i, so worth[0] is of nobody and worth[-1] of all.

    ValueError where the length is no power of two, or a worth is missing.
    """
    count = len(worth).bit_length() - 1
    if len(worth) != 1 << count or not np.isfinite(worth).all():
        raise ValueError("shapley needs a finite worth of every coalition, a power of two of them")
    masks = np.arange(len(worth))
    sizes = np.array([int(mask).bit_count() for mask in masks])
    weight = np.array([1 / (count * comb(count - 1, size)) for size in range(count)])
    found = np.empty(count)
    for player in range(count):
        without = masks[(masks >> player) & 1 == 0]
        gain = worth[without | (1 << player)] - worth[without]
        found[player] = weight[sizes[without]] @ gain
    return found


@dataclass(frozen=True, eq=False)
class Vintages:
    """The figures of two years, each as known then and as known now; units by indicators.

    A figure's state depends on the year and on whether the revision has happened. Without a
    revision the two vintages of a year are one table. All four have the same units and
    indicators, in the same order; a missing figure stays missing in the score.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    before_revised: pd.DataFrame | None = None
    after_unrevised: pd.DataFrame | None = None

    def table(self, later: bool, revised: bool) -> pd.DataFrame:
        """The figures of one year in one vintage.

        Where the later year was never published on the old basis, it is put there by the change
        that the new basis shows: before * after / before_revised, so that a change which the
        revision alone made is no performance (before + after - before_revised for a zero).
        """
        now = self.before if self.before_revised is None else self.before_revised
        if not later:
            return now if revised else self.before
        if revised:
            return self.after
        if self.after_unrevised is not None:
            return self.after_unrevised
        moved = self.before + self.after - now
        return (self.before * self.after / now.where(now != 0)).where(now != 0, moved)

    def checked(self) -> None:
        """ValueError unless all tables have the same units and indicators."""
        first = self.before
        for later in (False, True):
            for revised in (False, True):
                table = self.table(later, revised)
                if not (table.index.equals(first.index) and table.columns.equals(first.columns)):
                    raise ValueError("the tables of a move need the same units and indicators")


@dataclass(frozen=True, eq=False)
class Move:
    """One unit's move. parts: one row a cause, columns cause, kind (own, others, revision),
    score (points), rank (places; above zero: up). The columns sum to the move.
    """

    unit: str
    score_before: float
    score_after: float
    rank_before: int
    rank_after: int
    parts: pd.DataFrame


def move(
    unit: str, vintages: Vintages, score: Row, causes: Mapping[str, str] | None = None
) -> Move:
    """Why `unit` moved from `before` (unrevised) to `after` (revised).

    score: rows of figures (n by indicators, in the tables' order) to n scores, NaN for none. It
    must know one row at a time, so the frame of normalising must be fixed over the years:
    otherwise others would move a unit's own score. causes: indicator -> cause of its own
    performance, to put several under one (their pillar); default: each its own. Then come the
    other units' performance as one cause, and the revision, of everybody's figures, where there
    is one. Ranks: 1 the highest score, ties the better one; a unit without a score has no rank
    and is passed over by the others'.

    Raises ValueError for an unknown unit, unlike tables, a missing score of `unit` in any state,
    and more than MOST causes.
    """
    vintages.checked()
    if unit not in vintages.before.index:
        raise ValueError(f"{unit} is no unit of these tables")
    columns = list(vintages.before.columns)
    named = [str((causes or {}).get(code, code)) for code in columns]
    own = list(dict.fromkeys(named))
    revises = vintages.before_revised is not None or vintages.after_unrevised is not None
    count = len(own) + 1 + revises
    if count > MOST:
        raise ValueError(f"{count} causes have too many orders: put indicators under one cause")
    states = np.arange(1 << count)
    revised = (states >> (count - 1)) & 1 if revises else np.ones_like(states)
    others = (states >> len(own)) & 1
    own_score = _own_scores(unit, vintages, score, [own.index(name) for name in named])
    mine = own_score[revised, states & ((1 << len(own)) - 1)]
    if np.isnan(mine).any():
        raise ValueError(f"{unit} has no score in some state between the two years")
    rank = _ranks(mine, others, revised, _other_scores(unit, vintages, score))
    kinds = ["own"] * len(own) + [OTHERS] + [REVISION] * revises
    parts = pd.DataFrame(
        {
            "cause": [*own, OTHERS, *[REVISION] * revises],
            "kind": kinds,
            "score": shapley(mine),
            "rank": -shapley(rank.astype(float)),
        }
    )
    return Move(unit, float(mine[0]), float(mine[-1]), int(rank[0]), int(rank[-1]), parts)


def _own_scores(unit: str, vintages: Vintages, score: Row, player: Sequence[int]) -> np.ndarray:
    """Scores of the unit: a row unrevised, a row revised; columns the states of its own causes."""
    happened = (np.arange(1 << (max(player) + 1))[:, None] >> np.array(player)) & 1
    rows = []
    for revised in (False, True):
        early = vintages.table(False, revised).loc[unit].to_numpy(dtype=float)
        late = vintages.table(True, revised).loc[unit].to_numpy(dtype=float)
        rows.append(score(np.where(happened, late, early)))
    return np.array(rows)


def _other_scores(unit: str, vintages: Vintages, score: Row) -> np.ndarray:
    """Sorted scores of the other units, [later][revised]; units without one are left out (inf)."""
    found = [
        [
            np.sort(np.nan_to_num(score(table.drop(index=unit).to_numpy(dtype=float)), nan=-np.inf))
            for table in (vintages.table(later, False), vintages.table(later, True))
        ]
        for later in (False, True)
    ]
    return np.array(found)


def _ranks(
    mine: np.ndarray, later: np.ndarray, revised: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """1 and the number of others with a higher score; scores equal but for rounding are ties."""
    ranks = np.empty(len(mine), dtype=int)
    for year in (0, 1):
        for vintage in (0, 1):
            here = (later == year) & (revised == vintage)
            field = others[year][vintage]
            slack = 1e-9 * np.maximum(1.0, np.abs(mine[here]))
            ranks[here] = 1 + len(field) - np.searchsorted(field, mine[here] + slack, "right")
    return ranks
