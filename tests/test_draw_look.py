"""In a notebook, pieces look as on a page; the notebook's own frame is left alone."""

from __future__ import annotations

import json
import re

import nbformat
import pytest

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
        assert _bare(rule) in _bare(stylesheet())


def _bare(rules: str) -> str:
    """Rules without what only spaces them: a page's style sheet is written close."""
    return re.sub(r"\s|;(?=\s*})", "", rules)


@pytest.mark.page
def test_a_table_has_no_stripes_of_jupyterlab(chromium_page, make_notebook, tmp_path):
    """JupyterLab shades every other row of a table, and the one that is pointed at."""
    path = make_notebook("a.ipynb", "# A", "from helpers.draw.look import show_look\nshow_look()")
    (ran,) = execute_notebooks([Job(path, {}, tmp_path)], workers=1, progress=Progress(None))
    (output,) = [out for cell in ran.cells for out in cell.get("outputs", [])]
    stripes = ".jp-RenderedHTMLCommon tbody tr"
    (tmp_path / "lab.html").write_text(
        f"<style>{stripes}:nth-child(odd), {stripes}:nth-child(even), {stripes}:hover "
        f"{{ background: red; }}</style>{output.data['text/html']}"
        "<div class='jp-RenderedHTMLCommon'><table><tbody><tr><th>a</th></tr>"
        "<tr class='marked'><th>b</th></tr></tbody></table></div>"
    )
    page = chromium_page.open(tmp_path / "lab.html")
    ground = "all => all.map(one => getComputedStyle(one).backgroundColor)"
    assert page.locator("th").evaluate_all(ground) == ["rgba(0, 0, 0, 0)", "rgb(234, 242, 245)"]
    page.hover("text=a")
    assert set(page.locator("tr").evaluate_all(ground)) == {"rgba(0, 0, 0, 0)"}
