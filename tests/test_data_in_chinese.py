"""The data page and the scoreboard in Chinese: the same figures, judged, no English left."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape

import pytest
from judged import judge
from words_in import english_in

from helpers.report import (
    board,
    board_beside,
    board_groups,
    board_method,
    board_moves,
    board_opening,
    board_sure,
    board_takes,
    checked,
    cleaning,
    cleaning_rows,
    coverage,
    not_comparable,
    since,
    story_claims,
)
from helpers.site.tracing import Traces
from helpers.traces import untraced

OF_DATA = (
    cleaning.summary, cleaning.arrived, cleaning.bureau_tables, cleaning_rows.repaired,
    cleaning_rows.derived, cleaning_rows.left_out, not_comparable.row_by_row, cleaning.conflicts,
    story_claims.story_claims, cleaning_rows.noted, checked.checked, coverage.coverage,
    since.last_edition,
)  # fmt: skip
OF_BOARD = (
    board_opening.opening, board_sure.ranking, board_groups.groups, board_moves.why_moved,
    board_takes.what_it_takes, board_beside.beside_ranking, board_method.framework,
    board_method.steps, board_method.caveats,
)  # fmt: skip
# What Chinese texts call so too; names of files, codes and parameters; a name as transcribed.
NAMES = re.compile(r"(?<![A-Za-z])(?:SCI|GDP|CSV|SVG|PNG|MIT|Wu Tong)(?![A-Za-z])")
CODES = re.compile(r"[a-z0-9-]+(?:[_/.:-][a-zA-Z0-9\u4e00-\u9fff-]+)+")

pytestmark = pytest.mark.usefixtures("project_data", "chinese")


@cache
def cleaned():
    return cleaning.clean_again("zh")


@cache
def scored():
    return board.open_scoreboard(["430000"], "all", 2018, "newest", language="zh")


@cache
def page(name: str) -> str:
    sections = OF_DATA if name == "data" else OF_BOARD
    of = cleaned() if name == "data" else scored()
    return "\n".join(section(of).html() for section in sections)


@cache
def traced(name: str) -> tuple[str, list[str]]:
    """The page as it is published, and what is objected to."""
    faults: list[str] = []
    return Traces(judge()).take(page(name), faults.append), faults


def told(section, of) -> str:
    return re.sub(r"<[^>]+>", "", unescape(untraced(section(of).html())))


@pytest.mark.parametrize("name", ["data", "scoreboard"])
def test_every_claim_is_borne(name):
    assert traced(name)[1] == []


@pytest.mark.parametrize("name", ["data", "scoreboard"])
def test_nothing_but_names_and_a_storys_own_words_is_english(name):
    shown = re.sub(r"<(style|script)\b.*?</\1>", "", traced(name)[0], flags=re.DOTALL)
    assert english_in(shown, CODES, NAMES) == []


def told_of_traces(name: str) -> set[str]:
    """The words in the page's table of traces."""
    traces = Traces(judge())
    traces.take(page(name), lambda _: None)
    return set(json.loads(traces.as_json())["p"])


def test_a_count_of_observations_says_in_which_column():
    """Repeats have a value in repeats; what is not comparable holds "no" and repeats nothing."""
    words = told_of_traces("data")
    assert "由本报告计数：repeats一栏有值的观测值" in words
    assert "由本报告计数：derived_from一栏有值的观测值" in words
    assert "由本报告计数：comparable一栏为此值、repeats一栏为空的观测值" in words


def test_a_tooltip_of_the_scoreboard_says_which_gdp():
    words = told_of_traces("scoreboard")
    assert "研究与试验发展经费投入强度（占修订后地区生产总值%）" in words


def test_a_year_found_by_its_figure_is_told_once():
    assert "年年" not in told(story_claims.story_claims, cleaned())


def test_the_record_of_cleaning_is_told():
    """Two corrections and four conflicts, as the tables of data/reference have them."""
    assert "中国的规划以亩为单位，译文误作英亩" in told(cleaning_rows.repaired, cleaned())
    assert told(cleaning.conflicts, cleaned()).count("（采用）") == 4
    assert "31个省之和与全国数对照" in told(checked.checked, cleaned())
    words = told(story_claims.story_claims, cleaned())
    counted = re.search(r"报道刊载的(\d+)项实际数据", words)
    assert counted[1] == str(len(story_claims.judged(cleaned())))
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
