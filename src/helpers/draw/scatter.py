"""Two figures of every area against each other, a third as the area of the dot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.draw.alternatives import missing_note
from helpers.draw.axes import (
    TICK_ROOM,
    axis_words,
    draw_x_axis,
    draw_y_axis,
    plot_box,
    y_axis_room,
)
from helpers.draw.chart import Chart
from helpers.draw.field_words import scatter_lacking, scatter_words
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import Display, as_floats, displayer, need_columns, need_one_row_each
from helpers.draw.place import Box, Spot, leader, place_labels
from helpers.draw.scale import apply_scale, choose_scale, rank_scale
from helpers.draw.style import (
    INK,
    LABEL,
    LINE,
    OTHER,
    PAPER,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
)
from helpers.draw.svg import TICK, gid_of
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import say
from helpers.language.phrases import enumerated

COLUMNS = ("area", "area_name", "x", "y")
PLOT = 270
PLAIN = 3.2
LARGEST = 15.0
LEAST = 2.5
"""Radius in px of a dot without size, of the largest dot with one, and of the smallest: Tibet's
R&D would make a dot of 0.7, which nobody sees, and its name seem another's."""


def scatter_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                  marked: Sequence[str], x_label: str, y_label: str, size_label: str = "",
                  x_decimals: int, y_decimals: int, size_decimals: int = 0,
                  ranks: int = 0, note: str = "", counted: str = "") -> Chart:  # fmt: skip
    """A dot an area at its two values.

    frame: one row an area, columns area (adcode), area_name, x, y, and size if dots are to
    have one (NaN: no figure). x_label, y_label, size_label: what is measured and its unit
    ("patents per 10,000 people"). ranks: both values are places among so many: the axes run from
    1, at the top and at the right, to that. counted: what the number of areas with both claims
    (`helpers.traces`), if told. The marked are coloured, shaped and labelled, and so are a few
    others that stand at an end, where there is room.

    Without x or y an area is named under the plot; with both but no size it is a hollow dot.
    Raises ValueError for lacking columns, an area twice, or a size below zero.
    """
    displays = (displayer(x_decimals), displayer(y_decimals), displayer(size_decimals))
    heading = Heading(name, title, subtitle, source)
    rows = arrange(frame)
    labels = (clean_words(x_label), clean_words(y_label), clean_words(size_label))
    with chart_style(name):
        sheet = draw_scatter(
            rows, heading, marked=marked, labels=labels, displays=displays, ranks=ranks,
            note=note,
        )  # fmt: skip
        sized = rows["size"].notna().any()
        alt = scatter_words(
            rows, heading, marked=marked, displays=displays,
            labels=(labels[0], labels[1], labels[2] if sized else ""), counted=counted,
        )  # fmt: skip
        return sheet.chart(alt, rows)


