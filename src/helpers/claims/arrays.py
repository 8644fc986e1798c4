"""Steps of an index over many draws at once. Arrays run draws by areas by indicators.

Shares no code with `helpers.scoreboard.arrays`.
"""

from __future__ import annotations

import numpy as np

from helpers.claims.board import Board
from helpers.claims.scale import Column


def filled(board: Board) -> np.ndarray:
    """The table, its gaps filled by the mean of the zone over all years."""
    table = board.table.copy()
    zones = np.array([board.rows.areas[area]["zone"] for area in board.areas])
    for zone in np.unique(zones):
        own = table[zones == zone]
        with np.errstate(all="ignore"):
            there = (~np.isnan(own)).sum(axis=(0, 1))
            mean = np.nansum(own, axis=(0, 1)) / np.where(there, there, np.nan)
        table[zones == zone] = np.where(np.isnan(own), mean, own)
    return table


def treated(board: Board, columns: list[Column], shaken: np.ndarray) -> np.ndarray:
    """Shaken figures with what the treatment did to each column, then the plan's logarithms."""
    made = np.empty(shaken.shape)
    for at, (code, column) in enumerate(zip(board.plan.codes, columns, strict=True)):
        x = shaken[..., at]
        if column.done != "none":
            x = np.clip(x, column.floor, column.ceiling)
        if column.done == "log":
            x = column.of(x)
        elif board.plan.rows[code]["transform"] == "log":
            x = np.log(x)
        made[..., at] = x
    return made


def _turned(board: Board) -> np.ndarray:
    return np.array([board.plan.sign(code) for code in board.plan.codes], dtype=float)


def _ends(made: np.ndarray, rest: np.ndarray, least: bool) -> np.ndarray:
    pick, both = (np.fmin, np.fmin.reduce) if least else (np.fmax, np.fmax.reduce)
    own = both(made, axis=1)
    return own if not len(rest) else pick(own, both(rest, axis=0))


def _min_max(board: Board, made: np.ndarray, rest: np.ndarray) -> np.ndarray:
    low, high = (_ends(made, rest, least)[:, None] for least in (True, False))
    span = np.where(high > low, high - low, np.nan)
    return 100 * np.where(_turned(board) > 0, made - low, high - made) / span


def _z_score(board: Board, made: np.ndarray, rest: np.ndarray) -> np.ndarray:
    whole = np.concatenate([made, np.broadcast_to(rest, (len(made), *rest.shape))], axis=1)
    spread = np.nanstd(whole, axis=1, ddof=1, keepdims=True)
    spread = np.where(spread > 0, spread, np.nan)
    return _turned(board) * (made - np.nanmean(whole, axis=1, keepdims=True)) / spread


def _rank(board: Board, made: np.ndarray, rest: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    turned, others = made * _turned(board), rest * _turned(board)
    found = rankdata(turned, method="min", axis=1, nan_policy="omit").astype(float)
    for at in range(turned.shape[-1]):
        field = np.sort(others[~np.isnan(others[:, at]), at])
        found[..., at] += np.searchsorted(field, turned[..., at], "left")
    return np.where(np.isnan(made), np.nan, found)


NORMALISED = {"min_max": _min_max, "z_score": _z_score, "rank": _rank}
"""How to normalise -> (board, treated figures, all others' figures) to scores, more is better."""


def weighted_mean(parts: list[np.ndarray], weights: list[np.ndarray]) -> np.ndarray:
    """NaN where nothing has a weight; a missing part (NaN) must have none."""
    whole = sum(weights)
    summed = sum(w * np.nan_to_num(p) for w, p in zip(weights, parts, strict=True))
    with np.errstate(all="ignore"):
        return summed / np.where(whole > 0, whole, np.nan)


def geometric_mean(parts: list[np.ndarray], weights: list[np.ndarray]) -> np.ndarray:
    """The weighted geometric mean; a nought of any weight makes it nought. NaN as above."""
    whole = sum(weights)
    with np.errstate(all="ignore"):
        made = np.ones(np.shape(whole))
        for part, weight in zip(parts, weights, strict=True):
            share = weight / np.where(whole > 0, whole, np.nan)
            made = made * np.where(share > 0, np.nan_to_num(part, nan=1.0) ** share, 1.0)
        return np.where(whole > 0, made, np.nan)
