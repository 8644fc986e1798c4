"""The wide table: areas by years, areas by indicators, years by areas."""

import pytest

from helpers.faults import FaultsFound
from helpers.read.wide_table import read_wide_table


def read(text, **register):
    return read_wide_table(text.encode(), source_id="new", file="t.csv", **register)


def faults_of(text, **register):
    with pytest.raises(FaultsFound) as caught:
        read(text, **register)
    return caught.value.faults


def figures(table):
    return table[["area", "indicator", "time_period", "as_printed", "unit"]].to_numpy().tolist()


def test_areas_by_years_of_the_registers_indicator():
    text = "地区,2022年,2021年\n湖南,20.0,\n河南,10.0,9.0\n"
    table = read(text, indicator="money", unit="亿元")
    assert figures(table) == [
        ["湖南", "money", "2022", "20.0", "亿元"],
        ["河南", "money", "2022", "10.0", "亿元"],
        ["河南", "money", "2021", "9.0", "亿元"],
    ]
    assert table["line"].to_list() == ["2", "3", "3"]
    assert table["locator"].to_list()[0] == "money/湖南/2022"


def test_years_by_areas():
    table = read("year,Hunan,Henan\n2022,20.0,10.0\n", indicator="money", unit="100m yuan")
    assert figures(table) == [
        ["Hunan", "money", "2022", "20.0", "100m yuan"],
        ["Henan", "money", "2022", "10.0", "100m yuan"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "area,year,money (100m yuan),firms\nHunan,2022,20.0,1300\n",
        "year: 2022\narea,money (100m yuan),firms\nHunan,20.0,1300\n",
        "年份：2022年,,\narea,money（100m yuan）,firms\nHunan,20.0,1300\n",
    ],
)
def test_areas_by_indicators_of_one_year(text):
    assert figures(read(text, unit="firms")) == [
        ["Hunan", "money", "2022", "20.0", "100m yuan"],
        ["Hunan", "firms", "2022", "1300", "firms"],
    ]


def test_every_fault_of_the_file_at_once():
    text = "area,2022,2021\nHunan,20.0,-\n,1,2\nHenan,1\nHunan,5,NA\n"
    places = [(f.line, f.column) for f in faults_of(text, indicator="money", unit="100m yuan")]
    assert places == [(2, "2021"), (3, "area"), (4, ""), (5, "2022"), (5, "2021")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("area,2022\nHunan,1\n", "no indicator is known"),
        ("area,money (亿元)\nHunan,1\n", "no year is named"),
        ("area,year,money\nHunan,2022,1\n", "no unit is known"),
        ("area,name,2022\nHunan,x,1\n", "several columns hold the area"),
        ("area,2022,2022\nHunan,1,2\n", "two columns have this name"),
        ("money of 2022\narea,2022\nHunan,1\n", "the first line begins with"),
        ("area,year,money (亿元)\nHunan,22,1\n", "'22' is no year"),
        ("", "the file is empty"),
    ],
)
def test_tables_that_do_not_say_what_they_hold(text, found):
    assert any(found in fault.found for fault in faults_of(text))


def test_a_column_without_a_name_among_years_is_refused():
    faults = faults_of("area,2021,,2023\nHunan,1,2,3\n", indicator="money", unit="100m yuan")
    assert [fault.found for fault in faults] == ["a column has no name"]


def test_a_wide_table_that_a_spreadsheet_saved_again():
    text = "area;2022.0;2021-01-01\nHunan;1.234,5;20,25\n"
    rows = read_wide_table(
        text.encode(), source_id="s", file="t", indicator="money", unit="100m yuan"
    )
    assert rows[["time_period", "as_printed"]].to_numpy().tolist() == [
        ["2022", "1234.5"],
        ["2021", "20.25"],
    ]
