"""Times of stories: what sentences say, worked out by hand for a story of 5 August 2023."""

from __future__ import annotations

import pytest

from helpers.read.periods import date_of, times

CASES = [
    ("截至6月30日，全区共有", ["2023-06"]),
    ("2023年1—9月，", ["2023-01/2023-09"]),
    ("去年1-11月增长", ["2022-01/2022-11"]),
    ("今年上半年，", ["2023-01/2023-06"]),
    ("去年下半年，", ["2022-07/2022-12"]),
    ("前三季度，", ["2023-01/2023-09"]),
    ("2022年前10个月", ["2022-01/2022-10"]),
    ("一季度，", ["2023-Q1"]),
    ("截至去年底", ["2022"]),
    ("截至2021年底", ["2021"]),
    ("2012年至今", ["2012-01/2023-08"]),
    ("“十四五”期间", ["2021-01/2025-12"]),
    ("到“十四五”末", ["2025"]),
    ("十三五时期", ["2016-01/2020-12"]),
    ("从2012年的3家到2021年的9家", ["2012", "2021"]),
    ("2006年至2018年", ["2006-01/2018-12"]),
    ("近年来", [""]),
    ("今年7月", ["2023-07"]),
    ("《规划纲要（2021—2035年）》", []),
    ("13月0月", []),
    ("基础研究2023.5亿元", []),
    ("今年1月至5月", ["2023-01/2023-05"]),
    ("By the end of June 2022", ["2022-06"]),
    ("by the end of 2025", ["2025"]),
    ("from January to April this year", ["2023-01/2023-04"]),
    ("the first half of 2022", ["2022-01/2022-06"]),
    ("the first three quarters of last year", ["2022-01/2022-09"]),
    ("the third quarter", ["2023-Q3"]),
    ("in the first five months of 2022", ["2022-01/2022-05"]),
    ("In March 2021", ["2021-03"]),
    ("the 14th Five-Year Plan", ["2021-01/2025-12"]),
    ("the end of the 13th Five-Year Plan", ["2020"]),
    ("last year", ["2022"]),
    ("over the past five years", [""]),
    ("On October 17", []),
    ("a pool of 2,023 firms", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_times_are_found(text, expected):
    found = [one for one in times(text, "2023-08-05") if one.kind not in ("base", "day", "title")]
    assert [one.period for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("比2012年增长", "2012"), ("较上年同期", "2022"), ("than in 2019", "2019"), ("同比", "")],
)
def test_what_a_change_is_reckoned_from_is_a_base(text, expected):
    (found,) = times(text, "2023-08-05")
    assert (found.kind, found.period) == ("base", expected)


def test_relative_years_of_a_story_without_a_date_stay_open():
    assert [one.period for one in times("last year", "")] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布日期：2023年8月5日 10:32", "2023-08-05"),
        ("16.07.2023 10:32\n2021-01-01", "2023-07-16"),
        ("A note (5th Aug, 2023)", "2023-08-05"),
        ("2023年1.5亿元", "2023"),
        ("No day here.", ""),
    ],
)
def test_the_date_of_a_story(text, expected):
    assert date_of(text) == expected
