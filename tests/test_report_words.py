"""Words of the report: units that suit, counts, spans, signs, qualifiers; editions of few years."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.data_folder import VARIABLE
from helpers.draw.table import Block, Column, Table
from helpers.language.phrases import years_words
from helpers.report import open_edition
from helpers.report.beside_record import beside_record
from helpers.report.findings import findings
from helpers.report.indicator_words import amount, signed
from helpers.report.stories import value_words
from helpers.report.table import indicator_table
from helpers.report.words import result_words

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def project_data(monkeypatch):
    monkeypatch.setenv(VARIABLE, str(ROOT / "data"))


@pytest.fixture(scope="module")
def indicator():
    from helpers.reference import load_reference

    return load_reference(ROOT / "data").indicator


def opened(areas, first=2012, last="newest", indicators="default", peers="all"):
    return open_edition(areas, peers, first, last, indicators)


@pytest.mark.parametrize(
    ("code", "unit", "value", "high", "qualifier", "words"),
    [
        ("new_st_credit_loans", "CNY", "50423000", "", "exact", "50.423 million yuan"),
        ("loans_balance", "CNY", "193800000000", "", "exact", "193.8 billion yuan"),
        ("st_loans_balance", "CNY", "11421000000", "", "exact", "11.421 billion yuan"),
        ("tech_market_sold", "CNY", "145000000000", "", "over", "more than 145 billion yuan"),
        ("high_value_invention_patents_per_10k", "NUM", "15.5", "", "exact", "15.5"),
        ("strategic_scientists_supported", "NUM", "3", "5", "range", "3 to 5"),
        ("universities_with_firm_ties", "NUM", "200", "", "under", "under 200"),
        ("hte_stock", "NUM", "13000", "", "over", "more than 13,000"),
        ("energy_per_gdp", "PCT", "-1", "", "exact", "−1%"),
        ("forest_cover", "PCT", "36.92", "", "exact", "36.92%"),
        ("hightech_value_added_to_gdp", "RANK", "1", "", "exact", "rank 1"),
        ("innovation_blocks_area", "M2", "1200000", "", "exact", "1,200,000 square metres"),
        # 1,700 mu, of 2,000/3 square metres each
        (
            "st_city_planned_area",
            "M2",
            "1133333.333",
            "",
            "over",
            "more than 1,133,333 square metres",
        ),
        (
            "st_city_planned_area",
            "M2",
            "666.667",
            "1333.333",
            "range",
            "667 to 1,333 square metres",
        ),
    ],
)
def test_a_printed_figure_is_read_with_all_its_digits(
    indicator, code, unit, value, high, qualifier, words
):
    row = SimpleNamespace(
        unit_measure=unit, obs_value=value, obs_value_high=high, qualifier=qualifier, as_printed=""
    )
    assert value_words(indicator[code], row) == words


def test_nearly_is_not_read_as_under(indicator):
    row = SimpleNamespace(
        unit_measure="NUM", obs_value="200", obs_value_high="", qualifier="under",
        as_printed="nearly 200",
    )  # fmt: skip
    assert value_words(indicator["universities_with_firm_ties"], row) == "nearly 200"
    row.as_printed = "less than 200"
    assert value_words(indicator["universities_with_firm_ties"], row) == "under 200"


def test_spans_and_signs():
    assert (years_words(2018, 2018), years_words(2012, 2024)) == ("2018", "2012 to 2024")
    assert [signed(n, 1) for n in (1.25, -1.25, 0.04, -0.04, 0.0)] == [
        "+1.3",
        "−1.3",
        "0.0",
        "0.0",
        "0.0",
    ]
    assert signed(1.015 - 1.0, 2) == "+0.02"  # the double lies a hair under 0.015


def test_official_results_in_words(indicator):
    rd = indicator["rd_expenditure_bulletin"]
    assert result_words(rd, "growth", -3.14) == "−3.1%"
    assert result_words(rd, "level", 128.39e9) == "128.4 billion yuan"
    assert result_words(rd, "level", float("nan")) == ""
    assert amount(indicator["regional_innovation_capability_rank"], 8.0) == "rank 8"


def test_an_edition_tells_nothing_of_years_it_does_not_show():
    """Hunan's aims are for 2023, Henan's for 2022, the expectations for 2021."""
    html = findings(opened(["430000"], last=2019)).html()
    assert "the target for" not in html
    assert "2023" not in html
    html = findings(opened(["410000"], last=2021)).html()
    assert "expected for 2021" in html
    assert "the target for 2022" not in html
    block = beside_record(opened(["410000"], last=2020))
    assert "2022" not in block.html()


def test_a_proxy_without_years_is_no_traceback():
    """Recognitions in three years begin in 2020."""
    assert beside_record(opened(["430000"], last=2019)).html()


def test_gaps_are_told_of_the_province_that_has_them():
    """The yearbook has new products of Hunan from 2016 to 2023, of Tibet in 2016 and 2023 only."""
    edition = opened(["430000", "540000"], indicators=["hitech_mfg_newproduct_sales"])
    words = re.sub("<[^>]+>", "", indicator_table(edition).html())
    assert "Tibet: no figure 2017, 2018, 2019, 2020, 2021 and 2022" in words
    assert words.count("no figure 2") == 1


def test_ties_for_the_lead_are_all_named():
    edition = opened(["430000"], indicators=["rd_expenditure_bulletin"])
    rows = edition.figures.copy()
    best = rows.loc[
        (rows["indicator"] == "rd_expenditure_bulletin")
        & (rows["ref_area"] == "440000")
        & (rows["year"] == 2024),
        "value",
    ].iloc[0]
    at = (
        (rows["indicator"] == "rd_expenditure_bulletin")
        & (rows["ref_area"] == "320000")
        & (rows["year"] == 2024)
    )
    rows.loc[at, "value"] = best
    words = re.sub("<[^>]*>", "", findings(replace(edition, figures=rows)).html())
    assert "Jiangsu and Guangdong lead with 510.0" in words


def test_a_table_without_rows_still_has_its_columns():
    import pandas as pd

    table = Table("empty", "Nothing", [Column("a", "A"), Column("b", "B")], pd.DataFrame([]))
    assert table.tables == [{"name": "empty", "csv": "a,b\n"}]
    assert Block([table]).tables == table.tables
