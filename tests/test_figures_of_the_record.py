"""Facts about the official record, each worked out by another route than the package's own.

By hand from a raw file, by the csv module and Decimal straight from it, or from the publications.
"""

from collections import Counter
from decimal import Decimal

import pytest
from real_figures import DATA, HENAN, HUNAN, NATION, PANEL, STORIES, csv_rows, only

from helpers import compare


def test_three_years_of_recognitions_are_14259(cleaned, panel):
    years = [panel["hte_recognised_in_year", HUNAN, year] for year in ("2020", "2021", "2022")]
    assert years == [4071, 4713, 5475]
    figures = compare.figures(cleaned.observations, cleaned.reference)
    value = compare.value_of(figures, "hte_recognised_three_years", HUNAN, 2022)
    assert value == sum(years) == 14259


# Looked up in the raw file, line by line: base units by hand.
LOOKED_UP = [
    ("rd_expenditure_bulletin", HUNAN, "2022", "117530000000"),  # line 8619: 1175.3 (100m yuan)
    ("rd_expenditure_bulletin", NATION, "2023", "3335710000000"),  # 8633: 33357.1
    ("rd_expenditure_bulletin", "440000", "2023", "480260000000"),  # 8652: 4802.6
    ("rd_expenditure_bulletin", NATION, "2024", "3632680000000"),  # 8665: 36326.8
    ("rd_intensity_as_published", "110000", "2023", "6.73"),  # 10010
    ("rd_intensity_as_published", NATION, "2024", "2.69"),  # 10041
    ("rd_intensity_2023_revised_published", HUNAN, "2023", "2.53"),  # 9611
    ("fiscal_exp_total", "310000", "2022", "939316000000"),  # 1264: 9393.16
    ("rd_exp_basic", "630000", "2010", "97952000"),  # 6934: 0.97952
    ("tech_market_sold", "420000", "2022", "300999790000"),  # 12230: 3009.9979
    ("tech_market_sold", "540000", "2017", "4402000"),  # 12084: 0.04402
    ("hitech_mfg_profit", "210000", "2016", "14369878000"),  # 2175: 143.69878
    ("hitech_trade_exports", "440000", "2018", "232638000000"),  # 3137: 232638.0 (million USD)
    ("population_yearend", HENAN, "2020", "99410000"),  # 6348: 9941.0 (10k persons)
    ("rd_fte", "330000", "2023", "808482"),  # 9124: 808482.0
    ("invention_patents_granted", "320000", "2023", "107899"),  # 4240: 107899.0
    ("sci_papers", NATION, "2022", "681884"),  # 11324: 681884.0
    ("hte_recognised_in_year", HUNAN, "2022", "5475"),  # 3290: 5475.0
]


@pytest.mark.parametrize(("indicator", "area", "year", "value"), LOOKED_UP)
def test_official_cells_looked_up_by_hand(table, indicator, area, year, value):
    rows = table[
        ~table["source_id"].str.startswith("nbs_portal") & ~table["source_id"].isin(STORIES)
    ]
    rows = rows[(rows["indicator"] == indicator) & (rows["measure"] == "level")]
    row = only(rows[(rows["ref_area"] == area) & (rows["time_period"] == year)])
    assert row["obs_value"] == value


SCALES = {
    "100m yuan": Decimal(10**8),
    "million USD": Decimal(10**6),
    "10k persons": Decimal(10**4),
    **dict.fromkeys(["person-years", "firms", "pieces", "papers", "% of GDP"], Decimal(1)),
}


def test_every_row_of_the_panel_is_one_observation(table):
    raw = Counter(
        (row["indicator"], row["adcode"], row["year"], Decimal(row["value"]) * SCALES[row["unit"]])
        for row in csv_rows(PANEL)
    )
    sources = {row["source_id"] for row in csv_rows(DATA / "sources.csv") if row["kind"] == "panel"}
    rows = table[table["source_id"].isin(sources)]
    clean = Counter(
        (row.indicator, row.ref_area, row.time_period, Decimal(row.obs_value))
        for row in rows.itertuples()
    )
    assert clean == raw


