"""What the cells of a notebook show, without a kernel."""

from __future__ import annotations

import ast
import os
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


def executed(name: str, area: str = "430000", language: str = "en") -> nbformat.NotebookNode:
    """The notebook with its outputs, of another area or in another language if asked."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4)
    space: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        source = cell.source.replace('area = "430000"', f'area = "{area}"')
        tree = ast.parse(source.replace('language = "en"', f'language = "{language}"'))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)
        if last is not None:
            shown = eval(compile(ast.Expression(last.value), name, "eval"), space)
            if shown is not None:
                bundle = shown._repr_mimebundle_()
                cell.outputs = [new_output("display_data", data=bundle)]
    return notebook
