"""Charts of the scoreboard: whiskers, slope, stacked, heat, effects."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D

from helpers.draw.effects import draw_effects, effects_chart
from helpers.draw.heat import _edges, heat_chart, shade
from helpers.draw.layout import Heading, text_box
from helpers.draw.slope import draw_slope, slope_chart
from helpers.draw.stacked import draw_stacked, stacked_chart
from helpers.draw.style import PARTS, SHADES, WIDTH, chart_style
from helpers.draw.whiskers import draw_whiskers, whiskers_chart

NAN = float("nan")
HEAD = Heading("board", "A title", "2022", "Source: a yearbook")
ABOUT = {"name": "board", "title": "A title", "subtitle": "2022", "source": "Source: a yearbook"}
NAMES = {"110000": "Beijing", "150000": "Inner Mongolia", "430000": "Hunan"}


def ranks():
    rows = [
        ("430000", "Hunan", 2, 2, 1, 3, 1),
        ("110000", "Beijing", 1, 1, 1, 2, 1),
        ("150000", "Inner Mongolia", 3, 3, 3, 3, 2),
    ]
    columns = ["area", "area_name", "rank", "middle", "low", "high", "tier"]
    return pd.DataFrame(rows, columns=columns)


def years():
    rows = [
        (area, NAMES[area], year, rank, rank - 0.5, rank + 0.5)
        for area, places in {
            "430000": (2, NAN, 1),
            "110000": (1, 1, 2),
            "150000": (3, 2, 3),
        }.items()
        for year, rank in zip((2020, 2021, 2022), places, strict=True)
    ]
    return pd.DataFrame(rows, columns=["area", "area_name", "year", "rank", "low", "high"])


def points():
    rows = [
        (area, NAMES[area], part, value)
        for area, values in {"430000": (10, 20), "110000": (40, 30), "150000": (5, NAN)}.items()
        for part, value in zip(("in", "out"), values, strict=True)
    ]
    return pd.DataFrame(rows, columns=["area", "area_name", "part", "points"])


def scores():
    rows = [
        (area, NAMES[area], code, value)
        for area, values in {"110000": (100, 79.9), "430000": (40, NAN)}.items()
        for code, value in zip(("x", "y"), values, strict=True)
    ]
    return pd.DataFrame(rows, columns=["area", "area_name", "indicator", "score"])


def effects():
    rows = [("Weights", 0.2, 0.1, 0.3, 0.1), ("Scale", 0.5, 0.4, 0.6, -0.01)]
    return pd.DataFrame(rows, columns=["choice", "total", "low", "high", "first"])


PARTS_OF = [("in", "Input"), ("out", "Output")]
INDICATORS = [("x", "R&D intensity"), ("y", "A name so long that it stands on two lines upright")]
CHARTS = {
    "whiskers": lambda: whiskers_chart(ranks(), marked=["430000"], **ABOUT),
    "slope": lambda: slope_chart(years(), marked=["430000"], **ABOUT),
    "stacked": lambda: stacked_chart(points(), marked=["430000"], parts=PARTS_OF, **ABOUT),
    "heat": lambda: heat_chart(scores(), marked=["430000"], indicators=INDICATORS, **ABOUT),
    "effects": lambda: effects_chart(effects(), **ABOUT),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_says_its_source_and_is_equal_in_every_run(kind):
    chart, again = CHARTS[kind](), CHARTS[kind]()
    assert chart.svg == again.svg
    assert "Source: a yearbook" in "".join(ET.fromstring(chart.svg).itertext())
    assert chart.alt.endswith(".")
    assert "nan" not in chart.alt.casefold().replace("hunan", "")
    assert len(chart.data)


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (lambda rows: whiskers_chart(rows, marked=[], **ABOUT), ranks()),
        (lambda rows: slope_chart(rows, marked=[], **ABOUT), years()),
        (lambda rows: stacked_chart(rows, marked=[], parts=PARTS_OF, **ABOUT), points()),
        (lambda rows: heat_chart(rows, marked=[], indicators=INDICATORS, **ABOUT), scores()),
        (lambda rows: effects_chart(rows, **ABOUT), effects()),
    ],
)
def test_wrong_tables_are_refused_and_empty_ones_say_so(draw, table):
    with pytest.raises(ValueError, match="needs the columns"):
        draw(table.drop(columns=table.columns[-1]))
    with pytest.raises(ValueError, match="one row for each"):
        draw(pd.concat([table, table.iloc[:1]]))
    assert "No figures to draw." in draw(table.iloc[:0]).svg


def drawn(draw, rows, **more):
    with chart_style("board"):
        return draw(rows, HEAD, **more)


def lines(sheet, label):
    return [line for line in sheet.fig.axes[0].lines if line.get_label() == label]


def test_whiskers_run_from_low_to_high_in_order_of_tiers():
    chart = CHARTS["whiskers"]()
    assert list(chart.data["area"]) == ["110000", "430000", "150000"]
    sheet = drawn(draw_whiskers, chart.data, marked=["430000"])
    assert list(lines(sheet, "interval 430000")[0].get_xdata()) == [1, 3]
    assert list(lines(sheet, "430000")[0].get_xydata()[0]) == [2, 1]
    assert not lines(sheet, "scored 430000")  # the median is the rank as scored
    bands = [
        line.get_label() for line in sheet.fig.findobj(Line2D) if "tier" in str(line.get_label())
    ]
    assert bands == ["tier 2"]
    assert "Hunan rank 2 as scored, 1 to 3 by interval" in chart.alt
    assert "Tier 1: Beijing and Hunan" in chart.alt


def test_a_rank_apart_from_the_median_has_a_mark_of_its_own():
    rows = ranks().assign(middle=[3, 1, 3])
    sheet = drawn(draw_whiskers, rows, marked=[])
    assert list(lines(sheet, "scored 430000")[0].get_xdata()) == [2]


def test_a_slope_breaks_where_a_rank_is_missing_and_first_is_at_the_top():
    sheet = drawn(draw_slope, years(), marked=["430000"], breaks=[(2021, "item changed")])
    line = lines(sheet, "430000")[0]
    np.testing.assert_array_equal(line.get_ydata(), [2, NAN, 1])
    low, high = sheet.fig.axes[0].get_ylim()
    assert low > high
    assert any(line.get_label() == "break 2020.5" for line in sheet.fig.findobj(Line2D))
    assert "Hunan: 2020 2, 2022 1" in CHARTS["slope"]().alt


def test_areas_of_one_rank_are_named_beside_each_other():
    rows = years()
    rows.loc[(rows["area"] == "110000") & (rows["year"] == 2022), "rank"] = 1
    sheet = drawn(draw_slope, rows, marked=[])
    texts = {text.get_text(): text for text in sheet.fig.texts}
    one, other = (text_box(texts[name], sheet.height) for name in ("Beijing", "Hunan"))
    assert one.top == other.top
    assert not one.meets(other)


def test_bars_are_stacked_the_longest_at_the_top():
    sheet = drawn(draw_stacked, points(), marked=[], parts=PARTS_OF, decimals=1)
    bars = {container.get_label(): container for container in sheet.fig.axes[0].containers}
    assert [bar.get_width() for bar in bars["in"]] == [40, 10, 5]
    assert [bar.get_x() for bar in bars["out"]] == [40, 10, 5]
    assert [bar.get_width() for bar in bars["out"]] == [30, 20, 0]
    assert "from Beijing 70.0 down to Inner Mongolia 5.0" in CHARTS["stacked"]().alt


def test_parts_are_named_over_the_longest_bar_where_they_fit():
    named = [("in", "Put in"), ("out", "Come out")]
    sheet = drawn(draw_stacked, points(), marked=[], parts=named, decimals=1)
    texts = {text.get_text(): text for text in sheet.fig.texts}
    bars = {container.get_label(): container[0] for container in sheet.fig.axes[0].containers}
    for part, name in named:
        bar = bars[part]
        middle, top = sheet.page(sheet.fig.axes[0], bar.get_x() + bar.get_width() / 2, -0.5)
        box = text_box(texts[name], sheet.height)
        assert box.left < middle < box.right
        assert top - 20 < box.top < top
    # too long for its piece: a key in its place, from the left edge on
    long = [("in", "Money and people that are put in, as far as is known"), ("out", "Come out")]
    keyed = drawn(draw_stacked, points(), marked=[], parts=long, decimals=1)
    (first,) = [text for text in keyed.fig.texts if text.get_text() == long[0][1]]
    assert text_box(first, keyed.height).left < 20


def test_parts_that_cannot_be_drawn():
    with pytest.raises(ValueError, match="below zero"):
        stacked_chart(points().assign(points=-1), marked=[], parts=PARTS_OF, **ABOUT)
    with pytest.raises(ValueError, match="part holds out"):
        stacked_chart(points(), marked=[], parts=PARTS_OF[:1], **ABOUT)
    more = [*PARTS_OF, *((str(at), "x") for at in range(len(PARTS)))]
    with pytest.raises(ValueError, match=f"at most {len(PARTS)} parts"):
        stacked_chart(points(), marked=[], parts=more, **ABOUT)


@pytest.mark.parametrize(
    ("score", "step"),
    [(0, 0), (19.99, 0), (20, 1), (79.9, 3), (80, 4), (100, 4), (130, 4), (-5, 0)],
)
def test_a_cell_has_the_shade_of_its_fifth(score, step):
    assert shade(score) == SHADES[step]


def test_columns_fill_the_room_with_a_gap_between_groups():
    edges = _edges(5, [2, 3], 306)
    assert [width for _, width in edges] == [60] * 5
    assert [left for left, _ in edges] == [0, 60, 126, 186, 246]


def test_a_missing_score_has_no_number():
    texts = "".join(ET.fromstring(CHARTS["heat"]().svg).itertext())
    assert "100" in texts
    assert "80" in texts  # 79.9, rounded; its shade is that of 79.9
    assert "highest R&D intensity 40, lowest R&D intensity 40" in CHARTS["heat"]().alt


def test_effects_never_run_below_zero():
    rows = CHARTS["effects"]().data
    assert list(rows["choice"]) == ["Scale", "Weights"]
    sheet = drawn(draw_effects, rows, decimals=2)
    assert list(lines(sheet, "first 0")[0].get_xdata()) == [0]
    assert list(lines(sheet, "interval 1")[0].get_xdata()) == [0.1, 0.3]


@pytest.mark.parametrize("kind", CHARTS)
def test_all_lies_on_the_sheet(kind):
    root = ET.fromstring(CHARTS[kind]().svg)
    width = float(root.get("viewBox").split()[2])
    assert width == (450 if kind == "heat" else WIDTH)  # 13 columns with their numbers
