"""Measures `innovation-report propose` on stories whose figures a person has captured.

    python benchmarks/propose.py --stories DIR [--data DIR]

DIR holds pairs: NAME.txt (or .html), the story's text, and NAME.csv, its captured figures in the
story format. The texts stay outside the project.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from helpers.clean.printed import Printed, UnreadableFigure, parse_printed
from helpers.clean.propose import propose_figures
from helpers.reference import load_reference

HINTS = ("area", "indicator", "obs_status", "measure", "time_period")
PROJECT = Path(__file__).resolve().parents[1]


def read(words: str) -> Printed | None:
    """The words as a number; None where the parser refuses them."""
    try:
        return parse_printed(words)
    except UnreadableFigure:
        return None


def value(words: str) -> tuple | str:
    """What a figure is worth, with its unit; a bare number counts. Its words if unreadable."""
    printed = read(words)
    if printed is None:
        return " ".join(words.lower().split())
    return printed.value, printed.high, printed.unit or "NUM"


def qualifier(words: str) -> str:
    """The qualifier, "" where the words cannot be read."""
    printed = read(words)
    return printed.qualifier if printed else ""


def pairs(captured: list[dict], proposed: list[dict]) -> list[tuple[dict, dict]]:
    """Captured figures with the proposal of the same sentence, value and unit, each used once."""
    left = list(proposed)
    found = []
    for figure in captured:
        key = figure["sentence"], value(figure["as_printed"])
        like = [row for row in left if (row["sentence"], value(row["as_printed"])) == key]
        if like:
            left.remove(like[0])
            found.append((figure, like[0]))
    return found


def measure(text: Path, data_dir: Path) -> Counter:
    """Counts for one story; rows with an exclusion are no figures, on either side."""
    with text.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        captured = list(csv.DictReader(file))
    rows = propose_figures(text.read_bytes(), file=text.name, data_dir=data_dir)
    reference = load_reference(data_dir)
    figures = [row for row in captured if not row["exclusion"]]
    proposals = [row for row in rows if not row["exclusion"]]
    matched = pairs(figures, proposals)
    counts = Counter(
        captured=len(figures),
        proposals=len(proposals),
        rows=len(rows),
        matched=len(matched),
        right=sum(qualifier(a["as_printed"]) == qualifier(b["as_printed"]) for a, b in matched),
    )
    for figure, row in matched:
        for column in HINTS:
            same = figure[column] == row[column]
            if column == "area":
                code = reference.area_code
                same = same or (code(figure[column]) or 0) == (code(row[column]) or 1)
            counts[column] += same
    return counts


def main() -> None:
    """Prints a table: a line for each story, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=PROJECT / "data")
    options = parser.parse_args()
    texts = sorted(
        path
        for path in options.stories.iterdir()
        if path.suffix in (".txt", ".html") and path.with_suffix(".csv").is_file()
    )
    if not texts:
        parser.error(f"no pair NAME.txt and NAME.csv in {options.stories}")
    heads = ("captured", "proposed", "right", *HINTS)
    print(f"{'story':32}" + "".join(f"{head:>13}" for head in heads))
    total: Counter = Counter()
    for text in texts:
        counts = measure(text, options.data)
        total += counts
        print(line(text.stem, counts))
    print(line("all", total))
    print(
        "captured: figures that are no exclusions. proposed: share of them proposed (sentence,\n"
        "value, unit). right: share of the proposals without an exclusion that are such a figure,\n"
        "qualifier too. Hints: share of the proposed figures that agree."
    )


def line(name: str, counts: Counter) -> str:
    """One line of the table."""
    shares = [
        share(counts["matched"], counts["captured"]),
        share(counts["right"], counts["proposals"]),
        *(share(counts[column], counts["matched"]) for column in HINTS),
    ]
    return f"{name[:31]:32}{counts['captured']:>13}" + "".join(f"{text:>13}" for text in shares)


def share(part: int, whole: int) -> str:
    """Part of a whole in percent; "-" where there is no whole."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    main()
