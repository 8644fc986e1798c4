"""Hostile input stays data: no text of the tables becomes more than text on a page.

The policy of the page that forbids programs is switched off here, so that whatever could run
would run.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import hostile
import nbformat
import pandas as pd
import pytest
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

import helpers.site
from helpers.draw.layout import Heading, new_sheet
from helpers.draw.style import chart_style
from helpers.draw.table import Block, Column, Table
from helpers.faults import FaultsFound
from helpers.parameters import load_parameters
from helpers.reference import load_reference
from helpers.signs import made_visible, unseen_in
from helpers.site.build import build
from helpers.site.make import locally
from helpers.site.pages import Place, render_page
from helpers.site.pool import FORK
from helpers.site.progress import Progress

TEMPLATES = Path(helpers.site.__file__).parent / "templates"
OVERRIDE, ISOLATE, NO_WIDTH = "\u202e", "\u2067", "\u200b"
DRAWN = {"svg", "g", "path", "text", "defs", "use", "title", "desc", "rect", "clipPath", "circle"}
WRITTEN = set(
    "html head meta title style body a header div p nav ul ol li main h1 h2 h3 h4 details summary "
    "figure figcaption strong span small table caption thead tbody tr th td dl dt dd footer code "
    "em bdi time wbr button dialog input label datalist option script".split()
)
# the page's own programs, and its own table of traces, which is no program
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.js")}
TOUCH_ALL = """() => {
    addEventListener('click', event => event.preventDefault(), true);
    for (const each of document.querySelectorAll('*')) {
        for (const kind of ['mouseover', 'mouseenter', 'mousemove', 'mousedown', 'click'])
            each.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
        for (const kind of ['focus', 'load', 'error', 'toggle', 'animationstart'])
            each.dispatchEvent(new Event(kind));
        if (each.tagName === 'DETAILS') each.open = true;
        if (each.focus) each.focus();
    }
}"""
FOUND = """() => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap(each => [...each.attributes]);
    return {
        pwned: typeof window.pwned,
        tags: [...new Set(all.map(each => each.localName))],
        handlers: attributes.map(each => each.name).filter(name => /^on/i.test(name)),
        links: attributes.filter(each => /href|src/i.test(each.name)).map(each => each.value),
        scripts: all.filter(each => each.localName === 'script' && each.type !== 'application/json')
            .map(each => each.textContent.trim()),
        styles: document.querySelectorAll('style').length,
        hidden: getComputedStyle(document.querySelector('main')).display,
    };
}"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> tuple[Path, dict[str, list[str]]]:
    """The real notebooks, under hostile names, on hostile data; and what each field holds."""
    folder = tmp_path_factory.mktemp("hostile")
    made = hostile.write_hostile(folder)
    henan = next(name for name in made["name_en"] if name.startswith("Henan"))
    build(
        None,
        [
            ("areas", json.dumps(["430000", henan, "420000"])),
            ("first_year", str(hostile.FIRST_YEAR)),
            ("indicators", "[rd_intensity_revised_gdp]"),
        ],
        data_dir=folder / "data",
        notebooks_dir=folder / "notebooks",
        out_dir=folder / "reports",
        run=locally(2, FORK),
        progress=Progress(),
        pages=hostile.NOTEBOOKS,
        with_profiles=False,
    )
    return folder / "reports", made


@pytest.fixture
def trusting(chromium):
    """open(path) -> page, and all that happened: nothing on the page is forbidden to run."""
    context = chromium.new_context(offline=True, bypass_csp=True)
    page, happened = context.new_page(), []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("popup", lambda popup: happened.append(popup.url))

    def go(path: Path):
        page.on("request", lambda request: happened.append(request.url))
        page.goto(path.resolve().as_uri())
        happened.remove(path.resolve().as_uri())
        return page, happened

    yield go
    context.close()


def without_comments(program: str) -> str:
    """The lines of a program of ours, as they may be shortened on the page."""
    bare = re.sub(r"/\*.*?\*/", "", program, flags=re.S)
    return "".join(re.sub(r"^\s*//.*$", "", bare, flags=re.M).split())


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.page
@pytest.mark.parametrize("name", ["index.html", "data.html"])
def test_nothing_of_the_input_runs_loads_or_links(edition, trusting, name):
    page, happened = trusting(edition[0] / name)
    page.evaluate(TOUCH_ALL)
    page.hover("table")
    page.wait_for_timeout(50)  # for what would load or fail to
    found = page.evaluate(FOUND)
    assert found["pwned"] == "undefined"
    assert happened == []
    assert set(found["tags"]) <= DRAWN | WRITTEN
    assert found["handlers"] == []
    own = [without_comments(text) for text in SCRIPTS.values()]
    assert [text for text in found["scripts"] if without_comments(text) not in own] == []
    assert {link.partition("#")[0].rpartition("/")[0] for link in found["links"]} <= {"", "data"}
    assert not [link for link in found["links"] if ":" in link]
    assert (found["styles"], found["hidden"]) == (1, "block")


