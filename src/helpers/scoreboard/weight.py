"""Weights: equal, given, from principal components, or each unit's own best. Handbook, step 6.

The framework holds the given ones. `equal` and `components` make another framework of it;
`benefit_of_the_doubt` scores each unit with the weights that are best for it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import CannotBuild, some

KEPT = 1.0  # eigenvalue that a component needs: it says more than one indicator (Kaiser)
ROTATIONS, STILL = 500, 1e-12


def equal(framework: Framework) -> Framework:
    """The same framework, everything of one parent weighted alike."""
    return framework.with_weights(dict.fromkeys(framework.codes, 1.0))


def components(scores: pd.DataFrame, framework: Framework, parent: str) -> Framework:
    """The children of `parent` weighted by principal components of their scores.

    scores: units by codes, the children's columns among them (`Index.scores`); units with a
    missing one are left out. Handbook 6.1: components of the correlation matrix with an
    eigenvalue of 1 or more (at least the first), rotated by varimax; each child has the greatest
    of its squared loadings, each divided by what its component explains; times that
    component's share of all that is explained; then all to a sum of one.
    Raises CannotBuild for fewer units than children and one more, or a child without spread.
    """
    codes = list(framework.children.get(parent, ()))
    if not codes:
        found = f"{parent!r} is no score of the framework"
        raise CannotBuild([Fault("", None, "", found, ", ".join(framework.children))])
    table = scores[codes].dropna()
    flat = [code for code in codes if not table[code].std() > 0]
    if flat or len(table) <= len(codes):
        found = f"{len(table):,} units have all of {some(codes)}" + (
            f", and all are alike in {some(flat)}" if flat else ""
        )
        allowed = "more units than indicators, which differ"
        raise CannotBuild([Fault("", None, "", found, allowed)])
    loadings = varimax(_loadings(np.corrcoef(table.to_numpy().T).reshape(len(codes), -1)))
    explained = (loadings**2).sum(axis=0)
    within = loadings**2 / explained
    best = within.argmax(axis=1)
    raw = within[np.arange(len(codes)), best] * explained[best] / explained.sum()
    return framework.with_weights(dict(zip(codes, raw / raw.sum(), strict=True)))


def _loadings(correlations: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(correlations)
    order = np.argsort(values)[::-1]
    kept = [at for at in order if values[at] >= KEPT - 1e-9] or [order[0]]
    return vectors[:, kept] * np.sqrt(values[kept])


def varimax(loadings: np.ndarray) -> np.ndarray:
    """Loadings turned so that the variance of their squares within each component is greatest.

    Kaiser's criterion (1958), by planar rotations of every pair of components in turn.
    """
    turned = loadings.copy()
    n, k = turned.shape
    for _ in range(ROTATIONS):
        most = 0.0
        for a in range(k):
            for b in range(a + 1, k):
                x, y = turned[:, a], turned[:, b]
                u, v = x**2 - y**2, 2 * x * y
                above = 2 * (n * (u * v).sum() - u.sum() * v.sum())
                below = n * (u**2 - v**2).sum() - (u.sum() ** 2 - v.sum() ** 2)
                angle = np.arctan2(above, below) / 4
                most = max(most, abs(angle))
                turned[:, [a, b]] = np.column_stack(
                    [x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)]
                )
        if most < STILL:
            break
    return turned


def benefit_of_the_doubt(
    scores: pd.DataFrame, least: float = 0.0, most: float = 1.0
) -> tuple[pd.Series, pd.DataFrame]:
    """(index, weights): each unit scored 0 to 1 with the weights that are best for itself.

    scores: units by sub-scores, zero or more, none missing. Handbook 6.2 (Melyn and Moesen): for
    unit c the linear programme max sum w_i y_ci, subject to sum w_i y_ji <= 1 for all units j and
    w >= 0. least, most: bounds on the part that each sub-score has in the unit's own index
    (w_ci y_ci), against weights that put all on one; a unit that has 0 somewhere cannot reach a
    least part, so the bounds of what it has not are passed over. NaN where nothing is best.
    Raises CannotBuild for missing or negative scores, or bounds that nothing can meet.
    """
    from scipy.optimize import linprog

    y = scores.to_numpy(dtype=float)
    n = y.shape[1]
    wrong = scores.index[(np.isnan(y) | (y < 0)).any(axis=1)]
    if len(wrong):
        found = f"benefit of the doubt needs scores of zero or more; not so: {some(wrong)}"
        raise CannotBuild([Fault("", None, "", found, todo="Impute first, and use min_max")])
    if not (0 <= least <= 1 / n <= most <= 1):
        found = f"parts between {least:g} and {most:g} of {n} sub-scores cannot sum to one"
        raise CannotBuild([Fault("", None, "", found, f"least at most 1/{n}, most at least 1/{n}")])
    found_scores, weights = [], []
    for own in y:
        there = np.diag(own)[own > 0]
        bounds = np.vstack([y, least * own - there, there - most * own])
        limits = np.concatenate([np.ones(len(y)), np.zeros(2 * len(there))])
        answer = linprog(-own, A_ub=bounds, b_ub=limits, bounds=(0, None), method="highs")
        best = answer.x if answer.success else np.full(n, np.nan)
        found_scores.append(float(own @ best))
        weights.append(best)
    return (
        pd.Series(found_scores, index=scores.index, name="index"),
        pd.DataFrame(weights, index=scores.index, columns=scores.columns),
    )
