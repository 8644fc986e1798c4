"""Areas over the years: grey lines for all, coloured ones for the marked, dashes for the nation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.draw.alternatives import missing_note
from helpers.draw.axes import (
    TICK_ROOM,
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
from helpers.draw.field_words import trend_lacking, trend_words
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import Display, as_floats, displayer, need_columns, need_one_row_each
from helpers.draw.place import spread
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import (
    BREAK_DASH,
    INK,
    LABEL,
    LINE,
    NATION,
    OTHER_LINE,
    SOFT,
    WIDTH,
    AreaStyle,
    area_style,
    chart_style,
)
from helpers.draw.svg import TICK, gid_of
from helpers.draw.words import clean_words, text_width
from helpers.language.phrases import bracketed, enumerated
from helpers.traces import traced

COLUMNS = ("area", "area_name", "year", "value", "role")
ROLES = ("marked", "other", "nation")
PLOT = 235
_LEAD = 12


def trend_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                marked: Sequence[str], decimals: int, breaks: Sequence[tuple[int, str]] = (),
                counted: str = "") -> Chart:  # fmt: skip
    """Lines over years.

    frame: one row an area and year, columns area, area_name, year (whole), value (NaN:
    no figure), role ("marked", "other" or "nation"). marked: adcodes in the order that
    fixes colour and shape; a row of role "marked" must be of one of them. breaks: (year,
    words), the year being the first on the new basis; the dotted line stands before it.
    counted: what the number of areas in the last year claims (`helpers.traces`), the nation not
    among them; if told.

    A year without a figure, listed or absent, breaks the line; nothing is interpolated.
    Raises ValueError for lacking columns, unknown roles, years that are not whole, or
    an area's year given twice.
    """
    display = displayer(decimals)
    heading = Heading(name, title, subtitle, source)
    rows = arrange(frame, marked)
    with chart_style(name):
        sheet = draw_trend(rows, heading, marked=marked, display=display, breaks=breaks)
        alt = trend_words(rows, heading, marked=marked, display=display, breaks=breaks,
                          counted=counted)  # fmt: skip
        return sheet.chart(alt, rows)


def arrange(frame: pd.DataFrame, marked: Sequence[str]) -> pd.DataFrame:
    """The rows checked, typed and in order of area and year."""
    need_columns(frame, COLUMNS, "a trend chart")
    need_one_row_each(frame, ["area", "year"], "a trend chart")
    unknown = sorted(set(frame["role"].astype(str)) - set(ROLES))
    if unknown:
        raise ValueError(f"role holds {', '.join(unknown)}; allowed: {', '.join(ROLES)}")
    years = as_floats(frame["year"], "year")
    if np.isnan(years).any() or (years % 1 != 0).any():
        raise ValueError("column year of a trend chart must hold whole years in every row")
    rows = frame.assign(year=years.astype(int), value=as_floats(frame["value"]))
    strangers = sorted(set(rows.loc[rows["role"] == "marked", "area"]) - set(marked))
    if strangers:
        raise ValueError(f"role is marked for {', '.join(strangers)}, which `marked` does not name")
    return rows.sort_values(["area", "year"], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Course:
    """One area's line: every year from first to last of the chart, NaN where no figure.

    claims: year -> what its figure claims, where the chart was told.
    """

    area: str
    area_name: str
    role: str
    years: np.ndarray
    values: np.ndarray
    claims: dict[int, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Place of the last figure."""
        return int(np.flatnonzero(~np.isnan(self.values))[-1])


def courses(
    rows: pd.DataFrame, first: int, last: int, breaks: Sequence[tuple[int, str]] = ()
) -> list[Course]:
    """A `Course` for each area that has a figure; years that are absent become NaN.

    Before the first year of a new definition stands a NaN of its own, so that no line joins
    figures that do not compare.
    """
    cuts = [year - 0.5 for year, _ in breaks if first < year <= last]
    years = np.array(sorted([*range(first, last + 1), *cuts]))
    lines = []
    for area, own in rows.groupby("area", sort=True):
        values = own.set_index("year")["value"].reindex(years).to_numpy(dtype=float)
        if not np.isnan(values).all():
            name = clean_words(own["area_name"].iloc[0])
            claims = dict(zip(own["year"], own["claim"], strict=True)) if "claim" in own else {}
            lines.append(Course(area, name, own["role"].iloc[0], years, values, claims))
    return lines


