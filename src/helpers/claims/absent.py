"""What is missing, found again: years and areas without a figure, and what no table has.

Each function gives the words that a page may say of it, made out of the judge's own figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from helpers.claims import kinds
from helpers.claims.again import profile_of
from helpers.claims.claim import Claim
from helpers.claims.profile_words import MISSING
from helpers.claims.refused import Refused
from helpers.claims.rows import Rows
from helpers.language import later, say
from helpers.language.phrases import enumerated, listed, year_runs, years_words

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

NATION = "100000"
FIRST_YEAR = 1990  # before any figure of the record
NO_NATION = later("The data at hand have no national figure.")
NO_FIGURE = later("No figure of it is at hand.")
NONE_OFFICIAL = later("none comes from an official statistical table")
STOP = later("Official tables at hand stop at provinces")


UNCOUNTED = {
    ("gdp_revised",): later("revised GDP"),
    ("population_yearend",): later("population"),
    ("rd_src_government", "rd_src_enterprise"): later("R&D by source of funds"),
    ("tech_market_sold", "tech_market_absorbed"): later("technology contracts"),
    ("hte_recognised_in_year",): later("recognised high-tech enterprises"),
    ("hitech_mfg_newproduct_sales",): later("sales of new products in high-tech manufacturing"),
}
"""What the nation may have no figure of at all, as a caution names it where it has none of any."""


def uncounted(
    codes: Sequence[str], lacks: Callable[[str], bool], name: Callable[[str], str]
) -> str:
    """Of which of these indicators the nation has no figure of any year; "" for none.

    codes: of what is printed. lacks: whether the nation has none. name: what one is called.
    """
    lost = [code for code in codes if lacks(code)]
    told = {group: words for group, words in UNCOUNTED.items() if all(map(lacks, group))}
    grouped = {code for group in told for code in group}
    found = [say(words) for group, words in told.items() if set(group) & set(lost)]
    return listed(found + [name(code) for code in lost if code not in grouped])


def _holes(rows: Rows, codes: str, areas: str, first: int, last: int) -> set[int]:
    """Years without a figure, behind the first with one, that all of these share."""
    found = []
    for code, area in product(codes.split(), areas.split()):
        held = [year for year in range(first, last + 1) if rows.figure(code, area, year)]
        found.append(set(range(held[0], last + 1)) - set(held) if held else set())
    return set.intersection(*found) if found else set()


def _years(judge: Judge, codes: str, areas: str, but: str, *span: str) -> list[str]:
    """Years without a figure that some indicators and areas share; but: less those that all of
    these areas share."""
    first, last = map(int, span)
    told = _holes(judge.rows, codes, but, first, last)
    lost = _holes(judge.rows, codes, areas, first, last) - told
    return [listed(year_runs(lost))]


def _course(judge: Judge, on: str, *span: str) -> list[str]:
    """Years without a value in a course, which begins and ends with one. on: the claim of any."""
    claim, (first, last) = kinds.read(on), map(int, span)
    lost = [year for year in range(first, last + 1) if not _has(judge, claim, year)]
    if {first, last} & set(lost):
        raise Refused(f"a course from {first} to {last} begins or ends without a figure")
    return [enumerated(year_runs(lost))]


def _names(judge: Judge, areas: str, *more: str) -> list[str]:
    """Areas without a figure in all years from a first to a last, of any of some claims."""
    first, last, *on = more
    claims = [kinds.read(one) for one in on]
    years = range(int(first), int(last) + 1)
    lost = [
        area for area in judge.rows.among(areas)
        if any(not any(_has(judge, replace(claim, area=area), year) for year in years)
               for claim in claims)
    ]  # fmt: skip
    names = [judge.rows.area_name(area) for area in lost]
    return [listed(names), enumerated(names)]


def _has(judge: Judge, claim: Claim, year: int) -> bool:
    """Whether there is, of a year, what a claim is of. Raises Refused for what has no years."""
    if isinstance(claim, kinds.Level):
        return judge.rows.figure(claim.indicator, claim.area, year) is not None
    if isinstance(claim, kinds.Median):  # one of a few is not told
        areas = judge.rows.among(claim.among)
        held = [area for area in areas if judge.rows.figure(claim.indicator, area, year)]
        return 2 * len(held) > len(areas)
    raise Refused(f"nothing tells of which years there is what is {claim.kind}")


def _nation(judge: Judge, indicator: str, year: str) -> list[str]:
    found = judge.rows.figure(indicator, NATION, int(year))
    return [say(NO_NATION) if found is None else ""]


def _nations(judge: Judge, codes: str) -> list[str]:
    """Of what the nation has no figure of any year, of all that these indicators stand on."""
    rows, years = judge.rows, range(FIRST_YEAR, judge.rows.newest + 1)
    parts, printed = codes.split(), []
    while parts:
        code = parts.pop(0)
        about = rows.indicators[code]
        own = [about[part] for part in ("numerator", "denominator") if about[part]]
        parts = own + parts
        if not own and code not in printed:
            printed.append(code)
    lost = {code for code in rows.indicators
            if not any(rows.figure(code, NATION, year) for year in years)}  # fmt: skip
    return [uncounted(printed, lost.__contains__, rows.name)]


def _begins(judge: Judge, indicator: str, area: str) -> list[str]:
    """The first year of an area's figures, where those of all other provinces begin before."""
    firsts = {
        one: next((year for year in range(FIRST_YEAR, judge.rows.newest + 1)
                   if judge.rows.figure(indicator, one, year)), 0)
        for one in judge.rows.provinces
    }  # fmt: skip
    own = firsts.pop(area)
    return [str(own) if own > max(firsts.values()) else ""]


