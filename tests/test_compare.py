"""Comparison: ranks, changes, windows and gaps, each checked on a table small enough to add up."""

from __future__ import annotations

import csv
import io
import math

import pandas as pd
import pytest

from helpers import compare
from helpers.compare import Change
from helpers.reference import Indicator, Reference

HUNAN, HENAN, HUBEI, BEIJING, TIBET, WUHAN = "430000 410000 420000 110000 540000 420100".split()
AREAS = """\
adcode,name_en,level,zone,parent
100000,China,nation,,
110000,Beijing,province,East,100000
410000,Henan,province,Central,100000
420000,Hubei,province,Central,100000
420100,Wuhan,city,Central,420000
430000,Hunan,province,Central,100000
540000,Tibet,province,West,100000
"""
# code, unit, scale, direction, numerator, denominator, factor, window, breaks
INDICATORS = """\
rd,CNY,1000000000,higher,,,,,
gdp,CNY,1000000000,none,,,,,
people,PERS,1000000,none,,,,,
patents,NUM,1,higher,,,,,2021=policy changed
contracts,CNY,1000000000,none,,,,,2021=practice changed
profit,CNY,1000000000,higher,,,,,2018=item changed
energy,NUM,1,lower,,,,,
recognised,NUM,1,higher,,,,,
published,PCT,1,higher,,,,,2024=GDP revised
intensity,PCT,1,higher,rd,gdp,100,,
patents_per_10k,NUM,1,higher,patents,people,10000,,2021=policy changed
contracts_three_years,CNY,1000000000,higher,contracts,,,3,2021=practice changed
recognised_three_years,NUM,1,higher,recognised,,,3,
"""
OBSERVATION = {
    "obs_id": "",
    "ref_area": HUNAN,
    "indicator": "rd",
    "time_period": "2022",
    "obs_value": "",
    "obs_status": "actual",
    "measure": "level",
    "repeats": "",
    "comparable": "yes",
}


def indicator(code: str) -> Indicator:
    """The indicator of a row of INDICATORS."""
    rows = {row[0]: row for row in csv.reader(io.StringIO(INDICATORS))}
    _, unit, scale, direction, numerator, denominator, factor, window, breaks = rows[code]
    cells = dict.fromkeys(
        "name_en name_zh theme display_unit stock_or_flow minimum maximum sum_tolerance_pct "
        "national_row definition publication".split(),
        "",
    )
    return Indicator.from_row(
        pd.Series(
            cells
            | {
                "code": code,
                "base_unit": unit,
                "display_scale": scale,
                "decimals": "1",
                "direction": direction,
                "numerator": numerator,
                "denominator": denominator,
                "factor": factor,
                "window": window,
                "break_years": breaks,
            }
        )
    )


@pytest.fixture(scope="module")
def reference() -> Reference:
    """Five provinces, a city, the nation, and the indicators above."""
    areas = pd.read_csv(io.StringIO(AREAS), dtype=str, keep_default_na=False)
    none = pd.DataFrame()
    found = Reference(areas, none, none, none, none, none, none)
    codes = [row[0] for row in csv.reader(io.StringIO(INDICATORS))]
    found.__dict__["indicator"] = {code: indicator(code) for code in codes}
    return found


def observed(*rows: dict[str, str]) -> pd.DataFrame:
    """Observations, each like OBSERVATION but for what is given; obs_id s:1, s:2, ..."""
    return pd.DataFrame(
        [OBSERVATION | {"obs_id": f"s:{place}"} | row for place, row in enumerate(rows, 1)]
    )


def series(code: str, values: dict[tuple[str, int], float]) -> pd.DataFrame:
    """A table of figures of one indicator: (area, year) -> value."""
    return pd.DataFrame(
        [
            (area, code, year, float(value), f"s:{code}/{area}/{year}")
            for (area, year), value in values.items()
        ],
        columns=compare.COLUMNS,
    )


