"""Two states of the observations, made by hand: what changed between them, and what follows."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import changes, compare, targets
from helpers.reference import load_reference

HENAN, HUNAN, CHANGSHA = "410000", "430000", "430100"


def table(*rows: dict) -> pd.DataFrame:
    """Observations: one of money of Hunan in 2022 each, but for what is given."""
    given = [{"comparable": "yes"} | row for row in rows]
    return tiny.rows(tiny.OBSERVATION, *given)


def only(old: pd.DataFrame, new: pd.DataFrame) -> dict:
    (row,) = changes.changes(old, new).to_dict("records")
    return row


def kinds(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, str, str]]:
    rows = changes.changes(old, new)
    return list(zip(rows["kind"], rows["old_obs_id"], rows["obs_id"], strict=True))


A = {"obs_id": "panel:a"}
B = {"obs_id": "panel:b", "ref_area": HENAN}


def test_a_row_added_and_a_row_removed_mirror_each_other():
    one, two = table(A), table(A, B)
    added = only(one, two)
    assert (added["kind"], added["obs_id"], added["old_obs_id"]) == ("added", "panel:b", "")
    assert (added["ref_area"], added["new_obs_value"]) == (HENAN, "2000000000")
    assert added["old_obs_value"] == added["changed"] == ""
    removed = only(two, one)
    assert (removed["kind"], removed["obs_id"], removed["old_obs_id"]) == ("removed", "", "panel:b")
    assert (removed["old_obs_value"], removed["new_obs_value"]) == ("2000000000", "")


@pytest.mark.parametrize(
    "cells",
    [
        {"obs_value": "2100000000"},
        {"obs_value_high": "2200000000"},
        {"qualifier": "over"},
        {"unit_measure": "USD"},
        {"obs_value": "2100000000", "comparable": "no", "note": "mended"},
    ],
)
def test_another_value_of_the_same_key_is_a_revision(cells):
    row = only(table(A), table(A | cells))
    assert row["kind"] == "revised"
    assert row["changed"].split(";") == [name for name in changes.COMPARED if name in cells]
    assert row["old_obs_value"] == "2000000000"
    assert row["new_obs_value"] == cells.get("obs_value", "2000000000")


def test_a_number_written_otherwise_is_the_same_number():
    assert changes.changes(table(A), table(A | {"obs_value": "2000000000.0"})).empty


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("ref_area", HENAN),
        ("indicator", "firms"),
        ("time_period", "2021"),
        ("measure", "growth"),
        ("obs_status", "expected"),
        ("reference_group", "the nation"),
        ("base_period", "2021"),
        ("matched_period", "2022"),
        ("comparable", "no"),
        ("repeats", "panel:b"),
        ("derived_from", "panel:b;panel:c"),
    ],
)
def test_another_meaning_or_use_is_a_reclassification(name, cell):
    row = only(table(A), table(A | {name: cell}))
    assert (row["kind"], row["changed"]) == ("reclassified", name)
    assert row["now"] == f"{name}={cell}"


def test_a_target_that_became_a_result_is_no_revision():
    target = A | {"obs_status": "target", "obs_value": "1"}
    row = only(table(target), table(A | {"obs_value": "3"}))
    assert (row["kind"], row["changed"]) == ("reclassified", "obs_value;obs_status")
    assert (row["was"], row["now"]) == (
        "obs_value=1; obs_status=target",
        "obs_value=3; obs_status=actual",
    )


def test_other_words_and_another_repeated_row_are_told_apart_from_figures():
    one, two = A | {"repeats": "x:1", "note": "old"}, A | {"repeats": "y:1", "note": "new"}
    row = only(table(one), table(two))
    assert (row["kind"], row["changed"]) == ("reworded", "repeats;note")


class TestByKey:
    """A newer file came in place of an older one: every obs_id is another."""

    def test_an_equal_value_moved_and_another_is_a_revision(self):
        old = table({"obs_id": "old:h"}, {"obs_id": "old:n", "ref_area": HENAN})
        new = table(
            {"obs_id": "new:h", "obs_value": "2000000000.00"},
            {"obs_id": "new:n", "ref_area": HENAN, "obs_value": "7"},
        )
        assert kinds(old, new) == [("revised", "old:n", "new:n"), ("moved", "old:h", "new:h")]
        assert [kind for kind, *_ in kinds(new, old)] == ["revised", "moved"]

    def test_another_key_is_no_revision(self):
        old, new = table({"obs_id": "old:h"}), table({"obs_id": "new:h", "time_period": "2023"})
        assert kinds(old, new) == [("added", "", "new:h"), ("removed", "old:h", "")]

    def test_a_row_that_stayed_takes_part_in_no_pair(self):
        old = table(A, {"obs_id": "old:h", "obs_value": "5"})
        new = table(A, {"obs_id": "new:h", "obs_value": "6"})
        assert kinds(old, new) == [("revised", "old:h", "new:h")]

    def test_several_that_agree_are_revised_together(self):
        old = table({"obs_id": "old:1"}, {"obs_id": "old:2", "repeats": "old:1"})
        new = table(
            {"obs_id": "new:1", "obs_value": "7"},
            {"obs_id": "new:2", "obs_value": "7", "repeats": "new:1"},
        )
        found = [("revised", "old:1", "new:1"), ("revised", "old:2", "new:2")]
        assert kinds(old, new) == found

    def test_nothing_is_guessed_where_several_differ(self):
        old = table({"obs_id": "old:1", "obs_value": "1"}, {"obs_id": "old:2", "obs_value": "2"})
        new = table({"obs_id": "new:1", "obs_value": "2"}, {"obs_id": "new:2", "obs_value": "4"},
                    {"obs_id": "new:3", "obs_value": "5"})  # fmt: skip
        assert kinds(old, new) == [
            ("added", "", "new:2"),
            ("added", "", "new:3"),
            ("removed", "old:1", ""),
            ("moved", "old:2", "new:1"),
        ]

    def test_without_a_period_only_an_equal_value_is_the_same_figure(self):
        old = table({"obs_id": "old:1", "time_period": ""})
        new = table({"obs_id": "new:1", "time_period": "", "obs_value": "4"})
        assert [kind for kind, *_ in kinds(old, new)] == ["added", "removed"]


def test_a_figure_that_tells_another_again_is_no_new_one():
    again = B | {"obs_id": "other:b", "repeats": B["obs_id"]}
    new = B | {"obs_id": "panel:c", "time_period": "2030"}
    assert kinds(table(A, B), table(A, B, again, new)) == [
        ("added", "", "panel:c"),
        ("repeated", "", "other:b"),
    ]
    assert kinds(table(A, B, again), table(A, B)) == [("unrepeated", "other:b", "")]


def test_counts_name_every_kind():
    rows = changes.changes(table(A), table(A | {"obs_value": "1"}, B))
    assert changes.counts(rows) == dict.fromkeys(changes.KINDS, 0) | {"added": 1, "revised": 1}


def test_an_obs_id_twice_is_refused():
    with pytest.raises(ValueError, match="panel:a stands twice"):
        changes.changes(table(A, A), table(A))


CELLS = st.fixed_dictionaries(
    {
        "obs_id": st.sampled_from([f"s:{number}" for number in range(8)]),
        "ref_area": st.sampled_from([HENAN, HUNAN]),
        "time_period": st.sampled_from(["", "2021", "2022"]),
        "obs_value": st.sampled_from(["1", "1.0", "2", "3"]),
        "obs_status": st.sampled_from(["actual", "target"]),
        "note": st.sampled_from(["", "n"]),
        "repeats": st.sampled_from(["", "s:9"]),
    }
)
STATES = st.lists(CELLS, max_size=6, unique_by=lambda row: row["obs_id"]).map(
    lambda rows: table(*rows)
)


@settings(deadline=None)  # what a loaded machine takes is no fault
@given(STATES)
def test_nothing_changed_between_a_state_and_itself(state):
    assert changes.changes(state, state.sample(frac=1, random_state=1)).empty


@settings(deadline=None)  # what a loaded machine takes is no fault
@given(STATES, STATES)
def test_what_one_way_is_added_is_removed_the_other_way(old, new):
    there, back = changes.changes(old, new), changes.changes(new, old)
    sides = {"added": "removed", "repeated": "unrepeated"}
    sides |= {other: one for one, other in sides.items()}

    def ends(rows, swap):
        return sorted(
            (sides.get(kind, kind), one, other) if swap else (kind, other, one)
            for kind, one, other in zip(
                rows["kind"], rows["obs_id"], rows["old_obs_id"], strict=True
            )
        )

    assert ends(there, False) == ends(back, True)
    number = changes.counts(there)
    come, gone = number["added"] + number["repeated"], number["removed"] + number["unrepeated"]
    assert len(new) - len(old) == come - gone


# ------------------------------------------------------------------------------- what follows


def figures(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(
        [(area, "money", year, value, "x") for area, year, value in rows], columns=compare.COLUMNS
    )


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return load_reference(tiny.write_data(tmp_path_factory.mktemp("tiny") / "data"))


AREAS = (HENAN, HUNAN, CHANGSHA)


def test_two_provinces_change_places_in_the_newest_common_year(reference):
    old = figures((HENAN, 2021, 3.0), (HUNAN, 2021, 2.0), (CHANGSHA, 2021, 1.0))
    new = figures((HENAN, 2021, 3.0), (HUNAN, 2021, 4.0), (CHANGSHA, 2021, 1.0),
                  (HENAN, 2022, 1.0), (HUNAN, 2022, 2.0))  # fmt: skip
    moved = changes.moved_ranks(old, new, [reference.indicator["money"]], AREAS)
    assert moved.to_numpy().tolist() == [
        [HUNAN, "money", 2021, 2, 1, 3, 3],
        [HENAN, "money", 2021, 1, 2, 3, 3],
    ]


def test_a_lower_is_better_rank_moves_the_other_way(reference):
    lower = dataclasses.replace(reference.indicator["money"], direction="lower")
    old, new = (
        figures((HENAN, 2021, 3.0), (HUNAN, 2021, 2.0)),
        figures((HENAN, 2021, 1.0), (HUNAN, 2021, 2.0)),
    )
    moved = changes.moved_ranks(old, new, [lower], (HENAN, HUNAN))
    assert moved[["ref_area", "old_rank", "new_rank"]].to_numpy().tolist() == [
        [HENAN, 2, 1],
        [HUNAN, 1, 2],
    ]


def test_a_province_that_has_a_figure_at_last_is_ranked(reference):
    old = figures((HENAN, 2021, 3.0), (HUNAN, 2021, 2.0))
    new = figures((HENAN, 2021, 3.0), (HUNAN, 2021, 2.0), (CHANGSHA, 2021, 1.0))
    (row,) = changes.moved_ranks(old, new, [reference.indicator["money"]], AREAS).to_numpy()
    assert row[0] == CHANGSHA
    assert math.isnan(row[3])
    assert list(row[4:]) == [3, 2, 3]


def test_without_a_common_year_no_rank_moved(reference):
    old, new = figures((HENAN, 2021, 3.0), (HUNAN, 2021, 2.0)), figures((HENAN, 2022, 1.0))
    moved = changes.moved_ranks(old, new, [reference.indicator["money"]], AREAS)
    assert list(moved.columns) == list(changes.RANK_COLUMNS)
    assert moved.empty


def told(*rows: tuple[str, float]) -> pd.DataFrame:
    """Of targets.promises: targets of Hunan for 2023, each a verdict and a value."""
    cells = dict.fromkeys(targets.COLUMNS, "") | {
        "ref_area": HUNAN, "indicator": "firms", "measure": "level", "obs_status": "target",
        "period": "2023", "qualifier": "over",
    }  # fmt: skip
    return pd.DataFrame(
        [cells | {"verdict": verdict, "value": value} for verdict, value in rows],
        columns=list(targets.COLUMNS),
    )


OPEN = "open"


@pytest.mark.parametrize(
    ("before", "after", "verdicts"),
    [
        ([(OPEN, 100.0)], [("met", 100.0)], [(OPEN, "met")]),
        ([(OPEN, 100.0)], [("missed", 100.0)], [(OPEN, "missed")]),
        ([("met", 100.0)], [("missed", 100.0)], [("met", "missed")]),
        ([("met", 100.0)], [(OPEN, 100.0)], [("met", OPEN)]),
        ([], [("met", 100.0)], [("", "met")]),
        ([("met", 100.0)], [], []),
        ([(OPEN, 100.0)], [(OPEN, 100.0)], []),
        ([(OPEN, 1.0)], [("undecided", 1.0)], []),
        ([(OPEN, 100.0), ("missed", 9.0)], [("met", 100.0), ("missed", 9.0)],
         [(OPEN, "met")]),
    ],
)  # fmt: skip
def test_targets_with_another_verdict(before, after, verdicts):
    found = changes.decided_targets(told(*before), told(*after))
    assert list(zip(found["old_verdict"], found["new_verdict"], strict=True)) == verdicts


MONEY = {"obs_value": "4000000000", "obs_id": "panel:money/410000/2022", "ref_area": HENAN}
TARGET = {"obs_id": "story:s1.1", "source_id": "story", "obs_status": "target",
          "time_period": "2023", "obs_value": "9", "indicator": "firms", "unit_measure": "NUM",
          "comparable": "no"}  # fmt: skip
RESULT = {"obs_id": "panel:firms/430000/2023", "indicator": "firms", "time_period": "2023",
          "obs_value": "10", "unit_measure": "NUM"}  # fmt: skip


def test_between_gives_rows_ranks_and_verdicts(reference):
    old = table({}, MONEY, TARGET)
    new = table({"obs_value": "5000000000"}, MONEY, TARGET, RESULT)
    found = changes.between(old, new, reference)
    assert changes.counts(found.rows)["revised"] == 1
    assert found.ranks[["ref_area", "old_rank", "new_rank"]].to_numpy().tolist() == [
        [HUNAN, 2, 1],
        [HENAN, 1, 2],
    ]
    assert found.targets[["obs_id", "new_verdict"]].to_numpy().tolist() == [["story:s1.1", "met"]]


def test_between_equal_states_is_nothing(reference):
    found = changes.between(table({}, MONEY), table({}, MONEY), reference)
    assert found.none
    assert found.ranks.empty
    assert found.targets.empty


def test_an_indicator_that_no_table_knows_any_more_is_compared_row_by_row(reference):
    gone = {"obs_id": "old:x", "indicator": "forgotten"}
    found = changes.between(table({}, MONEY, gone), table({}, MONEY), reference)
    assert found.rows["kind"].to_list() == ["removed"]
    assert found.ranks.empty
