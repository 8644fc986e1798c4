"""Claims: true ones stand, false ones are refused with what the figures bear.

Expected values are those of the publications, as the raw panel prints them: R&D intensity 2024 is
2.62 in Hunan, 2.56 in Hubei, 2.01 in Henan, 2.69 in China and 6.58 in Beijing; Henan's R&D
expenditure was 101.884 billion yuan in 2021 and 114.326 in 2022, Hunan's contracts 254.464 billion
in 2022 and 399.532 in 2023.
"""

from __future__ import annotations

import csv
import dataclasses
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from raw_figures import panel, provinces

from helpers.claims import kinds
from helpers.claims.claim import Claim, written
from helpers.claims.judge import Judge
from helpers.claims.kinds import read
from helpers.claims.reckon import Said, middle, rounded
from helpers.claims.rows import Rows, read_rows
from helpers.traces import only_trace

ROOT = Path(__file__).parent.parent
HUNAN, HENAN, HUBEI, BEIJING, TIBET, NATION = "430000 410000 420000 110000 540000 100000".split()
BULLETIN = "rd_bulletin_2024:rd_intensity_as_published"
INTENSITY, MONEY = "rd_intensity_as_published", "rd_expenditure_bulletin"
UNIT = "% of GDP"


@cache
def judge() -> Judge:
    return Judge(read_rows(ROOT / "data"))


def objection(claim: Claim) -> str:
    return judge().objection(claim)


def ids(indicator: str, *places: tuple[str, int]) -> tuple[str, ...]:
    """The observations of figures, by the judge's own rows: what a true claim names."""
    found = [judge().rows.figure(indicator, area, year) for area, year in places]
    return tuple(sorted(frozenset().union(*(one.obs_ids for one in found if one))))


def intensity(area: str) -> tuple[str, ...]:
    return (f"{BULLETIN}/{area}/2024",)


LEVEL = kinds.Level("2.62", INTENSITY, HUNAN, 2024, UNIT, intensity(HUNAN))
RANK = kinds.Rank("9", INTENSITY, HUNAN, 2024, "all", "31", intensity(HUNAN))
HENAN_GROWTH = kinds.Growth("+12.2", MONEY, HENAN, 2021, 2022, "%", ids(MONEY, (HENAN, 2021),
                                                                      (HENAN, 2022)))  # fmt: skip
