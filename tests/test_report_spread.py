"""The section on the spread: its figures found again by csv and statistics alone."""

from __future__ import annotations

import csv
import io
import math
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import numbers_in
import pytest

from helpers.data_folder import VARIABLE as DATA
from helpers.report import open_edition
from helpers.report.spread import shown, spread
from helpers.traces import untraced

ROOT = Path(__file__).parent.parent
MARKED = ["430000", "410000", "420000"]
TIBET = "540000"


@pytest.fixture(scope="module", autouse=True)
def project_data() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA, str(ROOT / "data"))
        yield


def section(peers="all", first=2012, last="newest", indicators="default"):
    return spread(open_edition(MARKED, peers, first, last, indicators))


def table(block, name):
    text = next(one["csv"] for one in block.tables if one["name"] == name)
    return list(csv.DictReader(io.StringIO(text)))


def words(block):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", untraced(block.html())))


@pytest.fixture(scope="module")
def default():
    return section()


@pytest.fixture(scope="module")
def printed():
    """(indicator, area, year) -> figure, by csv alone."""
    found = {}
    with (ROOT / "data/clean/observations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["measure"] == "level" and row["obs_status"] == "actual" and (
                row["comparable"] == "yes" and not row["repeats"]
            ):  # fmt: skip
                key = (row["indicator"], row["ref_area"], row["time_period"])
                found[key] = float(row["obs_value"])
    return found


def provinces():
    with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        return {r["adcode"]: r["zone"] for r in csv.DictReader(file) if r["level"] == "province"}


def rates(printed, above, below, year):
    return {area: printed[above, area, year] / printed[below, area, year] for area in provinces()}


def test_which_rates_are_told():
    edition = open_edition(MARKED, "all", 2012, "newest", "default")
    assert [indicator.code for indicator in shown(edition)] == [
        "rd_intensity_revised_gdp", "basic_research_share", "rd_government_share",
        "scitech_budget_share", "rd_fte_per_10k", "invention_patents_granted_per_10k",
        "invention_patents_in_force_per_10k", "gdp_per_head",
    ]  # fmt: skip


def test_the_coefficient_of_variation_is_found_again(default, printed):
    (row,) = [r for r in table(default, "spread") if r["indicator"] == "rd_intensity_revised_gdp"]
    for which in ("first", "last"):
        values = rates(printed, "rd_expenditure", "gdp_revised", row[f"{which}_year"]).values()
        expected = statistics.pstdev(values) / statistics.fmean(values)
        assert float(row[f"variation_{which}"]) == pytest.approx(expected)


def test_the_theil_index_and_its_parts_are_found_again(default, printed):
    """T = sum of share ln(share / weight), and between the zones the same of the zones."""
    (row,) = [r for r in table(default, "spread") if r["indicator"] == "gdp_per_head"]
    year = row["last_year"]
    people = {area: printed["population_yearend", area, year] for area in provinces()}
    money = {area: printed["gdp_revised", area, year] for area in provinces()}
    zones = provinces()

    def theil(money, people):
        whole, all_people = sum(money.values()), sum(people.values())
        return sum(
            money[key] / whole * math.log((money[key] / whole) / (people[key] / all_people))
            for key in money
        )

    def by_zone(figures):
        return {
            zone: sum(value for area, value in figures.items() if zones[area] == zone)
            for zone in set(zones.values())
        }

    assert float(row["theil_weighted_last"]) == pytest.approx(theil(money, people))
    assert float(row["between_last"]) == pytest.approx(theil(by_zone(money), by_zone(people)))
    whole = float(row["within_last"]) + float(row["between_last"])
    assert whole == pytest.approx(float(row["theil_weighted_last"]), abs=1e-12)


def test_sigma_and_beta_are_found_again(default, printed):
    (row,) = [r for r in table(default, "spread") if r["indicator"] == "basic_research_share"]
    first, last = row["change_first_year"], row["change_last_year"]
    start, end = (
        {a: math.log(v) for a, v in rates(printed, "rd_exp_basic", "rd_expenditure", y).items()}
        for y in (first, last)
    )
    expected = 100 * (statistics.stdev(end.values()) / statistics.stdev(start.values()) - 1)
    assert float(row["sigma_pct"]) == pytest.approx(expected)
    assert float(row["sigma_low"]) < expected < float(row["sigma_high"])
    areas = list(start)
    years = int(last) - int(first)
    growth = [(end[area] - start[area]) / years for area in areas]
    slope = statistics.linear_regression([start[area] for area in areas], growth).slope
    assert float(row["beta"]) == pytest.approx(slope)


