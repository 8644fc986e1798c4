"""Tables as values: rows in, HTML and the CSV behind it out. No number is computed here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.draw.chart import TABLE_MIME, Chart, check_name, csv_text
from helpers.draw.words import words_html
from helpers.language import current, say
from helpers.language.phrases import bracketed
from helpers.traces import only_trace, quoted_attribute, trace_attribute, untraced

_LONG = 8
"""Rows from which on a table says how many it has, and may be folded."""
_MANY = 6
"""Columns up to which a table of numbers may be scrolled on a phone."""
_NO_CSS = re.compile(r"[\\'\"<>;{}\n]")
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"{_YEAR}-(?:Q[1-4]|\d\d)|{_YEAR}(?:(?: to |–){_YEAR})?(?: \(\d+\))?"
    rf"|{_YEAR}(?:—{_YEAR})?年(?:[一二三四]季度|\d\d?(?:—\d\d?)?月)?(?:（\d+个年份）)?"
)
"""What stays on one line where it is all that a cell says: a period, and how many years of it have
figures. An English span of months takes too much room for that."""
_ONE_LINE = ' class="y"'
CODE_JOINTS = re.compile(r"(?<=[:/_])(?=.)")
MIXED = ' data-mixed=""'
MARKED_ROW = '<tr class="marked">'


@dataclass(frozen=True)
class Column:
    """One column of a table: key in the rows, heading, and how its cells stand.

    kind: "text"; "long" (sentences, given room); "code" (ids and file names, broken behind their
    : / _); "source" (a publication's title and, on a line of its own below it, such a code);
    "number" (right-aligned, the words as given); "estimate" (a number that may go on a second line
    with its interval); "drawing" (HTML made by this package, such as a
    sparkline: shown as it is and left out of the CSV).
    lang: of the words in its cells, where they are not in the page's language ("en").
    mixed: its cells are of several units, which no order holds together: it is not sorted by.
    """

    key: str
    heading: str
    kind: str = "text"
    lang: str = ""
    mixed: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its caption and source.

    name: slug, HTML id and name of the CSV. rows: what is shown, cells text; missing or "" is
    shown as a dash that says so. behind: the figures behind it, for the CSV (rows, if None).
    marked: of each row, whether it stands out. tall: scrolls within itself when long. folded:
    secondary, and folded away under its caption when long.
    groups: (heading, how many columns it spans) above the columns' own headings. stacked: on a
    phone each row stands under its head, its cells below one another, each with its heading (of
    grouped columns: the group's, the cells of a group beside one another); a table with sentences,
    with codes or with many columns is so in any case.
    """

    name: str
    caption: str
    columns: Sequence[Column]
    rows: pd.DataFrame
    source: str = ""
    behind: pd.DataFrame | None = None
    marked: Sequence[bool] = ()
    tall: bool = False
    folded: bool = False
    groups: Sequence[tuple[str, int]] = ()
    empty: str = ""
    stacked: bool = False

    def __post_init__(self) -> None:
        check_name(self.name)

    def html(self) -> str:
        """The table in its scrolling box, caption above, source and CSV below."""
        name, said = escape(self.name), self.caption
        if self.tall and len(self.rows) > _LONG:
            said += bracketed(say("{number} rows", number=len(self.rows)))
        caption = words_html(said)
        told, named = f'aria-label="{escape(said)}"', ""
        if untraced(said) != said:  # numbers with their traces: the caption itself is the name
            told, named = f'aria-labelledby="{name}-caption"', f' id="{name}-caption"'
        if self.rows.empty:
            empty = escape(self.empty or say("Nothing to show."))
            words = say("{name}: {words}", name=caption, words=empty)
            return f'<p id="{name}" class="note">{words}</p>'
        heads = "".join(
            f'<th scope="col"{_class(column)}{MIXED if column.mixed else ""}{said}>'
            f"{escape(column.heading)}</th>"
            for column, said in zip(self.columns, self._said(), strict=True)
        )
        groups = "".join(
            f'<th scope="colgroup" colspan="{span}" class="group">{escape(heading)}</th>'
            if heading
            else f'<td colspan="{span}" class="group"></td>'
            for heading, span in self.groups
        )
        above = f"<tr>{groups}</tr>" if groups else ""
        marked = list(self.marked) or [False] * len(self.rows)
        body = "\n".join(
            f"{MARKED_ROW if mark else '<tr>'}{self._cells(row)}</tr>"
            for mark, row in zip(marked, self.rows.to_dict("records"), strict=True)
        )
        kind = (" tall" if self.tall else "") + (" stacked" if self._stacked else "")
        source = (
            f'<p class="source">{words_html(self.source)} ' if self.source else '<p class="source">'
        )
        box = f'<div class="table-scroll sticky-first{kind}" tabindex="0" role="region" {told}>'
        table = (
            f'{box}<table id="{name}"{self._headings()}><caption{named}>{caption}</caption>'
            f"<thead>{above}<tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
            f'{source}<a class="download" href="data/{name}.csv">{say("Table (CSV)")}</a></p>'
        )
        if not (self.folded and len(self.rows) > _LONG):
            return table
        return f'<details class="fold">\n<summary>{caption}</summary>\n{table}\n</details>'

    @property
    def _stacked(self) -> bool:
        many = len(self.columns) > _MANY and not self.groups
        return (
            self.stacked
            or many
            or any(one.kind in ("long", "code", "source") for one in self.columns)
        )

    def _said(self) -> list[str]:
        """Of each column which group its cells begin, where rows are stacked."""
        if not (self._stacked and self.groups):
            return [""] * len(self.columns)
        words = [part for head, span in self.groups for part in (head, *[""] * (span - 1))]
        return [f' data-l="{escape(one)}"' if one else "" for one in words]

    def _headings(self) -> str:
        """What a stacked row puts before its cells."""
        if not self._stacked or self.groups:
            return ""
        return before_cells([one.heading for one in self.columns])

    def _cells(self, row: dict[str, object]) -> str:
        cells = []
        for position, (column, said) in enumerate(zip(self.columns, self._said(), strict=True)):
            value = row[column.key]
            trace = quoted = ""
            missing = value is None or value == "" or (isinstance(value, float) and value != value)
            if missing:
                words = f'<span class="gap" title="{say("none")}">–</span>'
            elif column.kind == "drawing":
                words = str(value)
            elif column.kind in ("code", "source"):
                title, _, code = str(value).rpartition("\n")
                words = _code_html(code)
                if title:
                    words = f'{words_html(title)} <small class="code">{words}</small>'
            else:
                plain, trace = only_trace(str(value))
                words = words_html(plain)
                quoted = quoted_attribute(trace, plain)
            tag = 'th scope="row"' if position == 0 else "td"
            said_kind = _class(column)
            if column.kind == "text" and _is_period(untraced(str(value))):
                said_kind = _ONE_LINE
            about = f"{said_kind}{_language(column) or quoted}{trace_attribute(trace)}{said}"
            cells.append(f"<{tag}{about}>{words}</{tag[:2]}>")
        return "".join(cells)

    @property
    def tables(self) -> list[dict[str, str]]:
        """Name and CSV, as the site stage takes them; a table of nothing has its headings."""
        if self.behind is not None and len(self.behind.columns):
            frame = self.behind
        else:
            keys = [column.key for column in self.columns if column.kind != "drawing"]
            frame = self.rows.reindex(columns=keys)
        return [{"name": self.name, "csv": csv_text(frame)}]

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        return {
            "text/html": self.html(),
            "text/plain": untraced(self.caption),
            TABLE_MIME: self.tables[0],
        }


@dataclass(frozen=True)
class Prose:
    """Words of the report as HTML made by this package; every figure in it already escaped."""

    markup: str

    def html(self) -> str:
        return self.markup

    @property
    def tables(self) -> list[dict[str, str]]:
        return []

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        return {"text/html": self.markup, "text/plain": self.markup}


def note(words: str) -> Prose:
    """A quiet sentence in place of what there is not."""
    return Prose(f'<p class="note">{words_html(words)}</p>')


@dataclass(frozen=True, eq=False)
class Block:
    """Several pieces shown as one; box: class of the div around them ("charts": beside one
    another, "column": below one another within a grid), "" for none. fold: what is said of the
    block while it is folded away, as secondary; "" for a block that is not."""

    pieces: Sequence[Chart | Table | Prose | Block]
    box: str = ""
    fold: str = ""

    def html(self) -> str:
        inner = "\n".join(piece.html() for piece in self.pieces)
        inner = f'<div class="{self.box}">\n{inner}\n</div>' if self.box else inner
        if not self.fold:
            return inner
        words = escape(self.fold)
        return f'<details class="fold">\n<summary>{words}</summary>\n{inner}\n</details>'

    @property
    def tables(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        for piece in self.pieces:
            if isinstance(piece, Chart):
                found.append({"name": piece.behind, "csv": csv_text(piece.data)})
            else:
                found += piece.tables
        return found

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        return {"text/html": self.html(), "text/plain": "", TABLE_MIME: self.tables}


def _class(column: Column) -> str:
    classes = {"number": "num", "estimate": "num estimate", "long": "long", "code": "code",
               "source": "long"}  # fmt: skip
    return f' class="{classes[column.kind]}"' if column.kind in classes else ""


def _is_period(words: str) -> bool:
    """Whether the words are a period that a browser would break."""
    return not (words.isascii() and words.isdigit()) and bool(_PERIOD.fullmatch(words))


def _code_html(code: str) -> str:
    """A code that may go on in the next line where its parts meet, never within a word."""
    return "<wbr/>".join(words_html(part) for part in CODE_JOINTS.split(code))


def before_cells(headings: Sequence[str], first: int = 2) -> str:
    """A table's attribute with the headings as strings of CSS, from column `first` on.

    What an element around it has for a column is the table's, too.
    """
    said = [(at, _css_string(words)) for at, words in enumerate(headings, 1) if at >= first]
    words = ";".join(f"--{at}:{words}" for at, words in said)
    return f' style="{escape(words, quote=False)}"'  # `_css_string` left no other quotes in it


def _css_string(words: str) -> str:
    """Words as a string of CSS: what could end it as its code point."""
    return f"'{re.sub(_NO_CSS, lambda sign: f'{chr(92)}{ord(sign[0]):x} ', words)}'"


def _language(column: Column) -> str:
    return f' lang="{column.lang}"' if column.lang and column.lang != current() else ""
