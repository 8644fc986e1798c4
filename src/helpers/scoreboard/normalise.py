"""Indicators made comparable: one scale, more is better. Handbook, step 5.

A `Frame` holds what the scale was taken from (least and greatest value, mean and deviation,
...), so that other units, a nation or a later year, can be laid on the same scale.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import CannotBuild, refuse, some

ALIKE = 1e-12  # values that differ by less, relative to their size, differ by rounding only


@dataclass(frozen=True, eq=False)
class Frame:
    """The scale of every indicator, by code.

    method: see `normalise`. direction: 1 or -1. low, high: what the two numbers of the scale are:
    least and greatest value (min_max), mean and deviation (z_score), goalposts, or the reference
    twice (distance). members: the values that ranks are counted among (rank).
    logs: goalposts that were taken as logarithms already (see `frame`).
    """

    method: str
    direction: pd.Series
    low: pd.Series
    high: pd.Series
    members: pd.DataFrame
    logs: tuple[str, ...] = ()

    @property
    def flat(self) -> tuple[str, ...]:
        """Indicators on which all units are alike, or nobody has a value: they have no scale."""
        low, high = self.low.to_numpy(), self.high.to_numpy()
        if self.method == "z_score":
            none = ~(high > ALIKE * np.abs(low))
        elif self.method in ("min_max", "goalposts"):
            none = ~(high - low > ALIKE * np.maximum(np.abs(low), np.abs(high)))
        else:
            none = np.isnan(high)
        return tuple(self.low.index[none])


def frame(
    values: pd.DataFrame, framework: Framework, method: str, logarithmic: Collection[str] = ()
) -> Frame:
    """The scale of each indicator (columns of values, treated and transformed) over these units.

    logarithmic: indicators whose values are logarithms by the framework's `transform`; their
    goalposts become logarithms with them. A goalpost that is zero or below has none, and where no
    value lies between the goalposts that way but some do if they are logarithms already, they are
    taken as such: `logs` of the frame names these indicators.
    Raises CannotBuild where a reference or a value is zero or below, of distance.
    """
    codes = list(values.columns)
    direction = pd.Series({code: framework.node[code].direction for code in codes}, dtype=float)
    logs: list[str] = []
    if method == "min_max":
        low, high = values.min(), values.max()
    elif method == "z_score":
        low, high = values.mean(), values.std(ddof=1)
    elif method == "goalposts":
        pairs = {code: _goalposts(values[code], framework, code in logarithmic) for code in codes}
        low = pd.Series({code: pair[0] for code, pair in pairs.items()}, dtype=float)
        high = pd.Series({code: pair[1] for code, pair in pairs.items()}, dtype=float)
        logs = [code for code, pair in pairs.items() if pair[2]]
    elif method == "distance":
        low = high = _references(values, framework, direction, logarithmic)
    else:
        low, high = values.min(), values.max()
    return Frame(method, direction, low, high, values, tuple(logs))


def _goalposts(values: pd.Series, framework: Framework, logged: bool) -> tuple[float, float, bool]:
    node = framework.node[str(values.name)]
    low, high = node.goalpost_low, node.goalpost_high
    if not logged:
        return low, high, False
    plain = (math.log(low), math.log(high)) if low > 0 else None
    between = [
        bool(((values > ends[0]) & (values < ends[1])).any()) if ends else False
        for ends in (plain, (low, high))
    ]
    if plain and (between[0] or not between[1]):
        return *plain, False
    if between[1]:
        return low, high, True
    found = f"{node.code} has the goalpost {low:g} and logarithms are taken of it"
    raise CannotBuild([Fault("", None, "goalpost_low", found, "a number above zero")])


def _references(
    values: pd.DataFrame, framework: Framework, direction: pd.Series, logged: Collection[str]
) -> pd.Series:
    """The value that distance is reckoned from: goalpost_high if there is one, else the leader."""
    references: dict[str, float] = {}
    faults = []
    for code in values.columns:
        node = framework.node[code]
        better = values[code].max() if direction[code] > 0 else values[code].min()
        target = node.goalpost_high if direction[code] > 0 else node.goalpost_low
        if not math.isnan(target):
            better = math.log(target) if code in logged and target > 0 else target
        references[code] = float(better)
        wrong = values.index[(values[code] <= 0).to_numpy()]
        if len(wrong):
            found = f"{code} is zero or below for {some(wrong)}, and distance divides by it"
            faults.append(Fault("", None, code, found, "numbers above zero for distance"))
        elif better <= 0:
            found = f"the reference of {code} is {better:g}, and distance divides by it"
            faults.append(Fault("", None, code, found, "numbers above zero for distance"))
    refuse(faults)
    return pd.Series(references, dtype=float)


def apply(values: pd.DataFrame, on: Frame) -> pd.DataFrame:
    """These units on the scale of a frame. Missing stays missing; so is all without a scale.

    Goalposts cut at 0 and 100. Units that the frame was not taken from may score
    below 0 or above 100 on min_max.
    """
    x = values.to_numpy(dtype=float)
    sign = on.direction.reindex(values.columns).to_numpy()
    low = on.low.reindex(values.columns).to_numpy()
    high = on.high.reindex(values.columns).to_numpy()
    flat = np.isin(list(values.columns), on.flat)
    low, high = np.where(flat, np.nan, low), np.where(flat, np.nan, high)
    with np.errstate(all="ignore"):
        if on.method == "z_score":
            scores = sign * (x - low) / high
        elif on.method == "rank":
            scores = _ranked(x, sign, on.members[list(values.columns)].to_numpy(dtype=float))
        elif on.method == "distance":
            scores = 100 * np.where(sign > 0, x / high, high / x)
        else:
            scores = 100 * np.where(sign > 0, x - low, high - x) / (high - low)
            if on.method == "goalposts":
                scores = np.clip(scores, 0, 100)
    return pd.DataFrame(scores, index=values.index, columns=values.columns)


def _ranked(x: np.ndarray, sign: np.ndarray, members: np.ndarray) -> np.ndarray:
    """1 + how many members are worse: the last has 1, equal values share the smaller number."""
    ranked = np.full(x.shape, np.nan)
    for at in range(x.shape[1]):
        among = np.sort(sign[at] * members[~np.isnan(members[:, at]), at])
        there = ~np.isnan(x[:, at])
        ranked[there, at] = 1 + np.searchsorted(among, sign[at] * x[there, at], side="left")
    return ranked


def normalise(
    values: pd.DataFrame, framework: Framework, method: str = "min_max",
    logarithmic: Collection[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Units by indicators on one scale, where more is better whatever the direction.

    values: treated and transformed. Methods (Handbook, step 5; x a value, direction -1 turned):
    min_max    100 (x - min) / (max - min)
    z_score    (x - mean) / sample standard deviation (n - 1)
    rank       1 for the last up to the number of units; equal values share the smaller number
    goalposts  100 (x - low) / (high - low), cut at 0 and 100
    distance   100 x / reference, of direction -1 100 reference / x; the reference is the goalpost
               of the better end if there is one, else the leader
    Missing stays missing. Where all units are alike, min_max and z_score have no scale: missing.
    """
    return apply(values, frame(values, framework, method, logarithmic))