def course(code: str, area: str, first: int, *values: float | None) -> pd.DataFrame:
    """One area's figures from `first` year on; None is a year without a row."""
    return series(
        code, {(area, first + n): value for n, value in enumerate(values) if value is not None}
    )


def rows_of(table: pd.DataFrame, code: str) -> dict[tuple[str, int], float]:
    own = table[table["indicator"] == code]
    return dict(zip(zip(own["ref_area"], own["year"], strict=True), own["value"], strict=True))


# ---------------------------------------------------------------- which figures are compared


def test_results_of_whole_years_are_figures_in_base_units(reference):
    table = compare.figures(observed({"obs_value": "101880000000"}), reference)
    assert list(table.columns) == ["ref_area", "indicator", "year", "value", "obs_ids"]
    assert table.to_dict("records") == [
        {"ref_area": HUNAN, "indicator": "rd", "year": 2022, "value": 101.88e9, "obs_ids": "s:1"}
    ]


@pytest.mark.parametrize(
    "unfit",
    [
        {"comparable": "no"},
        {"obs_status": "target"},
        {"obs_status": "expected"},
        {"obs_status": "plan"},
        {"measure": "growth"},
        {"measure": "net_increase"},
        {"measure": "rank"},
        {"measure": "share"},
        {"time_period": "2022-Q1"},
        {"time_period": "2022-07"},
        {"time_period": "2022-01/2022-04"},
        {"time_period": ""},
        {"repeats": "s:1"},
    ],
    ids=lambda row: " ".join(f"{name}={value}" for name, value in row.items()),
)
def test_what_is_no_result_of_a_whole_year_is_no_figure(reference, unfit):
    rows = observed({"obs_value": "5", "ref_area": HENAN}, {"obs_value": "7", **unfit})
    assert rows_of(compare.figures(rows, reference), "rd") == {(HENAN, 2022): 5.0}


def test_zero_is_a_figure_and_a_missing_one_is_no_row(reference):
    rows = observed({"obs_value": "0"}, {"obs_value": "3", "ref_area": HENAN})
    table = compare.figures(rows, reference)
    assert rows_of(table, "rd") == {(HUNAN, 2022): 0.0, (HENAN, 2022): 3.0}
    assert math.isnan(compare.value_of(table, "rd", HUBEI, 2022))
    assert compare.value_of(table, "rd", HUNAN, 2022) == 0.0
    assert not table["value"].isna().any()


def test_a_ratio_is_numerator_over_denominator_times_factor(reference):
    rows = observed(
        {"indicator": "rd", "obs_value": "30"},
        {"indicator": "gdp", "obs_value": "1200"},
        {"indicator": "patents", "obs_value": "21"},
        {"indicator": "people", "obs_value": "60000"},
    )
    table = compare.figures(rows, reference)
    assert rows_of(table, "intensity") == {(HUNAN, 2022): 2.5}  # 30 / 1200 * 100
    assert rows_of(table, "patents_per_10k") == {(HUNAN, 2022): 3.5}  # 21 / 6 ten thousands
    ids = table.set_index("indicator")["obs_ids"]
    assert ids["intensity"] == "s:1;s:2"
    assert ids["patents_per_10k"] == "s:3;s:4"


def test_a_ratio_without_one_of_its_parts_is_missing(reference):
    rows = observed(
        {"indicator": "rd", "obs_value": "30"},
        {"indicator": "gdp", "obs_value": "1200", "time_period": "2021"},
        {"indicator": "gdp", "obs_value": "900", "ref_area": HENAN},
        {"indicator": "rd", "obs_value": "30", "ref_area": HUBEI},
        {"indicator": "gdp", "obs_value": "600", "ref_area": HUBEI, "obs_status": "expected"},
    )
    assert rows_of(compare.figures(rows, reference), "intensity") == {}


