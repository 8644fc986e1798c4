"""Profiles of 31 and of 340 areas: does memory stay, and does time grow in a straight line?

    python benchmarks/areas.py [--areas 340] [--few 31] [--pages N] [--seed 1]

A made world: `--areas` cities that are ranked among each other as provinces are, with generated
figures (no real ones) of 13 indicators and eight years, in a temporary folder. Profiles of `--few`
of them, then of all, and those of a world of `--few` alone, are built anew by two processes, with
two of the indicators on each page; while they are made, the memory of all processes is added up
(what they share counts once). A page's cost is the processors' time, which other work on the
machine hardly changes. Writes
benchmarks/results/areas.csv; exits 1 where, in the same world, the peak of all pages is over 1.15
times that of a few, or a page costs over 1.25 times as much among all as among a few.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np
from profiling.clock import machine

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "areas.csv"
COLUMNS = (
    "areas_in_world",
    "pages",
    "seconds",
    "cpu_per_page",
    "cpu_first_quarter",
    "cpu_last_quarter",
    "peak_mb",
    "peak_mb_of_builder",
    "machine",
)
GROWN, SLOWER = 1.15, 1.25
WORKERS = 2
FEW = "[rd_intensity_revised_gdp, gdp_per_head]"
YEARS = range(2016, 2024)
NATION = "100000"
# Of a person: yuan or number, in the middle of the made areas; people themselves in the first row.
MIDDLE = {
    "population_yearend": 8_000_000,
    "gdp_revised": 80_000,
    "fiscal_exp_total": 15_000,
    "fiscal_exp_scitech": 400,
    "rd_expenditure": 2_000,
    "rd_exp_basic": 120,
    "rd_src_government": 350,
    "rd_fte": 0.004,
    "sci_papers": 0.0005,
    "invention_patents_granted": 0.0006,
    "tech_market_sold": 2_000,
    "hitech_mfg_revenue": 12_000,
    "hitech_mfg_newproduct_sales": 4_000,
}
SUMMED = ("rd_expenditure", "rd_exp_basic", "rd_fte", "sci_papers", "hitech_mfg_revenue")


def main() -> int:
    """The exit code: 0 where memory stays and time grows in a straight line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--areas", type=int, default=340)
    parser.add_argument("--few", type=int, default=31)
    parser.add_argument("--pages", type=int, help="Profiles that stand for all. [all areas]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)  # a process of its own
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(build(Path(asked.one[0]), int(asked.one[1]))))
        return 0
    rows = []
    with tempfile.TemporaryDirectory(prefix="a-") as home:
        small, large = Path(home) / "small", Path(home) / "large"
        write_world(small, asked.few, asked.seed)
        write_world(large, asked.areas, asked.seed)
        for world, areas, pages in (
            (small, asked.few, asked.few),
            (large, asked.areas, asked.few),
            (large, asked.areas, asked.pages or asked.areas),
        ):
            rows.append(measured(world, areas, pages))
            print("areas:", ", ".join(f"{name} {cell}" for name, cell in rows[-1].items()))
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    _, few, all_ = rows
    grown = all_["peak_mb"] / few["peak_mb"]
    slower = all_["cpu_per_page"] / few["cpu_per_page"]
    print(
        f"areas: {all_['pages']} pages beside {few['pages']}: {grown:.2f} times the memory"
        f" (at most {GROWN}), {slower:.2f} times the processors' time of a page (at most {SLOWER})"
    )
    return 1 if grown > GROWN or slower > SLOWER else 0


