"""What a section shows, read again: its words, its charts, its tables."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from helpers.draw.chart import Chart
from helpers.draw.table import Block, Prose, Table

BAD_WORDS = re.compile(r"\b(?:nan|NaN|None|NaT|inf)\b|<NA>|(?<![\d.])[-−]0(?:\.0+)?(?![\d.])")


def tree(markup: str) -> ET.Element:
    """Markup as XML: what is not closed or not escaped does not parse."""
    return ET.fromstring(f"<div>{markup}</div>")


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


def pieces(block: Block) -> Iterator[Chart | Table | Prose]:
    """All pieces of a block and of the blocks in it."""
    for piece in block.pieces:
        if isinstance(piece, Block):
            yield from pieces(piece)
        else:
            yield piece


def charts(block: Block) -> dict[str, Chart]:
    return {piece.name: piece for piece in pieces(block) if isinstance(piece, Chart)}


def tables(block: Block) -> dict[str, Table]:
    return {piece.name: piece for piece in pieces(block) if isinstance(piece, Table)}


def svg_words(chart: Chart) -> str:
    """What is written on a chart, its lines joined."""
    texts = [words(node) for node in ET.fromstring(chart.svg).iter() if node.tag.endswith("text")]
    return " ".join(" ".join(texts).split())


def body(shown_table: Table) -> list[dict[str, str]]:
    """The body of a table as shown: column key -> words of the cell."""
    rows = tree(shown_table.html()).findall(".//tbody/tr")
    keys = [column.key for column in shown_table.columns]
    return [dict(zip(keys, map(words, row), strict=True)) for row in rows]


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def said(markup: str) -> str:
    """Everything a reader meets: words, labels and titles."""
    found = []
    for node in tree(markup).iter():
        if not str(node.tag).endswith("style"):
            found += [node.text or "", node.tail or ""]
        found += [node.get(name, "") for name in ("aria-label", "title", "alt")]
    return " ".join(found)