def test_a_window_adds_three_years_and_names_what_it_stands_on(reference):
    rows = observed(
        *(
            {"indicator": "recognised", "time_period": year, "obs_value": number}
            for year, number in (("2020", "4071"), ("2021", "4713"), ("2022", "5475"))
        )
    )
    table = compare.figures(rows, reference)
    assert rows_of(table, "recognised_three_years") == {(HUNAN, 2022): 14_259.0}
    ids = table.set_index("indicator").at["recognised_three_years", "obs_ids"]
    assert ids == "s:1;s:2;s:3"


def test_a_window_with_a_hole_is_missing(reference):
    rows = observed(
        *(
            {"indicator": "recognised", "time_period": str(year), "obs_value": "10"}
            for year in (2014, 2015, 2016, 2018, 2019, 2020, 2021)
        )
    )
    made = rows_of(compare.figures(rows, reference), "recognised_three_years")
    assert made == {(HUNAN, 2016): 30.0, (HUNAN, 2020): 30.0, (HUNAN, 2021): 30.0}


def test_a_window_does_not_mix_areas(reference):
    rows = observed(
        *(
            {"indicator": "recognised", "time_period": year, "obs_value": "1", "ref_area": area}
            for year, area in (("2020", HUNAN), ("2021", HENAN), ("2022", HUNAN))
        )
    )
    assert rows_of(compare.figures(rows, reference), "recognised_three_years") == {}


def test_two_figures_of_one_key_are_refused_not_multiplied(reference):
    twice = observed(
        {"indicator": "rd", "obs_value": "30"},
        {"indicator": "rd", "obs_value": "31"},
        {"indicator": "gdp", "obs_value": "600"},
    )
    with pytest.raises(pd.errors.MergeError):
        compare.figures(twice, reference)


# --------------------------------------------------------------------------- years, newest year


def test_between_takes_both_ends():
    table = course("rd", HUNAN, 2010, 1, 2, 3, 4, 5)
    assert list(compare.between(table, 2011, 2013)["year"]) == [2011, 2012, 2013]
    assert list(compare.between(table, 2013, None)["year"]) == [2013, 2014]
    assert list(compare.between(table, 2015, None)["year"]) == []


@pytest.mark.parametrize(
    ("first", "last", "values"), [(2011, 2012, [2.0, 3.0]), (2013, None, [4.0]), (2014, None, [])]
)
def test_the_rows_of_one_indicator_are_those_of_the_years_kept(reference, first, last, values):
    cells = [("rd", 2010 + at, str(at + 1)) for at in range(4)] + [("gdp", 2012, "9")]
    rows = [{"indicator": code, "time_period": str(year), "obs_value": value}
            for code, year, value in cells]  # fmt: skip
    held = compare.figures(observed(*rows), reference)
    for table in (held, held.copy()):  # one that is looked up in quickly, and any other
        kept = compare.between(table, first, last)
        for _ in range(2):
            assert list(compare.of(kept, "rd")["value"]) == values
        assert compare.of(kept, "profit").empty


def test_the_newest_year_has_figures_of_more_than_half():
    four = [HUNAN, HENAN, HUBEI, BEIJING]
    table = pd.concat(
        [
            series("rd", {(area, 2021): 1 for area in four}),
            series("rd", {(area, 2022): 1 for area in four[:3]}),
            series("rd", {(area, 2023): 1 for area in four[:2]}),
            series("rd", {(HUNAN, 2024): 1}),
        ]
    )
    assert compare.newest_year(table, "rd", four) == 2022
    assert compare.newest_year(table, "rd", four[:3]) == 2023
    assert compare.newest_year(table, "rd", [HUNAN]) == 2024
    assert compare.newest_year(table, "rd", [TIBET]) is None
    assert compare.newest_year(table, "gdp", four) is None


def test_areas_that_are_not_asked_for_make_no_newest_year():
    table = series("rd", {(HUNAN, 2021): 1, (HENAN, 2022): 1, (HUBEI, 2022): 1, (WUHAN, 2022): 1})
    assert compare.newest_year(table, "rd", [HUNAN]) == 2021


# --------------------------------------------------------------------------------------- ranks

FIVE = [HUNAN, HENAN, HUBEI, BEIJING, TIBET]


