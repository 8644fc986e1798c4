"""The index of thousands of draws at once: the steps of `build_index` on arrays.

Arrays run draws by indicators by units. A draw gives what `build_index` gives for its choices
(a test holds the two together); the limits of outliers are those of the figures as they are and
are not sought anew in a draw whose figures are shaken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.scoreboard.aggregate import NOISE
from helpers.scoreboard.choices import Choices, Method
from helpers.scoreboard.denominate import denominate
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.impute import impute
from helpers.scoreboard.normalise import ALIKE
from helpers.scoreboard.options import AGGREGATE, NORMALISE
from helpers.scoreboard.table import values_table
from helpers.scoreboard.transform import logarithmic
from helpers.scoreboard.treat import logged_by, treat

CHUNK = 2_048  # draws at a time: what they need stays in the processor's cache and memory small
METHODS = ("min_max", "z_score", "rank", "distance")


@dataclass(frozen=True, eq=False)
class Base:
    """The figures of one vintage, imputation and treatment: indicators by units.

    low, high: what the treatment cuts at. least, reach: of an indicator that the treatment takes
    logarithms of, ln(x - least + 0.01 reach); reach NaN for the others. logs: whether the
    framework takes the logarithm. All by indicator.
    """

    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    least: np.ndarray
    reach: np.ndarray
    logs: np.ndarray

    def ready(self, shaken: np.ndarray) -> np.ndarray:
        """Figures (draws by indicators by units) treated and transformed."""
        made = np.clip(shaken, self.low[:, None], self.high[:, None])
        for at in np.flatnonzero(~np.isnan(self.reach)):
            made[:, at] = np.log(made[:, at] - self.least[at] + 0.01 * self.reach[at])
        for at in np.flatnonzero(self.logs):
            made[:, at] = np.log(made[:, at])
        return made


def base(
    values: pd.DataFrame, framework: Framework, fill: str | None, outliers: str | None,
    groups: pd.Series | None,
) -> Base:  # fmt: skip
    """The figures of these choices, as the steps before normalising leave them."""
    table, _ = values_table(values, framework)
    filled, _ = impute(denominate(table, framework), fill, groups)
    treated, done = treat(filled, outliers)
    logged = logged_by(done)
    taken = logarithmic(framework, logged)
    count = len(framework.indicators)
    low, high = np.full(count, -np.inf), np.full(count, np.inf)
    least, reach = np.full(count, np.nan), np.full(count, np.nan)
    for at, (code, how) in enumerate(zip(done["indicator"], done["treatment"], strict=True)):
        if how != "none":
            cut = filled[code] if code in logged else treated[code]
            low[at], high[at] = cut.min(), cut.max()
        if code in logged:
            least[at], reach[at] = low[at], high[at] - low[at]
    logs = np.array([code in taken for code in framework.indicators])
    return Base(filled.to_numpy(dtype=float).T, low, high, least, reach, logs)


@dataclass(frozen=True, eq=False)
class Draw:
    """What every draw chose: places in `Choices.options`, and the weights.

    chosen: choice -> place of its option, by draw. weights: draws by nodes (columns `nodes`),
    within their parents, in any unit. shaken: indicators by units for every draw, by which a
    figure is multiplied and what is added (None: as they are).
    """

    chosen: Mapping[str, np.ndarray]
    weights: np.ndarray
    nodes: tuple[str, ...]
    factor: Callable[[slice], np.ndarray] | None = None
    extra: Callable[[slice], np.ndarray] | None = None

    @property
    def count(self) -> int:
        return len(self.weights)


@dataclass(eq=False)
class Machine:
    """Ranks of draws from the `choices`. ValueError for options that it does not know."""

    choices: Choices
    bases: dict[tuple[int, int, int], Base] = field(default_factory=dict)

    def __post_init__(self) -> None:
        choices = self.choices
        unknown = [name for name in choices.normalise if name not in METHODS]
        for method in choices.aggregate:
            methods = [method] if isinstance(method, str) else list(method.values())
            unknown += [name for name in methods if name not in ("arithmetic", "geometric")]
        if unknown:
            known = ", ".join([*METHODS, "arithmetic", "geometric"])
            spare = [name for name in (*NORMALISE, *AGGREGATE) if name not in known]
            raise ValueError(
                f"draws do not know {', '.join(map(str, unknown))} (allowed: {known}; "
                f"{', '.join(spare)} are for build_index alone)"
            )

    def ranks(self, draw: Draw) -> np.ndarray:
        """Draws by units: rank of the index, 1 the highest; NaN without a score."""
        found = np.empty((draw.count, len(self.choices.index)))
        for start in range(0, draw.count, CHUNK):
            part = slice(start, min(start + CHUNK, draw.count))
            found[part] = ranked(self.scores(draw, part))
        return found

    def scores(self, draw: Draw, part: slice | None = None) -> np.ndarray:
        """Draws by units: score of the root."""
        part = part or slice(0, draw.count)
        normalised = self._normalised(draw, part)
        weights = draw.weights[part].copy()
        left_out = draw.chosen["left_out"][part]
        for at, code in enumerate(self.choices.framework.indicators, start=1):
            weights[left_out == at, draw.nodes.index(code)] = 0.0
        methods = self._methods(draw, part)
        return _aggregated(self.choices.framework, normalised, weights, draw.nodes, methods)

    def _base(self, data: int, fill: int, outliers: int) -> Base:
        key = (data, fill, outliers)
        if key not in self.bases:
            choices = self.choices
            self.bases[key] = base(
                list(choices.tables.values())[data], choices.framework, choices.impute[fill],
                choices.treat[outliers], choices.groups,
            )  # fmt: skip
        return self.bases[key]

    def _normalised(self, draw: Draw, part: slice) -> np.ndarray:
        chosen = {name: places[part] for name, places in draw.chosen.items()}
        count = part.stop - part.start
        framework = self.choices.framework
        sign = np.array([framework.node[code].direction for code in framework.indicators])
        made = np.empty((count, len(framework.indicators), len(self.choices.index)))
        factor = draw.factor(part) if draw.factor else None
        extra = draw.extra(part) if draw.extra else None
        names = ("data", "impute", "treat", "normalise")
        keys = np.stack([chosen[name] for name in names], axis=1)
        for key in np.unique(keys, axis=0):
            here = np.flatnonzero((keys == key).all(axis=1))
            own = self._base(*(int(place) for place in key[:3]))
            shaken = np.broadcast_to(own.values, (len(here), *own.values.shape))
            if factor is not None:
                shaken = shaken * factor[here]
            if extra is not None:
                shaken = shaken + extra[here]
            method = self.choices.normalise[int(key[3])]
            if factor is None and extra is None:  # all alike: once is enough
                made[here] = normalised(own.ready(shaken[:1]), method, sign)
            else:
                made[here] = normalised(own.ready(shaken), method, sign)
        return made

    def _methods(self, draw: Draw, part: slice) -> dict[int, np.ndarray]:
        """level -> whether each draw takes the geometric mean there."""
        choices = self.choices
        signed = np.array([name == "z_score" for name in choices.normalise])
        signed = signed[draw.chosen["normalise"][part]]
        places = draw.chosen["aggregate"][part]
        levels = {choices.framework.level[code] for code in choices.framework.scores}
        return {
            level: np.array([how_at(method, level) == "geometric" for method in choices.aggregate])[
                places
            ]
            & ~signed
            for level in levels
        }


def how_at(method: Method, level: int) -> str:
    """The method of one level; a level that is not named: arithmetic."""
    return method if isinstance(method, str) else method.get(level, "arithmetic")


def normalised(values: np.ndarray, method: str, sign: np.ndarray) -> np.ndarray:
    """Draws by indicators by units on one scale, more is better; see `normalise`."""
    turned = sign[:, None]
    if method == "rank":
        return _ranked_low(values * turned)
    with np.errstate(all="ignore"):
        if method == "z_score":
            there = ~np.isnan(values)
            count = there.sum(axis=2, keepdims=True)
            mean = np.where(there, values, 0).sum(axis=2, keepdims=True) / count
            apart = values - mean
            spread = np.sqrt(
                (np.where(there, apart, 0) ** 2).sum(axis=2, keepdims=True) / (count - 1)
            )
            return np.where(spread > ALIKE * np.abs(mean), turned * apart / spread, np.nan)
        low = np.fmin.reduce(values, axis=2, keepdims=True)
        high = np.fmax.reduce(values, axis=2, keepdims=True)
        if method == "distance":
            return 100 * np.where(turned > 0, values / high, low / values)
        span = high - low
        flat = ~(span > ALIKE * np.maximum(np.abs(low), np.abs(high)))
        return (
            100 * np.where(turned > 0, values - low, high - values) / np.where(flat, np.nan, span)
        )


def _ranked_low(values: np.ndarray) -> np.ndarray:
    """1 and how many units are worse, along the last axis; NaN stays."""
    found = np.ones(values.shape)
    for other in range(values.shape[-1]):
        found += values[..., other : other + 1] < values
    return np.where(np.isnan(values), np.nan, found)


def ranked(scores: np.ndarray) -> np.ndarray:
    """1 and how many units have a higher score, by draw; ties to a billionth; NaN stays."""
    rounded = np.round(scores, NOISE)
    return _ranked_low(-rounded)


def _aggregated(
    framework: Framework, normalised: np.ndarray, weights: np.ndarray, nodes: tuple[str, ...],
    geometric: Mapping[int, np.ndarray],
) -> np.ndarray:  # fmt: skip
    """Draws by units: the root's score, each level by its method."""
    columns = {code: normalised[:, at] for at, code in enumerate(framework.indicators)}
    for code in framework.scores:
        children = framework.children[code]
        own = weights[:, [nodes.index(child) for child in children]]
        how = geometric[framework.level[code]]
        scores = [columns.pop(child) for child in children]
        made = np.empty(scores[0].shape)
        for here, mean in ((~how, _arithmetic), (how, _geometric)):
            if here.all():
                made = mean(scores, own)
            elif here.any():
                made[here] = mean([score[here] for score in scores], own[here])
        columns[code] = made
    return columns[framework.root]


def _arithmetic(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    whole = np.zeros(scores[0].shape)
    total = np.zeros(scores[0].shape)
    for score, weight in zip(scores, weights.T[:, :, None], strict=True):
        there = ~np.isnan(score)
        total += weight * there
        whole += weight * np.where(there, score, 0.0)
    with np.errstate(invalid="ignore"):
        return whole / np.where(total > 0, total, np.nan)


def _geometric(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    whole = np.zeros(scores[0].shape)
    total = np.zeros(scores[0].shape)
    zero = np.zeros(scores[0].shape, dtype=bool)
    for score, weight in zip(scores, weights.T[:, :, None], strict=True):
        used = ~np.isnan(score) & (weight > 0)
        zero |= used & (score == 0)
        total += weight * used
        whole += weight * np.log(np.where(used & (score > 0), score, 1.0))
    mean = np.exp(whole / np.where(total > 0, total, np.nan))
    return np.where(zero & (total > 0), 0.0, mean)
