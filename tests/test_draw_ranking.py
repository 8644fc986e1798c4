"""The ranking chart: dots at their values, nothing at zero that has no figure."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from laid_out import box_of, boxes_of, middle_of, text_box, texts_of

from helpers.draw.layout import Heading
from helpers.draw.numbers import displayer
from helpers.draw.ranking import draw_ranking, ranking_chart
from helpers.draw.style import WIDTH, area_style, chart_style

NAN = float("nan")
MARKED = ["430000", "410000", "420000"]
HEADING = Heading("rd", "R&D", "% of GDP · 2024", "Source: NBS")
ROWS = pd.DataFrame(
    [
        ("110000", "Beijing", 6.58, 2024, 1, 5),
        ("410000", "Henan", 2.01, 2024, 4, 5),
        ("420000", "Hubei", 2.56, 2024, 3, 5),
        ("430000", "Hunan", 2.62, 2024, 2, 5),
        ("540000", "Tibet", 0.29, 2021, 5, 5),
        ("460000", "Hainan", NAN, 2024, NAN, 5),
    ],
    columns=["area", "area_name", "value", "year", "rank", "rank_of"],
)


def drawn(rows=ROWS, **changes):
    settings = {"marked": MARKED, "national": 2.69, "display": displayer(2), "direction": "higher"}
    with chart_style("rd"):
        return draw_ranking(rows, HEADING, **{**settings, **changes})


def dots(sheet):
    """Area or "others" -> list of (value, row)."""
    lines = sheet.fig.axes[0].lines
    return {line.get_label(): list(zip(*line.get_data(), strict=True)) for line in lines}


def chart(rows=ROWS, **changes):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}
    settings = {"name": "rd", "marked": MARKED, "national": 2.69, "decimals": 2, **words}
    return ranking_chart(rows, **{**settings, **changes})


def test_every_dot_stands_at_its_value_in_order():
    found = dots(drawn())
    assert found["430000"] == [(2.62, 1)]
    assert found["420000"] == [(2.56, 2)]
    assert found["410000"] == [(2.01, 3)]
    assert [tuple(map(float, dot)) for dot in found["others"]] == [(6.58, 0), (0.29, 4)]
    assert [value for value, _ in found["nation"]] == [2.69, 2.69]


def test_page_px_grow_with_the_value():
    sheet = drawn()
    ax = sheet.fig.axes[0]
    zero, two, four = (sheet.page(ax, value, 0)[0] for value in (0, 2, 4))
    assert four - two == pytest.approx(two - zero)
    assert two > zero


def test_missing_is_named_and_never_drawn_at_zero():
    sheet = drawn()
    values = [value for found in dots(sheet).values() for value, _ in found]
    assert 0 not in values
    assert len(values) == 5 + 2
    assert "No figure: Hainan." in texts_of(sheet)
    assert "Hainan" not in texts_of(sheet)


def test_another_year_is_said_in_the_name():
    assert "Tibet (2021)" in texts_of(drawn())
    assert "Hunan" in texts_of(drawn())
    assert "Tibet, 2021" in chart().alt


def test_marked_rows_are_bold_coloured_and_shaped():
    sheet = drawn()
    hunan = next(text for text in sheet.fig.texts if text.get_text() == "Hunan")
    beijing = next(text for text in sheet.fig.texts if text.get_text() == "Beijing")
    assert hunan.get_fontweight() == "bold"
    assert hunan.get_color() == area_style("430000", MARKED).color
    assert beijing.get_fontweight() == "normal"
    markers = {line.get_label(): line.get_marker() for line in sheet.fig.axes[0].lines}
    assert len({markers[area] for area in MARKED}) == 3


def test_the_nation_is_labelled_with_its_value():
    sheet = drawn()
    line = sheet.page(sheet.fig.axes[0], 2.69, 0)[0]
    assert middle_of(sheet, "China 2.69").x == pytest.approx(line)
    assert not any("China" in words for words in texts_of(drawn(national=None)))
    assert "nation" not in dots(drawn(national=NAN))


def test_lower_is_better_turns_the_order_and_is_said():
    sheet = drawn(direction="lower")
    assert dots(sheet)["430000"] == [(2.62, 3)]
    assert "Lower is better" in texts_of(sheet)
    with pytest.raises(ValueError, match="allowed: higher, lower, neutral"):
        drawn(direction="up")


def test_a_wide_span_is_drawn_on_a_log_axis_and_says_so():
    wide = ROWS.assign(value=[5000.0, 20.0, 30.0, 40.0, 7.0, NAN])
    sheet = drawn(wide, national=None)
    assert sheet.fig.axes[0].get_xscale() == "log"
    assert "Log scale" in texts_of(sheet)
    assert drawn().fig.axes[0].get_xscale() == "linear"


def test_an_axis_that_does_not_start_at_zero_says_so():
    near = ROWS.assign(value=[98.0, 97, 96, 97.5, 96.2, NAN])
    assert "Axis does not start at 0" in texts_of(drawn(near, national=None))


def test_no_texts_overlap_and_all_lie_on_the_sheet():
    names = [f"A province with number {n}" for n in range(31)]
    rows = pd.DataFrame(
        {"area": [f"{n:02d}0000" for n in range(31)], "area_name": names,
         "value": np.linspace(1, 90_000, 31), "year": [2024] * 30 + [2019], "rank": range(1, 32),
         "rank_of": 31}
    )  # fmt: skip
    sheet = drawn(rows, marked=["000000", "150000", "300000"], display=displayer(1))
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for place, box in enumerate(boxes):
        assert box.left >= -0.5
        assert box.right <= WIDTH
        assert not any(box.meets(other) for other in boxes[place + 1 :])


def test_name_rank_and_value_stand_in_their_own_row():
    """Ties share the better rank: what is printed is the rank given, not the row's number."""
    sheet = drawn(ROWS.assign(value=[6.58, 2.01, 2.62, 2.62, 0.29, NAN], rank=[1, 4, 2, 2, 5, NAN]))
    ax = sheet.fig.axes[0]
    for row, (name, value, rank) in enumerate(
        [("Beijing", "6.58", 1), ("Hubei", "2.62", 2), ("Hunan", "2.62", 2), ("Henan", "2.01", 4),
         ("Tibet (2021)", "0.29", 5)]
    ):  # fmt: skip
        y = sheet.page(ax, 0, row)[1]
        beside = [box for box in boxes_of(sheet, str(rank)) if box.left < box_of(sheet, name).left]
        for boxes in ([box_of(sheet, name)], beside, boxes_of(sheet, value)):
            assert len([box for box in boxes if box.top < y < box.bottom]) == 1, (name, value)


