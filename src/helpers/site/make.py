"""Every page of an edition: from the cache where it is there, else made by a `Runner`: processes
of this machine, or a cluster (`helpers.site.cluster`).

However many pages there are, one is in memory at a time: a page goes into the cache as soon
as it is made, and comes out of it when the edition is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.faults import Fault, FaultsFound
from helpers.site.cache import PageCache
from helpers.site.execute import refuse_unknown_parameters
from helpers.site.page_task import Made, PageTask, lost, make_page
from helpers.site.passing import sweep
from helpers.site.pool import Lost, run_each
from helpers.site.progress import Progress

# (tasks) -> (number of the task, its page) as they end, in any order
Runner = Callable[[Sequence[PageTask]], Iterator[tuple[int, "Made | Lost"]]]


def locally(workers: int, engine: str) -> Runner:
    """Pages are made by up to `workers` processes of this machine."""
    do = partial(make_page, engine=engine)
    return lambda tasks: run_each(do, tasks, workers=workers, engine=engine,
                                  data_dir=tasks[0].job.data_dir if tasks else None)  # fmt: skip


@contextmanager
def made_pages(
    tasks: Sequence[PageTask],
    run: Runner,
    cache_dir: Path | None,
    *,
    force: bool,
    progress: Progress,
) -> Iterator[PageCache]:
    """A cache that holds the page of every task.

    cache_dir: where pages are kept from build to build; None or a folder that cannot be
    written keeps them for this build only. force: make every page anew. Raises FaultsFound,
    once all others are in the cache, with what kept pages back.
    """
    with _cache(cache_dir) as cache:
        missing = [task for task in tasks if force or not cache.has(task.key)]
        if len(missing) < len(tasks):
            progress.say(f"{len(tasks) - len(missing)} of {len(tasks)} pages are as they were")
        faults = _make(missing, run, cache, progress)
        if faults:
            raise FaultsFound(dict.fromkeys(faults))
        yield cache
        cache.prune(task.key for task in tasks)


def _make(
    tasks: Sequence[PageTask], run: Runner, cache: PageCache, progress: Progress
) -> list[Fault]:
    if not tasks:
        return []
    refuse_unknown_parameters([task.job for task in tasks])
    sweep()
    faults: list[Fault] = []
    progress.start(len(tasks), "pages")
    try:
        for number, page in run(tasks):
            task = tasks[number]
            page = lost(task) if isinstance(page, Lost) else page
            if page.faults:
                faults += page.faults
            else:
                cache.write(task.key, page)
            progress.step(task.place.href)
    finally:
        progress.close()
    return faults


@contextmanager
def _cache(folder: Path | None) -> Iterator[PageCache]:
    if folder is not None:
        cache = PageCache(folder)
        if cache.is_writable():
            yield cache
            return
    with TemporaryDirectory(prefix="innovation-report-") as passing:
        yield PageCache(Path(passing))
