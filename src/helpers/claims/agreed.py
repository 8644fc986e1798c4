"""Our ranks beside the published ranking, found again: pairs counted, ranks correlated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.claims.board import Board

RANKING = "regional_innovation_capability_rank"
LAG, FIRST = 2, 10


def ranked(values: np.ndarray) -> np.ndarray:
    """Places from 1, ties at the mean of theirs."""
    order = np.sort(values)
    ends = [np.searchsorted(order, values, side) for side in ("left", "right")]
    return (ends[0] + ends[1] + 1) / 2


def pearson(one: np.ndarray, other: np.ndarray) -> float:
    """Of the places where both are there."""
    both = ~np.isnan(one) & ~np.isnan(other)
    x, y = one[both] - one[both].mean(), other[both] - other[both].mean()
    below = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / below if below > 0 else float("nan")


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    both = ~np.isnan(one) & ~np.isnan(other)
    return pearson(ranked(one[both]), ranked(other[both]))


def kendall(one: np.ndarray, other: np.ndarray) -> float:
    """Tau-b: pairs in one order less pairs in the other, over those that are no ties."""
    x = np.sign(one[:, None] - one[None, :])
    y = np.sign(other[:, None] - other[None, :])
    return float((x * y).sum() / np.sqrt((x**2).sum() * (y**2).sum()))


@dataclass(frozen=True, eq=False)
class Agreed:
    """A report's ranking, and the ranks of `board` in its year of data."""

    board: Board
    report: int

    @cached_property
    def theirs(self) -> dict[str, float]:
        """area -> place in the report; among the board's areas where these are not all.

        Of places that may not be compared only those among the first ten.
        """
        rows, found = self.board.rows, {}
        for area in self.board.areas:
            figure = rows.figure(RANKING, area, self.report)
            if figure is None:
                continue
            sure = all(rows.observations[one]["comparable"] == "yes" for one in figure.obs_ids)
            if sure or figure.value <= FIRST:
                found[area] = float(figure.value)
        if len(self.board.areas) < len(rows.provinces):
            return {a: 1.0 + sum(other < own for other in found.values())
                    for a, own in found.items()}  # fmt: skip
        return found

    @cached_property
    def ours(self) -> dict[str, int]:
        return self.board.ranks(self.board.plan.root, self.report - LAG)

    @cached_property
    def both(self) -> list[str]:
        return [area for area in self.board.areas if area in self.theirs and area in self.ours]

    def _pair(self) -> tuple[np.ndarray, np.ndarray]:
        return (np.array([float(self.ours[area]) for area in self.both]),
                np.array([self.theirs[area] for area in self.both]))  # fmt: skip

    def measure(self, what: str) -> float:
        """what: areas, first (shared among the first ten), spearman or kendall."""
        if what == "areas":
            return len(self.both)
        if what == "first":
            return sum(self.ours.get(area, FIRST + 1) <= FIRST and place <= FIRST
                       for area, place in self.theirs.items())  # fmt: skip
        return {"spearman": spearman, "kendall": kendall}[what](*self._pair())

    def ahead(self, area: str) -> float:
        """Places that an area stands higher here."""
        return self.theirs[area] - self.ours[area]

    def furthest(self, many: int) -> list[str]:
        """The areas that differ most, and all that differ as much; none that does not."""
        sizes = sorted((abs(self.ahead(area)) for area in self.both), reverse=True)
        least = sizes[many - 1] if len(sizes) >= many else 1
        return [area for area in self.both if abs(self.ahead(area)) >= max(least, 1)]

    def along(self, code: str) -> float:
        """How the places ahead go with a score, or with population ("size")."""
        year = self.report - LAG
        ahead = np.array([self.ahead(area) for area in self.both])
        if code != "size":
            return spearman(np.array([self.board.score(code, a, year) for a in self.both]), ahead)
        found = [self.board.rows.figure("population_yearend", a, year) for a in self.both]
        people = [float(one.value) if one else np.nan for one in found]
        return spearman(np.array(people), ahead)
