"""What changed since the last edition, compared again: straight from the two tables.

Shares no code with `helpers.changes`: rows of both tables are paired here by sets of their cells.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import lzma
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.claims.promised import NOT_TOLD, VERDICTS, leaders, verdict_of
from helpers.claims.reckon import NUMBER, Said, places, refused_numbers
from helpers.claims.rows import Rows
from helpers.claims.told import came_of, judge_qualifier
from helpers.csv_cells import given_text
from helpers.language import later, say

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

BASELINE = "baseline.csv.xz"
OF_WHAT = ("ref_area", "indicator", "time_period", "measure", "obs_status", "reference_group",
           "base_period")  # fmt: skip
WORTH = ("obs_value", "obs_value_high", "qualifier", "unit_measure")
NUMBERS = WORTH[:2]
PROMISE = ("ref_area", "indicator", "measure", "obs_status", "time_period", "qualifier",
           "obs_value")  # fmt: skip
COLUMN_WORDS = {
    "ref_area": later("area"),
    "time_period": later("period"),
    "obs_value": later("value"),
    "obs_value_high": later("upper value"),
    "obs_status": later("status"),
    "unit_measure": later("unit"),
    "base_period": later("base"),
    "reference_group": later("group"),
    "matched_period": later("matched period"),
    "derived_from": later("derived from"),
    "as_printed": later("as printed"),
    "source_id": later("source"),
}
"""Columns of observations.csv as a page calls them; the others by their own names."""
UNQUOTED = ("note", "as_printed", "repeats", "derived_from", "source_id", "locator")
"""Columns of which a page only says that they changed: their cells are long."""

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


def _differ(old: Row, new: Row) -> set[str]:
    return {name for name in new if name != "obs_id" and _cell(old, name) != _cell(new, name)}


def _kind(old: Row | None, new: Row | None) -> str:
    """What became of a figure; "" for one that is as it was."""
    if old is None or new is None:
        again = bool((old or new or {})["repeats"])
        return {(True, False): "added", (True, True): "repeated", (False, False): "removed",
                (False, True): "unrepeated"}[old is None, again]  # fmt: skip
    changed = _differ(old, new)
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


# ---------------------------------------------------------------- what a page says of it


def _of_kind(since: Since, said: str, kind: str, indicator: str = "", shown: str = "0") -> str:
    number = since.count(kind, indicator) - int(shown)
    return refused_numbers(f"figures {kind} {indicator}".strip(), said, [number])


def _moved(since: Since, said: str) -> str:
    return refused_numbers("ranks that moved", said, [len(since.ranks)])


def _among(since: Since, said: str) -> str:
    return refused_numbers("indicators of them", said, [len({code for code, _ in since.ranks})])


def _decided(since: Since, said: str, verdict: str = "") -> str:
    counts = Counter(now for _, now, _ in since.verdicts.values())
    number = counts[verdict] if verdict else counts.total()
    return refused_numbers(f"new verdicts {verdict}".strip(), said, [number])


def _rank(side: int) -> Callable[..., str]:
    def judge(since: Since, said: str, indicator: str, area: str, year: str) -> str:
        if (indicator, area) not in since.ranks or since.year(indicator) != int(year):
            return f"the rank of {area} in {indicator} did not move in {year}"
        rank = since.ranks[indicator, area][side]
        if not rank:
            return "" if said == say("no figure") else f"{area} had no rank, not {said}"
        return refused_numbers("a rank", said, [int(part) for part in NUMBER.findall(rank)])

    return judge


def _was(since: Since, said: str, obs_id: str) -> str:
    """All digits of the old figure are told."""
    row = since.old.observations[obs_id]
    values = [Fraction(row[name]) for name in NUMBERS if row[name]]
    about = since.new.indicators.get(row["indicator"])
    unit = ""
    if about and row["unit_measure"] == about["base_unit"] != "RANK":
        unit = since.new.unit(row["indicator"])
        values = [value / since.new.scale(row["indicator"]) for value in values]
    if objection := judge_qualifier(row, said):
        return objection
    told = [Said.read(one).value for one in NUMBER.findall(said.replace(unit or " ", " "))]
    return "" if told == values else f"{obs_id} was {', '.join(map(str, values))}, not {said}"


def _change(since: Since, said: str, old: str, new: str) -> str:
    before, after = since.old.observations[old], since.new.observations[new]
    if since.pairs.get((old, new)) != "revised":
        return f"{new} is no revision of {old}"
    ratio = Fraction(after["obs_value"]) / Fraction(before["obs_value"])
    return refused_numbers(f"the change of {new}", said, [100 * (ratio - 1)])


def _cells(since: Since, said: str, old: str, new: str) -> str:
    """Every column that changed is named, with what stood there and what stands there."""
    before, after = since.old.observations[old], since.new.observations[new]
    told = []
    for name in before:  # in the order of the table's columns
        if name not in _differ(before, after):
            continue
        heading = say(COLUMN_WORDS[name]) if name in COLUMN_WORDS else name
        if name in UNQUOTED:
            told.append(heading)
            continue
        cells = [row[name] or say("none") for row in (before, after)]
        if name == "obs_status":
            cells = [say(cell) for cell in cells]
        told.append(say("{column}: {old}{arrow}{new}", column=heading, old=cells[0], arrow=" → ",
                        new=cells[1]))  # fmt: skip
    rest = said
    for words in told:
        if words not in rest:
            return f"of {new} it is not told that {words}"
        rest = rest.replace(words, "", 1)
    return f"of {new} it is told too that {rest}" if any(map(str.isalnum, rest)) else ""


def _promise(since: Since, obs_id: str) -> tuple[str, str, Row]:
    found = [one for one in since.verdicts.values() if one[2]["obs_id"] == obs_id]
    if not found:
        raise ValueError(f"no new verdict on {obs_id}")
    return found[0]


def _printed(since: Since, said: str, obs_id: str) -> str:
    printed = _promise(since, obs_id)[2]["as_printed"]
    return "" if said == printed else f"{obs_id} prints {printed!r}, not {said!r}"


def _official(since: Since, said: str, obs_id: str) -> str:
    row = _promise(since, obs_id)[2]
    found = came_of(since.new, row)
    if isinstance(found, str):
        return f"{obs_id}: {found}"
    value = found.value if row["measure"] == "growth" else (
        found.value / since.new.scale(row["indicator"]))  # fmt: skip
    unit = since.new.unit(row["indicator"])
    return refused_numbers(f"what came of {obs_id}", said.replace(unit or " ", " "), [value])


def _verdict(side: int) -> Callable[..., str]:
    def judge(since: Since, said: str, obs_id: str) -> str:
        own = say(VERDICTS.get(_promise(since, obs_id)[side], NOT_TOLD))
        return "" if said == own else f"the verdict on {obs_id} is {own}, not {said}"

    return judge


def _nothing(since: Since, said: str) -> str:
    return f"{len(since.pairs)} figures changed" if since.pairs else ""


TOLD: dict[str, Callable[..., str]] = {
    "figures": _of_kind,
    "ranks": _moved,
    "indicators": _among,
    "verdicts": _decided,
    "rank was": _rank(0),
    "rank is": _rank(1),
    "was": _was,
    "change": _change,
    "cells": _cells,
    "printed": _printed,
    "official": _official,
    "verdict was": _verdict(0),
    "verdict is": _verdict(1),
    "nothing": _nothing,
}


def judge_since(judge: Judge, by: tuple[str, ...], said: str) -> str:
    """Why what is said of the last edition is refused; "" where both tables bear it."""
    _, what, *of = by
    return TOLD[what](_since_of(judge), said, *of)


def _since_of(judge: Judge) -> Since:
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
