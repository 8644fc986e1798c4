"""Figures that disagree: each side as printed, and which one is used."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.draw.table import Prose, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, joined
from helpers.reference import Reference
from helpers.report.claiming import among
from helpers.report.claiming_counts import reckoned
from helpers.report.edition import Edition
from helpers.report.not_comparable import areas_within
from helpers.report.words import printed_in_units, span


def conflicts_within(edition: Edition) -> Prose:
    """The conflicts of the edition's areas as a list; how many others there are, in words."""
    return conflict_list(edition.observations, edition.reference, areas_within(edition),
                         among(edition))  # fmt: skip


def conflict_list(
    observations: pd.DataFrame, reference: Reference, areas: Collection[str] | None = None,
    peers: str = "",
) -> Prose:  # fmt: skip
    """The recorded conflicts as a list; observations: the columns of observations.csv.

    areas: adcodes of those that are listed (None: all); the others are counted. peers: the
    provinces that these are of, as claims name them.
    """
    index = observations.set_index("obs_id", drop=False)
    items, outside = [], 0
    for row in reference.conflicts.itertuples():
        first = index.loc[row.obs_ids.split(";")[0]]
        if areas is not None and first["ref_area"] not in areas:
            outside += 1
            continue
        sides = []
        for obs_id in row.obs_ids.split(";"):
            told = index.loc[obs_id]
            source = words_html(reference.source_title(told["source_id"]))
            words = words_html(printed_in_units(reference, told))
            sides.append(say(SIDES[obs_id == row.used], printed=words, source=source))
        name = reference.indicator[first["indicator"]].name
        year = first["time_period"] or first["matched_period"]
        item = say(
            "<strong>{area}, {what}</strong>: {sides}. {reason}.",
            area=words_html(reference.area_names[first["ref_area"]]),
            what=words_html(joined([name, span(year)] if year else [name])),
            sides=clauses(sides),
            reason=f'<span class="reason">{words_html(reference.text(row.reason))}</span>',
        )
        items.append(f"<li>{item}</li>")
    if not items and not outside:
        return note(say("No conflict is on record."))
    others = _others(outside, peers, items)
    listing = f"<ul>{''.join(items)}</ul>" if items else ""
    return Prose(listing + (f'<p class="note">{words_html(others)}</p>' if outside else ""))


SIDES = {True: later("{printed} in {source} (used)"), False: later("{printed} in {source}")}


def _others(number: int, peers: str, listed: list[str]) -> str:
    """How many conflicts are of areas that are not compared."""
    how = say("counted in this report: conflicts.csv")
    count = reckoned(number, how, "received", "conflicts outside", peers)
    if listed:
        return numbered(
            number,
            "{number} other disagreement on record, of areas that this edition does not compare: "
            "see the data page.",
            "{number} other disagreements on record, of areas that this edition does not compare: "
            "see the data page.",
            number=count,
        )
    return numbered(
        number,
        "{number} disagreement on record, of areas that this edition does not compare: see the "
        "data page.",
        "{number} disagreements on record, of areas that this edition does not compare: see the "
        "data page.",
        number=count,
    )
