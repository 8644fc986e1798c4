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
TITLE, ABOUT = ".chart-title", ".chart-about"

# Of each chart and table: its id, the CSV under it, how many buttons, whether its own link.
UNDER = """() => {
  const under = (one, box) => {
    const csv = box.querySelector(`a[href$="/${one.id}.csv"]`)
      || box.querySelector(`a[href$="/${one.id.replace(/-[0-9]{6}$/, "")}.csv"]`);
    const at = csv ? csv.parentNode : box;
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
        if Path(one["csv"]).stem != one["id"]:  # the CSV of all areas: this one is among them
            rows = (REPORTS / one["csv"]).read_text(encoding="utf-8").splitlines()
            area = one["id"].removeprefix(f"{Path(one['csv']).stem}-")
            assert rows[0].startswith("area,")
            assert any(row.startswith(f"{area},") for row in rows), one["id"]
    names = [one["id"] for one in charts + tables]
    assert all(names)
    assert len(names) == len(set(names))  # a link leads to one of them
    bare = "[...document.querySelectorAll('table')].filter(one => !one.caption).map(one => one.id)"
    assert page.evaluate(bare) == []
    assert page.locator("th:not([scope])").count() == 0


def without_spaces(words: str) -> str:
    return re.sub(r"\s", "", words)  # at which a line may have been broken


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


def test_pictures_are_saved_and_stand_alone(page, chromium_page, tmp_path):
    shown = REPORTS / page.url.rpartition("/")[2]
    charts = page.evaluate("[...document.querySelectorAll('figure')].map(one => one.id)")
    for number, name in enumerate(kinds(charts)):
        if number and number % 4 == 0:
            # Chromium drops the eleventh file that one page saves within a moment
            assert (chromium_page.errors, chromium_page.requests) == ([], [])
            chromium_page.open(shown)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        text = saved(page, name, "SVG", tmp_path).read_text(encoding="utf-8")
        root = ET.fromstring(text)
        own = page.locator(f'[id="{name}"] svg')
        lines = own.evaluate("svg => [...svg.querySelectorAll('text')].map(t => t.textContent)")
        alone = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
        # title, subtitle, then every text of the picture on the page, its source line among them
        head = [page.locator(f'[id="{name}"] {at}').text_content() for at in (TITLE, ABOUT)]
        assert alone[len(alone) - len(lines) :] == lines
        above = list(root.iter(f"{SVG}text"))[: len(alone) - len(lines)]
        bold = [one.get("font-weight") == "700" for one in above]
        assert bold == sorted(bold, reverse=True)
        wrapped = ["".join(t.text for t, b in zip(above, bold, strict=True) if b == of)
                   for of in (True, False)]  # fmt: skip
        assert [without_spaces(one) for one in wrapped] == [without_spaces(one) for one in head]
        assert root.find(f"{SVG}title").text == head[0]
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
    # the heading in front: the title bold over as many lines as it needs
    head, rest = alone[: len(alone) - len(within)], alone[len(alone) - len(within) :]
    assert rest == within
    assert set(head) == {"13px,700", "10px,400"}
    assert head == sorted(head, reverse=True)
    # nothing of the heading is cut off, nor lies on another text
    texts = """svg => [svg, ...svg.querySelectorAll('text')].map(one => {
      const {left, top, right, bottom} = one.getBoundingClientRect();
      return [left, top, right, bottom];
    })"""
    picture = chromium_page.page.locator("svg")
    whole, *boxes = picture.evaluate(texts)
    for box in boxes[: len(head)]:
        assert whole[0] <= box[0] < box[2] <= whole[2]
        assert whole[1] <= box[1] < box[3] <= whole[3]
    foot = max(box[3] for box in boxes[: len(head)])
    assert foot <= min(box[1] for box in boxes[len(head) :]) + 2
