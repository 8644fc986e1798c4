"""The yearly levels that have happened, each figure once."""

import pytest
import tiny

from helpers.clean.levels import levels

ROW = tiny.OBSERVATION | {"comparable": "yes"}


def kept(*changes):
    return levels(tiny.rows(ROW, *changes))


def test_columns_and_numbers():
    table = kept({"obs_value": "2000000000.5"})
    assert table.to_dict("records") == [
        {
            "ref_area": "430000",
            "indicator": "money",
            "time_period": "2022",
            "value": 2000000000.5,
            "obs_id": "panel:money/430000/2022",
        }
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"measure": "growth"},
        {"measure": "share"},
        {"measure": "rank"},
        {"measure": "net_increase"},
        {"obs_status": "target"},
        {"obs_status": "expected"},
        {"obs_status": "plan"},
        {"time_period": ""},
        {"time_period": "2022-Q1"},
        {"time_period": "2022-07"},
        {"time_period": "2022-01/2022-07"},
        {"repeats": "csy:money/430000/2022"},
        {"comparable": "no"},
    ],
)
def test_what_is_no_level_of_a_year_that_counts_is_left_out(change):
    table = kept({"obs_id": "kept:1"}, {"obs_id": "left:1"} | change)
    assert table["obs_id"].to_list() == ["kept:1"]


def test_the_unused_figure_of_a_conflict_does_not_count_beside_the_used_one():
    used = {"obs_id": "yearbook:1", "obs_value": "939316000000"}
    unused = {"obs_id": "portal:1", "obs_value": "939300000000", "comparable": "no"}
    assert kept(used, unused)["value"].to_list() == [939316000000.0]


def test_nothing_is_nothing():
    assert len(kept()) == 0
