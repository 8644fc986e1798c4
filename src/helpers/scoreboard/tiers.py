"""Which units are told apart: tiers within which no order is certain."""

from __future__ import annotations

import numpy as np
import pandas as pd

CERTAIN = 0.90


def pairwise(ranks: np.ndarray, units: list[str]) -> pd.DataFrame:
    """P(row stands above column) over draws: ranks, one row a draw, one column a unit.

    A tie counts half for each, so that P(A above B) + P(B above A) = 1; the diagonal is 0.5. A
    draw in which either has no rank (NaN) does not count; NaN where no draw has both.
    """
    above = np.full((len(units), len(units)), np.nan)
    known = ~np.isnan(ranks)
    for place in range(len(units)):
        both = known & known[:, [place]]
        own = ranks[:, [place]]
        wins = ((own < ranks) + 0.5 * (own == ranks)) * both
        with np.errstate(invalid="ignore"):
            above[place] = wins.sum(axis=0) / both.sum(axis=0)
    return pd.DataFrame(above, index=units, columns=units)


def tiers(above: pd.DataFrame, certain: float = CERTAIN) -> pd.Series:
    """unit -> tier, 1 the highest; no two units of one tier are told apart.

    above: of `pairwise`. Two units are told apart where one stands above the other in at least
    `certain` of the draws. Units are taken in the order of how many others they stand above on
    average; each joins the tier while it is told apart from none of its members, else it opens
    the next. Units of two tiers may still not be told apart: near a border the pair decides.
    A unit without any draw has no tier (NaN).
    """
    if not 0.5 < certain <= 1:
        raise ValueError(f"certain is {certain}; it must lie above 0.5 and at most be 1")
    strength = above.mean(axis=1).dropna()
    order = strength.sort_values(ascending=False, kind="stable").index
    found: dict[str, int] = {}
    members: list[str] = []
    tier = 1
    for unit in order:
        if any(told_apart(above, unit, other, certain) for other in members):
            tier += 1
            members = []
        members.append(unit)
        found[unit] = tier
    return pd.Series(found, dtype=float).reindex(above.index).rename("tier")


def told_apart(above: pd.DataFrame, one: str, other: str, certain: float = CERTAIN) -> bool:
    """Whether one stands above the other, either way, in at least `certain` of the draws."""
    chance = above.at[one, other]
    return bool(chance >= certain or chance <= 1 - certain)
