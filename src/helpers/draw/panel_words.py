"""In words for who cannot see them: pictures of a line or a panel an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.numbers import Display, claimed, displayer, is_missing
from helpers.draw.words import clean_words
from helpers.language import later, say
from helpers.language.phrases import (
    bracketed,
    clauses,
    full_stops,
    joined,
)
from helpers.traces import first_trace, traced, untraced, worded_trace

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
from helpers.draw.alternatives import (
    counted_here,
    course_words,
    drawn_course,
    end_words,
    missing_words,
)


def standing_words(rows: pd.DataFrame, heading: Heading, *, told: dict[str, str]) -> str:
    """Words for a standing chart; rows: indicator, label, area_name, value, shown, role."""
    sentences = [say("One line an indicator, {what}", what=heading.subtitle)]
    for code, own in strips(rows).items():
        name = clean_words(own["label"][0])
        words = [say("{name}: {words}", name=name, words=told[code])]
        known = _where(own, [not is_missing(value) for value in own["value"]])
        fixed = dict(zip(known["role"], known["shown"], strict=True))
        words += [f"{say(name)} {fixed[role]}" for role, name in _FIXED.items() if role in fixed]
        if field := provinces_in(known):
            least, most = field_ends(field)
            words.append(say("from {least} to {most}", least=least, most=most))
        sentences.append(clauses(words))
    return full_stops(sentences)


def strips(rows: pd.DataFrame) -> dict[str, dict[str, list]]:
    """Indicator -> column -> cells, of a standing chart's rows, in their order."""
    cells = {str(name): rows[name].tolist() for name in rows.columns}
    places: dict[str, list[int]] = {}
    for at, code in enumerate(cells["indicator"]):
        places.setdefault(str(code), []).append(at)
    return {
        code: {name: [column[at] for at in own] for name, column in cells.items()}
        for code, own in places.items()
    }


def provinces_in(strip: dict[str, list]) -> dict[str, list]:
    """The provinces with a figure on a strip; {} where there is none."""
    field = [role in ("own", "other") and not is_missing(value)
             for role, value in zip(strip["role"], strip["value"], strict=True)]  # fmt: skip
    return _where(strip, field) if any(field) else {}


def _where(strip: dict[str, list], kept: list[bool]) -> dict[str, list]:
    return {name: list(compress(cells, kept)) for name, cells in strip.items()}


def field_ends(field: dict[str, list]) -> list[str]:
    """Who has least and who has most, with how much. field: area, area_name, value, shown."""
    shown = field["shown"]
    rows = {**field, "label": field["area_name"], "claim": list(map(first_trace, shown))}
    words = dict(zip(field["value"], map(untraced, shown), strict=True))
    return [end_words(rows, end, words.__getitem__, named_first=True) for end in ("least", "most")]


_FIXED = {"median": later("median"), "nation": later("China")}


def multiples_words(panels: Sequence, heading: Heading, names: dict[str, str]) -> str:
    """Words for a multiples chart; each panel's lines: year, value, role."""
    sentences = [joined([_panels(len(panels), heading.name), heading.subtitle])]
    for panel in panels:
        courses, display = [], displayer(panel.decimals)
        for role, line in _lines(panel).items():
            if any(not is_missing(value) for value in line["value"]):
                words = drawn_course(line, display, breaks=panel.breaks)
                courses.append(f"{clean_words(names[role])} {words}")
        told = clauses(
            [*(courses or [say("no figure")]), *panel_breaks(panel, panel.indicator, panel.lines)]
        )
        sentences.append(say("{name}: {words}", name=clean_words(panel.label), words=told))
    return full_stops(sentences)


def _lines(panel) -> dict[str, dict[str, list]]:
    """Role -> column -> cells, by year, of the lines of a panel in the order that they are told."""
    cells = {name: panel.lines[name].tolist() for name in panel.lines.columns}
    order = sorted(range(len(cells["year"])), key=cells["year"].__getitem__)
    return {
        role: {
            name: [column[at] for at in order if cells["role"][at] == role]
            for name, column in cells.items()
        }
        for role in ("own", "nation", "peers", "zone")
    }


def panel_breaks(panel, code: str, cells: pd.DataFrame) -> list[str]:
    """From when a panel's lines stand on a new basis; claimed where its cells claim anything."""
    claimed = "claim" in cells
    claims = {year: worded_trace("", "break year", code, str(year)) if claimed else ""
              for year in panel.breaks}  # fmt: skip
    return [say("break from {year}", year=traced(str(year), claim))
            for year, claim in claims.items()]  # fmt: skip


def _panels(number: int, picture: str) -> str:
    if number == 1:
        return say("One line chart")
    panels = counted_here(number, later("panels"), picture, "indicator")
    return say("{number} small line charts", number=panels)


def intervals_words(rows: pd.DataFrame, heading: Heading, display: Display) -> str:
    """Words for an intervals chart; rows: label, value, low, high."""
    if rows["value"].isna().all():
        return say("Estimates with intervals, {what}: no figures.", what=heading.subtitle)
    told = []
    for row in rows[rows["value"].notna()].itertuples():
        words = display(row.value)
        if not is_missing(row.low):
            words += bracketed(say("{low} to {high}", low=display(row.low), high=display(row.high)))
        told.append(f"{clean_words(row.label)} {claimed(words, row)}")
    lost = [clean_words(label) for label in rows.loc[rows["value"].isna(), "label"]]
    what = say("Estimates with intervals, {what}", what=heading.subtitle)
    return full_stops([what, clauses(told), missing_words(lost)])


def parts_words(panels: Sequence, heading: Heading, names: tuple[str, str],
                display: Display) -> str:  # fmt: skip
    """Words for a parts chart; each panel's values: year, lower, upper."""
    sentences = [say("Stacked bars, one a year, {what}", what=heading.subtitle)]
    for panel in panels:
        years = panel.values["year"]
        claims = {part: next(iter(panel.values.get(f"{part}_claim", ())), "")
                  for part in ("lower", "upper")}  # fmt: skip
        courses = [
            f"{clean_words(name)} "
            + traced(course_words(years, panel.values[part], display), claims[part])
            for name, part in zip(names, ("lower", "upper"), strict=True)
        ]
        told = clauses([*courses, *panel_breaks(panel, panel.code, panel.values)])
        sentences.append(say("{name}: {words}", name=clean_words(panel.label), words=told))
    return full_stops(sentences)


def composition_words(rows: pd.DataFrame, heading: Heading, parts: Sequence[tuple[str, str]],
                      display: Display) -> str:  # fmt: skip
    """Words for a composition chart; rows: year, part, share."""
    if rows.empty:
        return say("Stacked bars, {what}: no figures.", what=heading.subtitle)
    courses = []
    for part, name in parts:
        own = rows[rows["part"] == part].sort_values("year")
        if len(own):
            courses.append(f"{clean_words(name)} {drawn_course(own, display, 'share')}")
    what = say("Stacked bars, one a year, {what}", what=heading.subtitle)
    return full_stops([what, clauses(courses)])
