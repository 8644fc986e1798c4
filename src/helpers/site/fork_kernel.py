"""An IPython kernel in a fork of this process, behind the interface that nbclient speaks to.

A new kernel pays seconds for starting Python and importing pandas and matplotlib. A fork of
a process that has imported them, and computed nothing, is as clean and ready at once:

    this process                          its fork
    KernelClient  --- execute_request --> IPythonKernel, which runs the cell
                  <-- iopub, shell ------ Session, which writes each message to a pipe

Messages are those of ipykernel, packed as it packs them, so nbclient builds the same outputs
of them; only the sockets, their threads and their ports are gone. The fork's side of the
pipe is fork_side.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from jupyter_client.jsonutil import extract_dates
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from helpers.site.fork_side import serve

SECONDS_TO_LEAVE = 5  # a kernel asked to shut down may run its exit functions so long


def can_fork() -> bool:
    """Whether a fork of this process would be sound: on Linux, from a single thread.

    A fork copies only the thread that asks for it: a lock that another one holds would stay
    shut. macOS offers fork, but its own libraries do not survive it.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class ForkedKernel:
    """A running kernel: what nbclient needs of a KernelManager, and no more."""

    has_kernel = True  # so nbclient starts no other

    def __init__(self) -> None:
        """Fork. The child never returns from here. Call it outside of any running loop."""
        ours, theirs = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self._status: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            serve(theirs, parent)
        theirs.close()
        self._connection = ours

    def client(self) -> PipeClient:
        """The one client."""
        return PipeClient(self._connection, self.is_alive)

    async def is_alive(self) -> bool:
        """Whether the process still runs."""
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = status
        return self._status is None

    async def interrupt_kernel(self) -> None:
        """KeyboardInterrupt in the running cell."""
        if await self.is_alive():
            os.kill(self._pid, signal.SIGINT)

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """End the process; unless `now`, after its exit functions ran."""
        if not now:
            with contextlib.suppress(OSError):
                self._connection.send(None)
            deadline = time.monotonic() + SECONDS_TO_LEAVE
            while await self.is_alive() and time.monotonic() < deadline:
                await asyncio.sleep(0.005)
        if await self.is_alive():
            os.kill(self._pid, signal.SIGKILL)
            _, self._status = os.waitpid(self._pid, 0)

    async def cleanup_resources(self, restart: bool = False) -> None:
        """Close the pipe."""
        self._connection.close()


class PipeClient:
    """What nbclient needs of a KernelClient: requests out, messages of two channels in."""

    allow_stdin = False

    def __init__(self, connection: Connection, is_alive: Any) -> None:
        self._connection = connection
        self._arrival: asyncio.Future[None] | None = None
        self._ended = False
        self._session = Session(key=b"")
        self.is_alive = is_alive
        self.shell_channel = PipeChannel(self)
        self.iopub_channel = PipeChannel(self)

    def start_channels(self) -> None:
        """They are open."""

    def stop_channels(self) -> None:
        """ForkedKernel closes them."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """It reads the pipe when it is ready; a request sent before is not lost."""

    def execute(self, code: str, **options: Any) -> str:
        """Ask for a cell to be run; the id that its messages will carry."""
        content = {"code": code, "silent": False, "user_expressions": {}, "allow_stdin": False}
        return self._request("execute_request", content | options)

    def kernel_info(self) -> str:
        """Ask for the language."""
        return self._request("kernel_info_request", {})

    def _request(self, kind: str, content: dict[str, Any]) -> str:
        message = self._session.msg(kind, content)
        with contextlib.suppress(OSError):  # a dead kernel is told of where its reply is awaited
            self._connection.send(message)
        return message["header"]["msg_id"]

    def arrival(self) -> asyncio.Future[None]:
        """Done with the next message on either channel. Raises DeadKernelError once none can come.

        A future and no coroutine: a coroutine would begin to wait a turn of the loop later, and
        what arrived within that turn would never wake who looked for it before.
        """
        if self._ended:
            raise DeadKernelError("Kernel died")
        if self._arrival is None:
            loop = asyncio.get_running_loop()
            self._arrival = loop.create_future()
            loop.add_reader(self._connection.fileno(), self._receive, loop)
        return asyncio.shield(self._arrival)

    def _receive(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while not self._ended and self._connection.poll():
                channel, packed, buffers = self._connection.recv()
                message = self._session.unpack(packed)
                for part in ("header", "parent_header"):  # as Session does; a content's are text
                    message[part] = extract_dates(message[part])
                message["buffers"] = buffers
                channels = {"shell": self.shell_channel, "iopub": self.iopub_channel}
                channels[channel].waiting.append(message)
        except (EOFError, OSError):
            self._ended = True
        loop.remove_reader(self._connection.fileno())
        arrival, self._arrival = self._arrival, None
        if arrival is not None and not arrival.done():
            arrival.set_result(None)


class PipeChannel:
    """Messages of one channel, in the order in which they were sent."""

    def __init__(self, client: PipeClient) -> None:
        self.waiting: deque[dict[str, Any]] = deque()
        self._client = client

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message. Raises queue.Empty after `timeout` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self.waiting:
            left = None if deadline is None else max(0, deadline - time.monotonic())
            try:
                await asyncio.wait_for(self._client.arrival(), left)
            except TimeoutError:
                raise queue.Empty from None
        return self.waiting.popleft()
