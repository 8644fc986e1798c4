"""An official series over the years, and the figures that stories printed set beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.alternatives import record_words
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
    NOT_PRINTED,
    STATUS_WORDS,
    Mark,
    arrange_key,
    draw_key,
    draw_mark,
    extra_boxes,
    key_of,
    key_room,
    mark_radius,
    marks_from,
)
from helpers.draw.numbers import Display, as_floats, displayer, need_columns, need_one_row_each
from helpers.draw.periods import period_words, position
from helpers.draw.place import Box, Spot, leader, place_labels
from helpers.draw.scale import Scale, apply_scale, choose_scale
from helpers.draw.style import LABEL, LINE, RECORD, SOFT, WIDTH, area_style, chart_style
from helpers.draw.svg import TICK
from helpers.draw.words import clean_words, text_width, wrap_bracket
from helpers.language import say
from helpers.language.phrases import bracketed, clauses, joined

PLOT = 220
_LABEL_WIDTH = 118


def record_chart(series: pd.DataFrame, points: pd.DataFrame, *, name: str, title: str,
                 subtitle: str, source: str, decimals: int, value_format: str | Display = "",
                 series_name: str = "", area: str = "",
                 marked: Sequence[str] = (), breaks: Sequence[tuple[int, str]] = (),
                 log: bool | None = None, best: str = "high", note: str = "") -> Chart:  # fmt: skip
    """A line of official figures with story figures on the same axis of years.

    series: one row a year, columns year (whole), value (NaN: no figure). points: one row a
    printed figure, columns period ("2022", "2022-Q1", ...; missing: not placed, listed below),
    value, status, qualifier, and if there: high, as_printed, matched (the year is not
    printed; period is the one that the record suggests). area, marked: give the points
    the colour that the area has elsewhere. series_name: what the key calls the line. best:
    "high", or "low" for ranks, whose axis then has its low end at the top.

    Every point is labelled with its words and period; where a label finds no room the
    point carries a letter, and the words stand under the plot.
    """
    series_name = series_name or say("official record")
    display = displayer(decimals, value_format)
    heading = Heading(name, title, subtitle, source)
    series, points = arrange(series, points)
    with chart_style(name):
        sheet = draw_record(
            series, points, heading, display=display, series_name=series_name, area=area,
            marked=marked, breaks=breaks, log=log, best=best, note=note,
        )  # fmt: skip
    labels = [point.label.removeprefix("~ ") for point in points_of(points, display)]
    alt = record_words(
        series, labels, heading, display=display, series_name=series_name, breaks=breaks
    )
    return sheet.chart(alt, figures(series, points, series_name), area)


def arrange(series: pd.DataFrame, points: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables checked and typed: the series by year with gaps as NaN, the points as given."""
    need_columns(series, ("year", "value"), "a record chart's series")
    need_one_row_each(series, ["year"], "a record chart's series")
    need_columns(points, ("period", "value", "status", "qualifier"), "a record chart's points")
    years = as_floats(series["year"], "year")
    if np.isnan(years).any() or (years % 1 != 0).any():
        raise ValueError("column year of a record chart's series must hold whole years")
    claims = series["claim"] if "claim" in series else [""] * len(series)
    line = pd.DataFrame({"value": as_floats(series["value"]), "claim": list(claims)},
                        index=years.astype(int)).sort_index()  # fmt: skip
    if len(line):
        line = line.reindex(range(line.index.min(), line.index.max() + 1))
    tidy = pd.DataFrame({"year": line.index.astype(int), "value": line["value"].to_numpy(),
                         "claim": line["claim"].fillna("").to_numpy()})  # fmt: skip
    return tidy, points.assign(value=as_floats(points["value"])).reset_index(drop=True)


def figures(series: pd.DataFrame, points: pd.DataFrame, series_name: str) -> pd.DataFrame:
    """The figures behind the chart: the series' rows, then the points', `figure` saying which."""
    line = (
        series[["year", "value"]]
        .rename(columns={"year": "period"})
        .assign(figure=clean_words(series_name))
    )
    line["period"] = line["period"].astype(str)
    told = points.assign(figure="story").astype({"period": object})
    both = pd.concat([line.astype(object), told.astype(object)], ignore_index=True)
    return both[["figure", *[column for column in both.columns if column != "figure"]]]


