"""The judge of the report's claims on the project's own figures, for the tests that ask it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from helpers.claims.judge import Judge
from helpers.claims.rows import read_rows

DATA = Path(__file__).parents[1] / "data"


@cache
def judge() -> Judge:
    """One for all that a test file asks."""
    return Judge(read_rows(DATA))
