"""Pages from the cache or made anew; a page that fails keeps nobody else's from the cache."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from helpers.faults import Fault, FaultsFound
from helpers.site.execute import Job
from helpers.site.make import locally, made_pages
from helpers.site.page_task import Made, PageTask
from helpers.site.pages import Place
from helpers.site.pool import ENGINES, FORK, Lost
from helpers.site.progress import Progress


@pytest.fixture
def tasks(make_notebook) -> list[PageTask]:
    """Three pages: the second kills its kernel."""
    sources = {
        "a": ["# A", "print('a')"],
        "b": ["# B", "1", "import os\nos.kill(os.getpid(), 9)", "2"],
        "c": ["# C", "print('c')"],
    }
    return [
        PageTask(f"key-{name}", Job(make_notebook(f"{name}.ipynb", *cells)), place(name))
        for name, cells in sources.items()
    ]


def place(name: str) -> Place:
    return Place(f"{name}.html", "Edition", [(f"{name}.html", name)], "inputs", "1")


def fake(pages: dict[str, Made | Lost]):
    """A runner that gives these pages, last first; what it was asked for stands in `.asked`."""

    def run(tasks):
        run.asked.append([task.key for task in tasks])
        for number, task in reversed(list(enumerate(tasks))):
            yield number, pages[task.key]

    run.asked = []
    return run


GOOD = {key: Made(f"<p>{key}</p>") for key in ("key-a", "key-b", "key-c")}


def made(tasks, run, folder, *, force=False, log=None):
    with made_pages(tasks, run, folder, force=force, progress=Progress(log)) as cache:
        return [cache.read(task.key) for task in tasks]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_that_kills_its_kernel_fails_its_page_and_the_others_are_kept(
    tasks, tmp_path, engine
):
    with pytest.raises(FaultsFound) as found:
        made(tasks, locally(2, engine), tmp_path / "cache")
    (fault,) = found.value.faults
    assert str(fault).startswith("b.ipynb: cell 3 (`import os`) lost its kernel")
    run = fake(GOOD)
    pages = made(tasks, run, tmp_path / "cache")
    assert run.asked == [["key-b"]], "the others are there"
    assert '<pre class="printed">a</pre>' in pages[0].html
    assert pages[1] == GOOD["key-b"]


def test_pages_are_made_once_and_anew_when_forced(tasks, tmp_path):
    run, log = fake(GOOD), io.StringIO()
    for force in (False, False, True):
        assert made(tasks, run, tmp_path, force=force, log=log) == list(GOOD.values())
    assert run.asked == [[*GOOD], [*GOOD]]
    lines = log.getvalue().splitlines()
    assert lines[:4] == [
        "c.html (1/3)",
        "b.html (2/3)",
        "a.html (3/3)",
        "3 of 3 pages are as they were",
    ]
    assert len(lines) == 7


def test_only_what_is_missing_or_broken_is_made(tasks, tmp_path):
    made(tasks[:2], fake(GOOD), tmp_path)
    (tmp_path / "key-b.page").write_bytes(b"spoiled")
    run = fake(GOOD)
    made(tasks, run, tmp_path)
    assert run.asked == [["key-b", "key-c"]]


def test_all_faults_are_told_once_when_all_is_made(tasks, tmp_path):
    same = Fault("x.ipynb", None, "", "is wrong")
    pages = {"key-a": Made(faults=(same,)), "key-b": Lost(), "key-c": Made(faults=(same,))}
    with pytest.raises(FaultsFound) as found:
        made(tasks, fake(pages), tmp_path)
    told = [str(fault) for fault in found.value.faults]
    assert len(told) == 2
    assert any("b.ipynb: the process that ran this notebook was ended" in words for words in told)


@pytest.mark.parametrize("folder", [None, "a file"])
def test_without_a_place_for_a_cache_the_pages_are_made_all_the_same(tasks, tmp_path, folder):
    cache_dir = None
    if folder:
        cache_dir = tmp_path / folder
        cache_dir.write_text("in the way")
    run = fake(GOOD)
    for _ in range(2):
        assert made(tasks, run, cache_dir) == list(GOOD.values())
    assert run.asked == [[*GOOD], [*GOOD]]


def test_unknown_parameters_are_refused_before_anything_runs(make_notebook, tmp_path):
    path = make_notebook("a.ipynb", "# A", "# parameters\nareas = []")
    task = PageTask("key-a", Job(path, {"arae": 1}), place("a"))
    run = fake(GOOD)
    with pytest.raises(FaultsFound, match="no parameter arae"):
        made([task], run, tmp_path)
    assert run.asked == []


def test_a_page_that_may_not_be_shown_is_a_fault_of_that_page(make_notebook, tmp_path):
    task = PageTask("key", Job(make_notebook("a.ipynb", "## No title", "1")), place("a"))
    with pytest.raises(FaultsFound, match=r"a\.ipynb: the notebook has 0 headings"):
        made([task], locally(1, FORK), tmp_path)
    assert not (Path(tmp_path) / "key.page").exists()
