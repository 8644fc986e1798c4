"""The charts of a profile page: marks where the values are, words for who cannot see."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from laid_out import middle_of, texts_of

from helpers.draw.composition import composition_chart, draw_composition
from helpers.draw.layout import Heading
from helpers.draw.multiples import Panel, draw_multiples, multiples_chart
from helpers.draw.standing import draw_standing, standing_chart
from helpers.draw.style import area_style, chart_style

NAN = float("nan")
HEADING = Heading("p", "Title", "a subtitle", "Source: NBS")
WORDS = {"name": "p", "title": "Title", "subtitle": "a subtitle", "source": "Source: NBS"}
HUNAN = "430000"
FIRST = area_style(HUNAN, [HUNAN])


def strips() -> pd.DataFrame:
    """Two indicators: on the first Hunan is half way from 10 to 30, on the second alone."""
    rows = [
        ("one", "One, %", "110000", "Beijing", 30, "30", "other"),
        ("one", "One, %", HUNAN, "Hunan", 20, "20", "own"),
        ("one", "One, %", "540000", "Tibet", 10, "10", "other"),
        ("one", "One, %", "", "median", 20, "20", "median"),
        ("one", "One, %", "100000", "China", 25, "25", "nation"),
        ("two", "Two", HUNAN, "Hunan", NAN, "", "own"),
    ]
    return pd.DataFrame(
        rows, columns=["indicator", "label", "area", "area_name", "value", "shown", "role"]
    )


TOLD = {"one": "20, rank 2 of 3", "two": "no figure"}


def marks(sheet, role):
    found = [line for line in sheet.fig.axes[0].lines if line.get_label() == role]
    return [tuple(point) for line in found for point in zip(*line.get_data(), strict=True)]


def standing(lower=(), look=FIRST):
    with chart_style("p"):
        return draw_standing(strips(), HEADING, look=look, told=TOLD, lower=lower)


def test_marks_stand_between_the_least_and_the_greatest():
    sheet = standing()
    (own,) = marks(sheet, "own")
    assert own[0] == pytest.approx(0.5)
    assert [x for x, _ in marks(sheet, "other")] == pytest.approx([1, 0])
    assert [x for x, _ in marks(sheet, "nation")] == pytest.approx([0.75])
    assert len({y for role in ("own", "other", "nation") for _, y in marks(sheet, role)}) == 1


# as style.py lists them: the colour and marker of the first three marked areas
@pytest.mark.parametrize(
    ("before", "color", "marker"),
    [([], "#0b62b0", "o"), ([""], "#c8460a", "s"), (["", ""], "#4a2a6b", "^")],
)
def test_the_area_has_the_colour_and_shape_of_its_place(before, color, marker):
    look = area_style(HUNAN, [*before, HUNAN])
    sheet = standing(look=look)
    strip = {each.get_label(): each for each in sheet.fig.axes[0].lines}["own"]
    course = line(drawn(panel({"own": {2019: 1, 2020: 2}}), look=look).fig.axes[0], "own")
    assert {(each.get_color(), each.get_marker()) for each in (strip, course)} == {(color, marker)}
    told = [text for text in sheet.fig.texts if text.get_text() == TOLD["one"]]
    assert [text.get_color() for text in told] == [color]
    keys = [each for each in sheet.fig.artists if each.get_color() == color]
    assert [each.get_marker() for each in keys] == [marker]


def test_where_lower_is_better_the_least_stands_right():
    sheet = standing(lower=["one"])
    assert [x for x, _ in marks(sheet, "other")] == pytest.approx([0, 1])
    assert texts_of(sheet).index("Beijing 30") < texts_of(sheet).index("Tibet 10")


def test_under_the_ends_stand_provinces_never_the_nation():
    rows = strips()
    rows.loc[rows["role"] == "nation", ["value", "shown"]] = [45, "45"]
    with chart_style("p"):
        sheet = draw_standing(rows, HEADING, look=FIRST, told=TOLD, lower=[])
    assert middle_of(sheet, "Tibet 10").x < middle_of(sheet, "Beijing 30").x
    assert "China 45" not in texts_of(sheet)


def test_the_nations_mark_is_seen_before_the_dot_and_the_dot_around_it():
    lines = {line.get_label(): line for line in standing().fig.axes[0].lines}
    nation, own = lines["nation"], lines["own"]
    assert nation.get_zorder() > own.get_zorder()
    across = nation.get_markersize() * 2**0.5  # a square on its corner
    assert across < own.get_markersize()
    assert nation.get_markerfacecolor() != own.get_markerfacecolor()


def test_an_area_without_a_figure_has_no_mark_and_says_so():
    sheet = standing()
    assert len(marks(sheet, "own")) == 1
    assert "no figure" in texts_of(sheet)


def test_the_strip_in_words():
    chart = standing_chart(strips(), area=HUNAN, marked=[HUNAN], told=TOLD, **WORDS)
    assert "One, %: 20, rank 2 of 3; median 20; China 25; from Tibet 10 to Beijing 30." in chart.alt
    assert "Two: no figure." in chart.alt
    assert list(chart.data["value"].dropna()) == [30, 20, 10, 20, 25]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.drop(columns="role"), "lacks role"),
        (lambda rows: rows.assign(role="marked"), "role holds marked"),
        (lambda rows: pd.concat([rows, rows[:1]]), "twice there: one 110000 other"),
        (lambda rows: rows.assign(value="much"), "must hold numbers"),
    ],
)
def test_a_strip_refuses_what_it_cannot_draw(change, words):
    with pytest.raises(ValueError, match=words):
        standing_chart(change(strips()), area=HUNAN, marked=[HUNAN], told=TOLD, **WORDS)


def panel(values: dict[str, dict[int, float]], breaks=()) -> Panel:
    rows = [(year, value, role) for role, line in values.items() for year, value in line.items()]
    return Panel("one", "One", pd.DataFrame(rows, columns=["year", "value", "role"]), 1, breaks)


NAMES = {"own": "Hunan", "nation": "China", "peers": "median of all", "zone": "median, Central"}


def drawn(*panels, look=FIRST):
    with chart_style("p"):
        return draw_multiples(list(panels), HEADING, look=look, names=NAMES)


def line(ax, role):
    return next(line for line in ax.lines if line.get_label() == role)


def test_a_gap_is_a_gap_and_no_line_crosses_a_break():
    own = {2019: 1.0, 2020: 2.0, 2022: 4.0, 2023: 5.0}
    sheet = drawn(panel({"own": own, "nation": {2019: 3.0, 2023: 4.0}}, [2020]))
    years, values = line(sheet.fig.axes[0], "own").get_data()
    assert list(years) == [2019, 2019.5, 2020, 2021, 2022, 2023]
    assert np.isnan(values[[1, 3]]).all()  # the break, the gap
    assert list(values[[0, 2, 4, 5]]) == [1, 2, 4, 5]
    alone = line(sheet.fig.axes[0], "nation alone")  # years without a neighbour are dots
    assert list(alone.get_xdata()) == [2019, 2023]


def test_every_panel_has_the_same_years_and_its_own_scale():
    sheet = drawn(panel({"own": {2019: 1, 2020: 2}}), panel({"own": {2022: 100, 2023: 900}}))
    one, two = sheet.fig.axes
    assert one.get_xlim() == two.get_xlim() == (2019, 2023)
    assert one.get_ylim()[1] < 5 < two.get_ylim()[1]
    assert "900.0" in texts_of(sheet)


def test_a_figure_older_than_the_axis_says_its_year():
    sheet = drawn(panel({"own": {2022: 1, 2023: 2}}), panel({"own": {2023: 100, 2024: 900}}))
    said = texts_of(sheet)
    assert said[said.index("2.0") + 1] == "(2023)"  # the axis of both goes on to 2024
    assert "(2024)" not in said


def test_panels_in_words_and_figures():
    chart = multiples_chart(
        [panel({"own": {2019: 1, 2021: 2}, "peers": {2019: 3, 2020: 3.5, 2021: 4}}, [2020])],
        area=HUNAN, marked=[HUNAN], names=NAMES, **WORDS,
    )  # fmt: skip
    assert (
        "One: Hunan 2019 1.0, 2021 2.0, gaps in 2020; median of all 2019 3.0, 2020 3.5 to 2021 "
        "4.0; break from 2020." in chart.alt
    )
    assert chart.data.groupby("role")["value"].sum().to_dict() == {"own": 3, "peers": 10.5}


def test_no_panel_says_so():
    assert "No figures to draw." in texts_of(drawn())


def bars(**changes) -> pd.DataFrame:
    rows = [(2021, "a", 25.0), (2021, "b", 75.0), (2023, "a", 40.0), (2023, "b", 60.0)]
    return pd.DataFrame(rows, columns=["year", "part", "share"]).assign(**changes)


PARTS = [("a", "basic research"), ("b", "the others")]


def test_bars_stand_on_one_another():
    with chart_style("p"):
        sheet = draw_composition(bars(), HEADING, parts=PARTS)
    found = {
        (container.get_label(), round(bar.get_x() + bar.get_width() / 2)):
            (bar.get_y(), bar.get_height())
        for container in sheet.fig.axes[0].containers
        for bar in container
    }  # fmt: skip
    assert found == {("a", 2021): (0, 25), ("a", 2023): (0, 40), ("b", 2021): (25, 75),
                     ("b", 2023): (40, 60)}  # fmt: skip
    assert "basic research 40.0%" in texts_of(sheet)


def test_bars_in_words_name_the_year_without_one():
    chart = composition_chart(bars(), parts=PARTS, **WORDS)
    assert "Basic research 2021 25.0% to 2023 40.0%, gaps in 2022" in chart.alt
    assert "the others 2021 75.0% to 2023 60.0%" in chart.alt


def test_a_part_without_a_name_or_a_fifth_part_is_refused():
    with pytest.raises(ValueError, match="part holds b"):
        composition_chart(bars(), parts=PARTS[:1], **WORDS)
    with pytest.raises(ValueError, match="at most 4 parts"):
        composition_chart(bars(), parts=[*PARTS, ("c", "c"), ("d", "d"), ("e", "e")], **WORDS)
    with pytest.raises(ValueError, match="twice there: 2021 a"):
        composition_chart(bars(year=2021), parts=PARTS, **WORDS)
