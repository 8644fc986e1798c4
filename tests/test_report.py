"""The report's sections on the real figures, each number worked out again from data/raw.

The raw files are read here by csv alone, and ranks are counted by hand: one more than
the provinces that stand higher.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from helpers.clean.stage import Cleaned
from helpers.data_folder import VARIABLE as DATA
from helpers.draw.chart import Chart, csv_text
from helpers.draw.table import Block, Prose, Table
from helpers.faults import FaultsFound
from helpers.reference import Reference
from helpers.report import (
    checked,
    cleaning,
    cleaning_rows,
    comparison,
    coverage,
    findings,
    sources,
    stories,
)
from helpers.report.beside_record import beside_record
from helpers.report.conflicts import conflict_list, conflicts_within
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units, lower
from helpers.report.not_comparable import not_comparable, row_by_row
from helpers.report.opening import open_edition
from helpers.report.table import indicator_table
from helpers.traces import untraced

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
HUNAN, HENAN, HUBEI, BEIJING, GUANGDONG, TIBET, XINJIANG, NATION = (
    "430000 410000 420000 110000 440000 540000 650000 100000".split()
)
WUHAN, HUANGSHI = "420100", "420200"
CENTRAL = ("140000", "340000", "360000", HENAN, HUBEI, HUNAN)
NAMES = {HUNAN: "Hunan", HENAN: "Henan", HUBEI: "Hubei", BEIJING: "Beijing", TIBET: "Tibet",
         GUANGDONG: "Guangdong", XINJIANG: "Xinjiang", "140000": "Shanxi", "340000": "Anhui",
         "360000": "Jiangxi", "610000": "Shaanxi", "510000": "Sichuan"}  # fmt: skip
TWO = ("rd_expenditure_bulletin", "hte_recognised_three_years")
SCALES = {"100m yuan": 1e8, "10k persons": 1e4, "million USD": 1e6}
BAD_WORDS = re.compile(r"\b(?:nan|NaN|None|NaT|inf)\b|<NA>|(?<![\d.])[-−]0(?:\.0+)?(?![\d.])")


@pytest.fixture(scope="module", autouse=True)
def project_data() -> Iterator[None]:
    """The project's data, from wherever the tests are started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA, str(ROOT / "data"))
        yield


Choice = str | tuple[str, ...]


def without_figures() -> Edition:
    """An edition that no check would let pass: its years lie behind the record."""
    opened = edition((TIBET,), "all", 2012, 2024, TWO)
    years = {"first_year": 2030, "last_year": 2031}
    return dataclasses.replace(opened, parameters=opened.parameters.model_copy(update=years))


def edition(
    areas: tuple[str, ...] = (HUNAN, HENAN, HUBEI),
    peers: Choice = "all",
    first: int = 2012,
    last: int | str = "newest",
    indicators: Choice = "default",
) -> Edition:
    """The edition of these parameters, opened (once) as a notebook does."""
    return _opened(areas, peers, first, last, indicators)


@cache
def _opened(
    areas: Choice, peers: Choice, first: int, last: int | str, indicators: Choice
) -> Edition:
    areas, peers, indicators = (
        choice if isinstance(choice, str) else list(choice) for choice in (areas, peers, indicators)
    )
    return open_edition(areas, peers, first, last, indicators)


# ------------------------------------------------------------------ the other route to a number


@cache
def panel() -> dict[tuple[str, str, int], float]:
    """(indicator, adcode, year) -> value in base units, as the raw panel prints it."""
    with next(RAW.glob("*official-panel*.csv")).open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["adcode"], int(row["year"])): float(row["value"])
            * SCALES.get(row["unit"], 1)
            for row in csv.DictReader(file)
        }


@cache
def portal(table: str) -> dict[tuple[str, int], float]:
    """(adcode, year) -> yuan, out of a table saved from the bureau's portal."""
    with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["name_zh_full"]: row["adcode"] for row in csv.DictReader(file)}
    found = {}
    years: list[int] = []
    for line in (RAW / f"{table}_2026-11-22.csv").read_text(encoding="utf-8-sig").splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if cells[0] == "地区":
            years = [int(cell.removesuffix("年")) for cell in cells[1:] if cell]
        elif years and cells[0] in codes:
            for year, cell in zip(years, cells[1:], strict=False):
                if cell:
                    found[codes[cells[0]], year] = float(cell) * 1e8
    return found


@cache
def provinces() -> tuple[str, ...]:
    return tuple(sorted({area for _, area, _ in panel()} - {NATION}))


def gdp(area: str, year: int) -> float:
    return portal("nbs_gdp-revised")[area, year]


def sold(area: str, year: int) -> float | None:
    """Contracts by the seller's region: the yearbook's, 2024 from the portal only."""
    found = panel().get(("tech_market_sold", area, year))
    return portal("nbs_technology-contracts").get((area, year)) if found is None else found


def intensity(area: str, year: int) -> float:
    return 100 * panel()["rd_expenditure", area, year] / gdp(area, year)


def per_10k(code: str) -> Callable[[str, int], float]:
    def value(area: str, year: int) -> float:
        return panel()[code, area, year] / (panel()["population_yearend", area, year] / 10_000)

    return value


def three_years(value: Callable[[str, int], float | None]) -> Callable[[str, int], float | None]:
    def total(area: str, year: int) -> float | None:
        parts = [value(area, back) for back in (year - 2, year - 1, year)]
        return None if None in parts else sum(parts)

    return total


def of(code: str) -> Callable[[str, int], float | None]:
    return lambda area, year: panel().get((code, area, year))


# of each indicator checked: its value by the other route, scale of display, decimals, newest year
ROUTES = {
    "rd_intensity_as_published": (of("rd_intensity_as_published"), 1, 2, 2024),
    "rd_expenditure_bulletin": (of("rd_expenditure_bulletin"), 1e9, 1, 2024),
    "rd_intensity_revised_gdp": (intensity, 1, 2, 2023),
    "fiscal_exp_scitech": (of("fiscal_exp_scitech"), 1e9, 2, 2023),
    "rd_fte": (of("rd_fte"), 1, 0, 2023),
    "invention_patents_granted": (of("invention_patents_granted"), 1, 0, 2023),
    "invention_patents_granted_per_10k": (per_10k("invention_patents_granted"), 1, 2, 2023),
    "invention_patents_in_force_per_10k": (per_10k("invention_patents_in_force"), 1, 1, 2023),
    "sci_papers": (of("sci_papers"), 1, 0, 2022),
    "tech_market_sold": (sold, 1e9, 1, 2024),
    "tech_market_sold_three_years": (three_years(sold), 1e9, 1, 2024),
    "hte_recognised_in_year": (of("hte_recognised_in_year"), 1, 0, 2024),
    "hte_recognised_three_years": (three_years(of("hte_recognised_in_year")), 1, 0, 2024),
    "hitech_mfg_revenue": (of("hitech_mfg_revenue"), 1e9, 1, 2023),
    "hitech_mfg_newproduct_sales": (of("hitech_mfg_newproduct_sales"), 1e9, 1, 2023),
    "gdp_revised": (gdp, 1e9, 0, 2024),
}
UNRANKED = ("rd_government_share", "tech_market_sold", "tech_market_absorbed", "gdp_revised")


