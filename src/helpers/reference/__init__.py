"""Areas, indicators and sources: the tables that say what a figure means.

They are data (`data/reference/`, `data/sources.csv`), so that a new indicator or
a new area is a row and not code. Loaded once, checked whole, handed on read-only.
"""

from helpers.reference.indicator import Indicator, Shown, breaks
from helpers.reference.load import load_reference
from helpers.reference.tables import Reference
from helpers.reference.vocabulary import KINDS, MEASURES, NATION, RANKING, STATUSES, UNITS

__all__ = [
    "KINDS",
    "MEASURES",
    "NATION",
    "RANKING",
    "STATUSES",
    "UNITS",
    "Indicator",
    "Reference",
    "Shown",
    "breaks",
    "load_reference",
]
