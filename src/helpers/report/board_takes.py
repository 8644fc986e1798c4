"""What it would take a marked province to rise: the least change in one indicator."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.report.board import Scored, needs_board
from helpers.scoreboard.takes import PLACES, takes


@needs_board
def what_it_takes(scored: Scored) -> Block:
    """A table for each marked province, each row a change confirmed by building the index anew."""
    pieces: list = []
    for area in scored.marked:
        found = takes(scored.board, area, scored.year)
        rank = int(scored.ranks.at[area, scored.board.root])
        pieces.append(Prose(f"<h3>{escape(scored.name(area))}, rank {rank} as scored</h3>"))
        pieces.append(_table(scored, area, found, rank))
    return Block(pieces)


def _table(scored: Scored, area: str, found: pd.DataFrame, rank: int) -> Table:
    steps = [places for places in PLACES if (found["places"] == places).any()]
    rows, behind = [], []
    for code in scored.plan.items:
        own = found[found["indicator"] == code].set_index("places")
        row = {"indicator": f"{scored.title(code)}, {scored.plan.items[code].unit}"}
        before = own["before"].iloc[0] if len(own) else float("nan")
        row["before"] = "" if before != before else scored.number(code, before)
        for places in steps:
            row[f"up{places}"] = _cell(scored, code, own.loc[places])
        rows.append(row)
        behind += [
            {
                "area": area,
                "indicator": code,
                "places": places,
                "rank": own.at[places, "rank"],
                "unit": scored.plan.items[code].unit,
                "before": scored.plan.shown(code, own.at[places, "before"]),
                "after": scored.plan.shown(code, own.at[places, "after"]),
                "change_pct": own.at[places, "change_pct"],
                "confirmed": own.at[places, "confirmed"],
            }
            for places in steps
        ]
    columns = [Column("indicator", "Indicator"), Column("before", f"In {scored.year}", "number")]
    columns += [Column(f"up{n}", f"To rank {rank - n} (up {n})", "number") for n in steps]
    source = (
        "The least change in one indicator, all else and all others as they are; each was "
        "confirmed by building the whole index anew with it. “Off the scale”: more than any "
        "province had in any year scored. What it would take is arithmetic, and no advice."
    )
    return Table(
        f"scoreboard-takes-{area}", f"What would lift {scored.name(area)}, {scored.year}", columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        behind=pd.DataFrame(behind), source=source,
    )  # fmt: skip


def _cell(scored: Scored, code: str, row: pd.Series) -> str:
    if row["before"] != row["before"]:
        return ""
    if not row["reachable"]:
        return "off the scale"
    if not row["confirmed"]:
        return "not confirmed"
    change = display_number(row["change_pct"], 1 if abs(row["change_pct"]) < 100 else 0, "%")
    return f"{scored.number(code, row['after'])} (+{change})".replace("+-", "−")
