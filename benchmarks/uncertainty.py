"""How fast are the draws of an index beside a loop over `build_index`, and do their intervals hold?

    python benchmarks/uncertainty.py [--draws 10000] [--looped 100] [--worlds 400] [--seed 1]

Speed: an index of 31 units and 12 indicators in four pillars, every choice varied; the loop does
`--looped` of the same draws (and must give the same ranks), taken three times in turn with all
draws by arrays; told is the ratio of time per draw. Coverage: `--worlds` made worlds as in the
tests' generator (figures gamma distributed, the true index one of the critic's choices, what is
seen revised by 5 %), each with 1,000 draws: the part of true ranks within the interval of 5 to
95 %. Writes benchmarks/results/uncertainty.csv; exits 1 where ranks differ, arrays are not 50
times as fast, or fewer than 88 % of the true ranks are held.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from profiling.clock import machine

from helpers.scoreboard import Framework, build_index
from helpers.scoreboard.choices import Choices
from helpers.scoreboard.machine import Draw, Machine
from helpers.scoreboard.uncertainty import drawn, uncertainty

RESULTS = Path(__file__).resolve().parent / "results" / "uncertainty.csv"
FASTER, HELD = 50, 0.88
ROUNDS = 3
OPTIONS = {"normalise": ("min_max", "z_score", "rank"),
           "aggregate": ("arithmetic", {1: "geometric"})}  # fmt: skip


def main() -> int:
    """The exit code: 0 where both bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--looped", type=int, default=100)
    parser.add_argument("--worlds", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    same, arrays, loop = speed(asked.draws, asked.looped, asked.seed)
    ratio = loop / asked.looped * asked.draws / arrays
    held, least = coverage(asked.worlds, asked.seed)
    rows = [
        ("draws", asked.draws, ""),
        ("ranks as in the loop", same, "all"),
        ("seconds by arrays", f"{arrays:.3f}", ""),
        ("milliseconds of one in the loop", f"{1000 * loop / asked.looped:.1f}", ""),
        ("times as fast", f"{ratio:.0f}", f"at least {FASTER}"),
        ("worlds", asked.worlds, ""),
        ("true ranks within 5 to 95 %", f"{held:.4f}", f"at least {HELD}"),
        ("least of all units", f"{least:.4f}", ""),
        ("machine", machine(), ""),
    ]
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["measure", "value", "wanted"])
        table.writerows(rows)
    for row in rows:
        print("uncertainty:", *row)
    return 0 if same == "all" and ratio >= FASTER and held >= HELD else 1


def framework() -> Framework:
    rows = [("index", "", 1, 1)]
    for pillar in range(4):
        rows.append((f"p{pillar}", "index", 1, 1))
        rows += [(f"i{pillar}{at}", f"p{pillar}", 1, -1 if at == 2 else 1) for at in range(3)]
    columns = ["code", "parent", "weight", "direction"]
    return Framework.read(pd.DataFrame(rows, columns=columns))


def figures(units: int, seed: int) -> pd.DataFrame:
    codes = framework().indicators
    values = np.random.default_rng(seed).gamma(1.2, size=(units, len(codes))) + 0.2
    return pd.DataFrame(values, index=[f"u{at}" for at in range(units)], columns=codes)


def speed(draws: int, looped: int, seed: int) -> tuple[str, float, float]:
    """(whether ranks agree, seconds of all draws by arrays, seconds of `looped` in a loop).

    The least of three rounds each. Figures are shaken in the timed draws; the loop does the
    same options and weights on the figures as they are, which costs it nothing.
    """
    values = figures(31, seed)
    choices = Choices(framework(), {"": values}, treat=(None, "winsorise_log"), **OPTIONS)
    shaken = Choices(
        framework(), {"": values}, treat=(None, "winsorise_log"), revision=0.02, rounding=0.005,
        **OPTIONS,
    )  # fmt: skip
    draw = drawn(choices, looped, np.random.default_rng(seed))
    by_arrays = Machine(choices).ranks(draw)
    arrays, loops, same = [], [], True
    for _ in range(ROUNDS):
        start = time.perf_counter()
        uncertainty(shaken, draws, seed)
        arrays.append(time.perf_counter() - start)
        start = time.perf_counter()
        by_loop = [one(choices, draw, at, values) for at in range(looped)]
        loops.append(time.perf_counter() - start)
        same &= np.array_equal(np.array(by_loop), by_arrays)
    return "all" if same else "not all", min(arrays), min(loops)


def one(choices: Choices, draw: Draw, at: int, values: pd.DataFrame) -> np.ndarray:
    """The ranks of one draw by `build_index`."""
    chosen = {name: int(places[at]) for name, places in draw.chosen.items()}
    own = choices.framework.with_weights(dict(zip(draw.nodes, draw.weights[at], strict=True)))
    if chosen["left_out"]:
        own = own.without([own.indicators[chosen["left_out"] - 1]])
    normalise = choices.normalise[chosen["normalise"]]
    method = choices.aggregate[chosen["aggregate"]]
    made = build_index(
        values, own, treat=choices.treat[chosen["treat"]], normalise=normalise,
        aggregate="arithmetic" if normalise == "z_score" else method,
    )  # fmt: skip
    return made.ranks["index"].to_numpy()


def coverage(worlds: int, seed: int) -> tuple[float, float]:
    """(part of the true ranks within their interval, the least such part of any unit)."""
    held = []
    for world in range(worlds):
        random = np.random.default_rng((seed, world))
        truth = figures(31, 10_000 * seed + world)
        exact = Choices(framework(), {"": truth}, **OPTIONS)
        true_rank = Machine(exact).ranks(drawn(exact, 1, random))[0]
        seen = truth * (1 + 0.05 * random.standard_normal(truth.shape))
        table = uncertainty(
            Choices(framework(), {"": seen}, revision=0.05, **OPTIONS), 1_000, world
        ).intervals()
        held.append((table["low"] <= true_rank) & (true_rank <= table["high"]))
    parts = np.mean(held, axis=0)
    return float(parts.mean()), float(parts.min())


if __name__ == "__main__":
    sys.exit(main())
