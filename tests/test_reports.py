"""The published edition in reports/: rendered again it is the same, and its figures are true."""

from __future__ import annotations

import csv
import json
import math
import posixpath
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from numbers_in import untraced

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "reports"
LIMIT = 3_000_000
PAGE, PROFILE = 700_000, 250_000  # bytes of a file
EDITION = 12_000_000  # bytes of all files of a language
TOLERANCE = 1e-9


def is_ignored(name: str) -> bool:
    """Profiles with their tables, observations and the Chinese edition are never committed."""
    return name.startswith(("areas/", "data/area_", "zh/")) or name == "data/observations.csv"


def committed(pattern: str) -> list[str]:
    names = (path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob(pattern))
    return sorted(name for name in names if not is_ignored(name))


def test_every_page_and_table_is_there(edition):
    names = {path.relative_to(edition).as_posix() for path in edition.rglob("*.*")}
    assert sum(name.startswith("areas/") for name in names) == 33, "31 provinces, 2 cities"
    fresh = {name for name in names if not is_ignored(name)}
    assert {"index.html", "data.html", "scoreboard.html"} <= set(committed("*.html"))
    assert set(committed("*.html")) == {name for name in fresh if name.endswith(".html")}
    fresh_tables = {name for name in fresh if name.endswith(".csv")}
    assert set(committed("*.csv")) == fresh_tables


def test_the_committed_edition_lists_what_a_fresh_one_holds(edition):
    listed = set(json.loads((REPORTS / ".edition.json").read_text(encoding="utf-8"))["files"])
    fresh = {path.relative_to(edition).as_posix() for path in edition.rglob("*.*")}
    assert listed == fresh - {".edition.json"}
    assert [name for name in listed if not (is_ignored(name) or (REPORTS / name).is_file())] == []


