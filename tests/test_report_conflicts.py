"""Figures that disagree, on the real record."""

from __future__ import annotations

import pytest
from as_shown import tree, words
from editions import cleaned, edition
from raw_figures import TIBET, XINJIANG

from helpers.report import cleaning
from helpers.report.conflicts import conflict_list, conflicts_within

pytestmark = pytest.mark.usefixtures("project_data")


def test_disagreements_keep_to_the_areas_that_are_compared():
    """Four are on record: Shanghai's budget, and three of other zones."""
    told = words(tree(conflicts_within(edition(("330000",), "zone")).html()))
    assert told.startswith("Shanghai, ")
    assert told.endswith(
        "3 other disagreements on record, of areas that this edition does not compare: see the "
        "data page."
    )
    none = words(tree(conflicts_within(edition((TIBET,), (XINJIANG,))).html()))
    assert none.startswith("4 disagreements on record, of areas")
    whole = conflict_list(edition().observations, edition().reference)
    assert conflicts_within(edition()).html() == whole.html()


def test_conflicts_show_both_sides_and_the_one_that_is_used():
    items = [words(item) for item in tree(cleaning.conflicts(cleaned()).html()).findall(".//li")]
    assert len(items) == 4
    rank_item = next(item for item in items if item.startswith("Hunan, Regional"))
    assert "11th in Changsha Evening News, 2023-02-26;" in rank_item
    assert "13th in Huasheng Online, 2023-02-24 (used)" in rank_item
    shanghai = next(item for item in items if item.startswith("Shanghai"))
    assert shanghai.startswith("Shanghai, Local budget expenditure, total, 2022: ")
    used, _, other = shanghai.partition(" (used)")
    assert "939.316 billion yuan (printed 9393.16) in" in used
    assert "939.3 billion yuan (printed 9393.00) in" in other
    assert words(
        tree(conflict_list(edition().observations, edition().reference).html())
    ) == "".join(items)
