"""An estimate with its interval, and the jackknife that makes one for any measure of spread."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """value: the estimate. low, high: where the truth lies at the level asked; NaN: not known."""

    value: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 where the whole interval lies above or below zero, 0 where it does not tell."""
        return int(self.low > 0) - int(self.high < 0)


def jackknife(
    count: int, measure: Callable[[np.ndarray], float], level: float | None = LEVEL
) -> Interval:
    """The interval of `measure`, leaving out one of `count` areas at a time.

    measure: takes places (0 to count - 1) of the areas kept. value is the measure of all; the
    interval is Tukey's: pseudo-values n m - (n - 1) m_i, their mean, and Student's t with n - 1
    degrees of freedom. Give it a logarithm where the measure is a variance or a ratio of two: so
    it holds its level for distributions that are not normal (Miller 1968, Ann. Math. Statist. 39).
    Fewer than three areas, a measure that is not finite, or no level give no ends (NaN).
    """
    everyone = np.arange(count)
    value = measure(everyone)
    if level is None or count < 3 or not math.isfinite(value):
        return Interval(value, math.nan, math.nan)
    without = np.array([measure(np.delete(everyone, place)) for place in everyone])
    pseudo = count * value - (count - 1) * without
    if not np.isfinite(pseudo).all():
        return Interval(value, math.nan, math.nan)
    half = stats.t.ppf((1 + level) / 2, count - 1) * pseudo.std(ddof=1) / math.sqrt(count)
    return Interval(value, float(pseudo.mean() - half), float(pseudo.mean() + half))
