"""The pipe to a forked kernel, one turn of the event loop at a time."""

from __future__ import annotations

import asyncio
from multiprocessing import Pipe

import pytest
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from helpers.site.fork_kernel import PipeClient

pytest.importorskip("fcntl")  # readers of pipes belong to POSIX


async def _alive() -> bool:
    return True


def _sent(connection, channel: str, kind: str) -> None:
    session = Session(key=b"")
    connection.send((channel, session.pack(session.msg(kind, {})), []))


def test_a_message_that_comes_between_looking_and_waiting_is_not_lost():
    """One waits for output, and so listens; another has looked for a reply and not yet slept."""
    ours, theirs = Pipe()

    async def scene() -> dict:
        client = PipeClient(ours, _alive)
        output = asyncio.ensure_future(client.iopub_channel.get_msg(timeout=None))
        await asyncio.sleep(0)
        reply = asyncio.ensure_future(client.shell_channel.get_msg(timeout=600))
        await asyncio.sleep(0)  # it has looked
        _sent(theirs, "shell", "execute_reply")
        client._receive(asyncio.get_running_loop())  # as the loop does when the pipe has data
        try:
            return await asyncio.wait_for(reply, 5)
        finally:
            output.cancel()

    assert asyncio.run(scene())["msg_type"] == "execute_reply"


def test_whoever_waits_learns_that_no_message_can_come():
    ours, theirs = Pipe()

    async def scene() -> None:
        client = PipeClient(ours, _alive)
        waiting = asyncio.ensure_future(client.shell_channel.get_msg(timeout=600))
        await asyncio.sleep(0)
        theirs.close()
        with pytest.raises(DeadKernelError):
            await asyncio.wait_for(waiting, 5)

    asyncio.run(scene())