def arrange(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows checked and typed, in order of area, with a size column in any case."""
    need_columns(frame, COLUMNS, "a scatter chart")
    need_one_row_each(frame, ["area"], "a scatter chart")
    sizes = as_floats(frame["size"], "size") if "size" in frame else np.full(len(frame), np.nan)
    if (sizes < 0).any():
        raise ValueError("column size of a scatter chart holds a value below zero")
    rows = frame.assign(x=as_floats(frame["x"], "x"), y=as_floats(frame["y"], "y"), size=sizes)
    return rows.sort_values("area", kind="stable").reset_index(drop=True)


def radii(sizes: pd.Series, most: float) -> np.ndarray:
    """Radius in px of each dot: its area goes with its size, from `LEAST` up; `PLAIN` for none."""
    if not most > 0:
        return np.full(len(sizes), PLAIN)
    own = LARGEST * np.sqrt(sizes.fillna(0).to_numpy() / most)
    return np.where(sizes.isna(), PLAIN, np.maximum(own, LEAST))


def draw_scatter(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                 labels: tuple[str, str, str], displays: tuple[Display, Display, Display],
                 ranks: int = 0, note: str = "") -> Sheet:  # fmt: skip
    """The sheet of `scatter_chart`, with its artists; rows as `arrange` hands them out."""
    shown = rows[rows["x"].notna() & rows["y"].notna()].reset_index(drop=True)
    notes = [missing_note(scatter_lacking(rows, enumerated)), clean_words(note)]
    if shown.empty:
        return empty_sheet(heading, notes)
    x_scale = y_scale = rank_scale(ranks)
    if not ranks:
        x_scale = choose_scale(shown["x"], ticks=5)
        y_scale = choose_scale(shown["y"], ticks=6)
    most = float(shown["size"].max())
    sized = most > 0
    if sized and shown["size"].isna().any():
        notes.insert(0, say("Hollow: no figure for {size}.", size=labels[2]))
    if sized and (shown["size"] < most * (LEAST / LARGEST) ** 2).any():
        notes.insert(0, say("The smallest dots are drawn larger, to be seen."))
    edge = LARGEST if sized else 6
    up = wrap(f"↑ {axis_words(y_scale, labels[1])}", WIDTH, LABEL)
    above = len(up) * LINE + edge
    key = 2 * LARGEST + 6 if sized else 0
    sheet = new_sheet(heading, above + PLOT + TICK_ROOM + LINE + 4 + key, notes)
    for step, words in enumerate(up):
        sheet.text(0, sheet.top + 6 + step * LINE, words, color=SOFT, gid=TICK)
    left = y_axis_room(y_scale) + 2
    ax = sheet.axes(left, sheet.top + above, WIDTH - edge - left, PLOT)
    apply_scale(ax, "x", x_scale)
    apply_scale(ax, "y", y_scale)
    draw_y_axis(sheet, ax, y_scale)
    draw_x_axis(sheet, ax, x_scale, f"{labels[0]}", arrow=True)
    shown["radius"] = radii(shown["size"], most)
    _draw_dots(ax, shown, marked, sized)
    _draw_labels(sheet, ax, shown, marked)
    if sized:
        _draw_sizes(sheet, most, labels[2], displays[2], sheet.bottom - LARGEST - 2)
    return sheet


def _draw_dots(ax: Axes, shown: pd.DataFrame, marked: Sequence[str], sized: bool) -> None:
    """Large dots first, so that small ones stay in sight; the marked above all."""
    order = shown.assign(first=shown["area"].isin(list(marked)))
    order = order.sort_values(["first", "radius", "area"], ascending=[True, False, True])
    for record in order.itertuples(index=False):
        look = area_style(record.area, marked)
        hollow = sized and np.isnan(record.size)
        ax.plot(
            [record.x], [record.y], linestyle="none", marker=look.marker,
            markersize=2 * record.radius * look.scale, color=look.color,
            markerfacecolor=PAPER if hollow else f"{look.color}{'cc' if record.first else '80'}",
            markeredgecolor=look.color if hollow or record.first else PAPER,
            markeredgewidth=1.0 if hollow or record.first else 0.6,
            clip_on=False, zorder=4 if record.first else 3, label=record.area,
            gid=gid_of([record.area]),
        )  # fmt: skip


def to_label(shown: pd.DataFrame, marked: Sequence[str]) -> list[str]:
    """Areas that get a name: the marked in their order, then those at the ends of y, x and size."""
    present = set(shown["area"])
    wanted = [area for area in marked if area in present]
    for column, most, least in (("y", 3, 1), ("x", 3, 1), ("size", 1, 0)):
        known = shown[shown[column].notna()].sort_values([column, "area"])["area"].tolist()
        wanted += [*known[::-1][:most], *known[:least]]
    return list(dict.fromkeys(wanted))


def _draw_labels(sheet: Sheet, ax: Axes, shown: pd.DataFrame, marked: Sequence[str]) -> None:
    """Names beside dots, none over another or over a dot; the marked with a leader if need be."""
    left, top, _, bottom = plot_box(sheet, ax)
    rows = shown.set_index("area")
    named = to_label(shown, marked)
    at = {area: sheet.page(ax, rows.at[area, "x"], rows.at[area, "y"]) for area in rows.index}
    names = {area: clean_words(rows.at[area, "area_name"]) for area in named}
    spots = [
        Spot(*at[area], rows.at[area, "radius"], text_width(names[area], LABEL, area in marked),
             LABEL + 1, must=area in marked)
        for area in named
    ]  # fmt: skip
    dots = [
        Box(at[area][0] - r, at[area][1] - r, at[area][0] + r, at[area][1] + r)
        for area, r in rows["radius"].items()
        if area not in named
    ]
    frame = Box(left, top - LARGEST, WIDTH - 1, bottom - 1)
    boxes = place_labels(spots, frame, dots)
    for area, spot, box in zip(named, spots, boxes, strict=True):
        color = area_style(area, marked).color if area in marked else INK
        if box is None and area not in marked:
            continue
        if box is None:  # a marked area is named in any case, even over its neighbours
            left = min(spot.x + spot.radius + 2, frame.right - spot.width)
            top = spot.y - spot.height / 2
            box = Box(left, top, left + spot.width, top + spot.height)
        if line := leader(spot.x, spot.y, spot.radius, box):
            sheet.line([line[0], line[2]], [line[1], line[3]], color=color, linewidth=0.7)
        sheet.text(box.left, box.bottom - 2, names[area], bold=area in marked, color=color,
                   gid=gid_of([area], rim=True))  # fmt: skip


def _draw_sizes(sheet: Sheet, most: float, label: str, display: Display, middle: float) -> None:
    """Three dots of round sizes, and what they measure."""
    words = say("Dot area: {size}", size=label)
    sheet.text(0, middle + 3.6, words, color=SOFT)
    x = text_width(words, LABEL) + 12
    for size in round_sizes(most):
        radius = float(radii(pd.Series([size]), most)[0])
        words = display(size)
        if x + 2 * radius + 4 + text_width(words, LABEL) > WIDTH:
            break
        sheet.line([x + radius], [middle], marker="o", markersize=2 * radius, linestyle="none",
                   color=f"{OTHER}80", markeredgecolor=PAPER, markeredgewidth=0.6)  # fmt: skip
        sheet.text(x + 2 * radius + 4, middle + 3.6, words, color=SOFT, gid=TICK)
        x += 2 * radius + 4 + text_width(words, LABEL) + 12


def round_sizes(most: float) -> list[float]:
    """Up to three round numbers below `most`, largest first, about a factor of four apart."""
    power = 10.0 ** np.floor(np.log10(most))
    first = max(step for step in (1.0, 2.0, 5.0) if step * power <= most) * power
    steps = {1.0: (1.0, 0.2, 0.05), 2.0: (2.0, 0.5, 0.1), 5.0: (5.0, 1.0, 0.2)}
    lead = round(first / power)
    return [float(step * power) for step in steps[float(lead)]]
