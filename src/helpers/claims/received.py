"""What arrived, was left out, corrected or kept apart, counted again.

In raw files by a reader of its own, where their shape is plain (a story's figures, the panel, the
ranking), and by what came of them: observations, less those computed, plus what was left out.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from helpers.claims.reckon import refused_numbers
from helpers.claims.rows import Rows

NATION = "100000"
APART = "not comparable: "


def judge_received(rows: Rows, by: tuple[str, ...], said: str) -> str:
    """Why a count or a quotation of the cleaning is refused; "" where it is borne.

    by: "received", what, and what it is of.
    """
    _, what, *of = by
    if what in QUOTED:
        own = QUOTED[what](rows, *of)
        if own is None:
            return f"there is nothing {what} at {' '.join(of)}"
        return "" if said in _lines_of(own) else (
            f"{what} at {' '.join(of)} is said to be {said!r}; there stands {own!r}")  # fmt: skip
    if what not in COUNTED:
        return f"{what} is nothing that cleaning counts"
    numbers = COUNTED[what](rows, *of)
    if len(set(numbers)) > 1:
        told = " and ".join(map(str, numbers))
        return f"{what} {' '.join(of)}: two ways of counting come to {told}"
    return refused_numbers(" ".join([what, *of]), said, numbers[:1])


def _lines_of(words: str) -> set[str]:
    """The words as a page shows them: on one line."""
    return {words, " ".join(words.split())}


# ---------------------------------------------------------------- raw files


def _raw(rows: Rows, source: str) -> list[dict[str, str]] | None:
    """The rows of a source's raw file; None where the file is of another kind, or not so plain."""
    about = rows.sources[source]
    if about["kind"] not in ("story", "panel", "ranking") or rows.data_dir is None:
        return None
    path = rows.data_dir / about["file"]
    if not path.exists():
        return None
    found = _table(path, about["sha256"])
    if found is None or about["kind"] != "panel":
        return found
    return [row for row in found if row.get("publication") == about["title"]]


@lru_cache(maxsize=32)
def _table(path: Path, _sha256: str) -> list[dict[str, str]] | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = [row for row in csv.DictReader(file) if any(row.values())]
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    plain = all(None not in row and None not in row.values() for row in read)
    return read if read and plain else None


def _arrived_of(rows: Rows, source: str) -> list[int]:
    """How many figures of a source arrived: as its file has them, and as became of them."""
    mine = {"source_id": source}
    observed = rows.count(tuple(mine.items()))
    derived = rows.count(tuple((mine | {"derived_from": "*"}).items()))
    numbers = [observed - derived + len(_excluded(rows, source))]
    raw = _raw(rows, source)
    kind = rows.sources[source]["kind"]
    if raw is not None and kind == "ranking":
        cells = ("rank", "score_as_printed")
        if all(cell in raw[0] for cell in cells):
            numbers.append(sum(bool(row[cell]) for row in raw for cell in cells))
    elif raw is not None:
        numbers.append(len(raw))
    return numbers


def _arrived(rows: Rows) -> list[int]:
    each = [_arrived_of(rows, source) for source in rows.sources]
    return [sum((numbers[way] if way < len(numbers) else numbers[0] for numbers in each), 0)
            for way in (0, 1)]  # fmt: skip


def _excluded(rows: Rows, source: str = "") -> list[dict[str, str]]:
    return [row for row in rows.exclusions if source in ("", row["source_id"])]


def _left_out_of(rows: Rows, source: str = "") -> list[int]:
    """How many rows became no observation: as listed, and as a story's own table says."""
    numbers = [len(_excluded(rows, source))]
    if source and rows.sources[source]["kind"] == "story":
        raw = _raw(rows, source)
        if raw is not None and "exclusion" in raw[0]:
            numbers.append(sum(bool(row["exclusion"]) for row in raw))
    return numbers


def _printed_at(rows: Rows, source: str, locator: str) -> str | None:
    """The words that a story's table has at a place ("s12.2")."""
    for row in (_raw(rows, source) or []) if rows.sources[source]["kind"] == "story" else []:
        if f"s{row.get('sentence')}.{row.get('figure')}" == locator:
            return row["as_printed"]
    return None


def _received(rows: Rows, source: str, locator: str) -> str | None:
    """What a correction was made of: out of the story's table, or as it is recorded."""
    recorded = _correction(rows, source, locator, "as_received")
    printed = _printed_at(rows, source, locator)
    about = _correction(rows, source, locator, "column")
    return printed if printed is not None and about == "as_printed" else recorded


def _correction(rows: Rows, source: str, locator: str, column: str) -> str | None:
    own = (source, locator)
    return next((row[column] for row in rows.corrections
                 if (row["source_id"], row["locator"]) == own), None)  # fmt: skip