def number(value: float, decimals: int) -> str:
    """A number as people read it: halves away from zero, thousands apart."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,f}"


def shown(code: str, area: str, year: int) -> str:
    value, scale, decimals, _ = ROUTES[code]
    found = value(area, year)
    if found is None:
        return "–"
    while found and not round(found / scale, decimals):
        decimals += 1  # a small figure does not read as zero
    return number(found / scale, decimals)


def rank(code: str, area: str, year: int, peers: tuple[str, ...]) -> int:
    """One more than the peers that stand higher."""
    value = ROUTES[code][0]
    own = value(area, year)
    return 1 + sum((value(peer, year) or float("-inf")) > own for peer in peers)


# --------------------------------------------------------------------------- reading what is shown


def tree(markup: str) -> ET.Element:
    """Markup as XML: what is not closed or not escaped does not parse."""
    return ET.fromstring(f"<div>{markup}</div>")


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


def pieces(block: Block) -> Iterator[Chart | Table | Prose]:
    """All pieces of a block and of the blocks in it."""
    for piece in block.pieces:
        if isinstance(piece, Block):
            yield from pieces(piece)
        else:
            yield piece


def charts(block: Block) -> dict[str, Chart]:
    return {piece.name: piece for piece in pieces(block) if isinstance(piece, Chart)}


def tables(block: Block) -> dict[str, Table]:
    return {piece.name: piece for piece in pieces(block) if isinstance(piece, Table)}


def svg_words(chart: Chart) -> str:
    """What is written on a chart, its lines joined."""
    texts = [words(node) for node in ET.fromstring(chart.svg).iter() if node.tag.endswith("text")]
    return " ".join(texts)


def body(shown_table: Table) -> list[dict[str, str]]:
    """The body of a table as shown: column key -> words of the cell."""
    rows = tree(shown_table.html()).findall(".//tbody/tr")
    keys = [column.key for column in shown_table.columns]
    return [dict(zip(keys, map(words, row), strict=True)) for row in rows]


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def said(markup: str) -> str:
    """Everything a reader meets: words, labels and titles."""
    found = []
    for node in tree(markup).iter():
        if not str(node.tag).endswith("style"):
            found += [node.text or "", node.tail or ""]
        found += [node.get(name, "") for name in ("aria-label", "title", "alt")]
    return " ".join(found)


@cache
def sentences(of_edition: Edition) -> list[str]:
    block = findings.findings(of_edition)
    return [row["finding"] for row in csv_rows(block.tables[0]["csv"])]


# -------------------------------------------------------------------------------------- findings

AREA_SETS = [
    pytest.param((HUNAN, HENAN, HUBEI), "all", 2012, id="published"),
    pytest.param((HUNAN, HENAN, HUBEI), "zone", 2012, id="zone"),
    pytest.param((GUANGDONG, HUNAN), (BEIJING, HUBEI), 2018, id="peers listed, since 2018"),
    pytest.param((TIBET,), "all", 2012, id="Tibet"),
    pytest.param((XINJIANG,), "zone", 2018, id="Xinjiang in its zone"),
]


def peers_of(areas: tuple[str, ...], peers: str | tuple[str, ...]) -> tuple[str, ...]:
    if peers == "all":
        return provinces()
    if peers == "zone":
        with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["level"] == "province"]
        zones = {row["zone"] for row in rows if row["adcode"] in areas}
        return tuple(row["adcode"] for row in rows if row["zone"] in zones)
    return tuple(sorted({*areas, *peers}))


def and_list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


STANDINGS = [
    ("rd_intensity_as_published", "R&D intensity, as first published, 2024, % of GDP"),
    ("rd_expenditure_bulletin", "R&D expenditure (bulletin), 2024, billion yuan, current prices"),
    ("invention_patents_granted_per_10k",
     "Invention patents granted per 10,000 people, 2023, patents per 10,000 people"),
    ("tech_market_sold_three_years",
     "Technology contracts sold in three years, 2022 to 2024, billion yuan, current prices"),
    ("hte_recognised_three_years",
     "High-tech enterprises recognised in three years, 2022 to 2024, enterprises"),
]  # fmt: skip


def sides(code: str, areas: tuple[str, ...], places: dict[str, int]) -> str:
    """Who of the marked stands above the national value and who below it, the best first."""
    value, _, _, year = ROUTES[code]
    nation = value(NATION, year)
    ordered = sorted(areas, key=places.get)
    above = [NAMES[area] for area in ordered if value(area, year) > nation]
    below = [NAMES[area] for area in ordered if value(area, year) < nation]
    told = [f"{and_list(names)} {where} it" for names, where in ((above, "above"), (below, "below"))
            if names]  # fmt: skip
    return f", {' and '.join(told)}" if told else ""


@pytest.mark.parametrize(("areas", "peers", "first"), AREA_SETS)
@pytest.mark.parametrize(("code", "head"), STANDINGS, ids=[code for code, _ in STANDINGS])
def test_where_the_marked_stand(areas, peers, first, code, head):
    among = peers_of(areas, peers)
    year = ROUTES[code][3]
    places = {area: rank(code, area, year, among) for area in among}
    parts = [
        f"{NAMES[area]} {shown(code, area, year)} (rank {places[area]})"
        for area in sorted(areas, key=places.get)
    ]
    expected = f"{head}: {and_list(parts)} among {len(among)} provinces"
    if code == "rd_intensity_as_published":
        expected += f"; China as a whole {shown(code, NATION, year)}{sides(code, areas, places)}"
    leader = min(places, key=places.get)
    if leader not in areas:
        expected += f"; {NAMES[leader]} leads with {shown(code, leader, year)}"
    assert f"{expected}." in sentences(edition(areas, peers, first))


MOVES = [
    ("rd_intensity_revised_gdp", "R&D intensity on revised GDP from {} to 2023, % of GDP"),
    ("invention_patents_in_force_per_10k",
     "Invention patents in force per 10,000 people from {} to 2023, patents per 10,000 people"),
]  # fmt: skip


@pytest.mark.parametrize(("areas", "peers", "first"), AREA_SETS)
@pytest.mark.parametrize(("code", "head"), MOVES, ids=[code for code, _ in MOVES])
def test_how_the_marked_moved(areas, peers, first, code, head):
    among = peers_of(areas, peers)
    parts = []
    for area in areas:
        old, new = (rank(code, area, year, among) for year in (first, 2023))
        way = "rose" if new < old else "fell"
        moved = f"stayed at rank {new}" if old == new else f"{way} from rank {old} to {new}"
        parts.append(f"{NAMES[area]} {moved} ({shown(code, area, first)} to "
                     f"{shown(code, area, 2023)})")  # fmt: skip
    expected = f"{head.format(first)}: {and_list(parts)}."
    assert expected in sentences(edition(areas, peers, first))


def test_the_published_edition_says_what_was_read_off_by_hand():
    """Three numbers looked up in the bulletin's own table: 2.62, 2.56 and 2.01 % in 2024."""
    assert sentences(edition())[0] == (
        "R&D intensity, as first published, 2024, % of GDP: Hunan 2.62 (rank 9), Hubei 2.56 "
        "(rank 11) and Henan 2.01 (rank 17) among 31 provinces; China as a whole 2.69, Hunan, "
        "Hubei and Henan below it; Beijing leads with 6.58."
    )


def test_who_stands_above_the_national_value_and_who_below():
    """The bulletin's table for 2024: Guangdong 3.60, Hunan 2.62, Henan 2.01; China 2.69 %."""
    assert sentences(edition((HENAN, GUANGDONG, HUNAN), (BEIJING,)))[0] == (
        "R&D intensity, as first published, 2024, % of GDP: Guangdong 3.60 (rank 2), Hunan 2.62 "
        "(rank 3) and Henan 2.01 (rank 4) among 4 provinces; China as a whole 2.69, Guangdong "
        "above it and Hunan and Henan below it; Beijing leads with 6.58."
    )
    above = sentences(edition((GUANGDONG, BEIJING)))[0]
    assert above.endswith("; China as a whole 2.69, Beijing and Guangdong above it.")


@pytest.mark.parametrize(("value", "words_"), [(2.69, ""), (2.7, ", Hunan above it")])
def test_who_stands_at_the_national_value_is_on_neither_side(value, words_):
    opened = edition((HUNAN,))
    rows = opened.figures
    hunans = (
        (rows["indicator"] == "rd_intensity_as_published")
        & (rows["year"] == 2024)
        & (rows["ref_area"] == HUNAN)
    )
    assert hunans.sum() == 1
    changed = rows.assign(value=rows["value"].mask(hunans, value))
    told = sentences(dataclasses.replace(opened, figures=changed))[0]
    assert f"; China as a whole 2.69{words_}; Beijing leads" in told


JUMPS = "Mind that single years of it jump with registration practice."


def test_promises_kept_and_missed_are_told_with_the_number_they_came_to():
    told = sentences(edition())
    spent = {
        (area, year): panel()["rd_expenditure_bulletin", area, year]
        for area in (HUNAN, HENAN)
        for year in (2021, 2022, 2023)
    }
    hunan = 100 * (spent[HUNAN, 2023] / spent[HUNAN, 2022] - 1)
    henan = 100 * (spent[HENAN, 2022] / spent[HENAN, 2021] - 1)
    contracts = 100 * (sold(HUNAN, 2023) / sold(HUNAN, 2022) - 1)
    assert {
        f"Henan, R&D expenditure (bulletin): more than 100 billion yuan expected for 2021; "
        f"met, the official figure is {number(spent[HENAN, 2021] / 1e9, 1)} billion yuan.",
        f"Hunan, growth of R&D expenditure (bulletin): more than 12% aimed at for 2023; "
        f"missed, the official figure is {number(hunan, 1)}%.",
        f"Henan, growth of R&D expenditure (bulletin): more than 17% aimed at for 2022; "
        f"missed, the official figure is {number(henan, 1)}%.",
        "Henan, R&D intensity, as first published: more than 1.96% aimed at for 2022; missed, "
        "the official figure is 1.86% of GDP.",
        f"Hunan, growth of technology contracts, seller's region: more than 15% aimed at for "
        f"2023; met, the official figure is {number(contracts, 1)}%. {JUMPS}",
        f"Henan, technology contracts, seller's region: more than 60 billion yuan expected for "
        f"2021; met, the official figure is {number(sold(HENAN, 2021) / 1e9, 1)} billion yuan. "
        f"{JUMPS}",
    } == set(told[len(STANDINGS) + len(MOVES) :])


def test_an_estimate_of_the_stock_is_no_verdict():
    """Hunan aimed at more than 14,910, Henan at more than 10,000 enterprises: no record counts."""
    promises = sentences(edition())[len(STANDINGS) + len(MOVES) :]
    assert not any("enterprises" in sentence for sentence in promises)


@pytest.mark.parametrize("area", [TIBET, XINJIANG])
def test_a_province_without_stories_has_no_promises(area):
    told = sentences(edition((area,)))
    assert len(told) == len(STANDINGS) + len(MOVES)
    assert not any("aimed" in sentence or "expected" in sentence for sentence in told)


def test_every_sentence_has_its_year_and_source_and_stands_on_the_page():
    block = findings.findings(edition())
    rows = csv_rows(block.tables[0]["csv"])
    assert block.tables[0]["name"] == "findings"
    items = tree(block.html()).findall(".//ul[@class='findings']/li")
    assert len(items) == len(rows)
    for row, item in zip(rows, items, strict=True):
        assert words(item) == f"{row['finding']} {row['source']}"
        assert item.find("strong").text == row["finding"].partition(": ")[0]
        assert all(year in row["finding"] for year in row["years"].split(", "))
        assert re.search(r"Bulletin|Yearbook|Lists", row["source"])


def test_indicators_that_are_not_shown_are_not_spoken_of():
    told = sentences(edition((TIBET,), indicators=TWO))
    assert [sentence.partition(",")[0] for sentence in told] == [
        "R&D expenditure (bulletin)",
        "High-tech enterprises recognised in three years",
        "R&D expenditure (bulletin) from 2012 to 2024",
        "High-tech enterprises recognised in three years from 2018 to 2020 on to 2022 to 2024",
    ]


