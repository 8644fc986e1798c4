"""Tables read once for as long as their files hold the same: by the pages, and by their judge."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import record, targets
from helpers.claims.judge import judge_on
from helpers.claims.rows import read_rows
from helpers.language import speaking
from helpers.report.at_hand import (
    figures_at_hand,
    promises_at_hand,
    record_at_hand,
    reference_at_hand,
)

ROOT = Path(__file__).resolve().parents[1]
BEIJING = "110000"


@pytest.fixture
def data(tmp_path):
    """The project's tables in a copy, of observations those of Beijing."""
    shutil.copytree(ROOT / "data" / "reference", tmp_path / "reference")
    shutil.copy(ROOT / "data" / "sources.csv", tmp_path)
    (tmp_path / "clean").mkdir()
    lines = (ROOT / "data" / "clean" / "observations.csv").read_text("utf-8").splitlines()
    own = [line for line in lines if f",{BEIJING}," in line]
    (tmp_path / "clean" / "observations.csv").write_text("\n".join([lines[0], *own]) + "\n")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file's text, not its size, nor the time at which it was changed."""
    about = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def test_the_same_files_are_read_once(data):
    assert figures_at_hand(data)[1] is figures_at_hand(data)[1]
    assert reference_at_hand(data) is reference_at_hand(data)
    assert judge_on(data) is judge_on(data)


def test_a_changed_figure_is_read_anew(data):
    observations, figures = figures_at_hand(data)
    row = observations[observations["obs_id"] == figures["obs_ids"].iloc[0]].iloc[0]
    judged = read_rows(data).observations[row["obs_id"]]
    assert judged["obs_value"] == row["obs_value"]
    cells = f"{row['time_period']},{row['obs_value']},"
    changed = f"{row['time_period']},{'7' * len(row['obs_value'])},"
    rewrite(data / "clean" / "observations.csv", cells, changed)
    assert figures_at_hand(data)[1]["value"].iloc[0] == float("7" * len(row["obs_value"]))
    assert read_rows(data).observations[row["obs_id"]]["obs_value"] == "7" * len(row["obs_value"])


def test_a_changed_reference_table_is_read_anew(data):
    assert reference_at_hand(data).area_names[BEIJING] == "Beijing"
    judge = judge_on(data)
    rewrite(data / "reference" / "areas.csv", "Beijing", "Beijang")
    assert reference_at_hand(data).area_names[BEIJING] == "Beijang"
    assert judge_on(data) is not judge
    assert judge_on(data).rows.areas[BEIJING]["name_en"] == "Beijang"


def test_promises_are_judged_once_for_the_same_tables_and_anew_for_others():
    """What was judged for an English page is what a Chinese one would be told."""
    tables = (*figures_at_hand(ROOT / "data"), reference_at_hand(ROOT / "data"))
    promised, told = promises_at_hand(*tables), record_at_hand(*tables)
    assert promises_at_hand(*tables) is promised
    assert record_at_hand(*tables) is told
    with speaking("zh"):
        pd.testing.assert_frame_equal(targets.promises(*tables), promised)
        pd.testing.assert_frame_equal(record.against_record(*tables), told)
    observations, *others = tables
    fewer = observations[observations["obs_status"] == "actual"]
    assert len(promised) > 20
    assert promises_at_hand(fewer, *others).empty
    assert set(record_at_hand(fewer, *others)["obs_status"]) == {"actual"}
