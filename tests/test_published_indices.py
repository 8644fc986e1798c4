"""The engine gives what two published indices print: every score, every rank."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.scoreboard import Framework, build_index

DATA = Path(__file__).parent / "data" / "index"


@pytest.fixture(scope="module")
def asem():
    """The published chain on the published data."""
    values = pd.read_csv(DATA / "asem_idata.csv", keep_default_na=True).set_index("uCode")
    rows = pd.read_csv(DATA / "asem_imeta.csv")
    rows = rows[rows["Type"].isin(["Indicator", "Aggregate"])]
    names = {"iCode": "code", "iName": "name"}
    framework = Framework.read(rows.rename(columns=names).rename(columns=str.lower))
    return build_index(
        values, framework, impute="group_mean", screen=0.9, treat="winsorise_log",
        groups=values["EurAsia_group"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def asem_printed():
    return pd.read_csv(DATA / "asem_expected_scores.csv").set_index("uCode")


def test_asem_scores_at_every_level_printed(asem, asem_printed):
    printed = asem_printed.drop(columns="Rank")
    assert printed.size == 77
    got = asem.scores.loc[printed.index, printed.columns].round(2)
    assert (got == printed).all(axis=None)


def test_asem_ranks_among_all_51(asem, asem_printed):
    assert len(asem.ranks) == 51
    assert list(asem.ranks.loc[asem_printed.index, "Index"]) == list(asem_printed["Rank"])


def test_asem_steps_are_told(asem):
    assert asem.unchanged == ("screen", "transform")
    # 63 empty cells of the 49 columns, and two whose denominator is empty
    assert asem.imputed.to_numpy().sum() == 65
    assert asem.treatment["points"].max() == 4  # the logarithms are never needed
    assert set(asem.treatment["treatment"]) == {"none", "winsorised"}


def hdi_framework(income=(100, 75_000)):
    return pd.DataFrame(
        [
            ("hdi", "", "", "", "", "", ""),
            ("health", "hdi", 1, "", "", "", ""),
            ("schooling", "hdi", 1, "", "", "", ""),
            ("income", "hdi", 1, "", "", "", ""),
            ("le_2022", "health", 1, 1, "none", 20, 85),
            ("eys_2022", "schooling", 1, 1, "none", 0, 18),
            ("mys_2022", "schooling", 1, 1, "none", 0, 15),
            ("gnipc_2022", "income", 1, 1, "log", *income),
        ],
        columns="code parent weight direction transform goalpost_low goalpost_high".split(),
    )


@pytest.mark.parametrize("income", [(100, 75_000), (np.log(100), np.log(75_000))])
def test_all_204_values_of_the_hdi(income):
    printed = pd.read_csv(DATA / "hdi_2022.csv").set_index("iso3")
    index = build_index(
        printed, hdi_framework(income), normalise="goalposts",
        aggregate={1: "geometric", 2: "arithmetic"},
    )  # fmt: skip
    assert len(printed) == 204
    assert list((index.scores["hdi"] / 100).round(3)) == list(printed["hdi_2022"])
    assert ("taken as logarithms" in " ".join(index.notes)) == (income[0] < 100)
