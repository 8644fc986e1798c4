"""What changed since the last edition, compared again: straight from the two tables.

Shares no code with `helpers.changes`: rows of both tables are paired here by sets of their cells.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import lzma
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.claims.promised import leaders, verdict_of
from helpers.claims.reckon import places
from helpers.claims.rows import Rows
from helpers.csv_cells import given_text

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

BASELINE = "baseline.csv.xz"
OF_WHAT = ("ref_area", "indicator", "time_period", "measure", "obs_status", "reference_group",
           "base_period")  # fmt: skip
WORTH = ("obs_value", "obs_value_high", "qualifier", "unit_measure")
NUMBERS = WORTH[:2]
PROMISE = ("ref_area", "indicator", "measure", "obs_status", "time_period", "qualifier",
           "obs_value")  # fmt: skip
Row = dict[str, str]
Pair = tuple[Row | None, Row | None]


class Since:
    """Two tables of observations: `old` of the last edition, `new` of this one; obs_id -> row."""

    def __init__(self, rows: Rows, old: dict[str, Row]) -> None:
        self.new = rows
        self.old = dataclasses.replace(rows, observations=old, _made={}, _columns={})

    @cached_property
    def pairs(self) -> dict[tuple[str, str], str]:
        """(old obs_id, new obs_id), "" where there is none -> what became of the figure."""
        old, new = self.old.observations, self.new.observations
        found = {(one, one): _kind(old[one], new[one]) for one in old.keys() & new.keys()}
        gone = [old[one] for one in sorted(old.keys() - new.keys())]
        come = [new[one] for one in sorted(new.keys() - old.keys())]
        for before, after in _matched(gone, come):
            ids = (before["obs_id"] if before else "", after["obs_id"] if after else "")
            found[ids] = _kind(before, after)
        return {ids: kind for ids, kind in found.items() if kind}

    def count(self, kind: str, indicator: str) -> int:
        """Figures of which this became; indicator: "" for all."""
        return sum(
            1
            for ids, what in self.pairs.items()
            if what == kind and indicator in ("", self._row(ids)["indicator"])
        )

    def _row(self, ids: tuple[str, str]) -> Row:
        return self.new.observations[ids[1]] if ids[1] else self.old.observations[ids[0]]

    def year(self, indicator: str) -> int | None:
        """The newest in which most provinces have a figure in both editions."""
        areas = self.new.provinces
        for year in range(max(self.new.newest, self.old.newest), 1900, -1):
            both = [
                area
                for area in areas
                if self.old.figure(indicator, area, year) and self.new.figure(indicator, area, year)
            ]
            if len(both) > len(areas) / 2:
                return year
        return None

    @cached_property
    def ranks(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(indicator, area) -> rank before and now, of those that moved: "2 of 31", "" for none."""
        found = {}
        for code, about in self.new.indicators.items():
            year = self.year(code) if about["direction"] in ("higher", "lower") else None
            if year is None:
                continue
            sides = [places(one, code, year, one.provinces) for one in (self.old, self.new)]
            for area in self.new.provinces:
                was, now = (
                    f"{side[area]} of {len(side)}" if area in side else "" for side in sides
                )
                if was.partition(" ")[0] != now.partition(" ")[0]:
                    found[code, area] = (was, now)
        return found

    @cached_property
    def verdicts(self) -> dict[tuple, tuple[str, str, Row]]:
        """PROMISE -> verdict before ("" for none) and now, and its row, of those decided anew."""
        before, after = (_judged(one) for one in (self.old, self.new))
        return {
            key: (before[key][0] if key in before else "", now, row)
            for key, (now, row) in after.items()
            if (key not in before or before[key][0] != now)
            and {now, before[key][0] if key in before else ""} & {"met", "missed"}
        }


def _judged(rows: Rows) -> dict[tuple, tuple[str, Row]]:
    found: dict[tuple, tuple[str, Row]] = {}
    for row in leaders(rows):
        if row["indicator"] in rows.indicators:
            key = tuple(_cell(row, name) for name in PROMISE)
            found.setdefault(key, (verdict_of(rows, row)[0], row))
    return found


def _cell(row: Row, name: str) -> str | Fraction:
    return Fraction(row[name]) if name in NUMBERS and row[name] else row[name]


def differing(old: Row, new: Row) -> set[str]:
    """The columns in which two rows differ, numbers by value; obs_id is none of them."""
    return {name for name in new if name != "obs_id" and _cell(old, name) != _cell(new, name)}


def _kind(old: Row | None, new: Row | None) -> str:
    """What became of a figure; "" for one that is as it was."""
    if old is None or new is None:
        again = bool((old or new or {})["repeats"])
        return {(True, False): "added", (True, True): "repeated", (False, False): "removed",
                (False, True): "unrepeated"}[old is None, again]  # fmt: skip
    changed = differing(old, new)
    use = {"comparable", "matched_period"} & changed
    use |= {name for name in ("derived_from", "repeats") if bool(old[name]) != bool(new[name])}
    if changed & set(OF_WHAT):
        return "reclassified"
    if changed & set(WORTH):
        return "revised"
    if use:
        return "reclassified"
    if old["obs_id"] != new["obs_id"]:
        return "moved"
    return "reworded" if changed else ""


def _matched(gone: list[Row], come: list[Row]) -> Iterator[Pair]:
    """Rows of the same figure under another obs_id, then those that have none like them.

    Equal values first; of what is left those of a printed period, where each side says one value.
    """
    by_key: dict[tuple, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((gone, come)):
        for row in rows:
            by_key[tuple(row[name] for name in OF_WHAT)][side].append(row)
    for key, (olds, news) in by_key.items():
        left = list(olds)
        rest = []
        for row in news:
            like = next((one for one in left if _worth(one) == _worth(row)), None)
            if like is None:
                rest.append(row)
            else:
                left.remove(like)
                yield like, row
        single = all(len({_worth(row) for row in side}) == 1 for side in (left, rest))
        both = min(len(left), len(rest)) if single and key[OF_WHAT.index("time_period")] else 0
        yield from zip(left[:both], rest[:both], strict=True)
        yield from ((row, None) for row in left[both:])
        yield from ((None, row) for row in rest[both:])


def _worth(row: Row) -> tuple:
    return tuple(_cell(row, name) for name in WORTH)


def since_of(judge: Judge) -> Since:
    """One for as long as the last edition's table is the same file."""
    if judge.rows.data_dir is None:
        raise ValueError("there is no last edition")
    path = judge.rows.data_dir / BASELINE
    if not path.exists():
        raise ValueError("there is no last edition")
    state = path.stat()
    key = ("since", str(state.st_mtime_ns), str(state.st_size))
    if key not in judge.made:
        judge.made[key] = Since(judge.rows, _read(path))
    return judge.made[key]


def _read(path: Path) -> dict[str, Row]:
    text = lzma.decompress(path.read_bytes()).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        row["obs_id"]: row
        for row in ({name: given_text(cell.strip()) for name, cell in one.items()} for one in rows)
    }
