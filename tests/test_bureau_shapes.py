"""The portal's further shapes, and tables that a spreadsheet program saved again.

Values are those of tests/data/bureau_gb18030_indicator_line.csv, written down by hand.
"""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from helpers.faults import FaultsFound
from helpers.intake.recognise import recognise, unsaid
from helpers.read.bureau import read_bureau_export
from helpers.read.readers import READERS
from helpers.read.resaved import decimal_sign, number_of, year_of
from helpers.reference import load_reference

HEAD = "数据库：分省年度数据\n指标：地区生产总值(亿元)\n时间：最近2年\n"
FOOT = "注：第五次全国经济普查后修订。\n数据来源：国家统计局\n"
BY_YEAR = f"{HEAD}地区,2024年,2023年\n北京市,49670.2,47353.7\n湖南省,53084.7,50667.5\n{FOOT}"
BY_PROVINCE = f"{HEAD}时间,北京市,湖南省\n2024年,49670.2,53084.7\n2023年,47353.7,50667.5\n{FOOT}"
ENGLISH = """\
Database: Annual by Province
Indicators: Gross Regional Product (100 million yuan)
Time: LATEST2
Region,2024,2023
Beijing,49670.2,47353.7
Hunan,53084.7,50667.5
Data Sources: National Bureau of Statistics
"""
EXPECTED = {
    ("北京市", "2024", "49670.2"),
    ("北京市", "2023", "47353.7"),
    ("湖南省", "2024", "53084.7"),
    ("湖南省", "2023", "50667.5"),
}
MANY = """\
数据库：分省年度数据
地区：湖南省
时间：最近2年
指标,2024年,2023年
地区生产总值(亿元),53084.7,50667.5
年末常住人口(万人),,6568
数据来源：国家统计局
"""


def read(content, indicator="", unit=""):
    content = content.encode() if isinstance(content, str) else content
    assert recognise(content, "t") == "bureau export"
    return read_bureau_export(content, source_id="s", file="t", indicator=indicator, unit=unit)


def triples(export):
    rows = export.arrivals
    return set(zip(rows["area"], rows["time_period"], rows["as_printed"], strict=True))


def workbook(text, days=False):
    """An .xlsx of the table; days: with each year as the day that a spreadsheet makes of it."""
    book = Workbook()
    for line in text.splitlines():
        cells = line.split(",")
        row = [float(cell) if _is_number(cell) else cell for cell in cells]
        if days and len(cells) > 1:
            row = [date(int(year_of(cell)), 1, 1) if year_of(str(cell)) else cell for cell in row]
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _is_number(text):
    return text.replace(".", "", 1).isdigit()


@pytest.mark.parametrize(
    "content",
    [
        BY_YEAR,
        BY_YEAR.encode("gb18030"),
        BY_PROVINCE,
        "".join(
            line.replace(",", "\t,") + ("\t,\n" if "," in line else "\n")
            for line in BY_PROVINCE.splitlines()
        ),
        BY_YEAR.replace(",", ";"),
        BY_YEAR.replace(",", "\t"),
        BY_YEAR.replace("年,", ".0,").replace("年\n北", "-01-01\n北"),
        BY_YEAR.replace(",4", ',"4')
        .replace(",5", ',"5')
        .replace("7353.7", '7,353.7"')
        .replace("9670.2", '9,670.2"')
        .replace("3084.7", '3,084.7"')
        .replace("0667.5", '0,667.5"'),
        BY_YEAR.replace(",", ";").replace(".", ","),
        BY_YEAR.replace("\n", ";;\n").replace(",", ";"),
        BY_YEAR.replace("：", ":").replace("\n时间", "\n\n时间"),
        BY_YEAR.replace("时间：最近2年\n", "").replace(FOOT, "时间：最近2年\n" + FOOT),
        workbook(BY_YEAR),
        workbook(BY_YEAR.replace("年", "")),
        workbook(BY_YEAR, days=True),
        workbook(BY_PROVINCE),
    ],
)
def test_each_shape_gives_the_same_figures(content):
    export = read(content)
    assert triples(export) == EXPECTED
    assert (export.indicator_line, export.unit_line) == ("地区生产总值", "亿元")
    assert set(export.years) == {"2024", "2023"}
    assert (
        unsaid("bureau export", content.encode() if isinstance(content, str) else content, "t")
        == set()
    )
    assert set(export.arrivals["locator"]) == {f"{area}/{year}" for area, year, _ in EXPECTED}