def test_headlines_are_made_of_the_indicators_that_were_chosen():
    """One that no headline list names, one without ranks; and no promise of anything else."""
    papers, gdp_first = (
        sentences(edition(indicators=codes))
        for codes in (("sci_papers",), ("gdp_revised", "sci_papers"))
    )
    places = {area: rank("sci_papers", area, 2022, provinces()) for area in (HUNAN, HENAN, HUBEI)}
    parts = [
        f"{NAMES[area]} {shown('sci_papers', area, 2022)} (rank {places[area]})"
        for area in sorted(places, key=places.get)
    ]
    now = (
        f"Papers in the Science Citation Index, 2022, papers: {and_list(parts)} among 31 "
        f"provinces; Beijing leads with {shown('sci_papers', BEIJING, 2022)}."
    )
    assert papers[0] == now
    assert papers[1].startswith("Papers in the Science Citation Index from 2012 to 2022, papers: ")
    assert len(papers) == 2
    values = [f"{NAMES[area]} {shown('gdp_revised', area, 2024)}" for area in (HUNAN, HENAN, HUBEI)]
    assert gdp_first[0] == (
        f"GDP, revised, 2024, billion yuan, current prices: {and_list(values)}; no ranks: more is "
        "neither better nor worse."
    )
    assert gdp_first[1] == now
    assert len(gdp_first) == 3


def test_at_most_five_standings_and_two_moves_are_told():
    codes = [code for code in ROUTES if code not in UNRANKED][:7]
    told = sentences(edition((TIBET,), indicators=tuple(codes)))
    names = [edition().reference.indicator[code].name for code in codes]
    assert [one.startswith(f"{name}, ") for one, name in zip(told, names[:5], strict=False)] == [
        True
    ] * 5
    assert len(told) == 7
    assert all(" from 2012 to " in sentence for sentence in told[5:])


def test_a_move_begins_on_the_newest_basis_and_windows_share_no_year():
    """Revenue changed its item in 2018; contracts were registered otherwise from 2021 on, so the
    first three years on one basis end in 2023, and 2024's share two of them."""
    codes = ("hitech_mfg_revenue", "tech_market_sold_three_years")
    told = sentences(edition(indicators=codes))[2:]
    assert [sentence.partition(",")[0] for sentence in told if " rank " in sentence][:1] == [
        "High-tech manufacturing revenue from 2018 to 2023"
    ]
    assert not any(sentence.startswith("Technology contracts") for sentence in told)


def test_a_marked_province_without_a_figure_is_named_in_the_headline():
    """Tibet's exports of high-tech products are missing in 2018."""
    assert ("hitech_trade_exports", TIBET, 2018) not in panel()
    told = sentences(edition((HUNAN, TIBET), indicators=("hitech_trade_exports",)))[0]
    assert "; no figure of Tibet" in told


@pytest.mark.parametrize(("chosen", "words_"), [
    ("default", "in an order fixed beforehand"), (TWO, "in the order in which they were chosen")
])  # fmt: skip
def test_the_rule_of_the_headlines_is_stated(chosen, words_):
    told = said(findings.findings(edition(indicators=chosen)).html())
    assert "Spoken of are the first 5 of the edition's indicators that have figures" in told
    assert words_ in told


def test_the_newest_year_is_that_of_the_record_whatever_is_chosen():
    """Papers end in 2022, but the promises of contracts for 2023 are still decided."""
    few = edition(indicators=("sci_papers", "tech_market_sold"))
    papers = edition(indicators=("sci_papers",))
    assert papers.last_year == few.last_year == 2024
    assert (papers.years_held, few.years_held) == ((2012, 2022), (2012, 2024))
    assert any("aimed at for 2023; met" in sentence for sentence in sentences(few))
    subtitles = [chart.subtitle for chart in charts(comparison.against_output(papers)).values()]
    assert ["all three of 2023" in subtitle for subtitle in subtitles] == [True, True]
    assert "2012 to 2024 (the figures: 2012 to 2022)." in said(sources.opening(papers).html())


@pytest.mark.parametrize(("asked", "words_"), [
    ({"first_year": 2030}, "first_year 2030 lies after 2024, the newest year with figures"),
    ({"first_year": 2030, "last_year": 2100}, "years within 2000 to 2024"),
    ({"first_year": 1990, "last_year": 1999}, "1990 to 1999 hold no year with figures"),
    ({"indicators": ["sci_papers"], "first_year": 2023}, "years within 2010 to 2022"),
    ({"indicators": ["hte_stock", "tech_sme"]}, "has no figures of hte_stock and tech_sme"),
    ({"peers": [HUNAN]}, "leaves nobody whom Hunan could be compared with"),
    ({"areas": [HUNAN, HENAN, HUBEI, BEIJING, TIBET, XINJIANG]}, "areas names 6 provinces"),
])  # fmt: skip
def test_an_edition_with_nothing_to_compare_is_refused_in_words(asked, words_):
    values = {"areas": [HUNAN], "peers": "all", "first_year": 2012, "last_year": "newest",
              "indicators": "default"} | asked  # fmt: skip
    with pytest.raises(FaultsFound) as found:
        open_edition(**values)
    assert words_ in str(found.value)


def test_one_year_is_no_move():
    told = sentences(edition((TIBET,), first=2023, last=2023))
    assert told
    assert not any(" from 2023 to " in sentence for sentence in told)


def test_an_edition_without_figures_says_so():
    block = findings.findings(without_figures())
    assert words(tree(block.html())) == (
        "The marked provinces have no figures of the edition's indicators in its years."
    )
    assert block.tables == []


# ------------------------------------------------------------------------------ indicator table


@cache
def table_rows(of_edition: Edition) -> dict[str, dict[str, str]]:
    rows = body(indicator_table(of_edition))
    codes = [indicator.code for indicator in of_edition.indicators]
    return dict(zip(codes, rows, strict=True))


@pytest.mark.parametrize(("areas", "peers", "first"), AREA_SETS)
def test_values_and_ranks_are_those_of_the_raw_figures(areas, peers, first):
    among = peers_of(areas, peers)
    rows = table_rows(edition(areas, peers, first))
    for code, (value, _, _, year) in ROUTES.items():
        having = sum(value(peer, year) is not None for peer in among)
        for area in areas:
            assert rows[code][f"value-{area}"] == shown(code, area, year), (code, area)
            if code in UNRANKED:
                assert rows[code][f"rank-{area}"] == "–"
                continue
            place = str(rank(code, area, year, among))
            place += "" if having == len(among) else f" of {having}"
            assert rows[code][f"rank-{area}"] == place, (code, area)


def test_what_jumps_or_has_no_better_end_has_no_rank():
    rows = table_rows(edition())
    assert {rows[code][f"rank-{area}"] for code in UNRANKED for area in (HUNAN, HENAN, HUBEI)} == {
        "–"
    }
    assert rows["tech_market_sold_three_years"][f"rank-{HUBEI}"] == "3"


def test_a_rank_says_among_how_many_where_some_have_no_figure():
    """Tibet's contracts begin in 2017: three years to 2018 are whole in 30 provinces."""
    code = "tech_market_sold_three_years"
    rows = table_rows(edition((HUNAN, TIBET), last=2018, indicators=(code,)))
    among = [area for area in provinces() if area != TIBET]
    place = rank(code, HUNAN, 2018, tuple(among))
    assert rows[code][f"rank-{HUNAN}"] == f"{place} of 30"
    assert [rows[code][f"{key}-{TIBET}"] for key in ("value", "rank", "change")] == ["–"] * 3


def percent(old: float, new: float) -> str:
    grown = 100 * (new / old - 1)
    return f"{'+' if grown > 0 else '−'}{number(abs(grown), 0)}%"


def test_changes_run_from_the_first_year_and_never_over_a_break():
    rows = table_rows(edition())
    since = {
        "rd_expenditure_bulletin": (2012, 2024),
        "rd_fte": (2012, 2023),
        "invention_patents_granted": (2021, 2023),
        "tech_market_sold": (2021, 2024),
        "hte_recognised_in_year": (2018, 2024),
        "hte_recognised_three_years": (2020, 2024),
        "hitech_mfg_revenue": (2018, 2023),
    }
    for code, (first, last) in since.items():
        value = ROUTES[code][0]
        since_words = "2018 to 2020" if code == "hte_recognised_three_years" else str(first)
        assert f"change since {since_words}" in rows[code]["indicator"]
        for area in (HUNAN, HENAN, HUBEI):
            assert rows[code][f"change-{area}"] == percent(value(area, first), value(area, last))
    for area in (HUNAN, HENAN, HUBEI):
        # GDP was revised for 2024: the published intensity has no year before it to go by
        assert rows["rd_intensity_as_published"][f"change-{area}"] == "–"
        points = intensity(area, 2023) - intensity(area, 2012)
        words_ = f"+{number(points, 2)} p.p."
        assert rows["rd_intensity_revised_gdp"][f"change-{area}"] == words_
    assert "new basis from 2024" in rows["rd_intensity_as_published"]["indicator"]
    assert "new basis from 2021" in rows["tech_market_sold"]["indicator"]


def test_windows_that_share_a_year_have_no_change():
    """Whole windows behind the break of 2021 end in 2023 and 2024: both hold 2022 and 2023."""
    rows = table_rows(edition())
    cell = rows["tech_market_sold_three_years"]
    assert [cell[f"change-{area}"] for area in (HUNAN, HENAN, HUBEI)] == ["–"] * 3
    assert "new basis from 2021; no change shown across it" in cell["indicator"]
    assert "change since" not in cell["indicator"]
    code = "hte_recognised_three_years"
    value = ROUTES[code][0]
    apart = table_rows(edition((HUNAN,), first=2021, indicators=(code,)))[code]
    assert "change since 2019 to 2021" in apart["indicator"]
    assert apart[f"change-{HUNAN}"] == percent(value(HUNAN, 2021), value(HUNAN, 2024))
    shared = table_rows(edition((HUNAN,), first=2022, indicators=(code,)))[code]
    assert shared[f"change-{HUNAN}"] == "–"
    assert "change since" not in shared["indicator"]


