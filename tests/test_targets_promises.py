"""Promises held against a made-up record, each verdict by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from real_figures import HENAN, HUBEI, HUNAN, NATION, WUHAN

from helpers import compare, targets
from helpers.reference import Reference

NAN = float("nan")


INDICATOR_COLUMNS = (
    "code name_en name_zh theme base_unit display_unit display_scale decimals direction "
    "stock_or_flow numerator denominator factor window minimum maximum sum_tolerance_pct "
    "national_row break_years definition publication"
).split()


def indicator(code: str, **cells: str) -> dict[str, str]:
    row = dict.fromkeys(INDICATOR_COLUMNS, "")
    row |= {"decimals": "1", "display_scale": "1", "direction": "higher", "base_unit": "CNY"}
    return row | {"code": code, "national_row": "no", "publication": "The Yearbook"} | cells


INDICATORS = pd.DataFrame(
    [
        indicator("rd", national_row="yes"),
        indicator("gdp"),
        indicator("place", base_unit="RANK", direction="lower"),
        indicator("patents", break_years="2022=policy changed", base_unit="NUM"),
        indicator("rd_intensity_as_published", base_unit="PCT", break_years="2024=GDP revised"),
        indicator("rd_intensity_revised_gdp", base_unit="PCT"),
        indicator("hte_stock", base_unit="NUM", theme="Firms"),
        indicator("hte_recognised_three_years", base_unit="NUM"),
        indicator("teams", base_unit="NUM", theme="Stories"),
        indicator("tasks", base_unit="NUM", theme="Stories"),
        indicator("park", base_unit="NUM", theme="Stories"),
    ]
)


AREAS = pd.DataFrame(
    [
        (NATION, "nation", ""), (HENAN, "province", NATION), (HUBEI, "province", NATION),
        (WUHAN, "city", HUBEI), (HUNAN, "province", NATION),
    ],
    columns=["adcode", "level", "parent"],
)  # fmt: skip


SOURCES = pd.DataFrame(
    [("daily", "story", "2021-02-01"), ("evening", "story", "2022-02-20"), ("book", "panel", "")],
    columns=["source_id", "kind", "date"],
)


DECIDERS = pd.DataFrame(
    [
        ("rd", "city", "", "The Communiqué", "of the city"),
        ("tasks", "", "parts of a plan", "", ""),
        ("park", "city", "zone", "", "of a zone"),
    ],
    columns=["indicator", "level", "nature", "publication", "note"],
)


OBSERVATION = {
    "obs_id": "", "ref_area": HUNAN, "indicator": "rd", "time_period": "2022", "obs_value": "",
    "obs_value_high": "", "qualifier": "exact", "obs_status": "target", "measure": "level",
    "unit_measure": "CNY", "base_period": "", "reference_group": "", "source_id": "daily",
    "as_printed": "words", "derived_from": "", "repeats": "", "comparable": "no",
    "matched_period": "", "note": "seen; not comparable: a target, no result",
}  # fmt: skip


def row(place: str, **cells: str) -> dict[str, str]:
    return OBSERVATION | {"obs_id": place, "source_id": place.partition(":")[0]} | cells


def book(indicator: str, area: str, year: int, value: str, **cells: str) -> dict[str, str]:
    """An official observation."""
    given = {
        "indicator": indicator,
        "ref_area": area,
        "time_period": str(year),
        "as_printed": value,
    }
    given |= {"obs_value": value, "obs_status": "actual", "comparable": "yes", "note": ""}
    return row(f"book:{indicator}/{area}/{year}", **(given | cells))


RECORD = [
    book("rd", HUNAN, 2020, "80"),
    book("rd", HUNAN, 2021, "100"),
    book("rd", HUNAN, 2022, "110"),
    book("rd", HUNAN, 2023, "130"),
    book("rd", HUBEI, 2022, "500"),
    book("gdp", HUNAN, 2021, "900"),
]


def track(*rows: dict[str, str], conflicts: pd.DataFrame | None = None, figures=()) -> pd.DataFrame:
    """The promises among `rows` and RECORD; figures: (indicator, area, year, value) computed."""
    none = pd.DataFrame()
    conflicts = none if conflicts is None else conflicts
    reference = Reference(AREAS, none, INDICATORS, none, conflicts, none, SOURCES,
                          deciders=DECIDERS)  # fmt: skip
    table = pd.DataFrame([*RECORD, *rows])
    used = table[(table["comparable"] == "yes") & (table["measure"] == "level")]
    known = [
        (each.indicator, each.ref_area, int(each.time_period), float(each.obs_value), each.obs_id)
        for each in used.itertuples()
    ]
    made = [(*figure, "book:a;book:b") for figure in figures]
    frame = pd.DataFrame(
        known + made, columns=["indicator", "ref_area", "year", "value", "obs_ids"]
    )
    return targets.promises(table, frame[compare.COLUMNS], reference)


def only(*rows: dict[str, str], **given) -> pd.Series:
    found = track(*rows, **given)
    assert len(found) == 1
    return found.iloc[0]


def test_a_level_is_held_against_its_year():
    found = only(
        row("daily:s1", obs_value="105", qualifier="over", as_printed="more than 105 yuan")
    )
    assert (found["verdict"], found["official"], found["margin"]) == ("met", 110, 5)
    assert found["official_ids"] == f"book:rd/{HUNAN}/2022"
    assert (found["due"], found["told_on"], found["why"]) == (2022, "2021-02-01", "")
    assert found["first_reached"] == 2022
    assert found["note"] == "seen"


def test_a_missed_level_is_reached_later_or_never():
    assert only(row("daily:s1", obs_value="120"))["verdict"] == "missed"
    assert only(row("daily:s1", obs_value="120"))["first_reached"] == 2023
    assert pd.isna(only(row("daily:s1", obs_value="131"))["first_reached"])


def test_a_growth_becomes_a_level_on_its_base():
    found = only(row("daily:s1", obs_value="20", measure="growth", qualifier="over",
                     base_period="2021"))  # fmt: skip
    assert found["level"] == pytest.approx(120)  # 100 and 20 %
    assert (found["base"], found["base_year"]) == (100, 2021)
    assert found["base_ids"] == f"book:rd/{HUNAN}/2021"
    assert not found["base_told"]
    assert found["official"] == pytest.approx(10)  # 110 / 100
    assert found["official_level"] == 110
    assert (found["verdict"], found["first_reached"]) == ("missed", 2023)


def test_an_increase_too_and_a_year_before_its_base_reaches_nothing():
    fall = (
        book("rd", HENAN, 2020, "70"),
        book("rd", HENAN, 2021, "50"),
        book("rd", HENAN, 2022, "55"),
    )
    found = only(*fall, row("daily:s1", ref_area=HENAN, obs_value="15", measure="net_increase"))
    assert (found["level"], found["official"], found["verdict"]) == (65, 5, "missed")
    assert pd.isna(found["first_reached"])  # 70 in 2020 was before


def test_a_published_growth_stands_before_one_reckoned_here():
    why = "not comparable: no other province has it for this period and status"
    real = book("gdp", HUNAN, 2022, "6.5", measure="growth", comparable="no", note=why)
    aim = row("daily:s1", indicator="gdp", obs_value="6", measure="growth")
    found = only(real, book("gdp", HUNAN, 2022, "945"), aim)  # 5 % at current prices
    assert (found["official"], found["verdict"]) == (6.5, "met")
    # printed to a tenth, it lies between 6.45 and 6.55: that decides on "more than 6.54"
    for value, hangs in (("6.54", "outcome"), ("6.56", ""), ("6.46", "outcome"), ("6.44", "")):
        aim = row("daily:s1", indicator="gdp", obs_value=value, measure="growth",
                  qualifier="over", as_printed=f"more than {value}00%")  # fmt: skip
        assert only(real, aim)["hangs_on"] == hangs, value


def test_a_storys_result_is_a_base_and_never_an_outcome():
    told = {"indicator": "teams", "unit_measure": "NUM", "obs_status": "actual"}
    found = only(
        row("daily:s1", obs_value="40", time_period="2021", **told),
        row("daily:s2", obs_value="60", **told),
        row("daily:s3", indicator="teams", obs_value="10", measure="net_increase"),
    )
    assert (found["level"], found["base_ids"], found["base_told"]) == (50, "daily:s1", True)
    assert (found["verdict"], found["why"]) == ("undecided", "no record")
    assert math.isnan(found["official"])


@pytest.mark.parametrize("printed_first", [True, False])
def test_a_base_that_a_story_prints_stands_before_one_computed_from_others(printed_first):
    told = {"indicator": "teams", "unit_measure": "NUM", "obs_status": "actual",
            "time_period": "2021"}  # fmt: skip
    rows = [
        row("daily:s1", obs_value="40", **told),
        row("daily:s2", obs_value="45", derived_from="daily:s8;daily:s9", **told),
    ]
    aim = row("daily:s3", indicator="teams", obs_value="10", measure="net_increase")
    found = only(*(rows if printed_first else rows[::-1]), aim)
    assert (found["base"], found["base_ids"]) == (40, "daily:s1")


def test_a_base_that_is_more_than_something_gives_no_level():
    told = row("daily:s1", indicator="teams", obs_value="40", time_period="2021",
               obs_status="actual", qualifier="over")  # fmt: skip
    aim = row("daily:s2", indicator="teams", obs_value="10", measure="net_increase")
    assert math.isnan(only(told, aim)["level"])


def test_a_city_is_never_judged_on_its_province():
    aim = row("daily:s1", ref_area=WUHAN, obs_value="400")
    found = only(aim)  # Hubei has 500
    assert (found["verdict"], found["why"]) == ("undecided", "other scope")
    assert (found["publication"], found["decider_note"]) == ("The Communiqué", "of the city")
    assert math.isnan(found["official"])
    assert pd.isna(found["first_reached"])


def test_a_citys_own_official_figure_decides():
    own = book("rd", WUHAN, 2022, "390", comparable="no",
               note="not comparable: a city is no province")  # fmt: skip
    found = only(own, row("daily:s1", ref_area=WUHAN, obs_value="400"))
    assert (found["official"], found["verdict"]) == (390, "missed")


def test_the_unused_figure_of_a_conflict_decides_nothing():
    note = "conflicts with '7'; not comparable: a city is no province"
    city = {"comparable": "no", "note": note}
    two = [book("rd", WUHAN, 2022, "390", **city),
           book("rd", WUHAN, 2022, "410", **city, obs_id="book:other")]  # fmt: skip
    ids = ";".join(each["obs_id"] for each in two)
    aim = row("daily:s1", ref_area=WUHAN, obs_value="400")
    for used, verdict in (
        ("book:other", "met"),
        (two[0]["obs_id"], "missed"),
        ("none", "undecided"),
    ):
        conflicts = pd.DataFrame([{"obs_ids": ids, "used": used, "reason": "seen"}])
        assert only(*two, aim, conflicts=conflicts)["verdict"] == verdict


@pytest.mark.parametrize(("status", "national"), [("met", "rd"), ("undecided", "gdp")])
def test_the_nation_is_judged_where_the_national_row_is_its_own(status, national):
    whole = book(national, NATION, 2022, "1000")
    assert only(whole, row("daily:s1", ref_area=NATION, indicator=national,
                           obs_value="900"))["verdict"] == status  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "why", "year"),
    [
        ({"indicator": "teams"}, "no record", None),
        ({"indicator": "gdp"}, "no record", 2021),  # the series ends there, the record in 2023
        ({"time_period": ""}, "no due date", None),
        ({"time_period": "", "matched_period": "2022"}, "no due date", None),
        ({"time_period": "2022-07"}, "not one year", None),
        ({"time_period": "2021-01/2022-12"}, "not one year", None),
        ({"indicator": "tasks"}, "no promise", None),
        ({"indicator": "tasks", "time_period": ""}, "no promise", None),
        ({"indicator": "park", "ref_area": WUHAN}, "other scope", None),
        ({"indicator": "hte_stock"}, "other count", None),
        ({"measure": "difference"}, "no record", 2023),
    ],
)
def test_why_nothing_can_be_decided(cells, why, year):
    found = only(row("daily:s1", obs_value="1", **cells),
                 figures=[("hte_recognised_three_years", HUNAN, 2022, 9.0)])  # fmt: skip
    assert (found["verdict"], found["why"]) == ("undecided", why)
    assert (None if pd.isna(found["why_year"]) else found["why_year"]) == year
    assert math.isnan(found["proxy_value"]) == (why != "other count")


def test_a_definition_that_broke_since_decides_nothing():
    patents = [
        book("patents", HUNAN, year, "10", unit_measure="NUM") for year in (2021, 2022, 2023)
    ]
    level = {"indicator": "patents", "obs_value": "5"}
    for story, verdict in (("daily", "undecided"), ("evening", "met")):  # of 2021, of 2022
        found = only(*patents, row(f"{story}:s1", **level))
        assert found["verdict"] == verdict
        assert found["official"] == 10
    growth = level | {"measure": "growth"}
    found = only(*patents, row("evening:s1", **growth))  # over the break, whoever tells it
    assert (found["why"], found["why_year"]) == ("definition broken", 2022)
    found = only(*patents, row("evening:s1", **growth, time_period="2023"))
    assert (found["verdict"], found["official"]) == ("missed", 0)


def intensity(year: int, value: str) -> dict[str, str]:
    return book("rd_intensity_as_published", HUNAN, year, value, unit_measure="PCT")


def test_an_intensity_is_judged_on_the_gdp_of_its_day_with_the_revised_one_beside():
    aim = row("daily:s1", indicator="rd_intensity_as_published", obs_value="1.96",
              qualifier="over", as_printed="more than 1.96%", unit_measure="PCT")  # fmt: skip
    code, record = "rd_intensity_revised_gdp", [intensity(2022, "1.86"), intensity(2023, "2.05")]
    found = only(*record, aim, figures=[(code, HUNAN, 2022, 1.944)])
    assert (found["verdict"], found["official"], found["first_reached"]) == ("missed", 1.86, 2023)
    assert (found["revised"], found["revised_verdict"]) == (1.944, "missed")
    assert only(*record, aim, figures=[(code, HUNAN, 2022, 1.97)])["revised_verdict"] == "met"
    assert found["hangs_on"] == ""
    near = only(intensity(2022, "1.97"), aim)
    assert (near["verdict"], near["hangs_on"]) == ("met", "both")


def test_an_intensity_promised_before_the_revision_is_of_another_vintage():
    aim = row("daily:s1", indicator="rd_intensity_as_published", obs_value="2.0",
              time_period="2024", unit_measure="PCT")  # fmt: skip
    found = only(intensity(2023, "1.9"), intensity(2024, "2.1"), aim)
    assert (found["verdict"], found["why"], found["why_year"]) == (
        "undecided", "other vintage", 2024,
    )  # fmt: skip
    assert (found["official"], found["first_reached"]) == (2.1, 2024)
    assert found["reached_over_break"]


def test_the_open_say_what_they_still_need():
    """130 in 2023 to 157.3 in 2025: ten percent a year (1.1 times 1.1 is 1.21)."""
    found = only(row("evening:s1", obs_value="157.3", time_period="2025"))
    assert (found["verdict"], found["why"]) == ("open", "")
    assert (found["last_year"], found["last_level"]) == (2023, 130)
    assert found["needed"] == pytest.approx(10)


def test_nothing_grows_by_percent_from_zero_or_to_it():
    from_zero = book("rd", HENAN, 2023, "0")
    found = only(from_zero, row("evening:s1", ref_area=HENAN, obs_value="10", time_period="2025"))
    assert (found["last_year"], found["last_level"]) == (2023, 0)
    assert math.isnan(found["needed"])
    found = only(row("evening:s1", obs_value="0", time_period="2025"))
    assert (found["last_year"], found["last_level"]) == (2023, 130)
    assert math.isnan(found["needed"])


def test_what_a_percentage_needs_is_points_a_year_and_a_rank_climbs():
    aim = row("evening:s1", indicator="rd_intensity_revised_gdp", obs_value="2.6",
              time_period="2026", unit_measure="PCT")  # fmt: skip
    found = only(aim, figures=[("rd_intensity_revised_gdp", HUNAN, 2023, 2.0)])
    assert found["needed"] == pytest.approx(0.2)
    told = row("daily:s1", indicator="place", obs_value="13", time_period="2023",
               obs_status="actual", unit_measure="RANK")  # fmt: skip
    aim = row("evening:s1", indicator="place", obs_value="8", time_period="2028")
    assert only(told, aim)["needed"] == pytest.approx(-1)


def test_an_open_growth_whose_base_is_not_out_needs_nothing_that_is_known():
    aim = row("evening:s1", obs_value="12", time_period="2026", measure="growth")
    found = only(aim)
    assert found["verdict"] == "open"
    assert math.isnan(found["needed"])
    assert found["last_year"] == 2023


def test_ranks_are_held_against_ranks():
    official = book("place", HUNAN, 2022, "7", measure="rank", unit_measure="RANK")
    aim = row("daily:s1", indicator="place", measure="rank", obs_value="8", unit_measure="RANK")
    found = only(official, aim)
    assert (found["verdict"], found["official"]) == ("met", 7)


def test_one_promise_is_told_once_by_all_who_tell_it():
    conflicts = pd.DataFrame(
        [{"obs_ids": "daily:s3;evening:s3", "used": "evening:s3", "reason": "seen"}]
    )
    found = track(
        row("daily:s1", obs_value="105"),
        row("evening:s1", obs_value="105", repeats="daily:s1"),
        row("daily:s2", obs_value="1", measure="growth", derived_from=""),
        row("daily:derived/x", obs_value="101", derived_from=f"book:rd/{HUNAN}/2021;daily:s2"),
        row("daily:s3", indicator="teams", obs_value="10"),
        row("evening:s3", indicator="teams", obs_value="10", qualifier="about"),
        conflicts=conflicts,
    )
    told = dict(zip(found["obs_id"], found["told_by"], strict=True))
    assert told == {
        "daily:s1": "daily:s1;evening:s1",
        "daily:s2": "daily:s2",
        "evening:s3": "evening:s3;daily:s3",
    }
    assert list(found.set_index("obs_id").loc["daily:s2", ["level_ids"]]) == ["daily:derived/x"]
    # of its stories the earliest, also where a later one stands for it
    days = dict(zip(found["obs_id"], found["told_on"], strict=True))
    assert days == dict.fromkeys(["daily:s1", "daily:s2", "evening:s3"], "2021-02-01")


def test_none_is_an_empty_table_of_the_same_columns():
    found = track()
    assert found.empty
    assert list(found.columns) == list(targets.COLUMNS)
