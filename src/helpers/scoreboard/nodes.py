"""The rows of a framework read and checked: every fault of every row at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from numbers import Number

import pandas as pd

from helpers.faults import Fault, nearest
from helpers.scoreboard.refusal import some

NEEDED = ("code", "parent", "weight", "direction")
COLUMNS = (*NEEDED, "name", "denominator", "transform", "goalpost_low", "goalpost_high")
TRANSFORMS = ("none", "log")


@dataclass(frozen=True)
class Node:
    """One indicator or score.

    weight: within its parent, not yet divided by the sum. direction: 1 or -1. transform: none or
    log. goalposts: NaN where none are given.
    """

    code: str
    parent: str
    weight: float
    direction: int
    name: str
    denominator: str
    transform: str
    goalpost_low: float
    goalpost_high: float

    def row(self) -> dict[str, object]:
        """The node as a row of COLUMNS."""
        return {column: getattr(self, column) for column in COLUMNS}


Row = tuple[int | None, dict[str, object]]


def nodes_of(rows: Sequence[Row], file: str) -> tuple[list[Node], list[Fault]]:
    """Nodes out of rows (line or None, column -> cell), and what is wrong with them.

    file: what faults call it; "" for a table that came from no file.
    """
    if not rows:
        return [], [Fault(file, None, "", "the framework has no row")]
    parents = {_text(row.get("parent")) for _, row in rows}
    read: list[tuple[Node, list[Fault]]] = []
    faults: list[Fault] = []
    lines: dict[str, int | None] = {}
    for line, row in rows:
        code = _text(row.get("code"))
        if not code:
            faults.append(Fault(file, line, "code", "a row has no code", "a name for each row"))
            continue
        lines.setdefault(code, line)
        node, found = _node(row, code, code in parents)
        read.append((node, found))
        faults += [replace(fault, file=file, line=line) for fault in found]
    nodes = [node for node, _ in read]
    wrong = {node.code for node, found in read if any(f.column == "weight" for f in found)}
    weights, unweighted = _weights(nodes, wrong)
    faults += _tree_faults(nodes, lines, file)
    faults += _denominator_faults(nodes, parents, lines, file)
    faults += [replace(fault, file=file) for fault in unweighted]
    nodes = [replace(node, weight=weights[node.code]) for node in nodes]
    return nodes, faults


def _node(row: dict[str, object], code: str, is_score: bool) -> tuple[Node, list[Fault]]:
    faults: list[Fault] = []

    def number(column: str) -> float:
        value, wrong = _number(row.get(column))
        if wrong:
            found = f"{code} has {row.get(column)!r}, which is no number"
            faults.append(Fault("", None, column, found, "a number, or nothing"))
        return value

    weight, low, high = number("weight"), number("goalpost_low"), number("goalpost_high")
    if weight < 0:
        faults.append(
            Fault("", None, "weight", f"{code} has the weight {weight:g}", "zero or more")
        )
    if low >= high and not is_score:
        found = f"{code} has goalposts {low:g} and {high:g}"
        todo = "What stands for a low score goes with direction -1, not with turned goalposts"
        faults.append(Fault("", None, "goalpost_low", found, "low below high", todo))
    direction, wrong = _number(row.get("direction"))
    blank = math.isnan(direction) and not wrong
    if wrong or not (direction in (1, -1) or (blank and is_score)):
        given = "no direction" if blank else f"the direction {row.get('direction')!r}"
        found = f"{code} has {given}"
        allowed = "1 (more is better) or -1 (less is better)"
        faults.append(Fault("", None, "direction", found, allowed))
    elif is_score and direction == -1:
        found = f"{code} is a score, and its direction is -1"
        faults.append(Fault("", None, "direction", found, "1, or nothing"))
    transform = _text(row.get("transform")) or "none"
    if transform not in TRANSFORMS:
        found = f"{code} has the transform {transform!r}"
        faults.append(Fault("", None, "transform", found, ", ".join(TRANSFORMS)))
    denominator = _text(row.get("denominator"))
    if is_score and (denominator or transform == "log"):
        column = "denominator" if denominator else "transform"
        faults.append(
            Fault("", None, column, f"{code} is a score, which has no {column}", "nothing")
        )
    node = Node(
        code=code,
        parent=_text(row.get("parent")),
        weight=weight,
        direction=-1 if direction == -1 else 1,
        name=_text(row.get("name")) or code,
        denominator=denominator,
        transform=transform,
        goalpost_low=low,
        goalpost_high=high,
    )
    return node, faults


def _text(cell: object) -> str:
    """A cell as text; "" for a missing one. 3.0 is 3: numbers become floats beside a gap."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, Number) and not isinstance(cell, bool) and float(cell).is_integer():  # type: ignore[arg-type]
        return str(int(cell))  # type: ignore[call-overload]
    return str(cell).strip()


