"""The one look of every chart: sizes, colours, and how marked areas differ.

Colours were chosen by simulating protanopia, deuteranopia and tritanopia
(Machado et al. 2009): the first five stay apart in each. Every colour is dark enough
for text on white (contrast 4.5 or more), and shape and dashes repeat what colour
says, so that a black-and-white print still tells the areas apart. `DARK` holds each
colour's counterpart on a dark page, chosen and tested the same way.

An area has the colour and shape of its place among those that the edition marks, on every page,
its own profile too (`Edition.marked`); the profile of one that is not marked has the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import matplotlib as mpl

from helpers.draw.fonts import families

WIDTH = 350
"""Natural width in px: that of a phone held upright, so that the 10 px text is 11 px there."""

MAX_GROWTH = 1.25
"""How much a chart grows where there is room: two still fit beside each other at 1280 px."""

LEAST_GROWTH = 1.1
"""How much one drawn wider than `WIDTH` grows at the least: it is scrolled, and not made small."""

TITLE, LABEL = 13, 10
LINE = 13
"""Font sizes of titles and of everything else, and the height of a line of text, in px."""

INK = "#1a1a1a"
SOFT = "#595959"
PAPER = "#ffffff"
OTHER = "#767676"
OTHER_LINE = "#8f8f8f"
GRID = "#e2e2e2"
STEM = "#cfcfcf"
RECORD = "#404040"
MET, MISSED = "#00695a", "#a3360a"
HATCH_LINE = "#c4c4c4"
BAND = "#f0f0ec"
SHADES = ("#e4edf7", "#b5cfea", "#79a6d6", "#2f6db0", "#123f75")
"""One hue, light to dark: luminance falls at every step, so that it prints in grey."""

PARTS = ("#3f4b53", "#84939c", "#c3ccd2", "#e9ecee")
"""What a whole is made of, from the bottom up: slate, which is no area's colour."""

EDGE = {"edgecolor": OTHER, "linewidth": 0.6}
"""Around parts and shades: the lightest of them (the darkest, on a dark page) are near the ground,
and what bounds them stands out from it by 3 to 1 and more in both schemes."""

ON_SHADES = ("#111111", "#121212", "#131313", "#fdfdfd", "#fefefe")
ON_PARTS = ("#fcfcfc", "#141414", "#151515", "#161616")
"""The ink on each: a colour of its own each, so that a dark page can turn it."""

NATION_DASH = (0, (4, 2.2))
BREAK_DASH = (0, (1, 2))


@dataclass(frozen=True)
class AreaStyle:
    """How one area is drawn: colour, matplotlib marker, dash pattern, relative marker size."""

    color: str
    marker: str
    dash: tuple
    scale: float = 1.0
    marked: bool = True


_COLORS = (
    "#0b62b0",
    "#c8460a",
    "#4a2a6b",
    "#00806b",
    "#8a2b2b",
    "#b0206e",
    "#7a5c00",
    "#1c3c4a",
)
_DARK_COLORS = (
    "#2f8bff",
    "#e59b47",
    "#cb96e5",
    "#38f9d2",
    "#e3486b",
    "#f283bd",
    "#cdb04a",
    "#a5c6d6",
)
_MARKERS = (("o", 1.0), ("s", 0.9), ("^", 1.12), ("D", 0.85), ("v", 1.12), ("P", 1.1), ("X", 1.1))
_DASHES = ((0, ()), (0, (7, 1.4)), (0, (7, 1.4, 1.6, 1.4)), (0, (2.2, 1.1)))

_NAMES = {
    "ink": (INK, "#e9eaeb"),
    "soft": (SOFT, "#adb3b9"),
    "paper": (PAPER, "#14171a"),
    "other": (OTHER, "#8d949b"),
    "other-line": (OTHER_LINE, "#747b82"),
    "grid": (GRID, "#2c3136"),
    "stem": (STEM, "#3d434a"),
    "record": (RECORD, "#c4c8cc"),
    "hatch": (HATCH_LINE, "#50575e"),
    "met": (MET, "#3cc9ad"),
    "missed": (MISSED, "#ff9a66"),
    "band": (BAND, "#22272c"),
}
_NAMES |= {f"c{at}": pair for at, pair in enumerate(zip(_COLORS, _DARK_COLORS, strict=True), 1)}
_DARK_PARTS = ("#c9d2d8", "#8796a0", "#4c5860", "#2c343a")
_NAMES |= {f"p{at}": pair for at, pair in enumerate(zip(PARTS, _DARK_PARTS, strict=True), 1)}
_DARK_SHADES = ("#16304d", "#1f4d7e", "#4d86bd", "#8fb8e0", "#d9e8f7")
_NAMES |= {f"s{at}": pair for at, pair in enumerate(zip(SHADES, _DARK_SHADES, strict=True), 1)}
_DARK_INKS = ("#fdfdfd", "#fdfdfd", "#0d0d0d", "#0d0d0d", "#0d0d0d")
_NAMES |= {f"on-s{at}": pair for at, pair in enumerate(zip(ON_SHADES, _DARK_INKS, strict=True), 1)}
_DARK_INKS = ("#0d0d0d", "#0d0d0d", "#fdfdfd", "#fdfdfd")
_NAMES |= {f"on-p{at}": pair for at, pair in enumerate(zip(ON_PARTS, _DARK_INKS, strict=True), 1)}

THEMED = {light: name for name, (light, _) in _NAMES.items()}
"""Colour -> the page's variable for it."""

DARK = {name: dark for name, (_, dark) in _NAMES.items()}
"""Variable -> its colour on a dark page."""

OTHERS = AreaStyle(OTHER, "o", (0, ()), marked=False)
NATION = AreaStyle(INK, "o", NATION_DASH, marked=False)


def area_style(area: str, marked: Sequence[str]) -> AreaStyle:
    """The style of `area`: fixed by its place in `marked`, grey where it is not there."""
    if area not in marked:
        return OTHERS
    place = list(marked).index(area)
    marker, scale = _MARKERS[place % len(_MARKERS)]
    return AreaStyle(_COLORS[place % len(_COLORS)], marker, _DASHES[place % len(_DASHES)], scale)


def chart_style(name: str) -> AbstractContextManager:
    """matplotlib's settings for one chart: real text, ids that depend on `name` only, no math."""
    return mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": f"innovation-report/{name}",
            "svg.id": None,
            "font.family": families(),
            "font.size": LABEL,
            "text.parse_math": False,
            "text.usetex": False,
            "text.color": INK,
            "axes.unicode_minus": True,
            "figure.dpi": 72,
            "figure.facecolor": PAPER,
            "savefig.facecolor": "none",
            "savefig.bbox": None,
            "savefig.transparent": False,
            "path.simplify": False,
            "path.sketch": None,
            "hatch.linewidth": 0.8,
        }
    )


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2): 0 black, 1 white."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str) -> str:
    """The ink of a shade or part. KeyError for another colour."""
    return dict(zip(SHADES + PARTS, ON_SHADES + ON_PARTS, strict=True))[fill]
