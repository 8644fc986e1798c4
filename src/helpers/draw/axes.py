"""Axes as we draw them: faint grid, few ticks, and the words an axis owes its reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.draw.layout import Sheet
from helpers.draw.scale import Scale, tick_words
from helpers.draw.style import BREAK_DASH, GRID, INK, LABEL, LINE, OTHER_LINE, SOFT
from helpers.draw.svg import TICK
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language.phrases import joined

TICK_ROOM = 15
"""Px that a row of tick labels takes under a plot."""


def plot_box(sheet: Sheet, ax: Axes) -> tuple[float, float, float, float]:
    """Page px of the plot's left, top, right and bottom."""
    left, top = sheet.page(ax, ax.get_xlim()[0], ax.get_ylim()[1])
    right, bottom = sheet.page(ax, ax.get_xlim()[1], ax.get_ylim()[0])
    return left, min(top, bottom), right, max(top, bottom)


def axis_words(scale: Scale, title: str = "") -> str:
    """What stands at an axis: its title and what must be said of its scale."""
    words = joined([part for part in (clean_words(title), scale.words) if part])
    return words[:1].upper() + words[1:]


def draw_x_axis(sheet: Sheet, ax: Axes, scale: Scale, title: str = "",
                arrow: bool = False) -> None:  # fmt: skip
    """Vertical grid lines with labels under the plot; below them title and scale words."""
    _, _, right, bottom = plot_box(sheet, ax)
    low, high = ax.get_ylim()
    _grid(ax, [[(tick, low), (tick, high)] for tick in scale.ticks])
    edge = -1.0
    ticks = list(zip(scale.ticks, tick_words(scale), strict=True))
    for tick, words in reversed(ticks) if scale.flipped else ticks:  # left to right
        half = text_width(words, LABEL) / 2
        x = min(sheet.page(ax, tick, low)[0], right + 30 - half)
        if x - half > edge + 4:
            sheet.text(x, bottom + 12, words, color=SOFT, ha="center", gid=TICK)
            edge = x + half
    if words := axis_words(scale, title):
        words = f"{words} →" if arrow else words
        sheet.text(right, bottom + 12 + LINE, words, color=SOFT, ha="right", gid=TICK)


def draw_y_axis(sheet: Sheet, ax: Axes, scale: Scale) -> None:
    """Horizontal grid lines with labels left of the plot. Its words are the caller's to set."""
    left = plot_box(sheet, ax)[0]
    low, high = ax.get_xlim()
    _grid(ax, [[(low, tick), (high, tick)] for tick in scale.ticks])
    for tick, words in zip(scale.ticks, tick_words(scale), strict=True):
        y = sheet.page(ax, low, tick)[1]
        sheet.text(left - 5, y + 3.5, words, color=SOFT, ha="right", gid=TICK)


def y_axis_room(scale: Scale) -> float:
    """Px that the labels of a vertical axis need at its left."""
    return max((text_width(words, LABEL) for words in tick_words(scale)), default=0) + 7


def _grid(ax: Axes, segments: list) -> None:
    ax.add_collection(
        LineCollection(segments, colors=GRID, linewidths=0.8, clip_on=False, zorder=0.5),
        autolim=False,
    )


def draw_years(sheet: Sheet, ax: Axes, first: int, last: int, both_ends: bool = False) -> None:
    """Years under the plot, with a tick each, named at even steps back from the last.

    The first is named where the steps lead to it, or where it has room beside the next; with
    both_ends always, and a year that stands in its way is not.
    """
    left, _, right, bottom = plot_box(sheet, ax)
    years = range(first, last + 1)
    near = (text_width("2020", LABEL) + 10) * len(years) / (right - left)  # years a label takes
    step = _year_step(last - first, near)
    named = [year for year in years if (last - year) % step == 0]
    if named[0] - first >= near:
        named.insert(0, first)
    at = {year: sheet.page(ax, year, ax.get_ylim()[0])[0] for year in years}
    if both_ends and first not in named:
        clear = at[first] + text_width("2020", LABEL) + 5
        named = [first, *(year for year in named if at[year] >= clear)]
    sheet.line([left, right], [bottom, bottom], color=OTHER_LINE, linewidth=0.8)
    xs = [x for year in years for x in (at[year], at[year], math.nan)]
    sheet.line(xs, [bottom, bottom + 3, math.nan] * len(years), color=OTHER_LINE, linewidth=0.8)
    for year in years:
        if year in named:
            sheet.text(at[year], bottom + 14, str(year), color=SOFT, ha="center", gid=TICK)


