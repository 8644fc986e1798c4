"""The trend chart: lines through their values, gaps as gaps, labels apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from laid_out import text_box, texts_of

from helpers.draw.layout import Heading
from helpers.draw.numbers import displayer
from helpers.draw.style import WIDTH, chart_style
from helpers.draw.trend import arrange, draw_trend, trend_chart, unbroken

NAN = float("nan")
MARKED = ["430000", "410000"]
HEADING = Heading("t", "R&D", "% of GDP", "Source: NBS")


def frame():
    rows = []
    for area, name, role, start in (
        ("100000", "China", "nation", 2.0),
        ("430000", "Hunan", "marked", 1.9),
        ("410000", "Henan", "marked", 1.88),
        ("110000", "Beijing", "other", 6.0),
        ("540000", "Tibet", "other", 0.2),
    ):
        rows += [
            (area, name, year, start + 0.1 * (year - 2015), role) for year in range(2015, 2021)
        ]
    table = pd.DataFrame(rows, columns=["area", "area_name", "year", "value", "role"])
    table.loc[(table["area"] == "430000") & (table["year"] == 2017), "value"] = NAN
    return table[~((table["area"] == "540000") & (table["year"] == 2018))]


def drawn(table=None, marked=MARKED, **changes):
    with chart_style("t"):
        return draw_trend(arrange(frame() if table is None else table, marked), HEADING,
                          marked=marked, display=displayer(2), **changes)  # fmt: skip


def chart(table=None, **changes):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}
    settings = {"name": "t", "marked": MARKED, "decimals": 2, **words}
    return trend_chart(frame() if table is None else table, **{**settings, **changes})


def line(sheet, label):
    return next(line for line in sheet.fig.axes[0].lines if line.get_label() == label)


def others(sheet):
    return next(c for c in sheet.fig.axes[0].collections if c.get_label() == "others")


def test_lines_run_through_their_values():
    years, values = line(drawn(), "410000").get_data()
    assert list(years) == list(range(2015, 2021))
    assert values == pytest.approx([1.88, 1.98, 2.08, 2.18, 2.28, 2.38])


def test_a_gap_is_a_gap():
    values = line(drawn(), "430000").get_data()[1]
    assert np.isnan(values[2])
    assert not np.isnan(np.delete(values, 2)).any()


def test_a_year_that_is_not_listed_breaks_a_grey_line_too():
    runs = [[tuple(point) for point in path.vertices] for path in others(drawn()).get_paths()]
    tibet = [run for run in runs if run[0][1] < 1]
    assert [[year for year, _ in run] for run in tibet] == [[2015, 2016, 2017], [2019, 2020]]


def test_a_line_is_cut_at_a_break():
    """Nothing joins 2017 to 2018, the first year of the new definition; no value is lost."""
    sheet = drawn(breaks=[(2018, "item redefined")])
    for area, start in (("410000", 1.88), ("100000", 2.0)):
        years, values = line(sheet, area).get_data()
        assert list(years) == [2015, 2016, 2017, 2017.5, 2018, 2019, 2020]
        assert np.isnan(values[3])
        kept = [start + step / 10 for step in range(6)]
        assert np.delete(values, 3) == pytest.approx(kept)
    runs = [[tuple(point) for point in path.vertices] for path in others(sheet).get_paths()]
    beijing = [[year for year, _ in run] for run in runs if run[0][1] > 5]
    assert beijing == [[2015, 2016, 2017], [2018, 2019, 2020]]


def test_a_break_outside_the_years_cuts_nothing():
    sheet = drawn(breaks=[(2015, "with the first year"), (2030, "far away")])
    years, values = line(sheet, "410000").get_data()
    assert list(years) == list(range(2015, 2021))
    assert not np.isnan(values).any()


def test_one_year_behind_a_break_is_a_dot():
    sheet = drawn(breaks=[(2020, "revised")])
    assert [float(x) for x in line(sheet, "100000 alone").get_data()[0]] == [2020]
    assert 2020 in [float(x) for x in line(sheet, "others alone").get_data()[0]]
    assert "China 2.50" in texts_of(sheet)


def test_a_lone_year_between_gaps_is_a_dot():
    assert unbroken(np.arange(4), np.array([1, NAN, 2, NAN])) == [[(0, 1)], [(2, 2)]]
    table = frame()
    table.loc[(table["area"] == "110000") & table["year"].isin([2016, 2018]), "value"] = NAN
    alone = line(drawn(table), "others alone").get_data()
    assert [float(x) for x in alone[0]] == [2015, 2017]


def test_a_marked_line_has_its_mark_where_a_run_begins_and_ends():
    """Henan has every year, and 2018 is on a new basis; Hunan has no figure of 2017."""
    sheet = drawn(breaks=[(2018, "revised")])
    for area, ends in (("410000", [2015, 2017, 2018, 2020]), ("430000", [2015, 2016, 2018, 2020])):
        own = line(sheet, area)
        assert [float(own.get_xdata()[at]) for at in own.get_markevery()] == ends


def test_the_nation_is_dashed_and_the_marked_differ():
    sheet = drawn()
    assert line(sheet, "100000").is_dashed()
    assert line(sheet, "430000").get_marker() != line(sheet, "410000").get_marker()
    assert line(sheet, "430000").get_color() != line(sheet, "410000").get_color()


def test_end_labels_are_named_valued_and_apart():
    sheet = drawn()
    labels = [t for t in sheet.fig.texts if t.get_text().startswith(("Hunan ", "Henan ", "China "))]
    assert {t.get_text() for t in labels} == {"Hunan 2.40", "Henan 2.38", "China 2.50"}
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for place, box in enumerate(boxes):
        assert box.right <= WIDTH
        assert not any(box.meets(other) for other in boxes[place + 1 :])
    order = sorted(labels, key=lambda text: text.get_position()[1])
    assert [t.get_text()[:5] for t in order] == ["China", "Hunan", "Henan"]


def test_thirty_one_marked_labels_stay_on_the_sheet():
    table = pd.DataFrame(
        [(f"{n:02d}0000", f"P{n}", year, 1 + n / 100, "marked") for n in range(12)
         for year in (2019, 2020)], columns=["area", "area_name", "year", "value", "role"]
    )  # fmt: skip
    sheet = drawn(table, marked=list(table["area"].unique()))
    boxes = [text_box(t, sheet.height) for t in sheet.fig.texts if t.get_text().startswith("P")]
    assert len(boxes) == 12
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_line_that_ends_early_says_its_year():
    table = frame()
    table = table[~((table["area"] == "410000") & (table["year"] > 2018))]
    assert "Henan 2.18 (2018)" in texts_of(drawn(table))


def test_breaks_stand_before_their_year_with_their_words():
    sheet = drawn(breaks=[(2018, "item redefined"), (2030, "far away")])
    words = texts_of(sheet)
    assert "item redefined" in words
    assert "far away" not in words
    dotted = next(x for x in sheet.fig.artists if x.get_label() == "break 2017.5")
    ax = sheet.fig.axes[0]
    assert dotted.get_xdata()[0] == pytest.approx(sheet.page(ax, 2017.5, 2)[0])
    assert dotted.is_dashed()


def test_log_is_taken_for_wide_spans_and_said():
    table = frame()
    table.loc[table["area"] == "110000", "value"] *= 1000
    sheet = drawn(table)
    assert sheet.fig.axes[0].get_yscale() == "log"
    assert "Log scale" in texts_of(sheet)


def test_words_for_who_cannot_see_it():
    assert chart(breaks=[(2018, "item redefined"), (2030, "far")]).alt == (
        "Line chart, % of GDP, 2015 to 2020: in 2020, 4 areas from 0.70 (Tibet) to 6.50 (Beijing). "
        "Hunan 2015 1.90 to 2016 2.00, 2018 2.20 to 2020 2.40, gaps in 2017; "
        "Henan 2015 1.88 to 2017 2.08, 2018 2.18 to 2020 2.38; "
        "China 2015 2.00 to 2017 2.20, 2018 2.30 to 2020 2.50. Break from 2018: item redefined."
    )


def test_a_marked_area_without_any_figure_is_named():
    table = frame()
    table.loc[table["area"] == "430000", "value"] = NAN
    assert "No figure: Hunan." in texts_of(drawn(table))
    assert "No figure: Hunan." in chart(table).alt


def test_one_year_or_none_is_still_a_chart():
    assert "<svg" in chart(frame().query("year == 2020")).svg
    assert "No figures to draw." in chart(frame().assign(value=NAN)).svg


def test_faults_are_told():
    with pytest.raises(ValueError, match="role holds boss"):
        chart(frame().assign(role="boss"))
    with pytest.raises(ValueError, match="whole years"):
        chart(frame().assign(year=lambda t: t["year"] + 0.5))
    with pytest.raises(ValueError, match="twice there: 100000 2015"):
        chart(pd.concat([frame(), frame().head(1)]))
    with pytest.raises(ValueError, match="410000"):
        chart(marked=["430000"])
