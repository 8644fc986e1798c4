"""English words of the data on a Chinese page, marked as such: what reads the page aloud must know.

Their Chinese is not there yet (`helpers.report.lacking`). They reach a page in sentences, tables
and pictures, whole or broken into lines, so they are looked for on the finished page. In a title or
an attribute, which hold no markup, they stand as plain words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from helpers.language import ENGLISH

# what is no text, or can hold no markup; else a tag
_TOKEN = re.compile(
    r"<!--.*?-->|<(script|style|title|desc|code|option)\b.*?</\1>|<[^>]*>", re.DOTALL
)
_TAG = re.compile(r"<(/?)([\w:-]+)")
_MARK = f' lang="{ENGLISH}"'
_WORDS = re.compile("[A-Za-z][\x20-\x7e]*")
_WORD = re.compile("[A-Za-z]{2}")
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "(?:'|&#x27;|&#39;)",
          '"': '(?:"|&quot;|&#34;)'}  # fmt: skip


def marked(page: str, texts: Sequence[str]) -> str:
    """The page (HTML), with an element that says `lang="en"` around each of these texts.

    A line of a wrapped text is marked too, and what already is marked stays as it is.
    """
    if not texts:
        return page
    start = max(page.find("<body"), 0)
    texts = sorted(dict.fromkeys(texts), key=lambda text: (-len(text), text))
    whole = re.compile("|".join(_pattern(text) for text in texts))
    pieces, end, element, inside = [page[:start]], start, "bdi", []
    for token in _TOKEN.finditer(page, start):
        text = page[end : token.start()]
        pieces += [text if inside else _marked(text, element, whole, texts), token[0]]
        end = token.end()
        tag = _TAG.match(token[0])
        if not tag or token[1] or token[0].endswith("/>"):
            continue
        closes, name = tag.groups()
        if name == "svg":
            element = "bdi" if closes else "tspan"
        if inside and name == inside[0]:
            inside = inside[1:] if closes else [name, *inside]
        elif not inside and not closes and _MARK in token[0]:
            inside = [name]
    return "".join([*pieces, page[end:]])


def _marked(text: str, element: str, whole: re.Pattern[str], texts: Sequence[str]) -> str:
    if not _WORD.search(text):
        return text
    pieces, end = [], 0
    for found in whole.finditer(text):
        pieces += [_lines(text[end : found.start()], element, texts), _in(element, found[0])]
        end = found.end()
    return "".join([*pieces, _lines(text[end:], element, texts)])


def _lines(text: str, element: str, texts: Sequence[str]) -> str:
    """Marks runs of words that are a part of one of the texts, as the lines of a label are."""

    def mark(found: re.Match[str]) -> str:
        words = unescape(found[0]).strip(" .,;:()")
        part = _WORD.search(words) and any(
            re.search(rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])", text, re.IGNORECASE)
            for text in texts
        )
        return _in(element, found[0]) if part else found[0]

    return _WORDS.sub(mark, text)


def _in(element: str, words: str) -> str:
    return f"<{element}{_MARK}>{words}</{element}>"


def _pattern(text: str) -> str:
    """What finds the text in HTML; its first letter may have been made a capital, or small."""
    signs = [_SIGNS.get(sign) or (r"\s+" if sign == " " else re.escape(sign)) for sign in text]
    if text[0].isalpha():
        signs[0] = f"[{text[0].lower()}{text[0].upper()}]"
    before = "(?<![A-Za-z])" if text[0].isalpha() else ""
    after = "(?![A-Za-z])" if text[-1].isalpha() else ""
    return before + "".join(signs) + after
