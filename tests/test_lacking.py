"""Texts of the data without Chinese: none in the committed tables, and each of others' is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.claims.rows import read_rows
from helpers.clean import clean_figures
from helpers.language import in_english, noting, speaking
from helpers.reference import load_reference
from helpers.report.indicator_words import amount
from helpers.report.lacking import INDICATORS, TEXTS, Lacking, told, without_chinese
from helpers.site.inputs import Inputs

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def cleaned():
    return clean_figures(DATA, load_reference(DATA))


def lacking(cleaned, **tables):
    reference = replace(cleaned.reference, **tables)
    return without_chinese(reference, cleaned.observations, cleaned.exclusions)


def test_everything_in_the_committed_data_has_its_chinese(cleaned):
    assert lacking(cleaned) == []
    assert told([]) == []


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Henan Daily", "sources.csv, publisher"),
        ("R&D intensity", "scoreboard.csv, name"),
        ("name of a campaign; its numerals are no figure", "left out"),
        ("working groups set up earlier in the year", "note of huangshi_daily"),
    ],
)
def test_a_text_whose_row_is_taken_away_is_named(cleaned, words, where):
    texts = cleaned.reference.texts_zh
    assert words in set(texts["text"])
    (found,) = lacking(cleaned, texts_zh=texts[texts["text"] != words])[:1]
    assert " ".join(found.words) in words
    assert where in found.where
    assert found.table == TEXTS


def test_an_indicator_without_its_row_says_its_own_words(cleaned):
    """Hunan's R&D expenditure of 2022 in the bulletin: 117.53 billion yuan, 1,175.3亿元."""
    code = "rd_expenditure_bulletin"
    reference = cleaned.reference
    rows = reference.indicators_zh
    grown = replace(reference, indicators_zh=rows[rows["code"] != code])
    (found,) = without_chinese(grown, cleaned.observations)
    assert (found.where, found.table) == (f"indicator {code}", INDICATORS)
    assert "billion yuan" in found.words
    judged = read_rows(DATA)
    kept = judged.indicators_zh.pop(code)
    try:
        with speaking("zh"):
            assert amount(reference.indicator[code], 117.53e9) == "1,175亿元"
            assert amount(grown.indicator[code], 117.53e9) == "117.5 billion yuan"
            assert grown.indicator[code].name == "研究与试验发展经费（公报）"
            assert grown.indicator[code].theme_name == "研究与试验发展经费"
            assert (judged.unit(code), judged.scale(code)) == ("billion yuan", 10**9)
    finally:
        judged.indicators_zh[code] = kept


def test_chinese_words_of_ones_own_lack_nothing(cleaned):
    sources = cleaned.reference.sources
    own = sources.iloc[[0]].assign(title="2025年统计公报", publisher="统计局", note="2025")
    assert lacking(cleaned, sources=pd.concat([sources, own])) == []


def test_what_is_said_of_them_names_the_text_and_the_tables():
    found = [Lacking(("a new note",), "note of x:1", TEXTS),
             Lacking(("X", "yuan"), "indicator x", INDICATORS)]  # fmt: skip
    head, note, indicator = told(found)
    assert head.startswith("2 texts of the data have no Chinese yet")
    assert head.endswith(f"Add to {TEXTS} and {INDICATORS}:")
    assert (note, indicator) == ("  'a new note' (note of x:1)", "  indicator x")
    assert told(found[:1])[0].startswith("1 text of the data has no Chinese yet")


def test_what_stands_in_english_is_noted_only_within_the_block():
    with noting() as outer:
        with noting() as noted:
            assert in_english("a") == in_english("a") == "a"
        in_english("b")
    in_english("c")
    assert list(noted) == ["a"]
    assert list(outer) == ["a", "b"]


NATIONAL = "of the nation: cities newly supported in this notice, not all such cities"


def test_a_page_of_an_area_says_what_its_own_figures_and_sources_say(cleaned):
    """Nothing that its hash is not over: a note of Huangshi is on no page of Hunan."""
    texts = cleaned.reference.texts_zh
    gone = ("working groups set up earlier in the year", "R&D intensity", "Henan Daily", NATIONAL)
    reference = replace(cleaned.reference, texts_zh=texts[~texts["text"].isin(gone)])
    inputs = Inputs(DATA, cleaned.observations, reference, None, cleaned.exclusions)
    assert set(inputs.english()) == set(gone)
    assert set(inputs.english("420200")) == {gone[0], gone[1]}
    assert set(inputs.english("430000")) == {gone[1], NATIONAL}  # it stands beside the nation
    assert gone[2] in inputs.english("410000")
    assert inputs.english("410000", "en") == ()
