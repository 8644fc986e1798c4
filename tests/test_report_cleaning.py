"""The cleaning record on the real figures."""

from __future__ import annotations

import csv

import pytest
from as_shown import body, csv_rows, tree, words
from editions import cleaned, raw_story, written
from raw_figures import RAW, panel, portal

from helpers.report import cleaning

pytestmark = pytest.mark.usefixtures("project_data")


def test_arrived_less_left_out_plus_derived_are_the_observations():
    rows = csv_rows(cleaning.arrived(cleaned()).tables[0]["csv"])
    for row in rows:
        left = int(row["arrived"]) - int(row["left_out"]) + int(row["derived"])
        assert left == int(row["observations"]), row["source"]
    by_file: dict[str, int] = {}
    for row in rows:
        by_file[row["file"]] = by_file.get(row["file"], 0) + int(row["arrived"])
    for story in ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan"):
        file = next(RAW.glob(f"{story}*.csv"))
        assert by_file[f"raw/{file.name}"] == len(raw_story(story))
    file = next(RAW.glob("*official-panel*.csv"))
    assert by_file[f"raw/{file.name}"] == len(panel())
    assert by_file["raw/nbs_gdp-revised_2026-11-22.csv"] == len(portal("nbs_gdp-revised"))
    assert sum(int(row["observations"]) for row in rows) == len(written())


def test_the_summary_counts_what_happened():
    facts = tree(cleaning.summary(cleaned()).html()).findall(".//div")
    counts = {words(fact[0]): int(words(fact[1]).replace(",", "")) for fact in facts if len(fact)}
    exclusions = sum(
        bool(row["exclusion"])
        for story in ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan")
        for row in raw_story(story)
    )
    with next(RAW.glob("*capability*.csv")).open(encoding="utf-8", newline="") as file:
        misprints = sum("SUSPECT" in row["remark"] for row in csv.DictReader(file))
    assert counts["left out"] == exclusions + misprints
    assert counts["observations"] == len(written())
    assert counts["repeats"] == sum(bool(row["repeats"]) for row in written())
    assert counts["not comparable"] == sum(
        row["comparable"] == "no" and not row["repeats"] for row in written()
    )
    assert counts["derived"] == sum(bool(row["derived_from"]) for row in written())
    assert counts["conflicts"] == 4
    assert counts["corrected by hand"] == 2
    arrived = counts["observations"] + counts["left out"] - counts["derived"]
    assert counts["figures arrived"] == arrived


def test_the_bureaus_tables_say_their_empty_years():
    rows = {row["source"]: row for row in body(cleaning.bureau_tables(cleaned()))}
    title = cleaned().reference.source_title
    contracts = rows[title("nbs_portal_technology_contracts")]
    assert (contracts["years"], contracts["empty"]) == ("2011 to 2024", "2025")
    assert rows[title("nbs_portal_local_st_expenditure")]["empty"] == "2024, 2025"
    assert len(rows) == len(list(RAW.glob("nbs_*.csv")))


def test_the_bureaus_chinese_notes_are_said_in_english_and_as_printed():
    notes = [row["notes"] for row in body(cleaning.bureau_tables(cleaned())) if row["notes"]]
    chinese = [note for note in notes if max(note) > "\u4e00"]
    assert len(chinese) == 4
    for note in chinese:
        said, _, printed = note.partition(" (注：")
        assert said.isascii()
        assert printed
    assert any("Local expenditure is that of the local budgets" in note for note in chinese)
