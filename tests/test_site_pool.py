"""Work in other processes: results as they end, what is lost, what is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest

from helpers.site.pool import ENGINES, ENVIRONMENT, FORK, SERVED, STANDARD, Lost, run_each
from helpers.site.pool import default_engine as default

by_each_engine = pytest.mark.parametrize("engine", ENGINES)


def square(number):
    return number * number


def look(_):
    names = [*ENVIRONMENT, SERVED]
    heavy = [name for name in ("pandas", "matplotlib", "papermill") if name in sys.modules]
    return {name: os.environ.get(name) for name in names}, heavy, threading.active_count()


def end_itself(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number):
    raise ValueError(f"no {number}")


def results(do, items, engine, workers=2):
    return dict(run_each(do, items, workers=workers, engine=engine))


@by_each_engine
def test_every_item_is_done_once_and_numbered(engine):
    assert results(square, [3, 1, 2], engine) == {0: 9, 1: 1, 2: 4}
    assert results(square, [], engine) == {}
    assert multiprocessing.active_children() == []


@by_each_engine
def test_a_process_that_ends_takes_only_its_own_item_with_it(engine):
    found = results(end_itself, [1, 2, 3, 4], engine)
    assert isinstance(found.pop(2), Lost)
    assert found == {0: 1, 1: 2, 3: 4}
    assert multiprocessing.active_children() == []


@by_each_engine
def test_what_the_work_raises_is_raised(engine):
    with pytest.raises(ValueError, match="no 7"):
        results(fail, [7], engine)
    deadline = time.monotonic() + 60  # they were told to end; the pool's own thread waits too
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="there is no fork elsewhere")
def test_forks_have_the_stack_no_thread_and_the_environment_of_every_build():
    before = dict(os.environ)
    environment, heavy, threads = results(look, [0], FORK)[0]
    assert environment == {**ENVIRONMENT, SERVED: None}
    assert heavy == ["pandas", "matplotlib", "papermill"]
    assert threads == 1
    assert dict(os.environ) == before


def test_the_engine_that_is_sound_here(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert default() == FORK
    for other in ("darwin", "win32"):
        monkeypatch.setattr(sys, "platform", other)
        assert default() == STANDARD


def test_asked_for_forks_elsewhere_new_processes_are_started(monkeypatch):
    monkeypatch.setattr("helpers.site.pool.sys.platform", "darwin")
    asked = []
    real = multiprocessing.get_context
    monkeypatch.setattr(multiprocessing, "get_context", lambda how: asked.append(how) or real(how))
    assert results(square, [2], FORK) == {0: 4}
    assert asked == ["spawn"]
