"""What the page's script adds: areas to choose, tables to sort, charts to take away."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.draw.ranking import ranking_chart
from helpers.draw.table import Column, Table
from helpers.draw.trend import trend_chart
from helpers.language import speaking
from helpers.site.pages import Place, render_page

pytestmark = pytest.mark.page
NAMES = ["Beijing", "Tianjin", "Hebei", "Shanghai", "Jiangsu", "Hunan", "Guangdong"]
CODES = ["110000", "120000", "130000", "310000", "320000", "430000", "440000"]
AREAS = dict(zip(CODES, NAMES, strict=True))
PROFILES = [("Areas", [(f"areas/{code}.html", name) for code, name in AREAS.items()])]
WORDS = {"subtitle": "% of GDP, 2024", "source": "Source: a bureau", "decimals": 1}
RANKED = pd.DataFrame(
    {"area": list(AREAS), "area_name": list(AREAS.values()),
     "value": [6.6, 3.5, 2.2, 4.4, 3.4, 2.6, 3.6],
     "year": 2024, "rank": [1, 4, 7, 2, 5, 6, 3], "rank_of": 7}
)  # fmt: skip
YEARS = pd.concat([RANKED.assign(year=year, value=RANKED["value"] + year - 2024) for year in
                   (2022, 2023, 2024)]).assign(
    role=lambda rows: rows["area"].map(lambda code: "marked" if code == "430000" else "other")
)  # fmt: skip
ROWS = [["Beijing", "1,200", "9 of 31"], ["Hunan", "−3", "10 of 31"], ["Guangdong", "", "2"]]
CELLS = ["area", "value", "rank"]
SERVED = "https://example.org/edition/index.html"


def shown(piece):
    return new_code_cell("x", outputs=[new_output("display_data", piece._repr_mimebundle_())])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return written(tmp_path_factory.mktemp("script"))


def written(folder, language="en"):
    columns = [Column("area", "Area"), Column("value", "Value", "number"),
               Column("rank", "Rank", "number")]  # fmt: skip
    table = Table("t", "A table", columns, pd.DataFrame(ROWS, columns=CELLS))
    mixed = [columns[0], Column("value", "Value", "number", mixed=True), columns[2]]
    several = Table("units", "Of several units", mixed, pd.DataFrame(ROWS, columns=CELLS))
    cells = [
        new_markdown_cell("# Page\n\nWhat it is.\n\n## First\n\n## Second"),
        shown(ranking_chart(RANKED, name="x-provinces", title="R&D", marked=["430000"], **WORDS)),
        shown(trend_chart(YEARS, name="x-trend", title="R&D: trend", marked=["430000"], **WORDS)),
        shown(table),
        shown(several),
    ]
    place = Place("index.html", "Edition", [("index.html", "Comparison"), ("data.html", "Data")],
                  "0123456789ab", "1.0", language, "index.html", profiles=PROFILES)  # fmt: skip
    page = render_page(new_notebook(cells=cells), "a.ipynb", place)
    (folder / "index.html").write_text(page.html, encoding="utf-8")
    return folder / "index.html"


def marked(page):
    return page.evaluate("[...document.querySelectorAll('.chosen')].map(e => e.textContent)")


def test_an_area_that_is_looked_for_is_marked_everywhere_and_kept_in_the_link(chromium_page, path):
    page = chromium_page.open(path)
    page.fill("#find-area", "guang")
    page.keyboard.press("Enter")
    assert page.url.endswith("#area=440000")
    assert {"Guangdong", "3.6", "3"} <= set(marked(page))
    assert page.locator("#x-trend text.raised").text_content() == "Guangdong"
    assert "marked in 2 charts and 2 tables" in page.inner_text("#chosen-area")
    said = page.locator("[role=status]")
    assert said.text_content() == "Guangdong marked in 2 charts and 2 tables"
    page.fill("#find-area", "Atlantis")
    page.keyboard.press("Enter")
    assert said.text_content() == "No area of that name"
    assert page.get_by_role("link", name="Data").get_attribute("href") == "data.html#area=440000"
    page.click("text=Clear")
    assert marked(page) == []
    assert "#" not in page.url
    assert page.get_by_role("link", name="Data").get_attribute("href") == "data.html"
    assert chromium_page.errors == []


def test_a_link_with_an_area_marks_it_and_goes_to_its_place(chromium_page, path):
    page = chromium_page.open(path)
    page.goto(f"{path.as_uri()}#x-trend&area=110000")
    page.reload()
    assert "Beijing" in marked(page)
    page.evaluate("location.hash = '#second'")
    chromium_page.wait_until("location.hash === '#second&area=110000'")
    assert "Beijing" in marked(page)


def test_a_mark_that_is_clicked_is_chosen_and_again_not(chromium_page, path):
    page = chromium_page.open(path)
    page.locator("#x-provinces text.a11").click()
    assert page.url.endswith("#area=110000")
    page.locator("#x-provinces text.a11").click()
    assert marked(page) == []


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        (0, ["Beijing", "Guangdong", "Hunan"], ["Hunan", "Guangdong", "Beijing"]),
        (1, ["Hunan", "Beijing", "Guangdong"], ["Beijing", "Hunan", "Guangdong"]),  # none is last
        (2, ["Guangdong", "Beijing", "Hunan"], ["Hunan", "Beijing", "Guangdong"]),
    ],
)
def test_a_table_sorts_by_column_and_says_so(chromium_page, path, column, up, down):
    page = chromium_page.open(path)
    head = page.locator("#t thead th").nth(column)

    def order():
        return page.evaluate("[...document.querySelectorAll('#t tbody th')].map(e => e.innerText)")

    head.get_by_role("button").press("Enter")
    assert (head.get_attribute("aria-sort"), order()) == ("ascending", up)
    assert "ascending" in page.locator("[role=status]").text_content()
    head.get_by_role("button").click()
    assert (head.get_attribute("aria-sort"), order()) == ("descending", down)
    head.get_by_role("button").click()
    assert (head.get_attribute("aria-sort"), order()) == (None, [row[0] for row in ROWS])
    heads = page.locator("#units thead th")  # of several units, which no order holds together
    sorted_by = heads.evaluate_all("all => all.map(one => !!one.querySelector('.sort'))")
    assert sorted_by == [True, False, True]


def test_a_chart_is_saved_alone_with_its_source_and_light_colours(chromium_page, path, tmp_path):
    page = chromium_page.open(path)
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG: R&D: trend").click()
    assert saved.value.suggested_filename == "x-trend.svg"
    saved.value.save_as(tmp_path / "x.svg")
    text = (tmp_path / "x.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    svg = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{svg}title").text == "R&D: trend"
    assert "Line chart" in root.find(f"{svg}desc").text
    assert "Source: a bureau" in "".join(root.itertext())
    assert "var(" not in text
    assert "#0b62b0" in text
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG: R&D: trend").click()
    assert saved.value.suggested_filename == "x-trend.png"
    saved.value.save_as(tmp_path / "x.png")
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert chromium_page.errors == []


def test_a_chart_is_cited_in_three_ways_with_the_day_of_the_reader_alone(chromium_page, path):
    chromium_page.page.clock.set_fixed_time("2024-02-29T12:00:00")
    page = chromium_page.open(path)
    page.route(SERVED, lambda route: route.fulfill(path=path))
    page.goto(SERVED)
    page.get_by_role("button", name="Cite: R&D: trend").click()
    words = page.inner_text("dialog")
    known = "Edition (Version 1.0, inputs 0123456789ab). "
    assert f"R&D: trend [Chart]. (n.d.). In {known}{SERVED}#x-trend" in words
    assert "@misc{x_trend, title = {R\\&D: trend}" in words
    own = f"R&D: trend[EB/OL]//Edition: version 1.0, inputs 0123456789ab. [2024-02-29]. {SERVED}#"
    assert own in words
    assert words.count(f"{SERVED}#x-trend") == 3
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_contents_follow_the_scroll(chromium_page, path):
    page = chromium_page.open(path, height=300)
    page.evaluate("document.getElementById('x-trend').scrollIntoView({behavior: 'instant'})")
    chromium_page.wait_until("document.querySelector('.at-side [aria-current]')")
    assert page.inner_text(".at-side [aria-current]") == "Second"


def test_where_there_is_no_side_a_line_in_sight_names_the_section_and_leads_on(chromium_page, path):
    page = chromium_page.open(path, 390, 700)
    page.emulate_media(reduced_motion="reduce")
    bar = page.locator(".at-top summary")
    assert bar.inner_text() == "On this page"
    page.evaluate("document.getElementById('x-trend').scrollIntoView()")
    chromium_page.wait_until(
        "document.querySelector('.at-top summary').textContent.endsWith('Second')"
    )
    assert bar.inner_text() == "On this page: Second"
    box = bar.bounding_box()
    assert (box["y"], box["y"] + box["height"] <= page.locator("#x-trend").bounding_box()["y"]) == (
        pytest.approx(1, abs=1), True)  # fmt: skip
    bar.press("Enter")
    page.locator(".at-top").get_by_role("link", name="First").click()
    head = page.locator("#first").bounding_box()  # folded again, above it
    assert box["y"] + box["height"] <= head["y"] < 200
    assert not page.locator(".at-top ol").is_visible()
    bar.press("Enter")
    assert page.locator(".at-top ol").is_visible()
    page.locator("#t thead button").first.focus()  # what takes the focus is not under the list
    assert not page.locator(".at-top ol").is_visible()


def test_a_chinese_page_is_cited_by_the_national_standard_first_and_on_paper(
    chromium_page, tmp_path
):
    with speaking("zh"):
        path = written(tmp_path, "zh")
    chromium_page.page.clock.set_fixed_time("2024-02-29T12:00:00")
    page = chromium_page.open(path)
    page.emulate_media(media="print")
    own = "Page[EB/OL]//Edition：版本1.0，输入0123456789ab. [2024-02-29]. index.html."
    assert page.inner_text("#citing").strip() == own
    page.emulate_media(media="screen")
    assert page.locator("#citing dt").all_text_contents() == ["GB/T 7714", "APA", "BibTeX"]


def test_chinese_names_sort_by_their_sound(chromium_page, tmp_path):
    """Beijing, Hebei, Shanghai; by their signs alone 上 comes before 北."""
    with speaking("zh"):
        path = written(tmp_path, "zh")
    text = path.read_text(encoding="utf-8")
    for name, other in (("Beijing", "河北"), ("Hunan", "上海"), ("Guangdong", "北京")):
        text = text.replace(f">{name}</th>", f">{other}</th>")
    path.write_text(text, encoding="utf-8")
    page = chromium_page.open(path)
    page.locator("#t thead th").first.get_by_role("button").click()
    order = page.evaluate("[...document.querySelectorAll('#t tbody th')].map(e => e.innerText)")
    assert order == ["北京", "河北", "上海"]


def test_without_scripts_all_is_there_to_read_and_follow(chromium, path):
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#x-trend svg").is_visible()
    assert page.locator("#x-trend figcaption a").get_attribute("href") == "data/x-trend.csv"
    assert page.get_by_role("link", name="Guangdong").is_visible()
    assert not page.locator("#find-area").is_visible()
    page.locator("text=To cite this page").click()
    words = page.inner_text("#citing")
    assert "@misc" in words
    assert words.count("[address of your copy]") == 3
    assert "[date of access]" in words
    context.close()


def test_a_page_is_cited_by_its_whole_address_without_the_place_on_it(chromium_page, path):
    page = chromium_page.page
    page.route(SERVED, lambda route: route.fulfill(path=path))
    page.goto(f"{SERVED}#x-trend")
    page.locator("text=To cite this page").click()
    words = page.inner_text("#citing")
    assert words.count(SERVED) == 3
    assert "#x-trend" not in words
    assert "[address of your copy]" not in words
    assert "[Web page]. (n.d.). In Edition (Version 1.0, inputs 0123456789ab). " in words
    assert "@misc{edition_0123456789ab, title = {" in words


def test_on_a_disk_a_page_is_cited_by_its_place_in_the_edition_and_so_on_paper(chromium_page, path):
    page = chromium_page.open(path)
    page.emulate_media(media="print")
    known = "Edition (Version 1.0, inputs 0123456789ab). index.html"
    assert page.inner_text("#citing").strip() == f"Page [Web page]. (n.d.). In {known}"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Cite: R&D: trend").click()
    words = page.inner_text("dialog")
    assert f"{known}#x-trend\n" in words
    assert "file:" not in words


@pytest.mark.parametrize("width", [1280, 640, 390])  # 640: 1280 at 200 %
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_either_scheme(chromium_page, path, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium_page.open(path, width=width)
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": wanted}}).response
    assert [one["id"] for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_who_wants_no_motion_gets_none(chromium_page, path):
    page = chromium_page.open(path)
    smooth = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(smooth) == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(smooth) == "smooth"


def test_on_paper_a_dark_page_is_light(chromium_page, path):
    page = chromium_page.open(path)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == "rgb(20, 23, 26)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_on_paper_the_button_in_a_head_is_no_box(chromium_page, path):
    """Chromium repeats the head of a table on every page, but none that holds a box of its own."""
    page = chromium_page.open(path)
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.sort')].map(e => getComputedStyle(e).display)"
    )
    assert shown
    assert set(shown) == {"contents"}