def ranked(code: str, values: dict[str, float], areas=FIVE) -> dict[str, float]:
    table = series(code, {(area, 2022): value for area, value in values.items()})
    found = compare.ranks(table, indicator(code), 2022, areas)
    assert list(found.columns) == ["ref_area", "year", "value", "rank", "rank_of"]
    assert list(found["ref_area"]) == list(areas)
    return dict(zip(found["ref_area"], found["rank"], strict=True))


def test_the_highest_comes_first():
    values = {HUNAN: 2.6, HENAN: 2.0, HUBEI: 2.5, BEIJING: 6.6, TIBET: 0.3}
    assert ranked("rd", values) == {BEIJING: 1, HUNAN: 2, HUBEI: 3, HENAN: 4, TIBET: 5}


def test_the_lowest_comes_first_where_less_is_better():
    values = {HUNAN: 2.6, HENAN: 2.0, HUBEI: 2.5, BEIJING: 6.6, TIBET: 0.3}
    assert ranked("energy", values) == {TIBET: 1, HENAN: 2, HUBEI: 3, HUNAN: 4, BEIJING: 5}


def test_ties_share_the_better_rank_and_the_next_is_skipped():
    values = {HUNAN: 7, HENAN: 5, HUBEI: 7, BEIJING: 9, TIBET: 1}
    assert ranked("rd", values) == {BEIJING: 1, HUNAN: 2, HUBEI: 2, HENAN: 4, TIBET: 5}
    assert ranked("energy", values) == {TIBET: 1, HENAN: 2, HUNAN: 3, HUBEI: 3, BEIJING: 5}


def test_ranks_come_before_rounding():
    values = {HUNAN: 2.614, HENAN: 2.606, HUBEI: 2.6100001, BEIJING: 2.61, TIBET: 0}
    assert ranked("rd", values) == {HUNAN: 1, HUBEI: 2, BEIJING: 3, HENAN: 4, TIBET: 5}


def test_a_missing_figure_has_no_rank_and_is_not_counted():
    table = series("profit", {(HUNAN, 2022): 3, (HENAN, 2022): 0, (BEIJING, 2022): -2})
    found = compare.ranks(table, indicator("profit"), 2022, FIVE).set_index("ref_area")
    assert found["rank"].dropna().to_dict() == {HUNAN: 1, HENAN: 2, BEIJING: 3}
    assert found["value"].dropna().to_dict() == {HUNAN: 3, HENAN: 0, BEIJING: -2}
    assert set(found["rank_of"]) == {3}


def test_thirty_of_thirty_one_are_ranked_where_one_is_missing():
    areas = [*(f"{code}0000" for code in range(10, 40)), TIBET]
    table = series("rd", {(area, 2016): int(area) for area in areas[:-1]})
    found = compare.ranks(table, indicator("rd"), 2016, areas).set_index("ref_area")
    assert set(found["rank_of"]) == {30}
    assert found.at["390000", "rank"] == 1
    assert found.at["100000", "rank"] == 30
    assert math.isnan(found.at[TIBET, "rank"])


def test_without_a_better_end_there_are_values_and_no_ranks():
    table = series("contracts", {(HUNAN, 2022): 3, (HENAN, 2022): 5})
    found = compare.ranks(table, indicator("contracts"), 2022, [HUNAN, HENAN])
    assert list(found["value"]) == [3, 5]
    assert found["rank"].isna().all()
    assert set(found["rank_of"]) == {2}


def test_ranks_are_of_one_year_one_indicator_and_the_areas_given():
    table = pd.concat(
        [
            series(
                "rd", {(HUNAN, 2022): 3, (HENAN, 2022): 5, (WUHAN, 2022): 9, (BEIJING, 2022): 8}
            ),
            series("rd", {(HUNAN, 2023): 9}),
            series("patents", {(HUNAN, 2022): 99}),
        ]
    )
    found = compare.ranks(table, indicator("rd"), 2022, [HUNAN, HENAN]).set_index("ref_area")
    assert found["rank"].to_dict() == {HUNAN: 2, HENAN: 1}
    assert set(found["rank_of"]) == {2}
    assert set(found["year"]) == {2022}
    none = compare.ranks(table, indicator("rd"), 1999, [HUNAN, HENAN])
    assert none["rank"].isna().all()
    assert set(none["rank_of"]) == {0}


