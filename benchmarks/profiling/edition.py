"""Builds of a whole edition in a copy of the project."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from profiling.clock import ROOT, timed

PRINTED = '"16,000"'


def edition_builds(
    folder: Path, step: Callable[[str], None]
) -> dict[str, tuple[float, float, float]]:
    """Builds of a copy of the project: all pages; nothing changed; one figure changed."""
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
    _change_a_figure(copy)
    log = copy / "build.log"
    with log.open("w", encoding="utf-8") as said:
        changed = timed(build, **{**quiet, "stderr": said})
    found[f"edition, one figure of a story changed ({_made(log)} pages made)"] = changed
    step("edition, one figure changed")
    return found


def _change_a_figure(project: Path) -> None:
    """What Henan's story aims at for technology firms; its hash in sources.csv follows."""
    (story,) = (project / "data" / "raw").glob("henan-daily*")
    before, text = hashlib.sha256(story.read_bytes()).hexdigest(), story.read_text("utf-8")
    if text.count(PRINTED) != 1:
        raise SystemExit(f"profiles: {story.name} no longer prints {PRINTED}")
    story.write_text(text.replace(PRINTED, PRINTED.replace("6,0", "6,5")), "utf-8", newline="")
    sources = project / "data" / "sources.csv"
    after = hashlib.sha256(story.read_bytes()).hexdigest()
    sources.write_text(sources.read_text("utf-8").replace(before, after), "utf-8", newline="")


def _made(log: Path) -> str:
    """How many of how many pages a build made, of what it said: "10 of 74"."""
    kept, every = re.search(r"^(\d+) of (\d+) pages are as they were", log.read_text("utf-8"),
                            re.MULTILINE).groups()  # fmt: skip
    return f"{int(every) - int(kept)} of {every}"
