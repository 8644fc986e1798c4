"""The long table: one figure a row, columns of observations.csv or SDMX-CSV."""

import pytest

from helpers.clean.units import TABLE_UNITS
from helpers.faults import FaultsFound
from helpers.read.long_table import read_long_table

OURS = b"""\
ref_area,indicator,time_period,obs_value,unit_measure
430000,money,2022,20.0,100m yuan
Henan,money,2022,10.0,100m yuan
"""
SDMX = b"""\
DATAFLOW;Unit_Measure;OBS_VALUE;TIME_PERIOD;MEASURE;REF_AREA;OBS_STATUS;UNIT_MULT
X:Y(1.0);CNY;20.0;2022;money;430000;A;8
X:Y(1.0);CNY;;2021;money;430000;M;8
"""


def read(content, **register):
    return read_long_table(content, source_id="new", file="t.csv", **register)


def faults_of(content, **register):
    with pytest.raises(FaultsFound) as caught:
        read(content, **register)
    return caught.value.faults


def cells(table, *names):
    return table[list(names)].to_numpy().tolist()


def test_the_columns_of_observations():
    table = read(OURS)
    assert cells(table, "area", "indicator", "time_period", "as_printed", "unit", "line") == [
        ["430000", "money", "2022", "20.0", "100m yuan", "2"],
        ["Henan", "money", "2022", "10.0", "100m yuan", "3"],
    ]
    assert cells(table, "measure", "obs_status")[0] == ["level", "actual"]
    assert table["locator"].to_list() == ["money/430000/2022", "money/Henan/2022"]


def test_the_names_of_sdmx_with_its_multiplier_and_its_missing_value():
    table = read(SDMX)
    assert cells(table, "area", "indicator", "time_period", "as_printed", "unit") == [
        ["430000", "money", "2022", "20.0", "100m yuan"]
    ]


def test_tabs_gb18030_and_chinese_names():
    content = "地区\t年份\t数值\n湖南省\t2022\t20.0\n".encode("gb18030")
    table = read(content, indicator="money", unit="亿元")
    assert cells(table, "area", "indicator", "unit") == [["湖南省", "money", "亿元"]]


def test_a_qualified_value_becomes_words_as_stories_print_them():
    content = b"""\
area,indicator,year,value,obs_value_high,unit,qualifier,status,measure
Hunan,firms,2023,13000,,NUM,over,target,level
Hunan,money,2023,3,5,PCT,range,target,growth
"""
    table = read(content)
    assert cells(table, "as_printed", "unit", "obs_status", "measure") == [
        ["over 13000", "", "target", "level"],
        ["3% to 5%", "", "target", "growth"],
    ]
    assert table["locator"].to_list() == [
        "firms/Hunan/2023/target",
        "money/Hunan/2023/growth/target",
    ]


def test_what_is_computed_from_others_is_left_out_with_a_reason():
    content = OURS.replace(b"unit_measure\n", b"unit_measure,derived_from\n")
    content = content.replace(b"100m yuan\n", b"100m yuan,x:1\n", 1).replace(
        b"10.0,100m yuan\n", b"10.0,100m yuan,\n"
    )
    assert read(content)["exclusion"].to_list() == ["computed from other rows", ""]


def test_every_fault_of_the_file_at_once():
    content = b"""\
ref_area,indicator,time_period,obs_value,unit_measure,obs_status
430000,money,22,20.0,100m yuan,actual
,money,2022,"2,000",100m yuan,achieved
410000,money,2022,NA,,actual
430000,money,2022,20.0,100m yuan,actual,more
"""
    places = [(fault.line, fault.column) for fault in faults_of(content)]
    assert places == [
        (2, "time_period"),
        (3, "ref_area"),
        (3, "obs_value"),
        (3, "obs_status"),
        (4, "obs_value"),
        (4, "unit_measure"),
        (5, ""),
    ]


def test_a_figure_stands_once():
    (fault,) = faults_of(OURS + b"430000,money,2022,21.0,100m yuan\n")
    assert (fault.line, "stands in line 2 already" in fault.found) == (4, True)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("ref_area,indicator,time_period,obs_valu,unit_measure", "'obs_valu' is not known"),
        ("ref_area,indicator,time_period,obs_value", "this column is missing"),
        ("ref_area,area,indicator,time_period,obs_value,unit", "two columns hold the area"),
    ],
)
def test_columns_that_will_not_do(header, found):
    assert found in str(faults_of(header.encode() + b"\n")[0])


@pytest.mark.parametrize(
    ("unit", "power", "read_as"),
    [("CNY", "0", "CNY"), ("CNY", "4", "10k yuan"), ("CNY", "8", "100m yuan"),
     ("USD", "6", "million USD"), ("PERS", "4", "10k persons")],
)  # fmt: skip
def test_a_multiplier_is_a_power_of_ten(unit, power, read_as):
    content = SDMX.replace(b"CNY", unit.encode()).replace(b";8", f";{power}".encode())
    assert read(content)["unit"].to_list() == [read_as]
    base, scale = TABLE_UNITS[read_as]
    assert (base, scale) == (unit, 10 ** int(power))


@pytest.mark.parametrize(
    ("measure", "group", "wrong"),
    [
        ("rank", "nation", False),
        ("rank", "", True),
        ("level", "nation", True),
        ("level", "", False),
    ],
)
def test_a_rank_says_among_whom_and_nothing_else_does(measure, group, wrong):
    header = "ref_area,indicator,time_period,obs_value,unit_measure,measure,reference_group\n"
    unit = "RANK" if measure == "rank" else "100m yuan"
    content = f"{header}430000,money,2022,9,{unit},{measure},{group}\n".encode()
    if not wrong:
        assert read(content)["reference_group"].to_list() == [group]
        return
    (fault,) = faults_of(content)
    assert fault.column == "reference_group"


def test_a_multiplier_that_is_not_known_is_refused_not_passed_over():
    (fault,) = faults_of(SDMX.replace(b";8", b";5"))[:1]
    assert fault.column == "unit_mult"
    content = SDMX.replace(b"UNIT_MULT", b"UNIT_MULT;QUALIFIER").replace(b";8", b";8;over")
    assert faults_of(content)[0].column == "unit_mult"
