"""Spread: textbook identities, values worked by hand, published examples."""

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.data_folder import find_data
from helpers.reference import Indicator, Shown, load_reference
from helpers.spread.convergence import beta, deviation, sigma
from helpers.spread.inequality import theil, theil_parts, variation
from helpers.spread.interval import Interval, jackknife
from helpers.spread.panel import bases, panel, span
from helpers.spread.resting import resting
from helpers.spread.space import moran, moran_of, shares

DATA = Path(__file__).parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_variation_by_hand():
    assert variation([1, 3]) == pytest.approx(0.5)  # mean 2, deviation 1
    # weights 3 and 1: mean 1.5, variance 0.75 * 0.25 + 0.25 * 2.25 = 0.75
    assert variation([1, 3], [3, 1]) == pytest.approx(math.sqrt(0.75) / 1.5)


def test_theil_by_hand():
    assert theil([5, 5, 5]) == pytest.approx(0, abs=1e-15)
    assert theil([0, 0, 0, 7]) == pytest.approx(math.log(4))  # one has all: the most there is
    # ratios 0.5 and 1.5: (0.5 ln 0.5 + 1.5 ln 1.5) / 2 = (-0.346574 + 0.608198) / 2
    assert theil([1, 3]) == pytest.approx(0.130812, abs=1e-6)


@pytest.mark.parametrize("measure", [variation, theil])
def test_a_spread_knows_neither_unit_nor_order_and_a_weight_is_a_repeat(measure):
    values, times = [2.0, 5.0, 11.0], [1, 2, 3]
    repeated = [value for value, n in zip(values, times, strict=True) for _ in range(n)]
    assert measure(values, times) == pytest.approx(measure(repeated))
    assert measure([1000 * value for value in values]) == pytest.approx(measure(values))
    assert measure(values[::-1], times[::-1]) == pytest.approx(measure(values, times))


@pytest.mark.parametrize("measure", [variation, theil])
@pytest.mark.parametrize(
    ("values", "weights"),
    [([1, math.nan], None), ([0, 0], None), ([], None), ([1, -1], None), ([1, 2], [1, math.nan]),
     ([1, 2], [1, 0]), ([1, 2], [1])],
)  # fmt: skip
def test_a_missing_figure_is_refused_and_never_zero(measure, values, weights):
    with pytest.raises(ValueError, match="spread"):
        measure(values, weights)


def test_theil_of_mexican_states_as_published():
    """Values that PySAL's `inequality` publishes for income per head of 32 states, 1940 to 2000.

    Rey and Sastre Gutierrez (2010), Spatial Economic Analysis 5; regions of Hanson (1998).
    """
    total = [0.20894344, 0.15222451, 0.10472941, 0.10194725, 0.09560113, 0.10511256, 0.10660832]
    between = [0.0345889, 0.02816853, 0.05260921, 0.05931219, 0.03205257, 0.02963731, 0.03635872]
    table = rows("spread_mexico.csv")
    for year, whole, part in zip(range(1940, 2010, 10), total, between, strict=True):
        values = [float(row[str(year)]) for row in table]
        parts = theil_parts(values, [row["region"] for row in table])
        assert parts.total == pytest.approx(whole, abs=5e-9)
        assert parts.between == pytest.approx(part, abs=5e-9)


def test_the_parts_of_theil_sum_exactly_and_fall_where_they_must():
    alike = theil_parts([1, 1, 3, 3], ["a", "a", "b", "b"])
    assert alike.within == pytest.approx(0, abs=1e-15)
    assert alike.between_share == pytest.approx(100)
    same = theil_parts([1, 3, 1, 3], ["a", "a", "b", "b"])
    assert same.between == pytest.approx(0, abs=1e-15)
    assert same.of == pytest.approx({"a": 0.0654061, "b": 0.0654061}, abs=1e-6)
    draw = np.random.default_rng(3)
    values, weights = draw.gamma(1, size=31), draw.gamma(2, size=31)
    groups = [str(place % 4) for place in range(31)]
    parts = theil_parts(values, groups, weights)
    assert parts.within + parts.between == parts.total
    assert parts.total == pytest.approx(theil(values, weights), abs=1e-14)
    assert math.fsum(parts.of.values()) == parts.within


def test_a_group_of_zeros_has_no_share_of_the_spread():
    parts = theil_parts([0, 0, 4], ["a", "a", "b"])
    assert parts.of["a"] == 0
    assert parts.total == pytest.approx(math.log(3))
    assert parts.between == pytest.approx(math.log(3))


