"""Figures that disagree: each side as printed, and which one is used."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.draw.table import Prose, note
from helpers.draw.words import words_html
from helpers.reference import Reference
from helpers.report.claiming import printed
from helpers.report.edition import Edition, counted
from helpers.report.not_comparable import areas_within


def conflicts_within(edition: Edition) -> Prose:
    """The conflicts of the edition's areas as a list; how many others there are, in words."""
    return conflict_list(edition.observations, edition.reference, areas_within(edition))


def conflict_list(
    observations: pd.DataFrame, reference: Reference, areas: Collection[str] | None = None
) -> Prose:
    """The recorded conflicts as a list; observations: the columns of observations.csv.

    areas: adcodes of those that are listed (None: all); the others are counted.
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
            used = " (used)" if obs_id == row.used else ""
            sides.append(
                f"{words_html(printed(told).words)} in "
                f"{words_html(reference.source_title(told['source_id']))}{used}"
            )
        name = reference.area_names[first["ref_area"]]
        what = reference.indicator[first["indicator"]].name
        items.append(
            f"<li><strong>{words_html(name)}, {words_html(what)}</strong>: {'; '.join(sides)}. "
            f'<span class="reason">{words_html(row.reason)}</span>.</li>'
        )
    if not items and not outside:
        return note("No conflict is on record.")
    listing = f"<ul>{''.join(items)}</ul>" if items else ""
    others = counted(outside, "other disagreement" if items else "disagreement")
    where = f"{others} on record, of areas that this edition does not compare: see the data page."
    return Prose(listing + (f'<p class="note">{where}</p>' if outside else ""))
