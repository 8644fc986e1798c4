"""Promises in time: from the day they were told to their due date, with what came of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.draw.axes import TICK_ROOM, draw_years, plot_box
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import is_missing, need_columns
from helpers.draw.periods import position
from helpers.draw.promise_words import timeline_words
from helpers.draw.style import (
    BREAK_DASH,
    GRID,
    INK,
    LABEL,
    LINE,
    PAPER,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
)
from helpers.draw.svg import gid_of
from helpers.draw.verdicts import draw_verdict
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import later, say

COLUMNS = ("label", "area", "told_on", "told_to", "due", "verdict", "reached", "words",
           "told_by")  # fmt: skip
KEY = {
    "met": later("met"),
    "missed": later("missed"),
    "open": later("still open"),
    "undecided": later("not decidable"),
}
_WORDS_ROOM = 100
_EDGE = 8
_AIR = 12
"""Px between one promise and the next."""


def timeline_chart(rows: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   marked: Sequence[str], note: str = "") -> Chart:  # fmt: skip
    """A row a promise (or several of one fate): its name, and below it a line from the day it was
    told to its due date. Like that date, a year that kept the level stands at its end.

    rows, in the order given: columns label, area (adcode), told_on (the day it was first
    told, "2022-02-11"; of several promises that of the earliest), told_to (that of the latest; of
    one promise the same day), due (year: its end), verdict ("met", "missed", "open", "undecided"),
    reached (the first year that kept the level; missing for none), words (what stands at the
    right), told_by (obs_ids that tell it, parted by ";", if known). ValueError for lacking columns
    or an unknown verdict.
    """
    need_columns(rows, COLUMNS, "a timeline")
    unknown = sorted(set(rows["verdict"]) - set(KEY))
    if unknown:
        raise ValueError(f"verdict holds {', '.join(unknown)}; allowed: {', '.join(KEY)}")
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_timeline(rows.reset_index(drop=True), heading, marked=marked, note=note)
        return sheet.chart(timeline_words(rows, heading, KEY), rows)


@dataclass(frozen=True)
class _Row:
    label: list[str]
    words: list[str]
    color: str
    start: float
    end: float
    reached: float
    verdict: str
    area: str

    @property
    def track(self) -> float:
        """Px from the row's top to its line."""
        return len(self.label) * (LINE - 1) + 4 + max(len(self.words), 1) * (LINE - 1) / 2

    @property
    def height(self) -> float:
        return self.track + max(len(self.words), 1) * (LINE - 1) / 2 + _AIR


def _row(row, marked: Sequence[str]) -> _Row:
    style = area_style(row.area, marked)
    color = style.color if style.marked else INK
    reached = math.nan if is_missing(row.reached) else float(row.reached) + 0.5
    start = position(str(row.told_on)[:7])
    return _Row(wrap(row.label, WIDTH - 4, LABEL), wrap(row.words, _WORDS_ROOM, LABEL), color,
                start, float(row.due) + 0.5, reached, row.verdict, row.area)  # fmt: skip


def draw_timeline(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `timeline_chart`, with its artists."""
    if rows.empty:
        return empty_sheet(heading, [clean_words(note)], later("No promises to draw."))
    drawn = [_row(row, marked) for row in rows.itertuples()]
    low = min(math.floor(min(row.start for row in drawn) + 0.5) - 0.5,
              min(row.end for row in drawn) - 0.75)  # fmt: skip
    ends = [row.end for row in drawn]
    ends += [row.reached for row in drawn if not math.isnan(row.reached)]
    high = max(ends) + 0.12
    right = max((text_width(line, LABEL) for row in drawn for line in row.words), default=0) + 12
    tall = math.fsum(row.height for row in drawn)
    keys = [verdict for verdict in KEY if verdict in set(rows["verdict"])]
    reached = any(not math.isnan(row.reached) for row in drawn)
    key = (2 + reached) * (LINE + 5)
    sheet = new_sheet(heading, tall + TICK_ROOM + 12 + key, [clean_words(note)])
    ax = sheet.axes(_EDGE, sheet.top, WIDTH - _EDGE - right, tall)
    ax.set_xlim(low, high)
    ax.set_ylim(tall, 0)
    draw_years(sheet, ax, math.ceil(low), math.floor(high))
    _, top, _, bottom = plot_box(sheet, ax)
    for year in range(math.ceil(low), math.floor(high) + 1):
        x = sheet.page(ax, year + 0.5, 0)[0]
        sheet.line([x, x], [top, bottom], color=GRID, linewidth=0.8)
    down = 0.0
    for row in drawn:
        across = [sheet.page(ax, at, down)[0] for at in (row.start, row.end, row.reached)]
        _draw_row(sheet, row, across, sheet.top + down)
        down += row.height
    _key(sheet, keys, bottom + TICK_ROOM + 14, reached)
    return sheet


def _draw_row(sheet: Sheet, row: _Row, across: list[float], top: float) -> None:
    start, end, reached = across
    y = top + row.track
    sheet.line([start, end], [y, y], color=row.color, linewidth=2.4, solid_capstyle="butt",
               label="promise")  # fmt: skip
    sheet.line([start], [y], color=row.color, marker="|", markersize=10, markeredgewidth=1.6,
               linestyle="none")  # fmt: skip
    if not math.isnan(reached):
        if reached > end:
            sheet.line([end, reached], [y, y], color=row.color, linewidth=1.2,
                       linestyle=BREAK_DASH)  # fmt: skip
        sheet.line([reached], [y], color=row.color, marker="o", markersize=7,
                   markerfacecolor=PAPER, markeredgewidth=1.5, linestyle="none",
                   label="reached")  # fmt: skip
    draw_verdict(sheet, end, y, row.verdict)
    gid = gid_of([row.area], rim=True)
    for step, words in enumerate(row.label):
        sheet.text(0, top + LABEL + step * (LINE - 1), words, color=row.color, gid=gid)
    first = y + 3.6 - (len(row.words) - 1) * (LINE - 1) / 2
    for step, words in enumerate(row.words):
        sheet.text(WIDTH - 1, first + step * (LINE - 1), words, ha="right", gid=gid)


def _key(sheet: Sheet, verdicts: Sequence[str], y: float, reached: bool) -> None:
    x = 8.0
    for verdict in verdicts:
        draw_verdict(sheet, x, y, verdict)
        words = say(KEY[verdict])
        sheet.text(x + 12, y + 3.6, words, color=SOFT)
        x += 12 + text_width(words, LABEL) + 22
    y += LINE + 5
    sheet.line([0, 16], [y, y], color=SOFT, linewidth=2.4, solid_capstyle="butt")
    sheet.line([0], [y], color=SOFT, marker="|", markersize=10, markeredgewidth=1.6,
               linestyle="none")  # fmt: skip
    words = say("from the day it was first told to the end of its due year")
    sheet.text(22, y + 3.6, words, color=SOFT)
    if reached:
        y += LINE + 5
        sheet.line([8], [y], color=SOFT, marker="o", markersize=7, markerfacecolor=PAPER,
                   markeredgewidth=1.5, linestyle="none")  # fmt: skip
        words = say("end of the first year at or beyond the level")
        sheet.text(22, y + 3.6, words, color=SOFT)
