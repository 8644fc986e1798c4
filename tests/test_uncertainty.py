"""Draws against the index itself, chances that can be worked out, and intervals that hold."""

import math
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.scoreboard import Framework, build_index
from helpers.scoreboard.choices import CHOICES, Choices, method_words
from helpers.scoreboard.machine import Draw, Machine, how_at, treated_by
from helpers.scoreboard.tiers import by_majority, contradicted, pairwise, tiers, told_apart
from helpers.scoreboard.treat import treat
from helpers.scoreboard.uncertainty import Uncertainty, drawn, uncertainty


def framework(pillars=3, each=2, direction=1):
    rows = [("index", "", 1, 1)]
    for pillar in range(pillars):
        rows.append((f"p{pillar}", "index", 1 + pillar, 1))
        rows += [
            (f"i{pillar}{at}", f"p{pillar}", 1 + at, direction if (pillar, at) == (0, 1) else 1)
            for at in range(each)
        ]
    columns = ["code", "parent", "weight", "direction"]
    return Framework.read(pd.DataFrame(rows, columns=columns))


def two(share=0.5):
    rows = [("index", "", 1, 1), ("x", "index", share, 1), ("y", "index", 1 - share, 1)]
    return Framework.read(pd.DataFrame(rows, columns=["code", "parent", "weight", "direction"]))


def figures(frame, units=17, seed=0):
    draw = np.random.default_rng(seed)
    values = draw.gamma(1.2, size=(units, len(frame.indicators))) + 0.2
    return pd.DataFrame(
        values, index=[f"u{number}" for number in range(units)], columns=frame.indicators
    )


def test_every_draw_is_what_the_index_gives():
    """60 draws over all options, weights, vintages, gaps and figures left out."""
    frame = framework(direction=-1)
    values = figures(frame)
    values.iloc[3, 1] = values.iloc[9, 4] = np.nan
    values.iloc[0, 2] = 60  # an outlier to winsorise
    other = values * (1 + 0.3 * figures(frame, seed=1))
    groups = pd.Series(["a", "b", "c"] * 5 + ["a", "b"], index=values.index)
    choices = Choices(
        frame, {"new": values, "old": other}, impute=("group_median", None, "group_mean"),
        treat=("winsorise_log", None, "mean_sd"),
        normalise=("min_max", "z_score", "rank", "distance"),
        aggregate=("arithmetic", "geometric", {1: "geometric"}), groups=groups,
    )  # fmt: skip
    draw = drawn(choices, 60, np.random.default_rng(2))
    ranks = Machine(choices).ranks(draw)
    for at in range(60):
        chosen = {name: int(places[at]) for name, places in draw.chosen.items()}
        own = frame.with_weights(dict(zip(draw.nodes, draw.weights[at], strict=True)))
        if chosen["left_out"]:
            own = own.without([frame.indicators[chosen["left_out"] - 1]])
        method = choices.aggregate[chosen["aggregate"]]
        normalise = choices.normalise[chosen["normalise"]]
        made = build_index(
            [values, other][chosen["data"]], own, impute=choices.impute[chosen["impute"]],
            treat=choices.treat[chosen["treat"]], normalise=normalise, groups=groups,
            aggregate="arithmetic" if normalise == "z_score" else method,
        )  # fmt: skip
        assert made.ranks["index"].tolist() == ranks[at].tolist(), at


