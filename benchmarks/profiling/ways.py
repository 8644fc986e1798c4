"""The ways to make profiles: each makes the pages of the areas that it is given, once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "05_profile_area.ipynb"


def command_lines(areas: list[str], folder: Path) -> None:
    """papermill and nbconvert as a shell's loop calls them."""
    for area in areas:
        done = folder / f"{area}.ipynb"
        _call("papermill", str(NOTEBOOK), str(done), "-p", "area", area, "--no-progress-bar")
        if has_nbconvert():
            _call("jupyter", "nbconvert", "--to", "html", "--no-input", "--log-level", "ERROR",
                  str(done))  # fmt: skip


def papermill_one(areas: list[str], folder: Path) -> None:
    """papermill's API, one after another, notebooks kept for comparison."""
    for area in areas:
        _papermill((area, folder))


def papermill_two(areas: list[str], folder: Path) -> None:
    """papermill's API in two processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_papermill, [(area, folder) for area in areas]))


def _papermill(task: tuple[str, Path]) -> None:
    import papermill

    area, folder = task
    papermill.execute_notebook(NOTEBOOK, folder / f"{area}.ipynb", {"area": area},
                               progress_bar=False)  # fmt: skip


def plain_functions(areas: list[str], folder: Path) -> None:
    """The notebook's cells as a program: what they show is made, no kernel is there."""
    import helpers.site.preloaded  # noqa: F401 (the same imports as the engine's)

    for area in areas:
        for _ in _shown(area):
            pass


def plain_functions_and_pages(areas: list[str], folder: Path) -> None:
    """The same, and of what they show the page: its claims judged, its numbers traced, rendered.

    That is the rest of what the engine does beside running cells.
    """
    import helpers.site.preloaded  # noqa: F401
    from helpers.site.pages import render_page
    from helpers.site.postponed import nbformat

    for task in _tasks(areas):
        outputs = [
            nbformat.v4.new_output("execute_result", data=shown, execution_count=1)
            for shown in _shown(task.key)
        ]
        cells = [nbformat.v4.new_code_cell("", outputs=[output]) for output in outputs]
        notebook = nbformat.v4.new_notebook(cells=cells)
        page = render_page(notebook, NOTEBOOK.name, task.place, task.job.data_dir)
        (folder / f"{task.key}.html").write_text(page.html, encoding="utf-8")


def _shown(area: str) -> Iterator[dict[str, Any]]:
    """What each cell of the notebook shows, as Jupyter would be given it."""
    from profiling.cells import run_cells

    for shown in run_cells(NOTEBOOK, area):
        yield shown._repr_mimebundle_()


def engine_cells(areas: list[str], folder: Path) -> None:
    """The notebooks run by the engine in one process, and no page made of them: what the plain
    functions do, too."""
    from helpers.site.pool import FORK, run_each

    jobs = [task.job for task in _tasks(areas)]
    for number, fault in run_each(_fault_of, jobs, workers=1, engine=FORK, data_dir=ROOT / "data"):
        if fault:
            raise SystemExit(f"profiles: {areas[number]}: {fault}")


def _fault_of(job: Any) -> str:
    """Run the notebook; it stays where it was run, as in a build, and only its fault is told."""
    from helpers.site.execute import execute_one
    from helpers.site.pool import FORK

    return str(execute_one(job, FORK).fault or "")


def engine(areas: list[str], folder: Path, workers: int = 2) -> None:
    """What a build does for its profiles: kernels forked, pages rendered, nothing from a cache."""
    _make(_tasks(areas), folder, workers)


def engine_one(areas: list[str], folder: Path) -> None:
    """The same by one process."""
    engine(areas, folder, workers=1)


def engine_and_comparison(areas: list[str], folder: Path) -> None:
    """The profiles, and the comparison of all provinces beside them."""
    comparison = _task("index", ROOT / "notebooks" / "02_compare_provinces.ipynb", {})
    _make([comparison, *_tasks(areas)], folder, 2)


def _make(tasks: list[Any], folder: Path, workers: int) -> None:
    from helpers.site.make import locally
    from helpers.site.pool import FORK

    for number, made in locally(workers, FORK)(tasks):
        if made.faults:
            raise SystemExit(f"profiles: {made.faults[0]}")
        (folder / f"{tasks[number].key}.html").write_text(made.html, encoding="utf-8")


def _tasks(areas: list[str]) -> list[Any]:
    return [_task(area, NOTEBOOK, {"area": area}) for area in areas]


def _task(key: str, notebook: Path, parameters: dict[str, str]) -> Any:
    from helpers.site.execute import Job
    from helpers.site.page_task import PageTask
    from helpers.site.place import Place

    place = Place(f"{key}.html", "Benchmark", [], "inputs", "0")
    return PageTask(key, Job(notebook, parameters, ROOT / "data"), place)


WAYS: dict[str, Callable[[list[str], Path], None]] = {
    "command lines": command_lines,
    "papermill, two processes": papermill_two,
    "papermill, one process": papermill_one,
    "plain functions": plain_functions,
    "plain functions, pages made": plain_functions_and_pages,
    "engine, cells alone": engine_cells,
    "engine, one process": engine_one,
    "engine, two processes": engine,
}
IN_FULL = ("command lines", "papermill, two processes", "papermill, one process",
           "plain functions", "plain functions, pages made", "engine, cells alone",
           "engine, one process")  # fmt: skip
WAYS_OF_ALL: dict[str, Callable[[list[str], Path], None]] = {
    "engine, two processes": engine,
    "engine, two processes, and the comparison": engine_and_comparison,
}


def has_nbconvert() -> bool:
    return shutil.which("jupyter-nbconvert", path=_path()) is not None


def _path() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _call(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, "PATH": _path()})  # fmt: skip