def _official(judge: Judge, area: str) -> list[str]:
    """That no official table has a figure of an area."""
    return ["" if _tables_of(judge.rows, area) else say(NONE_OFFICIAL)]


def _none(judge: Judge, area: str) -> list[str]:
    """That there is no figure of an area at all."""
    return ["" if judge.rows.of_area(area) else say(NO_FIGURE)]


def _cities(judge: Judge) -> list[str]:
    """That no official table has a figure of a city."""
    return ["" if has_table_of_cities(judge.rows) else say(STOP)]


def has_table_of_cities(rows: Rows) -> bool:
    """Whether any figure of a city comes from an official table."""
    cities = [code for code, row in rows.areas.items() if row["level"] == "city"]
    return any(_tables_of(rows, city) for city in cities)


def _tables_of(rows: Rows, area: str) -> set[str]:
    """The sources of an area's figures that are no stories."""
    return {row["source_id"] for row in rows.of_area(area)
            if rows.sources[row["source_id"]]["kind"] != "story"}  # fmt: skip


def _empty(judge: Judge, indicator: str, among: str, *span: str) -> list[str]:
    """Why no year of an edition is one of which most of its areas have a figure."""
    rows, (first, last) = judge.rows, map(int, span)
    held = {
        year: sum(rows.figure(indicator, area, year) is not None for area in rows.among(among))
        for year in range(FIRST_YEAR, rows.newest + 1)
    }
    years = years_words(first, last)
    within = [number for year, number in held.items() if first <= year <= last]
    if any(2 * number > len(rows.among(among)) for number in within):
        return [""]
    if any(within):
        return [say("no year of {years} has figures of most of these provinces", years=years)]
    known = [year for year, number in held.items() if number]
    if known:
        return [say("no figures in {years}: the record has {held}", years=years,
                    held=years_words(min(known), max(known)))]  # fmt: skip
    if any(rows.figure(indicator, area, year) for area in rows.areas for year in held):
        return [say("the official record at hand has no figures of it for these provinces")]
    return [say("the official record at hand has no figures of it")]


def _profile(judge: Judge, what: str, *of: str) -> list[str]:
    """What a profile says to be missing; of: as behind the second word of `again.profile_of`."""
    found, more = profile_of(judge, ("profile", what, *of))
    return MISSING[what](found, *more)


ABSENT: dict[str, Callable[..., list[str]]] = {
    "years": _years,
    "gaps": _course,
    "areas": _names,
    "no national figure": _nation,
    "nowhere national": _nations,
    "begins": _begins,
    "no figure": _none,
    "no official table": _official,
    "no table of cities": _cities,
    "no year": _empty,
    "of a profile": _profile,
}
"""What may be missing -> the words for it, each way to put them; "" where it is not."""
