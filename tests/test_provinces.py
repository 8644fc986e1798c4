"""The provincial scoreboard: its figures, years and vintages; groups, agreement, what it takes."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers import compare
from helpers.clean.stage import read_observations
from helpers.faults import FaultsFound
from helpers.scoreboard.agreement import agreement
from helpers.scoreboard.choices import SEED, Choices
from helpers.scoreboard.critic import asked, choices, doubts, revision_of
from helpers.scoreboard.groups import group_of, performance
from helpers.scoreboard.provinces import Plan, board, full_years, values
from helpers.scoreboard.reach import reach
from helpers.scoreboard.takes import takes
from helpers.scoreboard.uncertainty import uncertainty

DATA = Path(__file__).parents[1] / "data"
PANEL = DATA / "raw" / "nbs-most-mof_official-panel_2026-11-22.csv"


@pytest.fixture(scope="module")
def figures(reference):
    return compare.figures(read_observations(DATA), reference)


@pytest.fixture(scope="module")
def plan(reference):
    return Plan.of(reference)


@pytest.fixture(scope="module")
def raw():
    """indicator, adcode, year -> value as printed, with no code of the project between."""
    with open(PANEL, newline="") as file:
        return {
            (row["indicator"], row["adcode"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(file)
            if row["value"]
        }


@pytest.fixture(scope="module")
def real(figures, plan, reference):
    return board(figures, plan, reference.provinces, range(2012, 2025))


@pytest.fixture(scope="module")
def published(figures, plan, reference):
    return board(figures, plan, reference.provinces, range(2012, 2025), "published")


def test_years_in_which_all_inputs_exist_and_the_longer_line(real, figures, plan, reference):
    assert real.years == (2018, 2019, 2020, 2021, 2022)
    long = board(figures, plan.long, reference.provinces, range(2012, 2025))
    assert long.years == tuple(range(2012, 2023))
    assert set(plan.items) - set(long.plan.items) == {
        "enterprise_funds", "hte_recognised", "hitech_firms", "contracts", "hitech_revenue"
    }  # fmt: skip


def test_every_indicator_has_a_reason_and_none_is_raw_size(plan):
    assert all(len(item.reason) > 30 for item in plan.items.values())
    assert all(item.denominator for item in plan.items.values())
    assert len(plan.pillars) == 4


def test_figures_are_quotients_of_the_raw_ones(real, raw, plan):
    hunan = real.quotients(2022).loc["430000"]
    people = raw["population_yearend", "430000", 2022]  # 10,000 persons
    shown = {code: plan.shown(code, hunan[code]) for code in plan.items}
    assert shown["papers"] == pytest.approx(raw["sci_papers", "430000", 2022] / people)
    assert shown["basic_research"] == pytest.approx(
        100 * raw["rd_exp_basic", "430000", 2022] / raw["rd_expenditure", "430000", 2022]
    )
    assert shown["hte_recognised"] == pytest.approx(
        10 * raw["hte_recognised_in_year", "430000", 2022] / people
    )


def test_gdp_of_its_day_gives_the_printed_intensity(published, raw):
    for year in published.years:
        money = (
            raw["rd_expenditure", "430000", year] / raw["rd_expenditure_bulletin", "430000", year]
        )
        printed = raw["rd_intensity_as_published", "430000", year]
        got = 100 * published.quotients(year).at["430000", "rd_intensity"]
        assert got == pytest.approx(printed * money)


def test_only_tibets_first_contracts_are_missing_and_stay_so(real):
    gaps = real.index.scores[list(real.plan.items)].isna()
    assert gaps.to_numpy().sum() == 1
    assert gaps.at[("540000", 2018), "contracts"]
    own = real.index.scores.loc[("540000", 2018)]
    assert own["results"] == pytest.approx((own["inventions_in_force"] + own["hitech_revenue"]) / 2)


def test_ranks_are_among_one_year_and_scores_on_one_scale(real):
    assert sorted(real.ranks(2022)["index"]) == list(range(1, 32))
    normalised = real.index.normalised
    assert normalised.min().to_list() == [0] * 13
    assert normalised.max().to_list() == [100] * 13


# A made-up country: six areas, two years, three indicators, small numbers.
AREAS = ["a", "b", "c", "d", "e", "f"]
TABLE = pd.DataFrame(
    [
        {"code": "index", "parent": "", "name": "Index"},
        {"code": "p", "parent": "index", "name": "P"},
        {"code": "q", "parent": "index", "name": "Q"},
        {"code": "x", "parent": "p", "numerator": "money", "denominator": "gdp", "factor": "100"},
        {"code": "y", "parent": "p", "numerator": "papers", "denominator": "population"},
        {"code": "z", "parent": "q", "numerator": "deals", "denominator": "gdp_three_years",
         "window": "3"},
    ],
    columns="code parent weight direction name denominator transform goalpost_low goalpost_high "
    "numerator factor window unit decimals reaches_back reason".split(),
    dtype=object,
).fillna({"direction": "1", "reaches_back": "yes"}).fillna("")  # fmt: skip


class MadeUp:
    """Just what a plan takes of the reference tables."""

    scoreboard = TABLE


def made_figures():
    rng = np.random.default_rng(5)
    rows = []
    for place, area in enumerate(AREAS):
        for year in (2019, 2020, 2021, 2022):
            cells = {
                "gdp_revised": 100.0 + 10 * place,
                "population_yearend": 10.0,
                "rd_expenditure_bulletin": 3.0,
                "rd_intensity_as_published": 3.0 - 0.1 * place,
                "money": 2.0 + place + rng.uniform(0, 1),
                "papers": 5.0 + 3 * rng.uniform(0, 1),
                "deals": 1.0 + rng.uniform(0, 2),
            }
            rows += [(area, code, year, value, "") for code, value in cells.items()]
    return pd.DataFrame(rows, columns=compare.COLUMNS)


def made_board():
    return board(made_figures(), Plan.of(MadeUp), AREAS, [2020, 2021, 2022])


def test_sums_over_years_need_every_year():
    table = made_figures()
    got = values(table, Plan.of(MadeUp), AREAS, [2020, 2021])
    assert got["z"].isna().to_list() == [True, False] * 6  # 2018 is missing
    deals = table[(table["indicator"] == "deals") & (table["ref_area"] == "a")]
    assert got.at[("a", 2021), "z"] == pytest.approx(deals["value"].iloc[:3].sum())
    assert got.at[("b", 2021), "gdp_three_years"] == 330
    assert full_years(table, Plan.of(MadeUp), AREAS, [2019, 2020, 2021, 2022]) == [2021, 2022]


def test_published_gdp_is_money_over_intensity():
    got = values(made_figures(), Plan.of(MadeUp), AREAS, [2021], "published")
    assert got.at[("a", 2021), "gdp"] == pytest.approx(100)
    assert got.at[("b", 2021), "gdp"] == pytest.approx(3 / 0.029)


def test_faults_of_the_table_name_the_file():
    table = TABLE.assign(parent=["", "index", "index", "p", "p", "nowhere"])
    table.loc[3, "numerator"] = ""
    made = type("Other", (), {"scoreboard": table})
    with pytest.raises(FaultsFound, match=r"scoreboard\.csv, column parent: z has the parent"):
        Plan.of(made)
    made.scoreboard = table.assign(parent=TABLE["parent"], denominator="moon")
    with pytest.raises(FaultsFound, match="is a score"):
        Plan.of(made)
    made.scoreboard = TABLE.assign(numerator="")
    with pytest.raises(FaultsFound, match="says no numerator"):
        Plan.of(made)


def test_no_years_no_board():
    assert board(made_figures(), Plan.of(MadeUp), AREAS, [2010]) is None
    assert board(made_figures(), Plan.of(MadeUp), AREAS, []) is None


@pytest.mark.parametrize(
    ("share", "group"),
    [(125.01, "leader"), (125, "strong"), (100, "strong"), (99.99, "moderate"), (70, "moderate"),
     (69.9, "emerging"), (math.nan, "")],
)  # fmt: skip
def test_groups_by_the_european_rule(share, group):
    assert group_of(share) == group


def test_the_nation_is_scored_on_its_own_ratios_outside_the_scale(published, figures, raw):
    """R&D intensity and basic research by hand: nation's figure on the provinces' min-max."""
    found = performance(published, figures, 2022)
    assert set(found.indicators) == {
        "rd_intensity", "scitech_budget", "basic_research", "hitech_revenue"
    }  # fmt: skip
    provinces = sorted({area for _, area, _ in raw} - {"100000"})

    def intensity(area, year):
        return raw["rd_intensity_as_published", area, year]

    field = [intensity(area, year) for area in provinces for year in published.years]
    by_hand = 100 * (intensity("100000", 2022) - min(field)) / (max(field) - min(field))
    assert found.nation["rd_intensity"] == pytest.approx(by_hand, abs=0.3)  # yearbook for bulletin
    national = found.nation
    assert national["index"] == pytest.approx(
        ((national["rd_intensity"] + national["scitech_budget"]) / 2
         + national["basic_research"] + national["hitech_revenue"]) / 3
    )  # fmt: skip
    assert published.index.normalised.max().to_list() == [100] * 13  # the nation moved nothing
    beijing = found.table.loc["110000"]
    assert beijing["share"] == pytest.approx(100 * beijing["score"] / national["index"])


def test_a_board_without_national_figures_has_no_groups():
    assert performance(made_board(), made_figures(), 2022) is None


def test_agreement_by_hand():
    ours = pd.Series({"a": 1, "b": 2, "c": 3, "d": 4, "e": 11, "x": 12})
    theirs = pd.Series({"a": 2, "b": 1, "c": 4, "d": 3, "y": 5, "e": 10})
    found = agreement(ours, theirs)
    # a to e: ranks 1 2 3 4 5 against 2 1 4 3 5: squared differences 4, so 1 - 6*4/(5*24) = 0.8;
    # eight pairs of ten agree and two do not: 0.6
    assert found.areas == 5
    assert found.spearman == pytest.approx(0.8)
    assert found.kendall == pytest.approx(0.6)
    assert found.first == ("a", "b", "c", "d")
    assert found.table.set_index("area").at["b", "difference"] == -1


class TestTakes:
    def test_two_routes_find_the_same_least_change(self):
        """In closed form here, by seeking with the whole index anew in `reach`."""
        made = made_board()
        asked_for = Choices(
            framework=made.plan.framework, tables={"revised": made.values},
            treat=("winsorise_log",), among=asked(made, 2022),
        )  # fmt: skip
        area = made.ranked(2022)[3]
        ours = takes(made, 2022)
        ours = ours[ours["area"] == area].set_index(["indicator", "places"])
        theirs = reach(asked_for, area).set_index(["indicator", "places"])
        assert set(ours.index) == set(theirs.index)
        reached = ours["reachable"] & theirs["needed"].notna()
        assert reached.any()
        assert (ours.loc[reached, "confirmed"]).all()
        np.testing.assert_allclose(
            ours.loc[reached, "after"], theirs["needed"].reindex(ours.index)[reached], rtol=1e-4
        )

    def test_places_that_there_are_not(self):
        made = made_board()
        found = takes(made, 2022).groupby("area")["places"].agg(set)
        order = made.ranked(2022)
        assert order[0] not in found
        assert found[order[1]] == {1}
        assert found[order[2]] == {1, 2}

    def test_a_little_less_is_not_enough(self, real):
        found = takes(real, 2022, places=[1])
        assert set(found["area"]) == set(real.areas) - {real.ranked(2022)[0]}
        assert found.loc[found["reachable"], "confirmed"].all()
        found = found[found["area"] == "430000"]
        row = found.set_index("indicator").loc["hitech_revenue"]
        index = real.index
        own = index.scores.at[("430000", 2022), "index"]
        ahead = sorted(real.scores(2022)["index"], reverse=True)[int(row["rank"]) - 1]
        less = real.quotients(2022).loc[["430000"]].assign(
            hitech_revenue=row["before"] + 0.999 * (row["after"] - row["before"])
        )  # fmt: skip
        assert own < index.placed(less)["index"].iloc[0] < ahead


class TestCritic:
    def test_figures_may_be_revised_as_much_as_gdp_was(self, real, published):
        revised, day = real.values["gdp"], published.values["gdp"]
        assert revision_of(real, published) == pytest.approx((revised / day - 1).abs().median())

    def test_an_intensity_is_known_to_half_its_last_digit(self, real, published, reference):
        """Printed intensities have two decimals, percent of GDP; a quotient is no percent."""
        zones = dict(zip(reference.areas["adcode"], reference.areas["zone"], strict=True))
        found = choices(real, published, zones, 2022)
        at = found.framework.indicators.index("rd_intensity")
        half = found.by_indicator(found.rounding)
        assert half[at] == pytest.approx(0.01 / 2 / 100)
        assert half.sum() == half[at]

    def test_ranks_as_published_are_those_of_the_board(self, real, published, reference):
        zones = dict(zip(reference.areas["adcode"], reference.areas["zone"], strict=True))
        varied = choices(real, published, zones, 2020)
        assert varied.published.to_dict() == real.ranks(2020)["index"].to_dict()
        found = doubts(varied, real, {2022: 200})[2022]
        table = found.intervals().set_index("unit")
        assert table["rank"].to_dict() == real.ranks(2022)["index"].to_dict()
        assert (table["low"] <= table["median"]).all()
        assert (table["median"] <= table["high"]).all()
        assert table.at["110000", "high"] == 1  # Beijing leads whatever is chosen

    def test_what_years_share_is_that_of_each_alone(self, real, published, reference):
        zones = dict(zip(reference.areas["adcode"], reference.areas["zone"], strict=True))
        varied = choices(real, published, zones, 2020)
        found = doubts(varied, real, {2019: 40, 2022: 60})
        assert {year: len(one.ranks) for year, one in found.items()} == {2019: 40, 2022: 60}
        for year, one in found.items():
            alone = uncertainty(replace(varied, among=asked(real, year)), len(one.ranks), SEED)
            assert np.array_equal(one.ranks, alone.ranks, equal_nan=True)
        assert not np.array_equal(found[2019].ranks, found[2022].ranks[:40], equal_nan=True)
