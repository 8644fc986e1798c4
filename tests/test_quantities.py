"""Quantities in invented sentences: what is found, how the parser reads it, what is left out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.clean.printed import parse_printed
from helpers.read.quantities import quantities

ENGLISH = [
    ("Sichuan now counts 16,898 high-tech enterprises.", [("16898", "NUM", "exact")]),
    ("R&D spending in Zhejiang exceeded 264 billion yuan.", [("264000000000", "CNY", "over")]),
    ("Its R&D intensity rose to 3.2%, the report says.", [("3.2", "PCT", "exact")]),
    ("Exports fell by 4.5 percent in Shaanxi.", [("-4.5", "PCT", "exact")]),
    ("Exports grew by nearly 4.5 percent in Shanxi.", [("4.5", "PCT", "under")]),
    ("The share is up 1.2 percentage points.", [("1.2", "PP", "exact")]),
    ("Guizhou ranks 18th in the country.", [("18", "RANK", "exact")]),
    ("Anhui, ranking seventh nationwide, did well.", [("7", "RANK", "exact")]),
    ("Its ability rose from the 9th to the 7th.", [("9", "RANK", "exact"), ("7", "RANK", "exact")]),
    ("We build 3 to 5 laboratories and 1-2 parks.", [("3", "", "range"), ("1", "", "range")]),
    (
        "At least 30 firms and about 200 teams came.",
        [("30", "NUM", "at_least"), ("200", "NUM", "about")],
    ),
    ("Two companies went public.", [("2", "NUM", "exact")]),
    ("The zone covers 1.5 million square meters.", [("1500000", "M2", "exact")]),
    ("Loans of RMB 3.2 billion were granted.", [("3200000000", "CNY", "exact")]),
    ("They won 1 award and 12 prizes in 2021.", [("1", "NUM", "exact"), ("12", "NUM", "exact")]),
    (
        "The ratio was 4.4%of output and 35%to trade.",
        [("4.4", "PCT", "exact"), ("35", "PCT", "exact")],
    ),
    (
        "Revenue rose from 1.1 billion yuan to 1.4 billion yuan.",
        [("1100000000", "CNY", "exact"), ("1400000000", "CNY", "exact")],
    ),
    ("The number reached 2000 enterprises last year.", [("2000", "NUM", "exact")]),
    ("It went from 2019 to 2021 without change.", []),
    ("On February 26, 2023 they met at 10:30 in room 12.", []),
    ("The talks took three years and 45 days.", []),
    ("On the 24th the 14th Five-Year Plan was read.", []),
    ("The 20th National Congress met.", []),
    ("In the first quarter the first batch came.", []),
    ("Call 0571-87654321 or Tel: 400 820 8820.", []),
    ("A 45-year-old engineer built the C919 with 5G.", []),
    ("The 2035 vision is clear.", []),
    ("One of them left; one is to stay.", []),
    (
        "The number of projects is 1,204, 8% more than planned.",
        [("1204", "NUM", "exact"), ("8", "PCT", "exact")],
    ),
    (
        "It rose 4.9% to 432 billion yuan.",
        [("4.9", "PCT", "exact"), ("432000000000", "CNY", "exact")],
    ),
    ("“We will add 70 firms this year”", [("70", "NUM", "exact")]),
    ("“We added 500 firms, he said.”", [("500", "NUM", "exact")]),
    ("They spent 3.1 billion U.S. dollars.", [("3100000000", "USD", "exact")]),
    ("So said Mr. Wang, 52, head of the bureau.", []),
    ("Output was US$ 3.1 billion.", [("3100000000", "USD", "exact")]),
    (
        "Over 60% of firms and 12,000 people took part.",
        [("60", "PCT", "over"), ("12000", "NUM", "exact")],
    ),
    ("No less than 15 platforms stand in Qinghai.", [("15", "NUM", "at_least")]),
    ("Energy use was 3.2% lower than before.", [("-3.2", "PCT", "exact")]),
    ("May 2022 saw 17 new labs.", [("17", "NUM", "exact")]),
    ("He spoke of nine aspects.", [("9", "NUM", "exact")]),
    ("Work centred around nine aspects.", [("9", "NUM", "exact")]),
    ("Anhui is the 10th most inventive province.", [("10", "RANK", "exact")]),
    ("The list ranked 31 provinces.", [("31", "NUM", "exact")]),
    ("Outlays topped 46 billion yuan.", [("46000000000", "CNY", "over")]),
    (
        "Firms exceeded10,000 homes, growth11% at Shenzhou15.",
        [("10000", "NUM", "over"), ("11", "PCT", "exact")],
    ),
    ("It has 9 unicorns [2][13] (page 4, views: 1,204).", [("9", "NUM", "exact")]),
    ("Project 985 and the 863 Program ended.", []),
    ("It hopes to top 5,000 firms.", [("5000", "NUM", None)]),
]
CHINESE = [
    ("四川高新技术企业达到16898家。", [("16898", "NUM", "exact")]),
    ("浙江省研发投入超过2640亿元。", [("264000000000", "CNY", "over")]),
    ("同比增长12.5%，居全国第8位。", [("12.5", "PCT", "exact"), ("8", "RANK", "exact")]),
    ("2022年，陕西技术合同成交额3053.5亿元。", [("305350000000", "CNY", "exact")]),
    ("占比下降1.2个百分点。", [("-1.2", "PP", "exact")]),
    ("山西新增科技型中小企业3000余家。", [("3000", "NUM", "over")]),
    ("单位能耗下降3%左右。", [("-3", "PCT", None)]),
    ("建设3至5个平台。", [("3", "NUM", "range")]),
    ("投入强度为百分之二点五。", [("2.5", "PCT", "exact")]),
    ("2023年2月26日上午10时召开第三次会议。", []),
    ("十四五期间，一是加快建设。", []),
    ("1至4月份产值增长58%。", [("58", "PCT", "exact")]),
    ("培育1.2万人，引进两家机构。", [("12000", "NUM", "exact"), ("2", "NUM", "exact")]),
    ("近200所高校参与。", [("200", "NUM", "under")]),
    ("他今年45岁，已工作20年。", []),
    ("规模不低于50亿元。", [("5000000000", "CNY", "at_least")]),
    ("全省排名第十，增长约8%。", [("10", "RANK", "exact"), ("8", "PCT", "about")]),
    ("第一批名单公布，共120个项目。", [("120", "NUM", "exact")]),
    ("电话：0571-87654321。", []),
    ("每万人发明专利拥有量12.4件。", [("12.4", "NUM", "exact")]),
    ("半导体企业突破500家。", [("500", "NUM", "over")]),
    ("获批国家级平台10个、省级平台25个。", [("10", "NUM", "exact"), ("25", "NUM", "exact")]),
    (
        "从2022年1.2亿元增至1.5亿元。",
        [("120000000", "CNY", "exact"), ("150000000", "CNY", "exact")],
    ),
    (
        "由全国第十一位升到第八位，规模全国第三。",
        [("11", "RANK", "exact"), ("8", "RANK", "exact"), ("3", "RANK", "exact")],
    ),
    ("稳居第一方阵，位列第一梯队。", []),
    ("增长１２．５％，企业３０００余家。", [("12.5", "PCT", "exact"), ("3000", "NUM", "over")]),
    (
        "两院院士35人，三千五百份，82场。",
        [("35", "NUM", "exact"), ("3500", "NUM", "exact"), ("82", "NUM", "exact")],
    ),
    ("阅读：3456 藏ICP备12345678号 第12版，歼-20，中电科38所。", []),
    ("863计划、973计划、985高校、工业4.0和12345热线。", []),
    ("16.07.2023 10:32", []),
    ("前三季度12.5%。", [("12.5", "PCT", "exact")]),
]
NAMES = [
    ("The “6+1” system and the “3 100” plan started.", ["6+1", "3 100"]),
    ("They run the “Ten Major Projects” there.", ["Ten Major"]),
    ("Firms joined the Top 100 list.", ["Top 100"]),
    ("An 8-inch line opened.", ["8-inch"]),
    ("They hold 30 patents per 10,000 people.", ["10,000 people"]),
    ("They went from 0 to 1 at last.", ["from 0 to 1"]),
    ("Two-thirds of them are new.", ["Two-thirds"]),
    ("推进“100企业”工程。", ["100"]),
    ("进入全国前10。", ["前10"]),
    ("建设四大实验室。", ["四大"]),
    ("三分之一来自企业，占1/3，过半数为新。", ["三分之一", "1/3", "过半"]),
    ("投资数百亿元，实现翻番和零的突破。", ["数百亿元", "翻番", "零的突破"]),
    (
        "Nearly half of them came; output doubled in the first half of May.",
        ["Nearly half", "doubled"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH + CHINESE)
def test_figures_are_found_as_printed(sentence, expected):
    found = [one.words for one in quantities(sentence) if not one.exclusion]
    read = [parse_printed(words) for words in found]
    worth = [f"{one.value.normalize():f}" for one in read]
    assert worth == [value for value, _, _ in expected], found
    for one, (_, unit, qualifier) in zip(read, expected, strict=True):
        assert (one.unit or "NUM") == (unit or "NUM"), found
        assert qualifier in (None, one.qualifier), found


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_names_are_marked(sentence, names):
    assert [one.words for one in quantities(sentence) if one.exclusion] == names


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "9,", "一", "a", "“1", "from 1 to ", "第", "1-", ". ", "about "]
)
def test_time_grows_with_the_length_only(unit):
    start = time.process_time()
    quantities(unit * (20_000 // len(unit)))
    assert time.process_time() - start < 3


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "about ",
                    "3",
                    "1,000",
                    "%",
                    " to ",
                    "from ",
                    "“",
                    "”",
                    "第",
                    "亿",
                    "元",
                    "two ",
                    "rank",
                    "8th",
                    " ",
                    "-",
                    "百分之",
                    "一",
                    "五",
                    "家",
                    "大",
                    "major ",
                    "Tel",
                    "2022",
                    "年",
                    "top ",
                    "¥",
                    "+",
                    "per ",
                ]
            ),
            max_size=14,
        ).map("".join),
    )
)
def test_any_sentence_gives_places_within_it(sentence):
    last = 0
    for one in quantities(sentence):
        assert last <= one.start < one.end <= len(sentence)
        assert 1 <= len(one.words) <= 60
        last = one.end
