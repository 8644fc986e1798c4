"""Taking a file in: its rows of sources.csv, a trial cleaning beside, then both or neither.

Nothing under data/ is touched before the whole of cleaning has succeeded with the
new file. Then the raw file is written, last the register; what breaks between them
is taken back, and a raw file that no row names would stop the next build and say so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from helpers.clean import clean_figures
from helpers.clean.places import placed
from helpers.clean.repeats import Conflict
from helpers.clean.stage import Cleaned
from helpers.csv_cells import harmless
from helpers.faults import Fault, FaultsFound
from helpers.intake.check import check_file, register_rows, strange_columns
from helpers.intake.naming import Given, named
from helpers.intake.recognise import content_of, recognise, unsaid
from helpers.intake.slips import slips_and_jumps
from helpers.intake.words import Taken, noted, understood
from helpers.read.raw import REGISTER
from helpers.read.readers import READERS
from helpers.reference import Reference, load_reference
from helpers.writing import put, reason

LOOK = "Look at both sources; add prints the line that records which is used, and why"
ANY_DAY = "2000-01-01"  # of a row of the register that is never written
DATE = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, eq=False)
class Plan:
    """A file that may be taken in. rows: as they will stand in sources.csv; summary: what was
    understood; already: source_id of the same bytes, "" for none (then rows is empty)."""

    content: bytes
    rows: pd.DataFrame
    reference: Reference
    summary: tuple[str, ...]
    already: str = ""
    given: str = ""  # the file's own name, by which faults call it


def missing(path: Path, given: Given) -> list[str]:
    """Options that must be given for this file and are not, in the order to ask for them."""
    content = content_of(path)
    kind = given.kind or recognise(content, path.name)
    needed = ["publisher"] + (["title"] if kind != "panel" else [])
    needed += sorted(unsaid(kind, content, path.name))
    return [name for name in needed if not getattr(given, name)]


def plan(path: Path, data_dir: Path, given: Given) -> Plan:
    """Recognise and read the file, and write its rows of the register; nothing is written yet.

    Raises FaultsFound: what must be given and is not, and every fault of the file.
    """
    content = content_of(path)
    reference = load_reference(data_dir)
    digest = hashlib.sha256(content).hexdigest()
    same = reference.sources.loc[reference.sources["sha256"] == digest, "source_id"]
    if len(same):
        return Plan(content, reference.sources.iloc[:0], reference, (), same.iloc[0])
    kind = given.kind or recognise(content, path.name)
    faults = [
        Fault(path.name, None, "", f"the {name} is not known", todo=f"Give --{name}")
        for name in missing(path, given)
    ]
    for name in ("date", "received"):
        if getattr(given, name) and not DATE.fullmatch(getattr(given, name)):
            found = f"--{name} {getattr(given, name)!r} is no date"
            faults.append(Fault(path.name, None, "", found, "a date such as 2026-11-22"))
    if faults:
        raise FaultsFound(faults + strange_columns(kind, content, path.name, reference))
    rows = register_rows(content, path.name, kind, reference, given.indicator, given.unit)
    try:
        arrivals, _ = READERS[kind](content, path.name, rows, reference)
    except FaultsFound:  # told with whatever is wrong in the cells that can be read
        check_file(path, reference, data_dir, kind=kind, indicator=given.indicator, unit=given.unit)
        raise
    rows = named(rows, path, content, given, reference, data_dir / "raw")
    summary = understood(path.name, kind, arrivals, reference) + noted(content, kind)
    return Plan(content, rows, reference, summary, given=path.name)


def take(planned: Plan, data_dir: Path, *, looked_at: bool = False) -> Taken:
    """Clean with the new file in a folder beside, then write the file and its rows.

    Raises FaultsFound, and writes nothing: whatever cleaning refuses (conflicts are
    `clean.repeats.Conflict`), a slip that nobody looked at, a register that changed meanwhile.
    """
    before = (data_dir / REGISTER).read_bytes()
    after = _with_rows(before, planned.rows)
    file = planned.rows["file"].iloc[0]
    cleaned = _tried(planned, data_dir, after)
    figures, known = _parted(cleaned.observations, planned)
    slips, jumps = slips_and_jumps(figures, known, cleaned.reference)
    if slips and not looked_at:
        told = placed(slips, cleaned.arrivals)
        raise FaultsFound(replace(fault, file=planned.given) for fault in told)
    try:
        _write(data_dir, file, planned.content, before, after)
    except OSError as error:
        found = f"the file cannot be taken in: {reason(error)}; nothing has changed"
        raise FaultsFound([Fault(file, None, "", found)]) from None
    adds, repeats = _sorted_out(figures, known)
    return Taken(file, tuple(planned.rows["source_id"]), adds, repeats, tuple(jumps))


def beside(
    path: Path, data_dir: Path, *, indicator: str = "", unit: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """What a file would add, and what it would repeat, were it taken in; nothing is written.

    None for a file that is in already, and where what is there has faults of its own. Raises
    FaultsFound with every figure of it that contradicts one that is there, and is not on record.
    """
    reference = load_reference(data_dir)
    content = content_of(path)
    if (reference.sources["sha256"] == hashlib.sha256(content).hexdigest()).any():
        return None
    given = Given(ANY_DAY, publisher="this", title=path.stem, indicator=indicator, unit=unit)
    kind = recognise(content, path.name)
    rows = register_rows(content, path.name, kind, reference, indicator, unit)
    rows = named(rows, path, content, given, reference, data_dir / "raw")
    planned = Plan(content, rows, reference, (), given=path.name)
    try:
        cleaned = _tried(planned, data_dir, _with_rows((data_dir / REGISTER).read_bytes(), rows))
    except FaultsFound as found:
        told = [
            replace(fault, file=path.name, todo=LOOK)
            for fault in found.faults
            if isinstance(fault, Conflict)
            and any(one.partition(":")[0] in set(rows["source_id"]) for one in fault.obs_ids)
        ]
        if told:
            raise FaultsFound(told) from None
        return None
    return _sorted_out(*_parted(cleaned.observations, planned))


def _tried(planned: Plan, data_dir: Path, register: bytes) -> Cleaned:
    """All of cleaning with the new file, in a folder beside."""
    file = planned.rows["file"].iloc[0]
    with tempfile.TemporaryDirectory(prefix="innovation-report-") as folder:
        trial = Path(folder)
        _copied(data_dir, trial)
        (trial / file).write_bytes(planned.content)
        (trial / REGISTER).write_bytes(register)
        try:
            return clean_figures(trial)
        except FaultsFound as found:
            own = {file: planned.given}
            raise FaultsFound(
                replace(fault, file=own.get(fault.file, fault.file)) for fault in found.faults
            ) from None


def _parted(observations: pd.DataFrame, planned: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations of the new source, and all others."""
    new = observations["source_id"].isin(planned.rows["source_id"])
    return observations[new], observations[~new]