def test_units_that_are_not_ranked_only_set_the_scale():
    """Two years of nine areas on one scale, the second ranked: as in the index of all 18."""
    frame = framework(direction=-1)
    values = figures(frame, 18)
    values.iloc[2, 3] = values.iloc[11, 0] = np.nan
    values.iloc[1, 5] = 70.0  # an outlier of the year that is not ranked
    years = pd.MultiIndex.from_product([list("abcdefghi"), [2021, 2022]], names=["area", "year"])
    values.index = years
    among = [entry for entry in years if entry[1] == 2022]
    choices = Choices(
        frame, {"": values}, impute=(None, "last"), treat=("winsorise_log", None),
        normalise=("min_max", "z_score", "rank", "distance"), among=among,
    )  # fmt: skip
    assert choices.units == list("abcdefghi")
    draw = drawn(choices, 40, np.random.default_rng(3))
    found = Machine(choices).ranks(draw)
    for at in range(40):
        chosen = {name: int(places[at]) for name, places in draw.chosen.items()}
        own = frame.with_weights(dict(zip(draw.nodes, draw.weights[at], strict=True)))
        if chosen["left_out"]:
            own = own.without([frame.indicators[chosen["left_out"] - 1]])
        made = build_index(
            values, own, impute=choices.impute[chosen["impute"]],
            treat=choices.treat[chosen["treat"]],
            normalise=choices.normalise[chosen["normalise"]],
        )  # fmt: skip
        ranks = made.scores["index"].loc[among].rank(ascending=False, method="min")
        assert ranks.tolist() == found[at].tolist(), at
    with pytest.raises(ValueError, match="among"):
        Choices(frame, {"": values}, among=[("z", 2022)])


def test_shaken_figures_are_an_index_of_their_own():
    frame = framework()
    values = figures(frame)
    choices = Choices(frame, {"": values}, revision=0.1, rounding={"i00": 0.05})
    draw = drawn(choices, 5, np.random.default_rng(4))
    part = slice(0, 5)
    kept = {"factor": draw.factor(part), "extra": draw.extra(part)}
    assert kept["extra"][:, 1:].any() == False  # noqa: E712  only i00 is rounded
    fixed = Draw(draw.chosen, draw.weights, draw.nodes, lambda p: kept["factor"][p],
                 lambda p: kept["extra"][p])  # fmt: skip
    ranks = Machine(choices).ranks(fixed)
    for at in range(5):
        own = frame.with_weights(dict(zip(draw.nodes, draw.weights[at], strict=True)))
        left = int(draw.chosen["left_out"][at])
        own = own.without([frame.indicators[left - 1]]) if left else own
        shaken = values * kept["factor"][at].T + kept["extra"][at].T
        assert build_index(shaken, own).ranks["index"].tolist() == ranks[at].tolist()


def test_outliers_of_shaken_figures_are_cut_where_those_of_the_figures_are():
    frame = two()
    values = pd.DataFrame({"x": [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 60], "y": np.arange(10.0)})
    choices = Choices(frame, {"": values}, treat=("winsorise_log",))
    own = treated_by(choices, 0, 0, 0).among(np.arange(10))
    made = own.ready(own.values[None] * 1.5)[0, 0]
    assert made.max() == 9.0  # the next value inward, not 90 and not 13.5
    assert made[0] == 1.5


def test_logarithms_of_outliers_are_those_of_the_index():
    """Six of 60 far out: five set to the sixth leave it an outlier still, so logarithms."""
    x = [*np.linspace(1, 2, 54), 10, 20, 40, 80, 160, 320]
    values = pd.DataFrame({"x": x, "y": np.linspace(8, 0, 60) ** 2})
    _, done = treat(values, "winsorise_log")
    assert done["treatment"].tolist() == ["log", "none"]
    choices = Choices(two(), {"": values}, treat=("winsorise_log",), leave_out=False)
    draw = drawn(choices, 8, np.random.default_rng(5))
    ranks = Machine(choices).ranks(draw)
    for at in range(8):
        own = two().with_weights(dict(zip(draw.nodes, draw.weights[at], strict=True)))
        made = build_index(values, own, treat="winsorise_log")
        assert made.ranks["index"].tolist() == ranks[at].tolist()


def test_the_published_index_is_the_first_of_every_choice():
    frame = framework()
    values = figures(frame)
    choices = Choices(frame, {"": values}, normalise=("rank", "min_max"))
    expected = build_index(values, frame, normalise="rank").ranks["index"]
    assert choices.published.tolist() == expected.tolist()
    still = Choices(frame, {"": values}, concentration=None, leave_out=False)
    table = uncertainty(still, 50).intervals()
    for name in ("median", "low", "high"):
        assert table[name].tolist() == still.published.tolist()


