"""The project's own promises held against its record: what is known to be met and missed."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from real_figures import HENAN, HUNAN, WUHAN

from helpers import compare, targets

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def real(observations, reference) -> pd.DataFrame:
    figures = compare.figures(observations, reference)
    return targets.promises(observations, figures, reference).set_index("obs_id", drop=False)


# By hand from the bulletins and the yearbook, in 100 million yuan:
# Henan's R&D 2021 1018.8, 2022 1143.3, 2023 1211.7; its contracts 2020 379.8, 2021 607.3.
# Hunan's R&D 2022 1175.3, 2023 1283.9, 2024 1394.6; its contracts 2022 2542.9, 2023 3989.8.
# Henan's intensity 2022 1.86, 2023 2.05. 1018.8 * 1.17 = 1191.996; 1175.3 * 1.12 = 1316.336;
# 2542.8885 * 1.15 = 2924.321775.
KNOWN = {
    "henan_daily_2022:s8.1": ("met", 101.88e9, 100e9, 2021),
    "henan_daily_2022:s8.2": ("met", 60.7326e9, 60e9, 2021),
    "henan_daily_2022:s11.1": ("missed", 12.2203, 119.1996e9, 2023),
    "henan_daily_2022:s11.2": ("missed", 1.86, 1.96, 2023),
    "changsha_evening_news_2023:s22.2": ("missed", 9.2402, 131.6336e9, 2024),
    "changsha_evening_news_2023:s22.3": ("met", 56.8990, 292.4321775e9, 2023),
}


@pytest.mark.parametrize("obs_id", KNOWN)
def test_the_verdicts_that_are_known(real, obs_id):
    verdict, official, level, reached = KNOWN[obs_id]
    found = real.loc[obs_id]
    assert found["verdict"] == verdict
    assert found["official"] == pytest.approx(official, rel=1e-4)
    assert found["level"] == pytest.approx(level, rel=1e-9)
    assert found["first_reached"] == reached
    assert found["hangs_on"] == ""
    assert not found["reached_over_break"]


def test_nothing_else_is_decided_and_nothing_is_open(real):
    assert set(real.index[real["verdict"].isin(targets.DECIDED)]) == set(KNOWN)
    assert set(real["verdict"]) == {"met", "missed", "undecided"}


def test_henans_intensity_is_missed_on_revised_gdp_too(real):
    """1143.2586 of R&D on 58807.4 of revised GDP is 1.944 %."""
    found = real.loc["henan_daily_2022:s11.2"]
    assert found["revised"] == pytest.approx(100 * 1143.2586 / 58807.4)
    assert found["revised_verdict"] == "missed"


def test_every_target_plan_and_expectation_is_a_row_or_said_by_one(real, observations):
    ids = [obs_id for cell in [*real["told_by"], *real["level_ids"]] for obs_id in cell.split(";")]
    aims = observations.loc[observations["obs_status"] != "actual", "obs_id"]
    assert Counter(filter(None, ids)) == Counter(aims)
    assert len(aims) == 72
    assert len(real) == 56


def test_what_cleaning_computed_is_the_same_level(real, observations):
    made = observations.set_index("obs_id")["obs_value"]
    computed = real[real["level_ids"] != ""]
    assert len(computed) == 5
    for found in computed.itertuples():
        assert found.level == pytest.approx(float(made[found.level_ids]), rel=1e-12)


def test_increases_of_enterprises_are_reckoned_from_the_stock_the_story_prints(real):
    found = real.loc["changsha_evening_news_2023:s23.1"]
    assert (found["base"], found["value"], found["level"]) == (13_910, 1000, 14_910)
    assert found["base_told"]
    assert (found["verdict"], found["why"]) == ("undecided", "other count")
    assert found["proxy_value"] == 4713 + 5475 + 6487
    sme = real.loc["changsha_evening_news_2023:s23.2"]
    assert (sme["level"], sme["why"]) == (19_476 + 2000, "no record")


def test_cities_and_zones_are_never_judged(real):
    cities = real[real["ref_area"].isin([WUHAN, "420200"])]
    assert set(cities["verdict"]) == {"undecided"}
    assert cities["official"].isna().all()
    assert cities["proxy_value"].isna().all()
    why = cities["why"]
    for sentence in ("s8.1", "s9.1"):  # enterprises, contracts: Hubei has a record of them
        assert why[f"wuhan_key_points_2023:{sentence}"] == "other scope"
    assert set(why[why.index.str.startswith("huangshi_daily_2022:s32")]) == {"no due date"}


def test_parts_of_a_plan_are_no_promises(real):
    parts = real[real["why"] == "no promise"]
    assert sorted(parts["indicator"]) == [
        "work_aspects",
        "work_aspects",
        "work_goals",
        "work_tasks",
    ]


def test_all_others_say_what_would_decide_them_or_that_nothing_is_known_to(real):
    rest = real[~real["verdict"].isin(targets.DECIDED)]
    assert (rest["publication"] + rest["decider_note"] != "").all()


def test_deciders_are_of_promised_indicators_and_no_story_is_one(reference, observations):
    aims = observations[observations["obs_status"] != "actual"]
    assert set(reference.deciders["indicator"]) <= set(aims["indicator"])
    assert not reference.deciders["publication"].str.contains("stor", case=False).any()


def test_the_outcomes_are_the_raw_files_own(real):
    with next((DATA / "raw").glob("*official-panel*.csv")).open(encoding="utf-8") as file:
        raw = {
            (each["indicator"], each["adcode"], each["year"]): float(each["value"])
            for each in csv.DictReader(file)
        }
    rd = [raw["rd_expenditure_bulletin", HUNAN, year] for year in ("2022", "2023")]
    found = real.loc["changsha_evening_news_2023:s22.2"]
    assert found["official"] == pytest.approx(100 * (rd[1] - rd[0]) / rd[0])
    assert (
        real.loc["henan_daily_2022:s11.2", "official"]
        == raw["rd_intensity_as_published", HENAN, "2022"]
    )
