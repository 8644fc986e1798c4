"""Folders of notebooks: gone when they have run, and swept up where a killed build left them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.site.passing import SECONDS_TO_LOCK, passing_folder, sweep

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="no locks on folders")

HOLD = """
import sys, time
from helpers.site.passing import passing_folder
with passing_folder() as folder:
    (folder / "kernel.json").write_text("{}")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder for temporary files, a short one."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("helpers.site.passing._home", lambda: None)
    return tmp_path


@pytest.fixture
def holder(home):
    """A process in a folder of its own, and that folder, as if it were there for long."""
    source = f"import tempfile\ntempfile.tempdir = {str(home)!r}\n"
    source += "import helpers.site.passing as passing\npassing._home = lambda: None\n" + HOLD
    process = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True)
    folder = Path(process.stdout.readline().strip())
    age(folder)
    yield process, folder
    process.kill()
    process.wait()
    process.stdout.close()


def age(folder: Path) -> None:
    before = time.time() - SECONDS_TO_LOCK - 1
    os.utime(folder, (before, before))


def test_what_a_killed_process_left_is_swept_up(holder):
    process, folder = holder
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (folder / "kernel.json").exists()
    sweep()
    assert not folder.exists()


def test_what_a_process_works_in_stays(holder):
    _, folder = holder
    sweep()
    assert (folder / "kernel.json").exists()


def test_nothing_young_and_nothing_of_others_goes(home):
    young, other, file = home / "report-young", home / "others", home / "report-file"
    for folder in (young, other):
        folder.mkdir()
    file.write_text("")
    age(other)
    age(file)
    (home / "report-link").symlink_to(other)
    sweep()
    assert young.exists()
    assert other.exists()
    assert file.exists()


def test_it_is_gone_when_it_has_passed(home):
    with passing_folder() as folder:
        assert folder.is_dir()
    assert not list(home.iterdir())
