"""The same pages on every Python: what one version reckons otherwise than another is not used.

From 3.12 on, sum() of floats carries along what rounding cuts off, and 3.11 does not: the last
digit differs. math.fsum rounds once, everywhere.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HELPERS = Path(__file__).resolve().parents[1] / "src" / "helpers"
ROOMS = ("draw", "spread", "scoreboard", "report", "claims", "targets", "compare", "profile.py")
COUNTING = (ast.Compare, ast.BoolOp, ast.Constant)
WHOLE = {"all", "any", "bool", "int", "len"}
# Sums of arrays, which are numpy's and alike on every version: file -> how many.
ARRAYS = {"scoreboard/arrays.py": 1, "claims/arrays.py": 3}
MODULES = [
    path
    for room in ROOMS
    for path in sorted((HELPERS / room).rglob("*.py") if "." not in room else [HELPERS / room])
]


def counts(each: ast.expr) -> bool:
    """Whether what is summed are yes and no, ones, or lengths."""
    if isinstance(each, ast.UnaryOp):
        return isinstance(each.op, ast.Not)
    if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
        return each.func.id in WHOLE
    return isinstance(each, COUNTING)


def sums_of_floats(text: str) -> list[int]:
    """Lines on which the built-in sum may add up floats: no count, and nothing to begin with."""
    calls = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"
    ]
    return [
        call.lineno
        for call in calls
        if len(call.args) == 1
        and not (isinstance(call.args[0], ast.GeneratorExp) and counts(call.args[0].elt))
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_floats_are_added_up_alike_on_every_python(path):
    name = path.relative_to(HELPERS).as_posix()
    assert len(sums_of_floats(path.read_text(encoding="utf-8"))) == ARRAYS.get(name, 0), (
        "use math.fsum for floats"
    )


def test_the_rule_finds_what_it_is_for():
    assert sums_of_floats("sum(heights)\nsum(x for x in y)\nsum(map(far, y))") == [1, 2, 3]
    assert sums_of_floats("sum(x > 1 for x in y), sum(1 for x in y), sum(z, Fraction(0))") == []
