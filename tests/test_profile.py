"""One province among its peers, on tables small enough to work out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from helpers import profile
from helpers.reference import NATION, Indicator

NAN = float("nan")
A, B, C, D, E, F, G, H = (f"{code}0000" for code in (11, 12, 13, 14, 15, 21, 22, 23))
EIGHT = (A, B, C, D, E, F, G, H)


def indicator(code: str = "share", **changes: str) -> Indicator:
    """A share in percent with a better upper end, unless changed."""
    names = (
        "code name_en name_zh theme base_unit display_unit display_scale decimals direction "
        "stock_or_flow numerator denominator factor window minimum maximum sum_tolerance_pct "
        "national_row break_years definition publication"
    )
    row = dict.fromkeys(names.split(), "") | {
        "code": code,
        "name_en": code,
        "theme": "Money",
        "base_unit": "PCT",
        "display_scale": "1",
        "decimals": "1",
        "direction": "higher",
        "stock_or_flow": "ratio",
        "national_row": "no",
    }
    return Indicator.from_row(pd.Series(row | changes))


def figures(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """Rows (area, indicator, year, value)."""
    table = pd.DataFrame(rows, columns=["ref_area", "indicator", "year", "value"])
    return table.assign(obs_ids=[f"source:{number}" for number in range(len(table))])


def one_year(values: dict[str, float], code: str = "share", year: int = 2023) -> pd.DataFrame:
    return figures(*((area, code, year, value) for area, value in values.items()))


# ------------------------------------------------------------------------------ what is judged


def test_rates_are_ratios_with_a_better_end():
    given = [
        indicator("share"),
        indicator("total", stock_or_flow="flow"),
        indicator("funds", direction="none"),
        indicator("gdp_per_head", theme="Context"),
        indicator("score", theme="Ranking by others"),
        indicator("told", theme="Stories"),
        indicator("energy", direction="lower"),
    ]
    assert [rate.code for rate in profile.rates(given)] == ["share", "energy"]


def test_one_intensity_is_judged_once():
    published, revised = (
        indicator("rd_intensity_as_published"),
        indicator("rd_intensity_revised_gdp"),
    )
    assert profile.rates([published, revised]) == (revised,)
    assert profile.rates([published]) == (published,)


# ------------------------------------------------------------------------------------ standing


def test_equal_values_share_a_rank_and_the_missing_has_none():
    table = pd.concat([one_year({A: 3, B: 2, C: 2, E: 1}), one_year({NATION: 2.5})])
    found = profile.standing(table, indicator(), 2023, C, (A, B, C, D, E))
    assert (found.rank, found.rank_of, found.value) == (2, 4, 2)
    assert (found.median, found.nation) == (2, 2.5)
    assert (found.leaders, found.best) == ((A,), 3)
    assert profile.standing(table, indicator(), 2023, E, (A, B, C, D, E)).rank == 4
    missing = profile.standing(table, indicator(), 2023, D, (A, B, C, D, E))
    assert math.isnan(missing.rank)
    assert math.isnan(missing.value)
    assert missing.rank_of == 4


def test_two_leaders_share_the_first_rank_and_lower_may_be_better():
    table = one_year({A: 3, B: 1, C: 1})
    found = profile.standing(table, indicator(direction="lower"), 2023, A, (A, B, C))
    assert (found.leaders, found.best, found.rank) == ((B, C), 1, 3)


def test_without_a_better_end_nobody_leads():
    found = profile.standing(one_year({A: 3, B: 1}), indicator(direction="none"), 2023, A, (A, B))
    assert found.leaders == ()
    assert math.isnan(found.rank)
    assert math.isnan(found.best)
    assert found.value == 3


def test_the_nation_is_no_province():
    table = one_year({A: 1, NATION: 9})
    assert profile.standing(table, indicator(), 2023, A, (A, B)).rank == 1


# --------------------------------------------------------------------------------- peers by size


def test_size_peers_are_nearest_by_ratio():
    # 10 is 1.25 times 8 and half of 20; 4 is half of 8: as far below as 16 is above
    people = one_year({A: 8, B: 10, C: 20, D: 16, E: 4, F: 7}, "population_yearend")
    assert profile.size_peers(people, A, EIGHT, 2023, 2) == (F, B)
    assert profile.size_peers(people, A, EIGHT, 2023, 4) == (F, B, D, E)  # a tie goes by code
    assert profile.size_peers(people, A, (A, C, E), 2023) == (E, C)


def test_without_a_population_there_are_no_peers_by_size():
    assert profile.size_peers(one_year({B: 1}, "population_yearend"), A, (A, B), 2023) == ()


# ----------------------------------------------------------------------- strengths, weaknesses


def three_years(*values: dict[str, float]) -> pd.DataFrame:
    return pd.concat(
        [one_year(table, year=2021 + step) for step, table in enumerate(values)], ignore_index=True
    )


RISING = dict(zip(EIGHT, range(1, 9), strict=True))  # A last, H first; a quarter of 8 is 2


@pytest.mark.parametrize(
    ("area", "kind"), [(H, "strength"), (G, "strength"), (F, ""), (C, ""), (B, "weakness")]
)
def test_a_quarter_of_eight_is_two(area, kind):
    found = profile.verdict(three_years(RISING, RISING, RISING), indicator(), 2023, area, EIGHT)
    assert (found.kind, found.quarter) == (kind, 2)


def test_the_years_before_decide_too():
    before = RISING | {H: 5.5}  # third from above in the first year
    found = profile.verdict(three_years(before, RISING, RISING), indicator(), 2023, H, EIGHT)
    assert found.kind == ""
    assert found.ranks == {2021: (3, 8), 2022: (1, 8), 2023: (1, 8)}


@pytest.mark.parametrize("lost", [0, 1, 2])
@pytest.mark.parametrize("area", [A, H])
def test_a_year_without_a_figure_decides_against_both(area, lost):
    years = [dict(RISING) for _ in range(3)]
    del years[lost][area]
    found = profile.verdict(three_years(*years), indicator(), 2023, area, EIGHT)
    assert found.kind == ""
    assert 2021 + lost not in found.ranks


def test_ties_at_the_edge_of_the_quarter():
    # F and G tie at rank 2: both within two. B and C tie as second and third from below: neither.
    tied = RISING | {F: 7, B: 3}
    years = three_years(tied, tied, tied)
    kinds = {area: profile.verdict(years, indicator(), 2023, area, EIGHT).kind for area in EIGHT}
    assert kinds == {A: "weakness", B: "", C: "", D: "", E: "", F: "strength", G: "strength",
                     H: "strength"}  # fmt: skip


def test_of_three_provinces_none_is_a_quarter():
    few = {A: 1, B: 2, C: 3}
    for area in few:
        found = profile.verdict(three_years(few, few, few), indicator(), 2023, area, (A, B, C))
        assert (found.kind, found.quarter) == ("", 0)


# ------------------------------------------------------------------------------------ neighbours


def test_places_run_from_the_last_to_the_first():
    table = one_year({A: 10, B: 30, C: 20, D: 20, E: 5})
    places = profile.places(table, [indicator()], {"share": 2023}, (A, B, C, D, E, F))
    # five have a figure, four others each: E 0, A 25, C and D between 50 and 75, B 100
    assert places["share"].drop(F).to_dict() == {A: 25, B: 100, C: 62.5, D: 62.5, E: 0}
    assert math.isnan(places.at[F, "share"])
    lower = profile.places(table, [indicator(direction="lower")], {"share": 2023}, (A, B, C, D, E))
    assert lower["share"].to_dict() == {A: 75, B: 0, C: 37.5, D: 37.5, E: 100}


def test_a_lone_figure_has_no_place():
    places = profile.places(one_year({A: 1}), [indicator()], {"share": 2023}, (A, B))
    assert places["share"].isna().all()


def test_the_distance_is_the_mean_difference_of_places():
    places = pd.DataFrame(
        {"x": [50, 60, 0], "y": [20, 20, 100], "z": [90, 60, NAN]}, index=[A, B, C], dtype=float
    )
    near, far = profile.neighbours(places, A)
    assert (near.area, near.distance) == (B, pytest.approx(40 / 3))  # 10, 0, 30
    assert list(near.apart) == ["y", "x", "z"]
    assert near.apart == {"y": 0, "x": 10, "z": -30}
    assert (far.area, far.distance) == (C, 65)  # 50 and 80 over the two shared: 2 of 3 is enough


def test_who_shares_too_little_is_no_neighbour():
    places = pd.DataFrame(
        {"v": [50, 50, 50], "w": [50, 50, 50], "x": [50, NAN, 90], "y": [50, NAN, 90],
         "z": [50, NAN, NAN]}, index=[A, B, C], dtype=float,
    )  # fmt: skip
    assert [item.area for item in profile.neighbours(places, A)] == [C]  # B shares 2 of 5
    assert profile.neighbours(places.assign(x=NAN, y=NAN, z=NAN), A)[0].area == B
    places.loc[A] = NAN
    assert profile.neighbours(places, A) == []


def test_the_nearest_come_first_and_no_more_than_asked():
    places = pd.DataFrame({"x": [0, 30, 10, 30]}, index=[A, D, C, B], dtype=float)
    assert [item.area for item in profile.neighbours(places, A, 2)] == [C, B]


def test_of_equal_distances_the_smaller_code_comes_first():
    """0.1 + 0.2 is more than 0.3 in floats; the distances are the same."""
    places = pd.DataFrame({"x": [0, 0.1, 0.3], "y": [0, 0.2, 0]}, index=[A, B, C], dtype=float)
    assert [item.area for item in profile.neighbours(places, A, 2)] == [B, C]
    turned = places.rename(index={B: C, C: B})
    assert [item.area for item in profile.neighbours(turned, A, 2)] == [B, C]


# ----------------------------------------------------------------------------------- composition


def parts(year: int, whole: float, *values: float, area: str = A) -> pd.DataFrame:
    names = ["whole", "one", "two"]
    return figures(*((area, name, year, value)
                     for name, value in zip(names, [whole, *values], strict=False)))  # fmt: skip


def composed(*tables: pd.DataFrame) -> list[tuple[int, str, float, float]]:
    table = pd.concat(tables, ignore_index=True)
    made = profile.composition(table, A, "whole", ["one", "two"], range(2020, 2025))
    return [(row.year, row.part, row.value, round(row.share, 6)) for row in made.itertuples()]


def test_parts_that_make_the_whole_leave_no_rest():
    assert composed(parts(2022, 200, 50, 150)) == [
        (2022, "one", 50, 25),
        (2022, "two", 150, 75),
    ]


def test_what_the_parts_leave_is_named():
    assert composed(parts(2022, 200, 50, 140), parts(2023, 100, 60, 40)) == [
        (2022, "one", 50, 25),
        (2022, "two", 140, 70),
        (2022, "rest", 10, 5),
        (2023, "one", 60, 60),
        (2023, "two", 40, 40),
        (2023, "rest", 0, 0),
    ]


def test_rounding_is_no_rest():
    assert [row[1] for row in composed(parts(2022, 1000, 500, 499))] == ["one", "two"]  # 0.1 %
    assert [row[1] for row in composed(parts(2022, 1000, 500, 501))] == ["one", "two"]


def test_shares_leave_out_what_lacks_a_part_has_nothing_or_more_than_the_whole():
    table = pd.concat(
        [parts(2022, 200, 50, 150), parts(2022, 1000, 501, 501, area=B),
         parts(2022, 1000, 502, 501, area=C), parts(2022, 100, 40, area=D),
         parts(2022, 0, 0, 0, area=NATION), parts(2021, 100, 1, 99, area=D)]
    )  # fmt: skip
    found = profile.shares(table, "whole", ["one", "two"], 2022)
    assert found.to_dict("index") == {
        A: {"one": 25, "two": 75},
        B: {"one": pytest.approx(50.1), "two": pytest.approx(50.1)},  # rounding: 0.2 %
    }


def test_a_whole_of_nothing_has_no_composition():
    assert composed(parts(2022, 0, 0, 0), parts(2023, 1, 0.25, 0.75)) == [
        (2023, "one", 0.25, 25),
        (2023, "two", 0.75, 75),
    ]


def test_a_year_without_a_part_or_with_parts_beyond_the_whole_is_left_out():
    lacking, beyond = parts(2021, 100, 60), parts(2022, 100, 60, 50)
    assert {row[0] for row in composed(lacking, beyond, parts(2023, 100, 60, 40))} == {2023}
    assert composed(lacking) == []


def test_another_area_is_not_mixed_in():
    other = parts(2022, 100, 1, 99, area=B)
    assert composed(parts(2022, 200, 50, 150), other)[0] == (2022, "one", 50, 25)


# --------------------------------------------------------------------------------------- medians


def test_a_median_needs_most_of_the_areas():
    table = pd.concat(
        [one_year({A: 1, B: 5, C: 9, NATION: 100}), one_year({A: 1, B: 5}, year=2022),
         one_year({A: 4, B: 5, C: 7, D: 8}, year=2021)]
    )  # fmt: skip
    assert profile.medians(table, "share", (A, B, C, D)) == {2021: 6, 2023: 5}
