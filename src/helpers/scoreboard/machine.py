"""The index of thousands of draws at once: the steps of `build_index` on arrays.

Arrays run draws by indicators by units. A draw gives what `build_index` gives for its choices
(a test holds the two together); the limits of outliers are those of the figures as they are and
are not sought anew in a draw whose figures are shaken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from helpers.scoreboard.arrays import aggregated, normalised, ranked
from helpers.scoreboard.choices import Choices, Method
from helpers.scoreboard.denominate import denominate
from helpers.scoreboard.impute import impute
from helpers.scoreboard.options import AGGREGATE, NORMALISE
from helpers.scoreboard.table import values_table
from helpers.scoreboard.transform import logarithmic
from helpers.scoreboard.treat import logged_by, treat

CHUNK = 2_048  # draws at a time: what they need stays in the processor's cache and memory small
METHODS = ("min_max", "z_score", "rank", "distance")


@dataclass(frozen=True, eq=False)
class Base:
    """The figures of one vintage, imputation and treatment: indicators by the units ranked.

    rest: those of all other units, ready to be normalised; they have a part in the scale alone.
    low, high: what the treatment cuts at. least, reach: of an indicator that the treatment takes
    logarithms of, ln(x - least + 0.01 reach); reach NaN for the others. logs: whether the
    framework takes the logarithm. All by indicator.
    """

    values: np.ndarray
    rest: np.ndarray
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


@dataclass(frozen=True, eq=False)
class Treated:
    """What the steps before normalising leave of a vintage, imputation and treatment, of all units.

    figures: units by indicators, imputed; the others as `Base` has them.
    """

    figures: np.ndarray
    low: np.ndarray
    high: np.ndarray
    least: np.ndarray
    reach: np.ndarray
    logs: np.ndarray

    def among(self, own: np.ndarray) -> Base:
        """Parted into the units that are ranked, at these places, and the rest."""
        figures = self.figures.T
        made = Base(figures[:, own], figures[:, :0], self.low, self.high, self.least, self.reach,
                    self.logs)  # fmt: skip
        others = np.delete(figures, own, axis=1)
        return replace(made, rest=made.ready(others[None])[0])


def treated_by(choices: Choices, data: int, fill: int, outliers: int) -> Treated:
    """The figures of these options, by their places, as the steps before normalising leave them."""
    framework, values = choices.framework, list(choices.tables.values())[data]
    table, _ = values_table(values, framework)
    filled, _ = impute(denominate(table, framework), choices.impute[fill], choices.groups)
    treated, done = treat(filled, choices.treat[outliers])
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
    return Treated(filled.to_numpy(dtype=float), low, high, least, reach, logs)


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
    """Ranks of draws from the `choices`. ValueError for options that it does not know.

    treated: by places of vintage, imputation and treatment; may be shared by machines whose choices
    differ in the units that are ranked alone.
    """

    choices: Choices
    treated: dict[tuple[int, int, int], Treated] = field(default_factory=dict)
    _bases: dict[tuple[int, int, int], Base] = field(default_factory=dict, init=False)

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
        found = np.empty((draw.count, len(self.choices.units)))
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
        return aggregated(self.choices.framework, normalised, weights, draw.nodes, methods)

    def _base(self, *key: int) -> Base:
        if key not in self._bases:
            if key not in self.treated:
                self.treated[key] = treated_by(self.choices, *key)
            self._bases[key] = self.treated[key].among(self.choices.places)
        return self._bases[key]

    def _normalised(self, draw: Draw, part: slice) -> np.ndarray:
        chosen = {name: places[part] for name, places in draw.chosen.items()}
        count = part.stop - part.start
        framework = self.choices.framework
        sign = np.array([framework.node[code].direction for code in framework.indicators])
        made = np.empty((count, len(framework.indicators), len(self.choices.units)))
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
                made[here] = normalised(own.ready(shaken[:1]), method, sign, own.rest)
            else:
                made[here] = normalised(own.ready(shaken), method, sign, own.rest)
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