def draw_trend(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
               breaks: Sequence[tuple[int, str]] = ()) -> Sheet:  # fmt: skip
    """The sheet of `trend_chart`, with its artists; rows as `arrange` hands them out."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return empty_sheet(heading)
    first, last = int(known["year"].min()), int(known["year"].max())
    lines = courses(known, first, last, breaks)
    scale = choose_scale(known["value"], ticks=6)
    labels = _end_labels(lines, marked, display, last)
    left = y_axis_room(scale)
    right = WIDTH - 2 - max((label.width for label in labels), default=8) - _LEAD
    if last > first:  # whole px from year to year: 31 lines of 12 steps each are told shorter
        left, steps = round(left), last - first
        right = left + steps * ((right - left) // steps or (right - left) / steps)
    arranged = arrange_breaks(breaks, first, last, left, right)
    words = axis_words(scale)
    above = 4 + (LINE if words else 0) + break_room(arranged)
    missing = missing_note(trend_lacking(rows, enumerated))
    sheet = new_sheet(heading, above + PLOT + TICK_ROOM + 4, [missing])
    if words:
        sheet.text(0, sheet.top + 6, words, color=SOFT, gid=TICK)
    ax = sheet.axes(left, sheet.top + above, right - left, PLOT)
    apply_scale(ax, "y", scale)
    ax.set_xlim((first, last) if last > first else (first - 1, first))
    draw_y_axis(sheet, ax, scale)
    draw_years(sheet, ax, first, last)
    _draw_others(ax, [line for line in lines if line.role == "other"])
    for line in sorted(lines, key=lambda line: line.role == "nation"):
        if line.role != "other":
            _draw_line(ax, line, NATION if line.role == "nation" else area_style(line.area, marked))
    draw_breaks(sheet, ax, arranged)
    _place_end_labels(sheet, ax, labels)
    return sheet


def _draw_others(ax: Axes, lines: list[Course]) -> None:
    """All grey lines as one collection of unbroken runs; a lone year between gaps is a dot."""
    runs = [(line.area, run) for line in lines for run in unbroken(line.years, line.values)]
    joined = [(area, run) for area, run in runs if len(run) > 1]
    ax.add_collection(
        LineCollection([run for _, run in joined], colors=OTHER_LINE, linewidths=0.6,
                       clip_on=False, zorder=1, label="others",
                       gid=gid_of(area for area, _ in joined)),
        autolim=False,
    )  # fmt: skip
    lone = [(area, run[0]) for area, run in runs if len(run) == 1]
    if lone:
        ax.plot(*zip(*(point for _, point in lone), strict=True), linestyle="none", marker="o",
                markersize=2, color=OTHER_LINE, markeredgewidth=0, clip_on=False, zorder=1,
                label="others alone", gid=gid_of(area for area, _ in lone))  # fmt: skip


def unbroken(xs: np.ndarray, values: np.ndarray) -> list[list[tuple[float, float]]]:
    """Runs of neighbouring points without a missing value between them."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(xs, values, strict=True):
        if np.isnan(value):
            runs.append([])
        else:
            runs[-1].append((float(x), float(value)))
    return [run for run in runs if run]


def _draw_line(ax: Axes, line: Course, look: AreaStyle) -> None:
    """A line with its area's mark at the ends of each run; the nation's has dots for lone years."""
    nation = line.role == "nation"
    runs = unbroken(line.years, line.values)
    ends = {x for run in runs for x in (run[0][0], run[-1][0])}
    ax.plot(line.years, line.values, color=look.color, linewidth=1.5 if nation else 1.8,
            linestyle=look.dash, marker="none" if nation else look.marker,
            markersize=5.2 * look.scale, markeredgewidth=0, clip_on=False,
            markevery=[at for at, year in enumerate(line.years) if year in ends],
            zorder=3 if nation else 4, label=line.area)  # fmt: skip
    lone = [run[0] for run in runs if len(run) == 1]
    if nation and lone:
        ax.plot(*zip(*lone, strict=True), linestyle="none", marker="o", markersize=3,
                color=look.color, markeredgewidth=0, clip_on=False, zorder=3,
                label=f"{line.area} alone")  # fmt: skip


@dataclass(frozen=True)
class EndLabel:
    """The name and last value beside a line's end."""

    line: Course
    words: str
    color: str
    width: float


def _end_labels(lines: list[Course], marked: Sequence[str], display: Display,
                last: int) -> list[EndLabel]:  # fmt: skip
    """Labels for every line but the grey ones; a line that ends early carries its year."""
    labels = []
    for line in lines:
        if line.role == "other":
            continue
        year = int(line.years[line.end])
        words = f"{line.area_name} {display(line.values[line.end])}"
        words += "" if year == last else bracketed(str(year))
        words = traced(words, line.claims.get(year, ""))
        color = INK if line.role == "nation" else area_style(line.area, marked).color
        labels.append(EndLabel(line, words, color, text_width(words, LABEL, bold=True)))
    return labels


def _place_end_labels(sheet: Sheet, ax: Axes, labels: list[EndLabel]) -> None:
    """Right of the plot, nudged apart; a thin line leads from a line's end to a moved label."""
    if not labels:
        return
    _, top, right, bottom = plot_box(sheet, ax)
    ends = [
        sheet.page(ax, label.line.years[label.line.end], label.line.values[label.line.end])
        for label in labels
    ]
    heights = spread([y for _, y in ends], LINE, top + 2, bottom - 2)
    for label, (x, y), height in zip(labels, ends, heights, strict=True):
        look = {"color": label.color, "linewidth": 0.8}
        if x < right - 1:
            sheet.line([x + 4, right + 2], [y, y], linestyle=BREAK_DASH, **look)
        if abs(height - y) > 2:
            sheet.line([right + 3, right + _LEAD - 2], [y, height], **look)
        sheet.text(right + _LEAD, height + 3.6, label.words, bold=True, color=label.color,
                   gid=gid_of([label.line.area]))  # fmt: skip
