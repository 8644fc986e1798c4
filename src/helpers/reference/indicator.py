"""What is measured: one row of indicators.csv, its numbers read."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

NUMBERS = ("display_scale", "factor", "minimum", "maximum", "sum_tolerance_pct")
BREAK = re.compile(r"((?:19|20)[0-9]{2})=(.+)")


@dataclass(frozen=True)
class Indicator:
    """One row of indicators.csv, numbers read.

    scale: what a value in base units is divided by for display (1e9 for billion yuan).
    numerator, denominator, factor, window: how a computed indicator is made of others
    (numerator / denominator * factor, or the sum of `window` years); "" and None if it is printed.
    minimum, maximum: plausible range of a province's level, base units; None for none.
    breaks: (first year of the new definition, words) pairs.
    """

    code: str
    name: str
    name_zh: str
    theme: str
    base_unit: str
    display_unit: str
    scale: float
    decimals: int
    direction: str
    stock_or_flow: str
    numerator: str
    denominator: str
    factor: float | None
    window: int | None
    minimum: float | None
    maximum: float | None
    sum_tolerance_pct: float | None
    national_row: str
    breaks: tuple[tuple[int, str], ...]
    definition: str
    publication: str

    @property
    def computed(self) -> bool:
        """Whether the indicator is computed here from others."""
        return bool(self.numerator)

    @property
    def money(self) -> bool:
        """Whether a chart of it must say "current prices"."""
        return self.base_unit in ("CNY", "USD")

    @property
    def ranked(self) -> bool:
        """Whether a rank of areas says something: it has a better end."""
        return self.direction in ("higher", "lower")

    @classmethod
    def from_row(cls, row: pd.Series) -> Indicator:
        """An indicator out of its (checked) row of text."""
        number = {name: _number(row[name]) for name in NUMBERS}
        return cls(
            code=row["code"],
            name=row["name_en"],
            name_zh=row["name_zh"],
            theme=row["theme"],
            base_unit=row["base_unit"],
            display_unit=row["display_unit"],
            scale=number["display_scale"] or 1.0,
            decimals=int(row["decimals"]),
            direction=row["direction"],
            stock_or_flow=row["stock_or_flow"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            factor=number["factor"],
            window=int(row["window"]) if row["window"] else None,
            minimum=number["minimum"],
            maximum=number["maximum"],
            sum_tolerance_pct=number["sum_tolerance_pct"],
            national_row=row["national_row"],
            breaks=breaks(row["break_years"]),
            definition=row["definition"],
            publication=row["publication"],
        )


def breaks(text: str) -> tuple[tuple[int, str], ...]:
    """ "2018=item changed|2021=policy" as ((2018, "item changed"), (2021, "policy"))."""
    found = (BREAK.fullmatch(part) for part in text.split("|") if part)
    return tuple((int(match[1]), match[2]) for match in found if match)


def _number(text: str) -> float | None:
    return float(text) if text else None
