"""The notebooks as committed: stripped, short, no numbers in prose; run with other parameters."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import papermill
import pytest

from helpers import data_folder
from helpers.site.notebooks import is_text_in

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OTHER = {
    "areas": ["330000", "540000"],
    "peers": "zone",
    "first_year": 2016,
    "last_year": 2022,
    "indicators": ["rd_intensity_as_published", "tech_market_sold", "hte_recognised_three_years"],
}
OTHER_SCORES = {
    "areas": ["420000"],
    "peers": "zone",
    "first_year": 2019,
    "last_year": 2021,
    "gdp_vintage": "published",
}


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def test_the_notebooks_are_the_ones_that_the_readme_maps():
    assert [path.name for path in NOTEBOOKS] == [
        "01_clean_figures.ipynb",
        "02_compare_provinces.ipynb",
        "03_score_innovation.ipynb",
        "04_track_targets.ipynb",
        "05_profile_area.ipynb",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
class TestCommitted:
    def test_without_outputs(self, path):
        for cell in cells(path, "code"):
            assert cell.outputs == []
            assert cell.execution_count is None

    def test_code_cells_are_short_and_define_nothing(self, path):
        for cell in cells(path, "code"):
            assert len(cell.source.splitlines()) <= 8
            nodes = list(ast.walk(ast.parse(cell.source)))
            assert not [n for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)]

    def test_code_cells_name_no_path(self, path):
        for cell in cells(path, "code"):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert "/" not in node.value
                    assert "\\" not in node.value

    def test_every_text_stands_in_both_languages_with_the_same_headings(self, path):
        texts = [cell for cell in nbformat.read(path, as_version=4).cells
                 if cell.cell_type == "markdown" or is_text_in(cell, "zh")]  # fmt: skip
        for english, chinese in zip(texts[::2], texts[1::2], strict=True):
            assert english.metadata.tags == ["lang-en"]
            assert chinese.metadata.tags == ["lang-zh"]
            levels, links = (
                [re.findall(pattern, text.source, re.MULTILINE) for text in (english, chinese)]
                for pattern in (r"^#+ ", r"\]\(([^)]*)\)")
            )
            assert levels[0] == levels[1]
            assert links[0] == links[1]
            assert not re.search(r"[\u4e00-\u9fff]", english.source)
            assert re.search(r"[\u4e00-\u9fff]", chinese.source)

    def test_a_text_stands_right_behind_its_twin(self, path):
        cells = nbformat.read(path, as_version=4).cells
        for before, cell in pairwise(cells):
            assert is_text_in(cell, "zh") == is_text_in(before, "en")

    def test_text_cells_state_no_number(self, path):
        for cell in cells(path, "markdown"):
            assert not re.findall(r"\d", cell.source), cell.source


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("02_compare_provinces.ipynb", OTHER), ("03_score_innovation.ipynb", OTHER_SCORES)],
)
def test_a_notebook_runs_with_other_parameters_under_nbval(tmp_path, name, parameters):
    """Prepared by papermill as a re-runner would, then executed cell by cell by nbval."""
    prepared = tmp_path / "other_parameters.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / name,
        prepared,
        parameters=parameters,
        prepare_only=True,
        progress_bar=False,
    )
    flags = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=300", "-q"]
    flags += ["-p", "no:cacheprovider", f"--rootdir={tmp_path}"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *flags, str(prepared)],
        check=False,
        cwd=ROOT,
        env=environment | {data_folder.VARIABLE: str(ROOT / "data")},
        capture_output=True,
        text=True,
        timeout=400,
    )
    code = len(cells(prepared, "code"))
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert f"{code} passed" in ran.stdout
