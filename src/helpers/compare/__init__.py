"""Comparison: pure functions on figures. Nothing here draws or reads a file.

`figures` makes the one table that all others take: one row per area, indicator
and year, values in base units (float), each with the observations it stands on.
A missing figure is a missing row: it is never zero and never guessed.
"""

from helpers.compare.course import Change, change, coverage, gaps, value_of
from helpers.compare.ranking import Ranked, full_years, newest_year, peers, ranked, ranks
from helpers.compare.table import COLUMNS, at, between, by_year, figures, look_through, of

__all__ = [
    "COLUMNS",
    "Change",
    "Ranked",
    "at",
    "between",
    "by_year",
    "change",
    "coverage",
    "figures",
    "full_years",
    "gaps",
    "look_through",
    "newest_year",
    "of",
    "peers",
    "ranked",
    "ranks",
    "value_of",
]
