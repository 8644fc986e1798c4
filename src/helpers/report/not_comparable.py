"""What may not stand beside other areas' figures, and why: counted by reason, and row by row."""

from __future__ import annotations

import pandas as pd

from helpers.clean.comparable import reasons
from helpers.clean.stage import Cleaned
from helpers.draw.table import Block, Column, Prose, Table
from helpers.reference import NATION, Reference
from helpers.report.claiming import tallied
from helpers.report.edition import Edition
from helpers.report.words import measure_words, printed_words, span
from helpers.traces import traced

CAPTION = "Figures that cannot be compared with those of other areas"
HOW = "counted in this report: figures of other areas that may not be compared"


def areas_within(edition: Edition) -> set[str]:
    """The provinces that are compared, their cities, and the nation."""
    areas = edition.reference.areas
    cities = areas.loc[areas["parent"].isin(edition.peers), "adcode"]
    return {NATION, *edition.peers, *cities}


def not_comparable(edition: Edition) -> Block:
    """Why figures of the edition's areas may not stand beside others: each reason, how many
    figures have it, and one of them, of a marked province where there is one.

    Those of provinces that are not compared, and of their cities, are counted, not listed.
    """
    rows = _apart(edition.observations, edition.reference)
    within = rows["ref_area"].isin(areas_within(edition))
    outside = int((~within).sum())
    rows = rows[within]
    rows = rows.assign(order=rows["ref_area"].map(lambda area: (area not in edition.areas, area)))
    rows = rows.sort_values(["order", "indicator", "obs_id"], kind="stable")
    groups = sorted(rows.groupby("why", sort=False), key=lambda group: -len(group[1]))
    table = pd.DataFrame(
        [
            {
                "why": why,
                "figures": traced(str(len(own)), f"{HOW}, for this reason"),
                "one": _told(next(own.itertuples()), edition.reference),
            }
            for why, own in groups
        ],
        columns=["why", "figures", "one"],
    )
    columns = [
        Column("why", "Why not comparable", "long"),
        Column("figures", "Figures", "number"),
        Column("one", "One of them", "long"),
    ]
    left = f"{tallied(outside, 'figure', HOW)} of areas that this edition does not compare"
    source = "Repeats of a figure are counted once."
    if outside:
        source += f" Not counted here: {left}."
    shown = Table("not-comparable-reasons", CAPTION, columns, table, source=source,
                  empty=f"none of this edition; {left}.")  # fmt: skip
    link = '<a href="data.html#not-comparable">on the data page</a>'
    return Block([shown, Prose(f'<p class="note">All of them, row by row: {link}.</p>')])


def row_by_row(cleaned: Cleaned) -> Table:
    """Every figure of the record that may not stand beside other areas' figures, and why."""
    rows = _apart(cleaned.observations, cleaned.reference)
    rows = rows.sort_values(["ref_area", "indicator", "obs_id"], kind="stable")
    names, source = cleaned.reference.area_names, cleaned.reference.source_title
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": _named(row, cleaned.reference),
                "printed": printed_words(row),
                "period": span(row.time_period) or "not printed",
                "status": row.obs_status,
                "why": row.why,
                "mind": row.note.partition("not comparable: ")[0].rstrip("; ")
                if reasons(row.note)
                else "",
                "source": source(row.source_id),
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
    return Table("not-comparable", CAPTION, columns, table, tall=True,
                 source="Repeats of a figure are counted once.")  # fmt: skip


def _apart(observations: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The figures that stand alone, repeats left out, each with `why`."""
    rows = observations
    rows = rows[(rows["comparable"] == "no") & (rows["repeats"] == "")]
    return rows.assign(why=[reasons(note) or note for note in rows["note"]])


def _named(row, reference: Reference) -> str:
    return reference.indicator[row.indicator].name + measure_words(row.measure)


def _told(row, reference: Reference) -> str:
    """One figure as its source prints it: of what area, what, when."""
    when = span(row.time_period) or "year not printed"
    area = reference.area_names[row.ref_area]
    return f"{area}, {_named(row, reference)}: {printed_words(row)} ({when})"
