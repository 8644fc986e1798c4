"""The line that says where a chart's figures were published, collected anew by the judge."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from judged import judge

from helpers.claims.kinds import Worded
from helpers.claims.published import PUBLISHED
from helpers.draw.words import wrap, wrap_traced
from helpers.language import speaking
from helpers.report.source_words import areas_in, shown_in
from helpers.traces import traced_words, untraced

BULLETIN = "National S&T Expenditure Statistical Bulletin 2024 (NBS, MOST, MOF)"
OLD = "National S&T Expenditure Statistical Bulletin (NBS, MOST, MOF), figures as first published"
GDP = "NBS data portal: GDP by province, revised after the fifth economic census"


def borne(what, *of, language="en"):
    with speaking(language):
        return PUBLISHED[what](judge(), *of)[0]


def objection(said, what, *of, language="en"):
    with speaking(language):
        return judge().objection(Worded(said, what, of))


def test_a_computed_indicator_stands_on_the_publications_of_its_parts():
    """Revised intensity of 2023 is R&D of the yearbook over the portal's GDP, 31 figures each."""
    of = ("source", "all", "rd_intensity_revised_gdp 2023")
    said = borne(*of)
    assert said.startswith("Source: ")
    assert said.endswith("; computed in this report")
    own = said.removeprefix("Source: ").removesuffix("; computed in this report").split("; ")
    assert len(own) == 2
    assert {title.split(" (")[0].split(":")[0] for title in own} == {
        "China Statistical Yearbook on Science and Technology", "NBS data portal"}  # fmt: skip
    assert objection(said, *of) == ""
    one, other = own
    for false in (
        f"Source: {one}; computed in this report",  # one is missing
        f"Source: {other}; computed in this report",
        f"Source: {one}; {other}",  # not said to be computed
        f"Source: {other}; {one}; computed in this report",
        f"Source: {one}; {other}; {BULLETIN}; computed in this report",  # one too many
        f"Source: {one}; {BULLETIN}; computed in this report",  # another in its place
        said.replace("NBS data portal", "NBS data base"),
        "Source: no figure of these years",
        "",
    ):
        assert objection(false, *of), false


def test_other_years_other_areas_and_other_indicators_have_other_publications():
    """Of the intensity 2024 is in the bulletin of 2024, and 2021 was first published before."""
    new, old = (borne("source", "430000", f"rd_intensity_as_published {year}")
                for year in (2024, 2021))  # fmt: skip
    both = borne("source", "430000", "rd_intensity_as_published 2021 2024")
    assert len({new, old, both}) == 3
    for said in (new, old):
        assert said.removeprefix("Source: ") in both
        assert objection(said, "source", "430000", "rd_intensity_as_published 2021 2024")
    assert objection(new, "source", "430000", "rd_intensity_as_published 2021")
    assert borne("source", "430000", "rd_intensity_as_published 1990") == ""


def test_the_most_used_comes_first():
    said = borne("source", "430000", "rd_intensity_as_published 2010-2024")
    assert not said.startswith(f"Source: {BULLETIN}")  # one year of fifteen
    assert BULLETIN in said


@pytest.mark.parametrize("what", ["source in short", "source of rates", "source of scores"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_line_without_tables_names_each_publication_once(what, language):
    of = ("all",) * (what != "source of scores"), ("rd_fte 2023", "rd_expenditure 2023")
    of = (what, *of[0], *of[1])
    said = borne(*of, language=language)
    name = {"en": "China Statistical Yearbook on Science and Technology",
            "zh": "《中国科技统计年鉴》"}[language]  # fmt: skip
    assert said.count(name) == 1
    assert objection(said, *of, language=language) == ""
    assert objection(said.replace(name, "X"), *of, language=language)
    assert objection(said, *of, language="zh" if language == "en" else "en")


def test_the_line_in_chinese():
    of = ("source", "all", "rd_intensity_as_published 2024")
    said = borne(*of, language="zh")
    assert said == "来源：《2024年全国科技经费投入统计公报》（国家统计局、科学技术部、财政部）"
    assert objection(said, *of, language="zh") == ""
    assert objection(said.replace("2024", "2023"), *of, language="zh")


def test_years_and_areas_are_named_in_few_words():
    years = pd.Series([2012, 2013, 2014, 2016, 2018, 2019])
    assert shown_in(["a", "b"], years) == ["a 2012-2014 2016 2018-2019",
                                           "b 2012-2014 2016 2018-2019"]  # fmt: skip
    edition = SimpleNamespace(reference=SimpleNamespace(provinces=("430000", "410000")))
    assert areas_in(edition, ["430000", "100000", "410000"]) == "all 100000"
    assert areas_in(edition, ["430000", "100000"]) == "100000 430000"


def test_a_line_over_several_lines_of_a_chart_is_broken_as_without_its_claim():
    with speaking("zh"):
        said = borne("source", "all", "rd_intensity_revised_gdp 2023", language="zh")
        whole = Worded(said, "source", ("all", "rd_intensity_revised_gdp 2023")).words
        for width in (120, 333):
            lines = wrap_traced(f"{whole}；报道：甲。", width, 10)
            assert list(map(untraced, lines)) == wrap(f"{said}；报道：甲。", width, 10)
            assert len(traced_words("".join(lines))) == len([x for x in lines if traced_words(x)])
            assert "".join(words for words, _ in traced_words("".join(lines))) == said
