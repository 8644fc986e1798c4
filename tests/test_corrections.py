"""Hand corrections: each says what stood there and how many rows it must touch."""

import pytest
import tiny

from helpers.clean.corrections import correct
from helpers.faults import FaultsFound

ROW = {
    "source_id": "story",
    "locator": "",
    "column": "as_printed",
    "as_received": "1,700 acres",
    "corrected": "1,700 mu",
    "rows": "1",
    "reason": "plans are drawn in mu",
}


def arrivals(*changes):
    return tiny.rows(tiny.ARRIVAL, *changes)


def corrections(*changes):
    return tiny.rows(ROW, *changes)


def faults_of(table, *changes):
    with pytest.raises(FaultsFound) as caught:
        correct(table, corrections(*changes))
    return caught.value.faults


def test_a_corrected_figure_keeps_its_own_words():
    table = arrivals({"as_printed": "1,700 acres"}, {"as_printed": "5"})
    corrected = correct(table, corrections({}))
    assert corrected["as_printed"].to_list() == ["1,700 acres", "5"]
    assert corrected["read_as"].to_list() == ["1,700 mu", "5"]


def test_the_note_says_what_was_corrected_and_why():
    table = arrivals({"as_printed": "1,700 acres", "note": "of a zone"}, {"as_printed": "5"})
    corrected = correct(table, corrections({}))
    word = "'1,700 acres' corrected to '1,700 mu': plans are drawn in mu"
    assert corrected["note"].to_list() == [f"of a zone; {word}", ""]


def test_a_note_that_was_empty_begins_with_the_correction():
    corrected = correct(arrivals({"as_printed": "1,700 acres"}), corrections({}))
    assert corrected.loc[0, "note"].startswith("'1,700 acres' corrected")


def test_without_corrections_a_figure_is_read_as_it_is_printed():
    table = arrivals({}, {"as_printed": "5"})
    corrected = correct(table, corrections())
    assert corrected["read_as"].to_list() == ["1,300", "5"]
    assert corrected[list(table.columns)].equals(table)


def test_another_column_is_changed_itself():
    table = arrivals({"area": "Changzhou"}, {"area": "Changzhou", "locator": "s2.1"}, {})
    change = {"column": "area", "as_received": "Changzhou", "corrected": "Changsha", "rows": "2"}
    corrected = correct(table, corrections(change))
    assert corrected["area"].to_list() == ["Changsha", "Changsha", "Hunan"]
    assert corrected["read_as"].to_list() == ["1,300"] * 3


def test_a_correction_stays_in_its_source_and_place():
    table = arrivals(
        {"as_printed": "84", "locator": "s1.1"},
        {"as_printed": "84", "locator": "s1.2"},
        {"as_printed": "84", "locator": "s1.1", "source_id": "other"},
    )
    change = {"locator": "s1.1", "as_received": "84", "corrected": "48"}
    assert correct(table, corrections(change))["read_as"].to_list() == ["48", "84", "84"]


def test_what_arrived_is_not_touched():
    table = arrivals({"as_printed": "1,700 acres"})
    correct(table, corrections({}))
    assert table.loc[0, "note"] == ""
    assert "read_as" not in table.columns


@pytest.mark.parametrize(
    ("printed", "rows", "found"),
    [
        (["5"], "1", "touches 0 rows, not 1"),  # no longer needed
        (["1,700 acres", "1,700 acres"], "1", "touches 2 rows, not 1"),
        (["1,700 acres"], "2", "touches 1 rows, not 2"),
        (["1,700 acre"], "1", "touches 0 rows, not 1"),  # what stands there must be met exactly
    ],
)
def test_another_number_of_rows_is_refused(printed, rows, found):
    table = arrivals(*({"as_printed": words} for words in printed))
    (fault,) = faults_of(table, {"rows": rows})
    assert (fault.file, fault.line) == ("reference/corrections.csv", 2)
    assert found in fault.found


def test_what_a_figure_is_of_may_be_corrected_but_not_where_it_is_from():
    (fault,) = faults_of(arrivals({}), {"column": "source_id"})
    assert fault.column == "column"
    assert "as_printed" in fault.allowed


def test_all_corrections_that_do_not_hold_come_together():
    faults = faults_of(
        arrivals({"as_printed": "1,700 acres"}), {}, {"as_received": "x"}, {"rows": "3"}
    )
    assert [fault.line for fault in faults] == [3, 4]


def test_a_row_may_be_corrected_twice():
    table = arrivals({"as_printed": "1,700 acres", "area": "Yellow"})
    area = {"column": "area", "as_received": "Yellow", "corrected": "Huangshi"}
    corrected = correct(table, corrections({}, area))
    assert corrected.loc[0, ["read_as", "area"]].to_list() == ["1,700 mu", "Huangshi"]
    assert corrected.loc[0, "note"].count("corrected to") == 2
