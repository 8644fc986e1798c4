"""Charts in a real browser: nothing cut off, nothing over anything, names for who cannot see."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.draw.composition import composition_chart
from helpers.draw.intervals import intervals_chart
from helpers.draw.levels import levels_chart
from helpers.draw.multiples import Panel, multiples_chart
from helpers.draw.parts import PartsPanel, parts_chart
from helpers.draw.ranking import ranking_chart
from helpers.draw.record import record_chart
from helpers.draw.scatter import scatter_chart
from helpers.draw.standing import standing_chart
from helpers.draw.tiles import tile_map
from helpers.draw.trend import trend_chart

pytestmark = pytest.mark.page

WORDS = {"subtitle": "% of GDP · 2024 · current prices", "source": "Source: " + "a bureau, " * 12}

MEASURE = """
() => [...document.querySelectorAll('figure')].map(figure => {
  const svg = figure.querySelector('svg'), box = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => {
    const r = text.getBoundingClientRect();
    return {words: text.textContent, left: r.left - box.left, right: r.right - box.left,
            top: r.top - box.top, bottom: r.bottom - box.top};
  });
  return {name: figure.id, width: box.width, height: box.height, texts,
          wide: document.documentElement.scrollWidth};
})
"""


def charts():
    """One chart of each family over 31 areas, three of them marked."""
    codes = [f"{11 + n}0000" for n in range(31)]
    marked = codes[5:8]
    base = pd.DataFrame({"area": codes, "area_name": [f"Province {n}" for n in range(31)]})
    base["value"] = [0.3 + (n * 7 % 31) * 0.2 for n in range(31)]
    base.loc[30, "value"] = float("nan")
    ranked = base.assign(year=2024, rank=base["value"].rank(ascending=False), rank_of=30)
    years = pd.concat(
        [base.assign(year=year, value=base["value"] * (1 + (year - 2012) / 20)) for year in
         range(2012, 2025)]
    )  # fmt: skip
    years["role"] = ["marked" if area in marked else "other" for area in years["area"]]
    tiles = base.assign(code="AB", row=[n // 6 for n in range(31)], col=[n % 6 for n in range(31)])
    dots = base.assign(x=base["value"], y=[(n * 11 % 31) + 1 for n in range(31)], size=base.index)
    series = pd.DataFrame({"year": range(2012, 2025), "value": [1 + n / 9 for n in range(13)]})
    points = pd.DataFrame(
        {"period": ["2020", "2023", "2025"], "value": [2.4, 2, 2.9],
         "status": ["actual", "expected", "target"], "qualifier": ["about", "under", "at_least"],
         "as_printed": ["about 2.4%", "nearly 2%", "at least 2.9%"],
         "matched": [True, False, False]}
    )  # fmt: skip
    strips = base.assign(
        indicator="one",
        label="Share of something rather long, % of something",
        shown=[f"{value:.2f}" for value in base["value"]],
        role="other",
    )
    strips.loc[5, "role"] = "own"
    strips = pd.concat([strips, strips.assign(indicator="two", label="Things per 10,000 people")])
    lines = pd.DataFrame({"year": range(2012, 2025), "value": series["value"], "role": "own"})
    lines = pd.concat([lines, lines.assign(role="peers", value=lines["value"] * 0.9)])
    panels = [Panel(str(n), f"Panel {n}, % of something long", lines, 2, [2018]) for n in range(3)]
    parts = [
        ("a", "experimental development"),
        ("b", "applied research"),
        ("c", "basic research"),
        ("rest", "other or not stated"),
    ]
    shares = pd.DataFrame(
        [
            (year, part, share)
            for year in range(2012, 2025)
            for (part, _), share in zip(parts, (84, 12, 3, 1), strict=True)
        ],
        columns=["year", "part", "share"],
    )
    levels = points.assign(area=codes[5:8], label=["One, 2020", "Two, 2023", "Three, 2025"])
    return [
        ranking_chart(ranked, name="a", title="Ranking", marked=marked, national=2.7, decimals=2,
                      **WORDS),
        trend_chart(years, name="b", title="Trend", marked=marked, decimals=2,
                    breaks=[(2018, "item redefined")], **WORDS),
        tile_map(tiles, name="c", title="Tiles", marked=marked, decimals=2, **WORDS),
        scatter_chart(dots, name="d", title="Scatter", marked=marked, x_label="x, %",
                      y_label="y, %", size_label="people", x_decimals=1, y_decimals=1, **WORDS),
        record_chart(series, points, name="e", title="Record", decimals=2, area=marked[0],
                     marked=marked, breaks=[(2018, "item redefined")], **WORDS),
        levels_chart(levels, name="f", title="Levels", marked=marked, decimals=2, **WORDS),
        standing_chart(strips, name="g", title="Standing", area=codes[5], marked=codes[5:6],
                       told={"one": "1.30, rank 12 of 31", "two": "1.30, rank 12 of 31"}, **WORDS),
        multiples_chart(panels, name="h", title="Panels", area=codes[5], marked=codes[5:6],
                        names={"own": "Province 5", "peers": "median of all"}, **WORDS),
        composition_chart(shares, name="i", title="Parts", parts=parts, **WORDS),
        intervals_chart(pd.DataFrame([("Share of something rather long, 2012–2023", 3, -1, 7),
                                      ("Things per 10,000 people", -40, -60, -20)],
                                     columns=["label", "value", "low", "high"]),
                        name="j", title="Intervals", display=lambda value: f"{value:.0f}%",
                        below="drew together", above="drew apart", **WORDS),
        parts_chart([PartsPanel(str(n), f"Panel {n}, % of something long",
                                series.assign(lower=series["value"], upper=1.0), [2018])
                     for n in range(3)],
                    name="k", title="Two parts", names=("between the zones", "within"), **WORDS),
    ]  # fmt: skip


@pytest.fixture
def page_file(tmp_path):
    path = tmp_path / "page.html"
    body = "\n".join(chart.html() for chart in charts())
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
        '<link rel="icon" href="data:,"><style>body{margin:0 16px}figure{margin:0}</style>'
        f"<main><h1>x</h1>{body}</main></html>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("width", [390, 1280])
def test_texts_stay_on_their_chart_and_apart(chromium_page, page_file, width):
    page = chromium_page.open(page_file, width=width)
    figures = page.evaluate(MEASURE)
    assert [figure["name"] for figure in figures] == list("abcdefghijk")
    for figure in figures:
        scale = figure["width"] / 350
        assert figure["wide"] <= width
        assert 10 * scale >= 10
        for place, text in enumerate(figure["texts"]):
            assert text["left"] >= -1.5, text
            assert text["right"] <= figure["width"] + 1.5, text
            assert text["bottom"] <= figure["height"] + 1, text
            for other in figure["texts"][place + 1 :]:
                across = min(text["right"], other["right"]) - max(text["left"], other["left"])
                down = min(text["bottom"], other["bottom"]) - max(text["top"], other["top"])
                # A line box is higher than its letters: 4 px of it may overlap.
                assert across <= 1 or down <= 4 * scale, (text, other)
    assert not chromium_page.errors
    assert not chromium_page.requests


def test_charts_have_names_and_no_faults_that_axe_finds(chromium_page, page_file):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = chromium_page.open(page_file)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.get_by_role("img", name="Ranking").count() == 1
