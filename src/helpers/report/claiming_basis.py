"""Claims about what a series stands on: where it breaks, and what a sum of it is not.

`helpers.claims.basis` words them anew out of the judge's own tables.
"""

from __future__ import annotations

import math

from helpers.claims.basis import FALLS_SHORT, NO_CHANGE, SHARED, SUMS_CLEAR
from helpers.language import say
from helpers.language.phrases import clauses
from helpers.reference import NATION, Indicator
from helpers.report.claiming import worded
from helpers.report.edition import Edition

DIGIT = 0.01  # of a printed intensity, in percent of GDP


def _cuts(indicator: Indicator) -> list[tuple[int, str]]:
    """Year and words of each break, in order.

    A sum over a window mixes both definitions until its whole window lies behind the break, so
    it is cut there once more.
    """
    cuts = list(indicator.breaks)
    if indicator.window:
        words = say(SUMS_CLEAR)
        cuts += [(year + indicator.window - 1, words) for year, _ in indicator.breaks]
    return sorted(cuts)


def drawn_breaks(indicator: Indicator, first: int, last: int) -> list[tuple[int, str]]:
    """Where lines are cut between `first` and `last`: (year, words)."""
    return [(year, worded(words, "break", indicator.code, year))
            for year, words in _cuts(indicator) if first < year <= last]  # fmt: skip


def break_year(indicator: Indicator, year: int) -> str:
    """The year of a break."""
    return worded(str(year), "break year", indicator.code, year)


def basis_words(indicator: Indicator, first: int, last: int, told: str = "") -> list[str]:
    """From when it stands on its newest basis, behind a first year and up to a last one.

    Of a sum also from when it is of that basis alone. told: areas of which no change is told,
    if that is to be said.
    """
    basis = max((year for year, _ in indicator.breaks), default=0)
    clear = basis + indicator.window - 1 if basis and indicator.window else 0
    words = []
    if first < basis <= last:
        words.append(say("new basis from {year}", year=break_year(indicator, basis)))
    if first < clear <= last:
        year = break_year(indicator, clear)
        words.append(say("sums of the new basis alone from {year}", year=year))
    if words and told:
        shared = clear < last < clear + (indicator.window or 0)
        said = say(SHARED if shared else NO_CHANGE)
        words.append(worded(said, "no change", indicator.code, told, first, last))
    return words


def breaks_told(indicator: Indicator, first: int = 0, last: int = 9999) -> str:
    """The breaks of its definition behind a first year, up to a last one: "2021: policy"."""
    own = [say("{year}: {words}", year=year, words=words) for year, words in _cuts(indicator)
           if first < year <= last]  # fmt: skip
    return worded(clauses(own), "breaks", indicator.code, first, last) if own else ""


def falls_short(edition: Edition) -> str:
    """That GDP would be short as a sum of provinces; "" where no figure at hand tells.

    The nation's GDP is its R&D over its intensity, from the newest revision of GDP on.
    """
    intensity = edition.reference.indicator["rd_intensity_as_published"]
    starts = max((year for year, _ in intensity.breaks), default=None)
    held = edition.value_at
    years = sorted({year for code, area, year in held
                    if (code, area) == (intensity.code, NATION)}, reverse=True)  # fmt: skip
    for year in years:
        parts = [held.get(("gdp_revised", area, year)) for area in edition.reference.provinces]
        money = held.get(("rd_expenditure_bulletin", NATION, year))
        if starts is None or year < starts:
            break
        if money is None or None in parts:
            continue
        least = 100 * money / (held[intensity.code, NATION, year] + DIGIT / 2)
        return worded(say(FALLS_SHORT), "falls short") if math.fsum(parts) < least else ""
    return ""
