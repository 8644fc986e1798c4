"""Printed figures against the record: verdicts worked out by hand, then on the real stories."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pandas as pd
import pytest

from helpers import compare, record
from helpers.clean.stage import read_observations
from helpers.reference import Reference, load_reference

DATA = Path(__file__).parent.parent / "data"
HUNAN, HENAN, HUBEI, WUHAN = "430000", "410000", "420000", "420100"
OBSERVATION = {
    "obs_id": "",
    "ref_area": HUNAN,
    "indicator": "rd",
    "time_period": "2022",
    "obs_value": "",
    "obs_value_high": "",
    "qualifier": "exact",
    "obs_status": "actual",
    "measure": "level",
    "source_id": "daily",
    "as_printed": "words",
    "unit_measure": "CNY",
    "base_period": "",
    "derived_from": "",
    "repeats": "",
    "note": "",
    "matched_period": "",
    "comparable": "no",
}


def indicator(code: str, direction: str = "higher", break_years: str = "") -> dict[str, str]:
    """A row of indicators.csv, all that these tests do not need left empty."""
    row = dict.fromkeys(INDICATOR_COLUMNS, "") | {"decimals": "1", "display_scale": "1"}
    return row | {"code": code, "direction": direction, "break_years": break_years}


INDICATOR_COLUMNS = (
    "code name_en name_zh theme base_unit display_unit display_scale decimals direction "
    "stock_or_flow numerator denominator factor window minimum maximum sum_tolerance_pct "
    "national_row break_years definition publication"
).split()
INDICATORS = pd.DataFrame(
    [
        indicator("rd"),
        indicator("share"),
        indicator("hte_stock"),
        indicator("hte_recognised_three_years"),
        indicator("regional_innovation_capability_rank", "lower"),
        indicator("energy", "lower"),
        indicator("patents", break_years="2022=policy changed"),
    ]
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    """Three provinces and a city; two stories and a bulletin."""
    none = pd.DataFrame()
    areas = pd.DataFrame(
        [
            (HENAN, "province", ""),
            (HUBEI, "province", ""),
            (WUHAN, "city", HUBEI),
            (HUNAN, "province", ""),
        ],
        columns=["adcode", "level", "parent"],
    )
    sources = pd.DataFrame(
        [
            ("daily", "story", "2022-02-01"),
            ("evening", "story", "2022-02-01"),
            ("bulletin", "panel", ""),
        ],
        columns=["source_id", "kind", "date"],
    )
    return Reference(areas, none, INDICATORS, none, none, none, sources)


FIGURES = pd.DataFrame(
    [
        (HUNAN, "rd", 2021, 80e9, "bulletin:h21"),
        (HUNAN, "rd", 2022, 100e9, "bulletin:h22"),
        (HENAN, "rd", 2022, 50e9, "bulletin:n22"),
        (WUHAN, "rd", 2022, 9e9, "bulletin:w22"),
        (HUNAN, "share", 2021, 2.2337, "bulletin:s1;bulletin:s2"),
        (HUNAN, "hte_recognised_three_years", 2022, 14_259, "bulletin:a;bulletin:b;bulletin:c"),
    ],
    columns=compare.COLUMNS,
)


def told(reference: Reference, *rows: dict[str, str]) -> pd.DataFrame:
    """The record's answer to these rows, each like OBSERVATION but for what is given."""
    table = pd.DataFrame(
        [OBSERVATION | {"obs_id": f"daily:s{n}"} | row for n, row in enumerate(rows, 1)]
    )
    return record.against_record(table, FIGURES, reference)


def only(reference: Reference, *rows: dict[str, str]) -> pd.Series:
    """The one row of the answer."""
    found = told(reference, *rows)
    assert len(found) == 1
    return found.iloc[0]


# ------------------------------------------------------------------------------------ by hand