def _left_out(rows: Rows, source: str, locator: str) -> str | None:
    printed = _printed_at(rows, source, locator)
    if printed is not None and _correction(rows, source, locator, "column") is None:
        return printed
    own = (source, locator)
    return next((row["as_printed"] for row in rows.exclusions
                 if (row["source_id"], row["locator"]) == own), None)  # fmt: skip


# ---------------------------------------------------------------- what stands apart


def _within(rows: Rows, among: str) -> set[str]:
    """The areas compared, their cities, and the nation."""
    peers = set(rows.among(among))
    cities = {code for code, row in rows.areas.items() if row["parent"] in peers}
    return {NATION, *peers, *cities}


def _apart(rows: Rows) -> Iterator[tuple[str, str]]:
    """(area, why) of each figure that may not stand beside others, repeats once."""
    for row in rows.observations.values():
        if row["comparable"] == "no" and not row["repeats"]:
            _, marked, why = row["note"].partition(APART)
            yield row["ref_area"], why if marked else row["note"]


def _apart_within(rows: Rows, among: str, why: str) -> int:
    areas = _within(rows, among)
    return sum(area in areas and own == why for area, own in _apart(rows))


def _apart_outside(rows: Rows, among: str) -> int:
    areas = _within(rows, among)
    return sum(area not in areas for area, _ in _apart(rows))


def _conflicts_outside(rows: Rows, among: str) -> int:
    areas = _within(rows, among)
    firsts = (ids.split(";")[0] for ids in rows.conflicts)
    return sum(rows.observations[first]["ref_area"] not in areas for first in firsts)


# ---------------------------------------------------------------- stories


def _told(rows: Rows, areas: str) -> list[dict[str, str]]:
    """Observations of these areas that stories print, computed ones among them."""
    return [row for area in areas.split() for row in rows.of_area(area)
            if rows.sources[row["source_id"]]["kind"] == "story"]  # fmt: skip


def _figures_told(rows: Rows, areas: str, status: str = "", made: str = "") -> int:
    """Each figure once: as itself, or as the official figure that it repeats.

    made: "printed", or "computed" from printed ones; status "promised": all but results.
    """
    figures = set()
    for row in _told(rows, areas):
        first = row["repeats"] or row["obs_id"]
        beside = rows.observations[first]
        if row["repeats"] and rows.sources[beside["source_id"]]["kind"] == "story":
            continue
        promised = status == "promised" and row["obs_status"] != "actual"
        if not promised and status not in ("", row["obs_status"]):
            continue
        if made in ("", "computed" if row["derived_from"] else "printed"):
            figures.add(first)
    return len(figures)


def _told_otherwise(rows: Rows, areas: str) -> int:
    """Promises of these areas that two stories print in words that conflict, beyond the first."""
    aims = {row["obs_id"] for row in _told(rows, areas)
            if row["obs_status"] != "actual" and not row["repeats"]}  # fmt: skip
    groups = [set(ids.split(";")) for ids in rows.conflicts]
    alike = [group for group in groups if group <= aims]
    return sum(len(group) for group in alike) - len(alike)


def _results(rows: Rows) -> int:
    """Figures that stories print as results; what was computed from them is none."""
    return sum(
        row["obs_status"] == "actual"
        and not row["derived_from"]
        and rows.sources[row["source_id"]]["kind"] == "story"
        for row in rows.observations.values()
    )


def _stories(rows: Rows, areas: str, once: str = "") -> int:
    """Stories that tell of these areas; once: that tell a figure which no other tells."""
    return len({row["source_id"] for row in _told(rows, areas) if not (once and row["repeats"])})


def _tables_of(rows: Rows) -> int:
    return sum(int(row["rows"]) for row in rows.corrections)


COUNTED: dict[str, Callable[..., list[int]]] = {
    "arrived": lambda rows, source="": _arrived_of(rows, source) if source else _arrived(rows),
    "left out": _left_out_of,
    "corrected": lambda rows: [_tables_of(rows)],
    "corrected rows": lambda rows, *at: [int(_correction(rows, *at, "rows") or 0)],
    "conflicts": lambda rows: [len(rows.conflicts)],
    "apart": lambda rows, *of: [_apart_within(rows, *of)],
    "apart outside": lambda rows, among: [_apart_outside(rows, among)],
    "conflicts outside": lambda rows, among: [_conflicts_outside(rows, among)],
    "told": lambda rows, *of: [_figures_told(rows, *of)],
    "told otherwise": lambda rows, areas: [_told_otherwise(rows, areas)],
    "results": lambda rows: [_results(rows)],
    "stories": lambda rows, *of: [_stories(rows, *of)],
}
QUOTED: dict[str, Callable[..., str | None]] = {
    "as received": _received,
    "read as": lambda rows, *at: rows.text(_correction(rows, *at, "corrected") or "") or None,
    "printed and left out": _left_out,
}
