"""The whole of cleaning, in order: read, exclude, correct, observe, derive, settle, mark, check."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from helpers.clean import checks, comparable, corrections, derive, repeats, schema
from helpers.clean.observations import COLUMNS, observe
from helpers.clean.places import placed
from helpers.csv_cells import given_text, harmless
from helpers.faults import Fault, FaultsFound
from helpers.read.bureau import Export
from helpers.read.raw import read_raw
from helpers.reference import Reference, load_reference
from helpers.writing import one_writer, put

APOSTROPHE = re.compile(rb"[,\n]\"?'")  # a cell starts with one
ORDER = ["indicator", "ref_area", "time_period", "measure", "obs_status", "obs_id"]
EXCLUSIONS = ("source_id", "locator", "area", "as_printed", "exclusion", "note")


@dataclass(frozen=True, eq=False)
class Cleaned:
    """What cleaning made, and its record.

    observations: the columns of observations.csv, all text, sorted.
    exclusions: arrivals that became no observation, each with its reason.
    arrivals: everything that arrived, after correction.
    conflicts: recorded disagreements, one row per observation.
    sums, intensities, shares: every case that was checked.
    exports: the bureau's tables with what stood around them.
    """

    reference: Reference
    observations: pd.DataFrame
    exclusions: pd.DataFrame
    arrivals: pd.DataFrame
    conflicts: pd.DataFrame
    sums: pd.DataFrame
    intensities: pd.DataFrame
    shares: pd.DataFrame
    exports: dict[str, Export]


def clean_figures(data_dir: Path, reference: Reference | None = None) -> Cleaned:
    """Clean everything under `data_dir` in memory; nothing is written.

    Raises FaultsFound with every offender of the first step that finds any.
    """
    reference = reference or load_reference(data_dir)
    received = read_raw(data_dir, reference)
    arrivals = corrections.correct(received.arrivals, reference.corrections)
    excluded = arrivals["exclusion"] != ""
    observed = observe(arrivals[~excluded], reference)
    if observed.empty:
        todo = "Take a source in first: its file under raw/, its row in sources.csv"
        raise FaultsFound([Fault("sources.csv", None, "", "no source holds a figure", todo=todo)])
    _refuse_repeated_ids(observed)
    derived = derive.derive(observed, reference.derivations)
    sources = reference.sources
    stories = set(sources.loc[sources["kind"] == "story", "source_id"])
    told = repeats.settle(derived, reference.conflicts, stories)
    marked = comparable.mark(told.observations, reference)
    found = [
        checks.check_shares(marked),
        checks.check_sums(marked, reference),
        checks.check_intensities(marked),
        checks.check_ranges(marked, reference),
    ]
    faults = placed([fault for check in found for fault in check.faults], arrivals)
    if faults:
        raise FaultsFound(faults)
    observations = as_text(marked)
    schema.check_schema(observations)
    return Cleaned(
        reference=reference,
        observations=observations,
        exclusions=arrivals.loc[excluded, list(EXCLUSIONS)].reset_index(drop=True),
        arrivals=arrivals,
        conflicts=told.conflicts,
        shares=found[0].table,
        sums=found[1].table,
        intensities=found[2].table,
        exports=received.exports,
    )


def as_text(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations as observations.csv holds them: text, sorted, plain numbers, "" for missing."""
    table = observations[list(COLUMNS)].copy()
    for column in ("obs_value", "obs_value_high"):
        table[column] = table[column].map(plain)
    return table.sort_values(ORDER, kind="stable").reset_index(drop=True)


def plain(value: Decimal | None) -> str:
    """A Decimal without exponent and without zeros at its end; "" for None.

    >>> plain(Decimal("1.20E+3")), plain(Decimal("0.50")), plain(None)
    ('1200', '0.5', '')
    """
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_clean(cleaned: Cleaned, data_dir: Path) -> None:
    """Write `data_dir`/clean/observations.csv and exclusions.csv, each whole or not at all.

    Both are of one cleaning, also where two builds write them at once: the later one waits.
    """
    folder = data_dir / "clean"
    with one_writer(folder):
        put(folder / "observations.csv", as_csv(cleaned.observations))
        put(folder / "exclusions.csv", as_csv(cleaned.exclusions))


def as_csv(table: pd.DataFrame) -> bytes:
    """A table of text as its file holds it: UTF-8, LF line ends, no index; no cell that a
    spreadsheet would run (see `helpers.csv_cells`), and no bare carriage return."""
    safe = {name: [harmless(_one_end(cell)) for cell in table[name]] for name in table}
    return (
        pd.DataFrame(safe, columns=table.columns, dtype=str)
        .to_csv(index=False, lineterminator="\n")
        .encode()
    )


def _one_end(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def read_observations(data_dir: Path) -> pd.DataFrame:
    """observations.csv as written, all text ("" for missing)."""
    content = (data_dir / "clean" / "observations.csv").read_bytes()
    table = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    if not APOSTROPHE.search(content):  # each page reads the file: no cell is looked at in vain
        return table
    return table.assign(**{name: [given_text(cell) for cell in table[name]] for name in table})


def _refuse_repeated_ids(observed: pd.DataFrame) -> None:
    twice = observed.loc[observed["obs_id"].duplicated(), "obs_id"]
    if len(twice):
        raise FaultsFound(
            Fault("", None, "", f"{obs_id} stands for two figures", "one figure at each place")
            for obs_id in twice
        )
