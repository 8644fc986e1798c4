"""How fast profiles are made: the fork engine beside every other way, side by side.

    python benchmarks/profiles.py [--rounds 5] [--full]

Each way makes the profiles of the same four areas, one after another in every round, so that a
busy machine slows all of them. Rows of benchmarks/results/profiles.csv: the way, how many areas,
the median wall and CPU seconds of the rounds (of all processes), what they are of the first
way's, and the peak of memory.

    command lines         papermill, then nbconvert --to html, for each area (nbconvert left out
                          where it is not installed)
    papermill, two        papermill's execute_notebook with its own engine in two processes
    papermill, one        the same, one after another, in one
    plain functions       the notebook's cells in one process, without any kernel
    engine, one; two      what a build does: forked kernels and our own pages

Then the engine on all 31, and a whole edition: all pages, nothing changed (beside
`import papermill`), one figure of a story changed. --full: the command lines, once, over all 31.
Memory and time of 340 areas are benchmarks/areas.py's. Writes a chart, profiles.svg, beside.
Exits 1 where the engine's outputs differ from those of papermill's own.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import csv
import ctypes
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
NOTEBOOK = ROOT / "notebooks" / "05_profile_area.ipynb"
FOUR = ("430000", "540000", "110000", "220000")
COLUMNS = ("what", "areas", "wall_seconds", "cpu_seconds", "of_the_first_wall", "of_the_first_cpu",
           "peak_mb", "machine")  # fmt: skip
PR_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h
DATA = "INNOVATION_REPORT_DATA"
ENVIRONMENT = {"MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "TZ": "UTC",
               "PYDEVD_DISABLE_FILE_VALIDATION": "1", "OPENBLAS_NUM_THREADS": "1",
               "OMP_NUM_THREADS": "1"}  # fmt: skip


# ----------------------------------------------------- the ways: each makes the areas' pages, once


def command_lines(areas: list[str], folder: Path) -> None:
    """papermill and nbconvert as a shell's loop calls them."""
    for area in areas:
        done = folder / f"{area}.ipynb"
        _call("papermill", str(NOTEBOOK), str(done), "-p", "area", area, "--no-progress-bar")
        if has_nbconvert():
            _call("jupyter", "nbconvert", "--to", "html", "--no-input", "--log-level", "ERROR",
                  str(done))  # fmt: skip


def papermill_one(areas: list[str], folder: Path) -> None:
    """papermill's API, one after another, notebooks kept for comparison."""
    for area in areas:
        _papermill((area, folder))


def papermill_two(areas: list[str], folder: Path) -> None:
    """papermill's API in two processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_papermill, [(area, folder) for area in areas]))


def _papermill(task: tuple[str, Path]) -> None:
    import papermill

    area, folder = task
    papermill.execute_notebook(NOTEBOOK, folder / f"{area}.ipynb", {"area": area},
                               progress_bar=False)  # fmt: skip


def plain_functions(areas: list[str], folder: Path) -> None:
    """The notebook's cells as a program: what they show is made, no kernel is there."""
    import nbformat

    import helpers.site.preloaded  # noqa: F401 (the same imports as the engine's)

    cells = [cell for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "code"]
    for area in areas:
        names: dict[str, object] = {}
        for cell in cells:
            tree = ast.parse(cell.source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "cell", "exec"), names)
            if "parameters" in cell.metadata.get("tags", []):
                names["area"] = area
            if last is not None:
                shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
                shown._repr_mimebundle_()


def engine(areas: list[str], folder: Path, workers: int = 2) -> None:
    """What a build does for its profiles: kernels forked, pages rendered, nothing from a cache."""
    from helpers.site.make import locally
    from helpers.site.pool import FORK

    for number, made in locally(workers, FORK)(_tasks(areas)):
        if made.faults:
            raise SystemExit(f"profiles: {made.faults[0]}")
        (folder / f"{areas[number]}.html").write_text(made.html, encoding="utf-8")


def engine_one(areas: list[str], folder: Path) -> None:
    """The same by one process."""
    engine(areas, folder, workers=1)


def _tasks(areas: list[str]):
    from helpers.site.execute import Job
    from helpers.site.page_task import PageTask
    from helpers.site.pages import Place

    return [
        PageTask(area, Job(NOTEBOOK, {"area": area}, ROOT / "data"),
                 Place(f"areas/{area}.html", "Benchmark", [], "inputs", "0"))
        for area in areas
    ]  # fmt: skip


