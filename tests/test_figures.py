"""Facts about the real figures, each worked out by another route than the package's own.

By hand from a raw file, by the csv module and Decimal straight from it, from the publications, or
from a second reader's list of every number in the five stories (tests/data/second_reading.csv:
the number as printed, and whether the reader took it for a figure).
"""

import csv
import hashlib
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from helpers import compare
from helpers.clean import clean_figures, write_clean

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PANEL = DATA / "raw" / "nbs-most-mof_official-panel_2026-11-22.csv"
RANKING = DATA / "raw" / "research-group_regional-innovation-capability_2026-11-22.csv"
HUNAN, HENAN, WUHAN, HUANGSHI, NATION = "430000", "410000", "420100", "420200", "100000"
CHANGSHA_EVENING, HUASHENG = "changsha_evening_news_2023", "huasheng_online_2023"
STORIES = {
    CHANGSHA_EVENING,
    HUASHENG,
    "henan_daily_2022",
    "huangshi_daily_2022",
    "wuhan_key_points_2023",
}


def csv_rows(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def cleaned():
    return clean_figures(DATA)


@pytest.fixture(scope="session")
def table(cleaned):
    return cleaned.observations.set_index("obs_id", drop=False)


@pytest.fixture(scope="session")
def panel():
    """(indicator, adcode, year) to the value as it stands in the raw file."""
    return {
        (row["indicator"], row["adcode"], row["year"]): Decimal(row["value"])
        for row in csv_rows(PANEL)
    }


def told(table, **cells):
    """The observations of stories (derived ones not) with these cells."""
    rows = table[table["source_id"].isin(STORIES) & (table["derived_from"] == "")]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return rows


def only(rows):
    assert len(rows) == 1, rows["as_printed"].to_list()
    return rows.iloc[0]


# ----------------------------------------------------------------- the stories, read twice

WORDS = "zero one two three four five six seven eight nine ten".split()
NUMBER_OF = {word: str(number) for number, word in enumerate(WORDS)}
NUMBER_OF |= dict(zip("first second third fourth fifth".split(), "12345", strict=True))
DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?"
NUMBER = re.compile(
    rf"(?P<low>{DIGITS}) ?(?:-|to|or|\+| ) ?(?P<high>{DIGITS})|(?P<digits>{DIGITS})"
    rf"|\b(?P<word>{'|'.join(NUMBER_OF)}|full|double|hundreds)\b",
    re.IGNORECASE,
)

# What the two readings tell apart, and why. Story: number, how often, in the one and not the other.
SEEN_ONLY_HERE = {
    # all four of the "four major" laboratories: a name to the second reader, here a count as well,
    # because the sentence says that all were inaugurated
    CHANGSHA_EVENING: {"4": 1},
}
SEEN_ONLY_THERE = {
    # one "more than 10%" is said of loans, insurance and venture capital: the second reader made
    # three rows of it, here it is one figure
    "wuhan_key_points_2023": {"10": 2},
}
FIGURES_LEFT_OUT = {
    CHANGSHA_EVENING: {"8.2": 1},  # its subject is lost: of what it is told nobody knows
    "huangshi_daily_2022": {"double": 1},  # a doubling without start or base holds no number
}


def number_in(words):
    """The one number of a figure's few words, digits only: "more than 1,000" is 1000."""
    found = NUMBER.search(words)
    if not found:
        return ""
    if found["low"]:
        return f"{found['low']}-{found['high']}".replace(",", "")
    if found["digits"]:
        return found["digits"].replace(",", "")
    word = found["word"].lower()
    return NUMBER_OF.get(word, word)


@pytest.fixture(scope="module")
def second_reading():
    rows = csv_rows(ROOT / "tests" / "data" / "second_reading.csv")
    return {
        figure: {
            story: Counter(
                number_in(row["number"])
                for row in rows
                if row["source_id"] == story and row["figure"] == figure
            )
            for story in STORIES
        }
        for figure in ("yes", "no")
    }


def test_the_second_reading_is_of_all_five_stories(second_reading):
    counts = {story: sum(numbers.values()) for story, numbers in second_reading["yes"].items()}
    assert counts == {
        CHANGSHA_EVENING: 42,
        "huangshi_daily_2022": 43,
        HUASHENG: 20,
        "henan_daily_2022": 9,
        "wuhan_key_points_2023": 31,
    }


@pytest.mark.parametrize("story", sorted(STORIES))
def test_every_figure_of_a_story_is_an_observation_or_left_out(
    cleaned, table, second_reading, story
):
    observed = Counter(map(number_in, told(table, source_id=story)["as_printed"]))
    excluded = cleaned.exclusions[cleaned.exclusions["source_id"] == story]
    left_out = Counter(map(number_in, excluded["as_printed"]))
    seen = second_reading["yes"][story]
    # exactly: nothing missed, nothing invented, but for the differences listed
    here, there = Counter(SEEN_ONLY_HERE.get(story)), Counter(SEEN_ONLY_THERE.get(story))
    without = Counter(FIGURES_LEFT_OUT.get(story))
    assert observed + there + without == seen + here
    assert without <= left_out


@pytest.mark.parametrize("story", sorted(STORIES))
def test_what_is_left_out_is_no_figure_to_the_second_reader_either(cleaned, second_reading, story):
    excluded = cleaned.exclusions[cleaned.exclusions["source_id"] == story]
    left_out = Counter(number_in(words) for words in excluded["as_printed"] if number_in(words))
    assert left_out <= second_reading["no"][story] + Counter(FIGURES_LEFT_OUT.get(story))


def test_every_exclusion_has_its_reason(cleaned):
    assert (cleaned.exclusions["exclusion"].str.len() > 10).all()


def test_every_value_has_the_digits_that_are_printed(table):
    """Value and printed number differ by size words only: a power of ten."""
    differing = {
        row.obs_id
        for row in told(table).itertuples()
        if digits(row.obs_value) != digits(number_in(row.as_printed).split("-")[0])
    }
    assert differing == {"huangshi_daily_2022:s32.1"}  # mu made square metres


def digits(number):
    return number.lstrip("-").replace(".", "").strip("0")


def test_a_fall_is_negative_and_nothing_else_is(table):
    negative = table[table["obs_value"].str.startswith("-")]
    assert told(negative)["as_printed"].to_list() == ["decreased by 1%"]
    assert set(negative["indicator"]) <= {"energy_per_gdp", "hitech_mfg_profit"}


def test_no_sentence_of_a_story_is_kept(table):
    assert told(table)["as_printed"].str.split().str.len().max() <= 8


# ------------------------------------------------------------------------ Hunan, 2022


def test_hunan_had_13910_high_tech_enterprises(table):
    rows = told(table, ref_area=HUNAN, indicator="hte_stock", measure="level")
    assert set(rows["obs_value"]) == {"13910"}
    assert set(rows["time_period"]) == {"2022"}
    assert set(rows["obs_status"]) == {"actual"}
    assert len(rows[rows["repeats"] == ""]) == 1  # headline and lead say one thing


def test_2847_is_the_increase_and_not_the_stock(table):
    row = only(told(table, obs_value="2847"))
    assert (row["indicator"], row["measure"], row["base_period"]) == (
        "hte_stock",
        "net_increase",
        "2021",
    )


@pytest.mark.parametrize(
    ("indicator", "stock", "increase", "before"),
    [("hte_stock", "13910", "2847", "11063"), ("tech_sme", "19476", "8075", "11401")],
)
def test_the_stock_of_2021_is_computed_from_both_parents(table, indicator, stock, increase, before):
    assert int(stock) - int(increase) == int(before)
    rows = table[
        (table["derived_from"] != "")
        & (table["indicator"] == indicator)
        & (table["time_period"] == "2021")
    ]
    row = only(rows)
    assert (row["obs_value"], row["ref_area"], row["obs_status"]) == (before, HUNAN, "actual")
    parents = table.loc[row["derived_from"].split(";")]
    assert parents["obs_value"].to_list() == [stock, increase]
    assert parents["measure"].to_list() == ["level", "net_increase"]


@pytest.mark.parametrize(
    ("area", "indicator", "period", "value"),
    [
        (HUNAN, "hte_stock", "2023", "14910"),  # 13,910 + 1,000
        (HUNAN, "tech_sme", "2023", "21476"),  # 19,476 + 2,000
        (HUNAN, "rd_expenditure_bulletin", "2023", "131633600000"),  # 1175.3 x 1.12 = 1316.336
        (HENAN, "rd_expenditure_bulletin", "2022", "119199600000"),  # 1018.8 x 1.17 = 1191.996
        (HUNAN, "tech_market_sold", "2023", "292432177500"),  # 2542.8885 x 1.15 = 2924.321775
    ],
)
def test_target_levels_by_hand(table, area, indicator, period, value):
    derived = table[(table["derived_from"] != "") & (table["ref_area"] == area)]
    row = only(derived[(derived["indicator"] == indicator) & (derived["time_period"] == period)])
    assert (row["obs_value"], row["qualifier"], row["obs_status"]) == (value, "over", "target")
    assert row["comparable"] == "no"


def test_three_years_of_recognitions_are_14259(cleaned, panel):
    years = [panel["hte_recognised_in_year", HUNAN, year] for year in ("2020", "2021", "2022")]
    assert years == [4071, 4713, 5475]
    figures = compare.figures(cleaned.observations, cleaned.reference)
    value = compare.value_of(figures, "hte_recognised_three_years", HUNAN, 2022)
    assert value == sum(years) == 14259


def test_an_intensity_without_a_year_is_that_of_2021_by_the_record(table, panel):
    row = only(told(table, source_id=HUASHENG, as_printed="2.23%"))
    assert (row["time_period"], row["matched_period"], row["measure"]) == ("", "2021", "level")
    assert row["repeats"] == "rd_bulletin_first_published:rd_intensity_as_published/430000/2021"
    assert panel["rd_intensity_as_published", HUNAN, "2021"] == Decimal("2.23")
    assert panel["rd_intensity_as_published", HUNAN, "2022"] != Decimal("2.23")


def test_11th_and_13th_are_a_conflict_and_never_averaged(cleaned, table):
    ranks = told(table, indicator="regional_innovation_capability_rank")
    assert Counter(ranks["as_printed"]) == {"8th": 3, "11th": 1, "13th": 1}
    assert set(ranks["obs_value"]) == {"8", "11", "13"}
    pair = [f"{CHANGSHA_EVENING}:s4.1", f"{HUASHENG}:s10.1"]
    recorded = cleaned.conflicts[cleaned.conflicts["obs_id"].isin(pair)]
    assert dict(zip(recorded["obs_id"], recorded["used"], strict=True)) == {
        pair[0]: "no",
        pair[1]: "yes",
    }
    assert recorded["conflict"].nunique() == 1
    assert "conflicts with '13th'" in table.loc[pair[0], "note"]
    assert "conflicts with '11th'" in table.loc[pair[1], "note"]


def test_13th_and_8th_stand_in_editions_of_the_ranking_and_11th_in_none(table):
    ranks = {
        row["report_year"]: row["rank"] for row in csv_rows(RANKING) if row["province"] == "湖南"
    }
    assert (ranks["2019"], ranks["2022"]) == ("13", "8")
    assert "11" not in ranks.values()
    matched = {
        row.as_printed: row.matched_period for row in told(table, measure="rank").itertuples()
    }
    assert (matched["13th"], matched["8th"], matched["11th"]) == ("2019", "2022", "")


def test_points_without_a_subject_are_left_out(cleaned, table):
    left_out = cleaned.exclusions[cleaned.exclusions["as_printed"].str.contains("8.2", regex=False)]
    assert left_out["source_id"].to_list() == [CHANGSHA_EVENING]
    assert "PP" not in set(table["unit_measure"])
    assert len(told(table, obs_value="8.2")) == 0


@pytest.mark.parametrize(("printed", "ends"), [("3-5", ("3", "5")), ("1-2", ("1", "2"))])
def test_a_range_keeps_both_ends(table, printed, ends):
    row = only(told(table, as_printed=printed))
    assert (row["obs_value"], row["obs_value_high"]) == ends
    assert row["qualifier"] == "range"


# ------------------------------------------------------ the cities, and Henan's aims


def test_355_declared_is_no_stock(table):
    row = only(told(table, obs_value="355"))
    assert (row["indicator"], row["time_period"]) == ("hte_declared", "2022-01/2022-07")
    stock = told(table, ref_area=HUANGSHI, indicator="hte_stock")
    assert stock[["obs_value", "time_period"]].to_numpy().tolist() == [["478", "2021"]]


def test_872_of_a_part_of_a_year_is_not_961_of_a_whole(table):
    rows = told(table, ref_area=HUANGSHI, indicator="tech_sme")
    assert dict(zip(rows["obs_value"], rows["time_period"], strict=True)) == {
        "961": "2021",
        "872": "2022-01/2022-07",
    }


def test_1700_acres_are_mu(table):
    row = only(told(table, as_printed="1,700 acres"))
    square_metres = Decimal(1700) * 10_000 / 15
    assert Decimal(row["obs_value"]) == round(square_metres, 2) == Decimal("1133333.33")
    assert (row["unit_measure"], row["obs_status"]) == ("M2", "plan")
    assert "corrected to '1,700 mu'" in row["note"]


@pytest.mark.parametrize(
    ("printed", "yuan"),
    [
        ("50.423 million yuan", 50_423_000),
        ("193.8 billion yuan", 193_800_000_000),
        ("11.421 billion yuan", 11_421_000_000),
        ("8.955 billion yuan", 8_955_000_000),
        ("10 billion yuan", 10_000_000_000),
        ("3.07 billion yuan", 3_070_000_000),
        ("exceeding 7 billion yuan", 7_000_000_000),
        ("exceed 60 billion yuan", 60_000_000_000),
    ],
)
def test_million_and_billion_yuan(table, printed, yuan):
    row = only(told(table, as_printed=printed))
    assert (row["obs_value"], row["unit_measure"]) == (str(yuan), "CNY")


def test_nearly_200_is_under(table):
    row = only(told(table, as_printed="nearly 200"))
    assert (row["obs_value"], row["qualifier"]) == ("200", "under")


def test_a_quarter_is_a_quarter(table):
    row = only(told(table, as_printed="28.39%"))
    assert (row["obs_value"], row["time_period"], row["measure"]) == ("28.39", "2022-Q1", "share")
    assert row["comparable"] == "no"


def test_four_months_are_no_year(table):
    row = only(told(table, as_printed="58%"))
    assert (row["time_period"], row["measure"]) == ("2022-01/2022-04", "growth")


def test_henans_10000_is_an_aim_in_the_past_tense(table):
    row = only(told(table, ref_area=HENAN, indicator="hte_stock"))
    assert row["as_printed"].startswith("exceeded")
    assert (row["obs_value"], row["qualifier"]) == ("10000", "over")
    assert (row["obs_status"], row["time_period"], row["comparable"]) == ("target", "2022", "no")


def test_wuhans_145_billion_is_an_aim_of_a_city(table):
    row = only(told(table, ref_area=WUHAN, indicator="tech_market_sold"))
    assert Decimal(row["obs_value"]) == Decimal("145e9")
    assert (row["unit_measure"], row["qualifier"]) == ("CNY", "over")
    assert (row["obs_status"], row["time_period"], row["comparable"]) == ("target", "2023", "no")
    assert row["as_printed"].startswith("exceeded")


def test_wuhans_story_holds_no_result(table):
    assert set(told(table, source_id="wuhan_key_points_2023")["obs_status"]) == {"target", "plan"}


@pytest.mark.parametrize("printed", ["exceed 100 billion yuan", "exceed 60 billion yuan"])
def test_what_henan_expected_of_2021_is_no_result(table, printed):
    row = only(told(table, as_printed=printed))
    assert (row["obs_status"], row["time_period"]) == ("expected", "2021")


def test_no_city_stands_among_provinces(table):
    cities = {
        row["adcode"] for row in csv_rows(DATA / "reference/areas.csv") if row["level"] == "city"
    }
    assert cities == {WUHAN, HUANGSHI}
    assert set(table[table["ref_area"].isin(cities)]["comparable"]) == {"no"}


def test_no_figure_of_a_story_stands_beside_official_ones(table):
    # all are of one province alone, of a city, of no printed year, or have not happened yet
    assert told(table, comparable="yes")["as_printed"].to_list() == []


# -------------------------------------------------------------------- the official record

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


# ------------------------------------------------------------------ the table as a whole


def test_every_observation_has_a_source_and_an_id_of_its_own(cleaned):
    sources = {row["source_id"] for row in csv_rows(DATA / "sources.csv")}
    assert set(cleaned.observations["source_id"]) <= sources
    assert cleaned.observations["obs_id"].is_unique


def test_every_raw_file_has_the_hash_that_was_recorded():
    for row in csv_rows(DATA / "sources.csv"):
        assert hashlib.sha256((DATA / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_repeat_and_parent_is_there_and_a_repeat_repeats_no_repeat(table):
    repeated = set(table["repeats"]) - {""}
    assert repeated <= set(table.index)
    assert set(table.loc[sorted(repeated), "repeats"]) == {""}
    parents = {parent for ids in table["derived_from"] if ids for parent in ids.split(";")}
    assert parents <= set(table.index)


def test_an_official_figure_never_stands_behind_a_story(table):
    behind = table[(table["repeats"] != "") & ~table["source_id"].isin(STORIES)]
    assert not set(behind["repeats"].str.partition(":")[0]) & STORIES


def test_the_clean_files_on_disk_are_what_cleaning_gives(cleaned, tmp_path):
    write_clean(cleaned, tmp_path)
    for name in ("observations.csv", "exclusions.csv"):
        assert (tmp_path / "clean" / name).read_bytes() == (DATA / "clean" / name).read_bytes()
