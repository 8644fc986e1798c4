"""Builds of a small project, killed from outside at a moment: what is left, and the next build.

For tests/test_site_kill.py and benchmarks/kill.py.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import tiny

ROOT = Path(__file__).resolve().parents[1]
MARKER = ".edition.json"
HENAN, HUNAN = "[410000]", "[430000]"  # the area of the edition before, and of the killed one
AT_PUBLISHING = -1.0  # the moment of the first page, seen from outside
ENDED_WITHIN = 20  # seconds after which nothing that a killed build started may be left


@dataclass(frozen=True)
class Trial:
    """One killed build. seconds: when it was killed; left: "old" or "new", the edition that stood
    there afterwards; faults: what was lost, "" for nothing."""

    seconds: float
    whole_group: bool
    ended: bool
    left: str
    faults: str


class Project:
    """A project with the smallest data, and a small notebook in the place of each of the real
    ones; its two editions, built undisturbed, are what a killed build is held against."""

    def __init__(self, home: Path):
        self.home = home
        self.out = home / "site" / "reports"
        tiny.write_data(home / "data")
        (home / "parameters.yml").write_text("indicators: [money]\n")
        (home / "temporary").mkdir()
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            _small(path, home / "notebooks" / path.name)
        self.old = self._reference(HENAN)
        self.new = self._reference(HUNAN)
        assert self.old != self.new, "the two editions must be told apart"

    def start(self, area: str, out: Path) -> subprocess.Popen:
        """A build in a process group of its own."""
        # a temporary folder with a short name: sockets go there, and their paths must be short
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": self.temporary()}
        words = [sys.executable, "-m", "helpers", "build", "-p", "areas", area, "--out", str(out)]
        return subprocess.Popen(
            words,
            cwd=self.home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def temporary(self) -> str:
        return str(self.home / "temporary") if len(str(self.home)) < 30 else tempfile.gettempdir()

    def _reference(self, area: str) -> dict[str, bytes]:
        out = self.home / "reference" / area
        self._build(area, out)
        return contents(out)

    def _build(self, area: str, out: Path) -> None:
        begun = time.monotonic()
        build = self.start(area, out)
        said, _ = build.communicate(timeout=120)
        assert build.returncode == 0, said
        self.seconds = time.monotonic() - begun  # of the newest: other work slows a machine down

    def kill(self, part: float, *, whole_group: bool) -> Trial:
        """Kill a build after this part (0 to 1) of the time that the build before it took.

        part: AT_PUBLISHING kills it as soon as its first page is written. whole_group: all its
        processes at once; else only the first, as the system does when memory runs out.
        """
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.home / "reference" / HENAN, self.out)
        build = self.start(HUNAN, self.out)
        seconds = part * self.seconds
        if part == AT_PUBLISHING:
            seconds = 0.0
            while build.poll() is None and not list(self.out.parent.glob(".reports.new-*/*")):
                time.sleep(0.0002)
        with contextlib.suppress(subprocess.TimeoutExpired):
            build.wait(seconds)
        ended = build.poll() is not None
        if not ended:
            (os.killpg if whole_group else os.kill)(build.pid, signal.SIGKILL)
        build.wait()
        found = contents(self.out)
        left = "new" if found == self.new else "old" if found == self.old else ""
        faults = [] if left else ["neither the old nor the new edition is there, whole"]
        if left and not _whole(self.out):
            faults.append("a file that the edition lists is not there")
        if running := _still_running(build.pid):
            faults.append(f"still running: {running}")
        build.stdout.close()
        faults += self._next()
        return Trial(seconds, whole_group, ended, left, "; ".join(faults))

    def _next(self) -> list[str]:
        """What is wrong with the build after a killed one."""
        try:
            self._build(HUNAN, self.out)
        except AssertionError as failed:
            return [f"the next build failed: {failed}"]
        faults = []
        if contents(self.out) != self.new:
            faults.append("the next build gave another edition")
        beside = sorted(path.name for path in self.out.parent.iterdir())
        clean = sorted(path.name for path in (self.home / "data" / "clean").iterdir())
        if beside != ["reports"] or clean != ["exclusions.csv", "observations.csv"]:
            faults.append(f"left over after the next build: {beside}, {clean}")
        return faults


def moments(number: int, seed: int) -> list[float]:
    """Seeded parts of a build's time: in turn of its last 15 % and of all of it."""
    drawn = random.Random(seed)
    return [drawn.uniform((0.85, 0)[n % 2], 1) for n in range(number)]


def contents(folder: Path) -> dict[str, bytes]:
    """Path below the folder -> bytes, of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _whole(folder: Path) -> bool:
    marked = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
    return sorted([*marked, MARKER]) == sorted(contents(folder))


def _small(source: Path, target: Path) -> None:
    """A notebook of the same name and parameters that shows which area it was given."""
    parameters = [
        cell
        for cell in nbformat.read(source, as_version=4).cells
        if "parameters" in cell.metadata.get("tags", [])
    ]
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# Small"),
        *parameters,
        nbformat.v4.new_code_cell("print(globals().get('areas'))"),
    ]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    target.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, target)


def _still_running(session: int) -> list[str]:
    """Processes of the session that do not end by themselves; they are ended then."""
    end = time.monotonic() + ENDED_WITHIN
    while (left := _of_session(session)) and time.monotonic() < end:
        time.sleep(0.1)
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    return left


def _of_session(session: int) -> list[str]:
    """Ids of the session's processes, as Linux lists them (elsewhere none is seen)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended in between
            continue
        if its_session == str(session) and state != "Z":
            found.append(path.parent.name)
    return found
