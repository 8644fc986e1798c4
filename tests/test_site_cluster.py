"""Pages made by a real scheduler and two workers, all on this machine's loopback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from waiting import wait_for

from helpers.faults import FaultsFound
from helpers.site import cluster, worker
from helpers.site.carried import carry, packed, unpack
from helpers.site.execute import Job
from helpers.site.page_task import PageTask
from helpers.site.pages import Place

pytest.importorskip("distributed", reason="the extra cluster is not installed")

ROOT = Path(__file__).resolve().parents[1]
PARAMETERS = '# parameters\narea = ""'
TABLE = """\
import os, pathlib
folder = pathlib.Path(os.environ["INNOVATION_REPORT_DATA"])
text = (folder / "raw" / "a.csv").read_text()
data = {"name": "of-" + area, "csv": "area\\n" + area + "\\n"}
from IPython.display import display
display({"text/html": f"<p>{area}: {text}</p>", "text/plain": "",
         "application/vnd.innovation-report.table+json": data}, raw=True)"""


@dataclass
class Cluster:
    """address: of the scheduler; workers: process ids, the second with no nanny to revive it."""

    address: str
    workers: list[int]


@pytest.fixture(scope="module")
def cluster_here() -> Iterator[Cluster]:
    """A scheduler and two workers with a thread each, as somebody would start them by hand."""
    started: list[subprocess.Popen] = []
    with tempfile.TemporaryDirectory(prefix="c-", ignore_cleanup_errors=True) as home:

        def start(what: str, *words: str) -> None:
            module = f"distributed.cli.dask_{what}"
            command = [sys.executable, "-m", module, "--host", "127.0.0.1", "--no-dashboard"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
            log = (Path(home) / f"{what}-{len(started)}.log").open("w")
            with log:
                started.append(
                    subprocess.Popen(
                        [*command, *words],
                        stdout=log,
                        stderr=log,
                        env=environment,
                        cwd=home,
                        start_new_session=True,
                    )
                )

        known = Path(home) / "scheduler.json"
        start("scheduler", "--port", "0", "--scheduler-file", str(known))
        for name in ("--nanny", "--no-nanny"):
            words = ("--nthreads", "1", "--local-directory", f"{home}/{len(started)}", name)
            start("worker", "--scheduler-file", str(known), *words)
        try:
            wait_for(lambda: known.exists() and known.read_text().strip())
            logs = sorted(Path(home).glob("worker-*.log"))
            wait_for(lambda: all("Registered to" in log.read_text() for log in logs))
            address = json.loads(known.read_text())["address"]
            yield Cluster(address, [process.pid for process in started[1:]])
        finally:
            for process in started:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture
def data(tmp_path) -> Path:
    for name in ("raw/a.csv", "reference/areas.csv", "clean/observations.csv", "sources.csv"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"figures of {name}\n")
    (tmp_path / "data" / "README.md").write_text("not used by pages\n")
    return tmp_path / "data"


def start(address: str, data: Path, notebook: Path, *areas: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "clustered.py"), address, data, notebook, *areas],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen) -> dict[str, dict]:
    """Area -> its page, of what the process has said."""
    out, errors = process.communicate(timeout=400)
    assert process.returncode == 0, errors
    return {page["area"]: page for page in map(json.loads, out.splitlines())}


def test_pages_are_the_same_as_here_and_faults_too(cluster_here, data, make_notebook):
    ends = "if area == '3':\n    1 / 0\nif area == '4':\n    os.kill(os.getppid(), 9)"
    notebook = make_notebook("a.ipynb", "# One", PARAMETERS, TABLE, ends)
    areas = ("1", "2", "3", "4")
    far = start(cluster_here.address, data, notebook, *areas)
    here = start("local", data, notebook, *areas)
    pages = ended(far)
    assert pages == ended(here)
    assert "<p>1: figures of raw/a.csv\n</p>" in pages["1"]["html"]
    assert pages["2"]["tables"] == {"of-2": "area\n2\n"}
    failed = "a.ipynb (3): cell 4 (`if area == '3':`) stopped with ZeroDivisionError"
    assert pages["3"]["faults"][0].startswith(failed)
    assert pages["4"]["faults"][0].startswith("a.ipynb (4): the process that ran this notebook")


def test_data_and_notebook_are_those_that_travelled(cluster_here, data, make_notebook):
    where = f"assert not str(folder).startswith({str(data.parent)!r})\nprint(os.getcwd())"
    notebook = make_notebook("a.ipynb", "# One", PARAMETERS, TABLE, where)
    pages = ended(start(cluster_here.address, data, notebook, "1"))
    assert pages["1"]["faults"] == []
    (data / "raw" / "a.csv").write_text("other figures\n")
    pages = ended(start(cluster_here.address, data, notebook, "1"))
    assert "<p>1: other figures\n</p>" in pages["1"]["html"]


def test_a_worker_killed_half_way_costs_nothing_but_time(
    cluster_here, data, make_notebook, tmp_path
):
    begun = tmp_path / "begun"  # a page that will never end, on the worker that is killed
    stuck = f"""\
