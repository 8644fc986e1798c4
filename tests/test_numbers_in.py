"""The rule of what must be traced, on pages of a line; and what one changed figure changes."""

from __future__ import annotations

import re

import pytest
import tiny
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from numbers_in import Numbers, untraced

from helpers.clean import clean_figures, write_clean
from helpers.data_folder import VARIABLE
from helpers.report.findings import findings
from helpers.report.opening import open_edition
from helpers.report.table import indicator_table
from helpers.site.pages import Place, render_page


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Hunan has 2.62 of it</p>", ["2.62"]),
        ('<p>Hunan has <span data-o="0">2.62</span></p>', []),
        ('<td data-o="0"><b>13,910</b></td><td>7</td>', ["7"]),
        ("<p>from 2012 to 2024, 2022-07, 2022-Q1</p>", []),
        ('<svg><text class="tick">50</text><text>51</text></svg>', ["51"]),
        ("<h2>The 12 charts</h2><caption>(9 rows)</caption>", []),
        ("<p>patents per 10,000 people: 4.97</p>", ["4.97"]),
        ("<code>a12</code><footer>1.0</footer>", []),
        ("<p>S3 and v2.1</p>", []),
        ('<table id="notes"><td class="long">sentence 12 says so</td></table>', []),
        ("<table id=notes><td class=long>sentence 12 says so</td></table>", []),
        ('<table id="scoreboard-steps"><td class="long">5 values drawn in</td></table>', ["5"]),
        ('<text>came: <tspan data-o="1">9.2%</tspan>, 128.4</text>', ["128.4"]),
    ],
)
def test_the_rule(html, found):
    assert [one.number for one in untraced(html)] == found


PANEL = """\
adcode,name_en,year,indicator,value,unit,publication
410000,Henan,2022,money,{henan},100m yuan,The Yearbook
430000,Hunan,2022,money,20.0,100m yuan,The Yearbook
"""
PLACE = Place("index.html", "An edition", (("index.html", "Comparison"),), "0123456789ab", "1.0")


def numbers(folder, henan: str, monkeypatch) -> list[tuple[str, str]]:
    """The traced numbers of a tiny edition in which Henan's money is this."""
    data = tiny.write_data(folder / "data", panel=PANEL.format(henan=henan))
    write_clean(clean_figures(data), data)
    monkeypatch.setenv(VARIABLE, str(data))
    edition = open_edition(["430000", "410000"], "all", 2022, 2022, ["money"])
    markup = findings(edition).html() + indicator_table(edition).html()
    cell = new_code_cell("show()")
    cell.outputs = [new_output("display_data", data={"text/html": markup})]
    notebook = new_notebook(cells=[new_markdown_cell("# Money"), cell])
    return Numbers(render_page(notebook, "a.ipynb", PLACE, data).html).found


def test_one_changed_figure_changes_the_numbers_that_stand_on_it_and_no_other(
    tmp_path, monkeypatch
):
    """Henan's money from 10 to 12 (of 100 million yuan): 1.0 to 1.2 billion; no rank moves."""
    before = numbers(tmp_path / "before", "10.0", monkeypatch)
    after = numbers(tmp_path / "after", "12.0", monkeypatch)
    assert [key for key, _ in before] == [key for key, _ in after]
    changed = [(key, old, new) for (key, old), (_, new) in zip(before, after, strict=True)
               if old != new]  # fmt: skip
    assert {(old, new) for _, old, new in changed} == {("1.0", "1.2")}
    (own,) = {key for key, _, _ in changed}
    assert re.fullmatch(r"[0-9a-z]+\.[0-9a-z]+", own)  # a figure, no rank
    stands_on_it = [key for key, _ in before if key == own]
    assert len(changed) == len(stands_on_it) >= 2  # in the sentence and in the table
