"""What a profile says, judged: its numbers, the names and the years that it tells.

Numbers are found by `profiled`; names and years are worded here, in the language of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from helpers.claims.profiled import COUNTS, Profiled
from helpers.claims.reckon import refused_numbers
from helpers.language import later, say
from helpers.language.phrases import enumerated, listed, year_runs, years_words

NONE = later("none by this rule")


def _rates(found: Profiled, codes: list[str]) -> str:
    return listed([found.field.rows.name(code) for code in codes]) or say(NONE)


def _areas(found: Profiled, codes: list[str]) -> str:
    return listed([found.field.rows.area_name(area) for area in codes])


def _dated(found: Profiled, codes: list[str]) -> str:
    rows, newest = found.field.rows, found.field.newest
    return listed([say("{rate} ({year})", rate=rows.name(code), year=newest(code))
                         for code in codes])  # fmt: skip


NAMES: dict[str, tuple[Callable[..., list[str]], Callable[[Profiled, list[str]], str]]] = {
    "strengths": (lambda p: p.called("strength"), _rates),
    "weaknesses": (lambda p: p.called("weakness"), _rates),
    "nearest": (lambda p: p.nearest, _areas),
    "near in size": (Profiled.near_in_size, _areas),
    "of its zone": (Profiled.of_its_zone, _areas),
    "without a figure": (Profiled.without_figure, _dated),
}
"""What a profile may name -> who or what that is, and how they are listed."""


# ---------------------------------------------------------------- what is missing


def _without_bar(found: Profiled, whole: str, codes: str) -> tuple[list[int], list[int]]:
    """Years between the first and the last with a composition that have none: those of which a
    figure is missing, and those whose figures contradict one another."""
    wanted = codes.split()
    made = [year for year in found.field.years if found.parts(found.area, year, whole, wanted)]
    lost: tuple[list[int], list[int]] = ([], [])
    for year in range(made[0], made[-1]) if made else ():
        if year not in made:
            figures = [found.field.rows.figure(code, found.area, year) for code in (whole, *wanted)]
            lost[None not in figures].append(year)
    return lost


def _lacking(found: Profiled, code: str) -> list[str]:
    """The years of the edition of which it has no figure, in words."""
    years, figure = found.field.years, found.field.rows.figure
    lost = [year for year in years if figure(code, found.area, year) is None]
    held = [year for year in years if year not in lost]
    if not held:
        return [say("any year, {years}", years=years_words(years[0], years[-1]))]
    told, run = [], []
    for year in [*lost, None]:
        if run and year != run[-1] + 1:
            told.append(_run_words(run, held))
            run = []
        run.append(year)
    return [enumerated(told)]


def _run_words(run: list[int], held: list[int]) -> str:
    """Years in a row without a figure: before the first, behind the last, or between two."""
    if run[0] < held[0]:
        return say("before {year}", year=held[0])
    if run[-1] > held[-1]:
        return say("after {year}", year=held[-1])
    return years_words(run[0], run[-1])


def _too_short(found: Profiled, group: str) -> list[str]:
    """The rates of a group whose lines have no two figures on one basis."""
    codes = [code for code in found.field.of(group) if len(found.line(code)) < 2]
    return [listed([found.field.rows.name(code) for code in codes])]


MISSING: dict[str, Callable[..., list[str]]] = {
    "no bar": lambda p, *of: [listed(year_runs(_without_bar(p, *of)[0]))],
    "contradicted": lambda p, *of: [listed(year_runs(_without_bar(p, *of)[1]))],
    "no composition": lambda p, *of: [enumerated(year_runs(chain(*_without_bar(p, *of))))],
    "lacking": _lacking,
    "too short": _too_short,
}
"""What a profile says to be missing -> the words for it."""


def judge_profiled(found: Profiled, what: str, more: tuple[str, ...], said: str) -> str:
    """Why a profile's number, or its names, are refused; "" where the figures bear it."""
    if what in NAMES:
        find, told = NAMES[what]
        names = told(found, find(found, *more))
        same = names.casefold() == said.casefold()  # a name within a sentence begins small
        return "" if same else f"{what} of {found.area}: the page says {said}; it is {names}"
    if what not in COUNTS:
        return f"{what} is nothing that a profile counts"
    try:
        value = COUNTS[what](found, *more)
    except (LookupError, ValueError) as error:
        return f"{what} of {found.area}: {error}"
    about = " ".join([what, *more, "of", found.area])
    return refused_numbers(about, said, [value])
