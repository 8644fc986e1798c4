"""Pages: what of a notebook reaches them, and what may not."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.draw import chart
from helpers.draw.look import LOOK_MIME
from helpers.faults import FaultsFound
from helpers.site.offline import requests_in
from helpers.site.pages import TABLE_MIME, Place, render_page

PLACE = Place(
    "index.html",
    "Regional innovation",
    (("index.html", "Comparison"), ("data.html", "Data")),
    "0123456789ab",
    "1.2.3",
)


def shown(data, source="x"):
    return new_code_cell(source, outputs=[new_output("display_data", data=data)])


def html(text):
    return shown({"text/html": text, "text/plain": "<helpers.Chart object at 0x7f0000000000>"})


def streamed(text, name="stdout"):
    return new_code_cell("x", outputs=[new_output("stream", name=name, text=text)])


def failed(name):
    output = new_output("error", ename=name, evalue="", traceback=[])
    return new_code_cell("x", outputs=[output])


def spoken(language, text):
    return new_markdown_cell(text, metadata={"tags": [f"lang-{language}"]})


def page_of(*cells, place=PLACE):
    return render_page(
        new_notebook(cells=[new_markdown_cell("# How they compare"), *cells]), "a.ipynb", place
    )


def faults_of(*cells):
    with pytest.raises(FaultsFound) as found:
        page_of(*cells)
    return [str(fault) for fault in found.value.faults]


def test_text_and_outputs_reach_the_page_and_code_does_not():
    page = page_of(
        new_markdown_cell("Words with *stress*, a [link](data.html) and <b>HTML</b>."),
        html("<figure class='chart'><svg role='img'></svg></figure>"),
        shown({"image/svg+xml": "<svg id='own'></svg>", "text/plain": "x"}),
        shown({"text/markdown": "**computed**", "text/plain": "x"}),
        streamed("a < b\n"),
        shown({"text/plain": "42"}),
        new_code_cell("SECRET = 1"),
    ).html
    for piece in (
        '<em>stress</em>, a <a href="data.html">link</a> and <b>HTML</b>',
        "<figure class='chart'><svg role='img'></svg></figure>",
        "<svg id='own'></svg>",
        "<strong>computed</strong>",
        '<pre class="printed">a &lt; b</pre>',
        '<pre class="printed">42</pre>',
    ):
        assert piece in page
    assert "SECRET" not in page
    assert "0x7f" not in page


def test_the_frame_of_a_page():
    page = page_of(new_markdown_cell("## One & two\n\n## Three")).html
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>How they compare – Regional innovation</title>" in page
    assert '<meta name="viewport"' in page
    assert 'href="#main">Skip' in page
    assert '<a href="index.html" aria-current="page">Comparison</a>' in page
    assert '<a href="data.html">Data</a>' in page
    assert "0123456789ab" in page
    assert "1.2.3" in page
    assert page.count('<li><a href="#one-two">One &amp; two</a></li>') == 2  # side and top
    assert '<h2 id="one-two">' in page


def test_one_page_has_no_navigation_and_one_heading_no_contents():
    alone = Place("index.html", "T", (("index.html", "Comparison"),), "0", "1")
    page = page_of(new_markdown_cell("## One"), place=alone).html
    assert "<nav" not in page


def test_ids_of_headings_are_unique_and_own_ones_are_kept():
    page = page_of(
        new_markdown_cell("## Same\n\n## Same\n\n### 湖南"),
        html('<div id="same-2"></div><h2 id="mine" class="x">Computed</h2>'),
    ).html
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"same", "same-2", "same-3", "湖南", "mine"} <= set(ids)
    assert '<a href="#mine">Computed</a>' in page


def test_a_table_in_markdown_scrolls_in_its_box():
    page = page_of(new_markdown_cell("| a | b |\n|---|--:|\n| 1 | 2 |")).html
    assert re.search(r'class="table-scroll" tabindex="0"[^>]*>\s*<table>', page)


def test_equal_notebooks_give_equal_bytes_whatever_their_cells_are_called():
    def cells():
        return new_markdown_cell("## One"), html("<p>x</p>"), streamed("y")

    one, two = page_of(*cells()), page_of(*cells())  # nbformat draws new cell ids
    assert one.html.encode() == two.html.encode()


def without_own_scripts(page):
    """The page without the scripts that its policy names by their hashes."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    allowed = re.findall(r"'sha256-([^']*)'", policy.partition("script-src")[2].partition(";")[0])

    def left(script):
        mark = b64encode(sha256(script[1].encode()).digest()).decode()
        return "" if mark in allowed else script[0]

    return re.sub(r"<script>(.*?)</script>", left, page, flags=re.DOTALL)


def test_a_page_runs_its_own_scripts_and_no_other():
    page = page_of(new_markdown_cell("## One")).html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "<script" in page
    assert "<script" not in without_own_scripts(page)
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("kind", ["choose", "takes marked", "weights"])
def test_only_a_page_with_choices_holds_their_look(kind):
    choice = html(f'<div class="{kind}">x</div>')
    assert ".weights{" in page_of(choice).html
    assert ".weights{" not in page_of(html('<p class="takes-none">x</p>')).html


