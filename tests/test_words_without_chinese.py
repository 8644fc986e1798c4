"""A re-runner's own English words in the data: both languages are built, and they are named."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from words_in import Foreign

ROOT = Path(__file__).resolve().parent.parent
STORY = "huangshi-daily_innovative-city_2022-07-18.csv"
OLD, NOTE = "working groups set up earlier in the year", "counted by hand in Huangshi's own paper"
TITLE = "Another name of a report on Huangshi"


PARAMETERS = nbformat.v4.new_code_cell("language = 'en'", metadata={"tags": ["parameters"]})


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(the command, the folder of the edition): a note and a title changed, one unit without
    its Chinese; the pages of all data but one left out."""
    project = tmp_path_factory.mktemp("project")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("parameters.yml", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, project)
    for name in ("02_compare_provinces", "03_score_innovation", "04_track_targets"):
        bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 1"), PARAMETERS])
        nbformat.write(bare, project / "notebooks" / f"{name}.ipynb")
    story, sources = project / "data/raw" / STORY, project / "data/sources.csv"
    old = hashlib.sha256(story.read_bytes()).hexdigest()
    _replace(story, OLD, NOTE)
    _replace(sources, old, hashlib.sha256(story.read_bytes()).hexdigest())
    title = next(line for line in sources.read_text(encoding="utf-8").splitlines() if STORY in line)
    _replace(sources, title.split(",")[4], TITLE)
    units = project / "data/reference/indicators_zh.csv"
    lines = units.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("innovation_city_working_groups,")]
    assert len(kept) == len(lines) - 1
    units.write_text("".join(kept), encoding="utf-8")
    words = [sys.executable, "-m", "helpers", "build", "-p", "language", "both", "--areas",
             "420200", "--out", "out"]  # fmt: skip
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=project)
    return done, project / "out"


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_the_build_ends_well_and_names_what_has_no_chinese(built):
    done, _ = built
    assert done.returncode == 0, done.stderr
    head = "3 texts of the data have no Chinese yet, and Chinese pages show English. Add to "
    assert (
        f"{head}data/reference/texts_zh.csv and data/reference/indicators_zh.csv:\n" in done.stderr
    )
    assert f"  {TITLE!r} (sources.csv, title)\n" in done.stderr
    assert f"  {NOTE!r} (note of huangshi_daily_2022:" in done.stderr
    assert "  indicator innovation_city_working_groups\n" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["data.html", "areas/420200.html"])
def test_chinese_pages_show_them_marked_as_english(built, name):
    page = (built[1] / "zh" / name).read_text(encoding="utf-8")
    for words in (NOTE.replace("'", "&#x27;"), TITLE):
        assert f'<bdi lang="en">{words}</bdi>' in page
        bare = re.sub(r"<(script|title|desc).*?</\1>", "", page, flags=re.DOTALL)
        assert bare.count(words) == bare.count(f'<bdi lang="en">{words}</bdi>')
    assert Foreign(page).found == []


@pytest.mark.parametrize("name", ["data.html", "areas/420200.html"])
def test_english_pages_show_them_as_any_words(built, name):
    page = (built[1] / name).read_text(encoding="utf-8")
    assert NOTE.replace("'", "&#x27;") in page
    assert '<bdi lang="en">' not in page
