"""How a printed figure is drawn: its status by fill, its qualifier by arrow, bar or sign.

Shared by the record (years across, values up) and levels (values across) charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from helpers.draw.layout import Sheet
from helpers.draw.numbers import Display, as_floats, is_missing, need_columns
from helpers.draw.place import Box
from helpers.draw.style import INK, LABEL, LINE, PAPER, SOFT, WIDTH
from helpers.draw.words import clean_words, shortened, text_width
from helpers.language import later, say

STATUSES = {
    "actual": ("full", later("result")),
    "expected": ("bottom", later("expected")),
    "target": ("none", later("target or plan")),
    "plan": ("none", later("target or plan")),
}
"""obs_status -> how the diamond is filled, and what the key calls it."""

STATUS_WORDS = {
    "expected": later("expected"),
    "target": later("target"),
    "plan": later("plan"),
}
"""obs_status, where it is not actual, as a label says it."""

QUALIFIERS = {
    "exact": (later("{number}"), ""),
    "over": (later("over {number}"), later("printed as “more than” or “at least”")),
    "at_least": (later("at least {number}"), later("printed as “more than” or “at least”")),
    "under": (later("under {number}"), later("printed as “under” or “nearly”")),
    "about": (later("about {number}"), later("printed as “about”")),
    "range": (later("{number}"), later("printed as a range")),
}
"""qualifier -> how a bare number is said, and what the key calls its sign."""

SIZE = 8
ARROW = 13
RING = 15
NOT_PRINTED = later("year not printed")
LONGEST = 80
"""Characters of a printed figure that a chart has room for; tables show all."""


@dataclass(frozen=True)
class Mark:
    """One printed figure, ready to draw. high is NaN unless the figure is a range.

    matched: its year is not printed, but the record suggests it. read_as: what its words were read
    as, in the page's language, and drawn in their place; "" where they are drawn themselves.
    """

    value: float
    high: float
    status: str
    qualifier: str
    as_printed: str = ""
    matched: bool = False
    read_as: str = ""

    @property
    def ends(self) -> tuple[float, ...]:
        """The values that the mark reaches: one, or both ends of a range; none if missing."""
        return tuple(end for end in (self.value, self.high) if not is_missing(end))

    def words(self, display: Display) -> str:
        """The words, or the qualifier and the number; "~" in front marks "about"."""
        words = shortened(clean_words(self.read_as or self.as_printed), LONGEST)
        if not words:
            words = _range([display(end) for end in self.ends]) or display(None)
            if self.ends:
                words = say(QUALIFIERS[self.qualifier][0], number=words)
        return f"~ {words}" if self.qualifier == "about" and self.ends else words


def _range(ends: list[str]) -> str:
    return say("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) == 2 else "".join(ends)


def marks_from(rows: pd.DataFrame, who: str) -> list[Mark]:
    """A `Mark` for each row.

    rows: value, status, qualifier, and if there: high (else NaN), as_printed (else ""),
    read_as (else ""), matched (else False). ValueError for a status, a qualifier or a range that
    cannot be.
    """
    need_columns(rows, ("value", "status", "qualifier"), who)
    for column, allowed in (("status", STATUSES), ("qualifier", QUALIFIERS)):
        unknown = sorted({str(cell) for cell in rows[column]} - set(allowed))
        if unknown:
            raise ValueError(f"{column} holds {', '.join(unknown)}; allowed: {', '.join(allowed)}")
    blank = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    columns = [
        as_floats(rows["value"]),
        as_floats(rows.get("high", blank), "high"),
        rows["status"],
        rows["qualifier"],
        rows.get("as_printed", blank),
        rows.get("matched", blank),
        rows.get("read_as", blank),
    ]
    marks = [
        Mark(float(value), float(high), status, qualifier,
             "" if is_missing(printed) else str(printed),
             not is_missing(matched) and bool(matched), "" if is_missing(read) else str(read))
        for value, high, status, qualifier, printed, matched, read in zip(*columns, strict=True)
    ]  # fmt: skip
    backward = [mark for mark in marks if mark.high < mark.value]
    if backward:
        ranges = ", ".join(f"{mark.value:g} to {mark.high:g}" for mark in backward)
        raise ValueError(f"a range runs from low to high; {who} got {ranges}")
    return marks


def draw_mark(sheet: Sheet, ax: Axes, mark: Mark, at: float, color: str, *,
              across: bool = False, label: str = "") -> None:  # fmt: skip
    """Draw one mark at `at` on the other axis (years, or rows when `across`)."""
    ends = mark.ends
    points = [(end, at) if across else (at, end) for end in ends]
    if len(points) == 2:
        ax.plot(*zip(*points, strict=True), color=color, linewidth=3, solid_capstyle="butt",
                clip_on=False, zorder=5, label=f"range {label}")  # fmt: skip
    for point in points:
        _diamond(ax.plot, [point[0]], [point[1]], mark.status, color, f"mark {label}")
    if not points:
        return
    page = [sheet.page(ax, *point) for point in points]
    if sign := _sign(mark.qualifier):
        _arrow(sheet, *page[-1 if sign > 0 else 0], sign, color, across)
    if mark.matched:
        for x, y in page:
            _ring(sheet, x, y, color)


def _diamond(plot, xs, ys, status: str, color: str, label: str = "") -> None:
    plot(xs, ys, linestyle="none", marker="D", markersize=SIZE, color=color,
         fillstyle=STATUSES[status][0] if STATUSES[status][0] != "none" else "full",
         markerfacecolor=PAPER if STATUSES[status][0] == "none" else color,
         markerfacecoloralt=PAPER, markeredgecolor=color, markeredgewidth=1.4, clip_on=False,
         zorder=6, label=label)  # fmt: skip


def _sign(qualifier: str) -> int:
    return {"over": 1, "at_least": 1, "under": -1}.get(qualifier, 0)


def _arrow(sheet: Sheet, x: float, y: float, sign: int, color: str, across: bool) -> None:
    """A short arrow from the mark towards greater (sign 1) or lesser values."""
    dx, dy = (sign, 0) if across else (0, -sign)
    start, end = SIZE * 0.5 + 1, ARROW
    sheet.line([x + dx * start, x + dx * end], [y + dy * start, y + dy * end], color=color,
               linewidth=1.5)  # fmt: skip
    head = {(1, 0): ">", (-1, 0): "<", (0, -1): "^", (0, 1): "v"}[dx, dy]
    sheet.line([x + dx * end], [y + dy * end], color=color, marker=head, markersize=5,
               markeredgewidth=0, linestyle="none")  # fmt: skip


def _ring(sheet: Sheet, x: float, y: float, color: str) -> None:
    sheet.fig.add_artist(
        Circle((x, y), RING / 2, transform=sheet.pixels, fill=False, edgecolor=color,
               linewidth=1.1, linestyle=(0, (1, 1.6)), clip_on=False)
    )  # fmt: skip


def mark_radius(mark: Mark) -> float:
    """Px from a mark's centre that its diamond or ring covers."""
    return RING / 2 if mark.matched else SIZE * 0.75


