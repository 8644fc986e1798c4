"""The comparison in Chinese: sentences, periods and amounts, worked out by hand."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from editions import edition

from helpers.claims.judge import Judge
from helpers.claims.rows import read_rows
from helpers.data_folder import find_data
from helpers.language import CHINESE, speaking
from helpers.language.phrases import dated, spanned
from helpers.report import titles
from helpers.report.beside_record import beside_record
from helpers.report.comparison import side_by_side
from helpers.report.findings import findings
from helpers.report.opening import open_edition
from helpers.report.stories import cities, only_in_stories
from helpers.site.tracing import Traces
from helpers.traces import untraced


@pytest.fixture(scope="module")
def pages():
    """Sections of the default edition in Chinese, every claim judged; what was refused."""
    refused = []
    with speaking(CHINESE):
        edition = open_edition(
            ["430000", "410000", "420000"], "all", 2012, "newest", "default", "zh"
        )
        traces = Traces(Judge(read_rows(find_data())))
        made = {
            name: re.sub("<[^>]*>", "", traces.take(section(edition).html(), refused.append))
            for name, section in (("findings", findings), ("cities", cities))
        }
        one = open_edition(["430000", "410000", "420000"], "all", 2022, "newest",
                           ["rd_intensity_as_published"], "zh")  # fmt: skip
        for name, section, shown in (("beside", beside_record, edition), ("map", side_by_side, one),
                                     ("only", only_in_stories, edition)):  # fmt: skip
            html = traces.take(section(shown).html(), refused.append)
            made[name] = [re.sub("<[^>]*>", "", drawn) for drawn in
                          re.findall(r"<text\b[^>]*>.*?</text>", html, re.S)]  # fmt: skip
            if name == "only":
                made["only_title"] = re.sub("<[^>]*>", "", html)
            if name == "beside":
                made["about"] = [
                    untraced(re.sub("<[^>]*>", "", words))
                    for words in re.findall(r'class="?chart-about[^>]*>(.*?)</p>', html)
                ]
    return made | {"refused": refused}


def test_every_claim_of_a_chinese_section_is_borne(pages):
    assert pages["refused"] == []


def test_a_promise_is_told_in_chinese_units_with_the_storys_own_words(pages):
    """100 billion yuan is 1,000 times 100 million; "more than 17%" has no decimals."""
    told = pages["findings"]
    assert "2021年预计超过1,000亿元（报道机器译文“exceed 100 billion yuan”）；达到" in told
    assert "2022年目标为超过17%（报道机器译文“more than 17%”）；未达到" in told


def test_a_chart_says_a_storys_figure_in_the_words_and_units_of_its_axis(pages):
    """ "exceed 100 billion yuan" on an axis in 亿元 is 超过1,000亿元; "8th" is 第8位."""
    drawn = " ".join([*pages["beside"], *pages["only"]])
    assert "高新技术企业数：湖南2022年13,910家" in untraced(pages["only_title"])
    for words in ("超过1,000亿元", "超过1.96%", "第8位", "超过600亿元", "超过10,000家"):
        assert words in drawn, words
    english = [
        words for words in [*pages["beside"], *pages["only"]] if re.search("[a-z]{3}", words)
    ]
    assert english == []


def test_a_province_has_one_sign_on_the_map(pages):
    """The short names in use: 湘 for Hunan, 京 for Beijing; no letters."""
    assert {"湘", "豫", "鄂", "京", "藏"} <= set(pages["map"])
    assert not any(re.fullmatch("[A-Z]{2}", words) for words in pages["map"])


def test_money_of_a_city_is_read_in_chinese_units(pages):
    """50.423 million yuan are 5,042.3 times 10,000; 193.8 billion are 1,938 times 100 million;
    1.2 million square metres are 120 times 10,000."""
    assert "120万平方米" in pages["cities"]
    assert "5,042.3万元" in pages["cities"]
    assert "1,938亿元" in pages["cities"]


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("2022", "2022", "2022年"),
        ("2022-07", "2022-07", "2022年7月"),
        ("2022-Q1", "2022-Q1", "2022年一季度"),
        ("2022-01/2022-07", "2022-01 to 2022-07", "2022年1—7月"),
        ("2021-11/2022-02", "2021-11 to 2022-02", "2021年11月至2022年2月"),
        ("", "", ""),
    ],
)
def test_periods(period, english, chinese):
    assert dated(period) == english
    with speaking(CHINESE):
        assert dated(period) == chinese


def test_years_in_little_room():
    assert spanned(2012, 2024) == "2012–2024"
    with speaking(CHINESE):
        assert spanned(2012, 2024) == "2012—2024年"


EASTERN = ("110000", "120000", "130000", "310000", "320000")
CENTRAL = ("140000", "340000", "360000", "410000", "420000")
WESTERN = ("500000", "510000", "520000", "530000", "540000", "610000", "620000", "630000",
           "640000", "650000")  # fmt: skip


def test_zones_that_tie_have_as_many_each():
    """Five eastern provinces and five central ones stand above all ten western ones."""
    values = pd.Series(dict.fromkeys((*EASTERN, *CENTRAL), 2.0) | dict.fromkeys(WESTERN, 1.0))
    opened = edition()
    indicator = opened.reference.indicator["rd_intensity_as_published"]

    def title(drawn):
        return untraced(titles.spread_over_zones(opened, indicator, 2023, drawn))

    alone = values.rename({"130000": "430000"})  # six central, four eastern
    assert title(values) == "5 each of the ten highest lie in Central China and the East"
    assert title(alone) == "6 of the ten highest lie in Central China"
    with speaking(CHINESE):
        assert title(values) == "数值最高的十个省份中，中部和东部各有5个"
        assert title(alone) == "数值最高的十个省份中，中部有6个"


def test_only_the_published_ranking_is_not_said_to_be_an_official_record(pages):
    drawn = [words for words in pages["about"] if "报道与" in words]
    assert len(drawn) > 5
    for words in drawn:
        ranking = "区域创新能力排名" in words
        assert words.endswith("报道与已发表排名对照" if ranking else "报道与官方记录对照"), words
    assert sum("已发表排名" in words for words in drawn) == 1
