"""Pages made by the workers of a Dask cluster, one page a task.

A task carries all that its page is made from (`helpers.site.carried`), so that workers need
this package, in the same version, but no shared disk. What travels names nothing of this
package but within functions that the workers run: the scheduler needs no part of it. The data
go once, as the result of a task: where a worker that held them is lost, they are made anew.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from helpers.faults import Fault, FaultsFound
from helpers.site.carried import carry, mark, packed
from helpers.site.make import Runner
from helpers.site.page_task import Made, PageTask
from helpers.site.pool import Lost
from helpers.site.worker import PACKAGE, identity

SECONDS_TO_CONNECT = 5
SECONDS_FOR_WORKERS = 15  # to wait where the cluster has none, at first or half-way
AHEAD = 3  # tasks sent for each thread of the workers: enough to keep them busy
EXTRA = f'pip install "{PACKAGE}[cluster]"'


@contextmanager
def on_cluster(address: str, engine: str | None) -> Iterator[Runner]:
    """Pages are made by the workers of the cluster whose scheduler listens at `address`.

    engine: how papermill gets its kernels; None for what each worker's system allows. Raises
    FaultsFound, at once or within seconds, where the cluster cannot be used: no `distributed`
    here, nobody at the address, no workers, or workers with another version of the package.
    """
    with _client(address) as client:
        cluster = _Cluster(address, client)
        refuse_others(cluster.identities(), identity())
        yield lambda tasks: _run(cluster, tasks, engine)


def refuse_others(workers: dict[str, dict[str, str] | str], own: dict[str, str]) -> None:
    """Raise FaultsFound, a fault for each worker whose pages might differ from those made here.

    workers: address -> what `identity` says there, or why it says nothing.
    """
    faults = [
        Fault("", None, "", f"the worker {address} {why}", todo=_todo(own))
        for address, there in workers.items()
        if (why := _differs(there, own))
    ]
    if faults:
        raise FaultsFound(faults)


def _todo(own: dict[str, str]) -> str:
    return (
        f"Install {PACKAGE} {own[PACKAGE]} of the same source, with the packages of"
        " requirements.lock, on every worker, and start the workers again"
    )


def _differs(there: dict[str, str] | str, own: dict[str, str]) -> str:
    if isinstance(there, str):
        return f"cannot make pages ({there})"
    other = [name for name in own if there.get(name) != own[name]]
    if not other:
        return ""
    has = ", ".join(f"{name} {there.get(name, 'none')}" for name in other)
    return f"has {has}, but here it is {', '.join(f'{name} {own[name]}' for name in other)}"


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        found = "--cluster needs the package distributed, which is not installed here"
        raise FaultsFound([Fault("", None, "", found, todo=f"Run {EXTRA}")]) from error
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they say is said below
    _refuse_others_than_schedulers(address)
    client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    try:
        yield client
    finally:
        client.close(timeout=SECONDS_TO_CONNECT)


def _refuse_others_than_schedulers(address: str) -> None:
    """Ask once, before a client that would ask again and again is built."""
    from distributed import rpc

    async def ask() -> str:
        async with rpc(address) as server:
            return (await server.identity())["type"]

    try:
        kind = asyncio.run(asyncio.wait_for(ask(), SECONDS_TO_CONNECT))
    except (OSError, ValueError, RuntimeError, ImportError, KeyError, MemoryError) as error:
        # no address, nobody there, or a server of something else, whose words mean nothing
        raise _gone(address, "no scheduler of a Dask cluster answers there") from error
    if kind != "Scheduler":
        raise _gone(address, f"a {kind.lower()} answers there, no scheduler")


def _gone(address: str, why: str) -> FaultsFound:
    todo = "Look whether it runs and can be reached from here, or leave --cluster out"
    return FaultsFound([Fault("", None, "", f"--cluster {address}: {why}", todo=todo)])


@dataclass(frozen=True)
class _Cluster:
    """A cluster that answered. Its methods raise FaultsFound where it does so no more."""

    address: str
    client: Any

    def identities(self) -> dict[str, dict[str, str] | str]:
        """What `identity` says on each worker that there is now."""

        def ask() -> dict[str, str] | str:
            try:
                from helpers.site.worker import identity
            except ImportError as error:
                return f"it lacks the package: {error}"
            return identity()

        self.threads()
        answers = self._asked(lambda: self.client.run(ask, on_error="return"))
        return {
            address: str(answer) if isinstance(answer, Exception) else answer
            for address, answer in answers.items()
        }

    def threads(self) -> int:
        """How many tasks it does at a time; waits for a first worker."""
        end = time.monotonic() + SECONDS_FOR_WORKERS
        while True:
            number = sum(self._asked(self.client.nthreads).values())
            if number:
                return number
            if time.monotonic() > end:
                raise _gone(self.address, "the cluster has no workers")
            time.sleep(0.5)

    def _asked(self, ask: Callable[[], Any]) -> Any:
        from distributed import TimeoutError as TimedOut

        try:
            if self.client.status != "running":
                raise OSError(self.client.status)
            return ask()
        except (OSError, TimedOut) as error:
            raise _gone(self.address, "the connection to the cluster was lost") from error


def _run(
    cluster: _Cluster, tasks: Sequence[PageTask], engine: str | None
) -> Iterator[tuple[int, Made | Lost]]:
    """See `helpers.site.make.Runner`. A few tasks are under way at a time, however many there are.

    Each is sent with what this side is: a worker that joins late may differ, and then says so.
    """
    own, client = identity(), cluster.client
    content = packed(tasks[0].job.data_dir)
    data = client.submit(_itself(), content, key=f"{PACKAGE}-data-{mark(content)}")
    ended: SimpleQueue[int] = SimpleQueue()
    futures: dict[int, Any] = {}
    waiting = list(enumerate(tasks))[::-1]
    most = AHEAD * cluster.threads()
    do = _page()
    while waiting or futures:
        while waiting and len(futures) < most:
            number, task = waiting.pop()
            asked = pickle.dumps(carry(task))
            name = f"{PACKAGE}-page-{task.key}"
            future = client.submit(do, asked, data, engine, own, key=name, pure=False)
            future.add_done_callback(lambda _, number=number: ended.put(number))
            futures[number] = future
        try:
            number = ended.get(timeout=2)
        except Empty:
            most = AHEAD * cluster.threads()
            continue
        yield number, _result(cluster, futures.pop(number))


def _result(cluster: _Cluster, future: Any) -> Made | Lost:
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    try:
        answer = pickle.loads(future.result())
    except KilledWorker:
        return Lost()
    except CancelledError as error:
        raise _gone(cluster.address, "the connection to the cluster was lost") from error
    except OSError as error:  # of the worker's machine, not of this one
        found = f"a worker of the cluster cannot go on ({error})"
        raise FaultsFound([Fault("", None, "", found, todo="Look at its machine")]) from error
    if isinstance(answer, dict):  # a worker that came after the others were asked
        refuse_others(answer, identity())
    return answer


# Functions within functions travel as code, so that the scheduler can pass them on unread.


def _itself() -> Callable[[bytes], bytes]:
    def data(content: bytes) -> bytes:
        return content

    return data


def _page() -> Callable[..., bytes]:
    def page(asked: bytes, content: bytes, engine: str | None, own: dict[str, str]) -> bytes:
        """The pickled page, or {worker: what it is} where that is not what was asked for."""
        import pickle
        from pathlib import Path

        from distributed import get_worker

        worker = get_worker()
        try:
            from helpers.site.worker import identity, make
        except ImportError as error:
            return pickle.dumps({worker.address: f"it lacks the package: {error}"})
        if identity() != own:
            return pickle.dumps({worker.address: identity()})
        folder = Path(worker.local_directory).resolve()
        return pickle.dumps(make(pickle.loads(asked), content, engine, folder))

    return page
