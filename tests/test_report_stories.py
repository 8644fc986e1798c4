"""What only stories print, and cities, held against the stories' own files."""

from __future__ import annotations

import pytest
from as_shown import body, charts, svg_words, tables
from editions import edition, of_cities, raw_story
from raw_figures import HENAN, HUANGSHI, HUBEI, HUNAN, WUHAN, number, of, sold, three_years

from helpers.report import stories

pytestmark = pytest.mark.usefixtures("project_data")


def test_what_only_stories_count_says_year_and_status_in_each_row():
    found = charts(stories.only_in_stories(edition()))
    assert set(found) == {"told-hte_stock-provinces", "told-tech_sme-provinces"}
    data = found["told-hte_stock-provinces"].data
    assert list(zip(data["label"], data["value"], data["status"], strict=True)) == [
        ("Hunan, 2021", 11_063, "actual"),
        ("Hunan, 2022", 13_910, "actual"),
        ("Hunan, 2023", 14_910, "target"),
        ("Henan, 2022", 10_000, "target"),
    ]
    small = found["told-tech_sme-provinces"].data
    assert list(zip(small["label"], small["value"], small["status"], strict=True)) == [
        ("Hunan, 2021", 19_476 - 8_075, "actual"),
        ("Hunan, 2022", 19_476, "actual"),
        ("Hunan, 2023", 19_476 + 2_000, "target"),
        ("Henan, 2022", 16_000, "target"),
    ]
    for chart in found.values():
        assert "different years" in chart.subtitle
        assert set(chart.data["area"]) <= {HUNAN, HENAN}
        assert chart.alt.count("(target)") == 2


def test_a_citys_table_holds_every_figure_of_its_story_once():
    huangshi = body(tables(of_cities())[f"city-{HUANGSHI}"])
    told = [row for row in raw_story("huangshi") if not row["exclusion"] and row["area"] != "China"]
    assert len(huangshi) == len(told)
    words = {row["as_printed"] for row in told}
    assert {"35%to", "4.4%of"} <= words  # translation lost the space, the page gives it back
    words = words - {"35%to", "4.4%of"} | {"35% to", "4.4% of"}
    assert {row["printed"] for row in huangshi} == words
    wuhan = body(tables(of_cities())[f"city-{WUHAN}"])
    told = {
        (row["indicator"], row["as_printed"].partition(" ")[0])
        for row in raw_story("wuhan")
        if not row["exclusion"]
    }
    assert {row["printed"].partition(" ")[0] for row in wuhan} == {figure for _, figure in told}


def test_beside_a_city_stands_its_provinces_figure_of_the_same_year():
    wuhan = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{WUHAN}"])}
    recognised = three_years(of("hte_recognised_in_year"))
    assert wuhan["High-tech enterprises"]["province"] == (
        f"{number(recognised(HUBEI, 2023), 0)} enterprises "
        "(recognised in three years: another count)"
    )
    contracts = wuhan["Technology contracts, seller's region"]
    assert contracts["province"] == f"{number(sold(HUBEI, 2023) / 1e9, 1)} billion yuan"
    assert (contracts["value"], contracts["status"]) == ("more than 145 billion yuan", "target")
    huangshi = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{HUANGSHI}"])}
    assert huangshi["High-tech enterprises"]["province"] == (
        f"{number(recognised(HUBEI, 2021), 0)} enterprises "
        "(recognised in three years: another count)"
    )
    assert huangshi["High-tech enterprises"]["value"] == "478"
    beside_nothing = huangshi["High-tech enterprises declared"]
    assert (beside_nothing["value"], beside_nothing["province"]) == ("355", "–")
    assert beside_nothing["period"] == "2022-01 to 2022-07"
    assert "no fall" in beside_nothing["note"]


def test_figures_of_cities_are_read_with_their_sign_and_unit():
    huangshi = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{HUANGSHI}"])}
    energy = huangshi["Energy per 10,000 yuan of GDP, growth"]
    assert (energy["printed"], energy["value"]) == ("decreased by 1%", "−1%")
    assert huangshi["Balance of all loans"]["value"] == "193.8 billion yuan"
    assert huangshi["Forest cover"]["value"] == "36.92%"
    assert huangshi["Universities tied to the city's enterprises"]["value"] == "under 200"
    assert huangshi["High-tech value added to GDP, rank"]["value"] == "rank 1"
    assert huangshi["Forest cover"]["period"] == "2022-07"
    assert huangshi["Research talents newly introduced"]["period"] == "not printed"


def test_cities_charts_name_city_year_and_status():
    found = charts(of_cities())
    data = found[f"told-hte_stock-cities-{HUBEI}"].data
    labels = dict(zip(data["label"], data["value"], strict=True))
    recognised = three_years(of("hte_recognised_in_year"))
    assert labels == {
        "Wuhan (city), 2023": 13_000,
        "Huangshi (city), 2021": 478,
        "Hubei (recognised in three years), 2021": recognised(HUBEI, 2021),
        "Hubei (recognised in three years), 2023": recognised(HUBEI, 2023),
    }
    small = found[f"told-tech_sme-cities-{HUBEI}"].data
    assert dict(zip(small["label"], small["value"], strict=True)) == {
        "Wuhan (city), 2023": 9_000,
        "Huangshi (city), 2021": 961,
        "Huangshi (city), 2022-01 to 2022-07": 872,
    }
    for chart in found.values():
        assert "A city is a part of its province." in svg_words(chart)
        assert "different years" in chart.subtitle
