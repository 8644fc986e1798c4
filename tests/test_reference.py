"""The reference tables: loaded once, checked whole."""

import re

import pytest
import tiny

from helpers.faults import FaultsFound
from helpers.reference import NATION, breaks, load_reference


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return load_reference(tiny.write_data(tmp_path_factory.mktemp("tiny") / "data"))


def refused(folder, **tables):
    with pytest.raises(FaultsFound) as caught:
        load_reference(tiny.write_data(folder / "data", **tables))
    return caught.value.faults


def spoil(text, old, new):
    assert text.count(old) == 1, "the fixture must be spoiled in one place"
    return text.replace(old, new)


def test_provinces_and_cities_in_the_order_of_the_file(reference):
    assert reference.provinces == ("410000", "430000")
    assert reference.cities == ("430100",)
    assert reference.area_names[NATION] == "China"


@pytest.mark.parametrize(
    "name",
    ["430000", "Hunan", "hunan", "HUNAN", "湖南", "湖南省", " Hunan  Province ", "hunan province"],
)
def test_every_spelling_leads_to_the_area(reference, name):
    assert reference.area_code(name) == "430000"


@pytest.mark.parametrize("name", ["", " ", "Huna", "湖", "Hunan, China", "43000", "Yunnan"])
def test_an_unknown_name_is_never_guessed(reference, name):
    assert reference.area_code(name) is None


def test_the_nearest_names_are_proposed(reference):
    assert "Hunan" in reference.nearest_areas("HUNNAN")
    assert reference.nearest_areas("Qinghai") == ""


def test_all_cells_are_text_and_what_is_not_given_is_empty(reference):
    city = reference.areas.set_index("adcode").loc["430100"]
    assert city["tile_row"] == ""
    assert reference.areas.set_index("adcode").loc["430000", "tile_row"] == "7"


def test_an_indicator_has_its_numbers_read(reference):
    money = reference.indicator["money"]
    assert (money.scale, money.decimals) == (1e9, 1)
    assert (money.minimum, money.maximum, money.sum_tolerance_pct) == (1e8, 1e12, 1.0)
    assert money.breaks == ((2018, "item changed"), (2021, "policy changed"))
    assert money.factor is None
    assert money.window is None
    assert (money.money, money.ranked, money.computed) == (True, True, False)


def test_what_a_direction_a_unit_and_a_numerator_say(reference):
    ratio, place, firms = (
        reference.indicator[code] for code in ("money_per_firm", "place", "firms")
    )
    assert (ratio.ranked, ratio.computed, ratio.factor) == (False, True, 1.0)
    assert (place.ranked, place.money) == (True, False)
    assert (firms.money, firms.minimum, firms.breaks) == (False, 0.0, ())


def test_a_minimum_that_is_not_given_is_none_and_not_zero(reference):
    assert reference.indicator["money_per_firm"].minimum is None
    assert reference.indicator["money_per_firm"].scale == 1e6


def test_a_story_is_named_by_publisher_and_date_a_table_by_its_title(reference):
    assert reference.source_title("story") == "A publisher, 2023-01-31"
    assert reference.source_title("panel") == "The Yearbook"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("2021=policy", ((2021, "policy"),)),
        ("2018=a=b|2021=c, d", ((2018, "a=b"), (2021, "c, d"))),
    ],
)
def test_breaks(text, found):
    assert breaks(text) == found


def test_a_missing_file_is_told_beside_the_faults_of_the_others(tmp_path):
    data = tiny.write_data(tmp_path / "data", conflicts="obs_ids,used\n")
    (data / "reference" / "areas.csv").unlink()
    with pytest.raises(FaultsFound) as caught:
        load_reference(data)
    assert [fault.file for fault in caught.value.faults] == [
        "reference/areas.csv",
        "reference/conflicts.csv",
    ]
    assert "cannot be read" in caught.value.faults[0].found
    assert caught.value.faults[1].column == "reason"


def test_a_key_stands_once(tmp_path):
    (fault,) = refused(tmp_path, areas=tiny.AREAS + tiny.AREAS.splitlines()[2] + "\n")
    assert (fault.line, fault.column) == (6, "adcode")
    assert "'410000' stands in line 3 already" in fault.found


