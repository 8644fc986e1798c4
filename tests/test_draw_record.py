"""Printed figures drawn: status by fill, qualifier by sign, no year in silence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from laid_out import text_box, texts_of
from matplotlib.colors import to_hex

from helpers.draw.layout import Heading
from helpers.draw.levels import arrange as arrange_levels
from helpers.draw.levels import draw_levels, full_label, levels_chart
from helpers.draw.marks import key_of, marks_from
from helpers.draw.numbers import displayer
from helpers.draw.periods import position
from helpers.draw.record import arrange, draw_record, record_chart
from helpers.draw.style import PAPER, WIDTH, area_style, chart_style

NAN = float("nan")
HEADING = Heading("r", "High-tech enterprises", "enterprises", "Source: stories")
SERIES = pd.DataFrame({"year": [2018, 2019, 2021, 2022], "value": [2288.0, 2600, 4700, 5470]})
POINTS = pd.DataFrame(
    [
        ("2022", 13910, NAN, "actual", "exact", "13,910", False),
        ("2023", 13000, NAN, "target", "over", "more than 13,000", False),
        ("2021", 9000, NAN, "expected", "about", "about 9,000", False),
        ("2020", 7000, 7500, "plan", "range", "7,000 to 7,500", False),
        ("2019", 478, NAN, "actual", "under", "nearly 478", True),
        (None, 872, NAN, "actual", "exact", "872", False),
    ],
    columns=["period", "value", "high", "status", "qualifier", "as_printed", "matched"],
)


def drawn(series=SERIES, points=POINTS, **changes):
    with chart_style("r"):
        return draw_record(*arrange(series, points), HEADING,
                           **{"display": displayer(0), **changes})  # fmt: skip


def chart(series=SERIES, points=POINTS, **changes):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}
    return record_chart(series, points, **{"name": "r", "decimals": 0, **words, **changes})


def marks(sheet, start="mark "):
    found = [x for x in sheet.fig.axes[0].lines if x.get_label().startswith(start)]
    return {x.get_label().removeprefix(start): x for x in found}


def pieces(sheet):
    """Lines and marks set in px of the page."""
    return [artist for artist in sheet.fig.artists if hasattr(artist, "get_marker")]


def fill(line):
    if line.get_fillstyle() != "full":
        return "half"
    return "hollow" if to_hex(line.get_markerfacecolor()) == PAPER else "filled"


def test_status_is_told_by_the_fill():
    found = {label: fill(line) for label, line in marks(drawn()).items()}
    assert found == {
        "13,910 (2022)": "filled",
        "more than 13,000 (2023, target)": "hollow",
        "~ about 9,000 (2021, expected)": "half",
        "7,000 to 7,500 (2020, plan)": "hollow",
        "nearly 478 (year not printed)": "filled",
    }


def test_marks_stand_at_their_period_and_value():
    sheet = drawn()
    places = {
        (float(x.get_xdata()[0]), float(x.get_ydata()[0]))
        for x in sheet.fig.axes[0].lines
        if x.get_label().startswith("mark ")
    }
    assert places == {(2022, 13910), (2023, 13000), (2021, 9000), (2020, 7000), (2020, 7500),
                      (2019, 478)}  # fmt: skip
    bar = marks(sheet, "range ")["7,000 to 7,500 (2020, plan)"]
    assert list(bar.get_ydata()) == [7000, 7500]


def test_the_official_line_has_gaps():
    line = marks(drawn(), "series")[""]
    assert list(line.get_xdata()) == [2018, 2019, 2020, 2021, 2022]
    assert np.isnan(line.get_ydata()[2])


def test_the_official_line_is_cut_at_a_break():
    line = marks(drawn(breaks=[(2022, "new rule")]), "series")[""]
    assert list(line.get_xdata()) == [2018, 2019, 2020, 2021, 2021.5, 2022]
    assert [np.isnan(value) for value in line.get_ydata()] == [
        False,
        False,
        True,
        False,
        True,
        False,
    ]
    assert [line.get_ydata()[place] for place in (0, 1, 3, 5)] == [2288, 2600, 4700, 5470]
    # of the figures behind it the cut is none
    assert list(chart(breaks=[(2022, "new rule")]).data["period"])[:5] == [
        "2018", "2019", "2020", "2021", "2022"
    ]  # fmt: skip


def test_more_than_points_up_and_nearly_points_down():
    sheet = drawn()
    ax = sheet.fig.axes[0]
    heads = [x for x in pieces(sheet) if x.get_marker() in ("^", "v")]
    for value, at, marker in ((13000, 2023, "^"), (478, 2019, "v")):
        x, y = sheet.page(ax, at, value)
        head = next(
            h for h in heads if abs(h.get_xdata()[0] - x) < 0.5 and abs(h.get_ydata()[0] - y) < 20
        )
        assert head.get_marker() == marker
        assert (head.get_ydata()[0] < y) == (marker == "^")


@pytest.mark.parametrize(
    ("qualifier", "marker", "said"),
    [("over", "^", "over 500"), ("at_least", "^", "at least 500"), ("under", "v", "under 500"),
     ("about", None, "~ about 500"), ("exact", None, "500")],
)  # fmt: skip
def test_what_is_printed_without_words_is_said_by_its_qualifier(qualifier, marker, said):
    point = POINTS.head(1).assign(value=500, qualifier=qualifier, as_printed="")
    sheet = drawn(points=point)
    assert list(marks(sheet)) == [f"{said} (2022)"]
    (own,) = marks(sheet).values()
    _, y = sheet.page(sheet.fig.axes[0], own.get_xdata()[0], 500)
    heads = [x for x in pieces(sheet) if x.get_marker() in ("^", "v")
             and 0 < abs(x.get_ydata()[0] - y) < 20]  # fmt: skip
    assert [head.get_marker() for head in heads] == ([marker] if marker else [])


def test_a_matched_year_has_a_dotted_ring():
    sheet = drawn()
    ax = sheet.fig.axes[0]
    rings = [patch for patch in sheet.fig.artists if hasattr(patch, "get_radius")]
    centres = [patch.center for patch in rings]
    x, y = sheet.page(ax, 2019, 478)
    assert any(abs(cx - x) < 0.5 and abs(cy - y) < 0.5 for cx, cy in centres)
    assert all(ring.get_linestyle() != "solid" for ring in rings)
    assert len(rings) == 2  # the point's and the key's


def test_what_has_no_year_is_listed_not_placed():
    sheet = drawn()
    assert "Not on the axis, for want of a year: 872 (year not printed)." in texts_of(sheet)
    assert not any("872" in label for label in marks(sheet))


def test_the_key_explains_only_what_is_used():
    said = texts_of(drawn())
    assert {"official record", "result", "expected", "target or plan",
            "printed as “more than” or “at least”", "printed as a range"} <= set(said)  # fmt: skip
    few = texts_of(drawn(points=POINTS.head(1)))
    assert "result" in few
    assert not {"expected", "target or plan", "printed as a range"} & set(few)
    assert key_of([]) == []


def test_every_point_is_labelled_and_labels_do_not_overlap():
    sheet = drawn()
    told = " ".join(texts_of(sheet))
    for label in POINTS["as_printed"]:
        assert label in told
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for place, box in enumerate(boxes):
        assert box.right <= WIDTH + 2
        hits = [other for other in boxes[place + 1 :] if box.meets(other)]
        assert all(min(box.bottom, o.bottom) - max(box.top, o.top) < 1.5 for o in hits)


def test_a_label_without_room_becomes_a_letter_that_is_explained():
    many = pd.DataFrame(
        {"period": "2022", "value": [13000 + n for n in range(25)], "status": "actual",
         "qualifier": "exact", "as_printed": [f"figure number {n} of many" for n in range(25)]}
    )  # fmt: skip
    sheet = drawn(points=many)
    told = " ".join(texts_of(sheet))
    assert all(f"figure number {n} of many" in told for n in range(25))
    assert "a: figure number" in told


def test_a_label_without_room_is_set_narrower_before_it_becomes_a_letter():
    """A point at the right, below a line that rises steeply: 118 px are not free, 66 are."""
    steep = pd.DataFrame({"year": range(2012, 2025), "value": [10.0] * 9 + [60, 100, 135, 175]})
    late = pd.DataFrame(
        {"period": ["2021"], "value": [60.0], "status": "expected", "qualifier": "over",
         "as_printed": ["exceed 60 billion yuan"]}
    )  # fmt: skip
    told = texts_of(drawn(steep, late, breaks=[(2021, "practice changed")]))
    assert " ".join(told).count("exceed 60 billion") == 1
    assert not any(line.startswith("a: ") or line == "a" for line in told)


def test_points_wear_the_colour_of_their_area():
    sheet = drawn(area="410000", marked=["430000", "410000"])
    color = area_style("410000", ["430000", "410000"]).color
    assert {x.get_markeredgecolor() for x in marks(sheet).values()} == {color}


def test_words_without_printed_ones_come_from_the_number():
    bare = POINTS.assign(as_printed="")
    told = " ".join(texts_of(drawn(points=bare)))
    for phrase in ("over 13,000", "~ about 9,000", "7,000 to 7,500", "under 478"):
        assert phrase in told


def test_words_for_who_cannot_see_it():
    assert chart(breaks=[(2021, "new rule")]).alt == (
        "Official record, enterprises: 2018 2,288 to 2019 2,600, 2021 4,700 to 2022 5,470, gaps "
        "in 2020. "
        "Figures from stories: 13,910 (2022); more than 13,000 (2023, target); "
        "about 9,000 (2021, expected); 7,000 to 7,500 (2020, plan); nearly 478 (year not printed); "
        "872 (year not printed). Break from 2021: new rule."
    )


def test_the_figures_behind_it_tell_record_from_story():
    data = chart().data
    assert list(data["figure"].unique()) == ["official record", "story"]
    assert len(data) == 5 + 6
    assert list(data["period"])[:2] == ["2018", "2019"]


def test_either_table_may_be_empty():
    assert "<svg" in chart(series=SERIES.head(0)).svg
    assert "<svg" in chart(points=POINTS.head(0)).svg
    assert "No figures to draw." in chart(SERIES.head(0), POINTS.tail(1)).svg


def test_faults_are_told():
    for column, cell in (("status", "hoped"), ("qualifier", "perhaps")):
        with pytest.raises(ValueError, match=f"{column} holds {cell}; allowed"):
            chart(points=POINTS.assign(**{column: cell}))
    with pytest.raises(ValueError, match="is no period"):
        chart(points=POINTS.assign(period="soon"))
    with pytest.raises(ValueError, match="from low to high"):
        marks_from(POINTS.assign(high=1), "a chart")
    assert position("2022") == 2022


LEVELS = pd.DataFrame(
    [
        ("Hunan, 2022", 13910, NAN, "actual", "exact", "13,910", "430000", False),
        ("Hunan, 2023", 13000, NAN, "target", "over", "more than 13,000", "430000", False),
        ("Henan", 8000, NAN, "expected", "at_least", "at least 8,000", "410000", False),
        ("Huangshi, 2022", 355, 478, "actual", "range", "", "420200", False),
        ("Wuhan, 2022", 11000, NAN, "plan", "under", "nearly 11,000", "420100", True),
        ("Sichuan, 2021", NAN, NAN, "actual", "exact", "", "510000", False),
    ],
    columns=["label", "value", "high", "status", "qualifier", "as_printed", "area", "matched"],
)


def levels(rows=LEVELS, **changes):
    with chart_style("r"):
        return draw_levels(arrange_levels(rows), HEADING, **{
            "marked": ["430000", "410000"], "display": displayer(0), **changes
        })  # fmt: skip


def test_levels_say_year_and_city():
    assert full_label("Hunan, 2022", "430000") == "Hunan, 2022"
    assert full_label("Henan", "410000") == "Henan (year not printed)"
    assert full_label("Huangshi, 2022", "420200") == "Huangshi (city), 2022"
    assert full_label("Wuhan, 2022", "420100", True) == "Wuhan (city), 2022 (year not printed)"
    assert full_label("Wuhan (city), 2022", "420100") == "Wuhan (city), 2022"


def test_levels_stand_at_their_values_with_the_same_marks():
    sheet = levels()
    found = [
        (x.get_label(), float(x.get_xdata()[0]), float(x.get_ydata()[0]), fill(x))
        for x in sheet.fig.axes[0].lines
        if x.get_label().startswith("mark ")
    ]
    assert found == [
        ("mark 0", 13910, 0, "filled"),
        ("mark 1", 13000, 1, "hollow"),
        ("mark 2", 8000, 2, "half"),
        ("mark 3", 355, 3, "filled"),
        ("mark 3", 478, 3, "filled"),
        ("mark 4", 11000, 4, "hollow"),
    ]
    assert "no figure" in texts_of(sheet)
    assert ">" in {x.get_marker() for x in pieces(sheet)}


def test_levels_texts_do_not_overlap():
    sheet = levels()
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for place, box in enumerate(boxes):
        assert box.left >= -0.5
        assert box.right <= WIDTH
        hits = [other for other in boxes[place + 1 :] if box.meets(other)]
        assert all(min(box.bottom, o.bottom) - max(box.top, o.top) < 1.5 for o in hits)


def test_levels_words():
    found = levels_chart(LEVELS, name="l", title="T", subtitle="enterprises", source="s",
                         marked=["430000"], decimals=0)  # fmt: skip
    assert found.alt == (
        "Figures of different years side by side, enterprises. Hunan, 2022: 13,910; "
        "Hunan, 2023: more than 13,000 (target); "
        "Henan (year not printed): at least 8,000 (expected); "
        "Huangshi (city), 2022: 355 to 478; "
        "Wuhan (city), 2022 (year not printed): nearly 11,000 (plan); Sichuan, 2021: no figure."
    )
    assert list(found.data["label"])[3] == "Huangshi (city), 2022"
