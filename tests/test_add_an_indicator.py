"""The recipe of docs/add-an-indicator.md: its row alone gives the charts."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from helpers.report import comparison, open_edition

ROOT = Path(__file__).resolve().parent.parent
ROW = re.search(
    r"^ {8}(rd_per_head,.*)$", (ROOT / "docs/add-an-indicator.md").read_text(), re.MULTILINE
)[1]


@pytest.fixture
def with_the_row(tmp_path, monkeypatch):
    """The project's data in a copy, with the recipe's row."""
    for name in ("sources.csv", "reference", "clean"):
        source, target = ROOT / "data" / name, tmp_path / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    table = tmp_path / "reference/indicators.csv"
    table.write_text(table.read_text(encoding="utf-8") + ROW + "\n", encoding="utf-8")
    monkeypatch.setenv("INNOVATION_REPORT_DATA", str(tmp_path))


def test_the_row_of_the_recipe_gives_ranking_trend_and_map(with_the_row):
    edition = open_edition(["430000"], "all", 2012, 2023, ["rd_per_head"])
    tables = {one["name"]: one["csv"] for one in comparison.side_by_side(edition).tables}
    assert list(tables) == ["rd_per_head-provinces", "rd_per_head-trend", "rd_per_head-map"]
    first = next(csv.DictReader(tables["rd_per_head-provinces"].splitlines()))
    # Beijing 2023, as the two yearbooks print it: 294.70733 billion yuan, 21.86 million residents
    assert (first["area"], first["area_name"]) == ("110000", "Beijing")
    assert float(first["value"]) == pytest.approx(294.70733e9 / 21.86e6, rel=1e-9)
    html = comparison.side_by_side(edition).html()
    assert "R&amp;D expenditure per head" in html
    assert "yuan, current prices, 2023" in html
