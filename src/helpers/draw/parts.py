"""What a measure is made of over the years: two parts on one another, a small panel each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.draw.axes import draw_y_axis, plot_box, y_axis_room
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet
from helpers.draw.numbers import as_floats, displayer, need_columns, need_one_row_each
from helpers.draw.panel_words import parts_words
from helpers.draw.panels import Box, draw_ends, draw_panels
from helpers.draw.scale import apply_scale, choose_scale
from helpers.draw.style import (
    BREAK_DASH,
    EDGE,
    INK,
    LABEL,
    PARTS,
    SOFT,
    chart_style,
)
from helpers.draw.words import clean_words, text_width
from helpers.traces import traced

COLUMNS = ("year", "lower", "upper")
FILLS = (PARTS[0], PARTS[2])
PLOT = 74


@dataclass(frozen=True, eq=False)
class PartsPanel:
    """One measure: code, label, values (columns year, lower, upper: the two parts, NaN: none; and,
    if there, claim, of their sum), breaks: first years of new definitions."""

    code: str
    label: str
    values: pd.DataFrame
    breaks: Sequence[int] = ()


def parts_chart(panels: Sequence[PartsPanel], *, name: str, title: str, subtitle: str, source: str,
                names: tuple[str, str], decimals: int = 2, note: str = "") -> Chart:  # fmt: skip
    """Panels two by two over the same years, each with a scale of its own from zero.

    names: what the lower and the upper part are called. A year without a figure has no bar.
    ValueError for lacking columns or a year twice.
    """
    for panel in panels:
        need_columns(panel.values, COLUMNS, "a panel of parts")
        need_one_row_each(panel.values, ["year"], "a panel of parts")
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_parts(panels, heading, names=names, decimals=decimals, note=note)
        frames = [panel.values.assign(indicator=panel.code) for panel in panels]
        table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)
        return sheet.chart(parts_words(panels, heading, names, displayer(decimals)), table)


def draw_parts(panels: Sequence[PartsPanel], heading: Heading, *, names: tuple[str, str],
               decimals: int, note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `parts_chart`, with its artists."""
    if not panels:
        return empty_sheet(heading, [clean_words(note)])
    years = [int(year) for panel in panels for year in panel.values["year"]]
    span = (min(years), max(years))
    return draw_panels(
        [panel.label for panel in panels],
        heading,
        plot=PLOT,
        key=lambda sheet: _key(sheet, names),
        draw=lambda sheet, place, box: _panel(sheet, panels[place], box, span, decimals),
        note=note,
    )


def _panel(sheet: Sheet, panel: PartsPanel, box: Box, span: tuple[int, int],
           decimals: int) -> None:  # fmt: skip
    left, top, width = box
    first, last = span
    years = panel.values["year"].astype(int).to_numpy()
    lower, upper = (as_floats(panel.values[key], key) for key in COLUMNS[1:])
    whole = lower + upper
    known = np.flatnonzero(~np.isnan(whole))
    scale = choose_scale([0, *whole], ticks=3, log=False)
    words = displayer(decimals)(whole[known[-1]]) if len(known) else ""
    if words and "claim" in panel.values:
        words = traced(words, panel.values["claim"].iloc[known[-1]])
    begin = left + y_axis_room(scale)
    ax = sheet.axes(begin, top, left + width - text_width(words, LABEL) - 8 - begin, PLOT)
    apply_scale(ax, "y", scale)
    ax.set_xlim(first - 0.5, last + 0.5)
    draw_y_axis(sheet, ax, scale)
    for heights, below, fill, part in (
        (lower, 0, FILLS[0], "lower"),
        (upper, lower, FILLS[1], "upper"),
    ):
        ax.bar(years, heights, bottom=below, width=0.8, color=fill, **EDGE, clip_on=False,
               zorder=2, label=part)  # fmt: skip
    for cut in panel.breaks:
        if first < cut <= last:
            ax.plot([cut - 0.5] * 2, ax.get_ylim(), color=INK, linewidth=1, linestyle=BREAK_DASH,
                    clip_on=False, zorder=3, label=f"break {cut}")  # fmt: skip
    draw_ends(sheet, ax, first, last)
    if words:
        y = sheet.page(ax, last, whole[known[-1]])[1]
        sheet.text(plot_box(sheet, ax)[2] + 5, y + 3.6, words)


def _key(sheet: Sheet, names: tuple[str, str]) -> None:
    x, y = 0.0, sheet.top + 6
    for fill, words in zip(FILLS, names, strict=True):
        sheet.swatch(x, y, 14, fill)
        sheet.text(x + 19, y + 3.6, words, color=SOFT)
        x += 19 + text_width(words, LABEL) + 16
