"""Kills builds at seeded moments: is an edition ever lost, half, or in the way of the next build?

    python benchmarks/kill.py [--moments 50] [--at-publishing 10] [--seed 1]

A small project is built again and again over an older edition and killed: at seeded moments over
the time that a build takes, half of them in its last 15 %, where the edition is put in its place;
then some more just when the first page has been written. Half of the time all processes of the
build are killed, else only the first. Writes a row for each to benchmarks/results/kill.csv; exits
1 where anything was lost.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "kill.csv"
COLUMNS = ("number", "part_of_build", "seconds", "killed", "moment", "left", "faults")
sys.path.insert(0, str(ROOT / "tests"))


def main() -> int:
    """The exit code: 0 where no edition was lost."""
    from killing import AT_PUBLISHING, Project, moments

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--at-publishing", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    lost = 0
    RESULTS.parent.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="kill-") as home,
        RESULTS.open("w", encoding="utf-8", newline="") as file,
    ):
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        project = Project(Path(home))
        parts = moments(asked.moments, asked.seed) + [AT_PUBLISHING] * asked.at_publishing
        for number, part in enumerate(parts, start=1):
            group = number % 4 in (0, 1)
            trial = project.kill(part, whole_group=group)
            lost += bool(trial.faults)
            row = {
                "number": number,
                "part_of_build": "first page" if part == AT_PUBLISHING else f"{part:.3f}",
                "seconds": f"{trial.seconds:.2f}",
                "killed": "all processes" if group else "the first process",
                "moment": "after its end" if trial.ended else "while it ran",
                "left": trial.left,
                "faults": trial.faults,
            }
            table.writerow(row)
            file.flush()
            print("kill:", ", ".join(filter(None, map(str, row.values()))), flush=True)
    print(f"kill: {len(parts)} builds killed, {lost} of them lost something; {RESULTS.name}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
