"""The page of promises: sentences, list and charts, on the real stories and on added rows."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import compare
from helpers.claims.kinds import read
from helpers.draw.table import Table
from helpers.report import promise_outcome, target_charts, target_rules, target_tables, targets
from helpers.report.edition import Edition
from helpers.traces import untraced

HUNAN, HENAN, HUBEI, WUHAN, ZHEJIANG = "430000", "410000", "420000", "420100", "330000"


@cache
def edition(*areas: str) -> Edition:
    return targets.open_targets(list(areas) or [HUNAN, HENAN, HUBEI])


def with_rows(*rows: dict[str, str]) -> Edition:
    """The edition of these observations too."""
    own = edition()
    table = pd.concat([own.observations, pd.DataFrame(rows)], ignore_index=True).fillna("")
    figures = compare.figures(table, own.reference)
    return replace(own, observations=table, figures=figures)


def aim(**cells: str) -> dict[str, str]:
    return {
        "obs_id": "henan_daily_2022:s99.1", "ref_area": HUNAN, "source_id": "henan_daily_2022",
        "indicator": "rd_intensity_as_published", "time_period": "2029", "obs_value": "3.0",
        "qualifier": "over", "obs_status": "target", "measure": "level", "unit_measure": "PCT",
        "as_printed": "more than 3.0%", "comparable": "no", **cells,
    }  # fmt: skip


def text(piece) -> str:
    words = re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|td|th|small)>", " ", piece.html()))
    return re.sub(r"\s+", " ", unescape(untraced(words))).strip()


def rows_of(table: Table) -> list[dict[str, str]]:
    def plain(cell: object) -> str:
        return re.sub(r"<[^>]+>", "", unescape(untraced(str(cell))).replace("<small>", "; "))

    return table.rows.map(plain).to_dict("records")


def list_of(edition: Edition, area: str) -> list[dict[str, str]]:
    return rows_of(target_tables.promise_table(edition, area, f"targets-{area}"))


def test_the_opening_counts_what_was_promised_and_what_came():
    assert text(targets.opening(edition())) == (
        "News stories of 2022 and 2023 print 56 targets, plans and expected values of Hunan, "
        "Henan, Wuhan and Huangshi. The official record decides 6 of them; 3 were met and 3 were "
        "missed. 2 of those met were expected of a year already over, and no targets. The level "
        "that each missed one implied was reached later, in 2023 and 2024. Nothing is still open. "
        "46 cannot be decided, 40 of them because no official figure is at hand; each says why, "
        "and which publication would decide it, where one is known. 4 more only count the parts "
        "of a plan and promise nothing."
    )


def test_only_what_was_expected_of_a_year_already_over_was_no_target():
    """Hunan had 2.23, 2.41 and 2.57 % in 2021 to 2023; the story is of February 2022."""
    own = with_rows(
        aim(obs_id="henan_daily_2022:s99.1", time_period="2021", obs_value="2.0"),
        aim(obs_id="henan_daily_2022:s99.2", time_period="2023", obs_value="2.0",
            obs_status="expected"),
        aim(obs_id="henan_daily_2022:s99.3", time_period="2021", obs_value="2.1",
            obs_status="expected"),
        aim(obs_id="henan_daily_2022:s99.4", time_period="2021", obs_value="2.3",
            obs_status="expected"),
        aim(obs_id="henan_daily_2022:s99.5", time_period="2022", obs_value="2.2",
            obs_status="expected"),
    )  # fmt: skip
    told = text(targets.opening(own))
    assert "decides 11 of them; 7 were met and 4 were missed." in told
    assert "3 of those met were expected of a year already over, and no targets." in told


def test_of_a_promise_without_a_known_level_nothing_is_said_of_when_it_was_reached():
    missed = SimpleNamespace(verdict="missed", first_reached=pd.NA, obs_id="henan_daily_2022:s11.2")
    assert promise_outcome._reached(SimpleNamespace(**vars(missed), level=float("nan"))) == ""
    told = promise_outcome._reached(SimpleNamespace(**vars(missed), level=3.0))
    assert untraced(told) == "The level has not been reached since."


def test_the_counts_by_area_add_up():
    rows = rows_of(target_tables.by_area(edition()))
    assert [row["area"] for row in rows] == ["Hunan", "Henan", "Wuhan", "Huangshi"]
    numbers = [[int(row[key]) for key in ("all", "met", "missed", "open", "undecided")]
               for row in rows]  # fmt: skip
    assert numbers == [[21, 1, 1, 0, 19], [8, 2, 2, 0, 4], [23, 0, 0, 0, 23], [4, 0, 0, 0, 4]]


def test_the_list_begins_with_what_was_decided():
    first, second, *rest = list_of(edition(), HUNAN)
    assert "more than 12%, for 2023 (target)" in first["what"]
    assert first["verdict"] == "✗ missed"
    assert first["outcome"] == (
        "9.2%, to 128.4 billion yuan: 2.8 percentage points short of the target. "
        "The level was first reached in 2024."
    )
    assert (
        first["level"] == "more than 131.6 billion yuan (from 117.5 billion yuan in 2022, official)"
    )
    assert first["told"] == "Changsha Evening News; Huasheng Online"
    assert second["verdict"] == "✓ met"
    assert second["outcome"].startswith(
        "56.9%, to 399.0 billion yuan: 41.9 percentage points beyond"
    )
    assert {row["verdict"] for row in rest} == {"? not decidable"}


def test_shaded_rows_are_explained_where_there_are_any():
    """The record decides promises of the two provinces, of neither city."""
    for area, shaded in ((HUNAN, True), (HENAN, True), (WUHAN, False)):
        table = target_tables.promise_table(edition(), area, "t")
        assert any(table.marked) is shaded
        assert ("Shaded" in untraced(table.source)) is shaded


def test_henans_intensity_was_missed_and_passed_a_year_later():
    (row,) = [row for row in list_of(edition(), HENAN) if "1.96%" in row["what"]]
    assert row["verdict"] == "✗ missed"
    assert row["outcome"] == (
        "1.86% of GDP: 0.10 percentage points short of the target. "
        "The level was first reached in 2023."
    )


def test_an_undecided_promise_says_why_and_what_would_decide_it():
    stock = next(row for row in list_of(edition(), HENAN) if "exceeded 10,000" in row["what"])
    assert stock["outcome"] == (
        "The record counts something else: high-tech enterprises recognised in three years to "
        "2022, 11,071 enterprises, an indication only. It would stand in: China Torch Statistical "
        "Yearbook (Torch Center), high-tech enterprises by region."
    )
    wuhan = list_of(edition(), WUHAN)
    contracts = next(row for row in wuhan if "145 billion" in row["what"])
    assert contracts["outcome"].startswith("The record at hand is of the whole province (Hubei).")
    assert {row["verdict"] for row in wuhan} == {"? not decidable"}


def test_every_promise_of_every_area_is_in_the_list_and_its_csv():
    block = target_tables.promises(edition())
    tables = [piece for piece in block.pieces if isinstance(piece, Table)]
    assert sum(len(table.rows) for table in tables) == 56
    behind = pd.concat([table.behind for table in tables])
    assert set(behind["obs_id"]) == set(edition().promises["obs_id"])


def test_a_chart_for_each_decided_promise_and_no_other():
    charts = target_charts.decided(edition()).pieces
    assert [chart.name for chart in charts] == [
        "target-430000-rd_expenditure_bulletin-growth-2023",
        "target-430000-tech_market_sold-growth-2023",
        "target-410000-rd_expenditure_bulletin-level-2021",
        "target-410000-tech_market_sold-level-2021",
        "target-410000-rd_expenditure_bulletin-growth-2022",
        "target-410000-rd_intensity_as_published-level-2022",
    ]
    for chart in charts:
        assert "current prices" in chart.subtitle or "yuan" not in chart.subtitle
        assert untraced(chart.source).startswith("Source: ")
    told = untraced(charts[0].alt)
    assert told.startswith("Missed: 2.8 percentage points short of the target.")
    assert "2019 78.7 to 2024 139.5" in told


TITLES = {
    # 128.39 / 117.53 = 1.0924; 398.98 / 254.29 = 1.569; 114.33 / 101.88 = 1.1222
    "target-430000-rd_expenditure_bulletin-growth-2023":
    "Hunan: missed, growth of more than 12% promised for 2023; 9.2% came",
    "target-430000-tech_market_sold-growth-2023":
    "Hunan: met, growth of more than 15% promised for 2023; 56.9% came",
    "target-410000-rd_expenditure_bulletin-level-2021":
    "Henan: met, more than 100 billion yuan expected for 2021; 101.9 billion yuan came",
    "target-410000-tech_market_sold-level-2021":
    "Henan: met, more than 60 billion yuan expected for 2021; 60.7 billion yuan came",
    "target-410000-rd_expenditure_bulletin-growth-2022":
    "Henan: missed, growth of more than 17% promised for 2022; 12.2% came",
    "target-410000-rd_intensity_as_published-level-2022":
    "Henan: missed, more than 1.96% promised for 2022; 1.86% of GDP came",
}  # fmt: skip


def test_a_chart_says_in_its_title_what_was_promised_for_when_and_what_came():
    charts = {chart.name: chart for chart in target_charts.decided(edition()).pieces}
    titles = {name: untraced(chart.title) for name, chart in charts.items()}
    assert titles == TITLES
    growth = charts["target-430000-rd_expenditure_bulletin-growth-2023"]
    assert untraced(growth.subtitle) == (
        "Hunan, R&D expenditure (bulletin): billion yuan, current prices, 2019 to 2024"
    )  # the levels that are drawn, not the growth that was promised
    assert "promised: Changsha Evening News" in untraced(growth.source)
    told = growth.data[growth.data["figure"] == "promised"].iloc[0]
    assert float(told["value"]) == pytest.approx(117.53 * 1.12)
    noted = {name for name, chart in charts.items() if "jump with registration" in chart.svg}
    assert noted == {name for name in charts if "tech_market" in name}
    level = charts["target-410000-rd_intensity_as_published-level-2022"]
    promised = level.data[level.data["figure"] == "promised"].iloc[0]
    assert (promised["year"], promised["value"], promised["qualifier"]) == (2022, 1.96, "over")
    # GDP was revised with 2019 and with 2024: the line is cut there, and the chart says so
    assert "Break from 2019" in level.alt
    assert "break from 2024" in level.alt
    assert level.data.loc[level.data["year"] == 2022, "value"].tolist() == [1.86, 1.96]


def test_each_number_of_a_line_in_a_chart_claims_what_it_is():
    """ "came: 9.2%, 128.4" of one line: a growth and the level that came; "Missed: 2.8 points": a
    verdict and a margin. None of them is given to the number beside it."""
    chart = target_charts.decided(edition(), HUNAN).pieces[0]
    found = {}
    for trace, words in re.findall(r'<t(?:ext|span)[^>]* data-claim="([^"]*)"[^>]*>([^<]*)<',
                                   chart.svg):  # fmt: skip
        found.setdefault(words.strip(" ,"), set()).add(read(unescape(trace)).kind)
    assert found["9.2%"] == {"growth"}
    assert found["128.4"] == {"worked"}
    assert found["Missed"] == {"threshold"}
    assert found["2.8"] == {"worked"}
    line = re.search(r"<text[^>]*>(came: .*?)</text>", chart.svg)[1]
    assert re.sub("<[^>]+>", "", line).strip() == "came: 9.2%, 128.4"


@pytest.mark.parametrize(
    ("area", "title", "rows", "left"),
    [
        (HUNAN, "Hunan: of the promises drawn, 1 met, 1 missed and 19 not decidable", 3, 0),
        (HENAN, "Henan: of the promises drawn, 2 met, 2 missed and 3 not decidable", 7, 1),
        (WUHAN, "Wuhan: of the promises drawn, 20 not decidable", 1, 3),
        ("420200", "Huangshi: of the promises drawn, 2 not decidable", 2, 2),
    ],
)
def test_an_area_alone_has_its_own_timeline(area, title, rows, left):
    assert target_charts.has_timeline(edition(), area)  # a city's too
    chart = target_charts.timeline(edition(), area, "own")
    assert chart.name == "own"
    assert untraced(chart.title) == title
    if area == HUNAN:  # a day stands within each, so they are parted by semicolons
        told = "Huasheng Online, 2023-02-24; Changsha Evening News, 2023-02-26; verdicts by"
        assert f"Source: {told}" in untraced(chart.source)
    assert len(chart.data) == rows  # three undecided ones are named, more are one row
    assert set(chart.data["area"]) == {area}
    own = edition().promises[edition().promises["ref_area"] == area]
    told = {one for ids in own.loc[own["due"].notna() & (own["why"] != "no promise"), "told_by"]
            for one in ids.split(";")}  # fmt: skip
    assert {one for ids in chart.data["told_by"] for one in ids.split(";")} == told
    assert (f"Not drawn: {left} " in re.sub("<[^>]+>", "", chart.svg)) == bool(left)
    assert not target_charts.has_timeline(edition(), "110000")


def test_beside_every_verdict_stands_when_the_level_was_first_reached():
    """Henan passed 100 and 60 billion yuan in 2021 (901.3 and 379.8 of 100 million in 2020)."""
    told = {row["what"]: row["outcome"] for row in list_of(edition(), HENAN)}
    (expected,) = [words for what, words in told.items() if "exceed 100 billion" in what]
    assert expected.endswith("than was expected. The level was first reached in 2021.")
    decided = [row for area in (HUNAN, HENAN) for row in list_of(edition(), area)
               if row["verdict"] in ("✓ met", "✗ missed")]  # fmt: skip
    assert len(decided) == 6
    assert all("The level was first reached in 20" in row["outcome"] for row in decided)


def test_what_is_to_be_built_without_a_date_has_a_level_too():
    rows = {row["what"]: row["level"] for row in list_of(edition(), "420200")}
    (area,) = [level for what, level in rows.items() if "1,700 acres" in what]
    assert area == "1,700 mu (about 1.13 km²)"  # 1,700 of 10,000/15 square metres
    assert [level for what, level in rows.items() if "10 billion yuan" in what] == [
        "10 billion yuan"
    ]
    wuhan = {row["what"]: row["level"] for row in list_of(edition(), WUHAN)}
    assert [level for what, level in wuhan.items() if "exceeded 13,000" in what] == [
        "more than 13,000 enterprises"
    ]


def test_a_province_alone_has_its_own_charts():
    charts = target_charts.decided(edition(), HENAN, "x-").pieces
    assert len(charts) == 4
    assert all(chart.name.startswith("x-target-410000-") for chart in charts)
    assert "decides no promise" in text(target_charts.decided(edition(), WUHAN))


def test_the_timeline_has_the_decided_one_by_one_and_counts_the_rest():
    data = target_charts.timeline(edition()).data
    assert list(data["verdict"]).count("undecided") == 4
    labels = [untraced(label) for label in data["label"]]
    # a year that reached the level only where it came after; the first day on which one was told
    later = data.dropna(subset="reached")
    assert sorted(later["reached"]) == [2023, 2023, 2024]
    assert set(later["verdict"]) == {"missed"}
    days = data.set_index(pd.Index(labels))[["told_on", "told_to"]].agg(list, axis=1)
    # Huasheng Online's story is of the 24th, that of Changsha Evening News of the 26th: the first
    # tells the growth of R&D too, but not that of contracts
    growth = "R&D expenditure (bulletin), growth, more than 12%"
    assert days[f"Hunan: {growth}"] == ["2023-02-24"] * 2
    contracts = "technology contracts, seller's region, growth, more than 15%"
    assert days[f"Hunan: {contracts}"] == ["2023-02-26"] * 2
    assert days["Hunan: 19 more promises"] == ["2023-02-24", "2023-02-26"]
    assert "Wuhan: 20 promises" in labels
    assert len(data) == 10


def test_the_rest_by_what_would_decide_it():
    rows = rows_of(target_tables.deciders(edition()))
    assert sum(int(row["number"]) for row in rows) == 46
    assert rows[-1]["publication"] == "no publication is known"
    torch = next(row for row in rows if row["publication"].startswith("China Torch"))
    assert (torch["number"], torch["promised"]) == (
        "2", "Hunan: High-tech enterprises; Henan: High-tech enterprises",
    )  # fmt: skip
    communique = next(row for row in rows if "Technology contracts" in row["promised"])
    assert communique["promised"].startswith(
        "Wuhan: High-tech enterprises, Technology contracts (side not stated) and "
    )


def test_an_edition_that_marks_others_shows_the_same_promises():
    other = edition(ZHEJIANG)
    assert text(target_tables.by_area(other)).count("Hunan") == 1
    assert targets.in_order(other) == [HENAN, WUHAN, "420200", HUNAN]
    assert len(target_charts.decided(other).pieces) == 6


def test_an_open_promise_says_what_it_still_needs():
    """2.62 in 2024, to 3.0 in 2029: 0.38 points in five years are 0.076 a year."""
    own = with_rows(aim())
    row = next(row for row in list_of(own, HUNAN) if "3.0%" in row["what"])
    assert row["verdict"] == "→ still open"
    assert row["outcome"] == "Due in 2029; from 2.62% of GDP in 2024 it needs 0.08 points a year."
    assert "1 is still open: due after the newest year of the record." in text(targets.opening(own))
    assert "open" in set(target_charts.timeline(own).data["verdict"])


def test_a_vintage_and_a_verdict_that_hangs_on_rounding_are_said():
    late = with_rows(aim(time_period="2024", obs_value="2.5", as_printed="more than 2.5%"))
    row = next(row for row in list_of(late, HUNAN) if "2.5%" in row["what"])
    assert row["outcome"].startswith(
        "GDP was revised with the figures of 2024: the official 2.62% of GDP of 2024 rests on "
        "another GDP than the promise."
    )
    near = with_rows(aim(time_period="2022", obs_value="2.41", as_printed="more than 2.41%"))
    row = next(row for row in list_of(near, HUNAN) if "2.41%" in row["what"])
    assert row["verdict"] == "✗ missed"
    assert row["outcome"] == (
        "2.41% of GDP: just the target. The level was first reached in 2023. The verdict "
        "hangs on the rounding of either figure. On revised GDP it comes to 2.45% of GDP: met."
    )


def test_a_citys_own_official_figure_decides_is_drawn_and_claims_nothing_of_its_province():
    """A figure of Wuhan's own, made up here: 150 billion yuan for 2023, more than 145 promised."""
    note = "not comparable: a city is no province"
    own = with_rows(
        aim(obs_id="yst_contracts_seller:wuhan", source_id="yst_contracts_seller", ref_area=WUHAN,
            indicator="tech_market_sold", time_period="2023", obs_value="150000000000",
            qualifier="exact", obs_status="actual", unit_measure="CNY", as_printed="1500.0",
            note=note)
    )  # fmt: skip
    table = target_tables.promise_table(own, WUHAN, "t")
    first = rows_of(table)[0]
    assert first["verdict"] == "✓ met"
    assert first["outcome"].startswith("150.0 billion yuan: 5.0 billion yuan beyond")
    (chart,) = target_charts.decided(own, WUHAN).pieces
    assert list(chart.data["value"]) == [150.0, 145.0]
    judged = re.findall(r"\[&quot;threshold&quot;[^\]]*\]", table.html() + chart.html())
    assert judged
    assert {one.rpartition("[")[2] for one in judged} == {
        "&quot;yst_contracts_seller:wuhan&quot;]"  # its own figure, not its province's
    }


