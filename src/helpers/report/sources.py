"""Sources, definitions, caveats, the edition's parameters: what a reader needs to doubt well."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import listed, words_html
from helpers.report.claiming import observed, tallied
from helpers.report.edition import Edition, unit_words, years_words
from helpers.report.table import PEERS
from helpers.traces import traced

PROVINCES = traced("31", "the provinces of data/reference/areas.csv")
CAVEATS = (
    "NBS is the National Bureau of Statistics, MOST the Ministry of Science and Technology, MOF "
    "the Ministry of Finance. The official tables were taken from public compilations of their "
    "publications, each named under Sources with its licence.",
    "All amounts of money are in current prices. There is no deflator here, so no growth of "
    "money in this report is real growth.",
    "Hong Kong, Macao and Taiwan are not covered.",
    "A missing figure is not zero: it is left blank, drawn as a gap and left out of ranks.",
    "GDP was revised back to 1992 after the fifth economic census. R&D intensity as first "
    "published rests on the GDP of its day, the computed one on revised GDP: two indicators, "
    "never one series.",
    "There is no national row for revised GDP, population, contracts or recognised enterprises; "
    "a sum of provinces is not the nation (for GDP it falls about "
    f"{traced('1%', 'of the national GDP, which is not among the data at hand')} short), so none "
    "is shown.",
    f"National rows of patents hold more than the {PROVINCES} provinces (Hong Kong, Macao and "
    "Taiwan); "
    "national rows of budgets are the sum of local budgets.",
    "Technology contracts are counted by the region of the seller or of the buyer, and jump "
    "when registration practice changes (Jilin and Guangxi in 2021); they are ranked on three "
    "years only. Tibet's begin in 2017, so earlier ranks are among "
    f"{traced('30', 'the provinces of areas.csv but Tibet')}.",
    "High-tech enterprises recognised in a year are a flow. A sum of three years estimates the "
    "stock of certificates, which last three years; it does not count them.",
    "Patent counts turned in 2021, when policy on subsidies and abnormal applications changed.",
    "High-tech manufacturing firms, their revenue and profit have no figures for 2017; the item "
    "changed in 2018.",
    "The ranking by regional innovation capability was transcribed from reposted pages and is "
    "of low authority; its data are two years older than its edition.",
    "The stories were read in machine translation. Where translation moved a word, lost a "
    "subject or put a plan into the past tense, the figure carries a note or is left out; the "
    "data page lists each.",
)


def opening(edition: Edition) -> Prose:
    """Who is compared with whom, over which years, and which stories stand beside the record."""
    among = tallied(len(edition.peers), "province", PEERS)
    words = (
        f"This edition marks {listed(list(edition.names))} among {among} (municipalities and "
        f"autonomous regions count as provinces), {_span_words(edition)}. "
        f"{_peers_named(edition)}{_stories_beside(edition)}"
    )
    return Prose(f"<p>{words_html(words.strip())}</p>")


def _span_words(edition: Edition) -> str:
    """The edition's years; where the figures shown do not reach so far, their own years too."""
    asked = (edition.first_year, edition.last_year)
    held = edition.years_held
    words = years_words(*asked)
    return words if held in (None, asked) else f"{words} (the figures: {years_words(*held)})"


def _peers_named(edition: Edition) -> str:
    """Who the compared are, where they are not all provinces."""
    if len(edition.peers) == len(edition.reference.provinces):
        return ""
    names = listed([edition.reference.area_names[area] for area in edition.peers])
    zones = ""
    if edition.parameters.peers == "zone":
        zones = f", the statistics bureau's {_zones(edition)}"
    return f"Compared are {names}{zones}. "


def _zones(edition: Edition) -> str:
    """ "zone Central", "zones East and Central": the zones of the marked."""
    zone = edition.reference.areas.set_index("adcode")["zone"]
    zones = list(dict.fromkeys(zone[area] for area in edition.areas))
    return f"{'zone' if len(zones) == 1 else 'zones'} {listed(zones)}"


def _stories_beside(edition: Edition) -> str:
    """How many stories tell of the marked provinces and their cities, and of which."""
    if edition.stories.empty:
        return ""
    areas = edition.reference.areas
    cities = areas.loc[areas["parent"].isin(edition.areas), "adcode"]
    told = edition.told[edition.told["ref_area"].isin({*edition.areas, *cities})]
    if told.empty:
        return "No story at hand tells of the marked provinces or their cities."
    stories = edition.stories[edition.stories["source_id"].isin(told["source_id"])]
    names = listed([edition.reference.area_names[area] for area in areas["adcode"]
                    if area in set(told["ref_area"])])  # fmt: skip
    years = listed(sorted({date[:4] for date in stories["date"] if date}))
    number = tallied(len(stories), "news story", "counted here: stories that tell of them")
    number = number.replace("storys", "stories")
    return f"Beside the official statistics stand {number} of {years}, on {names}."


