"""One area's course on several indicators, a small panel each, beside medians and the nation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.draw.axes import draw_y_axis, plot_box, y_axis_room
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet
from helpers.draw.numbers import (
    claimed,
    displayer,
    is_missing,
    need_columns,
    need_one_row_each,
)
from helpers.draw.panel_words import multiples_words
from helpers.draw.panels import Box, draw_ends, draw_panels
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import (
    BREAK_DASH,
    INK,
    LABEL,
    LINE,
    NATION_DASH,
    OTHER,
    SOFT,
    AreaStyle,
    area_style,
    chart_style,
)
from helpers.draw.words import clean_words, text_width
from helpers.language.phrases import bracketed

COLUMNS = ("year", "value", "role")
ROLES = ("peers", "zone", "nation", "own")
PLOT = 84
_LOOKS = {
    "peers": {"color": OTHER, "linewidth": 1.3, "linestyle": (0, ()), "zorder": 2},
    "zone": {"color": OTHER, "linewidth": 1.5, "linestyle": (0, (1.2, 1.2)), "zorder": 2.2},
    "nation": {"color": INK, "linewidth": 1.3, "linestyle": NATION_DASH, "zorder": 3},
    "own": {"linewidth": 2, "linestyle": (0, ()), "markersize": 3.2, "zorder": 4},
}


@dataclass(frozen=True, eq=False)
class Panel:
    """One indicator: label (name and unit), lines (columns year, value, role), decimals, breaks."""

    indicator: str
    label: str
    lines: pd.DataFrame
    decimals: int
    breaks: Sequence[int] = ()


def multiples_chart(panels: Sequence[Panel], *, name: str, title: str, subtitle: str, source: str,
                    area: str, marked: Sequence[str], names: dict[str, str],
                    note: str = "") -> Chart:  # fmt: skip
    """Panels two by two, all over the same years, each with a scale of its own.

    lines of a panel: one row a year and role ("own", "peers", "zone", "nation"), value in display
    units; a year without a row, or with NaN, breaks the line. breaks: first years of new
    definitions, before which every line is cut. marked: adcodes in the order that fixes colour
    and shape, `area` among them. names: role -> what the key calls it. ValueError
    for lacking columns or a year given twice.
    """
    for panel in panels:
        need_columns(panel.lines, COLUMNS, "a panel")
        need_one_row_each(panel.lines, ["role", "year"], "a panel")
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_multiples(panels, heading, look=area_style(area, marked), names=names,
                               note=note)  # fmt: skip
        data = [panel.lines.assign(indicator=panel.indicator) for panel in panels]
        table = pd.concat(data, ignore_index=True) if data else pd.DataFrame(columns=list(COLUMNS))
        return sheet.chart(multiples_words(panels, heading, names), table, area)


def draw_multiples(panels: Sequence[Panel], heading: Heading, *, look: AreaStyle,
                   names: dict[str, str], note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `multiples_chart`, with its artists; look: of the area whose course it is."""
    if not panels:
        return empty_sheet(heading, [clean_words(note)])
    years = [int(year) for panel in panels for year in panel.lines["year"]]
    span = (min(years), max(years))
    there = {role for panel in panels for role in panel.lines["role"]}
    return draw_panels(
        [panel.label for panel in panels],
        heading,
        plot=PLOT,
        key=lambda sheet: _key(sheet, names, look, there),
        draw=lambda sheet, place, box: _panel(sheet, panels[place], box, span, look),
        note=note,
    )