OVER_100 = kinds.Threshold("met", "henan_daily_2022:s8.1", "met", ids(MONEY, (HENAN, 2021)))
TARGET = kinds.Printed("exceeded 10,000", "henan_daily_2022:s12.1", HENAN, "hte_stock", "level",
                       "target", "2022")  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "refused"),
    [
        (LEVEL, ""),
        (dataclasses.replace(LEVEL, said="2.6"), ""),
        (dataclasses.replace(LEVEL, said="2.56"), "is said to be 2.56; the figures bear 2.62"),
        (dataclasses.replace(LEVEL, said="2.63"), "bear 2.62"),
        (dataclasses.replace(LEVEL, year=2023), "bear "),
        (dataclasses.replace(LEVEL, unit="p.p."), "is in % of GDP, not in p.p."),
        (dataclasses.replace(LEVEL, obs_ids=intensity(HUBEI)), "stands on rd_bulletin_2024"),
        (dataclasses.replace(LEVEL, obs_ids=()), "stands on rd_bulletin_2024"),
        (dataclasses.replace(LEVEL, year=2031), "there is no figure of"),
        (dataclasses.replace(LEVEL, indicator="none_such"), "cannot be read"),
        (dataclasses.replace(OVER_100, said="Met"), ""),
        (dataclasses.replace(OVER_100, said="达到"), ""),
        (dataclasses.replace(OVER_100, said="未达到"), "what is met is shown as '未达到'"),
        (dataclasses.replace(OVER_100, said="missed"), "what is met is shown as 'missed'"),
        (RANK, ""),
        (dataclasses.replace(RANK, said="8"), "is said to rank 8; by the figures it ranks 9"),
        (dataclasses.replace(RANK, out_of="30"), "ranks among 31 with a figure, not among 30"),
        (dataclasses.replace(RANK, area=NATION), "has no rank in 2024"),
        (
            kinds.First("Beijing", INTENSITY, BEIJING, 2024, "all", "best", intensity(BEIJING)),
            "",
        ),
        (
            kinds.First("Hunan", INTENSITY, HUNAN, 2024, "all", "best", intensity(HUNAN)),
            "is said to lead; by the figures it ranks 9",
        ),
        (
            kinds.First("Shanghai", INTENSITY, "310000", 2024, "all", "best", intensity("310000")),
            "is said to lead; by the figures it ranks 2",
        ),
        (
            kinds.First("Hunan", INTENSITY, HUNAN, 2024, "all", "least", intensity(HUNAN)),
            "has it rather",
        ),
        (
            kinds.Compared("Hunan", INTENSITY, HUNAN, 2024, NATION, 2024, "below",
                           intensity(HUNAN) + intensity(NATION)),
            "",
        ),
        (
            kinds.Compared("Hunan", INTENSITY, HUNAN, 2024, NATION, 2024, "above",
                           intensity(HUNAN) + intensity(NATION)),
            "it lies below it",
        ),
        (
            kinds.Apart("−0.07", INTENSITY, HUNAN, NATION, 2024, "p.p.",
                        intensity(HUNAN) + intensity(NATION)),
            "",
        ),
        (HENAN_GROWTH, ""),
        (dataclasses.replace(HENAN_GROWTH, said="+12"), ""),
        (dataclasses.replace(HENAN_GROWTH, said="12.4"), "the figures bear 12.2"),
        (dataclasses.replace(HENAN_GROWTH, unit="p.p."), "a growth is in %"),
        (dataclasses.replace(HENAN_GROWTH, last=2021), "no change"),
        (OVER_100, ""),
        (dataclasses.replace(OVER_100, verdict="missed"), "it was met"),
        (
            dataclasses.replace(OVER_100, obs_id=f"{BULLETIN}/{HUNAN}/2024"),
            "is actual: nothing was promised",
        ),
        (TARGET, ""),
        (dataclasses.replace(TARGET, said="more than 10,000"), ""),
        (dataclasses.replace(TARGET, said="exceeded 10,000%"), "the unit of"),
        (dataclasses.replace(TARGET, said="exceeded 11,000"), "prints 'exceeded 10,000'"),
        (dataclasses.replace(TARGET, status="actual"), "is told as actual; it is target"),
        (dataclasses.replace(TARGET, measure="net_increase"), "is told as a net_increase"),
        (dataclasses.replace(TARGET, area=HUNAN), "is told of the area 430000; it is 410000"),
        (dataclasses.replace(TARGET, period="2021"), "is told of 2021; it is of 2022"),
        (kinds.Counted("31", INTENSITY, "all", 2024), ""),
        (kinds.Counted("30", INTENSITY, "all", 2024), "there are 31"),
        (kinds.Rows("3", (("source_id", "regional_innovation_capability"),)), "there are 163"),
        (kinds.Reckoned("5", "pages"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.kind} {value.said}",
)  # fmt: skip
def test_what_the_figures_bear(claim, refused):
    found = objection(claim)
    assert refused in found
    assert bool(found) == bool(refused), found


@pytest.mark.parametrize(
    ("said", "borne"),
    [
        ("1,018.8亿元按增长“more than 17%”推算", True),
        ("101.88 billion yuan grown by more than 17%", True),
        ("1,018.8 billion yuan grown by more than 17%", False),
        ("101.88亿元按增长“more than 17%”推算", False),
        ("1,018.8亿元按增长“more than 12%”推算", False),
    ],
)
def test_a_computed_row_may_be_told_in_another_unit_but_not_another_amount(said, borne):
    """The bulletin prints 1018.8 for Henan's R&D of 2021, in 100 million yuan."""
    place = "henan_daily_2022:derived/rd_expenditure_bulletin/410000/2022/target"
    claim = kinds.Printed(said, place, HENAN, "rd_expenditure_bulletin", "level", "target", "2022")
    assert (objection(claim) == "") == borne


def test_money_in_billions_and_a_total():
    """The sum of two provinces, added here from the raw panel."""
    raw = next((ROOT / "data/raw").glob("*official-panel*.csv"))
    with raw.open(encoding="utf-8", newline="") as file:
        found = {
            row["adcode"]: Fraction(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == MONEY and row["year"] == "2024"
        }
    total = (found[HUNAN] + found[HUBEI]) / 10  # of 100 million yuan
    said = f"{float(total):.1f}"
    claim = kinds.Total(said, MONEY, f"{HUNAN} {HUBEI}", 2024, "billion yuan",
                        ids(MONEY, (HUNAN, 2024), (HUBEI, 2024)))  # fmt: skip
    assert objection(claim) == ""
    assert "bear" in objection(dataclasses.replace(claim, said="293.4"))
    assert "no figure" in objection(dataclasses.replace(claim, year=2009))


def raw(indicator: str, year: int) -> dict[str, float]:
    """Province -> the figure of a year, as the raw panel prints it."""
    return {area: panel()[indicator, area, year] for area in provinces()
            if (indicator, area, year) in panel()}  # fmt: skip


def place(indicator: str, area: str, year: int) -> int:
    return 1 + sum(value > raw(indicator, year)[area] for value in raw(indicator, year).values())


def test_what_lacks_a_part_is_no_figure_and_what_may_not_be_compared_neither():
    """Tibet's contracts begin in 2017: 2017 to 2019 are its first three years."""
    rows = judge().rows
    three = [rows.figure("tech_market_sold_three_years", TIBET, year) for year in (2018, 2019)]
    assert three[0] is None
    parts = [panel()["tech_market_sold", TIBET, year] for year in (2017, 2018, 2019)]
    assert float(three[1].value) == pytest.approx(sum(parts))
    # a story's stock of high-tech enterprises has no other province beside it
    printed = rows.observations["changsha_evening_news_2023:s15.3"]
    assert (printed["measure"], printed["obs_status"], printed["comparable"]) == (
        "level", "actual", "no"
    )  # fmt: skip
    year = int(printed["time_period"])
    assert rows.figure(printed["indicator"], printed["ref_area"], year) is None


def refusals(true: Claim, *false: dict[str, object]) -> list[str]:
    """What is said against each claim made false, the true one being borne."""
    assert objection(true) == ""
    return [objection(dataclasses.replace(true, **cells)) for cells in false]


def test_two_areas_against_each_other():
    """2.62 of 6.58 are 39.8 %; 6.58 is 2.5 times 2.62."""
    both = intensity(HUNAN) + intensity(BEIJING)
    part = kinds.Ratio("39.8", INTENSITY, HUNAN, BEIJING, 2024, "%", both)
    more, way, unit, ids_ = refusals(part, {"said": "40.8"}, {"area": BEIJING, "other": HUNAN},
                                     {"unit": "p.p."}, {"obs_ids": intensity(HUNAN)})  # fmt: skip
    assert "bear 39.8" in more
    assert "bear 251.1" in way
    assert "in times or in %" in unit
    assert "stands on" in ids_
    times = kinds.Ratio("2.5", INTENSITY, BEIJING, HUNAN, 2024, "times", both)
    assert all(refusals(times, {"said": "2.6"}, {"unit": "%"}, {"year": 2023}))
    apart = kinds.Apart("−3.96", INTENSITY, HUNAN, BEIJING, 2024, "p.p.", both)
    assert all(refusals(apart, {"said": "3.96"}, {"said": "−3.95"}, {"unit": "%"}))


def test_a_part_of_a_whole():
    whole, part = (panel()[code, HUNAN, 2022] for code in ("rd_expenditure", "rd_exp_basic"))
    stands = (*ids("rd_expenditure", (HUNAN, 2022)), *ids("rd_exp_basic", (HUNAN, 2022)))
    share = kinds.Share(f"{100 * part / whole:.1f}", "rd_exp_basic", "rd_expenditure", HUNAN, 2022,
                        "%", tuple(sorted(stands)))  # fmt: skip
    assert all(refusals(share, {"said": f"{100 * part / whole + 0.1:.1f}"}, {"unit": "p.p."},
                        {"indicator": "rd_exp_applied"}, {"whole": "gdp_revised"}, {"area": HENAN},
                        {"year": 2021}, {"obs_ids": ()}))  # fmt: skip


@pytest.mark.parametrize("area", [HUNAN, HENAN, BEIJING, TIBET])
def test_how_a_rank_moved(area):
    years = (2012, 2023)
    old, new = (place(MONEY, area, year) for year in years)
    way = "rose" if new < old else "fell" if new > old else "stayed"
    stands = ids(MONEY, *((area, year) for year in years))
    moved = kinds.Moved(way, MONEY, area, *years, "all", way, stands)
    for other in {"rose", "fell", "stayed"} - {way}:
        (told,) = refusals(moved, {"said": other, "way": other})
        assert f"it went from {old} to {new}" in told


def test_who_stands_at_an_end_and_who_next_to_it():
    ordered = sorted(raw(INTENSITY, 2024), key=raw(INTENSITY, 2024).get)
    assert (ordered[0], ordered[-1]) == (TIBET, BEIJING)
    for end, (own, next_to_it) in {"least": ordered[:2], "most": ordered[:-3:-1]}.items():
        first = kinds.First("x", INTENSITY, own, 2024, "all", end, intensity(own))
        told = dataclasses.replace(first, area=next_to_it, obs_ids=intensity(next_to_it))
        assert objection(first) == ""
        assert f"{judge().rows.area_name(own)} has it rather" in objection(told)


def test_the_middle_of_a_field_and_how_it_changed():
    """Published intensities are printed with two decimals: the 16th of 31 is the median."""
    middles = {year: sorted(raw(INTENSITY, year).values())[15] for year in (2019, 2023, 2024)}
    median = kinds.Median(f"{middles[2023]:.2f}", INTENSITY, "all", 2023, UNIT)
    assert all(refusals(median, {"said": f"{middles[2023] + 0.01:.2f}"}, {"year": 2015},
                        {"unit": "p.p."}, {"among": f"{HUNAN} {HENAN}"}))  # fmt: skip
    change = kinds.MedianChange(f"+{middles[2023] - middles[2019]:.2f}", INTENSITY, "all", 2019,
                                2023, "p.p.")  # fmt: skip
    more, unit, broken, before = refusals(
        change, {"said": "+0.01"}, {"unit": "%"}, {"last": 2024}, {"first": 2018}
    )
    assert "bear" in more
    assert "its change is in p.p." in unit
    assert "definition broke" in broken
    assert "definition broke" in before  # with 2019, too
    # of money it is told in percent, of as many provinces as have a figure
    ends = [sorted(raw(MONEY, year).values())[15] for year in (2015, 2024)]
    grown = kinds.MedianChange(
        f"+{100 * (ends[1] / ends[0] - 1):.0f}", MONEY, "all", 2015, 2024, "%"
    )
    assert all(refusals(grown, {"said": "+1"}, {"unit": "p.p."}, {"first": 2016}))


@pytest.mark.parametrize(
    ("area", "verdict"), [(BEIJING, "strength"), (HUNAN, "neither"), (TIBET, "weakness")]
)
def test_strong_and_weak_by_the_printed_rule(area, verdict):
    """Among the best, or the last, quarter (7 of 31) in each of three years."""
    code = "rd_intensity_as_published"
    places = [place(code, area, year) for year in (2022, 2023, 2024)]
    expected = ("strength" if max(places) <= 7 else
                "weakness" if min(places) >= 25 else "neither")  # fmt: skip
    assert verdict == expected
    judged = kinds.Judged(verdict, code, area, 2024, "all", verdict)
    for other in {"strength", "weakness", "neither"} - {verdict}:
        (told,) = refusals(judged, {"said": other, "verdict": other})
        assert f"by the rule it is {verdict}" in told


def test_no_growth_over_a_break_and_none_of_a_share():
    code = "hitech_mfg_newproduct_sales"  # its item changed in 2018
    claim = kinds.Growth("+1", code, HUNAN, 2016, 2020, "%", ())
    assert "broke in 2018" in objection(claim)
    claim = kinds.Growth("+1", INTENSITY, HUNAN, 2021, 2022, "%", ())
    assert "told in points, not in percent" in objection(claim)


def test_a_claim_survives_being_written():
    for claim in (LEVEL, RANK, HENAN_GROWTH, OVER_100, TARGET):
        assert read(written(claim)) == claim
        assert only_trace(claim.words) == (claim.said, written(claim))
    rows = kinds.Rows("1", (("source_id", "a"), ("measure", "level")))
    assert read(written(rows)) == rows


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '["nothing"]', '["level"]', '["claim",1]'])
def test_other_text_is_no_claim(text):
    with pytest.raises(ValueError, match="is no claim"):
        read(text)


