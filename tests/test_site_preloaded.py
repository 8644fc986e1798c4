"""What is imported when: a grammar of addresses late, what profiles need before their forks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.site.pool import ENVIRONMENT

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
LOADED = "'rfc3987_syntax.syntax_helpers' in sys.modules"


def said(source: str) -> list[str]:
    command = [sys.executable, "-c", f"import sys\n{source}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, **ENVIRONMENT})  # fmt: skip
    return done.stdout.split()


def test_a_driver_reads_notebooks_without_it_and_without_what_draws():
    drawing = "'matplotlib' in sys.modules, 'pandas' in sys.modules"
    source = f"import helpers.site.make\nprint(repr({LOADED}), *map(repr, ({drawing})))"
    assert said(source) == ["False"] * 3


def test_an_address_is_checked_as_ever():
    source = (
        "from helpers.site.postponed import nbformat\n"
        "from jsonschema import FormatChecker\n"
        "checker = FormatChecker()\n"
        "print(*(checker.conforms(text, 'iri') for text in ('http://a.b/ü', 'no address')))\n"
        "import rfc3987_syntax\n"
        f"print({LOADED}, rfc3987_syntax.is_valid_syntax('iri', 'x:y'))"
    )
    assert said(source) == ["True", "False", "True", "True"]


@linux
def test_what_a_profile_imports_its_kernel_finds_imported():
    source = (
        "import ast, os, nbformat, helpers.site.preloaded\n"
        "before = set(sys.modules)\n"
        "os.environ['INNOVATION_REPORT_DATA'] = 'data'\n"
        "cells = nbformat.read('notebooks/05_profile_area.ipynb', 4).cells\n"
        "shown = {}\n"
        "for cell in cells:\n"
        "    if cell.cell_type == 'code':\n"
        "        exec(cell.source, shown)\n"
        "print(*(name for name in set(sys.modules) - before if not name.startswith('encodings')))\n"
        "print(len(os.listdir('/proc/self/task')), 'thread')"
    )
    assert said(source) == ["1", "thread"]


@linux
def test_what_a_kernel_imports_it_finds_imported(make_notebook):
    path = make_notebook("a.ipynb", "import sys\nprint(*sys.modules)")
    source = (
        "import papermill, helpers.site.preloaded\n"
        "before = set(sys.modules)\n"
        f"done = papermill.execute_notebook({str(path)!r}, None, engine_name='fork',\n"
        "                                  kernel_name='python3', progress_bar=False)\n"
        "names = set(done.cells[0].outputs[0].text.split())\n"
        "new = names - before\n"
        "print(len(names) > 500, *(name for name in new if not name.startswith('encodings')))"
    )
    assert said(source) == ["True"]
