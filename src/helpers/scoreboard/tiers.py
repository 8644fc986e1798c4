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
    `certain` of the draws. Units are taken in the order of `by_majority`; each joins the tier
    while it is told apart from none of its members, else it opens the next. Units of two tiers
    may still not be told apart: near a border the pair decides.
    A unit without any draw has no tier (NaN).
    """
    if not 0.5 < certain <= 1:
        raise ValueError(f"certain is {certain}; it must lie above 0.5 and at most be 1")
    found: dict[str, int] = {}
    members: list[str] = []
    tier = 1
    for unit in by_majority(above):
        if any(told_apart(above, unit, other, certain) for other in members):
            tier += 1
            members = []
        members.append(unit)
        found[unit] = tier
    return pd.Series(found, dtype=float).reindex(above.index).rename("tier")


def by_majority(above: pd.DataFrame) -> list[str]:
    """The units, best first: by how many others each stands above in more than half of the draws.

    An even half counts half (Copeland 1951); those with as many come by their mean chance. Unless
    majorities run in a circle, no unit comes before one that stands above it in most draws. The
    mean chance alone does not give that: a unit that is last in most draws, and far ahead in the
    others, has a better mean than one that is always just above the last. Units without any draw
    are left out.
    """
    chance = above.mean(axis=1).dropna()
    known = above.loc[chance.index, chance.index].to_numpy()
    beaten = ((known > 0.5) + 0.5 * (known == 0.5)).sum(axis=1)
    table = pd.DataFrame({"beaten": beaten, "chance": chance})
    return list(table.sort_values(["beaten", "chance"], ascending=False, kind="stable").index)


def contradicted(above: pd.DataFrame, tier: pd.Series) -> list[tuple[str, str]]:
    """Pairs (one, other) of which one has the lower tier and yet stands above in most draws."""
    known = list(tier.dropna().index)
    return [
        (one, other)
        for one in known
        for other in known
        if tier[one] > tier[other] and above.at[one, other] > 0.5
    ]


def told_apart(above: pd.DataFrame, one: str, other: str, certain: float = CERTAIN) -> bool:
    """Whether one stands above the other, either way, in at least `certain` of the draws."""
    return bool(above.at[one, other] >= certain or above.at[other, one] >= certain)
