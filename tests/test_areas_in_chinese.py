"""Profiles and the page of promises in Chinese: the same figures, judged, no English left."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache
from html import unescape

import pytest
from judged import judge
from words_in import english_in

from helpers.claims.claim import Claim
from helpers.claims.kinds import ReadAs, Worked, read
from helpers.report import target_charts, target_rules, target_tables, targets
from helpers.report.profile_composition import composition
from helpers.report.profile_opening import opening, this_page
from helpers.report.profile_page import Profile, open_profile
from helpers.report.profile_peers import coverage, neighbours
from helpers.report.profile_standing import standing
from helpers.report.profile_stories import stories
from helpers.report.profile_strengths import strengths
from helpers.report.profile_trends import trends
from helpers.site.tracing import CARRIED, Traces
from helpers.traces import untraced

HUNAN, TIBET, BEIJING, WUHAN = "430000", "540000", "110000", "420100"
SECTIONS = (opening, standing, strengths, trends, composition, stories, neighbours, coverage,
            this_page)  # fmt: skip
# Names that Chinese texts use too, parameters, files and their formats, a name as transcribed.
NAMES = re.compile(
    r"(?<![A-Za-z])(?:SCI|GDP|CSV|MIT|Wu Tong|README|peers|area|years|indicators|language|default|"
    r"all|zh|md)(?![A-Za-z])"
)
CODES = re.compile(r"[a-z0-9]+(?:[_/.-][a-z0-9]+)+")

pytestmark = pytest.mark.usefixtures("project_data", "chinese")


@cache
def profile(area: str, peers: str = "all") -> Profile:
    return open_profile(area, peers, 2012, "newest", "default", "zh")


@cache
def of_profile(area: str) -> str:
    return "\n".join(section(profile(area)).html() for section in SECTIONS)


@cache
def of_targets() -> str:
    edition = targets.open_targets([HUNAN, "410000", "420000"], "zh")
    pieces = [targets.opening(edition), target_tables.by_area(edition),
              target_charts.decided(edition), target_charts.timeline(edition),
              target_tables.promises(edition), target_tables.deciders(edition),
              target_rules.rules(), target_rules.caveats(),
              target_tables.sources(edition)]  # fmt: skip
    return "\n".join(piece.html() for piece in pieces)


def page(name: str) -> str:
    return of_targets() if name == "targets" else of_profile(name)


def traced(name: str) -> tuple[str, list[str]]:
    """The page as it is published, and what is objected to."""
    faults: list[str] = []
    return Traces(judge()).take(page(name), faults.append), faults


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", unescape(untraced(html)))


def said(section, area: str, peers: str = "all") -> str:
    return text(section(profile(area, peers)).html())


NAMED = [HUNAN, TIBET, BEIJING, WUHAN, "targets"]


@pytest.mark.parametrize("name", NAMED)
def test_every_claim_of_a_chinese_page_is_borne(name):
    assert traced(name)[1] == []


@pytest.mark.parametrize("name", NAMED)
def test_nothing_but_names_and_a_storys_own_words_is_english(name):
    assert english_in(traced(name)[0], CODES, NAMES) == []


def claims(name: str) -> tuple[Claim, ...]:
    found = (read(unescape(trace)) for trace, *_ in CARRIED.findall(page(name)) if "[" in trace[:1])
    return tuple(dict.fromkeys(claim for claim in found if claim.said))


def test_a_word_before_a_number_that_is_another_is_refused():
    """超过 (more than) told as 约 (about), and the other way round; none; another unit."""
    whole = [
        claim
        for claim in claims("targets")
        if isinstance(claim, ReadAs) or (isinstance(claim, Worked) and claim.what == "level")
    ]
    over = [claim for claim in whole if claim.said.startswith("超过")]
    about = [claim for claim in whole if claim.said.startswith("约")]
    assert len(over) >= 5
    assert len(about) >= 5
    for claim in over:
        for words in ("约", "不足", ""):
            false = dataclasses.replace(claim, said=claim.said.replace("超过", words, 1))
            assert judge().objection(false), false
    for claim in about:
        assert judge().objection(dataclasses.replace(claim, said=claim.said.replace("约", "超过")))
    money = [claim for claim in over if "亿元" in claim.said]
    assert money
    for claim in money:
        assert judge().objection(
            dataclasses.replace(claim, said=claim.said.replace("亿元", "万亿元"))
        )


def test_the_opening_of_a_profile():
    """65.68 million people, 77,058 yuan a head in 2023, as the yearbook has them."""
    words = said(opening, HUNAN)
    assert words.startswith("湖南湖南是中国中部地区的省份，2023年末常住人口6,568万人；"
                            "2023年人均地区生产总值（本报告按年末人口计算）7.71万元"
                            "（当年价格）。")  # fmt: skip
    assert "北京是中国东部地区的直辖市" in said(opening, BEIJING)
    assert "西藏是中国西部地区的自治区" in said(opening, TIBET)
    assert "武汉是湖北的城市。" in said(opening, WUHAN)


def test_headings_have_the_ids_of_the_english_page():
    chinese_page = of_profile(HUNAN)
    assert f'<h1 data-area="{HUNAN}" id="hunan-湖南">湖南</h1>' in chinese_page
    assert '<h2 id="where-it-stands">所处位置</h2>' in chinese_page
    assert '<h3 id="targets-in-the-stories-and-what-came-of-them">' in chinese_page


def test_how_far_a_figure_lies():
    """Hunan's intensity of 2024 is 2.62, Beijing's 6.58, the nation's 2.69."""
    words = said(standing, HUNAN)
    assert "2.69（−0.07个百分点）" in words
    assert "北京：6.58（−3.96个百分点）" in words
    assert "占全国总量的3.8%" in words  # 139.5 of 3,632.68 billion yuan
    assert "居首；其次上海" in said(standing, BEIJING)


