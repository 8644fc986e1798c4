"""What moves the ranks, found again: Sobol indices out of the judge's own indices.

The sampled points are the page's (a Sobol sequence from one seed); every index of them is made by
`draws.Critic`, and the sums are written out here (Saltelli et al. 2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.claims.draws import CONCENTRATION, SEED, Critic

POINTS, RESAMPLES, PANELS = 256, 200, 256
ENDS = (0.025, 0.975)
SHIFT = "shift"


@dataclass(frozen=True, eq=False)
class Sensitive:
    """Indices of every input on the mean shift of all ranks, and on each area's rank."""

    critic: Critic

    @cached_property
    def inputs(self) -> list[str]:
        """Names of what is varied: choices, weights with a sibling, the figures."""
        parts = self.critic.board.plan.parts
        weighed = [f"weight of {code}" for own in parts.values() if len(own) > 1 for code in own]
        return [*self.critic.options, *weighed, "figures"]

    @cached_property
    def _panels(self) -> tuple[np.ndarray, np.ndarray]:
        random = np.random.default_rng(SEED + 2)
        board = self.critic.board
        shape = (PANELS, len(board.plan.codes), len(board.areas))
        factor = 1 + self.critic.revision * random.standard_normal(shape)
        return factor, self.critic.rounding[:, None] * random.uniform(-1, 1, shape)

    def _ranks(self, sampled: np.ndarray) -> np.ndarray:
        """Ranks of points (points by inputs, each from 0 to 1)."""
        from scipy.stats import gamma

        critic = self.critic
        by = dict(zip(self.inputs, sampled.T, strict=True))
        chosen = {name: np.minimum((by[name] * many).astype(int), many - 1)
                  for name, many in critic.options.items()}  # fmt: skip
        weights = np.tile(critic.shares, (len(sampled), 1))
        for at, code in enumerate(critic.nodes):
            if f"weight of {code}" in by:
                shape = CONCENTRATION * critic.shares[at]
                weights[:, at] = gamma.ppf(by[f"weight of {code}"], shape)
        factor, extra = self._panels
        panel = np.minimum((by["figures"] * PANELS).astype(int), PANELS - 1)
        return critic.ranks(chosen, weights, lambda here: (factor[panel[here]], extra[panel[here]]))

    @cached_property
    def _outputs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What comes of both samples, and of the first with each input of the second in turn:
        outputs by points, the last with inputs between."""
        from scipy.stats import qmc

        count = len(self.inputs)
        sampled = qmc.Sobol(2 * count, rng=np.random.default_rng(SEED)).random(POINTS)
        sampled = np.clip(sampled, 1e-12, 1 - 1e-12)
        first, second = sampled[:, :count], sampled[:, count:]
        mixed = []
        for at in range(count):
            one = first.copy()
            one[:, at] = second[:, at]
            mixed.append(one)
        every = self._ranks(np.concatenate([first, second, *mixed]))
        board = self.critic.board
        ours = board.ranks(board.plan.root, self.critic.year)
        published = np.array([ours.get(area, np.nan) for area in board.areas])
        shift = np.nanmean(np.abs(every - published), axis=1)
        told = np.vstack([shift, np.nan_to_num(every, nan=float(len(board.areas))).T])
        parts = told.reshape(len(told), count + 2, POINTS)
        return parts[:, 0], parts[:, 1], parts[:, 2:]

    @cached_property
    def found(self) -> dict[str, np.ndarray]:
        """first, total and the ends of both: outputs by inputs."""
        whole = self._of(np.arange(POINTS))
        random = np.random.default_rng(SEED + 1)
        kept = random.integers(POINTS, size=(RESAMPLES, POINTS))
        again = np.array([self._of(own) for own in kept])
        with np.errstate(invalid="ignore"):  # of a rank that never moves
            low, high = np.quantile(again, ENDS, axis=0)
        found = {"first": whole[0], "first_low": low[0], "first_high": high[0],
                 "total": whole[1], "total_low": low[1], "total_high": high[1]}  # fmt: skip
        # a rank that stays in both samples has no variance, of which a choice could have a part
        still = np.ptp(np.concatenate(self._outputs[:2], axis=-1), axis=-1) == 0
        return {name: np.where(still[:, None], np.nan, own) for name, own in found.items()}

    def _of(self, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a, b, ab = (part[..., kept] for part in self._outputs)
        both = np.concatenate([a, b], axis=-1)
        middle, spread = both.mean(axis=-1), both.var(axis=-1)
        with np.errstate(all="ignore"):
            first = ((b - middle[:, None])[:, None] * (ab - a[:, None])).mean(axis=-1)
            total = ((a[:, None] - ab) ** 2).mean(axis=-1) / 2
            return first / spread[:, None], total / spread[:, None]

    def index(self, what: str, choice: str, output: str) -> float:
        """what: first or total, alone or with _low or _high; output: SHIFT or an area."""
        row = 0 if output == SHIFT else 1 + self.critic.board.areas.index(output)
        return float(self.found[what][row, self.inputs.index(choice)])


def ordered(found: Sensitive, output: str) -> list[str]:
    """Choices by their total order on an output, the largest first; none of what never moves."""
    totals = {name: found.index("total", name, output) for name in found.inputs}
    known = [name for name, total in totals.items() if total == total]
    return sorted(known, key=lambda name: -totals[name])


def leading(found: Sensitive, output: str) -> list[str]:
    """The choice with the largest total order, and all whose interval is not wholly below its."""
    names = ordered(found, output)
    if not names:
        return []
    bottom = found.index("total_low", names[0], output)
    return [name for name in names if name == names[0]
            or not found.index("total_high", name, output) < bottom]  # fmt: skip


def moves_nothing(found: Sensitive, hardly: bool) -> list[str]:
    """Choices whatever of which the ranks stay; or those that surely have less than 1 %."""
    totals = {name: found.index("total", name, SHIFT) for name in found.inputs}
    if not hardly:
        return [name for name, total in totals.items() if not total > 1e-12]
    return [name for name, total in totals.items()
            if total > 1e-12 and found.index("total_high", name, SHIFT) < 0.01]  # fmt: skip


def beyond(found: Sensitive) -> list[str]:
    """Choices whose first order comes out above their total order, which is noise."""
    return [name for name in found.inputs
            if found.index("first", name, SHIFT) > found.index("total", name, SHIFT)]  # fmt: skip
