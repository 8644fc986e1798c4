"""Provinces side by side and against an output, each number worked out again from data/raw."""

from __future__ import annotations

import re

import pytest
from as_shown import charts, csv_rows, svg_words, tree, words
from editions import TWO, against, beside, edition, more
from raw_figures import (
    BEIJING,
    HENAN,
    HUBEI,
    HUNAN,
    NATION,
    ROUTES,
    TIBET,
    gdp,
    intensity,
    number,
    panel,
    per_10k,
    provinces,
    rank,
)

from helpers.draw.chart import csv_text
from helpers.report import comparison
from helpers.report.table import indicator_table
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data")


def test_years_before_the_record_leave_nothing_to_set_against_each_other():
    block = comparison.against_output(edition((HUNAN,), first=2024, last=2024))
    assert not charts(block)
    told = [words(p) for p in tree(block.html()).findall(".//p[@class='caution']")]
    assert len(told) == 2
    assert all("no year of this edition has both" in sentence for sentence in told)


def test_each_indicator_has_its_provinces_its_course_and_its_map():
    assert list(charts(beside())) == [
        f"{code}-{kind}" for code in TWO for kind in ("provinces", "trend", "map")
    ]
    found = tree(beside().html())
    assert [node.get("id") for node in found.findall(".//h4")] == [f"indicator-{c}" for c in TWO]
    assert [words(node) for node in found.findall(".//h3")] == ["R&D money", "Firms"]
    # the table above leads to the headings
    links = re.findall(r'href="#([^"]+)"', indicator_table(edition()).html())
    assert {f"indicator-{code}" for code in TWO} <= set(links)


@pytest.mark.parametrize("code", TWO)
def test_the_ranking_and_the_map_hold_every_province_at_its_figure(code):
    value, scale, _, year = ROUTES[code]
    ranking = charts(beside())[f"{code}-provinces"].data.set_index("area")
    tiles = charts(beside())[f"{code}-map"].data.set_index("area")
    for data in (ranking, tiles):
        assert set(data.index) == set(provinces())
        for area in provinces():
            assert data.at[area, "value"] == pytest.approx(value(area, year) / scale)
    for area in provinces():
        assert ranking.at[area, "rank"] == rank(code, area, year, provinces())
    assert set(ranking["rank_of"]) == {31}
    assert ranking["rank"].is_monotonic_increasing  # the best stands at the top
    assert "lower is better" not in svg_words(charts(beside())[f"{code}-provinces"]).lower()


def test_the_course_holds_every_year_and_no_nation_where_it_is_a_total():
    data = charts(beside())["rd_expenditure_bulletin-trend"].data
    assert set(data["area"]) == set(provinces())
    assert set(data["year"]) == set(range(2012, 2025))
    own = data[data["area"] == HENAN].set_index("year")["value"]
    for year in (2012, 2021, 2024):
        printed = panel()["rd_expenditure_bulletin", HENAN, year]
        assert own[year] == pytest.approx(printed / 1e9)
    recognised = charts(beside())["hte_recognised_three_years-trend"].data
    assert set(recognised["year"]) == set(range(2020, 2025))
    hunan = recognised[(recognised["area"] == HUNAN) & (recognised["year"] == 2022)]
    assert list(hunan["value"]) == [4071 + 4713 + 5475]
    assert set(data.loc[data["role"] == "marked", "area"]) == {HUNAN, HENAN, HUBEI}


def test_the_nation_is_told_as_a_total_or_not_at_all():
    total = number(panel()["rd_expenditure_bulletin", NATION, 2024] / 1e9, 1)
    words_ = svg_words(charts(beside())["rd_expenditure_bulletin-provinces"])
    assert f"China: {total} billion yuan in all; the national total, not drawn." in words_
    assert f"China {total}" not in words_
    assert "China" not in charts(beside())["rd_expenditure_bulletin-provinces"].alt
    words_ = svg_words(charts(beside())["hte_recognised_three_years-provinces"])
    assert "The data at hand have no national figure." in words_
    assert "China" not in words_