import pathlib, time
if "/2/dask-" in str(folder):
    pathlib.Path({str(begun)!r}).touch()
    time.sleep(300)"""
    notebook = make_notebook("a.ipynb", "# One", PARAMETERS, TABLE, stuck)
    areas = [str(number) for number in range(6)]
    build = start(cluster_here.address, data, notebook, *areas)
    wait_for(begun.exists)
    makes_pages = _children(cluster_here.workers[1])
    os.kill(cluster_here.workers[1], signal.SIGKILL)
    pages = ended(build)
    assert sorted(pages) == areas
    assert [page["faults"] for page in pages.values()] == [[]] * len(areas)
    assert all(
        f"<p>{area}: figures of raw/a.csv\n</p>" in page["html"] for area, page in pages.items()
    )
    assert pages == ended(start("local", data, notebook, *areas)), "the same bytes as here"
    assert makes_pages, "it had a process for pages, which ends with it"
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in makes_pages))


def test_an_address_where_nobody_is_ends_in_a_sentence():
    command = [sys.executable, "-m", "helpers", "build", "--cluster", "tcp://127.0.0.1:9"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    build = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert (build.returncode, build.stdout) == (1, "")
    assert build.stderr == (
        "--cluster tcp://127.0.0.1:9: no scheduler of a Dask cluster answers there. Look whether"
        " it runs and can be reached from here, or leave --cluster out.\n1 fault\n"
    )


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FaultsFound) as found, cluster.on_cluster("tcp://127.0.0.1:9", None):
        pass
    assert str(found.value) == (
        "--cluster needs the package distributed, which is not installed here. "
        'Run pip install "innovation-report[cluster]".'
    )


def test_workers_of_another_version_are_named_with_what_differs():
    own = {"innovation-report": "0.2", worker.SOURCE: "abc", "matplotlib": "3.10"}
    workers = {
        "tcp://one": own,
        "tcp://two": own | {"innovation-report": "0.1", worker.SOURCE: "def"},
        "tcp://three": own | {"matplotlib": "3.9"},
        "tcp://four": "it lacks the package: No module named 'helpers'",
    }
    with pytest.raises(FaultsFound) as found:
        cluster.refuse_others(workers, own)
    two, three, four = map(str, found.value.faults)
    assert two.startswith(
        "the worker tcp://two has innovation-report 0.1, source of innovation-report def, but here"
        " it is innovation-report 0.2, source of innovation-report abc. Install"
    )
    assert three.startswith(
        "the worker tcp://three has matplotlib 3.9, but here it is matplotlib 3.10. Install"
    )
    assert four.startswith("the worker tcp://four cannot make pages (it lacks the package: ")
    cluster.refuse_others({"tcp://one": dict(own)}, own)


@pytest.mark.parametrize(
    ("status", "threads", "why"),
    [
        ("running", {}, "the cluster has no workers"),
        ("closed", {"tcp://one": 1}, "the connection to the cluster was lost"),
    ],
)
def test_a_cluster_that_cannot_go_on_is_told(monkeypatch, status, threads, why):
    monkeypatch.setattr(cluster, "SECONDS_FOR_WORKERS", 0)
    client = SimpleNamespace(status=status, nthreads=lambda: threads)
    with pytest.raises(FaultsFound, match=f"^--cluster tcp://x: {why}"):
        cluster._Cluster("tcp://x", client).threads()
    busy = SimpleNamespace(status="running", nthreads=lambda: {"tcp://one": 2, "tcp://two": 1})
    assert cluster._Cluster("tcp://x", busy).threads() == 3


def test_what_a_worker_is_names_this_package_and_its_libraries():
    same = worker.identity()
    assert same["Python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert {"innovation-report", worker.SOURCE, "matplotlib", "pandas"} <= set(same)
    assert same["pandas"] == sys.modules["pandas"].__version__


def test_equal_data_travel_as_equal_bytes_and_arrive_whole(data, tmp_path):
    content = packed(data)
    os.utime(data / "raw" / "a.csv", (1, 1))
    assert packed(data) == content
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == ["sources.csv", "raw/a.csv", "reference/areas.csv", "clean/observations.csv"]
    unpack(content, tmp_path / "there")
    for name in names:
        assert (tmp_path / "there" / name).read_bytes() == (data / name).read_bytes()


def test_a_task_is_put_down_with_its_notebook(data, tmp_path, make_notebook):
    notebook = make_notebook("a.ipynb", "# One")
    task = PageTask("key", Job(notebook, {"area": "1"}, data), Place("a.html", "", [], "", ""))
    carried = carry(task)
    notebook.unlink()
    there = carried.put_down(tmp_path, tmp_path / "other")
    assert there.job.notebook == tmp_path / "a.ipynb"
    assert there.job.notebook.read_bytes() == carried.notebook
    assert (there.job.data_dir, there.job.parameters) == (tmp_path / "other", {"area": "1"})
    assert (there.key, there.place) == (task.key, task.place)


def _children(pid: int) -> list[str]:
    """Ids of the processes that a process started, as Linux lists them."""
    return [
        pid
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for pid in path.read_text().split()
    ]
