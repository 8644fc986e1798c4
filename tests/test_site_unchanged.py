"""A build with nothing to do: decided by contents, before anything heavy is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.site import unchanged
from helpers.site.unchanged import LastBuild, asked_of

INPUTS = (
    "parameters.yml",
    "requirements.lock",
    "pyproject.toml",
    "data/sources.csv",
    "data/baseline.csv.xz",
    "data/raw/a.csv",
    "data/raw/deep/b.xlsx",
    "data/reference/areas.csv",
    "notebooks/01.ipynb",
    "package/__init__.py",
    "package/site/build.py",
    "package/site/templates/page.html.j2",
    "package/site/templates/report.css",
    "package/site/templates/traces.js",
    "package/draw/report.mplstyle",
)
OUTPUTS = ("data/clean/observations.csv", "reports/index.html", "reports/data/chart.csv")
SAID = ["2 pages in reports", "Nothing has changed since the last edition."]


@pytest.fixture
def project(tmp_path) -> Path:
    for name in (*INPUTS, *OUTPUTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    marker = {"files": ["data/chart.csv", "index.html"], "inputs": "x"}
    (tmp_path / "reports" / unchanged.MARKER).write_text(json.dumps(marker))
    return tmp_path


def asked(project: Path, *words: object) -> str:
    parameters, notebooks = project / "parameters.yml", project / "notebooks"
    return asked_of(parameters, notebooks, project / "data", project / "package", *words)


def last(project: Path, out: str = "reports") -> LastBuild:
    return LastBuild(project / ".cache", project / out, project / "data")


def test_what_was_said_is_said_again_where_nothing_changed(project):
    assert last(project).same_as(asked(project)) is None, "never built"
    last(project).record(asked(project), SAID)
    assert last(project).same_as(asked(project)) == SAID
    os.utime(project / "data" / "raw" / "a.csv")
    os.utime(project / "reports" / "index.html")
    assert last(project).same_as(asked(project)) == SAID, "contents count, not times"


@pytest.mark.parametrize("name", INPUTS)
def test_a_changed_input_is_noticed(project, name):
    last(project).record(asked(project), SAID)
    content = (project / name).read_text()
    (project / name).write_text(f"{content[:-1]}~")  # as long as it was: a digit, say
    assert last(project).same_as(asked(project)) is None
    (project / name).write_text(content)
    assert last(project).same_as(asked(project)) == SAID, "put back"


@pytest.mark.parametrize("name", ["data/raw/a.csv", "package/site/build.py", "requirements.lock"])
def test_an_input_that_went_or_got_another_name_is_noticed(project, name):
    last(project).record(asked(project), SAID)
    (project / name).rename((project / name).with_suffix(".other"))
    assert last(project).same_as(asked(project)) is None


@pytest.mark.parametrize("name", ["data/raw/new.csv", "package/new.py", "notebooks/new.ipynb"])
def test_a_new_input_is_noticed(project, name):
    last(project).record(asked(project), SAID)
    (project / name).write_text("")
    assert last(project).same_as(asked(project)) is None


def test_what_tools_leave_does_not_count(project):
    last(project).record(asked(project), SAID)
    for name in (
        "package/__pycache__/x.pyc",
        "data/raw/.DS_Store",
        "notebooks/.ipynb_checkpoints/a",
    ):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")
    assert last(project).same_as(asked(project)) == SAID


@pytest.mark.parametrize("name", [*OUTPUTS, f"reports/{unchanged.MARKER}"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_touched_output_is_noticed(project, name, how):
    last(project).record(asked(project), SAID)
    if how == "gone":
        (project / name).unlink()
    else:
        content = (project / name).read_text()
        (project / name).write_text(f" {content[1:]}" if content[0] != "{" else f"{content} ")
    assert last(project).same_as(asked(project)) is None


def test_other_options_packages_python_or_folders_are_another_build(project, monkeypatch):
    last(project).record(asked(project, [("areas", "1")], None), SAID)
    assert last(project).same_as(asked(project, [("areas", "1")], None)) == SAID
    assert last(project).same_as(asked(project, [("areas", "2")], None)) is None
    assert last(project).same_as(asked(project, [("areas", "1")], "430000")) is None
    assert last(project, "elsewhere").same_as(asked(project, [("areas", "1")], None)) is None
    monkeypatch.setattr(unchanged, "installed", lambda: ["pandas-99.dist-info"])
    assert last(project).same_as(asked(project, [("areas", "1")], None)) is None
    monkeypatch.undo()
    monkeypatch.setattr(sys, "version", "4.0")
    assert last(project).same_as(asked(project, [("areas", "1")], None)) is None


def test_what_is_installed_names_versions():
    assert any(name.startswith("papermill-") for name in unchanged.installed())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"asked": 1}', "\0"])
def test_a_broken_record_is_none(project, content):
    last(project).record(asked(project), SAID)
    (record,) = (project / ".cache").iterdir()
    record.write_text(content)
    assert last(project).same_as(asked(project)) is None


def test_where_no_record_can_be_kept_the_next_build_does_its_work(project):
    (project / ".cache").write_text("a file")
    last(project).record(asked(project), SAID)
    assert last(project).same_as(asked(project)) is None


def test_nothing_heavy_is_imported():
    code = "import sys, helpers.cli, helpers.cli.build, helpers.site.unchanged; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pandas", "numpy", "papermill", "nbformat", "matplotlib", "jinja2", "pydantic"}
    assert not heavy & set(ran.stdout.split())
