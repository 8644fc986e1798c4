"""What stories state, held against the record: expected verdicts are those of the publications.

Regional innovation capability: Hunan was 13th in the report of 2019 and 8th in that of 2022; that
of 2021 is not at hand. The bulletin of 2021 prints an R&D intensity of 2.23 for Hunan.
"""

from __future__ import annotations

import csv
import dataclasses
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from judged import judge

from helpers.claims.judge import Judge
from helpers.claims.kinds import Reckoned, Worded
from helpers.clean.stage import Cleaned
from helpers.report import cleaning
from helpers.report.story_claims import story_claims
from helpers.report.story_verdicts import judged

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.usefixtures("project_data")


@cache
def cleaned() -> Cleaned:
    return cleaning.clean_again()


@cache
def table() -> pd.DataFrame:
    return judged(cleaned())


def row_of(obs_id: str, rows: pd.DataFrame | None = None) -> pd.Series:
    rows = table() if rows is None else rows
    (row,) = [row for _, row in rows.iterrows() if obs_id in row["told_by"].split(";")]
    return row


def test_a_year_that_was_found_by_the_figure_is_no_test():
    """None of the three prints a year, so none is borne out, and none could be contradicted."""
    assert not set(table()["verdict"]) & {"borne out", "contradicted"}
    borne = table()[table()["verdict"] == "found by its figure"]
    assert (borne["time_period"] == "").all()
    assert {tuple(ids.split(";")) for ids in borne["told_by"]} == {
        ("huasheng_online_2023:s11.1",),
        ("huasheng_online_2023:s10.1",),
        ("changsha_evening_news_2023:s2.1", "changsha_evening_news_2023:s4.2",
         "huasheng_online_2023:s10.2"),
    }  # fmt: skip
    assert [one.official for one in borne["against"]] == [2.23, 8.0, 13.0]


def test_hunans_eleventh_place_cannot_be_checked():
    row = row_of("changsha_evening_news_2023:s4.1")
    assert row["verdict"] == "cannot be checked"
    assert row["why"] == (
        "no year is printed, and none of the years at hand has this figure "
        "(2019, 2020, 2022, 2023, 2024 and 2025)"
    )


@pytest.mark.parametrize(
    ("obs_id", "why"),
    [
        ("changsha_evening_news_2023:s1.1", "the record holds another count only"),
        ("huangshi_daily_2022:s20.2", "official tables at hand stop at provinces"),
        ("henan_daily_2022:s7.1", "no official table at hand has a figure of it"),
    ],
)
def test_why_others_cannot(obs_id, why):
    row = row_of(obs_id)
    assert row["verdict"] == "cannot be checked"
    assert row["why"].startswith(why)


def test_every_result_of_a_story_is_listed_once_and_nothing_else():
    with (ROOT / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        stories = {row["source_id"] for row in csv.DictReader(file) if row["kind"] == "story"}
    with (ROOT / "data/clean/observations.csv").open(encoding="utf-8", newline="") as file:
        results = [
            row["obs_id"]
            for row in csv.DictReader(file)
            if row["source_id"] in stories
            and row["obs_status"] == "actual"
            and not row["derived_from"]
        ]
    listed = [obs_id for ids in table()["told_by"] for obs_id in ids.split(";")]
    assert sorted(listed) == sorted(results)


def test_a_result_that_is_not_the_records_is_contradicted():
    rows = cleaned().observations
    official = rows["obs_id"] == "regional_innovation_capability:rank/2022/湖南"
    other = rows.assign(obs_value=rows["obs_value"].mask(official, "9"))
    told = "changsha_evening_news_2023:s2.1"
    row = row_of(told, judged(dataclasses.replace(cleaned(), observations=other)))
    assert row["verdict"] == "cannot be checked"  # it prints no year
    for record, verdict in ((other, "contradicted"), (rows, "borne out")):
        same = record["indicator"].eq("regional_innovation_capability_rank") & record[
            "obs_id"
        ].isin(row["told_by"].split(";"))
        dated = record.assign(time_period=record["time_period"].mask(same, "2022"))
        row = row_of(told, judged(dataclasses.replace(cleaned(), observations=dated)))
        assert (row["verdict"], row["against"].official) == (verdict, 9.0 if record is other else 8)


def test_the_section_counts_its_rows_and_carries_its_claims():
    markup = story_claims(cleaned()).html()
    assert "results that stories print" in markup
    figures = len([one for ids in table()["told_by"] for one in ids.split(";")])
    told = Reckoned(str(figures), "", ("received", "results"))
    assert judge().objection(told) == ""
    for other in (figures - 1, figures + 1, len(table())):  # one left out, or told twice
        assert judge().objection(dataclasses.replace(told, said=str(other)))
    bare = re.sub("<[^>]+>", "", markup)
    assert "0 are borne out by the record at hand, 0 are contradicted by it" in bare
    assert "3 print no year and are each in the record of one year" in bare
    assert "as in the published ranking of 2019; no year printed, so no test of it" in bare
    assert "as in the published ranking of 2022; no year printed, so no test of it" in bare
    assert "rank 8 (published ranking, transcribed)" in bare
    assert markup.count("<tr") == len(table()) + 1
    assert markup.count("data-claim") >= len(table()) + 4 + 3  # printed, the sentence, official


def test_without_stories_there_is_a_sentence():
    rows = cleaned().observations
    stories = cleaned().reference.sources.query("kind == 'story'")["source_id"]
    none = dataclasses.replace(cleaned(), observations=rows[~rows["source_id"].isin(stories)])
    assert story_claims(none).html() == '<p class="note">No story at hand prints a result.</p>'


def test_a_citys_own_official_figure_is_no_longer_said_to_be_lacking():
    """Wuhan's contracts of 2021 from a table: then tables do not stop at provinces."""
    rows = cleaned().observations
    told = "wuhan_key_points_2023:s9.1"
    like = rows[rows["source_id"] == "yst_contracts_seller"].iloc[0]
    own = {**like, "obs_id": "made:1", "ref_area": "420100", "time_period": "2021",
           "comparable": "no"}  # fmt: skip
    result = rows["obs_status"].mask(rows["obs_id"] == told, "actual")
    more = pd.concat([rows.assign(obs_status=result), pd.DataFrame([own])], ignore_index=True)
    table = judged(dataclasses.replace(cleaned(), observations=more))
    assert row_of(told, table)["why"].startswith("the record has no level of this period")
    assert not table["why"].str.contains("stop at provinces").any()
    records = {row["obs_id"]: row for row in more.to_dict("records")}
    known = dataclasses.replace(judge().rows, observations=records, _made={}, _columns={})
    for row in table[table["why"] != ""].itertuples():
        claim = Worded(row.why, "why unchecked", (row.obs_id,))
        assert Judge(known).objection(claim) == ""
