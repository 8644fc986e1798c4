"""What is said of an indicator and its figures: amounts with units, differences, years, breaks."""

from __future__ import annotations

from helpers.draw.numbers import display_number, figure_number
from helpers.language import later, say
from helpers.language.phrases import with_unit, years_words
from helpers.reference import Indicator

NATIONAL_ROWS = {
    "yes": later("given"),
    "no": later("none"),
    "sum of local budgets": later("sum of local budgets"),
    "wider than the 31": later("of more than the 31 provinces"),
}
"""What an indicator's national row is, by its word in indicators.csv."""


def in_units(indicator: Indicator, value: float) -> float:
    """A value in base units as it is displayed, unrounded; NaN stays NaN."""
    return value / indicator.scale


def amount(indicator: Indicator, value: float, decimals: int | None = None) -> str:
    """A value in base units with its unit in words: "139.5 billion yuan", "2.62% of GDP"."""
    if indicator.base_unit == "RANK":
        return say("rank {rank}", rank=display_number(value, 0))
    places = indicator.decimals if decimals is None else decimals
    return with_unit(figure_number(in_units(indicator, value), places), indicator.display_unit)


def signed(value: float, places: int) -> str:
    """A difference with its sign, + or −; none for one that rounds to zero.

    What binary fractions leave of a difference (1.015 - 1.0 is 0.0149999999999999) is cleared.
    """
    text = display_number(round(value, 10), places)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace("-", "−")


def lower(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it begins with capitals (R&D)."""
    return name if name[:2].isupper() or name[1:2] in ("&", "-") else name[:1].lower() + name[1:]


def unit_words(indicator: Indicator) -> str:
    """The display unit, with "current prices" for money."""
    unit = indicator.display_unit
    return say("{unit}, current prices", unit=unit) if indicator.money else unit


def shown_words(indicator: Indicator, years: str) -> str:
    """What a chart shows: the indicator, its unit, the years."""
    return say("{name}: {unit}, {years}", name=indicator.name, unit=unit_words(indicator),
               years=years)  # fmt: skip


def why_unranked(indicator: Indicator) -> str:
    """Why an indicator has no ranks."""
    if indicator.theme == "Market":
        return say("single years jump with registration practice")
    return say("more is neither better nor worse")


def window_words(indicator: Indicator, year: int) -> str:
    """The year of a figure, or the years that a sum runs over."""
    return years_words(year - (indicator.window or 1) + 1, year)