@pytest.mark.parametrize(
    ("value", "qualifier", "outcome"),
    [
        ("99000000000", "over", "met"),
        ("100000000000", "over", "missed"),  # 100 is not more than 100
        ("100000000000", "at_least", "met"),
        ("100000000000", "exact", "met"),
        ("100000000001", "exact", "missed"),
    ],
)
@pytest.mark.parametrize("status", ["target", "expected"])
def test_an_aim_is_reached_or_missed(reference, value, qualifier, outcome, status):
    row = only(reference, {"obs_value": value, "qualifier": qualifier, "obs_status": status})
    assert row["outcome"] == outcome
    assert row["official"] == 100e9
    assert row["official_ids"] == "bulletin:h22"
    assert row["obs_status"] == status


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("2.23", "equal"), ("2.2", "equal"), ("2.234", "equal"), ("2", "equal"),
     ("2.24", "not equal"), ("2.3", "not equal"), ("3", "not equal")],
)  # fmt: skip
def test_a_result_is_equal_at_the_digits_it_prints(reference, value, outcome):
    row = only(reference, {"indicator": "share", "time_period": "2021", "obs_value": value})
    assert row["outcome"] == outcome


def test_growth_is_that_of_the_official_figures(reference):
    aim = {"measure": "growth", "obs_status": "target", "qualifier": "over"}
    row = only(reference, aim | {"obs_value": "25"})
    assert row["official"] == pytest.approx(25)  # 100 / 80 - 1
    assert row["official_ids"] == "bulletin:h21;bulletin:h22"
    assert only(reference, aim | {"obs_value": "24.9"})["outcome"] == "met"
    assert only(reference, aim | {"obs_value": "25.1"})["outcome"] == "missed"
    assert row["value"] == 25.0


def test_growth_without_the_year_before_has_no_verdict(reference):
    aim = {"measure": "growth", "obs_status": "target", "obs_value": "3", "ref_area": HENAN}
    row = only(reference, aim)
    assert row["outcome"] == "no official figure yet"
    assert math.isnan(row["official"])
    assert row["official_ids"] == ""


@pytest.mark.parametrize("year", ["2020", "2023", "2030"])
def test_a_year_without_an_official_figure_has_no_verdict(reference, year):
    """Missing is not zero: nothing is missed by a figure that is not out."""
    row = only(reference, {"obs_status": "target", "obs_value": "5", "time_period": year})
    assert row["outcome"] == "no official figure yet"
    assert math.isnan(row["official"])
    assert row["official_ids"] == ""


def test_a_stock_beside_recognitions_is_an_indication_only(reference):
    rows = [
        {"indicator": "hte_stock", "obs_value": value, "obs_status": status}
        for value, status in (
            ("13910", "actual"), ("14259", "actual"), ("10000", "target"), ("20000", "target"),
        )
    ]  # fmt: skip
    found = told(reference, *rows)
    assert list(found["outcome"]) == ["indication"] * 4
    assert set(found["official"]) == {14_259}
    assert set(found["proxy"]) == {"hte_recognised_three_years"}
    assert set(found["official_ids"]) == {"bulletin:a;bulletin:b;bulletin:c"}


def test_the_year_is_the_printed_one_else_the_matched_one(reference):
    matched = only(reference, {"time_period": "", "matched_period": "2021", "obs_value": "1"})
    assert (matched["period"], matched["official"]) == ("2021", 80e9)
    assert not matched["printed_year"]
    printed = only(reference, {"matched_period": "2021", "obs_value": "1"})
    assert (printed["period"], printed["official"]) == ("2022", 100e9)
    assert printed["printed_year"]


@pytest.mark.parametrize(
    "row",
    [
        {"time_period": ""},
        {"time_period": "2022-07"},
        {"time_period": "2022-01/2022-04"},
        {"time_period": "2022-Q1"},
        {"ref_area": WUHAN},
        {"ref_area": "100000"},
        {"indicator": "tech_sme"},
        {"measure": "net_increase"},
        {"measure": "share"},
        {"source_id": "bulletin"},
    ],
    ids=lambda row: " ".join(f"{name}={value}" for name, value in row.items()),
)
def test_what_the_record_cannot_answer_is_left_out(reference, row):
    assert told(reference, {"obs_value": "5"} | row).empty


