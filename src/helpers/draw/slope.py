"""Places of areas over the years: a line an area, the marked ones set off with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.axes import TICK_ROOM, arrange_breaks, break_room, draw_breaks, draw_years
from helpers.draw.board_words import slope_words
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import as_floats, claimed, need_columns, need_one_row_each
from helpers.draw.style import INK, LABEL, PAPER, SOFT, STEM, WIDTH, area_style, chart_style
from helpers.draw.svg import gid_of
from helpers.draw.words import clean_words, text_width

COLUMNS = ("area", "area_name", "year", "rank", "low", "high")
ROW = 12.5
_SIDE = 22


def slope_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                marked: Sequence[str], breaks: Sequence[tuple[int, str]] = (),
                note: str = "") -> Chart:  # fmt: skip
    """Ranks from the first to the last year, rank 1 at the top.

    frame: one row an area and year, columns area (adcode), area_name, year, rank (NaN: none, the
    line breaks), low, high (its interval, drawn for the marked; NaN: none); claim, what a rank
    claims, if told. Every area is named at its last rank. breaks: (first year of a new basis,
    words). ValueError for lacking columns or an area twice in a year.
    """
    need_columns(frame, COLUMNS, "a slope chart")
    need_one_row_each(frame, ["area", "year"], "a slope chart")
    rows = frame.assign(**{column: as_floats(frame[column], column) for column in COLUMNS[3:]})
    rows = rows.assign(year=rows["year"].astype(int)).sort_values(["area", "year"])
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_slope(rows, heading, marked=marked, breaks=breaks, note=note)
        return sheet.chart(slope_words(rows, heading, marked, breaks), rows)


def draw_slope(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
               breaks: Sequence[tuple[int, str]] = (), note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `slope_chart`, with its artists."""
    known = rows.dropna(subset="rank")
    if known.empty:
        return empty_sheet(heading, [clean_words(note)])
    first, last = int(rows["year"].min()), int(rows["year"].max())
    most = int(known["rank"].max())
    names = {area: clean_words(name) for area, name in zip(rows["area"], rows["area_name"],
                                                            strict=True)}  # fmt: skip
    room = max(text_width(name, LABEL, area in marked) for area, name in names.items()) + 34
    end = WIDTH - room
    labels = arrange_breaks(breaks, first, last, _SIDE, end)
    above = break_room(labels) + (6 if labels else 0)
    sheet = new_sheet(heading, above + most * ROW + TICK_ROOM + 8, [clean_words(note)])
    ax = sheet.axes(_SIDE, sheet.top + above, end - _SIDE, most * ROW)
    ax.set_xlim(first, last if last > first else first + 1)
    ax.set_ylim(most + 0.5, 0.5)
    draw_breaks(sheet, ax, labels)
    for area in sorted(names, key=lambda area: area in marked):
        _line(ax, rows[rows["area"] == area], area, (first, last), marked)
    draw_years(sheet, ax, first, last)
    _names(sheet, ax, rows, names, marked, (first, last))
    return sheet


def _line(ax: Axes, own: pd.DataFrame, area: str, span: tuple[int, int],
          marked: Sequence[str]) -> None:  # fmt: skip
    look = area_style(area, marked)
    table = own.set_index("year").reindex(range(span[0], span[1] + 1))
    if not look.marked:
        ax.plot(table.index, table["rank"], color=STEM, linewidth=1, clip_on=False, zorder=1,
                label=area, gid=gid_of([area]))  # fmt: skip
        return
    shift = (list(marked).index(area) - (len(marked) - 1) / 2) * 0.05
    for year, row in table.dropna(subset=["low", "high"]).iterrows():
        ax.plot([year + shift] * 2, [row["low"], row["high"]], color=look.color, linewidth=3.4,
                alpha=0.28, solid_capstyle="butt", clip_on=False, zorder=2,
                label=f"interval {area}")  # fmt: skip
    ax.plot(table.index, table["rank"], color=look.color, linewidth=1.9, linestyle=look.dash,
            clip_on=False, zorder=3, gid=gid_of([area]))  # fmt: skip
    ax.plot(table.index, table["rank"], linestyle="none", marker=look.marker, color=look.color,
            markersize=6 * look.scale, markeredgecolor=PAPER, markeredgewidth=0.6, clip_on=False,
            zorder=4, label=area)  # fmt: skip


def _names(sheet: Sheet, ax: Axes, rows: pd.DataFrame, names: dict[str, str],
           marked: Sequence[str], span: tuple[int, int]) -> None:  # fmt: skip
    """Every area at its last rank, those of one rank one after the other; first ranks at left."""
    last = rows[rows["year"] == span[1]].dropna(subset="rank").sort_values(["rank", "area"])
    taken: dict[float, float] = {}
    for record in last.itertuples():
        y = sheet.page(ax, span[1], record.rank)[1] + 3.6
        color = area_style(record.area, marked).color if record.area in marked else SOFT
        x = taken.get(record.rank, WIDTH - _room(sheet, ax))
        if record.rank not in taken:
            place = claimed(f"{record.rank:g}", record)
            sheet.text(x + 14, y, place, color=SOFT, ha="right")
        bold = record.area in marked
        sheet.text(x + 18, y, names[record.area], bold=bold, color=color,
                   gid=gid_of([record.area]))  # fmt: skip
        taken[record.rank] = x + text_width(names[record.area], LABEL, bold) + 8
    start = rows[rows["year"] == span[0]].dropna(subset="rank")
    for record in start[start["area"].isin(list(marked))].itertuples():
        y = sheet.page(ax, span[0], record.rank)[1] + 3.6
        sheet.text(_SIDE - 8, y, claimed(f"{record.rank:g}", record), bold=True, ha="right",
                   color=area_style(record.area, marked).color if marked else INK)  # fmt: skip


def _room(sheet: Sheet, ax: Axes) -> float:
    return WIDTH - sheet.page(ax, ax.get_xlim()[1], 1)[0] - 8
