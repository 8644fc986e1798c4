"""How much each of several choices moves a result: a bar a choice, with its interval."""

from __future__ import annotations

import pandas as pd

from helpers.draw.axes import TICK_ROOM, draw_x_axis
from helpers.draw.board_words import effects_words
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import (
    as_floats,
    claimed,
    display_number,
    need_columns,
    need_one_row_each,
)
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import INK, LABEL, LINE, OTHER, PAPER, PARTS, SOFT, WIDTH, chart_style
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say

COLUMNS = ("choice", "total", "low", "high", "first")
DECIMALS = 2
ROW = 20
_NAMES = 160
"""Px that a line of a choice's name may take."""


def effects_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                  note: str = "", axis: str = "") -> Chart:  # fmt: skip
    """Bars of the total effect, the greatest at the top, with its interval and the first order.

    frame: one row a choice, columns choice (words), total, low, high (its interval; NaN: none),
    first (effect alone; NaN: none); claim, low_claim and high_claim, what the numbers claim, if
    told. ValueError for lacking columns or a choice twice.
    """
    need_columns(frame, COLUMNS, "an effects chart")
    need_one_row_each(frame, ["choice"], "an effects chart")
    rows = frame.assign(**{column: as_floats(frame[column], column) for column in COLUMNS[1:]})
    rows = rows.sort_values("total", ascending=False, kind="stable").reset_index(drop=True)
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_effects(rows, heading, note=note, axis=axis)
        return sheet.chart(effects_words(rows, heading, DECIMALS), rows)


def draw_effects(rows: pd.DataFrame, heading: Heading, *, note: str = "",
                 axis: str = "") -> Sheet:  # fmt: skip
    """The sheet of `effects_chart`, with its artists."""
    key = LINE + 6
    names = [wrap(words, _NAMES, LABEL) for words in rows["choice"]]
    deep = ROW + LINE * (max((len(lines) for lines in names), default=1) - 1)
    body = key + max(len(rows), 1) * deep + TICK_ROOM + (LINE if axis else 0)
    sheet = new_sheet(heading, body, [clean_words(note)])
    if rows.empty:
        sheet.text(0, sheet.top + ROW, say("No figures to draw."), color=SOFT)
        return sheet
    _key(sheet, bool(rows["low"].notna().any()), bool(rows["first"].notna().any()))
    left = max(text_width(line, LABEL) for lines in names for line in lines) + 10
    told = [claimed(display_number(row.total, DECIMALS), row) for row in rows.itertuples()]
    room = max(text_width(words, LABEL) for words in told) + 10
    ax = sheet.axes(left, sheet.top + key, WIDTH - left - room, len(rows) * deep)
    scale = choose_scale([0, *rows["total"], *rows["high"]], ticks=4, log=False)
    apply_scale(ax, "x", scale)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    draw_x_axis(sheet, ax, scale, axis)
    for row, record in enumerate(rows.itertuples()):
        ax.barh([row], [max(record.total, 0)], height=0.56 * ROW / deep, color=PARTS[1],
                edgecolor=PAPER, linewidth=0, zorder=2, clip_on=False,
                label=f"total {row}")  # fmt: skip
        if record.low == record.low:
            ax.plot([max(record.low, 0), max(record.high, 0)], [row, row], color=INK,
                    linewidth=1.3, zorder=3, clip_on=False, label=f"interval {row}")  # fmt: skip
        if record.first == record.first:
            ax.plot([max(record.first, 0)], [row], marker="D", markersize=5, linestyle="none",
                    markerfacecolor=PAPER, markeredgecolor=INK, markeredgewidth=1.1, zorder=4,
                    clip_on=False, label=f"first {row}")  # fmt: skip
        y = sheet.page(ax, 0, row)[1] + 3.6
        for step, words in enumerate(names[row]):
            sheet.text(0, y + (step - (len(names[row]) - 1) / 2) * LINE, words)
        sheet.text(WIDTH - 1, y, told[row], color=SOFT, ha="right")
    return sheet


def _key(sheet: Sheet, intervals: bool, first: bool) -> None:
    x, y = 0.0, sheet.top + 6
    sheet.line([x, x + 16], [y, y], color=PARTS[1], linewidth=9, solid_capstyle="butt")
    words = say("with all it acts through")
    sheet.text(x + 21, y + 3.6, words, color=SOFT)
    x += 21 + text_width(words, LABEL) + 14
    if intervals:
        sheet.line([x, x + 16], [y, y], color=INK, linewidth=1.3)
        words = say("its interval")
        sheet.text(x + 21, y + 3.6, words, color=SOFT)
        x += 21 + text_width(words, LABEL) + 14
    if first:
        sheet.line([x + 4], [y], marker="D", markersize=5, markerfacecolor=PAPER,
                   markeredgecolor=INK, markeredgewidth=1.1, color=OTHER)  # fmt: skip
        sheet.text(x + 13, y + 3.6, say("alone"), color=SOFT)
