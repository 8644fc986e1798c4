"""Publishing: whole or not at all, and only what is ours."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from helpers.faults import FaultsFound
from helpers.site.exchange import exchange
from helpers.site.publish import prepare, publishing
from helpers.site.replace import MARKER

ABOUT = {"inputs": "abc", "version": "1"}


def publish(out: Path, swap=exchange, **files: str) -> None:
    with publishing(out, ABOUT, swap=swap) as fresh:
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
    (out / "zh" / "deep").mkdir(parents=True)
    (out / "zh" / "deep" / "note").write_text("mine too")
    for _ in range(2):  # what was carried over once is not taken for the edition's own
        publish(out, index="2")
        assert contents(out) == {"README.md": "mine", "index": "2", "zh/deep/note": "mine too"}
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


def test_a_place_below_folders_that_are_not_there_yet_is_as_good_as_any(tmp_path):
    prepare(tmp_path / "my" / "site" / "reports")
    assert os.listdir(tmp_path) == []


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
        publish(out, lambda one, other: False, index="new")
    assert contents(out) == {"index": "old"}
    assert os.listdir(tmp_path) == ["reports"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "reports").symlink_to("www")
    publish(tmp_path / "reports", index="1")
    assert (tmp_path / "reports").is_symlink()
    assert contents(tmp_path / "www") == {"index": "1"}


def as_nobody(do, folder: Path) -> str:
    """What FaultsFound `do` tells where this process may not write (root may everywhere)."""
    if os.geteuid():
        with pytest.raises(FaultsFound) as found:
            do()
        return str(found.value)
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.chdir(folder)
            os.setresuid(65534, 65534, 65534)
            do()
        except FaultsFound as found:
            os.write(sending, str(found).encode())
        finally:
            os._exit(0)
    os.close(sending)
    os.waitpid(child, 0)
    with os.fdopen(receiving) as told:
        return told.read()


@pytest.mark.parametrize("call", [prepare, lambda out: publish(out, index="1")])
@pytest.mark.parametrize("mode", [0o555, 0o500, 0o000])
def test_a_folder_that_cannot_be_written_is_told(call, mode):
    with tempfile.TemporaryDirectory() as name:  # pytest's own lets nobody else in
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "locked").mkdir()
        publish(folder / "locked" / "reports", index="old")
        (folder / "locked").chmod(mode)
        out = folder / "locked" / "reports"
        told = as_nobody(lambda: call(out), folder)
        (folder / "locked").chmod(0o700)
        assert told.startswith(f"the folder {out} cannot be written: permission denied. Name ")
        assert contents(out) == {"index": "old"}
        assert os.listdir(folder / "locked") == ["reports"]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
@pytest.mark.parametrize("name", ["os.open", "tempfile.mkdtemp", "os.fsync", "pathlib.Path.chmod"])
def test_whatever_is_refused_at_publishing_names_the_folder(tmp_path, monkeypatch, number, name):
    monkeypatch.chdir(tmp_path)
    publish(Path("my/reports"), index="old")

    def refuses(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(name, refuses)
        with pytest.raises(FaultsFound) as found:
            publish(Path("my/reports"), index="new")
    (fault,) = found.value.faults
    assert str(fault).startswith("the folder my/reports cannot be written: ")
    full = "Free some space there and try again."
    assert str(fault).endswith(
        full if number == errno.ENOSPC else "Name another folder with --out."
    )
    assert contents(tmp_path / "my" / "reports") == {"index": "old"}
    assert os.listdir(tmp_path / "my") == ["reports"]


@pytest.mark.skipif(
    os.geteuid() != 0 or not sys.platform.startswith("linux"), reason="only root may mount a disk"
)
@pytest.mark.parametrize("full", [True, False])
def test_a_full_disk_and_a_read_only_one_leave_the_old_edition(tmp_path, full):
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    out = disk / "reports"
    try:
        publish(out, index="old")
        if not full:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(FaultsFound) as found:
            publish(out, index="x" * 200_000)
        why = "the disk is full. Free" if full else "the file system is read-only. Name"
        assert str(found.value).startswith(f"the folder {out} cannot be written: {why}")
        assert contents(out) == {"index": "old"}
        assert os.listdir(disk) == ["reports"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_defect_in_the_block_stays_one(tmp_path):
    with (
        pytest.raises(FileNotFoundError),
        publishing(tmp_path / "reports", ABOUT),
    ):
        (tmp_path / "none").read_text()


def test_a_full_folder_elsewhere_is_named(tmp_path):
    with (
        pytest.raises(FaultsFound, match=r"the folder /elsewhere cannot be written: the disk is"),
        publishing(tmp_path / "reports", ABOUT),
    ):
        raise OSError(errno.ENOSPC, "No space left on device", "/elsewhere/file")


def test_what_was_put_there_while_it_was_exchanged_is_kept(tmp_path):
    publish(tmp_path, index="old")

    def late(one: Path, other: Path) -> bool:
        (other / "README.md").write_text("mine")
        return exchange(one, other)

    publish(tmp_path, late, index="new")
    assert contents(tmp_path)["index"] == "new"
    assert contents(tmp_path)["README.md"] == "mine"


def test_a_place_below_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FaultsFound, match="cannot be written"):
        publish(tmp_path / "file" / "reports", index="1")
