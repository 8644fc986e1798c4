"""How many provinces have a figure, counted again in the raw panel."""

from __future__ import annotations

import pytest
from editions import covered
from judged import judge
from raw_figures import panel, provinces

from helpers.claims.field import judge_field

pytestmark = pytest.mark.usefixtures("project_data")


def test_coverage_counts_provinces_as_the_raw_panel_has_them():
    data = covered().data.set_index("indicator")
    codes = {"Papers in the Science Citation Index": "sci_papers",
             "High-tech manufacturing revenue": "hitech_mfg_revenue",
             "High-tech manufacturing, sales of new products": "hitech_mfg_newproduct_sales",
             "High-tech enterprises recognised in the year": "hte_recognised_in_year"}  # fmt: skip
    for name, code in codes.items():
        for year in range(2010, 2025):
            having = sum((code, area, year) in panel() for area in provinces())
            assert data.at[name, str(year)] == having, (name, year)
    assert data.at["High-tech manufacturing revenue", "2017"] == 0
    assert data.at["Technology contracts, seller's region", "2016"] == 30
    assert data.at["Technology contracts sold in three years", "2019"] == 31
    assert data.at["Technology contracts sold in three years", "2018"] == 30
    assert not any("as a story tells it" in name for name in data.index)


def test_the_shortest_row_is_the_one_that_is_named():
    """The restated intensity is of 2023 alone, GDP of 2010 to 2024."""
    rows = judge().rows
    assert "the shortest, R&D intensity 2023, restated, 1." in covered().alt
    one = "rd_intensity_2023_revised_published"
    assert judge_field(rows, ("field", "shortest row", one), "1") == ""
    assert "has fewer" in judge_field(rows, ("field", "shortest row", "gdp_revised"), "15")
    assert judge_field(rows, ("field", "shortest row", one), "2")
