"""Names that the scoreboard and the profiles list: judged by code and as they are printed, by hand.

The nation has rows of 2022 of four indicators of the scoreboard: R&D intensity (on the GDP of its
day), science and technology in the (local) budget, basic research in R&D, high-tech manufacturing
revenue over GDP. So it has none of the pillar Enterprise.
"""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from judged import judge

from helpers.claims.judge import Judge
from helpers.claims.kinds import Reckoned, Scored
from helpers.claims.named import CHOICES, misnamed
from helpers.claims.score_words import WORDS
from helpers.language import speaking

BOARD = "all|2012|2024|revised|whole"
HAS = "rd_intensity;scitech_budget;basic_research;hitech_revenue"
HAS_WORDS = {
    "en": "R&D intensity, science and technology in the budget, basic research in R&D and "
          "high-tech manufacturing revenue",
    "zh": "研究与试验发展经费投入强度、财政科技支出、基础研究占研究与试验发展经费比重和"
          "高技术制造业营业收入",
}  # fmt: skip


def objection(said: str, what: str, codes: str, language: str = "en", **of) -> str:
    of = {"board": BOARD, "year": 2022} | of
    with speaking(language):
        return judge().objection(Scored(said, what, other=codes, **of))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("what", "codes", "words"),
    [
        ("nation_has", HAS, HAS_WORDS),
        ("nation_pillars", "input;knowledge;results",
         {"en": "Input, Knowledge and Results", "zh": "投入、知识和成效"}),
        ("nation_lacks", "enterprise", {"en": "Enterprise", "zh": "企业"}),
    ],
)  # fmt: skip
def test_what_the_nation_has_rows_of_by_code_and_by_name(what, codes, words, language):
    said, own = words[language], codes.split(";")
    assert objection(said, what, codes, language) == ""
    strange = "papers" if what == "nation_has" else ({"input", "enterprise"} - set(own)).pop()
    false = {
        "one less": (said, ";".join(own[1:])),
        "one more": (said, f"{codes};{strange}"),
        "another": (said, ";".join([strange, *own[1:]])),
        "none": (said, ""),
        "the other language": (words["zh" if language == "en" else "en"], codes),
        "a name more": (f"{said}, {said}", codes),
        "other names": ("R&D personnel", codes),
    }
    assert {how for how, claim in false.items() if not objection(claim[0], what, claim[1],
                                                                 language)} == set()  # fmt: skip
    swapped = own[::-1]
    if len(own) > 1:  # right codes, and names in another order than theirs
        assert objection(said, what, ";".join(swapped), language) != ""


@pytest.mark.parametrize(
    ("what", "codes", "of", "en", "zh"),
    [
        ("alike", "430000;610000", {}, "Hunan and Shaanxi", "湖南和陕西"),
        ("alike", "", {}, "nobody", "无"),
        ("contradicted", "430000>610000", {}, "Hunan above Shaanxi", "湖南居陕西之上"),
        ("contradicted", "", {}, "more than half", "过半"),
        ("tier_of", "110000", {"code": "1"}, "alone in the first tier", "独居第1梯队"),
        ("movers", "treat;weight of input", {}, "treatment of outliers and weight of input",
         "异常值处理与否和“投入”的权重"),
        ("group", "leader", {}, "Leaders", "领先"),
        ("group", "strong", {}, "Strong", "较强"),
        ("group", "moderate", {}, "Moderate", "中等"),
        ("group", "emerging", {}, "Emerging", "新兴"),
        ("highest", "enterprise", {}, "Enterprise", "企业"),
    ],
)  # fmt: skip
def test_a_printed_name_is_that_of_its_code(what, codes, of, en, zh):
    said = Scored(en, what, BOARD, year=2022, other=codes, **of)
    assert misnamed(judge().scores, said) == ""
    for words in ("", "Hunan", "Hunan, Shaanxi", "nothing", f"{en} and Henan"):
        assert misnamed(judge().scores, dataclasses.replace(said, said=words)) != ""
    with speaking("zh"):
        assert misnamed(judge().scores, said) != ""
        own = misnamed(judge().scores, dataclasses.replace(said, said=zh))
        assert own == "", own


