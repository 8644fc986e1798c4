"""Printed figures beside the record, each number worked out again from data/raw."""

from __future__ import annotations

import pytest
from as_shown import body, charts, csv_rows, svg_words, tables, tree, words
from editions import TWO, edition, recorded
from raw_figures import HENAN, HUNAN, TIBET, XINJIANG, panel

from helpers.report import stories
from helpers.report.beside_record import beside_record
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data")


def test_printed_figures_stand_beside_the_record_with_what_came_of_them():
    table = tables(recorded())["stories-against-record"]
    rows = {(r["area"], r["indicator"], r["year"]): r for r in body(table)}
    henan = rows["Henan", "R&D expenditure (bulletin)", "2021"]
    assert (henan["printed"], henan["status"]) == ("exceed 100 billion yuan", "expected")
    assert (henan["official"], henan["outcome"]) == ("101.9 billion yuan", "met")
    hunan = rows["Hunan", "R&D expenditure (bulletin), growth", "2023"]
    assert (hunan["official"], hunan["outcome"]) == ("9.2%", "missed")
    low = rows["Henan", "R&D intensity, as first published", "2022"]
    assert (low["official"], low["outcome"]) == ("1.86% of GDP", "missed")
    same = rows["Hunan", "R&D intensity, as first published", "2021 (not printed)"]
    assert (same["official"], same["outcome"]) == (
        "2.23% of GDP",
        "as in the record, year found by the figure",
    )
    eighth = rows["Hunan", "Regional innovation capability rank", "2022 (not printed)"]
    assert eighth["official"] == "rank 8 (published ranking, transcribed)"
    assert eighth["outcome"] == "as in the record, year found by the figure"
    stock = rows["Hunan", "High-tech enterprises", "2022"]
    assert (stock["official"], stock["outcome"]) == (
        "14,259 enterprises",
        "indication only: another count",
    )
    assert all(row["source"].endswith(("2022-02-11", "2023-02-24", "2023-02-26"))
               for row in rows.values())  # fmt: skip


def test_a_level_computed_from_a_printed_growth_is_not_told_twice():
    """Its growth has a row; a stock computed from its printed increase says that it is."""
    table = tables(recorded())["stories-against-record"]
    rows = {(r["area"], r["indicator"], r["year"]): r for r in body(table)}
    for area, name, year in (
        ("Hunan", "R&D expenditure (bulletin)", "2023"),
        ("Henan", "R&D expenditure (bulletin)", "2022"),
        ("Hunan", "Technology contracts, seller's region", "2023"),
    ):
        assert (area, name, year) not in rows
        assert (area, f"{name}, growth", year) in rows
    firms = {
        year: rows["Hunan", "High-tech enterprises", year] for year in ("2021", "2022", "2023")
    }
    assert firms["2021"]["printed"] == "computed: 13,910 minus 2,847"
    assert firms["2022"]["printed"] == "13,910"
    assert firms["2023"]["printed"] == "computed: 13,910 plus More than 1,000"
    # the figures behind the table hold the levels left out of it
    behind = csv_rows(table.tables[0]["csv"])
    assert any("derived/rd_expenditure_bulletin" in row["obs_id"] for row in behind)
    assert len(behind) == len(rows) + 3


def test_no_stock_is_ever_called_equal_reached_or_missed():
    rows = body(tables(recorded())["stories-against-record"])
    stocks = [row["outcome"] for row in rows if row["indicator"] == "High-tech enterprises"]
    assert len(stocks) == 4
    assert set(stocks) == {"indication only: another count"}


def test_the_line_beside_a_stock_is_the_sum_of_three_years_and_says_so():
    chart = charts(recorded())[f"record-hte_stock-{HUNAN}"]
    data = chart.data.set_index(["figure", "period"])["value"]
    years = {year: panel()["hte_recognised_in_year", HUNAN, year] for year in range(2018, 2025)}
    for year in range(2020, 2025):
        total = years[year - 2] + years[year - 1] + years[year]
        assert data["recognised in three years (another count)", str(year)] == total
    assert data["story", "2022"] == 13_910
    assert data["story", "2021"] == 13_910 - 2_847
    assert data["story", "2023"] == 13_910 + 1_000
    assert "does not equal it" in svg_words(chart)
    assert "more than 14,910" in chart.alt


def test_a_target_level_is_grown_from_the_official_year_before():
    data = charts(recorded())[f"record-rd_expenditure_bulletin-{HUNAN}"].data
    aims = data[(data["figure"] == "story") & (data["status"] == "target")]
    assert list(aims["value"]) == [pytest.approx(117.53 * 1.12)]
    assert list(aims["as_printed"]) == ["[more than 131.6 billion yuan]"]
    series = data[data["figure"] == "official record"]
    own = dict(zip(series["period"], series["value"], strict=True))
    assert own["2023"] == pytest.approx(128.39)


def test_a_year_that_is_not_printed_is_said_on_the_chart():
    chart = charts(recorded())[f"record-rd_intensity_as_published-{HUNAN}"]
    assert "2.23% (year not printed)" in chart.alt
    rank_chart = charts(recorded())[f"record-regional_innovation_capability_rank-{HUNAN}"]
    assert "8th (year not printed)" in rank_chart.alt
    assert "two years older" in svg_words(rank_chart)
    assert set(rank_chart.data["figure"]) == {"published ranking (transcribed)", "story"}
    assert "Better ranks stand higher" in svg_words(rank_chart)
    assert "1 would stand" not in svg_words(chart)


def test_a_title_beside_the_record_tells_all_that_the_record_decides():
    """The bulletins: 101.88 billion yuan in 2021, +12.2 % in 2022; a growth drawn as a level is
    still told; a year that the record alone suggests is the record's, not the story's."""
    titles = {name: untraced(chart.title) for name, chart in charts(recorded()).items()}
    assert titles[f"record-rd_expenditure_bulletin-{HENAN}"] == (
        "Henan: met in 2021 (more than 100 billion yuan); missed in 2022 (growth of more than 17%)"
    )
    assert titles[f"record-rd_expenditure_bulletin-{HUNAN}"] == (
        "Hunan: missed the target for 2023, growth of more than 12%; the result was 9.2%"
    )
    assert titles[f"record-rd_intensity_as_published-{HUNAN}"] == (
        "Hunan: 2.23%, found in the record of 2021; no year printed, so no test of it"
    )
    assert titles[f"record-regional_innovation_capability_rank-{HUNAN}"] == (
        "Hunan: 13th (2019) and 8th (2022), found in the published rankings of these years; no "
        "year printed, so no test of it"
    )


def test_only_marked_provinces_are_set_beside_the_record():
    block = beside_record(edition((HENAN,), indicators=TWO))
    assert {row["area"] for row in body(tables(block)["stories-against-record"])} == {"Henan"}
    assert all(name.endswith(HENAN) for name in charts(block))


@pytest.mark.parametrize("area", [TIBET, XINJIANG])
def test_a_province_without_stories_says_so(area):
    alone = edition((area,))
    for section, text in (
        (beside_record, "No story at hand prints a figure"),
        (stories.only_in_stories, "No story at hand counts these"),
        (stories.cities, "No city of these provinces"),
    ):
        block = section(alone)
        assert not charts(block)
        assert words(tree(block.html())).startswith(text)
