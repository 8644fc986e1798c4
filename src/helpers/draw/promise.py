"""One promise against what came: the official course, the level promised, the gap between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.alternatives import promise_words
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
from helpers.draw.place import Box, Spot, leader, place_labels
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
_ASIDE = 0.3  # years that the promised mark stands before its due year, clear of the outcome


@dataclass(frozen=True)
class Promised:
    """A decided promise, in the units of its chart.

    due: year. level, high: what was promised as a level, both ends of a range (high NaN
    otherwise). status, qualifier: of observations.csv. verdict: "met" or "missed". base_year: what
    a change is reckoned from; None for a level. reached: the first year that keeps the level, None
    for none. told, came, reached_told: the words beside the promise, the outcome and that year.
    summary: the verdict in a sentence.
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
        alt = promise_words(rows, promised, heading, displayer(decimals))
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
    sheet = new_sheet(heading, plan.body, [clean_words(note)])
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
    _course(ax, known, breaks)
    draw_breaks(sheet, ax, plan.breaks, lift=ARROW)
    values = dict(zip(known["year"].astype(int), known["value"], strict=True))
    _aim(ax, values, promised, color)
    draw_mark(sheet, ax, mark, promised.due - _ASIDE, color, label="promised")
    _labels(sheet, ax, values, mark, promised, [label.x for label in plan.breaks], color)
    below = plot_box(sheet, ax)[3] + TICK_ROOM + 8
    draw_key(sheet, plan.key, below, line_color=RECORD)
    _key(sheet, below + key_room(plan.key) + 8, _is_later(promised))
    return sheet


def _is_later(promised: Promised) -> bool:
    return promised.reached is not None and promised.reached > promised.due


def _key(sheet: Sheet, y: float, later: bool) -> None:
    """What the dot and the ring are."""
    signs = [("came", say("what came"))]
    signs += [("reached", say("first year that kept the level"))] if later else []
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
    return _Plan(scale, low, high, left, arranged, key, summary)


def _course(ax: Axes, known: pd.DataFrame, breaks: Sequence[tuple[int, str]]) -> None:
    """The official line, cut where a definition broke and where a year is missing."""
    years = known["year"].astype(int)
    line = known.set_index(years)["value"].reindex(range(min(years), max(years) + 1))
    cuts = pd.Series(np.nan, index=[year - 0.5 for year, _ in breaks])
    whole = pd.concat([line, cuts]).sort_index()
    ax.plot(whole.index, whole, color=RECORD, linewidth=1.6, marker="o", markersize=4.4,
            markeredgewidth=0, clip_on=False, zorder=3, label="series")  # fmt: skip


def _aim(ax: Axes, values: dict[int, float], promised: Promised, color: str) -> None:
    """The way promised from the base, the gap at the due year, the level until it was reached."""
    due, look = promised.due, {"color": color, "linewidth": 1.2, "clip_on": False, "zorder": 2}
    if promised.base_year in values:
        ax.plot([promised.base_year, due - _ASIDE], [values[promised.base_year], promised.level],
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


def _wall(sheet: Sheet, ax: Axes, at: float) -> Box:
    """The line of a break, which no label crosses."""
    x = sheet.page(ax, at, ax.get_ylim()[0])[0]
    _, top, _, bottom = plot_box(sheet, ax)
    return Box(x - 2, top - ARROW, x + 2, bottom)


def _labels(sheet: Sheet, ax: Axes, values: dict[int, float], mark: Mark, promised: Promised,
            cuts: Sequence[float], color: str) -> None:  # fmt: skip
    """Words beside promise, outcome and the year that reached it, clear of marks and line."""
    points = [(promised.due - _ASIDE, mark.ends[-1], promised.told, color),
              (promised.due, values[promised.due], promised.came, INK)]  # fmt: skip
    if _is_later(promised):
        points.append((promised.reached, values[promised.reached], promised.reached_told, INK))
    left, top, right, bottom = plot_box(sheet, ax)
    spots, lines = [], []
    for year, value, words, _ in points:
        told = wrap(words, _LABEL_WIDTH, LABEL)
        lines.append(told)
        width = max(text_width(line, LABEL) for line in told)
        tall = len(told) * (LINE - 1)
        spots.append(Spot(*sheet.page(ax, year, value), _RADIUS + 1, width, tall, must=True))
    track = [sheet.page(ax, year, value) for year, value in sorted(values.items())]
    due, level = promised.due, promised.level
    ends = [(due - _ASIDE, level), (due + _ASIDE, level), (due, level), (due, values[due])]
    bar, gap = ([sheet.page(ax, *end) for end in pair] for pair in (ends[:2], ends[2:]))
    mark_ends = [sheet.page(ax, due - _ASIDE, end) for end in mark.ends]
    taken = [*_along(track), *_along(bar), *_along(gap), *extra_boxes(mark, mark_ends)]
    frame = Box(left, top - ARROW - 4, right + 2, bottom - 2)
    boxes = place_labels(spots, frame, taken, [_wall(sheet, ax, at) for at in cuts])
    for spot, told, box, (_, _, _, ink) in zip(spots, lines, boxes, points, strict=True):
        if box is None:
            continue
        if line := leader(spot.x, spot.y, spot.radius, box):
            sheet.line([line[0], line[2]], [line[1], line[3]], color=SOFT, linewidth=0.6)
        for step, words in enumerate(told):
            at, ha = (box.right, "right") if box.right <= spot.x else (box.left, "left")
            sheet.text(at, box.top + step * (LINE - 1) + LABEL - 0.5, words, color=ink, ha=ha,
                       gid="halo")  # fmt: skip


def _along(track: list[tuple[float, float]]) -> list[Box]:
    """Small boxes that follow a line, for labels to keep away from."""
    return [
        Box(x + (to_x - x) * step / 8 - 2, y + (to_y - y) * step / 8 - 2,
            x + (to_x - x) * step / 8 + 2, y + (to_y - y) * step / 8 + 2)
        for (x, y), (to_x, to_y) in zip(track, track[1:] or track, strict=False)
        for step in range(9)
    ]  # fmt: skip