def test_the_jackknife_of_a_mean_is_students_interval():
    values = np.array([3.1, 4.7, 5.0, 8.8, 2.2, 6.5])
    found = jackknife(6, lambda kept: float(values[kept].mean()))
    low, high = stats.t.interval(0.95, 5, values.mean(), stats.sem(values))
    assert (found.value, found.low, found.high) == pytest.approx((values.mean(), low, high))


def test_two_areas_have_no_interval():
    assert math.isnan(jackknife(2, lambda kept: float(len(kept))).low)


def test_an_interval_tells_a_sign_only_where_it_is_clear_of_zero():
    assert [Interval(1, *ends).sign for ends in ((0.5, 2), (-1, 2), (-2, -1))] == [1, 0, -1]
    assert Interval(1, math.nan, math.nan).sign == 0


def test_beta_finds_the_pace_that_was_put_in():
    """At two percent a year half of a distance takes 35 years (Barro and Sala-i-Martin)."""
    start = np.array([1.0, 2.0, 4.0, 9.0, 30.0])
    years = 20
    found = beta(start, 7 * start ** math.exp(-0.02 * years), years)
    assert found.slope.value == pytest.approx((math.exp(-0.4) - 1) / 20)
    assert found.half_life == pytest.approx(34.657, abs=1e-3)
    assert found.r_squared == pytest.approx(1)
    assert found.slope.high - found.slope.low == pytest.approx(0, abs=1e-12)


def test_the_robust_error_of_beta_is_that_of_refits_without_each_area():
    """HC3 equals the sum of squared changes of the slope when each area is left out."""
    draw = np.random.default_rng(11)
    start = np.exp(draw.normal(size=25))
    end = start**0.8 * np.exp(draw.normal(scale=0.2, size=25))
    x, y = np.log(start), np.log(end / start) / 10
    whole = np.polyfit(x, y, 1)[0]
    without = [np.polyfit(np.delete(x, i), np.delete(y, i), 1)[0] for i in range(25)]
    error = math.sqrt(sum((slope - whole) ** 2 for slope in without))
    found = beta(start, end, 10).slope
    half = stats.t.ppf(0.975, 23) * error
    assert (found.value, found.low, found.high) == pytest.approx(
        (whole, whole - half, whole + half)
    )


def test_what_beta_explains_is_the_squared_correlation_of_growth_with_the_start():
    start, end = np.array([1.0, 2, 3, 5, 8]), np.array([2.0, 3, 7, 6, 9])
    growth = np.log(end / start) / 4
    expected = np.corrcoef(np.log(start), growth)[0, 1] ** 2
    assert 0.1 < expected < 0.9
    assert beta(start, end, 4).r_squared == pytest.approx(expected)


def test_convergence_refuses_what_has_no_logarithm_or_no_slope():
    with pytest.raises(ValueError, match="above zero"):
        beta([0, 1, 2, 3], [1, 1, 2, 3], 5)
    with pytest.raises(ValueError, match="start alike"):
        beta([2, 2, 2, 2], [1, 2, 3, 4], 5)
    with pytest.raises(ValueError, match="one area alone"):
        beta([2, 2, 2, 9], [1, 2, 3, 4], 5)
    with pytest.raises(ValueError, match="above zero"):
        sigma([1, math.nan], [1, 2])


def test_sigma_halves_where_every_distance_halves():
    start = np.array([1.0, 2.0, 4.0, 9.0, 30.0])
    found = sigma(start, 5 * np.sqrt(start))
    assert (found.value, found.low, found.high) == pytest.approx((-50, -50, -50))


def test_the_deviation_is_of_logarithms():
    # ln 1, ln e, ln e squared: 0, 1, 2, deviation 1
    assert deviation([1, math.e, math.e**2]).value == pytest.approx(1)
    nothing = deviation([2, 2, 2])
    assert nothing.value == 0
    assert math.isnan(nothing.low)


@pytest.mark.parametrize("tails", [None, 6])
def test_the_interval_of_sigma_holds_the_truth(tails):
    """31 areas, correlated years, true ratio 0.8, normal or with heavy tails: 19 of 20, or near."""
    draw = np.random.default_rng(5)
    held = 0
    for _ in range(300):
        noise = draw.normal(size=(2, 31)) if tails is None else draw.standard_t(tails, size=(2, 31))
        start = noise[0]
        end = 0.8 * (0.9 * noise[0] + math.sqrt(1 - 0.81) * noise[1])
        found = sigma(np.exp(start), np.exp(end))
        held += found.low <= -20 <= found.high
    assert held / 300 >= 0.91


