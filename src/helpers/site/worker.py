"""A cluster's worker: what it is, and a page made by a process of its own.

Everything here runs on the workers; `helpers.site.cluster` asks for it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from helpers.site.inputs import package_source
from helpers.site.page_task import Made
from helpers.site.pool import ENVIRONMENT, Lost, default_engine
from helpers.site.version import package_version

PACKAGE = "innovation-report"
SOURCE = f"source of {PACKAGE}"
# what the bytes of a page hang on, beside the package itself
LIBRARIES = (
    "ipykernel",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbclient",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "seaborn",
)
ATTEMPTS = 2  # a process that ended once may have been idle too long, or killed by chance

_mine = threading.local()  # the page process of each of the worker's threads


def identity() -> dict[str, str]:
    """Name -> version, of all that must be the same wherever pages of one edition are made."""
    same = {PACKAGE: package_version(), SOURCE: package_source().decode()[:12]}
    same["Python"] = ".".join(map(str, sys.version_info[:2]))
    for name in LIBRARIES:
        try:
            same[name] = version(name)
        except PackageNotFoundError:
            same[name] = "none"
    return same


def make(carried: Any, content: bytes, engine: str | None, folder: Path) -> Made | Lost:
    """The page of a `Carried` task, with the data folder packed in `content`.

    engine: None for what is sound on this machine. folder: where this worker may put files.
    Raises what making it raised.
    """
    for _ in range(ATTEMPTS):
        try:
            what, answer = _process(engine or default_engine(), folder).ask((carried, content))
        except (EOFError, OSError, pickle.UnpicklingError):
            _mine.process.end()
            _mine.process = None
            continue
        if what == "raised":
            raise answer
        return answer
    return Lost()


def _process(engine: str, folder: Path) -> PageProcess:
    """This thread's page process, started where there is none."""
    now = getattr(_mine, "process", None)
    if now is None or not now.serves(engine, folder):
        if now is not None:
            now.end()
        _mine.process = PageProcess(engine, folder)
    return _mine.process


class PageProcess:
    """The other end of `helpers.site.page_process`."""

    def __init__(self, engine: str, folder: Path):
        self._asked_for = (engine, folder)
        command = [sys.executable, "-m", "helpers.site.page_process", engine, str(os.getpid())]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, "PYTHONPATH": _import_path()},
        )

    def serves(self, engine: str, folder: Path) -> bool:
        """Whether it runs, and was started for these."""
        return self._asked_for == (engine, folder) and self._process.poll() is None

    def ask(self, task: tuple[Any, bytes]) -> tuple[str, Any]:
        """Its answer. Raises EOFError, OSError where it ended instead."""
        pickle.dump(task, self._process.stdin)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()
        self._process.wait()


def _import_path() -> str:
    """Where this process finds modules: the package may stand on the path, not installed."""
    return os.pathsep.join(os.path.abspath(path) for path in sys.path if path)