@pytest.mark.page
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("index.html", ("title", "publisher", "note", "conflict")),
        (
            "data.html",
            ("title", "correction", "conflict", "excluded", "exclusion", "bureau", "as_printed"),
        ),
    ],
)
def test_the_text_is_there_to_be_read(edition, trusting, name, fields):
    page, _ = trusting(edition[0] / name)
    shown = words(page.evaluate("document.body.textContent"))
    for field in fields:
        missing = [text for text in edition[1][field] if words(text) not in shown]
        assert missing == [], field


def test_no_cell_of_any_table_to_download_runs_in_a_spreadsheet(edition):
    """Every cell of every CSV of the edition; that some began with "=" is told by their quote."""
    tables = sorted((edition[0] / "data").glob("*.csv"))
    assert len(tables) > 5
    cells = [
        cell
        for table in tables
        for row in csv.reader(table.open(encoding="utf-8", newline=""))
        for cell in row
    ]
    number = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
    runs = [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell.strip()]
    assert [cell for cell in runs if not number.fullmatch(cell)] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


@pytest.mark.page
def test_names_stand_on_charts_as_they_are(edition, trusting):
    page, _ = trusting(edition[0] / "index.html")
    drawn = page.evaluate("[...document.querySelectorAll('svg text')].map(e => e.textContent)")
    areas = hostile.read(edition[0].parent / "data/reference/areas.csv")
    provinces = [row["name_en"] for row in areas if row["level"] == "province"]
    assert len(provinces) == 31
    assert [name for name in provinces if name not in drawn] == []


@pytest.mark.page
def test_the_same_words_unescaped_would_run(tmp_path, trusting):
    path = tmp_path / "raw.html"
    path.write_text(f"<title>x</title><p>{' '.join(hostile.PAYLOADS)}</p>", encoding="utf-8")
    page, happened = trusting(path)
    page.evaluate(TOUCH_ALL)
    assert page.evaluate("window.pwned") == 1
    assert happened != []


@pytest.mark.page
def test_signs_that_turn_text_are_seen_and_turn_nothing(tmp_path, trusting):
    rows = pd.DataFrame({"area": [f"{OVERRIDE}Hunan"], "told": [f"5{ISOLATE}0{NO_WIDTH} مرحبا 7"]})
    table = Table("t", "Told", [Column("area", "Area"), Column("told", "As printed")], rows)
    with chart_style("c"):
        sheet = new_sheet(Heading("c", f"{OVERRIDE}Title", f"{ISOLATE}unit", f"{NO_WIDTH}from"), 20)
        chart = sheet.chart(f"Alt {OVERRIDE}text, مرحبا 7", rows)
    data = {"text/html": Block([table, chart]).html()}
    output = nbformat.v4.new_output("display_data", data=data)
    cells = [
        nbformat.v4.new_markdown_cell("# Heading"),
        nbformat.v4.new_code_cell("x", outputs=[output]),
    ]
    place = Place("index.html", "Edition", [("index.html", "Page")], "0", "1")
    rendered = render_page(nbformat.v4.new_notebook(cells=cells), "x.ipynb", place)
    path = tmp_path / "index.html"
    path.write_text(rendered.html, encoding="utf-8")
    page, _ = trusting(path)
    assert not {OVERRIDE, ISOLATE, NO_WIDTH} & set(page.content())
    assert page.text_content("tbody th") == "[U+202E]Hunan"
    assert page.text_content("tbody td") == "5[U+2067]0[U+200B] مرحبا 7"
    drawn = page.evaluate("[...document.querySelectorAll('svg text')].map(e => e.textContent)")
    assert drawn == ["[U+200B]from"]  # the heading stands above the picture
    assert page.text_content("figure .chart-title") == "[U+202E]Title"
    assert page.text_content("figure .chart-about") == "[U+2067]unit"
    with page.expect_download() as download:
        page.locator("figure").get_by_role("button", name="SVG").click()
    root = ET.parse(download.value.path()).getroot()
    alone = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert alone == ["[U+202E]Title", "[U+2067]unit", "[U+200B]from"]
    assert root.find("{http://www.w3.org/2000/svg}title").text == "[U+202E]Title"
    assert page.text_content("bdi") == "مرحبا"
    behind = """() => {
        const cell = document.querySelector('tbody td'), range = document.createRange();
        range.selectNodeContents(cell.lastChild);
        const word = cell.querySelector('bdi').getBoundingClientRect();
        return range.getBoundingClientRect().left >= word.right - 1;
    }"""
    assert page.evaluate(behind), "the 7 stands behind the word, as it was written"


