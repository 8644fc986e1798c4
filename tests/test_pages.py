"""The published pages in Chromium: they open alone, fit the screen, and can be read by all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

REPORTS = Path(__file__).resolve().parent.parent / "reports"
PAGES = sorted(path.name for path in REPORTS.glob("*.html"))
# What the edition consists of, files among it that are rendered and not committed. That a fresh
# edition holds them all, and no dead link on any page, stands in test_reports.
EDITION = set(json.loads((REPORTS / ".edition.json").read_text(encoding="utf-8"))["files"])
pytestmark = pytest.mark.page


def test_there_are_pages():
    assert PAGES == ["data.html", "index.html", "scoreboard.html", "targets.html"]


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_error_or_request_and_fits(chromium_page, name, width):
    page = chromium_page.open(REPORTS / name, width=width)
    assert chromium_page.errors == []
    assert chromium_page.requests == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_into_the_page_ends_at_its_place_and_all_pictures_are_there(chromium_page):
    page = chromium_page.open(REPORTS / "data.html")  # another page: a place is gone to anew
    page.goto((REPORTS / "index.html").as_uri() + "#spread")
    page.wait_for_selector("html.shown")
    top = "document.getElementById('spread').getBoundingClientRect().top"
    chromium_page.wait_until(f"Math.abs({top}) < 100")
    pictures = page.evaluate(
        "[...document.querySelectorAll('figure.chart svg')].map(e => "
        "e.checkVisibility({contentVisibilityAuto: true}) || !!e.closest('details'))"
    )
    assert pictures
    assert all(pictures)


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_says_what_it_is(chromium_page, name):
    page = chromium_page.open(REPORTS / name)
    charts = page.query_selector_all("figure.chart svg")
    assert charts
    for chart in charts:
        texts = chart.evaluate("e => [...e.querySelectorAll('text')].map(t => t.textContent)")
        words = " ".join(texts)
        assert "Source:" in words
        described = chart.evaluate(
            "e => ['aria-labelledby', 'aria-describedby'].map("
            "name => document.getElementById(e.getAttribute(name)).textContent)"
        )
        assert all(described)
        about = chart.evaluate("e => e.closest('figure').querySelector('.chart-about').textContent")
        assert "yuan" not in words + about or "current prices" in words + about


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(chromium_page, name):
    page = chromium_page.open(REPORTS / name)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for href in page.evaluate(
        "[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))"
    ):
        target, _, anchor = href.partition("#")
        if target:
            assert target in EDITION, href
        elif anchor:
            assert anchor in ids, href


@pytest.mark.parametrize("name", PAGES)
def test_no_missing_value_shows_as_a_word_of_the_machine(chromium_page, name):
    text = chromium_page.open(REPORTS / name).evaluate("document.body.innerText")
    for word in ("nan", "NaN", "None", "inf", "-0.0"):
        assert f" {word} " not in f" {text.replace(chr(10), ' ').replace(chr(9), ' ')} "


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_in_light_or_dark(chromium_page, name):
    chromium_page.open(REPORTS / name)
    assert chromium_page.faults_of_access() == []
