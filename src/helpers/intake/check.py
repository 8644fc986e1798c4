"""A file by itself: read, made to observations, and held against what is known, nothing written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shown

import pandas as pd

from helpers.clean import checks, comparable, corrections
from helpers.clean.observations import INDICATORS, observe
from helpers.clean.places import placed
from helpers.clean.stage import read_observations
from helpers.clean.units import TABLE_UNITS
from helpers.faults import Fault, FaultsFound, nearest
from helpers.intake.recognise import columns_of_indicators, content_of, recognise, unsaid
from helpers.intake.slips import slips_and_jumps
from helpers.intake.words import noted, understood
from helpers.read.panel import read_panel
from helpers.read.readers import READERS, names_of_indicators
from helpers.reference import Reference


@dataclass(frozen=True)
class Checked:
    """summary: what was understood, line by line; jumps: what to look at, no fault."""

    summary: tuple[str, ...]
    jumps: tuple[str, ...]


def check_file(
    path: Path,
    reference: Reference,
    data_dir: Path | None = None,
    *,
    kind: str = "",
    indicator: str = "",
    unit: str = "",
) -> Checked:
    """Read `path` and check it: every cell, names and units, shares, plausible ranges, sums
    against the national row, and slips against data_dir/clean/observations.csv.

    Raises FaultsFound with every fault: of reading, of names, units and numbers, of the checks.
    Where a file cannot be read at all, or names no indicator that is known, that is all.
    """
    content = content_of(path)
    digest = hashlib.sha256(content).hexdigest()
    rows = reference.sources[reference.sources["sha256"] == digest]
    registered = not rows.empty
    if registered:
        kind = rows["kind"].iloc[0]
    else:
        kind = kind or recognise(content, path.name)
        rows = register_rows(content, path.name, kind, reference, indicator, unit)
    mended = reference.corrections
    mended = mended[mended["source_id"].isin(rows["source_id"])]
    faults, arrivals = _going_on(lambda: READERS[kind](content, path.name, rows, reference)[0])
    if faults:  # a correction counts the rows of a whole file
        mended = mended.iloc[:0]
    arrivals = corrections.correct(arrivals, mended)
    figures = arrivals[arrivals["exclusion"] == ""]
    faults, observed = _going_on(lambda: observe(figures, reference), faults)
    summary = understood(path.name, kind, arrivals, reference)
    summary += noted(content, kind)
    if registered:
        summary += (
            f"  registered  in sources.csv as {rows['source_id'].iloc[0]}"
            + (f" and {len(rows) - 1} more" if len(rows) > 1 else "")
            + f"; {len(mended)} corrections applied",
        )
    if observed.empty:
        if faults:
            raise FaultsFound(faults)
        return Checked(summary, ())
    # what the file repeats within itself is settled only beside the other sources
    observed = comparable.mark(observed, reference)
    found = [
        checks.check_shares(observed),
        checks.check_sums(observed, reference),
        checks.check_ranges(observed, reference),
    ]
    slips, jumps = slips_and_jumps(observed, _known(data_dir, observed, rows), reference)
    more = [fault for check in found for fault in check.faults] + slips
    faults += placed(more, arrivals, alone=True)
    if faults:
        raise FaultsFound(sorted(faults, key=lambda fault: fault.line or 0))
    return Checked(summary, tuple(jumps))


def _going_on(
    step: Callable[[], pd.DataFrame], before: Sequence[Fault] = ()
) -> tuple[list[Fault], pd.DataFrame]:
    """The faults of a step, with those before it, and what it made in spite of them; raises all of
    them where that is nothing."""
    try:
        return list(before), step()
    except FaultsFound as found:
        faults = sorted([*before, *found.faults], key=lambda fault: fault.line or 0)
        if found.rest is None or found.rest.empty:
            raise FaultsFound(faults) from found
        return faults, found.rest


def register_rows(
    content: bytes, file: str, kind: str, reference: Reference, indicator: str, unit: str
) -> pd.DataFrame:
    """Rows as of sources.csv for a file that has none yet: one, for a panel one a publication.

    Raises FaultsFound for an unknown indicator or unit, and for what the file does not say.
    """
    faults = []
    given = {"indicator": indicator, "unit": unit}
    if indicator and indicator not in reference.indicator:
        todo = nearest(indicator, reference.indicator) or f"Name a code of {INDICATORS}"
        found = f"--indicator {indicator!r} is no known indicator"
        faults.append(Fault(file, None, "", found, todo=todo))
    if unit and unit not in TABLE_UNITS:
        found = f"--unit {unit!r} is no known unit"
        todo = nearest(unit, TABLE_UNITS)
        faults.append(Fault(file, None, "", found, ", ".join(TABLE_UNITS), todo))
    faults += [
        Fault(file, None, "", f"the file does not say its {word}", todo=f"Give --{word}")
        for word in sorted(unsaid(kind, content, file))
        if not given[word]
    ]
    if faults:
        raise FaultsFound(faults + strange_columns(kind, content, file, reference))
    titles = publications(content, file) if kind == "panel" else [""]
    row = dict.fromkeys(reference.sources.columns, "") | given
    row |= {"kind": kind, "file": file, "sha256": hashlib.sha256(content).hexdigest()}
    rows = [
        row | {"source_id": f"new_{n}" if n else "new", "title": title}
        for n, title in enumerate(titles)
    ]
    return pd.DataFrame(rows, columns=reference.sources.columns, dtype=str)


def strange_columns(kind: str, content: bytes, file: str, reference: Reference) -> list[Fault]:
    """Columns of a wide table that are neither years nor indicators which anybody knows."""
    if kind != "wide table":
        return []
    names = names_of_indicators(reference)
    return [
        Fault(file, line, "", f"column {shown(name)} is neither a year nor a known indicator",
              todo=nearest(name, names) or f"Mend it, or add it to {INDICATORS}")
        for line, name in columns_of_indicators(content, file)
        if name.casefold() not in names
    ]  # fmt: skip


def publications(content: bytes, file: str) -> list[str]:
    """The publications that a panel names, in its order."""

    class Any(dict):
        """Every publication is known for now; which there are is what is asked."""

        def __contains__(self, name: object) -> bool:
            return True

        def get(self, name, default=None):
            return self.setdefault(name, str(name))

    met = Any()
    read_panel(content, file=file, sources=met)
    return list(met)


def _known(data_dir: Path | None, observed: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """What was cleaned last, but of the file itself; nothing where there is none."""
    if data_dir is None or not (data_dir / "clean" / "observations.csv").is_file():
        return observed.iloc[:0]
    known = read_observations(data_dir)
    return known[~known["source_id"].isin(rows["source_id"])]
