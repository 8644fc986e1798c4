"""The tables of a data folder, read once for as long as its files hold the same.

What is handed out is everybody's: nobody changes it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import compare
from helpers.clean.stage import read_observations
from helpers.reference import Reference, load_reference

OBSERVATIONS = "clean/observations.csv"


def reference_at_hand(data_dir: Path) -> Reference:
    """As `load_reference` gives it, and raises."""
    return _reference(data_dir.resolve(), _mark(data_dir))


def figures_at_hand(data_dir: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(observations of observations.csv, the table of `compare.figures`).

    Raises OSError where observations.csv cannot be read, FaultsFound as `load_reference` does.
    """
    mark = f"{_mark(data_dir)}{_hash(data_dir / OBSERVATIONS)}"
    return _figures(data_dir.resolve(), mark, reference_at_hand(data_dir))


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
    return hashlib.sha256(path.read_bytes()).hexdigest()
