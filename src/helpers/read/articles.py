"""The text of a news story, .txt or .html, as numbered sentences.

The numbers are those of the story format (data/README.md): line by line, a sentence ends with
. ! ? ; … or 。！？； before a space, a capital, an opening quote or the line's end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from helpers.faults import Fault, FaultsFound

LARGEST = 2_000_000  # bytes; a story has a few thousand
LONGEST = 20_000  # characters of one sentence; longer ones are no prose
END = re.compile(
    # not within "U.S. dollars" and "No. 5"
    r"(?<![A-Z]\.[A-Z](?=\. [a-z]))(?<!\b[A-Z](?=\.[A-Z]\.))(?<!\bNo(?=\. ?[0-9]))"
    r"[.!?;…]+(?=$|\s|[A-Z]|[“‘「『《]|[\"'](?=\w))"  # not before a closing quote
    r"|[.!?;…]*[。！？；][.!?;…。！？；]*[”’」』）)]*"  # no space follows in Chinese
)
WORD = re.compile(r"\w")
HTML = re.compile(r"\s*<(?:!doctype|html|head|body|article|div|p|meta|\?xml|!--)\b", re.IGNORECASE)
OPEN_TAG = re.compile(r"<(?!/?[A-Za-z][^<>]*>|![A-Za-z][^<>]*>)")
HIDDEN = set(
    "script style head noscript template nav svg iframe form footer aside button select".split()
)
BLOCKS = set(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article blockquote header footer main"
    " aside dd dt dl hr figure figcaption title td th pre option".split()
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a story: its number from 1 on, its line, its text; and whether it is the
    only sentence of a short line without an end mark, as headings are."""

    number: int
    line: int
    text: str
    heading: bool


def read_article(content: bytes, *, file: str) -> list[Sentence]:
    """The sentences of a story's file; HTML is known by its name or its first tag.

    UTF-8 (with or without byte order mark) or GB18030. Raises FaultsFound where it is no text:
    empty, too large, NUL bytes, neither encoding, a line of no end, no word in it.
    """

    def refused(found: str, todo: str) -> FaultsFound:
        return FaultsFound([Fault(file, None, "", found, "a story as .txt or .html", todo)])

    if len(content) > LARGEST:
        raise refused(
            f"the file has {len(content):,} bytes, at most {LARGEST:,} are read",
            "Save the story's text alone",
        )
    if not content.strip():
        raise refused("the file is empty", "Save the story's text into it")
    text = _decode(content)
    if text is None:
        raise refused("this is no text in UTF-8 or GB18030", "Save the story as text in UTF-8")
    if is_page(content, file):
        text = visible_text(text)
    found = sentences(text)
    if not found:
        raise refused("there is no word in it", "Save the story's text into it")
    if longest := next((one for one in found if len(one.text) > LONGEST), None):
        raise refused(
            f"sentence {longest.number} has {len(longest.text):,} characters",
            "Check that this is the text of a story",
        )
    return found


def is_page(content: bytes, file: str) -> bool:
    """Whether it is HTML, by its name or its first tag."""
    start = content[:1000].decode("utf-8", "ignore").removeprefix("\ufeff")
    return file.lower().endswith((".html", ".htm", ".xhtml")) or bool(HTML.match(start))


def _decode(content: bytes) -> str | None:
    """The text; None where it is none."""
    if b"\0" in content:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(not (sign.isprintable() or sign.isspace()) for sign in text)
        return text if odd * 50 <= len(text) else None
    return None


def sentences(text: str) -> list[Sentence]:
    """All sentences of a text, numbered through; an end mark on its own counts as one."""
    found: list[Sentence] = []
    for line, words in enumerate(text.splitlines(), start=1):
        pieces = _pieces(words.strip())
        for piece in pieces:
            heading = len(pieces) == 1 and len(piece) <= 120 and piece[-1] not in ".!?;。！？；"
            found.append(Sentence(len(found) + 1, line, piece, heading))
    return found


def _pieces(line: str) -> list[str]:
    pieces, start = [], 0
    for end in END.finditer(line):
        pieces.append(line[start : end.end()].strip())
        start = end.end()
    if WORD.search(line, start):
        pieces.append(line[start:].strip())
    return pieces


class _Visible(HTMLParser):
    """Collects what a reader sees: scripts, styles and menus left out, blocks on own lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if self.hidden:
            self.depth += tag == self.hidden
        elif tag in HIDDEN:
            self.hidden, self.depth = tag, 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.depth -= tag == self.hidden
            if not self.depth:
                self.hidden = ""
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            # A line break in the source is no line of the page.
            self.parts.append(re.sub(r"\s+", " ", data))


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def visible_text(html: str) -> str:
    """The lines that a reader of an HTML page sees; broken markup is read as far as it goes."""
    parser = _Visible()
    # The standard parser takes quadratic time over tags and comments without an end.
    parser.feed(OPEN_TAG.sub(" ", _without_comments(html)))
    parser.close()
    return "\n".join(line.strip() for line in "".join(parser.parts).splitlines() if line.strip())
