"""The judge's own way to a scoreboard, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.claims.agreed import kendall, spearman
from helpers.claims.causes import _shared
from helpers.claims.scale import Column, outlying, places, shape, treatment


def test_places_share_the_better_one_and_need_a_score():
    assert places(np.array([3.0, 5.0, 5.0 + 1e-12, np.nan, 1.0])).tolist()[:3] == [3, 1, 1]
    assert np.isnan(places(np.array([np.nan, 1.0]))[0])


def test_shape_by_hand():
    """1, 2, 3, 4, 10: mean 4, sample deviation sqrt(50 / 4); the sums of z^3 and z^4 on paper."""
    s = np.sqrt(50 / 4)
    z3, z4 = (sum(((x - 4) / s) ** k for x in (1, 2, 3, 4, 10)) for k in (3, 4))
    skew, peak = shape(np.array([1.0, 2, 3, 4, 10]))
    assert skew == pytest.approx(5 / 12 * z3)
    assert peak == pytest.approx(5 * 6 / (4 * 3 * 2) * z4 - 3 * 16 / 6)
    assert all(np.isnan(shape(np.ones(9))))


def test_one_far_off_is_drawn_in_to_the_next():
    values = np.array([*range(1, 30), 500.0])
    assert outlying(*shape(values))
    assert treatment(values, "winsorise_log") == Column("winsorised", 1, 29, 1)
    assert treatment(values, None).done == "none"
    assert treatment(values, "mean_sd") == Column("within mean ± SD", 1, 29, 1)


def test_what_drawing_in_does_not_mend_becomes_logarithms():
    values = np.array([*range(200), *(10_000.0 * step for step in range(1, 9))])
    found = treatment(values, "winsorise_log")
    assert found.done == "log"
    ends = found.of(values)
    reach = values.max() - values.min()
    assert ends[0] == pytest.approx(np.log(0.01 * reach))
    assert ends[-1] == pytest.approx(np.log(1.01 * reach))


def test_shapley_values_by_hand():
    """Nobody 0, a 1, b 2, both 6: a adds 1 first and 4 after b, so 2.5; b 2 and 5, so 3.5."""
    assert _shared(np.array([0.0, 1, 2, 6])).tolist() == [2.5, 3.5]


def test_correlations_of_ranks_by_hand():
    one, other = np.array([1.0, 2, 3, 4, 5]), np.array([2.0, 1, 4, 3, 5])
    assert spearman(one, other) == pytest.approx(0.8)
    assert kendall(one, other) == pytest.approx(0.6)