class Links(HTMLParser):
    """Of a page: where it leads, and what may be led to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.to.append(given["href"])
        if given.get("id"):
            self.ids.add(given["id"])


def test_no_link_of_any_page_is_dead(edition):
    pages = {path.relative_to(edition).as_posix(): Links(path) for path in edition.rglob("*.html")}
    files = {path.relative_to(edition).as_posix() for path in edition.rglob("*.*")}
    dead = []
    for name, page in pages.items():
        for link in page.to:
            target, _, anchor = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            there = there if target else name
            if there not in files or (anchor and anchor not in pages[there].ids):
                dead.append(f"{name}: {link}")
    assert dead == []
    assert any(link.startswith("areas/") for link in pages["data.html"].to)


def test_every_profile_shows_its_own_area_and_no_others(edition):
    """All 33 in both languages: the title, every chart and table, and every row behind them. What
    they draw of all provinces they share. Levels are those of observations.csv."""
    levels = {
        (row["ref_area"], row["indicator"], row["time_period"]): float(row["obs_value"])
        for row in table_of(edition / "data" / "observations.csv")
        if (row["measure"], row["obs_status"], row["comparable"]) == ("level", "actual", "yes")
        and not row["repeats"]
    }
    seen = compared = 0
    for path in edition.rglob("areas/*.html"):
        area, text, behind = path.stem, path.read_text(encoding="utf-8"), path.parents[1] / "data"
        assert re.findall(r'<h1 data-area="(\d+)"', text) == [area]
        shown = re.findall(r'\bid="area_(\w+?)_', text)
        assert len(shown) >= 3
        assert set(shown) == {area}, path
        for name in set(re.findall(r'href="\.\./data/([^"]+)\.csv"', text)):
            rows_of = table_of(behind / f"{name}.csv")
            if name in ("area_all_standing-inputs", "area_all_standing-outputs"):
                assert len({row["area"] for row in rows_of}) > 31
                continue
            assert name.startswith(f"area_{area}_"), path
            seen += 1
            if "role" in rows_of[0]:
                own = {row["area"] for row in rows_of if row["role"] == "own"}
            else:
                own = {row.get("profile_of", row.get("ref_area")) for row in rows_of}
            assert own == {area}, name
            for row in rows_of if name.endswith("_indicators") else []:
                known = levels.get((area, row["indicator"], row["year"]))
                if known is not None:
                    scale = {"billion yuan": 1e9, "亿元": 1e8}.get(row["unit"], 1)
                    assert float(row["value"]) * scale == pytest.approx(known), (area, row)
                    compared += 1
    assert seen > 2 * (31 * 9 + 2 * 3)
    assert compared > 2 * 31 * 10


def test_the_archives_script_derives_it_again_and_leaves_what_it_says(edition, tmp_path):
    """The comparison's tables and those of a province and a city, in English."""
    (tmp_path / "reports/data").mkdir(parents=True)
    seen = re.compile("(?!area_)|area_(430000|420100|all)_")
    for path in (edition / "data").glob("*.csv"):
        if seen.match(path.name):
            (tmp_path / "reports/data" / path.name).symlink_to(path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    for path in (ROOT / "parameters.yml", *(ROOT / "src/helpers/archive").glob("*.csv")):
        (tmp_path / path.name).symlink_to(path)
    shutil.copy(ROOT / "src/helpers/archive/replicate.py", tmp_path)
    ran = subprocess.run(
        [sys.executable, tmp_path / "replicate.py"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout.split()[0].replace(",", "")) > 13_000
    left = {row["table"]: row["why"] for row in table_of(tmp_path / "not_compared.csv")}
    told = dict(line.removeprefix("Not compared, ").split(": ") for line in
                ran.stdout.splitlines()[1:])  # fmt: skip
    assert {name: why for why, names in told.items() for name in names.split()} == left


def table_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_number_of_a_page_says_what_it_stands_on(edition):
    """By the rule of numbers_in.py, on every page."""
    found = {}
    for path in edition.rglob("*.html"):
        if open_ := untraced(path.read_text(encoding="utf-8")):
            found[path.relative_to(edition).as_posix()] = open_
    assert found == {}


@pytest.mark.parametrize("name", committed("*.html"))
def test_rendered_again_a_page_has_the_same_bytes(edition, name):
    assert (edition / name).read_bytes() == (REPORTS / name).read_bytes(), (
        f"reports/{name} is not what the data, notebooks and package give: run make report"
    )


@pytest.mark.parametrize("name", committed("*.csv"))
def test_the_figures_behind_a_chart_are_the_published_ones(edition, name):
    """By value and tolerance: another processor may differ in the last binary digit."""
    with open(edition / name, newline="") as one, open(REPORTS / name, newline="") as other:
        fresh, published = list(csv.reader(one)), list(csv.reader(other))
    assert len(fresh) == len(published)
    for line, (left, right) in enumerate(zip(fresh, published, strict=True), start=1):
        assert len(left) == len(right), f"{name}, line {line}"
        for a, b in zip(left, right, strict=True):
            assert a == b or close(a, b), f"{name}, line {line}: {a} is not {b}"


def close(a: str, b: str) -> bool:
    try:
        return math.isclose(float(a), float(b), rel_tol=TOLERANCE)
    except ValueError:
        return False


def test_the_committed_edition_is_small():
    sizes = [
        path.stat().st_size
        for path in REPORTS.rglob("*")
        if path.is_file() and not is_ignored(path.relative_to(REPORTS).as_posix())
    ]
    assert sum(sizes) < LIMIT


def test_no_page_is_heavy_nor_is_the_edition(edition):
    sizes = {
        path.relative_to(edition).as_posix(): path.stat().st_size
        for path in edition.rglob("*")
        if path.is_file()
    }
    heavy = {
        name: size
        for name, size in sizes.items()
        if name.endswith(".html") and size >= (PROFILE if "areas/" in name else PAGE)
    }
    assert heavy == {}
    for chinese in (False, True):
        assert (
            sum(size for name, size in sizes.items() if name.startswith("zh/") == chinese) < EDITION
        )


def rows(name: str) -> list[dict[str, str]]:
    with open(REPORTS / "data" / name, newline="") as file:
        return list(csv.DictReader(file))


def raw_panel(indicator: str, year: int) -> dict[str, float]:
    """Straight from the raw file: adcode to value as printed, no code of the project between."""
    with open(
        ROOT / "data" / "raw" / "nbs-most-mof_official-panel_2026-11-22.csv", newline=""
    ) as f:
        return {
            row["adcode"]: float(row["value"])
            for row in csv.DictReader(f)
            if row["indicator"] == indicator and row["year"] == str(year)
        }


def test_a_published_ranking_is_the_raw_file_sorted():
    raw = raw_panel("rd_expenditure_bulletin", 2024)
    del raw["100000"]
    table = rows("rd_expenditure_bulletin-provinces.csv")
    assert {row["area"] for row in table} == set(raw)
    shown = [float(row["value"]) for row in table]
    assert shown == sorted(shown, reverse=True)
    for row in table:  # 100 million yuan in the file, billion yuan on the page
        assert float(row["value"]) == pytest.approx(raw[row["area"]] / 10)
        better = sum(value > raw[row["area"]] for value in raw.values())
        assert int(row["rank"]) == better + 1


def test_a_published_ratio_is_the_quotient_of_the_raw_figures():
    patents = raw_panel("invention_patents_granted", 2023)
    people = raw_panel("population_yearend", 2023)  # 10,000 persons
    for row in rows("invention_patents_granted_per_10k-provinces.csv"):
        assert float(row["value"]) == pytest.approx(patents[row["area"]] / people[row["area"]])


def test_hunan_beside_its_three_year_sum():
    told = {
        row["as_printed"]: row
        for row in rows("stories-against-record.csv")
        if row["indicator"] == "hte_stock" and row["ref_area"] == "430000"
    }
    assert float(told["13,910"]["official"]) == 14_259
    assert told["13,910"]["outcome"] == "indication"
