"""What came of a promise is of the year that it was due, and a count of results has its verdict."""

from __future__ import annotations

import html

import pytest
from judged import judge

from helpers.claims.claim import written
from helpers.claims.kinds import Reckoned, Worked
from helpers.language import speaking
from helpers.site.tracing import Traces

RESULTS = "told_by,verdict\na,borne out\nb,borne out\nc,found by its figure\nd,cannot be checked\n"
GREW = "changsha_evening_news_2023:s22.2"  # Hunan's R&D, more than 12 % in 2023


@pytest.mark.parametrize(
    ("said", "borne"),
    [("128.4", True), ("117.5", False), ("139.5", False), ("131.6", False), ("9.2", False)],
)
def test_the_level_that_came_is_that_of_the_year_of_the_promise(said, borne):
    """117.5 billion yuan in 2022, 128.4 in 2023, 139.5 in 2024; 131.6 was promised."""
    assert (judge().objection(Worked(said, "came_level", GREW)) == "") == borne


@pytest.mark.parametrize(
    ("language", "number", "verdict", "words", "borne"),
    [
        ("en", "2", "borne out", "2 are borne out by the record at hand", True),
        ("en", "2", "borne out", "2 are contradicted by it", False),
        ("en", "1", "borne out", "1 are borne out by the record at hand", False),
        ("en", "1", "found by its figure", "1", True),
        ("en", "1", "found by its figure", "1 are borne out by the record at hand", False),
        ("en", "3", "found by its figure", "3", False),
        ("en", "1", "cannot be checked", "1 cannot be checked with what is at hand", True),
        ("en", "1", "cannot be checked", "1 are borne out by the record at hand", False),
        ("zh", "2", "borne out", "2项与现有记录一致", True),
        ("zh", "2", "borne out", "2项与现有记录不一致", False),
        ("zh", "1", "found by its figure", "1项与现有记录一致", False),
    ],
)  # fmt: skip
def test_a_count_of_results_is_told_with_its_own_verdict(language, number, verdict, words, borne):
    claim = Reckoned(number, "counted", ("picture", "results", f"told_by:verdict={verdict}"))
    faults = []
    with speaking(language):
        piece = f'<span data-claim="{html.escape(written(claim))}">{words}</span>'
        Traces(judge(), {"results": RESULTS}).take(piece, faults.append)
    assert (faults == []) == borne, faults
