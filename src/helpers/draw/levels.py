"""Printed figures of unlike years side by side, each row saying its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
from matplotlib.collections import LineCollection

from helpers.draw.axes import TICK_ROOM, axis_words, draw_x_axis, plot_box
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.marks import (
    ARROW,
    NOT_PRINTED,
    STATUS_WORDS,
    Mark,
    arrange_key,
    draw_key,
    draw_mark,
    key_of,
    key_room,
    marks_from,
)
from helpers.draw.numbers import Display, as_floats, displayer, is_missing, need_columns
from helpers.draw.promise_words import levels_words
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import INK, LABEL, LINE, STEM, WIDTH, area_style, chart_style
from helpers.draw.svg import gid_of
from helpers.draw.words import clean_words, text_width, wrap_bracket
from helpers.language import say
from helpers.language.phrases import bracketed, joined

COLUMNS = ("label", "value", "status", "qualifier", "area")
_LABEL_ROOM = 124
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


def levels_chart(rows: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                 marked: Sequence[str], decimals: int, note: str = "") -> Chart:  # fmt: skip
    """A row a printed figure, in the order given, with the marks of the record chart.

    rows: columns label ("Hunan, 2022"), value (NaN: no figure), status, qualifier, area
    (adcode), and if there: high, as_printed, read_as (drawn in place of the printed words),
    matched (the year is not printed but suggested by the record). A label that names no year
    gets "(year not printed)", a city (an adcode not ending in 0000) gets "(city)"; a status
    other than actual is said.
    """
    display = displayer(decimals)
    heading = Heading(name, title, subtitle, source)
    rows = arrange(rows)
    with chart_style(name):
        sheet = draw_levels(rows, heading, marked=marked, display=display, note=note)
    printed = [printed_words(mark, display) for mark in marks_from(rows, "a levels chart")]
    spoken = [words.removeprefix("~ ") for words in printed]
    alt = levels_words(list(zip(rows["label"], spoken, strict=True)), heading)
    return sheet.chart(alt, rows)


def arrange(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows checked, with labels that say year and city."""
    need_columns(rows, COLUMNS, "a levels chart")
    matched = rows["matched"] if "matched" in rows else [False] * len(rows)
    labels = [
        full_label(label, str(area), not is_missing(guess) and bool(guess))
        for label, area, guess in zip(rows["label"], rows["area"], matched, strict=True)
    ]
    return rows.assign(label=labels, value=as_floats(rows["value"])).reset_index(drop=True)


def full_label(label: str, area: str, matched: bool = False) -> str:
    """`label` with "(city)" after the name of a city, and never silent about its year."""
    words = clean_words(label)
    city, not_printed = bracketed(say("city")), say(NOT_PRINTED)
    if not area.endswith("0000") and city not in words:
        comma = joined(["", ""])[:1]
        name, comma, rest = words.partition(comma)
        words = f"{name}{city}{comma}{rest}"
    if (matched or not _YEAR.search(words)) and not_printed not in words:
        words += bracketed(not_printed)
    return words


def printed_words(mark: Mark, display: Display) -> str:
    """What stands at a row's right: the printed words, and a status that is not actual."""
    if mark.status == "actual" or not mark.ends:
        return mark.words(display)
    return mark.words(display) + bracketed(say(STATUS_WORDS[mark.status]))


def draw_levels(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
                note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `levels_chart`, with its artists; rows as `arrange` hands them out."""
    marks = marks_from(rows, "a levels chart")
    values = [end for mark in marks for end in mark.ends]
    if not values:
        return empty_sheet(heading, [clean_words(note)])
    scale = choose_scale(values, ticks=4)
    bold = [area in marked for area in rows["area"]]
    rooms = zip(rows["label"], bold, strict=True)
    names = [wrap_bracket(label, _LABEL_ROOM, LABEL, b) for label, b in rooms]
    told = [wrap_bracket(printed_words(m, display), _LABEL_ROOM * 0.8, LABEL) for m in marks]
    left = max(text_width(line, LABEL, b) for n, b in zip(names, bold, strict=True) for line in n)
    right = max(text_width(line, LABEL) for lines in told for line in lines)
    tall = max(len(lines) for lines in [*names, *told])
    row = max(20, tall * (LINE - 1) + 6)
    key = arrange_key(key_of(marks))
    below = TICK_ROOM + (LINE if axis_words(scale) else 0)
    sheet = new_sheet(heading, row * len(rows) + below + 8 + key_room(key), [clean_words(note)])
    ax = sheet.axes(left + 14, sheet.top, WIDTH - left - right - 28 - ARROW, row * len(rows))
    apply_scale(ax, "x", scale)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    draw_x_axis(sheet, ax, scale)
    guides = [[(scale.low, place), (scale.high, place)] for place in range(len(rows))]
    ax.add_collection(
        LineCollection(guides, colors=STEM, linewidths=0.8, linestyles=[(0, (1, 3))],
                       clip_on=False, zorder=1), autolim=False,
    )  # fmt: skip
    for place, (mark, area) in enumerate(zip(marks, rows["area"], strict=True)):
        color = area_style(area, marked).color
        draw_mark(sheet, ax, mark, place, color, across=True, label=str(place))
        middle = sheet.page(ax, scale.low, place)[1]
        ink = color if bold[place] else INK
        _block(sheet, 0, middle, names[place], ink, bold[place], "left", area)
        _block(sheet, WIDTH - 1, middle, told[place], ink, False, "right", area)
    draw_key(sheet, key, plot_box(sheet, ax)[3] + below + 8, across=True)
    return sheet


def _block(sheet: Sheet, x: float, middle: float, lines: Sequence[str], color: str, bold: bool,
           ha: str, area: str) -> None:  # fmt: skip
    """Lines of text centred on a row, an area's own."""
    first = middle + 3.6 - (len(lines) - 1) * (LINE - 1) / 2
    for step, words in enumerate(lines):
        sheet.text(x, first + step * (LINE - 1), words, bold=bold, color=color, ha=ha,
                   gid=gid_of([area]))  # fmt: skip
