"""How many provinces have a figure, counted again in the raw panel."""

from __future__ import annotations

import pytest
from editions import covered
from raw_figures import panel, provinces

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