WORDS = [
    ("areas", "Changsha,city", "Changsha,county", "level", "nation, province, city"),
    ("areas", "Hunan,province,Central", "Hunan,province,Centre", "zone", "nothing, East, Central"),
    ("areas", "430100,Changsha", "4301,Changsha", "adcode", "six digits"),
    ("areas", "长沙,长沙市", "长沙,", "name_zh_full", "a name"),
    ("area_spellings", "Hunan Province,430000", ",430000", "spelling", "a name"),
    ("indicators", "Made up,RANK", "Made up,RNAK", "base_unit", "RANK"),
    ("indicators", ",0,lower,", ",0,less,", "direction", "higher, lower, none"),
    ("indicators", ",stock,", ",stocks,", "stock_or_flow", "stock, flow, ratio"),
    ("indicators", "1,yes,", "1,maybe,", "national_row", "yes, no, sum of local budgets"),
    ("indicators", "2018=item", "18=item", "break_years", "year=words"),
    ("indicators", "firms,Firms", "Firms,Firms", "code", "small letters"),
    ("indicators", "1000000,2,none", "1000000,9,none", "decimals", "0 to 4"),
    ("indicators", ",1,31,", ",one,31,", "minimum", "a number, or nothing"),
    ("indicators", ",1,31,", ",1,1e3,", "maximum", "a number, or nothing"),
]


@pytest.mark.parametrize(("table", "old", "new", "column", "allowed"), WORDS)
def test_a_word_that_is_not_allowed_is_told_with_what_is(
    tmp_path, table, old, new, column, allowed
):
    contents = {
        "areas": tiny.AREAS,
        "area_spellings": tiny.SPELLINGS,
        "indicators": tiny.INDICATORS,
    }
    (fault,) = refused(tmp_path, **{table: spoil(contents[table], old, new)})
    assert fault.file == f"reference/{table}.csv"
    assert fault.column == column
    assert allowed in fault.allowed


def test_the_nearest_allowed_word_is_proposed(tmp_path):
    (fault,) = refused(tmp_path, indicators=spoil(tiny.INDICATORS, ",RANK,", ",RNAK,"))
    assert fault.todo == "Did you mean RANK?"


SOURCES = [
    ("kind", {"kind": "tale"}, "story, panel, bureau export, ranking"),
    ("source_id", {"source_id": "The Story"}, "small letters"),
    ("file", {"file": "../story.csv"}, "raw/"),
    ("file", {"file": "raw/deep/story.csv"}, "raw/"),
    ("sha256", {"sha256": "abc"}, "64 hexadecimal digits"),
    ("text_sha256", {"text_sha256": "abc"}, "nothing, or 64 hexadecimal digits"),
    ("publisher", {"publisher": ""}, "who published it"),
    ("title", {"title": " "}, "the title"),
    ("licence", {"licence": ""}, "or unknown"),
    ("received", {"received": ""}, "a day such as"),
    ("received", {"received": "22.11.2026"}, "a day such as"),
    ("date", {"date": "2026-13-01"}, "nothing, or a day"),
]


@pytest.mark.parametrize(("column", "cells", "allowed"), SOURCES)
def test_a_row_of_sources_is_checked(tmp_path, column, cells, allowed):
    row = {"source_id": "story", "file": "raw/story.csv", "kind": "story"} | cells
    (fault,) = refused(tmp_path, sources=f"{tiny.SOURCE_COLUMNS}\n{tiny.source(b'', **row)}\n")
    assert (fault.file, fault.line, fault.column) == ("sources.csv", 2, column)
    assert allowed in fault.allowed


def test_a_hash_in_capitals_is_the_same_hash(tmp_path):
    row = tiny.source(b"", source_id="story", file="raw/story.csv", kind="story")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of no bytes
    assert digest in row
    text = f"{tiny.SOURCE_COLUMNS}\n{row.replace(digest, digest.upper())}\n"
    data = tiny.write_data(tmp_path / "data", sources=text)
    assert load_reference(data).sources["sha256"].to_list() == [digest]


def test_a_register_saved_with_semicolons_is_named_as_such(tmp_path):
    text = tiny.SOURCE_COLUMNS.replace(",", ";") + "\n"
    (fault,) = refused(tmp_path, sources=text)
    assert (fault.file, fault.line) == ("sources.csv", 1)
    assert "parted by semicolons" in fault.found


