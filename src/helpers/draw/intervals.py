"""Estimates with their intervals: a dot and a whisker a row, beside the line of no change."""

from __future__ import annotations

import math

import pandas as pd

from helpers.draw.axes import TICK_ROOM, draw_x_axis, plot_box
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import Display, as_floats, claimed, need_columns, need_one_row_each
from helpers.draw.panel_words import intervals_words
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import INK, LABEL, LINE, OTHER, PAPER, SOFT, WIDTH, chart_style
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say
from helpers.language.phrases import enumerated

COLUMNS = ("label", "value", "low", "high")
SURE = INK
_LABEL_ROOM = 184  # "per 10,000 people" stays on one line
_GAP = 7
_SIDES = 14


def intervals_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                    display: Display, below: str, above: str, note: str = "") -> Chart:  # fmt: skip
    """A row an estimate, in the order given; filled where the interval is clear of zero.

    frame: columns label, value, low, high (NaN ends: no interval; NaN value: said, not drawn) and,
    if there, claim (what the value and its ends claim); others go to the CSV. display: a value in
    words. below, above: what the two sides of zero mean. ValueError for lacking columns or a
    label twice.
    """
    need_columns(frame, COLUMNS, "an intervals chart")
    need_one_row_each(frame, ["label"], "an intervals chart")
    rows = frame.assign(**{key: as_floats(frame[key], key) for key in COLUMNS[1:]})
    rows = rows.reset_index(drop=True)
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_intervals(rows, heading, display=display, below=below, above=above, note=note)
        return sheet.chart(intervals_words(rows, heading, display), rows)


def draw_intervals(rows: pd.DataFrame, heading: Heading, *, display: Display, below: str,
                   above: str, note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `intervals_chart`, with its artists."""
    known = rows[rows["value"].notna()].reset_index(drop=True)
    lost = [clean_words(label) for label in rows.loc[rows["value"].isna(), "label"]]
    notes = [
        say("No estimate: {names}.", names=enumerated(lost)) if lost else "",
        clean_words(note),
    ]
    if known.empty:
        return empty_sheet(heading, notes)
    labels = [wrap(label, _LABEL_ROOM, LABEL) for label in known["label"]]
    heights = [max(len(lines), 1) * LINE + _GAP for lines in labels]
    told = [claimed(display(record.value), record) for record in known.itertuples()]
    left = max(text_width(line, LABEL) for lines in labels for line in lines) + 12
    right = max(text_width(words, LABEL) for words in told) + 10
    sheet = new_sheet(heading, LINE + 4 + math.fsum(heights) + TICK_ROOM + _SIDES, notes)
    ax = sheet.axes(left, sheet.top + LINE + 4, WIDTH - left - right, math.fsum(heights))
    scale = choose_scale([0, *known["value"], *known["low"], *known["high"]], ticks=4, log=False)
    apply_scale(ax, "x", scale)
    ax.set_ylim(math.fsum(heights), 0)
    draw_x_axis(sheet, ax, scale)
    ax.plot([0, 0], [0, math.fsum(heights)], color=INK, linewidth=1, clip_on=False, label="zero")
    _sides(sheet, ax, below, above)
    down = 0.0
    for place, (record, lines, height) in enumerate(
        zip(known.itertuples(), labels, heights, strict=True)
    ):
        middle = down + height / 2
        _mark(ax, record, middle, str(place))
        y = sheet.page(ax, scale.low, middle)[1] + 3.6
        for step, words in enumerate(lines):
            sheet.text(0, y + (step - (len(lines) - 1) / 2) * LINE, words)
        sheet.text(WIDTH - 1, y, told[place], ha="right", bold=is_sure(record))
        down += height
    return sheet


def is_sure(record) -> bool:
    """Whether the whole interval lies on one side of zero."""
    return bool(record.low > 0 or record.high < 0)


def _mark(ax, record, middle: float, name: str) -> None:
    color = SURE if is_sure(record) else OTHER
    if record.low == record.low:
        ax.plot([record.low, record.high], [middle] * 2, color=color, linewidth=1.8, zorder=2,
                solid_capstyle="butt", clip_on=False, label=f"interval {name}")  # fmt: skip
    ax.plot([record.value], [middle], linestyle="none", marker="o", markersize=6.5, color=color,
            markerfacecolor=color if is_sure(record) else PAPER, markeredgecolor=color,
            markeredgewidth=1.4, clip_on=False, zorder=3, label=name)  # fmt: skip


def _sides(sheet: Sheet, ax, below: str, above: str) -> None:
    """Over the plot: what lies left of zero, and what right of it."""
    left, top, right, _ = plot_box(sheet, ax)
    zero = sheet.page(ax, 0, 0)[0]
    y = top - 5
    words = (f"← {below}", f"{above} →")
    room = [text_width(one, LABEL) for one in words]
    ends = [zero - 5, zero + 5]
    if ends[0] - room[0] < 0:
        ends[0] = room[0]
    if ends[1] + room[1] > WIDTH:
        ends[1] = WIDTH - room[1]
    if ends[0] + 6 > ends[1]:  # both sides have no room beside one another: the wider one rules
        ends = [max(room[0], left), max(room[0], left) + 12]
    sheet.text(ends[0], y, words[0], color=SOFT, ha="right")
    sheet.text(ends[1], y, words[1], color=SOFT)
