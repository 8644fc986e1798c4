"""Read a notebook, and the parameters that it declares."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.faults import Fault, FaultsFound
from helpers.language import TAGS

if TYPE_CHECKING:
    from helpers.site.postponed import nbformat

PARAMETERS_TAG = "parameters"


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """The notebook at `path`, said to be Python where it does not say so itself.

    Raises FaultsFound where the file is missing or is no notebook.
    """
    from helpers.site.postponed import nbformat  # here: who hands pages out needs none of it

    try:
        notebook = nbformat.read(path, as_version=4)
    except OSError as error:
        found = f"the notebook cannot be read: {error.strerror}"
        raise FaultsFound([Fault(path.name, None, "", found)]) from error
    except Exception as error:  # nbformat raises what its parsers raise
        found = f"this is no notebook ({str(error).splitlines()[0]})"
        raise FaultsFound([Fault(path.name, None, "", found)]) from error
    notebook.metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python"})
    notebook.metadata.setdefault("language_info", {"name": "python"})
    return notebook


def is_text_in(cell: nbformat.NotebookNode, language: str) -> bool:
    """Whether a cell is text of this language alone."""
    return f"lang-{language}" in cell.metadata.get("tags", [])


def in_other_language(cell: nbformat.NotebookNode, language: str) -> bool:
    """Whether a cell is text of other languages than this one. A cell without a tag is of all."""
    return any(is_text_in(cell, other) for other in TAGS if other != language)


def parameters_cell(notebook: nbformat.NotebookNode) -> int:
    """Index of the first cell tagged "parameters"; -1 where there is none."""
    for index, cell in enumerate(notebook.cells):
        if PARAMETERS_TAG in cell.metadata.get("tags", []):
            return index
    return -1


def declared_parameters(path: Path) -> set[str]:
    """Names that the notebook's cell tagged "parameters" declares; none without such a cell.

    papermill reads that cell line by line, and overlooks what does not fit its pattern (a
    second "=" on the line, an annotation such as `str | None`): such a parameter would keep
    its default in silence, so FaultsFound is raised for it.
    """
    import papermill

    notebook = read_notebook(path)
    seen = set(papermill.inspect_notebook(notebook))
    index = parameters_cell(notebook)
    if index < 0:
        return seen
    try:
        assigned = _assigned(notebook.cells[index].source)
    except SyntaxError as error:
        found = f"the cell of parameters (cell {index + 1}) is not Python: {error.msg}"
        raise FaultsFound([Fault(path.name, None, "", found)]) from error
    faults = [
        Fault(
            path.name,
            None,
            "",
            f"papermill overlooks the parameter {name} in cell {index + 1}",
            "one plain `name = value` a line, with one equals sign and no annotation",
        )
        for name in assigned
        if name not in seen
    ]
    if faults:
        raise FaultsFound(faults)
    return seen


def _assigned(source: str) -> list[str]:
    """Names that the source assigns at its top level, in order."""
    names = []
    for statement in ast.parse(source).body:
        targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names
