"""What a score is made of: a bar an area, its parts one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.axes import TICK_ROOM, draw_x_axis
from helpers.draw.board_words import stacked_words
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import (
    as_floats,
    display_number,
    need_columns,
    need_known_parts,
    need_one_row_each,
)
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import EDGE, INK, LABEL, LINE, PARTS, SOFT, WIDTH, area_style, chart_style
from helpers.draw.svg import gid_of
from helpers.draw.words import clean_words, text_width
from helpers.language import say
from helpers.traces import traced

COLUMNS = ("area", "area_name", "part", "points")
ROW = 13
ASIDE = 18
"""Px that a part's name may stand beside its piece."""


def stacked_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                  marked: Sequence[str], parts: Sequence[tuple[str, str]],
                  decimals: int = 1) -> Chart:  # fmt: skip
    """Bars of points, the longest at the top.

    frame: one row an area and part, columns area (adcode), area_name, part (slug), points (zero
    or more; NaN: none), claim and total_claim (what points and their sum claim, if told). parts:
    (slug, name) from the left, at most four. ValueError for lacking columns, a part twice,
    unknown or below zero.
    """
    need_columns(frame, COLUMNS, "a stacked chart")
    need_one_row_each(frame, ["area", "part"], "a stacked chart")
    need_known_parts(frame["part"], [part for part, _ in parts], len(PARTS))
    rows = frame.assign(points=as_floats(frame["points"], "points"))
    if (rows["points"] < -1e-9).any():
        raise ValueError("points of a stacked chart hold a value below zero")
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_stacked(rows, heading, marked=marked, parts=parts, decimals=decimals)
        return sheet.chart(stacked_words(rows, heading, marked, parts, decimals), rows)


def draw_stacked(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                 parts: Sequence[tuple[str, str]], decimals: int) -> Sheet:  # fmt: skip
    """The sheet of `stacked_chart`, with its artists."""
    names = dict(zip(rows["area"], map(clean_words, rows["area_name"]), strict=True))
    wide = rows.pivot(index="area", columns="part", values="points")
    wide = wide.reindex(columns=[part for part, _ in parts])
    total = wide.sum(axis=1, min_count=1).dropna().sort_values(ascending=False, kind="stable")
    key = LINE + 6
    sheet = new_sheet(heading, key + max(len(total), 1) * ROW + TICK_ROOM)
    if total.empty:
        sheet.text(0, sheet.top + ROW, say("No figures to draw."), color=SOFT)
        return sheet
    left = max(text_width(names[area], LABEL, area in marked) for area in total.index) + 10
    room = max(text_width(display_number(v, decimals), LABEL, True) for v in total) + 10
    ax = sheet.axes(left, sheet.top + key, WIDTH - left - room, len(total) * ROW)
    scale = choose_scale([0, *total], ticks=5, log=False)
    apply_scale(ax, "x", scale)
    ax.set_ylim(len(total) - 0.5, -0.5)
    draw_x_axis(sheet, ax, scale)
    if not _named_above(sheet, ax, wide.loc[total.index[0]].fillna(0), parts):
        _key(sheet, parts)
    told = dict(zip(rows["area"], rows.get("total_claim", [""] * len(rows)), strict=True))
    below = pd.Series(0.0, index=total.index)
    for (part, _), fill in zip(parts, PARTS, strict=False):
        points = wide.loc[total.index, part].fillna(0)
        ax.barh(range(len(total)), points, left=below, height=0.74, color=fill, **EDGE,
                clip_on=False, label=part, zorder=2)  # fmt: skip
        below = below + points
    for row, (area, value) in enumerate(total.items()):
        y = sheet.page(ax, 0, row)[1] + 3.6
        own = area in marked
        color = area_style(area, marked).color if own else INK
        sheet.text(0, y, names[area], bold=own, color=color, gid=gid_of([area]))
        words = traced(display_number(value, decimals), told.get(area, ""))
        sheet.text(sheet.page(ax, value, row)[0] + 5, y, words,
                   bold=own, color=color)  # fmt: skip
    return sheet


def _named_above(sheet: Sheet, ax: Axes, longest: pd.Series,
                 parts: Sequence[tuple[str, str]]) -> bool:  # fmt: skip
    """Each part's name over its piece of the first bar; whether there is room for all of them."""
    ends = [sheet.page(ax, end, 0)[0] for end in [0, *longest.cumsum()]]
    middles = [(left + right) / 2 for left, right in pairwise(ends)]
    names = [clean_words(words) for _, words in parts]
    places, free = [], 0.0
    for middle, words in zip(middles, names, strict=True):
        half = text_width(words, LABEL) / 2
        places.append(max(middle, free + half))
        free = places[-1] + half + 8
    far = max(abs(x - middle) for x, middle in zip(places, middles, strict=True))
    if free - 8 > WIDTH or far > ASIDE:
        return False
    top = sheet.page(ax, 0, -0.5)[1]
    for x, middle, words in zip(places, middles, names, strict=True):
        sheet.text(x, top - 7, words, color=SOFT, ha="center")
        sheet.line([x, middle], [top - 5, top + 1], color=SOFT, linewidth=0.8)
    return True


def _key(sheet: Sheet, parts: Sequence[tuple[str, str]]) -> None:
    x, y = 0.0, sheet.top + 6
    for (_, words), fill in zip(parts, PARTS, strict=False):
        sheet.swatch(x, y, 11, fill)
        sheet.text(x + 16, y + 3.6, clean_words(words), color=SOFT)
        x += 16 + text_width(clean_words(words), LABEL) + 16
