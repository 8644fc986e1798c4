"""What a chart is once drawn: words, SVG, and the figures behind it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from helpers.csv_cells import harmless
from helpers.draw.numbers import plain_number
from helpers.draw.style import WIDTH
from helpers.draw.svg import figure_to_svg
from helpers.draw.svg_looks import HEAD
from helpers.draw.svg_shapes import SVG
from helpers.draw.words import words_html
from helpers.language import say
from helpers.traces import untraced

__all__ = ["Chart", "csv_text", "figure_to_svg"]

TABLE_MIME = "application/vnd.innovation-report.table+json"

_OWN_WORDS = re.compile(r"<(title|desc) id=.*?</\1>", re.DOTALL)
_HEAD = re.compile(rf'<text [^>]*class="{HEAD}"[^>]*>[^<]*</text>')
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SLUG = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True, eq=False)
class Chart:
    """One finished chart.

    name: slug [a-z0-9_-]+, the HTML id and the CSV's name. title (what it finds), subtitle
    (what is shown, unit and years), source: as drawn on the chart, with their traces. alt:
    the same in sentences, for who cannot see it; told: these with their traces. svg: one
    <svg> element. data: the figures behind it, one row a mark. head: px of the svg that its
    title and subtitle take. area: of which alone the whole chart is; "" where it is of
    several, or of none. table: the CSV's name where charts of several pages share one; else `name`.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    svg: str = field(repr=False)
    data: pd.DataFrame = field(repr=False)
    told: str = field(default="", repr=False)
    head: float = 0
    area: str = ""
    table: str = ""

    def __post_init__(self) -> None:
        check_name(self.name)
        check_name(self.behind)

    @property
    def behind(self) -> str:
        return self.table or self.name

    def html(self, folder: str = "data/") -> str:
        """The <figure>: title and subtitle, the SVG (which carries the source), and its extras.

        folder: where the CSV lies, seen from the page. What names and describes the SVG when it
        stands alone is said once here: its heading above it, its words below it.
        """
        name = escape(self.name)
        title, about = words_html(self.title), words_html(self.subtitle)
        words = words_html(self.told or self.alt)
        svg = _OWN_WORDS.sub("", self.svg.replace(f' xmlns="{SVG}"', "", 1))
        svg = _VIEW.sub(self._below_head, _HEAD.sub("", svg) if self.head else svg, count=1)
        kind = "chart"
        if self._wide:
            svg = (
                f'<div class="chart-scroll" tabindex="0" role="region" '
                f'aria-labelledby="{name}.title">{svg}</div>'
            )
            kind = "chart wide"
        of = f' data-area="{escape(self.area)}"' if self.area else ""
        return (
            f'<figure id="{name}" class="{kind}"{of}>\n<p class="chart-title" id="{name}.title">'
            f'{title}</p>\n<p class="chart-about">{about}</p>\n{svg}'
            f'\n<figcaption><a href="{escape(folder)}{escape(self.behind)}.csv">'
            f"{say('Figures (CSV)')}</a>"
            f'<details><summary>{say("In words")}</summary><p id="{name}.desc">{words}</p>'
            "</details></figcaption>\n</figure>"
        )

    @property
    def _wide(self) -> bool:
        """Whether the picture is wider than a phone, where it scrolls in a box of its own."""
        view = _VIEW.search(self.svg)
        return view is not None and float(view[1]) > WIDTH

    def _below_head(self, view: re.Match[str]) -> str:
        """The picture without the room of its heading."""
        width, height = view[1], float(view[2])
        return f'viewBox="0 {self.head:g} {width} {height - self.head:g}"'

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        """For Jupyter: the figure as HTML, title and words as text, the CSV for the site stage."""
        return {
            "text/html": self.html(),
            "text/plain": f"{untraced(self.title)}\n{self.alt}",
            TABLE_MIME: {"name": self.behind, "csv": csv_text(self.data)},
        }


def check_name(name: str) -> None:
    """ValueError unless `name` can be both an HTML id and a file's name."""
    if not _SLUG.fullmatch(name):
        raise ValueError(
            f"chart name {json.dumps(name)} is no slug: only a-z, 0-9, _ and - are allowed"
        )


TEN_DIGITS_TO = 1e8


def csv_text(frame: pd.DataFrame) -> str:
    """`frame` as CSV: LF line ends, no index, missing cells empty, numbers without noise.

    A number with a fraction has ten significant digits, more than any publication prints, and
    above 100 million two decimals or more.

    Text that a spreadsheet would run as a formula gets an apostrophe in front (see
    `helpers.csv_cells`); numbers never do.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(str(column)) for column in frame.columns])
    for row in zip(*(cells.tolist() for _, cells in frame.items()), strict=True):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        words = untraced(value).replace("\r\n", "\n").replace("\r", "\n")
        return harmless(words)  # a bare \r would end the row
    if isinstance(value, float) and abs(value) < TEN_DIGITS_TO:
        value = float(f"{value:.10g}")
    try:
        return plain_number(value)
    except (TypeError, ValueError, ArithmeticError):
        return _cell(str(value))