def test_a_register_saved_as_utf_16_is_named_as_such(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    (data / "sources.csv").write_bytes(tiny.SOURCE_COLUMNS.encode("utf-16"))
    with pytest.raises(FaultsFound, match="UTF-16"):
        load_reference(data)


def test_another_folder_is_told_in_one_line(tmp_path):
    with pytest.raises(FaultsFound, match="this is no data folder") as caught:
        load_reference(tmp_path)
    assert len(caught.value.faults) == 1


def test_a_correction_must_say_how_many_rows_it_touches(tmp_path):
    corrections = tiny.CORRECTIONS + "story,s1.1,as_printed,a,b,0,because\n"
    (fault,) = refused(tmp_path, corrections=corrections)
    assert fault.column == "rows"


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("method", "430000,firms,2021,level,actual,product,a;b,"),
        ("measure", "430000,firms,2021,lvl,actual,sum,a;b,"),
        ("obs_status", "430000,firms,2021,level,real,sum,a;b,"),
        ("ref_area", "440000,firms,2021,level,actual,sum,a;b,"),
        ("indicator", "430000,frims,2021,level,actual,sum,a;b,"),
    ],
)
def test_a_derivation_is_checked(tmp_path, column, cells):
    (fault,) = refused(tmp_path, derivations=f"{tiny.DERIVATIONS}{cells}\n")
    assert (fault.line, fault.column) == (2, column)


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("areas", ",Central,430000,", ",Central,430009,", "parent"),
        ("area_spellings", "Province,430000", "Province,430009", "adcode"),
        ("neighbours", "430000,sea", "440000,sea", "neighbour"),
        ("indicators", "ratio,money,firms", "ratio,mony,firms", "numerator"),
        ("indicators", "ratio,money,firms", "ratio,money,frims", "denominator"),
    ],
)
def test_a_code_that_leads_nowhere_is_told(tmp_path, table, old, new, column):
    text = {"areas": tiny.AREAS, "area_spellings": tiny.SPELLINGS, "indicators": tiny.INDICATORS,
            "neighbours": tiny.NEIGHBOURS}  # fmt: skip
    (fault,) = refused(tmp_path, **{table: spoil(text[table], old, new)})
    assert fault.column == column
    assert "is in no row of reference/" in fault.found


@pytest.mark.parametrize("pair", ["430000,410000", "410000,410000"])
def test_a_border_is_written_once_the_lower_code_first(tmp_path, pair):
    (fault,) = refused(tmp_path, neighbours=f"adcode,neighbour,border,reason\n{pair},land,\n")
    assert (fault.file, fault.line, fault.column) == ("reference/neighbours.csv", 2, "neighbour")


def test_a_border_runs_both_ways(reference):
    assert reference.borders == {("410000", "430000"), ("430000", "410000")}


@pytest.mark.parametrize(
    "spelling",
    [
        "Henan,430000,the neighbour's name",
        "henan,430000,the neighbour's name in small letters",
        "河南省,430000,the neighbour's full name",
        "410000,430000,the neighbour's code",
    ],
)
def test_no_name_stands_for_two_areas(tmp_path, spelling):
    (fault,) = refused(tmp_path, area_spellings=f"{tiny.SPELLINGS}{spelling}\n")
    assert (fault.line, fault.column) == (3, "spelling")
    assert "already stands for 410000" in fault.found


def test_two_areas_of_one_pinyin_are_told(tmp_path):
    (fault,) = refused(tmp_path, areas=spoil(tiny.AREAS, "长沙市,Changsha", "长沙市,Hunan"))
    assert (fault.line, fault.column) == (5, "name_pinyin")
    assert "already stands for 430000" in fault.found


def test_every_fault_of_every_table_comes_at_once(tmp_path):
    faults = refused(
        tmp_path,
        areas=spoil(tiny.AREAS, "Changsha,city", "Changsha,county"),
        indicators=spoil(tiny.INDICATORS, ",0,lower,", ",0,less,"),
        sources=tiny.SOURCE_COLUMNS + "\na,b\n",
    )
    assert [fault.file for fault in faults] == [
        "reference/areas.csv",
        "reference/indicators.csv",
        "sources.csv",
    ]


def test_faults_are_sentences_for_a_person(tmp_path):
    (fault,) = refused(tmp_path, indicators=spoil(tiny.INDICATORS, ",stock,", ",stocks,"))
    assert re.fullmatch(
        r"reference/indicators.csv, line 3, column stock_or_flow: 'stocks' stands there\. "
        r"Allowed: stock, flow, ratio\. Did you mean stock\?",
        str(fault),
    )
