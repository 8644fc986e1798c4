"""Tables of what changed since the last edition: figures, ranks, and what came of targets."""

from __future__ import annotations

import pandas as pd

from helpers.changes import Changes
from helpers.claims.promised import NOT_TOLD, VERDICTS
from helpers.draw.table import Column, Table
from helpers.language import later, say
from helpers.reference import Reference
from helpers.report.changed import (
    KIND_WORDS,
    area_name,
    columns_words,
    figure_name,
    indicator_name,
    kind_title,
    rank_words,
    target_name,
    value_words,
)
from helpers.report.claiming_stories import read_as
from helpers.report.indicator_words import signed
from helpers.report.since_claims import compared, count, of_last
from helpers.report.source_words import place_words
from helpers.report.words import result_words

CAPTIONS = {"revised": later("Figures revised"), "reclassified": later("Figures re-classified")}
SHOWN = 200  # rows of a table on the page; all of them are behind it


def by_indicator(changes: Changes, reference: Reference) -> Table:
    """How many rows of each indicator changed, and how; every changed row is behind it."""
    table = changes.rows.groupby(["indicator", "kind"], sort=True).size().unstack(fill_value=0)
    table = table.reindex(columns=list(KIND_WORDS), fill_value=0).reset_index()
    for kind in KIND_WORDS:
        table[kind] = [
            count(number, "figures", kind, code)
            for number, code in zip(table[kind], table["indicator"], strict=True)
        ]
    table["indicator"] = [indicator_name(reference, code) for code in table["indicator"]]
    columns = [
        Column("indicator", say("Indicator")),
        *(Column(kind, kind_title(kind), "number") for kind in KIND_WORDS),
    ]
    return Table("since-figures", say("Figures that changed, by indicator"), columns, table,
                 behind=changes.rows, tall=True)  # fmt: skip


def figures(changes: Changes, reference: Reference, kind: str) -> Table:
    """Revised or re-classified figures, one by one, the largest change of a value first."""
    rows = changes.rows[changes.rows["kind"] == kind]
    size = [-abs(_relative(row) or 0) for row in rows.itertuples()]
    first = rows.assign(size=size).sort_values("size", kind="stable").head(SHOWN)
    columns = [
        Column("area", say("Area")),
        Column("figure", say("Figure")),
        Column("was", say("Was"), "number", mixed=True),
        Column("now", say("Is"), "number", mixed=True),
        Column("change", say("Change"), "number"),
        Column("place", say("Where"), "source"),
    ]
    table = pd.DataFrame(
        [
            {
                "area": area_name(reference, row.ref_area),
                "figure": figure_name(reference, row),
                "was": of_last(value_words(reference, row, "old"), "was", row.old_obs_id),
                "now": read_as(row.obs_id, value_words(reference, row, "new")),
                "change": compared(
                    _percent(row) if kind == "revised" else columns_words(row, " → "),
                    "change" if kind == "revised" else "cells",
                    row.old_obs_id,
                    row.obs_id,
                ),
                "place": place_words(reference, row.obs_id),
            }
            for row in first.itertuples()
        ],
        columns=[column.key for column in columns],
    )
    if kind == "reclassified":
        columns[4] = Column("change", say("What changed"), "long")
    more = len(rows) - len(first)
    rest = (
        say(
            "{number} more are in the CSV.",
            number=count(more, "figures", kind, "", str(len(first))),
        )
        if more
        else ""
    )
    return Table(f"since-{kind}", say(CAPTIONS[kind]), columns, table, behind=rows, source=rest,
                 tall=True, empty=say("none."))  # fmt: skip


def _relative(row) -> float | None:
    """Change of a level in percent; None for what is no level or has no base above zero."""
    same_unit = row.old_unit_measure == row.new_unit_measure
    if row.measure != "level" or not same_unit or row.old_unit_measure in ("PCT", "RANK"):
        return None
    old, new = float(row.old_obs_value), float(row.new_obs_value)
    return 100 * (new / old - 1) if old > 0 else None


def _percent(row) -> str:
    change = _relative(row)
    return "" if change is None else f"{signed(change, 2)}%"


def _moved(row) -> tuple[str, str, str]:
    return row.indicator, row.ref_area, str(row.year)


def ranks(changes: Changes, reference: Reference) -> Table:
    """Ranks that moved, before and now."""
    rows = changes.ranks
    table = pd.DataFrame(
        {
            "area": [area_name(reference, code) for code in rows["ref_area"]],
            "indicator": [indicator_name(reference, code) for code in rows["indicator"]],
            "year": [str(year) for year in rows["year"]],
            "was": [
                of_last(rank_words(row.old_rank, row.old_rank_of), "rank was", *_moved(row))
                for row in rows.itertuples()
            ],
            "now": [
                compared(rank_words(row.new_rank, row.new_rank_of), "rank is", *_moved(row))
                for row in rows.itertuples()
            ],
        }
    )
    columns = [
        Column("area", say("Province")),
        Column("indicator", say("Indicator")),
        Column("year", say("Year"), "number"),
        Column("was", say("Rank was"), "number"),
        Column("now", say("Rank is"), "number"),
    ]
    words = say("Among all provinces, in the newest year that both editions have.")
    return Table("since-ranks", say("Ranks that moved"), columns, table, behind=rows, source=words,
                 tall=True, empty=say("none."))  # fmt: skip


def targets(changes: Changes, reference: Reference) -> Table:
    """Promises with a new verdict: the figure that decides, the verdict before and now."""
    rows = changes.targets
    table = pd.DataFrame(
        [
            {
                "target": target_name(reference, row),
                "printed": compared(row.as_printed, "printed", row.obs_id),
                "official": compared(
                    result_words(reference.indicator[row.indicator], row.measure, row.official),
                    "official",
                    row.obs_id,
                ),
                "was": of_last(
                    say(VERDICTS.get(row.old_verdict, NOT_TOLD)), "verdict was", row.obs_id
                ),
                "now": compared(say(VERDICTS[row.new_verdict]), "verdict is", row.obs_id),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("target", say("Target")),
        Column("printed", say("As printed"), mixed=True),
        Column("official", say("Figure of the record"), "number", mixed=True),
        Column("was", say("Verdict was")),
        Column("now", say("Verdict is")),
    ]
    return Table("since-targets", say("Targets that were decided, or decided anew"), columns, table,
                 behind=rows, empty=say("none."))  # fmt: skip
