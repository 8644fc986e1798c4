"""Seconds and memory of a command and of all that it starts."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PR_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h
DATA = "INNOVATION_REPORT_DATA"
ENVIRONMENT = {"MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "TZ": "UTC",
               "PYDEVD_DISABLE_FILE_VALIDATION": "1", "OPENBLAS_NUM_THREADS": "1",
               "OMP_NUM_THREADS": "1"}  # fmt: skip
COMPILED = "PYTHONDONTWRITEBYTECODE"  # set here, every process would compile the package anew


def timed(command: list[str], **options) -> tuple[float, float, float]:
    """Wall and CPU seconds of a command and all it starts, and their peak of memory in MB."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, **ENVIRONMENT, DATA: str(ROOT / "data")}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **options)
    watch = Peak(process.pid)
    code = process.wait()
    wall = time.perf_counter() - begun
    with contextlib.suppress(ChildProcessError):
        while True:  # those whose parent has left, handed to this process
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise SystemExit(f"profiles: {' '.join(command)} ended with {code}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, watch.end()


def take_orphans() -> None:
    """Let processes whose parent leaves become this one's: else nobody counts their time."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


class Peak:
    """The greatest sum of memory of a session's processes, pages that they share counted once."""

    def __init__(self, session: int):
        self._session, self._most, self._over = session, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self._most = max(self._most, sum(map(_memory, self._processes())))

    def _processes(self) -> list[int]:
        """Those of the session, and their children: a kernel has a session of its own."""
        parents, found = {}, set()
        for entry in os.listdir("/proc"):
            with contextlib.suppress(OSError, ValueError, IndexError):
                pid = int(entry)
                rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                parents[pid] = int(rest[1])
                if int(rest[3]) == self._session:
                    found.add(pid)
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return sorted(found)


def _memory(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def machine() -> str:
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cpus} processors, {platform.machine()}, Python {platform.python_version()}"