def test_the_chance_of_a_weight_is_the_beta_distributions():
    """A is best on x, B on y: A leads where the weight of x is above a half."""
    values = pd.DataFrame({"x": [1.0, 0.0], "y": [0.0, 1.0]}, index=["A", "B"])
    choices = Choices(two(0.6), {"": values}, leave_out=False, concentration=20)
    found = uncertainty(choices, 20_000).pairwise()
    chance = 1 - stats.beta(12, 8).cdf(0.5)
    assert found.at["A", "B"] == pytest.approx(chance, abs=4 * math.sqrt(0.25 / 20_000))
    assert found.at["A", "B"] + found.at["B", "A"] == pytest.approx(1)


def test_the_spread_of_a_weight_is_as_stated():
    """A weight of a quarter at concentration 50 runs from 0.14 to 0.38 in 19 of 20 draws."""
    low, high = stats.beta(12.5, 37.5).interval(0.95)
    assert (round(low, 2), round(high, 2)) == (0.14, 0.38)
    frame = framework(pillars=4, each=1)
    frame = frame.with_weights(dict.fromkeys(("p0", "p1", "p2", "p3"), 1.0))
    choices = Choices(frame, {"": figures(frame)})
    draw = drawn(choices, 4_000, np.random.default_rng(0))
    pillars = draw.weights[:, [draw.nodes.index(f"p{number}") for number in range(4)]]
    shares = pillars[:, 0] / pillars.sum(axis=1)
    assert shares.mean() == pytest.approx(0.25, abs=0.004)
    assert shares.std() == pytest.approx(math.sqrt(0.25 * 0.75 / 51), abs=0.003)


def test_rounding_by_hand():
    """Printed 1.00 and 1.05 to 0.1: the second is truly lower in one of eight cases."""
    values = pd.DataFrame({"x": [1.0, 1.05, 0.0, 5.0], "y": [0.0, 0, 0, 0]}, index=list("ABCD"))
    choices = Choices(
        two(), {"": values}, concentration=None, leave_out=False, rounding={"x": 0.05}
    )
    found = uncertainty(choices, 20_000).pairwise()
    assert found.at["A", "B"] == pytest.approx(1 / 8, abs=0.01)
    assert found.at["D", "C"] == 1


def test_a_revision_by_hand():
    """100 and 104, each revised by 2 % (one deviation): apart by 4, deviation 2.88."""
    values = pd.DataFrame({"x": [100.0, 104.0, 1, 400], "y": [0.0, 0, 0, 0]}, index=list("ABCD"))
    choices = Choices(
        two(), {"": values}, concentration=None, leave_out=False, revision={"x": 0.02}
    )
    found = uncertainty(choices, 20_000).pairwise()
    chance = stats.norm.sf(4 / math.hypot(2, 2.08))
    assert found.at["A", "B"] == pytest.approx(chance, abs=0.01)


def test_the_seed_decides_and_another_draws_otherwise():
    frame = framework()
    choices = Choices(frame, {"": figures(frame)}, revision=0.05)
    first, again = uncertainty(choices, 300, seed=1), uncertainty(choices, 300, seed=1)
    assert np.array_equal(first.ranks, again.ranks)
    assert first.chosen.equals(again.chosen)
    assert not np.array_equal(first.ranks, uncertainty(choices, 300, seed=2).ranks)


def test_intervals_are_ranks_that_occurred():
    ranks = np.array([[1.0, 2, np.nan]] * 19 + [[2.0, 1, 3]])
    found = Uncertainty(["a", "b", "c"], ranks, pd.Series([1.0, 2, np.nan]), pd.DataFrame())
    table = found.intervals().set_index("unit")
    assert table.loc["a", ["median", "low", "high"]].tolist() == [1, 1, 1]  # 19 of 20: 95 %
    assert table.loc["b", ["median", "low", "high"]].tolist() == [2, 1, 2]
    assert table.loc["c"].tolist()[1:] == [3, 3, 3, 1]
    assert math.isnan(table.at["c", "rank"])


def test_a_unit_without_any_score_has_no_interval():
    values = figures(two())
    values.loc["u4"] = np.nan
    table = uncertainty(Choices(two(), {"": values}), 40).intervals().set_index("unit")
    assert table.loc["u4", ["rank", "median", "low", "high"]].isna().all()
    assert table.at["u4", "draws"] == 0


