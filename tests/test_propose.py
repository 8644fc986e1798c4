"""Candidates out of invented stories: hints, confidence, the file, the command."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command import call
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.clean.printed import parse_printed
from helpers.clean.propose import OUT_COLUMNS, as_csv, propose_figures
from helpers.faults import FaultsFound
from helpers.read.stories import COLUMNS, read_story

DATA = Path(__file__).parents[1] / "data"


def rows_of(text: str, date: str = "2024-03-05") -> list[dict[str, str]]:
    return propose_figures(text.encode(), file="story.txt", data_dir=DATA, date=date)


HTE, SME, MARKET = "hte_stock", "tech_sme", "tech_market_sold"
MONEY, INTENSITY = "rd_expenditure_bulletin", "rd_intensity_as_published"
RANK = "regional_innovation_capability_rank"
# text, then of its last figure: area, indicator, measure, time_period, obs_status
CASES = [
    (
        "Sichuan had 16,000 high-tech enterprises in 2023.",
        "Sichuan",
        HTE,
        "level",
        "2023",
        "actual",
    ),
    (
        "In 2023 Zhejiang strengthened firms. The province added 5,000 technology-based SMEs.",
        "Zhejiang",
        SME,
        "net_increase",
        "2023",
        "actual",
    ),
    (
        "Shaanxi reported on 2023. Last year, its technology contracts exceeded 410 billion yuan.",
        "Shaanxi",
        MARKET,
        "level",
        "2023",
        "actual",
    ),
    (
        "In 2023, technology contracts in Shanxi grew by 12.5%.",
        "Shanxi",
        MARKET,
        "growth",
        "2023",
        "actual",
    ),
    (
        "Goals of Anhui for 2024 include increasing R&D investment by more than 10%.",
        "Anhui",
        MONEY,
        "growth",
        "2024",
        "target",
    ),
    (
        "This year, Guizhou will strive to have 3,000 high -tech enterprises.",
        "Guizhou",
        HTE,
        "level",
        "2024",
        "target",
    ),
    (
        "It is expected that in 2023 R&D expenditure in Hebei exceeded 90 billion yuan.",
        "Hebei",
        MONEY,
        "level",
        "2023",
        "expected",
    ),
    (
        "Jiangxi's R&D intensity rose to 1.9% in 2022.",
        "Jiangxi",
        INTENSITY,
        "level",
        "2022",
        "actual",
    ),
    (
        "Yunnan's regional innovation capability ranks 19th in the country.",
        "Yunnan",
        RANK,
        "rank",
        "",
        "actual",
    ),
    (
        "Gansu plans to build 5 provincial laboratories in 2024.",
        "Gansu",
        "provincial_laboratories_inaugurated",
        "level",
        "2024",
        "plan",
    ),
    (
        "From January to April 2023, exports of high-tech products of Fujian grew by 8%.",
        "Fujian",
        "hitech_trade_exports",
        "growth",
        "2023-01/2023-04",
        "actual",
    ),
    (
        "In the first quarter of 2023, patent applications in Hainan fell by 3%.",
        "Hainan",
        "patent_applications",
        "growth",
        "2023-Q1",
        "actual",
    ),
    (
        "At present, Yellowstone has 500 high-tech enterprises.",
        "Huangshi",
        HTE,
        "level",
        "2024-03",
        "actual",
    ),
    ("2023年，四川高新技术企业达到16898家。", "Sichuan", HTE, "level", "2023", "actual"),
    (
        "2023年，浙江省科技型中小企业新增1.2万家。",
        "Zhejiang",
        SME,
        "net_increase",
        "2023",
        "actual",
    ),
    ("去年，陕西技术合同成交额同比增长34.2%。", "Shaanxi", MARKET, "growth", "2023", "actual"),
    ("山西省今年力争研发投入增长10%以上。", "Shanxi", MONEY, "growth", "2024", "target"),
    ("2022年江苏研发投入强度提高到3.12%。", "Jiangsu", INTENSITY, "level", "2022", "actual"),
    ("安徽区域创新能力居全国第7位。", "Anhui", RANK, "rank", "", "actual"),
    ("预计2023年河北研发经费突破900亿元。", "Hebei", MONEY, "level", "2023", "expected"),
    (
        "广西计划2024年建设8个省实验室。",
        "Guangxi",
        "provincial_laboratories_inaugurated",
        "level",
        "2024",
        "plan",
    ),
    (
        "目标是到2024年内蒙古高新技术企业超过2000家。",
        "Inner Mongolia",
        HTE,
        "level",
        "2024",
        "target",
    ),
]


@pytest.mark.parametrize(("text", "area", "indicator", "measure", "period", "status"), CASES)
def test_hints_come_from_the_words(text, area, indicator, measure, period, status):
    row = [row for row in rows_of(text) if not row["exclusion"]][-1]
    assert (row["area"], row["indicator"], row["measure"]) == (area, indicator, measure)
    assert (row["time_period"], row["obs_status"]) == (period, status)
    assert parse_printed(row["as_printed"])


COLUMNS_READ = ("as_printed", "area", "indicator", "measure", "time_period", "obs_status")
# Invented sentences: each with the hand-worked rows of all its figures.
WHOLE = [
    (
        "苏州、南京和无锡研发经费分别为8亿元、5亿元和4亿元。",
        [
            ("8亿元", "苏州", MONEY, "level", "", "actual"),
            ("5亿元", "南京", MONEY, "level", "", "actual"),
            ("4亿元", "无锡", MONEY, "level", "", "actual"),
        ],
    ),
    (
        "2023年1—9月，贵州技术合同成交额、专利授权量分别增长12.5%、8%。",
        [
            ("12.5%", "Guizhou", MARKET, "growth", "2023-01/2023-09", "actual"),
            ("8%", "Guizhou", "patents_granted", "growth", "2023-01/2023-09", "actual"),
        ],
    ),
    (
        "到2025年底，云南高新技术企业力争突破５０００家，技术合同成交额达到40亿元。",
        [
            ("突破５０００家", "Yunnan", HTE, "level", "2025", "target"),
            ("40亿元", "Yunnan", MARKET, "level", "2025", "target"),
        ],
    ),
    (
        "2006年至2018年，甘肃高新技术企业从72家增长到1400家，研发投入占GDP比重从0.9%提高到1.2%。",
        [
            ("72家", "Gansu", HTE, "level", "2006", "actual"),
            ("1400家", "Gansu", HTE, "level", "2018", "actual"),
            ("0.9%", "Gansu", INTENSITY, "level", "2006", "actual"),
            ("1.2%", "Gansu", INTENSITY, "level", "2018", "actual"),
        ],
    ),
    (
        "海南全社会研发投入强度为1.1%、居全国第7位，高企300家，增长了6倍。",
        [
            ("1.1%", "Hainan", INTENSITY, "level", "", "actual"),
            ("第7位", "Hainan", INTENSITY, "rank", "", "actual"),
            ("300家", "Hainan", HTE, "level", "", "actual"),
            ("6倍", "Hainan", HTE, "growth", "", "actual"),
        ],
    ),
    (
        "去年青海登记技术合同862项，成交额13.7亿元，比2021年增长4%；军工企业营业收入30亿元。",
        [
            ("862项", "Qinghai", "", "level", "2023", "actual"),
            ("13.7亿元", "Qinghai", MARKET, "level", "2023", "actual"),
            ("4%", "Qinghai", MARKET, "growth", "2023", "actual"),
            ("30亿元", "Qinghai", "", "level", "2023", "actual"),
        ],
    ),
    (
        "截至去年底，海南每万人口发明专利拥有量4.9件，居全国第十三位。",
        [
            ("4.9件", "Hainan", "invention_patents_in_force_per_10k", "level", "2023", "actual"),
            ("第十三位", "Hainan", "invention_patents_in_force_per_10k", "rank", "2023", "actual"),
        ],
    ),
    (
        "In Yunnan high-tech enterprises reached 6,636 last year, 1,233 more than in 2018.",
        [
            ("6,636", "Yunnan", HTE, "level", "2023", "actual"),
            ("1,233", "Yunnan", HTE, "net_increase", "2023", "actual"),
        ],
    ),
    (
        "In Hainan invention patents in force were 61.5 per 10,000 people in 2023.",
        [("61.5", "Hainan", "invention_patents_in_force_per_10k", "level", "2023", "actual")],
    ),
    (
        "Hefei plans to spend RMB 5.2 billion on R&D in 2025, at least 4 percent of GDP.",
        [
            ("RMB 5.2 billion", "Hefei", MONEY, "level", "2025", "target"),
            ("at least 4 percent", "Hefei", INTENSITY, "level", "2025", "target"),
        ],
    ),
    (
        "Jilin spent 2 billion yuan on basic research in 2022, and its iron output rose 7 percent.",
        [
            ("2 billion yuan", "Jilin", "rd_exp_basic", "level", "2022", "actual"),
            ("7 percent", "Jilin", "", "growth", "2022", "actual"),
        ],
    ),
    (
        "In 2023 Ningxia added 3 new provincial laboratories, 4 national incubators.",
        [
            (
                "3",
                "Ningxia",
                "provincial_laboratories_inaugurated",
                "net_increase",
                "2023",
                "actual",
            ),
            ("4", "Ningxia", "national_incubators", "net_increase", "2023", "actual"),
        ],
    ),
    (
        "甘肃省高新技术企业由2015年的321家增加到2022年的1683家，居西北第三。",
        [
            ("321家", "Gansu", HTE, "level", "2015", "actual"),
            ("1683家", "Gansu", HTE, "level", "2022", "actual"),
            ("第三", "Gansu", HTE, "rank", "2022", "actual"),
        ],
    ),
    (
        "R&D intensity in Jilin rose from 1.1 percent in 2015 to 1.4 percent in 2021.",
        [
            ("1.1 percent", "Jilin", INTENSITY, "level", "2015", "actual"),
            ("1.4 percent", "Jilin", INTENSITY, "level", "2021", "actual"),
        ],
    ),
    (
        "2023年，云南综合创新水平较2015年提升了4位，新认定3家领军企业。",
        [
            ("4位", "Yunnan", "", "difference", "2023", "actual"),
            ("3家", "Yunnan", "", "net_increase", "2023", "actual"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_all_figures_of_a_sentence_are_hinted(text, expected):
    found = [row for row in rows_of(text) if not row["exclusion"]]
    assert [tuple(row[name] for name in COLUMNS_READ) for row in found] == expected


def test_a_change_names_the_year_that_it_is_reckoned_from():
    rows = rows_of("2023年，青海研发经费比2020年增长4%。2022年，海南专利授权量增长5%。")
    assert [row["base_period"] for row in rows] == ["2020", "2021"]


def test_each_rank_has_its_own_group():
    rows = rows_of("Hunan's patents granted rank sixth in the country, third in central China.")
    assert [row["reference_group"] for row in rows] == ["nation", "central China"]


def test_a_year_is_carried_to_the_next_paragraph_but_at_present_is_not():
    plain = rows_of("In 2022, Jilin met.\nIt had 9 academicians.")
    now = rows_of("At present, Jilin meets.\nIt has 9 academicians.")
    assert [row["time_period"] for row in plain + now] == ["2022", ""]


def test_an_aim_is_of_no_year_that_results_were_of():
    text = "2023年甘肃全面总结。\n力争高新技术企业达2500家，技术合同成交额达500亿元。"
    rows = rows_of(text, date="2024-02-01")
    assert [(row["time_period"], row["obs_status"]) for row in rows] == [("2024", "target")] * 2


def test_the_years_of_a_plan_are_not_carried_on():
    text = "2021年贵州高新技术企业1600家。在三年行动计划(2018-2020年)中加强培育。新增企业90家。"
    assert [row["time_period"] for row in rows_of(text)] == ["2021", "2021"]


def test_no_result_is_of_a_year_to_come():
    text = "到2030年，力争江西进入前10位。\n江西技术合同成交额64亿元。"
    assert rows_of(text)[-1]["time_period"] == ""


def test_a_stock_is_of_the_end_of_the_months_that_are_told():
    text = "今年上半年，辽宁高新技术企业总量已达7002家，技术合同成交额300亿元。"
    periods = [row["time_period"] for row in rows_of(text, date="2021-08-16")]
    assert periods == ["2021-06", "2021-01/2021-06"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，吉林科技型中小企业4515家，分别比2021年和2022年增长232%、150.3%。",
        "2023年，吉林科技型中小企业4515家，较“十二五”期末增长50%。",
        "2023年，吉林科技型中小企业4515家，增速比一季度提高9.6个百分点。",
    ],
)
def test_what_a_change_is_reckoned_from_is_no_period_of_its_own(text):
    assert {row["time_period"] for row in rows_of(text)} == {"2023"}


def test_our_province_without_a_name_is_not_the_city_that_is_named():
    text = "2020年，我省技术合同成交额267亿元。\n齐齐哈尔扶持423家企业，齐齐哈尔等城市加快培育。"
    assert [row["area"] for row in rows_of(text)] == ["", "齐齐哈尔"]
    assert rows_of("2020年，我省技术合同成交额267亿元。武汉武汉。")[0]["area"] == "Hubei"
    # named by its paper alone
    assert rows_of("江西日报记者 2020年，我省技术合同成交额267亿元。")[0]["area"] == "Jiangxi"
    english = "Jiangxi Daily, 2021. In 2020 the province had 5,000 high-tech enterprises."
    assert rows_of(english)[-1]["area"] == "Jiangxi"


def test_a_story_of_the_whole_nation_stays_with_it():
    rows = rows_of("全国科技统计\n2022年基础研究经费2023.5亿元，增长4%。\n江苏与广东较高，共12个。")
    assert [row["area"] for row in rows[:2]] == ["China", "China"]
    assert [row["time_period"] for row in rows[:2]] == ["2022", "2022"]


def test_a_city_named_in_passing_owns_no_figure():
    (row,) = rows_of("At a fair in Kunming, Gansu said that Gansu had 9 academicians.")
    assert row["area"] == "Gansu"


def test_a_story_of_a_page_is_read_without_its_frame():
    page = (
        "<html><head><meta charset='gb2312'><script>var n = 88;</script></head><body>"
        "<nav>首页 12</nav><h1>西藏科技</h1><p>2023年，西藏高新技术企业120家。</p>"
        "<aside>热门 99</aside><footer>电话：0891-6812345 藏ICP备12345678号</footer></body></html>"
    )
    rows = propose_figures(page.encode("gb18030"), file="a.html", data_dir=DATA)
    assert [(row["as_printed"], row["indicator"]) for row in rows] == [("120家", HTE)]


def test_a_heading_of_aims_holds_for_what_stands_below_it():
    text = "Strive for more firms this year\n\nIn 2024, technology-based SMEs exceeded 9,000.\n"
    (row,) = rows_of("Hubei\n" + text)
    assert (row["obs_status"], row["sentence"]) == ("target", "3")


def test_the_date_is_found_in_the_story():
    for top in ("Time:2024.03.05\n", "date 2024-03-05 ", "2024年3月5日 ", "March 5, 2024 "):
        (row,) = rows_of(top + "Last year Hunan had 9 academicians.", date="")
        assert row["time_period"] == "2023", top


def test_the_rows_are_the_story_formats_and_read_back():
    text = "In 2023 Hunan had 9,000 high-tech enterprises.\nIts patents granted fell by 1%.\n"
    written = as_csv(rows_of(text))
    assert tuple(next(csv.reader(io.StringIO(written)))) == OUT_COLUMNS == (*COLUMNS, "confidence")
    without = io.StringIO()
    writer = csv.DictWriter(without, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(written)))
    assert len(read_story(without.getvalue().encode(), source_id="a", file="a.csv")) == 2


def test_names_and_unreadable_figures_have_little_confidence():
    rows = rows_of("Hunan began its “6+1” plan and grew 2.5 times to 9,000 high-tech enterprises.")
    assert [float(row["confidence"]) < 0.5 for row in rows] == [True, True, False]
    assert rows[0]["exclusion"]
    assert "times" in rows[1]["note"]


def test_what_a_spreadsheet_would_compute_is_kept_from_it():
    row = dict.fromkeys(OUT_COLUMNS, "") | {"as_printed": "-3%", "area": "=1+1"}
    assert next(csv.DictReader(io.StringIO(as_csv([row]))))["area"] == "'=1+1"


def test_no_more_than_a_figures_words_leave_the_story():
    text = (
        "Hunan said that more than 2,000 technology-based enterprises and firms were helped in all."
    )
    for row in rows_of(text):
        assert len(row["as_printed"].split()) <= 6
        assert "helped" not in " ".join(row.values())


def test_the_command_writes_candidates_and_nothing_else(tmp_path):
    story, out = tmp_path / "story.txt", tmp_path / "out.csv"
    story.write_text("In 2023 Hunan had 9,000 high-tech enterprises.", encoding="utf-8")
    result = call("propose", story, "--out", out, "--data", DATA, "--date", "2024-01-02")
    assert result.exit_code == 0, result.output
    assert "1 candidates" in result.output
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith('1,1,"9,000",Hunan,hte_stock')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "story.txt"]


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"\xff\xfe\xff", b"x" * 5_000_000])
def test_the_command_refuses_in_words(tmp_path, content):
    story = tmp_path / "story.txt"
    story.write_bytes(content)
    out = tmp_path / "out.csv"
    result = call("propose", str(story), "--out", str(out))
    assert result.exit_code == 1
    assert "1 fault" in result.output
    assert "defect" not in result.output
    assert not out.exists()


@pytest.mark.parametrize("options", [["--date", "yesterday"], ["--out", "story.txt"]])
def test_a_wrong_call_is_told(tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("Hunan had 9 labs.", encoding="utf-8")
    assert call("propose", "story.txt", *options).exit_code == 2


PARTS = (
    "Hunan Henan Sichuan 四川 the_province 全省 increased_by more_than 3 1,200 12% 3-5 3.5亿元"
    " last_year In_2023, 2023年 . 。 “ ” \n rank 8th 第8位 goals:"
    " 目标 from to two 百分之 high-tech_enterprises ，"
    " from_January to_April May 13月 0月 99月至98月 first_quarter -"
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(st.sampled_from(PARTS.split(" ")), max_size=20).map(
            lambda parts: " ".join(parts).replace("_", " ")
        ),
    )
)
def test_any_text_gives_candidates_or_faults(text):
    try:
        rows = propose_figures(text.encode("utf-8", "replace"), file="a.txt", data_dir=DATA)
    except FaultsFound:
        return
    for row in rows:
        assert set(row) == set(OUT_COLUMNS)
        assert 0 < float(row["confidence"]) <= 1


@pytest.mark.parametrize("name", ["figures.csv", "figures.TSV", "figures.xlsx"])
def test_a_table_by_its_name_is_no_story(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("area,2022\nHunan,1\n", encoding="utf-8")
    result = call("propose", name, "--data", DATA)
    assert result.exit_code == 1
    assert f"{name}: by its name this is a table." in result.stderr
    assert "innovation-report add" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
