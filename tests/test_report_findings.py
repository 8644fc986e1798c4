"""The headlines on the real figures, each number worked out again from data/raw."""

from __future__ import annotations

import dataclasses
import re
from html import unescape

import pytest
from as_shown import csv_rows, said, tree, words
from editions import AREA_SETS, TWO, edition, peers_of, sentences, without_figures
from raw_figures import (
    BEIJING,
    GUANGDONG,
    HENAN,
    HUBEI,
    HUNAN,
    NAMES,
    NATION,
    ROUTES,
    TIBET,
    UNRANKED,
    XINJIANG,
    number,
    panel,
    provinces,
    rank,
    shown,
    sold,
)

from helpers.claims.kinds import read
from helpers.report import findings
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data")


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


def test_a_move_begins_in_the_first_year_in_which_all_have_a_rank():
    """Tibet has no sales of new products of 2018 to 2022; the definition changed in 2018."""
    code = "hitech_mfg_newproduct_share"
    having = {year: sum(("hitech_mfg_newproduct_sales", area, year) in panel()
                        for area in provinces()) for year in (2018, 2022, 2023)}  # fmt: skip
    assert having == {2018: 30, 2022: 30, 2023: 31}
    name = edition().reference.indicator[code].name
    among_all = sentences(edition((HUNAN,), indicators=(code,)))
    assert not any(words.startswith(f"{name} from") for words in among_all)
    few = sentences(edition((HUNAN,), (HENAN, HUBEI), indicators=(code,)))
    assert any(words.startswith(f"{name} from 2018 to 2023") for words in few)


def test_a_sentence_of_one_year_names_the_publication_of_that_year_alone():
    """Published intensities of 2024 are in another bulletin than those before."""
    first = findings.findings(edition()).pieces[0].table.rows.iloc[0]
    assert first["years"] == "2024"
    assert untraced(first["source"]) == (
        "Source: National S&T Expenditure Statistical Bulletin 2024 (NBS, MOST, MOF)"
    )


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


JUMPS = "Note that its single years jump with registration practice."


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
        f"Henan, R&D expenditure (bulletin): more than 100 billion yuan was expected for 2021; "
        f"met, the official figure is {number(spent[HENAN, 2021] / 1e9, 1)} billion yuan.",
        f"Hunan, growth of R&D expenditure (bulletin): the target for 2023 was more than 12%; "
        f"missed, the official figure is {number(hunan, 1)}%.",
        f"Henan, growth of R&D expenditure (bulletin): the target for 2022 was more than 17%; "
        f"missed, the official figure is {number(henan, 1)}%.",
        "Henan, R&D intensity, as first published: the target for 2022 was more than 1.96%; "
        "missed, the official figure is 1.86% of GDP.",
        f"Hunan, growth of technology contracts, seller's region: the target for 2023 was "
        f"more than 15%; met, the official figure is {number(contracts, 1)}%. {JUMPS}",
        f"Henan, technology contracts, seller's region: more than 60 billion yuan was expected for "
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
    ("default", "in an order that is the same in all editions"),
    (TWO, "in the order in which they were chosen"),
])  # fmt: skip
def test_the_rule_of_the_headlines_is_stated(chosen, words_):
    page = findings.findings(edition(indicators=chosen)).html()
    ruled = {claim for trace in re.findall('data-claim="([^"]*)"', page)
             if (claim := read(unescape(trace))).kind == "ruled"}  # fmt: skip
    assert {(claim.said, claim.name) for claim in ruled} >= {("5", "standings"), ("2", "moves")}
    told = " ".join(said(page).split())
    assert "the first 5 of the edition's indicators that have figures" in told
    assert words_ in told


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
