"""Charts as values: HTML, CSV, ids, escaping, and bytes that do not change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from helpers.draw.chart import Chart, csv_text
from helpers.draw.ranking import ranking_chart

BAD = '<script>alert("x")</script> & $y$'
SVG = "{http://www.w3.org/2000/svg}"


def sample(name="rd", areas=31, **changes):
    codes = [f"{11 + n}0000" for n in range(areas)]
    frame = pd.DataFrame(
        {
            "area": codes,
            "area_name": [f"Province {n}" for n in range(areas)],
            "value": [0.3 + 0.2 * n for n in range(areas)],
            "year": 2024,
            "rank": range(areas, 0, -1),
            "rank_of": areas,
        }
    )
    words = {"title": "R&D spending", "subtitle": "% of GDP · 2024", "source": "Source: NBS"}
    settings = {"marked": codes[:3], "national": 2.69, "decimals": 2, **words, **changes}
    return ranking_chart(frame, name=name, **settings)


def ids(text):
    return re.findall(r'\bid="([^"]+)"', text)


def test_a_chart_carries_title_unit_year_and_source_in_its_svg():
    words = " ".join(t.text for t in ET.fromstring(sample().svg).iter(f"{SVG}text"))
    assert "R&D spending" in words
    assert "% of GDP · 2024" in words
    assert "Source: NBS" in words


def test_html_names_describes_and_links_but_does_not_repeat():
    html = sample().html()
    outside = re.sub(r"<svg.*</svg>", "", html, flags=re.DOTALL)
    assert '<figure id="rd" class="chart">' in html
    assert 'href="data/rd.csv"' in outside
    assert ">Figures (CSV)</a>" in outside
    assert "Source: NBS" not in outside
    assert 'href="../data/rd.csv"' in sample().html("../data/")


def test_the_svg_is_an_image_with_name_and_description():
    chart = sample()
    root = ET.fromstring(chart.svg)
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")].text == "R&D spending"
    assert by_id[root.get("aria-describedby")].text == chart.alt


def test_on_a_page_the_heading_above_names_and_the_words_below_describe():
    chart = sample()
    figure = ET.fromstring(chart.html())
    svg = figure.find("svg")
    by_id = {element.get("id"): element for element in figure.iter() if element.get("id")}
    assert by_id[svg.get("aria-labelledby")].text == "R&D spending"
    assert figure.find("p[@class='chart-about']").text == chart.subtitle
    assert "R&D spending" not in "".join(svg.itertext())
    assert "".join(by_id[svg.get("aria-describedby")].itertext()) == chart.alt
    assert svg.find("title") is None
    assert svg.find("desc") is None


def test_the_bundle_has_html_text_and_table():
    bundle = sample()._repr_mimebundle_()
    assert set(bundle) == {
        "text/html", "text/plain", "application/vnd.innovation-report.table+json"
    }  # fmt: skip
    table = bundle["application/vnd.innovation-report.table+json"]
    assert table["name"] == "rd"
    assert table["csv"].startswith("area,area_name,value,year,rank,rank_of\n")
    assert bundle["text/plain"].startswith("R&D spending\n")


def test_ids_are_unique_over_charts_that_share_a_page():
    page = sample("rd").html() + sample("rd-title").html() + sample("rd2").html()
    found = ids(page)
    assert len(found) == len(set(found))
    pointed = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', page)
    assert {a or b for a, b in pointed} <= set(found)


def test_nothing_of_matplotlibs_file_is_left():
    svg = sample().svg
    assert svg.startswith("<svg ")
    for leftover in ("<?xml", "<!DOCTYPE", "metadata", "<style", "xlink", "matplotlib", "rdf:"):
        assert leftover not in svg
    root = ET.fromstring(svg)
    assert root.get("viewBox").startswith("0 0 350 ")
    assert root.get("width") is None
    assert root.get("height") is None
    assert "DejaVu Sans" in root.get("font-family")
    assert not re.search(r"\d\.\d{3,}", re.sub(r"<(title|desc|text).*?</\1>", "", svg))


def test_a_ranking_of_31_is_small():
    assert len(sample().svg.encode()) < 8_000


def test_text_is_shown_never_run():
    chart = sample(title=BAD, subtitle=BAD, source=BAD, note=BAD)
    html = chart.html()
    assert "<script" not in html
    texts = [t.text for t in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    assert texts.count(BAD) == 4


def test_control_signs_do_not_break_the_svg():
    assert "ab" in sample(title="a\x00\x0bb").svg


@pytest.mark.parametrize("name", ["", "R&D", "a b", "a.b", "Ä", "a\n", '"><script>'])
def test_a_name_must_be_a_slug(name):
    with pytest.raises(ValueError, match="no slug"):
        Chart(name, "", "", "", "", "", pd.DataFrame())
    with pytest.raises(ValueError, match="no slug"):
        sample(name)


def test_csv_disarms_text_but_not_numbers():
    frame = pd.DataFrame(
        {
            "name": ["=1+1", "+a", "-b", "@c", 'quo"te, comma', "湖南"],
            "value": [-1.5, 0.1 + 0.2, float("nan"), 3.0, 1e-7, 1234567.25],
        }
    )
    assert csv_text(frame) == (
        "name,value\n'=1+1,-1.5\n'+a,0.3\n'-b,\n'@c,3\n"
        '"quo""te, comma",0.0000001\n湖南,1234567.25\n'
    )


def test_csv_writes_whole_years_and_odd_objects():
    frame = pd.DataFrame({"year": [2020], "when": [pd.Timestamp("2020-01-02")], "no": [None]})
    assert csv_text(frame) == "year,when,no\n2020,2020-01-02 00:00:00,\n"


SCRIPT = """
import pandas as pd
from helpers.draw.ranking import ranking_chart
from helpers.draw.trend import trend_chart
from helpers.draw.tiles import tile_map
from helpers.draw.scatter import scatter_chart
from helpers.draw.record import record_chart
frame = pd.DataFrame({"area": ["430000", "410000", "540000"],
    "area_name": ["Hunan", "Henan", "Tibet"],
    "value": [2.5, 2.0, float("nan")], "year": 2024, "rank": [1, 2, float("nan")], "rank_of": 2,
    "code": ["HN", "HA", "XZ"], "row": [1, 2, 3], "col": [1, 2, 1], "x": [1, 2, 3], "y": [3, 4, 5],
    "size": [1, 2, 3], "role": ["marked", "marked", "other"]})
words = dict(title="T", subtitle="u", source="s")
marked = ["430000", "410000"]
points = pd.DataFrame({"period": ["2024", "2025"], "value": [2.2, 3], "status": ["actual", "plan"],
    "qualifier": ["about", "over"], "matched": [True, False]})
for chart in (
    ranking_chart(frame, name="a", marked=marked, decimals=1, national=2.2, **words),
    trend_chart(frame, name="b", marked=marked, decimals=1, **words),
    tile_map(frame, name="c", marked=marked, decimals=1, **words),
    scatter_chart(frame, name="d", marked=marked, x_label="x", y_label="y", x_decimals=1,
                  y_decimals=1, size_label="z", **words),
    record_chart(frame[["year", "value"]].head(1), points, name="e", decimals=1, **words),
):
    print(chart._repr_mimebundle_())
"""


def test_bytes_are_equal_in_two_processes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "4242")
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert runs[0].count(b"<svg") == 5


def test_the_same_call_gives_the_same_svg_and_leaves_no_figure_open():
    from matplotlib import _pylab_helpers

    assert sample().svg == sample().svg
    assert not _pylab_helpers.Gcf.figs
