"""Outliers treated, and what was done to each indicator told. Handbook, steps 4 and 5.

An outlier would set the scale of min-max for all: the Handbook wants it dealt with before
normalising, and the JRC's audits test by skewness and kurtosis.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

SKEWNESS, KURTOSIS = 2.0, 3.5  # beyond both, an indicator has outliers
POINTS = 5  # so many points winsorised do not help: logarithms then
DEVIATIONS = 2.0  # European Innovation Scoreboard's methodology report: mean and twice the SD
LOG = ("indicator", "treatment", "points", "skewness", "kurtosis", "skewness_after",
       "kurtosis_after", "passes", "least", "most", "floor", "ceiling")  # fmt: skip


def skewness(values: np.ndarray) -> float:
    """Bias-corrected sample skewness G1 of the values that are there; NaN for fewer than 3.

    G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5, with m the central moments over n.
    """
    return shape(values)[0]


def kurtosis(values: np.ndarray) -> float:
    """Bias-corrected excess kurtosis G2 of the values that are there; NaN for fewer than 4.

    G2 = (n - 1) / ((n - 2) (n - 3)) * ((n + 1) (m4 / m2^2 - 3) + 6).
    """
    return shape(values)[1]


def shape(values: np.ndarray) -> tuple[float, float]:
    """(skewness, kurtosis), as above; NaN for values all alike.

    The values are divided by their reach, which changes no ratio of moments: no power of a large
    or a small unit overflows or vanishes.
    """
    x = values[~np.isnan(values)]
    n = len(x)
    off = x - np.add.reduce(x) / n if n > 2 else x
    reach = float(np.maximum.reduce(np.abs(off))) if n > 2 else 0.0
    if not reach > 0:
        return math.nan, math.nan
    off /= reach
    m2, m3, m4 = (float(np.add.reduce(off**order) / n) for order in (2, 3, 4))
    skewed = math.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
    excess = m4 / m2**2 - 3
    return skewed, (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6) if n > 3 else math.nan


def has_outliers(values: np.ndarray) -> bool:
    """|skewness| above 2 and kurtosis above 3.5; False where either cannot be reckoned."""
    return _beyond(shape(values))


def _beyond(found: tuple[float, float]) -> bool:
    return abs(found[0]) > SKEWNESS and found[1] > KURTOSIS


def treat(values: pd.DataFrame, method: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(values, what was done): columns indicator by indicator, missing ones passed over.

    method: None; "winsorise_log": see `winsorised`, and `logged` where that does not help;
    "mean_sd": see `within_deviations`. What was done has LOG as columns, one row an indicator:
    treatment (none, winsorised, log, within mean ± SD), points changed by it, skewness and
    kurtosis before and after, whether the indicator now passes the test, the least and greatest
    value before (least, most), and those after (floor, ceiling).
    """
    columns, rows = {}, []
    for code in values.columns:
        raw = values[code].to_numpy(dtype=float)
        before = shape(raw)
        treated, treatment = _treated(raw, method, _beyond(before))
        after = before if treated is raw else shape(treated)
        columns[code] = treated
        rows.append((code, treatment, _points(treated, raw), *before, *after, not _beyond(after),
                     *_ends(raw), *_ends(treated)))  # fmt: skip
    return pd.DataFrame(columns, index=values.index), pd.DataFrame(rows, columns=list(LOG))


def _ends(values: np.ndarray) -> tuple[float, float]:
    there = values[~np.isnan(values)]
    return (float(there.min()), float(there.max())) if len(there) else (math.nan, math.nan)


def logged_by(treatment: pd.DataFrame) -> list[str]:
    """Indicators that became logarithms, out of what `treat` says it did."""
    return list(treatment.loc[treatment["treatment"] == "log", "indicator"])


def _treated(raw: np.ndarray, method: str | None, outliers: bool) -> tuple[np.ndarray, str]:
    if method == "mean_sd":
        inside = within_deviations(raw)
        return inside, "within mean ± SD" if _points(inside, raw) else "none"
    if method is None or not outliers:
        return raw, "none"
    pulled = winsorised(raw)
    return (logged(raw), "log") if has_outliers(pulled) else (pulled, "winsorised")


def winsorised(values: np.ndarray) -> np.ndarray:
    """While there are outliers and fewer than POINTS were set: the extreme value on the
    side of the skew (all points that have it) is set to the next value inward, and tested again.
    """
    x = values.copy()
    while _beyond(found := shape(x)) and _points(x, values) < POINTS:
        high = found[0] > 0
        extreme = np.nanmax(x) if high else np.nanmin(x)
        rest = x[~np.isnan(x) & (x != extreme)]
        x[x == extreme] = rest.max() if high else rest.min()
    return x


def _points(treated: np.ndarray, raw: np.ndarray) -> int:
    return int(((treated != raw) & ~np.isnan(raw)).sum())


def logged(values: np.ndarray, least: float | None = None, most: float | None = None) -> np.ndarray:
    """ln(x - min + 0.01 (max - min)): the logarithm of the untreated values, moved off zero.

    least, most: of other values than these, whose logarithms these are laid beside; NaN for what
    lies so far below `least` that it has none.
    """
    least = float(np.nanmin(values)) if least is None else least
    most = float(np.nanmax(values)) if most is None else most
    moved = values - least + 0.01 * (most - least)
    return np.log(np.where(moved > 0, moved, np.nan))


def within_deviations(values: np.ndarray, k: float = DEVIATIONS) -> np.ndarray:
    """Values beyond mean ± k sample standard deviations set to the last one within.

    The European Innovation Scoreboard's rule, k = 2: an outlier takes the highest (lowest) value
    of those that are none. Mean and deviation are those of all values that are there.
    """
    there = values[~np.isnan(values)]
    if len(there) < 2:
        return values
    mean, deviation = there.mean(), there.std(ddof=1)
    inside = there[(there >= mean - k * deviation) & (there <= mean + k * deviation)]
    return np.clip(values, inside.min(), inside.max()) if len(inside) else values
