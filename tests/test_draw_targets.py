"""Promises drawn: what was promised, what came, when it was reached; never by colour alone."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pandas as pd
import pytest
from laid_out import middle, text_box, texts_of

from helpers.draw.layout import Heading
from helpers.draw.promise import Promised, draw_promise, promise_chart
from helpers.draw.style import PAPER, WIDTH, chart_style, contrast
from helpers.draw.timeline import draw_timeline, timeline_chart
from helpers.draw.verdicts import COLORS, SIGNS

NAN = float("nan")
HUNAN, HENAN = "430000", "410000"
HEADING = Heading("p", "Henan: R&D intensity", "% of GDP, 2018 to 2023", "Source: the bulletin")
SERIES = pd.DataFrame({"year": range(2018, 2024), "value": [1.40, 1.46, 1.64, 1.73, 1.86, 2.05]})
MISSED = Promised(
    due=2022, level=1.96, high=NAN, status="target", qualifier="over", verdict="missed",
    base_year=None, reached=2023, told="promised for 2022: more than 1.96%", came="came: 1.86%",
    reached_told="2023: 2.05%", reached_way="first reached", summary="Missed: 0.10 points short",
)  # fmt: skip
GROWTH = replace(MISSED, base_year=2021, level=2.02, told="promised: more than 17%")
WORDS = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}


def drawn(promised=MISSED, series=SERIES, **changes):
    with chart_style("p"):
        return draw_promise(series, promised, HEADING, area=HENAN, marked=[HENAN], **changes)


def chart(promised=MISSED, series=SERIES, **changes):
    given = {"name": "p", "area": HENAN, "marked": [HENAN], "decimals": 2, **WORDS}
    return promise_chart(series, promised, **{**given, **changes})


def lines(sheet):
    return {line.get_label(): line for line in sheet.fig.axes[0].lines}


def test_promise_outcome_and_the_year_that_reached_it_stand_at_their_values():
    found = lines(drawn())
    assert found["mark promised"].get_ydata() == [1.96]
    assert list(found["came"].get_xydata()[0]) == [2022, 1.86]
    assert list(found["reached"].get_xydata()[0]) == [2023, 2.05]
    assert list(found["gap"].get_ydata()) == [1.96, 1.86]
    assert "way" not in found


ASIDE = "The promise is drawn left of its year, clear of what came."


@pytest.mark.parametrize(("level", "at", "said"), [(1.96, 2022, False), (1.87, 2021.7, True)])
def test_a_promise_stands_at_its_year_unless_it_would_lie_on_the_outcome(level, at, said):
    sheet = drawn(replace(MISSED, level=level))
    assert list(lines(sheet)["mark promised"].get_xdata()) == [at]
    assert (ASIDE in texts_of(sheet)) == said


def test_a_range_near_the_outcome_at_either_end_stands_aside():
    """1.87 to 2.20: its low end would lie on what came, its high end is far from it."""
    for ends in ((1.87, 2.20), (1.60, 1.85)):
        sheet = drawn(replace(MISSED, level=ends[0], high=ends[1], qualifier="range"))
        assert set(lines(sheet)["mark promised"].get_xdata()) == {2021.7}


def label_boxes(sheet, label):
    """Of a label's lines; the years under the plot are no part of it."""
    return [text_box(text, sheet.height) for text in sheet.fig.texts
            if text.get_ha() != "center" and text.get_text() in label
            and not text.get_text().isdigit()]  # fmt: skip


def apart(box, x, y):
    """Px from a box to a point."""
    return math.dist((x, y), (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)))


def test_a_label_is_beside_its_own_mark_or_has_a_line_to_it():
    for promised in (MISSED, replace(MISSED, level=2.30), replace(GROWTH, reached=None)):
        sheet = drawn(promised)
        told = {promised.told: (2022, promised.level), promised.came: (2022, 1.86)}
        if promised.reached:
            told[promised.reached_told] = (2023, 2.05)
        ends = [list(zip(*line.get_data(), strict=True)) for line in sheet.fig.artists]
        for label, point in told.items():
            mark = sheet.page(sheet.fig.axes[0], *point)
            boxes = label_boxes(sheet, label)
            near = min(apart(box, *mark) for box in boxes) < 20
            leads = any(
                len(line) == 2 and math.dist(line[0], mark) < 12
                and min(apart(box, *line[1]) for box in boxes) < 4
                for line in ends
            )  # fmt: skip
            assert near or leads, label
        promise, outcome = (label_boxes(sheet, told)[0] for told in (promised.told, promised.came))
        assert middle(promise).y < middle(outcome).y  # more was promised than came