def label_words(mark: Mark, period: object, display: Display) -> str:
    """Words, period, and a status other than actual: "more than 13,000 (2022, target)"."""
    when = "" if mark.matched else period_words(period)
    status = [] if mark.status == "actual" else [say(STATUS_WORDS[mark.status])]
    return mark.words(display) + bracketed(joined([when or say(NOT_PRINTED), *status]))


@dataclass(frozen=True)
class Point:
    """One story figure on the axis of years: its mark, where, and the lines of its label."""

    mark: Mark
    at: float
    label: str

    @property
    def lines(self) -> list[str]:
        return wrap_bracket(self.label, _LABEL_WIDTH, LABEL)


def points_of(points: pd.DataFrame, display: Display) -> list[Point]:
    """A `Point` for each row that has a figure; `at` is NaN where no period is known."""
    marks = marks_from(points, "a record chart")
    return [
        Point(mark, position(period), label_words(mark, period, display))
        for mark, period in zip(marks, points["period"], strict=True)
        if mark.ends
    ]


@dataclass(frozen=True)
class Plan:
    """Sizes decided before anything is drawn: page px, scales, rows of breaks and key."""

    scale: Scale
    low: float
    high: float
    left: float
    breaks: list[BreakLabel]
    key: list
    above: float

    @property
    def body(self) -> float:
        return self.above + PLOT + TICK_ROOM + 8 + key_room(self.key)


