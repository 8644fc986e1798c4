"""The first sentences of one area's page, and its last: what it is, and what it was made with."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers import compare, profile
from helpers.draw.table import Column, Prose, Table
from helpers.draw.words import listed, words_html
from helpers.report.claiming import level, observed, rank, tallied
from helpers.report.edition import amount, lower, years_words
from helpers.report.profile_page import Profile, Section, is_missing
from helpers.report.table import PEERS
from helpers.traces import traced

KINDS = {"市": "municipality", "自治区": "autonomous region", "省": "province"}
ZONES = {"East": "East", "Central": "centre", "West": "West", "Northeast": "Northeast"}


def opening(page: Profile) -> Section:
    """The page's title and its first sentences."""
    place = page.place
    title = f'{escape(page.name)} <span lang="zh-Hans">{escape(place["name_zh"])}</span>'
    head = f'<h1 data-area="{page.area}">{title}</h1>'
    sentences = _city_lead(page) if page.is_city else _province_lead(page)
    back = 'Its figures beside those of other provinces: <a href="../index.html">comparison</a>.'
    if page.is_city:
        parent = place["parent"]
        back = f'Its province: <a href="{parent}.html">{escape(page.named(parent))}</a>.'
    lead = f"<p>{words_html(' '.join(sentences))}</p><p>{back}</p>"
    return Section([Prose(head + lead)])


def _city_lead(page: Profile) -> list[str]:
    parent = page.named(page.place["parent"])
    told = _own_told(page)
    stories = told["source_id"].nunique()
    lead = [f"{page.name} is a city in {parent}."]
    if told.empty:
        return [*lead, "No figure of it is at hand."]
    number = tallied(stories, "news story", "counted here: stories that tell of it")
    number = number.replace("storys", "stories")
    lead.append(
        f"{tallied(len(told), 'figure', TOLD)} of it come from {number}; none comes from an "
        "official statistical table, so it has no rank, and it is never set beside provinces."
    )
    return lead


TOLD = "counted here: figures of it that stories print, repeats once"


def _own_told(page: Profile) -> pd.DataFrame:
    told = page.edition.told
    return told[(told["ref_area"] == page.area) & (told["repeats"] == "")]


def _province_lead(page: Profile) -> list[str]:
    return [_what_it_is(page), *_best_and_worst(page), _covered(page)]


def _what_it_is(page: Profile) -> str:
    zone = ZONES[page.place["zone"]]
    kind = next(word for end, word in KINDS.items() if page.place["name_zh_full"].endswith(end))
    article = "an" if kind[0] in "aeiou" else "a"
    words = f"{page.name} is {article} {kind} in China's {zone}"
    figures, reference = page.edition.figures, page.edition.reference
    facts = []
    for code, verb in (("population_yearend", "{} at the end of {}"), ("gdp_per_head", "{} in {}")):
        year = page.edition.newest(code)
        value = compare.value_of(figures, code, page.area, year) if year else float("nan")
        if value == value:
            claim = level(page.edition, reference.indicator[code], page.area, year)
            facts.append(
                (code, verb.format(claim.of(amount(reference.indicator[code], value)), year))
            )
    told = dict(facts)
    if "population_yearend" in told:
        words += f", with {told['population_yearend']}"
    if "gdp_per_head" in told:
        words += f"; its GDP per head was {told['gdp_per_head']} (current prices)"
    return words + "."


