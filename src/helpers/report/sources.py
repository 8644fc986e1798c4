"""Sources, definitions, caveats, the edition's parameters: what a reader needs to doubt well."""

from __future__ import annotations

import re

import pandas as pd

from helpers import compare
from helpers.claims.absent import uncounted
from helpers.claims.kinds import Counted
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import chinese, later, numbered, say
from helpers.language.phrases import bracketed, listed, sentences, year_runs, years_words
from helpers.reference import NATION
from helpers.report.claiming import worded
from helpers.report.claiming_basis import breaks_told, falls_short
from helpers.report.claiming_counts import observed, peers, reckoned, ruled
from helpers.report.edition import Edition
from helpers.report.indicator_words import unit_words
from helpers.report.settings import edition_table
from helpers.report.settings import zones as zones_of

CAVEATS = (
    later(
        "NBS is the National Bureau of Statistics, MOST the Ministry of Science and Technology, "
        "MOF the Ministry of Finance. The official tables were taken from public compilations of "
        "their publications, each named under Sources with its licence."
    ),
    later(
        "All amounts of money are in current prices. There is no deflator here, so no growth of "
        "money in this report is real growth."
    ),
    later("Hong Kong, Macao and Taiwan are not covered."),
    later("A missing figure is not zero: it is left blank, drawn as a gap and left out of ranks."),
    later(
        "GDP was revised back to 1992 after the fifth economic census. R&D intensity as first "
        "published rests on the GDP of its day, the computed one on revised GDP: two indicators, "
        "never one series."
    ),
    later(
        "There are no national figures here for {uncounted}, nor for what is computed from them; "
        "{no_sum}, so none is shown."
    ),
    later(
        "National figures of patents cover more than the {all} provinces (Hong Kong, "
        "Macao and Taiwan, too); those of budgets are the sum of local budgets."
    ),
    later(
        "Technology contracts are counted by the region of the seller or of the buyer, and jump "
        "when registration practice changes (Jilin and Guangxi in 2021); they are ranked on three "
        "years only."
    ),
    later(
        "Of technology contracts, the ranked sums of three years are by the seller's region; those "
        "of {late} begin in {begin}, so ranks of earlier years are among {others}."
    ),
    later(
        "High-tech enterprises recognised in a year are a flow. A sum of three years estimates "
        "the stock of certificates, which last three years; it does not count them."
    ),
    later(
        "Patent counts turned in 2021, when policy on subsidies and abnormal applications changed."
    ),
    later(
        "High-tech manufacturing firms, their revenue and profit have no figures for {gap}; the "
        "item changed in 2018."
    ),
    later(
        "The ranking by regional innovation capability was transcribed from reposted pages and is "
        "of low authority; its data are two years older than its edition."
    ),
    later(
        "The stories were read in machine translation. Where translation moved a word, lost a "
        "subject or put a plan into the past tense, the figure carries a note or is left out; the "
        "data page lists each."
    ),
)


def opening(edition: Edition) -> Prose:
    """Who is compared with whom, over which years, and which stories stand beside the record."""
    marks = say(
        "This edition marks {names} among {provinces} (municipalities and autonomous regions "
        "count as provinces), {years}.",
        names=listed(list(edition.names)),
        provinces=peers(edition),
        years=_span_words(edition),
    )
    words = sentences([marks, _peers_named(edition), _stories_beside(edition)])
    return Prose(f"<p>{words_html(words)}</p>")


def _span_words(edition: Edition) -> str:
    """The edition's years; where the figures shown do not reach so far, their own years too."""
    asked = (edition.first_year, edition.last_year)
    held = edition.years_held
    words = years_words(*asked)
    if held in (None, asked):
        return words
    return say("{asked} (the figures: {held})", asked=words, held=years_words(*held))