def test_without_any_promise_the_page_says_so():
    own = edition()
    bare = own.observations[own.observations["obs_status"] == "actual"]
    empty = replace(own, observations=bare)
    assert "No story at hand prints" in text(targets.opening(empty))
    assert "No story at hand prints" in text(target_tables.promises(empty))
    assert "decides no promise" in text(target_charts.decided(empty))
    assert "no promise is at hand" in text(target_tables.by_area(empty))
    assert "nothing is left to decide" in text(target_tables.deciders(empty))
    assert target_charts.timeline(empty).data.empty


def test_the_sources_say_what_each_does():
    roles = {row["source_id"]: row["role"] for row in rows_of(target_tables.sources(edition()))}
    assert roles["henan_daily_2022"] == "promises"
    assert roles["rd_bulletin_first_published"] == "decides"
    assert roles["torch_recognised_enterprises"] == "indicates"


def test_an_area_in_a_sentence():
    assert untraced(targets.verdicts_of(edition(), HENAN)) == (
        "8 targets, plans and expected values of Henan: 2 met, 2 missed and 4 not decidable."
    )


@pytest.mark.parametrize(
    "word", ["“About”", "range", "growth", "expected", "rounding", "Still open"]
)
def test_the_rules_name_what_they_judge_by(word):
    assert word in text(target_rules.rules())
    assert "5% of the number" in text(target_rules.rules())
