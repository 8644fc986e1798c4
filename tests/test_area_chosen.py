"""An area that is chosen: marked in every chart that draws it, said where none does, and kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.draw.composition import composition_chart
from helpers.draw.intervals import intervals_chart
from helpers.draw.levels import levels_chart
from helpers.draw.timeline import timeline_chart
from helpers.site.pages import Place, render_page

pytestmark = pytest.mark.page
REPORTS = Path(__file__).resolve().parents[1] / "reports"
NAMES = {"420000": "Hubei", "420100": "Wuhan", "430000": "Hunan"}
PROFILES = [("Areas", [(f"areas/{code}.html", name) for code, name in NAMES.items()])]
WORDS = {"title": "Title", "subtitle": "% of GDP", "source": "Source: a bureau"}
TOLD = pd.DataFrame(
    {"label": ["Hunan, 2022", "Wuhan, 2022"], "value": [3.0, 4.0], "status": "actual",
     "qualifier": "exact", "area": ["430000", "420100"]}
)  # fmt: skip
PROMISED = pd.DataFrame(
    {"label": ["Hunan: more", "Hubei: much more"], "area": ["430000", "420000"],
     "told_on": "2022-02-11", "told_to": "2022-02-11", "due": 2023, "verdict": "met",
     "reached": 2023, "words": ["kept", "kept, too"], "told_by": ""}
)  # fmt: skip
PARTS = pd.DataFrame({"year": 2023, "part": ["a", "b"], "share": [40.0, 60.0]})
ESTIMATES = pd.DataFrame({"label": ["one"], "value": [1.0], "low": [0.5], "high": [1.5]})

# Chart -> what is chosen of it, what it says where nothing is.
FOUND = """() => Object.fromEntries([...document.querySelectorAll('figure.chart')].map(one =>
  [one.id, [[...new Set([...one.querySelectorAll('.chosen')].map(e => e.textContent))].sort(),
   [...one.querySelectorAll('.undrawn')].map(e => e.textContent).join()]]))"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    charts = [
        levels_chart(TOLD, name="told", marked=["430000"], decimals=0, **WORDS),
        timeline_chart(PROMISED, name="promised", marked=["430000"], **WORDS),
        composition_chart(PARTS, name="made-of", area="430000", **WORDS | {"title": "Of Hunan"},
                          parts=[("a", "one part"), ("b", "the other")]),
        intervals_chart(ESTIMATES, name="spread", display=str, below="less", above="more", **WORDS),
    ]  # fmt: skip
    cells = [new_markdown_cell("# Page")]
    cells += [
        new_code_cell("x", outputs=[new_output("display_data", chart._repr_mimebundle_())])
        for chart in charts
    ]
    pages = [("index.html", "Comparison"), ("data.html", "Data")]
    place = Place("index.html", "Edition", pages, "0123456789ab", "1.0", here="index.html",
                  profiles=PROFILES)  # fmt: skip
    path = tmp_path_factory.mktemp("chosen") / "index.html"
    path.write_text(render_page(new_notebook(cells=cells), "a.ipynb", place).html, "utf-8")
    return path


def chosen(chromium_page, path, area):
    page = chromium_page.open(path)
    page.evaluate(f"location.hash = 'area={area}'")
    page.wait_for_selector("#chosen-area strong")
    return page.evaluate(FOUND)


def test_an_area_is_marked_in_every_chart_that_draws_it_and_said_where_none_does(
    chromium_page, path
):
    alone = "is not drawn here: the chart is of Hunan alone"
    nobody = "No single area is drawn here"
    assert chosen(chromium_page, path, "430000") == {
        "told": [["3", "Hunan, 2022"], ""],
        "promised": [["Hunan: more", "kept"], ""],
        "made-of": [["Of Hunan"], ""],
        "spread": [[], nobody],
    }
    assert chosen(chromium_page, path, "420100") == {
        "told": [["4", "Wuhan (city), 2022"], ""],
        "promised": [[], "Wuhan is not drawn here"],
        "made-of": [[], f"Wuhan {alone}"],
        "spread": [[], nobody],
    }
    page = chromium_page.page
    assert "marked in 1 chart" in page.inner_text("#chosen-area")
    page.click("text=Clear")
    assert {str(one) for one in page.evaluate(FOUND).values()} == {"[[], '']"}


def test_the_whole_page_enlarged_fourfold_keeps_its_room(chromium_page, path):
    """1280 by 1024 at 400 %: what tells of the chosen area scrolls away."""
    page = chromium_page.open(path, width=320, height=256)
    page.evaluate("location.hash = 'area=430000'")
    page.wait_for_selector("#chosen-area strong")
    position = "getComputedStyle(document.getElementById('chosen-area')).position"
    assert page.evaluate(position) == "static"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(position) == "sticky"


PUBLISHED = {
    "index.html": {
        "spread-change", "spread-catching-up", "spread-zones", "record-hte_stock-410000",
        "record-rd_expenditure_bulletin-410000", "record-rd_intensity_as_published-410000",
        "record-tech_market_sold-410000",
    },
    "scoreboard.html": {"scoreboard-sensitivity"},
    "targets.html": {
        "target-410000-rd_expenditure_bulletin-level-2021",
        "target-410000-tech_market_sold-level-2021",
        "target-410000-rd_expenditure_bulletin-growth-2022",
        "target-410000-rd_intensity_as_published-level-2022",
    },
    "data.html": {"coverage"},
}  # fmt: skip
"""Of each published page the charts in which Hunan cannot be: of others alone, or of no area."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_hunan_is_marked_in_every_published_chart_but_those_that_cannot_have_it(
    chromium_page, name
):
    found = chosen(chromium_page, REPORTS / name, "430000")
    assert {chart for chart, (_, why) in found.items() if why} == PUBLISHED[name]
    assert [chart for chart, (marks, why) in found.items() if bool(marks) == bool(why)] == []


@pytest.mark.parametrize("area", ["110000", "540000"])
def test_others_are_marked_or_said_to_be_absent_in_every_chart(chromium_page, area):
    for name in PUBLISHED:
        found = chosen(chromium_page, REPORTS / name, area)
        assert [chart for chart, (marks, why) in found.items() if bool(marks) == bool(why)] == []


def test_a_choice_goes_along_to_other_pages_and_the_other_language(chromium_page):
    page = chromium_page.open(REPORTS / "index.html")
    page.fill("#find-area", "Tibet")
    page.keyboard.press("Enter")
    page.click("nav >> text=Scoreboard")
    page.wait_for_url("**/scoreboard.html#area=540000")
    assert page.locator("#chosen-area strong").text_content() == "Tibet"
    page.evaluate("""document.querySelector('a[hreflang]').addEventListener('click', event => {
      event.preventDefault(); document.title = event.currentTarget.getAttribute('href'); })""")
    page.click("a[hreflang]")
    title = page.title()
    assert "/zh/scoreboard.html#" in title
    assert title.endswith("area=540000")
