"""The framework of an index: what it is read from, its levels and weights, and every fault told."""

import numpy as np
import pandas as pd
import pytest

from helpers.faults import FaultsFound
from helpers.scoreboard import Framework

NEEDED = ["code", "parent", "weight", "direction"]


def rows(*given, more=()):
    return pd.DataFrame(list(given), columns=[*NEEDED, *more])


def two_levels():
    """I over A (1) and B (3); A over x (2) and y (2), B over z."""
    return rows(
        ("I", "", 1, 1), ("A", "I", 1, 1), ("B", "I", 3, 1),
        ("x", "A", 2, 1), ("y", "A", 2, -1), ("z", "B", 7, 1),
    )  # fmt: skip


def faults_of(source):
    with pytest.raises(FaultsFound) as caught:
        Framework.read(source)
    assert isinstance(caught.value, ValueError)  # scripts that know nothing of us catch this
    return str(caught.value)


def test_effective_weights_are_shares_multiplied_down():
    weights = Framework.read(two_levels()).weights
    assert weights.to_dict() == {"I": 1, "A": 0.25, "B": 0.75, "x": 0.125, "y": 0.125, "z": 0.75}


def test_levels_of_unequal_depth():
    framework = Framework.read(
        rows(
            ("q", "I", 1, 1),
            ("x", "AA", 1, 1),
            ("AA", "A", 1, 1),
            ("A", "I", 1, 1),
            ("I", "", 1, 1),
        )
    )
    assert framework.level == {"I": 1, "A": 2, "q": 2, "AA": 3, "x": 4}
    assert framework.indicators == ("q", "x")
    assert framework.scores == ("AA", "A", "I")
    assert framework.under("A") == ("x",)
    assert framework.under("q") == ("q",)


def test_a_file_is_read_like_a_table(tmp_path):
    path = tmp_path / "frame.csv"
    two_levels().assign(note="passed over").to_csv(path, index=False)
    for source in (path, str(path)):
        assert Framework.read(source).table().equals(Framework.read(two_levels()).table())


def test_codes_may_be_numbers():
    framework = Framework.read(rows((0, np.nan, 1, 1), (1, 0, 1, 1), (2, 0, 1, -1)))
    assert framework.indicators == ("1", "2")
    assert framework.root == "0"


@pytest.mark.parametrize("blank", ["", " ", None, np.nan, pd.NA])
def test_any_kind_of_nothing_is_the_roots_parent_and_an_equal_weight(blank):
    framework = Framework.read(
        rows(("I", blank, blank, blank), ("x", "I", blank, 1), ("y", "I", blank, 1))
    )
    assert framework.weights.to_dict() == {"I": 1, "x": 0.5, "y": 0.5}


def test_other_weights_and_fewer_nodes():
    framework = Framework.read(two_levels())
    assert framework.with_weights({"A": 3, "B": 1}).weights["z"] == 0.25
    assert framework.without(["x"]).weights.to_dict() == {
        "I": 1,
        "A": 0.25,
        "B": 0.75,
        "y": 0.25,
        "z": 0.75,
    }
    assert framework.without(["z"]).codes == ("I", "A", "x", "y")  # B is left with nothing
    with pytest.raises(FaultsFound, match="nothing is left"):
        framework.without(["x", "y", "z"])
    with pytest.raises(FaultsFound, match="'Q' is weighted, which the framework does not know"):
        framework.with_weights({"Q": 1})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (rows(("I", "", 1, 1), ("A", "B", 1, 1), ("B", "A", 1, 1), ("x", "A", 1, 1)),
         "round in a ring: A -> B -> A"),
        (rows(("I", "I", 1, 1), ("x", "I", 1, 1)), "round in a ring: I -> I"),
        (rows(("I", "", 1, 1), ("x", "Q", 1, 1)), "x has the parent 'Q', which no row defines"),
        (rows(("I", "", 1, 1), ("J", None, 1, 1), ("x", "I", 1, 1)), "2 rows have no parent: I, J"),
        (rows(("I", "Q", 1, 1), ("x", "I", 1, 1)), "every row has a parent"),
        (rows(("I", "", 1, 1), ("x", "I", 0, 1), ("y", "I", 0, 1)),
         "the weights under I sum to nothing (x, y)"),
        (rows(("I", "", 1, 1), ("x", "I", -1, 1), ("y", "I", 1, 1)), "x has the weight -1"),
        (rows(("I", "", 1, 1), ("x", "I", "half", 1)), "x has 'half', which is no number"),
        (rows(("I", "", 1, 1), ("x", "I", np.inf, 1)), "x has inf, which is no number"),
        (rows(("I", "", 1, 1), ("x", "I", None, 1), ("y", "I", 1, 1)), "x under I have no weight"),
        (rows(("I", "", 1, 1), ("x", "I", 1, 2)), "x has the direction 2"),
        (rows(("I", "", 1, 1), ("x", "I", 1, None)), "x has no direction"),
        (rows(("I", "", 1, -1), ("x", "I", 1, 1)), "I is a score, and its direction is -1"),
        (rows(("I", "", 1, 1), ("x", "I", 1, 1), ("x", "I", 1, 1)), "x stands in 2 rows"),
        (rows(("I", "", 1, 1), (None, "I", 1, 1)), "a row has no code"),
        (rows(), "the framework has no row"),
        (rows(("I", "", 1, 1, ""), ("x", "I", 1, 1, "root"), more=["transform"]),
         "x has the transform 'root'. Allowed: none, log"),
        (rows(("I", "", 1, 1, ""), ("x", "I", 1, 1, "y"), ("y", "I", 1, 1, "I"),
              more=["denominator"]), "y is divided by 'I', which is a score itself"),
        (rows(("I", "", 1, 1, ""), ("x", "I", 1, 1, "y"), ("y", "I", 1, 1, ""),
              more=["denominator"]), "x is divided by 'y', which is an indicator itself"),
        (rows(("I", "", 1, 1, None, None), ("x", "I", 1, 1, 5, 5),
              more=["goalpost_low", "goalpost_high"]), "x has goalposts 5 and 5"),
        (pd.DataFrame({"code": ["I"], "parent": [""]}), "column direction: the framework lacks"),
        (7, "a framework cannot be read out of int"),
        ("no/such/file.csv", "the file cannot be read"),
    ],
)  # fmt: skip
def test_faults_are_told_in_words(given, words):
    assert words in faults_of(given)


def test_all_faults_at_once_with_their_lines(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text("code,parent,weight,direction\nI,,1,1\nx,J,-2,1\ny,I,1,up\ny,I,1,1\n")
    told = faults_of(path)
    assert "frame.csv, line 3, column weight: x has the weight -2" in told
    assert "frame.csv, line 3, column parent: x has the parent 'J'" in told
    assert "frame.csv, line 4, column direction: y has the direction 'up'" in told
    assert "y stands in 2 rows" in told