# ------------------------------------------------------------------------------------- changes


def change(table: pd.DataFrame, code: str, first: int, last: int) -> Change | None:
    return compare.change(table, indicator(code), HUNAN, first, last)


def test_a_change_is_a_difference_and_a_percentage():
    table = course("rd", HUNAN, 2012, 40, None, 50, 100)
    assert change(table, "rd", 2012, 2015) == Change(2012, 2015, 60.0, 150.0)
    assert change(table, "rd", 2014, 2015) == Change(2014, 2015, 50.0, 100.0)
    down = course("rd", HUNAN, 2012, 50, 40)
    assert change(down, "rd", 2012, 2013).difference == -10
    assert change(down, "rd", 2012, 2013).percent == pytest.approx(-20)


def test_a_change_begins_with_the_first_figure_at_or_after_the_year_asked_for():
    table = course("rd", HUNAN, 2014, 10, 20, 40)
    assert change(table, "rd", 2010, 2016) == Change(2014, 2016, 30.0, 300.0)
    assert change(table, "rd", 2015, 2016) == Change(2015, 2016, 20.0, 100.0)


def test_a_share_changes_by_points_and_has_no_percentage():
    table = course("intensity", HUNAN, 2022, 2.0, 2.5)
    assert change(table, "intensity", 2022, 2023) == Change(2022, 2023, 0.5, None)


@pytest.mark.parametrize("base", [0, -4])
def test_nothing_grows_by_percent_from_zero_or_less(base):
    table = course("profit", HUNAN, 2020, base, 6)
    assert change(table, "profit", 2020, 2021) == Change(2020, 2021, 6.0 - base, None)


def test_a_change_never_reaches_over_a_break():
    table = course("patents", HUNAN, 2019, 10, 20, 40, 60)
    assert change(table, "patents", 2019, 2022) == Change(2021, 2022, 20.0, 50.0)
    # an end before the break is not cut short by it
    assert change(table, "patents", 2019, 2020) == Change(2019, 2020, 10.0, 100.0)
    # only its first year lies behind the break: nothing to reckon from
    assert change(table, "patents", 2019, 2021) is None
    assert change(course("patents", HUNAN, 2019, 10, 20, None, 60), "patents", 2019, 2022) is None


def test_a_break_at_the_newest_year_leaves_no_change():
    table = course("published", HUNAN, 2022, 2.3, 2.4, 2.6)
    assert change(table, "published", 2022, 2024) is None
    assert change(table, "published", 2022, 2023).difference == pytest.approx(0.1)


def test_a_window_is_clear_of_a_break_when_all_of_it_is():
    """Contracts break in 2021: the sums of 2021 and 2022 still hold years before it."""
    table = course("contracts_three_years", HUNAN, 2019, 10, 20, 30, 40, 50, 75)
    for last in (2021, 2022, 2023, 2024):
        assert change(table, "contracts_three_years", 2019, last) is None
    later = course("contracts_three_years", HUNAN, 2019, 10, 20, 30, 40, 50, 75, 80, 90)
    assert change(later, "contracts_three_years", 2019, 2025) is None
    assert change(later, "contracts_three_years", 2019, 2026) == Change(2023, 2026, 40.0, 80.0)
    # windows that end before the break are not cut short by it
    early = course("contracts_three_years", HUNAN, 2017, 5, 8, 10, 20)
    assert change(early, "contracts_three_years", 2017, 2020) == Change(2017, 2020, 15.0, 300.0)


