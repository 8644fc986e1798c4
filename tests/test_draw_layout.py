"""Text, places, scales and the look: what every chart is laid out with."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from laid_out import box_of, middle_of, text_box, texts_of

from helpers.draw.axes import arrange_breaks, draw_x_axis, draw_y_axis, draw_years
from helpers.draw.layout import Heading, new_sheet
from helpers.draw.place import Box, Spot, leader, place_labels, spread
from helpers.draw.scale import apply_scale, choose_scale, rank_scale, tick_words
from helpers.draw.style import (
    OTHER,
    OTHER_LINE,
    PAPER,
    SOFT,
    WIDTH,
    area_style,
    chart_style,
    contrast,
    ink_on,
    luminance,
)
from helpers.draw.tiles import SHADES
from helpers.draw.words import clean_words, fits, text_width, wrap, wrap_bracket
from helpers.language import speaking
from helpers.language.phrases import listed
from helpers.traces import traced, untraced

NAN = float("nan")
DATA = pd.DataFrame({"value": [1.0]})


def test_wrap_keeps_every_word_and_the_width():
    words = "R&D expenditure of industrial enterprises above designated size " * 3
    lines = wrap(words, 200, 10)
    assert " ".join(lines) == clean_words(words)
    assert all(text_width(line, 10) <= 200 for line in lines)


def test_wrap_breaks_chinese_between_signs_but_not_before_a_comma():
    words = "全国科技经费投入统计公报，首次发布数"
    lines = wrap(words, 100, 10)
    assert "".join(lines) == words
    assert all(text_width(line, 10) <= 100 for line in lines)
    assert not any(line.startswith("，") for line in lines)


def test_wrap_breaks_a_word_that_is_wider_than_the_line():
    assert "".join(wrap("x" * 90, 100, 10)) == "x" * 90


def test_a_number_keeps_its_trace_where_its_unit_finds_no_room():
    """Five squares, four digits, a comma and a bracket are 72 px and more; without 元 they fit."""
    with speaking("zh"):
        lines = wrap("[" + traced("超过2,924亿元", "where from") + "]", 70, 10)
    assert list(map(untraced, lines)) == ["[超过2,924亿", "元]"]
    assert lines[0] != untraced(lines[0])


def test_wrap_keeps_together_what_is_one_thing():
    words = "R&D personnel per 10,000 people; ranks, of which 1 is best"
    for width in range(80, 400, 7):
        lines = wrap(words, width, 10)
        assert " ".join(lines) == words
        for one in ("10,000 people", "1 is best"):
            assert any(one in line for line in lines), (width, lines)
    assert wrap("10,000 people", 40, 10) != ["10,000 people"]  # there is no room for both


def test_wrap_bracket_keeps_the_bracket_whole():
    assert wrap_bracket("more than 13,000 (2022, target)", 120, 10) == [
        "more than 13,000", "(2022, target)"
    ]  # fmt: skip
    assert wrap_bracket("short (2022)", 200, 10) == ["short (2022)"]


def test_clean_words_drops_what_xml_cannot_hold():
    assert clean_words("a\x00b\n c\u2028d\ufffe") == "ab c d"


def test_chinese_needs_no_font_to_be_measured():
    assert text_width("湖南", 10) == 20


def test_listed():
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_spread_keeps_gaps_order_and_bounds():
    chance = random.Random(7)
    for _ in range(200):
        wanted = [chance.uniform(0, 100) for _ in range(chance.randint(1, 7))]
        placed = spread(wanted, 13, 0, 100)
        ordered = sorted(placed)
        assert all(b - a >= 13 - 1e-9 for a, b in pairwise(ordered))
        assert ordered[0] >= -1e-9
        assert ordered[-1] <= 100 + 1e-9
        ranks = sorted(range(len(wanted)), key=lambda i: wanted[i])
        assert ranks == sorted(range(len(wanted)), key=lambda i: (placed[i], wanted[i]))


def test_spread_leaves_alone_what_is_apart_and_shrinks_when_full():
    assert spread([10, 50, 90], 13, 0, 100) == [10, 50, 90]
    assert spread([5, 5, 5], 13, 0, 10) == [0, 5, 10]
    assert spread([], 13, 0, 10) == []


def test_labels_do_not_meet_each_other_marks_or_walls():
    chance = random.Random(3)
    frame, wall = Box(0, 0, 400, 250), Box(199, 0, 201, 250)
    spots = [
        Spot(chance.uniform(20, 380), chance.uniform(20, 230), 5, 60, 11, must=True)
        for _ in range(15)
    ]
    boxes = place_labels(spots, frame, walls=[wall])
    placed = [box for box in boxes if box is not None]
    assert len(placed) >= 13
    for place, box in enumerate(placed):
        assert box.within(frame)
        assert not box.meets(wall)
        assert not any(box.meets(other) for other in placed[place + 1 :])
        assert not any(box.meets(Box(s.x - 5, s.y - 5, s.x + 5, s.y + 5)) for s in spots)
    assert boxes == place_labels(spots, frame, walls=[wall])


def test_a_label_without_room_is_none_and_nearby_ones_have_no_leader():
    spot = Spot(5, 5, 3, 60, 11, must=True)
    assert place_labels([spot], Box(0, 0, 20, 20)) == [None]
    assert place_labels([], Box(0, 0, 20, 20)) == []
    assert leader(0, 0, 5, Box(8, -5, 60, 5)) is None
    assert leader(0, 0, 5, Box(30, -5, 60, 5)) == pytest.approx((6, 0, 30, 0))


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ([0.2, 6.8], "linear", ""),
        ([0.0, 5000], "linear", ""),
        ([-3, 5000], "linear", ""),
        ([10, 1000], "linear", ""),
        ([10, 1001], "log", "log scale"),
        ([96, 98], "linear", "axis does not start at 0"),
        ([-96, -98], "linear", "axis does not start at 0"),
        ([NAN, 3.0], "linear", ""),
    ],
)
def test_scale_is_log_over_two_orders_and_says_what_it_must(values, kind, words):
    scale = choose_scale(values)
    assert (scale.kind, scale.words) == (kind, words)
    known = [value for value in values if value == value]
    assert scale.low <= min(known)
    assert max(known) <= scale.high
    assert len(scale.ticks) <= 6
    assert scale.from_zero == (kind == "linear" and not words)


def test_a_single_value_starts_at_zero_or_says_so():
    scale = choose_scale([5.0])
    assert scale.from_zero or scale.words
    assert choose_scale([]).ticks == ()


def test_a_log_axis_may_be_ruled_out():
    assert choose_scale([10, 1001], log=False).kind == "linear"


def test_tick_words_share_their_decimals():
    assert tick_words(choose_scale([0, 1.1])) == ["0.00", "0.25", "0.50", "0.75", "1.00"]
    assert tick_words(choose_scale([0.05, 2000])) == ["0.1", "1", "10", "100", "1,000"]
    assert "5 million" in tick_words(choose_scale([0, 1.1e7]))
    assert {"−50", "0", "50"} < {*tick_words(choose_scale([-60, 60]))}  # no hyphens


def test_ticks_in_chinese_count_by_ten_thousand_and_by_a_hundred_million(chinese):
    assert tick_words(choose_scale([0, 1.1e7])) == ["0", "250万", "500万", "750万", "1,000万"]
    assert tick_words(choose_scale([0, 4.1e8])) == ["0", "1亿", "2亿", "3亿", "4亿"]
    assert tick_words(choose_scale([1_823, 1_202_365])) == ["1万", "10万", "100万"]
    assert tick_words(choose_scale([0, 18_000])) == ["0", "5,000", "10,000", "15,000"]


def test_an_axis_starts_at_zero_unless_its_values_crowd_far_from_it():
    assert choose_scale([55, 100]).low == 0
    assert choose_scale([65, 100]).low > 0
    assert choose_scale([-100, -55]).high == 0
    assert choose_scale([-100, -65]).high < 0


@pytest.mark.parametrize(
    ("whole", "ticks"),
    [(31, (1, 10, 20, 31)), (30, (1, 10, 20, 30)), (22, (1, 10, 20, 22)), (21, (1, 10, 21)),
     (10, (1, 10)), (5, (1, 5)), (1, (1,))],
)  # fmt: skip
def test_an_axis_of_places_names_the_first_the_last_and_tens_that_have_room(whole, ticks):
    scale = rank_scale(whole)
    assert scale.ticks == ticks
    assert tick_words(scale) == [str(tick) for tick in ticks]
    assert (scale.low, scale.high) == (0.5, whole + 0.5)


@pytest.mark.parametrize("scale", [choose_scale([0, 42]), choose_scale([3, 4000]), rank_scale(31)])
def test_a_tick_is_named_where_its_value_lies(scale):
    with chart_style("x"):
        sheet = new_sheet(Heading("x", "T", "s", "Source"), 220)
        across, up = (sheet.axes(60, sheet.top + top, 240, 90) for top in (0, 110))
        apply_scale(across, "x", scale)
        draw_x_axis(sheet, across, scale)
        texts = len(sheet.fig.texts)
        for tick, words in zip(scale.ticks, tick_words(scale), strict=True):
            assert middle_of(sheet, words).x == pytest.approx(sheet.page(across, tick, 0)[0])
        apply_scale(up, "y", scale)
        draw_y_axis(sheet, up, scale)
        del sheet.fig.texts[:texts]
        for tick, words in zip(scale.ticks, tick_words(scale), strict=True):
            assert middle_of(sheet, words).y == pytest.approx(sheet.page(up, 0, tick)[1], abs=2)
            assert box_of(sheet, words).right < 60


def test_marked_colours_are_readable_and_told_apart():
    marked = [f"{n}" for n in range(8)]
    looks = [area_style(area, marked) for area in marked]
    assert all(contrast(look.color, PAPER) >= 4.5 for look in looks)
    assert len({look.color for look in looks}) == 8
    assert len({look.marker for look in looks[:7]}) == 7
    assert area_style("3", marked) == area_style("3", marked[:4])
    assert not area_style("x", marked).marked
    assert min(contrast(grey, PAPER) for grey in (OTHER, OTHER_LINE)) >= 3
    assert contrast(SOFT, PAPER) >= 4.5


def test_more_areas_than_colours_still_differ():
    marked = [f"{n}" for n in range(31)]
    assert len({(s.color, s.marker) for s in (area_style(a, marked) for a in marked)}) == 31


def test_shades_darken_and_carry_readable_text():
    lights = [luminance(shade) for shade in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert all(contrast(shade, ink_on(shade)) >= 4.5 for shade in SHADES)


def test_heading_and_source_stand_whole_on_the_sheet():
    heading = Heading("x", "A long title " * 12, "unit · 2024", "Source: a long name " * 12)
    with chart_style("x"):
        sheet = new_sheet(heading, 100, ["A note.", ""])
    texts = texts_of(sheet)
    assert " ".join(texts) == clean_words(
        f"{heading.title} {heading.subtitle} A note. {heading.source}"
    )
    for text in sheet.fig.texts:
        box = text_box(text, sheet.height)
        assert box.within(Box(-1, 0, WIDTH, sheet.height))
        assert box.bottom <= sheet.top or box.top >= sheet.bottom


def test_break_labels_never_overlap():
    breaks = [(2012, "first words"), (2013, "second words, longer"), (2023, "last words")]
    arranged = arrange_breaks([*breaks, (2040, "outside"), (2011, "before the first year")],
                              2011, 2024, 30, 330)  # fmt: skip
    assert [label.x for label in arranged] == [2011.5, 2012.5, 2022.5]
    assert arranged[0].row != arranged[1].row
    assert not arranged[2].rightward


WIDE, NARROW = "AVTLYWPFawoyvfijr.,-' ", "abcdefghijklmnopqrstuvwxyzMW%@|0123456789 "


@pytest.mark.parametrize("letters", [WIDE, NARROW, "é·中 Ab"])
@pytest.mark.parametrize("bold", [False, True])
def test_what_fits_is_at_most_as_wide_as_the_room(letters, bold):
    chance = random.Random(f"{letters}{bold}")
    for _ in range(150):
        words = "".join(chance.choices(letters, k=chance.randint(1, 60))).strip()
        width = text_width(words, 10, bold)
        for room in (width - 0.1, width, width + 0.1, width + 4, 2 * width, width + 20):
            assert fits(words, room, 10, bold) == (width <= room), (words, room)


def test_no_line_in_chinese_ends_on_an_opening_bracket():
    words = "高新技术企业（当年认定）数量“创新”平台《公报》（一）（二）"
    for width in range(42, 200, 3):
        lines = wrap(words, width, 10)
        assert "".join(lines) == words
        assert not any(line[-1] in "（“《" for line in lines[:-1]), (width, lines)
        assert not any(line[0] in "）”》" for line in lines), (width, lines)
    assert wrap("甲 (2022（b）", 300, 10) == ["甲 (2022（b）"]


def test_a_number_in_chinese_stays_with_its_unit_and_marks_with_the_word_before_them():
    words = "2021年预计：超过1,000亿元，第12位（吉林、广西），增0.59个百分点"
    whole = ("2021年", "1,000亿元，", "第12位", "林、", "0.59个百分点")
    for text in (words, traced(words, "x")):
        for width in range(90, 300, 3):
            lines = [untraced(line) for line in wrap(text, width, 10)]
            assert "".join(lines) == words
            if text == words:
                assert all(any(one in line for line in lines) for one in whole), (width, lines)
            assert not any(line[0] in "、，）元位" for line in lines), (width, lines)


def test_the_line_of_a_break_runs_through_no_words():
    """Each line rises to the row of its own words: what stands over it must stand higher."""
    breaks = [(2021, "practice changed in some provinces (Jilin, Guangxi)"), (2023, "sums clear")]
    arranged = arrange_breaks(breaks, 2012, 2024, 26, 270)
    assert [label.x for label in arranged] == [2020.5, 2022.5]
    first, second = arranged  # the words of both stand left of their lines; 244 px are 12 years
    reach = max(text_width(words, 10) for words in second.lines)
    assert not second.rightward
    assert reach > (2022.5 - 2020.5) / 12 * 244, "the second's words do not stand over the first"
    assert second.row + len(second.lines) <= first.row


def test_words_of_a_break_end_before_the_line_of_another_where_there_is_room():
    """The first's words stand right of its line, the second's left: 180 px lie between them."""
    words = "a long sentence on what has changed from this year on in many provinces at once"
    first, second = arrange_breaks([(2019, words), (2024, words)], 2018, 2024, 40, 256)
    assert (first.rightward, second.rightward) == (True, False)  # lines at 58 and 238 px
    for label in (first, second):
        assert max(text_width(line, 10) for line in label.lines) <= 180 - 4
    upper, lower = sorted((first, second), key=lambda label: label.row)
    assert lower.row > upper.row + len(upper.lines), "the words of both read as one paragraph"


def test_a_label_does_not_stand_as_near_to_another_mark_as_to_its_own():
    """Right of the first mark there is just room before the second, so it stands at the left."""
    spots = [Spot(100, 50, 4, 40, 11), Spot(155, 50, 4, 20, 11)]
    first, second = place_labels(spots, Box(0, 0, 300, 100))
    assert 155 - 4 - (100 + 4 + 3 + 40) == 4  # px between the label and the second mark
    assert first.right < 100
    assert second.left > 155
    # where every other side is closed, it has none, or that place if it must be named
    closed = [Box(0, 0, 97, 100), Box(0, 0, 300, 44), Box(0, 56, 300, 100)]
    first, _ = place_labels(spots, Box(0, 0, 300, 100), closed)
    assert first is None
    first, _ = place_labels([replace(spots[0], must=True), spots[1]], Box(0, 0, 300, 100), closed)
    assert first.left == 107


@pytest.mark.parametrize(
    ("first", "last", "room", "named"),
    [
        (2012, 2024, 420, [2012, 2014, 2016, 2018, 2020, 2022, 2024]),
        (2012, 2023, 330, [2013, 2015, 2017, 2019, 2021, 2023]),  # eleven years have no even steps
        (2012, 2023, 200, [2014, 2017, 2020, 2023]),
        (1997, 2024, 165, [1997, 2004, 2014, 2024]),  # and 1997 has room beside 2004
        (2015, 2024, 200, [2015, 2018, 2021, 2024]),
        (2016, 2023, 300, [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023]),
        (2020, 2020, 100, [2020]),
    ],
)
def test_years_are_named_at_even_steps_back_from_the_last(first, last, room, named):
    with chart_style("x"):
        sheet = new_sheet(Heading("x", "T", "s", "Source"), 100)
        ax = sheet.axes(10, sheet.top, room, 50)
        ax.set_xlim(first, last if last > first else first + 1)
        draw_years(sheet, ax, first, last)
    years = [text.get_text() for text in sheet.fig.texts if text.get_text().isdigit()]
    assert years == [str(year) for year in named]


@pytest.mark.parametrize(
    ("first", "last", "room", "named"),
    [
        (2012, 2023, 204, [2012, 2014, 2017, 2020, 2023]),  # two years of 18 px hold a label
        (2012, 2023, 330, [2012, 2015, 2017, 2019, 2021, 2023]),  # one of 30 px would be tight
        (2020, 2020, 100, [2020]),
    ],
)
def test_both_ends_are_named_where_they_must_be(first, last, room, named):
    with chart_style("x"):
        sheet = new_sheet(Heading("x", "T", "s", "Source"), 100)
        ax = sheet.axes(10, sheet.top, room, 50)
        ax.set_xlim(first, last if last > first else first + 1)
        draw_years(sheet, ax, first, last, both_ends=True)
    years = [text.get_text() for text in sheet.fig.texts if text.get_text().isdigit()]
    assert years == [str(year) for year in named]


def test_a_sheet_wider_than_a_phone_scrolls_in_a_box_that_the_keyboard_reaches():
    with chart_style("x"):
        narrow, wide = (
            new_sheet(Heading("x", "T", "s", "Source"), 30, width=width).chart("Words.", DATA)
            for width in (WIDTH, WIDTH + 100)
        )
    assert "chart-scroll" not in narrow.html()
    figure = ET.fromstring(wide.html())
    box = figure.find("div[@class='chart-scroll']")
    assert figure.get("class") == "chart wide"
    assert (box.get("tabindex"), box.get("role")) == ("0", "region")
    assert box.get("aria-labelledby") == figure.find("p").get("id")
    # ten px of text are at least 11 on the page: the picture is never smaller than 1.1 times
    assert "min-width:495px" in box.find("svg").get("style")
    assert "min-width" not in narrow.html()
