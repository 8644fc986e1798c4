"""One promise against what came: the official course, the level promised, the gap between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.axes import (
    TICK_ROOM,
    BreakLabel,
    arrange_breaks,
    axis_words,
    break_room,
    draw_breaks,
    draw_y_axis,
    draw_years,
    plot_box,
    y_axis_room,
)
from helpers.draw.chart import Chart
from helpers.draw.labels import along, draw_course, draw_label, spot_of, wall
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.marks import (
    ARROW,
    Mark,
    arrange_key,
    draw_key,
    draw_mark,
    extra_boxes,
    key_of,
    key_room,
)
from helpers.draw.numbers import as_floats, displayer, need_columns, need_one_row_each
from helpers.draw.place import Box, place_labels
from helpers.draw.promise_words import promise_words
from helpers.draw.scale import Scale, apply_scale, choose_scale
from helpers.draw.style import (
    BREAK_DASH,
    INK,
    LABEL,
    LINE,
    RECORD,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
)
from helpers.draw.svg import TICK
from helpers.draw.verdicts import COLORS, draw_verdict
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say

PLOT = 190
_LABEL_WIDTH = 122
_RADIUS = 6.0
_ASIDE = 0.3
"""Years that the level promised reaches to both sides of its due year; where the outcome would lie
on its mark, the mark stands at its left end."""
_CLEAR = 2 * _RADIUS + 4
"""Px apart from which two marks do not touch."""


@dataclass(frozen=True)
class Promised:
    """A decided promise, in the units of its chart.

    due: year. level, high: what was promised as a level, both ends of a range (high NaN
    otherwise). status, qualifier: of observations.csv. verdict: "met" or "missed". base_year: what
    a change is reckoned from; None for a level. reached: the first year that keeps the level, None
    for none. told, came, reached_told: the words beside the promise, the outcome and that year;
    reached_way: "first reached", with its claim. summary: the verdict in a sentence.
    """

    due: int
    level: float
    high: float
    status: str
    qualifier: str
    verdict: str
    base_year: int | None
    reached: int | None
    told: str
    came: str
    reached_told: str
    reached_way: str
    summary: str


def promise_chart(series: pd.DataFrame, promised: Promised, *, name: str, title: str,
                  subtitle: str, source: str, area: str, marked: Sequence[str], decimals: int,
                  breaks: Sequence[tuple[int, str]] = (), note: str = "") -> Chart:  # fmt: skip
    """The official course as a line, the level promised as a hollow mark at its due year.

    series: columns year (whole, one row each), value (NaN: no figure) and, if told, claim; the due
    year must be there. breaks: (year, words). ValueError for lacking columns or years.
    """
    need_columns(series, ("year", "value"), "a promise chart")
    need_one_row_each(series, ["year"], "a promise chart")
    rows = series.assign(value=as_floats(series["value"])).sort_values("year")
    known = rows[rows["value"].notna()]
    if promised.due not in set(known["year"]):
        raise ValueError(f"a promise chart needs the outcome: no figure of {promised.due}")
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_promise(known, promised, heading, area=area, marked=marked, breaks=breaks,
                             note=note)  # fmt: skip
        alt = promise_words(rows, promised, heading, displayer(decimals), breaks)
        return sheet.chart(alt, figures(rows, promised), area)


def figures(rows: pd.DataFrame, promised: Promised) -> pd.DataFrame:
    """The figures behind the chart: the official ones, then what was promised."""
    official = rows.assign(figure="official record", high=np.nan, status="actual",
                           qualifier="exact", verdict="")  # fmt: skip
    told = pd.DataFrame(
        [{"year": promised.due, "value": promised.level, "high": promised.high,
          "status": promised.status, "qualifier": promised.qualifier, "figure": "promised",
          "verdict": promised.verdict}]
    )  # fmt: skip
    both = pd.concat([official.astype(object), told.astype(object)], ignore_index=True)
    return both[["figure", *[column for column in both.columns if column != "figure"]]]


@dataclass(frozen=True)
class _Plan:
    scale: Scale
    low: float
    high: float
    left: float
    breaks: list[BreakLabel]
    key: list
    summary: list[str]
    at: float  # where the promised mark stands, in years

    @property
    def above(self) -> float:
        words = len(self.summary) * (LINE + 1) + 8
        return words + (LINE if axis_words(self.scale) else 0) + break_room(self.breaks) + ARROW

    @property
    def body(self) -> float:
        return self.above + PLOT + TICK_ROOM + 8 + key_room(self.key) + LINE + 3


def draw_promise(known: pd.DataFrame, promised: Promised, heading: Heading, *, area: str,
                 marked: Sequence[str], breaks: Sequence[tuple[int, str]] = (),
                 note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `promise_chart`, with its artists; known: the years that have a figure."""
    mark = Mark(promised.level, promised.high, promised.status, promised.qualifier)
    plan = _plan(known, mark, promised, breaks)
    aside = say("The promise is drawn left of its year, clear of what came.")
    sheet = new_sheet(heading, plan.body, [aside if plan.at < promised.due else "",
                                           clean_words(note)])  # fmt: skip
    ink = COLORS[promised.verdict]
    draw_verdict(sheet, 8, sheet.top + 8, promised.verdict)
    for step, words in enumerate(plan.summary):
        sheet.text(21, sheet.top + 11.5 + step * (LINE + 1), words, bold=True, color=ink)
    if words := axis_words(plan.scale):
        sheet.text(0, sheet.top + len(plan.summary) * (LINE + 1) + 15, words, color=SOFT,
                   gid=TICK)  # fmt: skip
    ax = sheet.axes(plan.left, sheet.top + plan.above, WIDTH - 2 - plan.left, PLOT)
    apply_scale(ax, "y", plan.scale)
    ax.set_xlim(plan.low, plan.high)
    draw_y_axis(sheet, ax, plan.scale)
    draw_years(sheet, ax, math.ceil(plan.low), math.floor(plan.high))
    color = area_style(area, marked if area in marked else [area]).color
    years = known["year"].astype(int)
    line = known.set_index(years)["value"].reindex(range(min(years), max(years) + 1))
    draw_course(ax, line.index.to_series(), line, breaks)
    draw_breaks(sheet, ax, plan.breaks, lift=ARROW)
    values = dict(zip(known["year"].astype(int), known["value"], strict=True))
    _aim(ax, values, promised, plan.at, color)
    draw_mark(sheet, ax, mark, plan.at, color, label="promised")
    _labels(sheet, ax, values, mark, promised, plan, color)
    below = plot_box(sheet, ax)[3] + TICK_ROOM + 8
    draw_key(sheet, plan.key, below, line_color=RECORD)
    _key(sheet, below + key_room(plan.key) + 8, _is_later(promised))
    return sheet


