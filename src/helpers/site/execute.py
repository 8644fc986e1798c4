"""Run notebooks, each with its own kernel in an operating-system process of its own.

papermill fills in the parameters and runs the cells. Around it stand the safeguards it
lacks: parameters are checked by name beforehand (it only warns), the kernel is a fork of the
worker (engine "fork") or the very Python that runs the build (engine "standard", whatever
kernel is installed under the name "python3"; its sockets are files in a fresh folder, for
kernels started together collide over TCP ports), and nothing is written: an executed
notebook is handed back, and only a clean run is.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import data_folder
from helpers.faults import Fault, FaultsFound, nearest
from helpers.site.notebooks import declared_parameters, parameters_cell, read_notebook
from helpers.site.passing import passing_folder, sweep
from helpers.site.pool import ENVIRONMENT, FORK, STANDARD, Lost, run_each
from helpers.site.progress import Progress
from helpers.writing import refuse_full

if TYPE_CHECKING:
    from helpers.site.postponed import nbformat

CELL_SECONDS = 600  # a cell that runs longer is stopped; the slowest takes seconds


@dataclass(frozen=True)
class Job:
    """One notebook to run.

    notebook: path of the .ipynb file.
    parameters: name -> value, every name declared in its cell tagged "parameters".
    data_dir: folder of data, which the kernel finds in INNOVATION_REPORT_DATA.
    """

    notebook: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    data_dir: Path = Path("data")

    @property
    def name(self) -> str:
        """What to call it in messages: the notebook, and the area where it is of one."""
        area = self.parameters.get("area")
        return f"{self.notebook.name} ({area})" if area else self.notebook.name


@dataclass(frozen=True)
class Outcome:
    """What became of a job: the executed notebook, or why there is none."""

    notebook: nbformat.NotebookNode | None = None
    fault: Fault | None = None


def execute_notebooks(
    jobs: Sequence[Job], *, workers: int, progress: Progress, engine: str = STANDARD
) -> list[nbformat.NotebookNode]:
    """The executed notebooks, in the order of `jobs`, run by up to `workers` processes.

    Raises FaultsFound, before anything runs, for unknown parameters; after all ran,
    with one fault for each notebook that stopped, naming the cell and the error.
    """
    refuse_unknown_parameters(jobs)
    sweep()
    outcomes: dict[int, Outcome] = {}
    progress.start(len(jobs), "notebooks")
    try:
        do = partial(execute_one, engine=engine)
        data_dir = jobs[0].data_dir if jobs else None
        for number, outcome in run_each(do, jobs, workers=workers, engine=engine,
                                        data_dir=data_dir):  # fmt: skip
            outcomes[number] = ended(outcome, jobs[number])
            progress.step(jobs[number].name)
    finally:
        progress.close()
    ordered = [outcomes[number] for number in range(len(jobs))]
    faults = [outcome.fault for outcome in ordered if outcome.fault]
    if faults:
        raise FaultsFound(faults)
    return [outcome.notebook for outcome in ordered]


def ended(outcome: Outcome | Lost, job: Job) -> Outcome:
    """The outcome, or what to say where the process was lost."""
    if not isinstance(outcome, Lost):
        return outcome
    found = "the process that ran this notebook was ended from outside"
    todo = "Look whether memory ran out, and try again with --jobs 1"
    return Outcome(fault=Fault(job.name, None, "", found, todo=todo))


def execute_one(job: Job, engine: str = STANDARD) -> Outcome:
    """Run one notebook. Changes this process's environment: call it in a worker."""
    with passing_folder() as folder:
        return _execute_in(folder, job, engine)


def _execute_in(folder: Path, job: Job, engine: str) -> Outcome:
    """`folder` is short and absolute: for sockets, and the kernel's working directory."""
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it says is said below
    refuse_full(folder)
    _set_environment(job, folder)
    started: list[tuple[int, str]] = []
    try:
        notebook = papermill.execute_notebook(
            read_notebook(job.notebook),
            None,
            parameters=job.parameters,
            kernel_name="python3",
            language="python",
            request_save_on_cell_execute=False,
            progress_bar=False,
            cwd=str(folder),
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            on_cell_start=lambda cell, cell_index: started.append((cell_index, cell.source)),
            **({"engine_name": FORK} if engine == FORK else _own_kernel(folder)),
        )
    except papermill.PapermillExecutionError as error:
        why = f"{error.ename}: {error.evalue}".strip().removesuffix(".")
        return _stopped(job, (error.cell_index, error.source), f"stopped with {why}")
    except CellTimeoutError:
        return _stopped(job, started[-1], f"ran longer than {CELL_SECONDS} seconds")
    except (DeadKernelError, RuntimeError) as error:
        refuse_full(folder)
        what = f"lost its kernel ({_first_line(str(error))})"
        todo = "Look whether memory ran out, or run the notebook in JupyterLab"
        return _stopped(job, started[-1] if started else None, what, todo)
    return Outcome(notebook)


def _set_environment(job: Job, folder: Path) -> None:
    """What the kernel will find: no one's own start-up files of IPython, and its data."""
    os.environ.update(ENVIRONMENT)
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    os.environ[data_folder.VARIABLE] = str(Path(job.data_dir).resolve())
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)  # the kernel starts elsewhere
    os.environ["PYTHONPATH"] = os.pathsep.join(os.path.abspath(path) for path in paths if path)


def _own_kernel(folder: Path) -> dict[str, Any]:
    """Options for nbclient: this very Python as kernel, sockets in `folder`."""
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpec
    from traitlets.config import Config

    class OwnKernel(AsyncKernelManager):
        """Never asks which kernels are installed."""

        @property
        def kernel_spec(self) -> KernelSpec:
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python", language="python")

    config = Config()
    config.OwnKernel.transport = "ipc"
    config.OwnKernel.ip = str(folder / "k")  # sockets are k-1 to k-5
    config.OwnKernel.connection_file = str(folder / "kernel.json")
    return {"kernel_manager_class": OwnKernel, "config": config}


def _stopped(job: Job, cell: tuple[int, str] | None, what: str, todo: str = "") -> Outcome:
    """Names the cell as one counts them in the notebook, from 1, whatever their kind.

    cell: papermill's index, and the source. It counts from 0, and puts a cell of its own
    after the one of parameters; None where not even the first cell was reached.
    """
    if cell is None:
        return Outcome(fault=Fault(job.name, None, "", f"the notebook {what}", todo=todo))
    index, source = cell
    injected = bool(job.parameters) and index > parameters_cell(read_notebook(job.notebook))
    found = f"cell {index + 1 - injected} (`{_first_line(source)}`) {what}"
    return Outcome(fault=Fault(job.name, None, "", found, todo=todo))


def _first_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0].strip() if lines else ""


def refuse_unknown_parameters(jobs: Sequence[Job]) -> None:
    """papermill would inject a parameter that no cell declares, and nothing would read it."""
    faults: list[Fault] = []
    for job in jobs:
        try:
            declared = declared_parameters(job.notebook)
        except FaultsFound as found:
            faults += found.faults
            continue
        for name in job.parameters:
            if name not in declared:
                what = f"the notebook has no parameter {name}"
                allowed = ", ".join(sorted(declared)) or "none: no cell is tagged parameters"
                todo = nearest(name, declared)
                faults.append(Fault(job.name, None, "", what, allowed, todo))
    if faults:
        raise FaultsFound(dict.fromkeys(faults))
