"""Numbers as people read them, and columns of numbers as charts need them."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from helpers.language import chinese, later, say
from helpers.traces import traced

NO_FIGURE = later("no figure")
MOST_DECIMALS = 6  # of a figure so small that it would read as zero

Display = Callable[[object], str]


def display_number(value: object, decimals: int, unit_display: str = "") -> str:
    """`value` with thousands separators, `decimals` places and its unit; "no figure" if missing.

    unit_display: "%" follows the number directly, any other word after a space; a
    template with "{}" puts the number there ("¥{}"); "" adds nothing.
    Halves round away from zero on the number as written (2.675 -> 2.68), fifteen digits
    of a float being what is written: (1.14 + 1.17) / 2 is 1.155. Nothing is shown as "-0.0".
    """
    if is_missing(value):
        return say(NO_FIGURE)
    number = rounded(value, decimals)
    text = f"{abs(number) if number == 0 else number:,f}"
    if "{}" in unit_display:
        return unit_display.replace("{}", text)
    if not unit_display:
        return text
    return f"{text}{'' if unit_display == '%' or chinese() else ' '}{unit_display}"


def rounded(value: object, decimals: int) -> Decimal:
    """A figure as `display_number` rounds it; ValueError for infinity."""
    number = value if isinstance(value, Decimal) else Decimal(f"{float(value):.15g}")
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a figure: it is not finite")
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def figure_number(value: object, decimals: int) -> str:
    """`display_number` of a figure: a small one takes as many decimals, to MOST_DECIMALS, as keep
    it from reading as 0."""
    if not is_missing(value) and value:
        while decimals < MOST_DECIMALS and round(abs(float(value)), decimals) == 0:
            decimals += 1
    return display_number(value, decimals)


def claimed(words: str, row: object, column: str = "claim") -> str:
    """A value's words with what it claims, where the row that it is of has that column."""
    claim = getattr(row, column, "")
    return traced(words, claim if isinstance(claim, str) else "")


def displayer(decimals: int) -> Display:
    """A function that displays one value as `figure_number` does."""
    return lambda value: figure_number(value, decimals)


_SHORT = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))
_SHORT_ZH = ((1e8, "亿"), (1e4, "万"))


def compact_number(value: float) -> str:
    """A large number in few signs: 36,327 -> "36.3k", 4,088,695 -> "4.09m" (409万); three digits
    kept."""
    for size, letter in _SHORT_ZH if chinese() else _SHORT:
        if abs(value) >= size * 0.9995:
            digits = len(str(int(abs(value) / size + 1e-9)))
            return display_number(value / size, max(0, 3 - digits)) + letter
    return display_number(value, 0 if abs(value) >= 100 else 1)


def plain_number(value: object) -> str:
    """A number for a CSV cell: shortest form without binary noise, no exponent; "" if missing.

    Fifteen significant digits are what a double holds for certain, so that
    0.1 + 0.2 is written 0.3 and 3632680000000.25 keeps its cents.
    """
    if is_missing(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    number = value if isinstance(value, Decimal) else Decimal(f"{float(value):.15g}")
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a figure: it is not finite")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def is_missing(value: object) -> bool:
    """None, NaN, NaT and pandas' NA are missing; zero and empty text are not."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, (float, np.floating)) and math.isnan(value)


def as_floats(values: Iterable, what: str = "value") -> np.ndarray:
    """`values` as floats, missing as NaN; ValueError naming `what` for text or infinity."""
    series = pd.Series(list(values), dtype="object")
    try:
        numbers = pd.to_numeric(series, errors="raise").astype("float64").to_numpy()
    except (TypeError, ValueError) as fault:
        raise ValueError(f"column {what} must hold numbers: {fault}") from fault
    if np.isinf(numbers).any():
        raise ValueError(f"column {what} holds an infinite number; a missing figure is NaN")
    return numbers


def need_columns(frame: pd.DataFrame, columns: Iterable[str], who: str) -> None:
    """ValueError that names every column `who` needs and `frame` lacks."""
    lacking = [column for column in columns if column not in frame.columns]
    if lacking:
        raise ValueError(
            f"{who} needs the columns {', '.join(columns)}; the table lacks {', '.join(lacking)}"
        )


def need_one_row_each(frame: pd.DataFrame, keys: list[str], who: str) -> None:
    """ValueError that names the keys of which `frame` has more than one row."""
    again = frame.duplicated(keys)
    if again.any():
        twice = frame.loc[again, keys].drop_duplicates()
        rows = "; ".join(" ".join(str(cell) for cell in row) for row in twice.to_numpy())
        raise ValueError(f"{who} takes one row for each {' and '.join(keys)}; twice there: {rows}")


def need_known_parts(given: Iterable[str], named: Collection[str], most: int) -> None:
    """ValueError for parts of a whole that have no name, or are more than `most`, the shades."""
    unknown = sorted(set(given) - set(named))
    if unknown:
        raise ValueError(f"part holds {', '.join(unknown)}, which `parts` does not name")
    if len(named) > most:
        raise ValueError(f"at most {most} parts can be told apart, {len(named)} are given")


def year_words(year: object) -> str:
    """A year or period as text: 2022, 2022.0 and "2022" are all "2022"; "" if missing."""
    if is_missing(year):
        return ""
    if isinstance(year, (float, np.floating)) and float(year).is_integer():
        return str(int(year))
    return str(year).strip()
