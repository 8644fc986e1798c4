"""diff and release: every kind of state, words and exit codes."""

from __future__ import annotations

import csv
import lzma
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
import tiny
from command import call

from helpers.clean import clean_figures, states, write_clean
from helpers.faults import FaultsFound

MORE = tiny.STORY.replace('"1,300"', '"1,400"')


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project of the tiny data, cleaned, as the current folder; beside it what it was before."""
    for name, story in (("project", MORE), ("before", tiny.STORY)):
        folder = tmp_path / name
        folder.mkdir()
        data = tiny.write_data(folder / "data", story=story)
        write_clean(clean_figures(data), data)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def before(project) -> Path:
    return project.parent / "before" / "data" / "clean" / "observations.csv"


def git(project: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True)


def states_of(project: Path, before: Path) -> dict[str, str]:
    """The state before the change, in every form that `diff` takes."""
    edition = project.parent / "edition" / "data"
    edition.mkdir(parents=True)
    shutil.copy(before, edition)
    baseline = project.parent / "last.csv.xz"
    baseline.write_bytes(lzma.compress(before.read_bytes()))
    current = project / "data" / "clean" / "observations.csv"
    kept = current.read_bytes()
    current.write_bytes(before.read_bytes())
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "before")
    current.write_bytes(kept)
    return {
        "table": str(before),
        "data folder": str(before.parents[1]),
        "clean folder": str(before.parent),
        "project": str(before.parents[2]),
        "edition": str(edition.parent),
        "baseline": str(baseline),
        "revision": "main",
    }


def test_every_form_of_a_state_gives_the_same_words(project, before):
    told = {}
    for form, where in states_of(project, before).items():
        result = call("diff", where, "data")
        assert result.exit_code == 0, result.output
        told[form] = result.output
    assert len(set(told.values())) == 1
    assert told["table"].splitlines() == [
        "Figures since the first of the two: 1 revised.",
        "",
        "Revised (1)",
        "  Hunan, Firms, 2022: 1,300 firms -> 1,400 firms (story:s1.1)",
    ]


def test_two_equal_states(project):
    result = call("diff", "data", "data/clean/observations.csv")
    words = "Nothing has changed since the first of the two.\n"
    assert (result.exit_code, result.output) == (0, words)


def test_a_source_added_since_the_last_build_is_named(project):
    """What is only in the register is in no observation yet: no change, and no silence of it."""
    register = project / "data/sources.csv"
    last = register.read_text(encoding="utf-8").splitlines()[-1]
    with register.open("a", encoding="utf-8") as file:
        file.write(last.replace("panel,", "new_table,", 1) + "\n")
    result = call("diff", "data/clean/observations.csv", "data")
    words = "data holds nothing yet of new_table, added since its last build."
    assert (result.exit_code, words in result.output) == (0, True)
    assert call("diff", "data/clean/observations.csv", ".").output.count("new_table") == 1
    # of a source that was read, and of which every figure was left out, nothing is new
    left_out = project / "data/clean/exclusions.csv"
    left_out.write_text("source_id,reason\nnew_table,no figure\n", encoding="utf-8")
    assert "new_table" not in call("diff", "data/clean/observations.csv", "data").output


def test_out_holds_every_row(project, before, tmp_path):
    out = tmp_path / "rows.csv"
    result = call("diff", before, "data", "--out", out)
    assert result.exit_code == 0
    assert result.output.endswith(f"1 rows in {out}\n")
    with out.open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["kind"], row["changed"]) == ("revised", "obs_value;as_printed")
    assert (row["old_obs_value"], row["new_obs_value"]) == ("1300", "1400")


def test_out_never_writes_over_a_state(project, before):
    content = before.read_bytes()
    result = call("diff", before, "data", "--out", before)
    assert result.exit_code == 2
    assert before.read_bytes() == content


def test_out_that_cannot_be_written_is_told(project, before):
    result = call("diff", before, "data", "--out", "nowhere/rows.csv")
    assert result.exit_code == 1
    assert "nowhere/rows.csv: the file cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none", None, "'none' is neither a file or folder nor a git revision"),
        ("empty.csv", b"", "the file is empty"),
        ("other.csv", b"a,b\n1,2\n", "column obs_id: this column is missing"),
        ("latin.csv", "é".encode("latin-1"), "is not UTF-8"),
        ("nul.csv", b"obs_id\0", "NUL"),
        ("broken.xz", states.XZ + b"nothing", "it cannot be unpacked"),
        ("short.xz", lzma.compress(b"obs_id\n" * 9)[:-9], "it cannot be unpacked"),
        ("head.csv", ",".join(states.COLUMNS).encode(), "the table has no rows"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(project, name, content, words):
    if content is not None:
        Path(name).write_bytes(content)
    result = call("diff", name, "data")
    assert result.exit_code == 1
    assert words in result.stderr
    assert "defect" not in result.stderr


def test_a_folder_without_observations_is_told(project):
    result = call("diff", "data/raw", "data")
    assert result.exit_code == 1
    assert "data/raw: no observations.csv in this folder" in result.stderr


@pytest.mark.parametrize(
    "word", ["--help", "-x", "--output=x", "", "main:data", "a\nb", "a" * 9999]
)
def test_no_word_reaches_git_as_an_option(project, word):
    git(project, "init", "-q", "-b", "main")
    result = call("diff", "--", word, "data")
    assert result.exit_code == 1
    assert "neither a file or folder nor a git revision" in result.stderr


def test_a_revision_without_figures_is_told(project):
    git(project, "init", "-q", "-b", "main")
    git(project, "commit", "-q", "--allow-empty", "-m", "empty")
    result = call("diff", "main", "data")
    assert result.exit_code == 1
    assert "revision main has no data/clean/observations.csv" in result.stderr


def spoiled(before: Path, change) -> bytes:
    table = states.read_table(before.read_bytes(), "x")
    return states.as_csv(change(table))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.assign(obs_value="many"), "breaks the rule"),
        (lambda t: t.assign(time_period="20x2"), "breaks the rule"),
        (lambda t: t.assign(obs_id="a:b"), "breaks the rule"),
        (lambda t: t.assign(measure="size"), "breaks the rule"),
    ],
)
def test_a_cell_that_breaks_the_contract_is_told_with_its_file(before, change, words):
    with pytest.raises(FaultsFound, match=words) as found:
        states.read_table(spoiled(before, change), "mine.csv")
    assert {fault.file for fault in found.value.faults} == {"mine.csv"}
    assert "cleaning itself" not in str(found.value)


def test_two_figures_of_one_key_are_told(before):
    def doubled(table):
        row = table[table["obs_id"] == "panel:money/430000/2022"]
        assert len(row) == 1
        return pd.concat([table, row.assign(obs_id="panel:again")])

    with pytest.raises(FaultsFound, match="panel:again are figures of one key"):
        states.read_table(spoiled(before, doubled), "mine.csv")


class TestRelease:
    def test_the_first_one_and_a_second_without_a_change(self, project):
        result = call("release")
        assert result.exit_code == 0, result.output
        assert result.output.startswith("The first edition is on record.\n")
        baseline = project / "data" / "baseline.csv.xz"
        clean = project / "data" / "clean" / "observations.csv"
        assert lzma.decompress(baseline.read_bytes()) == clean.read_bytes()
        written = baseline.stat().st_mtime_ns
        assert "Nothing has changed since the last edition." in call("release").output
        assert baseline.stat().st_mtime_ns == written
        assert call("diff", baseline, "data").output.startswith("Nothing has changed")

    def test_equal_figures_give_equal_bytes(self, project):
        call("release")
        baseline = project / "data" / "baseline.csv.xz"
        first = baseline.read_bytes()
        baseline.unlink()
        call("release")
        assert baseline.read_bytes() == first

    def test_it_says_what_moves_on(self, project, before):
        baseline = project / "data" / "baseline.csv.xz"
        baseline.write_bytes(lzma.compress(before.read_bytes()))
        result = call("release", "--data", "data")
        assert "Figures since the last edition: 1 revised." in result.output
        assert lzma.decompress(baseline.read_bytes()) != before.read_bytes()

    @pytest.mark.parametrize("spoil", [lambda p: p.unlink(), lambda p: p.write_bytes(b"obs_id\n")])
    def test_it_refuses_what_cleaning_does_not_give(self, project, spoil):
        spoil(project / "data" / "clean" / "observations.csv")
        result = call("release")
        assert result.exit_code == 1
        assert "this is not what cleaning gives now. Run innovation-report build" in result.stderr
        assert not (project / "data" / "baseline.csv.xz").exists()

    def test_a_broken_baseline_is_told(self, project):
        (project / "data" / "baseline.csv.xz").write_bytes(b"x")
        result = call("release")
        assert result.exit_code == 1
        assert "baseline.csv.xz" in result.stderr