@pytest.mark.parametrize(
    ("words", "value", "digit"),
    [
        ("13,910", Fraction(13910), 1),
        ("−0.3", Fraction(-3, 10), Fraction(1, 10)),
        ("+2", 2, 1),
        ("36.3k", 36300, 100),
        ("4.09m", 4090000, 10000),
    ],
)
def test_numbers_as_said(words, value, digit):
    assert Said.read(words) == Said(Fraction(value), Fraction(digit))


@pytest.mark.parametrize("words", ["", "none", "1.2.3", "12 %", "1e5"])
def test_other_words_are_no_number(words):
    with pytest.raises(ValueError, match="is no number"):
        Said.read(words)


def test_halves_round_away_from_zero_on_the_exact_value():
    tenth = Fraction(1, 10)
    assert rounded(Fraction("2.25"), tenth) == Fraction("2.3")
    assert rounded(Fraction("-2.25"), tenth) == Fraction("-2.3")
    assert rounded(Fraction("2.2499"), tenth) == Fraction("2.2")
    assert middle([Fraction(3), Fraction(1), Fraction(2)]) == 2
    assert middle([Fraction(4), Fraction(1), Fraction(2), Fraction(3)]) == Fraction(5, 2)


def test_observations_are_counted_by_any_of_their_cells():
    cells = [("s", "1", ""), ("s", "2", "x"), ("t", "1", "x"), ("s", "1", "x")]
    table = [dict(zip(("source_id", "ref_area", "note"), row, strict=True)) for row in cells]
    rows = Rows(dict(zip("abcd", table, strict=True)), {}, {}, {})
    counts = {
        (("source_id", "s"),): 3,
        (("source_id", "s"), ("ref_area", "1")): 2,
        (("ref_area", "1"), ("note", "*")): 2,
        (("note", "*"),): 3,
        (("note", ""),): 1,
        (("source_id", "u"),): 0,
        (("source_id", "t"), ("ref_area", "2")): 0,
        (): 4,
    }
    assert {where: rows.count(where) for where in counts} == counts
