"""The coverage chart: empty where there is nothing, a number where it is not all."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from laid_out import text_box
from matplotlib.colors import to_hex

from helpers.draw.chart import csv_text
from helpers.draw.coverage import ROW, coverage_chart, draw_coverage
from helpers.draw.layout import Heading
from helpers.draw.style import chart_style

HEADING = Heading("have", "What there is", "count of 31 provinces, 2016 to 2019", "Source: NBS")
COUNTS = pd.DataFrame(
    [[31, 0, 30, 31], [0, 0, 0, 1], [31, 31, 31, 31]],
    index=["High-tech firms", "Recognised enterprises", "R&D"],
    columns=[2016, 2017, 2018, 2019],
)


def drawn(counts: pd.DataFrame = COUNTS, whole: int = 31):
    with chart_style("have"):
        return draw_coverage(counts, HEADING, whole=whole)


def chart(counts: pd.DataFrame = COUNTS, whole: int = 31):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}
    return coverage_chart(counts, name="have", whole=whole, **words)


def fields(sheet) -> np.ma.MaskedArray:
    """The counts that are drawn, row by row; masked where nothing is."""
    return sheet.fig.axes[0].collections[0].get_array().reshape(COUNTS.shape)


def inside(sheet) -> dict[tuple[int, int], str]:
    """(row, column) -> the words in that field."""
    return {
        (int(text.get_position()[1]), int(text.get_position()[0])): text.get_text()
        for text in sheet.fig.axes[0].texts
        if text.get_text()
    }


def test_zero_is_empty_and_no_shade():
    mask = np.ma.getmaskarray(fields(drawn()))
    assert mask.tolist() == [
        [False, True, False, False],
        [True, True, True, False],
        [False, False, False, False],
    ]


def test_fewer_than_all_stands_in_its_field_and_only_that():
    assert inside(drawn()) == {(0, 2): "30", (1, 3): "1"}


def test_all_is_what_whole_says():
    assert inside(drawn(whole=32))[(2, 2)] == "31"
    sheet = drawn(whole=32)
    assert "Empty: no figure. With a number: fewer than 32 provinces." in [
        text.get_text() for text in sheet.fig.texts
    ]


def test_a_number_that_stays_stands_once_in_the_middle_of_its_years():
    row = pd.DataFrame([[30, 30, 30, 31, 30, 29, 0, 29]], index=["R&D"], columns=range(2010, 2018))
    sheet = drawn(row)
    at = [(text.get_position()[0], text.get_text()) for text in sheet.fig.axes[0].texts]
    assert at == [(1.5, "30"), (4.5, "30"), (5.5, "29"), (7.5, "29")]
    (over,) = sheet.fig.axes[0].patches  # one field of the years, with no edge through the number
    assert over.get_bbox().bounds == (0, 0, 3, 1)
    assert to_hex(over.get_facecolor()) == to_hex(sheet.fig.axes[0].collections[0].get_cmap()(30))


def test_a_count_short_of_all_by_one_is_set_off():
    """A number stands for all the fields of its shade."""
    mesh = drawn().fig.axes[0].collections[0]
    shades = [to_hex(shade) for shade in mesh.to_rgba(np.array([30.0, 31.0]))]
    assert shades == ["#b5cfea", "#79a6d6"]


def test_a_long_name_has_lines_and_its_row_their_height():
    names = ["High-tech manufacturing, sales of new products", "R&D"]
    sheet = drawn(pd.DataFrame(31, index=names, columns=range(2010, 2025)))
    texts = {text.get_text(): text_box(text, sheet.height) for text in sheet.fig.texts}
    assert names[0] not in texts
    ax = sheet.fig.axes[0]
    edges = [sheet.page(ax, 0, row)[1] for row in (0, 1, 2)]
    assert edges[2] - edges[1] == pytest.approx(ROW)
    assert edges[1] - edges[0] > ROW + 9
    first, second, own = sorted((one for words, one in texts.items() if edges[0] < one.top
                                 and words not in HEADING.source and "figure" not in words),
                                key=lambda one: one.top)  # fmt: skip
    assert edges[0] <= first.top < first.bottom <= second.top + 1 < second.bottom <= edges[1]
    assert edges[1] <= own.top < own.bottom <= edges[2]


def test_it_needs_no_scrolling_on_a_phone():
    years = pd.DataFrame(31, index=["An indicator " * 6], columns=range(2010, 2025))
    assert "chart-scroll" not in chart(years).html()


def test_more_areas_make_a_darker_field():
    sheet = drawn()
    mesh = sheet.fig.axes[0].collections[0]
    shades = mesh.to_rgba(np.array([1.0, 7.0, 30.0, 31.0]))
    light = shades[:, :3].sum(axis=1)
    assert (np.diff(light) < 0).all()
    assert mesh.get_clim() == (0, 31)


def test_years_stand_over_the_middle_of_their_columns():
    years = list(range(2010, 2025))
    sheet = drawn(pd.DataFrame(31, index=["R&D"], columns=years))
    ax = sheet.fig.axes[0]
    at = {text.get_text(): text_box(text, sheet.height) for text in sheet.fig.texts}
    named = [year for year in years if str(year) in at]
    assert named[-1] == 2024
    assert len(named) >= 3
    for year in named:
        middle = sheet.page(ax, years.index(year) + 0.5, 0)[0]
        assert (at[str(year)].left + at[str(year)].right) / 2 == pytest.approx(middle)
        assert at[str(year)].bottom < sheet.page(ax, 0, 0)[1]


def test_every_row_is_named_at_its_place():
    sheet = drawn()
    at = {text.get_text(): text_box(text, sheet.height) for text in sheet.fig.texts}
    tops = [at[name].top for name in COUNTS.index]
    assert np.diff(tops) == pytest.approx([ROW, ROW])
    ax = sheet.fig.axes[0]
    middle = sheet.page(ax, 0, 0.5)[1]
    assert at["High-tech firms"].top < middle < at["High-tech firms"].bottom
    assert max(at[name].right for name in COUNTS.index) < sheet.page(ax, 0, 0)[0]


def test_no_texts_overlap_and_all_lie_on_the_sheet():
    years = list(range(2010, 2025))
    rows = pd.DataFrame(
        5, index=[f"An indicator with number {n}" for n in range(44)], columns=years
    )
    sheet = drawn(rows)
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for place, box in enumerate(boxes):
        assert box.left >= -0.5
        assert box.right <= sheet.width
        assert not any(box.meets(other) for other in boxes[place + 1 :])


def test_title_unit_years_and_source_are_on_it():
    texts = {node.text for node in ET.fromstring(chart().svg).iter() if node.text}
    assert {HEADING.title, HEADING.subtitle, HEADING.source} <= texts


def test_words_for_who_cannot_see_it():
    assert chart().alt == (
        "3 indicators over 4 years, 2016 to 2019: 6 of 12 fields hold all 31 areas, 4 hold none. "
        "The longest rows have 4 years with a figure, the shortest, Recognised enterprises, 1. "
        "Fewer than 31 areas: High-tech firms 2018 (30); Recognised enterprises 2019 (1)."
    )


def test_counts_that_stay_are_told_once_and_none_where_all_is_whole():
    lasting = pd.DataFrame([[30, 30, 31, 31]], index=["Contracts"], columns=COUNTS.columns)
    assert chart(lasting).alt.endswith("Fewer than 31 areas: Contracts 2016 to 2017 (30).")
    assert "Fewer" not in chart(lasting.replace(30, 31)).alt


def test_the_counts_are_behind_it():
    found = list(csv.reader(io.StringIO(csv_text(chart().data))))
    assert found[0] == ["indicator", "2016", "2017", "2018", "2019"]
    assert found[1] == ["High-tech firms", "31", "0", "30", "31"]
    assert len(found) == 4


def test_a_hostile_name_is_words():
    hostile = COUNTS.rename(index={"R&D": "<script>x</script>"})
    assert "<script" not in chart(hostile).svg
    assert "<script>x</script>" in {node.text for node in ET.fromstring(chart(hostile).svg).iter()}
    assert "<script" not in chart(hostile).html()


def test_a_formula_for_a_name_is_quoted_in_the_csv():
    assert "\n'=1+1," in csv_text(chart(COUNTS.rename(index={"R&D": "=1+1"})).data)


def test_equal_counts_give_equal_bytes_and_stay_as_they_were():
    before = COUNTS.copy(deep=True)
    assert chart().svg == chart().svg
    pd.testing.assert_frame_equal(COUNTS, before)
