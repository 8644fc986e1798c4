"""One area on many indicators: all areas as ticks on a line an indicator, this one set off."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import as_floats, is_missing, need_columns, need_one_row_each
from helpers.draw.panel_words import field_ends, provinces_in, standing_words, strips
from helpers.draw.style import (
    INK,
    LABEL,
    LINE,
    OTHER,
    PAPER,
    SOFT,
    STEM,
    WIDTH,
    AreaStyle,
    area_style,
    chart_style,
)
from helpers.draw.svg import gid_of
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say

COLUMNS = ("indicator", "label", "area", "area_name", "value", "shown", "role")
ROLES = ("own", "other", "median", "nation")
_STRIP = 16
_ENDS = 13
_GAP = 9
_SIDE = 7


def standing_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   area: str, marked: Sequence[str], told: dict[str, str],
                   lower: Sequence[str] = (), note: str = "") -> Chart:  # fmt: skip
    """A line an indicator from the least to the greatest value, better towards the right.

    frame: one row an indicator and mark, columns indicator (slug), label (name, unit, year),
    area (adcode; "" for the median), area_name, value (NaN: no figure, no mark), shown (the value
    in words), role ("own", "other", "median" or "nation"). marked: adcodes in the order that fixes
    colour and shape, `area` among them. told: indicator -> what stands at the
    right of its name (value and rank). lower: indicators of which the lower value is the better.
    Each line has a scale of its own. ValueError for lacking columns, an unknown role, or a mark
    given twice.
    """
    need_columns(frame, COLUMNS, "a standing chart")
    need_one_row_each(frame, ["indicator", "area", "role"], "a standing chart")
    unknown = sorted(set(frame["role"]) - set(ROLES))
    if unknown:
        raise ValueError(f"role holds {', '.join(unknown)}; allowed: {', '.join(ROLES)}")
    rows = frame.assign(value=as_floats(frame["value"]))
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_standing(rows, heading, look=area_style(area, marked), told=told, lower=lower,
                              note=note)  # fmt: skip
        alt = standing_words(rows, heading, told=told)
        return sheet.chart(alt, rows.drop(columns=["shown", "label"]))


def draw_standing(rows: pd.DataFrame, heading: Heading, *, look: AreaStyle,
                  told: dict[str, str], lower: Sequence[str], note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `standing_chart`, with its artists; look: of the area set off."""
    of_codes = strips(rows)
    codes = list(of_codes)
    labels = {}
    for code, own in of_codes.items():
        room = WIDTH - text_width(told[code], LABEL, bold=True) - 14
        labels[code] = wrap(own["label"][0], room, LABEL)
    heights = [len(labels[code]) * LINE + _STRIP + _ENDS + _GAP for code in codes]
    key = 18
    sheet = new_sheet(heading, math.fsum(heights) + key, [clean_words(note)])
    if not codes:
        sheet.text(0, sheet.top + LINE, say("No figures to draw."), color=SOFT)
        return sheet
    ax = sheet.axes(_SIDE, sheet.top, WIDTH - 2 * _SIDE, math.fsum(heights))
    ax.set_xlim(0, 1)
    ax.set_ylim(math.fsum(heights), 0)
    marks: dict[str, list[tuple[float, float, str]]] = {role: [] for role in ROLES}
    guides, down = [], 0.0
    for code, height in zip(codes, heights, strict=True):
        own = of_codes[code]
        y = down + len(labels[code]) * LINE + _STRIP / 2
        guides.append([(0, y), (1, y)])
        along = _along(own["value"], code in lower)
        for role, at, one in zip(own["role"], along, own["area"], strict=True):
            if not is_missing(at):
                marks[role].append((at, y, one))
        _label(sheet, sheet.top + down, labels[code], told[code], look.color)
        _ends(sheet, provinces_in(own), sheet.top + y, code in lower)
        down += height
    ax.add_collection(LineCollection(guides, colors=STEM, linewidths=0.9, zorder=0.5,
                                     clip_on=False), autolim=False)  # fmt: skip
    for role, points in marks.items():
        _draw(ax, role, points, look)
    _key(sheet, sheet.top + math.fsum(heights) + 9, rows, look, clean_words(_own_name(rows)))
    return sheet


def _along(values: list[float], flipped: bool) -> list[float]:
    """Values from 0 (least) to 1 (greatest), the other way round if flipped; all equal: 0.5.

    NaN stays NaN.
    """
    known = [value for value in values if not is_missing(value)]
    least, span = min(known, default=0.0), max(known, default=0.0) - min(known, default=0.0)
    along = [(value - least) / span if span > 0 else value * 0 + 0.5 for value in values]
    return [1 - at for at in along] if flipped else along


def _own_name(rows: pd.DataFrame) -> str:
    own = rows.loc[rows["role"] == "own", "area_name"]
    return str(own.iloc[0]) if len(own) else ""


_LOOKS = {
    "other": {"marker": "|", "markersize": 9, "markeredgewidth": 1.1, "zorder": 1},
    "median": {"marker": "|", "markersize": 16, "markeredgewidth": 2.2, "zorder": 2},
    "own": {"markersize": 11, "markeredgewidth": 1.2, "zorder": 3},
    # before the own and smaller than it: where both are near, each can be seen
    "nation": {"marker": "D", "markersize": 5.5, "markeredgewidth": 1.4, "zorder": 4},
}


def _look(role: str, of_area: AreaStyle) -> dict[str, object]:
    edge = {"other": OTHER, "median": INK, "nation": INK, "own": PAPER}[role]
    face = {"other": OTHER, "median": INK, "nation": PAPER, "own": of_area.color}[role]
    look = {"linestyle": "none", "markeredgecolor": edge, "color": face, **_LOOKS[role]}
    if role == "own":
        look |= {"marker": of_area.marker, "markersize": look["markersize"] * of_area.scale}
    return look


def _draw(ax: Axes, role: str, points: list[tuple[float, float, str]], look: AreaStyle) -> None:
    if points:
        xs, ys, areas = zip(*points, strict=True)
        gid = gid_of(areas) if role in ("other", "own") else None
        ax.plot(xs, ys, clip_on=False, label=role, gid=gid, **_look(role, look))


def _label(sheet: Sheet, top: float, lines: list[str], told: str, color: str) -> None:
    for step, words in enumerate(lines):
        sheet.text(0, top + (step + 1) * LINE - 3, words)
    sheet.text(WIDTH - 1, top + LINE - 3, told, bold=True, color=color, ha="right")


def _ends(sheet: Sheet, own: dict[str, list], middle: float, flipped: bool) -> None:
    """Under the line's ends: who stands there, and with how much."""
    if len(set(own.get("value", ()))) < 2:
        return
    y = middle + _STRIP / 2 + LABEL - 1
    ends = field_ends(own)[:: -1 if flipped else 1]
    for words, ha, x in zip(ends, ("left", "right"), (0, WIDTH - 1), strict=True):
        sheet.text(x, y, words, color=SOFT, ha=ha)


def _key(sheet: Sheet, y: float, rows: pd.DataFrame, of_area: AreaStyle, name: str) -> None:
    names = {"own": name, "other": say("another province"), "median": say("median"),
             "nation": say("China")}  # fmt: skip
    x = 6.0
    for role, words in names.items():
        if not (rows["role"] == role).any():
            continue
        look = _look(role, of_area)
        look["markersize"] = min(look["markersize"], 10)
        sheet.line([x], [y], **look)
        sheet.text(x + 10, y + 3.6, words, color=SOFT)
        x += 10 + text_width(words, LABEL) + 18
