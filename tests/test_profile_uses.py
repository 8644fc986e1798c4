"""What a profile's hash is over: a figure changes the pages that show it, and no others."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal

import pandas as pd
import pytest
from test_profile_page import NOTEBOOK, ROOT, html, page, tables

from helpers.data_folder import VARIABLE as DATA
from helpers.parameters import load_parameters
from helpers.report.opening import known_to
from helpers.site.inputs import Inputs

HENAN, HUNAN, TIBET, NATION = "410000 430000 540000 100000".split()
CITIES = {"420100", "420200"}


@pytest.fixture(scope="module")
def keys(reference):
    """keys(observations, areas) -> area: hash of its page."""
    parameters = load_parameters(ROOT / "parameters.yml", [], **known_to(reference))

    def of(rows: pd.DataFrame, areas=None) -> dict[str, str]:
        inputs = Inputs(ROOT / "data", rows, reference, parameters)
        areas = areas or [*reference.provinces, *sorted(CITIES)]
        return {area: inputs.of_page(NOTEBOOK, {}, area) for area in areas}

    return of


@pytest.fixture(scope="module")
def before(keys, observations):
    return keys(observations)


def level(rows: pd.DataFrame, indicator: str, area: str, year: int) -> int:
    """The index of the official figure."""
    found = rows[
        (rows["indicator"] == indicator)
        & (rows["ref_area"] == area)
        & (rows["time_period"] == str(year))
        & (rows["measure"] == "level")
        & (rows["comparable"] == "yes")
        & (rows["repeats"] == "")
    ]
    assert len(found) == 1
    return found.index[0]


def changed(rows: pd.DataFrame, *at: int, factor: str = "1.0001") -> pd.DataFrame:
    """The table with these values multiplied."""
    rows = rows.copy()
    for index in at:
        rows.at[index, "obs_value"] = str(Decimal(rows.at[index, "obs_value"]) * Decimal(factor))
    return rows


def pages(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {area for area in before if before[area] != after[area]}


def test_every_page_has_a_hash_of_its_own(before):
    assert len(set(before.values())) == len(before) == 33


def test_a_storys_figure_is_on_the_page_of_its_area_alone(before, keys, observations, reference):
    stories = reference.sources.loc[reference.sources["kind"] == "story", "source_id"]
    told = observations[observations["source_id"].isin(stories)]
    told = told[(told["ref_area"] == HENAN) & (told["comparable"] == "no")]
    assert len(told)
    assert pages(before, keys(changed(observations, told.index[0]))) == {HENAN}


def test_an_old_figure_that_moves_no_median_and_no_rank_is_on_its_own_page_alone(
    before, keys, observations
):
    # Tibet's papers a head are the fewest of all: a hundredth of a percent more moves nobody
    at = level(observations, "sci_papers", TIBET, 2015)
    assert pages(before, keys(changed(observations, at))) == {TIBET}


def test_an_old_figure_that_moves_the_median_is_on_every_provinces_page(before, keys, observations):
    at = level(observations, "sci_papers", TIBET, 2015)
    moved = pages(
        before, keys(changed(observations, at, factor="100"))
    )  # from the last to the first
    assert moved == set(before) - CITIES


def test_a_newest_figure_is_a_mark_on_every_provinces_page(before, keys, observations):
    newest = [str(year) for year in observations.loc[
        (observations["indicator"] == "rd_expenditure") & (observations["ref_area"] == HENAN),
        "time_period"]]  # fmt: skip
    at = level(observations, "rd_expenditure", HENAN, int(max(newest)))
    assert pages(before, keys(changed(observations, at))) == set(before) - CITIES


def test_a_national_figure_is_on_every_provinces_page(before, keys, observations):
    at = level(observations, "rd_intensity_as_published", NATION, 2016)
    assert pages(before, keys(changed(observations, at))) == set(before) - CITIES


def test_a_figure_from_another_publication_is_on_every_provinces_page(before, keys, observations):
    rows = observations.copy()
    at = level(observations, "sci_papers", TIBET, 2015)
    rows.at[at, "obs_id"] = "nbs_elsewhere:1"
    assert pages(before, keys(rows)) == set(before) - CITIES


def official(observations: pd.DataFrame, **cells: str) -> pd.DataFrame:
    """The table with one more official figure, like Tibet's papers of 2015 but for these cells."""
    row = observations.loc[level(observations, "sci_papers", TIBET, 2015)].to_dict()
    row |= {"obs_id": "yst_papers:added", **cells}
    return pd.concat([observations, pd.DataFrame([row])], ignore_index=True)


def test_a_newer_year_of_the_record_is_on_every_page(before, keys, observations):
    """What is due after it is still open."""
    assert pages(before, keys(official(observations, time_period="2030"))) == set(before)


def test_what_is_counted_in_a_province_is_why_its_cities_promises_are_undecided(
    before, keys, observations
):
    alone = official(observations, indicator="tech_sme", ref_area="420000", comparable="no",
                     note="not comparable: no other province has it")  # fmt: skip
    assert pages(before, keys(alone)) == CITIES | {"420000"}


def test_an_official_figure_of_one_city_is_told_on_the_page_of_every_city(
    before, keys, observations
):
    """Each says "Official tables at hand stop at provinces" for as long as that is so."""
    alone = official(observations, ref_area="420200", comparable="no", note="not comparable: alone")
    assert pages(before, keys(alone)) == CITIES


def test_a_page_whose_hash_stays_is_the_page_that_it_was(
    before, keys, observations, tmp_path, monkeypatch
):
    """Old figures of other areas are changed in groups, and those left that leave Hunan's hash."""
    monkeypatch.setenv(DATA, str(ROOT / "data"))
    shown, behind = html(HUNAN), tables(HUNAN)
    others = observations[
        (observations["ref_area"] != HUNAN)
        & (observations["comparable"] == "yes")
        & (observations["measure"] == "level")
        & (observations["time_period"] < "2019")
    ]
    some = random.Random(4).sample(list(others.index), 60)
    kept: list[int] = []
    for group in (some[at : at + 5] for at in range(0, len(some), 5)):
        if keys(changed(observations, *kept, *group), [HUNAN])[HUNAN] == before[HUNAN]:
            kept += group
    assert len(kept) > 10, "not every figure is on every page"
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("raw", "baseline*"))
    (data / "raw").mkdir()
    rows = changed(observations, *kept)
    rows.to_csv(data / "clean" / "observations.csv", index=False, lineterminator="\n")
    monkeypatch.setenv(DATA, str(data))
    for made in (page, html, tables):
        made.cache_clear()
    try:
        assert html(HUNAN) == shown
        assert tables(HUNAN) == behind
    finally:
        for made in (page, html, tables):
            made.cache_clear()
