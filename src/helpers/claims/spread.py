"""The spread of a rate, found again: how far apart areas stand, and whether they draw together.

Plain numpy on the judge's own figures; no code is shared with `helpers.spread`. A number names
what it is, its indicator, areas, first and last year, and the ends of a change.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.claims.reckon import NUMBER, Said, broken_between
from helpers.claims.rows import Rows

NEAR = 0.05  # from which p what neighbours share is told to be chance
MOST = 0.9  # of the areas, that a year counts
SEED, DEALT = 20_260_101, 9_999
HALF = 100 * math.log(2)  # from a slope to points of growth of who starts at half
MEASURES: dict[str, Callable[[np.ndarray], float]] = {
    "sigma": lambda x: float(np.std(np.log(x), ddof=1)),
    "variation change": lambda x: float(np.std(x) / np.mean(x)),
}
"""What a change is of -> how far apart the figures of one year lie."""


@dataclass(frozen=True, eq=False)
class Spread:
    """One rate of some areas. ends: first and last year of a change, both 0 for none."""

    rows: Rows
    indicator: str
    peers: tuple[str, ...]
    first: int
    last: int
    ends: tuple[int, int]

    @cached_property
    def table(self) -> dict[int, dict[str, float]]:
        """year -> area -> figure, of the areas that have one in every year that most have."""
        years = {}
        for year in range(self.first, self.last + 1):
            found = {a: self.rows.figure(self.indicator, a, year) for a in self.peers}
            own = {a: float(one.value) for a, one in found.items() if one is not None}
            if len(own) >= MOST * len(self.peers):
                years[year] = own
        kept = [a for a in self.peers if all(a in own for own in years.values())]
        return {year: {a: own[a] for a in kept} for year, own in years.items()}

    def values(self, year: int) -> np.ndarray:
        """The figures of a year, of the areas that have one in every year of the table."""
        return np.array(list(self.table[year].values()))

    def people(self, year: int) -> np.ndarray:
        """Weights by year-end population, of a sum of one."""
        found = [self.rows.figure("population_yearend", a, year) for a in self.table[year]]
        own = np.array([float(one.value) if one else math.nan for one in found])
        return own / own.sum()

    def variation(self, year: int) -> float:
        """The coefficient of variation."""
        x = self.values(year)
        return float(math.sqrt(np.mean(x**2) - np.mean(x) ** 2) / np.mean(x))

    def theil(self, year: int) -> float:
        """The Theil index, weighted by population; NaN without populations."""
        x, w = self.values(year), self.people(year)
        mean = float(np.sum(w * x))
        part = np.where(x > 0, w * x / mean, 0.0)
        return float(np.sum(part * np.log(np.where(x > 0, x / mean, 1.0))))

    def between(self, year: int) -> float:
        """Percent of the Theil index that is left where all stand at their zone's mean."""
        x, w = self.values(year), self.people(year)
        zones = np.array([self.rows.areas[a]["zone"] for a in self.table[year]])
        level = x.copy()
        for zone in set(zones):
            own = zones == zone
            level[own] = np.sum(w[own] * x[own]) / np.sum(w[own])
        mean = float(np.sum(w * x))
        return 100 * float(np.sum(w * level / mean * np.log(level / mean))) / self.theil(year)

    def _course(self, between: bool) -> list[float]:
        """Year and part of the Theil index, of the first and the last year with populations."""
        years = [year for year in sorted(self.table) if not math.isnan(self.theil(year))]
        found = []
        for year in (years[0], years[-1]):
            share = self.between(year) / 100
            found += [year, self.theil(year) * (share if between else 1 - share)]
        return found

    # ------------------------------------------------------------ changes

    def _changed(self, what: str, left: Collection[str] = ()) -> tuple[float, float, float]:
        """Percent by which a measure changed, with Tukey's jackknife on its logarithm.

        left: areas that are left out of it.
        """
        from scipy.stats import t

        measure = MEASURES[what]
        start, end = (
            np.array([value for area, value in self.table[year].items() if area not in left])
            for year in self.ends
        )
        n = len(start)

        def ratio(x: np.ndarray, y: np.ndarray) -> float:
            return math.log(measure(y)) - math.log(measure(x))

        whole = ratio(start, end)
        drop = [ratio(np.delete(start, i), np.delete(end, i)) for i in range(n)]
        pseudo = n * whole - (n - 1) * np.array(drop)
        half = t.ppf(0.975, n - 1) * np.std(pseudo, ddof=1) / math.sqrt(n)
        ends = (whole, pseudo.mean() - half, pseudo.mean() + half)
        return tuple(100 * (math.exp(one) - 1) for one in ends)

    @cached_property
    def sigma(self) -> tuple[float, float, float]:
        """How the standard deviation of the logarithms changed, in percent: itself and its ends."""
        return self._changed("sigma")

    @cached_property
    def varied(self) -> tuple[float, float, float]:
        """How the coefficient of variation changed, in percent: itself and its ends."""
        return self._changed("variation change")

    def sign(self, what: str, left: Collection[str] = ()) -> int:
        """1 or -1 where the whole interval of a change says that it grew or fell, else 0."""
        _, low, high = self._changed(what, left)
        return int(low > 0) - int(high < 0)

    def deciders(self, what: str) -> set[str]:
        """The areas without each of which, alone, the change is not told."""
        whole = self.sign(what)
        return {area for area in self.table[self.ends[0]] if self.sign(what, {area}) != whole}

    def carriers(self, what: str) -> set[str]:
        """The two areas without which least is left of a change that is told."""
        measure, areas = MEASURES[what], list(self.table[self.ends[0]])
        start, end = (self.values(year) for year in self.ends)
        found = {}
        for i, j in itertools.combinations(range(len(areas)), 2):
            left = measure(np.delete(end, (i, j))) / measure(np.delete(start, (i, j)))
            found[areas[i], areas[j]] = left * self.sign_of[what]
        return set(min(found, key=lambda pair: found[pair]))

    @cached_property
    def sign_of(self) -> dict[str, int]:
        """What a change is of -> 1 or -1 where it is told that it grew or fell, else 0."""
        return {what: self.sign(what) for what in MEASURES}

    @cached_property
    def beta(self) -> tuple[float, float, float]:
        """Points of yearly growth by which who started at half was faster; HC3 errors."""
        from scipy.stats import t

        start, end = (np.log(self.values(year)) for year in self.ends)
        growth = (end - start) / (self.ends[1] - self.ends[0])
        x = np.column_stack([np.ones(len(start)), start])
        inverse = np.linalg.inv(x.T @ x)
        slope = (inverse @ x.T @ growth)[1]
        residual = growth - x @ (inverse @ x.T @ growth)
        leverage = np.sum((x @ inverse) * x, axis=1)
        middle = (x.T * (residual / (1 - leverage)) ** 2) @ x
        half = t.ppf(0.975, len(start) - 2) * math.sqrt((inverse @ middle @ inverse)[1, 1])
        ends = sorted((-HALF * (slope - half), -HALF * (slope + half)))
        return -HALF * slope, *ends

    @cached_property
    def moran(self) -> tuple[float, float]:
        """Moran's I of the newest year, each neighbour counting alike; p by permutations."""
        own = self.table[max(self.table)]
        pairs = {(row["adcode"], row["neighbour"]) for row in self.rows.neighbours}
        near = {a: [b for b in own if (a, b) in pairs or (b, a) in pairs] for a in own}
        linked = [a for a in own if near[a]]
        z = np.array([own[a] for a in linked]) - np.mean([own[a] for a in linked])
        w = np.array([[(b in near[a]) / len(near[a]) for b in linked] for a in linked])

        def index(dealt: np.ndarray) -> np.ndarray:
            return np.sum((dealt @ w) * dealt, axis=-1) * len(z) / w.sum() / (z @ z)

        value, expected = float(index(z)), -1 / (len(z) - 1)
        dealt = np.random.default_rng(SEED).permuted(np.tile(z, (DEALT, 1)), axis=1)
        far = np.abs(index(dealt) - expected) >= abs(value - expected) - 1e-12
        return value, float((far.sum() + 1) / (DEALT + 1))

    @cached_property
    def resembling(self) -> str:
        """Whether neighbours are alike "more than chance", "less than chance" or "by chance"."""
        value, p = self.moran
        if p >= NEAR:
            return "by chance"
        return "more than chance" if value > 0 else "less than chance"

    def told(self, what: str) -> list[float]:
        """The numbers that words of this kind hold, in their order."""
        years = (min(self.table), max(self.table))
        compared = self.ends if any(self.ends) else years
        return {
            "provinces": lambda: [len(self.table[years[0]])],
            "variation": lambda: [self.variation(year) for year in compared],
            "theil": lambda: [self.theil(year) for year in compared],
            "theil now": lambda: [self.theil(years[1])],
            "between": lambda: [self.between(years[1])],
            "between over the years": lambda: self._course(True),
            "within over the years": lambda: self._course(False),
            "sigma": lambda: list(self.sigma),
            "variation change": lambda: list(self.varied),
            "beta": lambda: list(self.beta),
            "moran": lambda: list(self.moran),
        }[what]()