def test_moran_of_a_textbook_grid():
    """De Smith, Goodchild and Longley, Geospatial Analysis, figure 5-31: 10 cells, I = 0.0317."""
    values = [2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06]
    beside = {1: (2, 4), 2: (1, 5), 3: (4, 7), 4: (1, 3, 5, 8), 5: (2, 4, 6, 9), 6: (5, 10),
              7: (3, 8), 8: (4, 7, 9), 9: (5, 8, 10), 10: (6, 9)}  # fmt: skip
    weights = np.zeros((10, 10))
    for cell, others in beside.items():
        weights[cell - 1, [other - 1 for other in others]] = 1
    assert moran(values, weights, permutations=0).value == pytest.approx(0.0317, abs=5e-5)


def test_moran_of_counties_as_published():
    """Homicide rates of 78 counties round St. Louis, 1988 to 1993: PySAL publishes 0.243656."""
    table = rows("spread_counties.csv")
    borders = {(row["county"], other) for row in table for other in row["neighbours"].split()}
    values = {row["county"]: float(row["rate"]) for row in table}
    found = moran_of(values, borders, permutations=999)
    assert found.value == pytest.approx(0.24365582621771659, abs=1e-12)
    assert found.expected == pytest.approx(-0.012987012987012988)
    assert found.p < 0.01


def test_a_chessboard_is_all_unlike_and_two_halves_are_alike():
    side = 4
    cells = list(itertools.product(range(side), repeat=2))
    borders = {
        (str(a), str(b)) for a in cells for b in cells if abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1
    }
    board = {str(cell): float(sum(cell) % 2) for cell in cells}
    assert moran_of(board, borders, permutations=99).value == pytest.approx(-1)
    halves = {str(cell): float(cell[0] < 2) for cell in cells}
    # rows at the edge: all neighbours alike (8 cells); at the seam: corners 1/3, others 1/2 net
    assert moran_of(halves, borders, permutations=99).value == pytest.approx(
        (8 * 1 + 4 * (1 / 3) + 4 * (2 / 4)) / 16
    )


def test_the_permutations_find_the_exact_p():
    """Six areas in a row: all 720 orders can be tried."""
    names = "abcdef"
    borders = {(a, b) for a in names for b in names if abs(ord(a) - ord(b)) == 1}
    values = [1.0, 2.0, 2.5, 4.0, 7.0, 9.0]
    weights = shares(names, borders)

    def index(z):
        z = np.array(z) - np.mean(z)
        return 6 / 6 * (z @ weights @ z) / (z @ z)

    all_orders = [index(order) for order in itertools.permutations(values)]
    assert np.mean(all_orders) == pytest.approx(-1 / 5)
    far = np.mean(np.abs(np.array(all_orders) + 0.2) >= abs(index(values) + 0.2) - 1e-12)
    found = moran(values, weights, permutations=19_999)
    assert found.p == pytest.approx(far, abs=4 * math.sqrt(far * (1 - far) / 19_999))
    assert found == moran(values, weights, permutations=19_999)  # the seed decides


def test_an_area_without_neighbours_is_left_out_and_named():
    borders = {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "c"), ("e", "x"),
               ("x", "e")}  # fmt: skip
    found = moran_of({"a": 1, "b": 2, "c": 3, "d": 5, "e": 9}, borders, permutations=0)
    assert found.alone == ("e",)
    assert found.count == 4
    assert math.isnan(found.p)