def _is_later(promised: Promised) -> bool:
    return promised.reached is not None and promised.reached > promised.due


def _key(sheet: Sheet, y: float, later: bool) -> None:
    """What the dot and the ring are."""
    signs = [("came", say("result"))]
    signs += [("reached", say("first year at or beyond the level"))] if later else []
    x = 8.0
    for sign, words in signs:
        sheet.line([x], [y], linestyle="none", **_dot(sign, SOFT))
        sheet.text(x + 12, y + 3.6, words, color=SOFT)
        x += 12 + text_width(words, LABEL) + 20


def _dot(sign: str, color: str) -> dict[str, object]:
    if sign == "came":
        return {"marker": "o", "markersize": 2 * _RADIUS - 3, "color": color, "markeredgewidth": 0}
    return {"marker": "o", "markersize": 2 * _RADIUS - 1, "markerfacecolor": "none",
            "markeredgecolor": color, "markeredgewidth": 1.4}  # fmt: skip


def _plan(known: pd.DataFrame, mark: Mark, promised: Promised,
          breaks: Sequence[tuple[int, str]]) -> _Plan:  # fmt: skip
    years = known["year"].astype(int)
    low, high = min(years) - 0.5, max([*years, promised.due]) + 0.5
    scale = choose_scale([*known["value"], *mark.ends], ticks=5, log=False, zero=False)
    left = y_axis_room(scale)
    key = arrange_key(key_of([mark]), say("official record"))
    summary = wrap(promised.summary, WIDTH - 24, LABEL, bold=True)
    arranged = arrange_breaks(breaks, low, high, left, WIDTH - 2)
    came = known.set_index(years)["value"].loc[promised.due]
    apart = min(abs(end - came) for end in mark.ends) / (scale.high - scale.low) * PLOT
    at = promised.due - (_ASIDE if apart < _CLEAR else 0)
    return _Plan(scale, low, high, left, arranged, key, summary, at)


