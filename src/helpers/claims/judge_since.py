"""Judges what a page says of the last edition, on both tables as `claims.since` compares them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims.promised import NOT_TOLD, VERDICTS
from helpers.claims.reckon import NUMBER, Said, refused_numbers
from helpers.claims.since import NUMBERS, Row, Since, differing, since_of
from helpers.claims.told import came_of, judge_qualifier
from helpers.language import later, say

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

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
        if name not in differing(before, after):
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
    return TOLD[what](since_of(judge), said, *of)