def _best_and_worst(page: Profile) -> list[str]:
    """The rates on which it has its best and its worst rank."""
    ranked = []
    for rate in page.rates:
        found = profile.standing(
            page.edition.figures, rate, page.years[rate.code], page.area, page.edition.peers
        )
        if found.rank == found.rank:
            claim = rank(page.edition, rate, page.area, found.year, found.rank, found.rank_of)
            place = claim.of(f"{int(found.rank)} of {found.rank_of}")
            words = f"{lower(rate.name)} ({place}, {found.year})"
            ranked.append((found.rank / found.rank_of, int(found.rank), words))
    if len(ranked) < 2:
        return []
    best, worst = min(ranked)[0], max(ranked)[0]
    highest = [words for part, _, words in ranked if part == best]
    lowest = [words for part, _, words in ranked if part == worst]
    rates = traced(str(len(ranked)), "counted here: rates on which it has a rank")
    if best == worst:
        return [f"It has one rank on all {rates} rates compared here."]
    return [
        f"Of {rates} rates (figures that do not grow with size) it ranks highest on "
        f"{_few(highest)}, and lowest on {_few(lowest)}."
    ]


def _few(words: list[str], most: int = 3) -> str:
    """A list that counts what is beyond the first few."""
    if len(words) <= most:
        return listed(words)
    more = traced(str(len(words) - most), "counted here: rates beyond those named")
    return f"{', '.join(words[:most])} and {more} more"


def _covered(page: Profile) -> str:
    shown = [item for item in page.edition.indicators if item.code in page.years]
    figures = page.edition.figures
    have = sum(
        not is_missing(compare.value_of(figures, item.code, page.area, page.years[item.code]))
        for item in shown
    )
    how = "counted here: indicators shown"
    number = tallied(len(page.edition.indicators), "indicator", how)
    shown = traced(str(have), f"{how}, with a figure of it") if have else "none"
    if have == len(page.edition.indicators):
        return f"It has a figure in the newest year of every indicator shown ({shown})."
    return f"It has a figure in the newest year for {shown} of the {number} shown."


def this_page(page: Profile) -> Section:
    """The parameters that the page was made with, and where its figures come from."""
    edition = page.edition
    chosen = edition.parameters
    peers = chosen.peers if isinstance(chosen.peers, str) else ", ".join(chosen.peers)
    newest = f" ({edition.last_year})" if chosen.last_year == "newest" else ""
    rows = [
        ("area", f"{traced(page.area, 'the code of the area')} {page.name}"),
        ("peers", f"{peers} ({tallied(len(edition.peers), 'province', PEERS)})"),
        ("years", f"{years_words(edition.first_year, edition.last_year)}{newest and ' (newest)'}"),
        ("indicators", "default" if chosen.indicators == "default" else ", ".join(
            item.code for item in edition.indicators)),
        ("language", chosen.language),
    ]  # fmt: skip
    if page.is_city:
        rows = [row for row in rows if row[0] not in ("peers", "indicators")]
    columns = [Column("parameter", "Parameter"), Column("value", "Value")]
    table = pd.DataFrame(rows, columns=["parameter", "value"])
    parameters = Table(page.slug("parameters"), f"{page.name}: parameters of this page", columns,
                       table)  # fmt: skip
    return page.section("This page", _sources(page), parameters)


def _sources(page: Profile) -> Table:
    """The sources of the area's own figures."""
    rows = page.edition.observations
    counts = rows.loc[rows["ref_area"] == page.area, "source_id"].value_counts()
    table = page.edition.reference.sources
    table = table[table["source_id"].isin(counts.index)]
    table = table.assign(
        rows=[
            observed(int(counts[source]), source_id=source, ref_area=page.area)
            for source in table["source_id"]
        ],
        licence=[
            f"{name} ({licence})" if name else licence
            for name, licence in zip(table["compilation"], table["licence"], strict=True)
        ],
    )
    columns = [
        Column("title", "Publication", "long"),
        Column("rows", f"Figures of {page.name}", "number"),
        Column("licence", "Compiled by, licence"),
    ]
    caption = f"{page.name}: the sources of its figures"
    note = (
        "Repeats of a figure are counted. Hashes of the files and notes on each source stand on "
        "the comparison page."
    )
    return Table(page.slug("sources"), caption, columns, table, source=note, tall=True,
                 behind=table[["source_id", "title", "publisher", "date", "rows"]])  # fmt: skip
