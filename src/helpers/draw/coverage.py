"""What there is and what is missing: one row an indicator, one column a year."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import seaborn
from matplotlib.axes import Axes

from helpers.draw.alternatives import counted_how
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.style import LABEL, ON_SHADES, PAPER, SHADES, chart_style
from helpers.draw.svg import TRACE
from helpers.draw.words import clean_words, fitted, text_width
from helpers.language import later, say
from helpers.language.phrases import years_words
from helpers.traces import traced

ROW = 14
_NONE: Mapping = MappingProxyType({})
_HEAD = 16
_LABEL_GAP = 6
_WIDTH = 520
"""Px of its sheet: the names and a field for each year need more than a phone has."""
_WIDEST = _WIDTH * 0.52
"""Px that the names may take: the fields need the rest."""
_EVERY = 2
_EDGE = 10  # half of the last year's label stands out


def coverage_chart(counts: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   whole: int, counted: Mapping[str, str] = _NONE) -> Chart:  # fmt: skip
    """A field for each row and year, darker where more areas have a figure.

    counts: index the names of the rows, columns the years (whole, rising), values how many
    areas have a figure; 0 is drawn empty. whole: how many areas there are. A count short of
    the whole stands in its field. counted: what counts claim (`helpers.traces`), if told: "rows",
    "columns", "fields", "full" and "empty" ones, "whole", "longest" and "shortest" row; and of a
    field by its row and year.
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
    names = [fitted(clean_words(str(label)), _WIDEST, LABEL) for label in counts.index]
    room = max((text_width(words, LABEL) for words in names), default=0.0) + _LABEL_GAP
    body = _HEAD + ROW * len(names)
    sheet = new_sheet(heading, body, [_key_words(whole, counted)], _WIDTH)
    ax = sheet.axes(room, sheet.top + _HEAD, _WIDTH - room - _EDGE, ROW * len(names),
                    whole=True)  # fmt: skip
    short = counts.astype(int).astype(str).where((counts > 0) & (counts < whole), "")
    seaborn.heatmap(
        counts,
        ax=ax,
        mask=counts == 0,
        annot=short,
        fmt="",
        annot_kws={"fontsize": LABEL, "color": ON_SHADES[0]},
        cmap=seaborn.blend_palette([SHADES[0], SHADES[2]], as_cmap=True),
        vmin=0,
        vmax=whole,
        linewidths=1,
        linecolor=PAPER,
        cbar=False,
        xticklabels=False,
        yticklabels=False,
    )
    how = counted_how(later("provinces with a figure in that year"))
    for text in ax.texts:  # each in the middle of its field
        at = counts.index[int(text.get_position()[1])], counts.columns[int(text.get_position()[0])]
        text.set_gid(f"{TRACE}{counted.get(at, how)}")
    _label(sheet, ax, names, [int(year) for year in counts.columns])
    return sheet


def _key_words(whole: int, counted: Mapping[str, str]) -> str:
    areas = traced(str(whole), counted.get("whole", counted_how(later("areas"))))
    return say("Empty: no figure. A number: fewer than {areas} provinces.", areas=areas)


def _label(sheet: Sheet, ax: Axes, names: list[str], years: list[int]) -> None:
    for row, words in enumerate(names):
        _, y = sheet.page(ax, 0, row + 0.5)
        sheet.text(0, y + LABEL / 3, words)
    for column, year in enumerate(years):
        if (years[-1] - year) % _EVERY == 0:  # every year's label has no room
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
    return say(
        "{rows} indicators over {columns} years, {years}: {full} of {fields} fields hold all "
        "{whole} areas, {empty} hold none. The longest rows have {longest} years with a figure, "
        "the shortest, {name}, {shortest}.",
        years=years_words(int(counts.columns.min()), int(counts.columns.max())),
        name=counts.index[int(lengths.to_numpy().argmin())],
        **told,
    )
