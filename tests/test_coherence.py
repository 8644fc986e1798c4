"""The audit's measures, by hand and by another route."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.scoreboard import Framework, build_index
from helpers.scoreboard.coherence import (
    alpha,
    alphas,
    correlations,
    drivers,
    effective_weights,
    redundant,
)

ROWS = [("index", "", 1, 1), ("a", "index", 1, 1), ("b", "index", 1, 1), ("x", "a", 1, 1),
        ("y", "a", 1, 1), ("z", "b", 1, 1), ("w", "b", 3, 1)]  # fmt: skip
FRAME = Framework.read(pd.DataFrame(ROWS, columns=["code", "parent", "weight", "direction"]))


def made(seed=0):
    draw = np.random.default_rng(seed)
    common = draw.normal(size=(40, 1))
    values = pd.DataFrame(common + draw.normal(size=(40, 4)), columns=list("xyzw"))
    return build_index(values, FRAME, normalise="z_score")


def test_alpha_by_hand():
    # scores 1 2 3 and 1 3 5: variances 1 and 4, of the sum 2 5 8: 9; 2 (1 - 5/9)
    assert alpha(pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 5]})) == pytest.approx(8 / 9)
    # twice the same: one thing
    assert alpha(pd.DataFrame({"x": [1, 2, 4], "y": [1, 2, 4]})) == pytest.approx(1)
    # unlike: x up, y down by as much leaves a sum without spread
    assert math.isnan(alpha(pd.DataFrame({"x": [1, 2, 3], "y": [3, 2, 1]})))
    assert math.isnan(alpha(pd.DataFrame({"x": [1, 2, 3]})))


def test_alpha_of_standard_scores_is_the_mean_correlations():
    """k r / (1 + (k - 1) r), with r the mean of the correlations (Spearman and Brown)."""
    scores = made().normalised
    table = scores.corr().to_numpy()
    mean = table[np.triu_indices(4, 1)].mean()
    assert alpha(scores) == pytest.approx(4 * mean / (1 + 3 * mean))


def test_alphas_are_of_every_score():
    index = made()
    found = alphas(index.scores, FRAME).set_index("score")
    assert found["parts"].to_dict() == {"index": 2, "a": 2, "b": 2}
    assert found.at["a", "alpha"] == pytest.approx(alpha(index.normalised[["x", "y"]]))


def test_correlations_are_pearsons():
    index = made()
    found = correlations(index.scores, FRAME).set_index("indicator")
    expected = stats.pearsonr(index.normalised["x"], index.scores["a"]).statistic
    assert found.at["x", "a"] == pytest.approx(expected)
    assert list(found.columns) == ["pillar", "index", "a", "b", "finding"]


def test_an_indicator_out_of_place_is_told():
    draw = np.random.default_rng(2)
    one, other = draw.normal(size=(2, 60))
    one, other = one - one.mean(), other - other.mean()
    one -= other * (one @ other) / (other @ other)  # without any correlation
    values = pd.DataFrame(
        {"x": one, "y": other + 0.01 * draw.normal(size=60), "z": other, "w": other}
    )
    # y is weighted little in its pillar, where x decides, and goes with the other pillar
    frame = FRAME.with_weights({"x": 9, "y": 1})
    found = correlations(build_index(values, frame).scores, frame).set_index("indicator")
    assert found.at["y", "finding"] == "nearer to b"
    assert found.at["x", "finding"] == ""
    against = pd.DataFrame({"x": one, "y": -one, "z": other, "w": one})
    found = correlations(build_index(against, frame).scores, frame).set_index("indicator")
    assert found.at["y", "finding"] == "against its pillar"


def test_effective_weights_by_hand():
    """Independent children of variances 1 and 4, weights alike: they explain 1/5 and 4/5."""
    x = [1, -1, 1, -1]
    y = [2, 2, -2, -2]
    scores = pd.DataFrame({"x": x, "y": y, "a": (np.array(x) + np.array(y)) / 2})
    found = effective_weights(scores, FRAME, "a").set_index("code")
    assert found["nominal"].tolist() == [0.5, 0.5]
    assert found["importance"].tolist() == pytest.approx([0.2, 0.8])
    assert found["effective"].tolist() == pytest.approx([0.2, 0.8])
    assert found["ratio"].tolist() == pytest.approx([0.4, 1.6])


def test_redundancy_is_beyond_the_bound_either_way():
    table = pd.DataFrame({"x": [1, 2, 3, 4], "y": [4.1, 3, 2, 1], "z": [1, -1, 1, -1]})
    found = redundant(table)
    assert found[["one", "other"]].to_numpy().tolist() == [["x", "y"]]
    assert found.at[0, "r"] == pytest.approx(stats.pearsonr(table["x"], table["y"]).statistic)
    assert redundant(table[["x", "z"]]).empty
    # the strongest first, whichever way it goes
    draw = np.random.default_rng(5)
    one = draw.normal(size=200)
    near = pd.DataFrame({"x": one, "y": one + 0.3 * draw.normal(size=200),
                         "z": -one + 0.05 * draw.normal(size=200)})  # fmt: skip
    ordered = redundant(near)
    assert list(ordered.loc[0, ["one", "other"]]) == ["x", "z"]
    assert len(ordered) == 3
    assert ordered["r"].abs().is_monotonic_decreasing


def test_what_drives_each_unit():
    table = pd.DataFrame(
        {"x": [10.0, 20, 30], "y": [5.0, 5, 5], "z": [9.0, 0, 0], "w": [0.0, 4, np.nan]},
        index=["A", "B", "C"],
    )
    found = drivers(table, FRAME).set_index("unit")
    # weights of x, y, z, w: 1/4, 1/4, 1/8, 3/8; means 20, 5, 3, 2
    assert found.loc["A"].tolist() == ["z", 0.75, "x", -2.5]
    assert found.loc["B"].tolist() == ["w", 0.75, "z", -0.375]
    assert found.loc["C"].tolist() == ["x", 2.5, "z", -0.375]


def test_a_unit_without_figures_has_no_driver():
    table = pd.DataFrame([[1.0, 2, 3, 4], [np.nan] * 4, [3, 2, 1, 0]], columns=list("xyzw"))
    found = drivers(table, FRAME)
    assert found.loc[1, ["lift", "drag"]].tolist() == ["", ""]
    assert found.loc[1, ["lift_points", "drag_points"]].isna().all()