def test_peers_by_zone_alone():
    words = said(standing, HUNAN, "zone")
    assert "湖南各项指标最新年份在6个省份中的情况" in words
    assert "参照省份中位数" in said(trends, HUNAN, "zone")


def test_the_opening_of_the_page_of_promises():
    assert text(targets.opening(targets.open_targets([HUNAN], "zh")).html()) == (
        "2022年和2023年的新闻报道刊载了湖南、河南、武汉和黄石的56项目标、计划和预计值。"
        "官方记录可判定其中6项：3项达到，3项未达到。达到的各项中有2项是对已结束年份的预计，并非目标。"
        "未达到的各项所对应的水平后来均已达到，时间为2023年和2024年。"
        "没有尚待判定的目标。46项无法判定，其中40项是因为本报告未收录官方数据；每项均注明原因；"
        "已知有出版物可据以判定的，一并注明。另有4项只是计划各部分的数目，并无目标可言。"
    )


def test_what_came_of_a_promise():
    """Hunan's R&D was to grow by more than 12%: 117.5 to 131.6 billion yuan; it came to 128.4."""
    words = text(of_targets())
    assert "9.2%，达1,284亿元：距目标差2.8个百分点。该水平于2024年首次达到。" in words
    assert "超过1,316亿元（基数为2022年1,175亿元，官方数据）" in words
    assert "收录的官方记录为全省数据（湖北）。" in words
    assert "不超过该数的5%" in words
    assert re.search(
        "武汉：[^；]*技术合同成交额（未注明输出或吸纳）和", words
    )  # no side in the story


def told_of_traces(name: str) -> list[str]:
    """The words in the page's table of traces."""
    traces = Traces(judge())
    traces.take(page(name), lambda _: None)
    return json.loads(traces.as_json())["p"]


def test_what_a_tooltip_says_is_chinese():
    """A computed stock, the ends of a scale, a period and a verdict, as the tables say them."""
    of_hunan, of_promises = told_of_traces(HUNAN), told_of_traces("targets")
    assert any("13,910加“More than 1,000”" in words for words in of_hunan)
    assert any("13,910减2,847" in words for words in of_hunan)
    assert {"末位", "首位", "2022年"} <= set(of_hunan)
    assert not {"last place", "first place"} & set(of_hunan)
    assert any("1,175.3亿元按增长“more than 12%”推算" in words for words in of_hunan)
    assert {"达到", "未达到", "无法判定", "容许误差"} <= set(of_promises)
    assert not {"met", "missed", "undecided", "tolerance"} & set(of_promises)
    english = re.compile(r"\b(?:plus|minus|grown by|yuan)\b")
    own = [words for words in (*of_hunan, *of_promises) if "“" not in words]
    assert [words for words in own if english.search(words)] == []


def test_titles_count_the_whole_before_the_part():
    """Four rates of money and people; Hunan is in the first third of 31 on those up to rank 10."""
    words = said(standing, HUNAN)
    found = re.search("湖南：资金与人员方面的(\\d)项比率指标中，(\\d)项位次居前三分之一", words)
    assert found
    assert re.search("湖南：知识与产业方面的(\\d+)项比率指标中，(\\d+)项位次居前三分之一", words)
    assert re.search("湖南：资金与人员方面的\\d项比率指标中，\\d项高于期初", said(trends, HUNAN))
