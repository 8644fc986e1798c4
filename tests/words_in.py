"""The words of a page that are not in its language.

A Chinese page shows no English words, an English page no Chinese ones, but for what is marked as
being in the other language (`lang`), code, and names that both languages write alike.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

HAN = re.compile(r"[\u4e00-\u9fff]")
WORDS = re.compile(r"[A-Za-z][A-Za-z&'’-]+")
ALIKE = set(
    """R&D GDP SCI CSV SVG PNG APA BibTeX GB OECD EIS innovation-report MIT Sobol Shapley Spearman
    Kendall Pearson Cronbach areas area peers years indicators language observations all
    default""".split()
)  # names, shapes of files, and what is typed into parameters.yml
UNITS = {"yuan", "billion", "million"}  # the second line of a story's words in a picture
NAMES = re.compile(
    r"@misc\{.*|[a-z]+(?:_[a-z0-9]+)+|[\w./-]+\.(?:html|csv|md|yml|py)|(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])|[\w-]+/[\w.-]+|\[EB/OL\]"
)  # codes of indicators, files, hashes
VOID = set(
    "area base br col embed hr img input link meta source track wbr path circle rect".split()
)
SHOWN = ("aria-label", "title", "placeholder", "alt")
UNREAD = ("script", "style", "code")


MARKED_ENGLISH = re.compile(r"<(\w+)[^>]*\blang=\"en\"[^>]*>.*?</\1>", re.DOTALL)
QUOTED = re.compile("“[^”]*”")  # a story's words within a note or a sentence
LATIN = re.compile(r"[A-Za-z]{3,}[^<>]{0,40}")


def english_in(html: str, *names: re.Pattern[str]) -> list[str]:
    """Runs of Latin letters in a Chinese piece of a page, read or spoken, but for these names, in
    their order, for what is marked as English and for quoted words."""
    whole = html.replace("<wbr/>", "")  # where a code may be broken it is one still
    shown = re.sub(r"<(style|script)\b.*?</\1>", "", MARKED_ENGLISH.sub("", whole), flags=re.DOTALL)
    spoken = re.findall(r'\b(?:aria-label|title|alt)="([^"]*)"', shown)
    texts = [QUOTED.sub("", unescape(one)) for one in (re.sub(r"<[^>]+>", "\n", shown), *spoken)]
    for name in names:
        texts = [name.sub("", one) for one in texts]
    return [hit for one in texts for hit in LATIN.findall(one)]


class Foreign(HTMLParser):
    """found: (element, text) of each piece of text with words of the other language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = given["lang"]
        self._open.append((tag, given))
        for name in SHOWN:
            self._look(given.get(name, ""), f"{tag} {name}")
        if tag in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, text):
        self._look(text, self._open[-1][0] if self._open else "")

    def _look(self, text, where):
        if any(tag in UNREAD or "code" in given.get("class", "").split() or "data-tex" in given
               for tag, given in self._open):  # fmt: skip
            return
        language = next((given["lang"] for _, given in reversed(self._open) if "lang" in given), "")
        if language != self.language:
            return
        if self.language == "en":
            foreign = HAN.search(text) and where != "title"
        else:
            words = [word for word in WORDS.findall(NAMES.sub(" ", text)) if word not in ALIKE]
            foreign = any(len(word) > 2 for word in words)
        if foreign and not (where == "text" and set(WORDS.findall(text)) <= UNITS):
            self.found.append((where, " ".join(text.split())))
