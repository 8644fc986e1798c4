"""Every raw file that data/sources.csv names, read after its hash has matched.

Raw files are evidence: one that has changed since it was taken in is refused,
and so is one that no source names.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.input_file import bytes_of
from helpers.read import arrivals
from helpers.read.bureau import Export
from helpers.read.readers import READERS
from helpers.reference import Reference

REGISTER = "sources.csv"


@dataclass(frozen=True, eq=False)
class Received:
    """What arrived.

    arrivals: `arrivals.COLUMNS`, all files one after another in the order of sources.csv.
    exports: source_id to the bureau's table with what stood around it.
    """

    arrivals: pd.DataFrame
    exports: dict[str, Export]


def read_raw(data_dir: Path, reference: Reference) -> Received:
    """Read all files under `data_dir`/raw.

    Raises FaultsFound with the faults of all files: a hash that does not match, a file that is
    missing or that no source names, and whatever a reader refuses.
    """
    contents, faults = _verified(data_dir, reference.sources)
    frames: list[pd.DataFrame] = []
    exports: dict[str, Export] = {}
    for file, rows in reference.sources.groupby("file", sort=False):
        if file not in contents:
            continue
        try:
            frame, export = READERS[rows["kind"].iloc[0]](
                contents[file], str(file), rows, reference
            )
        except FaultsFound as error:
            faults += error.faults
            continue
        frames.append(frame)
        if export:
            exports[rows["source_id"].iloc[0]] = export
    if faults:
        raise FaultsFound(faults)
    if not frames:
        return Received(arrivals.frame([]), {})
    return Received(pd.concat(frames, ignore_index=True), exports)


def _verified(data_dir: Path, sources: pd.DataFrame) -> tuple[dict[str, bytes], list[Fault]]:
    """File name to bytes for the files whose hash is the recorded one, and the faults."""
    contents: dict[str, bytes] = {}
    faults: list[Fault] = []
    for file, rows in sources.groupby("file", sort=False):
        kinds, hashes = set(rows["kind"]), set(rows["sha256"])
        if len(kinds) > 1 or len(hashes) > 1:
            found = f"the rows of {file} disagree in kind or sha256"
            faults.append(Fault(REGISTER, None, "file", found, "one kind and hash for a file"))
            continue
        if kinds != {"panel"} and len(rows) > 1:
            found = f"{file} has {len(rows)} rows"
            faults.append(Fault(REGISTER, None, "file", found, "one row, but for a panel"))
            continue
        try:
            content = bytes_of(data_dir / str(file), file=str(file), within=data_dir / "raw")
        except FaultsFound as error:
            faults += error.faults
            continue
        digest = hashlib.sha256(content).hexdigest()
        if {digest} != hashes:
            both = f"sha256 {digest[:12]}..., recorded {hashes.pop()[:12]}..."
            found = f"the file has changed since it was taken in ({both})"
            todo = "Restore it; a new edition of a source is a new file with a row of its own"
            faults.append(Fault(str(file), None, "", found, todo=todo))
            continue
        contents[str(file)] = content
    raw = data_dir / "raw"
    known = set(sources["file"])
    try:
        there = sorted(raw.iterdir()) if raw.is_dir() else []
    except OSError as error:
        there = []
        faults.append(Fault("raw", None, "", f"the folder cannot be read ({error.strerror})"))
    for path in there:
        if f"raw/{path.name}" not in known and not path.name.startswith("."):
            found = "no row of sources.csv names this file"
            faults.append(
                Fault(f"raw/{path.name}", None, "", found, todo="Add its row or take it out")
            )
    return contents, faults