def _number(cell: object) -> tuple[float, bool]:
    """(number, is it wrong); NaN for a missing one. Infinity is no number."""
    text = _text(cell)
    if not text or text.casefold() == "nan":
        return math.nan, False
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        return math.nan, True
    return (value, False) if math.isfinite(value) else (math.nan, True)


def _tree_faults(nodes: Sequence[Node], lines: dict[str, int | None], file: str) -> list[Fault]:
    """Codes twice, parents that no row defines, no root or several, rings."""
    times = Counter(node.code for node in nodes)
    faults = [
        Fault(file, lines[code], "code", f"{code} stands in {n} rows", "each code once")
        for code, n in times.items()
        if n > 1
    ]
    faults += [
        Fault(file, lines[node.code], "parent",
              f"{node.code} has the parent {node.parent!r}, which no row defines",
              todo=nearest(node.parent, times) or "Add a row for it, or empty the cell of the root")
        for node in nodes
        if node.parent and node.parent not in times
    ]  # fmt: skip
    roots = [node.code for node in nodes if not node.parent]
    if len(roots) > 1:
        found = f"{len(roots)} rows have no parent: {some(roots)}"
        faults.append(Fault(file, None, "parent", found, "one root, the index itself"))
    rings = _rings(nodes)
    faults += [
        Fault(file, lines[ring[0]], "parent",
              f"the parents go round in a ring: {' -> '.join([*ring, ring[0]])}",
              "parents that lead up to the root")
        for ring in rings
    ]  # fmt: skip
    if not roots and not rings:
        found = "every row has a parent"
        faults.append(Fault(file, None, "parent", found, "one root, whose parent is empty"))
    return faults


def _rings(nodes: Sequence[Node]) -> list[list[str]]:
    parent = {node.code: node.parent for node in nodes}
    seen: set[str] = set()
    rings = []
    for start in parent:
        path: list[str] = []
        at = start
        while at in parent and at not in seen:
            seen.add(at)
            path.append(at)
            at = parent[at]
        if at in path:
            rings.append(path[path.index(at) :])
    return rings


def _denominator_faults(
    nodes: Sequence[Node], parents: set[str], lines: dict[str, int | None], file: str
) -> list[Fault]:
    codes = {node.code for node in nodes}
    return [
        Fault(file, lines[node.code], "denominator",
              f"{node.code} is divided by {node.denominator!r}, which is "
              + ("a score" if node.denominator in parents else "an indicator") + " itself",
              "a column of the values that is no row of the framework")
        for node in nodes
        if node.denominator in codes
    ]  # fmt: skip


def _weights(nodes: Sequence[Node], wrong: set[str]) -> tuple[dict[str, float], list[Fault]]:
    """code to weight, blanks filled where all of one parent are blank; and faults.

    wrong: codes whose weight is a fault by itself.
    """
    weights: dict[str, float] = {}
    faults = []
    for parent in dict.fromkeys(node.parent for node in nodes):
        family = [node for node in nodes if node.parent == parent]
        blank = [node.code for node in family if math.isnan(node.weight)]
        if len(blank) == len(family) or not parent:
            weights |= {node.code: 1.0 for node in family}
            continue
        weights |= {node.code: node.weight for node in family}
        if wrong & {node.code for node in family}:
            continue
        if blank:
            found = f"{some(blank)} under {parent} have no weight, others under it have one"
            todo = "Give a weight to each, or to none for equal weights"
            faults.append(Fault("", None, "weight", found, todo=todo))
        elif not math.fsum(node.weight for node in family) > 0:
            found = f"the weights under {parent} sum to nothing ({some(n.code for n in family)})"
            faults.append(Fault("", None, "weight", found, "at least one above zero"))
    return weights, faults