EXPORTS = [
    ("nbs_local-st-expenditure", "utf-8-sig", "nbs_portal_local_st_expenditure", 10**8),
    ("nbs_technology-contracts", "utf-8-sig", "nbs_portal_technology_contracts", 10**8),
    ("nbs_local-budget-expenditure", "utf-8-sig", "nbs_portal_local_budget_expenditure", 10**8),
    ("nbs_gdp-revised", "utf-8-sig", "nbs_portal_gdp_revised", 10**8),
    ("nbs_gdp-revised-20-years", "gb18030", "nbs_portal_gdp_revised_20_years", 10**8),
    ("nbs_patent-applications", "utf-8-sig", "nbs_portal_patent_applications", 1),
    ("nbs_patents-granted", "utf-8-sig", "nbs_portal_patents_granted", 1),
]


@pytest.mark.parametrize(("name", "encoding", "source", "scale"), EXPORTS)
def test_every_cell_of_an_export_is_one_observation(table, name, encoding, source, scale):
    text = (DATA / "raw" / f"{name}_2026-11-22.csv").read_text(encoding=encoding)
    lines = [[cell.strip() for cell in line.split(",")] for line in text.splitlines()]
    years = next(cells for cells in lines if cells[0] == "地区")
    codes = {row["name_zh_full"]: row["adcode"] for row in csv_rows(DATA / "reference/areas.csv")}
    raw = Counter(
        (codes[cells[0]], year.removesuffix("年"), Decimal(value) * scale)
        for cells in lines
        if cells[0] in codes
        for year, value in zip(years[1:], cells[1:], strict=False)
        if value
    )
    assert len({area for area, _, _ in raw}) == 31
    rows = table[table["source_id"] == source]
    clean = Counter(
        (row.ref_area, row.time_period, Decimal(row.obs_value)) for row in rows.itertuples()
    )
    assert clean == raw


def test_the_provinces_add_up_to_the_nations_rd_of_2023(cleaned, panel):
    provinces = cleaned.reference.provinces
    assert len(provinces) == 31
    added = sum(panel["rd_expenditure", area, "2023"] for area in provinces)
    assert abs(added - panel["rd_expenditure", NATION, "2023"]) < Decimal("0.01")  # 100m yuan
    sums = cleaned.sums.set_index(["indicator", "time_period"])
    row = sums.loc["rd_expenditure", "2023"]
    assert row["provinces"] == pytest.approx(float(added * 10**8), rel=1e-12)
    assert row["nation"] == 3335706880000.0
    assert row["held"]


def test_every_year_that_can_be_added_up_is(cleaned, panel):
    """Complete years with a national row, by the csv module; none is passed over in silence."""
    expected = set()
    tolerance = {
        row["code"]: row["sum_tolerance_pct"] for row in csv_rows(DATA / "reference/indicators.csv")
    }
    keys = {(indicator, year) for indicator, area, year in panel if area == NATION}
    for indicator, year in keys:
        complete = all((indicator, area, year) in panel for area in cleaned.reference.provinces)
        if complete and tolerance[indicator]:
            expected.add((indicator, year))
    added = set(zip(cleaned.sums["indicator"], cleaned.sums["time_period"], strict=True))
    assert added >= expected
    assert ("fiscal_exp_total", "2022") in expected
    assert cleaned.sums["held"].all()


def test_shanghais_budget_of_2022_is_a_conflict_on_record(cleaned, table, panel):
    used = "csy_budget:fiscal_exp_total/310000/2022"
    other = "nbs_portal_local_budget_expenditure:上海市/2022"
    recorded = cleaned.conflicts.set_index("obs_id")["used"]
    assert (recorded[used], recorded[other]) == ("yes", "no")
    assert table.loc[[used, other], "obs_value"].to_list() == ["939316000000", "939300000000"]
    assert table.loc[[used, other], "comparable"].to_list() == ["yes", "no"]
    figures = compare.figures(cleaned.observations, cleaned.reference)
    assert compare.value_of(figures, "fiscal_exp_total", "310000", 2022) == 939316000000.0
    # the reason on record: with the yearbook's value the sum comes nearer to the national row
    nation = panel["fiscal_exp_total", NATION, "2022"]
    added = sum(panel["fiscal_exp_total", area, "2022"] for area in cleaned.reference.provinces)
    assert abs(added - nation) <= Decimal("0.025")
    portals = added - Decimal("9393.16") + Decimal("9393.00")
    assert Decimal("0.13") < abs(portals - nation) < Decimal("0.15")