def caveats() -> Prose:
    """The caveats as a list."""
    return Prose(f"<ul>{''.join(f'<li>{words_html(words)}</li>' for words in CAVEATS)}</ul>")


def definitions(edition: Edition) -> Table:
    """Each indicator shown: definition, unit, breaks, national row, publication."""
    nation = {
        "yes": "yes",
        "no": "none",
        "sum of local budgets": "the sum of local budgets",
        "wider than the 31": f"with areas beyond the {PROVINCES}",
    }
    rows = [
        {
            "name": f"{indicator.name} ({indicator.name_zh})",
            "code": indicator.code,
            "unit": unit_words(indicator),
            "definition": indicator.definition,
            "breaks": "; ".join(f"{year}: {words}" for year, words in indicator.breaks),
            "nation": nation[indicator.national_row],
            "publication": indicator.publication,
        }
        for indicator in edition.indicators
    ]
    columns = [
        Column("name", "Indicator"),
        Column("definition", "Definition", "long"),
        Column("unit", "Unit"),
        Column("breaks", "Breaks", "long"),
        Column("nation", "National row"),
        Column("publication", "Publication", "long"),
        Column("code", "Code", "code"),
    ]
    return Table("definitions", "Definitions of the indicators shown", columns, pd.DataFrame(rows),
                 tall=True, folded=True)  # fmt: skip


def sources(edition: Edition) -> Table:
    """Every source, with its file, date, licence and hash."""
    table = edition.reference.sources
    counts = edition.observations["source_id"].value_counts()
    rows = table.assign(
        date=[
            date or f"not recorded (received {received})"
            for date, received in zip(table["date"], table["received"], strict=True)
        ],
        rows=[
            observed(int(counts.get(source, 0)), source_id=source) for source in table["source_id"]
        ],
        hash=table["sha256"].str[:12],
        compilation=[
            f"{name} ({licence})" if name else licence
            for name, licence in zip(table["compilation"], table["licence"], strict=True)
        ],
    )
    columns = [
        Column("title", "Publication", "long"),
        Column("publisher", "Publisher"),
        Column("date", "Date"),
        Column("compilation", "Compiled by, licence"),
        Column("rows", "Observations", "number"),
        Column("source_id", "Code", "code"),
        Column("hash", "sha256 (first 12)", "code"),
        Column("note", "Note", "long"),
    ]
    return Table("sources", "Sources", columns, rows, tall=True, behind=table)


INDICATORS = "the parameter indicators of this edition"


def this_edition(edition: Edition) -> Block:
    """The parameters of the edition, and what they came to."""
    chosen = edition.parameters
    peers = _peers_words(edition)
    marked = _coded(edition, edition.areas)
    newest = f" ({edition.last_year})" if chosen.last_year == "newest" else ""
    which = "default" if chosen.indicators == "default" else "chosen"
    rows = [
        ("areas", marked),
        ("peers", f"{peers} ({tallied(len(edition.peers), 'province', PEERS)})"),
        ("years", f"{edition.first_year} to {chosen.last_year}{newest}"),
        ("indicators", f"{which} ({traced(str(len(edition.indicators)), INDICATORS)})"),
        ("language", chosen.language),
        ("observations", observed(len(edition.observations))),
    ]
    table = pd.DataFrame(rows, columns=["parameter", "value"])
    columns = [Column("parameter", "Parameter"), Column("value", "Value")]
    return Block([Table("parameters", "Parameters of this edition", columns, table)])


def _coded(edition: Edition, areas: Sequence[str]) -> str:
    names = edition.reference.area_names
    return ", ".join(f"{traced(area, 'the code of the area')} {names[area]}" for area in areas)


def _peers_words(edition: Edition) -> str:
    """The parameter peers with names, and the marked that were added to it."""
    chosen = edition.parameters.peers
    if chosen == "all":
        return "all"
    if isinstance(chosen, str):
        return f"{chosen}: {_zones(edition).partition(' ')[2]}"
    added = [area for area in edition.areas if area not in chosen]
    words = _coded(edition, chosen)
    return f"{words}; with the marked {_coded(edition, added)}" if added else words
