"""The data page and the scoreboard in Chinese: what their sections and tooltips say."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from helpers.report import (
    board,
    board_method,
    board_opening,
    checked,
    cleaning,
    cleaning_rows,
    story_claims,
    story_verdicts,
)
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data", "chinese")


@cache
def cleaned():
    return cleaning.clean_again("zh")


@cache
def scored():
    return board.open_scoreboard(["430000"], "all", 2018, "newest", language="zh")


def told(section, of) -> str:
    return re.sub(r"<[^>]+>", "", unescape(untraced(section(of).html())))


def told_of_traces(page: Path) -> set[str]:
    """The words in the page's table of traces."""
    held = re.search(r'id="traces">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    return set(json.loads(held[1])["p"])


def test_a_count_of_observations_says_in_which_column(edition):
    """Repeats have a value in repeats; what is not comparable holds "no" and repeats nothing."""
    words = told_of_traces(edition / "zh/data.html")
    assert "本报告统计：repeats一栏有值的观测值" in words
    assert "本报告统计：derived_from一栏有值的观测值" in words
    assert "本报告统计：comparable一栏为此值、repeats一栏为空的观测值" in words


def test_a_tooltip_of_the_scoreboard_says_which_gdp(edition):
    words = told_of_traces(edition / "zh/scoreboard.html")
    assert "研究与试验发展经费投入强度（占修订后地区生产总值%）" in words


def test_a_year_found_by_its_figure_is_told_once():
    assert "年年" not in told(story_claims.story_claims, cleaned())


def test_the_record_of_cleaning_is_told():
    """Two corrections and four conflicts, as the tables of data/reference have them."""
    assert "中国的规划以亩为单位，译文误作英亩" in told(cleaning_rows.repaired, cleaned())
    assert told(cleaning.conflicts, cleaned()).count("（采用）") == 4
    assert "31个省份之和与全国数对照" in told(checked.checked, cleaned())
    words = told(story_claims.story_claims, cleaned())
    counted = re.search(r"报道刊载的(\d+)项实际数据", words)
    assert counted[1] == str(len(story_verdicts.judged(cleaned())))
    assert "0项与现有记录一致，0项与现有记录不一致" in words
    assert "3项未注明年份，各见于记录中的某一年" in words


def test_the_leader_stands_first_only_where_no_draw_doubts_it():
    """As the English page says it: Beijing alone, first in nine draws of ten."""
    words = told(board_opening.opening, scored())
    assert "北京：独居第1梯队，" in words
    assert "得分位次第1位（共31个省份），在至少90%的抽样中列第1位" in words


def test_the_steps_of_the_engine_are_told():
    words = told(board_method.steps, scored())
    assert "最小—最大法：0为各省各年最低，100为最高" in words
    assert "未作改动：框架未要求取对数" in words
    assert not re.search(r"[a-z]+_[a-z]+", words), "a code that readers do not know"
