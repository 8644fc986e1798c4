"""Every step of an index on cases worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.faults import FaultsFound
from helpers.scoreboard import Framework, weight
from helpers.scoreboard.aggregate import aggregate, arithmetic, copeland, geometric, ranks
from helpers.scoreboard.denominate import denominate
from helpers.scoreboard.impute import impute
from helpers.scoreboard.normalise import apply, frame, normalise
from helpers.scoreboard.screen import coverage, screen
from helpers.scoreboard.transform import transform
from helpers.scoreboard.treat import (
    kurtosis,
    logged,
    skewness,
    treat,
    winsorised,
    within_deviations,
)

NAN = math.nan
COLUMNS = ["code", "parent", "weight", "direction", "denominator", "transform",
           "goalpost_low", "goalpost_high"]  # fmt: skip


def flat(**indicators):
    """A framework of one root over indicators, each given as a dict of its columns."""
    table = [{"code": "I", "parent": ""}]
    table += [{"code": c, "parent": "I", "weight": 1, "direction": 1} | row
              for c, row in indicators.items()]  # fmt: skip
    return Framework.read(pd.DataFrame(table, columns=COLUMNS))


def table(**columns):
    n = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=list("abcdefghij"[:n]), dtype=float)


class TestDenominate:
    def test_values_are_divided_and_gaps_stay(self):
        values = table(x=[10, NAN, 30], y=[1, 2, 3], people=[2, 5, NAN])
        got = denominate(values, flat(x={"denominator": "people"}, y={}))
        np.testing.assert_array_equal(got["x"], [5, NAN, NAN])
        assert list(got.columns) == ["x", "y"]

    def test_a_denominator_of_zero_is_refused_with_all_units(self):
        values = table(x=[1, 2, 3], people=[0, 5, -1])
        with pytest.raises(FaultsFound, match="people is zero or below for a, c"):
            denominate(values, flat(x={"denominator": "people"}))


class TestImpute:
    values = table(x=[1, NAN, 3, 10], y=[NAN, NAN, 4, 6])

    @pytest.mark.parametrize(("method", "x"), [("group_mean", 2.0), ("group_median", 2.0)])
    def test_by_group(self, method, x):
        groups = pd.Series(["p", "p", "p", "q"], index=self.values.index)
        got, mask = impute(self.values, method, groups)
        np.testing.assert_array_equal(got["x"], [1, x, 3, 10])
        np.testing.assert_array_equal(got["y"], [4, 4, 4, 6])
        np.testing.assert_array_equal(mask, [[0, 1], [1, 1], [0, 0], [0, 0]])

    def test_a_median_is_no_mean(self):
        values = table(x=[1, 2, 9, NAN])
        groups = pd.Series(1, index=values.index)
        assert impute(values, "group_median", groups)[0].at["d", "x"] == 2
        assert impute(values, "group_mean", groups)[0].at["d", "x"] == 4

    def test_a_group_without_any_value_stays_missing(self):
        groups = pd.Series(["p", "q", "p", "p"], index=self.values.index)
        got, mask = impute(self.values, "group_mean", groups)
        assert math.isnan(got.at["b", "x"])
        assert not mask.at["b", "x"]

    @pytest.mark.parametrize("names", [["area", "year"], [None, None]])
    def test_the_last_value_is_carried_forward_never_back(self, names):
        index = pd.MultiIndex.from_tuples(
            [("p", 2002), ("p", 2000), ("q", 2001), ("p", 2001), ("q", 2000)], names=names
        )
        values = pd.DataFrame({"x": [NAN, 5.0, 7.0, NAN, NAN]}, index=index)
        got, mask = impute(values, "last")
        np.testing.assert_array_equal(got["x"], [5, 5, 7, 5, NAN])  # q has nothing before 2001
        assert list(mask["x"]) == [True, False, False, True, False]

    def test_time_is_found_by_its_name_whichever_side_it_stands(self):
        index = pd.MultiIndex.from_tuples([(2001, "p"), (2000, "p")], names=["year", "area"])
        values = pd.DataFrame({"x": [NAN, 5.0]}, index=index)
        assert list(impute(values, "last")[0]["x"]) == [5, 5]

    def test_nothing_to_go_by_is_refused(self):
        with pytest.raises(FaultsFound, match="nothing says which rows are one unit's"):
            impute(self.values, "last")


def test_screen_keeps_what_reaches_the_share():
    values = table(x=[1, NAN, 3], y=[1, NAN, NAN], z=[1, 2, 3])
    assert list(coverage(values)) == [1, 1 / 3, 2 / 3]
    assert list(screen(values, 2 / 3).index) == ["a", "c"]
    assert list(screen(values, 1).index) == ["a"]
    assert len(screen(values, None)) == 3


class TestTreat:
    def test_skewness_and_kurtosis_by_hand(self):
        # 0,0,0,4: mean 1, m2 = 3, m3 = (3*(-1) + 27)/4 = 6, m4 = (3 + 81)/4 = 21
        x = np.array([0, 0, 0, 4.0, NAN])
        g1, g2 = 6 / 3**1.5, 21 / 9 - 3
        assert skewness(x) == pytest.approx(math.sqrt(12) / 2 * g1)
        assert kurtosis(x) == pytest.approx(3 / (2 * 1) * (5 * g2 + 6))
        # and of more than four, where n - 3 is not 1, as another library has them
        x = np.array([3.0, 1, 4, 1, 5, 9, 2, 6])
        assert kurtosis(x) == pytest.approx(stats.kurtosis(x, bias=False))
        assert skewness(x) == pytest.approx(stats.skew(x, bias=False))

    @pytest.mark.parametrize("x", [[1.0, 1, 1, 1], [1.0, 2], [NAN] * 5])
    def test_no_moments_no_outliers(self, x):
        assert treat(table(x=x), "winsorise_log")[1].at[0, "treatment"] == "none"

    def test_one_far_point_is_pulled_to_the_next(self):
        x = np.array([*range(1, 11), 100.0])
        np.testing.assert_array_equal(winsorised(x), [*range(1, 11), 10])
        np.testing.assert_array_equal(winsorised(-x), [-v for v in [*range(1, 11), 10]])

    def test_two_far_points_are_pulled_one_after_the_other(self):
        x = np.array([*range(1, 30), 300.0, 500.0])
        got = winsorised(x)
        np.testing.assert_array_equal(got[:29], x[:29])
        assert list(got[29:]) == [29, 29]

    def test_what_five_points_do_not_mend_becomes_a_logarithm_of_the_untreated(self):
        # eight far points among a hundred: five pulled in still leave a tail
        raw = [float(v % 7) for v in range(92)] + [100.0 * 3**k for k in range(8)]
        values = pd.DataFrame({"x": raw, "y": np.linspace(0, 1, 100)})
        got, log = treat(values, "winsorise_log")
        assert list(log["treatment"]) == ["log", "none"]
        least, reach = 0.0, 100.0 * 3**7
        by_hand = [math.log(v - least + 0.01 * reach) for v in raw]
        np.testing.assert_allclose(got["x"], by_hand, rtol=1e-12)
        assert log.at[0, "points"] == 100  # every value has another number now
        np.testing.assert_array_equal(got["y"], values["y"])

    def test_logarithm_at_the_ends(self):
        got = logged(np.array([10.0, 20.0, NAN]))
        assert got[:2] == pytest.approx([math.log(0.1), math.log(10.1)])
        assert math.isnan(got[2])

    def test_mean_and_two_deviations(self):
        # 1..9 and 50: mean 9.5, sample SD 14.54, bounds -19.6 and 38.6
        x = np.array([*range(1, 10), 50.0])
        np.testing.assert_array_equal(within_deviations(x), [*range(1, 10), 9])
        got, log = treat(table(x=list(x)), "mean_sd")
        assert list(log.loc[0, ["treatment", "points"]]) == ["within mean ± SD", 1]
        np.testing.assert_array_equal(within_deviations(x, k=3), x)


class TestTransform:
    def test_only_where_the_framework_says_so(self):
        values = table(x=[1, math.e, NAN], y=[-1, 0, 1])
        got = transform(values, flat(x={"transform": "log"}, y={"transform": "none"}))
        np.testing.assert_allclose(got["x"], [0, 1, NAN])
        np.testing.assert_array_equal(got["y"], [-1, 0, 1])

    def test_no_logarithm_of_zero(self):
        with pytest.raises(FaultsFound, match="x is zero or below for a, b"):
            transform(table(x=[0, -1, 1]), flat(x={"transform": "log"}))


class TestNormalise:
    values = table(x=[2, 4, 10, NAN])

    @pytest.mark.parametrize(
        ("method", "up", "down"),
        [
            ("min_max", [0, 25, 100], [100, 75, 0]),
            # mean 16/3, sample variance ((10/3)^2 + (4/3)^2 + (14/3)^2) / 2 = 52/3
            ("z_score", [-10 / 3 / math.sqrt(52 / 3), -4 / 3 / math.sqrt(52 / 3),
                         14 / 3 / math.sqrt(52 / 3)], None),
            ("rank", [1, 2, 3], [3, 2, 1]),
            ("distance", [20, 40, 100], [100, 50, 20]),
        ],
    )  # fmt: skip
    def test_both_directions(self, method, up, down):
        got = normalise(self.values, flat(x={"direction": 1}), method)["x"]
        np.testing.assert_allclose(got, [*up, NAN], rtol=1e-13)
        got = normalise(self.values, flat(x={"direction": -1}), method)["x"]
        np.testing.assert_allclose(got, [*(down or [-v for v in up]), NAN], rtol=1e-13)

    def test_goalposts_cut_at_both_ends(self):
        posts = {"goalpost_low": 3, "goalpost_high": 8}
        got = normalise(self.values, flat(x=posts), "goalposts")["x"]
        np.testing.assert_allclose(got, [0, 20, 100, NAN])
        got = normalise(self.values, flat(x=posts | {"direction": -1}), "goalposts")["x"]
        np.testing.assert_allclose(got, [100, 80, 0, NAN])

    def test_distance_to_a_target(self):
        got = normalise(self.values, flat(x={"goalpost_low": 1, "goalpost_high": 8}), "distance")
        np.testing.assert_allclose(got["x"], [25, 50, 125, NAN])

    def test_equal_values_share_the_smaller_number(self):
        got = normalise(table(x=[5, 5, 7, 1]), flat(x={}), "rank")["x"]
        assert list(got) == [2, 2, 4, 1]

    @pytest.mark.parametrize("method", ["min_max", "z_score"])
    @pytest.mark.parametrize("x", [[3, 3, NAN], [0.1 + 0.2, 0.3, NAN], [NAN] * 3, [7, NAN, NAN]])
    def test_where_all_are_alike_there_is_no_scale(self, method, x):
        assert normalise(table(x=x), flat(x={}), method)["x"].isna().all()

    def test_others_are_laid_on_the_same_scale(self):
        scale = frame(self.values, flat(x={}), "min_max")
        got = apply(table(x=[0, 6, 12]), scale)["x"]
        np.testing.assert_allclose(got, [-25, 50, 125])


class TestAggregate:
    scores = np.array([[0.0, 90, 60], [20, NAN, 60], [NAN, NAN, NAN]])
    weights = np.array([0.25, 0.25, 0.5])

    def test_arithmetic_over_what_is_there(self):
        got = arithmetic(self.scores, self.weights)
        np.testing.assert_allclose(got, [22.5 + 30, (5 + 30) / 0.75, NAN])

    def test_geometric_over_what_is_there_and_zero_makes_zero(self):
        got = geometric(self.scores, self.weights)
        np.testing.assert_allclose(got, [0, (20 * 60**2) ** (1 / 3), NAN])

    def test_a_zero_of_no_weight_says_nothing(self):
        got = geometric(np.array([[0.0, 9, 4]]), np.array([0, 1, 1.0]))
        np.testing.assert_allclose(got, [6])

    def test_copeland_by_hand(self):
        # a beats b on .6 of the weight; a and c halve; c beats b on all that both have
        scores = np.array([[9.0, 5, 1], [5, 1, 2], [9, 5, NAN], [NAN, NAN, NAN]])
        got = copeland(scores, np.array([0.3, 0.3, 0.4]))
        np.testing.assert_array_equal(got, [1, -2, 1, NAN])

    def test_ties_share_the_smallest_rank_and_nothing_has_none(self):
        got = ranks(pd.DataFrame({"I": [3.0, 5, 3, NAN, 0.1 + 0.2, 0.3]}))["I"]
        np.testing.assert_array_equal(got, [2, 1, 2, NAN, 4, 4])

    def test_a_method_for_each_level(self):
        framework = Framework.read(
            pd.DataFrame(
                [("I", "", 1, 1), ("A", "I", 1, 1), ("x", "A", 1, 1), ("y", "A", 1, 1),
                 ("z", "I", 1, 1)], columns=COLUMNS[:4],
            )
        )  # fmt: skip
        values = table(x=[4, 0], y=[16, 50], z=[32, 60])
        got = aggregate(values, framework, {1: "arithmetic", 2: "geometric"})
        assert list(got["A"]) == pytest.approx([8, 0])
        assert list(got["I"]) == pytest.approx([20, 30])
        got = aggregate(values, framework, {1: "geometric"})
        assert list(got["A"]) == pytest.approx([10, 25])
        assert list(got["I"]) == pytest.approx([math.sqrt(320), math.sqrt(1500)])


class TestWeight:
    def test_equal(self):
        framework = flat(x={"weight": 5}, y={"weight": 1}, z={"weight": 2})
        assert list(weight.equal(framework).weights[["x", "y", "z"]]) == [1 / 3] * 3

    def test_components_of_two_independent_pairs_and_one_alone(self):
        """x1 = x2, y1 = y2, z alone, mutually uncorrelated: components explain 2, 2 and 1 of 5.

        Within a pair each loading squared is 1 of the 2 explained; so each of the pair gets
        1/2 * 2/5 = 1/5, and z gets 1 * 1/5: all equal.
        """
        signs = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]] * 3, dtype=float)
        x, y, z = signs.T
        scores = pd.DataFrame({"x1": x, "x2": x, "y1": y, "y2": y, "z": z})
        framework = flat(**{code: {} for code in scores})
        got = weight.components(scores, framework, "I").weights
        assert list(got[list(scores)]) == pytest.approx([0.2] * 5)

    def test_components_of_one_cause_by_hand(self):
        """Three indicators with correlations r, all alike: the first component has 1 + 2r and
        loads on all alike, so weights are equal; the others have 1 - r < 1 and are dropped."""
        ring = np.array([[3, 1, 0], [0, 3, 1], [1, 0, 3]], dtype=float)
        scores = pd.DataFrame(np.vstack([ring, -ring]), columns=["x", "y", "z"])  # r = 6 / 20
        assert scores.corr().to_numpy()[np.triu_indices(3, 1)] == pytest.approx([0.3] * 3)
        got = weight.components(scores, flat(x={}, y={}, z={}), "I").weights
        assert list(got[["x", "y", "z"]]) == pytest.approx([1 / 3] * 3)

    def test_varimax_finds_the_simple_structure_again(self):
        simple = np.array([[0.9, 0], [0.8, 0], [0, 0.7], [0, 0.6]])
        angle = 0.5
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        got = weight.varimax(simple @ turn)
        np.testing.assert_allclose(np.sort(np.abs(got)), np.sort(simple), atol=1e-9)

    def test_varimax_is_the_best_of_all_turns(self):
        """Kaiser's criterion: the variance of the squared loadings, summed over components."""
        rng = np.random.default_rng(3)
        tried = [rng.uniform(low, 1, size=(6, 2)) for low in (-1, -0.5, 0, 0.3)]

        def criterion(found):
            return (found**2).var(axis=0).sum()

        turns = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
                 for a in np.linspace(0, np.pi / 2, 1_001)]  # fmt: skip
        for loadings in tried:
            best = max(criterion(loadings @ turn) for turn in turns)
            got = weight.varimax(loadings)
            assert criterion(got) == pytest.approx(best, abs=1e-5)
            assert (got**2).sum(axis=1) == pytest.approx((loadings**2).sum(axis=1))

    def test_components_need_spread_and_units(self):
        with pytest.raises(FaultsFound, match="all are alike in y"):
            weight.components(table(x=[1, 2, 3], y=[1, 1, 1]), flat(x={}, y={}), "I")

    def test_benefit_of_the_doubt_by_hand(self):
        """a (4, 1) and b (1, 4) are on the frontier: 1. c (2, 2) lies on the line from the origin
        to their middle (2.5, 2.5): 0.8. d (2, 1): best with weights (1/5, 1/5): 0.6."""
        scores = table(x=[4, 1, 2, 2], y=[1, 4, 2, 1])
        got, weights = weight.benefit_of_the_doubt(scores)
        np.testing.assert_allclose(got, [1, 1, 0.8, 0.6], rtol=1e-9)
        np.testing.assert_allclose(weights.loc["c"], [0.2, 0.2], rtol=1e-9)

    def test_benefit_of_the_doubt_with_parts_bounded(self):
        """Both parts must be half of the own index: w = (s/2x, s/2y) of the unit itself."""
        scores = table(x=[4, 1, 2], y=[1, 4, 2])
        got, weights = weight.benefit_of_the_doubt(scores, least=0.5, most=0.5)
        # for a: w = (s/8, s/2); b scores s/8 + 2s = 17s/8 <= 1, so s = 8/17; c the middle: 0.8
        np.testing.assert_allclose(got, [8 / 17, 8 / 17, 0.8], rtol=1e-9)

    def test_benefit_of_the_doubt_refuses_gaps(self):
        with pytest.raises(FaultsFound, match="not so: b"):
            weight.benefit_of_the_doubt(table(x=[1, NAN], y=[1, 2]))
