"""All areas side by side for one year: a dot plot with a row an area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.draw.alternatives import lacking_note
from helpers.draw.axes import TICK_ROOM, axis_words, draw_x_axis, plot_box
from helpers.draw.chart import Chart
from helpers.draw.field_words import ranking_words
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.numbers import (
    Display,
    as_floats,
    claimed,
    displayer,
    is_missing,
    need_columns,
    need_one_row_each,
    year_words,
)
from helpers.draw.scale import Scale, apply_scale, choose_scale
from helpers.draw.style import (
    INK,
    LABEL,
    LINE,
    NATION_DASH,
    OTHER,
    SOFT,
    STEM,
    WIDTH,
    area_style,
    chart_style,
)
from helpers.draw.svg import gid_of
from helpers.draw.words import clean_words, text_width
from helpers.language import say
from helpers.language.phrases import bracketed
from helpers.traces import traced

COLUMNS = ("area", "area_name", "value", "year", "rank", "rank_of")
ROW = 13
_RANK_ROOM = 20
_DIRECTIONS = ("higher", "lower", "neutral")


def ranking_chart(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                  marked: Sequence[str], national: float | None = None,
                  direction: str = "higher", decimals: int, note: str = "",
                  national_claim: str = "", counted: str = "") -> Chart:  # fmt: skip
    """A dot plot of every area, best at the top.

    frame: one row an area, columns area (adcode), area_name, value (NaN: no figure),
    year, rank, rank_of (numbers or NaN). marked: adcodes in the order that fixes colour
    and shape. national: the nation's value, drawn as a line; None where there is none
    or where it is a total that cannot stand beside its parts. direction: "higher" or
    "lower" is better, or "neutral" (then highest first). note: a sentence under the plot.
    Columns claim and rank_claim, national_claim and counted (how many have a figure):
    what the values claim (`helpers.traces`), if told.

    An area without a figure is named under the plot and has no dot; an area whose year
    is not the commonest one carries its year. Raises ValueError for lacking columns, an
    area given twice, or text among the values.
    """
    display = displayer(decimals)
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_ranking(
            frame, heading, marked=marked, national=national, display=display,
            direction=direction, note=note, national_claim=national_claim,
        )  # fmt: skip
        rows = arrange(frame, direction)
        alt = ranking_words(
            rows, heading, marked=marked, national=national, display=display,
            direction=direction, national_claim=national_claim, counted=counted,
        )  # fmt: skip
        return sheet.chart(alt, rows.drop(columns=["label"]))


def arrange(frame: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The rows in drawing order (missing last, ties by code) with a `label` for each name."""
    need_columns(frame, COLUMNS, "a ranking chart")
    need_one_row_each(frame, ["area"], "a ranking chart")
    if direction not in _DIRECTIONS:
        raise ValueError(f"direction is {direction!r}; allowed: {', '.join(_DIRECTIONS)}")
    rows = frame.assign(value=as_floats(frame["value"]))
    main = main_year(rows)
    rows["label"] = [
        clean_words(name) if is_missing(value) or year_words(year) in ("", main)
        else f"{clean_words(name)}{bracketed(year_words(year))}"
        for name, value, year in zip(rows["area_name"], rows["value"], rows["year"], strict=True)
    ]  # fmt: skip
    better = rows["value"] if direction == "lower" else -rows["value"]
    order = better.to_frame("better").assign(area=rows["area"].astype(str))
    order = order.sort_values(["better", "area"], na_position="last", kind="stable")
    return rows.loc[order.index].reset_index(drop=True)


def main_year(rows: pd.DataFrame) -> str:
    """The year most rows with a figure have, as text (the latest of equals); "" for none."""
    years = [
        year_words(year)
        for year, value in zip(rows["year"], rows["value"], strict=True)
        if not is_missing(value) and year_words(year)
    ]
    return max(years, key=lambda year: (years.count(year), year), default="")


