"""What stands under every chart and table of the published pages, and that it can be taken away."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

pytestmark = pytest.mark.page
REPORTS = Path(__file__).resolve().parents[1] / "reports"
PAGES = sorted(path.relative_to(REPORTS).as_posix() for path in REPORTS.glob("*.html"))
SVG = "{http://www.w3.org/2000/svg}"

# Of each chart and table: its id, the CSV under it, how many buttons, whether its own link.
UNDER = """() => {
  const under = (one, box) => {
    const csv = box.querySelector(`a[href$="/${one.id}.csv"]`), at = csv ? csv.parentNode : box;
    return {id: one.id, csv: csv && csv.getAttribute("href"),
            tools: at.querySelectorAll("button.tool").length,
            link: !!at.querySelector(`a[href="#${one.id}"]`)};
  };
  const all = tag => [...document.querySelectorAll(tag)];
  return {charts: all("figure").map(one => under(one, one)),
          tables: all("table").map(one => under(one, one.closest(".table-scroll").parentNode))};
}"""


@pytest.fixture(params=PAGES)
def page(request, chromium_page):
    yield chromium_page.open(REPORTS / request.param)
    assert (chromium_page.errors, chromium_page.requests) == ([], [])


def test_pages_are_there():
    assert {"index.html", "scoreboard.html", "targets.html", "data.html"} <= set(PAGES)


def test_every_chart_and_table_has_all_of_it(page):
    found = page.evaluate(UNDER)
    charts, tables = found["charts"], found["tables"]
    assert charts or tables
    for one in charts + tables:
        tools = 3 if one in charts else 1  # SVG, PNG, how to cite; of a table how to cite
        assert (one["tools"], one["link"]) == (tools, True), one["id"]
        assert (REPORTS / str(one["csv"])).is_file(), one["id"]
    names = [one["id"] for one in charts + tables]
    assert all(names)
    assert len(names) == len(set(names))  # a link leads to one of them


def kinds(names: list[str]) -> list[str]:
    """One chart of each family: they differ in the last word of their names, or in all of it."""
    return list({re.sub(r"^.*-(?=[a-z]+$)|-?\d{6}.*$", "", name): name for name in names}.values())


def saved(page, name: str, what: str, folder: Path) -> Path:
    button = page.locator(f'[id="{name}"]').get_by_role("button", name=what)
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == f"{name}.{what.lower()}"
    return path


def test_pictures_are_saved_and_stand_alone(page, tmp_path):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    charts = page.evaluate("[...document.querySelectorAll('figure')].map(one => one.id)")
    for name in kinds(charts):
        text = saved(page, name, "SVG", tmp_path).read_text(encoding="utf-8")
        root = ET.fromstring(text)
        own = page.locator(f'[id="{name}"] svg')
        lines = own.evaluate("svg => [...svg.querySelectorAll('text')].map(t => t.textContent)")
        alone = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
        assert alone == lines  # its source line among them
        assert any(line.startswith(("Source", "来源", "资料来源")) for line in alone)
        # nothing of the page's style is asked for: no class, no rule, no variable
        assert not re.search(r'\b(class|style|href)=|var\(|<style|@font|url\((?!"?#)', text)
        picture = saved(page, name, "PNG", tmp_path).read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        wide, high = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
        box = [float(side) for side in root.get("viewBox").split()]
        assert (wide, high) == (3 * round(box[2]), 3 * round(box[3]))


def test_a_picture_alone_looks_as_on_the_page(chromium_page, tmp_path):
    page = chromium_page.open(REPORTS / "index.html")
    name = "rd_intensity_revised_gdp-trend"
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    # the page's own ink is a little lighter for words: of them size and weight are compared
    look = """svg => [...svg.querySelectorAll('path, text, line')].map(one => {
      const s = getComputedStyle(one);
      return one.tagName === "text" ? [s.fontSize, s.fontWeight].join()
                                    : [s.fill, s.stroke, s.strokeWidth, s.strokeDasharray].join();
    })"""
    within = page.locator(f'[id="{name}"] svg').evaluate(look)
    path = saved(page, name, "SVG", tmp_path)
    alone = chromium_page.open(path).locator("svg").evaluate(look)
    assert len(alone) > 50
    assert alone == within
