"""Scores put together, level by level up the tree. Handbook, step 6 (aggregation)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import CannotBuild, some

NOISE = 9  # decimals beyond which two scores differ only by the order of adding up


def arithmetic(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of each row over what is there: sum w x / sum w; NaN where nothing is."""
    there = ~np.isnan(scores)
    whole = there @ weights
    summed = np.where(there, scores, 0.0) @ weights
    return np.divide(summed, whole, out=np.full(len(scores), np.nan), where=whole > 0)


def geometric(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted geometric mean of each row over what is there: exp(sum w ln x / sum w).

    A zero makes the mean zero, whatever else is good (of weight zero it says nothing). Scores are
    zero or more.
    """
    used = ~np.isnan(scores) & (weights > 0)
    zero = (used & (scores == 0)).any(axis=1)
    logs = np.log(np.where(used & (scores > 0), scores, 1.0))
    whole = used @ weights
    mean = np.divide(logs @ weights, whole, out=np.full(len(scores), np.nan), where=whole > 0)
    return np.where(zero & (whole > 0), 0.0, np.exp(mean))


def copeland(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Wins less losses of each row in pairs with all others (Copeland's rule).

    Handbook, step 6 (multi-criteria): a wins against b where the criteria on which it is better
    weigh more than half of those that both have, an equal one counting half to each. From
    -(n - 1) to n - 1; NaN for a row with nothing.
    """
    n = len(scores)
    for_a, both = np.zeros((n, n)), np.zeros((n, n))
    for column, weight in zip(scores.T, weights, strict=True):
        there = ~np.isnan(column)
        pair = there[:, None] & there[None, :]
        x = np.round(np.where(there, column, 0.0), NOISE)
        better = np.where(x[:, None] > x[None, :], 1.0, 0.0) + 0.5 * (x[:, None] == x[None, :])
        for_a += weight * np.where(pair, better, 0.0)
        both += weight * pair
    margin = np.round(for_a - both / 2, 12)
    won = np.sign(margin).sum(axis=1)
    return np.where((~np.isnan(scores) & (weights > 0)).any(axis=1), won, np.nan)


METHODS = {"arithmetic": arithmetic, "geometric": geometric, "copeland": copeland}


def aggregate(
    normalised: pd.DataFrame, framework: Framework, method: str | Mapping[int, str] = "arithmetic"
) -> pd.DataFrame:
    """Units by every code of the framework: indicators as they are, scores put together of them.

    normalised: units by indicators, more is better. method: arithmetic, geometric, or one for
    each level, the root's being 1 (a level that is not named: arithmetic); copeland at level 1.
    A missing value stays missing in its own column; a score is the mean of what is there, the
    weights of that brought to a sum of one, which is as if the missing one were as good as the
    rest. A score of which nothing is there is missing.
    Raises CannotBuild where a geometric mean would meet a negative score.
    """
    columns = {code: normalised[code].to_numpy(dtype=float) for code in framework.indicators}
    for code in framework.scores:
        level = framework.level[code]
        how = method if isinstance(method, str) else method.get(level, "arithmetic")
        if how == "copeland" and level > 1:
            how = "arithmetic"
        children = framework.children[code]
        scores = np.column_stack([columns[child] for child in children])
        weights = np.array([framework.shares[child] for child in children])
        if how == "geometric":
            _refuse_negative(normalised.index, scores, code)
        columns[code] = METHODS[how](scores, weights)
    return pd.DataFrame({code: columns[code] for code in framework.codes}, index=normalised.index)


def _refuse_negative(units: pd.Index, scores: np.ndarray, code: str) -> None:
    wrong = units[np.any(scores < 0, axis=1)]
    if len(wrong):
        found = f"the geometric mean {code} meets negative scores of {some(wrong)}"
        raise CannotBuild([Fault("", None, "", found, "scores of zero or more")])


def ranks(scores: pd.DataFrame) -> pd.DataFrame:
    """Rank of each unit in every column, 1 the highest score; ties share the smallest rank.

    Scores that differ by less than a billionth (NOISE decimals) are tied. No score, no rank.
    """
    return scores.round(NOISE).rank(method="min", ascending=False)
