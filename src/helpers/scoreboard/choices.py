"""What a critic of an index would choose otherwise: the space that draws are taken from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.scoreboard.aggregate import ranks
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.index import build_index

CONCENTRATION = 50.0
SEED = 20_260_101  # of every draw
CHOICES = ("data", "impute", "treat", "normalise", "aggregate", "left_out")
Method = str | Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Choices:
    """An index and what may be varied of it; the first of each tuple is the index as published.

    framework: its weights are the given ones. tables: name -> values as `build_index` takes them
    (a vintage of the data each), all with the same units. impute, treat, normalise, aggregate:
    options of `build_index`; a geometric mean that would meet z-scores, which can be negative,
    gives way to the arithmetic one. groups: for impute.
    concentration: weights within each parent are Dirichlet around the given shares, with mean
    the share s and variance s (1 - s) / (concentration + 1): 50 lets a weight of a quarter run
    from 0.14 to 0.38 in 19 of 20 draws. None: the weights stay.
    leave_out: whether one indicator, each as likely as none, is left out.
    revision: by indicator, the relative standard deviation by which a figure may still be
    revised. rounding: half of the last printed digit, in the indicator's own unit. Either may be
    one number for all; indicators not named have none.

    Raises CannotBuild where the first of all choices makes no index, ValueError for tables of
    unlike units or a choice of nothing.
    """

    framework: Framework
    tables: Mapping[str, pd.DataFrame]
    impute: Sequence[str | None] = (None,)
    treat: Sequence[str | None] = (None,)
    normalise: Sequence[str] = ("min_max",)
    aggregate: Sequence[Method] = ("arithmetic",)
    groups: pd.Series | None = None
    concentration: float | None = CONCENTRATION
    leave_out: bool = True
    revision: float | Mapping[str, float] = 0.0
    rounding: float | Mapping[str, float] = 0.0
    among: Sequence[Hashable] | None = None

    def __post_init__(self) -> None:
        options = (self.tables, self.impute, self.treat, self.normalise, self.aggregate)
        if any(len(option) == 0 for option in options):
            raise ValueError("every choice needs at least one option")
        if not all(table.index.equals(self.index) for table in self.tables.values()):
            raise ValueError("the tables of a choice need the same units, in the same order")
        if self.concentration is not None and not self.concentration > 0:
            raise ValueError("concentration must be above zero, or None for weights that stay")
        self.published  # noqa: B018  what makes no index is told now, not in the ten-thousandth draw

    @property
    def index(self) -> pd.Index:
        """The units of the tables."""
        return next(iter(self.tables.values())).index

    @cached_property
    def places(self) -> np.ndarray:
        """Where the units that are ranked stand in the tables."""
        if self.among is None:
            return np.arange(len(self.index))
        places = self.index.get_indexer(pd.Index(list(self.among)))
        if (places < 0).any():
            raise ValueError("among names units that the tables do not have")
        return places

    @cached_property
    def units(self) -> list[str]:
        """What the units that are ranked are called."""
        return [
            str(unit[0] if isinstance(unit, tuple) else unit) for unit in self.index[self.places]
        ]

    @cached_property
    def published(self) -> pd.Series:
        """Rank by unit in the index as published: the first of every choice, the given weights."""
        return self.ranks_of(next(iter(self.tables.values())))

    def ranks_of(self, values: pd.DataFrame) -> pd.Series:
        """Rank by unit of other values, all else as published."""
        made = build_index(
            values, self.framework, impute=self.impute[0], treat=self.treat[0],
            normalise=self.normalise[0], aggregate=self.aggregate[0], groups=self.groups,
        )  # fmt: skip
        scores = made.scores[[self.framework.root]].iloc[self.places].set_axis(self.units)
        return ranks(scores)[self.framework.root]

    def options(self) -> dict[str, list[str]]:
        """choice -> names of its options, the published one first; left_out: "none" first."""
        left = ["none", *self.framework.indicators] if self.leave_out else ["none"]
        return {
            "data": list(self.tables),
            "impute": [method or "none" for method in self.impute],
            "treat": [method or "none" for method in self.treat],
            "normalise": list(self.normalise),
            "aggregate": [method_words(method) for method in self.aggregate],
            "left_out": left,
        }

    def by_indicator(self, given: float | Mapping[str, float]) -> np.ndarray:
        """`revision` or `rounding` as one number an indicator. ValueError for one below zero."""
        codes = self.framework.indicators
        every = given if isinstance(given, Mapping) else dict.fromkeys(codes, given)
        found = np.array([float(every.get(code, 0.0)) for code in codes])
        if not (found >= 0).all():
            raise ValueError("revision and rounding must be zero or more")
        return found

    @property
    def noisy(self) -> bool:
        """Whether the figures themselves are uncertain."""
        return bool((self.by_indicator(self.revision) + self.by_indicator(self.rounding)).any())


def method_words(method: Method) -> str:
    """A method of aggregation in a word: "geometric", or "1 geometric, 2 arithmetic" by level."""
    if isinstance(method, str):
        return method
    return ", ".join(f"{level} {how}" for level, how in sorted(method.items()))
