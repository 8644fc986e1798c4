"""A page in Chromium, on a screen, on a phone and on paper."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.draw.layout import Heading, new_sheet
from helpers.draw.style import WIDTH, chart_style
from helpers.draw.table import Column, Prose, Table
from helpers.site.pages import Place, render_page

SVG = (
    '<svg role="img" aria-label="A line" width="440" height="280" viewBox="0 0 440 280">'
    '<rect width="440" height="280" fill="#ddd"/></svg>'
)
CHART = (
    f'<figure class="chart">{SVG}<figcaption><a href="#charts">Figures</a>'
    "<details><summary>In words</summary><p>A line.</p></details></figcaption></figure>"
)
CHARTS = f'<div class="charts">{CHART * 4}</div>'
HEAD = "".join(f'<th scope="col" class="num">Long heading {n}</th>' for n in range(12))
ROW = "".join(f'<td class="num">{n}</td>' for n in range(12))
ROWS = "".join(f'<tr><th scope="row">Inner Mongolia {n}</th>{ROW}</tr>' for n in range(60))
TABLE = (
    '<div class="table-scroll sticky-first" tabindex="0" role="region" aria-label="All">'
    f'<table><thead><tr><th scope="col">Area</th>{HEAD}</tr></thead>'
    f"<tbody>{ROWS}</tbody></table></div>"
)
STATES = (
    '<p><span class="gap">no figure</span> <span class="target">3.0</span> '
    '<span class="expected">2.9</span> <span class="badge">target</span></p>'
    '<div class="caution"><p>Careful.</p></div><p class="note">A note.</p>'
    '<table><caption>Two</caption><tr class="marked"><th scope="row">Hunan</th>'
    '<td class="num gap">none</td></tr></table>'
    '<details><summary>More</summary><p id="inside">Hidden words</p></details>'
)


def shown(html: str):
    return new_code_cell("x", outputs=[new_output("display_data", data={"text/html": html})])


def charts():
    """A chart as wide as a phone, and one that is wider."""
    data = pd.DataFrame({"value": [1.0]})
    with chart_style("x"):
        return [new_sheet(Heading(name, "T", "s", "Source"), 50, width=width).chart("W.", data)
                for name, width in (("one", WIDTH), ("two", WIDTH + 100))]  # fmt: skip


def stacked() -> Table:
    keys = {"a": "Indicator", "b": "Value", "c": "Rank", "d": "Value", "e": "Rank"}
    rows = pd.DataFrame([dict.fromkeys(keys, "1,234.56 and more")])
    columns = [Column(key, heading, "number") for key, heading in keys.items()]
    return Table("s", "S", columns, rows, stacked=True,
                 groups=[("", 1), ("Hunan", 2), ("Henan", 2)])  # fmt: skip


def shown_alone(folder: Path, *pieces) -> Path:
    """A page that holds these pieces."""
    cells = [new_markdown_cell("# Title"), *(shown(piece.html()) for piece in pieces)]
    place = Place("alone.html", "Innovation", (("alone.html", "Alone"),), "0123456789ab", "1.2.3")
    page = render_page(new_notebook(cells=cells), "a.ipynb", place)
    (folder / "alone.html").write_text(page.html, encoding="utf-8")
    return folder / "alone.html"


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """A page with a bit of everything, and one beside it."""
    folder = tmp_path_factory.mktemp("reports")
    pages = (("index.html", "Comparison"), ("data.html", "Data"))
    cells = [
        new_markdown_cell("# How they compare\n\nWhat this is about.\n\n## Charts"),
        shown(CHARTS),
        new_markdown_cell("## Tables"),
        shown(TABLE),
        new_markdown_cell("## States"),
        shown(STATES),
    ]
    for href, content in (("index.html", cells), ("data.html", [new_markdown_cell("# Data")])):
        place = Place(href, "Regional innovation", pages, "0123456789ab", "1.2.3")
        page = render_page(new_notebook(cells=content), "a.ipynb", place)
        (folder / href).write_text(page.html, encoding="utf-8")
    return folder / "index.html"


@pytest.mark.page
@pytest.mark.parametrize(("width", "beside"), [(1280, 2), (1024, 2), (390, 1), (320, 1)])
def test_charts_stand_beside_each_other_where_there_is_room(path, chromium_page, width, beside):
    page = chromium_page.open(path, width)
    assert chromium_page.errors == []
    assert chromium_page.requests == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    places = [chart.bounding_box() for chart in page.locator(".chart svg").all()]
    assert sum(place["y"] == places[0]["y"] for place in places) == beside
    expected = 440 if beside == 2 else width - 2 * 0.2 * 16  # 3 px from the edges of a phone
    assert places[0]["width"] == pytest.approx(expected, abs=1)
    assert places[0]["height"] == pytest.approx(expected * 280 / 440, abs=1)


@pytest.mark.page
def test_a_chart_alone_in_its_row_has_its_words_beside_it(tmp_path, chromium_page):
    one, wide = (chart.html() for chart in charts())
    third = "".join(one.replace('id="one', f'id="{name}') for name in ("a", "b", "c"))
    pieces = [Prose(html) for html in (one, f'<div class="charts">{third}{wide}</div>')]
    path = shown_alone(tmp_path, *pieces)
    places = """[...document.querySelectorAll('figure')].map(figure => {
        const [title, svg] = ['.chart-title', 'svg'].map(
            part => figure.querySelector(part).getBoundingClientRect());
        return [figure.id, title.right <= svg.left, Math.abs(title.top - svg.top) < 2,
                figure.querySelector('details').open]})"""
    found = chromium_page.open(path, 1280).evaluate(places)
    beside = {name: sides for name, *sides in found}
    assert beside["one"] == beside["c"] == beside["two"] == [True, True, True]
    assert beside["a"] == beside["b"] == [False, False, False]
    assert all(not any(sides) for _, *sides in chromium_page.open(path, 390).evaluate(places))
    page = chromium_page.open(path, round(210 / 25.4 * 96))  # what a rule for widths takes A4 for
    page.emulate_media(media="print")
    out = "e => e.getBoundingClientRect().right - e.closest('figure').getBoundingClientRect().right"
    assert page.locator("figure.wide svg").evaluate(out) <= 0


@pytest.mark.page
def test_a_narrow_chart_stands_beside_a_wide_one_where_there_is_room(tmp_path, chromium_page):
    pair = "".join(chart.html() for chart in charts())
    path = shown_alone(tmp_path, Prose(f'<div class="charts pair">{pair}</div>'))
    for width, beside in ((1280, True), (1024, False), (390, False)):
        page = chromium_page.open(path, width)
        one, two = (chart.bounding_box() for chart in page.locator("figure").all())
        assert (one["y"] == two["y"]) == beside
        assert (one["x"] + one["width"] <= two["x"]) == beside
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.page
def test_a_day_stays_on_one_line_and_a_long_heading_takes_no_room_from_words(
    tmp_path, chromium_page
):
    columns = [Column("name", "Area"), Column("rank", "Rank in the second year", "number"),
               Column("years", "Years"), Column("story", "Story")]  # fmt: skip
    rows = pd.DataFrame([{"name": "Hunan", "rank": "8 of 31", "years": "2021 to 2023",
                          "story": "Changsha Evening News, 2023-02-26"}])  # fmt: skip
    page = chromium_page.open(shown_alone(tmp_path, Table("t", "T", columns, rows)), 1280)
    lines = "one => one.getClientRects().length"
    for width in (9, 10, 11, 12):
        page.locator("td:last-child").evaluate(f"cell => cell.style.maxWidth = '{width}rem'")
        assert page.locator("time").evaluate(lines) == 1
    assert page.locator("time").inner_text() == "2023-02-26"
    assert page.locator("thead .num").bounding_box()["width"] <= 7 * 16


@pytest.mark.page
def test_on_paper_the_text_of_tall_charts_is_six_and_a_half_points(tmp_path, chromium_page):
    data = pd.DataFrame({"value": [1.0]})
    with chart_style("x"):
        tall = [new_sheet(Heading(name, "T", "s", "Source"), 370).chart("W.", data).html()
                for name in "abcd"]  # fmt: skip
    path = shown_alone(tmp_path, Prose(f'<div class="charts">{"".join(tall)}</div>'))
    page = chromium_page.open(path, round(178 / 25.4 * 96))
    page.emulate_media(media="print")
    points = page.evaluate("""[...document.querySelectorAll('svg')].map(svg => {
        const {width, height} = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
        return 0.75 * 10 * Math.min(width / view.width, height / view.height)})""")
    assert len(points) == 4
    assert min(points) >= 6.5


@pytest.mark.page
def test_on_paper_a_lead_stays_with_what_follows_and_a_source_with_its_table_alone(
    tmp_path, chromium_page
):
    """A source held to the charts below it, too, would have both parted from their own."""
    rows = pd.DataFrame([{"name": "Hunan"}])
    table = Table("t", "T", [Column("name", "Area")], rows, source="Source: NBS")
    block = Prose(f'<p>Lead.</p><div class="charts">{CHART}</div>')
    path = shown_alone(tmp_path, Prose(f"{table.html()}{CHARTS}{block.html()}"))
    page = chromium_page.open(path)
    page.emulate_media(media="print")
    breaks = """[...document.querySelectorAll('main p:is(.source, :not([class]))')].filter(
        one => /^(Lead|Source)/.test(one.textContent)).map(one =>
        [getComputedStyle(one).breakBefore, getComputedStyle(one).breakAfter])"""
    assert page.evaluate(breaks) == [["avoid", "auto"], ["auto", "avoid"]]


@pytest.mark.page
def test_on_a_phone_the_text_of_charts_is_eleven_px(tmp_path, chromium_page):
    page = chromium_page.open(shown_alone(tmp_path, *charts()), 390)
    for size in page.evaluate("""[...document.querySelectorAll('.chart svg')].map(svg =>
            10 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""):
        assert size >= 10.9
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".chart-scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    page.emulate_media(media="print")
    assert box.evaluate("box => getComputedStyle(box).overflowX") == "visible"


