"""A page shows whole without any other file or network, and its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

FOREIGN_TAGS = {"script", "link", "iframe", "frame", "object", "embed", "base", "meta", "form"}
LOADING_ATTRIBUTES = {"src", "srcset", "poster", "data", "background", "xlink:href"}
HERE = re.compile(r"\s*(#|data:)", re.IGNORECASE)
OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
IN_STYLE = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*[\"']?(?:#|data:))[^)]*\)?", re.IGNORECASE)


def requests_in(html: str) -> list[str]:
    """What in this piece of a page asks for another file, or would run a program.

    A link that a reader may follow (`<a href>`) is no request.
    """
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return list(dict.fromkeys(finder.found))


def dead_links(pages: Mapping[str, str], files: Collection[str]) -> list[tuple[str, str]]:
    """(page, link) of every link within the edition that leads nowhere.

    pages: name -> HTML. files: names of the edition's other files.
    """
    finders = {}
    for name, html in pages.items():
        finders[name] = _Finder()
        finders[name].feed(html)
        finders[name].close()
    dead = []
    for name, finder in finders.items():
        for link in dict.fromkeys(finder.links):
            if OUTWARD.match(link):
                continue
            target, _, anchor = link.partition("#")
            target = unquote(target) or name
            missing_file = target not in finders and target not in files
            ids = finders[target].ids if target in finders else set()
            if missing_file or (anchor and unquote(anchor) not in ids):
                dead.append((name, link))
    return dead


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in FOREIGN_TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            text = value or ""
            if name == "id":
                self.ids.add(text)
            elif name == "href" and tag == "a":
                self.links.append(text)
            loads = name in LOADING_ATTRIBUTES or (name == "href" and tag not in ("a", "area"))
            if loads and tag != "a" and not HERE.match(text):
                self.found.append(f'<{tag} {name}="{text[:60]}">')
            elif name.startswith("on"):
                self.found.append(f"<{tag} {name}=...>")
            elif name != "href" and "url(" in text.lower():
                self._find_in_style(text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._find_in_style(data)

    def _find_in_style(self, text: str) -> None:
        self.found += [match.group(0)[:60] for match in IN_STYLE.finditer(text)]