def _year_step(span: int, near: float) -> int:
    """The least step that gives labels room; one up to twice as long if it leads to both ends."""
    least = next((step for step in (1, 2, 3, 4, 5, 10, 20, 50) if step >= near), 100)
    return next((step for step in range(least, 2 * least + 1) if span % step == 0 < span), least)


@dataclass(frozen=True)
class BreakLabel:
    """A break in a series: where its line stands (in years), its words, and where they begin, in
    lines of text from the top."""

    x: float
    lines: tuple[str, ...]
    row: float
    rightward: bool


ROOM = 110  # px that the words of a break need at least, in lines of two or three words
APART = 0.5  # lines between the words of two breaks, else they read as one paragraph


def arrange_breaks(breaks: Sequence[tuple[int, str]], low: float, high: float,
                   left: float, right: float) -> list[BreakLabel]:  # fmt: skip
    """Rows for the words of `breaks`, so that none runs over another or over the plot's edge.

    breaks: (year, words), the year being the first on the new basis: the line stands
    half a year before it, between what may not be compared. Breaks outside low..high
    are left out. left, right: page px of low and high.
    """
    waiting = []
    inside = [(year, words) for year, words in sorted(breaks) if low <= year - 0.5 <= high]
    lines_at = {year: left + (year - 0.5 - low) / (high - low) * (right - left)
                for year, _ in inside}  # fmt: skip
    for year, words in inside:
        at, x = year - 0.5, lines_at[year]
        rightward = right - x >= x - left
        room = (right - x if rightward else x - left) - 4
        # up to the next line on that side, if words have room there: none runs through them
        next_to = [abs(other - x) - 4 for other in lines_at.values()
                   if other != x and (other > x) == rightward]  # fmt: skip
        room = min([room, *(space for space in next_to if space >= ROOM)])
        lines = tuple(wrap(words, max(room, 60), LABEL))
        width = max((text_width(line, LABEL) for line in lines), default=0) + 4
        start, end = (x, x + width) if rightward else (x - width, x)
        waiting.append((x, start, end, BreakLabel(at, lines, 0, rightward)))
    placed: list[tuple[float, float, BreakLabel]] = []
    while waiting:
        x, start, end, label = waiting.pop(_next_break(waiting))
        under = [
            other.row + len(other.lines) + APART
            for other_start, other_end, other in placed
            if start < other_end + 6 and other_start < end + 6
        ]
        placed.append((start, end, replace(label, row=max(under, default=0))))
    return sorted((label for _, _, label in placed), key=lambda label: label.x)


def _next_break(waiting: Sequence[tuple[float, float, float, BreakLabel]]) -> int:
    """Which goes into the highest row left: one whose line, rising to it, cuts through no words.

    The words over a line stand above those that the line rises to; where each of two stands over
    the other's line, the earlier goes first.
    """
    for place, (x, *_) in enumerate(waiting):
        others = [*waiting[:place], *waiting[place + 1 :]]
        if not any(start < x < end for _, start, end, _ in others):
            return place
    return 0


def break_room(arranged: Sequence[BreakLabel]) -> float:
    """Px above the plot that the break labels need."""
    return max((label.row + len(label.lines) for label in arranged), default=0) * LINE


def draw_breaks(sheet: Sheet, ax: Axes, arranged: Sequence[BreakLabel],
                lift: float = 4) -> None:  # fmt: skip
    """Dotted lines over the plot's height, each rising to its words `lift` px or more above it."""
    _, top, _, bottom = plot_box(sheet, ax)
    strip = top - lift - break_room(arranged)
    for label in arranged:
        x = sheet.page(ax, label.x, ax.get_ylim()[0])[0]
        y = strip + label.row * LINE
        line = sheet.line([x, x], [y, bottom], color=INK, linewidth=1, linestyle=BREAK_DASH)
        line.set_label(f"break {label.x}")
        for step, words in enumerate(label.lines):
            sheet.text(
                x + 4 if label.rightward else x - 4,
                y + (step + 1) * LINE - 3,
                words,
                ha="left" if label.rightward else "right",
            )
