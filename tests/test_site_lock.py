"""One build at a time into a folder; a killed one blocks nobody."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import writing
from helpers.faults import FaultsFound
from helpers.site.lock import sole_build

HOLDER = """
import sys, time
from pathlib import Path
from helpers.site.lock import sole_build
with sole_build(Path(sys.argv[1]), Path("reports")):
    print("holds it", flush=True)
    time.sleep(60)
"""


def hold(out: Path) -> subprocess.Popen:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(out)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(Path(writing.__file__).parents[1])},
    )
    assert holder.stdout.readline() == "holds it\n"
    return holder


def test_a_second_build_is_refused_in_one_sentence_and_a_killed_one_blocks_nobody(tmp_path):
    out = tmp_path / "reports"
    holder = hold(out)
    try:
        with pytest.raises(FaultsFound) as found, sole_build(out, Path("my/reports")):
            pytest.fail("the block is not entered")
        told = "another build is writing my/reports. Try again when it has ended."
        assert str(found.value) == told
        with sole_build(tmp_path / "other", out) as sole:
            assert sole, "another folder is free"
    finally:
        holder.kill()
        holder.communicate()
    assert [path.name for path in tmp_path.iterdir()] == [".reports.lock"], "left by the killed one"
    with sole_build(out, out) as sole:
        assert sole
    assert list(tmp_path.iterdir()) == []


def test_without_locks_it_is_said_and_the_build_goes_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(writing, "fcntl", None)
    with sole_build(tmp_path / "reports", Path("reports")) as sole:
        assert not sole
    assert capsys.readouterr().err == (
        "No locks on this file system: another build writing reports would go unnoticed.\n"
    )


def test_a_file_system_that_refuses_locks_is_one_without(tmp_path, monkeypatch):
    def refuses(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(writing.fcntl, "flock", refuses)
    with sole_build(tmp_path / "reports", Path("reports")) as sole:
        assert not sole
