"""The sheet a chart is drawn on: heading above, source below, px for everything.

One px of the sheet is one unit of the SVG. Page positions are px from the top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.spines import Spine
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from helpers.draw.chart import Chart, check_name
from helpers.draw.fonts import families
from helpers.draw.style import EDGE, INK, LABEL, LINE, PAPER, SOFT, TITLE, WIDTH
from helpers.draw.svg import TRACE, figure_to_svg
from helpers.draw.svg_looks import HEAD
from helpers.draw.words import clean_words, wrap, wrap_traced
from helpers.language import later, say
from helpers.traces import each_trace, untraced

_EDGE = 4
_TITLE_LINE = 17
_UNSCROLLED = WIDTH - 26
"""Px that are in sight of a wider sheet on a phone, where it grows a little and is scrolled."""
_GAP = 4
"""Px above the body that belong to it: a first line of words reaches into them."""


class _Line(Text):
    """One level line of text. A browser sets it, so nothing of it is measured to draw it as SVG."""

    def draw(self, renderer: RendererBase) -> None:
        """Its anchor and looks into the SVG; elsewhere as matplotlib draws it."""
        plain = self.get_rotation() == 0 and self.get_va() == "baseline"
        if not plain or not isinstance(getattr(renderer, "_renderer", renderer), RendererSVG):
            super().draw(renderer)
            return
        if not self.get_visible() or not self.get_text():
            return
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        x, y = self.get_transform().transform(self.get_unitless_position())
        renderer.draw_text(gc, x, renderer.get_canvas_width_height()[1] - y, self.get_text(),
                           self.get_fontproperties(), 0, mtext=self)  # fmt: skip
        gc.restore()
        renderer.close_group("text")


class _NoTick:
    """In place of the ticks that an axis keeps at hand: these are never drawn."""

    def set_clip_path(self, path: object, transform: object = None) -> None:
        """Nothing to clip."""

    def _apply_params(self, **params: object) -> None:
        """Nothing to look like."""


class _NoTicks:
    """Of an axis: nothing on it is made, and nothing on it is found."""

    def clear(self) -> None:
        """Only the scale: no label, tick or grid is there to look like anything."""
        self._set_scale("linear")

    def _get_tick(self, major: bool) -> _NoTick:
        return _NoTick()

    def get_children(self) -> list:
        return []


class _BareX(_NoTicks, XAxis):
    """The horizontal one."""


class _BareY(_NoTicks, YAxis):
    """The vertical one."""


class _Bare(Axes):
    """Axes that are off: making the ticks and spines of others takes longer than their marks."""

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = _BareX(self, clear=False), _BareY(self, clear=False)

    def _gen_axes_spines(self) -> dict[str, Spine]:
        return {}


@dataclass(frozen=True)
class Heading:
    """What is said on every chart: its slug, its title, unit and years, and where from."""

    name: str
    title: str
    subtitle: str
    source: str


@cache
def _font(named: tuple[str, ...], size: float, bold: bool) -> FontProperties:
    """What a line is set in: it is copied, and its defaults are looked for once."""
    return FontProperties(family=list(named), size=size, weight="bold" if bold else "normal")


@dataclass(frozen=True)
class Sheet:
    """A figure under construction. top, bottom: px between which the body lies."""

    heading: Heading
    fig: Figure
    top: float
    bottom: float
    height: float
    width: float = WIDTH

    @cached_property
    def pixels(self) -> Affine2D:
        """From page px (y downwards) to matplotlib's."""
        return Affine2D().scale(1, -1).translate(0, self.height)

    def axes(self, left: float, top: float, width: float, height: float,
             whole: bool = False) -> Axes:  # fmt: skip
        """Bare axes at page px: no frame, ticks or clipping of their own.

        whole: with spines and ticks that are off, for what takes hold of them (seaborn).
        """
        place = (
            left / self.width,
            1 - (top + height) / self.height,
            width / self.width,
            height / self.height,
        )
        ax = self.fig.add_axes(Axes(self.fig, place) if whole else _Bare(self.fig, place))
        ax.set_axis_off()
        return ax

    def page(self, ax: Axes, x: float, y: float) -> tuple[float, float]:
        """Page px of a point given in the data of `ax`."""
        across, up = ax.transData.transform((x, y))
        return float(across), float(self.height - up)

    def text(self, x: float, y: float, words: str, *, size: float = LABEL, bold: bool = False,
             color: str = INK, ha: str = "left", gid: str | None = None) -> Text:  # fmt: skip
        """One line of text whose baseline is at page px `y`, with its trace; of several traces
        each with its own words."""
        if len(traces := {trace for _, trace in each_trace(words)} - {""}) > 1:
            gid = f"{gid or ''}{TRACE}{words}"
        elif traces:
            gid = f"{gid or ''}{TRACE}{traces.pop()}"
        font = _font(tuple(families()), size, bold)
        line = _Line(x, y, untraced(words), color=color, horizontalalignment=ha,
                     fontproperties=font)  # fmt: skip
        line.set_transform(self.pixels)
        line.set_gid(gid)
        line.set_figure(self.fig)
        self.fig.texts.append(line)
        return line

    def line(self, xs: Sequence[float], ys: Sequence[float], **look) -> Line2D:
        """A line (or marks) through page px."""
        artist = Line2D(xs, ys, transform=self.pixels, **{"clip_on": False, **look})
        self.fig.add_artist(artist)
        return artist

    def swatch(self, x: float, y: float, width: float, fill: str) -> None:
        """A piece of a key whose middle is at page px `y`, edged as what it stands for."""
        self.fig.add_artist(Rectangle((x, y - 4.5), width, 9, facecolor=fill, **EDGE,
                                      transform=self.pixels))  # fmt: skip

    def chart(self, alt: str, data: pd.DataFrame, area: str = "") -> Chart:
        """The finished chart, of one area alone if named; the figure is drawn here, once."""
        head = self.heading
        plain = untraced(alt)
        svg = figure_to_svg(self.fig, head.name, clean_words(untraced(head.title)),
                            clean_words(plain))  # fmt: skip
        # what a value claims, and what its words were read as, are shown and not written
        shown = [name for name in data.columns if str(name).endswith("claim") or name == "read_as"]
        if "as_printed" in data:
            data = data.assign(as_printed=data["as_printed"].map(untraced, na_action="ignore"))
        return Chart(head.name, head.title, head.subtitle, head.source, plain, svg,
                     data.drop(columns=shown), alt, self.top - _GAP, area)  # fmt: skip


