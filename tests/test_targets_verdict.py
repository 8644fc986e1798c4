"""A promise's words against what came: made-up numbers, the verdicts by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest

from helpers.claims import outcomes
from helpers.claims.rows import Rows
from helpers.claims.told import kept
from helpers.targets.levels import as_level, first_reached
from helpers.targets.official import Found
from helpers.targets.verdict import Aim, aim_of, hangs_on, last_digit, met


@pytest.mark.parametrize(
    ("aim", "kept", "broken"),
    [
        (Aim(12, qualifier="over"), [12.1, 56.9], [9.2, 12]),
        (Aim(12, qualifier="at_least"), [12, 13], [11.9]),
        (Aim(16_000), [16_000, 16_001], [15_999]),
        # 5 % of 15 is 0.75, of 200 it is 10; half the last digit where that is more
        (Aim(15, qualifier="about"), [14.25, 15, 22], [14.24]),
        (Aim(200, qualifier="under", nearly=True), [190, 199, 201], [189]),
        (Aim(4, qualifier="about", digit=1), [3.5, 4], [3.4]),
        (Aim(5, qualifier="under"), [4.9], [5, 5.1]),
        (Aim(3, 5, "range"), [3, 4, 5, 7], [2]),
        (Aim(8, downward=True), [8, 7], [9]),
        (Aim(5, 8, "range", downward=True), [8, 6, 4], [9]),
        (Aim(-3, downward=True), [-3, -3.5], [-2.9, 1]),
        (Aim(-3, qualifier="under", downward=True), [-3.1], [-3, -2.9]),  # a fall of more than 3
    ],
)
def test_a_verdict_respects_the_words(aim, kept, broken):
    assert [met(aim, result) for result in [*kept, *broken]] == [True] * len(kept) + [False] * len(
        broken
    )


def test_fifteen_percent_out_of_binary_fractions_is_not_more_than_fifteen():
    growth = 100 * (1.15 - 1)
    assert growth != 15  # 14.999999999999991
    assert not met(Aim(15, qualifier="over"), growth)
    assert met(Aim(15, qualifier="at_least"), growth)


@pytest.mark.parametrize(
    ("official", "said", "hangs"),
    [
        (
            1.95,
            False,
            "",
        ),  # below 1.955, the target from 1.955 on: missed however they were rounded
        (1.96, False, "either"),
        (1.97, True, "both"),  # from 1.965 on, the target up to 1.965: they touch
        (1.98, True, ""),
        (1.86, False, ""),
    ],
)
def test_rounding_never_decides_in_silence(official, said, hangs):
    aim = Aim(1.96, qualifier="over", digit=0.01)
    assert met(aim, official) == said
    # the ends of the interval as decimals, so that 1.95 + 0.005 is 1.955
    low, high = (float(Decimal(str(official)) + Decimal(half)) for half in ("-0.005", "0.005"))
    assert hangs_on(aim, official, low, high) == hangs


def test_whose_rounding_it_is():
    assert hangs_on(Aim(60, qualifier="over", digit=10), 62, 61.95, 62.05) == "promise"
    assert hangs_on(Aim(60, qualifier="over"), 60.4, 59.5, 61.5) == "outcome"
    assert hangs_on(Aim(16_000), 16_000, 16_000, 16_000) == ""  # both are counted, not rounded
    # downwards 8 is the end that is come to first: printed 8, it may have been 8.4 or 7.6
    fall = Aim(5, 8, "range", downward=True, digit=1)
    assert hangs_on(fall, 8.4, 8.4, 8.4) == "promise"
    assert hangs_on(fall, 7.6, 7.6, 7.6) == "promise"
    assert hangs_on(fall, 8.6, 8.6, 8.6) == ""


@pytest.mark.parametrize(
    ("words", "value", "unit", "digit"),
    [
        ("1018.8", 101_880_000_000, "CNY", 1e7),  # of 100 million yuan, one decimal
        ("1.86", 1.86, "PCT", 0.01),
        ("2", 2.0, "PCT", 1),
        ("4071.0", 4071, "NUM", 0),
        ("more than 17%", 17, "PCT", 1),
        ("exceed 100 billion yuan", 1e11, "CNY", 1e9),
        ("exceeded 10,000", 10_000, "NUM", 0),
        ("13,910 plus more than 1,000", 14_910, "NUM", 0),
    ],
)
def test_the_last_printed_digit(words, value, unit, digit):
    assert last_digit(words, value, unit) == pytest.approx(digit)


WORDS = {"over": "more than 40", "at_least": "at least 40", "exact": "40", "about": "about 40",
         "under": "under 40", "nearly": "nearly 40", "range": "40 to 50"}  # fmt: skip


@pytest.mark.parametrize("direction", ["higher", "lower", "none"])
@pytest.mark.parametrize("word", WORDS)
def test_the_judge_of_claims_comes_to_the_same_by_a_route_of_its_own(word, direction):
    """In exact fractions, its own words for its own rules."""
    printed = {
        "obs_value": "40", "obs_value_high": "50" if word == "range" else "", "measure": "level",
        "qualifier": "under" if word == "nearly" else word, "as_printed": WORDS[word],
        "indicator": "rd", "unit_measure": "CNY",
    }  # fmt: skip
    rows = Rows({}, {"rd": {"direction": direction}}, {}, {})
    aim = aim_of(SimpleNamespace(**printed), downward=direction == "lower")
    results = ["37.9", "38", "39.9", "40", "40.1", "42", "42.1", "50", "50.1"]
    assert [met(aim, float(result)) for result in results] == [
        kept(rows, printed, Fraction(result)) for result in results
    ]


@pytest.mark.parametrize(
    ("measure", "printed", "value", "bound"),
    [
        # of 15 % a twentieth is 0.75 points: 14.25 % on 100. Of the level it would be 5.75
        ("growth", "about 15%", "15", "114.25"),
        ("growth", "about 4%", "4", "103.5"),  # half the last digit, 0.5 points, is more
        ("net_increase", "about 40", "40", "138"),  # a twentieth of 40 on 100
        ("level", "about 4", "4", "3.5"),  # half a digit: a twentieth of the level would be 0.2
        ("growth", "more than 15%", "15", "115.01"),
    ],
)
def test_about_as_a_level_falls_short_as_far_as_the_printed_figure_may(
    measure, printed, value, bound
):
    """The record comes to a hair less than the bound in 2022, and to the bound in 2023."""
    words = {
        "obs_id": "daily:s1", "source_id": "daily", "ref_area": "430000", "indicator": "rd",
        "measure": measure, "obs_status": "target", "time_period": "2022", "base_period": "",
        "obs_value": value, "obs_value_high": "", "unit_measure": "PCT",
        "qualifier": "over" if "more" in printed else "about", "as_printed": printed,
    }  # fmt: skip
    series = {2021: Fraction(100), 2022: Fraction(bound) - Fraction(1, 100), 2023: Fraction(bound)}
    if measure == "level":
        del series[2021]
    found = {year: Found(float(one), float(one), float(one), "") for year, one in series.items()}
    level = as_level(aim_of(SimpleNamespace(**words)), measure, found.get(2021))
    assert first_reached(level, found, 2021) == 2023
    about = {"direction": "higher", "numerator": "", "break_years": "", "window": ""}
    record = {
        f"book:{year}": {
            "obs_id": f"book:{year}", "source_id": "book", "ref_area": "430000", "indicator": "rd",
            "time_period": str(year), "obs_status": "actual", "measure": "level",
            "comparable": "yes", "repeats": "", "obs_value": str(float(one)),
        }
        for year, one in series.items()
    }  # fmt: skip
    sources = {"book": {"kind": "panel"}, "daily": {"kind": "story", "date": "2022-01-01"}}
    rows = Rows(record, {"rd": about}, {}, sources)
    assert outcomes.first_reached(rows, words) == 2023