def test_the_nation_is_a_line_where_it_is_a_ratio():
    ranking = charts(more())["rd_intensity_as_published-provinces"]
    nation = panel()["rd_intensity_as_published", NATION, 2024]
    assert f"China {number(nation, 2)}" in svg_words(ranking)
    data = charts(more())["rd_intensity_as_published-trend"].data
    assert set(data["role"]) == {"marked", "other", "nation"}


def test_what_national_rows_hold_is_said():
    budgets = svg_words(charts(more())["fiscal_exp_scitech-provinces"])
    total = number(panel()["fiscal_exp_scitech", NATION, 2023] / 1e9, 2)
    assert (
        f"China: {total} billion yuan in all, the sum of local budgets; the national total, "
        "not drawn."
    ) in budgets
    patents = svg_words(charts(more())["invention_patents_granted-provinces"])
    total = number(panel()["invention_patents_granted", NATION, 2023], 0)
    assert (
        f"China: {total} patents in all, Hong Kong, Macao and Taiwan among them; the national "
        "total, not drawn."
    ) in patents


def test_a_national_share_of_local_budgets_says_so():
    block = comparison.side_by_side(
        edition((HUBEI,), (HUNAN, BEIJING), indicators=("scitech_budget_share",))
    )
    words_ = svg_words(charts(block)["scitech_budget_share-provinces"])
    assert "China: the sum of local budgets, without the central one." in words_


def test_contracts_of_one_year_are_not_ranked_and_why_is_said():
    chart = charts(more())["tech_market_sold-provinces"]
    assert chart.data["rank"].isna().all()
    assert "No ranks: single years jump with registration practice." in svg_words(chart)
    assert "rank" not in chart.alt
    assert {row["rank"] for row in csv_rows(csv_text(chart.data))} == {""}


def test_breaks_are_drawn_and_told():
    for code, year in (("rd_intensity_as_published", 2024), ("tech_market_sold", 2021),
                       ("invention_patents_granted", 2021)):  # fmt: skip
        chart = charts(more())[f"{code}-trend"]
        assert f"reak from {year}: " in untraced(chart.alt)
        words_on_it = dict(edition().reference.indicator[code].breaks)[year]
        assert words_on_it in svg_words(chart)
    assert "Break" not in charts(beside())["rd_expenditure_bulletin-trend"].alt


def test_only_peers_stand_beside_the_marked():
    for chart in charts(more()).values():
        assert set(chart.data["area"]) - {NATION} == {HUBEI, HUNAN, BEIJING}


def test_an_output_is_set_against_intensity_in_their_newest_common_year():
    patents = charts(against())[
        "rd_intensity_revised_gdp-against-invention_patents_granted_per_10k"
    ]
    granted = per_10k("invention_patents_granted")
    data = patents.data
    assert set(data["area"]) == set(provinces())
    assert set(data["year"]) == {2023}
    value = data.set_index(["indicator", "area"])["value"]
    for area in (HUNAN, HENAN, HUBEI, TIBET):
        assert value["rd_intensity_revised_gdp", area] == pytest.approx(intensity(area, 2023))
        patented = value["invention_patents_granted_per_10k", area]
        assert patented == pytest.approx(granted(area, 2023))
        spent = panel()["rd_expenditure", area, 2023]
        assert value["rd_expenditure", area] == pytest.approx(spent / 1e9)
    wealth = charts(against())["rd_intensity_revised_gdp-against-gdp_per_head"]
    assert set(wealth.data["area"]) == set(provinces())
    value = wealth.data.set_index(["indicator", "area"])["value"]
    for area in (HUNAN, HENAN, HUBEI, TIBET):
        head = gdp(area, 2023) / panel()["population_yearend", area, 2023]
        assert value["rd_intensity_revised_gdp", area] == pytest.approx(intensity(area, 2023))
        assert value["gdp_per_head", area] == pytest.approx(head / 1000)
    assert "GDP per head, thousand yuan" in svg_words(wealth)
    # contracts of one year jump with registration practice: they are in no scatter
    assert set(charts(against())) == {patents.name, wealth.name}
    for chart in (patents, wealth):
        assert "all three of 2023" in chart.subtitle
        assert "it shows no cause" in svg_words(chart)
        assert "% of GDP" in svg_words(chart)
