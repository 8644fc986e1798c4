"""The tables of a data folder, read once for as long as its files hold the same.

What is handed out is everybody's: nobody changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import compare, record, targets
from helpers.clean.stage import read_observations
from helpers.clean.states import OBSERVATIONS
from helpers.reference import Reference, load_reference


def reference_at_hand(data_dir: Path) -> Reference:
    """As `load_reference` gives it, and raises."""
    return _reference(data_dir.resolve(), _mark(data_dir))


def figures_at_hand(data_dir: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(observations of observations.csv, the table of `compare.figures`).

    Raises OSError where observations.csv cannot be read, FaultsFound as `load_reference` does.
    """
    mark = f"{_mark(data_dir)}{_hash(data_dir / OBSERVATIONS)}"
    return _figures(data_dir.resolve(), mark, reference_at_hand(data_dir))


def promises_at_hand(
    observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """As `targets.promises` gives it, reckoned once for these very tables."""
    return _once("promises", targets.promises, observations, figures, reference)


def record_at_hand(
    observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """As `record.against_record` gives it, reckoned once for these very tables."""

    def make(*tables: object) -> pd.DataFrame:
        return record.against_record(*tables, promised=promises_at_hand(*tables))

    return _once("record", make, observations, figures, reference)


_made: dict[str, tuple[tuple[object, ...], pd.DataFrame]] = {}  # what for -> of what, the table


def _once(what: str, make: Callable[..., pd.DataFrame], *tables: object) -> pd.DataFrame:
    known = _made.get(what)
    if known is None or any(one is not other for one, other in zip(known[0], tables, strict=True)):
        known = _made[what] = (tables, make(*tables))
    return known[1]


@lru_cache(maxsize=1)
def _reference(data_dir: Path, _mark: str) -> Reference:
    return load_reference(data_dir)


@lru_cache(maxsize=1)
def _figures(data_dir: Path, _mark: str, reference: Reference) -> tuple[pd.DataFrame, pd.DataFrame]:
    observations = read_observations(data_dir)
    return observations, compare.figures(observations, reference)


def _mark(data_dir: Path) -> str:
    """A hash over the contents of the reference tables and sources.csv, names with them."""
    files = [*sorted((data_dir / "reference").glob("*.csv")), data_dir / "sources.csv"]
    parts = [f"{path.name}:{_hash(path)}" for path in files if path.is_file()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:  # by parts: a page does this for all tables, and none is kept
        return hashlib.file_digest(file, "sha256").hexdigest()