def test_a_page_asks_for_nothing():
    page = page_of(new_markdown_cell("## One\n\n## Two")).html
    page = without_own_scripts(page)
    head, _, body = page.partition("</head>")
    assert requests_in(body) == []
    assert not re.search(r"<(script|link|iframe|img|object)\b", page)
    assert not re.search(r"@import|\burl\(", page)
    assert not re.search(r"\b(src|srcset)\s*=", page)
    assert all(not link.startswith(("http", "//")) for link in re.findall(r'href="([^"]*)"', page))
    assert "default-src 'none'" in head


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (streamed("/x.py:1: FutureWarning: old\n  x\n", "stderr"), "cell 2 warns on stderr:   x."),
        (streamed("\n", "stderr"), "cell 2 warns on stderr: ."),
        (failed("ValueError"), "cell 2 ended with ValueError"),
        (html('<img src="x.png">'), 'cell 2 puts <img src="x.png"> on the page'),
        (html("<script>1</script>"), "cell 2 puts <script> on the page"),
        (new_markdown_cell("![x](https://example.org/x.png)"), "cell 2 puts <img"),
        (shown({"image/png": "AA", "text/plain": "x"}), "cell 2 shows a bare image/png"),
        (shown({"text/plain": "<Axes: >\n<Figure object>"}), "cell 2 shows an object"),
        (shown({"text/plain": "<function f at 0x7f12>"}), "cell 2 shows an object"),
        (new_markdown_cell("# Another title"), "2 headings of the first level"),
        (shown({TABLE_MIME: {"name": "x"}}), "cell 2 gives a table that is not"),
        (shown({TABLE_MIME: {"name": "../x", "csv": ""}}), "the name '../x'"),
        (shown({TABLE_MIME: {"name": "observations", "csv": ""}}), "the name 'observations'"),
    ],
)
def test_what_may_not_reach_a_page(cell, told):
    (fault,) = faults_of(cell)
    assert fault.startswith("a.ipynb: ")
    assert told in fault


def test_all_faults_of_a_notebook_are_told_counted_without_the_injected_cell():
    injected = new_code_cell("p = 1", metadata={"tags": ["injected-parameters"]})
    told = faults_of(injected, streamed("w", "stderr"), streamed("v", "stderr"))
    assert [fault.partition(" warns")[0] for fault in told] == [
        "a.ipynb: cell 2",
        "a.ipynb: cell 3",
    ]


def test_tables_are_taken_out_and_not_shown():
    page = page_of(
        shown({TABLE_MIME: {"name": "rd", "csv": "a\n1\n"}, "text/html": "<p>a table</p>"}),
        shown({TABLE_MIME: {"name": "only", "csv": "b\n湖南\n"}}),
        shown({TABLE_MIME: [{"name": "rd", "csv": "a\n1\n"}, {"name": "two", "csv": ""}]}),
        shown({TABLE_MIME: [], "text/html": "<p>none</p>"}),
    )
    assert page.tables == {"rd": "a\n1\n", "only": "b\n湖南\n", "two": ""}
    assert "<p>a table</p>" in page.html
    assert "湖南" not in page.html


def test_two_tables_of_one_name_are_a_fault_in_a_page_and_across_pages():
    (fault,) = faults_of(
        shown({TABLE_MIME: {"name": "rd", "csv": "1"}}),
        shown({TABLE_MIME: {"name": "rd", "csv": "2"}}),
    )
    assert "cell 3 gives a second, different table rd" in fault


def test_charts_and_pages_mean_the_same_type():
    assert chart.TABLE_MIME == TABLE_MIME


def test_an_output_that_only_brings_the_look_is_left_out():
    brought = {"text/html": "<style>p { color: red }</style>", LOOK_MIME: {}}
    page = page_of(shown(brought)).html
    assert "color: red" not in page
    assert page == page_of(new_code_cell("x")).html


def test_a_link_leads_to_the_same_heading_in_both_languages():
    cells = [spoken("en", "## Who leads\n\nWords."), spoken("zh", "## 谁领先\n\n文字。")]
    english = page_of(*cells).html
    chinese = page_of(*cells, place=replace(PLACE, language="zh")).html
    assert '<h2 id="who-leads">Who leads</h2>' in english
    assert "文字" not in english
    assert '<h2 id="who-leads">谁领先</h2>' in chinese
    assert "Words." not in chinese
    said = json.loads(re.search(r'id="words">(.*?)</script>', chinese)[1])  # by its scripts
    assert said["{area} is not drawn here"] == "本图未画出{area}"
    assert 'id="words"' not in english


def test_a_heading_without_a_twin_is_told():
    cells = [spoken("en", "## Who leads"), spoken("zh", "谁领先")]
    with pytest.raises(FaultsFound, match="cell 3 has other headings than the English text"):
        page_of(*cells, place=replace(PLACE, language="zh"))


def test_a_part_before_every_section_is_in_no_list_of_contents():
    page = page_of(new_markdown_cell("### Early\n\n## Section\n\n### Part\n\n## Other")).html
    listed = re.findall(r'<a href="#([^"]+)"', page)  # sections beside and above the page
    assert [listed.count(name) for name in ("early", "section", "part", "other")] == [0, 2, 1, 2]
