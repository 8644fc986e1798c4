"""Reading notebooks: what they declare, and what papermill would overlook."""

from __future__ import annotations

import pytest

from helpers.faults import FaultsFound
from helpers.site.notebooks import declared_parameters, read_notebook


def test_declared_parameters(make_notebook):
    path = make_notebook(
        "a.ipynb",
        "# Title",
        '# parameters\nareas = ["430000",\n         "410000"]\nlast_year = "newest"  # or a year',
        "x = 1",
    )
    assert declared_parameters(path) == {"areas", "last_year"}


def test_a_notebook_without_parameters_declares_none(make_notebook):
    assert declared_parameters(make_notebook("a.ipynb", "x = 1")) == set()


@pytest.mark.parametrize("line", ["x: int | None = 3", "x = dict(a=1)", "x = y = 2"])
def test_a_parameter_that_papermill_overlooks_is_a_fault(make_notebook, line):
    path = make_notebook("a.ipynb", "# Title", f"# parameters\narea = 1\n{line}")
    with pytest.raises(FaultsFound, match=r"a.ipynb: .*overlooks the parameter x in cell 2"):
        declared_parameters(path)


def test_a_cell_of_parameters_that_is_not_python(make_notebook):
    with pytest.raises(FaultsFound, match=r"cell 1.*not Python"):
        declared_parameters(make_notebook("a.ipynb", "# parameters\nx = = 1"))


def test_what_is_no_notebook_is_told(tmp_path):
    with pytest.raises(FaultsFound, match=r"none\.ipynb: the notebook cannot be read"):
        read_notebook(tmp_path / "none.ipynb")
    (tmp_path / "text.ipynb").write_text("# hello")
    with pytest.raises(FaultsFound, match=r"text\.ipynb: this is no notebook"):
        read_notebook(tmp_path / "text.ipynb")
