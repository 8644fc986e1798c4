"""Notes of observations, as each language says them."""

from __future__ import annotations

from helpers.language import noting, speaking
from helpers.report.notes import computed_words, own_note, why_apart

NOTE = (
    "another story says about 200; conflicts with 'about 200': One story says about 200 key "
    "projects, the other 200; the weaker claim is used; not comparable: a plan, no result, no "
    "other province has it for this period and status"
)


def test_an_english_note_keeps_its_words(reference):
    own, _, why = NOTE.partition("; not comparable: ")
    assert own_note(reference, NOTE) == own
    assert why_apart(reference, NOTE) == why
    assert own_note(reference, "a flow") == why_apart(reference, "a flow") == "a flow"
    assert own_note(reference, "not comparable: not a whole year") == ""


def test_a_chinese_note_is_put_together_of_its_parts(reference):
    with speaking("zh"):
        assert own_note(reference, NOTE) == (
            "另一篇报道称约200个；与“about 200”不一致："
            "一篇报道称约200个重点项目，另一篇称200个；采用留有余地的说法"
        )
        assert why_apart(reference, NOTE) == (
            "是计划；不是结果；同一时期、同一性质没有其他省份的数据"
        )
        assert own_note(reference, "not comparable: not a whole year") == ""
        assert why_apart(reference, "a flow") == "流量"
        corrected = (
            "'1,700 acres' corrected to '1,700 mu': plans in China are drawn in mu, which the "
            "translation calls acres"
        )
        assert own_note(reference, corrected) == (
            "“1,700 acres”更正为“1,700亩”：中国的规划以亩为单位，译文误作英亩"
        )


def test_a_note_without_chinese_stays_english_and_is_noted(reference):
    words = "a flow; nobody wrote this; conflicts with 'about 200': none wrote that"
    with speaking("zh"), noting() as lacking:
        assert own_note(reference, words) == (
            "流量；nobody wrote this；与“about 200”不一致：none wrote that"
        )
    assert list(lacking) == ["nobody wrote this", "none wrote that"]


def test_what_was_computed_is_told_with_its_way():
    assert computed_words("13,910 plus More than 1,000") == "13,910 plus More than 1,000"
    assert computed_words("8th") == "8th"
    with_unit = "117.53 billion yuan grown by more than 12%"
    assert computed_words(with_unit) == with_unit
    with speaking("zh"):
        assert computed_words("13,910 minus 2,847") == "13,910减2,847"
        assert computed_words("13,910 plus More than 1,000") == "13,910加“More than 1,000”"
        assert computed_words("1175.3 grown by more than 12%") == "1175.3按增长“more than 12%”推算"
        assert computed_words("8th") == "8th"
        assert computed_words(with_unit) == "1,175.3亿元按增长“more than 12%”推算"
        small = "11.753 million yuan grown by more than 12%"
        assert computed_words(small) == "1,175.3万元按增长“more than 12%”推算"