def test_a_change_is_said_only_where_the_whole_interval_says_it(default):
    text = words(default)
    rows = table(default, "spread")
    fell = [r for r in rows if float(r["sigma_high"]) < 0]
    grew = [r for r in rows if float(r["sigma_low"]) > 0]
    assert len(fell) == 1
    assert not grew
    sentence = text.partition("Did the spread change:")[2].partition(" So by the logarithms")[0]
    assert "it narrowed in share of basic research in R&amp;D by 16.9% (0.6 to 29.4%" in sentence
    assert "it widened" not in sentence
    assert "no change can be told in the others" in sentence
    slower = [r["indicator"] for r in rows if float(r["beta_high"]) < 0]
    assert slower == ["basic_research_share"]
    assert text.count("those that started lower grew faster in") == 1


def test_a_change_keeps_to_one_definition(default):
    """The policy on patents changed in 2021: two years later nothing can be told of it."""
    rows = table(default, "spread")
    (row,) = [r for r in rows if r["indicator"] == "invention_patents_granted_per_10k"]
    assert (row["change_first_year"], row["change_last_year"]) == ("2012", "2020")
    assert row["last_year"] == "2023"
    assert "2012–2020; newest 2023" in words(default)
    varied = [float(row[f"variation_change_{end}"]) for end in ("first", "last")]
    assert " → ".join(f"{value:.2f}" for value in varied) in words(default)
    change = 100 * (varied[1] / varied[0] - 1)  # of the years that the arrow joins
    assert change == pytest.approx(float(row["variation_change_pct"]))


def test_neighbours_are_told_by_p(default):
    text = words(default).partition("Do neighbours resemble one another:")[2]
    sentence = text.partition(". Sigma")[0].partition(".")[0]
    alike, _, chance = sentence.partition("; no more and no less")
    judged = 0
    for row in table(default, "spread"):
        name = {"rd_government_share": "share of R&amp;D paid by government",
                "gdp_per_head": "GDP per head"}.get(row["indicator"])  # fmt: skip
        if name:
            assert (name in alike) == (float(row["moran_p"]) < 0.05)
            assert (name in chance) == (float(row["moran_p"]) >= 0.05)
            judged += 1
    assert judged == 2


def test_money_says_current_prices_and_every_chart_its_source(default):
    text = words(default)
    assert "GDP per head: current prices" in text
    assert text.count("Source: ") >= 4


def test_an_area_without_a_year_is_left_out_and_named():
    """Tibet has no new-product sales for 2018 to 2022."""
    block = section(indicators=["hitech_mfg_newproduct_share"], first=2018)
    (row,) = table(block, "spread")
    assert (row["provinces"], row["left_out"]) == ("30", TIBET)
    assert "Left out for a missing year: Tibet" in words(block)


def test_a_break_within_the_years_shown_is_drawn():
    block = section(indicators=["invention_patents_granted_per_10k"])
    assert "break from 2021" in words(block)


def test_raw_amounts_have_no_spread_and_few_provinces_neither():
    amounts = section(indicators=["rd_expenditure", "gdp_revised"])
    assert "None of this edition's indicators is a rate" in words(amounts).replace("&#x27;", "'")
    few = section(peers=["430000", "410000", "420000", "360000"])
    assert "No spread is shown" in words(few)
    assert not few.tables


def test_one_zone_has_all_of_its_spread_within():
    """Eleven provinces of the West and the three marked of the centre, and the West alone."""
    block = section(peers="zone", indicators=["gdp_per_head"])
    assert "No spread is shown" in words(block)  # six provinces of the centre
    west = [area for area, zone in provinces().items() if zone == "West"]
    edition = open_edition(west[:1], west, 2012, "newest", ["gdp_per_head"])
    (row,) = table(spread(edition), "spread")
    assert float(row["between_last"]) == pytest.approx(0, abs=1e-12)


def test_a_single_year_has_a_spread_and_no_change():
    block = section(first=2023, last=2023, indicators=["gdp_per_head"])
    (row,) = table(block, "spread")
    assert row["sigma_pct"] == row["beta"] == ""
    assert float(row["variation_last"]) > 0
    assert "no rate has two years far enough apart" in words(block)
    assert not re.search(r"\b(nan|None|inf)\b", words(block))


def test_every_number_says_how_it_was_reckoned(default):
    """As on the page, where a claim's text becomes a key."""
    page = default.html().replace("data-claim=", "data-o=")
    assert numbers_in.untraced(page) == []
