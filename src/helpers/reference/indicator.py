"""What is measured: one row of indicators.csv, its numbers read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.language import CHINESE, ENGLISH, current

NUMBERS = ("display_scale", "factor", "minimum", "maximum", "sum_tolerance_pct")
BREAK = re.compile(r"((?:19|20)[0-9]{2})=(.+)")


@dataclass(frozen=True)
class Shown:
    """How an indicator is shown in one language.

    scale: what a value in base units is divided by for display (1e9 for billion yuan).
    breaks: (first year of the new definition, words) pairs.
    """

    name: str
    theme: str
    unit: str
    scale: float
    decimals: int
    breaks: tuple[tuple[int, str], ...]
    definition: str
    publication: str


@dataclass(frozen=True)
class Indicator:
    """One row of indicators.csv, numbers read. What is shown of it depends on the language in use.

    theme: the code of its theme, the same in every language; `theme_name` is what pages show.
    in_chinese: whether indicators_zh.csv has it.
    numerator, denominator, factor, window: how a computed indicator is made of others
    (numerator / denominator * factor, or the sum of `window` years); "" and None if it is printed.
    minimum, maximum: plausible range of a province's level, base units; None for none.
    """

    code: str
    name_zh: str
    in_language: Mapping[str, Shown]
    theme: str
    base_unit: str
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
    in_chinese: bool = True

    @property
    def shown(self) -> Shown:
        """How it is shown in the language in use; without a row in Chinese as in English."""
        return self.in_language[current()]

    @property
    def name(self) -> str:
        return self.shown.name

    @property
    def theme_name(self) -> str:
        return self.shown.theme

    @property
    def display_unit(self) -> str:
        return self.shown.unit

    @property
    def scale(self) -> float:
        """What a value in base units is divided by for display."""
        return self.shown.scale

    @property
    def decimals(self) -> int:
        return self.shown.decimals

    @property
    def breaks(self) -> tuple[tuple[int, str], ...]:
        """(first year of the new definition, words) pairs."""
        return self.shown.breaks

    def breaks_between(self, first: int, last: int) -> list[int]:
        """The years of new definitions behind a first year, up to a last one.

        A sum over a window begins with the window's first year.
        """
        return [year for year, _ in self.breaks if first - (self.window or 1) + 1 < year <= last]

    @property
    def definition(self) -> str:
        return self.shown.definition

    @property
    def publication(self) -> str:
        return self.shown.publication

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
    def from_row(
        cls,
        row: pd.Series | Mapping[str, str],
        chinese: Mapping[str, str] | None = None,
        theme_zh: str = "",
    ) -> Indicator:
        """An indicator out of its (checked) rows of text, of both tables.

        theme_zh: what its theme is called where it has no row of its own in Chinese.
        """
        number = {name: _number(row[name]) for name in NUMBERS}
        in_language = {
            ENGLISH: _shown(row["name_en"], row),
            CHINESE: _shown(
                row["name_zh"] or row["name_en"],
                {**row, "theme": theme_zh or row["theme"]} if chinese is None else chinese,
            ),
        }
        return cls(
            code=row["code"],
            name_zh=row["name_zh"],
            in_language=in_language,
            in_chinese=chinese is not None,
            theme=row["theme"],
            base_unit=row["base_unit"],
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
        )


def _shown(name: str, row: Mapping[str, str]) -> Shown:
    return Shown(
        name,
        row["theme"],
        row["display_unit"],
        _number(row["display_scale"]) or 1.0,
        int(row["decimals"]),
        breaks(row["break_years"]),
        row["definition"],
        row["publication"],
    )


def breaks(text: str) -> tuple[tuple[int, str], ...]:
    """ "2018=item changed|2021=policy" as ((2018, "item changed"), (2021, "policy"))."""
    found = (BREAK.fullmatch(part) for part in text.split("|") if part)
    return tuple((int(match[1]), match[2]) for match in found if match)


def _number(text: str) -> float | None:
    return float(text) if text else None
