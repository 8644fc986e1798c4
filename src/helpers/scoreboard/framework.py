"""The framework of an index: which indicators, under which parents, with what weights.

Handbook, step 1 (theoretical framework) and step 6 (weights): a tree whose leaves are the
indicators and whose inner nodes are scores. It is a table, one row a node.
"""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.csv_rows import table_rows
from helpers.faults import Fault, FaultsFound
from helpers.input_file import bytes_of
from helpers.scoreboard.nodes import COLUMNS, NEEDED, Node, nodes_of
from helpers.scoreboard.refusal import CannotBuild, refuse


@dataclass(frozen=True, eq=False)
class Framework:
    """The checked nodes of an index; use `Framework.read`.

    nodes: one a row of the table, in its order. A node that is nobody's parent is an indicator.
    """

    nodes: tuple[Node, ...]

    @classmethod
    def read(cls, source: str | os.PathLike[str] | pd.DataFrame | Framework) -> Framework:
        """A framework out of a CSV file (its path) or a table.

        Columns, in any order, others are passed over:
        code          of an indicator a column of the values, else the name of a score
        parent        code of the score that it goes into; empty for the root, of which there is one
        weight        within its parent, zero or more, in any unit: only their proportions count.
                      Empty for all children of a parent: equal weights. The root needs none
        direction     1 more is better, -1 less is better; of a score 1 or empty
        name          what readers see; default: the code
        denominator   a column of the values, no indicator itself, that the indicator is divided by
        transform     none or log (natural logarithm), before the goalposts
        goalpost_low, goalpost_high   what stands for 0 and 100, in the indicator's own unit before
                      its transform; of a score they mean nothing

        Raises CannotBuild (a FaultsFound and a ValueError) with every fault: a missing column, a
        code twice, a parent that no row defines, no root or several, a ring of parents, weights
        that are none or sum to nothing, another direction or transform, goalposts the wrong way.
        """
        if isinstance(source, Framework):
            return source
        if isinstance(source, pd.DataFrame):
            rows, file = _frame_rows(source), ""
        elif isinstance(source, (str, os.PathLike)):
            rows, file = _file_rows(Path(source)), Path(source).name
        else:
            found = f"a framework cannot be read out of {type(source).__name__}"
            raise CannotBuild([Fault("", None, "", found, "the path of a CSV file, or a table")])
        nodes, faults = nodes_of(rows, file)
        refuse(faults)
        return cls(tuple(nodes))

    @cached_property
    def node(self) -> dict[str, Node]:
        """code to node."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """code of each score to the codes of what goes into it, in the order of the table."""
        found: dict[str, list[str]] = {}
        for node in self.nodes:
            if node.parent:
                found.setdefault(node.parent, []).append(node.code)
        return {node.code: tuple(found[node.code]) for node in self.nodes if node.code in found}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the table."""
        return tuple(node.code for node in self.nodes)

    @cached_property
    def root(self) -> str:
        """Code of the index itself."""
        return next(node.code for node in self.nodes if not node.parent)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators, in the order of the table."""
        return tuple(code for code in self.codes if code not in self.children)

    @cached_property
    def level(self) -> dict[str, int]:
        """code to level: the root is 1, its children 2, and so on down."""
        levels: dict[str, int] = {}
        for code in self.codes:
            chain = []
            at = code
            while at and at not in levels:
                chain.append(at)
                at = self.node[at].parent
            for step, one in enumerate(reversed(chain), 1):
                levels[one] = (levels[at] if at else 0) + step
        return levels

    @cached_property
    def scores(self) -> tuple[str, ...]:
        """Codes of the scores, from the bottom up: each after all that goes into it."""
        return tuple(sorted(self.children, key=lambda code: -self.level[code]))

    @cached_property
    def denominators(self) -> tuple[str, ...]:
        """Columns of the values that indicators are divided by, each once."""
        return tuple(dict.fromkeys(n.denominator for n in self.nodes if n.denominator))

    def under(self, code: str) -> tuple[str, ...]:
        """The indicators under a score (of an indicator: itself), in the order of the table."""
        below = {code}
        for one in sorted(self.codes, key=lambda one: self.level[one]):
            if self.node[one].parent in below:
                below.add(one)
        return tuple(one for one in self.indicators if one in below)

    @cached_property
    def shares(self) -> dict[str, float]:
        """code to its share within its parent: those of one parent sum to one."""
        shares = {self.root: 1.0}
        for codes in self.children.values():
            whole = math.fsum(self.node[code].weight for code in codes)
            shares |= {code: self.node[code].weight / whole for code in codes}
        return shares

    @cached_property
    def weights(self) -> pd.Series:
        """Effective weight of every code in the index: shares multiplied down the tree.

        The root has 1; those of the indicators sum to one.
        """
        effective: dict[str, float] = {}
        for code in sorted(self.codes, key=lambda one: self.level[one]):
            parent = self.node[code].parent
            effective[code] = self.shares[code] * (effective[parent] if parent else 1.0)
        return pd.Series({code: effective[code] for code in self.codes}, dtype=float, name="weight")

    def table(self) -> pd.DataFrame:
        """The framework as `read` takes it, every column there, weights as shares."""
        rows = [node.row() | {"weight": self.shares[node.code]} for node in self.nodes]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def with_weights(self, weights: Mapping[str, float] | pd.Series) -> Framework:
        """The same with other weights within their parents, of the codes given.

        Raises CannotBuild for an unknown code or weights that are none.
        """
        given = {str(code): weight for code, weight in weights.items()}
        refuse(
            Fault("", None, "", f"{code!r} is weighted, which the framework does not know")
            for code in given
            if code not in self.node
        )
        table = self.table()
        table["weight"] = [given.get(code, self.shares[code]) for code in table["code"]]
        return Framework.read(table)

    def without(self, codes: Collection[str]) -> Framework:
        """The same without these nodes and all under them; a score left with nothing goes too.

        The others keep their weights, whose proportions count. Raises CannotBuild where nothing
        is left.
        """
        gone = set(codes)
        for code in sorted(self.codes, key=lambda one: self.level[one]):
            if self.node[code].parent in gone:
                gone.add(code)
        for code in self.scores:
            if all(child in gone for child in self.children[code]):
                gone.add(code)
        if self.root in gone:
            raise CannotBuild([Fault("", None, "", "nothing is left of the framework")])
        table = self.table()
        return Framework.read(table[~table["code"].isin(gone)])


def _file_rows(path: Path) -> list[tuple[int | None, dict[str, object]]]:
    file = path.name
    try:
        content = bytes_of(path, file=str(path))
        first = content.decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
        header = [cell.strip() for cell in next(csv.reader(io.StringIO(first)), [])]
        columns = dict.fromkeys([*NEEDED, *header]) if len(header) > 1 else NEEDED
        rows, faults = table_rows(content, file=file, columns=columns)
    except FaultsFound as error:
        raise CannotBuild(error.faults) from None
    refuse(faults)
    return [(line, dict(row)) for line, row in rows]


def _frame_rows(frame: pd.DataFrame) -> list[tuple[int | None, dict[str, object]]]:
    named = [str(column).strip() for column in frame.columns]
    lacking = [column for column in NEEDED if column not in named]
    twice = sorted({name for name in named if name in COLUMNS and named.count(name) > 1})
    refuse(
        [Fault("", None, c, "the framework lacks this column", ", ".join(COLUMNS)) for c in lacking]
        + [Fault("", None, c, "two columns of the framework have this name") for c in twice]
    )
    rows = frame.set_axis(named, axis=1)[[name for name in COLUMNS if name in named]]
    return [(None, dict(zip(rows.columns, row, strict=True)))
            for row in rows.itertuples(index=False, name=None)]  # fmt: skip
