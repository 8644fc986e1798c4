"""Run notebooks, each with its own kernel in an operating-system process of its own.

papermill fills in the parameters and runs the cells. Around it stand the safeguards it
lacks: parameters are checked by name beforehand (it only warns), the kernel is the very
Python that runs the build (whatever kernel is installed under the name "python3"), its
sockets are files in a fresh folder (kernels started together collide over TCP ports),
and nothing is written: an executed notebook is handed back, and only a clean run is.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from helpers import data_folder
from helpers.faults import Fault, FaultsFound, nearest
from helpers.site.notebooks import declared_parameters, parameters_cell, read_notebook
from helpers.site.progress import Progress

CELL_SECONDS = 600  # a cell that runs longer is stopped; the slowest takes seconds
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have about 104 characters

# The same output on every machine: order of sets, drawing without a screen, no one's own
# start-up files of IPython (IPYTHONDIR is set per run), no warning of the debugger.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "TZ": "UTC",
}


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


@dataclass(frozen=True)
class Outcome:
    """What became of a job: the executed notebook as JSON text, or why there is none."""

    text: str = ""
    fault: Fault | None = None


def execute_notebooks(
    jobs: Sequence[Job], *, workers: int, progress: Progress
) -> list[nbformat.NotebookNode]:
    """The executed notebooks, in the order of `jobs`, run by up to `workers` processes.

    Raises FaultsFound, before anything runs, for unknown parameters; after all ran,
    with one fault for each notebook that stopped, naming the cell and the error.
    """
    _refuse_unknown_parameters(jobs)
    if not jobs:
        return []
    with _short_folder() as folder:
        progress.start(len(jobs), "notebooks")
        try:
            outcomes = _run(jobs, min(workers, len(jobs)), folder, progress)
        finally:
            progress.close()
    faults = [outcome.fault for outcome in outcomes if outcome.fault]
    if faults:
        raise FaultsFound(faults)
    return [nbformat.reads(outcome.text, as_version=4) for outcome in outcomes]


def _run(jobs: Sequence[Job], workers: int, folder: Path, progress: Progress) -> list[Outcome]:
    outcomes: dict[int, Outcome] = {}
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare_worker,
        initargs=(os.getpid(),),
    )
    try:
        numbers: dict[Future[Outcome], int] = {}
        with _interrupts_ignored():  # inherited: Ctrl-C is for the parent, which ends them
            for number, job in enumerate(jobs):
                numbers[pool.submit(execute_one, job, folder / str(number))] = number
        for future in as_completed(numbers):
            number = numbers[future]
            outcomes[number] = _outcome(future, jobs[number])
            progress.step(jobs[number].notebook.name)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()  # its kernel notices within a second
        raise
    pool.shutdown()
    return [outcomes[number] for number in range(len(jobs))]


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        found = "the process that ran this notebook, or one beside it, was ended from outside"
        todo = "Look whether memory ran out, and try again with --jobs 1"
        return Outcome(fault=Fault(job.notebook.name, None, "", found, todo=todo))


def execute_one(job: Job, folder: Path) -> Outcome:
    """Run one notebook. Changes this process's environment: call it in a worker.

    folder: a short absolute path, made here, for sockets and as working directory.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it says is said below
    folder.mkdir()
    os.environ.update(KERNEL_ENVIRONMENT)
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    os.environ[data_folder.VARIABLE] = str(Path(job.data_dir).resolve())
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)  # the kernel starts elsewhere
    os.environ["PYTHONPATH"] = os.pathsep.join(os.path.abspath(path) for path in paths if path)
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
            **_own_kernel(folder),
        )
    except papermill.PapermillExecutionError as error:
        why = f"{error.ename}: {error.evalue}".strip().removesuffix(".")
        return _stopped(job, (error.cell_index, error.source), f"stopped with {why}")
    except CellTimeoutError:
        return _stopped(job, started[-1], f"ran longer than {CELL_SECONDS} seconds")
    except (DeadKernelError, RuntimeError) as error:
        what = f"lost its kernel ({_first_line(str(error))})"
        todo = "Look whether memory ran out, or run the notebook in JupyterLab"
        return _stopped(job, started[-1] if started else None, what, todo)
    return Outcome(text=nbformat.writes(notebook))


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
        return Outcome(fault=Fault(job.notebook.name, None, "", f"the notebook {what}", todo=todo))
    index, source = cell
    injected = bool(job.parameters) and index > parameters_cell(read_notebook(job.notebook))
    found = f"cell {index + 1 - injected} (`{_first_line(source)}`) {what}"
    return Outcome(fault=Fault(job.notebook.name, None, "", found, todo=todo))


def _first_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0].strip() if lines else ""


def _refuse_unknown_parameters(jobs: Sequence[Job]) -> None:
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
                faults.append(Fault(job.notebook.name, None, "", what, allowed, todo))
    if faults:
        raise FaultsFound(dict.fromkeys(faults))


def _prepare_worker(parent: int) -> None:
    """Leave with the parent, even if it was killed: no pool of Python's looks after that."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started in here ignore Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set it, and only it is interrupted
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _short_folder() -> Iterator[Path]:
    """A fresh folder whose path leaves room for a socket's name."""
    base = None if len(tempfile.gettempdir()) < LONGEST_SOCKET_FOLDER - 20 else "/tmp"
    with tempfile.TemporaryDirectory(
        prefix="report-", dir=base, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder).resolve()
