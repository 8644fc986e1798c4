"""Which rows may stand beside other areas' rows, and the words that say why not."""

import pytest
import tiny

from helpers.clean.comparable import mark, reasons
from helpers.reference import load_reference

HUNAN = tiny.OBSERVATION
HENAN = HUNAN | {"obs_id": "panel:money/410000/2022", "ref_area": "410000"}
NATION = HUNAN | {"obs_id": "panel:money/100000/2022", "ref_area": "100000"}
CITY = HUNAN | {"obs_id": "panel:money/430100/2022", "ref_area": "430100"}


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return load_reference(tiny.write_data(tmp_path_factory.mktemp("tiny") / "data"))


def marked(reference, *figures):
    return mark(tiny.rows(HUNAN, *figures), reference)


def test_provinces_and_the_nation_stand_beside_each_other(reference):
    table = marked(reference, HUNAN, HENAN, NATION)
    assert table["comparable"].to_list() == ["yes", "yes", "yes"]
    assert table["note"].to_list() == ["", "", ""]


def test_a_city_is_no_province(reference):
    table = marked(reference, HUNAN, HENAN, CITY)
    assert table["comparable"].to_list() == ["yes", "yes", "no"]
    assert table.loc[2, "note"] == "not comparable: a city is no province"


def test_cities_do_not_stand_beside_each_other_either(reference):
    table = marked(reference, CITY, CITY | {"obs_id": "other"})
    assert table["comparable"].to_list() == ["no", "no"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("target", "a target, no result"),
        ("plan", "a plan, no result"),
        ("expected", "expected, not yet a result"),
    ],
)
def test_only_what_has_happened_stands_among_results(reference, status, words):
    both = [row | {"obs_status": status} for row in (HUNAN, HENAN)]
    table = marked(reference, *both, NATION)
    assert table["comparable"].to_list() == ["no", "no", "yes"]
    assert table.loc[0, "note"] == f"not comparable: {words}"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("", "no year is printed"),
        ("2022-Q1", "not a whole year"),
        ("2022-07", "not a whole year"),
        ("2022-01/2022-07", "not a whole year"),
    ],
)
def test_a_part_of_a_year_is_no_year(reference, period, words):
    table = marked(reference, *(row | {"time_period": period} for row in (HUNAN, HENAN)))
    assert table["comparable"].to_list() == ["no", "no"]
    assert table["note"].to_list() == [f"not comparable: {words}"] * 2


def test_a_year_that_only_the_record_suggests_is_none_that_is_printed(reference):
    undated = {"time_period": "", "matched_period": "2022"}
    table = marked(reference, HUNAN | undated, HENAN | undated)
    assert table["comparable"].to_list() == ["no", "no"]


def test_what_one_province_alone_prints_has_nothing_to_stand_beside(reference):
    table = marked(reference, HUNAN, NATION, CITY)
    assert table["comparable"].to_list() == ["no", "yes", "no"]
    assert table.loc[0, "note"] == (
        "not comparable: no other province has it for this period and status"
    )
    assert table.loc[2, "note"] == "not comparable: a city is no province"


def test_one_province_in_two_sources_is_still_one(reference):
    table = marked(reference, HUNAN, HUNAN | {"obs_id": "other:1"})
    assert table["comparable"].to_list() == ["no", "no"]


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "firms"},
        {"measure": "growth"},
        {"obs_status": "target"},
        {"time_period": "2021"},
    ],
)
def test_another_thing_is_nothing_to_stand_beside(reference, other):
    assert marked(reference, HUNAN, HENAN | other)["comparable"].to_list() == ["no", "no"]


def test_a_row_marked_no_before_stays_so(reference):
    table = marked(reference, HUNAN | {"comparable": "no", "note": "doubtful"}, HENAN)
    assert table["comparable"].to_list() == ["no", "yes"]
    assert table["note"].to_list() == ["doubtful", ""]


def test_all_reasons_stand_behind_the_note_that_was_there(reference):
    table = marked(reference, CITY | {"obs_status": "plan", "time_period": "", "note": "of a zone"})
    words = "a city is no province, a plan, no result, no year is printed"
    assert table.loc[0, "note"] == f"of a zone; not comparable: {words}"
    assert reasons(table.loc[0, "note"]) == words


@pytest.mark.parametrize("note", ["", "of a zone", "year not printed; comparable with none"])
def test_a_note_without_reasons_has_none(note):
    assert reasons(note) == ""


def test_what_was_handed_in_is_not_touched(reference):
    table = tiny.rows(HUNAN, CITY)
    mark(table, reference)
    assert table["comparable"].to_list() == [""]
