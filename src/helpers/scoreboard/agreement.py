"""How far two rankings of the same areas agree: pure functions on ranks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

FIRST = 10


@dataclass(frozen=True, eq=False)
class Agreement:
    """Two rankings side by side.

    areas: how many both have. spearman, kendall: rank correlations (Kendall's tau-b), None for
    fewer than three. first: areas among the first ten of both. table: area, ours, theirs and
    difference (theirs less ours: positive where we rank higher), by the size of it.
    """

    areas: int
    spearman: float | None
    kendall: float | None
    first: tuple[str, ...]
    table: pd.DataFrame


def agreement(ours: pd.Series, theirs: pd.Series) -> Agreement:
    """ours, theirs: rank by area, 1 the best; areas that only one has count for `first` alone."""
    from scipy.stats import kendalltau, spearmanr

    both = pd.DataFrame({"ours": ours, "theirs": theirs}).dropna()
    enough = len(both) > 2
    table = both.assign(difference=both["theirs"] - both["ours"])
    table = table.sort_values("difference", key=lambda column: -column.abs(), kind="stable")
    first = [area for area in ours[ours <= FIRST].sort_values(kind="stable").index
             if theirs.get(area, FIRST + 1) <= FIRST]  # fmt: skip
    return Agreement(
        areas=len(both),
        spearman=float(spearmanr(both["ours"], both["theirs"]).statistic) if enough else None,
        kendall=float(kendalltau(both["ours"], both["theirs"]).statistic) if enough else None,
        first=tuple(first),
        table=table.rename_axis("area").reset_index(),
    )