def _peers_named(edition: Edition) -> str:
    """Who the compared are, where they are not all provinces."""
    if len(edition.peers) == len(edition.reference.provinces):
        return ""
    names = listed([edition.reference.area_names[area] for area in edition.peers])
    if edition.parameters.peers != "zone":
        return say("The provinces compared are {names}.", names=names)
    zones = zones_of(edition)
    if len(zones) == 1:
        return say("The provinces compared are {names}, the statistics bureau's zone "
                   "{zone}.",
                   names=names, zone=zones[0])  # fmt: skip
    return say("The provinces compared are {names}, the statistics bureau's zones "
               "{zones}.",
               names=names, zones=listed(zones))  # fmt: skip


def _stories_beside(edition: Edition) -> str:
    """How many stories tell of the marked provinces and their cities, and of which."""
    if edition.stories.empty:
        return ""
    areas = edition.reference.areas
    cities = areas.loc[areas["parent"].isin(edition.areas), "adcode"]
    told = edition.told[edition.told["ref_area"].isin({*edition.areas, *cities})]
    if told.empty:
        return say("No story at hand tells of the marked provinces or their cities.")
    stories = edition.stories[edition.stories["source_id"].isin(told["source_id"])]
    names = listed([edition.reference.area_names[area] for area in areas["adcode"]
                    if area in set(told["ref_area"])])  # fmt: skip
    years = listed(year_runs({int(date[:4]) for date in stories["date"] if date}))
    how = say("counted here: stories that tell of them")
    of = " ".join([*edition.areas, *cities])
    return numbered(
        len(stories),
        "Beside the official statistics stand {number} news story of {years}, on {names}.",
        "Beside the official statistics stand {number} news stories of {years}, on {names}.",
        number=reckoned(len(stories), how, "received", "stories", of), years=years, names=names,
    )  # fmt: skip


def caveats(edition: Edition) -> Prose:
    """The caveats as a list, their numbers and what is missing found in the tables and figures; one
    of which there is nothing to tell is left out."""
    short = falls_short(edition)
    told = {
        "all": _provinces(edition),
        "uncounted": _uncounted(edition),
        "no_sum": say("a sum of provinces is not the nation{short}",
                      short=bracketed(short) if short else ""),
        "gap": _without_all(edition, ("hitech_mfg_firms", "hitech_mfg_revenue",
                                      "hitech_mfg_profit")),
        **_latecomer(edition, "tech_market_sold_three_years"),
    }  # fmt: skip
    kept = [words for words in CAVEATS
            if all(told.get(hole) for hole in re.findall(r"{(\w+)}", words))]  # fmt: skip
    items = "".join(f"<li>{words_html(say(words, **told))}</li>" for words in kept)
    return Prose(f"<ul>{items}</ul>")


def _uncounted(edition: Edition) -> str:
    """Of what the nation has no figure of any year, of all that the indicators shown stand on; ""
    for nothing."""
    names = edition.reference.indicator
    figures = edition.figures
    national = set(figures.loc[figures["ref_area"] == NATION, "indicator"])
    codes = [indicator.code for indicator in edition.indicators]
    printed = dict.fromkeys(part for code in codes for part in _printed(edition, code))
    lost = uncounted(
        list(printed), lambda code: code not in national, lambda code: names[code].name
    )
    return worded(lost, "nowhere national", " ".join(codes)) if lost else ""


def _printed(edition: Edition, code: str) -> list[str]:
    """The printed indicators that one stands on; itself, where it is printed."""
    indicator = edition.reference.indicator[code]
    parts = [part for part in (indicator.numerator, indicator.denominator) if part]
    return [end for part in parts for end in _printed(edition, part)] if parts else [code]


def _without_all(edition: Edition, codes: tuple[str, ...]) -> str:
    """Years of which no province has a figure of any of these, with figures before; "" for none."""
    years = edition.figures.loc[edition.figures["indicator"].isin(codes), "year"]
    if years.empty:
        return ""
    first, last = int(years.min()), int(years.max())
    provinces = edition.reference.provinces
    gaps = set.intersection(*(
        set(compare.gaps(edition.figures, code, area, first, last))
        for code in codes for area in provinces
    ))  # fmt: skip
    words = listed(year_runs(gaps))
    of = " ".join(codes), " ".join(provinces), "", first, last
    return worded(words, "years", *of) if gaps else ""


