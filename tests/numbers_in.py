"""The rule: which numbers of a page must say what they stand on, written down here alone.

A number is a run of digits (with thousands separators and decimals) in the text that a page shows.
It is traced where it, or an element around it, has `data-o`. It needs no trace where it is

1. a year, or a span or part of years: 1900 to 2099, alone, "2012 to 2024", "2022-07", "2022-Q1",
   "2022年1—7月";
2. a tick of an axis or a legend's edge (class "tick");
3. part of a name: of an indicator, its unit, an area, a publication, a story, as the reference
   tables of the project spell it, or what a picture leaves of one on a line ("10,000 people");
   "the 31" (provinces; 31个省份之和); "1 is best" ("1为最优", "1为最高"), which says how ranks are
   read;
4. in a heading, a caption or the fold over it (they count their own rows), a heading of a column, a
   navigation, or the colophon (versions and hashes);
5. code: ids, file names (`code`, `pre`, class "code");
6. words of the data themselves: a cell of sentences (class "long") of the tables that quote notes,
   reasons and definitions (QUOTING), or such a note anywhere (deciders.csv); a definition (class
   "note", "caution") says what an indicator is, and class "reason" is quoted from conflicts.csv.
   What this report words itself is no quotation: "what every step did", "most alike on".

What is spoken alone (`aria-label`, `title`, `alt` and `aria-valuetext`) is held to the same rule: a
number in it needs a trace on its own element, which is judged with it. Free is the count of its own
rows in brackets, which the name of a table repeats from its caption.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"(?<![\w.])[0-9][0-9,]*(?:\.[0-9]+)?")
YEAR = re.compile(
    r"(?:19|20)[0-9]{2}(?:-(?:[0-9]{2}|Q[1-4])(?:-[0-9]{2})?|年[0-9]{1,2}(?:—[0-9]{1,2})?月)?"
)
FIXED = re.compile("10,000 people|(?:the|beyond the) 31\\b|1 is best|1为最[优高]|31个省份之和")
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "use", "path", "circle",
        "line", "rect", "polyline", "polygon", "ellipse", "stop"}  # fmt: skip
SPOKEN = ("aria-label", "title", "alt", "aria-valuetext")
OWN_COUNT = re.compile(r"[（(]\d[\d,]* ?[^()（）]*[)）]$")
NO_TRACE_TAGS = {"h1", "h2", "h3", "h4", "caption", "summary", "nav", "footer", "header", "code",
                 "pre", "style", "script", "title", "desc"}  # fmt: skip
NO_TRACE_CLASSES = {"tick", "code", "note", "caution", "reason"}
QUOTING = re.compile(
    r">table#(not-comparable|not-comparable-reasons|definitions|sources|arrived|bureau-tables|derived"
    r"|left-out|notes|scoreboard-framework|city-[0-9]+|area_[0-9]+_(stories|definitions|sources))\b"
)


@dataclass(frozen=True)
class Untraced:
    """A number without a trace: its digits, the words around it, and the kind of place."""

    number: str
    words: str
    place: str


def untraced(html: str) -> list[Untraced]:
    """Every number of a page that has no trace, though it needs one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [
        Untraced(number, words, place)
        for words, place in reader.texts
        for number in _numbers(words)
    ]


def _numbers(words: str) -> Iterator[str]:
    bare = _names().sub(" ", words)
    bare = YEAR.sub(" ", FIXED.sub(" ", bare))
    yield from NUMBER.findall(bare)


@cache
def _names() -> re.Pattern[str]:
    """Every name of the reference tables that holds a digit, the longest first."""
    names: set[str] = set()
    for path, columns in (
        ("reference/indicators.csv", ("name_en", "display_unit", "publication", "break_years")),
        ("reference/areas.csv", ("name_en",)),
        ("reference/indicators_zh.csv", ("display_unit", "publication", "break_years")),
        ("reference/scoreboard.csv", ("name", "unit")),
        ("reference/deciders.csv", ("note",)),
        ("sources.csv", ("title", "publisher", "date", "licence", "compilation")),
    ):
        with (ROOT / "data" / path).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    names |= {part.partition("=")[2] or part for part in row[column].split("|")}
    with (ROOT / "data/reference/texts_zh.csv").open(encoding="utf-8", newline="") as file:
        names |= {row["text_zh"] for row in csv.DictReader(file) if row["text"] in names}
    held = {name for name in names if re.search("[0-9]", name)}
    lowered = {name[:1].lower() + name[1:] for name in held}
    ordered = sorted(held | lowered, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


class _Reader(HTMLParser):
    """The texts that stand outside of traces and of the places that need none, each with a place:
    the id of the figure, table or section that it is in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool, str]] = []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        given = dict(attrs)
        spoken = [given.get(name) or "" for name in SPOKEN]
        classes = set((given.get("class") or "").split())
        above = self._open[-1] if self._open else ("", False, "")
        free = above[1] or "data-o" in given or tag in NO_TRACE_TAGS
        free = free or bool(classes & NO_TRACE_CLASSES)
        free = free or ("long" in classes and bool(QUOTING.search(above[2])))
        free = free or (tag == "th" and given.get("scope") in ("col", "colgroup"))
        place = above[2]
        if tag in ("figure", "table", "ul", "ol", "dl", "caption", "summary", "p", "small", "text"):
            name = given.get("id") or given.get("class") or ""
            place = f"{place}>{tag}{'#' + name if name else ''}"
        self._open.append((tag, free, place))
        if "data-o" not in given:
            heard = [(OWN_COUNT.sub(" ", words), f"{place}@{tag}") for words in spoken if words]
            self.texts += [(" ".join(words.split()), where) for words, where in heard]

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data):
        _, free, place = self._open[-1] if self._open else ("", False, "")
        if not free and data.strip():
            self.texts.append((" ".join(data.split()), place))


class Numbers(HTMLParser):
    """(key, words) of every traced number, in the order of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._key = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._key = dict(attrs).get("data-o") or ""

    def handle_data(self, data):
        if self._key:
            self.found.append((self._key, data))
        self._key = ""
