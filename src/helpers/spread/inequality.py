"""How unequal the areas of one year are: coefficient of variation and Theil index."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


def _checked(values: Sequence[float], weights: Sequence[float] | None) -> tuple[np.ndarray, ...]:
    """Values and weights that sum to one (equal ones for None). ValueError for what has no spread.

    That is a missing value or weight, a value below zero, nothing at all, a mean of zero, a
    weight that is not above zero.
    """
    array = np.asarray(values, dtype=float)
    share = np.ones_like(array) if weights is None else np.asarray(weights, dtype=float)
    if array.shape != share.shape or array.ndim != 1 or array.size == 0:
        raise ValueError("a spread needs a value and a weight for each of at least one area")
    if not (np.isfinite(array).all() and np.isfinite(share).all()):
        raise ValueError(
            "a spread has no place for a missing figure: leave the area out, and say so"
        )
    if (array < 0).any() or (share <= 0).any() or not array.any():
        raise ValueError(
            "a spread needs values of zero or more, not all zero, and weights above it"
        )
    return array, share / share.sum()


def variation(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Coefficient of variation: standard deviation over mean, no unit.

    Unweighted: each area counts once, the deviation with n in the denominator (the areas are
    all there are). weights: of each area, such as its population (Williamson 1965, Economic
    Development and Cultural Change 13). ValueError: see `_checked`.
    """
    array, share = _checked(values, weights)
    mean = share @ array
    return float(np.sqrt(share @ (array - mean) ** 2) / mean)


def theil(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Theil's T: sum of w r ln r, r being value over (weighted) mean. 0: all equal; no unit.

    A value of zero adds nothing (the limit of r ln r). Unweighted over n areas the most is ln n.
    (Theil 1967, Economics and Information Theory, ch. 4.) ValueError: see `_checked`.
    """
    array, share = _checked(values, weights)
    ratio = array / (share @ array)
    return float(share @ (ratio * np.log(np.where(ratio > 0, ratio, 1.0))))


@dataclass(frozen=True)
class Parts:
    """Theil's T in its parts, which sum to it exactly.

    within: what the spread inside the groups adds; of: group -> its own share of that.
    between: what would be left if every area stood at its group's mean.
    """

    total: float
    within: float
    between: float
    of: dict[str, float]

    @property
    def between_share(self) -> float:
        """Percent of the total that lies between the groups; NaN where all are equal."""
        return 100 * self.between / self.total if self.total > 0 else float("nan")


def theil_parts(
    values: Sequence[float], groups: Sequence[str], weights: Sequence[float] | None = None
) -> Parts:
    """Theil's T within and between groups: T = sum of s_g T_g + sum of s_g ln(mean_g / mean).

    s_g is the group's share of the whole: its weight times its mean over the mean. A group whose
    areas are all zero has no share. ValueError: see `_checked`.
    """
    array, share = _checked(values, weights)
    names = np.asarray(groups)
    if names.shape != array.shape:
        raise ValueError("each area needs a group")
    mean = share @ array
    of, between = {}, 0.0
    for name in dict.fromkeys(groups):
        own = names == name
        held = share[own] @ array[own] / mean
        if held > 0:
            between += held * np.log(held / share[own].sum())
        of[str(name)] = float(held * theil(array[own], share[own])) if held > 0 else 0.0
    within = math.fsum(of.values())
    return Parts(float(within + between), float(within), float(between), of)
