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
    ..., pages made       the same, and the pages of what they show: claims judged, numbers traced,
                          rendered, which is the engine's work too and none of papermill's
    engine, cells alone   the notebooks by forked kernels, no page made of them
    engine, one; two      what a build does: forked kernels and our own pages

Then the engine on all 31, the same with the comparison's page, and a whole edition: all pages,
nothing changed (beside `import papermill`), one figure of a story changed. --full: every way once
over all 31, where starting weighs less; without it the time of the command lines over 31 is
reckoned from four. Every way runs once
before, unmeasured, so that none pays for compiling Python. Memory and time of 340 areas are
benchmarks/areas.py's. Writes a chart, profiles.svg, beside, and says how far the goals are met.
Exits 1 where the engine's outputs differ from those of papermill's own: of the four areas, with
--full of all.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from profiling.clock import COMPILED, ROOT, take_orphans, timed
from profiling.edition import edition_builds
from profiling.told import COLUMNS, Progress, chart, goals, row_of
from profiling.ways import IN_FULL, NOTEBOOK, WAYS, WAYS_OF_ALL

RESULTS = ROOT / "benchmarks" / "results"
FOUR = ("430000", "540000", "110000", "220000")


def measured(way: str, areas: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall and CPU seconds and the peak of memory (MB) of one way, in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--into", str(folder), *areas]
    return timed(command)


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
        outputs = [json.dumps([cell.get("outputs") for cell in one.cells], sort_keys=True)
                   for one in (notebook, other)]  # fmt: skip
        if outputs[0] != outputs[1]:
            wrong.append(area)
    return wrong


def main() -> int:
    """The exit code: 0 where all ways made the same pages."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--way", choices=WAYS | WAYS_OF_ALL, help=argparse.SUPPRESS)
    parser.add_argument("--differ", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("areas", nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.differ:
        print(*same_outputs(asked.into, asked.areas))
        return 0
    if asked.way:
        (WAYS | WAYS_OF_ALL)[asked.way](asked.areas, asked.into)
        return 0
    take_orphans()
    all_ways = [*(IN_FULL if asked.full else ()), *WAYS_OF_ALL]
    progress = Progress((asked.rounds + 1) * len(WAYS) + len(all_ways) + 3)
    rows: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="profiles-") as home:
        folder = Path(home)
        os.environ.pop(COMPILED, None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        for way in WAYS:
            measured(way, list(FOUR[:1]), folder)
            progress.step(f"unmeasured, {way}")
        times: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
        for number in range(asked.rounds):
            for way in WAYS:
                times[way].append(measured(way, list(FOUR), folder))
                progress.step(f"round {number + 1}, {way}: {times[way][-1][0]:.1f} s")
        for way, runs in times.items():
            middle = tuple(statistics.median(run[at] for run in runs) for at in range(3))
            rows.append(row_of(way, len(FOUR), middle, rows))
        every = _provinces()
        for way in all_ways:
            rows.append(row_of(way, len(every), measured(way, every, folder), []))
            progress.step(f"all {len(every)}, {way}")
        asks = [sys.executable, __file__, "--differ", "--into", str(folder)]
        asks += every if asked.full else FOUR
        wrong = subprocess.run(asks, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        for what, found in edition_builds(folder, progress.step).items():
            rows.append(row_of(what, len(every), found, []))
    progress.end()
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / "profiles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    chart(rows[: len(WAYS)], RESULTS / "profiles.svg")
    for row in rows:
        print("profiles:", ", ".join(f"{name} {row[name]}" for name in COLUMNS[:-1] if row[name]))
    for words in goals(rows):
        print("profiles:", words)
    if wrong:
        print(f"profiles: outputs differ from papermill's own engine: {', '.join(wrong)}")
    return 1 if wrong else 0


def _provinces() -> list[str]:
    with (ROOT / "data" / "reference" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [row["adcode"] for row in csv.DictReader(file) if row["level"] == "province"]


if __name__ == "__main__":
    sys.exit(main())
