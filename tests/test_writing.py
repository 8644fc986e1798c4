"""Files whole or not at all, one writer of a folder, and a full disk told in words."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from helpers import writing
from helpers.faults import FaultsFound
from helpers.writing import of_the_machine, one_writer, put, refuse_full

FULL = OSError(errno.ENOSPC, "No space left on device")


def failing(error):
    def call(*_, **__):
        raise error

    return call


def test_a_file_is_written_whole_and_read_by_everyone(tmp_path):
    put(tmp_path / "a.csv", b"old")
    put(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o644
    assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_failure_leaves_the_old_file_and_names_the_place(tmp_path, monkeypatch, step):
    put(tmp_path / "a.csv", b"old")
    monkeypatch.setattr(os, step, failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OSError, match="No space") as found:
        put(tmp_path / "a.csv", b"new")
    assert Path(found.value.filename).parent == tmp_path
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.csv"]


# A limit on the size of files refuses a write as a full disk does, where nothing can be mounted.
LIMITED = """
import resource, sys
from pathlib import Path
from helpers.writing import put
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    put(Path(sys.argv[1]), bytes(5000))
except OSError as error:
    print(error.errno, error.filename)
"""


def test_a_write_that_the_system_cuts_short_leaves_no_half_file(tmp_path):
    words = [sys.executable, "-c", LIMITED, str(tmp_path / "a")]
    path = {"PYTHONPATH": str(Path(writing.__file__).parents[1])}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=path)
    assert done.stdout == f"{errno.EFBIG} {tmp_path / 'a'}\n"
    assert os.listdir(tmp_path) == []


def test_two_writers_of_a_folder_take_turns_and_parts_of_a_killed_one_go(tmp_path):
    folder = tmp_path / "clean"
    folder.mkdir()
    (folder / ".a.csv.x.part").write_text("half")
    (folder / "mine.part").write_text("not ours")
    order = []

    def second():
        with one_writer(folder):
            order.append("second")

    with one_writer(folder):
        assert os.listdir(folder) == ["mine.part"]
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            OSError(errno.ENOSPC, "", "{}/a.csv"),
            "the folder {} cannot be written: the disk is full. "
            "Free some space there and try again.",
        ),
        (
            OSError(errno.EDQUOT, "", "{}"),
            "the folder {} cannot be written: the disk quota is used up. "
            "Free some space there and try again.",
        ),
        (
            OSError(errno.EROFS, "", "{}/a.csv"),
            "the folder {} cannot be written: the file system is read-only. "
            "Look who may write there, and try again.",
        ),
        (
            PermissionError(errno.EACCES, "", "{}/a.csv"),
            "{}/a.csv cannot be read or written: permission denied. "
            "Look who may write there, and try again.",
        ),
    ],
)
def test_what_the_machine_refuses_is_one_sentence_with_the_whole_place(tmp_path, error, told):
    error.filename = error.filename.format(tmp_path)
    assert str(of_the_machine(error)) == told.format(tmp_path)


def test_an_error_of_ours_stays_one():
    assert of_the_machine(FileNotFoundError(errno.ENOENT, "No such file", "a.csv")) is None
    assert of_the_machine(OSError("odd")) is None
    assert of_the_machine(FULL) is None, "no place to name"


def test_no_place_for_temporary_files_is_told():
    text = "No usable temporary directory found in ['/a', '/b']"
    told = of_the_machine(FileNotFoundError(errno.ENOENT, text))
    assert isinstance(told, FaultsFound)
    assert str(told).startswith(text)
    assert "TMPDIR" in str(told)


def test_a_folder_with_room_is_not_refused(tmp_path):
    refuse_full(tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_full_folder_is_refused_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(writing.tempfile, "TemporaryFile", failing(FULL))
    with pytest.raises(OSError, match="No space") as found:
        refuse_full(tmp_path)
    assert found.value.filename == str(tmp_path)
