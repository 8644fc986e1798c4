"""Do areas draw together? Beta: who started lower grew faster. Sigma: the spread fell."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from helpers.spread.inequality import variation
from helpers.spread.interval import LEVEL, Interval, jackknife


@dataclass(frozen=True)
class Beta:
    """slope: of yearly growth (log points) on the logarithm of the start, with its interval.

    Below zero: areas that started lower grew faster. half_life: years in which half of the
    distance would be made up at that pace, NaN where it is not below zero. count: areas.
    r_squared: how much of the differences in growth goes with the start.
    """

    slope: Interval
    half_life: float
    r_squared: float
    count: int


def _positive(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    if not (array > 0).all() or not np.isfinite(array).all():
        raise ValueError("convergence is reckoned on logarithms: every value must be above zero")
    return np.log(array)


def beta(first: Sequence[float], last: Sequence[float], years: float, level: float = LEVEL) -> Beta:
    """ln(last / first) / years regressed on ln(first), unconditional, unweighted.

    The slope is that of Barro and Sala-i-Martin (1992, Journal of Political Economy 100) in its
    linear form, b = (e^(-pace years) - 1) / years. Its error is robust against unequal variances
    (HC3: MacKinnon and White 1985, Journal of Econometrics 29), the interval Student's t with
    n - 2 degrees. Errors in the first year's figures alone push the slope below zero: read it
    beside `sigma`. ValueError for values not above zero, fewer than four areas, equal starts, or
    no year between.
    """
    start, end = _positive(first), _positive(last)
    if start.shape != end.shape or start.size < 4 or years <= 0:
        raise ValueError("beta needs at least four areas with both ends, and years between them")
    growth = (end - start) / years
    apart = start - start.mean()
    square = float(apart @ apart)
    if square <= 1e-18 * start.size:
        raise ValueError("beta has no slope where all areas start alike")
    slope = float(apart @ growth) / square
    residual = growth - growth.mean() - slope * apart
    hat = 1 / start.size + apart**2 / square
    if (hat > 1 - 1e-12).any():
        raise ValueError("beta hangs on one area alone: all others start alike")
    error = math.sqrt(float(((apart * residual / (1 - hat)) ** 2).sum())) / square
    half = float(stats.t.ppf((1 + level) / 2, start.size - 2)) * error
    whole = float(((growth - growth.mean()) ** 2).sum())
    left = 1 + slope * years  # of the distance after all years; at or below zero: overshot
    pace = -math.log(left) / years if 0 < left < 1 else math.nan
    return Beta(
        Interval(slope, slope - half, slope + half),
        math.log(2) / pace if pace > 0 else math.nan,
        1 - float(residual @ residual) / whole if whole > 0 else math.nan,
        int(start.size),
    )


def deviation(values: Sequence[float], level: float = LEVEL) -> Interval:
    """Standard deviation of the logarithms (n - 1), with a jackknife interval of its logarithm."""
    logs = _positive(values)
    return _exponent(jackknife(logs.size, lambda kept: _log_deviation(logs[kept]), level))


def sigma(first: Sequence[float], last: Sequence[float], level: float | None = LEVEL) -> Interval:
    """How the standard deviation of the logarithms changed, in percent of the first; below 0: fell.

    The same areas at both ends: an area is left out of both at once, so that the interval knows
    that the two years go together. ValueError for values not above zero or unlike lengths; no
    ends of the interval where a spread is nil, or no level is asked for.
    """
    return _change(_positive(first), _positive(last), _log_deviation, level)


def variation_change(
    first: Sequence[float], last: Sequence[float], level: float | None = LEVEL
) -> Interval:
    """How the (unweighted) coefficient of variation changed; otherwise as `sigma`.

    It weighs the highest figures most, `sigma` the lowest as much: the two can differ in sign.
    """

    def measure(values: np.ndarray) -> float:
        spread = variation(values)
        return math.log(spread) if spread > 1e-12 else -math.inf

    return _change(np.asarray(first, dtype=float), np.asarray(last, dtype=float), measure, level)


def _change(
    start: np.ndarray, end: np.ndarray, measure: Callable[[np.ndarray], float], level: float | None
) -> Interval:
    if start.shape != end.shape:
        raise ValueError("a change of the spread needs the same areas at both ends")

    def both(kept: np.ndarray) -> float:
        after, before = measure(end[kept]), measure(start[kept])
        return after - before if math.isfinite(after) or math.isfinite(before) else math.nan

    ratio = _exponent(jackknife(start.size, both, level))
    return Interval(*(100 * (one - 1) for one in (ratio.value, ratio.low, ratio.high)))


def _log_deviation(logs: np.ndarray) -> float:
    apart = logs.std(ddof=1) if logs.size > 1 else 0.0
    return math.log(apart) if apart > 1e-12 else -math.inf


def _exponent(interval: Interval) -> Interval:
    return Interval(*(_exp(end) for end in (interval.value, interval.low, interval.high)))


def _exp(power: float) -> float:
    return math.exp(power) if power < 700 else math.nan
