"""What is imported once, before the processes that make pages are forked.

Importing this module computes nothing, draws nothing and starts no thread: it only fills
sys.modules with what notebooks and pages need, as a new process would. A server of forks (see
`pool`) is bound here to the process that started it: its own forks would keep it alive.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module

from helpers.site.pool import SERVED

STACK = (
    "papermill",
    "papermill.iorw",
    "papermill.engines",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completer",
    "matplotlib.pyplot",
    "matplotlib.figure",
    "pandas",
    "seaborn",
)
OURS = (
    "helpers.site.page_task",
    "helpers.site.fork_engine",
    "helpers.report.edition",
    "helpers.report.profile_page",
    "helpers.draw.coverage",
)

for name in (*STACK, *OURS):
    with suppress(ImportError):  # what is not installed, a notebook will say itself
        import_module(name)

if SERVED in os.environ:
    from helpers.site.fork_side import die_with_parent

    die_with_parent(int(os.environ.pop(SERVED)))
    gc.freeze()  # so that no fork looks at, and so copies, all that was imported