def surely(spread: Spread, what: str) -> bool:
    """Whether a rate counts among those that "drew together", "drew apart", of which the "lower
    grew faster" or the "higher grew faster" (by whole intervals), or that differ most "within"."""
    if what == "within":
        return spread.between(max(spread.table)) < 50
    if not any(spread.ends):
        return False
    low, high = (spread.sigma if what.startswith("drew") else spread.beta)[1:]
    return high < 0 if what in ("drew together", "higher grew faster") else low > 0


NAMES = re.compile(r", | and |、|和")
RESTING = ("carriers ", "deciders ")
"""Before what a change is of: the two whose absence takes most from it, those that decide it."""


def judge_resting(spread: Spread, what: str, said: str) -> str:
    """Why it is refused that these areas, named or counted, carry a change or decide it alone."""
    role, _, change = what.partition(" ")
    if change not in MEASURES or not spread.sign_of[change]:
        return f"no change is told of {change} of {spread.indicator}"
    own = spread.carriers(change) if role == "carriers" else spread.deciders(change)
    about = spread.rows.areas
    ways = [{str(len(own))}] if role == "deciders" else []
    ways += [{about[area][column] for area in own} for column in ("name_en", "name_zh")]
    if set(NAMES.split(said)) in ways:
        return ""
    return f"{role} of {change} of {spread.indicator} are {', '.join(sorted(own))}, not {said}"