def test_the_lines_in_the_table_are_cut_at_breaks():
    codes = ("rd_fte", "invention_patents_granted", "tech_market_sold")
    markup = tree(indicator_table(edition((HUNAN,), indicators=codes)).html())
    paths = [path.get("d") for path in markup.findall(".//tbody//{*}path")]
    # one run each of 2012 to 2023; then 2012 to 2020 and 2021 to the newest, twice
    assert [path.count("M") for path in paths] == [1, 2, 2]
    assert [path.partition("M")[2].partition("M")[0].count("L") for path in paths] == [11, 8, 8]


def test_a_later_first_year_moves_the_change():
    rows = table_rows(edition((XINJIANG,), "zone", 2018))
    spent = [panel()["rd_expenditure_bulletin", XINJIANG, year] for year in (2018, 2024)]
    assert rows["rd_expenditure_bulletin"][f"change-{XINJIANG}"] == percent(*spent)
    assert "change since 2018" in rows["rd_expenditure_bulletin"]["indicator"]
    assert "new basis" not in rows["hitech_mfg_revenue"]["indicator"]
    assert "new basis from 2018" in table_rows(edition())["hitech_mfg_revenue"]["indicator"]


def test_a_fall_has_a_minus_sign():
    rows = table_rows(edition((TIBET,)))
    shares = [
        100 * panel()["rd_src_government", TIBET, year] / panel()["rd_expenditure", TIBET, year]
        for year in (2012, 2023)
    ]
    assert shares[1] < shares[0]
    words_ = f"−{number(shares[0] - shares[1], 1)} p.p."
    assert rows["rd_government_share"][f"change-{TIBET}"] == words_
    bought = [panel()["tech_market_absorbed", TIBET, year] for year in (2021, 2023)]
    assert bought[1] < bought[0]
    assert rows["tech_market_absorbed"][f"change-{TIBET}"] == percent(*bought)


def test_many_times_as_much_is_a_percentage_too():
    rows = table_rows(edition((TIBET,)))
    papers = [panel()["sci_papers", TIBET, year] for year in (2012, 2022)]
    assert papers[1] / papers[0] > 10
    assert rows["sci_papers"][f"change-{TIBET}"] == percent(*papers)


def test_unit_year_window_and_gaps_stand_under_the_name():
    rows = table_rows(edition())
    assert "billion yuan, current prices; 2024" in rows["rd_expenditure_bulletin"]["indicator"]
    assert "2022 to 2024" in rows["tech_market_sold_three_years"]["indicator"]
    assert "no figure 2017" in rows["hitech_mfg_revenue"]["indicator"]
    for indicator in edition().indicators:
        assert ("current prices" in rows[indicator.code]["indicator"]) == indicator.money
        assert indicator.display_unit in rows[indicator.code]["indicator"]
        assert re.search(r"20\d\d", rows[indicator.code]["indicator"])


def test_more_than_three_marked_have_value_and_rank_in_one_column_and_no_lines():
    areas = (HUNAN, HENAN, HUBEI, GUANGDONG)
    wide = indicator_table(edition(areas))
    row = {row["indicator"]: row for row in body(wide)}
    code = "rd_intensity_as_published"
    first = next(row[name] for name in row if name.startswith("R&D intensity, as first"))
    for area in areas:
        place = rank(code, area, 2024, provinces())
        assert first[f"both-{area}"] == f"{shown(code, area, 2024)} ({place})"
    assert not tree(wide.html()).findall(".//{*}svg")
    assert "stand in the charts only" in said(wide.html())
    assert "Each trend line" in said(indicator_table(edition()).html())


def test_the_figures_behind_the_table_are_unrounded():
    table = indicator_table(edition())
    rows = {(r["indicator"], r["ref_area"]): r for r in csv_rows(table.tables[0]["csv"])}
    assert len(rows) == 3 * len(edition().indicators)
    for code, (value, scale, _, year) in ROUTES.items():
        row = rows[code, HUNAN]
        assert float(row["value"]) == pytest.approx(value(HUNAN, year) / scale)
        assert row["year"] == str(year)
        assert (row["rank"] == "") == (code in UNRANKED)
        assert row["unit"]
    assert rows["rd_intensity_as_published", HUNAN]["change"] == ""
    assert rows["hte_recognised_three_years", HUNAN]["change_since"] == "2020"


def test_a_missing_course_and_a_missing_figure_are_said():
    table = indicator_table(edition((TIBET,)))
    place = [indicator.code for indicator in edition().indicators].index(
        "hitech_mfg_newproduct_sales"
    )
    label = tree(table.html()).findall(".//tbody/tr")[place].find(".//{*}svg").get("aria-label")
    # 2016 and 2023 are all that there is of Tibet
    assert "2016" in label
    assert "gaps in 2017, 2018, 2019, 2020, 2021, 2022" in label
    assert label.startswith("Tibet, High-tech manufacturing, sales of new products: ")


# ----------------------------------------------------------------- an indicator without a year

EMPTY = ("rd_expenditure_bulletin", "hte_recognised_three_years",
         "regional_innovation_capability_rank")  # fmt: skip


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


def test_years_before_the_record_leave_nothing_to_set_against_each_other():
    block = comparison.against_output(edition((HUNAN,), first=2024, last=2024))
    assert not charts(block)
    told = [words(p) for p in tree(block.html()).findall(".//p[@class='caution']")]
    assert len(told) == 2
    assert all("no year of this edition has both" in sentence for sentence in told)


# --------------------------------------------------------------------------------- side by side


@cache
def beside() -> Block:
    return comparison.side_by_side(edition(indicators=TWO))


def test_each_indicator_has_its_provinces_its_course_and_its_map():
    assert list(charts(beside())) == [
        f"{code}-{kind}" for code in TWO for kind in ("provinces", "trend", "map")
    ]
    found = tree(beside().html())
    assert [node.get("id") for node in found.findall(".//h4")] == [f"indicator-{c}" for c in TWO]
    assert [words(node) for node in found.findall(".//h3")] == ["R&D money", "Firms"]
    # the table above leads to the headings
    links = re.findall(r'href="#([^"]+)"', indicator_table(edition()).html())
    assert {f"indicator-{code}" for code in TWO} <= set(links)


@pytest.mark.parametrize("code", TWO)
def test_the_ranking_and_the_map_hold_every_province_at_its_figure(code):
    value, scale, _, year = ROUTES[code]
    ranking = charts(beside())[f"{code}-provinces"].data.set_index("area")
    tiles = charts(beside())[f"{code}-map"].data.set_index("area")
    for data in (ranking, tiles):
        assert set(data.index) == set(provinces())
        for area in provinces():
            assert data.at[area, "value"] == pytest.approx(value(area, year) / scale)
    for area in provinces():
        assert ranking.at[area, "rank"] == rank(code, area, year, provinces())
    assert set(ranking["rank_of"]) == {31}
    assert ranking["rank"].is_monotonic_increasing  # the best stands at the top
    assert "lower is better" not in svg_words(charts(beside())[f"{code}-provinces"]).lower()


def test_the_course_holds_every_year_and_no_nation_where_it_is_a_total():
    data = charts(beside())["rd_expenditure_bulletin-trend"].data
    assert set(data["area"]) == set(provinces())
    assert set(data["year"]) == set(range(2012, 2025))
    own = data[data["area"] == HENAN].set_index("year")["value"]
    for year in (2012, 2021, 2024):
        printed = panel()["rd_expenditure_bulletin", HENAN, year]
        assert own[year] == pytest.approx(printed / 1e9)
    recognised = charts(beside())["hte_recognised_three_years-trend"].data
    assert set(recognised["year"]) == set(range(2020, 2025))
    hunan = recognised[(recognised["area"] == HUNAN) & (recognised["year"] == 2022)]
    assert list(hunan["value"]) == [4071 + 4713 + 5475]
    assert set(data.loc[data["role"] == "marked", "area"]) == {HUNAN, HENAN, HUBEI}


def test_the_nation_is_told_as_a_total_or_not_at_all():
    total = number(panel()["rd_expenditure_bulletin", NATION, 2024] / 1e9, 1)
    words_ = svg_words(charts(beside())["rd_expenditure_bulletin-provinces"])
    assert f"China: {total} billion yuan in all; the national total, not drawn." in words_
    assert f"China {total}" not in words_
    assert "China" not in charts(beside())["rd_expenditure_bulletin-provinces"].alt
    words_ = svg_words(charts(beside())["hte_recognised_three_years-provinces"])
    assert "The data at hand have no national figure." in words_
    assert "China" not in words_


@cache
def more() -> Block:
    """Four further indicators, among few peers so that it is quick."""
    codes = ("rd_intensity_as_published", "fiscal_exp_scitech", "invention_patents_granted",
             "tech_market_sold")  # fmt: skip
    return comparison.side_by_side(edition((HUBEI,), (HUNAN, BEIJING), indicators=codes))


def test_the_nation_is_a_line_where_it_is_a_ratio():
    ranking = charts(more())["rd_intensity_as_published-provinces"]
    nation = panel()["rd_intensity_as_published", NATION, 2024]
    assert f"China {number(nation, 2)}" in svg_words(ranking)
    data = charts(more())["rd_intensity_as_published-trend"].data
    assert set(data["role"]) == {"marked", "other", "nation"}


