"""What may not stand beside other areas' figures, and why: counted by reason, and row by row."""

from __future__ import annotations

import pandas as pd

from helpers.clean.comparable import reasons
from helpers.clean.stage import Cleaned
from helpers.draw.table import Block, Column, Prose, Table
from helpers.language import later, numbered, say
from helpers.language.phrases import sentences
from helpers.reference import NATION, Reference
from helpers.report.claiming import among
from helpers.report.claiming_counts import reckoned
from helpers.report.edition import Edition
from helpers.report.notes import own_note, why_apart
from helpers.report.words import measured, printed_in_units, span, status_words

CAPTION = later("Figures that cannot be compared with those of other areas")
OUTSIDE = later("counted in this report: figures of other areas that may not be compared")
WITHIN = later(
    "counted in this report: figures of other areas that may not be compared, for this reason"
)
ONCE = later("Repeats of a figure are counted once.")


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
                "figures": reckoned(
                    len(own),
                    say(WITHIN),
                    "received",
                    "apart",
                    among(edition),
                    _marked_why(own["note"].iloc[0]),
                ),
                "one": _told(next(own.itertuples()), edition.reference),
            }
            for why, own in groups
        ],
        columns=["why", "figures", "one"],
    )
    columns = [
        Column("why", say("Why not comparable"), "long"),
        Column("figures", say("Figures"), "number"),
        Column("one", say("One of them"), "long"),
    ]
    left = numbered(
        outside,
        "{number} figure of areas that this edition does not compare",
        "{number} figures of areas that this edition does not compare",
        number=reckoned(outside, say(OUTSIDE), "received", "apart outside", among(edition)),
    )
    source = sentences([say(ONCE), say("Not counted here: {left}.", left=left) if outside else ""])
    shown = Table("not-comparable-reasons", say(CAPTION), columns, table, source=source,
                  empty=say("none of this edition; {left}.", left=left))  # fmt: skip
    link = f'<a href="data.html#not-comparable">{say("on the data page")}</a>'
    all_of_them = say("All of them, row by row: {link}.", link=link)
    return Block([shown, Prose(f'<p class="note">{all_of_them}</p>')])


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
                "printed": printed_in_units(cleaned.reference, row),
                "period": span(row.time_period) or say("not printed"),
                "status": status_words(row.obs_status),
                "why": row.why,
                "mind": own_note(cleaned.reference, row.note) if reasons(row.note) else "",
                "source": source(row.source_id),
            }
            for row in rows.itertuples()
        ],
        columns=["area", "indicator", "printed", "period", "status", "why", "mind", "source"],
    )
    columns = [
        Column("area", say("Area")),
        Column("indicator", say("Indicator")),
        Column("printed", say("As printed"), mixed=True),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("why", say("Why not comparable"), "long"),
        Column("mind", say("Note"), "long"),
        Column("source", say("Source")),
    ]
    return Table("not-comparable", say(CAPTION), columns, table, tall=True, source=say(ONCE))


def _marked_why(note: str) -> str:
    """Why a figure stands apart, as its note has it."""
    return reasons(note) or note


def _apart(observations: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The figures that stand alone, repeats left out, each with `why`."""
    rows = observations
    rows = rows[(rows["comparable"] == "no") & (rows["repeats"] == "")]
    return rows.assign(why=[why_apart(reference, note) for note in rows["note"]])


def _named(row, reference: Reference) -> str:
    indicator = reference.indicator[row.indicator]
    return measured(indicator, row.measure, row.reference_group, row.note)


def _told(row, reference: Reference) -> str:
    """One figure as its source prints it: of what area, what, when."""
    return say(
        "{area}, {what}: {printed} ({when})",
        area=reference.area_names[row.ref_area],
        what=_named(row, reference),
        printed=printed_in_units(reference, row),
        when=span(row.time_period) or say("year not printed"),
    )
