"""Publishing: whole or not at all, and only what is ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from helpers.faults import FaultsFound
from helpers.site.publish import MARKER, publishing

ABOUT = {"inputs": "abc", "version": "1"}


def publish(out: Path, **files: str) -> None:
    with publishing(out, ABOUT) as fresh:
        for name, text in files.items():
            path = fresh / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def test_an_edition_comes_into_place_with_the_list_of_its_files(tmp_path):
    out = tmp_path / "new" / "reports"
    publish(out, index="1", data__x="2")
    assert contents(out) == {"index": "1", "data/x": "2"}
    assert json.loads((out / MARKER).read_text()) == {**ABOUT, "files": ["data/x", "index"]}
    assert os.listdir(out.parent) == ["reports"]
    assert out.stat().st_mode & 0o777 == 0o755


def test_the_next_edition_replaces_its_files_and_keeps_those_of_others(tmp_path):
    out = tmp_path / "reports"
    publish(out, index="1", old="1", data__old="1")
    (out / "README.md").write_text("mine")
    (out / "zh").mkdir()
    (out / "zh" / "note").write_text("mine too")
    for _ in range(2):  # what was carried over once is not taken for the edition's own
        publish(out, index="2")
        assert contents(out) == {"README.md": "mine", "index": "2", "zh/note": "mine too"}
    assert json.loads((out / MARKER).read_text())["files"] == ["index"]


def test_a_folder_with_a_readme_alone_is_taken(tmp_path):
    (tmp_path / "README.md").write_text("about")
    publish(tmp_path, index="1")
    assert contents(tmp_path) == {"README.md": "about", "index": "1"}


def test_a_folder_of_other_files_is_refused_before_any_work(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with (
        pytest.raises(FaultsFound, match=r"no edition wrote \(thesis\.txt\).*--out"),
        publishing(tmp_path, ABOUT),
    ):
        pytest.fail("the block is not entered")
    assert contents(tmp_path) == {"thesis.txt": "years of work"}


def test_a_file_in_the_place_is_refused(tmp_path):
    (tmp_path / "reports").write_text("x")
    with pytest.raises(FaultsFound, match="reports is a file"):
        publish(tmp_path / "reports", index="1")


@pytest.mark.parametrize("error", [FaultsFound, KeyboardInterrupt, SystemExit, OSError])
def test_an_error_leaves_the_old_edition_and_nothing_beside_it(tmp_path, error):
    out = tmp_path / "reports"
    publish(out, index="old")
    before = contents(out), (out / MARKER).read_bytes()

    def failing() -> None:
        with publishing(out, ABOUT) as fresh:
            (fresh / "index").write_text("new")
            raise error(["x"])

    with pytest.raises(error):
        failing()
    assert (contents(out), (out / MARKER).read_bytes()) == before
    assert os.listdir(tmp_path) == ["reports"]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_while_moving_brings_the_old_edition_back(tmp_path, monkeypatch, failing, error):
    out = tmp_path / "reports"
    publish(out, index="old")
    calls = []
    rename = os.rename

    def fails_once(source, target):
        calls.append(source)
        if len(calls) == failing:
            raise error
        rename(source, target)

    monkeypatch.setattr(os, "rename", fails_once)
    with pytest.raises((FaultsFound, KeyboardInterrupt)):
        publish(out, index="new")
    assert contents(out) == {"index": "old"}
    assert os.listdir(tmp_path) == ["reports"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "reports").symlink_to("www")
    publish(tmp_path / "reports", index="1")
    assert (tmp_path / "reports").is_symlink()
    assert contents(tmp_path / "www") == {"index": "1"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(FaultsFound, match="cannot be written"):
        publish(tmp_path / "reports", index="1")
    tmp_path.chmod(0o700)


def test_a_place_below_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FaultsFound, match="cannot be written"):
        publish(tmp_path / "file" / "reports", index="1")
