"""Do neighbours resemble one another? Moran's I on stated neighbours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

PERMUTATIONS = 9_999
SEED = 20_260_101


@dataclass(frozen=True)
class Moran:
    """value: Moran's I. expected: its mean if figures were dealt out at random, -1 / (n - 1).

    p: part of the permutations as far from `expected` as the figures are, either way, the
    figures counted among them; NaN without permutations. count: areas with a neighbour.
    alone: areas left out because none of their neighbours has a figure.
    """

    value: float
    expected: float
    p: float
    count: int
    alone: tuple[str, ...] = ()


def shares(areas: Sequence[str], borders: Collection[tuple[str, str]]) -> np.ndarray:
    """Weights of neighbours: row i holds 1 / (neighbours of i) for each of them, 0 for others.

    borders: pairs, each both ways (`Reference.borders`); those of other areas are passed over.
    The row of an area without neighbours is all zero. ValueError for a pair that is given one
    way only, or an area beside itself.
    """
    if any((other, area) not in borders or area == other for area, other in borders):
        raise ValueError("borders must run both ways, and no area borders on itself")
    links = np.array([[(area, other) in borders for other in areas] for area in areas], dtype=float)
    return links / np.maximum(links.sum(axis=1, keepdims=True), 1)


def moran(
    values: Sequence[float], weights: np.ndarray, permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Moran:  # fmt: skip
    """n / S0 times z' W z / z' z (Moran 1950, Biometrika 37), z being deviations from the mean.

    The p-value deals the values out anew `permutations` times, all from `seed`. ValueError for a
    missing value, fewer than four areas, values that are all equal, or no weights at all.
    """
    array = np.asarray(values, dtype=float)
    if not np.isfinite(array).all() or array.size < 4:
        raise ValueError("Moran's I needs at least four areas, each with a figure")
    apart = array - array.mean()
    square, total = float(apart @ apart), float(weights.sum())
    if square <= 0 or total <= 0:
        raise ValueError("Moran's I needs figures that differ, and areas that are neighbours")
    scale = array.size / total / square
    value = float(apart @ weights @ apart) * scale
    expected = -1 / (array.size - 1)
    p = float("nan")
    if permutations:
        dealt = np.random.default_rng(seed).permuted(np.tile(apart, (permutations, 1)), axis=1)
        drawn = np.einsum("pi,pi->p", dealt @ weights, dealt) * scale
        far = np.abs(drawn - expected) >= abs(value - expected) - 1e-12
        p = float((far.sum() + 1) / (permutations + 1))
    return Moran(value, expected, p, int(array.size))


def moran_of(
    values: dict[str, float], borders: Collection[tuple[str, str]],
    permutations: int = PERMUTATIONS, seed: int = SEED,
) -> Moran:  # fmt: skip
    """Moran's I of areas by code, each neighbour of an area counting alike (rows sum to one).

    Areas none of whose neighbours has a figure are left out and named. ValueError: see `moran`.
    """
    linked = [area for area in values if any((area, other) in borders for other in values)]
    alone = tuple(area for area in values if area not in linked)
    found = moran([values[area] for area in linked], shares(linked, borders), permutations, seed)
    return Moran(found.value, found.expected, found.p, found.count, alone)
