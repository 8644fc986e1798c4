"""Figures that are told twice: repeats, conflicts, and which of two stands."""

from decimal import Decimal

import pytest
import tiny

from helpers.clean.repeats import agree, settle
from helpers.faults import FaultsFound

OBSERVATION = tiny.OBSERVATION | {"obs_value_high": None, "quantum": Decimal(1)}
RECORD = {"obs_ids": "a:1;b:1", "used": "a:1", "reason": "because"}


def figure(obs_id, value, quantum="1", **cells):
    numbers = {"obs_value": Decimal(value), "quantum": Decimal(quantum), "as_printed": value}
    return numbers | {"obs_id": obs_id, "source_id": obs_id.partition(":")[0]} | cells


def told(*figures, recorded=(), stories=()):
    return settle(tiny.rows(OBSERVATION, *figures), tiny.rows(RECORD, *recorded), stories)


def repeats(*figures, **more):
    table = told(*figures, **more).observations
    return dict(zip(table["obs_id"], table["repeats"], strict=True))


def faults_of(*figures, **more):
    with pytest.raises(FaultsFound) as caught:
        told(*figures, **more)
    return caught.value.faults


def test_equal_figures_are_repeats_of_the_first():
    assert repeats(figure("a:1", "13910"), figure("b:1", "13910"), figure("c:1", "13910")) == {
        "a:1": "",
        "b:1": "a:1",
        "c:1": "a:1",
    }


def test_the_finer_of_two_is_used_whatever_the_order():
    coarse, fine = figure("a:1", "20", "0.1"), figure("b:1", "19.98", "0.01")
    assert repeats(coarse, fine) == {"a:1": "b:1", "b:1": ""}
    assert repeats(fine, coarse) == {"a:1": "b:1", "b:1": ""}


@pytest.mark.parametrize(
    ("coarse", "fine", "same"),
    [
        ("20", "19.50", True),  # half a unit: rounded up it is 20
        ("20", "20.50", True),  # rounded half to even, too
        ("20", "19.49", False),
        ("20", "20.51", False),
    ],
)
def test_figures_agree_at_the_coarser_printed_precision(coarse, fine, same):
    pair = figure("a:1", coarse, "1"), figure("b:1", fine, "0.01")
    if same:
        assert repeats(*pair) == {"a:1": "b:1", "b:1": ""}
    else:
        (fault,) = faults_of(*pair)
        assert f"a:1 says '{coarse}'" in fault.found
        assert f"b:1 says '{fine}'" in fault.found
        assert "reference/conflicts.csv" in fault.todo


def test_more_than_100_is_not_100():
    assert faults_of(figure("a:1", "100"), figure("b:1", "100", qualifier="over"))


def test_both_ends_of_a_range_must_agree():
    five, six = {"obs_value_high": Decimal(5)}, {"obs_value_high": Decimal(6)}
    span = {"qualifier": "range"}
    assert repeats(figure("a:1", "3", **span, **five), figure("b:1", "3", **span, **five))["b:1"]
    assert faults_of(figure("a:1", "3", **span, **five), figure("b:1", "3", **span, **six))


def test_a_range_is_no_single_figure():
    one, other = (
        tiny.rows(OBSERVATION, figure("a:1", "3", obs_value_high=high)).iloc[0]
        for high in (None, Decimal(3))
    )
    assert not agree(one, other)
    assert not agree(other, one)


@pytest.mark.parametrize(
    "other",
    [
        {"ref_area": "410000"},
        {"indicator": "firms"},
        {"time_period": "2021"},
        {"time_period": "2022-Q1"},
        {"measure": "net_increase"},
        {"obs_status": "target"},
        {"reference_group": "central China"},
    ],
)
def test_figures_of_different_keys_are_never_held_against_each_other(other):
    assert repeats(figure("a:1", "5"), figure("b:1", "7", **other)) == {"a:1": "", "b:1": ""}
    assert repeats(figure("a:1", "5"), figure("b:1", "5", **other)) == {"a:1": "", "b:1": ""}


def test_a_matched_period_stands_for_one_that_is_not_printed():
    undated = {"time_period": "", "matched_period": "2022"}
    assert repeats(figure("a:1", "5", **undated), figure("b:1", "5")) == {"a:1": "b:1", "b:1": ""}
    assert faults_of(figure("a:1", "5", **undated), figure("b:1", "7"))