def test_what_national_rows_hold_is_said():
    budgets = svg_words(charts(more())["fiscal_exp_scitech-provinces"])
    total = number(panel()["fiscal_exp_scitech", NATION, 2023] / 1e9, 2)
    assert (
        f"China: {total} billion yuan in all, the sum of local budgets; the national total, "
        "not drawn."
    ) in budgets
    patents = svg_words(charts(more())["invention_patents_granted-provinces"])
    total = number(panel()["invention_patents_granted", NATION, 2023], 0)
    assert (
        f"China: {total} patents in all, Hong Kong, Macao and Taiwan among them; the national "
        "total, not drawn."
    ) in patents


def test_a_national_share_of_local_budgets_says_so():
    block = comparison.side_by_side(
        edition((HUBEI,), (HUNAN, BEIJING), indicators=("scitech_budget_share",))
    )
    words_ = svg_words(charts(block)["scitech_budget_share-provinces"])
    assert "China: the sum of local budgets, without the central one." in words_


def test_contracts_of_one_year_are_not_ranked_and_why_is_said():
    chart = charts(more())["tech_market_sold-provinces"]
    assert chart.data["rank"].isna().all()
    assert "No ranks: single years jump with registration practice." in svg_words(chart)
    assert "rank" not in chart.alt
    assert {row["rank"] for row in csv_rows(csv_text(chart.data))} == {""}


def test_breaks_are_drawn_and_told():
    for code, year in (("rd_intensity_as_published", 2024), ("tech_market_sold", 2021),
                       ("invention_patents_granted", 2021)):  # fmt: skip
        chart = charts(more())[f"{code}-trend"]
        assert f"Break from {year}: " in chart.alt
        words_on_it = dict(edition().reference.indicator[code].breaks)[year]
        assert words_on_it in svg_words(chart)
    assert "Break" not in charts(beside())["rd_expenditure_bulletin-trend"].alt


def test_only_peers_stand_beside_the_marked():
    for chart in charts(more()).values():
        assert set(chart.data["area"]) - {NATION} == {HUBEI, HUNAN, BEIJING}


# ------------------------------------------------------------------------------ against an output


@cache
def against() -> Block:
    return comparison.against_output(edition())


def test_an_output_is_set_against_intensity_in_their_newest_common_year():
    patents = charts(against())[
        "rd_intensity_revised_gdp-against-invention_patents_granted_per_10k"
    ]
    granted = per_10k("invention_patents_granted")
    data = patents.data
    assert set(data["area"]) == set(provinces())
    assert set(data["year"]) == {2023}
    value = data.set_index(["indicator", "area"])["value"]
    for area in (HUNAN, HENAN, HUBEI, TIBET):
        assert value["rd_intensity_revised_gdp", area] == pytest.approx(intensity(area, 2023))
        patented = value["invention_patents_granted_per_10k", area]
        assert patented == pytest.approx(granted(area, 2023))
        spent = panel()["rd_expenditure", area, 2023]
        assert value["rd_expenditure", area] == pytest.approx(spent / 1e9)
    wealth = charts(against())["rd_intensity_revised_gdp-against-gdp_per_head"]
    assert set(wealth.data["area"]) == set(provinces())
    value = wealth.data.set_index(["indicator", "area"])["value"]
    for area in (HUNAN, HENAN, HUBEI, TIBET):
        head = gdp(area, 2023) / panel()["population_yearend", area, 2023]
        assert value["rd_intensity_revised_gdp", area] == pytest.approx(intensity(area, 2023))
        assert value["gdp_per_head", area] == pytest.approx(head / 1000)
    assert "GDP per head, thousand yuan" in svg_words(wealth)
    # contracts of one year jump with registration practice: they are in no scatter
    assert set(charts(against())) == {patents.name, wealth.name}
    for chart in (patents, wealth):
        assert "all three of 2023" in chart.subtitle
        assert "it shows no cause" in svg_words(chart)
        assert "% of GDP" in svg_words(chart)


# -------------------------------------------------------------------------- stories and the record


@cache
def recorded() -> Block:
    return beside_record(edition())


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
    assert (same["official"], same["outcome"]) == ("2.23% of GDP", "as in the record")
    eighth = rows["Hunan", "Regional innovation capability rank", "2022 (not printed)"]
    assert (eighth["official"], eighth["outcome"]) == ("rank 8", "as in the record")
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
    assert "1 would stand at the top" in svg_words(rank_chart)
    assert "1 would stand" not in svg_words(chart)


