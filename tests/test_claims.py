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
