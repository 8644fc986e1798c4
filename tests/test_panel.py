"""The long table of official figures. Values were copied from the real one by hand."""

from pathlib import Path

import pytest
from damage import damaged
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.faults import FaultsFound
from helpers.read import arrivals
from helpers.read.panel import read_panel

DATA = Path(__file__).parent / "data"
SOUND = "panel_two_publications.csv"
BUDGET = "China Statistical Yearbook (NBS), local general public budget expenditure"
BULLETIN = "National S&T Expenditure Statistical Bulletin (NBS, MOST, MOF), as first published"
SOURCES = {BUDGET: "nbs_budget", BULLETIN: "nbs_bulletin"}


def read(name):
    content = (DATA / name).read_bytes()
    return read_panel(content, file=f"raw/{name}", sources=SOURCES)


def faults_of(name):
    with pytest.raises(FaultsFound) as caught:
        read(name)
    return caught.value.faults


def test_every_row_becomes_one_arrival_of_its_publication():
    table = read(SOUND)
    assert tuple(table.columns) == arrivals.COLUMNS
    assert table[["source_id", "line", "locator", "as_printed", "unit"]].to_numpy().tolist() == [
        ["nbs_budget", "2", "fiscal_exp_scitech/420000/2023", "397.84", "100m yuan"],
        ["nbs_budget", "3", "fiscal_exp_scitech/430000/2023", "314.12", "100m yuan"],
        ["nbs_bulletin", "4", "rd_intensity_as_published/430000/2023", "2.57", "% of GDP"],
    ]


def test_all_columns_of_one_row():
    assert read(SOUND).iloc[1].to_dict() == {
        "source_id": "nbs_budget",
        "file": f"raw/{SOUND}",
        "line": "3",
        "locator": "fiscal_exp_scitech/430000/2023",
        "area": "430000",
        "indicator": "fiscal_exp_scitech",
        "time_period": "2023",
        "measure": "level",
        "obs_status": "actual",
        "as_printed": "314.12",
        "unit": "100m yuan",
        "base_period": "",
        "reference_group": "",
        "matched_period": "",
        "comparable": "",
        "exclusion": "",
        "note": "",
    }


def test_text_na_is_text():
    (row,) = read("panel_na_as_unit.csv").to_dict("records")
    assert (row["indicator"], row["unit"], row["locator"]) == ("NA", "NA", "NA/430000/2023")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "panel_missing_column.csv",
            [
                (1, "unit", "this column is missing"),
                (1, "", "column 'units' is not known here"),
            ],
        ),
        ("panel_repeated_column.csv", [(1, "value", "two columns have this name")]),
        (
            "panel_field_counts.csv",
            [
                (3, "", "8 fields, beginning with '430000'. Allowed: 7 fields"),
                (4, "", "3 fields"),
            ],
        ),
        ("panel_blank_value.csv", [(3, "value", "blank value. Leave the row out instead")]),
        ("panel_na_value.csv", [(3, "value", "'NA' stands there")]),
        ("panel_thousands_separator.csv", [(2, "value", "'9,299.07' stands there")]),
        (
            "panel_repeated_row.csv",
            [(5, "", "'fiscal_exp_scitech / 430000 / 2023' stands in line 3 already")],
        ),
        (
            "panel_two_names.csv",
            [
                (
                    5,
                    "name_en",
                    "'430000' has several names: 'Hunan' (2 rows, the first in line 3), "
                    "'Henan' (1 row, the first in line 5)",
                )
            ],
        ),
        (
            "panel_unknown_publication.csv",
            [
                (
                    3,
                    "publication",
                    "'China Statistical Yearbok (NBS), local general public budget expenditure' "
                    f"is not in data/sources.csv (2 rows). Did you mean {BUDGET}?",
                ),
                (5, "publication", "the cell is blank"),
            ],
        ),
        (
            "panel_bad_code_and_year.csv",
            [(2, "adcode", "'43' stands there"), (3, "year", "'FY23' stands there")],
        ),
        ("panel_unclosed_quote.csv", [(3, "", "from there on the file is no CSV")]),
        ("panel_no_rows.csv", [(None, "", "no row stands below")]),
        ("panel_gb18030.csv", [(2, "", "is not UTF-8")]),
    ],
)
def test_each_faulty_file_names_its_fault_and_place(name, expected):
    found = faults_of(name)
    assert [(fault.line, fault.column) for fault in found] == [row[:2] for row in expected]
    for fault, (*_, words) in zip(found, expected, strict=True):
        assert words in str(fault)
        assert fault.file == f"raw/{name}"


def test_a_line_is_the_first_of_its_row():
    found = faults_of("panel_line_break_in_quotes.csv")
    assert [(f.line, f.column) for f in found] == [(2, "publication"), (4, "value")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_empty(content):
    with pytest.raises(FaultsFound, match="the file is empty"):
        read_panel(content, file="f", sources={})


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    content = (DATA / SOUND).read_bytes()
    other = b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")
    one, two = (read_panel(c, file="f", sources=SOURCES) for c in (content, other))
    assert one.equals(two)


@settings(max_examples=400, deadline=None, database=None)
@given(st.one_of(damaged([DATA / SOUND], b" ", b"NA", b"\xef\xbb\xbf"), st.binary(max_size=200)))
def test_any_bytes_give_sound_arrivals_or_faults(content):
    try:
        table = read_panel(content, file="f", sources=SOURCES)
    except FaultsFound:
        return
    assert not table.empty
    assert table["locator"].is_unique
    assert set(table["source_id"]) <= set(SOURCES.values())
    assert (table[["area", "indicator", "time_period", "as_printed", "unit"]] != "").all(axis=None)
