"""One executed notebook -> one page of HTML that stands alone, and the tables behind it.

A page holds the notebook's text and its outputs, never its code. What reaches a page:

    text cells                        Markdown, HTML in it as it stands
    text/html, image/svg+xml          as it stands
    text/markdown                     rendered like a text cell
    printed text, text/plain          as printed, where nothing richer is given
    application/vnd.innovation-report.table+json
                                      not shown: {"name", "csv"} or a list of them, files of
                                      the edition

Warnings (stderr), images without a text alternative, and anything that would need another
file are faults: a page shows whole without network, and equal inputs give equal bytes. Signs
that nobody sees, such as those that turn the direction of text, show as their code points.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import mistune

from helpers.claims.judge import Judge, judge_on
from helpers.claims.rows import Rows
from helpers.draw.chart import TABLE_MIME
from helpers.draw.look import LOOK_MIME
from helpers.faults import Fault, FaultsFound
from helpers.language import CHINESE, ENGLISH, NoChinese, speaking
from helpers.signs import made_visible
from helpers.site.foreign import marked
from helpers.site.frame import framed
from helpers.site.looks import said_once
from helpers.site.notebooks import in_other_language, is_text_in
from helpers.site.offline import requests_in
from helpers.site.place import Place
from helpers.site.postponed import nbformat
from helpers.site.tracing import Traces
from helpers.traces import ATTRIBUTE, RECKONED, SPOKEN

TABLE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+|<[\w.]+ object")  # differs from run to run
HEADING = re.compile(r"<h([1234])([^>]*)>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
ID = re.compile(r"\bid\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
TWIN = "data-twin"  # what the English twin of a Chinese heading is called
AS_TWIN = re.compile(f' {TWIN}="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
# a claim that is more than a formula in words, or a count of what a picture shows
NEEDS_FIGURES = re.compile(rf'{ATTRIBUTE}="\[(?!&quot;{RECKONED}&quot;)')


@dataclass(frozen=True)
class Rendered:
    """A page, and name -> CSV text of the tables that its notebook gave."""

    html: str
    tables: dict[str, str] = field(default_factory=dict)


def render_page(
    notebook: nbformat.NotebookNode,
    name: str,
    place: Place,
    data_dir: Path | None = None,
    english: Sequence[str] = (),
) -> Rendered:
    """The page of an executed notebook. `name` is the notebook's file name, for messages.

    data_dir: whose observations bear the claims of the page (`helpers.claims`), or refute them.
    english: texts of the data that a Chinese page says in English (`helpers.site.foreign`).
    Raises FaultsFound with everything in the notebook that may not reach a page: a false claim,
    and a claim without data to be judged on, among it.
    """
    try:
        with speaking(place.language):
            page = _render(notebook, name, place, data_dir)
    except NoChinese as lacking:
        raise FaultsFound([Fault(name, None, "", str(lacking))]) from lacking
    return replace(page, html=marked(page.html, english))


def _render(
    notebook: nbformat.NotebookNode, name: str, place: Place, data_dir: Path | None
) -> Rendered:
    faults: list[Fault] = []
    parts: list[str] = []
    tables: dict[str, str] = {}
    claims = _Claims(data_dir, tables)
    number, english = 0, ""
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            continue
        number += 1
        if in_other_language(cell, place.language):
            if is_text_in(cell, ENGLISH):
                english = cell.source
            continue
        where = _Where(name, number, faults)
        if cell.cell_type != "markdown":
            pieces = _outputs(cell, where)
        elif is_text_in(cell, CHINESE):
            pieces = [_with_ids_of(_markdown()(english), _markdown()(cell.source), where)]
        else:
            pieces = [_markdown()(cell.source)]
        _collect_tables(cell, where, tables)
        for piece in pieces:
            shown = claims.judged(piece, where)
            where.check_offline(shown)
            parts.append(shown)
    whole = "\n".join(part.strip() for part in parts if part.strip())
    body, headings = _with_ids(made_visible(whole))
    first = [text for level, _, text in headings if level == 1]
    if len(first) != 1:
        found = f"the notebook has {len(first)} headings of the first level"
        faults.append(Fault(name, None, "", found, "exactly one: it is the page's title"))
    if faults:
        raise FaultsFound(faults)
    body, looks = said_once(body)
    return Rendered(framed(place, first[0], headings, body, claims.table, looks), tables)


@dataclass(eq=False)
class _Claims:
    """The claims of a page. The figures are read with the first one.

    tables: name -> CSV text of what the page has published so far.
    """

    data_dir: Path | None
    tables: dict[str, str]
    _traces: Traces | None = None

    def judged(self, piece: str, where: _Where) -> str:
        """The piece with short keys in place of its claims; a fault for each that is refused."""
        if ATTRIBUTE not in piece and SPOKEN not in piece:
            return piece
        if self.data_dir is None and NEEDS_FIGURES.search(piece):
            where.fault("makes claims, and there are no figures to judge them on")
            return piece
        if self._traces is None:
            nothing = Judge(Rows({}, {}, {}, {}))
            judge = judge_on(self.data_dir) if self.data_dir else nothing
            self._traces = Traces(judge, self.tables)
        todo = "A defect of the report: please report it"
        return self._traces.take(piece, lambda why: where.fault(f"claims what is not so: {why}",
                                                                todo))  # fmt: skip

    @property
    def table(self) -> str:
        return self._traces.as_json() if self._traces else ""


@dataclass(frozen=True)
class _Where:
    """A cell, to be named in faults."""

    notebook: str
    cell: int
    faults: list[Fault]

    def fault(self, found: str, todo: str = "") -> None:
        self.faults.append(Fault(self.notebook, None, "", f"cell {self.cell} {found}", todo=todo))

    def check_offline(self, piece: str) -> None:
        for request in requests_in(piece):
            self.fault(
                f"puts {request} on the page, which needs another file or a program",
                "Put what it shows into the page itself",
            )


def _outputs(cell: nbformat.NotebookNode, where: _Where) -> list[str]:
    """The shown outputs of a code cell, in order."""
    pieces = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            if output.name == "stderr":
                line = (output.text.strip().splitlines() or [""])[-1]
                where.fault(f"warns on stderr: {line}", "Mend what it warns of")
            else:
                pieces.append(_printed(output.text))
        elif LOOK_MIME in output.get("data", {}):
            continue
        elif output.output_type in ("display_data", "execute_result"):
            pieces.append(_richest(output.data, where))
        else:
            where.fault(f"ended with {output.get('ename', output.output_type)}")
    return pieces


def _richest(data: dict[str, Any], where: _Where) -> str:
    for mime in ("text/html", "image/svg+xml"):
        if mime in data:
            return data[mime]
    if "text/markdown" in data:
        return _markdown()(data["text/markdown"])
    if TABLE_MIME in data:
        return ""
    images = [mime for mime in data if mime.startswith("image/")]
    if images:
        where.fault(
            f"shows a bare {images[0]}, which has no text alternative",
            "Give it as text/html with an alt text",
        )
        return ""
    text = data.get("text/plain", "")
    if ADDRESS.search(text):
        where.fault(
            f"shows an object, not a result: {text.splitlines()[0]}",
            "End the line with a semicolon, or show what it holds",
        )
        return ""
    return _printed(text)


def _printed(text: str) -> str:
    return f'<pre class="printed">{html.escape(text.rstrip())}</pre>' if text.strip() else ""


def _collect_tables(cell: nbformat.NotebookNode, where: _Where, tables: dict[str, str]) -> None:
    for output in cell.get("outputs", []):
        given = output.get("data", {}).get(TABLE_MIME, [])
        for table in given if isinstance(given, list) else [given]:
            if not isinstance(table, dict) or set(table) != {"name", "csv"}:
                where.fault("gives a table that is not {name, csv}")
            elif not TABLE_NAME.fullmatch(str(table["name"])) or table["name"] == "observations":
                where.fault(
                    f"gives a table the name {table['name']!r}",
                    "Use a-z, 0-9, - and _, and leave observations to the edition itself",
                )
            elif tables.setdefault(table["name"], table["csv"]) != table["csv"]:
                where.fault(f"gives a second, different table {table['name']}")


def _with_ids(body: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The body with an id on every heading, and (level, id, text) of each."""
    taken = set(ID.findall(body))
    headings: list[tuple[int, str, str]] = []

    def give(match: re.Match[str]) -> str:
        level, attributes, inner = match.groups()
        text = html.unescape(TAG.sub("", inner)).strip()
        own = ID.search(attributes)
        twin = AS_TWIN.search(attributes)
        attributes = AS_TWIN.sub("", attributes)
        anchor = own.group(1) if own else _free(twin[1] if twin else _slug(text), taken)
        headings.append((int(level), anchor, text))
        given = attributes if own else f'{attributes} id="{anchor}"'
        return f"<h{level}{given}>{inner}</h{level}>"

    return HEADING.sub(give, body), headings


