"""On how few areas a change of the spread rests: what it is without those whose absence takes
most from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from helpers.spread.interval import LEVEL, Interval

LEAST = 4  # areas, of which two can be left out


@dataclass(frozen=True)
class Resting:
    """carriers: places of the two areas without which least is left of a change (or which turn
    it furthest); without: the change of the others. deciders: places of the areas of which each,
    left out alone, leaves a change that its interval does not tell."""

    carriers: tuple[int, int]
    without: Interval
    deciders: tuple[int, ...]


def resting(count: int, change: Callable[[np.ndarray, float | None], Interval]) -> Resting | None:
    """What is left of a change of `count` areas without some of them.

    change: takes the places (0 to count - 1) of the areas kept, and the level of the interval
    (None: no ends are asked for). None where the change is not told with all areas, as nothing
    rests on anybody then, and of fewer than LEAST. Of equal pairs the first.
    """
    everyone = np.arange(count)
    sign = change(everyone, LEVEL).sign
    if not sign or count < LEAST:
        return None

    def without(*left: int, level: float | None = LEVEL) -> Interval:
        return change(np.delete(everyone, left), level)

    pair = min(
        combinations(range(count), 2),
        key=lambda left: sign * without(*left, level=None).value,
    )
    deciders = tuple(place for place in range(count) if without(place).sign != sign)
    return Resting(pair, without(*pair), deciders)
