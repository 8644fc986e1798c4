"""The engine "fork": papermill's interface, a kernel's outputs, a clean state, its ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from waiting import alive, wait_for

from helpers.site.execute import Job, execute_notebooks
from helpers.site.pool import FORK
from helpers.site.progress import Progress

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the standard engine serves")
pytestmark = linux


def printed(notebook, name: str = "stdout") -> str:
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == name
    )


def python(folder: Path, source: str, *words: object, **options):
    """A Python of its own, in which nothing but the main thread runs."""
    script = folder / "script.py"
    script.write_text(source, encoding="utf-8")
    # with PYTEST_CURRENT_TEST, a started kernel would not listen to what programs print
    unwanted = ("MPLBACKEND", "PYTEST_CURRENT_TEST")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in unwanted},
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [sys.executable, str(script), *map(str, words)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, **options
    )


# ------------------------------------------------------------------- beside papermill's own engine

SAME = (
    "# parameters\nname, number = 'nobody', 1",
    "# A title",
    "print('out', name, number)\nimport sys\nprint('err', file=sys.stderr)\nprint('out again')",
    "import logging, warnings\n"
    "warnings.showwarning = lambda message, kind, *where: print(kind.__name__, message)\n"
    "warnings.warn('careful')\n"
    "logging.warning('logged')",
    "class Rich:\n"
    "    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/html': '<b>1</b>', 'text/plain': '1', 'application/x+json': [1]}, "
    "{'kept': True}\n"
    "Rich()",
    "from IPython.display import HTML, Image, display, clear_output\n"
    "display(HTML('<i>x</i>'), metadata={'k': 1})\n"
    "shown = display('first', display_id='one')\n"
    "shown.update('second')\n"
    "print('gone')\nclear_output()\nprint('stays')",
    "import pandas as pd\npd.DataFrame({'area': ['430000'], 'value': [1.5]})",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "figure, ax = plt.subplots(figsize=(1, 1))\nplt.close(figure)\nfigure",
    "plt.get_backend()",
    # a started kernel has threads of its own for what programs print, and they need a moment
    "import os, subprocess, time\nsubprocess.run(['sh', '-c', 'echo program']);time.sleep(1)",
    "subprocess.run(['sh', '-c', 'echo fault >&2'])\ntime.sleep(1)",
    "os.write(1, 'ü\\n'.encode())\ntime.sleep(1)",
    "!echo shell",
    "%%bash\necho script",
    "import asyncio\nawait asyncio.sleep(0)\nsum([1, 2])",
    "_, Out[16], In[16][:5], len(_ih)",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "%matplotlib inline\n?len",
    "'' in sys.path, sys.stdin.read(), __name__, 'JPY_PARENT_PID' in os.environ",
    "print('a' * 200_000, end='')",
    "display({'text/plain': '2026-11-27T22:04:30.5Z'}, raw=True)",  # of a message only text
    "wide = pd.DataFrame([range(25)], columns=[f'column {i} of many' for i in range(25)])\nwide",
    "print(wide.iloc[:, :12])",
    "import decimal\n[flag for flag, is_set in decimal.getcontext().flags.items() if is_set]",
)
FAILING = (*SAME[:3], "1 / 0", "print('never')")
BOTH = """
import json, sys
import papermill
done = []
for path in sys.argv[1:]:
    for engine in (None, "fork"):
        try:
            notebook = papermill.execute_notebook(
                path, path + ".out", {"name": "somebody"}, engine_name=engine, progress_bar=False)
            error = None
        except papermill.PapermillExecutionError as found:
            notebook = papermill.iorw.load_notebook_node(path + ".out")
            error = [found.cell_index, found.exec_count, found.source, found.ename, found.evalue]
        done.append([notebook, error])
print("RESULTS" + json.dumps(done))
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """(notebook, error) of papermill's own engine and of "fork": a sound and a failing notebook."""
    folder = tmp_path_factory.mktemp("both")
    paths = []
    for name, cells in (("sound", SAME), ("failing", FAILING)):
        notebook = nbformat.v4.new_notebook()
        for cell in cells:
            tags = {"tags": ["parameters"]} if cell.startswith("# parameters") else {}
            of = nbformat.v4
            new = of.new_markdown_cell if cell.startswith("# A") else of.new_code_cell
            notebook.cells.append(new(cell, metadata=tags))
        notebook.metadata["kernelspec"] = {
            "name": "python3", "display_name": "Python", "language": "python",
        }  # fmt: skip
        paths.append(folder / f"{name}.ipynb")
        nbformat.write(notebook, paths[-1])
    ran = python(folder, BOTH, *paths, cwd=folder)
    assert "RESULTS" in ran.stdout, ran.stderr
    made = json.loads(ran.stdout.partition("RESULTS")[2])
    return {"sound": made[:2], "failing": made[2:]}