def test_the_intervals_hold_the_true_rank():
    """A stated generator: true figures gamma, the true index one of the critic's, figures off.

    The truth of a world: figures t, and an index drawn from the choices. What is seen: t revised
    by 5 %. The interval comes from what is seen. 30 worlds of 21 units: at least 88 % hold.
    """
    frame = framework()
    held = []
    for world in range(30):
        random = np.random.default_rng(1_000 + world)
        truth = figures(frame, units=21, seed=world)
        options = {"normalise": ("min_max", "z_score", "rank"),
                   "aggregate": ("arithmetic", {1: "geometric"})}  # fmt: skip
        exact = Choices(frame, {"": truth}, **options)
        true_rank = Machine(exact).ranks(drawn(exact, 1, random))[0]
        seen = truth * (1 + 0.05 * random.standard_normal(truth.shape))
        table = uncertainty(
            Choices(frame, {"": seen}, revision=0.05, **options), 400, seed=world
        ).intervals()
        held.append((table["low"] <= true_rank) & (true_rank <= table["high"]))
    assert np.mean(held) >= 0.88


def test_what_cannot_be_drawn_is_refused():
    frame = framework()
    values = figures(frame)
    with pytest.raises(ValueError, match="at least one option"):
        Choices(frame, {})
    with pytest.raises(ValueError, match="same units"):
        Choices(frame, {"a": values, "b": values.iloc[::-1]})
    with pytest.raises(ValueError, match="concentration"):
        Choices(frame, {"a": values}, concentration=0)
    with pytest.raises(ValueError, match="zero or more"):
        uncertainty(Choices(frame, {"a": values}, revision=-0.1), 10)
    with pytest.raises(ValueError, match="draws do not know copeland"):
        uncertainty(Choices(frame, {"a": values}, aggregate=("copeland",)), 10)
    with pytest.raises(ValueError, match="min_maxx"):  # told by the index itself
        Choices(frame, {"a": values}, normalise=("min_maxx",))


def test_options_are_named():
    frame = two()
    choices = Choices(frame, {"new": figures(frame)}, aggregate=("arithmetic", {1: "geometric"}))
    options = choices.options()
    assert list(options) == list(CHOICES)
    assert options["aggregate"] == ["arithmetic", "1 geometric"]
    assert options["left_out"] == ["none", "x", "y"]
    assert method_words("geometric") == "geometric"
    assert how_at({1: "geometric"}, 2) == "arithmetic"


def test_pairwise_counts_a_tie_half_and_passes_over_what_is_missing():
    ranks = np.array([[1, 1, 3], [1, 2, np.nan], [2, 1, 3], [1, 2, 3]], dtype=float)
    above = pairwise(ranks, ["a", "b", "c"])
    assert above.at["a", "b"] == 0.625
    assert above.at["b", "a"] == 0.375
    assert above.at["a", "c"] == 1
    assert above.at["a", "a"] == 0.5
    alone = pairwise(np.array([[1.0, np.nan]]), ["a", "b"])
    assert math.isnan(alone.at["a", "b"])


def test_tiers_hold_nobody_who_is_told_apart():
    units = list("abcd")
    above = pd.DataFrame(
        [[0.5, 0.7, 0.95, 0.99], [0.3, 0.5, 0.8, 0.97], [0.05, 0.2, 0.5, 0.85],
         [0.01, 0.03, 0.15, 0.5]], index=units, columns=units,
    )  # fmt: skip
    found = tiers(above)
    assert found.to_dict() == {"a": 1, "b": 1, "c": 2, "d": 2}
    assert not told_apart(above, "b", "c")  # of two tiers, and still not told apart
    assert tiers(above, 0.99).to_dict() == {"a": 1, "b": 1, "c": 1, "d": 2}
    with pytest.raises(ValueError, match="certain is 0"):
        tiers(above, 0.5)


def test_told_apart_is_so_at_the_bound_itself_and_whoever_is_asked_first():
    """9 of 10 draws are 90 %; 1 - 0.9 is a little less than 0.1."""
    nine = pairwise(np.array([[1, 2]] * 9 + [[2, 1]], dtype=float), ["a", "b"])
    assert told_apart(nine, "a", "b", 0.9)
    assert told_apart(nine, "b", "a", 0.9)
    eight = pairwise(np.array([[1, 2]] * 8 + [[2, 1]] * 2, dtype=float), ["a", "b"])
    assert not told_apart(eight, "a", "b", 0.9)
    assert not told_apart(eight, "b", "a", 0.9)
    assert not told_apart(eight * math.nan, "a", "b", 0.9)