def _panel(sheet: Sheet, panel: Panel, box: Box, span: tuple[int, int], look: AreaStyle) -> None:
    left, top, width = box
    first, last = span
    display = displayer(panel.decimals)
    scale = choose_scale(panel.lines["value"], ticks=3, log=False)
    own = panel.lines[(panel.lines["role"] == "own") & panel.lines["value"].notna()]
    last_own = max(own.itertuples(), key=lambda row: row.year, default=None)
    words = "" if last_own is None else claimed(display(last_own.value), last_own)
    # a figure older than the axis's end says its year, which no tick says
    aged = "" if last_own is None or last_own.year == last else bracketed(str(int(last_own.year)))
    begin = left + y_axis_room(scale)
    room = max(text_width(words, LABEL, bold=True), text_width(aged.strip(), LABEL))
    end = left + width - room - 9
    ax = sheet.axes(begin, top, end - begin, PLOT)
    apply_scale(ax, "y", scale)
    ax.set_xlim(first, last if last > first else first + 1)
    draw_y_axis(sheet, ax, scale)
    values: dict[str, dict[float, float]] = {role: {} for role in ROLES}
    of_panel = (panel.lines[column].tolist() for column in ("role", "year", "value"))
    for role, year, value in zip(*of_panel, strict=True):
        values[role][year] = value
    for role in ROLES:
        _line(ax, values[role], panel.breaks, role, (first, last), look)
    for cut in panel.breaks:
        if first < cut <= last:
            ax.add_line(Line2D([cut - 0.5] * 2, ax.get_ylim(), color=SOFT, linewidth=1,
                               linestyle=BREAK_DASH, clip_on=False, zorder=1,
                               label=f"break {cut}"))  # fmt: skip
    draw_ends(sheet, ax, first, last)
    if words:
        x, y = sheet.page(ax, last_own.year, last_own.value)
        low = plot_box(sheet, ax)[3] - 5 - (LINE if aged else 0)  # clear of the years
        sheet.text(x + 6, min(y, low) + 3.6, words, bold=True, color=look.color)
        if aged:
            sheet.text(x + 6, min(y, low) + 3.6 + LINE, aged.strip(), color=SOFT)


def _look(role: str, of_area: AreaStyle) -> dict[str, object]:
    look = {"color": of_area.color, "markeredgewidth": 0} | _LOOKS[role]
    if role == "own":
        look |= {"marker": of_area.marker, "markersize": look["markersize"] * of_area.scale}
    return look


def _line(ax: Axes, held: dict[float, float], breaks: Sequence[int], role: str,
          span: tuple[int, int], of_area: AreaStyle) -> None:  # fmt: skip
    """One role's line; a NaN of its own stands before each break, so that nothing joins over it.

    held: year -> value.
    """
    if all(is_missing(value) for value in held.values()):
        return
    first, last = span
    cuts = [cut - 0.5 for cut in breaks if first < cut <= last]
    years = sorted([*map(float, range(first, last + 1)), *cuts])
    values = [held.get(year, math.nan) for year in years]
    look = _look(role, of_area)
    ax.add_line(Line2D(np.array(years), np.array(values), clip_on=False, label=role, **look))
    if role != "own":
        _lone(ax, years, values, look, role)


def _lone(ax: Axes, years: list[float], values: list[float], look: dict, role: str) -> None:
    """A year between two gaps has no line: a dot stands for it."""
    there = [False, *(not is_missing(value) for value in values), False]
    alone = [at for at in range(len(values)) if there[at : at + 3] == [False, True, False]]
    if alone:
        xs, ys = [years[at] for at in alone], [values[at] for at in alone]
        ax.add_line(Line2D(xs, ys, linestyle="none", marker="o", markersize=2.4,
                           color=look["color"], clip_on=False, label=f"{role} alone"))  # fmt: skip


def _key(sheet: Sheet, names: dict[str, str], look: AreaStyle, there: set[str]) -> None:
    x, y = 0.0, sheet.top + 6
    for role in ("own", "nation", "peers", "zone"):
        if role not in there:
            continue
        sheet.line([x, x + 9, x + 18], [y] * 3, **_look(role, look))
        sheet.text(x + 23, y + 3.6, names[role], color=SOFT)
        x += 23 + text_width(names[role], LABEL) + 14
