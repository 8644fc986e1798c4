"""Where a series breaks, from when a change is told, and of what a sum of provinces falls short.

Each function gives the words that a page may say of it, made out of the judge's own tables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from helpers.claims.reckon import broken_between
from helpers.claims.rows import Rows
from helpers.claims.told import last_digit
from helpers.language import later, say
from helpers.language.phrases import clauses, listed, year_runs, years_words

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

NATION, PUBLISHED, MONEY, GDP = (
    "100000", "rd_intensity_as_published", "rd_expenditure_bulletin", "gdp_revised"
)  # fmt: skip
SUMS_CLEAR = later("from here the sums lie wholly after the change")
NO_CHANGE = later("no change shown across it")
SHARED = later("no change shown between them: they share years")
FALLS_SHORT = later("of GDP it would fall short")


def breaks_of(rows: Rows, indicator: str) -> dict[int, str]:
    """First year of a new definition -> its words, in the language in use."""
    parts = rows.break_years(indicator).split("|")
    return {int(part[:4]): part[5:] for part in parts if part}


def _window(rows: Rows, indicator: str) -> int:
    """How many years a figure is the sum of."""
    return int(rows.indicators[indicator]["window"] or 1)


def _cuts(rows: Rows, indicator: str, window: int) -> Iterator[tuple[int, str]]:
    """(year, words) of each cut of a line; a sum of years is cut again where it is clear."""
    for year, words in breaks_of(rows, indicator).items():
        yield year, words
        if window > 1:
            yield year + window - 1, say(SUMS_CLEAR)


def _break(judge: Judge, indicator: str, *more: str) -> list[str]:
    """The words of a year's break.

    more: the year, and the years that are summed, where that is not the indicator's own window.
    """
    year, *summed = map(int, more)
    window = summed[0] if summed else _window(judge.rows, indicator)
    told = [words for cut, words in _cuts(judge.rows, indicator, window) if cut == year]
    return told or [""]


def _break_year(judge: Judge, *of: str) -> list[str]:
    """The year of a break."""
    return [of[1] if _break(judge, *of) != [""] else ""]


def _breaks(judge: Judge, indicator: str, first: str, last: str) -> list[str]:
    """All breaks behind a first year, up to a last one; of a sum also from when it is clear."""
    own = sorted(_cuts(judge.rows, indicator, _window(judge.rows, indicator)))
    return [clauses([say("{year}: {words}", year=year, words=words) for year, words in own
                     if int(first) < year <= int(last)])]  # fmt: skip


def _starts(rows: Rows, indicator: str, areas: str, first: int, last: int) -> set[int]:
    """The years from which the changes of some areas up to a last year are told."""
    window = _window(rows, indicator)
    found = set()
    for area in areas.split():
        years = range(first, last - window + 1) if rows.figure(indicator, area, last) else ()
        found |= {next((year for year in years if rows.figure(indicator, area, year)
                        and not broken_between(rows, indicator, year, last)), 0)}  # fmt: skip
    return found - {0}


def _since(judge: Judge, indicator: str, areas: str, *span: str) -> list[str]:
    """The years that changes run from; of a sum the years that it is of."""
    first, last = map(int, span)
    window = _window(judge.rows, indicator)
    starts = sorted(_starts(judge.rows, indicator, areas, first, last))
    return [listed([years_words(year - window + 1, year) for year in starts])]


def _no_change(judge: Judge, indicator: str, areas: str, *span: str) -> list[str]:
    """That no change is told of any of these areas, since their series broke.

    All sums behind a break share years as long as the newest begins before the first ends.
    """
    first, last = map(int, span)
    window = _window(judge.rows, indicator)
    crossed = [year for year, _ in _cuts(judge.rows, indicator, window) if first < year <= last]
    if not crossed or _starts(judge.rows, indicator, areas, first, last):
        return [""]
    clear = max(breaks_of(judge.rows, indicator)) + window - 1
    return [say(SHARED if clear < last < clear + window else NO_CHANGE)]


def _falls_short(judge: Judge) -> list[str]:
    """That the provinces' GDP adds up to less than the nation's, however that was rounded.

    The nation's is what its R&D and its intensity make of it, which are of revised GDP in the
    years from the newest revision on.
    """
    rows = judge.rows
    revised = max(breaks_of(rows, PUBLISHED), default=rows.newest + 1)
    for year in range(rows.newest, revised - 1, -1):
        own = [rows.figure(code, NATION, year) for code in (MONEY, PUBLISHED)]
        parts = [rows.figure(GDP, area, year) for area in rows.provinces]
        money, share = own
        if money is None or share is None or None in parts:
            continue
        (printed,) = share.obs_ids
        most = share.value + last_digit(rows.observations[printed]) / 2
        short = math.fsum(part.value for part in parts if part) < 100 * money.value / most
        return [say(FALLS_SHORT) if short else ""]
    return [""]


def _breaks_of_board(judge: Judge, name: str) -> list[str]:
    """The years from which an indicator of a board does not compare with its first year."""
    board = judge.scores.board(name)
    start, end = board.years[0], board.years[-1]
    found = set()
    for code in board.plan.codes:
        first = min(year for _, year in board.plan.numerators(code, start))
        numerator = board.plan.rows[code]["numerator"]
        found |= {year for year in breaks_of(judge.rows, numerator) if first < year <= end}
    return [listed(year_runs(found))]


BASIS: dict[str, Callable[..., list[str]]] = {
    "break": _break,
    "break year": _break_year,
    "breaks": _breaks,
    "breaks of a board": _breaks_of_board,
    "change since": _since,
    "no change": _no_change,
    "falls short": _falls_short,
}
"""What is said of a series' basis -> the words for it, each way to put them; "" for none."""
