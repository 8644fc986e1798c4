"""How sure a rank is: Monte Carlo over the choices that a critic would make otherwise.

Handbook, step 7 (robustness and sensitivity); Saisana, Saltelli and Tarantola 2005, Journal of
the Royal Statistical Society A 168.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.scoreboard.choices import CHOICES, SEED, Choices
from helpers.scoreboard.machine import Draw, Machine, Treated
from helpers.scoreboard.tiers import CERTAIN, pairwise, tiers

DRAWS = 10_000
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """What the draws say. units: in the order of the tables. ranks: draws by units, NaN without
    a score. published: unit -> rank of the index as published. chosen: one row a draw, the option
    of every choice by name.
    """

    units: list[str]
    ranks: np.ndarray
    published: pd.Series
    chosen: pd.DataFrame

    def intervals(self) -> pd.DataFrame:
        """One row a unit: unit, rank (as published), median, low, high (5 and 95 % of the draws).

        Whole ranks that occurred: the smallest that at least that part of the draws does not
        exceed. draws: in how many the unit has a rank. Missing where it never has one.
        """
        table = pd.DataFrame({"unit": self.units, "rank": self.published.to_numpy()})
        known = ~np.isnan(self.ranks)
        ordered = np.sort(self.ranks, axis=0)  # NaN last
        counts = known.sum(axis=0)
        for name, part in (("median", 0.5), ("low", LOW), ("high", HIGH)):
            places = np.clip(np.ceil(part * counts - 1e-9).astype(int) - 1, 0, None)
            table[name] = ordered[places, np.arange(len(self.units))]
        table["draws"] = counts
        return table

    def pairwise(self) -> pd.DataFrame:
        """P(row stands above column); see `tiers.pairwise`."""
        return pairwise(self.ranks, self.units)

    def tiers(self, certain: float = CERTAIN) -> pd.Series:
        """unit -> tier; see `tiers.tiers`."""
        return tiers(self.pairwise(), certain)


def uncertainty(
    choices: Choices, count: int = DRAWS, seed: int = SEED,
    treated: dict[tuple[int, int, int], Treated] | None = None,
) -> Uncertainty:  # fmt: skip
    """`count` draws from `choices`, every option of a choice as likely as any other.

    All choices are drawn independently: weights, options, the indicator left out, and an error of
    every figure (normal with the relative deviation `revision`, uniform within `rounding`). The
    seed decides everything. treated: of `Machine`, to be shared and filled.
    """
    draw = drawn(choices, count, np.random.default_rng(seed))
    options = choices.options()
    chosen = pd.DataFrame(
        {name: np.array(options[name], dtype=object)[draw.chosen[name]] for name in CHOICES}
    )
    machine = Machine(choices, {} if treated is None else treated)
    return Uncertainty(choices.units, machine.ranks(draw), choices.published, chosen)


def drawn(choices: Choices, count: int, random: np.random.Generator) -> Draw:
    """The choices of `count` draws."""
    options = choices.options()
    chosen = {name: random.integers(len(options[name]), size=count) for name in CHOICES}
    nodes = tuple(code for code in choices.framework.codes if code != choices.framework.root)
    shares = np.array([choices.framework.shares[code] for code in nodes])
    if choices.concentration is None:
        weights = np.tile(shares, (count, 1))
    else:
        weights = random.standard_gamma(choices.concentration * shares, (count, len(shares)))
    revision = choices.by_indicator(choices.revision)[:, None]
    rounding = choices.by_indicator(choices.rounding)[:, None]
    shape = (len(choices.framework.indicators), len(choices.units))

    def factor(part: slice) -> np.ndarray:
        return 1 + revision * random.standard_normal((part.stop - part.start, *shape))

    def extra(part: slice) -> np.ndarray:
        return rounding * random.uniform(-1, 1, (part.stop - part.start, *shape))

    return Draw(
        chosen, weights, nodes,
        factor if revision.any() else None, extra if rounding.any() else None,
    )  # fmt: skip
