"""Run one function on many things, in processes that are ready at once and end with this one.

With the engine "fork" on Linux, a server process imports the stack once, computes nothing and
starts no thread; the processes that work are forks of it, and each notebook's kernel is a fork
of one of those. Otherwise each process starts anew (spawn), as Windows and macOS need it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

FORK, STANDARD = "fork", "standard"
ENGINES = (FORK, STANDARD)

# The same output on every machine: order of sets, drawing without a screen, no warning of the
# debugger; and one thread, for a process that forks must have no other.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "TZ": "UTC",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
PRELOADED = ("helpers.site.preloaded",)
SERVED = "INNOVATION_REPORT_SERVED"  # in the server's environment: whom it ends with
PREPARED = "INNOVATION_REPORT_PREPARED"  # and the data folder that all will read


class Lost:
    """In place of a result: the process that should have given it was ended from outside."""


def default_engine() -> str:
    """ "fork" where it is sound."""
    return FORK if sys.platform == "linux" else STANDARD


def run_each(
    do: Callable[[Any], Any], items: Sequence[Any], *, workers: int, engine: str,
    data_dir: Path | None = None,
) -> Iterator[tuple[int, Any]]:  # fmt: skip
    """(number of the item, what `do` gave for it), as they end.

    data_dir: the data folder that they read, if one: a server of forks reads it for all of them.

    `do` and its items go to other processes by pickle. A process that is ended from outside
    takes others' work down with it: what is left is done again, one at a time, and only that
    which ends its process once more is `Lost`.
    """
    left = list(range(len(items)))
    begin = partial(_pool, engine=engine, data_dir=data_dir)
    yield from _run(do, items, left, min(workers, len(items)), begin)
    for number in left:
        alone = [number]
        yield from _run(do, items, alone, 1, begin)
        if alone:
            yield number, Lost()


def _run(
    do: Callable[[Any], Any], items: Sequence[Any], left: list[int], workers: int,
    begin: Callable[[int], ProcessPoolExecutor],
) -> Iterator[tuple[int, Any]]:  # fmt: skip
    """Do what is left, and take it out of `left`, until all is done or a process is lost."""
    if not left:
        return
    others = set(multiprocessing.active_children())
    with _interrupts_ignored():  # inherited: Ctrl-C is for this process, which ends the others
        pool = begin(workers)
        numbers: dict[Future[Any], int] = {pool.submit(do, items[at]): at for at in left}
    try:
        for future in as_completed(numbers):
            number = numbers.pop(future)
            try:
                result = future.result()
            except BrokenProcessPool:
                continue
            left.remove(number)
            yield number, result
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()  # a kernel notices within a second
        raise
    pool.shutdown()


def _pool(workers: int, engine: str, data_dir: Path | None) -> ProcessPoolExecutor:
    if engine == STANDARD or sys.platform != "linux":
        context, prepare = multiprocessing.get_context("spawn"), _watch_parent
    else:
        context, prepare = multiprocessing.get_context("forkserver"), _bind_to_parent
        context.set_forkserver_preload(list(PRELOADED))
        prepared = {PREPARED: str(data_dir.resolve())} if data_dir else {}
        with _environment({**ENVIRONMENT, SERVED: str(os.getpid()), **prepared}):
            forkserver.ensure_running()
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=prepare, initargs=(os.getpid(),)
    )


def _bind_to_parent(_: int) -> None:
    """The system ends this process with the server that it is a fork of, and that ends when
    the process that runs the build does."""
    from helpers.site.fork_side import die_with_parent

    die_with_parent(os.getppid())


def _watch_parent(parent: int) -> None:
    """Leave with the parent, even if it was killed: no pool of Python's looks after that."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """These variables, for the server that starts in here."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


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
