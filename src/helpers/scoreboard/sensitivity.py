"""Which choice moves the ranks: variance-based sensitivity, Sobol indices of first and total order.

First order: the part of the output's variance that would vanish, on average, if one input were
known. Total: the part that would be left if only it were not (Sobol 2001; Saltelli et al. 2010,
Computer Physics Communications 181). Both by scipy. Inputs must be independent: weights are
gammas of their own, brought to a sum of one within each parent, which makes them Dirichlet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from scipy.stats import qmc

from helpers.scoreboard.choices import CHOICES, SEED, Choices
from helpers.scoreboard.machine import Draw, Machine

POINTS = 1_024
RESAMPLES = 200
PANELS = 256  # tables of errors that an input picks from
FIGURES = "figures"
SHIFT = "shift"
NOTHING = 1e-12
COLUMNS = ["input", "output", "first", "first_low", "first_high", "total", "total_low",
           "total_high", "moves"]  # fmt: skip


def sobol(
    function: Callable[[np.ndarray], np.ndarray],
    inputs: Mapping[str, Any],
    outputs: Sequence[str],
    points: int = POINTS,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = 0.95,
) -> pd.DataFrame:
    """One row an output and input, COLUMNS.

    function: inputs by n to outputs by n, finite. inputs: name -> frozen scipy distribution, all
    independent. points: a power of two; the function is evaluated points * (inputs + 2) times.
    The ends are of a percentile bootstrap over the points. moves: False where the output is the
    same whatever the input does (total order nil). An output that never changes has no indices
    (NaN) and nothing moves it. All from `seed`.
    """
    count = len(inputs)
    sampled = qmc.Sobol(2 * count, rng=np.random.default_rng(seed)).random(points)
    sampled = np.clip(sampled, 1e-12, 1 - 1e-12)  # a gamma has no end at 1
    names = list(inputs)
    first = np.array([inputs[name].ppf(sampled[:, at]) for at, name in enumerate(names)])
    second = np.array([inputs[name].ppf(sampled[:, count + at]) for at, name in enumerate(names)])
    mixed = np.repeat(first[None], count, axis=0)
    mixed[np.arange(count), np.arange(count)] = second
    width = len(outputs)
    f_a, f_b = (np.reshape(function(points_), (width, -1)) for points_ in (first, second))
    f_ab = np.array([np.reshape(function(points_), (width, -1)) for points_ in mixed])
    indices = _indices(f_a, f_b, f_ab)
    random = np.random.default_rng(seed + 1)
    resampled = np.array(
        [_indices(f_a[:, kept], f_b[:, kept], f_ab[..., kept])
         for kept in random.integers(points, size=(resamples, points))]
    )  # fmt: skip
    ends = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2], axis=0)
    constant = np.ptp(np.concatenate([f_a, f_b], axis=1), axis=1) <= NOTHING
    rows = []
    for out, output in enumerate(outputs):
        for at, name in enumerate(names):
            parts = [kind[order, out, at] for order in (0, 1) for kind in (indices, *ends)]
            if constant[out]:
                parts = [float("nan")] * 6
            moves = not constant[out] and bool(indices[1, out, at] > NOTHING)
            rows.append((name, output, *map(float, parts), moves))
    return pd.DataFrame(rows, columns=COLUMNS)


def _indices(f_a: np.ndarray, f_b: np.ndarray, f_ab: np.ndarray) -> np.ndarray:
    """First and total order, outputs by inputs each."""
    if len(f_a) == 1:  # scipy cannot do a single output of a single input
        return _indices(*(np.concatenate([f, f], axis=-2) for f in (f_a, f_b, f_ab)))[:, :1]
    found = stats.sobol_indices(func={"f_A": f_a, "f_B": f_b, "f_AB": f_ab}, n=f_a.shape[1])
    shape = (f_a.shape[0], f_ab.shape[0])
    return np.array([np.reshape(found.first_order, shape), np.reshape(found.total_order, shape)])


def sensitivity(
    choices: Choices, units: Sequence[str] = (), points: int = POINTS,
    resamples: int = RESAMPLES, seed: int = SEED,
) -> pd.DataFrame:  # fmt: skip
    """`sobol` of the choices: on the mean shift of all ranks from the published ones ("shift"),
    and on the rank of each of `units`.

    Inputs: every choice that has more than one option, the weight of every node among its
    siblings ("weight of <code>"; none where a node has no sibling), and "figures", the errors of
    the data (one of 256 tables of errors). A unit without a rank in a draw counts as last.
    ValueError where nothing is varied, or for an unknown unit.
    """
    strangers = [unit for unit in units if unit not in choices.units]
    if strangers:
        raise ValueError(f"{', '.join(strangers)}: no unit of this index")
    inputs = input_distributions(choices)
    if not inputs:
        raise ValueError("nothing is varied: there is nothing to be sensitive to")
    machine, panels = Machine(choices), _panels(choices, seed)
    places = [choices.units.index(unit) for unit in units]
    published = choices.published.to_numpy()
    last = float(len(published))

    def function(sampled: np.ndarray) -> np.ndarray:
        ranks = machine.ranks(_drawn(choices, dict(zip(inputs, sampled, strict=True)), panels))
        shift = np.nanmean(np.abs(ranks - published), axis=1)
        return np.vstack([shift, np.nan_to_num(ranks[:, places], nan=last).T])

    return sobol(function, inputs, [SHIFT, *units], points, resamples, seed)


def leading(found: pd.DataFrame) -> list[str]:
    """Inputs not told apart from the one with the largest total order, itself the first.

    found: rows of one output of `sobol`. Those whose interval reaches the lower end of its own;
    by total order, the largest first. Empty where the output has no variance.
    """
    known = found.dropna(subset="total").sort_values("total", ascending=False, kind="stable")
    if known.empty:
        return []
    reaches = known["total_high"] >= known["total_low"].iloc[0]
    reaches.iloc[0] = True  # an estimate may lie outside its own resampled interval
    return list(known.loc[reaches, "input"])


def input_distributions(choices: Choices) -> dict[str, Any]:
    """name -> distribution of every input that varies."""
    found: dict[str, Any] = {
        name: stats.uniform() for name, options in choices.options().items() if len(options) > 1
    }
    framework = choices.framework
    if choices.concentration is not None:
        for parent in framework.children:
            siblings = [code for code in framework.children[parent] if framework.shares[code] > 0]
            for code in siblings if len(siblings) > 1 else ():
                shape = choices.concentration * framework.shares[code]
                found[f"weight of {code}"] = stats.gamma(shape)
    if choices.noisy:
        found[FIGURES] = stats.uniform()
    return found


def _panels(choices: Choices, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Factors and additions for the figures: panels by indicators by units."""
    random = np.random.default_rng(seed + 2)
    shape = (PANELS, len(choices.framework.indicators), len(choices.units))
    revision = choices.by_indicator(choices.revision)[:, None]
    rounding = choices.by_indicator(choices.rounding)[:, None]
    return (
        1 + revision * random.standard_normal(shape),
        rounding * random.uniform(-1, 1, shape),
    )


def _drawn(
    choices: Choices, sampled: Mapping[str, np.ndarray], panels: tuple[np.ndarray, np.ndarray]
) -> Draw:
    count = len(next(iter(sampled.values())))
    options = choices.options()
    chosen = {
        name: _option(sampled[name], len(options[name]))
        if name in sampled
        else np.zeros(count, dtype=int)
        for name in CHOICES
    }
    framework = choices.framework
    nodes = tuple(code for code in framework.codes if code != framework.root)
    weights = np.column_stack(
        [sampled.get(f"weight of {code}", np.full(count, framework.shares[code])) for code in nodes]
    )
    if FIGURES not in sampled:
        return Draw(chosen, weights, nodes)
    panel = _option(sampled[FIGURES], PANELS)
    factor, extra = panels
    return Draw(
        chosen, weights, nodes, lambda part: factor[panel[part]], lambda part: extra[panel[part]]
    )


def _option(uniform: np.ndarray, count: int) -> np.ndarray:
    """A number from 0 to 1 as one of `count` options, all alike in width."""
    return np.minimum((uniform * count).astype(int), count - 1)