def _with_ids_of(english: str, chinese: str, where: _Where) -> str:
    """Chinese text whose headings have the ids of its English twin's: a link leads to both."""
    anchors = [_slug(html.unescape(TAG.sub("", found[2])).strip())
               for found in re.findall(HEADING, english)]  # fmt: skip
    if len(anchors) != len(HEADING.findall(chinese)):
        where.fault("has other headings than the English text before it")
        return chinese
    ids = iter(anchors)
    return HEADING.sub(
        lambda found: f'<h{found[1]}{found[2]} {TWIN}="{next(ids)}">{found[3]}</h{found[1]}>',
        chinese,
    )


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "section"


def _free(anchor: str, taken: set[str]) -> str:
    """`anchor`, or with the first number that makes it new; it is taken from now on."""
    free, number = anchor, 1
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    taken.add(free)
    return free


@cache
def _markdown() -> mistune.Markdown:
    markdown = mistune.create_markdown(escape=False, plugins=["table"])
    markdown.renderer.register("table", _scrolling_table)
    return markdown


def _scrolling_table(renderer: mistune.BaseRenderer, text: str) -> str:
    box = '<div class="table-scroll" tabindex="0" role="region" aria-label="Table">'
    return f"{box}\n<table>\n{text}</table>\n</div>\n"
