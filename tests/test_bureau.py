"""Tables of the statistics bureau's portal. Values were copied from the real exports by hand."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from damage import damaged
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.faults import FaultsFound
from helpers.read import arrivals
from helpers.read.bureau import Export, read_bureau_export

DATA = Path(__file__).parent / "data"
UTF8 = "bureau_utf8_two_provinces.csv"
GB18030 = "bureau_gb18030_indicator_line.csv"


def read(name, *, indicator="fiscal_exp_scitech", unit="亿元"):
    content = (DATA / name).read_bytes()
    return read_bureau_export(
        content, source_id="nbs_a", file=f"raw/{name}", indicator=indicator, unit=unit
    )


def faults_of(name, **given_by_register):
    with pytest.raises(FaultsFound) as caught:
        read(name, **given_by_register)
    return caught.value.faults


def triples(export):
    rows = export.arrivals
    return list(zip(rows["area"], rows["time_period"], rows["as_printed"], strict=True))


def test_utf8_shape_gives_a_row_per_value_in_the_order_of_the_file():
    export = read(UTF8)
    assert triples(export) == [
        ("北京市", "2023", "521.91"),
        ("北京市", "2022", "488.70"),
        ("北京市", "2021", "449.45"),
        ("湖南省", "2023", "314.12"),
        ("湖南省", "2022", "279.65"),
        ("湖南省", "2021", "217.30"),
    ]


def test_all_columns_of_one_row():
    export = read(UTF8)
    assert tuple(export.arrivals.columns) == arrivals.COLUMNS
    assert export.arrivals.iloc[3].to_dict() == {
        "source_id": "nbs_a",
        "file": f"raw/{UTF8}",
        "line": "5",
        "locator": "湖南省/2023",
        "area": "湖南省",
        "indicator": "fiscal_exp_scitech",
        "time_period": "2023",
        "measure": "level",
        "obs_status": "actual",
        "as_printed": "314.12",
        "unit": "亿元",
        "base_period": "",
        "reference_group": "",
        "matched_period": "",
        "comparable": "",
        "exclusion": "",
        "note": "",
    }


def test_what_stands_around_the_utf8_table_is_handed_on():
    export = read(UTF8)
    assert export.title == "分省年度数据"
    assert export.indicator_line == ""
    assert export.unit_line == ""
    assert export.years == ("2023", "2022", "2021")
    assert export.empty_years == ("2025", "2024")
    assert export.notes[0].startswith("注：1. 地方财政支出均为本级支出")
    assert export.notes[1:] == ("数据来源：国家统计局",)


def test_gb18030_shape_names_its_indicator_and_unit():
    export = read(GB18030, indicator="", unit="")
    assert (export.title, export.indicator_line, export.unit_line) == (
        "分省年度数据",
        "地区生产总值",
        "亿元",
    )
    assert export.years == ("2024", "2023", "2022")
    assert export.empty_years == ()
    assert triples(export)[3:] == [
        ("湖南省", "2024", "53084.7"),
        ("湖南省", "2023", "50667.5"),
        ("湖南省", "2022", "47957.9"),
    ]
    assert set(export.arrivals["indicator"]) == {"地区生产总值"}
    assert set(export.arrivals["unit"]) == {"亿元"}
    assert export.arrivals["line"].tolist() == ["5"] * 3 + ["6"] * 3


def test_the_register_names_the_indicator_before_the_file_does():
    export = read(GB18030, indicator="gdp_revised", unit="亿元")
    assert set(export.arrivals["indicator"]) == {"gdp_revised"}
    assert export.indicator_line == "地区生产总值"


def test_a_unit_may_stand_on_a_line_of_its_own():
    export = read("bureau_unit_on_its_own_line.csv", indicator="", unit="")
    assert (export.indicator_line, export.unit_line) == ("专利申请授权数", "项")
    assert triples(export) == [("湖南省", "2023", "74940"), ("湖南省", "2022", "92916")]


def test_a_blank_cell_makes_no_row_and_its_year_stays():
    export = read("bureau_blank_cell_within_year.csv", indicator="tech_market_sold")
    assert triples(export)[3:] == [("西藏自治区", "2018", "0.04"), ("西藏自治区", "2017", "0.04")]
    assert export.years == ("2018", "2017", "2016")
    assert export.empty_years == ()


def test_lines_padded_by_a_spreadsheet_are_read_alike():
    export = read("bureau_padded_by_spreadsheet.csv", indicator="", unit="")
    assert triples(export) == triples(read(GB18030, indicator="", unit=""))[3:]
    assert export.title == "分省年度数据"
    assert export.notes == (
        "注：第五次全国经济普查后, 1992年-2023年数据修订。",
        "数据来源：国家统计局",
    )


def test_without_indicator_line_the_register_must_name_indicator_and_unit():
    no_indicator, no_unit = faults_of(UTF8, indicator="", unit="")
    assert "no indicator line" in str(no_indicator)
    assert "Name the indicator in column `indicator` of data/sources.csv" in str(no_indicator)
    assert "column `unit` of data/sources.csv" in str(no_unit)


def test_a_register_that_contradicts_the_printed_unit_is_a_fault():
    (fault,) = faults_of(GB18030, indicator="gdp_revised", unit="万元")
    assert "prints the unit '亿元', data/sources.csv says '万元'" in str(fault)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bureau_no_header.csv", [(None, "", "no line begins with 地区")]),
        (
            "bureau_ragged_row.csv",
            [
                (
                    5,
                    "",
                    "'湖南省' has 6 cells between its commas, the line of years (line 3) has 7",
                ),
                (6, "", "'广东省' has 8 cells"),
            ],
        ),
        (
            "bureau_word_in_cell.csv",
            [
                (5, "2022", "'约280' stands there for '湖南省'"),
                (5, "2021", "'-' stands there"),
                (6, "2023", "'NA' stands there for '西藏自治区'"),
            ],
        ),
        ("bureau_year_is_no_year.csv", [(3, "number 4", "'合计' is no year")]),
        ("bureau_repeated_year.csv", [(3, "2022", "two columns have this year")]),
        ("bureau_repeated_area.csv", [(6, "地区", "'北京市' stands in line 4 already")]),
        ("bureau_area_missing.csv", [(5, "地区", "no area stands before the values")]),
        (
            "bureau_value_behind_last_year.csv",
            [(5, "", "'220.66' stands behind the column of the last year")],
        ),
        ("bureau_two_tables.csv", [(5, "", "a second line begins with 地区; the first is line 3")]),
        ("bureau_row_below_notes.csv", [(7, "", "a row of values stands below the notes")]),
        ("bureau_row_above_header.csv", [(3, "", "a row of values stands above")]),
        ("bureau_no_values.csv", [(3, "", "no value stands below the line of years")]),
        ("bureau_no_year_columns.csv", [(3, "", "no year stands behind 地区")]),
        ("bureau_two_units.csv", [(None, "", "prints two units: '亿元' in the line 指标, '万元'")]),
        ("bureau_two_indicators.csv", [(2, "指标", "a second line of this name")]),
        ("bureau_utf16.csv", [(1, "", "NUL byte")]),
        (
            "bureau_neither_encoding.csv",
            [(None, "", "line 5 is not UTF-8, and line 2 is not GB18030")],
        ),
        ("bureau_utf8_mark_then_gb18030_row.csv", [(None, "", "line 4 is not UTF-8")]),
    ],
)
def test_each_faulty_file_names_its_fault_and_place(name, expected):
    found = faults_of(name)
    assert [(fault.line, fault.column) for fault in found] == [row[:2] for row in expected]
    for fault, (*_, words) in zip(found, expected, strict=True):
        assert words in str(fault)
        assert fault.file == f"raw/{name}"


def test_all_faults_come_at_once():
    found = faults_of("bureau_several_faults.csv", indicator="", unit="")
    assert [fault.line for fault in found] == [None, None, 3, 5, 6, 7]


def test_an_empty_file_has_no_table():
    with pytest.raises(FaultsFound, match="no line begins with 地区"):
        read_bureau_export(b"", source_id="s", file="f", indicator="i", unit="u")


SOUND = [DATA / name for name in (UTF8, GB18030, "bureau_blank_cell_within_year.csv")]
SIGNS = [b"\t", b"\xef\xbb\xbf"]
SIGNS += [word.encode() for word in ("地区,", "\n注：", "指标：", "2023年", "北京市")]


@settings(max_examples=400, deadline=None, database=None)
@given(
    content=st.one_of(damaged(SOUND, *SIGNS), st.binary(max_size=200)),
    indicator=st.sampled_from(["", "gdp_revised"]),
    unit=st.sampled_from(["", "亿元"]),
)
@example(content="\ufeff地区,2023年\n湖南省,１\n".encode(), indicator="i", unit="u")
def test_any_bytes_give_a_sound_export_or_faults(content, indicator, unit):
    try:
        export = read_bureau_export(
            content, source_id="s", file="f", indicator=indicator, unit=unit
        )
    except FaultsFound:
        return
    assert isinstance(export, Export)
    rows = export.arrivals
    assert not rows.empty
    assert rows["locator"].is_unique
    assert (rows[["area", "time_period", "indicator", "unit"]] != "").all(axis=None)
    assert set(rows["time_period"]) == set(export.years)
    assert not set(export.years) & set(export.empty_years)
    lines = re.split(b"\r\n|\n|\r", content)
    for row in rows.itertuples():
        assert Decimal(row.as_printed).is_finite()
        assert row.as_printed.encode() in lines[int(row.line) - 1]
