"""Sobol indices: on functions whose indices are known, and of an index."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.scoreboard import Framework
from helpers.scoreboard.choices import Choices
from helpers.scoreboard.sensitivity import input_distributions, leading, sensitivity, sobol


def ishigami(x):
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


ANGLES = {f"x{number}": stats.uniform(-math.pi, 2 * math.pi) for number in (1, 2, 3)}


def test_the_ishigami_function():
    """a = 7, b = 0.1: V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 (Ishigami and Homma 1990)."""
    pi4 = math.pi**4
    whole = 49 / 8 + 0.1 * pi4 / 5 + 0.01 * pi4**2 / 18 + 0.5
    first = [0.5 * (1 + 0.1 * pi4 / 5) ** 2 / whole, 49 / 8 / whole, 0]
    both = 0.01 * pi4**2 * (1 / 18 - 1 / 50) / whole  # x1 and x3 together
    total = [first[0] + both, first[1], both]
    assert [round(value, 4) for value in (*first, *total)] == [
        0.3139, 0.4424, 0, 0.5576, 0.4424, 0.2437]  # fmt: skip
    found = sobol(ishigami, ANGLES, ["y"], points=4_096, resamples=100)
    assert found["first"].tolist() == pytest.approx(first, abs=0.01)
    assert found["total"].tolist() == pytest.approx(total, abs=0.01)
    for order, values in (("first", first), ("total", total)):
        inside = (found[f"{order}_low"] <= values) & (values <= found[f"{order}_high"])
        assert inside.all()
        assert (found[f"{order}_high"] - found[f"{order}_low"] < 0.12).all()


def test_a_sum_of_independent_inputs_has_their_variances():
    """y = x1 + 3 x2, both uniform: one tenth and nine; of z = x1 alone, x2 moves nothing."""
    inputs = {"x1": stats.uniform(), "x2": stats.uniform()}
    found = sobol(lambda x: np.vstack([x[0] + 3 * x[1], x[0]]), inputs, ["y", "z"])
    assert found["total"].tolist() == pytest.approx([0.1, 0.9, 1, 0], abs=0.01)
    assert found["moves"].tolist() == [True, True, True, False]
    assert found.loc[3, "total"] == 0


def test_an_output_that_never_changes_has_no_indices_and_nothing_moves_it():
    found = sobol(lambda x: np.ones((1, x.shape[1])), ANGLES, ["y"], points=64, resamples=5)
    assert found[["first", "total", "total_high"]].isna().all(axis=None)
    assert not found["moves"].any()


def test_the_seed_decides():
    runs = [sobol(ishigami, ANGLES, ["y"], points=64, resamples=20, seed=s) for s in (1, 1, 2)]
    assert runs[0].equals(runs[1])
    assert not runs[0].equals(runs[2])


def index(**more):
    rows = [("index", "", 1, 1), ("a", "index", 3, 1), ("b", "index", 1, 1), ("x", "a", 1, 1),
            ("y", "a", 1, 1), ("z", "b", 1, 1)]  # fmt: skip
    frame = Framework.read(pd.DataFrame(rows, columns=["code", "parent", "weight", "direction"]))
    draw = np.random.default_rng(1)
    values = pd.DataFrame(draw.normal(5, 1, size=(15, 3)), columns=list("xyz"))
    values.index = [f"u{number}" for number in range(15)]
    return Choices(frame, {"": values}, **more)


def test_what_varies_is_an_input_and_what_does_not_is_none():
    inputs = input_distributions(index(normalise=("min_max", "rank"), rounding=0.1))
    assert list(inputs) == [
        "normalise",
        "left_out",
        "weight of a",
        "weight of b",
        "weight of x",
        "weight of y",
        "figures",
    ]  # fmt: skip  z has no sibling
    # Dirichlet around 3 to 1 at concentration 50: gammas of 37.5 and 12.5
    assert inputs["weight of a"].mean() == pytest.approx(37.5)
    assert inputs["weight of b"].var() == pytest.approx(12.5)
    with pytest.raises(ValueError, match="nothing is varied"):
        sensitivity(index(concentration=None, leave_out=False))


def test_a_choice_that_moves_nothing_is_named():
    """No figure is missing, so how gaps are filled cannot matter."""
    choices = index(
        impute=(None, "group_mean"), groups=pd.Series("g", index=[f"u{n}" for n in range(15)])
    )
    found = sensitivity(choices, ["u3"], points=128, resamples=10)
    assert set(found.loc[found["input"] == "impute", "moves"]) == {False}
    assert found.loc[found["input"] == "left_out", "moves"].all()
    assert set(found["output"]) == {"shift", "u3"}
    assert (found["total"] >= 0).all()


def test_the_only_choice_has_all_of_it():
    choices = index(concentration=None, leave_out=False, normalise=("min_max", "rank"))
    found = sensitivity(choices, points=256, resamples=10)
    assert found["input"].tolist() == ["normalise"]
    assert found["first"].tolist() == pytest.approx([1], abs=0.02)
    assert found["total"].tolist() == pytest.approx([1], abs=0.02)


def test_what_leads_is_all_whose_interval_reaches_the_largest():
    found = pd.DataFrame({
        "input": ["a", "b", "c", "d"],
        "total": [0.26, 0.48, 0.37, 0.1],
        "total_low": [0.2, 0.35, 0.24, 0.0],
        "total_high": [0.34, 0.61, 0.52, 0.35],
    })  # fmt: skip
    assert leading(found) == ["b", "c", "d"]  # a ends below 0.35, though its estimate is above d's
    assert leading(found.assign(total_high=[0.34, 0.61, 0.34, 0.2])) == ["b"]
    assert leading(found.assign(total=float("nan"))) == []


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="u99"):
        sensitivity(index(), ["u99"])
