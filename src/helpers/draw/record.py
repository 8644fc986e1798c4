"""An official series over the years, and the figures that stories printed set beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

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
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
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
from helpers.draw.place import Box, Spot, place_labels
from helpers.draw.promise_words import record_words
from helpers.draw.scale import Scale, apply_scale, choose_scale
from helpers.draw.style import LABEL, LINE, RECORD, SOFT, WIDTH, area_style, chart_style
from helpers.draw.svg import TICK
from helpers.draw.words import clean_words, wrap_bracket
from helpers.language import say
from helpers.language.phrases import bracketed, clauses, joined

PLOT = 220
_LABEL_WIDTHS = (118, 90, 66)
"""Px that a line of a label may take: the first at which it finds room."""


def record_chart(series: pd.DataFrame, points: pd.DataFrame, *, name: str, title: str,
                 subtitle: str, source: str, decimals: int,
                 series_name: str = "", area: str = "",
                 marked: Sequence[str] = (), breaks: Sequence[tuple[int, str]] = (),
                 best: str = "high", note: str = "") -> Chart:  # fmt: skip
    """A line of official figures with story figures on the same axis of years.

    series: one row a year, columns year (whole), value (NaN: no figure). points: one row a
    printed figure, columns period ("2022", "2022-Q1", ...; missing: not placed, listed below),
    value, status, qualifier, and if there: high, as_printed, read_as (drawn in place of the printed
    words), matched (the year is not printed; period is the one that the record suggests). area,
    marked: give the points the colour that the area has elsewhere. series_name: what the key
    calls the line. best: "high", or "low" for ranks, whose axis then has its low end at the top.

    Every point is labelled with its words and period; where a label finds no room the
    point carries a letter, and the words stand under the plot.
    """
    series_name = series_name or say("official record")
    display = displayer(decimals)
    heading = Heading(name, title, subtitle, source)
    series, points = arrange(series, points)
    with chart_style(name):
        sheet = draw_record(
            series, points, heading, display=display, series_name=series_name, area=area,
            marked=marked, breaks=breaks, best=best, note=note,
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

    def lines(self, width: float) -> list[str]:
        return wrap_bracket(self.label, width, LABEL)


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
                best: str = "high", note: str = "") -> Sheet:  # fmt: skip
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
        return empty_sheet(heading, notes)
    plan = _plan(known, placed, series_name, breaks, best)
    color = area_style(area, marked if area in marked else [area]).color
    labels = _place(*_open(heading, plan, []), plan.breaks, series, placed)
    letters = [f"{label.lines[0]}: {point.label}"
               for point, label in zip(placed, labels, strict=True) if label.letter]  # fmt: skip
    notes.insert(0, clauses(letters))
    sheet, ax = _open(heading, plan, notes)
    draw_y_axis(sheet, ax, plan.scale)
    draw_years(sheet, ax, math.ceil(plan.low), math.floor(plan.high))
    draw_course(ax, series["year"], series["value"], breaks)
    draw_breaks(sheet, ax, plan.breaks, lift=ARROW)
    for point, label in zip(placed, labels, strict=True):
        draw_mark(sheet, ax, point.mark, point.at, color, label=point.label)
        draw_label(sheet, label.spot, label.box, label.lines, color, color)
    draw_key(sheet, plan.key, plot_box(sheet, ax)[3] + TICK_ROOM + 8, line_color=RECORD)
    return sheet


def _plan(known: pd.DataFrame, placed: list[Point], series_name: str,
          breaks: Sequence[tuple[int, str]], best: str) -> Plan:  # fmt: skip
    years = [*known["year"].astype(float), *(point.at for point in placed)]
    low, high = math.floor(min(years) + 0.5) - 0.5, math.ceil(max(years) - 0.5) + 0.5
    values = [*known["value"], *(end for point in placed for end in point.mark.ends)]
    scale = choose_scale(values, ticks=6)
    if best == "low":  # a rank has no zero to start from
        scale = replace(scale, flipped=True, words=say("better ranks stand higher"))
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


@dataclass(frozen=True)
class _Label:
    """What stands beside a point, and where; letter: it only points to the words below."""

    spot: Spot
    lines: list[str]
    box: Box
    letter: bool = False


def _place(sheet: Sheet, ax: Axes, breaks: Sequence[BreakLabel], series: pd.DataFrame,
           placed: list[Point]) -> list[_Label]:  # fmt: skip
    """Each label clear of marks, of breaks, of the line and of one another.

    One that finds no room is set in narrower lines; one that then finds none is a letter.
    """
    left, top, right, bottom = plot_box(sheet, ax)
    frame = Box(left, top - ARROW, right + 2, bottom - 2)
    walls = [wall(sheet, ax, label.x) for label in breaks]
    known = series[series["value"].notna()]
    track = [sheet.page(ax, x, y) for x, y in zip(known["year"], known["value"], strict=True)]
    taken = along(track)
    for point in placed:
        taken += extra_boxes(point.mark, [sheet.page(ax, point.at, end) for end in point.mark.ends])
    letters, tries = [""] * len(placed), [0] * len(placed)
    while True:
        lines = [[letter] if letter else point.lines(_LABEL_WIDTHS[tried])
                 for point, letter, tried in zip(placed, letters, tries, strict=True)]  # fmt: skip
        spots = [
            spot_of(sheet.page(ax, point.at, point.mark.ends[-1]), mark_radius(point.mark), told)
            for point, told in zip(placed, lines, strict=True)
        ]
        boxes = place_labels(spots, frame, taken, walls)
        unfit = [at for at, box in enumerate(boxes) if box is None and not letters[at]]
        if not unfit:
            break
        for at in unfit:
            tries[at] += 1
        spent = [at for at, tried in enumerate(tries) if tried == len(_LABEL_WIDTHS)]
        for at, letter in zip(spent, ascii_lowercase * 9, strict=False):
            letters[at] = letter
    return [
        _Label(spot, told, box or _over(spot), bool(letter))
        for spot, told, box, letter in zip(spots, lines, boxes, letters, strict=True)
    ]


def _over(spot: Spot) -> Box:
    """Where a letter stands for which there is no room: right of its mark, whatever is there."""
    left, top = spot.x + spot.radius + 1, spot.y - spot.height / 2
    return Box(left, top, left + spot.width, top + spot.height)
