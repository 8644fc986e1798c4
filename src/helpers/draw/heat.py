"""A heat map: areas by indicators, each cell shaded by its score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from helpers.draw.board_words import heat_words
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import as_floats, display_number, need_columns, need_one_row_each
from helpers.draw.style import (
    HATCH_LINE,
    INK,
    LABEL,
    LINE,
    OTHER_LINE,
    PAPER,
    SHADES,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
    ink_on,
)
from helpers.draw.svg import TICK, gid_of
from helpers.draw.tiles import HATCH
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say
from helpers.traces import traced

COLUMNS = ("area", "area_name", "indicator", "score")
ROW = 15
_WIDTH = 450
"""Px of its sheet: a column for each indicator needs more than a phone has."""

_HEAD = 146
"""Px for the indicators' names, which stand upright in up to two lines."""


def heat_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
               marked: Sequence[str], indicators: Sequence[tuple[str, str]],
               groups: Sequence[tuple[str, int]] = ()) -> Chart:  # fmt: skip
    """Scores of 0 to 100 as shades in five equal steps, each cell with its number.

    frame: one row an area and indicator, columns area (adcode), area_name, indicator (slug),
    score (NaN: none, hatched), claim (what it claims, if told); areas in the order of the frame.
    indicators: (slug, name) from the left. groups: (name, how many indicators it spans), parted
    by a wider gap. ValueError for lacking columns, a cell twice or an indicator that is not named.
    """
    need_columns(frame, COLUMNS, "a heat chart")
    need_one_row_each(frame, ["area", "indicator"], "a heat chart")
    unknown = sorted(set(frame["indicator"]) - {code for code, _ in indicators})
    if unknown:
        raise ValueError(f"indicator holds {', '.join(unknown)}, which `indicators` does not name")
    rows = frame.assign(score=as_floats(frame["score"], "score"))
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_heat(rows, heading, marked=marked, indicators=indicators, groups=groups)
        return sheet.chart(heat_words(rows, heading, marked, indicators), rows)


def shade(score: float) -> str:
    """The shade of a score: five steps of 20 points."""
    return SHADES[min(max(int(np.floor(score / 20)), 0), len(SHADES) - 1)]


def draw_heat(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
              indicators: Sequence[tuple[str, str]],
              groups: Sequence[tuple[str, int]] = ()) -> Sheet:  # fmt: skip
    """The sheet of `heat_chart`, with its artists."""
    areas = list(dict.fromkeys(rows["area"]))
    names = dict(zip(rows["area"], map(clean_words, rows["area_name"]), strict=True))
    scores = rows.pivot(index="area", columns="indicator", values="score")
    key = _arrange_key(bool(scores.isna().any(axis=None)))
    high = _HEAD + max(len(areas), 1) * ROW + len(key) * LINE + 10
    sheet = new_sheet(heading, high, width=_WIDTH)
    if not areas:
        sheet.text(0, sheet.top + ROW, say("No figures to draw."), color=SOFT)
        return sheet
    left = max(text_width(names[area], LABEL, area in marked) for area in areas) + 8
    edges = _edges(len(indicators), [span for _, span in groups], sheet.width - left)
    ax = sheet.axes(left, sheet.top + _HEAD, sheet.width - left, len(areas) * ROW)
    ax.set_xlim(0, sheet.width - left)
    ax.set_ylim(len(areas), 0)
    told = {(row.area, row.indicator): getattr(row, "claim", "") for row in rows.itertuples()}
    for place, (code, words) in enumerate(indicators):
        at, width = edges[place]
        _head(sheet, left + at + width / 2, words, width)
        for row, area in enumerate(areas):
            _cell(sheet, ax, (at, row, width), float(scores.at[area, code])
                  if code in scores else float("nan"), told.get((area, code), ""))  # fmt: skip
    for row, area in enumerate(areas):
        own = area in marked
        y = sheet.page(ax, 0, row + 0.5)[1] + 3.6
        sheet.text(0, y, names[area], bold=own, gid=gid_of([area]),
                   color=area_style(area, marked).color if own else INK)  # fmt: skip
    _key(sheet, sheet.top + _HEAD + len(areas) * ROW + 11, key)
    return sheet


def _edges(count: int, spans: Sequence[int], room: float) -> list[tuple[float, float]]:
    """(left, width) of each column; a gap of 6 px between groups."""
    starts = set(np.cumsum(spans)[:-1].tolist()) if len(spans) > 1 else set()
    width = (room - 6 * len(starts)) / max(count, 1)
    edges, at = [], 0.0
    for place in range(count):
        at += 6 if place in starts else 0
        edges.append((at, width))
        at += width
    return edges


def _head(sheet: Sheet, x: float, words: str, width: float) -> None:
    lines = wrap(words, _HEAD - 8, LABEL)[: max(int(width // 11), 1)]
    for step, line in enumerate(lines):
        across = x + (step - (len(lines) - 1) / 2) * 11 - 6
        text = sheet.text(across, sheet.top + _HEAD - 5, line)
        text.set_rotation(90)


def _cell(sheet: Sheet, ax, box: tuple[float, float, float], score: float, told: str) -> None:
    at, row, width = box
    missing = score != score
    ax.add_patch(
        Rectangle((at + 0.5, row + 0.04), width - 1, 0.92, facecolor=PAPER if missing else
                  shade(score), edgecolor=HATCH_LINE if missing else "none", linewidth=0,
                  hatch=HATCH if missing else None, clip_on=False)
    )  # fmt: skip
    if not missing and width >= 18:
        x, y = sheet.page(ax, at + width / 2, row + 0.5)
        words = traced(display_number(score, 0), told)
        sheet.text(x, y + 3.6, words, ha="center", color=ink_on(shade(score)))


def _arrange_key(gaps: bool) -> list[list[tuple[str, str, float]]]:
    """Lines of (fill or "", words, left) of the key, none wider than a phone shows at once."""
    parts = [(fill, say("{low} to {high}", low=step * 20, high=step * 20 + 20))
             for step, fill in enumerate(SHADES[:-1])]  # fmt: skip
    parts += [(SHADES[-1], say("80 and more")), *([("", say("none"))] if gaps else [])]
    lines: list[list[tuple[str, str, float]]] = [[]]
    x = 0.0
    for fill, words in parts:
        width = 19 + text_width(words, LABEL)
        if lines[-1] and x + width > WIDTH:
            lines.append([])
            x = 0.0
        lines[-1].append((fill, words, x))
        x += width + 10
    return lines


def _key(sheet: Sheet, y: float, lines: Sequence[Sequence[tuple[str, str, float]]]) -> None:
    for line in lines:
        for fill, words, x in line:
            if fill:
                sheet.line([x, x + 14], [y, y], color=fill, linewidth=10, solid_capstyle="butt")
            else:
                sheet.line([x, x + 14, x + 14, x, x], [y - 5, y - 5, y + 5, y + 5, y - 5],
                           color=OTHER_LINE, linewidth=0.6)  # fmt: skip
            sheet.text(x + 19, y + 3.6, words, color=SOFT, gid=TICK if fill else None)
        y += LINE
