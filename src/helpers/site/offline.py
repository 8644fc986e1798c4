"""A page shows whole without any other file or network, and its links lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

FOREIGN_TAGS = {"script", "link", "iframe", "frame", "object", "embed", "base", "meta", "form"}
LOADING_ATTRIBUTES = {"src", "srcset", "poster", "data", "background", "xlink:href"}
# of a link, as a browser reads it: without blanks, whatever the case
PROGRAM = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)
UNREAD = re.compile(r"[\x00-\x20]")
END = "\"'></style>"  # of whatever a piece leaves open
LINKS = ("href", "xlink:href")
SPOKEN = ("aria-", "data-", "title", "alt")  # attributes that only hold words
HERE = re.compile(r"\s*(#|data:)", re.IGNORECASE)
OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
IN_STYLE = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*[\"']?(?:#|data:))[^)]*\)?", re.IGNORECASE)

# Of a piece in small letters: without any of these it cannot ask for anything. Looking for them
# takes a tenth of the time that reading the piece takes.
SUSPECT = tuple(
    re.compile(pattern)
    for pattern in (
        *(f"<{tag}" for tag in sorted({*FOREIGN_TAGS, "style"})),
        *(rf"{name}\s*=" for name in sorted(LOADING_ATTRIBUTES)),
        r"""[\s"'/]on[^\s=<>]*\s*=""",
        r"url\((?!#)",
        "&(?!amp;|lt;|gt;|quot;|nbsp;|#x27;|#39;|#34;)",  # a sign that may hide one of the others
    )
)
PLAIN_LINK = re.compile(r'<a (?:class="[\w -]*" )?href="(?:https?:[^"<>&]*|[\w./#-]*)"')


def requests_in(html: str) -> list[str]:
    """What in this piece of a page asks for another file, or would run a program.

    A link that a reader may follow (`<a href>`) is no request, unless it holds a program. An
    attribute, a tag or a style that the piece leaves open counts: the page goes on behind it.
    """
    if not _suspect(html.lower()):
        return []
    finder = _Finder()
    finder.feed(html + END)
    finder.close()
    return list(dict.fromkeys(finder.found))


def _suspect(small: str) -> bool:
    if small.count("href") != len(PLAIN_LINK.findall(small)):
        return True
    return any(pattern.search(small) for pattern in SUSPECT)


def dead_links(pages: Iterable[tuple[str, str]], files: Collection[str]) -> list[tuple[str, str]]:
    """(page, link) of every link within the edition that leads nowhere.

    pages: (name, HTML); of each its links and ids are kept, not its text. files: names of the
    edition's other files. Names are paths within the edition.
    """
    links: dict[str, list[str]] = {}
    ids: dict[str, set[str]] = {}
    for name, html in pages:
        finder = _Finder()
        finder.feed(html)
        finder.close()
        links[name], ids[name] = list(dict.fromkeys(finder.links)), finder.ids
    return [
        (name, link)
        for name, found in links.items()
        for link in found
        if not OUTWARD.match(link) and not _leads_somewhere(name, link, ids, files)
    ]


def _leads_somewhere(
    page: str, link: str, ids: Mapping[str, set[str]], files: Collection[str]
) -> bool:
    path, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    target = target if path else page
    if anchor:
        return target in ids and unquote(anchor) in ids[target]
    return target in ids or target in files


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
            elif tag in ("a", "area") and name in LINKS and PROGRAM.match(UNREAD.sub("", text)):
                self.found.append(f'<{tag} {name}="{text[:60]}">')
            elif name not in LINKS and not name.startswith(SPOKEN) and "url(" in text.lower():
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
