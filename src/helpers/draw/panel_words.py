"""In words for who cannot see them: pictures of a line or a panel an indicator."""

from __future__ import annotations

from collections.abc import Sequence
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
from helpers.traces import first_trace, traced, untraced

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
    for code, own in rows.groupby("indicator", sort=False):
        known = own[own["value"].notna()]
        name = clean_words(own["label"].iloc[0])
        words = [say("{name}: {words}", name=name, words=told[str(code)])]
        fixed = dict(zip(known["role"], known["shown"], strict=True))
        words += [f"{say(name)} {fixed[role]}" for role, name in _FIXED.items() if role in fixed]
        field = known[known["role"].isin(["own", "other"])]
        if len(field):
            least, most = field_ends(field)
            words.append(say("from {least} to {most}", least=least, most=most))
        sentences.append(clauses(words))
    return full_stops(sentences)


def field_ends(field: pd.DataFrame) -> list[str]:
    """Who has least and who has most, with how much. field: area, area_name, value, shown."""
    rows = field.assign(label=field["area_name"], claim=field["shown"].map(first_trace))
    shown = dict(zip(field["value"], field["shown"].map(untraced), strict=True))
    return [end_words(rows, end, shown.__getitem__, named_first=True) for end in ("least", "most")]


_FIXED = {"median": later("median"), "nation": later("China")}


def multiples_words(panels: Sequence, heading: Heading, names: dict[str, str]) -> str:
    """Words for a multiples chart; each panel's lines: year, value, role."""
    sentences = [joined([_panels(len(panels), heading.name), heading.subtitle])]
    for panel in panels:
        courses = []
        for role in ("own", "nation", "peers", "zone"):
            line = panel.lines[panel.lines["role"] == role].sort_values("year")
            if line["value"].notna().any():
                words = drawn_course(line, displayer(panel.decimals), breaks=panel.breaks)
                courses.append(f"{clean_words(names[role])} {words}")
        told = clauses([*(courses or [say("no figure")]), *panel_breaks(panel)])
        sentences.append(say("{name}: {words}", name=clean_words(panel.label), words=told))
    return full_stops(sentences)


def panel_breaks(panel) -> list[str]:
    return [say("break from {year}", year=year) for year in panel.breaks]


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
        told = clauses([*courses, *panel_breaks(panel)])
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
