"""Workbooks: the first sheet as text; formulas, dates, percentages and bombs refused."""

import datetime
import io
import zipfile

import pytest
import tiny
from openpyxl import Workbook, load_workbook

from helpers.faults import FaultsFound
from helpers.intake.template import write_template
from helpers.read import workbook
from helpers.read.long_table import read_long_table
from helpers.read.workbook import sheet_rows
from helpers.reference import load_reference


def book(*rows, formats=()):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for place, form in formats:
        made.active[place].number_format = form
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def faults_of(content):
    with pytest.raises(FaultsFound) as caught:
        sheet_rows(content, "t.xlsx")
    return caught.value.faults


def test_texts_and_numbers_as_they_are_shown():
    content = book(["a", 430000, 20.5], [], [" b ", 0.1 + 0.2, None])
    assert sheet_rows(content, "t.xlsx") == [(1, ["a", "430000", "20.5"]), (3, ["b", "0.3"])]


def test_what_a_spreadsheet_made_of_a_year_is_its_first_day():
    content = book(["x", datetime.date(2022, 1, 1)])
    assert sheet_rows(content, "t.xlsx") == [(1, ["x", "2022-01-01"])]


def test_each_cell_that_text_cannot_hold_is_told():
    day = datetime.date(2022, 7, 1)
    content = book(["=1+1", day], [True, 0.25], ["#N/A", 1], formats=[("B2", "0.0%")])
    faults = faults_of(content)
    assert [(fault.line, fault.column) for fault in faults] == [
        (1, "A"),
        (1, "B"),
        (2, "A"),
        (2, "B"),
        (3, "A"),
    ]
    for fault, word in zip(
        faults, ("formula", "date", "truth value", "percentage", "error"), strict=True
    ):
        assert word in fault.found


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (workbook.LARGEST + 1))
    assert len(content.getvalue()) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    (fault,) = faults_of(content.getvalue())
    assert "unpacks to 20,971,521 bytes" in fault.found


def test_entities_are_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert "document type" in faults_of(content.getvalue())[0].found


def test_half_a_workbook_is_refused_in_words():
    assert "no .xlsx workbook" in faults_of(book(["a"])[:500])[0].found


def test_a_cell_far_out_is_refused():
    made = Workbook()
    made.active["XFD3"] = 1
    content = io.BytesIO()
    made.save(content)
    assert "200 columns" in faults_of(content.getvalue())[0].found


def test_the_template_is_read_once_it_is_filled_in(tmp_path):
    reference = load_reference(tiny.write_data(tmp_path / "data"))
    out = tmp_path / "t.xlsx"
    write_template(out, reference)
    filled = load_workbook(out)
    sheet = filled.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    assert names[:5] == ["ref_area", "indicator", "time_period", "obs_value", "unit_measure"]
    figure = dict(zip(names, ["Hunan", "money", 2022, 20.0, "100m yuan"], strict=False))
    for place, name in enumerate(names, 1):
        sheet.cell(3, place, figure.get(name))
    filled.save(out)
    table = read_long_table(out.read_bytes(), source_id="new", file="t.xlsx")
    assert table[["area", "indicator", "time_period", "as_printed"]].to_numpy().tolist() == [
        ["Hunan", "money", "2022", "20"]  # the example row is passed over
    ]
    lists = {choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert {"=areas!$A$2:$A$5", "=indicators!$A$2:$A$5", "=statuses!$A$2:$A$5"} <= lists
    assert [cell.value for cell in filled["areas"]["A"]][1:3] == ["100000", "410000"]


def test_the_template_writes_over_nothing(tmp_path):
    reference = load_reference(tiny.write_data(tmp_path / "data"))
    (tmp_path / "t.xlsx").write_text("mine")
    with pytest.raises(FaultsFound, match="there already"):
        write_template(tmp_path / "t.xlsx", reference)
    assert (tmp_path / "t.xlsx").read_text() == "mine"