def test_a_sign_that_nobody_sees_is_named():
    assert unseen_in("a\u202eb\x07\t") == [
        "U+202E (RIGHT-TO-LEFT OVERRIDE)",
        "U+0007 (a control character)",
    ]
    assert made_visible("a\u2066b\n\u200bc 湖南 é") == "a[U+2066]b\n[U+200B]c 湖南 é"


@pytest.mark.parametrize(
    ("table", "column", "text", "told"),
    [
        ("areas", "name_en", f"Hunan{OVERRIDE}", "U+202E"),
        ("areas", "name_zh", f"湖{NO_WIDTH}南", "holds U+200B (ZERO WIDTH SPACE)"),
        (
            "areas",
            "name_pinyin",
            "x" * 10_000,
            "10,000 characters stand there. Allowed: at most",
        ),
        ("indicators", "definition", "two\nlines", "holds a tab or an end of a line"),
        ("indicators", "name_en", "x" * 10_000, "10,000 characters"),
        ("conflicts", "reason", f"{ISOLATE}why", "U+2067"),
        ("corrections", "reason", "a\x1b[31mb", "U+001B"),
    ],
)
def test_a_table_of_names_refuses_what_is_unseen_or_endless(tmp_path, table, column, text, told):
    hostile.write_hostile(tmp_path)
    path = tmp_path / f"data/reference/{table}.csv"
    rows = hostile.read(path)
    rows[1][column] = text
    path.write_text(hostile.text_of(rows), encoding="utf-8", newline="")
    with pytest.raises(FaultsFound) as found:
        load_reference(tmp_path / "data")
    assert any(
        fault.line == 3 and fault.column == column and told in str(fault)
        for fault in found.value.faults
    )


BOMB = "[&a [x, x, x], &b [*a, *a, *a], &c [*b, *b, *b]]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (r'["430000\n\"; import os"]', "no province has this adcode or name"),
        ("__import__('os').system('touch made')", "no province has this adcode"),
        ("!!python/object/apply:os.system ['touch made']", "this is not YAML"),
        ("!!int x", "a tag, such as !!int, stands before what it does not fit"),
        ("!!timestamp x", "a tag, such as !!int, stands before what it does not fit"),
        (BOMB, "an alias, *a, stands there"),
        ("&a [*a]", "an alias, *a, stands there"),
        ("[" * 5_000, "nested too deep"),
        ("9" * 5_000, "no province has this adcode"),
        ("0x" + "f" * 9_000, "no province has this adcode"),
        ("x" * 10_000, "no province has this adcode"),
        (r"[\, 'a''b']", "no province has this adcode"),
        ("a\x00b", "the character U+0000 may not stand there"),
        (f'["{OVERRIDE}430000"]', r"'\u202e430000': no province"),
    ],
)
def test_a_parameter_that_is_more_than_data_is_refused_in_words(tmp_path, monkeypatch, text, told):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultsFound) as found:
        load_parameters(
            None,
            [("areas", text)],
            known_areas={"430000": "Hunan"},
            known_indicators=["gdp"],
        )
    assert told in str(found.value)
    assert len(str(found.value)) < 500
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["!!int x", BOMB, "[" * 5_000, "!!python/name:os.system x"])
def test_the_file_of_parameters_is_no_more_trusted(tmp_path, text):
    path = tmp_path / "parameters.yml"
    path.write_text(f"areas: {text}\n", encoding="utf-8")
    with pytest.raises(FaultsFound, match="this is not YAML"):
        load_parameters(path, [], known_areas={"430000": "Hunan"}, known_indicators=["gdp"])


def test_a_parameter_reaches_the_notebook_as_the_very_value(tmp_path, make_notebook):
    value = [
        '430000\n"; import os; open("made", "w") #',
        "'''\"\"\"\\",
        "\\n\\",
        "{{7*7}} {x} %s $HOME",
        "__import__('os').system('touch made')",
        f"{OVERRIDE}\r\n\u2028\x00",
        "x" * 10_000,
    ]
    notebook = make_notebook("echo.ipynb", "# parameters\nareas = []")
    filled = parameterize_notebook(
        load_notebook_node(str(notebook)),
        {"areas": value},
        kernel_name="python3",
        language="python",
    )
    (injected,) = [one for one in filled.cells if "injected-parameters" in one.metadata.tags]
    (assigned,) = ast.parse(injected.source).body
    assert ast.literal_eval(assigned.value) == value
