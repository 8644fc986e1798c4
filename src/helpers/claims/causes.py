"""Why a place moved, found again: every state of the world between two years, and who made what.

A cause's part is its Shapley value, reckoned here from dividends (Harsanyi 1959): what a set of
causes brings together beyond all its smaller sets is shared alike among its members.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.claims.board import Board
from helpers.claims.scale import TIED


@dataclass(frozen=True, eq=False)
class Causes:
    """The move of one area between two years of a board: on the GDP of the day to that of now."""

    board: Board
    area: str
    first: int
    last: int

    @cached_property
    def names(self) -> list[str]:
        """The area's own indicators, the others, the revision."""
        return [*self.board.plan.codes, "others", "revision"]

    def _tables(self, revised: int) -> tuple[np.ndarray, np.ndarray]:
        """Figures of both years in one vintage, areas by indicators."""
        board = self.board.revised if revised else self.board.published
        return board.table[:, board.years.index(self.first)], board.table[
            :, board.years.index(self.last)
        ]

    @cached_property
    def states(self) -> tuple[np.ndarray, np.ndarray]:
        """(score, place) of every state; bit i of its number says whether cause i has happened."""
        board, own = self.board, len(self.board.plan.codes)
        at = board.areas.index(self.area)
        bits = (np.arange(1 << own)[:, None] >> np.arange(own)) & 1
        scores = np.empty(1 << len(self.names))
        ranks = np.empty(1 << len(self.names))
        for revised in (0, 1):
            early, late = self._tables(revised)
            mine = self._score(np.where(bits == 1, late[at], early[at]))
            for others, table in enumerate((early, late)):
                field = np.round(np.delete(self._score(table), at), TIED)
                field = np.sort(field[~np.isnan(field)])
                start = (revised * 2 + others) << own
                scores[start : start + (1 << own)] = mine
                ranks[start : start + (1 << own)] = (
                    1 + len(field) - np.searchsorted(field, np.round(mine, TIED), "right")
                )
        return scores, ranks

    def _score(self, figures: np.ndarray) -> np.ndarray:
        return self.board.scale.scores(figures)[self.board.plan.root]

    @cached_property
    def parts(self) -> dict[str, tuple[float, float]]:
        """cause -> (points, places up)."""
        points, places = (_shared(worth) for worth in self.states)
        return {name: (float(p), -float(q))
                for name, p, q in zip(self.names, points, places, strict=True)}  # fmt: skip


def _shared(worth: np.ndarray) -> np.ndarray:
    """The Shapley value of each player. worth: of every coalition, by its number."""
    players = len(worth).bit_length() - 1
    dividends = worth.astype(float).copy()
    for player in range(players):
        view = dividends.reshape(-1, 2, 1 << player)
        view[:, 1] -= view[:, 0]
    numbers = np.arange(len(worth))
    sizes = np.array([number.bit_count() for number in range(len(worth))])
    alike = dividends / np.maximum(sizes, 1)
    return np.array([alike[(numbers >> player) & 1 == 1].sum() for player in range(players)])