def comparable(notebook: dict) -> list:
    """Cells without ids and times; neighbouring pieces of one stream joined, as time parts them."""
    cells = []
    for cell in notebook["cells"]:
        outputs: list[dict] = []
        for output in cell.get("outputs", []):
            if (stream := output.get("name")) and outputs and stream == outputs[-1].get("name"):
                outputs[-1]["text"] += output["text"]
            else:
                outputs.append(dict(output))
        text = json.dumps(outputs)
        text = re.sub(r"ipykernel_\d+", "ipykernel", text)
        tags = cell["metadata"].get("tags", [])
        cells.append([cell["cell_type"], cell["source"], tags, cell.get("execution_count"), text])
    return cells


def test_its_outputs_are_those_of_papermills_own_engine(both):
    (standard, error), (forked, forked_error) = both["sound"]
    assert error is forked_error is None
    for one, other in zip(comparable(standard), comparable(forked), strict=True):
        assert one == other
    assert len(comparable(forked)) == len(SAME) + 1, "and the injected parameters"
    assert standard["metadata"]["language_info"] == forked["metadata"]["language_info"]
    assert standard["metadata"]["kernelspec"] == forked["metadata"]["kernelspec"]
    assert forked["metadata"]["papermill"]["parameters"] == {"name": "somebody"}
    assert "out somebody 1\n" in printed(nbformat.from_dict(forked))


def test_it_fails_as_papermills_own_engine_does_and_names_the_cell(both):
    (standard, error), (forked, forked_error) = both["failing"]
    assert forked_error == error
    assert forked_error[2:] == ["1 / 0", "ZeroDivisionError", "division by zero"]
    assert comparable(forked) == comparable(standard), "the saved notebook, up to the failed cell"
    assert not any("never" in text for *_, text in comparable(forked))


def test_what_a_program_prints_stands_where_it_was_printed(make_notebook):
    source = "import os\nprint('one')\nos.system('echo two')\nprint('three')\n'result'"
    (done,) = run(make_notebook("a.ipynb", source))
    stream, result = done.cells[0].outputs
    assert stream.text == "one\ntwo\nthree\n"
    assert result.output_type == "execute_result"


# ------------------------------------------------------------------------------------ clean state

LEAKS = """\
import builtins, locale, logging, os, random, sys, warnings
import matplotlib as mpl, matplotlib.pyplot as plt, numpy as np, pandas as pd
leaked = 1
builtins.leaked_too = 1
mpl.rcParams["font.size"] = 99
plt.figure()
pd.set_option("display.max_rows", 7)
pd.DataFrame.sum = lambda self: "patched"
os.environ["LEAKED"] = "1"
os.environ["INNOVATION_REPORT_DATA"] = "elsewhere"
os.chdir("/")
sys.path.insert(0, "/leaked")
sys.modules["leaked_module"] = os
random.seed(1); np.random.seed(1)
np.seterr(all="raise")
warnings.simplefilter("error")
logging.basicConfig(level=logging.DEBUG)
logging.getLogger("helpers").setLevel(1)
sys.setrecursionlimit(77777)
os.umask(0o777)
import helpers.report.edition
helpers.report.edition.DEFAULT_INDICATORS = ()
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()"""
LOOKS = """\
import builtins, json, logging, os, random, sys, threading, warnings
import matplotlib as mpl, matplotlib.pyplot as plt, numpy as np, pandas as pd
import helpers.report.edition
mask = os.umask(0); os.umask(mask)
found = {
    "variable": "leaked" in globals(),
    "builtin": hasattr(builtins, "leaked_too"),
    "rcParam": mpl.rcParams["font.size"],
    "figures": plt.get_fignums(),
    "pandas": pd.get_option("display.max_rows"),
    "monkeypatch": int(pd.DataFrame({"a": [2]}).sum()["a"]),
    "environment": os.environ.get("LEAKED"),
    "data": os.environ["INNOVATION_REPORT_DATA"].endswith("/own"),
    "folder": os.getcwd() == "/",
    "path": "/leaked" in sys.path,
    "module": "leaked_module" in sys.modules,
    "floats": np.geterr()["divide"],
    "warnings": warnings.filters[0][0],
    "handlers": len(logging.root.handlers),
    "level": logging.getLogger("helpers").level,
    "recursion": sys.getrecursionlimit() == 77777,
    "umask": mask == 0o777,
    "package": len(helpers.report.edition.DEFAULT_INDICATORS) > 0,
    "threads": threading.active_count(),
    "count": len(In),
}
print(json.dumps(found))"""
CLEAN = {
    "variable": False,
    "builtin": False,
    "rcParam": 10.0,
    "figures": [],
    "pandas": 60,
    "monkeypatch": 2,
    "environment": None,
    "data": True,
    "folder": False,
    "path": False,
    "module": False,
    "floats": "warn",
    "handlers": 0,
    "level": 0,
    "recursion": False,
    "umask": False,
    "package": True,
    "threads": 1,
    "count": 2,
}
SEEDS = "import random, numpy as np\nprint(random.random(), np.random.random())"


