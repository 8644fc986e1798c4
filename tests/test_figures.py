"""What holds of all observations of the project together."""

import hashlib

from real_figures import DATA, STORIES, csv_rows

from helpers.clean import write_clean


def test_every_observation_has_a_source_and_an_id_of_its_own(cleaned):
    sources = {row["source_id"] for row in csv_rows(DATA / "sources.csv")}
    assert set(cleaned.observations["source_id"]) <= sources
    assert cleaned.observations["obs_id"].is_unique


def test_every_raw_file_has_the_hash_that_was_recorded():
    for row in csv_rows(DATA / "sources.csv"):
        assert hashlib.sha256((DATA / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_repeat_and_parent_is_there_and_a_repeat_repeats_no_repeat(table):
    repeated = set(table["repeats"]) - {""}
    assert repeated <= set(table.index)
    assert set(table.loc[sorted(repeated), "repeats"]) == {""}
    parents = {parent for ids in table["derived_from"] if ids for parent in ids.split(";")}
    assert parents <= set(table.index)


def test_an_official_figure_never_stands_behind_a_story(table):
    behind = table[(table["repeats"] != "") & ~table["source_id"].isin(STORIES)]
    assert not set(behind["repeats"].str.partition(":")[0]) & STORIES


def test_the_clean_files_on_disk_are_what_cleaning_gives(cleaned, tmp_path):
    write_clean(cleaned, tmp_path)
    for name in ("observations.csv", "exclusions.csv"):
        assert (tmp_path / "clean" / name).read_bytes() == (DATA / "clean" / name).read_bytes()
