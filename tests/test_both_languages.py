"""An edition in both languages: whole, with no word of the other, and the same place in each."""

from __future__ import annotations

import csv
import re

import pytest
from words_in import Foreign

NAMES = ("index.html", "scoreboard.html", "targets.html", "data.html", "areas/420100.html",
         "areas/430000.html")  # fmt: skip
HEADING = re.compile(r'<h[1-4][^>]*\bid="([^"]*)"')


def page(folder, name):
    return (folder / name).read_text(encoding="utf-8")


def test_no_chinese_page_holds_english_words(edition):
    """Every profile, too: each has figures and stories of its own."""
    found = {}
    for path in (edition / "zh").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if words := Foreign(text).found or re.findall(r"<[^>]* lang=[^>]* lang=[^>]*>", text):
            found[path.relative_to(edition).as_posix()] = words[:3]
    assert found == {}


@pytest.mark.page
@pytest.mark.parametrize("name", [*(f"zh/{name}" for name in NAMES), *NAMES[4:]])
def test_a_page_opens_alone_fits_a_phone_and_can_be_read_by_all(edition, chromium_page, name):
    """Chinese pages, and profiles of both languages; test_pages opens the rest of the English."""
    page = chromium_page.open(edition / name, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    chromium_page.open(edition / name)
    assert chromium_page.errors == []
    assert chromium_page.requests == []
    assert chromium_page.faults_of_access() == []


@pytest.mark.parametrize("name", NAMES[:4])
def test_an_english_page_holds_no_chinese_words(edition, name):
    assert Foreign(page(edition, name)).found == []


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_to_the_same_place_in_either(edition, name):
    english, chinese = page(edition, name), page(edition / "zh", name)
    assert HEADING.findall(english) == HEADING.findall(chinese)
    up = "../" * name.count("/")
    assert f'<a href="{up}zh/{name}" hreflang="zh-Hans" lang="zh-Hans">中文</a>' in english
    assert f'<a href="{up}../{name}" hreflang="en" lang="en">English</a>' in chinese
    assert '<html lang="zh-Hans">' in chinese
    figures = re.findall(r'<figure id="([^"]*)"', english)
    assert figures == re.findall(r'<figure id="([^"]*)"', chinese)


def test_both_have_the_same_tables_with_as_many_rows(edition):
    names = sorted(path.name for path in (edition / "data").glob("*.csv"))
    assert names == sorted(path.name for path in (edition / "zh" / "data").glob("*.csv"))
    for name in names:
        rows = []
        for folder in (edition, edition / "zh"):
            with (folder / "data" / name).open(encoding="utf-8", newline="") as file:
                rows.append(sum(1 for _ in csv.reader(file)))
        assert rows[0] == rows[1], name


def test_money_is_regrouped(edition):
    """A billion yuan is ten times 100 million: both tables hold the same figures."""
    name = "data/rd_expenditure_bulletin-provinces.csv"
    tables = []
    for folder in (edition, edition / "zh"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            tables.append({row["area"]: float(row["value"]) for row in csv.DictReader(file)})
    assert len(tables[0]) == 31
    for area, billions in tables[0].items():
        assert tables[1][area] == pytest.approx(10 * billions, rel=1e-9)