def test_ranks_are_held_against_the_edition_and_not_against_stories(reference):
    rank = {"indicator": "regional_innovation_capability_rank", "measure": "rank"}
    official = rank | {"source_id": "bulletin", "obs_id": "bulletin:r", "obs_value": "8"}
    official |= {"comparable": "yes"}
    other = rank | {"source_id": "evening", "obs_value": "9", "time_period": "2023"}
    found = told(reference, official, other, rank | {"obs_value": "8"}, rank | {"obs_value": "7"})
    found = found.set_index("value")
    assert found.at[8, "outcome"] == "equal"
    assert found.at[8, "official_ids"] == "bulletin:r"
    assert found.at[7, "outcome"] == "not equal"
    assert found.at[9, "outcome"] == "no official figure yet"
    assert len(found) == 3


def test_one_thing_said_twice_is_told_once(reference):
    same = {"obs_value": "99", "obs_status": "target", "qualifier": "over"}
    found = told(
        reference,
        same,
        same | {"as_printed": "in other words", "source_id": "evening"},
        same | {"obs_value": "98"},
        same | {"obs_status": "expected"},
        same | {"measure": "growth"},
        same | {"time_period": "2021"},
        same | {"ref_area": HENAN},
    )
    assert list(found["obs_id"]) == [f"daily:s{number}" for number in (1, 3, 4, 5, 6, 7)]


def test_values_and_upper_ends_are_numbers_and_missing_ones_nan(reference):
    row = only(reference, {"obs_value": "3", "obs_value_high": "5", "obs_status": "target"})
    assert (row["value"], row["high"]) == (3.0, 5.0)
    assert math.isnan(only(reference, {"obs_value": "3"})["high"])


def test_no_story_at_all_is_an_empty_table(reference):
    found = told(reference, {"source_id": "bulletin", "obs_value": "3"})
    assert list(found.columns) == list(record.COLUMNS)
    assert found.empty


