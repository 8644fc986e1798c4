"""A notebook's cells as a program, without a kernel."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from helpers.site.notebooks import read_notebook


def run_cells(notebook: Path, area: str) -> Iterator[object]:
    """Run the cells with this area; gives what the last expression of each is, if it has one."""
    names: dict[str, object] = {}
    for cell in read_notebook(notebook).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names["area"] = area
        if last is not None:
            yield eval(compile(ast.Expression(last.value), "cell", "eval"), names)
