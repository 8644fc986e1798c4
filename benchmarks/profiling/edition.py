"""Builds of a whole edition in a copy of the project."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from profiling.clock import ROOT, timed


def edition_builds(
    folder: Path, step: Callable[[str], None]
) -> dict[str, tuple[float, float, float]]:
    """Builds of a copy of the project: all pages; nothing changed; one figure changed, and back."""
    copy = folder / "project"
    keep = ("data", "notebooks", "src")
    for name in keep:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("parameters.yml", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, copy / name)
    build = [sys.executable, "-m", "helpers", "build", "--out", str(copy / "reports")]
    quiet = {"cwd": copy, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    os.environ["PYTHONPATH"] = str(copy / "src")
    found = {}
    found["edition, all pages"] = timed(build, **quiet)
    step("edition, all pages")
    rounds = [(timed([sys.executable, "-c", "import papermill"]), timed(build, **quiet))
              for _ in range(7)]  # fmt: skip
    for name, at in (("import papermill", 0), ("edition, nothing changed", 1)):
        found[name] = tuple(statistics.median(one[at][n] for one in rounds) for n in range(3))
    step("edition, nothing changed")
    (story,) = (copy / "data" / "raw").glob("henan-daily*")
    _change_a_figure(copy, story)
    found["edition, one figure of a story changed"] = timed(build, **quiet)
    step("edition, one figure changed")
    return found


def _change_a_figure(project: Path, story: Path) -> None:
    """The note of the story's last row: its hash in sources.csv follows."""
    before = hashlib.sha256(story.read_bytes()).hexdigest()
    rows = list(csv.reader(story.read_text(encoding="utf-8").splitlines()))
    at = rows[0].index("note")
    rows[-1][at] = (rows[-1][at] + " (looked at again)").strip()
    with story.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    sources = project / "data" / "sources.csv"
    after = hashlib.sha256(story.read_bytes()).hexdigest()
    sources.write_text(sources.read_text("utf-8").replace(before, after), "utf-8")