def draw_record(series: pd.DataFrame, points: pd.DataFrame, heading: Heading, *,
                display: Display, series_name: str = "", area: str = "",
                marked: Sequence[str] = (), breaks: Sequence[tuple[int, str]] = (),
                log: bool | None = None, best: str = "high", note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `record_chart`, with its artists; tables as `arrange` hands them out."""
    series_name = series_name or say("official record")
    told = points_of(points, display)
    placed = [point for point in told if not np.isnan(point.at)]
    lost = clauses([point.label for point in told if np.isnan(point.at)])
    notes = [
        say("Not on the axis, for want of a year: {figures}.", figures=lost) if lost else "",
        clean_words(note),
    ]
    known = series[series["value"].notna()]
    if known.empty and not placed:
        sheet = new_sheet(heading, 20, notes)
        sheet.text(0, sheet.top + 12, say("No figures to draw."), color=SOFT)
        return sheet
    plan = _plan(known, placed, series_name, breaks, log, best)
    color = area_style(area, marked if area in marked else [area]).color
    boxes = _label_boxes(*_open(heading, plan, []), plan.breaks, series, placed)
    unfit = [point for point, box in zip(placed, boxes, strict=True) if box is None]
    letters = dict(zip(map(id, unfit), ascii_lowercase * 9, strict=False))
    notes.insert(0, clauses([f"{letters[id(point)]}: {point.label}" for point in unfit]))
    sheet, ax = _open(heading, plan, notes)
    draw_y_axis(sheet, ax, plan.scale)
    draw_years(sheet, ax, math.ceil(plan.low), math.floor(plan.high))
    cuts = pd.DataFrame({"year": [year - 0.5 for year, _ in breaks], "value": np.nan})
    line = pd.concat([series[["year", "value"]], cuts]).sort_values("year")
    ax.plot(line["year"], line["value"], color=RECORD, linewidth=1.6, marker="o",
            markersize=4.4, markeredgewidth=0, clip_on=False, zorder=3, label="series")  # fmt: skip
    draw_breaks(sheet, ax, plan.breaks, lift=ARROW)
    for point, box in zip(placed, boxes, strict=True):
        draw_mark(sheet, ax, point.mark, point.at, color, label=point.label)
        _draw_label(sheet, ax, point, box, letters.get(id(point), ""), color)
    draw_key(sheet, plan.key, plot_box(sheet, ax)[3] + TICK_ROOM + 8, line_color=RECORD)
    return sheet


def _plan(known: pd.DataFrame, placed: list[Point], series_name: str,
          breaks: Sequence[tuple[int, str]], log: bool | None,
          best: str) -> Plan:  # fmt: skip
    years = [*known["year"].astype(float), *(point.at for point in placed)]
    low, high = math.floor(min(years) + 0.5) - 0.5, math.ceil(max(years) - 0.5) + 0.5
    values = [*known["value"], *(end for point in placed for end in point.mark.ends)]
    scale = choose_scale(values, ticks=6, log=log)
    if best == "low":  # a rank has no zero to start from
        scale = replace(scale, flipped=True, words=say("1 would stand at the top"))
    left = y_axis_room(scale)
    arranged = arrange_breaks(breaks, low, high, left, WIDTH - 2)
    above = 6 + (LINE if axis_words(scale) else 0) + break_room(arranged) + ARROW
    line = clean_words(series_name) if len(known) else ""
    key = arrange_key(key_of([point.mark for point in placed]), line)
    return Plan(scale, low, high, left, arranged, key, above)


def _open(heading: Heading, plan: Plan, notes: Sequence[str]) -> tuple[Sheet, Axes]:
    """A sheet and its axes; notes stand below, so they move nothing above them."""
    sheet = new_sheet(heading, plan.body, notes)
    if words := axis_words(plan.scale):
        sheet.text(0, sheet.top + 6, words, color=SOFT, gid=TICK)
    ax = sheet.axes(plan.left, sheet.top + plan.above, WIDTH - 2 - plan.left, PLOT)
    apply_scale(ax, "y", plan.scale)
    ax.set_xlim(plan.low, plan.high)
    return sheet, ax


def _label_boxes(sheet: Sheet, ax: Axes, breaks: Sequence[BreakLabel], series: pd.DataFrame,
                 placed: list[Point]) -> list[Box | None]:  # fmt: skip
    """Where each label goes: clear of marks, of breaks, of the line and of one another."""
    left, top, right, bottom = plot_box(sheet, ax)
    spots, taken, walls = [], [], []
    for point in placed:
        ends = [sheet.page(ax, point.at, end) for end in point.mark.ends]
        width = max(text_width(line, LABEL) for line in point.lines)
        tall = len(point.lines) * (LINE - 1)
        spots.append(Spot(*ends[-1], mark_radius(point.mark), width, tall, must=True))
        taken += extra_boxes(point.mark, ends)
    for label in breaks:
        x = sheet.page(ax, label.x, ax.get_ylim()[0])[0]
        walls.append(Box(x - 2, top - ARROW, x + 2, bottom))
    known = series[series["value"].notna()]
    track = [sheet.page(ax, x, y) for x, y in zip(known["year"], known["value"], strict=True)]
    frame = Box(left, top - ARROW, right + 2, bottom - 2)
    return place_labels(spots, frame, [*taken, *_along(track)], walls)


def _along(track: list[tuple[float, float]]) -> list[Box]:
    """Small boxes that follow a line, for labels to keep away from."""
    boxes = []
    for (x, y), (next_x, next_y) in zip(track, track[1:] or track, strict=False):
        for step in range(9):
            across = x + (next_x - x) * step / 8
            down = y + (next_y - y) * step / 8
            boxes.append(Box(across - 2, down - 2, across + 2, down + 2))
    return boxes


def _draw_label(sheet: Sheet, ax: Axes, point: Point, box: Box | None, letter: str,
                color: str) -> None:  # fmt: skip
    """The label in its box, with a leader if that is far off; a bold letter if there is none."""
    x, y = sheet.page(ax, point.at, point.mark.ends[-1])
    if box is None:
        sheet.text(x + 6, y - 5, letter, bold=True, color=color, gid="halo")
        return
    if line := leader(x, y, mark_radius(point.mark), box):
        sheet.line([line[0], line[2]], [line[1], line[3]], color=color, linewidth=0.7)
    for row, words in enumerate(point.lines):
        base = box.top + row * (LINE - 1) + LABEL - 0.5
        if box.right <= x:
            sheet.text(box.right, base, words, color=color, ha="right", gid="halo")
        else:
            sheet.text(box.left, base, words, color=color, gid="halo")
