"""What an edition compares: results of whole provinces, in years that have figures."""

from __future__ import annotations

import pandas as pd
import pytest
from as_shown import charts, said, tree, words
from editions import EMPTY, TWO, against, beside, edition, more, sentences, table_rows, written
from raw_figures import (
    BEIJING,
    CENTRAL,
    GUANGDONG,
    HUANGSHI,
    HUBEI,
    HUNAN,
    NATION,
    ROOT,
    TIBET,
    WUHAN,
    provinces,
)

from helpers.data_folder import VARIABLE as DATA
from helpers.report import comparison, sources
from helpers.report.opening import open_edition

pytestmark = pytest.mark.usefixtures("project_data")


def test_the_newest_year_is_that_of_the_record_whatever_is_chosen():
    """Papers end in 2022, but the promises of contracts for 2023 are still decided."""
    few = edition(indicators=("sci_papers", "tech_market_sold"))
    papers = edition(indicators=("sci_papers",))
    assert papers.last_year == few.last_year == 2024
    assert (papers.years_held, few.years_held) == ((2012, 2022), (2012, 2024))
    met = "the target for 2023 was more than 15%; met"
    assert any(met in sentence for sentence in sentences(few))
    subtitles = [chart.subtitle for chart in charts(comparison.against_output(papers)).values()]
    assert ["all three of 2023" in subtitle for subtitle in subtitles] == [True, True]
    assert "2012 to 2024 (the figures: 2012 to 2022)." in said(sources.opening(papers).html())


def test_an_indicator_without_a_year_of_figures_says_so_everywhere():
    """Recognitions begin in 2018: no three years are whole by 2019. Others' ranks are no level."""
    early = edition((HUNAN,), (HUBEI, GUANGDONG), last=2019, indicators=EMPTY)
    assert early.newest("hte_recognised_three_years") is None
    rows = table_rows(early)
    whys = [
        "no figures in 2012 to 2019: the record has 2020 to 2024",
        "the official record at hand has no figures of it",
    ]
    for code, why in zip(EMPTY[1:], whys, strict=True):
        assert rows[code]["indicator"].endswith(why)
        cells = [rows[code][f"{key}-{HUNAN}"] for key in ("value", "rank", "change", "course")]
        assert cells == ["–"] * 4
    assert rows[EMPTY[0]][f"rank-{HUNAN}"] == "3"
    block = comparison.side_by_side(early)
    assert set(charts(block)) == {f"{EMPTY[0]}-{kind}" for kind in ("provinces", "trend", "map")}
    cautions = tree(block.html()).findall(".//p[@class='caution']")
    assert [words(caution) for caution in cautions] == [
        f"{why[0].upper()}{why[1:]}." for why in whys
    ]
    told = sentences(early)
    assert not any("recognised" in sentence for sentence in told)


def test_cities_stand_in_no_rank_and_in_no_figure_of_provinces():
    for opened in (edition(), edition(peers="zone"), edition((HUBEI,), (HUNAN, BEIJING))):
        assert not {WUHAN, HUANGSHI} & set(opened.peers)
        assert set(opened.figures["ref_area"]) <= {*provinces(), NATION}
    for block in (beside(), more(), against()):
        for chart in charts(block).values():
            assert not {WUHAN, HUANGSHI} & set(chart.data["area"])


def test_the_zone_of_the_marked_is_their_peers():
    assert set(edition(peers="zone").peers) == set(CENTRAL)
    assert edition((HUNAN,), (HUBEI, GUANGDONG)).peers == (HUBEI, HUNAN, GUANGDONG)
    assert set(edition((TIBET, HUNAN), "zone").peers) > set(CENTRAL)
    assert BEIJING not in edition((TIBET, HUNAN), "zone").peers


def test_no_target_plan_or_expectation_is_among_the_results():
    aims = {row["obs_id"] for row in written() if row["obs_status"] != "actual"}
    apart = {row["obs_id"] for row in written() if row["comparable"] == "no"}
    used = set(edition().figures["obs_ids"].str.split(";").explode())
    assert aims
    assert not used & (aims | apart)
    assert used <= {row["obs_id"] for row in written()}


def test_a_target_that_calls_itself_comparable_is_still_no_result(tmp_path, monkeypatch):
    """Wherever a row of a plan may come from, it does not stand beside results."""
    folder = tmp_path / "data"
    (folder / "clean").mkdir(parents=True)
    for name in ("reference", "raw", "sources.csv", "README.md"):
        if (ROOT / "data" / name).exists():
            (folder / name).symlink_to(ROOT / "data" / name)
    rows = pd.DataFrame(written())
    aim = rows[rows["obs_id"].str.contains("derived/rd_expenditure_bulletin/430000/2023")]
    later = aim.assign(time_period="2025", comparable="yes", obs_id="x:later")
    pd.concat([rows, later]).to_csv(folder / "clean/observations.csv", index=False)
    monkeypatch.setenv(DATA, str(folder))
    opened = open_edition([HUNAN], "all", 2012, "newest", list(TWO))
    assert opened.last_year == 2024
    assert "x:later" not in set(opened.figures["obs_ids"])
