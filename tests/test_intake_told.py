"""What a person is told of a file that is not good yet: everything, at once, and in words."""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
import tiny
from command import call

from helpers.reference import load_reference


@pytest.fixture
def data(tmp_path) -> Path:
    """Hunan has 20.0 (100m yuan) of money in 2022; 1 to 10,000 are plausible."""
    return tiny.write_data(tmp_path / "data")


def written(folder: Path, content: str | bytes, name: str = "new.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults(result) -> list[str]:
    """The lines of faults, without the file's name before them."""
    assert result.exit_code == 1
    return [line.partition("new.csv")[2].lstrip(", :") for line in result.stderr.splitlines()[:-1]]


LONG = """\
ref_area,indicator,time_period,obs_value,unit_measure
Hunan,money,2021,many,100m yuan
Hunaan,money,2021,21.0,100m yuan
Hunan,money,2023,20500,100m yuan
Hunan,money,2024,22.0,100m yuan
Henan,mony,2021,10.0,100m yuan
"""
WIDE = """\
area,year,money (100m yuan),firms (firms)
Hunan,2021,-,1200
Hunaan,2021,21.0,1200
Hunan,2023,20500,1400
"""
STORY = tiny.STORY_COLUMNS + (
    "1,1,5,Hunan,firms,levl,2022,actual,,,,,,\n"
    "1,2,5,Hunaan,firms,level,2022,actual,,,,,,\n"
    "1,3,20500 billion yuan,Hunan,money,level,2023,actual,,,,,,\n"
)
BUREAU = """\
数据库：分省年度数据
指标：经费(亿元)
地区,2023年,2021年
湖南省,20500,-
湖楠省,21.0,20.0
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LONG, ["line 2, column obs_value", "line 3, column area", "line 4", "line 6, column ind"]),
        (WIDE, ["line 2, column money", "line 3, column area", "line 4"]),
        (STORY, ["line 2, column measure", "line 3, column area", "line 4"]),
        (BUREAU, ["line 4, column 2021", "line 4", "line 5, column area"]),
    ],
)
@pytest.mark.parametrize("command", ["check", "add"])
def test_every_fault_of_a_file_comes_at_once(data, tmp_path, text, told, command):
    """Of a cell that cannot be read, of a name, and of a value that is not plausible."""
    path = written(tmp_path, text)
    more = ["--publisher", "x", "--title", "y"] if command == "add" else []
    lines = faults(call(command, path, "--data", data, *more))
    assert [any(line.startswith(start) for line in lines) for start in told] == [True] * len(told)
    assert any("20500" in line and "Allowed: 1e+08 to 1e+12" in line for line in lines)
    assert sum("Hunaan" in line or "湖楠省" in line for line in lines) == 1, "told once a line"
    assert (data / "sources.csv").read_text().count("new") == 0


def test_a_file_without_anything_that_can_be_read_tells_why(data, tmp_path):
    path = written(tmp_path, LONG.replace("money", "mony").replace("20500", "more"))
    assert len(faults(call("check", path, "--data", data))) >= 2


def test_a_name_that_the_bureau_prints_is_met_with_codes(data, tmp_path):
    path = written(tmp_path, BUREAU.replace("经费(", "研究经费(").replace("湖楠", "河南"))
    (line,) = [one for one in faults(call("check", path, "--data", data)) if "研究经费" in one]
    assert "Did you mean 经费 (money)?" in line
    assert "--indicator" in line


@pytest.mark.parametrize(
    ("given", "near"), [("mony", "money"), ("mon", "money"), ("firm", "firms")]
)
def test_an_option_that_names_no_indicator_is_met_with_the_nearest(data, tmp_path, given, near):
    path = written(tmp_path, "area,2022,2021\nHunan,20.0,19.0\n")
    (line, *_) = faults(call("check", path, "--data", data, "--indicator", given, "--unit", "亿元"))
    assert f"--indicator '{given}' is no known indicator. Did you mean {near}" in line


def test_an_iso_code_names_its_area(data):
    reference = load_reference(data)
    assert reference.area_code("CN-HN") == "430000"
    assert reference.area_code("cn-ha") == "410000"
    assert reference.area_code("") is None  # a city's blank code stands for nothing


def test_sdmx_attributes_are_passed_over(data, tmp_path):
    text = (
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,"
        "CONF_STATUS,UNIT_MEASURE,UNIT_MULT\n"
        "dataflow,X:Y(1.0),I,CN-HN,money,2023,21.5,A,F,CNY,8\n"
    )
    result = call("check", written(tmp_path, text), "--data", data)
    assert result.exit_code == 0, result.output
    assert "areas       1: Hunan" in result.output


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n1 0 obj", "this is a PDF. Allowed: a table as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old workbook (.xls)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "this is a picture"),
        (b"\x1f\x8b\x08" + bytes(9), "Unpack it first"),
        ("2023年，湖南高新技术企业16000家。\n".encode("gb18030"), "no kind"),
        (b"<html><body><p>In 2023 Hunan had 5 firms.</p>", "innovation-report propose"),
        (zipped("word/document.xml"), "a Word document, perhaps"),
        (b",2022,2023\nHunan,1,2\n", "line 1: the first column has no name. Write area above it."),
    ],
)
@pytest.mark.parametrize("command", ["check", "add"])
def test_what_is_no_table_is_called_by_its_name(data, tmp_path, content, words, command):
    path = written(tmp_path, content)
    result = call(command, path, "--data", data)
    assert result.exit_code == 1
    assert words in result.stderr


@pytest.mark.parametrize("name", ["story.txt", "story.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_text_of_a_story_is_sent_to_propose(data, tmp_path, name, encoding):
    text = '湖南高新技术企业创新高\n2023年，湖南"高新技术企业16000家，增长5%。\n'
    path = written(tmp_path, text.encode(encoding), name)
    for command in ("check", "add"):
        result = call(command, path, "--data", data)
        assert result.exit_code == 1
        assert "Let innovation-report propose make candidates of it" in result.stderr


def test_a_title_that_a_spreadsheet_would_run_stays_text_in_the_register(data, tmp_path):
    path = written(tmp_path, "area,year,money (100m yuan)\nHunan,2023,21.5\n")
    title = '=HYPERLINK("http://x","y")'
    words = ["--publisher", "A Bureau", "--title", title, "--received", "2026-11-22"]
    assert call("add", path, "--data", data, *words).exit_code == 0
    with (data / "sources.csv").open(newline="") as file:
        row = list(csv.DictReader(file))[-1]
    assert row["title"] == f"'{title}"
    assert load_reference(data).sources["title"].iloc[-1] == title


# --- what the machine refuses
STORY_TEXT = "In 2023 Hunan had 16,000 high-tech enterprises."


def refusing(number: int):
    def refuse(*args, **options):
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "permission denied"),
        (errno.EROFS, "the file system is read-only"),
    ],
)
@pytest.mark.parametrize("command", ["propose", "template", "diff"])
def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    data, tmp_path, monkeypatch, command, number, words
):
    out = tmp_path / "out" / "x.xlsx"
    out.parent.mkdir()
    given = {
        "propose": [written(tmp_path, STORY_TEXT, "s.txt"), "--data", data],
        "template": ["--data", data],
        "diff": [written(tmp_path, tiny_observations(data), "old.csv")] * 2,
    }[command]
    monkeypatch.chdir(data.parent)
    monkeypatch.setattr(os, "replace", refusing(number))
    result = call(command, *given, "--out", out)
    assert result.exit_code == 1
    assert f"cannot be written: {words}" in result.stderr
    assert "defect" not in result.stderr
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("command", ["propose", "template", "diff"])
def test_a_file_in_a_folder_that_is_not_there(data, tmp_path, monkeypatch, command):
    given = {
        "propose": [written(tmp_path, STORY_TEXT, "s.txt"), "--data", data],
        "template": ["--data", data],
        "diff": [written(tmp_path, tiny_observations(data), "old.csv")] * 2,
    }[command]
    monkeypatch.chdir(data.parent)
    result = call(command, *given, "--out", "nowhere/x.xlsx")
    assert result.exit_code == 1
    assert "nowhere/x.xlsx" in result.stderr
    assert "cannot be written: the folder is not there" in result.stderr


@pytest.mark.parametrize("command", ["propose", "diff"])
def test_a_file_that_is_there_is_written_over_by_force_alone(data, tmp_path, monkeypatch, command):
    out = written(tmp_path, "mine", "mine.csv")
    given = {
        "propose": [written(tmp_path, STORY_TEXT, "s.txt"), "--data", data],
        "diff": [written(tmp_path, tiny_observations(data), "old.csv")] * 2,
    }[command]
    monkeypatch.chdir(data.parent)
    result = call(command, *given, "--out", out)
    assert result.exit_code == 2
    assert "there already" in result.stderr
    assert out.read_text() == "mine"
    assert call(command, *given, "--out", out, "--force").exit_code == 0
    assert out.read_text() != "mine"
    over = call(command, *given, "--out", given[0], "--force")
    assert (over.exit_code, "reads" in over.stderr) == (2, True)


def tiny_observations(data: Path) -> bytes:
    from helpers.clean.stage import as_csv, clean_figures

    return as_csv(clean_figures(data).observations)


def test_a_raw_file_that_cannot_be_read_stops_an_addition_in_words(data, tmp_path, monkeypatch):
    path = written(tmp_path, "area,year,money (100m yuan)\nHunan,2023,21.5\n")

    def refuse(source, *rest):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(source))

    monkeypatch.setattr(shutil, "copyfile", refuse)
    before = (data / "sources.csv").read_bytes()
    result = call("add", path, "--data", data, "--publisher", "x", "--title", "y")
    assert result.exit_code == 1
    assert "cannot be read or written: permission denied" in result.stderr
    assert "defect" not in result.stderr
    assert (data / "sources.csv").read_bytes() == before


def test_a_raw_folder_that_may_not_be_written_does_not_bind_the_trial(data, tmp_path, monkeypatch):
    """The trial cleans in a copy; the folder's mode is no part of it (as root none would tell)."""
    path = written(tmp_path, "area,year,money (100m yuan)\nHunan,2023,21.5\n")
    modes = []
    real = shutil.copyfile

    def copying(source, target, **options):
        modes.append(Path(target).parent.stat().st_mode & 0o200)
        return real(source, target, **options)

    monkeypatch.setattr(shutil, "copyfile", copying)
    (data / "raw").chmod(0o555)
    call("add", path, "--data", data, "--publisher", "x", "--title", "y")
    (data / "raw").chmod(0o755)
    assert set(modes) == {0o200}