WAYS: dict[str, Callable[[list[str], Path], None]] = {
    "command lines": command_lines,
    "papermill, two processes": papermill_two,
    "papermill, one process": papermill_one,
    "plain functions": plain_functions,
    "engine, one process": engine_one,
    "engine, two processes": engine,
}


# ------------------------------------------------------------------------------------- measuring


def measured(way: str, areas: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall and CPU seconds and the peak of memory (MB) of one way, in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--into", str(folder), *areas]
    return timed(command)


def timed(command: list[str], **options) -> tuple[float, float, float]:
    """Wall and CPU seconds of a command and all it starts, and their peak of memory in MB."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **ENVIRONMENT, DATA: str(ROOT / "data")},
                               start_new_session=True, **options)  # fmt: skip
    watch = Peak(process.pid)
    code = process.wait()
    wall = time.perf_counter() - begun
    with contextlib.suppress(ChildProcessError):
        while True:  # those whose parent has left, handed to this process
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise SystemExit(f"profiles: {' '.join(command)} ended with {code}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, watch.end()


def _take_orphans() -> None:
    """Let processes whose parent leaves become this one's: else nobody counts their time."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


class Peak:
    """The greatest sum of memory of a session's processes, pages that they share counted once."""

    def __init__(self, session: int):
        self._session, self._most, self._over = session, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self._most = max(self._most, sum(map(_memory, self._processes())))

    def _processes(self) -> list[int]:
        """Those of the session, and their children: a kernel has a session of its own."""
        parents, found = {}, set()
        for entry in os.listdir("/proc"):
            with contextlib.suppress(OSError, ValueError, IndexError):
                pid = int(entry)
                rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                parents[pid] = int(rest[1])
                if int(rest[3]) == self._session:
                    found.add(pid)
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return sorted(found)


def _memory(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def has_nbconvert() -> bool:
    return shutil.which("jupyter-nbconvert", path=_path()) is not None


def _path() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _call(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, "PATH": _path()})  # fmt: skip


# ---------------------------------------------------------------------------- a whole edition, too


def edition(folder: Path, progress: Progress) -> dict[str, tuple[float, float, float]]:
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
    progress.step("edition, all pages")
    rounds = [(timed([sys.executable, "-c", "import papermill"]), timed(build, **quiet))
              for _ in range(7)]  # fmt: skip
    for name, at in (("import papermill", 0), ("edition, nothing changed", 1)):
        found[name] = tuple(statistics.median(one[at][n] for one in rounds) for n in range(3))
    progress.step("edition, nothing changed")
    (story,) = (copy / "data" / "raw").glob("henan-daily*")
    _change_a_figure(copy, story)
    found["edition, one figure of a story changed"] = timed(build, **quiet)
    progress.step("edition, one figure changed")
    return found


def _change_a_figure(project: Path, story: Path) -> None:
    """The note of the story's last row: its hash in sources.csv follows."""
    import hashlib

    before = hashlib.sha256(story.read_bytes()).hexdigest()
    rows = list(csv.reader(story.read_text(encoding="utf-8").splitlines()))
    at = rows[0].index("note")
    rows[-1][at] = (rows[-1][at] + " (looked at again)").strip()
    with story.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    sources = project / "data" / "sources.csv"
    after = hashlib.sha256(story.read_bytes()).hexdigest()
    sources.write_text(sources.read_text("utf-8").replace(before, after), "utf-8")


# ------------------------------------------------------------------------------------ what is told


class Progress:
    """A bar on a terminal, plain lines elsewhere."""

    def __init__(self, total: int):
        from tqdm import tqdm

        self._bar = tqdm(total=total, desc="profiles", disable=not sys.stderr.isatty())

    def step(self, words: str) -> None:
        self._bar.update()
        if self._bar.disable:
            print(f"profiles: {words}", flush=True)

    def end(self) -> None:
        self._bar.close()


def machine() -> str:
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cpus} processors, {platform.machine()}, Python {platform.python_version()}"


