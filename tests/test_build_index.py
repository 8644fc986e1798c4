"""The whole way: what is refused, what stays missing, what is told."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers.faults import FaultsFound
from helpers.scoreboard import Framework, build_index

NAN = math.nan
FRAMEWORK = pd.DataFrame(
    [("I", "", 1, 1), ("A", "I", 1, 1), ("B", "I", 3, 1),
     ("x", "A", 1, 1), ("y", "A", 1, -1), ("z", "B", 1, 1)],
    columns=["code", "parent", "weight", "direction"],
)  # fmt: skip
VALUES = pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 5], "z": [5, 7, NAN]}, index=list("abc"))


def test_by_hand():
    index = build_index(VALUES, FRAMEWORK)
    assert list(index.scores.columns) == ["I", "A", "B", "x", "y", "z"]
    np.testing.assert_allclose(index.scores["A"], [50, 50, 50])
    np.testing.assert_allclose(index.scores["B"], [0, 100, NAN])
    np.testing.assert_allclose(index.scores["I"], [12.5, 87.5, 50])  # c: of A alone
    np.testing.assert_array_equal(index.ranks["I"], [3, 1, 2])
    np.testing.assert_array_equal(index.ranks["A"], [1, 1, 1])
    np.testing.assert_array_equal(index.ranks["B"], [2, 1, NAN])
    assert not index.imputed.to_numpy().any()
    assert index.unchanged == ("denominate", "impute", "screen", "treat", "transform")
    assert "where a figure is missing, the mean of the rest: 1 case" in index.notes[-1]


def test_the_input_is_left_as_it_was():
    values, framework = VALUES.copy(), FRAMEWORK.copy()
    build_index(values, framework, impute="group_mean", groups=dict.fromkeys("abc", 1), screen=0.5,
                treat="mean_sd")  # fmt: skip
    assert values.equals(VALUES)
    assert framework.equals(FRAMEWORK)


@pytest.mark.parametrize(
    "groups",
    [
        {"a": 1, "b": 1, "c": 1, "not a unit": 2},
        pd.Series({"c": 1, "b": 1, "a": 1}),
        [1, 1, 1],
        "zone",
    ],
)
def test_groups_in_any_shape(groups):
    values = VALUES.assign(zone="all", words="passed over")
    index = build_index(values, FRAMEWORK, impute="group_mean", groups=groups)
    assert index.scores.at["c", "z"] == 50  # the mean of 5 and 7
    assert index.imputed.sum().to_dict() == {"x": 0, "y": 0, "z": 1}
    assert "filled 1 value" in index.notes[1]


def test_who_is_screened_out_has_no_score_and_no_part_in_the_scale():
    index = build_index(VALUES, FRAMEWORK, screen=0.9)
    assert index.screened == ("c",)
    assert index.scores.loc["c"].isna().all()
    assert index.ranks.loc["c"].isna().all()
    assert index.scores.at["b", "x"] == 100  # the greatest of those that stay
    assert list(index.coverage) == [1, 1, 2 / 3]


def test_imputed_values_count_as_covered():
    index = build_index(VALUES, FRAMEWORK, impute="group_mean", groups=[1, 1, 1], screen=1.0)
    assert index.screened == ()
    assert "screen" in index.unchanged


@pytest.mark.parametrize(
    "units",
    [
        [3, 1, 2],
        pd.to_datetime(["2020-01-01", "2021-01-01", "2022-01-01"]),
        pd.MultiIndex.from_tuples([("p", 2020), ("p", 2021), ("q", 2020)]),
    ],
)
def test_units_may_be_anything(units):
    index = build_index(VALUES.set_axis(units), FRAMEWORK, screen=0.5)
    np.testing.assert_allclose(index.scores["I"], [12.5, 87.5, 50])
    assert index.scores.index.equals(VALUES.set_axis(units).index)


@pytest.mark.parametrize(
    "x", [["1", " 2 ", "3"], pd.array([1, 2, 3], dtype="Int64"), np.array([1, 2, 3], dtype="int8")]
)
def test_numbers_may_be_written_anyhow(x):
    assert list(build_index(VALUES.assign(x=x), FRAMEWORK).scores["x"]) == [0, 50, 100]


def test_numpy_may_raise_and_columns_may_be_empty_or_flat():
    before = np.seterr(all="raise")
    try:
        values = VALUES.assign(x=NAN, y=4)
        for method in ("min_max", "z_score", "rank"):
            index = build_index(values, FRAMEWORK, treat="winsorise_log", normalise=method)
            assert index.scores["x"].isna().all()
            assert index.scores["I"].notna().sum() == (3 if method == "rank" else 2)
        assert build_index(values * NAN, FRAMEWORK).scores.isna().all(axis=None)
        alone = build_index(VALUES.iloc[:1], FRAMEWORK)
    finally:
        np.seterr(**before)
    assert alone.scores.isna().all(axis=None)  # nobody to be compared with: no scale
    assert "no scale, as all are alike or missing: x, y, z" in " ".join(alone.notes)


def test_a_geometric_mean_of_zero_is_told():
    index = build_index(VALUES, FRAMEWORK, aggregate="geometric")
    assert list(index.scores["I"]) == pytest.approx([0, 100**0.75 * 50**0.25, 0])
    assert "a part of 0 makes the geometric mean 0: A of a, c; B of a; I of a, c" in index.notes[-1]


def test_copeland_at_the_top_only():
    index = build_index(VALUES, FRAMEWORK, aggregate="copeland")
    np.testing.assert_array_equal(index.scores["I"], [-1, 1, 0])  # A ties; B decides a against b
    np.testing.assert_array_equal(index.scores["A"], [50, 50, 50])
    index = build_index(VALUES, FRAMEWORK, aggregate={1: "copeland", 2: "geometric"})
    np.testing.assert_allclose(index.scores["A"], [0, 50, 0])


def test_a_nation_is_placed_on_the_scale_of_the_units_without_moving_it():
    index = build_index(VALUES, FRAMEWORK)
    nation = index.place(pd.DataFrame({"x": [2], "y": [0], "z": [8]}, index=["nation"]))
    assert nation.loc["nation", ["x", "y", "z"]].tolist() == [50, 125, 150]
    assert nation.at["nation", "I"] == pytest.approx(0.25 * 87.5 + 0.75 * 150)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"impute": "mean"}, "impute is 'mean'. Allowed: group_mean, group_median, last"),
        ({"screen": 90}, "screen is 90. Allowed: the share"),
        ({"screen": True}, "screen is True"),
        ({"treat": "winsorize"}, "treat is 'winsorize'"),
        ({"normalise": "minmax"}, "normalise is 'minmax'.*Did you mean min_max"),
        ({"normalise": None}, "normalise is None"),
        ({"aggregate": "harmonic"}, "aggregate is 'harmonic'"),
        ({"aggregate": {3: "geometric"}}, "the level 3. Allowed: the levels 1, 2"),
        ({"aggregate": {2: "copeland"}}, "copeland at level 1, the top, only"),
        ({"aggregate": "geometric", "normalise": "z_score"}, "z_score gives negative ones"),
        ({"normalise": "goalposts"}, "these indicators lack one: x, y, z"),
        ({"impute": "group_mean"}, "needs groups, and none are given"),
        ({"impute": "group_mean", "groups": {"a": 1}}, "none is given for b, c"),
        ({"groups": "zone"}, "names the column 'zone', which the values lack"),
        ({"groups": [1, 2]}, "cannot be laid beside 3 units"),
        ({"values": VALUES.drop(columns=["x", "z"])}, "no column 'x'.*no column 'z'"),
        ({"values": VALUES.iloc[:0]}, "no unit to score"),
        ({"values": VALUES.set_axis(["a", "a", "b"])}, "in several rows: a"),
        ({"values": VALUES.assign(x=["1", "two", None])}, r"no number for b \('two'\)"),
        ({"values": VALUES.assign(x=[1, np.inf, 3])}, "without measure for b"),
        ({"values": VALUES.assign(x=[True, False, True])}, r"no number for a \(True\)"),
        ({"values": VALUES.to_dict()}, "the values are dict"),
        ({"values": pd.concat([VALUES, VALUES[["x"]]], axis=1)}, "two columns of the values"),
        ({"values": VALUES * NAN, "screen": 0.5}, "no unit has 50% of the indicators"),
        ({"values": VALUES.assign(x=0), "normalise": "distance"}, "x is zero or below for a, b, c"),
    ],
)
def test_what_is_wrong_is_refused_in_words(changed, words):
    given = {"values": VALUES, "framework": FRAMEWORK} | changed
    with pytest.raises(ValueError, match=f"(?s){words}") as caught:
        build_index(**given)
    assert isinstance(caught.value, FaultsFound)


def test_every_wrong_option_is_told_at_once():
    with pytest.raises(FaultsFound) as caught:
        build_index(VALUES.drop(columns="z"), FRAMEWORK, impute="no", screen=2, treat="no",
                    normalise="no", aggregate="no", groups=3)  # fmt: skip
    assert len(caught.value.faults) == 7


def test_treatment_by_logarithms_and_goalposts_do_not_go_together():
    values = pd.DataFrame(
        {"x": [float(v % 7) for v in range(92)] + [100.0 * 3**k for k in range(8)]}
    )
    framework = pd.DataFrame({"code": ["I", "x"], "parent": ["", "I"], "weight": 1, "direction": 1,
                              "goalpost_low": 0, "goalpost_high": 9})  # fmt: skip
    with pytest.raises(FaultsFound, match="goalposts in the indicator's unit mean nothing"):
        build_index(values, framework, treat="winsorise_log", normalise="goalposts")
    index = build_index(values, framework, treat="winsorise_log")
    assert index.treatment.at[0, "treatment"] == "log"
    placed = index.place(values)  # the same units stand where they stood
    np.testing.assert_allclose(placed["I"], index.scores["I"])
    with pytest.raises(FaultsFound, match="x of 0 lies too far below the units"):
        index.place(pd.DataFrame({"x": [-1e6]}))


def test_the_framework_may_be_a_path(tmp_path):
    path = tmp_path / "frame.csv"
    FRAMEWORK.to_csv(path, index=False)
    assert build_index(VALUES, path).scores.equals(build_index(VALUES, Framework.read(path)).scores)
