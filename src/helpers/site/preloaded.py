"""What is imported once, before the processes that make pages are forked.

Importing this module computes nothing, draws nothing and starts no thread: it only fills
sys.modules with what every profile needs, as a new process would; what few pages need (seaborn,
scipy), they import themselves. A server of forks (see `pool`) is bound here to the process that
started it: its own forks would keep it alive. It reads the data folder of its build, once for all.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from helpers.site.pool import PREPARED, SERVED

STACK = (
    "helpers.site.postponed",
    "papermill",
    "papermill.iorw",
    "papermill.engines",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "bdb",
    "matplotlib.pyplot",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "PIL.features",
    "pandas",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
)
OURS = (
    "helpers.site.page_task",
    "helpers.site.pages",
    "helpers.site.prepare",
    "helpers.site.fork_engine",
    "helpers.report.profile_composition",
    "helpers.report.profile_distances",
    "helpers.report.profile_opening",
    "helpers.report.profile_peers",
    "helpers.report.profile_standing",
    "helpers.report.profile_stories",
    "helpers.report.profile_strengths",
    "helpers.report.profile_trends",
)

collects = gc.isenabled()
gc.disable()  # what is imported stays: looking for garbage in it is a tenth of the time
for name in (*STACK, *OURS):
    with suppress(ImportError):  # what is not installed, a notebook will say itself
        import_module(name)

if SERVED in os.environ:
    from helpers.site.fork_side import die_with_parent

    die_with_parent(int(os.environ.pop(SERVED)))
    if PREPARED in os.environ:
        from helpers.site.prepare import prepare

        prepare(Path(os.environ.pop(PREPARED)))
    gc.freeze()  # so that no fork looks at, and so copies, all that was imported
if collects:
    gc.enable()
