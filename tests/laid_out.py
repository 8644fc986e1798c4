"""A sheet's words, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.text import Text

from helpers.draw.layout import Sheet
from helpers.draw.place import Box
from helpers.draw.words import text_width


class Point(NamedTuple):
    """Page px."""

    x: float
    y: float


def texts_of(sheet: Sheet) -> list[str]:
    """Every text of the sheet, in the order of drawing."""
    return [text.get_text() for text in sheet.fig.texts]


def text_box(text: Text, height: float) -> Box:
    """The page px that a line of text set by `Sheet.text` covers."""
    x, y = text.get_position()
    size = text.get_fontsize()
    width = text_width(text.get_text(), size, text.get_fontweight() == "bold")
    left = {"left": x, "center": x - width / 2, "right": x - width}[text.get_ha()]
    return Box(left, y - 0.76 * size, left + width, y + 0.2 * size)


def boxes_of(sheet: Sheet, words: str) -> list[Box]:
    """Page px that each of the sheet's texts of these words covers."""
    return [text_box(text, sheet.height) for text in sheet.fig.texts if text.get_text() == words]


def box_of(sheet: Sheet, words: str) -> Box:
    """Page px that the one text of these words covers."""
    (box,) = boxes_of(sheet, words)
    return box


def middle(box: Box) -> Point:
    """Its middle."""
    return Point((box.left + box.right) / 2, (box.top + box.bottom) / 2)


def middle_of(sheet: Sheet, words: str) -> Point:
    """Page px of the middle of the one text of these words."""
    return middle(box_of(sheet, words))
