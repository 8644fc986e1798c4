"""Figures that disagree: each side as printed, and which one is used."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.draw.table import Prose, note
from helpers.reference import Reference


def conflict_list(observations: pd.DataFrame, reference: Reference) -> Prose:
    """The recorded conflicts as a list; observations: the columns of observations.csv."""
    index = observations.set_index("obs_id")
    items = []
    for row in reference.conflicts.itertuples():
        sides = []
        for obs_id in row.obs_ids.split(";"):
            told = index.loc[obs_id]
            used = " (used)" if obs_id == row.used else ""
            sides.append(
                f"{told['as_printed']} in {reference.source_title(told['source_id'])}{used}"
            )
        first = index.loc[row.obs_ids.split(";")[0]]
        name = reference.area_names[first["ref_area"]]
        what = reference.indicator[first["indicator"]].name
        items.append(
            f"<li><strong>{escape(name)}, {escape(what)}</strong>: {escape('; '.join(sides))}. "
            f"{escape(row.reason)}.</li>"
        )
    if not items:
        return note("No conflict is on record.")
    return Prose(f"<ul>{''.join(items)}</ul>")
