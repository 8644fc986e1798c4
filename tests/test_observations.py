"""Arrivals into observations: codes, numbers in base units, and what cannot be read."""

from decimal import Decimal

import pandas as pd
import pytest
import tiny

from helpers.clean.observations import COLUMNS, WORKING, observe
from helpers.faults import FaultsFound
from helpers.reference import load_reference

INDICATORS = tiny.INDICATORS + (
    "people,People,人员,Made up,FTE,person-years,1,0,higher,flow,,,,,,,,no,,Made up,Made up\n"
    "heads,Heads,人口,Made up,PERS,million,1000000,2,none,stock,,,,,,,,no,,Made up,Made up\n"
    "ratio,Ratio,强度,Made up,PCT,% of GDP,1,2,higher,ratio,,,,,,,,no,,Made up,Made up\n"
    "ground,Ground,面积,Made up,M2,m2,1,0,none,stock,,,,,,,,no,,Made up,Made up\n"
)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny") / "data"
    return load_reference(tiny.write_data(folder, indicators=INDICATORS))


def arrivals(*changes):
    table = tiny.rows(tiny.ARRIVAL, *changes)
    return table.assign(read_as=table["as_printed"])


def one(reference, **cells):
    (row,) = observe(arrivals(cells), reference).to_dict("records")
    return row


def faults_of(reference, *changes):
    with pytest.raises(FaultsFound) as caught:
        observe(arrivals(*changes), reference)
    return caught.value.faults


def test_all_columns_of_one_row(reference):
    row = one(reference, as_printed="more than 1,000", measure="net_increase", note="a note")
    assert tuple(row) == (*COLUMNS, *WORKING)
    assert row == {
        "obs_id": "story:s1.1",
        "ref_area": "430000",
        "indicator": "firms",
        "time_period": "2022",
        "obs_value": Decimal(1000),
        "obs_value_high": None,
        "qualifier": "over",
        "obs_status": "actual",
        "measure": "net_increase",
        "unit_measure": "NUM",
        "base_period": "",
        "reference_group": "",
        "source_id": "story",
        "locator": "s1.1",
        "as_printed": "more than 1,000",
        "derived_from": "",
        "repeats": "",
        "matched_period": "",
        "comparable": "",
        "note": "a note",
        "quantum": Decimal(1),
    }


PRINTED = [
    # printed, indicator, measure: value, high, qualifier, unit, size of the last digit
    ("50.423 million yuan", "money", "level", "50423000", None, "exact", "CNY", "1000"),
    ("exceeded 145 billion yuan", "money", "level", "145000000000", None, "over", "CNY", "1e9"),
    ("more than 15%", "money", "growth", "15", None, "over", "PCT", "1"),
    ("28.39%", "ratio", "share", "28.39", None, "exact", "PCT", "0.01"),
    ("decreased by 1%", "firms", "growth", "-1", None, "exact", "PCT", "1"),
    ("8.2 percentage points", "ratio", "difference", "8.2", None, "exact", "PP", "0.1"),
    ("13th", "place", "rank", "13", None, "exact", "RANK", "1"),
    ("ranking first", "firms", "rank", "1", None, "exact", "RANK", "1"),
    ("8", "place", "rank", "8", None, "exact", "RANK", "1"),
    ("3-5", "firms", "level", "3", "5", "range", "NUM", "1"),
    ("nearly 200", "firms", "level", "200", None, "under", "NUM", "1"),
    ("1,700 mu", "ground", "level", "1133333.33", None, "exact", "M2", "666.67"),
    ("15 mu", "ground", "level", "10000", None, "exact", "M2", "666.67"),
    ("15 to 30 mu", "ground", "level", "10000", "20000", "range", "M2", "666.67"),
    ("1.2 million square meters", "ground", "level", "1200000", None, "exact", "M2", "100000"),
    ("2.5 square kilometers", "ground", "level", "2500000", None, "exact", "M2", "100000"),
    ("about 300", "people", "level", "300", None, "about", "FTE", "1"),
    ("300 person-years", "people", "level", "300", None, "exact", "FTE", "1"),
    ("9.6万人", "heads", "level", "96000", None, "exact", "PERS", "1000"),
]


@pytest.mark.parametrize(
    ("printed", "indicator", "measure", "value", "high", "qualifier", "unit", "quantum"), PRINTED
)
def test_printed_figures_in_base_units(
    reference, printed, indicator, measure, value, high, qualifier, unit, quantum
):
    row = one(reference, as_printed=printed, indicator=indicator, measure=measure)
    assert row["obs_value"] == Decimal(value)
    assert row["obs_value_high"] == (None if high is None else Decimal(high))
    assert (row["qualifier"], row["unit_measure"]) == (qualifier, unit)
    assert round(row["quantum"], 2) == Decimal(quantum)


