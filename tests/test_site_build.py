"""A whole edition from stand-in figures and two tiny notebooks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from killing import contents

from helpers.faults import Fault, FaultsFound
from helpers.parameters import Refusal
from helpers.site import plan
from helpers.site.build import build
from helpers.site.make import locally
from helpers.site.pool import FORK
from helpers.site.progress import Progress
from helpers.site.publish import MARKER

PAGES = (plan.PAGES[0], plan.PAGES[-1])  # two pages stand for all
PARAMETERS = '# parameters\nareas = ["430000"]\nlast_year = "newest"'
SHOW = """\
from IPython.display import display
def show(html, name=None):
    data = {"text/html": html, "text/plain": "x"}
    if name:
        table = {"name": name, "csv": "area,value\\n" + areas[0] + ",1\\n"}
        data["application/vnd.innovation-report.table+json"] = table
    display(data, raw=True)"""
CHART = """\
svg = ('<svg role="img" aria-label="A line" width="440" height="280" viewBox="0 0 440 280">'
       '<rect width="440" height="280" fill="#ddd"/></svg>')
show('<div class="charts">' + ''.join(
    f'<figure class="chart" id="chart-{n}">{svg}<figcaption><a href="data/chart.csv">Figures</a>'
    '</figcaption></figure>' for n in range(4)) + '</div>', "chart")"""


@pytest.fixture
def project(tmp_path, make_notebook, monkeypatch) -> Path:
    """Data, notebooks, and stand-ins for what reads and cleans."""
    for name in ("raw/a.csv", "reference/areas.csv", "sources.csv"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n")
    compare, clean = PAGES[0].notebook, PAGES[1].notebook
    make_notebook(compare, "# They compare", PARAMETERS, SHOW, "## Charts", CHART)
    make_notebook(clean, "# What arrived", "## Figures\n\n## Left out [back](index.html#charts)")
    names = {
        "province": {"430000": "Hunan", "410000": "Henan", "420000": "Hubei"},
        "city": {"420100": "Wuhan"},
    }
    reference = SimpleNamespace(
        names_of=names.__getitem__,
        area_code={
            spelling: code
            for level in names.values()
            for code, name in level.items()
            for spelling in (code, name)
        }.get,
        indicators=pd.DataFrame({"code": ["rd_intensity"]}),
    )

    def write_clean(cleaned, data_dir):
        (data_dir / "clean").mkdir(exist_ok=True)
        (data_dir / "clean" / "observations.csv").write_text("obs_id\na\n")

    observations = pd.DataFrame({"obs_id": ["a"]})
    cleaned = SimpleNamespace(observations=observations, reference=reference, exclusions=None)
    monkeypatch.setattr("helpers.reference.load_reference", lambda data_dir: reference)
    monkeypatch.setattr("helpers.clean.clean_figures", lambda data_dir, reference=None: cleaned)
    monkeypatch.setattr("helpers.clean.write_clean", write_clean)
    monkeypatch.setattr("helpers.report.opening.refusing", lambda rows, reference: refuse_2030)
    return tmp_path


def refuse_2030(parameters):
    """A stand-in for the record, which ends before 2030."""
    return [Refusal("first_year", "2030 is late")] if parameters.first_year == 2030 else []


def build_it(project: Path, *overrides: tuple[str, str], out: str = "reports"):
    return build(
        None,
        list(overrides),
        data_dir=project / "data",
        notebooks_dir=project / "notebooks",
        out_dir=project / out,
        run=locally(2, FORK),
        pages=PAGES,
        with_profiles=False,
        progress=Progress(),
    )


def test_an_edition_is_whole_and_a_second_build_gives_equal_bytes(project):
    edition = build_it(project)
    files = contents(project / "reports")
    assert sorted(files) == [
        MARKER,
        "data.html",
        "data/chart.csv",
        "data/observations.csv",
        "index.html",
    ]
    assert edition.pages == ("index.html", "data.html")
    assert edition.inputs == json.loads(files[MARKER])["inputs"]
    assert files["data/chart.csv"] == b"area,value\n430000,1\n"
    assert files["data/observations.csv"] == b"obs_id\na\n"
    build_it(project, out="again")
    assert contents(project / "again") == files
    for page in (files["index.html"].decode(), files["data.html"].decode()):
        assert not re.search(r"\b20[2-9]\d-\d\d-\d\d\b|\d\d:\d\d:\d\d", page), "a time"
        assert str(project) not in page


def test_a_page_shows_the_hash_of_its_own_inputs(project):
    build_it(project)
    first = contents(project / "reports")
    build_it(project, ("areas", "[Henan]"))
    second = contents(project / "reports")
    assert second["data/chart.csv"] == b"area,value\n410000,1\n"
    assert second["index.html"] != first["index.html"]
    assert second["data.html"] == first["data.html"], "it has no parameters"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("areas[7]", "cell 3 (`areas[7]`) stopped with IndexError"),
        ("import os; os._exit(0)", "cell 3 (`import os; os._exit(0)`) lost its kernel"),
    ],
)
def test_a_failing_cell_leaves_the_old_report_and_is_named(project, make_notebook, cell, told):
    build_it(project)
    before = contents(project / "reports")
    make_notebook(PAGES[0].notebook, "# They compare", PARAMETERS, cell, "2")
    with pytest.raises(FaultsFound) as found:
        build_it(project)
    (fault,) = found.value.faults
    assert str(fault).startswith(f"02_compare_provinces.ipynb: {told}")
    assert contents(project / "reports") == before
    assert sorted(path.name for path in project.iterdir()) == ["data", "notebooks", "reports"]


def test_faults_of_parameters_and_figures_are_told_together(project, monkeypatch):
    def faulty(data_dir, reference=None):
        raise FaultsFound([Fault("a.csv", 3, "", "the figure is no number")])

    monkeypatch.setattr("helpers.clean.clean_figures", faulty)
    with pytest.raises(FaultsFound) as found:
        build_it(project, ("areas", "[Hunnan, Wuhan]"))
    told = [str(fault) for fault in found.value.faults]
    assert len(told) == 3
    assert "Hunan" in told[0]
    assert "never ranked among provinces" in told[1]
    assert told[2] == "a.csv, line 3: the figure is no number."
    assert not (project / "data" / "clean").exists()
    assert not (project / "reports").exists()


def test_what_leaves_nothing_to_compare_is_refused_before_anything_is_written(project):
    with pytest.raises(FaultsFound, match=r"^-p first_year: 2030 is late"):
        build_it(project, ("first_year", "2030"))
    assert not (project / "data" / "clean").exists()
    assert not (project / "reports").exists()


def test_a_parameter_that_no_edition_has_is_a_fault(project, make_notebook):
    make_notebook(PAGES[0].notebook, "# They compare", "# parameters\nareas = []\narae = 1")
    with pytest.raises(FaultsFound, match="declares a parameter arae"):
        build_it(project)


def test_a_missing_notebook_is_told(project):
    (project / "notebooks" / PAGES[1].notebook).unlink()
    with pytest.raises(FaultsFound, match=r"01_clean_figures\.ipynb: the notebook cannot be read"):
        build_it(project)


def test_faults_of_all_pages_and_dead_links_are_told(project, make_notebook):
    make_notebook(PAGES[0].notebook, "# One", "import sys\nprint('careful', file=sys.stderr)")
    make_notebook(PAGES[1].notebook, "## No title")
    with pytest.raises(FaultsFound) as found:
        build_it(project)
    assert len(found.value.faults) == 2
    make_notebook(PAGES[0].notebook, "# One [x](data/none.csv)")
    make_notebook(PAGES[1].notebook, "# Two [x](index.html#none)")
    with pytest.raises(FaultsFound) as found:
        build_it(project)
    assert [str(fault) for fault in found.value.faults] == [
        "index.html: the link data/none.csv leads nowhere in this edition.",
        "data.html: the link index.html#none leads nowhere in this edition.",
    ]
