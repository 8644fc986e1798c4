"""What an edition or a page was made with: its parameters, said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.draw.table import Column, Table
from helpers.language import ENGLISH, later, say
from helpers.language.phrases import bracketed, clauses, enumerated, listed
from helpers.report.claiming_counts import coded, observed, peers, reckoned
from helpers.report.edition import Edition

INDICATORS = later("the parameter indicators of this edition")
NAMES = {
    "area": later("Area"),
    "areas": later("Areas marked"),
    "peers": later("Compared with"),
    "years": later("Years"),
    "indicators": later("Indicators shown"),
    "language": later("Language"),
    "observations": later("Observations"),
}


def edition_table(edition: Edition) -> Table:
    """The parameters of the edition, and what they came to."""
    chosen = edition.parameters
    years = say("{first} to {last}", first=edition.first_year, last=edition.last_year)
    if chosen.last_year == "newest":
        years = say("{first} to newest ({last})", first=edition.first_year, last=edition.last_year)
    codes = " ".join(indicator.code for indicator in edition.indicators)
    shown = reckoned(len(edition.indicators), say(INDICATORS), "field", "indicators", codes)
    rows = [
        ("areas", coded_names(edition, edition.areas)),
        ("peers", peers_words(edition)),
        ("years", years),
        ("indicators", which_indicators(edition) + bracketed(shown)),
        ("language", language_words(chosen.language)),
        ("observations", observed(len(edition.observations))),
    ]
    return settings_table(edition, "parameters", say("Parameters of this edition"), rows)


def settings_table(
    edition: Edition, name: str, caption: str, rows: Iterable[tuple[str, str]]
) -> Table:
    """rows: the name of a parameter and its value in words; the CSV has the name as given.

    It names all the peers, by their codes: ranks and medians can be taken again among them.
    """
    table = pd.DataFrame(rows, columns=["parameter", "value"])
    shown = table.assign(parameter=[say(NAMES[one]) for one in table["parameter"]])
    table.loc[table["parameter"] == "peers", "value"] = " ".join(edition.peers)
    columns = [Column("parameter", say("Parameter")), Column("value", say("Value"))]
    return Table(name, caption, columns, shown, behind=table)


def coded_names(edition: Edition, areas: Sequence[str]) -> str:
    """Areas by code and name: "430000 Hunan, 410000 Henan"."""
    names = edition.reference.area_names
    return enumerated([f"{coded(area)} {names[area]}" for area in areas])


def peers_words(edition: Edition) -> str:
    """With whom the marked are compared, those added to it, and how many that makes."""
    chosen = edition.parameters.peers
    if chosen == "all":
        words = say("all")
    elif isinstance(chosen, str):
        words = say("the same zone: {zones}", zones=listed(zones(edition)))
    else:
        words = coded_names(edition, chosen)
        if added := [area for area in edition.areas if area not in chosen]:
            words = clauses(
                [words, say("with the marked {areas}", areas=coded_names(edition, added))]
            )
    return words + bracketed(peers(edition))


def zones(edition: Edition) -> list[str]:
    """The zones of the marked provinces."""
    zone = edition.reference.areas.set_index("adcode")["zone"]
    return list(dict.fromkeys(say(zone[area]) for area in edition.areas))


def which_indicators(edition: Edition) -> str:
    """Whether the indicators are those that are shown unless others are asked for."""
    if edition.parameters.indicators == "default":
        return say("the usual ones")
    return say("chosen for this edition")


def language_words(language: str) -> str:
    """A language by its name."""
    return say("English") if language == ENGLISH else say("Chinese")