def judge_spread(spread: Spread, what: str, said: str) -> str:
    """Why numbers of a spread are refused; "" where the figures bear them.

    Of a change the words may hold the value alone, or its ends alone without their signs, behind
    a verb that has it.
    """
    if what.startswith(RESTING):
        return judge_resting(spread, what, said)
    first, last = spread.ends
    if what in ("sigma", "variation change", "beta") and broken_between(
        spread.rows, spread.indicator, first, last
    ):
        return f"the definition of {spread.indicator} broke between {first} and {last}"
    numbers = [Said.read(number) for number in NUMBER.findall(said)]
    expected = spread.told(what)
    if len(numbers) == 1:
        expected = expected[:1]
    elif len(numbers) == 2 and len(expected) == 3:
        expected = sorted(expected[1:], key=abs)
    signless = not any(sign in said for sign in "+-−")
    if len(numbers) != len(expected):
        return f"{what} of {spread.indicator} is said in {len(numbers)} numbers"
    for number, value in zip(numbers, expected, strict=True):
        value = max(value, 0.001) if what == "moran" and number is numbers[-1] else value
        value = abs(value) if signless and len(expected) < 3 else value
        if abs(float(number.value) - value) > float(number.digit) * (0.5 + 1e-6):
            told = ", ".join(f"{one:.6g}" for one in expected)
            return f"{what} of {spread.indicator} is said to be {said}; the figures bear {told}"
    return ""