def extra_boxes(mark: Mark, ends: Sequence[tuple[float, float]]) -> list[Box]:
    """Page px that a mark (values upwards) covers beside its topmost diamond: bar and arrow."""
    boxes = []
    if len(ends) == 2:
        (x, low), (_, high) = ends
        boxes.append(Box(x - SIZE * 0.75, high, x + SIZE * 0.75, low + SIZE * 0.75))
    if sign := _sign(mark.qualifier):
        x, y = ends[-1]
        top, bottom = sorted((y, y - sign * (ARROW + 3)))
        boxes.append(Box(x - 3, top, x + 3, bottom))
    return boxes


def key_of(marks: Iterable[Mark]) -> list[Mark]:
    """One neutral mark for each sign that `marks` use, in the order of the tables above."""
    drawn = [mark for mark in marks if mark.ends]
    key, said = [], set()
    for status, (_, words) in STATUSES.items():
        if words not in said and any(mark.status == status for mark in drawn):
            said.add(words)
            key.append(Mark(0, float("nan"), status, "exact", say(words)))
    for qualifier, (_, words) in QUALIFIERS.items():
        if words and words not in said and any(mark.qualifier == qualifier for mark in drawn):
            said.add(words)
            key.append(Mark(0, float("nan"), "", qualifier, say(words)))
    if any(mark.matched for mark in drawn):
        words = say("year not printed, matched to the record")
        key.append(Mark(0, float("nan"), "", "exact", words, matched=True))
    return key


def arrange_key(key: list[Mark], first: str = "") -> list[tuple[Mark | None, str, float, int]]:
    """(mark, words, px from the left, row) for each item; `first` names the plain line, if any."""
    items = ([(None, first)] if first else []) + [(mark, mark.as_printed) for mark in key]
    arranged, x, row = [], 0.0, 0
    for mark, words in items:
        width = 20 + text_width(words, LABEL) + 12
        if x and x + width - 12 > WIDTH:
            x, row = 0.0, row + 1
        arranged.append((mark, words, x, row))
        x += width
    return arranged


def key_room(arranged: list[tuple[Mark | None, str, float, int]]) -> float:
    """Px in height that a key needs."""
    return (arranged[-1][3] + 1) * (LINE + 3) if arranged else 0


def draw_key(sheet: Sheet, arranged: list[tuple[Mark | None, str, float, int]], top: float,
             across: bool = False, line_color: str = INK) -> None:  # fmt: skip
    """The key, its first row beginning at page px `top`."""
    for mark, words, left, row in arranged:
        x, y = left + 8, top + row * (LINE + 3) + 8
        sheet.text(left + 20, y + 3.6, words, color=SOFT)
        if mark is None:
            sheet.line([x - 8, x, x + 8], [y] * 3, color=line_color, linewidth=1.8, marker="o",
                       markersize=4.4, markevery=[1])  # fmt: skip
        elif mark.status:
            _diamond(sheet.line, [x], [y], mark.status, SOFT)
        elif mark.qualifier == "range":
            sheet.line([x - 7, x + 7], [y, y], color=SOFT, linewidth=3)
        elif mark.qualifier == "about":
            sheet.text(x, y + 3.6, "~", bold=True, color=SOFT, ha="center")
        elif mark.matched:
            _ring(sheet, x, y, SOFT)
        else:
            back = -9 * _sign(mark.qualifier)
            _arrow(sheet, x + (back if across else 0), y - (0 if across else back),
                   _sign(mark.qualifier), SOFT, across)  # fmt: skip