def test_figures_without_any_period_are_held_against_each_other():
    undated = {"time_period": ""}
    assert repeats(figure("a:1", "5", **undated), figure("b:1", "5", **undated))["b:1"] == "a:1"
    assert faults_of(figure("a:1", "5", **undated), figure("b:1", "7", **undated))


def test_among_equals_the_official_figure_stands_before_the_story():
    story, table = figure("story:1", "5"), figure("table:1", "5")
    assert repeats(story, table, stories={"story"}) == {"story:1": "table:1", "table:1": ""}
    assert repeats(story, table) == {"story:1": "", "table:1": "story:1"}


def test_a_finer_story_stands_before_a_coarser_table():
    story, table = figure("story:1", "5.01", "0.01"), figure("table:1", "5")
    assert repeats(table, story, stories={"story"}) == {"table:1": "story:1", "story:1": ""}


def test_a_figure_that_may_not_be_compared_never_stands_for_one_that_may():
    barred, sound = figure("a:1", "5.01", "0.01", comparable="no"), figure("b:1", "5")
    assert repeats(barred, sound) == {"a:1": "b:1", "b:1": ""}


def test_what_was_handed_in_is_not_touched():
    table = tiny.rows(OBSERVATION, figure("a:1", "5"), figure("b:1", "5"))
    settle(table, tiny.rows(RECORD))
    assert table["repeats"].to_list() == ["", ""]


def test_a_conflict_on_record_is_shown_and_never_averaged():
    result = told(figure("a:1", "11"), figure("b:1", "13", note="seen"), recorded=[{}])
    table = result.observations
    assert [str(value) for value in table["obs_value"]] == ["11", "13"]
    assert table["repeats"].to_list() == ["", ""]
    assert table["comparable"].to_list() == ["", "no"]
    assert table["note"].to_list() == [
        "conflicts with '13': because",
        "seen; conflicts with '11': because",
    ]
    assert result.conflicts.to_dict("records") == [
        {"conflict": 1, "obs_id": "a:1", "used": "yes", "reason": "because"},
        {"conflict": 1, "obs_id": "b:1", "used": "no", "reason": "because"},
    ]


def test_of_a_conflict_none_may_be_used():
    result = told(figure("a:1", "11"), figure("b:1", "13"), recorded=[{"used": "none"}])
    assert result.observations["comparable"].to_list() == ["no", "no"]
    assert result.conflicts["used"].to_list() == ["no", "no"]


def test_a_third_figure_that_differs_is_not_covered_by_the_record():
    figures = [figure("a:1", "11"), figure("b:1", "13"), figure("c:1", "15")]
    (fault,) = faults_of(*figures, recorded=[{}])
    assert "c:1" in fault.found


def test_a_record_of_three_covers_all_three():
    figures = [figure("a:1", "11"), figure("b:1", "13"), figure("c:1", "15")]
    result = told(*figures, recorded=[{"obs_ids": "a:1;b:1;c:1", "used": "c:1"}])
    assert result.observations["comparable"].to_list() == ["no", "no", ""]
    assert result.observations.loc[0, "note"] == "conflicts with '13, 15': because"


def test_conflicts_across_keys_may_be_recorded():
    undated = {"time_period": ""}
    result = told(figure("a:1", "11", **undated), figure("b:1", "13"), recorded=[{}])
    assert result.observations["comparable"].to_list() == ["", "no"]


def test_a_record_of_what_is_not_there_is_refused():
    (fault,) = faults_of(figure("a:1", "11"), recorded=[{}])
    assert (fault.file, fault.line, fault.column) == ("reference/conflicts.csv", 2, "obs_ids")
    assert "'b:1'" in fault.found


def test_only_one_of_the_two_or_none_is_used():
    figures = [figure("a:1", "11"), figure("b:1", "13"), figure("c:1", "1", time_period="2001")]
    (fault,) = faults_of(*figures, recorded=[{"used": "c:1"}])
    assert (fault.column, fault.allowed) == ("used", "one of obs_ids, or none")


def test_no_conflicts_are_an_empty_record():
    assert list(told(figure("a:1", "5")).conflicts.columns) == [
        "conflict",
        "obs_id",
        "used",
        "reason",
    ]
