"""Names, units and values as sentences have them."""

from __future__ import annotations

import pytest
from editions import edition

from helpers.report.indicator_words import amount, in_units, lower

pytestmark = pytest.mark.usefixtures("project_data")


def test_words_for_names_units_and_values():
    indicator = edition().reference.indicator
    assert lower("R&D expenditure") == "R&D expenditure"
    assert lower("GDP per head") == "GDP per head"
    assert lower("High-tech enterprises") == "high-tech enterprises"
    assert amount(indicator["rd_expenditure_bulletin"], 101.88e9) == "101.9 billion yuan"
    assert amount(indicator["rd_intensity_as_published"], 1.86) == "1.86% of GDP"
    assert amount(indicator["hte_stock"], 13_910) == "13,910 enterprises"
    assert amount(indicator["regional_innovation_capability_rank"], 8) == "rank 8"
    assert in_units(indicator["population_yearend"], 65_680_000) == pytest.approx(65.68)
