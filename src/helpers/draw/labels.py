"""Words beside points on a course over the years: where they go, and how they are set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.axes import plot_box
from helpers.draw.layout import Sheet
from helpers.draw.marks import ARROW
from helpers.draw.place import Box, Spot, leader
from helpers.draw.style import LABEL, LINE, RECORD
from helpers.draw.words import text_width

STEP = LINE - 1
"""Px from one line of a label to the next."""


def draw_course(ax: Axes, years: pd.Series, values: pd.Series,
                breaks: Sequence[tuple[int, str]]) -> None:  # fmt: skip
    """An official series as a line, cut where a definition broke and where a figure is missing.

    years: whole, rising, every year of the series; values: NaN where there is no figure.
    """
    cuts = pd.Series(np.nan, index=[year - 0.5 for year, _ in breaks])
    line = pd.concat([pd.Series(values.to_numpy(), index=years.to_numpy()), cuts]).sort_index()
    ax.plot(line.index, line, color=RECORD, linewidth=1.6, marker="o", markersize=4.4,
            markeredgewidth=0, clip_on=False, zorder=3, label="series")  # fmt: skip


def spot_of(at: tuple[float, float], radius: float, lines: Sequence[str]) -> Spot:
    """The point at page px that wants these lines beside it."""
    width = max(text_width(line, LABEL) for line in lines)
    return Spot(*at, radius, width, len(lines) * STEP, must=True)


def wall(sheet: Sheet, ax: Axes, at: float) -> Box:
    """The line of a break, `at` years, which no label crosses."""
    x = sheet.page(ax, at, ax.get_ylim()[0])[0]
    _, top, _, bottom = plot_box(sheet, ax)
    return Box(x - 2, top - ARROW, x + 2, bottom)


def along(track: Sequence[tuple[float, float]]) -> list[Box]:
    """Small boxes that follow a line, for labels to keep away from."""
    boxes = []
    for (x, y), (to_x, to_y) in zip(track, track[1:] or track, strict=False):
        for step in range(9):
            across, down = x + (to_x - x) * step / 8, y + (to_y - y) * step / 8
            boxes.append(Box(across - 2, down - 2, across + 2, down + 2))
    return boxes


def draw_label(sheet: Sheet, spot: Spot, box: Box, lines: Sequence[str], color: str,
               thread: str) -> None:  # fmt: skip
    """The lines in their box, with a thread (of that colour) to a point that is far off."""
    if line := leader(spot.x, spot.y, spot.radius, box):
        sheet.line([line[0], line[2]], [line[1], line[3]], color=thread, linewidth=0.7)
    at, ha = (box.right, "right") if box.right <= spot.x else (box.left, "left")
    for step, words in enumerate(lines):
        sheet.text(at, box.top + step * STEP + LABEL - 0.5, words, color=color, ha=ha, gid="halo")
