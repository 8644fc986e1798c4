"""Checks on clean observations, each against numbers added up by hand."""

from decimal import Decimal

import pandas as pd
import pytest
import tiny

from helpers.clean.checks import (
    _allowed_gap,
    check_intensities,
    check_ranges,
    check_shares,
    check_sums,
)
from helpers.reference import load_reference

ROW = tiny.OBSERVATION | {"obs_value_high": None, "comparable": "yes"}
# One more indicator, whose national row holds more than the two provinces: up to a tenth more.
INDICATORS = tiny.INDICATORS + (
    "patents,Patents,专利,Made up,NUM,patents,1,0,higher,flow,,,,,0,1000,10,"
    "wider than the 31,,Made up,Made up\n"
)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny") / "data"
    return load_reference(tiny.write_data(folder, indicators=INDICATORS))


def figure(area, value, **cells):
    row = ROW | {"ref_area": area, "obs_value": Decimal(value), **cells}
    return row | {"obs_id": f"{row['source_id']}:{row['indicator']}/{area}/{row['time_period']}"}


def table(*figures):
    return tiny.rows(ROW, *figures)


def added(nation, henan, hunan, **cells):
    areas = {"100000": nation, "410000": henan, "430000": hunan}
    return [figure(area, value, **cells) for area, value in areas.items() if value is not None]


def share(value, high=None, **cells):
    ends = {"obs_value": Decimal(value), "obs_value_high": high if high is None else Decimal(high)}
    return ROW | {"measure": "share", "unit_measure": "PCT"} | ends | cells


@pytest.mark.parametrize("value", ["0", "4.4", "100", "100.0"])
def test_a_share_is_0_to_100_percent(value):
    check = check_shares(table(share(value)))
    assert check.faults == ()
    assert check.table.to_dict("records") == [{"obs_id": ROW["obs_id"], "value": float(value)}]


@pytest.mark.parametrize(
    ("value", "high", "found"),
    [("100.01", None, "100.01 %"), ("-0.1", None, "-0.1 %"), ("90", "110", "110 %")],
)
def test_a_share_beyond_the_whole_is_told(value, high, found):
    (fault,) = check_shares(table(share("50"), share(value, high, obs_id="story:s1.1"))).faults
    assert fault.found == f"story:s1.1 is a share of {found}"


def test_growth_over_100_percent_is_no_fault():
    assert check_shares(table(share("150", measure="growth"))).faults == ()


def test_provinces_are_added_up_against_the_nation(reference):
    check = check_sums(table(*added("30e8", "10e8", "20.15e8")), reference)
    (row,) = check.table.to_dict("records")
    assert (row["indicator"], row["time_period"]) == ("money", "2022")
    assert (row["provinces"], row["nation"]) == (30.15e8, 30e8)
    assert row["gap_pct"] == pytest.approx(0.5)  # 0.15 of 30
    assert (row["tolerance_pct"], bool(row["held"])) == (1.0, True)
    assert check.faults == ()


@pytest.mark.parametrize(
    ("hunan", "words"),
    [("20.31e8", "+1.03 %"), ("19.69e8", "-1.03 %"), ("200e8", "+600.00 %")],
)
def test_a_sum_off_by_more_than_its_tolerance_is_told(reference, hunan, words):
    (fault,) = check_sums(table(*added("30e8", "10e8", hunan)), reference).faults
    assert "the provinces' money of 2022 adds up to" in fault.found
    assert words in fault.found
    assert fault.allowed == "1 % (sum_tolerance_pct in indicators.csv)"


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_only_what_is_complete_is_added_up(reference, left_out):
    values = ["30e8", "10e8", "20e8"]
    values[left_out] = None
    check = check_sums(table(*added(*values)), reference)
    assert (len(check.table), check.faults) == (0, ())


def test_each_year_is_added_up_by_itself(reference):
    years = added("30e8", "10e8", "20e8") + added("3e8", "1e8", "1e8", time_period="2021")
    check = check_sums(table(*years), reference)
    assert check.table.set_index("time_period")["held"].to_dict() == {"2021": False, "2022": True}


def test_the_unused_figure_of_a_conflict_does_not_hide_its_year(reference):
    twice = figure("430000", "20.4e8", source_id="portal", comparable="no")
    check = check_sums(table(*added("30e8", "10e8", "20e8"), twice), reference)
    assert check.table["provinces"].to_list() == [30e8]


def test_a_repeat_is_not_added_again(reference):
    again = figure("430000", "20e8", source_id="portal", repeats="panel:money/430000/2022")
    check = check_sums(table(*added("30e8", "10e8", "20e8"), again), reference)
    assert check.table["provinces"].to_list() == [30e8]