def test_the_axes_hold_what_was_promised_and_every_year_of_the_record():
    later = pd.DataFrame({"year": [2024, 2025], "value": [2.1, 2.2]})
    sheet = drawn(replace(MISSED, level=2.60), pd.concat([SERIES, later]))
    ax = sheet.fig.axes[0]
    assert ax.get_xlim() == (2017.5, 2025.5)
    assert ax.get_ylim()[0] <= 1.40
    assert ax.get_ylim()[1] >= 2.60
    # one that is due after the record begins and before it ends keeps its own year
    assert list(lines(sheet)["came"].get_xdata()) == [2022]


def test_the_way_leads_from_the_base_of_a_growth():
    way = lines(drawn(GROWTH))["way"]
    assert way.get_xydata()[0].tolist() == [2021, 1.73]
    assert way.get_ydata()[1] == 2.02


@pytest.mark.parametrize("reached", [None, 2022])
def test_what_was_never_reached_or_in_its_year_has_no_ring(reached):
    found = lines(drawn(replace(MISSED, reached=reached)))
    assert "reached" not in found
    assert "level" not in found


def test_a_break_cuts_the_line_and_is_told():
    sheet = drawn(breaks=[(2021, "practice changed")])
    course = lines(sheet)["series"].get_xydata()
    assert [year for year, value in course if value != value] == [2020.5]
    assert "practice changed" in texts_of(sheet)


def test_the_verdict_is_said_and_every_label_within_the_sheet():
    sheet = drawn()
    assert MISSED.summary in texts_of(sheet)
    assert {"came: 1.86%", "2023: 2.05%", "result"} <= set(texts_of(sheet))
    for text in sheet.fig.texts:
        box = text_box(text, sheet.height)
        assert box.left >= -1
        assert box.right <= WIDTH + 1
        assert box.bottom <= sheet.height


def test_no_label_lies_on_another():
    for promised in (MISSED, GROWTH, replace(MISSED, level=1.87, reached=2023)):
        sheet = drawn(promised)
        boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
        assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_no_label_lies_on_a_dashed_line():
    """From the base of a growth to the promise, and from there to the year that reached it."""
    long = "promised for 2022: more than 17%, more than 2.02% of GDP"
    sheet = drawn(replace(GROWTH, told=long))
    ax, found = sheet.fig.axes[0], lines(sheet)
    boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
    for name in ("way", "level"):
        (x, y), (to_x, to_y) = (sheet.page(ax, *end) for end in found[name].get_xydata())
        for step in range(101):
            across, down = x + (to_x - x) * step / 100, y + (to_y - y) * step / 100
            on = [box for box in boxes if box.left < across < box.right
                  and box.top < down < box.bottom]  # fmt: skip
            assert not on, (name, on)


def test_an_axis_that_does_not_start_at_zero_says_so():
    assert "Axis does not start at 0" in texts_of(drawn())


def test_the_words_for_who_cannot_see_it():
    assert chart().alt == (
        "Missed: 0.10 points short. Official record, % of GDP, 2018 to 2023: 2018 1.40 to 2023 "
        "2.05. Promised for 2022: more than 1.96%; came: 1.86%; first reached: 2023: 2.05%."
    )


def test_the_figures_behind_it():
    data = chart(GROWTH).data
    assert list(data["figure"]) == ["official record"] * 6 + ["promised"]
    last = data.iloc[-1]
    assert (last["year"], last["value"], last["verdict"]) == (2022, 2.02, "missed")
    assert (last["status"], last["qualifier"]) == ("target", "over")
    assert list(data["value"])[:-1] == list(SERIES["value"])
    assert set(data["status"][:-1]) == {"actual"}


def test_equal_figures_give_equal_bytes():
    assert chart().svg == chart().svg


def test_without_an_outcome_there_is_no_chart():
    with pytest.raises(ValueError, match="no figure of 2030"):
        chart(replace(MISSED, due=2030))
    with pytest.raises(ValueError, match="one row for each year"):
        chart(series=pd.concat([SERIES, SERIES]))


# ------------------------------------------------------------------------------- timeline

