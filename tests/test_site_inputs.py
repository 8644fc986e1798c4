"""The hash of inputs: every input counts, places and outputs do not."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from helpers.site import inputs
from helpers.site.inputs import Inputs

PARAMETERS = {"areas": ["430000"], "first_year": 2012}


@pytest.fixture
def project(tmp_path, make_notebook):
    data = tmp_path / "data"
    for name in ("raw/a.csv", "raw/deep/b.csv", "reference/areas.csv", "clean/observations.csv"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(name)
    (data / "sources.csv").write_text("x")
    (data / "baseline.csv.xz").write_text("x")
    make_notebook("01.ipynb", "# One", "x = 1")
    make_notebook("02.ipynb", "# Two", "y = 2")
    return tmp_path


def hash_of(folder, parameters=PARAMETERS):
    """Of the pages of both notebooks, one behind the other."""
    given = Inputs(folder / "data", None, None)  # figures and names count for profiles only
    notebooks = sorted((folder / "notebooks").glob("*.ipynb"))
    return "".join(given.of_page(path, parameters) for path in notebooks)


def test_it_is_twelve_hex_digits_and_the_same_elsewhere(project, tmp_path_factory):
    there = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(project, there)
    assert len(hash_of(project)) == 2 * 12
    assert int(hash_of(project), 16) >= 0
    assert hash_of(there) == hash_of(project)
    assert hash_of(project, dict(reversed(PARAMETERS.items()))) == hash_of(project)


def test_what_is_made_from_the_inputs_does_not_count(project):
    before = hash_of(project)
    (project / "data/clean/observations.csv").write_text("other")
    (project / "data/raw/.DS_Store").write_text("other")
    path = project / "notebooks/01.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="ran")]
    notebook.cells[1].execution_count = 3
    notebook.metadata["papermill"] = {"start_time": "now"}
    nbformat.write(notebook, path)
    assert hash_of(project) == before


@pytest.mark.parametrize(
    "name", ["raw/a.csv", "raw/deep/b.csv", "reference/areas.csv", "sources.csv", "baseline.csv.xz"]
)
def test_data_count_by_content_and_name(project, name):
    before = hash_of(project)
    path = project / "data" / name
    if name != "sources.csv":
        path.rename(path.with_suffix(".txt"))
        assert hash_of(project) != before
        path.with_suffix(".txt").rename(path)
        assert hash_of(project) == before
    content = path.read_text()
    for other in (f"{content} ", f"{content[:-1]}~"):  # longer, and as long as it was
        path.write_text(other)
        assert hash_of(project) != before


def test_where_one_file_ends_and_the_next_begins_counts(project):
    raw = project / "data" / "raw"
    (raw / "b.csv").write_text("two")
    before = hash_of(project)
    (raw / "b.csv").unlink()
    (raw / "a.csv").write_text((raw / "a.csv").read_text() + "data/raw/b.csvtwo")
    assert hash_of(project) != before


def test_notebooks_parameters_and_package_count(project, make_notebook, monkeypatch):
    before = hash_of(project)
    assert hash_of(project, {**PARAMETERS, "first_year": 2013}) != before
    monkeypatch.setattr(inputs, "package_source", lambda: b"other")
    assert hash_of(project) != before
    monkeypatch.undo()
    make_notebook("02.ipynb", "# Two", "y = 3")
    assert hash_of(project) != before


def test_the_package_is_its_code():
    names = [
        name for name, _ in inputs._files(Path(inputs.__file__).parents[1], "helpers", inputs.CODE)
    ]
    assert "helpers/site/inputs.py" in names
    assert "helpers/site/templates/report.css" in names
    assert names == sorted(names)
    assert not any("__pycache__" in name for name in names)
