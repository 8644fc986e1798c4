"""A section of a profile's page: its heading, and whose profile each of its tables is of."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pandas as pd

from helpers.draw.chart import Chart
from helpers.draw.table import Block, Prose, Table
from helpers.language import say

Piece = Chart | Table | Prose | Block


class Section(Block):
    """A block of a page that stands one folder deeper than the figures it links to."""

    def html(self) -> str:
        return super().html().replace('href="data/', 'href="../data/')


def heading_html(level: int, heading: str) -> str:
    """A heading, of `later`; its id is of its English words, for a link that leads to both."""
    return f'<h{level} id="{anchor_of(heading)}">{escape(say(heading))}</h{level}>'


def anchor_of(words: str) -> str:
    """The id of a heading."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-")


def carried(piece: Piece, area: str) -> Piece:
    """The piece with the page's area in the first column of each of its tables, but those that all
    pages share."""
    if isinstance(piece, Chart) and piece.table:
        return piece
    if isinstance(piece, Chart):
        return replace(piece, data=_with_area(piece.data, area))
    if isinstance(piece, Table):
        keys = [column.key for column in piece.columns if column.kind != "drawing"]
        behind = piece.rows.reindex(columns=keys) if piece.behind is None else piece.behind
        return replace(piece, behind=_with_area(behind, area))
    if isinstance(piece, Block):
        return replace(piece, pieces=[carried(one, area) for one in piece.pieces])
    return piece


def _with_area(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """Whose profile each row is of, where the rows do not say so themselves: by their ref_area, or
    by a role, one of them "own"."""
    if {"area", "role"} <= set(frame.columns):
        return frame.drop(columns="area_name", errors="ignore")
    if "ref_area" in frame and frame["ref_area"].eq(area).all():
        return frame
    frame = frame.copy()
    frame.insert(0, "profile_of", area)
    return frame