ROWS = pd.DataFrame(
    [
        ("Henan: intensity", HENAN, "2022-02-11", 2022, "missed", 2023, "missed; reached in 2023"),
        ("Hunan: contracts", HUNAN, "2023-02-26", 2023, "met", None, "met"),
        ("Wuhan: 20 promises", "420100", "2023-01-31", 2023, "undecided", None, "not decidable"),
        ("Hunan: by 2030", HUNAN, "2023-02-26", 2030, "open", None, "still open"),
    ],
    columns=["label", "area", "told_on", "due", "verdict", "reached", "words"],
)
ROWS.insert(3, "told_to", ROWS["told_on"].replace("2023-01-31", "2023-02-26"))
ROWS["told_by"] = "story:s1.1;other:s2.1"


def timeline(rows=ROWS):
    with chart_style("t"):
        return draw_timeline(rows, HEADING, marked=[HUNAN, HENAN])


def artists(sheet, label):
    return [artist for artist in sheet.fig.artists if artist.get_label() == label]


def test_a_promise_runs_from_its_day_to_the_end_of_its_year():
    sheet = timeline(ROWS.iloc[[0, 1]])
    first, second = (line.get_xdata() for line in artists(sheet, "promise"))
    # told in February, 1/8 into 2022 (the month's middle), due at the end: 7/8 of a year
    year = (second[1] - first[1]) / 1  # from the end of 2022 to that of 2023
    assert first[1] - first[0] == pytest.approx(year * 7 / 8)
    (reached,) = artists(sheet, "reached")
    assert reached.get_xdata()[0] - first[1] == pytest.approx(year)  # the end of 2023
    # its verdict stands where it was due, in its own row
    for line, verdict in zip(artists(sheet, "promise"), ("missed", "met"), strict=True):
        sign = artists(sheet, f"verdict {verdict}")[0]
        assert (sign.get_xdata()[0], sign.get_ydata()[0]) == (
            line.get_xdata()[1],
            line.get_ydata()[1],
        )
    # a year is named in its middle, between the lines of its ends
    centred = [text for text in sheet.fig.texts if text.get_ha() == "center"]
    years = {text.get_text(): middle(text_box(text, sheet.height)).x for text in centred}
    assert years["2023"] == pytest.approx(second[1] - year / 2)
    grid = [line.get_xdata()[0] for line in sheet.fig.artists
            if len(set(line.get_xdata())) == 1 and len(line.get_xdata()) == 2]  # fmt: skip
    assert min(abs(x - second[1]) for x in grid) < 0.01


def test_the_words_of_a_promise_never_cross_a_break():
    given = chart(breaks=[(2021, "practice changed")])
    assert "2018 1.40 to 2020 1.64, 2021 1.73 to 2023 2.05" in given.alt
    assert given.alt.endswith("Break from 2021: practice changed.")


def test_every_verdict_has_a_sign_of_its_own_and_a_word():
    sheet = timeline()
    for verdict in SIGNS:
        assert len(artists(sheet, f"verdict {verdict}")) == 2  # its row, and the key
    assert {"met", "missed", "still open", "not decidable"} <= set(texts_of(sheet))
    assert len(set(SIGNS.values())) == 4
    assert all(contrast(color, PAPER) >= 4.5 for color in COLORS.values())


def test_what_was_expected_of_a_past_year_runs_back():
    past = ROWS.iloc[[0]].assign(due=2021, reached=None)
    (line,) = artists(timeline(past), "promise")
    assert line.get_xdata()[1] < line.get_xdata()[0]


def test_the_timeline_in_words_and_its_figures():
    given = timeline_chart(ROWS, name="t", marked=[HUNAN], **WORDS)
    assert given.alt.startswith(
        "Timeline, % of GDP, 2018 to 2023. Henan: intensity: told 2022-02-11, due 2022, missed; "
        "reached in 2023."
    )
    # several, of which the last was told four weeks after the first
    assert "Wuhan: 20 promises: told 2023-01-31 to 2023-02-26, due 2023, not" in given.alt
    assert "Hunan: contracts: told 2023-02-26, due 2023, met" in given.alt
    assert len(given.data) == 4


def test_no_promise_is_said_and_an_unknown_verdict_refused():
    assert "No promises to draw." in texts_of(timeline(ROWS.iloc[:0]))
    with pytest.raises(ValueError, match="kept; allowed: met"):
        timeline_chart(ROWS.assign(verdict="kept"), name="t", marked=[], **WORDS)
