"""Numbers: as people read them, as a CSV holds them; periods on an axis of years."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from helpers.draw.numbers import (
    as_floats,
    compact_number,
    display_number,
    displayer,
    figure_number,
    need_columns,
    need_one_row_each,
    plain_number,
    year_words,
)
from helpers.draw.periods import period_words, position


def test_small_figures_do_not_read_as_zero():
    assert figure_number(0.0159, 1) == "0.02"
    assert figure_number(0.00042, 0) == "0.0004"
    assert figure_number(0, 1) == "0.0"
    assert figure_number(1.26, 1) == "1.3"
    assert figure_number(float("nan"), 1) == "no figure"
    assert displayer(1)(0.021) == "0.02"


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "shown"),
    [
        (13910, 0, "", "13,910"),
        (2.675, 2, "%", "2.68%"),
        ((1.14 + 1.17) / 2, 2, "%", "1.16%"),  # the double lies a hair under 1.155
        (-0.004, 2, "", "0.00"),
        (-1234.5, 1, "yuan", "-1,234.5 yuan"),
        (float("nan"), 1, "%", "no figure"),
        (None, 1, "", "no figure"),
        (pd.NA, 1, "", "no figure"),
        (0, 1, "", "0.0"),
        (np.float64(36326.8), 1, "¥{}", "¥36,326.8"),
        (Decimal("0.5"), 0, "", "1"),
        (1e15, 0, "", "1,000,000,000,000,000"),
    ],
)
def test_display_number(value, decimals, unit, shown):
    assert display_number(value, decimals, unit) == shown


def test_display_number_refuses_infinity():
    with pytest.raises(ValueError, match="not finite"):
        display_number(math.inf, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(36327, "36.3k"), (4088695, "4.09m"), (1.5e9, "1.50bn"), (999.6, "1.00k"), (7.94, "7.9"),
     (250.4, "250"), (-1234, "-1.23k"), (0, "0.0"), (123456, "123k"), (999_999, "1.00m")],
)  # fmt: skip
def test_compact_number(value, shown):
    assert compact_number(value) == shown


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (0.1 + 0.2, "0.3"),
        (1.15 * 100, "115"),
        (3632680000000.25, "3632680000000.25"),
        (1e-7, "0.0000001"),
        (2e22, "20000000000000000000000"),
        (-0.0, "0"),
        (-5.5, "-5.5"),
        (100, "100"),
        (np.int64(7), "7"),
        (float("nan"), ""),
        (None, ""),
        (True, "true"),
        (Decimal("2.50"), "2.5"),
    ],
)
def test_plain_number(value, cell):
    assert plain_number(value) == cell


def test_year_words():
    assert [year_words(y) for y in (2022, 2022.0, "2022", None, float("nan"))] == [
        "2022", "2022", "2022", "", ""
    ]  # fmt: skip


def test_as_floats_keeps_missing_and_refuses_text_and_infinity():
    assert np.isnan(as_floats([1, None, pd.NA])[1:]).all()
    with pytest.raises(ValueError, match="column size must hold numbers"):
        as_floats(["many"], "size")
    with pytest.raises(ValueError, match="infinite"):
        as_floats([math.inf])


def test_complaints_name_all_offenders():
    frame = pd.DataFrame({"area": ["a", "a", "b", "b"], "year": [1, 1, 2, 2]})
    with pytest.raises(ValueError, match="lacks value, role"):
        need_columns(frame, ("area", "value", "role"), "a chart")
    with pytest.raises(ValueError, match="a 1; b 2"):
        need_one_row_each(frame, ["area", "year"], "a chart")


@pytest.mark.parametrize(
    ("period", "at", "words"),
    [
        ("2022", 2022, "2022"),
        (2022.0, 2022, "2022"),
        ("2022-Q1", 2021.625, "Q1 2022"),
        ("2022-07", 2022 + 1 / 24, "July 2022"),
        ("2022-01/2022-04", 2021.5 + 1 / 6, "January to April 2022"),
        ("2020/2022", 2021, "2020 to 2022"),
        ("2021-Q4/2022-Q1", 2021.5, "Q4 2021 to Q1 2022"),
    ],
)
def test_periods(period, at, words):
    assert position(period) == pytest.approx(at)
    assert period_words(period) == words


@pytest.mark.parametrize("period", [None, "", float("nan")])
def test_a_missing_period_has_no_place(period):
    assert math.isnan(position(period))
    assert period_words(period) == ""


@pytest.mark.parametrize("period", ["last year", "2022-13", "2022-Q5", "22", "2020/2021/2022"])
def test_a_wrong_period_is_refused(period):
    with pytest.raises(ValueError, match="is no period"):
        position(period)
