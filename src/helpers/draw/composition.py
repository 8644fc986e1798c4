"""What a whole is made of, year by year: bars of a hundred percent, their parts named once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from helpers.draw.axes import TICK_ROOM, draw_years
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import (
    as_floats,
    display_number,
    need_columns,
    need_known_parts,
    need_one_row_each,
)
from helpers.draw.panel_words import composition_words
from helpers.draw.place import spread
from helpers.draw.style import EDGE, INK, LABEL, LINE, PARTS, SOFT, WIDTH, chart_style, ink_on
from helpers.draw.words import clean_words, wrap
from helpers.traces import traced

COLUMNS = ("year", "part", "share")
PLOT = 190
_ROOM = 118
_EDGE = 14
_BAR = 0.84  # of a year
DECIMALS = 1
_SHOWN = 8  # percent that a field needs for its number


def composition_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                      parts: Sequence[tuple[str, str]], area: str = "",
                      note: str = "") -> Chart:  # fmt: skip
    """Stacked bars, one a year; a year that is not in the frame has none.

    frame: one row a year and part, columns year, part (slug), share (percent of the whole; all
    parts of a year make 100 but for rounding). parts: (slug, name) from the bottom up, at most
    four. The last bar's parts are named at its right with their shares. area: whose whole it is
    (adcode; "" for no area's). ValueError for lacking columns, a part given twice, or an unknown
    one.
    """
    need_columns(frame, COLUMNS, "a composition chart")
    need_one_row_each(frame, ["year", "part"], "a composition chart")
    need_known_parts(frame["part"], [part for part, _ in parts], len(PARTS))
    rows = frame.assign(share=as_floats(frame["share"]), year=frame["year"].astype(int))
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_composition(rows, heading, parts=parts, note=note)
        alt = composition_words(rows, heading, parts, lambda v: display_number(v, DECIMALS, "%"))
        return sheet.chart(alt, rows, area)


def draw_composition(rows: pd.DataFrame, heading: Heading, *, parts: Sequence[tuple[str, str]],
                     note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `composition_chart`, with its artists."""
    if rows.empty:
        return empty_sheet(heading, [clean_words(note)])
    first, last = int(rows["year"].min()), int(rows["year"].max())
    sheet = new_sheet(heading, PLOT + TICK_ROOM + 8, [clean_words(note)])
    ax = sheet.axes(_EDGE, sheet.top + 4, WIDTH - _ROOM - 2 * _EDGE, PLOT)
    ax.set_xlim(first, last if last > first else first + 1)
    ax.set_ylim(0, 100)
    wide = rows.pivot(index="year", columns="part", values="share")
    wide = wide.reindex(columns=[part for part, _ in parts]).fillna(0)
    below = pd.Series(0.0, index=wide.index)
    middles = []
    for (part, words), fill in zip(parts, PARTS, strict=False):
        share = wide[part]
        _bars(ax, share, below, label=part, facecolor=fill)
        own = rows[rows["part"] == part]
        claims = dict(zip(own["year"], own["claim"], strict=True)) if "claim" in rows else {}
        _numbers(sheet, ax, share, below, fill, claims)
        if share.loc[last] > 0:
            middle = sheet.page(ax, last, below.loc[last] + share.loc[last] / 2)[1]
            number = display_number(share.loc[last], DECIMALS, "%")
            middles.append((middle, words, traced(number, claims.get(last, ""))))
        below = below + share
    draw_years(sheet, ax, first, last, both_ends=True)  # the first bar has numbers of its own
    _names(sheet, middles)
    return sheet


def _bars(ax: Axes, share: pd.Series, below: pd.Series, label: str, **look: object) -> None:
    """What `Axes.bar` draws, in a fifth of its time: our axes have no units and no limits to find.

    share, below: by year.
    """
    bars = [
        Rectangle((year - _BAR / 2, bottom), _BAR, height, clip_on=False, **EDGE, **look)
        for (year, height), bottom in zip(share.items(), below, strict=True)
    ]  # fmt: skip
    for bar in bars:
        ax.add_artist(bar)
    ax.add_container(BarContainer(bars, orientation="vertical", label=label))


def _numbers(sheet: Sheet, ax, share: pd.Series, below: pd.Series, fill: str,
             claims: dict[int, str]) -> None:  # fmt: skip
    """Whole percent within the first field, where it has room; the last is named at its right."""
    year = share.index.min()
    if share.loc[year] >= _SHOWN and year != share.index.max():
        x, y = sheet.page(ax, year, below.loc[year] + share.loc[year] / 2)
        number = traced(display_number(share.loc[year], 0), claims.get(year, ""))
        sheet.text(x, y + 3.4, number, ha="center",
                   color=ink_on(fill))  # fmt: skip


def _names(sheet: Sheet, middles: list[tuple[float, str, str]]) -> None:
    room = _ROOM - 6
    blocks = [wrap(f"{words} {share}", room, LABEL) for _, words, share in middles]
    tallest = max(len(lines) for lines in blocks)
    # from the bottom up on the bar; `spread` wants no order of its own
    heights = spread([y for y, _, _ in middles], tallest * LINE, sheet.top + 10, sheet.top + PLOT)
    left = WIDTH - _ROOM + 4
    for (y, _, _), lines, height in zip(middles, blocks, heights, strict=True):
        if abs(height - y) > 3:
            sheet.line([left - 10, left - 3], [y, height], color=SOFT, linewidth=0.8)
        start = height + 3.6 - (len(lines) - 1) * LINE / 2
        for step, words in enumerate(lines):
            sheet.text(left, start + step * LINE, words, color=INK)
