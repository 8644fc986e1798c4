"""Checks told on the page: sums of provinces beside the nation, added up again from data/raw."""

from __future__ import annotations

import pytest
from as_shown import csv_rows, tables
from editions import cleaned
from raw_figures import NATION, panel, provinces

from helpers.report import checked

pytestmark = pytest.mark.usefixtures("project_data")


def test_sums_of_provinces_are_checked_against_the_nation():
    block = checked.checked(cleaned())
    rows = csv_rows(tables(block)["sums"].tables[0]["csv"])
    own = [
        r
        for r in rows
        if r["indicator"] == "rd_expenditure_bulletin" and r["time_period"] == "2024"
    ]
    total = sum(panel()["rd_expenditure_bulletin", area, 2024] for area in provinces())
    nation = panel()["rd_expenditure_bulletin", NATION, 2024]
    assert len(own) == 1
    assert float(own[0]["gap_pct"]) == pytest.approx(100 * (total / nation - 1), abs=1e-6)
    names = {row["indicator"] for row in rows}
    # there is no national row of these: nothing is added up to one
    assert not names & {"gdp_revised", "population_yearend", "tech_market_sold"}
    assert not names & {"hte_recognised_in_year"}
