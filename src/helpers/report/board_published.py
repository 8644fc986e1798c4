"""The published ranking that news stories quote, and how far our ranks agree with it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.language import say
from helpers.reference import RANKING
from helpers.report.board import Scored
from helpers.scoreboard.agreement import FIRST, Agreement, agreement
from helpers.scoreboard.provinces import Board

LAG = 2  # a report's data are so many years older
FULL = 0.9  # of the provinces: a ranking of fewer has no correlation worth telling


@dataclass(frozen=True, eq=False)
class Beside:
    """One edition of the report, beside our ranks of its year of data."""

    report: int
    year: int
    board: Board
    line: str
    found: Agreement
    full: bool


def publisher(scored: Scored) -> str:
    """Who publishes the ranking, as a source line names it."""
    rows = scored.edition.reference.sources
    name = str(rows.loc[rows["kind"] == "ranking", "publisher"].iloc[0])
    return scored.edition.reference.text(name)


def published_ranks(scored: Scored) -> pd.DataFrame:
    """Ranks of the report: area, report (year), rank; among the edition's peers where they are few.

    A place among the first ten of the nation is one whatever peers the edition has. Of the places
    that may not be compared only those count: their order is not sure, that they are among the
    first ten is. One further down that another than the report states is left out.
    """
    table = scored.edition.observations
    ranking = scored.edition.reference.sources
    ours = ranking.loc[ranking["kind"] == "ranking", "source_id"]
    table = table[(table["indicator"] == RANKING) & table["source_id"].isin(ours)]
    table = table[table["ref_area"].isin(scored.edition.peers)]
    table = table[(table["comparable"] == "yes") | (table["obs_value"].astype(float) <= FIRST)]
    return pd.DataFrame(
        {
            "area": table["ref_area"],
            "report": table["time_period"].astype(int),
            "rank": table["obs_value"].astype(float),
        }
    )


def compared(scored: Scored) -> list[Beside]:
    """The report's editions whose year of data we score, oldest first; among chosen peers only
    those whose whole ranking is at hand."""
    published = published_ranks(scored)
    everyone = len(scored.edition.peers) == len(scored.edition.reference.provinces)
    found = []
    for report, own in published.groupby("report"):
        year = int(report) - LAG
        theirs = own.set_index("area")["rank"]
        board, line = board_of_year(scored, year)
        if board is None:
            continue
        ours = board.ranks(year)[board.root]
        if not everyone:
            theirs = theirs.rank(method="min")
        both = agreement(ours, theirs)
        full = both.spearman is not None and both.areas >= FULL * len(scored.edition.peers)
        if full or everyone:
            found.append(Beside(int(report), year, board, line, both, full))
    return found


def board_of_year(scored: Scored, year: int) -> tuple[Board | None, str]:
    """The board of that year: all indicators if it has them, else those that reach back."""
    if year in scored.board.years:
        return scored.board, say("all indicators")
    if scored.long is not None and year in scored.long.years:
        return scored.long, say("indicators that reach back")
    return None, ""
