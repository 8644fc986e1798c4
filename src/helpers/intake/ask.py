"""Questions on a terminal for what a file does not say."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import click

from helpers.clean.units import TABLE_UNITS
from helpers.intake.naming import Given
from helpers.intake.recognise import content_of
from helpers.intake.taking import missing
from helpers.reference import load_reference

QUESTIONS = {
    "publisher": "Who published it",
    "title": "Title of the table (of a story in your own words)",
    "indicator": "Indicator (a code of data/reference/indicators.csv)",
    "unit": f"Unit ({', '.join(list(TABLE_UNITS)[:8])}, ...)",
}


def asked(path: Path, data_dir: Path, given: Given) -> Given:
    """`given` with an answer for each thing that is missing; a file taken in already asks none."""
    sources = load_reference(data_dir).sources
    if hashlib.sha256(content_of(path)).hexdigest() in set(sources["sha256"]):
        return given
    answers = {name: click.prompt(QUESTIONS[name]).strip() for name in missing(path, given)}
    return replace(given, **answers)