def test_borders_run_both_ways():
    with pytest.raises(ValueError, match="both ways"):
        shares("ab", {("a", "b")})
    with pytest.raises(ValueError, match="both ways"):
        shares("ab", {("a", "a")})
    assert shares("abc", {("a", "b"), ("b", "a")}).tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_the_borders_of_the_provinces():
    """68 provincial borders on land were surveyed; Shaanxi and Inner Mongolia have eight each."""
    reference = load_reference(find_data())
    table = reference.neighbours
    assert (table["border"] == "land").sum() == 68
    assert table.loc[table["border"] == "sea", ["adcode", "neighbour"]].to_numpy().tolist() == [
        ["440000", "460000"]  # Hainan lies across the strait from Guangdong
    ]
    assert table.loc[table["border"] == "sea", "reason"].all()
    assert {area for pair in reference.borders for area in pair} == set(reference.provinces)
    assert len(reference.borders) == 2 * 69
    number = {
        area: sum(pair[0] == area for pair in reference.borders) for area in reference.provinces
    }
    assert [area for area, n in number.items() if n == max(number.values())] == ["150000", "610000"]
    assert number["150000"] == 8
    names = reference.area_names
    hunan = {names[other] for area, other in reference.borders if area == "430000"}
    assert hunan == {"Hubei", "Chongqing", "Guizhou", "Guangxi", "Guangdong", "Jiangxi"}
    assert {names[other] for area, other in reference.borders if area == "110000"} == {
        "Tianjin", "Hebei"}  # fmt: skip
    assert shares(reference.provinces, reference.borders).sum() == pytest.approx(31)


def indicator(window=None, breaks=()):
    shown = Shown("X", "", "", 1.0, 1, breaks, "", "")
    return Indicator(
        "x", "", {"en": shown}, "", "NUM", "higher", "ratio", "", "", None, window, None, None,
        None, "no",
    )  # fmt: skip


def figures(values):
    """values: area -> year -> value."""
    return pd.DataFrame(
        [(area, "x", year, value, "") for area, of in values.items() for year, value in of.items()],
        columns=["ref_area", "indicator", "year", "value", "obs_ids"],
    )


def test_an_area_that_lacks_a_year_is_left_out_of_all_and_named():
    areas = [f"a{number}" for number in range(10)]
    values = {area: {2018: 1.0, 2019: 2.0, 2020: 3.0} for area in areas}
    del values["a4"][2019]
    for area in areas[:2]:
        del values[area][2020]  # eight of ten: no year to compare
    found = panel(figures(values), "x", areas)
    assert list(found.table.columns) == [2018, 2019]
    assert found.lost == ("a4",)
    assert list(found.table.index) == [area for area in areas if area != "a4"]


def test_a_panel_without_figures_is_empty():
    found = panel(figures({"a": {2018: 1.0}}), "y", ["a"])
    assert found.table.empty
    assert found.lost == ()


def test_a_change_keeps_to_one_definition():
    table = pd.DataFrame([[1.0] * 12], columns=range(2012, 2024))
    assert span(table, indicator()) == (2012, 2023)
    broken = indicator(breaks=((2018, "item changed"),))
    assert bases(table, broken) == [list(range(2012, 2018)), list(range(2018, 2024))]
    assert span(table, broken) == (2018, 2023)
    # the newest definition has two years between its ends: too few, the one before is told
    assert span(table, indicator(breaks=((2021, "policy"),))) == (2012, 2020)
    assert span(table[[2022, 2023]], indicator()) is None


def test_sums_over_a_window_are_clear_of_a_break_only_as_a_whole():
    table = pd.DataFrame([[1.0] * 12], columns=range(2012, 2024))
    summed = indicator(window=3, breaks=((2018, "item changed"),))
    assert bases(table, summed) == [list(range(2012, 2018)), list(range(2020, 2024))]
    assert span(table, summed) == (2020, 2023)


def change_by(parts, told):
    """A change that sums up what each area has a part in; told while it is beyond `told`."""

    def change(kept, level):
        whole = math.fsum(parts[place] for place in kept)
        sure = abs(whole) > told and level is not None
        return Interval(whole, whole - 1, whole + 1) if sure else Interval(whole, -99, 99)

    return change


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_change_rests_on_the_two_that_carry_most_and_on_each_that_decides(sign):
    """Of -20 the parts -6 and -5 are the largest: -9 is left. Told beyond 14.5: 14 and 15 are
    left without the one and the other."""
    parts = [sign * part for part in (1, 5, 2, 6, 3, 3)]
    found = resting(6, change_by(parts, 14.5))
    assert (found.carriers, found.without.value) == ((1, 3), sign * 9)
    assert found.deciders == (3,)
    assert resting(6, change_by(parts, 15.5)).deciders == (1, 3)
    assert resting(6, change_by(parts, 10)).deciders == ()


def test_what_is_not_told_rests_on_nobody():
    assert resting(6, change_by([1, 2, 3, 4, 5, 6], 30)) is None
    assert resting(3, change_by([9, 9, 9], 1)) is None