def test_words_for_who_cannot_see_it():
    assert chart().alt == (
        "Dot plot of 5 areas, % of GDP · 2024: from 0.29 (Tibet, 2021) to 6.58 (Beijing). "
        "Hunan 2.62 (rank 2 of 5); Henan 2.01 (rank 4 of 5); Hubei 2.56 (rank 3 of 5); "
        "China 2.69. No figure: Hainan."
    )


def test_the_figures_behind_it_are_all_there():
    data = chart().data
    assert list(data.columns) == list(ROWS.columns)
    assert list(data["area_name"])[-1] == "Hainan"
    assert len(data) == 6


def test_no_figures_at_all_is_a_chart_that_says_so():
    empty = chart(ROWS.assign(value=NAN), national=None)
    assert "No figures to draw." in empty.svg
    assert "no figures" in empty.alt


def test_faults_are_told():
    with pytest.raises(ValueError, match="lacks value, rank"):
        chart(ROWS.drop(columns=["value", "rank"]))
    with pytest.raises(ValueError, match="twice there: 110000"):
        chart(pd.concat([ROWS, ROWS.head(1)]))
    with pytest.raises(ValueError, match="must hold numbers"):
        chart(ROWS.assign(value="2.1 or so"))


def test_the_frame_is_left_as_it_was():
    before = ROWS.copy(deep=True)
    chart()
    pd.testing.assert_frame_equal(ROWS, before)
