"""What it would take: by hand, and confirmed by the whole index."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers.scoreboard import Framework, build_index
from helpers.scoreboard.choices import Choices
from helpers.scoreboard.reach import FINE, reach


def framework(*rows):
    names = ["code", "parent", "weight", "direction", "denominator"]
    return Framework.read(pd.DataFrame([("index", "", 1, 1, ""), *rows], columns=names))


def test_by_hand():
    """Scores 0, 40, 50, 100 by mean: C needs 41 to 50, so x has to rise by 18 to 20 and more."""
    frame = framework(("x", "index", 1, 1, ""), ("y", "index", 1, 1, ""))
    values = pd.DataFrame({"x": [100.0, 60, 40, 0], "y": [100.0, 40, 40, 0]}, index=list("ABCD"))
    found = reach(Choices(frame, {"": values}), "C")
    # C 40 and B 50: with x at 60 it ties, and a tie shares the better rank
    assert found["places"].tolist() == [1, 1, 2, 2]
    first = found.iloc[0]
    assert (first["rank"], first["rank_then"]) == (3, 2)
    assert first["needed"] == pytest.approx(60, abs=1e-4)
    assert first["change"] == pytest.approx(20, abs=1e-4)
    assert first["percent"] == pytest.approx(50, abs=1e-3)
    assert first["deviations"] == pytest.approx(20 / values["x"].std(), abs=1e-5)
    # two places up would be the lead: 100 on one of them leaves (100 + 40) / 2
    last = found[found["places"] == 2]
    assert last["needed"].isna().all()
    assert last["rank_then"].tolist() == [2, 2]


def test_less_can_be_better_and_a_denominator_stays():
    frame = framework(("x", "index", 1, -1, "people"), ("y", "index", 1, 1, ""))
    values = pd.DataFrame(
        {"x": [10.0, 40, 90, 0], "people": [1.0, 2, 3, 1], "y": [3.0, 5, 5, 4]}, index=list("ABCD")
    )
    choices = Choices(frame, {"": values})
    found = reach(choices, "C", places=(1,)).set_index("indicator")
    # per head 10, 20, 30, 0, less is better; B leads C by 20 on x: C must come to 20 per head
    assert found.at["x", "value"] == 30
    assert found.at["x", "needed"] == pytest.approx(20, abs=1e-4)
    assert found.at["x", "change"] == pytest.approx(-10, abs=1e-4)


@pytest.mark.parametrize("options", [{}, {"treat": ("winsorise_log",)}, {"normalise": ("rank",)},
                                     {"aggregate": ("geometric",)}])  # fmt: skip
def test_every_answer_holds_and_no_lesser_change_does(options):
    codes = ["x", "y", "z"]
    frame = framework(*[(code, "index", 1 + at, 1, "") for at, code in enumerate(codes)])
    draw = np.random.default_rng(6)
    values = pd.DataFrame(draw.gamma(1, size=(20, 3)), columns=codes)
    values.index = [f"u{number}" for number in range(20)]
    if "treat" in options:
        values.iloc[4, 0] = 40  # an outlier, whose treatment moves with the figure
    choices = Choices(frame, {"": values}, **options)
    unit = choices.units[int(np.argmax(choices.published == 12))]
    found = reach(choices, unit)
    assert found["needed"].notna().sum() >= 4
    named = {name: method[0] for name, method in options.items()}
    for row in found.dropna(subset="needed").itertuples():
        for part, holds in ((0, True), (-5 * FINE, False)):
            changed = values.copy()
            best = values[row.indicator].max()
            changed.loc[unit, row.indicator] = row.needed + part * (best - row.value)
            rank = build_index(changed, frame, **named).ranks.at[unit, "index"]
            assert (rank <= row.rank - row.places) == holds, row
            if holds:
                assert rank == row.rank_then


def test_other_years_set_the_scale_and_are_not_passed():
    """Two years: only those of the later one are ranked, the bests of both can be reached."""
    frame = framework(("x", "index", 1, 1, ""), ("y", "index", 1, 1, ""))
    index = pd.MultiIndex.from_product([["a", "b"], [2021, 2022]], names=["area", "year"])
    values = pd.DataFrame({"x": [0.0, 4, 10, 5], "y": [0.0, 4, 10, 5]}, index=index)
    choices = Choices(frame, {"": values}, among=[("a", 2022), ("b", 2022)])
    found = reach(choices, "a")
    # a has 40 and b 50, on a scale of 0 to 10 that stays: x of a must be 6
    assert found["needed"].tolist() == pytest.approx([6, 6], abs=1e-4)


def test_the_leader_cannot_climb_and_a_missing_figure_is_no_lever():
    frame = framework(("x", "index", 1, 1, ""), ("y", "index", 1, 1, ""))
    values = pd.DataFrame({"x": [3.0, 2, np.nan], "y": [3.0, 1, 0]}, index=list("ABC"))
    choices = Choices(frame, {"": values})
    assert reach(choices, "A").empty
    assert set(reach(choices, "C")["indicator"]) == {"y"}


def test_who_has_no_rank_is_refused():
    frame = framework(("x", "index", 1, 1, ""))
    values = pd.DataFrame({"x": [3.0, 2, math.nan]}, index=list("ABC"))
    for unit in ("C", "Z"):
        with pytest.raises(ValueError, match="no rank"):
            reach(Choices(frame, {"": values}), unit)


def test_the_best_figure_may_be_too_good():
    """The leader's figure makes a second outlier, which is treated otherwise: less does more.

    Of 14 units u8 is 3rd; with the best x of all it would fall to 4th, half way it is 2nd.
    """
    frame = framework(*[(code, "index", 1, 1, "") for code in "xyz"])
    draw = np.random.default_rng(4)
    values = pd.DataFrame(draw.gamma(2, size=(14, 3)), columns=list("xyz"))
    values.index = [f"u{number}" for number in range(14)]
    values.iloc[0, 0] = values["x"].max() * 3

    def rank(figure):
        changed = values.copy()
        changed.loc["u8", "x"] = figure
        return build_index(changed, frame, treat="winsorise_log").ranks.at["u8", "index"]

    own, best = values.at["u8", "x"], values["x"].max()
    assert (rank(own), rank(best)) == (3, 4)
    choices = Choices(frame, {"": values}, treat=("winsorise_log",))
    found = reach(choices, "u8", places=(1,)).set_index("indicator")
    grid = np.linspace(own, best, 101)
    first = next(figure for figure in grid if rank(figure) <= 2)
    assert first - (best - own) / 100 <= found.at["x", "needed"] <= first
