"""What there is and what is missing: one row an indicator, one column a year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import accumulate, groupby
from types import MappingProxyType

import numpy as np
import pandas as pd
import seaborn
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from helpers.draw.alternatives import counted_how
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.style import EDGE, LABEL, ON_SHADES, SHADES, WIDTH, chart_style
from helpers.draw.svg import TRACE
from helpers.draw.words import text_width, wrap
from helpers.language import later, say
from helpers.language.phrases import clauses, sentences, years_words
from helpers.traces import traced

ROW = 13
_NEXT_LINE = 11
"""Px by which a row grows for each further line of its name."""
_NONE: Mapping = MappingProxyType({})
_HEAD = 16
_LABEL_GAP = 6
_FIELD = 10
"""Px of a field at the least: a number of two digits stands out of it by 1 px on either side."""
_EDGE = 13  # half of the last year's label stands out


def coverage_chart(counts: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   whole: int, counted: Mapping[str, str] = _NONE) -> Chart:  # fmt: skip
    """A field for each row and year, darker where more areas have a figure.

    counts: index the names of the rows, columns the years (whole, rising), values how many
    areas have a figure; 0 is drawn empty. whole: how many areas there are. A count short of
    the whole gives its field another shade and stands in it, once where it stays for years.
    counted: what counts claim (`helpers.traces`), if told: "rows", "columns", "fields", "full" and
    "empty" ones, "whole", "longest" and "shortest" row; and of a field by its row and year.
    """
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_coverage(counts, heading, whole=whole, counted=counted)
        data = counts.rename_axis("indicator").reset_index()
        data.columns = [str(column) for column in data.columns]
        return sheet.chart(_words(counts, whole, counted), data)


def draw_coverage(counts: pd.DataFrame, heading: Heading, *, whole: int,
                  counted: Mapping[str, str] = _NONE) -> Sheet:  # fmt: skip
    """The sheet of `coverage_chart`, with its artists."""
    if counts.empty:
        return empty_sheet(heading)
    fields = _FIELD * len(counts.columns)
    widest = WIDTH - _LABEL_GAP - fields - _EDGE
    names = [wrap(str(label), widest, LABEL) for label in counts.index]
    room = max(text_width(line, LABEL) for lines in names for line in lines) + _LABEL_GAP
    tops = [0, *accumulate(ROW + _NEXT_LINE * (len(lines) - 1) for lines in names)]
    sheet = new_sheet(heading, _HEAD + tops[-1], [_key_words(whole, counted)])
    ax = sheet.axes(room, sheet.top + _HEAD, WIDTH - room - _EDGE, tops[-1], whole=True)
    shades = [*seaborn.blend_palette(SHADES[:2], whole), SHADES[2]]
    seaborn.heatmap(
        counts,
        ax=ax,
        mask=counts == 0,
        cmap=ListedColormap(shades),
        vmin=0,
        vmax=whole,
        linewidths=EDGE["linewidth"],
        cbar=False,
        xticklabels=False,
        yticklabels=False,
    )
    edges = np.where(counts.to_numpy() == 0, "none", EDGE["edgecolor"])
    ax.collections[0].set_edgecolor(edges.ravel().tolist())
    rows = range(len(tops))
    ax.set_yscale("function", functions=(  # a row is as high as the lines of its name
        lambda row: np.interp(row, rows, tops), lambda down: np.interp(down, tops, rows)
    ))  # fmt: skip
    _number(ax, counts, shades, counted)
    _label(sheet, ax, names, [int(year) for year in counts.columns])
    return sheet


def _number(ax: Axes, counts: pd.DataFrame, shades: list, counted: Mapping[str, str]) -> None:
    """Short counts in their fields; one that stays for years stands once, in the middle of them,
    and no edge of a year goes through it.

    shades: of every count from 0 to the whole.
    """
    for row, start, end, count in _short(counts, len(shades) - 1):
        told = _told(counts, row, start, counted)
        if end - start > 1:
            ax.add_patch(Rectangle((start, row), end - start, 1, facecolor=shades[count], **EDGE))
        ax.text((start + end) / 2, row + 0.5, str(count), gid=f"{TRACE}{told}", ha="center",
                va="center", fontsize=LABEL, color=ON_SHADES[1])  # fmt: skip


def _short(counts: pd.DataFrame, whole: int) -> Iterator[tuple[int, int, int, int]]:
    """Where some areas have a figure and not all: row, first column, the one after the last, how
    many."""
    for row, of_years in enumerate(counts.to_numpy().astype(int).tolist()):
        start = 0
        for count, run in groupby(of_years):
            end = start + len(list(run))
            if 0 < count < whole:
                yield row, start, end, count
            start = end


def _told(counts: pd.DataFrame, row: int, column: int, counted: Mapping[str, str]) -> str:
    """What a field's count claims."""
    field = (counts.index[row], counts.columns[column])
    return counted.get(field, counted_how(later("provinces with a figure in that year")))


def _key_words(whole: int, counted: Mapping[str, str]) -> str:
    areas = traced(str(whole), counted.get("whole", counted_how(later("areas"))))
    return say("Empty: no figure. With a number: fewer than {areas} provinces.",
               areas=areas)  # fmt: skip


def _label(sheet: Sheet, ax: Axes, names: list[list[str]], years: list[int]) -> None:
    for row, lines in enumerate(names):
        _, y = sheet.page(ax, 0, row + 0.5)
        first = y + LABEL / 3 - _NEXT_LINE * (len(lines) - 1) / 2
        for step, words in enumerate(lines):
            sheet.text(0, first + _NEXT_LINE * step, words)
    wide = sheet.page(ax, 1, 0)[0] - sheet.page(ax, 0, 0)[0]
    every = math.ceil((text_width("2020", LABEL) + 2) / wide)  # each year's label has no room
    for column, year in enumerate(years):
        if (years[-1] - year) % every == 0:
            x, _ = sheet.page(ax, column + 0.5, 0)
            sheet.text(x, sheet.top + _HEAD - 5, str(year), ha="center")


def _words(counts: pd.DataFrame, whole: int, counted: Mapping[str, str]) -> str:
    if counts.empty:
        return say("There is no figure at all.")
    full = int((counts == whole).to_numpy().sum())
    empty = int((counts == 0).to_numpy().sum())
    lengths = (counts > 0).sum(axis=1)
    numbers = {
        "rows": len(counts), "columns": len(counts.columns), "full": full, "fields": counts.size,
        "whole": whole, "empty": empty, "longest": int(lengths.max()),
        "shortest": int(lengths.min()),
    }  # fmt: skip
    told = {
        what: traced(str(number), counted.get(what, counted_how(later("fields"))))
        for what, number in numbers.items()
    }
    words = say(
        "{rows} indicators over {columns} years, {years}: {full} of {fields} fields hold all "
        "{whole} areas, {empty} hold none. The longest rows have {longest} years with a figure, "
        "the shortest, {name}, {shortest}.",
        years=years_words(int(counts.columns.min()), int(counts.columns.max())),
        name=counts.index[int(lengths.to_numpy().argmin())],
        **told,
    )
    short = [
        say("{name} {years} ({count})", name=counts.index[row],
            years=years_words(int(counts.columns[start]), int(counts.columns[end - 1])),
            count=traced(str(count), _told(counts, row, start, counted)))
        for row, start, end, count in _short(counts, whole)
    ]  # fmt: skip
    if not short:
        return words
    fewer = say("Fewer than {whole} areas: {fields}.", whole=told["whole"], fields=clauses(short))
    return sentences([words, fewer])
