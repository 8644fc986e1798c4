"""Does an index hold together? What the JRC's audits of composite indicators look at.

Correlations within and across pillars, Cronbach's alpha, effective against nominal weights,
redundancy, and the indicator that drives each unit's place (OECD/JRC Handbook, steps 4 and 6;
Saisana and Saltelli, the JRC's audits of the Global Innovation Index). Missing values are passed
over pair by pair; a column without spread has no correlation (NaN).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.scoreboard.framework import Framework

REDUNDANT = 0.92  # the JRC's bound: two indicators beyond it say one thing twice
USUAL = 0.7  # the usual least alpha of indicators that measure one thing (Nunnally 1978)
WEAK = 0.3  # below it an indicator hardly goes with its pillar


def correlations(scores: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Pearson's r of every indicator with every score above the indicators, and what it tells.

    scores: of `build_index`: units by all codes. One row an indicator: indicator, pillar (its
    own parent), one column for each score of the framework, and finding: "against its pillar"
    (r below zero), "weak in its pillar" (below 0.3), "nearer to <pillar>" (r with a sibling of
    its pillar is higher than with its own), else "". The indicator is a part of its own pillar,
    which lifts that r.
    """
    above = [code for code in framework.codes if code in framework.children]
    table = scores[[*framework.indicators, *above]].corr(min_periods=3)
    rows = []
    for code in framework.indicators:
        parent = framework.node[code].parent
        own = table.at[code, parent]
        rivals = framework.children.get(framework.node[parent].parent, ())
        rivals = [rival for rival in rivals if rival in framework.children and rival != parent]
        nearest = max(rivals, key=lambda rival: np.nan_to_num(table.at[code, rival], nan=-2),
                      default="")  # fmt: skip
        finding = ""
        if own < 0:
            finding = "against its pillar"
        elif nearest and table.at[code, nearest] > own:
            finding = f"nearer to {nearest}"
        elif own < WEAK:
            finding = "weak in its pillar"
        values = {score: table.at[code, score] for score in above}
        rows.append({"indicator": code, "pillar": parent, **values, "finding": finding})
    return pd.DataFrame(rows)


def alpha(scores: pd.DataFrame) -> float:
    """Cronbach's alpha: k / (k - 1) (1 - sum of the variances / variance of the sum).

    scores: units by the children of one parent, all on one scale, more is better; units with a
    missing one are left out. 0.7 is the usual bound for "measures one thing". NaN for fewer than
    two columns or three units, or no spread. (Cronbach 1951, Psychometrika 16.)
    """
    whole = scores.dropna()
    count = whole.shape[1]
    spread = float(whole.sum(axis=1).var(ddof=1)) if len(whole) > 2 and count > 1 else 0.0
    if not spread > 0:
        return float("nan")
    return count / (count - 1) * (1 - float(whole.var(ddof=1).sum()) / spread)


def alphas(scores: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Cronbach's alpha of every score over what goes into it: score, parts, alpha."""
    rows = [
        (code, len(framework.children[code]), alpha(scores[list(framework.children[code])]))
        for code in framework.codes
        if code in framework.children
    ]
    return pd.DataFrame(rows, columns=["score", "parts", "alpha"])


def effective_weights(scores: pd.DataFrame, framework: Framework, parent: str) -> pd.DataFrame:
    """What each child of `parent` weighs in fact, against what it was given.

    code, nominal (share, sums to one), importance (the squared correlation of the child with the
    parent's score: the part of its variance that goes, on a straight line, with the child),
    effective (importances brought to a sum of one), ratio (effective over nominal). Correlated
    children share what they explain, so importances do not sum to one by themselves. (Paruolo,
    Saisana and Saltelli 2013, Journal of the Royal Statistical Society A 176; linear form of the
    correlation ratio.)
    """
    children = framework.children[parent]
    importance = np.array([scores[child].corr(scores[parent]) ** 2 for child in children])
    nominal = np.array([framework.shares[child] for child in children])
    whole = np.nansum(importance)
    effective = importance / whole if whole > 0 else importance * np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(nominal > 0, effective / nominal, np.nan)
    return pd.DataFrame(
        {"code": children, "nominal": nominal, "importance": importance, "effective": effective,
         "ratio": ratio}
    )  # fmt: skip


def redundant(normalised: pd.DataFrame, bound: float = REDUNDANT) -> pd.DataFrame:
    """Pairs of indicators whose correlation is beyond the bound, either way: one, other, r.

    The strongest first.
    """
    table = normalised.corr(min_periods=3)
    codes = list(table.columns)
    rows = [
        (one, other, float(table.at[one, other]))
        for at, one in enumerate(codes)
        for other in codes[at + 1 :]
        if abs(table.at[one, other]) > bound
    ]
    rows.sort(key=lambda row: -abs(row[2]))
    return pd.DataFrame(rows, columns=["one", "other", "r"])


def drivers(normalised: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """What lifts and what drags each unit: the indicator furthest from the mean, by its weight.

    unit, lift, lift_points, drag, drag_points: weight * (the unit's score - the mean of all),
    points of an arithmetic index; with another mean it tells which, not how much. "" and NaN
    where nothing lifts (drags) or the unit has no figures. Weights are those of the framework,
    not brought to a sum of one again where a figure is missing.
    """
    weight = framework.weights[list(framework.indicators)]
    points = (normalised - normalised.mean()) * weight
    rows = []
    for unit, own in points.iterrows():
        known = own.dropna()
        lift = known.idxmax() if (known > 0).any() else ""
        drag = known.idxmin() if (known < 0).any() else ""
        rows.append((unit, lift, known.get(lift, np.nan), drag, known.get(drag, np.nan)))
    return pd.DataFrame(rows, columns=["unit", "lift", "lift_points", "drag", "drag_points"])
