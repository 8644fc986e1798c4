"""What the cells of a notebook show, without a kernel."""

from __future__ import annotations

import ast
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from helpers.data_folder import VARIABLE
from helpers.site.page_task import Made, PageTask, make_page

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
shared: dict[str, Path] = {}
"""The folder that all processes of a run of tests see; conftest sets it."""


def executed_once(name: str, area: str = "430000", language: str = "en") -> nbformat.NotebookNode:
    """As `executed`, of the project's own data: run by the first process that asks.

    Or by the build of the edition, where a test has asked for that: then it is waited for.
    """
    assert Path(os.environ[VARIABLE]).resolve() == ROOT / "data"
    wait_for_edition()
    kept = _kept(name, area, language)
    if not kept.exists():
        _keep(executed(name, area, language), kept)
    return nbformat.read(kept, 4)


def wait_for_edition() -> None:
    """Until the edition that some process of this run builds, if any does, is there."""
    begun, ended = (shared["folder"] / f"edition.{name}" for name in ("begun", "ended"))
    end = time.monotonic() + 900
    while begun.exists() and not ended.exists():
        assert time.monotonic() < end, "another process began the edition and did not end it"
        time.sleep(0.2)


def make_and_keep(task: PageTask, engine: str, folder: Path) -> Made:
    """A page, as a build makes it; its executed notebook stays for `executed_once`."""
    from helpers.site import pages

    shared["folder"] = folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "render_page", partial(_render_and_keep, pages.render_page, task))
        return make_page(task, engine)


def _render_and_keep(render: Callable, task: PageTask, notebook: nbformat.NotebookNode,
                     *rest: object) -> object:  # fmt: skip
    parameters = {"area": "430000", "language": "en"} | task.job.parameters
    kept = _kept(Path(task.job.name).stem, parameters["area"], parameters["language"])
    _keep(notebook, kept)
    return render(notebook, *rest)


def _kept(name: str, area: str, language: str) -> Path:
    return shared["folder"] / f"executed-{name}-{area}-{language}.ipynb"


def _keep(notebook: nbformat.NotebookNode, kept: Path) -> None:
    own = kept.with_suffix(f".{os.getpid()}")
    nbformat.write(notebook, own)
    own.replace(kept)


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
