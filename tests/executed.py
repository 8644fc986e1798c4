"""What the cells of a notebook show, without a kernel."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_output

from helpers.data_folder import VARIABLE

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
shared: dict[str, Path] = {}
"""The folder that all processes of a run of tests see; conftest sets it."""


def executed_once(name: str, area: str = "430000", language: str = "en") -> nbformat.NotebookNode:
    """As `executed`, of the project's own data: run by the first process that asks."""
    assert Path(os.environ[VARIABLE]).resolve() == ROOT / "data"
    kept = shared["folder"] / f"executed-{name}-{area}-{language}.ipynb"
    if not kept.exists():
        own = kept.with_suffix(f".{os.getpid()}")
        nbformat.write(executed(name, area, language), own)
        own.replace(kept)
    return nbformat.read(kept, 4)


def shown_by(name: str, area: str = "430000", language: str = "en") -> Iterator[tuple]:
    """(cell, what it shows) of each code cell of a notebook that shows something, in order."""
    space: dict[str, object] = {}
    for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells:
        if cell.cell_type != "code":
            continue
        source = cell.source.replace('area = "430000"', f'area = "{area}"')
        tree = ast.parse(source.replace('language = "en"', f'language = "{language}"'))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)
        if last is not None:
            shown = eval(compile(ast.Expression(last.value), name, "eval"), space)
            if shown is not None:
                yield cell, shown


def executed(name: str, area: str = "430000", language: str = "en") -> nbformat.NotebookNode:
    """The notebook with its outputs, of another area or in another language if asked."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4)
    by_id = {cell.id: cell for cell in notebook.cells}
    for cell, shown in shown_by(name, area, language):
        bundle = shown._repr_mimebundle_()
        by_id[cell.id].outputs = [new_output("display_data", data=bundle)]
    return notebook
