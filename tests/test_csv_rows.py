"""CSV files as rows with line numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.csv_rows import table_rows
from helpers.faults import FaultsFound


def read(content, columns=("name", "value")):
    if isinstance(content, str):
        content = content.encode()
    return table_rows(content, file="a.csv", columns=columns)


def refused(content, columns=("name", "value")):
    with pytest.raises(FaultsFound) as caught:
        read(content, columns)
    return caught.value.faults


def test_each_row_comes_with_its_line():
    rows, faults = read("name,value\na,1\nb,2\n")
    assert rows == [(2, {"name": "a", "value": "1"}), (3, {"name": "b", "value": "2"})]
    assert faults == []


def test_the_line_is_the_first_of_a_row_that_runs_over_several():
    rows, _ = read('name,value\n"a\nb\nc",1\nd,2\n')
    assert [(line, row["name"]) for line, row in rows] == [(2, "a\nb\nc"), (5, "d")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end):
    rows, faults = read(end.join(["name,value", "a,1", "b,2", ""]))
    assert [line for line, _ in rows] == [2, 3]
    assert faults == []


def test_empty_lines_are_passed_over_but_counted():
    rows, faults = read("\nname,value\n\na,1\n   \nb,2\n\n")
    assert [(line, row["name"]) for line, row in rows] == [(4, "a"), (6, "b")]
    assert faults == []


def test_blanks_around_a_cell_go_and_those_within_stay():
    rows, _ = read("name,value\n  Inner  Mongolia ,\t1\n")
    assert rows == [(2, {"name": "Inner  Mongolia", "value": "1"})]


def test_na_and_nothing_stay_what_they_are():
    rows, _ = read("name,value\nNA,\nnan,null\n")
    assert [row for _, row in rows] == [
        {"name": "NA", "value": ""},
        {"name": "nan", "value": "null"},
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    rows, _ = read(b"\xef\xbb\xbfname,value\na,1\n")
    assert rows == [(2, {"name": "a", "value": "1"})]


@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\u2067", "\x1c", "\u200f"])
def test_a_hidden_sign_is_told_with_its_cell_and_the_row_still_checked(sign):
    rows, faults = read(f"name,value\na,1\nb,2{sign}\nc\n")
    assert rows[1] == (3, {"name": "b", "value": "2"})
    assert [(fault.line, fault.column) for fault in faults] == [(3, "value"), (4, "")]
    assert f"U+{ord(sign):04X}" in str(faults[0])


def test_a_hidden_sign_in_a_column_s_name_is_told_by_its_number():
    (fault,) = refused("name,val\u202eue\na,1\n")
    assert fault.line == 1
    assert "U+202E" in str(fault)
    assert "\u202e" not in str(fault)


def test_columns_may_stand_in_any_order():
    rows, _ = read("value,name\n1,a\n")
    assert rows == [(2, {"value": "1", "name": "a"})]


def test_ragged_rows_are_told_and_not_handed_on():
    rows, faults = read("name,value\na\nb,2\nc,3,4\n")
    assert [row["name"] for _, row in rows] == ["b"]
    assert [fault.line for fault in faults] == [2, 4]
    assert "1 fields, beginning with 'a'" in str(faults[0])
    assert "3 fields, beginning with 'c'" in str(faults[1])
    assert "2 fields" in faults[1].allowed


def test_a_row_of_commas_is_a_row():
    rows, faults = read("name,value\n,\n")
    assert rows == [(2, {"name": "", "value": ""})]
    assert faults == []


def test_a_quote_that_is_not_closed_is_told_with_the_line_it_opens_in():
    rows, faults = read('name,value\na,1\nb,"2\nc,3\n')
    assert [row["name"] for _, row in rows] == ["a"]
    assert [fault.line for fault in faults] == [3]
    assert "double quote" in faults[0].todo


def test_a_quote_that_is_not_closed_in_the_header_leaves_no_table():
    (fault,) = refused('"name,value\na,1\n')
    assert fault.line == 1


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(content):
    (fault,) = refused(content)
    assert str(fault) == "a.csv: the file is empty. Allowed: columns name, value."


def test_utf16_is_named():
    (fault,) = refused("name,value\n湖南,1\n".encode("utf-16-le"))
    assert fault.line == 1
    assert "UTF-16" in fault.found
    assert fault.allowed == "UTF-8"


def test_a_byte_that_is_no_utf8_is_told_with_its_line():
    (fault,) = refused(b"name,value\na,1\n" + "湖南,1\n".encode("gb18030"))
    assert fault.line == 3
    assert "0xba" in fault.found  # 湖 is BA FE in GB 18030


def test_missing_unknown_and_doubled_columns_are_told_together():
    faults = refused("name,valeu,name\na,1,b\n")
    assert [str(fault) for fault in faults] == [
        "a.csv, line 1, column value: this column is missing. Allowed: name, value. "
        "Did you mean valeu?",
        "a.csv, line 1: column 'valeu' is not known here. Allowed: name, value. Leave it out.",
        "a.csv, line 1, column name: two columns have this name. Allowed: name, value.",
    ]


def test_names_of_columns_are_not_guessed_by_case():
    faults = refused("Name,value\na,1\n")
    assert [fault.column for fault in faults] == ["name", ""]


def test_what_is_shown_of_a_cell_is_short():
    _, faults = read("name,value\n" + "x" * 5000 + "\n")
    assert len(str(faults[0])) < 250


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_rows_or_faults(content):
    try:
        rows, faults = read(b"name,value\n" + content)
    except FaultsFound:  # and nothing else
        return
    assert all(set(row) == {"name", "value"} for _, row in rows)
    assert [line for line, _ in rows] == sorted({line for line, _ in rows})
    assert all(fault.line > 1 for fault in faults)