def measured(world: Path, areas: int, pages: int) -> dict[str, object]:
    """One build in a process of its own, watched from here."""
    command = [sys.executable, __file__, "--one", str(world), str(pages)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    built = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    peaks = {"all": 0, "builder": 0}
    watch = threading.Thread(target=_watch, args=(built, peaks))
    watch.start()
    said, _ = built.communicate()
    watch.join()
    if built.returncode:
        raise SystemExit("areas: the build failed")
    seconds, cpu = json.loads(said)
    quarter = max(1, len(cpu) // 4)
    return {
        "areas_in_world": areas,
        "pages": pages,
        "seconds": round(seconds, 1),
        "cpu_per_page": round(sum(cpu) / len(cpu), 3),
        "cpu_first_quarter": round(sum(cpu[:quarter]) / quarter, 3),
        "cpu_last_quarter": round(sum(cpu[-quarter:]) / quarter, 3),
        "peak_mb": peaks["all"] // 1024,
        "peak_mb_of_builder": peaks["builder"] // 1024,
        "machine": machine(),
    }


def build(data: Path, pages: int) -> tuple[float, list[float]]:
    """Seconds for all pages, and the processors' seconds for each, as they ended, with its part of
    the planning, which hashes what each page shows."""
    from helpers.clean import clean_figures, write_clean
    from helpers.parameters import load_parameters
    from helpers.report.opening import known_to
    from helpers.site.inputs import Inputs
    from helpers.site.make import made_pages
    from helpers.site.plan import PAGES, plan, profiles
    from helpers.site.pool import default_engine, run_each
    from helpers.site.progress import Progress

    cleaned = clean_figures(data)
    write_clean(cleaned, data)
    reference = cleaned.reference
    codes = [code for code, _ in _areas(pages)]
    shown = [("areas", f"['{codes[0]}']"), ("first_year", str(YEARS[0])), ("indicators", FEW)]
    parameters = load_parameters(None, shown, **known_to(reference))
    values = parameters.model_dump(mode="json")
    inputs = Inputs(data, cleaned.observations, reference, parameters)
    before = time.process_time()
    shown_pages = (*PAGES, *profiles(reference, codes))  # the others are in the navigation
    tasks = plan(shown_pages, ROOT / "notebooks", data, values, inputs)[len(PAGES) :]
    planned = (time.process_time() - before) / pages
    cpu: list[float] = []

    def run(tasks):
        engine = default_engine()
        do = partial(timed, engine=engine)
        for number, (page, seconds) in run_each(do, tasks, workers=WORKERS, engine=engine,
                                                data_dir=data):  # fmt: skip
            cpu.append(seconds + planned)
            yield number, page

    begun = time.perf_counter()
    with made_pages(tasks, run, None, force=True, progress=Progress(sys.stderr)):
        return time.perf_counter() - begun, cpu


def timed(task, engine: str):
    """The page, and the processors' seconds of this process and of the kernel that it ended."""
    from helpers.site.page_task import make_page

    before = sum(os.times()[:4])
    page = make_page(task, engine)
    return page, sum(os.times()[:4]) - before


def write_world(folder: Path, areas: int, seed: int) -> None:
    """A data folder of made areas and generated figures; its other tables are empty."""
    for name in ("raw", "reference"):
        (folder / name).mkdir(parents=True)
    for path in sorted((ROOT / "data" / "reference").glob("*.csv")):
        header = path.read_text(encoding="utf-8").partition("\n")[0]
        (folder / "reference" / path.name).write_text(header + "\n", encoding="utf-8")
    shutil.copy(ROOT / "data" / "reference" / "indicators.csv", folder / "reference")
    places = [
        [NATION, "China", "中国", "中华人民共和国", "Zhongguo", "nation", "", "", "CN", "", "", ""]
    ]
    side = int(areas**0.5) + 1
    for number, (code, name) in enumerate(_areas(areas)):
        zone = ("East", "Central", "West", "Northeast")[number % 4]
        tile = [str(number // side + 1), str(number % side + 1)]
        letters = f"{chr(65 + number // 26)}{chr(65 + number % 26)}"
        names = [name, f"生成{number + 1}", f"生成{number + 1}市", f"Sheng Cheng {number + 1}"]
        places.append([code, *names, "province", zone, NATION, letters, "", *tile])
    _append(folder / "reference" / "areas.csv", places)
    header = (ROOT / "data" / "sources.csv").read_text(encoding="utf-8").partition("\n")[0]
    (folder / "sources.csv").write_text(header + "\n", encoding="utf-8")
    figures = _figures(areas, seed)
    (folder / "raw" / "generated.csv").write_text(figures, encoding="utf-8")
    row = dict.fromkeys(header.split(","), "") | {
        "source_id": "generated",
        "file": "raw/generated.csv",
        "kind": "long table",
        "publisher": "nobody",
        "title": "Generated figures, none of them real",
        "received": "2026-11-22",
        "licence": "none needed",
        "sha256": hashlib.sha256(figures.encode()).hexdigest(),
    }
    _append(folder / "sources.csv", [list(row.values())])


def _areas(number: int) -> list[tuple[str, str]]:
    return [(f"{900000 + n}", f"Made city {n:03}") for n in range(1, number + 1)]


def _figures(areas: int, seed: int) -> str:
    """A long table; figures of a person spread by a factor of two, growing by 5 % a year."""
    random = np.random.default_rng(seed)
    units = {
        row["code"]: row["base_unit"]
        for row in csv.DictReader(
            (ROOT / "data" / "reference" / "indicators.csv").open(encoding="utf-8")
        )
    }
    people = MIDDLE["population_yearend"] * random.lognormal(0, 0.3, areas)
    lines = [["ref_area", "indicator", "time_period", "obs_value", "unit_measure"]]
    for indicator, middle in MIDDLE.items():
        of_a_person = middle * random.lognormal(0, 0.35, areas)
        for year in YEARS:
            growth = 1.05 ** (year - YEARS[0]) * random.lognormal(0, 0.03, areas)
            values = people if indicator == "population_yearend" else people * of_a_person * growth
            whole = [int(value) for value in values]
            rows = list(zip(_areas(areas), whole, strict=True))
            if indicator in SUMMED:
                rows.append(((NATION, ""), sum(whole)))
            lines += [
                [code, indicator, str(year), str(value), units[indicator]]
                for (code, _), value in rows
            ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _append(path: Path, rows: list[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _watch(built: subprocess.Popen, peaks: dict[str, int]) -> None:
    """Adds up memory (PSS, in kB) of a process and all that it started, until it ends."""
    while built.poll() is None:
        family = _family(built.pid)
        peaks["all"] = max(peaks["all"], sum(map(_pss, family)))
        peaks["builder"] = max(peaks["builder"], _pss(built.pid))
        time.sleep(0.2)


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended in between
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    family = [pid]
    for one in family:
        family += children.get(one, [])
    return family


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
