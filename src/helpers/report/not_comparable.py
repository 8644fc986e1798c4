"""What may not stand beside other areas' figures, and why, row by row."""

from __future__ import annotations

import pandas as pd

from helpers.clean.comparable import reasons
from helpers.draw.table import Column, Table
from helpers.report.edition import Edition
from helpers.report.words import measure_words, printed_words, span


def not_comparable(edition: Edition) -> Table:
    """Every figure that may not stand beside other areas' figures, and why, row by row."""
    rows = edition.observations
    rows = rows[(rows["comparable"] == "no") & (rows["repeats"] == "")]
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
        ]
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
    return Table("not-comparable", caption, columns, table, marked=marked, tall=True,
                 source="Repeats of a figure are counted once.")  # fmt: skip