def test_the_record_of_conflicts(cleaned):
    assert cleaned.conflicts["conflict"].nunique() == 4
    assert (cleaned.conflicts.groupby("conflict")["used"].apply(list).map(sorted)).to_list() == [
        ["no", "yes"]
    ] * 4


def years_of(table, indicator, area=None):
    rows = table[(table["indicator"] == indicator) & (table["measure"] == "level")]
    rows = rows[(rows["obs_status"] == "actual") & (rows["time_period"] != "")]
    if area:
        rows = rows[rows["ref_area"] == area]
    return {int(year) for year in rows["time_period"]}


def test_the_bulletin_covers_31_provinces_and_the_nation_in_each_year(table):
    rows = table[
        table["indicator"].eq("rd_expenditure_bulletin")
        & table["source_id"].str.startswith("rd_bulletin")
    ]
    areas = rows.groupby("time_period")["ref_area"].nunique()
    assert areas.to_dict() == {str(year): 32 for year in range(2011, 2025)}
    assert (rows.groupby("time_period").size() == 32).all()


def test_where_a_series_starts_ends_or_breaks_off(table):
    assert min(years_of(table, "hte_recognised_in_year")) == 2018
    assert max(years_of(table, "sci_papers")) == 2022
    assert min(years_of(table, "tech_market_sold", "540000")) == 2017
    assert min(years_of(table, "tech_market_sold", HUNAN)) < 2017
    revenue = years_of(table, "hitech_mfg_revenue")
    assert 2017 not in revenue
    assert {2016, 2018} <= revenue
    assert years_of(table, "hitech_trade_exports") == {2016, 2017, 2018}


@pytest.mark.parametrize(
    "indicator",
    ["gdp_revised", "population_yearend", "tech_market_sold", "hte_recognised_in_year"],
)
def test_where_there_is_no_national_row_none_is_made(table, indicator):
    assert NATION not in set(table.loc[table["indicator"] == indicator, "ref_area"])


def test_the_misprinted_scores_are_left_out_and_their_ranks_stay(cleaned, table):
    left_out = cleaned.exclusions
    scores = left_out[left_out["source_id"] == "regional_innovation_capability"]
    assert sorted(scores["as_printed"]) == ["171.58", "90.67"]
    for year, province in (("2019", "西藏"), ("2020", "安徽")):
        assert f"regional_innovation_capability:rank/{year}/{province}" in table.index
        assert f"regional_innovation_capability:score/{year}/{province}" not in table.index


def test_printed_intensities_rest_on_another_gdp_from_each_break_on(cleaned):
    """Which GDP a printed intensity rests on shows in expenditure over it, beside revised GDP.

    The fourth economic census came in with 2019, and one method for all provinces; the fifth with
    2024: there the provinces' ratios close up, so the years before do not go on in those after.
    """
    figures = compare.figures(cleaned.observations, cleaned.reference)

    def implied(area: str, year: int) -> float:
        spent, share, gdp = (
            compare.value_of(figures, code, area, year)
            for code in ("rd_expenditure_bulletin", "rd_intensity_as_published", "gdp_revised")
        )
        return spent / (share / 100) / gdp

    apart = {}
    for year in range(2016, 2025):
        ratios = [implied(area, year) for area in cleaned.reference.provinces]
        apart[year] = max(ratios) - min(ratios)
    assert min(apart[year] for year in (2016, 2017, 2018)) > 0.5
    assert max(apart[year] for year in range(2019, 2024)) < 0.15
    assert apart[2024] < 0.04
    breaks = cleaned.reference.indicator["rd_intensity_as_published"].breaks
    assert [year for year, _ in breaks] == [2019, 2024]
