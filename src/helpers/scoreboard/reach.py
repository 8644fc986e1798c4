"""What would it take? The least change in one indicator that moves a unit up some places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.scoreboard.choices import CHOICES, Choices
from helpers.scoreboard.machine import Draw, Machine
from helpers.scoreboard.takes import PLACES

FINE = 1e-6  # of the way from today's figure to the best: how finely the least change is found
GRID, COARSE = 100, 20
COLUMNS = ["unit", "places", "indicator", "value", "needed", "change", "percent", "deviations",
           "rank", "rank_then"]  # fmt: skip


def reach(choices: Choices, unit: str, places: Sequence[int] = PLACES) -> pd.DataFrame:
    """One row for each of `places` and each indicator: COLUMNS; the least change first.

    choices: the first of each option is the index asked about. Every answer is confirmed by
    `build_index` on figures of which only that one is changed, so that normalising, outliers and
    the others' ranks follow: at `needed` the unit stands where it is said to stand (rank_then),
    and a millionth of the way before it does not yet. The indicator is sought between the unit's
    own figure and the best of the tables (of units that are not ranked, too): where that is not
    enough, needed is missing (NaN) and rank_then is the best rank found on the way. Between the
    figures tried a better one is taken not to worsen the rank.

    value, needed, change: in the indicator's own unit, after its denominator if it has one (the
    denominator stays). percent: of value; deviations: the change in standard deviations of all
    units, by which indicators can be compared. rank: today's. Places that cannot be climbed (third,
    five places up) have no row, nor has an indicator of which the unit has no figure.
    ValueError for a unit without a rank.
    """
    if unit not in choices.units or np.isnan(choices.published.iloc[choices.units.index(unit)]):
        raise ValueError(f"{unit} has no rank in this index")
    at = choices.units.index(unit)
    rank = int(choices.published.iloc[at])
    targets = [step for step in places if 0 < step < rank]
    rows = []
    machine = Machine(choices)
    for code in choices.framework.indicators if targets else ():
        seeker = _Seeker(machine, at, code)
        if not np.isfinite(seeker.value):
            continue
        for step in targets:
            part, then = seeker.least(rank - step)
            rows.append((unit, step, code, *seeker.told(part), rank, then))
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = table.assign(size=table["deviations"].abs())
    order = order.sort_values(["places", "size"], kind="stable", na_position="last")
    return order.drop(columns="size").reset_index(drop=True)


class _Seeker:
    """One unit's figure of one indicator on its way to the best; part 0 is today's, 1 the best."""

    def __init__(self, machine: Machine, at: int, code: str) -> None:
        choices = machine.choices
        self.machine, self.choices, self.place, self.code = machine, choices, at, code
        self.unit = choices.index[choices.places[at]]
        self.values = next(iter(choices.tables.values()))
        node = choices.framework.node[code]
        figures = self.values[code].astype(float)
        if node.denominator:
            figures = figures / self.values[node.denominator]
        self.value = float(figures[self.unit])
        self.best = float(figures.max() if node.direction > 0 else figures.min())
        self.deviation = float(figures.std(ddof=1))
        below = self.values.at[self.unit, node.denominator] if node.denominator else 1.0
        self.factor = float(below)
        self.known: dict[float, int] = {}

    def figure(self, part: float) -> float:
        return self.best if part == 1 else self.value + part * (self.best - self.value)

    def rank(self, part: float) -> int:
        """The unit's rank with this figure: the whole index anew."""
        if part not in self.known:
            table = self.values.copy()
            table[self.code] = table[self.code].astype(float)
            table.loc[self.unit, self.code] = self.figure(part) * self.factor
            self.known[part] = int(self.choices.ranks_of(table).iloc[self.place])
        return self.known[part]

    def least(self, wanted: int) -> tuple[float, int]:
        """The least part that brings the rank to `wanted` or better, and the rank there.

        Where outliers are treated, the best figure may not do and a lesser one does: it can make
        an outlier of another unit, or of itself. So some on the way are tried before it is said
        that nothing does.
        """
        if self.best == self.value:
            return float("nan"), self.rank(1.0)
        tried = [*self._guess(wanted), 1.0]
        if self.choices.treat[0] is not None:
            tried += list(np.linspace(0, 1, COARSE + 1))
        for part in tried:
            if part > 0:
                self.rank(part)
        enough = [part for part, rank in self.known.items() if rank <= wanted]
        if not enough:
            return float("nan"), min(self.known.values())
        good = min(enough)
        bad = max((part for part in self.known if part < good), default=0.0)
        while good - bad > FINE:
            middle = (good + bad) / 2
            good, bad = (middle, bad) if self.rank(middle) <= wanted else (good, middle)
        return good, self.rank(good)

    def _guess(self, wanted: int) -> tuple[float, float]:
        """Where the least part lies, by arrays: (not yet, there), FINE apart or less."""
        low, high = 0.0, 1.0
        while high - low > FINE:
            parts = np.linspace(low, high, GRID + 1)[1:]
            there = np.flatnonzero(self._ranks(parts) <= wanted)
            if not len(there):
                return low, high
            at = int(there[0])
            low, high = (float(parts[at - 1]) if at else low), float(parts[at])
        return low, high

    def _ranks(self, parts: np.ndarray) -> np.ndarray:
        framework = self.choices.framework
        nodes = tuple(code for code in framework.codes if code != framework.root)
        weights = np.tile([framework.shares[code] for code in nodes], (len(parts), 1))
        extra = np.zeros((len(parts), len(framework.indicators), len(self.choices.units)))
        moved = parts * (self.best - self.value)
        extra[:, framework.indicators.index(self.code), self.place] = moved
        chosen = {name: np.zeros(len(parts), dtype=int) for name in CHOICES}
        draw = Draw(chosen, weights, nodes, extra=lambda part: extra[part])
        return self.machine.ranks(draw)[:, self.place]

    def told(self, part: float) -> tuple[float, ...]:
        """value, needed, change, percent, deviations."""
        needed = self.figure(part) if part == part else float("nan")
        change = needed - self.value
        percent = 100 * change / self.value if self.value else float("nan")
        deviations = change / self.deviation if self.deviation > 0 else float("nan")
        return self.value, needed, change, percent, deviations
