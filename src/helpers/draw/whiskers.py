"""Places of areas with the interval each may lie in: a dot and a whisker a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.draw.axes import plot_box
from helpers.draw.board_words import whiskers_words
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import as_floats, claimed, need_columns, need_one_row_each
from helpers.draw.style import (
    BAND,
    GRID,
    INK,
    LABEL,
    LINE,
    OTHER,
    OTHER_LINE,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
)
from helpers.draw.svg import TICK, gid_of
from helpers.draw.words import clean_words, text_width
from helpers.language import say

COLUMNS = ("area", "area_name", "rank", "middle", "low", "high", "tier")
ROW = 13
_RANK_ROOM, _TOP, _UNDER, _KEY_LINE = 20, 18, 6, LINE + 3


def whiskers_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   marked: Sequence[str], note: str = "") -> Chart:  # fmt: skip
    """Ranks with their intervals, tier by tier from the best, areas of one tier on one ground.

    frame: one row an area, columns area (adcode), area_name, rank (as scored, the dot's hollow
    twin), middle, low, high (median rank and the ends of its interval), tier (whole, 1 the best;
    NaN: none); rank_claim, low_claim and high_claim, what these claim, if told. marked: adcodes
    in the order that fixes colour and shape. ValueError for lacking columns or an area twice.
    """
    need_columns(frame, COLUMNS, "a whiskers chart")
    need_one_row_each(frame, ["area"], "a whiskers chart")
    numbers = {column: as_floats(frame[column], column) for column in COLUMNS[2:]}
    rows = frame.assign(**numbers).dropna(subset="rank")
    rows = rows.sort_values(["tier", "rank", "middle"], kind="stable").reset_index(drop=True)
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_whiskers(rows, heading, marked=marked, note=note)
        return sheet.chart(whiskers_words(rows, heading, marked), rows)


def draw_whiskers(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `whiskers_chart`, with its artists."""
    tiers = rows["tier"].nunique() > 1
    key = LINE + 8 + _KEY_LINE * (2 if tiers else 1)
    sheet = new_sheet(heading, _TOP + max(len(rows), 1) * ROW + _UNDER + key, [clean_words(note)])
    if rows.empty:
        sheet.text(0, sheet.top + ROW, say("No figures to draw."), color=SOFT)
        return sheet
    bold = [area in marked for area in rows["area"]]
    names = [clean_words(name) for name in rows["area_name"]]
    left = _RANK_ROOM + max(text_width(n, LABEL, b) for n, b in zip(names, bold, strict=True)) + 14
    ax = sheet.axes(left, sheet.top + _TOP, WIDTH - left - 12, len(rows) * ROW)
    most = max(len(rows), int(rows[["rank", "high"]].max().max()))
    ax.set_xlim(1, max(most, 2))
    ax.set_ylim(len(rows) - 0.5, -0.5)
    _bands(sheet, ax, rows)
    _ticks(sheet, ax, most)
    _whiskers(ax, rows, marked)
    for row, (record, words) in enumerate(zip(rows.itertuples(), names, strict=True)):
        y = sheet.page(ax, 1, row)[1] + 3.6
        color = area_style(record.area, marked).color if record.area in marked else INK
        place = claimed(f"{record.rank:g}", record, "rank_claim")
        sheet.text(_RANK_ROOM - 5, y, place, color=SOFT, ha="right")
        sheet.text(_RANK_ROOM, y, words, bold=record.area in marked, color=color,
                   gid=gid_of([record.area]))  # fmt: skip
    _key(sheet, sheet.top + _TOP + len(rows) * ROW + _UNDER + 8, tiers)
    return sheet


def _bands(sheet: Sheet, ax: Axes, rows: pd.DataFrame) -> None:
    """Every second tier on a darker ground, over names and all."""
    left, _, right, _ = plot_box(sheet, ax)
    for tier, own in rows.groupby("tier"):
        if int(tier) % 2 == 0:
            top = sheet.page(ax, 1, own.index.min() - 0.5)[1]
            bottom = sheet.page(ax, 1, own.index.max() + 0.5)[1]
            line = sheet.line([0, right + 12], [(top + bottom) / 2] * 2, color=BAND,
                              linewidth=bottom - top, solid_capstyle="butt")  # fmt: skip
            line.set_zorder(-1)
            line.set_label(f"tier {int(tier)}")


def _ticks(sheet: Sheet, ax: Axes, most: int) -> None:
    _, top, _, _ = plot_box(sheet, ax)
    low, high = ax.get_ylim()
    ticks = [1, *range(5, most + 1, 5)]
    ax.add_collection(
        LineCollection([[(t, low), (t, high)] for t in ticks], colors=GRID, linewidths=0.8,
                       zorder=0.5, clip_on=False), autolim=False,
    )  # fmt: skip
    for tick in ticks:
        x = sheet.page(ax, tick, high)[0]
        sheet.text(x, top - 6, str(tick), color=SOFT, ha="center", gid=TICK)


def _whiskers(ax: Axes, rows: pd.DataFrame, marked: Sequence[str]) -> None:
    for row, record in enumerate(rows.itertuples()):
        look = area_style(record.area, marked)
        own = look.marked
        if not np.isnan(record.low):
            ax.plot([record.low, record.high], [row, row], color=look.color if own else OTHER_LINE,
                    linewidth=2.2 if own else 1.6, solid_capstyle="butt", clip_on=False, zorder=2,
                    label=f"interval {record.area}", gid=gid_of([record.area]))  # fmt: skip
        if not np.isnan(record.middle):
            ax.plot([record.middle], [row], linestyle="none", marker=look.marker if own else "o",
                    markersize=7.5 * look.scale if own else 5, color=look.color if own else OTHER,
                    markeredgewidth=0, clip_on=False, zorder=3, label=record.area,
                    gid=gid_of([record.area]))  # fmt: skip
        if record.rank != record.middle:
            ax.plot([record.rank], [row], linestyle="none", marker="|", markersize=9,
                    markeredgewidth=1.6, color=INK, clip_on=False, zorder=4,
                    label=f"scored {record.area}")  # fmt: skip


def _key(sheet: Sheet, y: float, tiers: bool) -> None:
    sheet.line([0, 20], [y, y], color=OTHER_LINE, linewidth=1.6)
    sheet.line([10], [y], color=OTHER, marker="o", markersize=5, markeredgewidth=0)
    sheet.text(26, y + 3.6, say("median rank and its interval"), color=SOFT)
    y += _KEY_LINE
    sheet.line([10], [y], color=INK, marker="|", markersize=9, markeredgewidth=1.6)
    words = say("rank as scored (nothing varied), where not the median")
    sheet.text(26, y + 3.6, words, color=SOFT)
    if tiers:
        y += _KEY_LINE
        sheet.line([0, 20], [y, y], color=BAND, linewidth=10, solid_capstyle="butt")
        sheet.text(26, y + 3.6, say("every other tier"), color=SOFT)