def _aim(ax: Axes, values: dict[int, float], promised: Promised, at: float,
         color: str) -> None:  # fmt: skip
    """The way promised from the base, the gap at the due year, the level until it was reached."""
    due, look = promised.due, {"color": color, "linewidth": 1.2, "clip_on": False, "zorder": 2}
    if promised.base_year in values:
        ax.plot([promised.base_year, at], [values[promised.base_year], promised.level],
                linestyle=(0, (4, 2)), label="way", **look)  # fmt: skip
    ax.plot([due - _ASIDE, due + _ASIDE], [promised.level] * 2, label="promised level", **look)
    ax.plot([due] * 2, [promised.level, values[due]], color=color, linewidth=5, alpha=0.28,
            solid_capstyle="butt", clip_on=False, zorder=2, label="gap")  # fmt: skip
    ax.plot([due], [values[due]], linestyle="none", clip_on=False, zorder=5, label="came",
            **_dot("came", color))  # fmt: skip
    if _is_later(promised):
        ax.plot([due + _ASIDE, promised.reached], [promised.level] * 2, linestyle=BREAK_DASH,
                label="level", **look)  # fmt: skip
        ax.plot([promised.reached], [values[promised.reached]], linestyle="none", clip_on=False,
                zorder=5, label="reached", **_dot("reached", color))  # fmt: skip


def _dashed(values: dict[int, float], promised: Promised,
            at: float) -> list[list[tuple[float, float]]]:  # fmt: skip
    """The ends of the lines that `_aim` dashes: from the base, and to the year that reached it."""
    lines, level = [], promised.level
    if promised.base_year in values:
        lines.append([(promised.base_year, values[promised.base_year]), (at, level)])
    if _is_later(promised):
        lines.append([(promised.due + _ASIDE, level), (promised.reached, level)])
    return lines


def _labels(sheet: Sheet, ax: Axes, values: dict[int, float], mark: Mark, promised: Promised,
            plan: _Plan, color: str) -> None:  # fmt: skip
    """Words beside promise, outcome and the year that reached it, clear of marks and line."""
    points = [(plan.at, mark.ends[-1], promised.told, color),
              (promised.due, values[promised.due], promised.came, INK)]  # fmt: skip
    if _is_later(promised):
        points.append((promised.reached, values[promised.reached], promised.reached_told, INK))
    left, top, right, bottom = plot_box(sheet, ax)
    lines = [wrap(words, _LABEL_WIDTH, LABEL) for _, _, words, _ in points]
    spots = [spot_of(sheet.page(ax, year, value), _RADIUS + 1, told)
             for (year, value, _, _), told in zip(points, lines, strict=True)]  # fmt: skip
    track = [sheet.page(ax, year, value) for year, value in sorted(values.items())]
    due, level = promised.due, promised.level
    ends = [(due - _ASIDE, level), (due + _ASIDE, level), (due, level), (due, values[due])]
    bar, gap = ([sheet.page(ax, *end) for end in pair] for pair in (ends[:2], ends[2:]))
    mark_ends = [sheet.page(ax, plan.at, end) for end in mark.ends]
    taken = [*along(track), *along(bar), *along(gap), *extra_boxes(mark, mark_ends)]
    for ends in _dashed(values, promised, plan.at):
        taken += along([sheet.page(ax, *end) for end in ends])
    frame = Box(left, top - ARROW, right + 2, bottom - 2)
    boxes = place_labels(spots, frame, taken, [wall(sheet, ax, label.x) for label in plan.breaks])
    for spot, told, box, (_, _, _, ink) in zip(spots, lines, boxes, points, strict=True):
        if box is not None:
            draw_label(sheet, spot, box, told, ink, SOFT)
