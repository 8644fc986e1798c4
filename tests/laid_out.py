"""Where a sheet's words stand."""

from __future__ import annotations

from typing import NamedTuple

from helpers.draw.layout import Sheet, text_box
from helpers.draw.place import Box


class Point(NamedTuple):
    """Page px."""

    x: float
    y: float


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
