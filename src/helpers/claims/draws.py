"""The draws of the scoreboard, found again: thousands of indices whose choices a critic makes.

The same random numbers as the page's own draws, taken in the order that is stated here, and every
index of them by other code: so an interval's end is judged to the very rank. Arrays run draws by
areas by indicators.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from helpers.claims.arrays import NORMALISED, filled, geometric_mean, treated, weighted_mean
from helpers.claims.board import Board
from helpers.claims.scale import Column, places, ready, treatment

SEED = 20_260_101
MANY, FEWER = 10_000, 2_000  # draws of the newest year, and of those before it
AT_ONCE = 2_048  # draws whose errors are drawn together
CONCENTRATION = 50.0
PARTS = {"median": 0.5, "low": 0.05, "high": 0.95}
CERTAIN = 0.9
FILLS = (False, True)  # gaps left, or filled by the mean of the zone
TREATED = ("winsorise_log", None, "mean_sd")
SCALES = ("min_max", "z_score", "rank")
GEOMETRIC = (False, True)  # the mean of the pillars
HALF_DIGIT = {"rd_intensity": 0.00005}  # of a printed intensity


@dataclass(frozen=True, eq=False)
class Critic:
    """What is varied of a board, and the ranks of one year that come of it."""

    board: Board
    year: int

    @cached_property
    def vintages(self) -> list[Board]:
        """The board on its own vintage of GDP, then on the other."""
        return [self.board, self.board.other]

    @property
    def nodes(self) -> list[str]:
        """All that has a weight, in the order of the framework."""
        return [code for code in self.board.plan.rows if code != self.board.plan.root]

    @cached_property
    def revision(self) -> float:
        """The median by which GDP was revised, as a part of it: the error of every figure."""
        board, parts = self.board, []
        gdp = next(code for code in board.plan.codes
                   if board.plan.rows[code]["denominator"] == "gdp")  # fmt: skip
        for area in board.areas:
            for year in board.years:
                pair = [one.plan.below(board.rows, gdp, area, year, one.vintage)
                        for one in self.vintages]  # fmt: skip
                if None not in pair:
                    parts.append(abs(float(pair[0]) / float(pair[1]) - 1))
        return float(np.median(parts))

    @property
    def rounding(self) -> np.ndarray:
        """Half a printed digit of each indicator; 0 where it is not told."""
        return np.array([HALF_DIGIT.get(code, 0.0) for code in self.board.plan.codes])

    @property
    def options(self) -> dict[str, int]:
        """choice -> how many options it has."""
        left_out = 1 + len(self.board.plan.codes)
        return {"data": 2, "impute": 2, "treat": 3, "normalise": 3, "aggregate": 2,
                "left_out": left_out}  # fmt: skip

    @cached_property
    def shares(self) -> np.ndarray:
        """Of `nodes`, each in its parent."""
        return np.array([self.board.plan.share(code) for code in self.nodes])

    # ------------------------------------------------------------ the figures of a choice

    @cached_property
    def _bases(self) -> dict[tuple[int, int, int], tuple[np.ndarray, list[Column], np.ndarray]]:
        return {}

    def base(self, data: int, fill: int, how: int) -> tuple[np.ndarray, list[Column], np.ndarray]:
        """(figures of the year, treatment, all others' figures once treated)."""
        key = (data, fill, how)
        if key not in self._bases:
            board = self.vintages[data]
            table = filled(board) if FILLS[fill] else board.table
            flat = table.reshape(-1, table.shape[-1])
            columns = [treatment(flat[:, at], TREATED[how]) for at in range(flat.shape[1])]
            y = board.years.index(self.year)
            rest = np.delete(table, y, axis=1).reshape(-1, table.shape[-1])
            self._bases[key] = (table[:, y], columns, ready(board.plan, columns, rest))
        return self._bases[key]

    def ranks(
        self, chosen: dict[str, np.ndarray], weights: np.ndarray,
        errors: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]],
    ) -> np.ndarray:  # fmt: skip
        """Draws by areas. errors: of some draws, what figures are multiplied by, and what is added
        to them, draws by indicators by areas."""
        count = len(weights)
        found = np.empty((count, len(self.board.areas)))
        keys = np.stack([chosen[name] for name in ("data", "impute", "treat", "normalise")], 1)
        for key in np.unique(keys, axis=0):
            here = np.flatnonzero((keys == key).all(axis=1))
            own, columns, rest = self.base(*map(int, key[:3]))
            factor, extra = errors(here)
            shaken = own * factor.swapaxes(1, 2) + extra.swapaxes(1, 2)
            made = treated(self.board, columns, shaken)
            scaled = NORMALISED[SCALES[key[3]]](self.board, made, rest)
            used = weights[here].copy()
            left = chosen["left_out"][here]
            for at, code in enumerate(self.board.plan.codes, start=1):
                used[left == at, self.nodes.index(code)] = 0.0
            geometric = np.array(GEOMETRIC)[chosen["aggregate"][here]]
            if SCALES[key[3]] == "z_score":
                geometric = geometric & False
            found[here] = places(self._index(scaled, used, geometric))
        return found

    def _index(self, scaled: np.ndarray, weights: np.ndarray, geometric: np.ndarray) -> np.ndarray:
        """Draws by areas: the index."""
        plan = self.board.plan
        by = {code: weights[:, at][:, None] for at, code in enumerate(self.nodes)}
        found = {code: scaled[..., at] for at, code in enumerate(plan.codes)}

        def score(code: str) -> np.ndarray:
            if code not in found:
                parts = [score(part) for part in plan.parts[code]]
                wide = [by[part] * ~np.isnan(own)
                        for part, own in zip(plan.parts[code], parts, strict=True)]  # fmt: skip
                found[code] = weighted_mean(parts, wide)
                if code == plan.root:
                    powered = geometric_mean(parts, wide)
                    found[code] = np.where(geometric[:, None], powered, found[code])
            return found[code]

        return score(plan.root)

    # ------------------------------------------------------------ the draws

    @cached_property
    def drawn(self) -> np.ndarray:
        """Ranks of every draw, draws by areas.

        In this order: an option of each choice, the weights, and for each AT_ONCE draws the errors
        of figures, then of their rounding.
        """
        count = MANY if self.year == self.board.years[-1] else FEWER
        random = np.random.default_rng(SEED)
        chosen = {name: random.integers(many, size=count) for name, many in self.options.items()}
        weights = random.standard_gamma(CONCENTRATION * self.shares, (count, len(self.shares)))
        shape = (len(self.board.plan.codes), len(self.board.areas))
        found = []
        for start in range(0, count, AT_ONCE):
            part = slice(start, min(start + AT_ONCE, count))
            size = (part.stop - part.start, *shape)
            factor = 1 + self.revision * random.standard_normal(size)
            extra = self.rounding[:, None] * random.uniform(-1, 1, size)
            own = {name: options[part] for name, options in chosen.items()}
            errors = partial(_of_draws, factor, extra)
            found.append(self.ranks(own, weights[part], errors))
        return np.concatenate(found)

    @cached_property
    def ends(self) -> dict[str, dict[str, int]]:
        """median, low, high -> area -> the smallest rank that this part of its draws keep to."""
        found: dict[str, dict[str, int]] = {name: {} for name in PARTS}
        for area, ranks in zip(self.board.areas, self.drawn.T, strict=True):
            own = ranks[~np.isnan(ranks)].astype(int)
            if len(own):
                up_to = np.cumsum(np.bincount(own))
                for name, part in PARTS.items():
                    found[name][area] = int(np.argmax(up_to >= part * len(own) - 1e-9))
        return found

    @cached_property
    def above(self) -> np.ndarray:
        """In what part of the draws each area stands above each other; a tie is half."""
        sign = np.sign(self.drawn[:, None, :] - self.drawn[:, :, None])
        there = (~np.isnan(sign)).sum(axis=0)
        with np.errstate(invalid="ignore"):
            return (there + np.nansum(sign, axis=0)) / 2 / there

    def apart(self, one: str, other: str) -> bool:
        """Whether one stands above the other, either way, in nine draws of ten."""
        a, b = self.board.areas.index(one), self.board.areas.index(other)
        return max(self.above[a, b], self.above[b, a]) >= CERTAIN

    @cached_property
    def tiers(self) -> dict[str, int]:
        """area -> tier: from the strongest, one opens the next where it is told apart from any.

        The strongest beats the most others in most draws; of equals, the one of the better mean.
        """
        strength = {a: (math.fsum(0.5 if part == 0.5 else float(part > 0.5) for part in own),
                        float(np.nanmean(own)))
                    for a, own in zip(self.board.areas, self.above, strict=True)
                    if not np.isnan(own).all()}  # fmt: skip
        tiers: list[list[str]] = [[]]
        for area in sorted(strength, key=lambda one: strength[one], reverse=True):
            if any(self.apart(area, other) for other in tiers[-1]):
                tiers.append([])
            tiers[-1].append(area)
        return {area: number for number, own in enumerate(tiers, 1) for area in own}

    @cached_property
    def contradicted(self) -> list[str]:
        """ "one>other": pairs whose lower tier stands above the higher in most draws."""
        at = {area: place for place, area in enumerate(self.board.areas)}
        return [f"{one}>{other}" for one, low in self.tiers.items()
                for other, high in self.tiers.items()
                if low > high and self.above[at[one], at[other]] > 0.5]  # fmt: skip


def _of_draws(
    factor: np.ndarray, extra: np.ndarray, here: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    return factor[here], extra[here]
