"""Millions of printed figures to numbers: how fast, in how much memory, and are they right?

    python benchmarks/bulk.py [--rows 10000000] [--runs 3] [--seed 1]

A long table of generated figures (no real ones) is written to a temporary file. Then, in turn and
each in a process of its own: `clean_bulk`, and bare Polars, a streaming query with the regular
expressions that just these figures need. Once, on a part: `clean_bulk` without Polars. Counts and
sums must be those that the generator knows. Writes benchmarks/results/bulk.csv; exits 1 where a
sum is wrong, the median takes more than 2.5 times that of bare Polars, or the peak is 650 MB.
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
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from profiling.clock import machine

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "bulk.csv"
COLUMNS = ("what", "rows", "run", "seconds", "cpu_seconds", "peak_mb", "right", "machine")
SLOWEST, LARGEST = 2.5, 650  # times bare Polars; MB
AT_ONCE = 1_000_000  # rows that are generated at a time
# how a figure is printed: (what stands for the number, unit, qualifier, its factor); {n} is a whole
# number, {c} one with commas, {d} one of two decimals, {r} a rank, {m} a larger whole number
SHAPES = (
    ("{n}", "", "exact", 1),
    ("{c}", "", "exact", 1),
    ("{d}亿", "", "exact", 10**8),
    ("{d}亿元", "CNY", "exact", 10**8),
    ("{n}万元", "CNY", "exact", 10**4),
    ("{c} yuan", "CNY", "exact", 1),
    ("nearly {d} billion yuan", "CNY", "under", 10**9),
    ("more than {c}", "", "over", 1),
    ("超过{n}家", "NUM", "over", 1),
    ("{d}%", "PCT", "exact", 1),
    ("about {d}%", "PCT", "about", 1),
    ("over {d}%", "PCT", "over", 1),
    ("down {d}%", "PCT", "exact", -1),
    ("{d} percentage points", "PP", "exact", 1),
    ("第{r}位", "RANK", "exact", 1),
    ("{r} to {m}", "", "range", 1),
    ("{r}-{m} million", "", "range", 10**6),
    ("n/a", None, None, 0),
    ("...", None, None, 0),
    ("", None, None, 0),
)


def main() -> int:
    """The exit code: 0 where counts and sums are right and the limits are kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)  # a process of its own
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(*asked.one)))
        return 0
    with tempfile.TemporaryDirectory(prefix="bulk-") as home:
        path, part = Path(home) / "figures.csv", Path(home) / "part.csv"
        truth = generate(path, asked.rows, asked.seed)
        few = generate(part, asked.rows // 20, asked.seed)
        print(f"bulk: {asked.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        rows = []
        for run in range(1, asked.runs + 1):
            for what in ("clean_bulk", "bare Polars"):
                rows.append(row(what, path, asked.rows, run, truth))
        rows.append(row("clean_bulk without Polars", part, asked.rows // 20, 1, few))
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return judged(rows)


def judged(rows: list[dict]) -> int:
    """Says medians and ratio; 1 where something is wrong or over its limit."""
    of = {
        what: [one for one in rows if one["what"] == what] for what in ("clean_bulk", "bare Polars")
    }
    seconds = {what: statistics.median(one["seconds"] for one in ones) for what, ones in of.items()}
    ratio = seconds["clean_bulk"] / seconds["bare Polars"]
    most = max(one["peak_mb"] for one in of["clean_bulk"])
    print(
        f"bulk: clean_bulk {seconds['clean_bulk']:.1f} s, bare Polars"
        f" {seconds['bare Polars']:.1f} s: {ratio:.2f} times (at most {SLOWEST});"
        f" peak {most} MB (under {LARGEST})"
    )
    wrong = [one["what"] for one in rows if one["right"] != "yes"]
    return 1 if wrong or ratio > SLOWEST or most >= LARGEST else 0


def row(what: str, path: Path, rows: int, run: int, truth: dict) -> dict:
    """One run in a process of its own, held against what the generator knows."""
    command = [sys.executable, __file__, "--one", what, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    one = json.loads(said.stdout)
    right = same(one.pop("found"), truth, exactly=what != "bare Polars")
    one |= {"what": what, "rows": rows, "run": run, "right": "yes" if right else "no"}
    print("bulk:", what, f"{one['seconds']:.2f} s, {one['peak_mb']} MB, right:", one["right"])
    return {**one, "machine": f"{machine()}, Polars {version('polars')}"}


def same(found: dict, truth: dict, *, exactly: bool) -> bool:
    """Counts, and sums in hundredths: bare Polars sums up in floating point."""
    if found.keys() != truth.keys():
        return False
    return all(
        found[name][0] == count
        and all(
            one == other if exactly else abs(one - other) <= 1e-9 * abs(other) + 1
            for one, other in zip(found[name][1:], sums, strict=True)
        )
        for name, (count, *sums) in truth.items()
    )


def generate(path: Path, rows: int, seed: int) -> dict[str, list[int]]:
    """Write the table; returns "unit/qualifier" -> [count, sum, sum of upper ends], in hundredths,
    and "none" -> [count, 0, 0] for what is no figure."""
    import numpy as np
    import polars as pl

    random = np.random.default_rng(seed)
    truth: dict[str, list[int]] = {}
    with path.open("wb") as file:
        for begin in range(0, rows, AT_ONCE):
            count = min(AT_ONCE, rows - begin)
            drawn = pl.DataFrame(
                {
                    "shape": random.integers(0, len(SHAPES), count),
                    "n": random.integers(1, 200_000, count),
                    "d": random.integers(1, 1_000_000, count),
                    "r": random.integers(1, 32, count),
                    "m": random.integers(32, 900, count),
                }
            )
            _count(drawn, truth)
            area = (pl.int_range(pl.len()) % 340 + 1).cast(pl.String)
            table = drawn.select(
                ref_area=pl.lit("generated-") + area,
                indicator=pl.lit("made_up"),
                time_period=(2000 + pl.col("m") % 25).cast(pl.String),
                as_printed=_printed(),
            )
            table.write_csv(file, include_header=begin == 0)
    return truth


def _printed():
    import polars as pl

    n, d = pl.col("n"), pl.col("d")
    thousands = pl.when(n >= 1000).then(
        pl.format("{},{}", n // 1000, (n % 1000).cast(pl.String).str.zfill(3))
    )
    numbers = {
        "{n}": n.cast(pl.String),
        "{c}": thousands.otherwise(n.cast(pl.String)),
        "{d}": pl.format("{}.{}", d // 100, (d % 100).cast(pl.String).str.zfill(2)),
        "{r}": pl.col("r").cast(pl.String),
        "{m}": pl.col("m").cast(pl.String),
    }
    cell = pl.lit("")
    for number, (text, *_) in enumerate(SHAPES):
        parts = [text]
        for name in numbers:
            parts = [bit for part in parts for bit in _split(part, name)]
        words = [numbers.get(part, pl.lit(part)) for part in parts]
        cell = pl.when(pl.col("shape") == number).then(pl.concat_str(words)).otherwise(cell)
    return cell


def _split(text: str, name: str) -> list[str]:
    before, found, after = text.partition(name)
    return [part for part in (before, found, after) if part] or [""]


def _count(drawn, truth: dict[str, list[int]]) -> None:
    for number, (text, unit, qualifier, factor) in enumerate(SHAPES):
        part = drawn.filter(drawn["shape"] == number)
        sums = Counter({name: int(part[name].sum()) for name in ("n", "d", "r", "m")})
        first = next((name for name in "ndrc" if f"{{{name}}}" in text), "n")
        value = sums["d"] if first == "d" else 100 * sums["n" if first == "c" else first]
        high = 100 * sums["m"] if qualifier == "range" else 0
        known = truth.setdefault("none" if unit is None else f"{unit}/{qualifier}", [0, 0, 0])
        known[0] += part.height
        known[1] += value * factor
        known[2] += high * factor


def measured(what: str, path: str) -> dict:
    """Seconds, peak and what was found, of the process that this is."""
    begun, used = time.perf_counter(), time.process_time()
    found = (
        bare(path) if what == "bare Polars" else ours(path, plainly=what.endswith("without Polars"))
    )
    seconds = time.perf_counter() - begun
    used = time.process_time() - used
    return {"seconds": round(seconds, 2), "cpu_seconds": round(used, 2), "peak_mb": peak(),
            "found": found}  # fmt: skip


def peak() -> int:
    """The most memory of this process, in MB; what it was forked from does not count."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def ours(path: str, *, plainly: bool) -> dict[str, list[int]]:
    """What clean_bulk finds."""
    from helpers.clean.bulk import clean_bulk

    tally = clean_bulk(Path(path), "as_printed", plainly=plainly)
    found = {
        f"{unit}/{qualifier}": [sums.count, int(sums.value * 100), int(sums.high * 100)]
        for (unit, qualifier), sums in tally.read.items()
    }
    return found | {"none": [tally.refused, 0, 0]}


def bare(path: str) -> dict[str, list[float]]:
    """A streaming query that knows these shapes and no others, and checks nothing."""
    import polars as pl

    number = r"((?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,5})?)"
    text = pl.col("as_printed")
    parts = text.str.extract_groups(rf"^([^0-9]*){number}(?:( to |-){number})?([^0-9]*)$")
    names = ("before", "first", "link", "second", "after")
    table = pl.scan_csv(path, infer_schema=False).select(
        parts.struct.rename_fields(names).struct.unnest()
    )
    after, before = pl.col("after"), pl.col("before")
    scales = {"亿": 1e8, "亿元": 1e8, "万元": 1e4, " billion yuan": 1e9, " million": 1e6}
    units = {"亿元": "CNY", "万元": "CNY", " billion yuan": "CNY", " yuan": "CNY", "%": "PCT"}
    units |= {" percentage points": "PP", "家": "NUM", "位": "RANK"}
    qualifiers = {"nearly ": "under", "more than ": "over", "超过": "over", "over ": "over"}
    qualifiers |= {"about ": "about"}
    scale = after.replace_strict(scales, default=1.0, return_dtype=pl.Float64)
    sign = pl.when(before == "down ").then(-1.0).otherwise(1.0)

    def value(name: str):
        return pl.col(name).str.replace_all(",", "", literal=True).cast(pl.Float64) * scale * sign

    range_ = pl.col("second").is_not_null()
    qualifier = before.replace_strict(qualifiers, default="exact", return_dtype=pl.String)
    sums = (
        table.select(
            unit=after.replace_strict(units, default="", return_dtype=pl.String),
            qualifier=pl.when(range_).then(pl.lit("range")).otherwise(qualifier),
            none=pl.col("first").is_null(),
            value=value("first"),
            high=value("second"),
        )
        .group_by("none", "unit", "qualifier")
        .agg(pl.len(), pl.col("value").sum(), pl.col("high").sum())
        .collect(engine="streaming")
    )
    return {
        "none" if none else f"{unit}/{word}": [count, low * 100, high * 100]
        for none, unit, word, count, low, high in sums.rows()
    }


if __name__ == "__main__":
    sys.exit(main())
