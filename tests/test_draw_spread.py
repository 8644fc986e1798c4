"""Charts of the spread: marks where the values are, sure ones filled, parts on one another."""

from __future__ import annotations

import pandas as pd
import pytest
from laid_out import texts_of

from helpers.draw.intervals import SURE, draw_intervals, intervals_chart
from helpers.draw.layout import Heading
from helpers.draw.parts import FILLS, PartsPanel, draw_parts, parts_chart
from helpers.draw.style import PAPER, chart_style

NAN = float("nan")
HEADING = Heading("s", "Title", "a subtitle", "Source: NBS")
WORDS = {"name": "s", "title": "Title", "subtitle": "a subtitle", "source": "Source: NBS"}
ROWS = pd.DataFrame(
    [("fell", -17, -29, -1), ("either", 5, -3, 13), ("bare", 2, NAN, NAN), ("lost", NAN, NAN, NAN)],
    columns=["label", "value", "low", "high"],
)
SIDES = {"display": lambda value: f"{value:.0f}%", "below": "together", "above": "apart"}


def intervals(rows=ROWS):
    with chart_style("s"):
        return draw_intervals(rows, HEADING, **SIDES)


def lines(sheet):
    return {line.get_label(): line for line in sheet.fig.axes[0].lines}


def test_an_interval_clear_of_zero_is_filled_and_bold():
    sheet = intervals()
    found = lines(sheet)
    assert list(found["interval 0"].get_xdata()) == [-29, -1]
    assert list(found["1"].get_xdata()) == [5]
    assert found["0"].get_markerfacecolor() == SURE
    assert found["1"].get_markerfacecolor() == PAPER
    assert list(found["zero"].get_xdata()) == [0, 0]
    weights = {text.get_text(): text.get_fontweight() for text in sheet.fig.texts}
    assert (weights["-17%"], weights["5%"]) == ("bold", "normal")


def test_an_estimate_without_an_interval_has_no_whisker_and_one_missing_is_named():
    sheet = intervals()
    assert "interval 2" not in lines(sheet)
    assert "3" not in lines(sheet)
    assert "No estimate: lost." in texts_of(sheet)


def test_both_sides_of_zero_are_named_wherever_it_stands():
    for low, high in ((-1, 90), (-90, 1), (-3, 3)):
        rows = pd.DataFrame([("one", (low + high) / 2, low, high)], columns=list(ROWS.columns))
        sheet = intervals(rows)
        below, above = (next(t for t in sheet.fig.texts if t.get_text() == words)
                        for words in ("← together", "apart →"))  # fmt: skip
        assert below.get_position()[0] < above.get_position()[0]


def test_intervals_in_words():
    chart = intervals_chart(ROWS, **SIDES, **WORDS)
    assert "Fell -17% (-29% to -1%); either 5% (-3% to 13%); bare 2%." in chart.alt
    assert "No figure: lost." in chart.alt
    assert list(chart.data["low"].dropna()) == [-29, -3]
    empty = intervals_chart(ROWS.iloc[3:], **SIDES, **WORDS)
    assert "no figures" in empty.alt
    with pytest.raises(ValueError, match="one row for each label"):
        intervals_chart(pd.concat([ROWS, ROWS]), **SIDES, **WORDS)


def panel(breaks=()):
    values = pd.DataFrame(
        {"year": [2020, 2021, 2023], "lower": [0.1, 0.2, 0.1], "upper": [0.3, 0.2, 0.05]}
    )
    return PartsPanel("x", "A rate", values, breaks)


def test_the_upper_part_stands_on_the_lower():
    with chart_style("s"):
        sheet = draw_parts([panel([2022])], HEADING, names=("between", "within"), decimals=2)
    (ax,) = sheet.fig.axes
    lower, upper = ax.containers
    assert [bar.get_height() for bar in lower] == [0.1, 0.2, 0.1]
    assert [bar.get_y() for bar in upper] == [0.1, 0.2, 0.1]
    assert [round(bar.get_x() + bar.get_width() / 2, 6) for bar in upper] == [2020, 2021, 2023]
    assert lower[0].get_facecolor() != upper[0].get_facecolor()
    assert len(FILLS) == 2
    assert list(lines(sheet)["break 2022"].get_xdata()) == [2021.5, 2021.5]
    assert "0.15" in texts_of(sheet)  # the last year's whole


def test_parts_in_words_and_figures():
    chart = parts_chart([panel()], names=("between", "within"), **WORDS)
    assert "between 2020 0.10 to 2023 0.10, gaps in 2022" in chart.alt
    assert "within 2020 0.30 to 2023 0.05" in chart.alt
    assert chart.data["indicator"].tolist() == ["x"] * 3
    assert "No figures" in parts_chart([], names=("a", "b"), **WORDS).svg
    twice = panel().values
    with pytest.raises(ValueError, match="one row for each year"):
        parts_chart([PartsPanel("x", "A", pd.concat([twice, twice]))], names=("a", "b"), **WORDS)