def same_outputs(folder: Path, areas: list[str]) -> list[str]:
    """Areas whose notebook by the engine differs from that by papermill's own, but for times."""
    import nbformat

    from helpers.site.execute import Job, execute_notebooks
    from helpers.site.pool import FORK
    from helpers.site.progress import Progress as Silent

    jobs = [Job(NOTEBOOK, {"area": area}, ROOT / "data") for area in areas]
    made = execute_notebooks(jobs, workers=2, progress=Silent(), engine=FORK)
    wrong = []
    for area, notebook in zip(areas, made, strict=True):
        other = nbformat.read(folder / f"{area}.ipynb", as_version=4)
        outputs = [json.dumps([cell.get("outputs") for cell in one.cells])
                   for one in (notebook, other)]  # fmt: skip
        if outputs[0] != outputs[1]:
            wrong.append(area)
    return wrong


def chart(rows: list[dict[str, str]], path: Path) -> None:
    """CPU and wall seconds of each way, as bars."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "profiles"})
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 0.5 + 0.42 * len(rows)), layout="constrained")
    ax = figure.add_subplot()
    for at, row in enumerate(rows):
        for shift, column, color in ((-0.2, "wall_seconds", "#0b62b0"),
                                     (0.2, "cpu_seconds", "#8f8f8f")):  # fmt: skip
            value = float(row[column])
            label = column.replace("_", " ") if at == 0 else None
            ax.barh(at + shift, value, 0.38, color=color, label=label)
            ax.text(value, at + shift, f" {value:.1f}", va="center", fontsize=7)
    ax.set_yticks(range(len(rows)), [f"{row['what']} ({row['areas']})" for row in rows])
    ax.invert_yaxis()
    ax.legend(frameon=False)
    ax.set_title(f"Seconds for profiles ({rows[0]['machine']})", fontsize=9, loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    """The exit code: 0 where all ways made the same pages."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--differ", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("areas", nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.differ:
        print(*same_outputs(asked.into, asked.areas))
        return 0
    if asked.way:
        WAYS[asked.way](asked.areas, asked.into)
        return 0
    _take_orphans()
    progress = Progress(asked.rounds * len(WAYS) + 6)
    rows: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="profiles-") as home:
        folder = Path(home)
        times: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
        for number in range(asked.rounds):
            for way in WAYS:
                times[way].append(measured(way, list(FOUR), folder))
                progress.step(f"round {number + 1}, {way}: {times[way][-1][0]:.1f} s")
        for way, runs in times.items():
            middle = tuple(statistics.median(run[at] for run in runs) for at in range(3))
            rows.append(_row(way, len(FOUR), middle, rows))
        asks = [sys.executable, __file__, "--differ", "--into", str(folder), *FOUR]
        wrong = subprocess.run(asks, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        every = _provinces()
        for way in ["command lines", "engine, two processes"] if asked.full else WAYS_OF_ALL:
            rows.append(_row(way, len(every), measured(way, every, folder), []))
            progress.step(f"all {len(every)}, {way}")
        for what, found in edition(folder, progress).items():
            rows.append(_row(what, len(every), found, []))
    progress.end()
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / "profiles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    chart(rows[: len(WAYS)], RESULTS / "profiles.svg")
    for row in rows:
        print("profiles:", ", ".join(f"{name} {row[name]}" for name in COLUMNS[:-1] if row[name]))
    if wrong:
        print(f"profiles: outputs differ from papermill's own engine: {', '.join(wrong)}")
    return 1 if wrong else 0


WAYS_OF_ALL = ("engine, two processes",)


def _row(
    what: str, areas: int, found: tuple[float, ...], before: list[dict[str, str]]
) -> dict[str, str]:
    wall, cpu, peak = found
    row = {"what": what, "areas": str(areas), "wall_seconds": f"{wall:.3f}",
           "cpu_seconds": f"{cpu:.3f}", "of_the_first_wall": "", "of_the_first_cpu": "",
           "peak_mb": f"{peak:.0f}", "machine": machine()}  # fmt: skip
    if before:
        row["of_the_first_wall"] = f"{wall / float(before[0]['wall_seconds']):.3f}"
        row["of_the_first_cpu"] = f"{cpu / float(before[0]['cpu_seconds']):.3f}"
    return row


def _provinces() -> list[str]:
    with (ROOT / "data" / "reference" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [row["adcode"] for row in csv.DictReader(file) if row["level"] == "province"]


if __name__ == "__main__":
    sys.exit(main())
