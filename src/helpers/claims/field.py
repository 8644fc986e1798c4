"""Areas of one field counted and set against one another: the ten highest, a correlation, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import numpy as np

from helpers.claims.agreed import spearman
from helpers.claims.reckon import refused_numbers
from helpers.claims.rows import Rows

NATION = "100000"
SINCE = 2010  # the first year of the picture of what there is


def _peers(rows: Rows, among: str) -> int:
    return len(rows.among(among))


def _code(rows: Rows, area: str) -> int:
    if area not in rows.areas:
        raise ValueError(f"there is no area {area}")
    return int(area)


def _indicators(rows: Rows, codes: str) -> int:
    return len({code for code in codes.split() if code in rows.indicators})


def _highest(rows: Rows, indicator: str, year: str, among: str, many: str, zones: str) -> int:
    """How many of the highest figures lie in the zone, or in each of the zones, with the most.

    Raises ValueError where the highest are not so many, or the zones are others.
    """
    found = _values(rows, indicator, int(year), among)
    order = sorted(found.values(), reverse=True)
    last = order[int(many) - 1]
    top = [area for area, value in found.items() if value >= last]
    if len(top) != int(many):
        raise ValueError(f"{len(top)} areas share the first {many} places")
    counts = Counter(rows.areas[area]["zone"] for area in top)
    most = max(counts.values())
    own = sorted(zone for zone, number in counts.items() if number == most)
    if own != sorted(zones.split()):
        raise ValueError(f"most of them lie in {', '.join(own)}")
    return most


def _values(rows: Rows, indicator: str, year: int, among: str) -> dict[str, Fraction]:
    found = {area: rows.figure(indicator, area, year) for area in rows.among(among)}
    return {area: one.value for area, one in found.items() if one is not None}


def _pairs(rows: Rows, x: str, y: str, year: str, among: str) -> list[tuple[Fraction, Fraction]]:
    across, up = (_values(rows, code, int(year), among) for code in (x, y))
    return [(across[area], up[area]) for area in across if area in up]


def _both(rows: Rows, *of: str) -> int:
    return len(_pairs(rows, *of))


def _correlation(rows: Rows, *of: str) -> float:
    x, y = np.array([[float(one) for one in pair] for pair in _pairs(rows, *of)]).T
    return spearman(x, y)


# ---------------------------------------------------------------- what there is and what is missing


@lru_cache(maxsize=2)
def _covered(rows: Rows) -> dict[str, dict[int, int]]:
    """Code -> year -> how many provinces have a figure: each indicator of the record with any.

    The years run from the first to the last with a figure, but from 2010 at the earliest.
    """
    codes = [code for code, about in rows.indicators.items()
             if about["theme"] != "Stories" and about["base_unit"] != "RANK"]  # fmt: skip
    first = max(SINCE, rows.oldest(codes))
    found = {}
    for code in codes:
        counts = {year: len(_values(rows, code, year, "all"))
                  for year in range(first, rows.newest + 1)}  # fmt: skip
        if any(counts.values()):
            found[code] = counts
    last = max(
        (year for counts in found.values() for year, held in counts.items() if held), default=0
    )
    return {code: {year: held for year, held in counts.items() if year <= last}
            for code, counts in found.items()}  # fmt: skip


def _complete(rows: Rows) -> int:
    """Indicators with a figure of every province in their newest year."""
    newest = ([held for held in counts.values() if held][-1] for counts in _covered(rows).values())
    return sum(held == len(rows.provinces) for held in newest)


def _fields(keep: Callable[[int, int], bool]) -> Callable[[Rows], int]:
    """How many fields hold a number of areas, of so many, that is kept."""
    return lambda rows: sum(
        1
        for counts in _covered(rows).values()
        for held in counts.values()
        if keep(held, len(rows.provinces))
    )


def _shortest(rows: Rows, code: str) -> int:
    """The years of the indicator. Raises ValueError where another has fewer."""
    found = dict(zip(_covered(rows), _lengths(rows), strict=True))
    if found[code] > min(found.values()):
        raise ValueError(f"{min(found, key=lambda one: found[one])} has fewer years")
    return found[code]


def _lengths(rows: Rows) -> list[int]:
    return [sum(held > 0 for held in counts.values()) for counts in _covered(rows).values()]


# ---------------------------------------------------------------- sums, and printed intensities


def _gaps(rows: Rows, indicator: str) -> list[float]:
    """Percent that all provinces together lie above the national row, of each year with both."""
    found = []
    for year in range(1990, rows.newest + 1):
        nation = rows.figure(indicator, NATION, year)
        own = _values(rows, indicator, year, "all")
        if nation is not None and len(own) == len(rows.provinces):
            found.append(float(100 * (sum(own.values(), Fraction(0)) / nation.value - 1)))
    return found


PAID = {
    "rd_intensity_2023_revised_published": "rd_expenditure",
    "rd_intensity_as_published": "rd_expenditure_bulletin",
}


def _differences(rows: Rows, code: str, year: str) -> dict[str, float]:
    """Area -> points that expenditure over revised GDP lies above the printed intensity."""
    found = {}
    for area in rows.areas:
        parts = [rows.figure(one, area, int(year)) for one in (PAID[code], "gdp_revised", code)]
        if all(one is not None for one in parts):
            paid, gdp, printed = (one.value for one in parts if one is not None)
            found[area] = float(100 * paid / gdp - printed)
    return found


def _largest(rows: Rows, code: str, year: str, area: str) -> float:
    found = _differences(rows, code, year)
    most = max(found, key=lambda one: abs(found[one]))
    if abs(found[most]) - abs(found[area]) > 1e-9:
        raise ValueError(f"{most} differs by more than {area}")
    return found[area]


NUMBERS: dict[str, Callable[..., Fraction | float | int]] = {
    "peers": _peers,
    "code": _code,
    "indicators": _indicators,
    "highest": _highest,
    "both": _both,
    "correlation": _correlation,
    "covered rows": lambda rows: len(_covered(rows)),
    "covered years": lambda rows: max(map(len, _covered(rows).values()), default=0),
    "covered fields": _fields(lambda _, all_: True),
    "full fields": _fields(lambda held, all_: held == all_),
    "empty fields": _fields(lambda held, _: not held),
    "longest row": lambda rows: max(_lengths(rows)),
    "shortest row": _shortest,
    "complete rows": _complete,
    "years added": lambda rows, code: len(_gaps(rows, code)),
    "least gap": lambda rows, code: min(_gaps(rows, code)),
    "most gap": lambda rows, code: max(_gaps(rows, code)),
    "tolerance": lambda rows, code: Fraction(rows.indicators[code]["sum_tolerance_pct"]),
    "computed": lambda rows, *of: len(_differences(rows, *of)),
    "largest": _largest,
}
"""What may be stated of a field -> its value; the arguments are what stands behind its name."""


def judge_field(rows: Rows, by: tuple[str, ...], said: str) -> str:
    """Why a number of a field is refused; "" where the figures bear it. by: "field", what, ..."""
    _, what, *more = by
    if what not in NUMBERS:
        return f"{what} is nothing that a field is asked for"
    try:
        value = NUMBERS[what](rows, *more)
    except (LookupError, ValueError) as error:
        return f"{' '.join([what, *more])}: {error}"
    if what == "tolerance" and said != f"{float(value):g}%":  # set by hand, so nothing is rounded
        return f"the tolerance of {more[0]} is said to be {said}; it is {float(value):g}%"
    return refused_numbers(" ".join([what, *more]), said, [value])
