"""Running notebooks: parameters, processes, and what is said when a cell fails."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile

import pytest
from waiting import alive, wait_for

from helpers import data_folder
from helpers.faults import FaultsFound
from helpers.site import execute
from helpers.site.execute import Job, execute_notebooks
from helpers.site.pool import ENGINES, STANDARD
from helpers.site.progress import Progress

by_each_engine = pytest.mark.parametrize("engine", ENGINES)

PARAMETERS = "# parameters\nareas = []\nfirst_year = 2012"


def run(*jobs: Job, workers: int = 2, engine: str = STANDARD):
    return execute_notebooks(jobs, workers=workers, progress=Progress(), engine=engine)


def printed(notebook) -> str:
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    )


@by_each_engine
def test_parameters_arrive_and_the_kernel_is_this_python(make_notebook, tmp_path, engine):
    path = make_notebook(
        "a.ipynb",
        PARAMETERS,
        "import os, sys, json, matplotlib",
        "print(json.dumps([areas, first_year, sys.executable, matplotlib.get_backend(),\n"
        "                  os.environ['INNOVATION_REPORT_DATA'], os.getcwd()]))",
    )
    before = path.read_bytes()
    (done,) = run(Job(path, {"areas": ["430000"]}, tmp_path / "data"), engine=engine)
    areas, year, python, backend, data, folder = json.loads(printed(done))
    assert (areas, year) == (["430000"], 2012)
    assert python == sys.executable
    assert backend.lower() == "agg"
    assert data == str(tmp_path / "data")
    assert not os.path.exists(folder), "the working folder is removed"
    assert path.read_bytes() == before


@by_each_engine
def test_another_kernel_under_the_name_python3_is_not_asked(
    make_notebook, tmp_path, monkeypatch, engine
):
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    wrong = {"argv": ["false"], "display_name": "x", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(wrong))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    (done,) = run(Job(make_notebook("a.ipynb", "print('ran')")), engine=engine)
    assert printed(done) == "ran\n"


@by_each_engine
def test_several_run_at_once_and_come_back_in_order(make_notebook, engine):
    jobs = [Job(make_notebook(f"{n}.ipynb", f"print({n})")) for n in range(4)]
    assert [printed(done) for done in run(*jobs, engine=engine)] == ["0\n", "1\n", "2\n", "3\n"]


def test_an_unknown_parameter_is_refused_before_anything_runs(make_notebook, tmp_path):
    trace = tmp_path / "ran"
    path = make_notebook("a.ipynb", PARAMETERS, f"open({str(trace)!r}, 'w')")
    with pytest.raises(FaultsFound, match=r"no parameter area\. .*Did you mean areas"):
        run(Job(path, {"area": ["430000"]}))
    assert not trace.exists()


@by_each_engine
def test_failures_name_notebook_cell_and_error_and_all_are_told(make_notebook, engine):
    title = "# Title"
    failing = make_notebook("b.ipynb", title, PARAMETERS, "\n# why\nraise ValueError('no figure.')")
    before_parameters = make_notebook("c.ipynb", "1 / 0", PARAMETERS)
    dying = make_notebook("d.ipynb", title, "x = 1", "import os\nos._exit(9)", "x = 2")
    values = {"areas": []}
    with pytest.raises(FaultsFound) as found:
        run(
            Job(make_notebook("a.ipynb", "x = 1")),
            Job(failing, values),
            Job(before_parameters, values),
            Job(dying),
            engine=engine,
        )
    assert [str(fault) for fault in found.value.faults][:2] == [
        "b.ipynb: cell 3 (`# why`) stopped with ValueError: no figure.",
        "c.ipynb: cell 1 (`1 / 0`) stopped with ZeroDivisionError: division by zero.",
    ]
    dead = str(found.value.faults[2])
    assert dead.startswith("d.ipynb: cell 3 (`import os`) lost its kernel")


def test_a_cell_that_never_ends_is_stopped(make_notebook, monkeypatch, tmp_path):
    # In this process, where the limit can be lowered: a worker would import its own.
    monkeypatch.setattr(execute, "CELL_SECONDS", 2)
    for name in ("IPYTHONDIR", data_folder.VARIABLE, *execute.ENVIRONMENT):
        monkeypatch.setenv(name, "")  # so that what execute_one sets is undone
    path = make_notebook("a.ipynb", "x = 1", "import time\ntime.sleep(60)")
    outcome = execute.execute_one(Job(path))
    assert str(outcome.fault) == "a.ipynb: cell 2 (`import time`) ran longer than 2 seconds."


def test_a_full_temporary_folder_is_named(make_notebook, tmp_path, monkeypatch):
    def full(folder):
        raise OSError(28, "No space left on device", str(folder))

    for name in ("IPYTHONDIR", data_folder.VARIABLE, *execute.ENVIRONMENT):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(execute, "refuse_full", full)
    with pytest.raises(OSError, match="No space") as found:
        execute.execute_one(Job(make_notebook("a.ipynb", "x = 1")))
    assert "report-" in found.value.filename, "the folder the notebook runs in"


@by_each_engine
def test_a_killed_worker_is_told(make_notebook, engine):
    path = make_notebook("a.ipynb", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)")
    with pytest.raises(FaultsFound, match=r"a\.ipynb: the process that ran this notebook"):
        run(Job(path), workers=1, engine=engine)


def test_progress_is_a_line_for_each_notebook(make_notebook):
    log = io.StringIO()
    job = Job(make_notebook("a.ipynb", "x = 1"))
    execute_notebooks([job], workers=1, progress=Progress(log))
    assert log.getvalue() == "a.ipynb (1/1)\n"


@by_each_engine
def test_nothing_is_left_running_or_lying_about(make_notebook, monkeypatch, engine):
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        run(Job(make_notebook("a.ipynb", "x = 1")), engine=engine)
        assert os.listdir(folder) == []
    assert multiprocessing.active_children() == []


def test_sockets_have_short_paths():
    with execute.passing_folder() as folder:
        assert len(str(folder / "999" / "k-5")) < 100


SLEEPER = """
import signal, sys
from pathlib import Path
from helpers.site.execute import Job, execute_notebooks
from helpers.site.progress import Progress
if __name__ == "__main__":
    # a shell has what it runs in the background ignore Ctrl-C, these tests among it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    execute_notebooks([Job(Path(sys.argv[1]))], workers=1, progress=Progress(), engine=sys.argv[2])
"""


@by_each_engine
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_kernel_and_worker_end_with_the_parent(make_notebook, tmp_path, number, engine):
    pids = tmp_path / "pids"
    path = make_notebook(
        "a.ipynb",
        "import os, time, pathlib",
        f"part = pathlib.Path({str(pids)!r} + '.part')\n"
        "part.write_text(f'{os.getpid()} {os.getppid()}')\n"
        f"part.rename({str(pids)!r})\n"
        "time.sleep(120)",
    )
    script = tmp_path / "sleeper.py"
    script.write_text(SLEEPER)
    mess = tempfile.TemporaryDirectory(prefix="t-")  # who is killed leaves its folder lying
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TMPDIR": mess.name,
    }
    parent = subprocess.Popen(
        [sys.executable, str(script), str(path), engine],
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        wait_for(pids.exists)
        kernel, worker = map(int, pids.read_text().split())
        parent.send_signal(number)
        parent.wait(120)
        wait_for(lambda: not (alive(kernel) or alive(worker)))
    finally:
        with contextlib.suppress(ProcessLookupError):  # whoever of its session is left
            os.killpg(parent.pid, signal.SIGKILL)
        parent.communicate()
        mess.cleanup()
