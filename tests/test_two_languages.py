"""Reference tables, claims and plans in Chinese: the same figures, in Chinese units."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from helpers.claims.judge import Judge
from helpers.claims.kinds import Level
from helpers.claims.rows import read_rows
from helpers.language import noting, speaking
from helpers.report.indicator_words import amount
from helpers.report.opening import open_edition
from helpers.site.plan import Page, plan

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def rows_of(name):
    with (DATA / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_indicator_is_shown_in_chinese_at_the_same_precision():
    """A Chinese unit may show one digit more (GDP in 亿元), never fewer."""
    chinese = {row["code"]: row for row in rows_of("indicators_zh.csv")}
    assert list(chinese) == [row["code"] for row in rows_of("indicators.csv")]
    for row in rows_of("indicators.csv"):
        own = chinese[row["code"]]
        digits = [Decimal(one["display_scale"]) / 10 ** int(one["decimals"]) for one in (row, own)]
        assert digits[1] in (digits[0], digits[0] / 10), row["code"]
        years = [[part[:4] for part in one["break_years"].split("|")] for one in (row, own)]
        assert years[0] == years[1], row["code"]
        money = {"CNY": "元", "USD": "美元"}.get(row["base_unit"], "")
        assert own["display_unit"].endswith(money)


def test_the_chinese_units_say_how_large_they_are():
    sizes = {"亿": 10**8, "万": 10**4}
    for row in rows_of("indicators_zh.csv"):
        unit = row["display_unit"]
        size = sizes.get(unit[0], 1)
        assert int(row["display_scale"]) == size, row["code"]


def test_every_text_of_the_tables_has_its_chinese(reference):
    with speaking("zh"), noting() as lacking:
        for column in ("publisher", "title", "licence", "note"):
            assert all(reference.sources[column].map(reference.text) != "") or column == "note"
        for column in ("name", "unit", "reason"):
            reference.scoreboard[column].map(reference.text)
        for table in (reference.deciders[["publication", "note"]], reference.conflicts[["reason"]],
                      reference.corrections[["reason"]], reference.derivations[["note"]],
                      reference.neighbours[["reason"]]):  # fmt: skip
            for column in table.columns:
                table[column].map(reference.text)
        assert list(lacking) == []
        assert reference.text("year not printed; a flow") == "未注明年份；流量"
        assert reference.text("nobody said this; a flow") == "nobody said this；流量"
        assert list(lacking) == ["nobody said this"]
    assert reference.text("nobody said this") == "nobody said this"


def test_what_is_written_of_sources_and_by_hand_has_its_chinese(reference):
    known = {row["text"] for row in rows_of("texts_zh.csv")}
    cells = [reference.sources[name] for name in ("publisher", "title", "licence", "note")]
    cells += [reference.conflicts["reason"], reference.corrections["reason"]]
    lacking = {
        words
        for column in cells
        for words in column
        if words and words not in known and not set(words.split("; ")) <= known
    }
    assert lacking == set()


def test_the_judge_says_what_has_no_chinese_as_the_page_does(reference):
    judged = read_rows(DATA)
    with speaking("zh"):
        assert judged.text("A bureau") == reference.text("A bureau") == "A bureau"
        assert judged.text("Henan Daily") == reference.text("Henan Daily") == "河南日报"


def test_an_amount_is_regrouped(reference):
    bulletin, people = (
        reference.indicator[code] for code in ("rd_expenditure_bulletin", "population_yearend")
    )
    assert amount(bulletin, 117.53e9) == "117.5 billion yuan"
    assert amount(people, 66_040_000) == "66.04 million people"
    with speaking("zh"):
        assert amount(bulletin, 117.53e9) == "1,175亿元"
        assert amount(people, 66_040_000) == "6,604万人"
        assert amount(reference.indicator["regional_innovation_capability_rank"], 8) == "第8位"
        assert bulletin.name == "研究与试验发展经费（公报）"
        assert reference.area_names["430000"] == "湖南"
        assert reference.source_title("henan_daily_2022") == "河南日报，2022-02-11"
    assert reference.area_names["430000"] == "Hunan"


def test_the_judge_knows_both_ways_to_say_a_figure():
    """Hunan's R&D expenditure of 2022 in the bulletin: 117.53 billion yuan, 1,175.3亿元."""
    judge = Judge(read_rows(DATA))
    place = ("rd_expenditure_bulletin", "430000", 2022)
    found = judge.rows.figure(*place)
    assert found.value == Fraction(117_530_000_000)
    english = Level("117.5", *place, "billion yuan", tuple(found.obs_ids))
    chinese = Level("1,175", *place, "亿元", tuple(found.obs_ids))
    assert judge.objection(english) == ""
    assert "is in billion yuan, not in 亿元" in judge.objection(chinese)
    with speaking("zh"):
        assert judge.objection(chinese) == ""
        assert "is in 亿元, not in billion yuan" in judge.objection(english)
        slip = Level("117.5", *place, "亿元", tuple(found.obs_ids))
        assert "is said to be 117.5; the figures bear 1,175.3" in judge.objection(slip)


def test_a_notebook_speaks_the_language_of_its_edition():
    edition = open_edition(["430000"], "all", 2012, "newest", language="zh")
    assert edition.names == ("湖南",)
    assert open_edition(["430000"], "all", 2012, "newest").names == ("Hunan",)


class Told:
    """In place of Inputs: what is asked for, told back."""

    def of_page(self, notebook, parameters, area="", language="en"):
        return language

    def of_task(self, notebook, parameters, area, place):
        return place.href

    def english(self, area, language):
        return (language,)


@pytest.mark.parametrize(
    ("chosen", "stands", "others"),
    [
        ("en", ["index.html", "areas/430000.html"], ["", ""]),
        ("zh", ["zh/index.html", "zh/areas/430000.html"], ["", ""]),
        (
            "both",
            ["index.html", "areas/430000.html", "zh/index.html", "zh/areas/430000.html"],
            ["zh/index.html", "../zh/areas/430000.html", "../index.html",
             "../../areas/430000.html"],
        ),
    ],
)  # fmt: skip
def test_chinese_pages_stand_beside_the_english(make_notebook, tmp_path, chosen, stands, others):
    folder = make_notebook("a.ipynb", "# parameters\nlanguage = 'en'").parent
    make_notebook("b.ipynb", "# parameters\narea = '430000'\nlanguage = 'en'")
    pages = [
        Page("a.ipynb", "index.html", "Comparison"),
        Page("b.ipynb", "areas/430000.html", "Hunan", "430000", "Central", "湖南"),
    ]
    tasks = plan(pages, folder, tmp_path / "data", {"language": chosen, "areas": []}, Told())
    places = [task.place for task in tasks]
    assert [place.href for place in places] == stands
    assert [place.other for place in places] == others
    for task in tasks:
        chinese = task.place.href.startswith("zh/")
        assert task.job.parameters["language"] == task.place.language == ("zh" if chinese else "en")
        assert task.english == (task.place.language,)
        assert task.place.tag == ("zh-Hans" if chinese else "en")
        up = "../" * (task.place.href.count("/") - chinese)
        menu = [(f"{up}index.html", "比较" if chinese else "Comparison")]
        assert task.place.pages == menu
        name, group = ("湖南", "中部") if chinese else ("Hunan", "Central")
        assert task.place.profiles == [(group, [(f"{up}areas/430000.html", name)])]
