"""The scatter chart: dots at both values, area by size, labels apart."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from laid_out import middle, text_box, texts_of

from helpers.draw.layout import Heading
from helpers.draw.numbers import displayer
from helpers.draw.scatter import (
    LARGEST,
    PLAIN,
    arrange,
    draw_scatter,
    round_sizes,
    scatter_chart,
    to_label,
)
from helpers.draw.style import PAPER, WIDTH, chart_style

NAN = float("nan")
MARKED = ["020000", "070000", "110000"]
HEADING = Heading("s", "R&D", "2024", "Source: NBS")
LABELS = ("spending, % of GDP", "patents per 10,000", "population, million")


def frame(count=31, seed=5):
    chance = random.Random(seed)
    return pd.DataFrame(
        {
            "area": [f"{n:02d}0000" for n in range(count)],
            "area_name": [f"Province {n}" for n in range(count)],
            "x": [chance.uniform(0.3, 6) for _ in range(count)],
            "y": [chance.uniform(3, 90) for _ in range(count)],
            "size": [chance.uniform(3, 120) for _ in range(count)],
        }
    )


def drawn(table=None, **changes):
    settings = {"marked": MARKED, "labels": LABELS, "displays": (displayer(1),) * 3}
    with chart_style("s"):
        rows = arrange(frame() if table is None else table)
        return draw_scatter(rows, HEADING, **{**settings, **changes})


def chart(table=None, **changes):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source,
             "x_label": LABELS[0], "y_label": LABELS[1], "size_label": LABELS[2]}  # fmt: skip
    settings = {"name": "s", "marked": MARKED, "x_decimals": 1, "y_decimals": 1, **words}
    return scatter_chart(frame() if table is None else table, **{**settings, **changes})


def dots(sheet):
    return {line.get_label(): line for line in sheet.fig.axes[0].lines}


def test_dots_stand_at_their_values_and_areas_go_with_size():
    table = frame()
    found = dots(drawn(table))
    assert len(found) == 31
    for row in table.itertuples():
        assert found[row.area].get_xdata()[0] == row.x
        assert found[row.area].get_ydata()[0] == row.y
    first, second = (row for row in table.itertuples() if row.area in ("000000", "010000"))
    ratio = found["000000"].get_markersize() / found["010000"].get_markersize()
    assert ratio**2 == pytest.approx(first.size / second.size)


def test_a_dot_too_small_to_be_seen_is_drawn_larger_and_that_is_said():
    """Of 440 and 1 (Guangdong's R&D and Tibet's) the second would have 15 / 21 = 0.7 px."""
    table = frame().assign(size=[440.0, 1.0, 0.0] + [110.0] * 28)
    sheet = drawn(table)
    sizes = [dots(sheet)[f"{n:02d}0000"].get_markersize() / 2 for n in (0, 1, 3)]
    assert sizes == pytest.approx([15, 2.5, 7.5])
    rings = [piece for piece in sheet.fig.artists if getattr(piece, "get_marker", str)() == "o"]
    key = [15 * (200 / 440) ** 0.5, 15 * (50 / 440) ** 0.5, 2.5]  # that of 10 would be 2.3
    assert [ring.get_markersize() / 2 for ring in rings] == pytest.approx(key)
    said = "The smallest dots are drawn larger, to be seen."
    assert said in texts_of(sheet)
    assert said not in texts_of(drawn(table.assign(size=[440.0] + [110.0] * 30)))
    assert said not in texts_of(drawn(table.drop(columns="size")))


def test_missing_has_no_dot_and_is_named():
    table = frame()
    table.loc[0, "x"] = NAN
    table.loc[1, "y"] = NAN
    sheet = drawn(table)
    assert not {"000000", "010000"} & set(dots(sheet))
    assert "No figure: Province 0, Province 1." in texts_of(sheet)


def test_without_a_size_a_dot_is_hollow_and_that_is_said():
    table = frame()
    table.loc[5, "size"] = NAN
    sheet = drawn(table)
    assert dots(sheet)["050000"].get_markerfacecolor() == PAPER
    assert dots(sheet)["050000"].get_markersize() == 2 * PLAIN
    assert "Hollow: no figure for population, million." in texts_of(sheet)


def test_without_any_size_there_is_no_size_legend():
    sheet = drawn(frame().drop(columns="size"))
    assert not any("Dot area" in w for w in texts_of(sheet))
    assert "dot area" not in chart(frame().drop(columns="size")).alt
    assert any("Dot area" in w for w in texts_of(drawn()))


@pytest.mark.parametrize("most", [0.07, 1, 3, 99.9, 12706, 4.2e9])
def test_sizes_in_the_legend_are_round_and_not_above_the_largest(most):
    sizes = round_sizes(most)
    assert len(sizes) == 3
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= most
    assert all(f"{size:.0e}"[0] in "125" for size in sizes)


@pytest.mark.parametrize("seed", range(8))
def test_labels_overlap_neither_each_other_nor_dots(seed):
    table = frame(seed=seed)
    sheet = drawn(table)
    names = {f"Province {n}": f"{n:02d}0000" for n in range(31)}
    labels = [text for text in sheet.fig.texts if text.get_text() in names]
    assert {names[text.get_text()] for text in labels} >= set(MARKED)
    boxes = [text_box(text, sheet.height) for text in labels]
    ax = sheet.fig.axes[0]
    for place, box in enumerate(boxes):
        assert box.right <= WIDTH
        assert not any(box.meets(other) for other in boxes[place + 1 :])
    for row in table.itertuples():
        x, y = sheet.page(ax, row.x, row.y)
        radius = LARGEST * np.sqrt(row.size / table["size"].max())
        for box in boxes:
            inside = (box.left + 1 < x < box.right - 1) and (box.top + 1 < y < box.bottom - 1)
            assert not inside
            gap = np.hypot(
                x - min(max(x, box.left), box.right), y - min(max(y, box.top), box.bottom)
            )
            assert gap >= radius - 2.5


def test_axes_say_what_they_measure_and_when_they_are_log():
    assert "↑ Patents per 10,000" in texts_of(drawn())
    assert "Spending, % of GDP →" in texts_of(drawn())
    log = drawn(frame().assign(x=lambda t: t["x"] ** 3))  # 0.3 to 6: more than a hundredfold
    assert log.fig.axes[0].get_xscale() == "log"
    assert "Spending, % of GDP, log scale →" in texts_of(log)
    wide = frame().assign(y=lambda t: t["y"] ** 3)
    assert drawn(wide).fig.axes[0].get_yscale() == "log"


def test_a_long_title_of_the_vertical_axis_goes_on_in_a_second_line():
    long = "invention patents granted per 10,000 people, patents per 10,000 people of that year"
    sheet = drawn(labels=(LABELS[0], long, LABELS[2]))
    whole = f"↑ I{long[1:]}"
    lines = [text for text in sheet.fig.texts if text.get_text() in whole and
             len(text.get_text()) > 8]  # fmt: skip
    assert " ".join(text.get_text() for text in lines) == whole
    assert len(lines) > 1
    assert all(text_box(text, sheet.height).right <= WIDTH for text in lines)
    assert len({text.get_position()[1] for text in lines}) == len(lines)
    # and the plot begins so far below it that no dot reaches into it
    ax = sheet.fig.axes[0]
    top = sheet.page(ax, *(end[1] for end in (ax.get_xlim(), ax.get_ylim())))[1]
    assert max(text_box(text, sheet.height).bottom for text in lines) < top - LARGEST + 3


def test_ranks_run_from_one_at_the_top_and_at_the_right_and_have_no_place_zero():
    places = frame().assign(x=range(1, 32), y=range(31, 0, -1), size=NAN)
    sheet = drawn(places, ranks=31)
    (ax,) = sheet.fig.axes
    assert ax.get_xlim() == ax.get_ylim() == (31.5, 0.5)
    ticks = [text for text in sheet.fig.texts if text.get_text() in ("0", "1", "10", "20", "31")]
    assert [text.get_text() for text in ticks] == ["1", "10", "20", "31", "31", "20", "10", "1"]


def test_the_marked_are_named_and_who_stands_at_an_end():
    """Of ten: the three highest and the lowest of y, the same of x, the largest dot."""
    table = pd.DataFrame(
        {"area": [f"{n}" for n in range(10)], "area_name": [f"P{n}" for n in range(10)],
         "x": [5, 1, 2, 3, 4, 6, 7, 8, 9, 10], "y": [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
         "size": [1, 1, 1, 1, 5, 1, NAN, 1, 1, 1]}
    )  # fmt: skip
    named = ["6", "0", "1", "2", "9", "8", "7", "4"]  # x: 9, 8, 7 the highest, 1 the lowest
    assert to_label(table, ["6", "11"]) == named


def test_a_marked_area_is_named_even_where_there_is_no_room():
    table = frame().assign(x=[3 + n / 1000 for n in range(31)], y=50.0, size=100.0)
    sheet = drawn(table, marked=list(table["area"]))
    assert set(table["area_name"]) <= set(texts_of(sheet))


def test_a_size_in_the_legend_is_that_of_a_dot_of_its_size():
    """100, 20 and 5: areas of one, a fifth and a twentieth of the largest dot."""
    table = frame()
    table["size"] = [100.0] + [10.0] * 30
    sheet = drawn(table)
    rings = [piece for piece in sheet.fig.artists if getattr(piece, "get_marker", str)() == "o"]
    radii = [LARGEST, LARGEST * 0.2**0.5, LARGEST * 0.05**0.5]
    assert [ring.get_markersize() / 2 for ring in rings] == pytest.approx(radii)
    for ring, size, radius in zip(rings, ("100.0", "20.0", "5.0"), radii, strict=True):
        boxes = [text_box(text, sheet.height) for text in sheet.fig.texts
                 if text.get_text() == size]  # fmt: skip
        x, y = ring.get_xdata()[0], ring.get_ydata()[0]
        beside = [box for box in boxes if abs(middle(box).y - y) < 2]
        assert [box.left - x - radius for box in beside] == [pytest.approx(4)]


def test_words_for_who_cannot_see_it():
    table = pd.DataFrame(
        {"area": ["02", "07", "99"], "area_name": ["Hunan", "Henan", "Tibet"], "x": [2.5, 2, 0.3],
         "y": [16, 8.5, NAN], "size": [66, 98, 3.6]}
    )  # fmt: skip
    assert chart(table, marked=["02"]).alt == (
        "Scatter chart of 2 areas, 2024: spending, % of GDP from 2.0 (Henan) to 2.5 (Hunan); "
        "patents per 10,000 from 8.5 (Henan) to 16.0 (Hunan); dot area shows population, million. "
        "Hunan 2.5 and 16.0. No figure: Tibet."
    )


def test_faults_are_told():
    with pytest.raises(ValueError, match="below zero"):
        chart(frame().assign(size=-1))
    with pytest.raises(ValueError, match="lacks y"):
        chart(frame().drop(columns="y"))
