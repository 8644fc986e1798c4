"""The scoreboard of provinces: its figures out of the record, and its index over several years.

What it is made of stands in data/reference/scoreboard.csv: the framework's columns, and for each
indicator the figure of the record that it is made of (numerator, summed over `window` years,
divided by the denominator, times `factor` for display), and the reason why it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.language import chinese
from helpers.reference import Reference
from helpers.scoreboard.aggregate import ranks
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.index import Index, build_index
from helpers.scoreboard.refusal import CannotBuild, refuse

# denominator in the framework: figure of the record, years summed. GDP depends on the vintage.
DENOMINATORS = {
    "gdp": ("gdp", 1),
    "gdp_three_years": ("gdp", 3),
    "population": ("population_yearend", 1),
    "budget": ("fiscal_exp_total", 1),
    "rd_total": ("rd_expenditure", 1),
}
# Outliers of all years together are treated, so that no one province sets the scale of all.
STEPS = {"treat": "winsorise_log", "normalise": "min_max", "aggregate": "arithmetic"}
MOST_MISSING = 0.1  # of the cells of a year that is scored
FILE = "reference/scoreboard.csv"


@dataclass(frozen=True)
class Item:
    """One indicator of the scoreboard. factor: from the quotient to what is shown in `unit`."""

    code: str
    name: str
    numerator: str
    denominator: str
    factor: float
    window: int
    unit: str
    decimals: int
    reaches_back: bool
    reason: str


@dataclass(frozen=True, eq=False)
class Plan:
    """The checked table of the scoreboard."""

    framework: Framework
    items: dict[str, Item]
    reasons: dict[str, str]

    @classmethod
    def of(cls, reference: Reference) -> Plan:
        """The plan of data/reference/scoreboard.csv. Raises CannotBuild with every fault."""
        table = reference.scoreboard
        for column in ("name", "unit", "reason") if chinese() else ():
            table = table.assign(**{column: table[column].map(reference.text)})
        try:
            framework = Framework.read(table)
        except CannotBuild as error:
            raise CannotBuild(replace(fault, file=FILE) for fault in error.faults) from None
        rows = {row.code: row for row in table.itertuples()}
        faults = []
        for code in framework.indicators:
            row = rows[code]
            if not row.numerator:
                found = f"{code} is nobody's parent, and says no numerator"
                faults.append(Fault(FILE, None, "numerator", found, "a code of indicators.csv"))
            if row.denominator and row.denominator not in DENOMINATORS:
                found = f"{code} is divided by {row.denominator!r}"
                faults.append(Fault(FILE, None, "denominator", found, ", ".join(DENOMINATORS)))
        refuse(faults)
        items = {
            code: Item(
                code, row.name, row.numerator, row.denominator, float(row.factor or 1),
                int(row.window or 1), row.unit, int(row.decimals or 0),
                row.reaches_back == "yes", row.reason,
            )
            for code, row in rows.items()
            if code in framework.indicators
        }  # fmt: skip
        return cls(framework, items, {code: row.reason for code, row in rows.items()})

    @cached_property
    def pillars(self) -> tuple[str, ...]:
        """Codes right under the index."""
        return self.framework.children[self.framework.root]

    @cached_property
    def long(self) -> Plan:
        """The plan of the indicators that reach back."""
        return self.only(code for code, item in self.items.items() if item.reaches_back)

    def only(self, codes: Iterable[str]) -> Plan:
        """The plan of these indicators, the weights of pillars as they are."""
        kept = set(codes)
        framework = self.framework.without([code for code in self.items if code not in kept])
        return Plan(framework, {c: i for c, i in self.items.items() if c in kept}, self.reasons)

    def shown(self, code: str, quotients: pd.Series | float) -> pd.Series | float:
        """Quotients (as the index uses them) in the indicator's unit of display."""
        item = self.items[code]
        return quotients * item.factor / (item.window if not item.denominator else 1)


