"""What only stories print, and cities, held against the stories' own files."""

from __future__ import annotations

import pytest
from as_shown import body, charts, tables
from editions import edition, of_cities, raw_story
from raw_figures import HUANGSHI, HUBEI, HUNAN, WUHAN, number, of, sold, three_years

from helpers.report import stories
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data")


def test_what_only_stories_count_stands_on_an_axis_of_one_area():
    """Hunan's three figures of each; Henan's single target is in the table alone."""
    section = stories.only_in_stories(edition())
    found = charts(section)
    assert set(found) == {f"told-hte_stock-{HUNAN}", f"told-tech_sme-{HUNAN}"}
    data = found[f"told-hte_stock-{HUNAN}"].data
    assert list(zip(data["label"], data["value"], data["status"], strict=True)) == [
        ("Hunan, 2021", 11_063, "actual"),
        ("Hunan, 2022", 13_910, "actual"),
        ("Hunan, 2023", 14_910, "target"),
    ]
    small = found[f"told-tech_sme-{HUNAN}"].data
    assert list(zip(small["label"], small["value"], small["status"], strict=True)) == [
        ("Hunan, 2021", 19_476 - 8_075, "actual"),
        ("Hunan, 2022", 19_476, "actual"),
        ("Hunan, 2023", 19_476 + 2_000, "target"),
    ]
    assert untraced(found[f"told-hte_stock-{HUNAN}"].title) == (
        "High-tech enterprises: Hunan 13,910 enterprises in 2022"
    )
    assert untraced(found[f"told-tech_sme-{HUNAN}"].title) == (
        "Technology-based small and medium-sized enterprises: Hunan 19,476 enterprises in 2022"
    )
    for chart in found.values():
        assert "different years" in chart.subtitle
        assert set(chart.data["area"]) == {HUNAN}
        assert chart.alt.count("(target)") == 1
    rows = body(tables(section)["told-provinces"])
    assert [(row["area"], row["period"], row["status"]) for row in rows if "10,000" in row["value"]
            ] == [("Henan", "2022", "target")]  # fmt: skip
    for row in rows:  # Henan is told of by one story, Hunan by two others
        assert ("Henan" in row["story"]) == (row["area"] == "Henan"), row
    assert {row["area"] for row in rows} == {"Hunan", "Henan"}
    assert {row["value"].rpartition(" ")[2] for row in rows} == {"enterprises"}
    assert len(rows) == 8


def test_a_citys_table_holds_every_figure_of_its_story_once():
    huangshi = body(tables(of_cities())[f"city-{HUANGSHI}"])
    told = [row for row in raw_story("huangshi") if not row["exclusion"] and row["area"] != "China"]
    assert len(huangshi) == len(told)
    words = {row["as_printed"] for row in told}
    cut = {"35%to", "4.4%of", "338 new"}  # their last words belong to what follows in the story
    assert cut <= words
    words = words - cut | {"35%", "4.4%", "338"}
    assert {row["printed"] for row in huangshi} == words
    wuhan = body(tables(of_cities())[f"city-{WUHAN}"])
    told = {
        (row["indicator"], row["as_printed"].partition(" ")[0])
        for row in raw_story("wuhan")
        if not row["exclusion"]
    }
    assert {row["printed"].partition(" ")[0] for row in wuhan} == {figure for _, figure in told}


def test_no_city_stands_beside_its_province_or_another_city():
    """One table each, no chart, and in none of them the record's figures of Hubei."""
    section = of_cities()
    assert charts(section) == {}
    assert set(tables(section)) == {f"city-{WUHAN}", f"city-{HUANGSHI}"}
    shown = section.html()
    recognised = three_years(of("hte_recognised_in_year"))
    for year in (2021, 2023):
        assert number(recognised(HUBEI, year), 0) not in shown
    assert number(sold(HUBEI, 2023) / 1e9, 1) not in shown
    wuhan = {row["indicator"]: row for row in body(tables(section)[f"city-{WUHAN}"])}
    contracts = wuhan["Technology contracts (side not stated)"]
    assert (contracts["value"], contracts["status"]) == ("more than 145 billion yuan", "target")
    assert "seller's or buyer's region not printed" in contracts["note"]
    huangshi = {row["indicator"]: row for row in body(tables(section)[f"city-{HUANGSHI}"])}
    assert huangshi["High-tech enterprises"]["value"] == "478 enterprises"
    declared = huangshi["High-tech enterprises declared"]
    assert (declared["value"], declared["period"]) == ("355", "2022-01 to 2022-07")
    assert "no fall" in declared["note"]


def test_figures_of_cities_are_read_with_their_sign_and_unit():
    huangshi = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{HUANGSHI}"])}
    energy = huangshi["Energy per 10,000 yuan of GDP, growth"]
    assert (energy["printed"], energy["value"]) == ("decreased by 1%", "−1%")
    assert huangshi["Balance of all loans"]["value"] == "193.8 billion yuan"
    assert huangshi["Forest cover"]["value"] == "36.92%"
    assert huangshi["Universities tied to the city's enterprises"]["value"] == "nearly 200"
    assert huangshi["High-tech value added to GDP, rank in the province"]["value"] == "rank 1"
    area = huangshi["Planned area of the Huangshi Science and Technology City"]["value"]
    assert area == "1,700 mu (about 1.13 km²)"  # 1,700 / 15 ha
    assert huangshi["Forest cover"]["period"] == "2022-07"
    assert huangshi["Research talents newly introduced"]["period"] == "not printed"