def _latecomer(edition: Edition, code: str) -> dict[str, str]:
    """late, begin, others: the one province whose figures begin after all others', when they do,
    and how many have one before; {} where there is no such one."""
    rows = compare.of(edition.figures, code)
    rows = rows[rows["ref_area"].isin(edition.reference.provinces)]
    firsts = rows.groupby("ref_area")["year"].min().sort_values()
    if len(firsts) < 2 or firsts.iloc[-1] == firsts.iloc[-2]:
        return {}
    area, begin = str(firsts.index[-1]), int(firsts.iloc[-1])
    before = int(rows.loc[rows["year"] == begin - 1, "ref_area"].nunique())
    return {
        "late": edition.reference.area_names[area],
        "begin": worded(str(begin), "begins", code, area),
        "others": Counted(str(before), code, "all", begin - 1).words,
    }


def _provinces(edition: Edition) -> str:
    """How many provinces areas.csv has."""
    return ruled("provinces", str(len(edition.reference.provinces)))


def definitions(edition: Edition) -> Table:
    """Each indicator shown: definition, unit, breaks, national row, publication."""
    nation = {
        "yes": say("given"),
        "no": say("none"),
        "sum of local budgets": say("sum of local budgets"),
        "wider than the 31": say("of more than the {number} provinces", number=_provinces(edition)),
    }
    rows = [
        {
            "name": indicator.name + ("" if chinese() else bracketed(indicator.name_zh)),
            "code": indicator.code,
            "unit": unit_words(indicator),
            "definition": indicator.definition,
            "breaks": breaks_told(indicator),
            "nation": nation[indicator.national_row],
            "publication": indicator.publication,
        }
        for indicator in edition.indicators
    ]
    columns = [
        Column("name", say("Indicator")),
        Column("definition", say("Definition"), "long"),
        Column("unit", say("Unit")),
        Column("breaks", say("Breaks"), "long"),
        Column("nation", say("National figure")),
        Column("publication", say("Publication"), "long"),
        Column("code", say("Code"), "code"),
    ]
    caption = say("Definitions of the indicators shown")
    return Table("definitions", caption, columns, pd.DataFrame(rows), tall=True, folded=True)


def sources(edition: Edition) -> Table:
    """Every source, with its file, date, licence and hash."""
    table = edition.reference.sources
    counts = edition.observations["source_id"].value_counts()
    text = edition.reference.text
    rows = table.assign(
        title=table["title"].map(text),
        publisher=table["publisher"].map(text),
        note=table["note"].map(text),
        date=[
            date or say("not recorded (received {day})", day=received)
            for date, received in zip(table["date"], table["received"], strict=True)
        ],
        rows=[
            observed(int(counts.get(source, 0)), source_id=source) for source in table["source_id"]
        ],
        hash=table["sha256"].str[:12],
        compilation=[
            name + bracketed(text(licence)) if name else text(licence)
            for name, licence in zip(table["compilation"], table["licence"], strict=True)
        ],
    )
    columns = [
        Column("title", say("Publication"), "long"),
        Column("publisher", say("Publisher")),
        Column("date", say("Date")),
        Column("compilation", say("Compiled by, licence"), "code"),
        Column("rows", say("Figures"), "number"),
        Column("source_id", say("Code"), "code"),
        Column("hash", say("sha256 (first 12)"), "code"),
        Column("note", say("Note"), "long"),
    ]
    return Table("sources", say("Sources"), columns, rows, tall=True, behind=table)


def this_edition(edition: Edition) -> Block:
    """The parameters of the edition, and what they came to."""
    return Block([edition_table(edition)])
