"""What may not stand beside other areas' figures, and why, row by row."""

from __future__ import annotations

import pandas as pd

from helpers.clean.comparable import reasons
from helpers.draw.table import Column, Table
from helpers.reference import NATION
from helpers.report.claiming import tallied
from helpers.report.edition import Edition
from helpers.report.words import measure_words, printed_words, span


def areas_within(edition: Edition) -> set[str]:
    """The provinces that are compared, their cities, and the nation."""
    areas = edition.reference.areas
    cities = areas.loc[areas["parent"].isin(edition.peers), "adcode"]
    return {NATION, *edition.peers, *cities}


def not_comparable(edition: Edition) -> Table:
    """The edition's figures that may not stand beside other areas' figures, and why, row by row.

    Those of provinces that are not compared, and of their cities, are counted, not listed.
    """
    rows = edition.observations
    rows = rows[(rows["comparable"] == "no") & (rows["repeats"] == "")]
    within = rows["ref_area"].isin(areas_within(edition))
    outside = int((~within).sum())
    rows = rows[within]
    names = edition.reference.area_names
    rows = rows.assign(order=rows["ref_area"].map(lambda area: (area not in edition.areas, area)))
    rows = rows.sort_values(["order", "indicator", "obs_id"], kind="stable")
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": edition.reference.indicator[row.indicator].name
                + measure_words(row.measure),
                "printed": printed_words(row),
                "period": span(row.time_period) or "not printed",
                "status": row.obs_status,
                "why": reasons(row.note) or row.note,
                "mind": row.note.partition("not comparable: ")[0].rstrip("; ")
                if reasons(row.note)
                else "",
                "source": edition.reference.source_title(row.source_id),
            }
            for row in rows.itertuples()
        ],
        columns=["area", "indicator", "printed", "period", "status", "why", "mind", "source"],
    )
    columns = [
        Column("area", "Area"),
        Column("indicator", "Indicator"),
        Column("printed", "As printed"),
        Column("period", "Period"),
        Column("status", "Status"),
        Column("why", "Why not comparable", "long"),
        Column("mind", "Note", "long"),
        Column("source", "Source"),
    ]
    marked = [row.ref_area in edition.areas for row in rows.itertuples()]
    caption = "Figures that cannot be compared with those of other areas"
    source = "Repeats of a figure are counted once."
    how = "counted in this report: figures of other areas that may not be compared"
    left = f"{tallied(outside, 'figure', how)} of areas that this edition does not compare"
    if outside:
        source += f" Not listed: {left}."
    return Table("not-comparable", caption, columns, table, marked=marked, tall=True,
                 folded=True, source=source, empty=f"none of this edition; {left}.")  # fmt: skip
