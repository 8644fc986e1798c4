"""The fork's side of a forked kernel: become as new, then run cells until told to leave.

What a fork carries over from its parent and a new process would not have is put back first
(`_become_new`). Then ipykernel's own kernel runs the cells; its session writes into the pipe.
"""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import decimal
import gc
import io
import logging
import os
import signal
import sys
import tempfile
import traceback
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any, NoReturn

from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets.config import Config

PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def die_with_parent(parent: int) -> None:
    """Let the system end this process when `parent`, which started it, ends (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(1)


def serve(connection: Connection, parent: int) -> NoReturn:
    """Be the kernel, until asked to leave or the other end is closed."""
    code, stderr = 1, os.dup(2)
    try:
        die_with_parent(parent)
        outside = _become_new()
        kernel = _kernel(connection)
        for name, reader in outside.items():
            reader.seek(0, os.SEEK_END)  # past what starting up has written
            setattr(sys, name, PipeOutput(kernel, name, reader))
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        while (request := _next(connection)) is not None:
            loop.run_until_complete(_answer(kernel, request))
        atexit._run_exitfuncs()  # those of the notebook; this process's own were let go
        code = 0
    except BaseException:  # noqa: BLE001 (said by the parent: nothing may return from here)
        os.write(stderr, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _next(connection: Connection) -> dict[str, Any] | None:
    while True:
        try:
            return connection.recv()
        except EOFError:
            return None
        except KeyboardInterrupt:  # came between two cells
            continue


def _become_new() -> dict[str, io.BufferedReader]:
    """Put back what a new process would not have: sessions, handlers, exit functions, seeds.

    Returns, for stdout and stderr, what is written past Python (by a program that a cell
    starts): file descriptors 1 and 2 now lead there.
    """
    gc.freeze()  # else collecting garbage would look at, and so copy, all that was imported
    os.setsid()  # Ctrl-C at the terminal is for the process that runs the notebooks
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    atexit._clear()
    logging.root.handlers[:] = []
    logging.root.setLevel(logging.WARNING)
    logging.raiseExceptions = True
    sys.argv[:] = ["ipykernel_launcher.py"]
    os.environ["JPY_PARENT_PID"] = str(os.getppid())  # by which libraries know a kernel
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # its global generator, unlike Python's, is copied
    decimal.getcontext().clear_flags()
    _draw_inline()
    _show_wide_tables()
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    outside = {}
    for name, number in (("stdout", 1), ("stderr", 2)):
        with tempfile.TemporaryFile(buffering=0) as file:
            reader = open(f"/proc/self/fd/{file.fileno()}", "rb")  # noqa: SIM115 (kept open)
            os.dup2(file.fileno(), number)
        os.set_inheritable(number, True)
        outside[name] = reader
    return outside


class PipeSession(Session):
    """Sends into the pipe; a "stream" is the name of a channel."""

    connection: Any = None

    def send(  # type: ignore[override]
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> dict[str, Any]:
        """Pack as for a socket, so that what arrives is what would have arrived by one."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = self.msg(message, content, parent=parent, header=header, metadata=metadata)
        buffers = list(buffers or message.get("buffers") or [])
        plain = {name: part for name, part in message.items() if name != "buffers"}
        self.connection.send((stream, self.pack(plain), [bytes(part) for part in buffers]))
        return message


class PipeKernel(ipkernel.IPythonKernel):
    """ipykernel's kernel, asked one request at a time."""

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """No request waits behind a failed one: the client sends none before the reply."""


def _kernel(connection: Connection) -> PipeKernel:
    config = Config()
    config.HistoryManager.enabled = False  # it would open a database, and start a thread
    session = PipeSession(key=b"")
    session.connection = connection
    app = IPKernelApp.instance(config=config)  # not started: only asked for its kernel
    with _no_module_looked_at():
        kernel = PipeKernel(
            parent=app,
            session=session,
            iopub_socket="iopub",
            log=logging.getLogger("ipykernel"),
            shell_channel_thread=SimpleNamespace(parent_thread=None),
        )
    app.kernel, app.shell = kernel, kernel.shell
    kernel._execute_sleep = 0  # it waits for threads of sockets that are not there
    app.init_path()
    app.init_gui_pylab()
    app.init_extensions()
    return kernel


@contextmanager
def _no_module_looked_at() -> Iterator[None]:
    """The kernel lists the files of all modules for its debugger, which nobody asks for here.

    To look at a module is to write into its page of memory (its references are counted), and what
    a fork writes into is copied: two thousand pages, a seventh of all that a profile copies.
    """
    ipkernel.sys = SimpleNamespace(**{**vars(sys), "modules": {}})
    try:
        yield
    finally:
        ipkernel.sys = sys


def _draw_inline() -> None:
    """matplotlib read MPLBACKEND when the parent imported it, before a kernel had set it."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib and not os.environ.get("MPLBACKEND"):
        matplotlib.rcParams["backend"] = "module://matplotlib_inline.backend_inline"
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _show_wide_tables() -> None:
    """pandas asks at its import whether it is in a kernel, and there shows up to 20 columns.

    Where the calling process has set another number of columns, that stays.
    """
    pandas = sys.modules.get("pandas")
    if pandas and pandas.get_option("display.max_columns") == 0:
        pandas.set_option("display.max_columns", 20)


class PipeOutput(io.TextIOBase):
    """sys.stdout or sys.stderr of a kernel: what was written goes out as one message.

    outside: where file descriptor 1 or 2 leads. What a program wrote there takes its place
    between what Python wrote before and after.
    """

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, kernel: Any, name: str, outside: io.BufferedReader) -> None:
        self.name = f"<{name}>"
        self._kernel, self._stream, self._parts = kernel, name, []
        self._outside, self._decoder = outside, getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return {"stdout": 1, "stderr": 2}[self._stream]

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._parts += [self._decoder.decode(self._outside.read()), text]
        return len(text)

    def flush(self) -> None:
        self.write("")
        text = "".join(self._parts)
        self._parts.clear()
        if text:
            content = {"name": self._stream, "text": text}
            self._kernel.session.send("iopub", "stream", content, self._kernel.get_parent())


async def _answer(kernel: Any, request: dict[str, Any]) -> None:
    """Run one request, between the words busy and idle, as the kernel's own dispatcher does."""
    kernel.set_parent(b"", request)
    kernel._publish_status("busy", "shell")
    await kernel.shell_handlers[request["header"]["msg_type"]]("shell", b"", request)
    sys.stdout.flush()
    sys.stderr.flush()
    kernel._publish_status("idle", "shell")
