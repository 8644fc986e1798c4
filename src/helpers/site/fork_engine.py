"""The papermill engine "fork": each notebook in a fork of the process that runs papermill.

Registered in pyproject.toml under papermill.engine, so that `papermill --engine fork` and
`execute_notebook(engine_name="fork")` find it. Parameters, cells, errors and the saved
notebook are papermill's and nbclient's own; only how the kernel comes to be is different.

What the calling process changed before (a monkeypatch, an option of pandas), its forks find
changed; what one notebook changes, the next never sees. Start-up files of IPython are not run.
"""

from __future__ import annotations

from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from helpers.site.fork_kernel import ForkedKernel, can_fork


class ForkClient(PapermillNotebookClient):
    """nbclient's client, with a kernel that was forked."""

    def create_kernel_manager(self) -> Any:
        """Fork here: the one step before a kernel is used that runs outside of any loop."""
        self.km = ForkedKernel()
        return self.km


class ForkEngine(NBClientEngine):
    """Forks a kernel with the stack imported; where that is not sound, starts one as ever."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run the notebook of `nb_man`; options as of NBClientEngine."""
        _stop_watching_progress()
        if why := _why_not(kernel_name):
            logger.warning(f"{why}: the kernel is started anew, not forked")
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        _import_stack()
        named = ("start_timeout", "execution_timeout")
        chosen = merge_kwargs(
            remove_args(["input_path", "timeout", "startup_timeout", *named], **options),
            timeout=options.get("execution_timeout") or options.get("timeout"),
            startup_timeout=options.get("start_timeout", 60),
            kernel_name=kernel_name,
            log=logger,
        )
        return ForkClient(nb_man, **chosen).execute()


def _why_not(kernel_name: str) -> str:
    """Why a fork would be unsound, or another kernel than the one asked for; "" where it is not."""
    if kernel_name not in (NATIVE_KERNEL_NAME, None, ""):
        return f"The kernel {kernel_name} may be of another environment"
    return "" if can_fork() else "This process has other threads, or is not on Linux"


def _stop_watching_progress() -> None:
    """End the thread that tqdm keeps for its bars; the bars go on without it."""
    import tqdm

    if tqdm.tqdm.monitor is not None:
        tqdm.tqdm.monitor.exit()
        tqdm.tqdm.monitor = None
    tqdm.tqdm.monitor_interval = 0


def _import_stack() -> None:
    """Once for all forks; where a server imported it, nothing is left to do."""
    import helpers.site.preloaded  # noqa: F401
