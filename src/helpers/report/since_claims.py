"""Claims about what changed since the last edition: each is compared again by the judge."""

from __future__ import annotations

from helpers.claims.kinds import Reckoned
from helpers.language import later, say

COMPARED = later("compared in this report: the figures of this edition with those of the last")
OF_LAST = later("of the last edition's figures (data/baseline.csv.xz)")


def count(number: int, *what: str) -> str:
    """How many figures, ranks or verdicts changed; what: as `helpers.claims.judge_since` has it."""
    return compared(f"{number:,}", *what)


def of_last(words: str, *what: str) -> str:
    """What the last edition had; what: likewise."""
    return Reckoned(words, say(OF_LAST), ("since", *what)).words if words else ""


def compared(words: str, *what: str) -> str:
    """What comes of comparing the figures of both editions; what: likewise."""
    return Reckoned(words, say(COMPARED), ("since", *what)).words if words else ""
