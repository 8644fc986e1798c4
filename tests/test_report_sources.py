"""Sources, definitions, caveats and the edition's own words."""

from __future__ import annotations

import csv
import dataclasses

import pytest
from as_shown import body, csv_rows, tables, tree, words
from editions import TWO, edition, raw_story, written
from raw_figures import GUANGDONG, HUBEI, HUNAN, RAW, ROOT, TIBET

from helpers.report import sources

pytestmark = pytest.mark.usefixtures("project_data")


def test_every_source_is_listed_with_its_count_and_hash():
    with (ROOT / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    rows = {row["source_id"]: row for row in body(sources.sources(edition()))}
    assert list(rows) == [row["source_id"] for row in listed]
    for row in listed:
        count = sum(seen["source_id"] == row["source_id"] for seen in written())
        assert rows[row["source_id"]]["rows"] == f"{count:,}"
        assert rows[row["source_id"]]["hash"] == row["sha256"][:12]
        assert row["date"] or "not recorded" in rows[row["source_id"]]["date"]
    behind = csv_rows(sources.sources(edition()).tables[0]["csv"])
    assert [row["sha256"] for row in behind] == [row["sha256"] for row in listed]


def test_definitions_say_unit_breaks_and_national_row():
    rows = {row["code"]: row for row in body(sources.definitions(edition()))}
    assert list(rows) == [indicator.code for indicator in edition().indicators]
    assert rows["rd_expenditure_bulletin"]["unit"] == "billion yuan, current prices"
    breaks = rows["rd_intensity_as_published"]["breaks"]
    assert [part[:9] for part in breaks.split("; ")] == ["2019: GDP", "2024: GDP"]
    assert rows["hitech_mfg_revenue"]["breaks"].startswith("2018: ")
    sums = rows["tech_market_sold_three_years"]["breaks"]
    assert [part[:10] for part in sums.split("; ")] == ["2021: regi", "2023: from"]
    assert rows["rd_fte"]["breaks"] == "–"
    assert rows["gdp_revised"]["nation"] == "none"
    assert rows["fiscal_exp_scitech"]["nation"] == "sum of local budgets"
    assert rows["invention_patents_granted"]["nation"] == "of more than the 31 provinces"
    assert "研究与试验发展" in rows["rd_expenditure_bulletin"]["name"]


def test_the_opening_names_the_marked_and_the_stories_with_their_years():
    """Five stories: Henan's of 2022 and Huangshi's of 2022, Hunan's two and Wuhan's of 2023."""
    stories_at_hand = ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan")
    told = {row["area"] for story in stories_at_hand for row in raw_story(story)} - {"China"}
    assert told == {"Henan", "Wuhan", "Huangshi", "Hunan"}
    dates = [next(RAW.glob(f"{story}*.csv")).stem.rpartition("_")[2] for story in stories_at_hand]
    assert {date[:4] for date in dates} == {"2022", "2023"}
    beside_them = (
        "Beside the official statistics stand 5 news stories of 2022 and 2023, on Henan, Wuhan, "
        "Huangshi and Hunan."
    )
    assert words(tree(sources.opening(edition()).html())) == (
        "This edition marks Hunan, Henan and Hubei among 31 provinces (municipalities and "
        f"autonomous regions count as provinces), 2012 to 2024. {beside_them}"
    )
    few = edition((TIBET,), (HUBEI, GUANGDONG), 2018, 2022, TWO)
    assert words(tree(sources.opening(few).html())) == (
        "This edition marks Tibet among 3 provinces (municipalities and autonomous regions count "
        "as provinces), 2018 to 2022. The provinces compared are Hubei, Guangdong and Tibet. "
        "No story at hand tells of the marked provinces or their cities."
    )
    zone = words(tree(sources.opening(edition((HUBEI,), "zone")).html()))
    assert (
        "The provinces compared are Shanxi, Anhui, Jiangxi, Henan, Hubei and Hunan, the "
        "statistics bureau's zone Central. Beside the official statistics stand 2 news stories of "
        "2022 and 2023, on Wuhan and Huangshi."
    ) in zone


def test_the_opening_speaks_of_the_stories_there_are():
    opened = edition((HUBEI,))
    table = opened.reference.sources
    none = dataclasses.replace(
        opened.reference, sources=table[table["kind"] != "story"].reset_index(drop=True)
    )
    one = dataclasses.replace(
        opened.reference,
        sources=table[(table["kind"] != "story") | (table["source_id"] == "wuhan_key_points_2023")],
    )
    told = [
        words(tree(sources.opening(dataclasses.replace(opened, reference=reference)).html()))
        for reference in (none, one)
    ]
    assert told[0].rstrip().endswith("2012 to 2024.")
    assert told[1].endswith("stand 1 news story of 2023, on Wuhan.")


def test_the_caveats_say_what_a_reader_must_know():
    told = words(tree(sources.caveats(edition()).html()))
    for phrase in (
        "current prices",
        "missing figure is not zero",
        "those of Tibet begin in 2019, so ranks of earlier years are among 30",
        "no national figures here for revised GDP, population, R&D by source of funds, technology "
        "contracts, recognised high-tech enterprises and sales of new products in high-tech "
        "manufacturing, nor for what is computed from them",
        "Hong Kong, Macao and Taiwan are not covered",
        "turned in 2021",
        "no figures for 2017",
        "revised back to 1992",
    ):
        assert phrase in told
    assert told.count("are not covered") == 1


def test_what_the_nation_lacks_is_what_the_edition_shows():
    def told(*codes: str) -> str:
        shown = edition((HUNAN,), "all", 2012, "newest", codes)
        return words(tree(sources.caveats(shown).html()))

    assert "national figures here for revised GDP and population, nor" in told(
        "gdp_per_head", "rd_expenditure"
    )
    assert "national figures here for" not in told("rd_expenditure", "basic_research_share")


def test_the_edition_tells_its_parameters():
    opened = edition((HUNAN,), (HUBEI, GUANGDONG), 2018, 2022, TWO)
    rows = {row["parameter"]: row["value"] for row in body(
        tables(sources.this_edition(opened))["parameters"])}  # fmt: skip
    assert rows["Areas marked"] == "430000 Hunan"
    assert rows["Compared with"] == (
        "420000 Hubei, 440000 Guangdong; with the marked 430000 Hunan (3 provinces)"
    )
    assert rows["Years"] == "2018 to 2022"
    assert rows["Indicators shown"] == "chosen for this edition (2)"
    assert rows["Observations"] == f"{len(written()):,}"
    rows = {row["parameter"]: row["value"] for row in body(
        tables(sources.this_edition(edition()))["parameters"])}  # fmt: skip
    assert rows["Compared with"] == "all (31 provinces)"
    zone = body(tables(sources.this_edition(edition((HUBEI,), "zone")))["parameters"])
    assert {row["parameter"]: row["value"] for row in zone}[
        "Compared with"
    ] == "the same zone: Central (6 provinces)"
    assert rows["Years"] == "2012 to newest (2024)"
