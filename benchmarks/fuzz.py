"""Spoils valid files of every kind by the thousand and lets the project read them.

    python benchmarks/fuzz.py [--files 10400] [--seed 0] [--only K] [--out FILE]

Each file must be accepted with the values that it holds (tests/oracle.py reads them by another
route), or refused in sentences that name it. All else is a failure, and so are more than 10 s of
processor time or 500 MB for one file. Written are counts per kind and mutation; each failure is
printed with the command that reads its file again (`--only K` also keeps the file). Exit 1 where
there is one.
"""

from __future__ import annotations

import argparse
import csv
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests"))

from fuzzing import Fuzz, Verdict  # noqa: E402

SECONDS, BYTES = 10, 500 * 2**20
COLUMNS = ("kind", "mutation", "files", "accepted", "refused", "failures", "values_compared")


def bounded() -> None:
    """From now on a file that takes too long or too much raises, which is a failure."""

    def late(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    signal.signal(signal.SIGPROF, late)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def run(fuzz: Fuzz, numbers: range) -> list[tuple[int, Verdict]]:
    """The verdict on each file."""
    verdicts = []
    for number in numbers:
        seed, mutation, content = fuzz.spoilt(number)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        verdict = fuzz.judge(seed, mutation, content)
        signal.setitimer(signal.ITIMER_PROF, 0)
        verdicts.append((number, verdict))
        if verdict.outcome == "failure":
            again = f"python benchmarks/fuzz.py --seed {fuzz.seed} --only {number}"
            print(f"{verdict.label}, {mutation}: {verdict.why}\n  {again}")
    return verdicts


def write(verdicts: list[tuple[int, Verdict]], out: Path) -> None:
    """Counts per kind and mutation."""
    counts: dict[tuple[str, str], Counter] = {}
    for _, verdict in verdicts:
        row = counts.setdefault((verdict.label, verdict.mutation), Counter())
        row.update({"files": 1, verdict.outcome: 1, "values": verdict.values})
    out.parent.mkdir(exist_ok=True)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key in sorted(counts):
            names = ("files", "accepted", "refused", "failure", "values")
            writer.writerow([*key, *(counts[key][name] for name in names)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--out", type=Path, default=PROJECT / "benchmarks/results/fuzz.csv")
    given = parser.parse_args()
    warnings.simplefilter("ignore")  # openpyxl's, on spoilt workbooks
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(PROJECT / "data", Path(folder), given.seed)
        for seed in fuzz.seeds:  # what is not accepted as it is, nothing is learnt from
            assert fuzz.judge(seed, "none", seed.content).outcome == "accepted", seed.name
        bounded()
        if given.only is not None:
            seed, mutation, content = fuzz.spoilt(given.only)
            Path(f"fuzz-{given.only}-{Path(seed.name).name}").write_bytes(content)
            print(run(fuzz, range(given.only, given.only + 1))[0][1])
            return 0
        started = time.monotonic()
        verdicts = run(fuzz, range(given.files))
    write(verdicts, given.out)
    total = Counter(verdict.outcome for _, verdict in verdicts)
    values = sum(verdict.values for _, verdict in verdicts)
    print(
        f"{len(verdicts):,} files in {time.monotonic() - started:.0f} s: {total['accepted']:,} "
        f"accepted with {values:,} values compared, {total['refused']:,} refused in words, "
        f"{total['failure']:,} failures"
    )
    return 1 if total["failure"] else 0


if __name__ == "__main__":
    sys.exit(main())
