"""How long a reader on a slow laptop looks at nothing, page by page, beside an empty page.

    python benchmarks/first_view.py [--reports DIR] [--rounds 7] [--slow 4]

Chromium opens each page of an edition (default: reports/) from disk, with the processor slowed
down `--slow` times, in a context of its own, in turn with an empty page. Its own trace says when
the first content was painted, when the largest piece of the first view was, and when the page
answered again (its scripts done). Medians of the rounds, in milliseconds and as a ratio to the
empty page, are written to benchmarks/results/first_view.csv. Exits 1 where the largest piece of a
page comes after a second.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from profiling.clock import machine

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "first_view.csv"
LIMIT = 1000  # ms
EMPTY = "empty"
BLANK = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Empty</title><p>Empty</p></html>"
MEASURE = """() => new Promise(done => {
  const seen = {};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  const look = () => {
    const first = performance.getEntriesByName("first-contentful-paint")[0];
    if (!first || seen.largest === undefined) return setTimeout(look, 20);
    const [load] = performance.getEntriesByType("navigation");
    done({first: first.startTime, largest: seen.largest, ready: load.domContentLoadedEventEnd});
  };
  look();
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=Path, default=ROOT / "reports")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--slow", type=float, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.html"
        empty.write_text(BLANK, encoding="utf-8")
        pages = {EMPTY: empty} | {path.name: path for path in sorted(asked.reports.glob("*.html"))}
        profiles = sorted(asked.reports.glob("areas/*.html"), key=lambda path: path.stat().st_size)
        pages |= {f"areas/{path.name}": path for path in profiles[-1:]}  # the heaviest of them
        found = measured(pages, asked.rounds, asked.slow)
    rows = [row(name, pages[name], times, found[EMPTY]) for name, times in found.items()]
    write(rows)
    late = [row["page"] for row in rows if row["largest_ms"] > LIMIT]
    print(f"{len(rows)} pages, {asked.rounds} rounds; later than {LIMIT} ms: {late or 'none'}")
    return 1 if late else 0


def measured(pages: dict[str, Path], rounds: int, slow: float) -> dict[str, list[dict]]:
    """Page -> what each round measured. Pages take turns; the first round warms up and is left."""
    found: dict[str, list[dict]] = {name: [] for name in pages}
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for at in range(rounds + 1):
            for name, path in pages.items():
                times = opened(browser, path, slow)
                if at:
                    found[name].append(times)
        browser.close()
    return found


def opened(browser: Browser, path: Path, slow: float) -> dict[str, float]:
    """Milliseconds from the start of the navigation: first, largest, ready."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.goto(path.as_uri(), wait_until="load")
    times = page.evaluate(MEASURE)
    context.close()
    return times


def row(name: str, path: Path, times: list[dict], empty: list[dict]) -> dict[str, object]:
    shown: dict[str, object] = {"page": name, "kilobytes": 0}
    if name != EMPTY:
        shown["kilobytes"] = round(path.stat().st_size / 1000)
    for key in ("first", "largest", "ready"):
        own = median(one[key] for one in times)
        shown[f"{key}_ms"] = round(own)
        shown[f"{key}_ratio"] = round(own / median(one[key] for one in empty), 2)
    return shown | {"machine": machine()}


def write(rows: list[dict[str, object]]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