def values(
    figures: pd.DataFrame, plan: Plan, areas: Sequence[str], years: Sequence[int],
    vintage: str = "revised",
) -> pd.DataFrame:  # fmt: skip
    """Numerators (by code of the plan) and denominators, rows (area, year); NaN where one lacks.

    figures: of `compare.figures`. vintage: of GDP; "revised" after the fifth economic census;
    "published": of its day, R&D expenditure of the bulletin over the printed intensity, so right
    to half a unit of the intensity's last digit. A sum over years is missing where a year is.
    """
    index = pd.MultiIndex.from_product([list(areas), list(years)], names=["area", "year"])
    wide = {code: rows.set_index(["ref_area", "year"])["value"].unstack("year")
            for code, rows in figures.groupby("indicator")}  # fmt: skip
    gdp = wide.get("gdp_revised") if vintage == "revised" else _published_gdp(wide)

    def column(code: str, window: int) -> np.ndarray:
        table = gdp if code == "gdp" else wide.get(code)
        if table is None:
            return np.full(len(index), np.nan)
        span = range(min(years) - window + 1, max(years) + 1)
        table = table.reindex(index=list(areas), columns=list(span)).astype(float)
        summed = table.T.rolling(window).sum().T if window > 1 else table
        return summed[list(years)].to_numpy().ravel()

    columns = {code: column(item.numerator, item.window) for code, item in plan.items.items()}
    columns |= {name: column(*DENOMINATORS[name]) for name in plan.framework.denominators}
    return pd.DataFrame(columns, index=index)


def _published_gdp(wide: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    money, share = wide.get("rd_expenditure_bulletin"), wide.get("rd_intensity_as_published")
    return None if money is None or share is None else money / share * 100


def full_years(
    figures: pd.DataFrame, plan: Plan, areas: Sequence[str], years: Sequence[int]
) -> list[int]:
    """Those of `years` in which every indicator has figures of nine tenths of the areas."""
    if not len(years):
        return []
    table = values(figures, plan, areas, years)
    have = (table[list(plan.items)].notna()).groupby(level="year").mean().min(axis=1)
    return [int(year) for year in have.index[have >= 1 - MOST_MISSING]]


def lacking(figures: pd.DataFrame, plan: Plan, areas: Sequence[str], year: int) -> list[str]:
    """Indicators without figures of nine tenths of the areas in a year, which keep it unscored."""
    have = values(figures, plan, areas, [year])[list(plan.items)].notna().mean()
    return list(have.index[have < 1 - MOST_MISSING])


@dataclass(frozen=True, eq=False)
class Board:
    """The scoreboard of some areas and years: one index of all of them, on one scale.

    years: scored, in order. values: of `values`, rows (area, year). A score is the same number of
    the same thing in every year; ranks are among the areas of one year.
    """

    plan: Plan
    areas: tuple[str, ...]
    years: tuple[int, ...]
    vintage: str
    values: pd.DataFrame

    @cached_property
    def index(self) -> Index:
        """All areas in all years as units of one index."""
        return build_index(self.values, self.plan.framework, **STEPS)

    @property
    def root(self) -> str:
        return self.plan.framework.root

    @property
    def last(self) -> int:
        """The newest year scored."""
        return self.years[-1]

    def scores(self, year: int) -> pd.DataFrame:
        """Scores of a year, areas by codes."""
        return self.index.scores.xs(year, level="year").loc[list(self.areas)]

    def ranks(self, year: int) -> pd.DataFrame:
        """Ranks of a year among its areas, areas by codes."""
        return ranks(self.scores(year))

    def ranked(self, year: int) -> list[str]:
        """Areas with a score, best first; ties in the order of the areas."""
        order = self.ranks(year)[self.root].dropna().sort_values(kind="stable")
        return list(order.index)

    def quotients(self, year: int) -> pd.DataFrame:
        """What is scored before any treatment, areas by indicators, numerator / denominator."""
        table = self.values.xs(year, level="year").loc[list(self.areas)]
        below = {code: item.denominator for code, item in self.plan.items.items()}
        return pd.DataFrame({c: table[c] / table[d] if d else table[c] for c, d in below.items()})


def board(
    figures: pd.DataFrame, plan: Plan, areas: Sequence[str], years: Sequence[int],
    vintage: str = "revised",
) -> Board | None:  # fmt: skip
    """The scoreboard of the years, of `years`, that have what it needs; None for none of them."""
    full = full_years(figures, plan, areas, years)
    if not full:
        return None
    table = values(figures, plan, areas, full, vintage)
    return Board(plan, tuple(areas), tuple(full), vintage, table)