def test_an_even_half_of_the_draws_counts_half():
    """c stands above b and even with a: 1.5; a even with both: 1; b even with a: 0.5."""
    above = pd.DataFrame([[0.5, 0.5, 0.5], [0.5, 0.5, 0.45], [0.5, 0.55, 0.5]],
                         index=list("abc"), columns=list("abc"))  # fmt: skip
    assert by_majority(above) == ["c", "a", "b"]
    # x is even with all four (2), y beats one, loses to two and is even with x (1.5)
    beats = {"wv", "wz", "vz", "wy", "vy", "yz"}
    above = pd.DataFrame(0.5, index=list("xyzvw"), columns=list("xyzvw"))
    for one, other in beats:
        above.loc[one, other], above.loc[other, one] = 0.6, 0.4
    assert by_majority(above) == ["w", "v", "x", "y", "z"]


def test_who_is_last_in_most_draws_is_in_no_tier_above_those_it_stands_below():
    """c is first in 3 of 10 draws and last in 7: a better mean rank (3.1) than b's (3.3)."""
    ranks = np.array([[1, 3, 4, 2]] * 7 + [[2, 4, 1, 3]] * 3, dtype=float)
    above = pairwise(ranks, list("abcd"))
    assert above.mean(axis=1)["c"] > above.mean(axis=1)["b"]  # 0.35 and 0.3
    assert by_majority(above) == ["a", "d", "b", "c"]
    found = tiers(above, 0.65)
    assert found.to_dict() == {"a": 1, "d": 2, "b": 3, "c": 4}
    assert contradicted(above, found) == []
    by_mean = pd.Series({"a": 1.0, "d": 2.0, "c": 3.0, "b": 4.0})
    assert contradicted(above, by_mean) == [("b", "c")]


def test_majorities_in_a_circle_are_told():
    above = pd.DataFrame([[0.5, 0.6, 0.4], [0.4, 0.5, 0.95], [0.6, 0.05, 0.5]],
                         index=list("abc"), columns=list("abc"))  # fmt: skip
    found = tiers(above)  # as many beaten each: b by its mean, then a, then c (told from b)
    assert found.to_dict() == {"a": 1, "b": 1, "c": 2}
    assert contradicted(above, found) == [("c", "a")]


def test_no_two_units_of_a_tier_are_told_apart_in_a_real_index():
    frame = framework()
    result = uncertainty(Choices(frame, {"": figures(frame, 31)}, revision=0.02), 2_000)
    above, tier = result.pairwise(), result.tiers()
    assert tier.max() > 2
    for one in tier.index:
        for other in tier.index:
            if tier[one] == tier[other]:
                assert not told_apart(above, one, other)


def test_a_unit_without_draws_has_no_tier():
    above = pairwise(np.array([[1.0, 2.0, np.nan]] * 3), ["a", "b", "c"])
    found = tiers(above)
    assert found.tolist()[:2] == [1, 2]
    assert math.isnan(found["c"])


def test_the_lines_of_the_readme_work(tmp_path, monkeypatch):
    frame = framework()
    frame.table().to_csv(tmp_path / "framework.csv", index=False)
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    block = text.partition("How sure its ranks are")[2].partition("\n\n")[2]
    shown = block.partition("\n\nWhat is wrong")[0].splitlines()
    lines = "\n".join(line for line in shown if line.startswith("    "))
    values = figures(frame)
    names = {"Framework": Framework, "values": values, "unit": "u3", "framework": frame,
             "index": build_index(values, frame), "IN": "p0", "parts": ["p0", "p1"]}  # fmt: skip
    lines = lines.replace('"IN"', "IN")
    monkeypatch.chdir(tmp_path)
    exec(textwrap.dedent(lines), names)
    assert len(names["sure"].ranks) == 10_000
    assert len(names["sure"].intervals()) == 17
