"""Traces inside words: they reach the HTML, and nothing else."""

import pandas as pd

from helpers.draw.chart import csv_text
from helpers.draw.words import text_width, words_html, wrap
from helpers.traces import (
    each_trace,
    first_trace,
    only_trace,
    pieces,
    trace_attribute,
    traced,
    untraced,
)

SENTENCE = f"Hunan {traced('2.62', 'A')} & {traced('9', 'B')}."


def test_words_without_a_trace_stay_as_they_are():
    assert traced("2.62", "") == "2.62"
    assert untraced("2.62 & 9") == "2.62 & 9"
    assert only_trace("2.62") == ("2.62", "")


def test_traces_become_attributes_of_html():
    assert words_html(SENTENCE) == (
        'Hunan <span data-claim="A">2.62</span> &amp; <span data-claim="B">9</span>.'
    )


def test_a_trace_that_spans_all_is_told_apart_from_one_that_does_not():
    assert only_trace(traced("2.62", "A")) == ("2.62", "A")
    assert only_trace(SENTENCE) == (SENTENCE, "")


def test_a_csv_and_a_width_know_nothing_of_traces():
    assert untraced(SENTENCE) == "Hunan 2.62 & 9."
    assert csv_text(pd.DataFrame({"finding": [SENTENCE]})) == "finding\nHunan 2.62 & 9.\n"
    assert text_width(traced("2.62", "A" * 50), 11) == text_width("2.62", 11)


def test_a_trace_cannot_leave_its_attribute():
    assert trace_attribute('"><script>&') == ' data-claim="&quot;&gt;&lt;script&gt;&amp;"'


def test_torn_signs_of_a_trace_vanish():
    whole = traced("2.62", "A")
    for torn in (whole[1:], whole[:-1], whole.replace("\ue0f1", "")):
        assert not set(untraced(torn)) & set("\ue0f0\ue0f1\ue0f2")
        assert not set(words_html(torn)) & set("\ue0f0\ue0f1\ue0f2")


def test_a_label_over_several_lines_keeps_the_trace_where_the_number_stands():
    words = traced("114.3 billion yuan", "A")
    lines = wrap(f"Henan {words} in 2022", 80, 11)
    assert [untraced(line).strip() for line in lines] == ["Henan 114.3", "billion yuan in", "2022"]
    assert [first_trace(line) for line in lines] == ["A", "", ""]


def test_what_stands_right_before_a_number_stays_with_it():
    """超过12%: a line that ended within it would show 过12% where 超过12% is claimed."""
    assert pieces(f"至{traced('超过12%', 'a')}") == ["至", traced("超过12%", "a")]
    assert pieces(traced("31个省份中第8位", "b")) == [
        traced("31", "b"), "个", "省", traced("份中第8", "b"), "位",
    ]  # fmt: skip
    assert pieces(traced("约，8", "c")) == ["约", "，", traced("8", "c")]


def test_each_trace_has_its_own_words_and_those_between():
    words = f"rank {traced('8', 'a')} of {traced('31', 'a')}, {traced('2.62', 'b')}%"
    assert each_trace(words) == [("rank ", ""), ("8 of 31", "a"), (", ", ""), ("2.62", "b"),
                                 ("%", "")]  # fmt: skip
    assert each_trace(traced("2.62", "b")) == [("2.62", "b")]
    assert each_trace("no trace") == [("no trace", "")]
