"""What the scoreboard's hash is over: the record, without what only stories print."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from executed import executed, executed_once

from helpers.data_folder import VARIABLE
from helpers.site.inputs import RECORD, Inputs

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "03_score_innovation.ipynb"


@pytest.fixture(scope="module")
def stories(reference):
    return set(reference.sources.loc[reference.sources["kind"] == "story", "source_id"])


def key(rows: pd.DataFrame, reference) -> str:
    return Inputs(ROOT / "data", rows, reference).of_page(NOTEBOOK, {}, RECORD)


def changed(rows: pd.DataFrame, at, **cells: str) -> pd.DataFrame:
    other = rows.copy()
    for column, value in cells.items():
        other.loc[at, column] = value
    return other


def only_told(rows: pd.DataFrame, stories) -> pd.Series:
    return rows["source_id"].isin(stories) & (rows["comparable"] == "no")


def test_a_figure_that_only_a_story_prints_leaves_it_as_it_is(observations, reference, stories):
    told = only_told(observations, stories)
    assert told.sum() > 50
    other = changed(observations, told, obs_value="12345", as_printed="12,345", note="looked at")
    assert key(other, reference) == key(observations, reference)
    assert key(observations[~told], reference) == key(observations, reference)
    renamed = changed(reference.sources, reference.sources["source_id"].isin(stories),
                      title="another", note="another", sha256="0" * 64)  # fmt: skip
    assert key(observations, replace(reference, sources=renamed)) == key(observations, reference)


def test_the_page_is_then_the_page_that_it_was(observations, stories, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    told = only_told(observations, stories)
    other = changed(observations, told, obs_value="12345", as_printed="12,345", note="looked at")
    other.to_csv(data / "clean" / "observations.csv", index=False)
    shown = []
    for folder, run in ((ROOT / "data", executed_once), (data, executed)):
        monkeypatch.setenv(VARIABLE, str(folder))
        outputs = [cell.get("outputs", []) for cell in run(NOTEBOOK.stem).cells]
        html = [one["data"]["text/html"] for made in outputs for one in made]
        shown.append([one for one in html if not one.startswith("<style")])  # JupyterLab's
    assert shown[0] == shown[1]
    assert len(shown[0]) > 10


@pytest.mark.parametrize(
    ("indicator", "area", "year"),
    [
        ("rd_expenditure", "430000", "2022"),  # what a score is of
        ("gdp_revised", "540000", "2015"),  # what it is divided by
        ("regional_innovation_capability_rank", "430000", "2022"),  # what it is held beside
    ],
)
def test_a_figure_of_the_record_changes_it(observations, reference, indicator, area, year):
    at = (
        (observations["indicator"] == indicator)
        & (observations["ref_area"] == area)
        & (observations["time_period"] == year)
        & (observations["repeats"] == "")
        & (observations["source_id"].isin(reference.sources.loc[
            reference.sources["kind"] != "story", "source_id"]))
    )  # fmt: skip
    assert at.sum() == 1
    other = changed(observations, at, obs_value="7")
    assert key(other, reference) != key(observations, reference)
    assert key(observations[~at], reference) != key(observations, reference)


def test_a_storys_figure_that_is_compared_changes_it(observations, reference, stories):
    """The record takes it up: what is cleaned decides, not where a figure is from."""
    one = observations.index[only_told(observations, stories)][0]
    taken = changed(observations, one, comparable="yes")
    assert key(taken, reference) != key(observations, reference)
    again = changed(taken, one, obs_value="12345")
    assert key(again, reference) != key(taken, reference)


def test_a_tables_title_changes_it(observations, reference):
    sources = reference.sources
    official = sources.loc[sources["kind"] != "story", "source_id"].iloc[0]
    renamed = changed(sources, sources["source_id"] == official, title="another")
    assert key(observations, replace(reference, sources=renamed)) != key(observations, reference)
