"""Files from anywhere: bounded before they are read, within their folder, no hidden signs."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile

import pytest
import tiny

from helpers.clean import clean_figures
from helpers.faults import FaultsFound
from helpers.input_file import LARGEST, LONGEST_LINE, MOST_LINES, bytes_of, refuse_boundless
from helpers.intake.recognise import content_of, recognise
from helpers.parameters import load_parameters
from helpers.read.grid import read_grid
from helpers.read.panel import read_panel
from helpers.read.workbook import sheet_rows

RAW = "raw/panel.csv"


def refused(call, *words):
    """The refusal's text, which holds all of `words`."""
    with pytest.raises(FaultsFound) as caught:
        call()
    text = str(caught.value)
    for word in words:
        assert word in text
    return text


@pytest.fixture
def huge(tmp_path):
    """200 MB in one line, without taking the room on disk."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"area,2022\n")
        file.truncate(200_000_000)
    return path


def test_a_line_of_200_mb_is_refused_before_it_is_read(huge, tmp_path):
    refused(lambda: content_of(huge), "huge.csv", "more than 20,971,520 bytes")
    load = {"known_areas": {}, "known_indicators": ()}
    refused(lambda: load_parameters(huge, [], **load), "huge.csv", "more than 20,971,520")
    folder = tiny.write_data(tmp_path / "data")
    (folder / "raw" / "huge.csv").symlink_to(huge)
    os.replace(huge, next(path for path in (folder / "raw").glob("*.csv") if path.is_file()))
    refused(lambda: clean_figures(folder), "more than 20,971,520 bytes")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a" * (LONGEST_LINE + 1), "line 1: the line has 1,000,001 bytes"),
        (b"area,2022\n" + b"x," * LONGEST_LINE, "line 2: the line has 2,000,000 bytes"),
        (b"a\n" * (MOST_LINES + 1), "the table has 200,001 lines"),
        (b"\r" * (2 * MOST_LINES + 1), "the table has 400,001 line ends"),
        (b"a\n" * (LARGEST // 2 + 1), "the table has 20,971,522 bytes"),
    ],
)
def test_a_table_without_bounds_is_refused(content, words):
    refused(lambda: recognise(content, "t.csv"), words, "t.csv")
    refused(lambda: read_grid(content, "t.csv"), words)
    refused(lambda: read_panel(content, file="t.csv", sources={}), words)


def test_the_largest_lines_are_read():
    refuse_boundless(b"a\r\n" * MOST_LINES, "t.csv")  # raises nothing
    long = b"a,b\n" + (b"x" * 100_000 + b",y\n") * 3
    assert len(read_grid(long, "t.csv").rows) == 4


SIGNS = {"U+202E": "\u202e", "U+200F": "\u200f", "U+2066": "\u2066", "U+061C": "\u061c",
         "U+001B": "\x1b", "U+0085": "\x85", "U+2028": "\u2028"}  # fmt: skip


@pytest.mark.parametrize("name", SIGNS)
@pytest.mark.parametrize("row", ["Hunan{},12", "Hunan,1{}2", "{}Hunan,12", "Hunan,{}12"])
def test_signs_that_hide_or_reorder_are_refused_in_every_cell(name, row):
    content = f"area,2022\nHenan,1\n{row.format(SIGNS[name])}\n".encode()
    text = refused(lambda: read_grid(content, "t.csv"), "t.csv, line 3", f"sign {name} ")
    assert SIGNS[name] not in text
    refused(lambda: recognise(content, "t.csv"), f"sign {name} ")
    panel = tiny.PANEL.replace("20.0", f"2{SIGNS[name]}0.0").encode()
    refused(lambda: read_panel(panel, file="p.csv", sources={}), "line 4", f"sign {name} ")


@pytest.mark.parametrize("content", [b"a,\xff\xff\xff\n", b"a\0,b\n", "a,b\n".encode("utf-16")])
def test_what_is_no_text_is_refused(content):
    refused(lambda: recognise(content, "t.csv"), "t.csv")
    refused(lambda: read_panel(content, file="t.csv", sources={}), "t.csv, line 1", "UTF-8")


def with_file(tmp_path, file):
    """A data folder whose register names `file` in the place of a raw file."""
    folder = tiny.write_data(tmp_path / "data")
    register = folder / "sources.csv"
    old = next(path for path in (folder / "raw").glob("*.csv") if b"adcode" in path.read_bytes())
    text = register.read_text(encoding="utf-8")
    assert f"raw/{old.name}" in text
    register.write_text(text.replace(f"raw/{old.name}", file), encoding="utf-8")
    return folder, old


@pytest.mark.parametrize(
    "file",
    ["../../x", "raw/../../x", "/etc/passwd", "raw/..", "raw//x", "raw\\x", "x.csv", "raw/."],
)
def test_a_path_that_leads_out_of_raw_is_refused(tmp_path, file):
    folder, _ = with_file(tmp_path, file)
    refused(lambda: clean_figures(folder), "sources.csv" if "." not in file[-2:] else file)


def test_a_link_that_leads_out_of_raw_is_refused_though_its_bytes_are_right(tmp_path):
    folder, old = with_file(tmp_path, "raw/link.csv")
    secret = tmp_path / "secret.csv"
    os.replace(old, secret)
    (folder / "raw" / "link.csv").symlink_to(secret)
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    assert digest in (folder / "sources.csv").read_text(encoding="utf-8")
    refused(lambda: clean_figures(folder), "raw/link.csv", "leads out of the folder raw")


def test_what_is_no_file_is_refused(tmp_path):
    refused(lambda: bytes_of(tmp_path, file="x"), "x: this is no file")
    os.mkfifo(tmp_path / "pipe")  # opened, it would wait for ever
    refused(lambda: bytes_of(tmp_path / "pipe", file="pipe"), "pipe: this is no file")
    refused(lambda: bytes_of(tmp_path / "none", file="none"), "none: the file cannot be read")
    refused(lambda: bytes_of(tmp_path / "a\0b", file="nul"), "nul: the file cannot be read")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    refused(lambda: bytes_of(tmp_path / "ring", file="ring"), "ring: the file cannot be read")


HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def workbook(rows: str, strings: str = "", **parts: bytes) -> bytes:
    """A workbook whose sheet has these rows of XML, with these shared strings and more parts."""
    from openpyxl import Workbook

    plain, out = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    sheet, types = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
    own = {sheet: f"{HEAD}{rows}</sheetData></worksheet>".encode()}
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if strings:
            parts |= {"xl/sharedStrings.xml": strings.encode()}
            own[types] = old.read(types).replace(b"</Types>", SHARED + b"</Types>")
        for name in old.namelist():
            new.writestr(name, own.get(name) or old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def test_a_zip_bomb_is_refused_by_its_size_unpacked():
    bomb = workbook("", **{"xl/media/large.xml": bytes(200_000_000)})
    assert len(bomb) < 300_000
    refused(lambda: sheet_rows(bomb, "b.xlsx"), "b.xlsx", "unpacks to 200,")


def test_one_text_told_by_many_cells_is_refused():
    """A text is kept once and named by 300 cells: 30 MB of characters out of 100 kB."""
    text = f"<sst {HEAD.split(' ')[1].split('>')[0]}><si><t>{'x' * 100_000}</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 301))
    refused(lambda: sheet_rows(workbook(cells, strings=text), "b.xlsx"), "more than 20,971,520 ch")
    short = text.replace("x" * 100_000, "x")
    assert sheet_rows(workbook(cells, strings=short), "b.xlsx")[299] == (300, ["x"])


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # not in order
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # twice
        '<row r="2"><c r="A3"><v>1</v></c></row>',  # in a row that is another's
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="ZZ9"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    ],
)
def test_a_cell_out_of_its_place_is_refused_and_not_dropped(rows):
    refused(lambda: sheet_rows(workbook(rows), "t.xlsx"), "t.xlsx", "does not stand in its place")


def test_cells_in_their_places_with_and_without_names_are_read():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert sheet_rows(workbook(rows), "t.xlsx") == [(1, ["1", "", "2"]), (2, ["3"])]


def test_hidden_signs_in_a_workbook_are_refused():
    rows = '<row r="1"><c r="A1" t="str"><v>1\u202e2</v></c></row>'
    refused(lambda: sheet_rows(workbook(rows), "t.xlsx"), "line 1, column A", "sign U+202E ")
