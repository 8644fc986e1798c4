"""Charts of the scoreboard: whiskers, slope, stacked, heat, effects."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from laid_out import box_of, boxes_of, middle_of, text_box, texts_of
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from helpers.draw.alternatives import end_words
from helpers.draw.effects import draw_effects, effects_chart
from helpers.draw.heat import _edges, draw_heat, heat_chart, shade
from helpers.draw.layout import Heading
from helpers.draw.numbers import display_number
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
    for row, (name, rank) in enumerate({"Hunan": 2, "Beijing": 1, "Inner Mongolia": 3}.items()):
        y = sheet.page(sheet.fig.axes[0], 1, row)[1]
        assert middle_of(sheet, name).y == pytest.approx(y, abs=2)
        at = [box for box in boxes_of(sheet, str(rank)) if abs(box.bottom - y) < 6]
        assert len(at) == 1, "the number before a name is the rank as scored"


def test_whiskers_of_a_better_tier_stand_above_a_better_rank():
    rows = ranks().assign(tier=[2, 1, 1])
    chart = whiskers_chart(rows, marked=[], **ABOUT)
    assert list(chart.data["area"]) == ["110000", "150000", "430000"]


def test_an_area_without_a_rank_has_no_row_and_the_axis_of_ranks_holds_every_interval():
    rows = ranks().assign(rank=[2, 1, NAN], high=[8, 2, 3])
    chart = whiskers_chart(rows, marked=[], **ABOUT)
    assert list(chart.data["area"]) == ["110000", "430000"]
    sheet = drawn(draw_whiskers, chart.data, marked=[])
    assert sheet.fig.axes[0].get_xlim() == (1, 8)  # there is no place 0
    assert not boxes_of(sheet, "0")
    assert middle_of(sheet, "5").x == pytest.approx(sheet.page(sheet.fig.axes[0], 5, 0)[0])


def test_a_slope_breaks_where_a_rank_is_missing_and_first_is_at_the_top():
    sheet = drawn(draw_slope, years(), marked=["430000"], breaks=[(2021, "item changed")])
    line = lines(sheet, "430000")[0]
    np.testing.assert_array_equal(line.get_ydata(), [2, NAN, 1])
    low, high = sheet.fig.axes[0].get_ylim()
    assert low > high
    assert any(line.get_label() == "break 2020.5" for line in sheet.fig.findobj(Line2D))
    assert "Hunan: 2020 2, 2022 1" in CHARTS["slope"]().alt
    # at the left the place in the first year, at the right in the last
    ax = sheet.fig.axes[0]
    y = {rank: sheet.page(ax, 2020, rank)[1] for rank in (1, 2, 3)}
    (left,) = [box for box in boxes_of(sheet, "2") if box.right < 20]
    assert left.top < y[2] < left.bottom + 2
    for rank, name in enumerate(("Hunan", "Beijing", "Inner Mongolia"), 1):
        assert middle_of(sheet, name).y == pytest.approx(y[rank], abs=2)
        assert len([box for box in boxes_of(sheet, str(rank)) if box.left > 200]) == 1


def test_a_slope_has_room_for_the_last_place_where_few_areas_are_drawn():
    """Two of thirty-one: their places are 3 and 27."""
    rows = years().query("area != '150000'").assign(rank=[27.0, 3.0] * 3)
    low, high = drawn(draw_slope, rows, marked=[]).fig.axes[0].get_ylim()
    assert (low, high) == (27.5, 0.5)


def test_areas_of_one_rank_are_named_beside_each_other():
    rows = years()
    rows.loc[(rows["area"] == "110000") & (rows["year"] == 2022), "rank"] = 1
    sheet = drawn(draw_slope, rows, marked=[])
    texts = {text.get_text(): text for text in sheet.fig.texts}
    one, other = (text_box(texts[name], sheet.height) for name in ("Beijing", "Hunan"))
    assert one.top == other.top
    assert not one.meets(other)


def test_all_who_share_an_end_are_named_and_more_than_three_are_counted():
    rows = pd.DataFrame({"label": list("ABCDE"), "value": [3.0, 1.0, 3.0, 2.0, 1.0],
                         "area": list("abcde")})  # fmt: skip
    shown = partial(display_number, decimals=0)
    assert end_words(rows, "most", shown) == "3 (A and C)"
    assert end_words(rows, "least", shown, named_first=True) == "B and E 1"
    assert end_words(rows.assign(value=7.0), "most", shown) == "7 (5 areas)"
    near = rows.assign(value=[1.0, 100.0, 1.0, 100.00000000000001, 1.0])  # one score, of two sums
    assert end_words(near, "most", shown) == "100 (B and D)"


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


@pytest.mark.parametrize(
    ("values", "names"),
    [
        # there would be room in the line, but not near pieces so short
        ({"in": 1, "at": 1, "out": 98}, ("Money that is put in", "People", "Come out")),
        # near its piece, but over the sheet's right edge
        ({"in": 80, "out": 20}, ("Put in", "What comes out of it in a year")),
    ],
)
def test_parts_that_cannot_be_named_at_their_pieces_have_a_key(values, names):
    rows = pd.DataFrame(
        [("430000", "Hunan", part, value) for part, value in values.items()],
        columns=["area", "area_name", "part", "points"],
    )
    parts = list(zip(values, names, strict=True))
    sheet = drawn(draw_stacked, rows, marked=[], parts=parts, decimals=1)
    boxes = [box_of(sheet, words) for words in names]
    assert boxes[0].left == 16
    assert all(one.right < other.left for one, other in pairwise(boxes))
    assert boxes[-1].right <= WIDTH
    bars = {box.get_label(): box[0].get_facecolor() for box in sheet.fig.axes[0].containers}
    swatches = [to_hex(swatch.get_facecolor()) for swatch in sheet.fig.artists]
    assert swatches == [to_hex(bars[part]) for part in values]


def test_a_sum_stands_at_the_end_of_its_bar_and_without_points_there_is_none():
    rows = points()
    rows.loc[rows["area"] == "150000", "points"] = NAN
    sheet = drawn(draw_stacked, rows, marked=[], parts=PARTS_OF, decimals=1)
    ax = sheet.fig.axes[0]
    for row, (name, value) in enumerate({"Beijing": 70, "Hunan": 30}.items()):
        x, y = sheet.page(ax, value, row)
        box = box_of(sheet, f"{value:.1f}")
        assert box.left == pytest.approx(x + 5)
        assert middle_of(sheet, f"{value:.1f}").y == pytest.approx(y, abs=2)
        assert middle_of(sheet, name).y == pytest.approx(y, abs=2)
    assert not boxes_of(sheet, "Inner Mongolia")
    assert [len(container) for container in ax.containers] == [2, 2]


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
    spans = [("a", 1), ("b", 1)]
    sheet = drawn(draw_heat, scores(), marked=[], indicators=INDICATORS, groups=spans)
    ax = sheet.fig.axes[0]
    texts = texts_of(sheet)
    numbers = [words for words in texts if words.isdigit() and words != HEAD.subtitle]
    assert sorted(numbers) == ["100", "40", "80"]  # 79.9, rounded; its shade is that of 79.9
    cells = {(round(cell.get_x()), int(cell.get_y())): cell for cell in ax.patches}
    (left, _), (right, _) = sorted(cells)[0], sorted(cells)[-1]
    assert to_hex(cells[right, 0].get_facecolor()) == SHADES[3]
    assert cells[right, 1].get_hatch()
    assert not cells[left, 1].get_hatch()
    # each number in its own cell, each name over its own column
    for words, (at, row) in {"100": (left, 0), "80": (right, 0), "40": (left, 1)}.items():
        cell = cells[at, row]
        x, y = sheet.page(ax, cell.get_x() + cell.get_width() / 2, row + 0.5)
        assert tuple(middle_of(sheet, words)) == pytest.approx((x, y), abs=2)
    (over,) = [t for t in sheet.fig.texts if t.get_text() == "R&D intensity"]
    heads = [t for t in sheet.fig.texts if t.get_rotation() == 90 and t is not over]
    column = sheet.page(ax, right, 0)[0]
    assert over.get_position()[0] < column
    assert all(head.get_position()[0] > column for head in heads)
    assert "highest R&D intensity 40, lowest R&D intensity 40" in CHARTS["heat"]().alt


def test_the_key_of_shades_is_seen_whole_where_the_sheet_is_wider_than_a_phone():
    key = ["0 to 20", "20 to 40", "40 to 60", "60 to 80", "80 and more", "none"]
    whole = scores()[scores()["indicator"] == "x"]
    for told, frame in ((key, scores()), (key[:-1], whole)):
        sheet = drawn(draw_heat, frame, marked=[], indicators=INDICATORS[:1], groups=[])
        boxes = [box for words in told for box in boxes_of(sheet, words)]
        assert len(boxes) == len(told)
        assert bool(boxes_of(sheet, "none")) == ("none" in told)
        assert all(box.right <= WIDTH and box.bottom < sheet.height for box in boxes)
        for one, box in enumerate(boxes):
            for other in boxes[:one]:
                assert box.left > other.right or box.top > other.bottom


def test_effects_never_run_below_zero():
    rows = CHARTS["effects"]().data
    assert list(rows["choice"]) == ["Scale", "Weights"]
    sheet = drawn(draw_effects, rows)
    assert list(lines(sheet, "first 0")[0].get_xdata()) == [0]
    assert list(lines(sheet, "interval 1")[0].get_xdata()) == [0.1, 0.3]
    for row, (name, total) in enumerate({"Scale": "0.50", "Weights": "0.20"}.items()):
        y = sheet.page(sheet.fig.axes[0], 0, row)[1]
        assert middle_of(sheet, name).y == pytest.approx(y, abs=2)
        (told,) = [box for box in boxes_of(sheet, total) if box.right > WIDTH - 5]
        assert told.top < y < told.bottom


@pytest.mark.parametrize("kind", CHARTS)
def test_all_lies_on_the_sheet(kind):
    root = ET.fromstring(CHARTS[kind]().svg)
    width = float(root.get("viewBox").split()[2])
    assert width == (450 if kind == "heat" else WIDTH)  # 13 columns with their numbers
