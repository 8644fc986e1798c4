"""What the steps are called, and which of them an index is asked to take."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Integral, Real

import numpy as np
import pandas as pd

from helpers.faults import Fault, nearest
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import some

IMPUTE = ("group_mean", "group_median", "last")
TREAT = ("winsorise_log", "mean_sd")
NORMALISE = ("min_max", "z_score", "rank", "goalposts", "distance")
AGGREGATE = ("arithmetic", "geometric", "copeland")
NOTHING = ("none", "")


@dataclass(frozen=True)
class Options:
    """Checked options: impute, screen and treat are None where they are not asked for.

    aggregate: method of every level that holds a score, the root's being level 1.
    """

    impute: str | None
    screen: float | None
    treat: str | None
    normalise: str
    aggregate: dict[int, str] = field(hash=False)


def options(
    framework: Framework, *, impute: object, screen: object, treat: object, normalise: object,
    aggregate: object,
) -> tuple[Options, list[Fault]]:  # fmt: skip
    """The options of `build_index` and everything that is wrong with them."""
    faults: list[Fault] = []
    chosen = Options(
        impute=_word("impute", impute, IMPUTE, faults, optional=True),
        screen=_share(screen, faults),
        treat=_word("treat", treat, TREAT, faults, optional=True),
        normalise=_word("normalise", normalise, NORMALISE, faults) or "",
        aggregate=_levels(framework, aggregate, faults),
    )
    if chosen.normalise == "z_score" and "geometric" in chosen.aggregate.values():
        found = "a geometric mean needs scores of zero or more, and z_score gives negative ones"
        allowed = "min_max, goalposts, distance or rank with geometric"
        faults.append(Fault("", None, "", found, allowed))
    if chosen.normalise == "goalposts":
        faults += _goalpost_faults(framework)
    return chosen, faults


def _word(
    name: str, given: object, allowed: tuple[str, ...], faults: list[Fault], optional: bool = False
) -> str | None:
    if optional and (given is None or given in NOTHING):
        return None
    if isinstance(given, str) and given in allowed:
        return str(given)
    words = (*allowed, "None for nothing") if optional else allowed
    found = f"{name} is {given!r}"
    todo = nearest(given, allowed) if isinstance(given, str) else ""
    faults.append(Fault("", None, "", found, ", ".join(words), todo))
    return None


def _share(given: object, faults: list[Fault]) -> float | None:
    if given is None:
        return None
    number = isinstance(given, Real) and not isinstance(given, (bool, np.bool_))
    if number and 0 <= float(given) <= 1:  # type: ignore[arg-type]
        return float(given)  # type: ignore[arg-type]
    found = f"screen is {given!r}"
    allowed = "the share of indicators that a unit needs, from 0 to 1, such as 0.9, or None"
    faults.append(Fault("", None, "", found, allowed))
    return None


def _levels(framework: Framework, given: object, faults: list[Fault]) -> dict[int, str]:
    """Method of every level; Copeland asked for once stands for the top, the rest arithmetic."""
    held = sorted({framework.level[code] for code in framework.scores})
    if not isinstance(given, Mapping):
        method = _word("aggregate", given, AGGREGATE, faults) or "arithmetic"
        below = "arithmetic" if method == "copeland" else method
        return {level: method if level == 1 else below for level in held}
    methods = dict.fromkeys(held, "arithmetic")
    for level, method in given.items():
        whole = isinstance(level, Integral) and not isinstance(level, bool)
        if not whole or int(level) not in held:  # type: ignore[call-overload]
            found = f"aggregate names the level {level!r}"
            words = ", ".join(str(one) for one in held) or "none: there is no score"
            faults.append(Fault("", None, "", found, f"the levels {words}, 1 being the top"))
        word = _word(f"aggregate of level {level!r}", method, AGGREGATE, faults)
        if word == "copeland" and level != 1:
            found = f"aggregate of level {level!r} is 'copeland'"
            faults.append(Fault("", None, "", found, "copeland at level 1, the top, only"))
        if word and whole:
            methods[int(level)] = word  # type: ignore[call-overload]
    return methods


def _goalpost_faults(framework: Framework) -> list[Fault]:
    lacking = [
        code
        for code in framework.indicators
        if math.isnan(framework.node[code].goalpost_low)
        or math.isnan(framework.node[code].goalpost_high)
    ]
    if not lacking:
        return []
    found = f"normalise is 'goalposts', and these indicators lack one: {some(lacking)}"
    return [Fault("", None, "", found, todo="Fill goalpost_low and goalpost_high")]


def groups_of(
    groups: object, values: pd.DataFrame, needed: bool, why: str
) -> tuple[pd.Series | None, list[Fault]]:
    """Groups by unit (a Series over the index of values), and what is wrong with them.

    groups: a Series or dict from unit to group, a column of the values by name, or as many
    groups as there are units, in their order. needed: whether there must be groups, `why` the
    option that needs them. A unit without a group is a fault where groups are needed.
    """
    if groups is None:
        if not needed:
            return None, []
        found = f"{why} needs groups, and none are given"
        return None, [Fault("", None, "", found, "groups: a Series or dict from unit to group")]
    if isinstance(groups, str):
        if groups not in values.columns:
            found = f"groups names the column {groups!r}, which the values lack"
            return None, [
                Fault("", None, "", found, todo=nearest(groups, map(str, values.columns)))
            ]
        found_groups = values[groups]
    elif isinstance(groups, (pd.Series, Mapping)):
        by_unit = dict(groups.items())
        found_groups = pd.Series(
            [by_unit.get(unit) for unit in values.index], index=values.index, dtype=object
        )
    elif isinstance(groups, (list, tuple, np.ndarray, pd.Index)) and len(groups) == len(values):
        found_groups = pd.Series(list(groups), index=values.index, dtype=object)
    else:
        found = (
            f"groups are {type(groups).__name__}, which cannot be laid beside {len(values):,} units"
        )
        return None, [Fault("", None, "", found, "a Series or dict from unit to group")]
    lacking = list(values.index[found_groups.isna().to_numpy()])
    if needed and lacking:
        found = f"{why} needs a group of every unit; none is given for {some(lacking)}"
        todo = "Give groups by the units of the values' index"
        return None, [Fault("", None, "", found, todo=todo)]
    return found_groups, []