def new_sheet(heading: Heading, body: float, notes: Sequence[str] = (),
              width: float = WIDTH) -> Sheet:  # fmt: skip
    """A sheet with its heading, notes and source set, and `body` px left free between them.

    notes: sentences under the plot, each wrapped; "" is skipped. width: px; more than `WIDTH` only
    for what cannot be told in that: a page scrolls it on a phone, where its notes and its source
    can be read without that.
    """
    check_name(heading.name)
    room = width - 2
    titles = wrap(heading.title, room, TITLE, bold=True)
    subtitles = wrap(heading.subtitle, room, LABEL)
    below = room if width <= WIDTH else _UNSCROLLED
    under = [line for note in notes if note for line in wrap(note, below, LABEL)]
    sources = wrap_traced(heading.source, below, LABEL)
    top = _EDGE + len(titles) * _TITLE_LINE + len(subtitles) * LINE + 8
    gap = 6 if under else 0
    height = round(top + body + gap + len(under) * LINE + 6 + len(sources) * LINE + _EDGE)
    fig = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
    sheet = Sheet(heading, fig, top, top + body, height, width)
    y = _EDGE + TITLE - 1
    for line in titles:
        sheet.text(0, y, untraced(line).rstrip(), size=TITLE, bold=True, gid=HEAD)
        y += _TITLE_LINE
    y += LABEL - TITLE
    for line in subtitles:
        sheet.text(0, y, untraced(line).rstrip(), color=SOFT, gid=HEAD)
        y += LINE
    y = top + body + gap + LABEL
    for line in under:
        sheet.text(0, y, line)
        y += LINE
    y += 6
    for line in sources:
        sheet.text(0, y, line, color=SOFT)
        y += LINE
    return sheet


def empty_sheet(heading: Heading, notes: Sequence[str] = (),
                words: str = later("No figures to draw.")) -> Sheet:  # fmt: skip
    """A sheet of which `words`, a message, stand where its plot would be. notes: of `new_sheet`."""
    sheet = new_sheet(heading, 20, notes)
    sheet.text(0, sheet.top + 12, say(words), color=SOFT)
    return sheet
