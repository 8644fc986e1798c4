"""In a notebook, pieces look as on a page; the notebook's own frame is left alone."""

from __future__ import annotations

import json

import nbformat

from helpers.draw.look import LOOK_MIME, pieces, show_look
from helpers.site.execute import Job, execute_notebooks
from helpers.site.frame import stylesheet
from helpers.site.progress import Progress


def test_elsewhere_nothing_is_shown(capsys):
    show_look()
    assert capsys.readouterr().out == ""


def test_in_a_kernel_the_style_comes_for_outputs_alone(make_notebook, tmp_path):
    path = make_notebook("a.ipynb", "# A", "from helpers.draw.look import show_look\nshow_look()")
    (ran,) = execute_notebooks([Job(path, {}, tmp_path)], workers=1, progress=Progress(None))
    (output,) = [out for cell in ran.cells for out in cell.get("outputs", [])]
    assert LOOK_MIME in output.data
    colours, _, rules = output.data["text/html"].partition(".jp-RenderedHTMLCommon")
    assert "--accent:" in colours
    assert "{" not in colours.partition(":root {")[2]
    assert ".sticky-first" in rules
    assert json.loads(nbformat.writes(ran))


def test_a_page_has_the_same_pieces():
    for rule in (
        line.strip() for line in pieces().splitlines() if line.startswith(("tr.", ".num"))
    ):
        assert rule in stylesheet()