@pytest.mark.page
def test_on_a_phone_a_stacked_row_is_read_without_scrolling_and_stays_a_row(
    tmp_path, chromium_page
):
    page = chromium_page.open(shown_alone(tmp_path, stacked()), 390)
    assert page.locator(".table-scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
    label = "cell => getComputedStyle(cell, '::before').content"
    cells = page.locator("tbody td")
    assert [cells.nth(at).evaluate(label) for at in (0, 2)] == ['"Hunan"', '"Henan"']
    places = [cells.nth(at).bounding_box() for at in range(4)]
    assert places[0]["y"] == places[1]["y"] < places[2]["y"] == places[3]["y"]
    heads = page.locator("thead tr:last-child th")
    seen = [one.inner_text() for one in heads.all() if one.is_visible()]
    assert seen == ["Indicator", "Value", "Rank"]  # one head for the groups of all areas
    head = page.locator("tbody th")
    assert head.bounding_box()["y"] + head.bounding_box()["height"] <= places[0]["y"]
    # displayed as a grid, it is still told as a table
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    counts = [roles.count(role) for role in ("table", "rowheader", "cell")]
    assert counts == [1, 1, 4 + 1]  # and the empty one above the row heads
    assert roles.count("columnheader") >= 5
    page = chromium_page.open(tmp_path / "alone.html", 1280)
    assert cells.nth(0).evaluate("cell => getComputedStyle(cell).display") == "table-cell"


@pytest.mark.page
def test_a_period_and_a_bracket_stay_on_one_line_however_narrow(tmp_path, chromium_page):
    beside = "<span>Beijing 6.58</span> (<span>−3.96 p.p.</span>)"
    periods = ["2010 to 2023", "2012–2023", "2012—2023年", "2012 to 2024 (13)"]
    rows = pd.DataFrame([{"a": "Hunan", "b": period, "c": beside} for period in periods])
    columns = [Column("a", "Area"), Column("b", "Years"), Column("c", "Leader", "drawing")]
    page = chromium_page.open(shown_alone(tmp_path, Table("x_indicators", "T", columns, rows)))
    page.evaluate("document.querySelector('.table-scroll').style.width = '20px'")
    lines = """one => { const all = document.createRange(); all.selectNodeContents(one);
        return new Set([...all.getClientRects()].map(box => box.top)).size }"""
    for at in range(len(periods)):
        row = page.locator("tbody tr").nth(at)
        assert row.locator("td").first.evaluate(lines) == 1, periods[at]
        assert row.locator("td span").last.evaluate(lines) == 1
        assert row.locator("td").last.evaluate(lines) > 1  # narrow enough to break what may


@pytest.mark.page
def test_a_heading_list_stands_at_the_side_or_on_top(path, chromium_page):
    for width, side in ((1280, True), (390, False)):
        page = chromium_page.open(path, width)
        assert page.locator("nav.at-side").is_visible() == side
        assert page.locator("nav.at-top").is_visible() != side


@pytest.mark.page
def test_a_wide_table_scrolls_in_its_box_with_its_first_column_in_sight(path, chromium_page):
    page = chromium_page.open(path, 390)
    box = page.locator(".table-scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.evaluate("box => box.scrollLeft = 400")
    assert page.locator("tbody th").first.bounding_box()["x"] == pytest.approx(16, abs=1)


@pytest.mark.page
def test_the_keyboard_finds_the_content_and_the_other_page(path, chromium_page):
    page = chromium_page.open(path, 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name="Data").click()
    assert page.title() == "Data – Regional innovation"


@pytest.mark.page
def test_on_paper_details_are_open_and_navigation_is_gone(path, chromium_page):
    page = chromium_page.open(path, 1280)
    assert not page.locator("#inside").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#inside").is_visible()
    assert page.locator("#inside").bounding_box()["height"] > 5
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator("nav.at-side").is_visible()
    overflow = page.locator(".table-scroll").evaluate("box => getComputedStyle(box).overflowX")
    assert overflow == "visible"


@pytest.mark.page
def test_text_stands_out_from_its_ground(path, chromium_page):
    """WCAG AA: 4.5 to 1, reckoned from the colours that the browser computed."""
    page = chromium_page.open(path, 1280)
    low = page.evaluate(CONTRASTS)
    assert low == []


CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || element.closest("svg")) continue;
    const pair = [channels(getComputedStyle(element).color), ground(element)].map(light);
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""