def test_an_indicator_without_tolerance_is_not_added_up(reference):
    cells = {"indicator": "firms", "unit_measure": "NUM"}
    assert len(check_sums(table(*added("3", "1", "1", **cells)), reference).table) == 0


@pytest.mark.parametrize(
    ("hunan", "held"),
    [("60", True), ("50", True), ("49", False), ("60.04", True), ("61", False)],
)
def test_a_nation_wider_than_its_provinces_is_never_less(reference, hunan, held):
    # of 100, 40 are Henan's; up to 10 may be elsewhere, and 0.05 more than all is rounding
    cells = {"indicator": "patents", "unit_measure": "NUM"}
    check = check_sums(table(*added("100", "40", hunan, **cells)), reference)
    assert check.table["held"].to_list() == [held]
    assert len(check.faults) == (not held)


def test_a_level_within_its_plausible_range(reference):
    check = check_ranges(table(figure("430000", "1e8"), figure("410000", "1e12")), reference)
    assert check.faults == ()
    assert check.table["value"].to_list() == [1e8, 1e12]


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        ("99999999", {}),
        ("1000000000001", {}),
        ("117530", {}),  # 1175.3 in units of 100 yuan
        ("20", {"obs_status": "target"}),
        ("2e8", {"obs_value_high": Decimal("2e12"), "qualifier": "range"}),
    ],
)
def test_a_level_beyond_its_plausible_range_is_told(reference, value, cells):
    (fault,) = check_ranges(table(figure("430000", value, **cells)), reference).faults
    assert fault.found.startswith("panel:money/430000/2022 is ")
    assert fault.found.endswith(" CNY")
    assert fault.allowed == "1e+08 to 1e+12 (minimum and maximum of money in indicators.csv)"


@pytest.mark.parametrize(
    "cells",
    [
        {"ref_area": "100000"},  # the range is a province's
        {"ref_area": "430100"},
        {"measure": "growth"},
        {"indicator": "money_per_firm"},  # has none
    ],
)
def test_what_has_no_plausible_range_is_not_held_against_one(reference, cells):
    assert check_ranges(table(figure("430000", "5") | cells), reference).faults == ()


def intensity(printed, spent, gdp, *, year="2024"):
    codes = {"2024": ("rd_intensity_as_published", "rd_expenditure_bulletin")}
    codes["2023"] = ("rd_intensity_2023_revised_published", "rd_expenditure")
    pair = {"time_period": year}
    code, expenditure = codes[year]
    return [
        figure("430000", printed, indicator=code, unit_measure="PCT", **pair),
        figure("430000", spent, indicator=expenditure, **pair),
        figure("430000", gdp, indicator="gdp_revised", **pair),
    ]


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_an_intensity_is_expenditure_over_gdp(year):
    # 1,400 over 53,000 is 2.6415 %
    check = check_intensities(table(*intensity("2.64", "1400e8", "53000e8", year=year)))
    (row,) = check.table.to_dict("records")
    assert (row["ref_area"], row["time_period"]) == ("430000", year)
    assert row["computed"] == pytest.approx(2.6415, abs=1e-4)
    assert row["difference"] == pytest.approx(0.0015, abs=1e-4)
    assert row["held"]
    assert check.faults == ()


@pytest.mark.parametrize("printed", ["2.59", "2.70"])
def test_an_intensity_that_its_parts_do_not_give_is_told(printed):
    (fault,) = check_intensities(table(*intensity(printed, "1400e8", "53000e8"))).faults
    assert f"rd_intensity_as_published of 430000 in 2024 is printed as {float(printed):g} %" in (
        fault.found
    )
    assert "gives 2.642 %" in fault.found


def test_an_intensity_on_the_gdp_of_its_day_is_not_held_against_revised_gdp():
    rows = [row | {"time_period": "2022"} for row in intensity("9.99", "1400e8", "53000e8")]
    assert check_intensities(table(*rows)).faults == ()


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_an_intensity_without_one_of_its_parts_is_not_computed(left_out):
    rows = intensity("9.99", "1400e8", "53000e8")
    del rows[left_out]
    check = check_intensities(table(*rows))
    assert (len(check.table), check.faults) == (0, ())


def test_nothing_to_check_is_no_fault(reference):
    empty = table()
    assert check_shares(empty).faults == ()
    assert check_ranges(empty, reference).faults == ()
    assert check_sums(empty, reference).faults == ()
    assert check_intensities(empty).faults == ()
    assert isinstance(check_intensities(empty).table, pd.DataFrame)


def test_what_a_wider_national_row_allows_is_told_from_end_to_end():
    words = _allowed_gap(1.5, "wider than the 31")
    assert words.startswith("-1.5 to +0.05 %, as the national row is wider than the 31")
