"""From figures to scores and ranks, in plain numpy: the judge's own way to a scoreboard.

Tables run units by indicators. The rules are those that the page states: outliers drawn in, or
logarithms taken; 0 the least and 100 the most; means of what is there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.claims.plan import Plan

SKEWED, PEAKED, DRAWN_IN = 2.0, 3.5, 5
TIED = 9  # decimals beyond which two scores are one


@dataclass(frozen=True)
class Column:
    """One indicator's treatment. done: "none", "winsorised", "log", "within mean ± SD".

    floor, ceiling: what counts at most; of a logarithm the ends that it is taken between.
    """

    done: str
    floor: float
    ceiling: float
    points: int

    def of(self, x: np.ndarray) -> np.ndarray:
        """Other figures treated alike."""
        if self.done == "log":
            moved = x - self.floor + 0.01 * (self.ceiling - self.floor)
            with np.errstate(all="ignore"):
                return np.where(moved > 0, np.log(np.where(moved > 0, moved, 1.0)), np.nan)
        return x if self.done == "none" else np.minimum(np.maximum(x, self.floor), self.ceiling)


def shape(x: np.ndarray) -> tuple[float, float]:
    """Skewness and excess kurtosis, both corrected for bias; NaN where there are too few."""
    x = x[~np.isnan(x)]
    n = len(x)
    off = x - x.sum() / n if n > 3 else x
    squares = off * off
    variance = squares.sum() / (n - 1) if n > 3 else 0.0
    if variance == 0:
        return float("nan"), float("nan")
    skew = n / ((n - 1) * (n - 2)) * (squares @ off) / variance**1.5
    peak = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * (squares @ squares) / variance**2
    return float(skew), float(peak - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def outlying(skew: float, peak: float) -> bool:
    """Whether figures of this shape have outliers to treat: both are great."""
    return abs(skew) > SKEWED and peak > PEAKED


def treatment(x: np.ndarray, method: str | None) -> Column:
    """What is done about the outliers of one indicator."""
    there = np.sort(x[~np.isnan(x)])
    none = Column("none", -np.inf, np.inf, 0)
    if method == "mean_sd" and len(there) > 1:
        middle, spread = there.mean(), there.std(ddof=1)
        inside = there[np.abs(there - middle) <= 2 * spread]
        changed = len(there) - len(inside)
        return Column("within mean ± SD", inside[0], inside[-1], changed) if changed else none
    if method != "winsorise_log" or not outlying(*shape(there)):
        return none
    drawn, changed = there.copy(), 0
    while outlying(*(form := shape(drawn))) and changed < DRAWN_IN:
        if form[0] > 0:
            drawn[drawn == drawn.max()] = drawn[drawn < drawn.max()].max()
        else:
            drawn[drawn == drawn.min()] = drawn[drawn > drawn.min()].min()
        changed = int(np.sum(drawn != there))
    if outlying(*form):
        return Column("log", there[0], there[-1], len(there))
    return Column("winsorised", drawn.min(), drawn.max(), changed)


def put_together(plan: Plan, scores: np.ndarray) -> dict[str, np.ndarray]:
    """code -> scores of units, of indicators and of all above them. scores: units by indicators."""
    found = {code: scores[..., at] for at, code in enumerate(plan.codes)}

    def score(code: str) -> np.ndarray:
        if code not in found:
            parts = np.array([score(part) for part in plan.parts[code]])
            there = ~np.isnan(parts)
            weights = np.array([plan.share(part) for part in plan.parts[code]])
            weights = weights.reshape(-1, *[1] * (parts.ndim - 1)) * there
            whole = weights.sum(axis=0)
            found[code] = (weights * np.where(there, parts, 0.0)).sum(axis=0) / np.where(
                whole > 0, whole, np.nan
            )
        return found[code]

    score(plan.root)
    return found


def places(scores: np.ndarray) -> np.ndarray:
    """Place of each unit (last axis), ties at the better one; NaN without a score."""
    rounded = np.round(scores, TIED)
    above = rounded[..., None, :] > rounded[..., :, None]
    return np.where(np.isnan(scores), np.nan, 1 + above.sum(axis=-1))


@dataclass(frozen=True, eq=False)
class Scale:
    """What all units of an index stand on: a treatment and two ends for each indicator."""

    plan: Plan
    columns: list[Column]
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, plan: Plan, figures: np.ndarray) -> Scale:
        """The scale that these figures (units by indicators, NaN for none) make."""
        columns = [treatment(figures[:, at], "winsorise_log") for at in range(figures.shape[1])]
        made = ready(plan, columns, figures)
        return cls(plan, columns, np.nanmin(made, axis=0), np.nanmax(made, axis=0))

    def scores(self, figures: np.ndarray) -> dict[str, np.ndarray]:
        """code -> scores of units on this scale."""
        made = ready(self.plan, self.columns, figures)
        span = np.where(self.high > self.low, self.high - self.low, np.nan)
        up = np.array([self.plan.sign(code) > 0 for code in self.plan.codes])
        part = np.where(up, made - self.low, self.high - made) / span
        return put_together(self.plan, 100 * part)


def ready(plan: Plan, columns: list[Column], figures: np.ndarray) -> np.ndarray:
    """Figures treated, and logarithms where the framework takes them (units by indicators)."""
    made = np.column_stack([c.of(figures[..., at]) for at, c in enumerate(columns)])
    for at, code in enumerate(plan.codes):
        if plan.rows[code]["transform"] == "log" and columns[at].done != "log":
            made[:, at] = np.log(made[:, at])
    return made