def test_every_choice_that_is_varied_has_a_name():
    critic_knows = {"data", "impute", "treat", "normalise", "aggregate", "left_out", "figures"}
    assert set(CHOICES) == critic_knows


def test_who_is_passed_by_a_better_rank_of_a_later_tier():
    """b, fourth in tier 2, is passed by d, third in tier 3; c, second, by nobody."""
    hand = SimpleNamespace(
        board=lambda name: SimpleNamespace(
            plan=SimpleNamespace(root="index"),
            ranks=lambda code, year: {"a": 1, "b": 4, "c": 2, "d": 3, "e": 5},
        ),
        critic=lambda said: SimpleNamespace(tiers={"a": 1, "b": 2, "c": 2, "d": 3, "e": 3}),
    )
    assert WORDS["passed"](hand, Scored("", "passed", BOARD)) == ["b"]


@pytest.mark.parametrize(("year", "codes"), [(2022, ""), (2023, "papers"), (2011, "")])
def test_what_keeps_a_year_unscored(year, codes):
    """Papers end in 2022; all that reaches back has figures of 2011."""
    board = "all|2012|2024|revised|long"
    assert WORDS["unscored"](judge().scores, Scored("", "unscored", board, year=year)) == [
        code for code in codes.split(";") if code
    ]
    false = "papers" if not codes else ""
    assert objection("SCI papers", "unscored", false, board=board, year=year) != ""
    assert objection("patents", "unscored", "papers", board=board, year=2023) != ""


# ---------------------------------------------------------------- the shortest row, and who lacks


RESTATED = "rd_intensity_2023_revised_published"  # of 2023 alone


@pytest.mark.parametrize(
    ("said", "code", "borne"),
    [
        ("1", RESTATED, True),
        ("2", RESTATED, False),
        ("0", RESTATED, False),
        ("7", "hte_recognised_in_year", False),  # of 2018 to 2024: there is a shorter one
        ("1", "hte_recognised_in_year", False),
    ],
)
def test_the_shortest_row_is_named_with_its_years(said, code, borne):
    found = judge().objection(Reckoned(said, "", ("field", "shortest row", code)))
    assert (found == "") == borne, found


@pytest.mark.parametrize(
    ("language", "one", "both"),
    [
        ("en", "papers in the Science Citation Index (2022)",
         "papers in the Science Citation Index (2022) and GDP, revised (2024)"),
        ("zh", "SCI收录论文（2022年）", "SCI收录论文（2022年）和地区生产总值（修订后）（2024年）"),
    ],
)  # fmt: skip
def test_of_what_an_area_has_no_figure_in_the_newest_year(language, one, both):
    rows = judge().rows
    lost = {"430000": [("sci_papers", 2022)], "410000": [("sci_papers", 2022),
                                                       ("gdp_revised", 2024)]}  # fmt: skip
    gone = {obs_id for area, places in lost.items() for code, year in places
            for obs_id in rows.figure(code, area, year).obs_ids}  # fmt: skip
    kept = {obs_id: row for obs_id, row in rows.observations.items() if obs_id not in gone}
    own = Judge(dataclasses.replace(rows, observations=kept, _made={}, _columns={}, _counts={}))

    def refused(said: str, area: str, asked: str = "sci_papers gdp_revised") -> str:
        by = ("profile", "without a figure", area, "all", "2012", "2024", "default", asked)
        with speaking(language):
            return own.objection(Reckoned(said, "", by))

    assert refused(one, "430000") == refused(both, "410000") == ""
    false = [
        (both, "430000"), (one, "410000"), (one, "420000"), ("", "430000"),
        (one.replace("2022", "2021"), "430000"), (f"{one}, {one}", "430000"),
    ]  # fmt: skip
    assert [claim for claim in false if not refused(*claim)] == []
    assert refused(one, "430000", "gdp_revised") != ""
