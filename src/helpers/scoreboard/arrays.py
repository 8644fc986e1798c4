"""Normalising, putting together and ranking on arrays: draws by indicators by units."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from helpers.scoreboard.aggregate import NOISE
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.normalise import ALIKE


def normalised(
    values: np.ndarray, method: str, sign: np.ndarray, rest: np.ndarray | None = None
) -> np.ndarray:
    """Values on one scale, more is better; see `normalise`.

    sign: 1 or -1 by indicator. rest: indicators by further units, the same in every draw, which
    have a part in the scale and are not handed back.
    """
    rest = np.empty((values.shape[1], 0)) if rest is None else rest
    turned = sign[:, None]
    if method == "rank":
        return _ranked_low(values * turned) + _worse(values * turned, rest * turned)
    with np.errstate(all="ignore"):
        if method == "z_score":
            count, total = (_sum(values, rest, power) for power in (0, 1))
            mean = total / count
            spread = np.sqrt(_sum(values - mean, rest - mean, 2) / (count - 1))
            known = spread > ALIKE * np.abs(mean)
            return np.where(known, turned * (values - mean) / spread, np.nan)
        low = np.fmin.reduce(values, axis=2, keepdims=True)
        high = np.fmax.reduce(values, axis=2, keepdims=True)
        if rest.size:
            low = np.fmin(low, np.fmin.reduce(rest, axis=1)[:, None])
            high = np.fmax(high, np.fmax.reduce(rest, axis=1)[:, None])
        if method == "distance":
            return 100 * np.where(turned > 0, values / high, low / values)
        span = high - low
        flat = ~(span > ALIKE * np.maximum(np.abs(low), np.abs(high)))
        above = np.where(turned > 0, values - low, high - values)
        return 100 * above / np.where(flat, np.nan, span)


def _sum(values: np.ndarray, rest: np.ndarray, power: int) -> np.ndarray:
    """Sum of powers over the last axis of both, missing values passed over."""
    return sum(
        np.where(np.isnan(part), 0.0, np.abs(part) ** 2 if power == 2 else part**power).sum(
            axis=-1, keepdims=True
        )
        for part in (values, rest)
    )


def _ranked_low(values: np.ndarray) -> np.ndarray:
    """1 and how many units are worse, along the last axis; NaN stays."""
    found = np.ones(values.shape)
    for other in range(values.shape[-1]):
        found += values[..., other : other + 1] < values
    return np.where(np.isnan(values), np.nan, found)


def _worse(values: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """How many of `rest` (indicators by units) are worse than each value."""
    found = np.zeros(values.shape)
    for at, field in enumerate(rest if rest.shape[1] else ()):
        found[:, at] = np.searchsorted(np.sort(field[~np.isnan(field)]), values[:, at], "left")
    return found


def ranked(scores: np.ndarray) -> np.ndarray:
    """1 and how many units have a higher score, by draw; ties to a billionth; NaN stays."""
    return _ranked_low(-np.round(scores, NOISE))


def aggregated(
    framework: Framework, normalised: np.ndarray, weights: np.ndarray, nodes: tuple[str, ...],
    geometric: Mapping[int, np.ndarray],
) -> np.ndarray:  # fmt: skip
    """Draws by units: the root's score, each level by its method."""
    columns = {code: normalised[:, at] for at, code in enumerate(framework.indicators)}
    for code in framework.scores:
        children = framework.children[code]
        own = weights[:, [nodes.index(child) for child in children]]
        how = geometric[framework.level[code]]
        scores = [columns.pop(child) for child in children]
        made = np.empty(scores[0].shape)
        for here, mean in ((~how, _arithmetic), (how, _geometric)):
            if here.all():
                made = mean(scores, own)
            elif here.any():
                made[here] = mean([score[here] for score in scores], own[here])
        columns[code] = made
    return columns[framework.root]


def _arithmetic(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    whole = np.zeros(scores[0].shape)
    total = np.zeros(scores[0].shape)
    for score, weight in zip(scores, weights.T[:, :, None], strict=True):
        there = ~np.isnan(score)
        total += weight * there
        whole += weight * np.where(there, score, 0.0)
    with np.errstate(invalid="ignore"):
        return whole / np.where(total > 0, total, np.nan)


def _geometric(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    whole = np.zeros(scores[0].shape)
    total = np.zeros(scores[0].shape)
    zero = np.zeros(scores[0].shape, dtype=bool)
    for score, weight in zip(scores, weights.T[:, :, None], strict=True):
        used = ~np.isnan(score) & (weight > 0)
        zero |= used & (score == 0)
        total += weight * used
        whole += weight * np.log(np.where(used & (score > 0), score, 1.0))
    mean = np.exp(whole / np.where(total > 0, total, np.nan))
    return np.where(zero & (total > 0), 0.0, mean)
