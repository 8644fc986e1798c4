"""A process of its own that makes pages for a worker of a cluster.

The worker is no place for a notebook: it has threads, so that no kernel can be forked from it,
and a page changes the environment. Tasks come in through this process's stdin and pages go out
through its stdout, pickled; what anything prints goes to stderr.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from helpers.site.carried import Carried, mark, unpack
from helpers.site.page_task import make_page

SECONDS_IDLE = 60  # without a task it leaves; the next task starts another


def main(engine: str, parent: int) -> None:
    """Answer each task with ("made", its page) or ("raised", the error), until stdin ends."""
    _end_with(parent)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    import helpers.site.preloaded  # noqa: F401 (what kernels are forked with)

    tasks = sys.stdin.buffer
    with Data() as data:
        while (asked := _next(tasks)) is not None:
            carried, content = asked
            try:
                answer: tuple[str, Any] = ("made", _made(carried, data.of(content), engine))
            except Exception as error:  # noqa: BLE001 (raised again where the task came from)
                answer = ("raised", error)
            replies.write(pickle.dumps(answer))
            replies.flush()


class Data:
    """The data folder last used, unpacked; it goes when other data come, or the process ends."""

    def __init__(self) -> None:
        self._mark = ""
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Data:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def of(self, content: bytes) -> Path:
        """The folder that holds these data."""
        from helpers.site.prepare import prepare  # which imports what draws

        if mark(content) != self._mark or self._folder is None:
            self.__exit__()
            # in the worker's own folder, which the cluster clears even after a kill
            self._folder = TemporaryDirectory(prefix="data-", dir=Path.cwd())
            unpack(content, Path(self._folder.name))
            self._mark = mark(content)
            prepare(Path(self._folder.name))
        return Path(self._folder.name)


def _made(carried: Carried, data_dir: Path, engine: str) -> Any:
    with TemporaryDirectory(prefix="notebook-", dir=Path.cwd()) as folder:
        return make_page(carried.put_down(Path(folder), data_dir), engine)


def _next(tasks: BinaryIO) -> tuple[Carried, bytes] | None:
    """The next task; None where none will come, or none has come for long."""
    if os.name == "posix" and not select.select([tasks], [], [], SECONDS_IDLE)[0]:
        return None
    try:
        return pickle.load(tasks)
    except EOFError:
        return None


def _end_with(parent: int) -> None:
    """Where the system can, it ends this process with the worker's thread that started it.

    Elsewhere this process leaves when its stdin ends, after the page at hand.
    """
    if sys.platform == "linux":
        from helpers.site.fork_side import die_with_parent

        die_with_parent(parent)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