def test_windows_that_share_a_year_are_no_change():
    """2022 to 2024 against 2018 to 2020, or 2019 to 2021; not against 2021 to 2023."""
    code = "recognised_three_years"
    table = course(code, HUNAN, 2020, 10, 20, 25, 40, 50)
    assert change(table, code, 2020, 2024) == Change(2020, 2024, 40.0, 400.0)
    assert change(table, code, 2021, 2024) == Change(2021, 2024, 30.0, 150.0)
    assert change(table, code, 2022, 2024) is None
    assert change(table, code, 2023, 2024) is None
    assert change(table, code, 2020, 2023) == Change(2020, 2023, 30.0, 300.0)
    assert change(table, code, 2020, 2022) is None
    # without a window, two years beside each other are a change
    assert change(course("rd", HUNAN, 2023, 40, 50), "rd", 2023, 2024) == Change(
        2023, 2024, 10.0, 25.0
    )


def test_without_one_of_its_ends_there_is_no_change():
    table = course("rd", HUNAN, 2012, 40, 50)
    assert change(table, "rd", 2012, 2014) is None
    assert change(table, "rd", 2013, 2013) is None
    assert change(table, "rd", 2015, 2018) is None
    assert compare.change(table, indicator("rd"), HENAN, 2012, 2013) is None
    assert compare.change(table, indicator("gdp"), HUNAN, 2012, 2013) is None


# ------------------------------------------------------------------------------ gaps, coverage


def test_gaps_lie_behind_the_first_figure():
    table = course("rd", HUNAN, 2014, 1, None, 1, None, None, 1)
    assert compare.gaps(table, "rd", HUNAN, 2010, 2019) == (2015, 2017, 2018)
    assert compare.gaps(table, "rd", HUNAN, 2015, 2019) == (2017, 2018)
    assert compare.gaps(table, "rd", HUNAN, 2016, 2018) == (2017, 2018)
    assert compare.gaps(table, "rd", HUNAN, 2014, 2014) == ()


def test_without_any_figure_nothing_is_a_gap():
    table = course("rd", HUNAN, 2014, 1)
    assert compare.gaps(table, "rd", HENAN, 2010, 2019) == ()
    assert compare.gaps(table, "rd", HUNAN, 2015, 2019) == ()


def test_coverage_counts_areas_by_year_and_says_zero():
    table = pd.concat(
        [
            series("rd", {(HUNAN, 2018): 0, (HENAN, 2018): 3, (HUNAN, 2020): 4}),
            series("patents", {(HUNAN, 2021): 4, (WUHAN, 2021): 5}),
        ]
    )
    counts = compare.coverage(table, ["patents", "gdp", "rd"], [HUNAN, HENAN])
    assert list(counts.index) == ["patents", "gdp", "rd"]
    assert list(counts.columns) == [2018, 2019, 2020, 2021]
    assert counts.to_numpy().tolist() == [[0, 0, 0, 1], [0, 0, 0, 0], [2, 0, 1, 0]]


def test_coverage_of_nothing_has_its_rows_and_no_years():
    counts = compare.coverage(course("rd", HUNAN, 2020, 1), ["gdp"], [HUNAN])
    assert list(counts.index) == ["gdp"]
    assert list(counts.columns) == []


# --------------------------------------------------------------------------------------- peers


def test_peers_are_provinces_in_the_order_of_the_file(reference):
    assert compare.peers(reference, [HUNAN], "all") == (BEIJING, HENAN, HUBEI, HUNAN, TIBET)


def test_a_zone_holds_its_provinces_and_no_city(reference):
    assert compare.peers(reference, [HUNAN], "zone") == (HENAN, HUBEI, HUNAN)
    assert compare.peers(reference, [TIBET, BEIJING], "zone") == (BEIJING, TIBET)


def test_a_list_of_peers_takes_the_marked_in(reference):
    assert compare.peers(reference, [HUNAN], [TIBET, BEIJING]) == (BEIJING, HUNAN, TIBET)
    assert compare.peers(reference, [HUNAN], [HUNAN]) == (HUNAN,)
    assert compare.peers(reference, [HUNAN], [WUHAN, "100000"]) == (HUNAN,)