def test_a_title_beside_the_record_tells_all_that_the_record_decides():
    """The bulletins: 101.88 billion yuan in 2021, +12.2 % in 2022; a growth drawn as a level is
    still told; a year that the record alone suggests is the record's, not the story's."""
    titles = {name: untraced(chart.title) for name, chart in charts(recorded()).items()}
    assert titles[f"record-rd_expenditure_bulletin-{HENAN}"] == (
        "Henan: met in 2021 (more than 100 billion yuan); missed in 2022 (growth of more than 17%)"
    )
    assert titles[f"record-rd_expenditure_bulletin-{HUNAN}"] == (
        "Hunan: missed what was aimed at for 2023, growth of more than 12%; 9.2% came"
    )
    assert titles[f"record-rd_intensity_as_published-{HUNAN}"] == (
        "Hunan: 2.23%, which is the record's figure of 2021"
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


def test_what_only_stories_count_says_year_and_status_in_each_row():
    found = charts(stories.only_in_stories(edition()))
    assert set(found) == {"told-hte_stock-provinces", "told-tech_sme-provinces"}
    data = found["told-hte_stock-provinces"].data
    assert list(zip(data["label"], data["value"], data["status"], strict=True)) == [
        ("Hunan, 2021", 11_063, "actual"),
        ("Hunan, 2022", 13_910, "actual"),
        ("Hunan, 2023", 14_910, "target"),
        ("Henan, 2022", 10_000, "target"),
    ]
    small = found["told-tech_sme-provinces"].data
    assert list(zip(small["label"], small["value"], small["status"], strict=True)) == [
        ("Hunan, 2021", 19_476 - 8_075, "actual"),
        ("Hunan, 2022", 19_476, "actual"),
        ("Hunan, 2023", 19_476 + 2_000, "target"),
        ("Henan, 2022", 16_000, "target"),
    ]
    for chart in found.values():
        assert "different years" in chart.subtitle
        assert set(chart.data["area"]) <= {HUNAN, HENAN}
        assert chart.alt.count("(target)") == 2


# ---------------------------------------------------------------------------------------- cities


@cache
def of_cities() -> Block:
    return stories.cities(edition())


def raw_story(name: str) -> list[dict[str, str]]:
    with next(RAW.glob(f"{name}*.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_citys_table_holds_every_figure_of_its_story_once():
    huangshi = body(tables(of_cities())[f"city-{HUANGSHI}"])
    told = [row for row in raw_story("huangshi") if not row["exclusion"] and row["area"] != "China"]
    assert len(huangshi) == len(told)
    assert {row["printed"] for row in huangshi} == {row["as_printed"] for row in told}
    wuhan = body(tables(of_cities())[f"city-{WUHAN}"])
    told = {
        (row["indicator"], row["as_printed"].partition(" ")[0])
        for row in raw_story("wuhan")
        if not row["exclusion"]
    }
    assert {row["printed"].partition(" ")[0] for row in wuhan} == {figure for _, figure in told}


def test_beside_a_city_stands_its_provinces_figure_of_the_same_year():
    wuhan = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{WUHAN}"])}
    recognised = three_years(of("hte_recognised_in_year"))
    assert wuhan["High-tech enterprises"]["province"] == (
        f"{number(recognised(HUBEI, 2023), 0)} enterprises "
        "(recognised in three years: another count)"
    )
    contracts = wuhan["Technology contracts, seller's region"]
    assert contracts["province"] == f"{number(sold(HUBEI, 2023) / 1e9, 1)} billion yuan"
    assert (contracts["value"], contracts["status"]) == ("more than 145 billion yuan", "target")
    huangshi = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{HUANGSHI}"])}
    assert huangshi["High-tech enterprises"]["province"] == (
        f"{number(recognised(HUBEI, 2021), 0)} enterprises "
        "(recognised in three years: another count)"
    )
    assert huangshi["High-tech enterprises"]["value"] == "478"
    beside_nothing = huangshi["High-tech enterprises declared"]
    assert (beside_nothing["value"], beside_nothing["province"]) == ("355", "–")
    assert beside_nothing["period"] == "2022-01 to 2022-07"
    assert "no fall" in beside_nothing["note"]


def test_figures_of_cities_are_read_with_their_sign_and_unit():
    huangshi = {row["indicator"]: row for row in body(tables(of_cities())[f"city-{HUANGSHI}"])}
    energy = huangshi["Energy per 10,000 yuan of GDP, growth"]
    assert (energy["printed"], energy["value"]) == ("decreased by 1%", "−1%")
    assert huangshi["Balance of all loans"]["value"] == "193.8 billion yuan"
    assert huangshi["Forest cover"]["value"] == "36.92%"
    assert huangshi["Universities tied to the city's enterprises"]["value"] == "under 200"
    assert huangshi["High-tech value added to GDP, rank"]["value"] == "rank 1"
    assert huangshi["Forest cover"]["period"] == "2022-07"
    assert huangshi["Research talents newly introduced"]["period"] == "not printed"


def test_cities_charts_name_city_year_and_status():
    found = charts(of_cities())
    data = found[f"told-hte_stock-cities-{HUBEI}"].data
    labels = dict(zip(data["label"], data["value"], strict=True))
    recognised = three_years(of("hte_recognised_in_year"))
    assert labels == {
        "Wuhan (city), 2023": 13_000,
        "Huangshi (city), 2021": 478,
        "Hubei (recognised in three years), 2021": recognised(HUBEI, 2021),
        "Hubei (recognised in three years), 2023": recognised(HUBEI, 2023),
    }
    small = found[f"told-tech_sme-cities-{HUBEI}"].data
    assert dict(zip(small["label"], small["value"], strict=True)) == {
        "Wuhan (city), 2023": 9_000,
        "Huangshi (city), 2021": 961,
        "Huangshi (city), 2022-01 to 2022-07": 872,
    }
    for chart in found.values():
        assert "A city is a part of its province." in svg_words(chart)
        assert "different years" in chart.subtitle


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


# ------------------------------------------------------------------ results are results only


@cache
def written() -> list[dict[str, str]]:
    with (ROOT / "data/clean/observations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


# ------------------------------------------------------------------------------- not comparable


def test_everything_that_stands_alone_is_listed_with_its_reason():
    table = row_by_row(cleaned())
    rows = body(table)
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    assert len(rows) == len(alone)
    assert f"({len(alone)} rows)" in table.html()
    assert all(row["why"] != "–" for row in rows)
    by_figure = {(row["area"], row["printed"], row["indicator"]): row for row in rows}
    wuhan = by_figure["Wuhan", "exceeded 13,000", "High-tech enterprises"]
    assert wuhan["why"] == "a city is no province, a target, no result"
    months = by_figure["Huangshi", "872", "Technology-based small and medium-sized enterprises"]
    assert "not a whole year" in months["why"]
    assert months["period"] == "2022-01 to 2022-07"
    hunan = by_figure["Hunan", "13,910", "High-tech enterprises"]
    assert hunan["why"] == "no other province has it for this period and status"
    computed = by_figure["Hunan", "computed: 13,910 minus 2,847", "High-tech enterprises"]
    assert computed["period"] == "2021"
    assert sum(row["printed"].startswith("computed: ") for row in rows) == sum(
        bool(row["derived_from"]) for row in alone
    )
    assert by_figure["Hunan", "43", "Academicians of both academies"]["period"] == "not printed"


def reasons_told(opened):
    """The rows of the table of reasons, and all that the section says."""
    shown = not_comparable(opened)
    return body(shown.pieces[0]), " ".join(said(shown.html()).split())


def test_the_comparison_counts_what_stands_alone_by_reason_and_leads_to_the_rows():
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    why = [row["note"].partition("not comparable: ")[2] or row["note"] for row in alone]
    rows, words = reasons_told(edition())
    assert {row["why"]: int(row["figures"]) for row in rows} == {
        reason: why.count(reason) for reason in set(why)
    }
    counts = [int(row["figures"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert 'href="data.html#not-comparable"' in not_comparable(edition()).html()
    assert "Not counted here" not in words


def test_the_example_of_a_reason_is_a_marked_provinces():
    rows, _ = reasons_told(edition((HENAN,)))
    target = "a target, no result, no other province has it for this period and status"
    ones = {row["why"]: row["one"] for row in rows}
    assert ones[target].startswith("Henan, ")
    assert ones["a city is no province, a target, no result"].startswith(("Wuhan, ", "Huangshi, "))


def test_the_reasons_keep_to_the_areas_that_are_compared():
    """Beside Zhejiang's zone stand the nation, and no province or city of another zone."""
    east = edition(("330000",), "zone")
    rows, told = reasons_told(east)
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    zone = {NATION, *east.peers}
    inside = [row for row in alone if row["ref_area"] in zone]
    assert sum(int(row["figures"]) for row in rows) == len(inside) > 0
    assert {row["one"].partition(",")[0] for row in rows} <= {"China", "Shanghai", "Shandong"}
    assert f"Not counted here: {len(alone) - len(inside)} figures of areas that this" in told


def test_disagreements_keep_to_the_areas_that_are_compared():
    """Four are on record: Shanghai's budget, and three of other zones."""
    told = words(tree(conflicts_within(edition(("330000",), "zone")).html()))
    assert told.startswith("Shanghai, ")
    assert told.endswith(
        "3 other disagreements on record, of areas that this edition does not compare: see the "
        "data page."
    )
    none = words(tree(conflicts_within(edition((TIBET,), (XINJIANG,))).html()))
    assert none.startswith("4 disagreements on record, of areas")
    whole = conflict_list(edition().observations, edition().reference)
    assert conflicts_within(edition()).html() == whole.html()


# ------------------------------------------------------------------- sources and the edition


def test_every_source_is_listed_with_its_count_and_hash():
    with (ROOT / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    rows = {row["source_id"]: row for row in body(sources.sources(edition()))}
    assert list(rows) == [row["source_id"] for row in listed]
    for row in listed:
        count = sum(seen["source_id"] == row["source_id"] for seen in written())
        assert rows[row["source_id"]]["rows"] == f"{count:,}"
        assert rows[row["source_id"]]["hash"] == row["sha256"][:12]
        assert row["date"] or "not recorded" in rows[row["source_id"]]["date"]
    behind = csv_rows(sources.sources(edition()).tables[0]["csv"])
    assert [row["sha256"] for row in behind] == [row["sha256"] for row in listed]


def test_definitions_say_unit_breaks_and_national_row():
    rows = {row["code"]: row for row in body(sources.definitions(edition()))}
    assert list(rows) == [indicator.code for indicator in edition().indicators]
    assert rows["rd_expenditure_bulletin"]["unit"] == "billion yuan, current prices"
    assert rows["rd_intensity_as_published"]["breaks"].startswith("2024: GDP revised")
    assert rows["hitech_mfg_revenue"]["breaks"].startswith("2018: ")
    assert rows["rd_fte"]["breaks"] == "–"
    assert rows["gdp_revised"]["nation"] == "none"
    assert rows["fiscal_exp_scitech"]["nation"] == "the sum of local budgets"
    assert rows["invention_patents_granted"]["nation"] == "with areas beyond the 31"
    assert "研究与试验发展" in rows["rd_expenditure_bulletin"]["name"]


def test_the_opening_names_the_marked_and_the_stories_with_their_years():
    """Five stories: Henan's of 2022 and Huangshi's of 2022, Hunan's two and Wuhan's of 2023."""
    stories_at_hand = ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan")
    told = {row["area"] for story in stories_at_hand for row in raw_story(story)} - {"China"}
    assert told == {"Henan", "Wuhan", "Huangshi", "Hunan"}
    dates = [next(RAW.glob(f"{story}*.csv")).stem.rpartition("_")[2] for story in stories_at_hand]
    assert {date[:4] for date in dates} == {"2022", "2023"}
    beside_them = (
        "Beside the official statistics stand 5 news stories of 2022 and 2023, on Henan, Wuhan, "
        "Huangshi and Hunan."
    )
    assert words(tree(sources.opening(edition()).html())) == (
        "This edition marks Hunan, Henan and Hubei among 31 provinces (municipalities and "
        f"autonomous regions count as provinces), 2012 to 2024. {beside_them}"
    )
    few = edition((TIBET,), (HUBEI, GUANGDONG), 2018, 2022, TWO)
    assert words(tree(sources.opening(few).html())) == (
        "This edition marks Tibet among 3 provinces (municipalities and autonomous regions count "
        "as provinces), 2018 to 2022. Compared are Hubei, Guangdong and Tibet. "
        "No story at hand tells of the marked provinces or their cities."
    )
    zone = words(tree(sources.opening(edition((HUBEI,), "zone")).html()))
    assert (
        "Compared are Shanxi, Anhui, Jiangxi, Henan, Hubei and Hunan, the statistics bureau's zone "
        "Central. Beside the official statistics stand 2 news stories of 2022 and 2023, on Wuhan "
        "and Huangshi."
    ) in zone


def test_the_opening_speaks_of_the_stories_there_are():
    opened = edition((HUBEI,))
    table = opened.reference.sources
    none = dataclasses.replace(
        opened.reference, sources=table[table["kind"] != "story"].reset_index(drop=True)
    )
    one = dataclasses.replace(
        opened.reference,
        sources=table[(table["kind"] != "story") | (table["source_id"] == "wuhan_key_points_2023")],
    )
    told = [
        words(tree(sources.opening(dataclasses.replace(opened, reference=reference)).html()))
        for reference in (none, one)
    ]
    assert told[0].rstrip().endswith("2012 to 2024.")
    assert told[1].endswith("stand 1 news story of 2023, on Wuhan.")


def test_the_caveats_say_what_a_reader_must_know():
    told = words(tree(sources.caveats(edition()).html()))
    for phrase in (
        "current prices",
        "missing figure is not zero",
        "among 30",
        "Hong Kong, Macao and Taiwan are not covered",
        "turned in 2021",
        "no figures for 2017",
        "revised back to 1992",
    ):
        assert phrase in told
    assert told.count("are not covered") == 1


def test_the_edition_tells_its_parameters():
    opened = edition((HUNAN,), (HUBEI, GUANGDONG), 2018, 2022, TWO)
    rows = {row["parameter"]: row["value"] for row in body(
        tables(sources.this_edition(opened))["parameters"])}  # fmt: skip
    assert rows["areas"] == "430000 Hunan"
    assert rows["peers"] == (
        "420000 Hubei, 440000 Guangdong; with the marked 430000 Hunan (3 provinces)"
    )
    assert rows["years"] == "2018 to 2022"
    assert rows["indicators"] == "chosen (2)"
    assert rows["observations"] == f"{len(written()):,}"
    rows = {row["parameter"]: row["value"] for row in body(
        tables(sources.this_edition(edition()))["parameters"])}  # fmt: skip
    assert rows["peers"] == "all (31 provinces)"
    zone = body(tables(sources.this_edition(edition((HUBEI,), "zone")))["parameters"])
    assert {row["parameter"]: row["value"] for row in zone}[
        "peers"
    ] == "zone: Central (6 provinces)"
    assert rows["years"] == "2012 to newest (2024)"


@pytest.mark.parametrize(
    ("changed", "words_"),
    [
        ({"areas": [WUHAN]}, "a city is never ranked among provinces"),
        ({"peers": [WUHAN]}, "a city is never ranked among provinces"),
        ({"areas": ["999999"]}, "999999"),
        ({"peers": ["999999"]}, "999999"),
        ({"indicators": ["rd_expenditur"]}, "rd_expenditur"),
        ({"first_year": 2022, "last_year": 2012}, "first_year 2022 lies after last_year 2012"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_an_edition_of_what_nobody_knows_is_refused_in_words(changed, words_):
    asked = {"areas": [HUNAN], "peers": "all", "first_year": 2012, "last_year": "newest",
             "indicators": "default"}  # fmt: skip
    with pytest.raises(FaultsFound, match=re.escape(words_)):
        open_edition(**{**asked, **changed})


def test_words_for_names_units_and_values():
    indicator = edition().reference.indicator
    assert lower("R&D expenditure") == "R&D expenditure"
    assert lower("GDP per head") == "GDP per head"
    assert lower("High-tech enterprises") == "high-tech enterprises"
    assert amount(indicator["rd_expenditure_bulletin"], 101.88e9) == "101.9 billion yuan"
    assert amount(indicator["rd_intensity_as_published"], 1.86) == "1.86% of GDP"
    assert amount(indicator["hte_stock"], 13_910) == "13,910 enterprises"
    assert amount(indicator["regional_innovation_capability_rank"], 8) == "rank 8"
    assert in_units(indicator["population_yearend"], 65_680_000) == pytest.approx(65.68)


def test_the_data_are_found_from_within_the_project_or_missed_in_words(tmp_path, monkeypatch):
    monkeypatch.delenv(DATA)
    monkeypatch.chdir(ROOT / "notebooks")
    opened = open_edition([HUNAN], "all", 2012, "newest", list(TWO))
    assert len(opened.observations) == len(written())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultsFound, match=r"no folder here or above holds data/sources\.csv"):
        open_edition([HUNAN], "all", 2012, "newest", list(TWO))


def test_figures_that_are_not_clean_yet_are_missed_in_words(tmp_path, monkeypatch):
    for name in ("reference", "sources.csv"):
        (tmp_path / name).symlink_to(ROOT / "data" / name)
    monkeypatch.setenv(DATA, str(tmp_path))
    with pytest.raises(FaultsFound, match=r"clean/observations\.csv cannot be read"):
        open_edition([HUNAN], "all", 2012, "newest", "default")


# -------------------------------------------------------------------------------- the cleaning


@cache
def cleaned() -> Cleaned:
    return cleaning.clean_again()


@cache
def covered() -> Chart:
    return coverage.coverage(cleaned())


def test_arrived_less_left_out_plus_derived_are_the_observations():
    rows = csv_rows(cleaning.arrived(cleaned()).tables[0]["csv"])
    for row in rows:
        left = int(row["arrived"]) - int(row["left_out"]) + int(row["derived"])
        assert left == int(row["observations"]), row["source"]
    by_file: dict[str, int] = {}
    for row in rows:
        by_file[row["file"]] = by_file.get(row["file"], 0) + int(row["arrived"])
    for story in ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan"):
        file = next(RAW.glob(f"{story}*.csv"))
        assert by_file[f"raw/{file.name}"] == len(raw_story(story))
    file = next(RAW.glob("*official-panel*.csv"))
    assert by_file[f"raw/{file.name}"] == len(panel())
    assert by_file["raw/nbs_gdp-revised_2026-11-22.csv"] == len(portal("nbs_gdp-revised"))
    assert sum(int(row["observations"]) for row in rows) == len(written())


def test_the_summary_counts_what_happened():
    facts = tree(cleaning.summary(cleaned()).html()).findall(".//div")
    counts = {words(fact[0]): int(words(fact[1]).replace(",", "")) for fact in facts if len(fact)}
    exclusions = sum(
        bool(row["exclusion"])
        for story in ("changsha", "henan-daily", "huangshi", "huasheng", "wuhan")
        for row in raw_story(story)
    )
    with next(RAW.glob("*capability*.csv")).open(encoding="utf-8", newline="") as file:
        misprints = sum("SUSPECT" in row["remark"] for row in csv.DictReader(file))
    assert counts["left out"] == exclusions + misprints
    assert counts["observations"] == len(written())
    assert counts["repeats"] == sum(bool(row["repeats"]) for row in written())
    assert counts["not comparable"] == sum(
        row["comparable"] == "no" and not row["repeats"] for row in written()
    )
    assert counts["derived"] == sum(bool(row["derived_from"]) for row in written())
    assert counts["conflicts"] == 4
    assert counts["corrected by hand"] == 2
    arrived = counts["observations"] + counts["left out"] - counts["derived"]
    assert counts["figures arrived"] == arrived


def test_derived_rows_add_up():
    rows = {
        (r["area"], r["indicator"], r["period"]): r for r in body(cleaning_rows.derived(cleaned()))
    }
    rd, contracts = "R&D expenditure (bulletin)", "Technology contracts, seller's region"
    expected = {
        ("Hunan", "High-tech enterprises", "2021"): "11,063 enterprises",  # 13,910 - 2,847
        ("Hunan", "High-tech enterprises", "2023"): "more than 14,910 enterprises",
        ("Henan", rd, "2022"): "more than 119.2 billion yuan",  # 101.88 * 1.17
        ("Hunan", rd, "2023"): "more than 131.6 billion yuan",  # 117.53 * 1.12
        ("Hunan", contracts, "2023"): "more than 292.4 billion yuan",  # 254.28885 * 1.15
    }
    assert {key: rows[key]["value"] for key in expected} == expected
    assert all(";" in row["parents"] for row in rows.values())
    targets = {key for key, row in rows.items() if row["status"] == "target"}
    assert targets == {key for key in rows if key[2] != "2021"}


def test_corrections_exclusions_and_notes_are_listed():
    corrections = {row["as_received"]: row for row in body(cleaning_rows.repaired(cleaned()))}
    assert corrections["1,700 acres"]["corrected"] == "1,700 mu"
    left = body(cleaning_rows.left_out(cleaned()))
    by_figure = {row["as_printed"]: row for row in left}
    assert "subject lost" in by_figure["8.2 percentage points"]["exclusion"]
    assert all(row["exclusion"] != "–" for row in left)
    assert {row["area"] for row in left} >= {"Hunan", "Henan", "Wuhan", "Huangshi"}
    notes = body(cleaning_rows.noted(cleaned()))
    assert all(row["note"] != "–" for row in notes)
    assert not any("not comparable" in row["note"] for row in notes)
    assert {row["obs_id"].partition(":")[0] for row in notes} <= set(edition().stories["source_id"])


def test_what_is_left_out_may_be_of_an_area_nobody_knows():
    """Exclusions are not looked up when the figures are read: the area may be any words."""
    own = cleaned()
    areas = ["Atlantis", "湖南", *own.exclusions["area"].iloc[2:]]
    changed = dataclasses.replace(own, exclusions=own.exclusions.assign(area=areas))
    assert [row["area"] for row in body(cleaning_rows.left_out(changed))[:2]] == [
        "Atlantis",
        "Hunan",
    ]


def test_conflicts_show_both_sides_and_the_one_that_is_used():
    items = [words(item) for item in tree(cleaning.conflicts(cleaned()).html()).findall(".//li")]
    assert len(items) == 4
    rank_item = next(item for item in items if item.startswith("Hunan, Regional"))
    assert "11th in Changsha Evening News, 2023-02-26;" in rank_item
    assert "13th in Huasheng Online, 2023-02-24 (used)" in rank_item
    shanghai = next(item for item in items if item.startswith("Shanghai"))
    assert "9393.16" in shanghai.partition(" (used)")[0]
    assert "9393.00" in shanghai.partition(" (used)")[2]
    assert words(
        tree(conflict_list(edition().observations, edition().reference).html())
    ) == "".join(items)


def test_the_bureaus_tables_say_their_empty_years():
    rows = {row["source"]: row for row in body(cleaning.bureau_tables(cleaned()))}
    title = cleaned().reference.source_title
    contracts = rows[title("nbs_portal_technology_contracts")]
    assert (contracts["years"], contracts["empty"]) == ("2011 to 2024", "2025")
    assert rows[title("nbs_portal_local_st_expenditure")]["empty"] == "2024, 2025"
    assert len(rows) == len(list(RAW.glob("nbs_*.csv")))


def test_sums_of_provinces_are_checked_against_the_nation():
    block = checked.checked(cleaned())
    rows = csv_rows(tables(block)["sums"].tables[0]["csv"])
    own = [
        r
        for r in rows
        if r["indicator"] == "rd_expenditure_bulletin" and r["time_period"] == "2024"
    ]
    total = sum(panel()["rd_expenditure_bulletin", area, 2024] for area in provinces())
    nation = panel()["rd_expenditure_bulletin", NATION, 2024]
    assert len(own) == 1
    assert float(own[0]["gap_pct"]) == pytest.approx(100 * (total / nation - 1), abs=1e-6)
    names = {row["indicator"] for row in rows}
    # there is no national row of these: nothing is added up to one
    assert not names & {"gdp_revised", "population_yearend", "tech_market_sold"}
    assert not names & {"hte_recognised_in_year"}


def test_coverage_counts_provinces_as_the_raw_panel_has_them():
    data = covered().data.set_index("indicator")
    codes = {"Papers in the Science Citation Index": "sci_papers",
             "High-tech manufacturing revenue": "hitech_mfg_revenue",
             "High-tech manufacturing, sales of new products": "hitech_mfg_newproduct_sales",
             "High-tech enterprises recognised in the year": "hte_recognised_in_year"}  # fmt: skip
    for name, code in codes.items():
        for year in range(2010, 2025):
            having = sum((code, area, year) in panel() for area in provinces())
            assert data.at[name, str(year)] == having, (name, year)
    assert data.at["High-tech manufacturing revenue", "2017"] == 0
    assert data.at["Technology contracts, seller's region", "2016"] == 30
    assert data.at["Technology contracts sold in three years", "2019"] == 31
    assert data.at["Technology contracts sold in three years", "2018"] == 30
    assert not any("as a story tells it" in name for name in data.index)


# ------------------------------------------------------------------- what holds of all sections

MONEY = re.compile(r"\byuan\b|US dollars")


def all_charts() -> list[Chart]:
    blocks = (beside(), more(), against(), recorded(), of_cities(),
              stories.only_in_stories(edition()))  # fmt: skip
    found = [chart for block in blocks for chart in charts(block).values()]
    return [*found, covered()]


@cache
def drawn() -> tuple[Chart, ...]:
    return tuple(all_charts())


def test_every_chart_has_title_unit_year_and_source():
    units = {indicator.display_unit for indicator in edition().reference.indicator.values()}
    units |= {"count of 31 provinces"}
    for chart in drawn():
        written_on = svg_words(chart)
        for part in (chart.title, chart.subtitle, chart.source):
            assert untraced(part) in written_on, chart.name
        assert chart.title.strip()
        assert chart.source.removeprefix("Source: ").strip() not in ("", "none"), chart.name
        assert chart.source.startswith("Source: ")
        assert any(unit in written_on for unit in units), chart.name
        years = re.search(r"20\d\d", chart.subtitle) or "each row says which" in chart.subtitle
        assert years, chart.name
        assert chart.alt
        assert len(chart.data)
    names = [chart.name for chart in drawn()]
    assert len(names) == len(set(names))


def test_a_title_says_what_the_figures_show():
    """With claims, which the build judges; or that the record decides nothing here."""
    for chart in drawn():
        claims = untraced(chart.title) != chart.title
        assert claims or "nothing that the record decides" in chart.title, chart.name
    titles = {chart.name: untraced(chart.title) for chart in drawn()}
    values = {area: panel()["rd_expenditure_bulletin", area, 2024] for area in provinces()}
    order = sorted(values, key=values.get, reverse=True)
    hubei, hunan, henan = (order.index(area) + 1 for area in (HUBEI, HUNAN, HENAN))
    best = f"{values[order[0]] / 1e9:.1f}"
    assert order[0] == "440000"
    assert titles["rd_expenditure_bulletin-provinces"] == (
        f"Guangdong leads with {best} billion yuan; "
        f"Hubei ranks {hubei}, Hunan {hunan} and Henan {henan} of 31"
    )


def test_every_chart_of_money_says_current_prices():
    money = [chart for chart in drawn() if MONEY.search(svg_words(chart))]
    assert len(money) >= 10
    for chart in money:
        assert "current prices" in svg_words(chart), chart.name


def test_every_row_of_unlike_years_says_its_year():
    found = [chart for chart in drawn() if chart.name.startswith("told-")]
    assert len(found) == 5
    for chart in found:
        for label in chart.data["label"]:
            assert re.search(r"(19|20)\d\d|year not printed", label), label


SECTIONS: dict[str, Callable[[Edition], object]] = {
    "findings": findings.findings,
    "indicator_table": indicator_table,
    "side_by_side": comparison.side_by_side,
    "against_output": comparison.against_output,
    "beside_record": beside_record,
    "only_in_stories": stories.only_in_stories,
    "cities": stories.cities,
    "not_comparable": not_comparable,
    "sources": sources.sources,
    "definitions": sources.definitions,
    "opening": sources.opening,
    "this_edition": sources.this_edition,
    "conflicts": conflicts_within,
}
CLEANING: dict[str, Callable[[Cleaned], object]] = {
    section.__name__: section
    for section in (
        cleaning.summary,
        cleaning.arrived,
        cleaning.bureau_tables,
        cleaning_rows.repaired,
        cleaning_rows.derived,
        cleaning_rows.left_out,
        cleaning.conflicts,
        cleaning_rows.noted,
        coverage.coverage,
        checked.checked,
    )
} | {"not_comparable": row_by_row}


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(
            lambda: edition((TIBET,), indicators=("hitech_mfg_newproduct_sales",)), id="T"
        ),
        pytest.param(lambda: edition((HUBEI,), "zone", 2018, "newest", ("sci_papers",)), id="H"),
        pytest.param(without_figures, id="no figures"),
    ],
)
def test_no_section_shows_a_word_of_the_machine(name, opened):
    shown_here = SECTIONS[name](opened())
    assert not BAD_WORDS.search(said(shown_here.html())), name
    for behind in shown_here.tables:
        assert not BAD_WORDS.search(behind["csv"]), behind["name"]
        assert re.fullmatch(r"[a-z0-9_-]+", behind["name"])


def test_nor_do_the_published_sections():
    blocks = [beside(), more(), against(), recorded(), of_cities(), findings.findings(edition()),
              not_comparable(edition()), sources.sources(edition())]  # fmt: skip
    for block in blocks:
        found = BAD_WORDS.search(said(block.html()))
        assert not found, found
        for behind in block.tables:
            assert not BAD_WORDS.search(behind["csv"]), behind["name"]


@pytest.mark.parametrize("name", [name for name in CLEANING if name != "coverage"])
def test_nor_does_the_cleaning(name):
    assert not BAD_WORDS.search(said(CLEANING[name](cleaned()).html()))


def test_the_bad_words_are_seen_where_they_stand():
    for bad in ("nan", "a NaN b", "None", "-0", "−0.0", "−0.000%", "(-0)", "<NA>"):
        assert BAD_WORDS.search(bad), bad
    for good in ("nano", "none", "−0.25", "2022-01", "10-20", "-0.5", "−1", "Henan", "0-1"):
        assert not BAD_WORDS.search(good), good


# ------------------------------------------------------------------------------------- hostile

SCRIPT = "<script>alert(1)</script>&\"'"
FORMULA = "=HYPERLINK(1)"


def hostile_reference(reference: Reference, evil: str) -> Reference:
    """Every name that people write, spoiled."""
    areas = reference.areas.assign(name_en=evil + reference.areas["name_en"])
    changed = {
        "areas": areas.assign(letters=evil[:3] + areas["letters"]),
        "indicators": reference.indicators.assign(
            **{
                column: evil + reference.indicators[column]
                for column in ("name_en", "name_zh", "theme", "display_unit", "definition",
                               "publication")
            }
        ),
        "corrections": reference.corrections.assign(reason=evil, as_received=evil, corrected=evil),
        "conflicts": reference.conflicts.assign(reason=evil),
        "sources": reference.sources.assign(
            **{
                column: evil + reference.sources[column]
                for column in ("title", "publisher", "note", "licence", "compilation")
            }
        ),
    }  # fmt: skip
    return dataclasses.replace(reference, **changed)


def hostile_rows(observations: pd.DataFrame, evil: str) -> pd.DataFrame:
    """What stories printed and what was noted, spoiled."""
    return observations.assign(
        as_printed=evil + observations["as_printed"], note=evil + observations["note"]
    )


@cache
def hostile(evil: str) -> Edition:
    opened = edition((HUNAN, HUBEI), (HENAN, TIBET), indicators=("gdp_per_head",))
    return dataclasses.replace(
        opened,
        reference=hostile_reference(opened.reference, evil),
        observations=hostile_rows(opened.observations, evil),
    )


@cache
def hostile_cleaned(evil: str) -> Cleaned:
    own = cleaned()
    return dataclasses.replace(
        own,
        reference=hostile_reference(own.reference, evil),
        observations=hostile_rows(own.observations, evil),
        exclusions=own.exclusions.map(lambda cell: evil + cell),
        exports={
            source: dataclasses.replace(
                export, indicator_line=evil, notes=[evil, *export.notes]
            )
            for source, export in own.exports.items()
        },
    )  # fmt: skip


def hostile_sections(evil: str) -> Iterator[tuple[str, object]]:
    for name, section in SECTIONS.items():
        yield name, section(hostile(evil))
    for name, section in CLEANING.items():
        yield name, section(hostile_cleaned(evil))


def test_no_name_becomes_markup_in_any_section():
    met = set()
    for name, shown_here in hostile_sections(SCRIPT):
        markup = shown_here.html()
        assert "<script" not in markup, name
        assert not tree(markup).findall(".//{*}script"), name
        if "alert(1)" in said(markup):
            met.add(name)
    # each section did show a hostile name, as words; the counts and years name nobody
    assert met >= {*SECTIONS, *CLEANING} - {"summary", "this_edition"}


def test_no_text_becomes_a_formula_in_any_csv():
    met = 0
    for name, shown_here in hostile_sections(FORMULA):
        behind = shown_here.tables if not isinstance(shown_here, Chart) else [
            {"name": shown_here.name, "csv": csv_text(shown_here.data)}
        ]  # fmt: skip
        for table in behind:
            for row in csv.reader(io.StringIO(table["csv"])):
                assert not any(cell.startswith(("=", "@")) for cell in row), (name, table["name"])
                met += sum(cell.startswith(f"'{FORMULA}") for cell in row)
    assert met > 1000
