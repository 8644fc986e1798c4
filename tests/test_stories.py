"""Figures out of a story: each row as printed, each fault with its line."""

import pytest
import tiny

from helpers.faults import FaultsFound
from helpers.read import arrivals
from helpers.read.stories import read_story


def read(*lines):
    content = tiny.STORY_COLUMNS + "\n".join(lines) + "\n"
    return read_story(content.encode(), source_id="story", file="raw/story.csv")


def faults_of(*lines):
    with pytest.raises(FaultsFound) as caught:
        read(*lines)
    return caught.value.faults


def test_all_columns_of_one_row():
    table = read('27,4,"more than 1,000",Hunan,firms,net_increase,2023,target,2022,,,,,a note')
    assert tuple(table.columns) == arrivals.COLUMNS
    assert table.iloc[0].to_dict() == {
        "source_id": "story",
        "file": "raw/story.csv",
        "line": "2",
        "locator": "s27.4",
        "area": "Hunan",
        "indicator": "firms",
        "time_period": "2023",
        "measure": "net_increase",
        "obs_status": "target",
        "as_printed": "more than 1,000",
        "unit": "",
        "base_period": "2022",
        "reference_group": "",
        "matched_period": "",
        "comparable": "",
        "exclusion": "",
        "note": "a note",
    }


def test_words_are_handed_on_as_printed():
    table = read('1,1,"1,700 acres",Yellowstone,firms,level,,plan,,,,,,')
    assert table.loc[0, ["as_printed", "area"]].to_list() == ["1,700 acres", "Yellowstone"]


def test_an_exclusion_needs_no_indicator_measure_or_status():
    table = read("14,1,6+1,Hunan,,,,,,,,,name of a system,")
    assert table.loc[0, ["locator", "exclusion", "indicator"]].to_list() == [
        "s14.1",
        "name of a system",
        "",
    ]


@pytest.mark.parametrize(
    "period", ["", "2022", "1999", "2022-Q1", "2022-Q4", "2022-07", "2022-12", "2022-01/2022-07"]
)
def test_periods_that_may_be_printed(period):
    assert read(f"1,1,5,Hunan,firms,level,{period},actual,,,,,,")["time_period"].to_list() == [
        period
    ]


@pytest.mark.parametrize(
    "period",
    [
        "22",
        "1899",
        "2022年",
        "2022-Q5",
        "2022-13",
        "2022-00",
        "2022-7",
        "2022/2023",
        "2022-07-01",
        "2022-01/2022-13",
        "2022-07/2022-01",
        "2022-01/",
        "last year",
    ],
)
def test_other_periods_are_refused(period):
    (fault,) = faults_of(f"1,1,5,Hunan,firms,level,{period},actual,,,,,,")
    assert (fault.line, fault.column) == (2, "time_period")
    assert "2022-01/2022-04" in fault.allowed


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("0,1,5,Hunan,firms,level,2022,actual,,,,,,", "sentence"),
        ("one,1,5,Hunan,firms,level,2022,actual,,,,,,", "sentence"),
        ("1,,5,Hunan,firms,level,2022,actual,,,,,,", "figure"),
        ("1,1,,Hunan,firms,level,2022,actual,,,,,,", "as_printed"),
        ("1,1,5,,firms,level,2022,actual,,,,,,", "area"),
        ("1,1,5,Hunan,,level,2022,actual,,,,,,", "indicator"),
        ("1,1,5,Hunan,firms,stock,2022,actual,,,,,,", "measure"),
        ("1,1,5,Hunan,firms,,2022,actual,,,,,,", "measure"),
        ("1,1,5,Hunan,firms,level,2022,achieved,,,,,,", "obs_status"),
        ("1,1,5,Hunan,firms,growth,2022,actual,last year,,,,,", "base_period"),
        ("1,1,8th,Hunan,place,rank,,actual,,nation,2022-13,,,", "matched_period"),
        ("1,1,8th,Hunan,place,rank,2022,actual,,,,,,", "reference_group"),
        ("1,1,5,Hunan,firms,level,2022,actual,,nation,,,,", "reference_group"),
        ("1,1,8th,Hunan,place,rank,2022,actual,,the world,,,,", "reference_group"),
        ("1,1,5,Hunan,firms,level,2022,actual,,,,yes,,", "comparable"),
        ("1,1,5,Hunan,firms,level,2022,actual,,,2022,,,", "matched_period"),
    ],
)
def test_a_cell_that_cannot_be(line, column):
    (fault,) = faults_of("9,9,5,Hunan,firms,level,2022,actual,,,,,,", line)
    assert (fault.file, fault.line, fault.column) == ("raw/story.csv", 3, column)


def test_a_slip_of_the_pen_gets_a_proposal():
    (fault,) = faults_of("1,1,5,Hunan,firms,levl,2022,actual,,,,,,")
    assert fault.todo == "Did you mean level?"


def test_a_place_in_the_story_holds_one_figure():
    (fault,) = faults_of(
        "1,1,5,Hunan,firms,level,2022,actual,,,,,,",
        "1,2,6,Hunan,firms,level,2021,actual,,,,,,",
        "1,1,7,Hunan,firms,level,2020,actual,,,,,,",
    )
    assert fault.line == 4
    assert "figure 1 of sentence 1 stands in line 2 already" in fault.found


def test_every_fault_of_the_file_in_the_order_of_its_lines():
    faults = faults_of(
        "1,1,5,Hunan,firms,level,2022",
        "1,2,5,Hunan,firms,lvl,2022,actualy,,,,,,",
        "1,3,,,,,,,,,,,,",
    )
    assert [fault.line for fault in faults] == [2, 3, 3, 4, 4, 4, 4, 4]


def test_a_story_without_figures_is_refused():
    with pytest.raises(FaultsFound, match="no row stands below"):
        read_story(tiny.STORY_COLUMNS.encode(), source_id="story", file="raw/story.csv")