def run(*paths: Path, workers: int = 1, data: Path = Path("data")):
    jobs = [Job(path, data_dir=data) for path in paths]
    return execute_notebooks(jobs, workers=workers, progress=Progress(), engine=FORK)


def test_every_notebook_starts_clean_whatever_the_one_before_has_left(make_notebook, tmp_path):
    leaks, looks = make_notebook("leaks.ipynb", LEAKS), make_notebook("looks.ipynb", LOOKS)
    seeds = make_notebook("seeds.ipynb", SEEDS)
    done = run(looks, seeds, leaks, looks, seeds, looks, seeds, data=tmp_path / "own")
    first, *others = (json.loads(printed(done[at])) for at in (0, 3, 5))
    assert {name: first[name] for name in CLEAN} == CLEAN
    assert others == [first, first], "one process ran them all, one after the other"
    drawn = [number for at in (1, 4, 6) for number in printed(done[at]).split()]
    assert len(set(drawn)) == 6, "no seed is copied into two notebooks, none is kept"


# ------------------------------------------------------------------------------------------- ends

PATIENCE = """
import sys, time
import papermill
from nbclient.exceptions import CellTimeoutError
begun = time.monotonic()
try:
    papermill.execute_notebook(sys.argv[1], None, engine_name="fork", progress_bar=False,
                               execution_timeout=2)
except CellTimeoutError as error:
    print("TIMED OUT", "time.sleep(600)" in str(error), time.monotonic() - begun < 300)
"""
INTERRUPTS = """
import sys
import papermill
from papermill.clientwrap import PapermillNotebookClient
try:
    papermill.execute_notebook(sys.argv[1], None, engine_name="fork", progress_bar=False,
                               execution_timeout=2, interrupt_on_timeout=True)
except papermill.PapermillExecutionError as error:
    print("INTERRUPTED", error.ename, error.source)
"""
SLEEPS = "import time\ntime.sleep(600)"


@pytest.mark.parametrize(
    ("script", "told"),
    [(PATIENCE, "TIMED OUT True True"), (INTERRUPTS, f"INTERRUPTED KeyboardInterrupt {SLEEPS}")],
)
def test_a_cell_that_runs_too_long_is_stopped_or_interrupted(make_notebook, tmp_path, script, told):
    path = make_notebook("a.ipynb", SLEEPS)
    with_kernelspec(path)
    ran = python(tmp_path, script, path, timeout=400)
    assert told in ran.stdout, ran.stderr


def test_a_kernel_ends_when_the_process_that_forked_it_is_killed(make_notebook, tmp_path):
    pid = tmp_path / "pid"
    path = make_notebook(
        "a.ipynb",
        f"import os, signal, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(600)",
    )
    with_kernelspec(path)
    ran = python(tmp_path, PATIENCE.replace("=2", "=500"), path, timeout=400)
    assert ran.returncode == -signal.SIGKILL
    wait_for(lambda: not alive(int(pid.read_text())))


AT_EXIT = """
import sys
import papermill
papermill.execute_notebook(sys.argv[1], None, engine_name="fork", progress_bar=False)
"""


def test_exit_functions_of_a_notebook_run_and_those_of_the_caller_only_once(
    make_notebook, tmp_path
):
    trace = tmp_path / "trace"
    note = f"import atexit\natexit.register(lambda: open({str(trace)!r}, 'a').write('NAME '))"
    path = make_notebook("a.ipynb", note.replace("NAME", "notebook"))
    with_kernelspec(path)
    ran = python(tmp_path, note.replace("NAME", "caller") + AT_EXIT, path)
    assert ran.returncode == 0, ran.stderr
    assert trace.read_text() == "notebook caller "


# ---------------------------------------------------------------------------- where it is not sound

THREADED = """
import json, os, pathlib, sys, threading
import papermill
from helpers.site import fork_engine
if sys.argv[2] == "thread":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    name = "python3"
else:
    name = "another"
    spec = pathlib.Path("kernels/another")
    spec.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    about = {"argv": command, "display_name": "Another", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(about))
    os.environ["JUPYTER_PATH"] = os.getcwd()
fork_engine.ForkClient.create_kernel_manager = None  # nobody may call it
notebook = papermill.execute_notebook(sys.argv[1], None, engine_name="fork", kernel_name=name,
                                      progress_bar=False)
print("RAN", notebook.cells[0].outputs[0].text)
"""


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("thread", "This process has other threads, or is not on Linux"),
        ("kernel", "The kernel another may be of another environment"),
    ],
)
def test_where_a_fork_is_unsound_a_kernel_is_started_and_it_is_said(
    make_notebook, tmp_path, place, why
):
    path = make_notebook("a.ipynb", "print(1 + 1)")
    with_kernelspec(path)
    ran = python(tmp_path, THREADED, path, place, cwd=tmp_path)
    assert "RAN 2" in ran.stdout, ran.stderr
    assert f"{why}: the kernel is started anew, not forked" in ran.stderr


def with_kernelspec(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python", "language": "python",
    }  # fmt: skip
    nbformat.write(notebook, path)
