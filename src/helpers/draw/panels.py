"""Small panels two by two under one heading, each below its label, all over the same years."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from matplotlib.axes import Axes

from helpers.draw.axes import plot_box
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.style import LABEL, LINE, OTHER_LINE, SOFT, WIDTH
from helpers.draw.words import clean_words, wrap

_ACROSS = 2
_BETWEEN = 18
_KEY = 20
_YEARS = 28

Box = tuple[float, float, float]
"""Left, top and width of a panel's plot with its axis, in px of the sheet."""


def draw_panels(labels: Sequence[str], heading: Heading, *, plot: float,
                key: Callable[[Sheet], None], draw: Callable[[Sheet, int, Box], None],
                note: str = "") -> Sheet:  # fmt: skip
    """A sheet with the key above and a panel for each label, drawn by `draw` at its place.

    plot: px of a panel's height without label and years. draw: gets the sheet, the panel's place
    in `labels`, and its box.
    """
    width = (WIDTH - _BETWEEN) / _ACROSS
    wrapped = [wrap(label, width, LABEL, bold=True) for label in labels]
    rows = [range(at, min(at + _ACROSS, len(labels))) for at in range(0, len(labels), _ACROSS)]
    heads = [max(len(wrapped[place]) for place in row) * LINE + 8 for row in rows]
    tall = [head + plot + _YEARS for head in heads]
    sheet = new_sheet(heading, _KEY + math.fsum(tall), [clean_words(note)])
    key(sheet)
    down = sheet.top + _KEY
    for row, head, height in zip(rows, heads, tall, strict=True):
        for place in row:
            left = (place % _ACROSS) * (width + _BETWEEN)
            for step, words in enumerate(wrapped[place]):
                sheet.text(left, down + (step + 1) * LINE - 3, words, bold=True)
            draw(sheet, place, (left, down + head, width))
        down += height
    return sheet


def draw_ends(sheet: Sheet, ax: Axes, first: int, last: int) -> None:
    """The line below a panel, with the first and the last year at its ends."""
    left, _, right, bottom = plot_box(sheet, ax)
    sheet.line([left, right], [bottom, bottom], color=OTHER_LINE, linewidth=0.8)
    sheet.text(left, bottom + 12, str(first), color=SOFT)
    if last > first:
        sheet.text(right, bottom + 12, str(last), color=SOFT, ha="right")
