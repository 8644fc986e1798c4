"""A tile map: every area one tile of equal size, near where it lies, shaded by its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.draw.chart import Chart
from helpers.draw.field_words import tiles_words
from helpers.draw.layout import Heading, Sheet, empty_sheet, new_sheet
from helpers.draw.numbers import (
    NO_FIGURE,
    Display,
    as_floats,
    claimed,
    compact_number,
    displayer,
    is_missing,
    need_columns,
    need_one_row_each,
    rounded,
)
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
    chart_style,
    ink_on,
)
from helpers.draw.svg import TICK, gid_of
from helpers.draw.words import clean_words, text_width, wrap
from helpers.language import chinese, later, say
from helpers.language.phrases import bracketed, enumerated

COLUMNS = ("area", "area_name", "code", "row", "col", "value")
LEGEND = later("Shades: groups of about equal count; a value on a limit is in the higher.")
HATCH = "////"
TILE_HEIGHT = 36
_WIDEST = 54
_GAP = 2


def tile_map(frame: pd.DataFrame, *, name: str, title: str, subtitle: str, source: str,
             marked: Sequence[str], decimals: int, counted: str = "") -> Chart:  # fmt: skip
    """Tiles shaded in at most five groups of about equal count, each with its code and value.

    frame: one row an area, columns area (adcode), area_name, code (two letters; 湘), row, col
    (whole, counted from anywhere), value (NaN: no figure, hatched). marked: outlined.
    Values too wide for a tile are shortened (36.3k), and the chart says so. counted: what the
    number of areas with a figure claims (`helpers.traces`), if told. Raises ValueError for
    lacking columns, an area or a place given twice.
    """
    display = displayer(decimals)
    heading = Heading(name, title, subtitle, source)
    frame = arrange(frame)
    with chart_style(name):
        sheet = draw_tiles(frame, heading, marked=marked, display=display, decimals=decimals)
        alt = tiles_words(frame, heading, marked=marked, display=display, counted=counted)
        return sheet.chart(alt, frame)


def arrange(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows checked and typed, in order of area."""
    need_columns(frame, COLUMNS, "a tile map")
    need_one_row_each(frame, ["area"], "a tile map")
    need_one_row_each(frame, ["row", "col"], "a tile map")
    rows = frame.assign(
        value=as_floats(frame["value"]),
        row=as_floats(frame["row"], "row"),
        col=as_floats(frame["col"], "col"),
    )
    if rows[["row", "col"]].isna().any(axis=None):
        lost = rows.loc[rows[["row", "col"]].isna().any(axis=1), "area"]
        raise ValueError(f"a tile map needs row and col for every area; none for {', '.join(lost)}")
    rows = rows.astype({"row": int, "col": int})
    return rows.sort_values("area", kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Classes:
    """Shades for values: `limits` between them, ascending, the upper class holding its limit.

    Values are compared as they are shown, rounded to `decimals`, so that no tile seems
    to stand in the wrong class.
    """

    limits: tuple[float, ...]
    least: float
    most: float
    decimals: int

    @property
    def edges(self) -> tuple[float, ...]:
        """Both ends and the limits between; empty where there is one class or none."""
        return (self.least, *self.limits, self.most) if self.limits else ()

    @property
    def shades(self) -> tuple[str, ...]:
        """As many shades as classes, spread over the whole range of shades."""
        count = len(self.limits) + 1
        if count == 1:
            return (SHADES[2],)
        places = [round(step * (len(SHADES) - 1) / (count - 1)) for step in range(count)]
        return tuple(SHADES[place] for place in places)

    def shade(self, value: float) -> str:
        place = np.searchsorted(self.limits, float(rounded(value, self.decimals)), side="right")
        return self.shades[int(place)]


def classify(values: Sequence[float], decimals: int) -> Classes:
    """At most five classes for `values` (NaN ignored); fewer where values are few or alike."""
    shown = sorted(float(rounded(v, decimals)) for v in values if not is_missing(v))
    if not shown:
        return Classes((), 0.0, 0.0, decimals)
    count = min(len(SHADES), len(set(shown)))
    between = np.quantile(shown, np.arange(1, count) / count)
    # where many share the least value, the rest still get a class
    lowest = next((value for value in shown if value > shown[0]), shown[0])
    shown_limits = {max(float(rounded(limit, decimals)), lowest) for limit in between}
    limits = tuple(limit for limit in sorted(shown_limits) if shown[0] < limit <= shown[-1])
    return Classes(limits, shown[0], shown[-1], decimals)


def draw_tiles(frame: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
               decimals: int) -> Sheet:  # fmt: skip
    """The sheet of `tile_map`, with its artists; rows as `arrange` hands them out."""
    classes = classify(frame["value"], decimals)
    if frame.empty:
        return empty_sheet(heading)
    columns = frame["col"].max() - frame["col"].min() + 1
    rows = frame["row"].max() - frame["row"].min() + 1
    width = min(_WIDEST, (WIDTH - 2) // columns)
    show, shortened = _fitting(frame["value"], display, width - _GAP - 3)
    notes = [_outlined(frame, marked), shortened]
    tall = rows * TILE_HEIGHT
    missing = frame["value"].isna().any()
    told = wrap(say(LEGEND), WIDTH - 2, LABEL)
    legend = 14 + (27 + len(told) * LINE if classes.limits else 0) + (15 if missing else 0)
    sheet = new_sheet(heading, tall + legend, notes)
    ax = sheet.axes((WIDTH - columns * width) // 2, sheet.top, columns * width, tall)
    ax.set_xlim(frame["col"].min(), frame["col"].max() + 1)
    ax.set_ylim(frame["row"].max() + 1, frame["row"].min())
    inset = (_GAP / 2 / width, _GAP / 2 / TILE_HEIGHT)
    shaded = {area: place for place, area in enumerate(frame.sort_values("value")["area"])}
    # the marked last, over their neighbours' edges; tiles of one shade together
    for record in sorted(
        frame.itertuples(index=False), key=lambda r: (r.area in marked, shaded[r.area])
    ):
        _draw_tile(ax, record, classes, inset, record.area in marked)
        _draw_words(sheet, ax, record, classes, show, record.area in marked)
    _draw_legend(sheet, classes, show, told, sheet.top + tall + 14, missing)
    return sheet


def _fitting(values: pd.Series, display: Display, room: float) -> tuple[Display, str]:
    """How values are shown in tiles: in full if all fit, else shortened, and the words for that."""
    known = values[values.notna()]
    if all(text_width(display(value), LABEL, bold=True) <= room for value in known):
        return display, ""
    letters = {"k": "thousand", "m": "million", "bn": "billion"}  # Chinese signs are words
    endings = {compact_number(value).lstrip("-0123456789.,") for value in known}
    used = [sign for sign in letters if sign in endings]
    words = ", ".join(f"{sign}: {letters[sign]}" for sign in used)
    return compact_number, f"Shortened: {words}." if words else ""


def _outlined(frame: pd.DataFrame, marked: Sequence[str]) -> str:
    names = frame.set_index("area")
    told = [
        f"{clean_words(names.at[area, 'code'])}{bracketed(name) if chinese() else f' {name}'}"
        for area in marked
        if area in names.index
        for name in [clean_words(names.at[area, "area_name"])]
    ]
    return say("Outlined: {areas}.", areas=enumerated(told)) if told else ""


def _draw_tile(ax: Axes, record, classes: Classes, inset: tuple[float, float],
               is_marked: bool) -> None:  # fmt: skip
    across, down = inset
    missing = is_missing(record.value)
    ax.add_patch(
        Rectangle(
            (record.col + across, record.row + down), 1 - 2 * across, 1 - 2 * down,
            facecolor=PAPER if missing else classes.shade(record.value),
            edgecolor=HATCH_LINE if missing else OTHER_LINE, linewidth=0.8 if missing else 0.5,
            hatch=HATCH if missing else None, clip_on=False, label=record.area,
            gid=gid_of([record.area]),
        )
    )  # fmt: skip
    if is_marked:
        ax.add_patch(
            Rectangle(
                (record.col + across, record.row + down), 1 - 2 * across, 1 - 2 * down,
                fill=False, edgecolor=INK, linewidth=2.2, clip_on=False, joinstyle="miter",
                label=f"outline {record.area}",
            )
        )  # fmt: skip


def _draw_words(sheet: Sheet, ax: Axes, record, classes: Classes, show: Display,
                is_marked: bool) -> None:  # fmt: skip
    """Code and value, in the ink that reads best; without a figure, those words on a white rim."""
    x, y = sheet.page(ax, record.col + 0.5, record.row + 0.5)
    code = clean_words(record.code)
    if is_missing(record.value):
        first, _, second = say(NO_FIGURE).partition(" ")
        for words, base in ((code, -5), (first, 5), *([(second, 14)] if second else [])):
            sheet.text(x, y + base, words, bold=words == code, ha="center", gid="halo")
        return
    ink = ink_on(classes.shade(record.value))
    sheet.text(x, y - 3, code, bold=True, color=ink, ha="center")
    value = claimed(show(record.value), record)
    sheet.text(x, y + 10, value, color=ink, ha="center", bold=is_marked)


def _swatch_width(classes: Classes, show: Display) -> float:
    """Px of one shade in the legend: enough for the limits under its joints."""
    widest = max(text_width(show(edge), LABEL) for edge in classes.edges)
    return min(max(1.5 * widest + 8, 56), (WIDTH - 2) / len(classes.shades))


def _draw_legend(sheet: Sheet, classes: Classes, show: Display, told: list[str], top: float,
                 missing: bool) -> None:  # fmt: skip
    """A bar of the shades with the limits under its joints, and a hatched swatch if one is used."""
    if classes.edges:
        width = _swatch_width(classes, show)
        for place, shade in enumerate(classes.shades):
            _swatch(sheet, 1 + place * width, top, width, facecolor=shade, edgecolor=OTHER_LINE,
                    linewidth=0.5)  # fmt: skip
        for place, edge in enumerate(classes.edges):
            ha = "left" if place == 0 else "center"
            ha = "right" if place == len(classes.edges) - 1 else ha
            sheet.text(1 + place * width, top + 23, show(edge), color=SOFT, ha=ha, gid=TICK)
        top += 23
        for words in told:
            top += LINE
            sheet.text(1, top, words, color=SOFT)
        top += 6
    if missing:
        _swatch(sheet, 1, top, 26, facecolor=PAPER, edgecolor=HATCH_LINE, hatch=HATCH,
                linewidth=0.8)  # fmt: skip
        sheet.text(33, top + 9, say(NO_FIGURE), color=SOFT)


def _swatch(sheet: Sheet, left: float, top: float, width: float, **look) -> None:
    sheet.fig.add_artist(Rectangle((left, top), width, 11, transform=sheet.pixels, **look))
