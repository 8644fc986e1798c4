"""What the fork engine adds to the cells of an everyday notebook: six charts of seaborn.

    python benchmarks/overhead.py [--rounds 5]

`profiling/six_charts.ipynb` for the same four areas, one way after another in every round: its
cells as plain functions in one process, the fork engine in one, papermill's own engine in one.
No page is made. Profiles are `profiles.py`'s, whose cells cost so little that what a kernel costs
weighs more. Writes benchmarks/results/overhead.csv: medians of the rounds, CPU seconds of all
processes, what they are of the plain functions'. Exits 1 where the outputs of the engine differ
from those of papermill's own, or it takes over 1.15 times the CPU of plain functions.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from profiling.clock import COMPILED, ROOT, machine, take_orphans, timed

NOTEBOOK = ROOT / "benchmarks" / "profiling" / "six_charts.ipynb"
RESULTS = ROOT / "benchmarks" / "results" / "overhead.csv"
COLUMNS = ("what", "notebooks", "wall_seconds", "cpu_seconds", "of_plain_cpu", "machine")
AREAS = ("430000", "540000", "110000", "220000")
GOAL = 1.15


def plain(areas: list[str], folder: Path) -> None:
    """The cells in one process, without a kernel; what the last line of each gives is shown."""
    from profiling.cells import run_cells

    import helpers.site.preloaded  # noqa: F401 (the same imports as the engine's)

    for area in areas:
        for shown in run_cells(NOTEBOOK, area):
            for kind in ("_repr_svg_", "_repr_html_"):
                if made := getattr(shown, kind, None):
                    made()
            repr(shown)


def engine(areas: list[str], folder: Path) -> None:
    """papermill's API with the engine "fork", as a build calls it: what the cells import is there
    before the forks, and a notebook is saved once, not after each cell.
    """
    import seaborn  # noqa: F401

    _by_papermill(areas, folder, engine_name="fork", request_save_on_cell_execute=False)


def papermill(areas: list[str], folder: Path) -> None:
    """papermill's API with its own engine."""
    _by_papermill(areas, folder)


def _by_papermill(areas: list[str], folder: Path, **options: object) -> None:
    """Executed notebooks into `folder`, named for the area and the engine."""
    from papermill import execute_notebook

    for area in areas:
        done = folder / f"{area}-{options.get('engine_name')}.ipynb"
        execute_notebook(NOTEBOOK, done, {"area": area}, progress_bar=False, **options)


WAYS = {"plain functions": plain, "fork engine": engine, "papermill": papermill}


def differing(folder: Path) -> list[str]:
    """Areas whose notebook by the engine has other outputs than that by papermill's own."""
    import nbformat

    wrong = []
    for area in AREAS:
        read = [nbformat.read(folder / f"{area}-{name}.ipynb", 4) for name in ("fork", None)]
        one, other = ([cell.get("outputs") for cell in notebook.cells] for notebook in read)
        if one != other:
            wrong.append(area)
    return wrong


def main() -> int:
    """The exit code: 0 where outputs are the same and the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        WAYS[asked.way](list(AREAS), asked.into)
        return 0
    take_orphans()
    with tempfile.TemporaryDirectory(prefix="overhead-") as home:
        os.environ.pop(COMPILED, None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(home, "compiled"))
        times: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
        for number in range(asked.rounds + 1):  # the first is not measured: it compiles
            for way, runs in times.items():
                command = [sys.executable, __file__, "--way", way, "--into", home]
                found = timed(command, stdout=subprocess.DEVNULL)
                if number:
                    runs.append(found)
                print(f"overhead: round {number}, {way}: {found[1]:.1f} s of CPU", flush=True)
        wrong = differing(Path(home))
    middle = {way: [statistics.median(run[at] for run in runs) for at in (0, 1)]
              for way, runs in times.items()}  # fmt: skip
    plain_cpu = middle["plain functions"][1]
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for way, (wall, cpu) in middle.items():
            table.writerow([way, len(AREAS), f"{wall:.3f}", f"{cpu:.3f}",
                            f"{cpu / plain_cpu:.3f}", machine()])  # fmt: skip
    ratio = middle["fork engine"][1] / plain_cpu
    met = "met" if ratio <= GOAL else "missed"
    print(f"overhead: {ratio:.3g} of the CPU of plain functions: goal {GOAL} or less, {met}")
    if wrong:
        print(f"overhead: outputs differ from those of papermill's own engine: {', '.join(wrong)}")
    return 1 if wrong or ratio > GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
