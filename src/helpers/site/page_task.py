"""One page: a pure function from notebook, parameters, data and place to bytes.

Everything it is made from is in its task, and nothing but the page comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.faults import Fault, FaultsFound
from helpers.site.execute import Job, ended, execute_one
from helpers.site.place import Place
from helpers.site.pool import STANDARD, Lost


@dataclass(frozen=True)
class PageTask:
    """A page to make. key: hash of all it is made from; place: where it will stand.

    english: the texts of the data that it says in English, being Chinese.
    """

    key: str
    job: Job
    place: Place
    english: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A page and the tables behind it (name -> CSV text), or the faults that kept it back."""

    html: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def make_page(task: PageTask, engine: str = STANDARD) -> Made:
    """Run the notebook and render it. Changes this process's environment: call it in a worker."""
    from helpers.site.pages import render_page  # which imports what draws: no driver needs it

    outcome = execute_one(task.job, engine)
    if outcome.fault:
        return Made(faults=(outcome.fault,))
    try:
        page = render_page(outcome.notebook, task.job.name, task.place,
                           task.job.data_dir, task.english)  # fmt: skip
    except FaultsFound as found:
        return Made(faults=tuple(found.faults))
    return Made(page.html, page.tables)


def lost(task: PageTask) -> Made:
    """What is said of a page whose process was ended from outside."""
    return Made(faults=(ended(Lost(), task.job).fault,))