def test_numbers_are_exact_and_never_binary(reference):
    row = one(reference, as_printed="1175.3", unit="100m yuan", indicator="money")
    assert row["obs_value"] == Decimal("117530000000")
    assert isinstance(row["obs_value"], Decimal)


TABLE = [
    ("1175.3", "100m yuan", "money", "117530000000", "10000000"),
    ("450.2155", "100m yuan", "money", "45021550000", "10000"),
    ("20", "亿元", "money", "2000000000", "100000000"),
    ("-3.5", "亿元", "money", "-350000000", "10000000"),
    ("6622", "10k persons", "heads", "66220000", "10000"),
    ("2.40", "% of GDP", "ratio", "2.4", "0.01"),
    # a count's ".0" is a spreadsheet's doing, no printed digit; a zero at its end is printed
    ("307175.0", "person-years", "people", "307175", "1"),
    ("300", "件", "firms", "300", "1"),
    ("0", "个", "firms", "0", "1"),
    ("0.0", "个", "firms", "0", "1"),
]


@pytest.mark.parametrize(("printed", "unit", "indicator", "value", "quantum"), TABLE)
def test_numbers_of_a_table_in_base_units(reference, printed, unit, indicator, value, quantum):
    row = one(reference, as_printed=printed, unit=unit, indicator=indicator)
    assert row["obs_value"] == Decimal(value)
    assert row["quantum"] == Decimal(quantum)
    assert row["qualifier"] == "exact"


def test_a_corrected_figure_is_read_as_corrected_and_keeps_its_words(reference):
    table = arrivals({"as_printed": "1,500 acres", "indicator": "ground"})
    row = observe(table.assign(read_as="1,500 mu"), reference).iloc[0]
    assert (row["obs_value"], row["as_printed"]) == (Decimal("1000000"), "1,500 acres")


@pytest.mark.parametrize(
    ("printed", "indicator", "measure", "unit"),
    [
        ("1,700 acres", "ground", "level", "ACRE"),
        ("15%", "money", "level", "PCT"),
        ("15 percentage points", "money", "growth", "PP"),
        ("7 billion", "money", "level", "NUM"),  # of what is not printed
        ("7 billion yuan", "firms", "level", "CNY"),
        ("5%", "place", "rank", "PCT"),
        ("8th", "firms", "level", "RANK"),
        ("5%", "ratio", "difference", "PCT"),
    ],
)
def test_a_unit_that_the_indicator_cannot_have_is_refused(
    reference, printed, indicator, measure, unit
):
    (fault,) = faults_of(
        reference, {"as_printed": printed, "indicator": indicator, "measure": measure}
    )
    assert (fault.file, fault.line, fault.column) == ("raw/story.csv", 2, "as_printed")
    assert f"is in {unit}, but the {measure} of {indicator} must be in " in fault.found


@pytest.mark.parametrize(
    ("printed", "unit"), [("12,5", "亿元"), ("NA", "亿元"), ("Infinity", "个")]
)
def test_a_cell_of_a_table_that_is_no_number_is_refused(reference, printed, unit):
    (fault,) = faults_of(reference, {"as_printed": printed, "unit": unit})
    assert fault.found == f"{printed!r} is no number"


def test_an_unknown_unit_of_a_table_is_refused(reference):
    (fault,) = faults_of(reference, {"as_printed": "5", "unit": "千元", "indicator": "money"})
    assert "'千元' is none of 100m yuan, 亿元" in fault.found


def test_words_that_hold_no_number_are_refused(reference):
    (fault,) = faults_of(reference, {"as_printed": "full coverage"})
    assert "'full coverage' cannot be read as a figure" in fault.found
    assert not fault.found.endswith(".")


def test_unknown_names_are_told_with_the_nearest(reference):
    area, indicator = faults_of(reference, {"area": "Hunann", "indicator": "firm"})
    assert (area.column, indicator.column) == ("area", "indicator")
    assert area.todo == "Did you mean Hunan, Henan?"
    assert indicator.todo == "Did you mean firms?"


def test_a_name_like_none_is_told_where_to_add_it(reference):
    (fault,) = faults_of(reference, {"area": "Qinghai"})
    assert fault.todo == "Add it to areas.csv or area_spellings.csv in data/reference"


def test_every_offender_is_told_at_once(reference):
    faults = faults_of(
        reference,
        {"line": "2", "area": "Nowhere"},
        {"line": "3"},
        {"line": "4", "as_printed": "many"},
        {"line": "5", "as_printed": "5%"},
    )
    assert [fault.line for fault in faults] == [2, 4, 5]


def test_only_a_reader_says_no_before_cleaning_decides(reference):
    table = observe(arrivals({}, {"locator": "s2.1", "comparable": "no"}), reference)
    assert table["comparable"].to_list() == ["", "no"]


def test_no_arrivals_are_no_observations(reference):
    table = observe(arrivals(), reference)
    assert isinstance(table, pd.DataFrame)
    assert list(table.columns) == [*COLUMNS, *WORKING]
    assert len(table) == 0
