"""Counts of what a picture or a table shows, counted again in the CSV that is published with it.

A count names its picture and what is counted there: "area:value,year=2024" is how many areas have
a value in a row of 2024. Before the colon stands the column whose different words are counted
(nothing: the rows), behind it what a row must have: any value in a column, this one, or another
one ("role!=nation").
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping

from helpers.claims.reckon import refused_numbers
from helpers.language import later, say

TALLIED = {
    "borne out": later("{number} are borne out by the record at hand"),
    "contradicted": later("{number} are contradicted by it"),
    "cannot be checked": later("{number} cannot be checked with what is at hand"),
    "found by its figure": "",
}
"""The verdict of the results that are counted -> what is said of them; "": the number alone."""


def judge_pictured(tables: Mapping[str, str], by: tuple[str, ...], said: str) -> str:
    """Why a count of a picture is refused; "" where its table bears it.

    tables: name -> CSV text. by: "picture", the name, what is counted.
    """
    _, name, counted = by
    if name not in tables:
        return f"no table {name} is published that could bear {said}"
    try:
        number = count(tables[name], counted)
    except KeyError as lacking:
        return f"the table {name} has no column {lacking}"
    return refused_numbers(f"{counted or 'rows'} in {name}", said, [number])


def told_otherwise(by: tuple[str, ...], said: str, shown: str) -> str:
    """Why a count of results is refused beside words of another verdict; "" where it has its own.

    by: as of `judge_pictured`. said: the number, shown: the number and the words with it.
    """
    verdict = by[2].partition("verdict=")[2]
    if verdict not in TALLIED:
        return ""
    own = say(TALLIED[verdict], number=said) if TALLIED[verdict] else said
    return "" if shown == own else f"what is {verdict} is told as {shown!r}"


def count(text: str, counted: str) -> int:
    """How many there are in the CSV. Raises KeyError for a column that it does not have."""
    column, _, conditions = counted.partition(":")
    wanted = [condition.partition("=") for condition in conditions.split(",") if condition]
    rules = [(name.removesuffix("!"), _rule(name, sign, value)) for name, sign, value in wanted]
    rows = csv.DictReader(text.splitlines(keepends=True))
    if rows.fieldnames is not None:
        for name in [column, *(name for name, _ in rules)]:
            if name and name not in rows.fieldnames:
                raise KeyError(name)
    kept = [row for row in rows if all(holds(row[name]) for name, holds in rules)]
    return len({row[column] for row in kept if row[column]}) if column else len(kept)


def _rule(name: str, sign: str, value: str) -> Callable[[str], bool]:
    if not sign:
        return bool
    return value.__ne__ if name.endswith("!") else value.__eq__