# ------------------------------------------------------------------------------- the real data


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    reference = load_reference(DATA)
    observations = read_observations(DATA)
    return record.against_record(
        observations, compare.figures(observations, reference), reference
    ).set_index("obs_id")


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str, int], float]:
    """(indicator, adcode, year) -> figure as the raw panel prints it, read by csv alone."""
    path = next((DATA / "raw").glob("*official-panel*.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["adcode"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(file)
        }


def told_of(real: pd.DataFrame, area: str, indicator: str, measure: str, year: str) -> pd.Series:
    keys = {"ref_area": area, "indicator": indicator, "measure": measure, "period": year}
    own = real[~real.index.str.contains(":derived/")]
    for column, value in keys.items():
        own = own[own[column] == value]
    assert len(own) == 1
    return own.iloc[0]


def test_henan_expected_more_than_100_billion_for_2021_and_reached_it(real, printed):
    row = told_of(real, HENAN, "rd_expenditure_bulletin", "level", "2021")
    official = printed["rd_expenditure_bulletin", HENAN, 2021] * 1e8
    assert official == pytest.approx(101.88e9)
    assert row["official"] == pytest.approx(official)
    assert (row["value"], row["qualifier"], row["obs_status"]) == (100e9, "over", "expected")
    assert row["outcome"] == "met"


def test_henan_aimed_at_17_percent_and_196_for_2022_and_missed_both(real, printed):
    growth = told_of(real, HENAN, "rd_expenditure_bulletin", "growth", "2022")
    spent = [printed["rd_expenditure_bulletin", HENAN, year] for year in (2021, 2022)]
    assert growth["official"] == pytest.approx(100 * (spent[1] - spent[0]) / spent[0])
    assert growth["outcome"] == "missed"
    intensity = told_of(real, HENAN, "rd_intensity_as_published", "level", "2022")
    assert intensity["official"] == printed["rd_intensity_as_published", HENAN, 2022] == 1.86
    assert (intensity["value"], intensity["qualifier"]) == (1.96, "over")
    assert intensity["outcome"] == "missed"


def test_hunan_aimed_at_12_percent_for_2023_and_missed_it(real, printed):
    row = told_of(real, HUNAN, "rd_expenditure_bulletin", "growth", "2023")
    spent = [printed["rd_expenditure_bulletin", HUNAN, year] for year in (2022, 2023)]
    assert spent == [1175.3, 1283.9]
    assert row["official"] == pytest.approx(9.24, abs=0.005)
    assert (row["value"], row["outcome"]) == (12.0, "missed")


def test_contracts_ran_ahead_of_both_aims(real, printed):
    expected = told_of(real, HENAN, "tech_market_sold", "level", "2021")
    assert expected["official"] == pytest.approx(printed["tech_market_sold", HENAN, 2021] * 1e8)
    assert expected["outcome"] == "met"
    growth = told_of(real, HUNAN, "tech_market_sold", "growth", "2023")
    sold = [printed["tech_market_sold", HUNAN, year] for year in (2022, 2023)]
    assert growth["official"] == pytest.approx(100 * (sold[1] / sold[0] - 1))
    assert growth["outcome"] == "met"


def test_an_aim_of_growth_and_the_level_it_comes_to_have_one_outcome(real):
    derived = real[real.index.str.contains(":derived/") & (real["proxy"] == "")]
    assert len(derived) == 3
    for row in derived.itertuples():
        same = real[
            (real["measure"] == "growth")
            & (real["ref_area"] == row.ref_area)
            & (real["indicator"] == row.indicator)
            & (real["period"] == row.period)
        ]
        assert set(same["outcome"]) == {row.outcome}


def test_hunans_intensity_of_an_unprinted_year_equals_2021(real, printed):
    row = told_of(real, HUNAN, "rd_intensity_as_published", "level", "2021")
    assert row["official"] == printed["rd_intensity_as_published", HUNAN, 2021] == 2.23
    assert row["outcome"] == "equal"
    assert not row["printed_year"]


def test_hunans_ranks_equal_their_editions(real):
    with next((DATA / "raw").glob("*capability*.csv")).open(encoding="utf-8") as file:
        ranks = {
            row["report_year"]: int(row["rank"])
            for row in csv.DictReader(file)
            if row["province"] == "湖南"
        }
    for edition, rank in (("2019", 13), ("2022", 8)):
        row = told_of(real, HUNAN, "regional_innovation_capability_rank", "rank", edition)
        assert row["official"] == row["value"] == ranks[edition] == rank
        assert row["outcome"] == "equal"
    # the other story's "11th" has no edition: it is held against nothing
    ranks_told = real[real["measure"] == "rank"]
    assert set(ranks_told["value"]) == {13, 8}


def test_stocks_of_high_tech_enterprises_are_indications(real, printed):
    rows = real[real["indicator"] == "hte_stock"]
    assert set(rows["outcome"]) == {"indication"}
    hunan = told_of(real, HUNAN, "hte_stock", "level", "2022")
    years = [printed["hte_recognised_in_year", HUNAN, year] for year in (2020, 2021, 2022)]
    assert years == [4071, 4713, 5475]
    assert (hunan["value"], hunan["official"]) == (13_910, sum(years))
    assert sum(years) == 14_259


def test_only_provinces_and_only_what_has_a_record_are_in(real):
    assert set(real["ref_area"]) <= {HUNAN, HENAN, HUBEI}
    assert "tech_sme" not in set(real["indicator"])
    assert real.index.is_unique
    assert real["value"].notna().all()
    assert (real["official"].notna() == (real["official_ids"] != "")).all()


# ------------------------------------------------------- digits, direction, breaks, tellers


@pytest.mark.parametrize(
    ("printed", "value", "high", "qualifier", "outcome"),
    [
        ("100.4 billion yuan", "100400000000", "", "exact", "not equal"),
        ("100.0 billion yuan", "100000000000", "", "exact", "equal"),
        ("1.0 trillion yuan", "1000000000000", "", "exact", "not equal"),
        ("more than 90 billion yuan", "90000000000", "", "over", "equal"),
        ("more than 100 billion yuan", "100000000000", "", "over", "not equal"),
        ("nearly 101 billion yuan", "101000000000", "", "under", "equal"),
        ("nearly 100 billion yuan", "100000000000", "", "under", "not equal"),
        ("about 104 billion yuan", "104000000000", "", "about", "equal"),
        ("about 110 billion yuan", "110000000000", "", "about", "not equal"),
        ("90 to 110 billion yuan", "90000000000", "110000000000", "range", "equal"),
        ("101 to 110 billion yuan", "101000000000", "110000000000", "range", "not equal"),
    ],
)
def test_a_result_is_borne_out_as_it_is_printed(
    reference, printed, value, high, qualifier, outcome
):
    """The record has 100 billion; a billion figure with one decimal may be 0.05 off."""
    told_so = {"as_printed": printed, "obs_value": value, "obs_value_high": high}
    assert only(reference, told_so | {"qualifier": qualifier})["outcome"] == outcome


@pytest.mark.parametrize(
    ("official", "printed", "value", "high", "outcome"),
    [
        # printed to 100 billion: half of that is 50 billion, more than five percent of it
        (149e9, "about 0.1 trillion yuan", "100000000000", "", "equal"),
        (151e9, "about 0.1 trillion yuan", "100000000000", "", "not equal"),
        (151e9, "0.2 to 0.3 trillion yuan", "200000000000", "300000000000", "equal"),
        (149e9, "0.2 to 0.3 trillion yuan", "200000000000", "300000000000", "not equal"),
        (349e9, "0.2 to 0.3 trillion yuan", "200000000000", "300000000000", "equal"),
        (351e9, "0.2 to 0.3 trillion yuan", "200000000000", "300000000000", "not equal"),
    ],
)
def test_a_coarse_figure_may_be_half_of_its_last_digit_off(
    reference, official, printed, value, high, outcome
):
    near = FIGURES.assign(value=FIGURES["value"].where(FIGURES["value"] != 100e9, official))
    row = OBSERVATION | {"obs_id": "daily:s1", "as_printed": printed, "obs_value": value}
    row |= {"obs_value_high": high, "qualifier": "range" if high else "about"}
    held = record.against_record(pd.DataFrame([row]), near, reference)
    assert list(held["outcome"]) == [outcome]


def test_a_coarser_print_of_the_record_is_equal(reference):
    near = FIGURES.assign(value=FIGURES["value"].where(FIGURES["value"] != 100e9, 101.88e9))
    row = OBSERVATION | {"obs_id": "daily:s1", "obs_value": "101900000000"}
    row |= {"as_printed": "101.9 billion yuan"}
    assert list(record.against_record(pd.DataFrame([row]), near, reference)["outcome"]) == ["equal"]


@pytest.mark.parametrize(
    ("value", "qualifier", "outcome"),
    [("8", "exact", "met"), ("7", "exact", "met"), ("6", "exact", "missed"),
     ("7", "under", "missed"), ("8", "under", "met")],
)  # fmt: skip
def test_where_less_is_better_an_aim_is_reached_from_above(reference, value, qualifier, outcome):
    """Aimed at rank 8 and came 7th: reached."""
    code = "energy"
    figures = pd.DataFrame([(HUNAN, code, 2022, 7.0, "bulletin:e22")], columns=compare.COLUMNS)
    row = OBSERVATION | {"obs_id": "daily:s1", "indicator": code, "obs_status": "target"}
    row |= {"obs_value": value, "qualifier": qualifier}
    assert list(record.against_record(pd.DataFrame([row]), figures, reference)["outcome"]) == [
        outcome
    ]


def test_growth_over_a_break_gets_no_verdict(reference):
    figures = pd.DataFrame(
        [
            (HUNAN, "patents", 2021, 100.0, "bulletin:a"),
            (HUNAN, "patents", 2022, 50.0, "bulletin:b"),
        ],
        columns=compare.COLUMNS,
    )
    row = OBSERVATION | {"obs_id": "daily:s1", "indicator": "patents", "measure": "growth"}
    row |= {"obs_status": "target", "obs_value": "5"}
    found = record.against_record(pd.DataFrame([row]), figures, reference).iloc[0]
    assert found["outcome"] == "definition broken"
    assert math.isnan(found["official"])
    assert found["official_ids"] == ""


def test_all_who_tell_it_are_named_and_another_qualifier_is_another_claim(reference):
    aim = {"obs_status": "target", "obs_value": "100000000000"}
    found = told(reference, aim, aim | {"source_id": "evening"}, aim | {"qualifier": "over"})
    assert list(found["told_by"]) == ["daily:s1;daily:s2", "daily:s3"]
    assert list(found["outcome"]) == ["met", "missed"]
