"""What is the same on every page of an edition, reckoned once before pages are made.

A process that has done this and forks hands it on: its forks read no table again. Tables that
cannot be read are left to the page that needs them: it says so in words.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from helpers import compare
from helpers.claims.judge import judge_on
from helpers.draw.words import measure_signs
from helpers.faults import FaultsFound
from helpers.report.at_hand import figures_at_hand, record_at_hand, reference_at_hand


def prepare(data_dir: Path) -> None:
    """Read and index the figures of a data folder, for the pages and for their judge."""
    with suppress(OSError, FaultsFound, ValueError, KeyError):
        observations, figures = figures_at_hand(data_dir)
        compare.look_through(figures)
        record_at_hand(observations, figures, reference_at_hand(data_dir))
        judge_on(data_dir).rows.look_through()
    measure_signs()
