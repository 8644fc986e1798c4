"""What there is and what is missing: one row an indicator, one column a year."""

from __future__ import annotations

import pandas as pd
import seaborn
from matplotlib.axes import Axes

from helpers.draw.alternatives import counted_here
from helpers.draw.chart import Chart
from helpers.draw.layout import Heading, Sheet, new_sheet
from helpers.draw.style import LABEL, ON_SHADES, PAPER, SHADES, SOFT, chart_style
from helpers.draw.svg import TRACE
from helpers.draw.words import clean_words, fitted, text_width
from helpers.language import later, say
from helpers.language.phrases import years_words

ROW = 14
_HEAD = 16
_LABEL_GAP = 6
_WIDTH = 520
"""Px of its sheet: the names and a field for each year need more than a phone has."""
_WIDEST = _WIDTH * 0.5
"""Px that the names may take: the fields need the rest."""
_EVERY = 2
_EDGE = 10  # half of the last year's label stands out


def coverage_chart(counts: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
                   whole: int) -> Chart:  # fmt: skip
    """A field for each row and year, darker where more areas have a figure.

    counts: index the names of the rows, columns the years (whole, rising), values how many
    areas have a figure; 0 is drawn empty. whole: how many areas there are. A count short of
    the whole stands in its field.
    """
    heading = Heading(name, title, subtitle, source)
    with chart_style(name):
        sheet = draw_coverage(counts, heading, whole=whole)
        data = counts.rename_axis("indicator").reset_index()
        data.columns = [str(column) for column in data.columns]
        return sheet.chart(_words(counts, whole), data)


def draw_coverage(counts: pd.DataFrame, heading: Heading, *, whole: int) -> Sheet:
    """The sheet of `coverage_chart`, with its artists."""
    if counts.empty:
        sheet = new_sheet(heading, 20)
        sheet.text(0, sheet.top + 12, say("No figures to draw."), color=SOFT)
        return sheet
    names = [fitted(clean_words(str(label)), _WIDEST, LABEL) for label in counts.index]
    room = max((text_width(words, LABEL) for words in names), default=0.0) + _LABEL_GAP
    body = _HEAD + ROW * len(names)
    sheet = new_sheet(heading, body, [_key_words(whole)], _WIDTH)
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
    for text in ax.texts:
        what = say("provinces with a figure in that year")
        text.set_gid(f"{TRACE}{say('counted in this picture: {what}', what=what)}")
    _label(sheet, ax, names, [int(year) for year in counts.columns])
    return sheet


def _key_words(whole: int) -> str:
    areas = counted_here(whole, later("areas"))
    return say("Empty: no figure. A number: fewer than {areas} provinces.", areas=areas)


def _label(sheet: Sheet, ax: Axes, names: list[str], years: list[int]) -> None:
    for row, words in enumerate(names):
        _, y = sheet.page(ax, 0, row + 0.5)
        sheet.text(0, y + LABEL / 3, words)
    for column, year in enumerate(years):
        if (years[-1] - year) % _EVERY == 0:  # every year's label has no room
            x, _ = sheet.page(ax, column + 0.5, 0)
            sheet.text(x, sheet.top + _HEAD - 5, str(year), ha="center")


def _words(counts: pd.DataFrame, whole: int) -> str:
    if counts.empty:
        return say("There is no figure at all.")
    full = int((counts == whole).to_numpy().sum())
    empty = int((counts == 0).to_numpy().sum())
    lengths = (counts > 0).sum(axis=1)
    held = later("fields by how many areas they hold")
    longest, shortest = (
        counted_here(int(length), later("years with a figure"))
        for length in (lengths.max(), lengths.min())
    )
    return say(
        "{rows} indicators over {columns} years, {years}: {full} of {fields} fields hold all "
        "{whole} areas, {empty} hold none. The longest rows have {longest} years with a figure, "
        "the shortest, {name}, {shortest}.",
        rows=counted_here(len(counts), later("rows")),
        columns=counted_here(len(counts.columns), later("columns")),
        years=years_words(int(counts.columns.min()), int(counts.columns.max())),
        full=counted_here(full, held),
        fields=counted_here(counts.size, later("fields")),
        whole=counted_here(whole, later("areas")),
        empty=counted_here(empty, held),
        longest=longest,
        name=counts.index[int(lengths.to_numpy().argmin())],
        shortest=shortest,
    )
