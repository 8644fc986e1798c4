"""What is the same on every page of an edition, reckoned once before pages are made.

A process that has done this and forks hands it on: its forks read no table again. Tables that
cannot be read are left to the page that needs them: it says so in words.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from helpers import compare
from helpers.claims.judge import judge_on
from helpers.draw.widths import measure_signs
from helpers.faults import FaultsFound
from helpers.parameters.model import Parameters
from helpers.report.at_hand import figures_at_hand, record_at_hand, reference_at_hand
from helpers.report.edition import Edition


def prepare(data_dir: Path) -> None:
    """Read and index the figures of a data folder, for the pages and for their judge."""
    with suppress(OSError, FaultsFound, ValueError, KeyError):
        observations, figures = figures_at_hand(data_dir)
        compare.look_through(figures)
        reference = reference_at_hand(data_dir)
        record_at_hand(observations, figures, reference)
        of_most = Edition(Parameters(), reference, observations, figures)
        compare.look_through(of_most.shown)
        judge_on(data_dir).rows.look_through()
        reference.look_through()
    measure_signs()
