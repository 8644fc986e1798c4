"""The command: exit codes, and words in place of tracebacks."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from command import call
from tiny import SCOREBOARD, write_data

from helpers.faults import Fault, FaultsFound

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """An empty project as the current folder."""
    for folder in ("data/raw", "data/reference", "notebooks", "reports", "deep/down"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "sources.csv").write_text("source_id\n")
    (tmp_path / "parameters.yml").write_text("peers: all\n")
    monkeypatch.chdir(tmp_path / "deep" / "down")
    return tmp_path


@pytest.fixture
def built(monkeypatch) -> list[dict]:
    """What a stand-in for the build was called with."""
    calls = []

    def stand_in(parameters_file, overrides, **options):
        options["out_dir"].mkdir(exist_ok=True)
        (options["out_dir"] / ".edition.json").write_text('{"files": []}')
        calls.append({"parameters_file": parameters_file, "overrides": overrides, **options})
        return SimpleNamespace(
            folder="reports", pages=("a", "b"), inputs="0123", since=("Nothing new.",)
        )

    monkeypatch.setattr("helpers.site.build.build", stand_in)
    return calls


def raising(error: BaseException):
    def stand_in(*args, **options):
        raise error

    return stand_in


def test_build_finds_the_project_from_a_folder_within(project, built):
    result = call("build")
    assert result.exit_code == 0, result.output
    assert "2 pages in reports (inputs of a: 0123)\nNothing new.\n" in result.output
    (options,) = built
    assert options["parameters_file"] == project / "parameters.yml"
    assert options["data_dir"] == project / "data"
    assert options["notebooks_dir"] == project / "notebooks"
    assert options["out_dir"] == project / "reports"
    assert options["areas"] is None
    assert options["force"] is False


def test_build_hands_its_options_on(project, built, tmp_path):
    other = tmp_path / "other.yml"
    other.write_text("")
    words = ["--parameters", str(other), "-p", "areas", "[430000]", "-p", "first_year", "2015"]
    result = call(
        "build", *words, "--out", str(tmp_path / "out"), "--jobs", "3", "--areas", "430000, Wuhan"
    )
    assert result.exit_code == 0, result.output
    (options,) = built
    assert options["parameters_file"] == other
    assert options["overrides"] == [("areas", "[430000]"), ("first_year", "2015")]
    assert options["out_dir"] == tmp_path / "out"
    assert options["areas"] == ["430000", "Wuhan"]


@pytest.mark.parametrize("words", [["-p", "first_year", "2015"], ["--parameters", "other.yml"]])
def test_another_edition_never_takes_the_place_of_the_published_one(project, built, words):
    Path("other.yml").write_text("")
    result = call("build", *words)
    assert result.exit_code == 2
    assert "Name a folder" in result.output.replace("\n", " ")
    assert " ".join(words[:2]) in result.output
    assert built == []
    assert call("build", *words, "--out", str(project / "reports")).exit_code == 0


def test_the_projects_own_parameters_by_name_are_the_published_edition(project, built):
    assert call("build", "--parameters", str(project / "parameters.yml")).exit_code == 0
    assert built[0]["out_dir"] == project / "reports"


@pytest.mark.parametrize(
    "words",
    [
        ["bild"],
        ["build", "--fast"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "-p", "areas"],
        ["build", "--parameters", "none.yml"],
        ["build", "--data", "nowhere"],
        ["check", "nowhere"],
        ["add", "."],
        ["check", "a", "b"],
        ["diff"],
        ["diff", "HEAD"],
        ["diff", "a", "b", "c"],
        ["diff", "a", "b", "--out", "."],
        ["release", "now"],
        ["release", "--data", "nowhere"],
    ],
)
def test_a_wrong_call_exits_2(project, built, words):
    result = call(*words)
    assert result.exit_code == 2
    assert "Error" in result.output
    assert built == []


def test_a_project_without_notebooks_is_a_wrong_call(project, built):
    (project / "notebooks").rmdir()
    result = call("build")
    assert result.exit_code == 2
    assert "There is no notebooks in" in result.output


def test_faults_are_told_in_words_and_exit_1(project, monkeypatch):
    faults = [Fault("a.csv", 2, "value", "x is no number"), Fault("b.csv", None, "", "gone")]
    monkeypatch.setattr("helpers.site.build.build", raising(FaultsFound(faults)))
    result = call("build")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "a.csv, line 2, column value: x is no number.",
        "b.csv: gone.",
        "2 faults",
    ]


def test_an_unexpected_error_is_one_sentence_and_a_traceback_on_demand(project, monkeypatch):
    monkeypatch.setattr("helpers.site.build.build", raising(KeyError("obs_id")))
    result = call("build")
    assert result.exit_code == 1
    assert result.stderr == (
        "Unexpected error: KeyError: 'obs_id'. This is a defect; run with --debug for the "
        "traceback.\n"
    )
    result = call("build", "--debug")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr


def test_what_the_machine_refuses_is_no_defect(project, monkeypatch):
    error = PermissionError(13, "Permission denied", "/data/raw")
    monkeypatch.setattr("helpers.site.build.build", raising(error))
    result = call("build")
    assert result.exit_code == 1
    assert result.stderr == (
        "/data/raw cannot be read or written: permission denied. Look who may write there, and "
        "try again.\n1 fault\n"
    )


def test_a_place_that_cannot_be_written_is_refused_before_any_work_by_its_whole_path(
    project, built
):
    (project / "file").write_text("x")
    out = f"{project}/file/deep/reports"
    result = call("build", "--out", out)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"the folder {out} cannot be written: ")
    assert built == []


def test_ctrl_c_exits_130(project, monkeypatch):
    monkeypatch.setattr("helpers.site.build.build", raising(KeyboardInterrupt()))
    result = call("build")
    assert result.exit_code == 130
    assert result.stderr == "Stopped; the report is as it was.\n"


def test_a_signal_to_end_exits_143_and_the_handler_is_put_back(project, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(
        "helpers.site.build.build", lambda *_, **__: signal.raise_signal(signal.SIGTERM)
    )
    assert call("build").exit_code == 143
    assert signal.getsignal(signal.SIGTERM) is before


def test_check_tells_how_many_observations_there_are(project, monkeypatch):
    folders = []

    def clean(folder):
        folders.append(folder)
        reference = SimpleNamespace(scoreboard=table_of(SCOREBOARD))
        return SimpleNamespace(
            observations=pd.DataFrame({"obs_id": range(1234)}), reference=reference
        )

    monkeypatch.setattr("helpers.clean.clean_figures", clean)
    result = call("check")
    assert (result.exit_code, result.output) == (0, "1,234 observations, no faults\n")
    call("check", str(project / "notebooks"))
    assert folders == [project / "data", project / "notebooks"]


def table_of(text):
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def test_check_tells_of_a_framework_that_is_none(tmp_path):
    data = write_data(tmp_path / "data", scoreboard=SCOREBOARD.replace("firms,index", "firms,indx"))
    result = call("check", str(data))
    assert result.exit_code == 1
    assert "firms has the parent 'indx', which no row defines. Did you mean index?" in result.output


def test_check_lists_every_fault(project, monkeypatch):
    faults = [Fault("a.csv", line, "", "bad") for line in range(3)]
    monkeypatch.setattr("helpers.clean.clean_figures", raising(FaultsFound(faults)))
    result = call("check")
    assert result.exit_code == 1
    assert result.output.count("bad") == 3


def test_version():
    result = call("--version")
    assert result.exit_code == 0
    assert result.output.startswith("innovation-report, version ")


def test_help_is_quick_because_nothing_heavy_is_imported():
    code = "import sys, helpers.cli; print([m for m in sys.modules if m in %r])"
    heavy = ["pandas", "matplotlib", "papermill", "nbformat", "pydantic", "jinja2", "numpy"]
    done = subprocess.run(
        [sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_python_m_helpers_is_the_command():
    words = [sys.executable, "-m", "helpers", "build", "--jobs", "0"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "innovation-report build" in done.stderr


def test_outside_of_any_project_a_command_says_where_to_call_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("helpers.cli.project.PACKAGE", tmp_path / "src" / "helpers")
    result = call("check")
    assert result.exit_code == 2
    assert f"There is no data in {tmp_path}" in result.output.replace("\n", "")
