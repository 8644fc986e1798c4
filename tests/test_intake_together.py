"""Additions that meet or break off: real processes on one data folder."""

import os
import signal
import subprocess
import sys

import pytest
import tiny
from command import call

from helpers.clean import clean_figures
from helpers.reference import load_reference

HEAD = "ref_area,indicator,time_period,obs_value,unit_measure\n"
KILLED = """
import os, signal, sys
from helpers.cli import main
real = os.replace
def replace(source, target):
    if str(target).endswith("sources.csv"):
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
os.replace = replace
main(sys.argv[1:])
"""


def words(data, path, title="Money"):
    more = ["--publisher", "B", "--title", title, "--received", "2026-11-22"]
    return ["add", str(path), "--data", str(data), *more]


def started(*args):
    return subprocess.Popen(
        [sys.executable, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.fixture
def data(tmp_path):
    return tiny.write_data(tmp_path / "data")


def test_two_additions_at_once_lose_no_row(data, tmp_path):
    runs = []
    for year in (2020, 2021):
        path = tmp_path / f"{year}.csv"
        path.write_text(f"{HEAD}Hunan,money,{year},19.0,100m yuan\n")
        runs.append(started("-m", "helpers", *words(data, path)))
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    ids = load_reference(data).sources["source_id"].to_list()
    assert ids == ["story", "panel", "b_money", "b_money_2"]
    assert {"2020", "2021"} <= set(clean_figures(data).observations["time_period"])


def test_a_killed_addition_is_told_and_taken_up(data, tmp_path):
    path = tmp_path / "new.csv"
    path.write_text(f"{HEAD}Hunan,money,2021,19.0,100m yuan\n")
    run = started("-c", KILLED, *words(data, path))
    run.communicate(timeout=120)
    assert run.returncode == -signal.SIGKILL
    assert (data / "raw" / "b_money_2026-11-22.csv").is_file()
    told = call("check", data)
    assert told.exit_code == 1
    assert "no row of sources.csv names this file" in told.output
    again = call(*words(data, path))
    assert again.exit_code == 0, again.output
    assert "b_money" in set(load_reference(data).sources["source_id"])
    assert call("check", data).exit_code == 0


def test_candidates_of_propose_are_taken_once_somebody_looked_at_them(data, tmp_path):
    columns = tiny.STORY_COLUMNS.strip() + ",confidence\n"
    rows = (
        '1,1,"1,400",Hunan,firms,level,2021,actual,,,,,,,{}\n'
        "1,2,6+1,Hunan,,,,,,,,,numerals of a name,,0.10\n"
    )
    path = tmp_path / "candidates.csv"
    path.write_text(columns + rows.format("0.35"))
    told = call(*words(data, path, "A story"))
    assert told.exit_code == 1
    assert "confidence of 0.35, and nobody has looked at it" in told.output
    path.write_text(columns + rows.format(""))
    told = call(*words(data, path, "A story"))
    assert told.exit_code == 0, told.output
    assert "passed over column confidence" in told.output
    assert "adds        1 figure\n" in told.output
    path.write_text(columns + '1,1,"1,400",Hunan,,level,2021,actual,,,,,,,0.80\n')
    assert "column indicator" in call("check", path, "--data", data).output


def test_candidates_are_not_written_over(data, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Hunan had 1,300 enterprises in 2022.\n")
    out = tmp_path / "mine.csv"
    out.write_text("edited")
    assert call("propose", story, "--out", out, "--data", data).exit_code == 2
    assert out.read_text() == "edited"
    assert call("propose", story, "--out", out, "--data", data, "--force").exit_code == 0
    assert out.read_text() != "edited"


def test_a_registered_file_is_checked_with_its_corrections(tmp_path):
    story = tiny.STORY.replace("1,2,300", "1,2,about three hundredish")
    line = 'story,s1.2,as_printed,about three hundredish,300,1,"as the page has it"\n'
    corrections = tiny.CORRECTIONS + line
    data = tiny.write_data(tmp_path / "data", story=story, corrections=corrections)
    told = call("check", data / "raw" / "story.csv", "--data", data)
    assert told.exit_code == 0, told.output
    assert "registered  in sources.csv as story; 1 corrections applied" in told.output


def test_one_wrong_unit_is_one_line(data, tmp_path):
    rows = "".join(f"{1990 + n},{n + 1}.0,1.0\n" for n in range(30))
    path = tmp_path / "wide.csv"
    path.write_text("year,Hunan,Henan\n" + rows)
    more = ["--indicator", "money", "--unit", "件"]
    told = call("check", path, "--data", data, *more)
    assert told.exit_code == 1
    lines = told.output.strip().splitlines()
    assert len(lines) == 2, told.output
    assert "column unit" in lines[0]
    assert "(60 times, first in line 2)" in lines[0]
    assert lines[1] == "60 faults of 1 sort"


@pytest.mark.parametrize("command", ["check", "add"])
def test_a_tenfold_slip_within_the_file_is_told_for_each_kind(data, tmp_path, command):
    text = "指标：经费(亿元)\n地区,2015年,2014年,2013年,2012年\n湖南省,19.0,190,18.0,17.0\n"
    path = tmp_path / "t.csv"
    path.write_text(text)
    args = ["check", path, "--data", data] if command == "check" else words(data, path)
    told = call(*args)
    assert told.exit_code == 1
    assert "line 3" in told.output
    assert "Hunan in 2014 is 1.9e+10, about ten times" in told.output