def _copied(data_dir: Path, trial: Path) -> None:
    """reference/ and raw/ for a trial: contents alone, so that it can be written to and removed."""
    for name in ("reference", "raw"):
        (trial / name).mkdir()
        for path in (data_dir / name).iterdir() if (data_dir / name).is_dir() else ():
            if path.is_file():
                shutil.copyfile(path, trial / name / path.name)
            else:  # no row names it, and cleaning says so
                (trial / name / path.name).mkdir()


def _sorted_out(figures: pd.DataFrame, known: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a source adds and what it repeats; a finer new figure makes the old one the repeat."""
    coarser = known[known["repeats"].isin(figures["obs_id"])]
    other = dict(zip(coarser["repeats"], coarser["obs_id"], strict=True))
    told = figures["repeats"].where(figures["repeats"] != "", figures["obs_id"].map(other))
    figures = figures.assign(as_told=told.fillna(""))
    again = figures["as_told"] != ""
    return figures[~again].drop(columns="as_told"), figures[again]


def _with_rows(register: bytes, rows: pd.DataFrame) -> bytes:
    """The register with rows behind its last one; what stands there stays, byte for byte."""
    text = register.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text)))
    end = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO(newline="")
    writer = csv.DictWriter(added, [name.strip() for name in header], lineterminator=end)
    cells = rows.map(harmless).to_dict("records")
    writer.writerows(cells)
    gap = b"" if register.endswith(b"\n") else end.encode()
    return register + gap + added.getvalue().encode()


def _write(data_dir: Path, file: str, content: bytes, before: bytes, after: bytes) -> None:
    """The raw file, then the register; the raw file goes again if the register fails."""
    target, register = data_dir / file, data_dir / REGISTER
    there = target.exists()
    if there and target.read_bytes() != content:
        found = "another file of this name has appeared meanwhile"
        raise FaultsFound([Fault(file, None, "", found, todo="Add it again")])
    if not there:
        target.parent.mkdir(exist_ok=True)
        put(target, content)
    try:
        if register.read_bytes() != before:
            found = "the register has changed meanwhile"
            raise FaultsFound([Fault(REGISTER, None, "", found, todo="Add the file again")])
        put(register, after)
    except BaseException:
        if not there:
            target.unlink(missing_ok=True)
        raise