def test_the_english_site():
    export = read(ENGLISH)
    assert (export.indicator_line, export.unit_line) == (
        "Gross Regional Product",
        "100 million yuan",
    )
    assert ("Hunan", "2023", "50667.5") in triples(export)
    assert export.title == "Annual by Province"


def test_one_province_and_many_indicators():
    export = read(MANY)
    rows = export.arrivals
    assert rows[["area", "indicator", "time_period", "as_printed", "unit"]].to_numpy().tolist() == [
        ["湖南省", "地区生产总值", "2024", "53084.7", "亿元"],
        ["湖南省", "地区生产总值", "2023", "50667.5", "亿元"],
        ["湖南省", "年末常住人口", "2023", "6568", "万人"],
    ]
    assert rows["locator"].is_unique
    assert export.indicator_line == ""
    other = MANY.replace(
        "指标,2024年,2023年", "时间,地区生产总值(亿元),年末常住人口(万人)"
    ).replace(
        "地区生产总值(亿元),53084.7,50667.5\n年末常住人口(万人),,6568",
        "2024年,53084.7,\n2023年,50667.5,6568",
    )
    assert triples(read(other)) == triples(export)
    columns = "地区,地区生产总值(亿元),年末常住人口(万人)"
    wide = f"数据库：分省年度数据\n时间：2023年\n{columns}\n湖南省,50667.5,6568\n"
    assert ("湖南省", "2023", "6568") in triples(read(wide))


def test_names_lead_to_codes_or_are_refused_all_at_once():
    reference = load_reference_of_project()
    rows = reference.sources.iloc[:1].assign(source_id="s", indicator="", unit="")
    named, _ = READERS["bureau export"](MANY.encode(), "t", rows, reference)
    assert list(named["indicator"]) == ["gdp_revised", "gdp_revised", "population_yearend"]
    unknown = MANY.replace("地区生产总值", "粮食产量").replace("年末常住人口", "城镇人口密度")
    with pytest.raises(FaultsFound) as caught:
        READERS["bureau export"](unknown.encode(), "t", rows, reference)
    assert [fault.line for fault in caught.value.faults] == [5, 6]
    assert "'粮食产量' is in no row of indicators.csv" in str(caught.value)


def load_reference_of_project():
    from pathlib import Path

    return load_reference(Path(__file__).parents[1] / "data")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MANY.replace("地区：湖南省\n", ""), "names the one area that it is of"),
        (BY_YEAR.replace("49670.2", "4.97E+04"), "a spreadsheet shortened"),
        (BY_PROVINCE.replace("2024年,", "合计,"), "'合计' is no year"),
        (MANY.replace("(万人)", ""), "no unit stands behind '年末常住人口'"),
        (
            f"{HEAD}地区;2024年\n湖南省;53,084\n北京市;49,670\n",
            "'53,084' may be 53084 or 53.084",
        ),
        (
            f"{HEAD}地区;2024年\n湖南省;53.084\n北京市;49.670\n",
            "'53.084' may be 53084 or 53.084",
        ),
        (MANY.replace("年末常住人口(万人)", "地区生产总值(万元)"), "stands in line 5 already"),
        (
            "数据库：年度\n地区：湖南省\n时间,地区生产总值(亿元),地区生产总值(万元)\n2023年,1,2\n",
            "stands in line 4 already",
        ),
    ],
)
def test_what_is_not_said_or_was_lost_is_told(text, words):
    with pytest.raises(FaultsFound) as caught:
        read(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("1,234,567.50", ".", "1234567.50"),
        ("1.234.567,50", ",", "1234567.50"),
        ("1234,5", ",", "1234.5"),
        ("1,2345", ".", ""),
        ("12,34", ".", ""),
        ("1.5", ",", ""),
        ("-0.4", ".", "-0.4"),
        ("1,234", "", ""),
    ],
)
def test_numbers_with_separators(text, sign, number):
    assert number_of(text, sign) == number


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["521.91", "1,234"], "."),
        (["521,91", "1234"], ","),
        (["1.234,5"], ","),
        (["321,445", "12"], ""),
        (["1,321,445", "321,445"], "."),
        (["12"], "."),
    ],
)
def test_the_decimal_sign_is_told_by_all_cells_together(cells, sign):
    assert decimal_sign(cells) == sign


def test_years_as_they_come_back():
    years = ["2023", "2023年", "2023 年", "2023.0", "2023-01-01", "2023/1/1", "2023-01-01 00:00:00"]
    assert {year_of(text) for text in years} == {"2023"}
    assert {year_of(text) for text in ("2023-07-01", "23", "2023.5", "合计")} == {""}