def draw_ranking(frame: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                 national: float | None, display: Display, direction: str, note: str = "",
                 national_claim: str = "") -> Sheet:  # fmt: skip
    """The sheet of `ranking_chart`, with its artists, before it becomes SVG."""
    rows = arrange(frame, direction)
    shown = rows[rows["value"].notna()].reset_index(drop=True)
    national = None if is_missing(national) else float(national)
    values = [*shown["value"], *([] if national is None else [national])]
    scale = choose_scale(values, ticks=5)
    words = _axis_title(direction)
    above = 18 if national is not None else 2
    below = TICK_ROOM + (LINE if axis_words(scale, words) else 0)
    plot = max(len(shown), 1) * ROW
    sheet = new_sheet(heading, above + plot + below, [lacking_note(rows), clean_words(note)])
    if shown.empty:
        sheet.text(0, sheet.top + ROW, say("No figures to draw."), color=SOFT)
        return sheet
    left, right = _columns(shown, marked, display)
    ax = sheet.axes(left, sheet.top + above, right - left, plot)
    apply_scale(ax, "x", scale)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    draw_x_axis(sheet, ax, scale, words)
    _draw_stems(ax, shown, scale)
    _draw_dots(ax, shown, marked)
    _draw_texts(sheet, ax, shown, marked, display)
    if national is not None:
        words = f"{say('China')} {display(national)}"
        _draw_national(sheet, ax, national, traced(words, national_claim))
    return sheet


def _axis_title(direction: str) -> str:
    return say("lower is better") if direction == "lower" else ""


def _columns(shown: pd.DataFrame, marked: Sequence[str], display: Display) -> tuple[float, float]:
    """Page px between which the dots lie: right of the longest name, left of the longest value."""
    bold = [area in marked for area in shown["area"]]
    names = [text_width(n, LABEL, b) for n, b in zip(shown["label"], bold, strict=True)]
    figures = [text_width(display(v), LABEL, b) for v, b in zip(shown["value"], bold, strict=True)]
    return round(_RANK_ROOM + max(names) + 10), WIDTH - max(figures) - 12


def _draw_stems(ax: Axes, shown: pd.DataFrame, scale: Scale) -> None:
    """From zero to the dot where the axis starts there; else a guide across, that says nothing."""
    ends = (
        [(0.0, value) for value in shown["value"]]
        if scale.from_zero
        else [ax.get_xlim()] * len(shown)
    )
    segments = [[(a, row), (b, row)] for row, (a, b) in enumerate(ends)]
    dashes = "solid" if scale.from_zero else [(0, (1, 3))]
    ax.add_collection(
        LineCollection(segments, colors=STEM, linewidths=0.9, linestyles=dashes, clip_on=False,
                       zorder=1), autolim=False,
    )  # fmt: skip


def _draw_dots(ax: Axes, shown: pd.DataFrame, marked: Sequence[str]) -> None:
    grey = ~shown["area"].isin(list(marked))
    ax.plot(shown.loc[grey, "value"], np.flatnonzero(grey), linestyle="none", marker="o",
            markersize=5.5, color=OTHER, markeredgewidth=0, clip_on=False, zorder=3,
            label="others", gid=gid_of(shown.loc[grey, "area"]))  # fmt: skip
    for row in np.flatnonzero(~grey):
        area = shown.at[row, "area"]
        look = area_style(area, marked)
        ax.plot([shown.at[row, "value"]], [row], linestyle="none", marker=look.marker,
                markersize=8 * look.scale, color=look.color, markeredgewidth=0, clip_on=False,
                zorder=4, label=area)  # fmt: skip


def _draw_texts(sheet: Sheet, ax: Axes, shown: pd.DataFrame, marked: Sequence[str],
                display: Display) -> None:  # fmt: skip
    """Rank, name and value of each row; marked ones bold and in their colour."""
    for row, record in enumerate(shown.itertuples(index=False)):
        y = sheet.page(ax, ax.get_xlim()[0], row)[1] + 3.5
        is_marked = record.area in marked
        color = area_style(record.area, marked).color if is_marked else INK
        if not is_missing(record.rank):
            place = claimed(_rank(record.rank), record, "rank_claim")
            sheet.text(_RANK_ROOM - 5, y, place, color=SOFT, ha="right")
        look = {"bold": is_marked, "color": color}
        sheet.text(_RANK_ROOM, y, record.label, gid=gid_of([record.area]), **look)
        value = claimed(display(record.value), record)
        sheet.text(WIDTH - 1, y, value, ha="right", **look)


def _rank(rank: float) -> str:
    """A rank as a numeral; tied ranks may be halves."""
    return f"{float(rank):g}"


def _draw_national(sheet: Sheet, ax: Axes, national: float, words: str) -> None:
    top = plot_box(sheet, ax)[1]
    ax.plot([national, national], [-0.5 - 3 / ROW, ax.get_ylim()[0]], color=INK, linewidth=1.2,
            linestyle=NATION_DASH, clip_on=False, zorder=2, label="nation")  # fmt: skip
    half = text_width(words, LABEL, bold=True) / 2
    x = sheet.page(ax, national, 0)[0]
    sheet.text(min(max(x, half), WIDTH - 1 - half), top - 6, words, bold=True, ha="center")
