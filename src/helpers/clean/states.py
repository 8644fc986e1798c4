"""The observations of another time: a file, a folder, the last edition, a git revision."""

from __future__ import annotations

import csv
import lzma
import os
import subprocess
from pathlib import Path
from reprlib import repr as shown

import pandas as pd

from helpers.clean.levels import levels
from helpers.clean.observations import COLUMNS
from helpers.clean.schema import check_schema
from helpers.clean.stage import Cleaned, as_csv, clean_figures
from helpers.csv_rows import table_rows
from helpers.data_folder import BASELINE
from helpers.faults import Fault, FaultsFound
from helpers.writing import put

OBSERVATIONS = "clean/observations.csv"
EXCLUSIONS = "clean/exclusions.csv"
REGISTER = "sources.csv"
IN_PROJECT = f"data/{OBSERVATIONS}"
# where a data folder, a rendered edition, a project and the folder clean/ have their observations
PLACES = (OBSERVATIONS, "data/observations.csv", IN_PROJECT, "observations.csv")
XZ = b"\xfd7zXZ\x00"
LARGEST = 200_000_000  # bytes of a table, unpacked
STATES = (
    "an observations.csv, a data folder, a rendered edition, a baseline, or a git revision of "
    "this project"
)


def read_state(where: str, project: Path) -> pd.DataFrame:
    """The observations (text) that `where` names: STATES; what exists as a path is one.

    project: folder in which git looks. Raises FaultsFound where nothing can be read, or what is
    there breaks the contract of observations.csv.
    """
    path = Path(where)
    try:
        there = where != "" and path.exists()  # "" would be the current folder
    except (OSError, ValueError):  # too long, or a NUL in it
        there = False
    if not there:
        return read_table(_from_git(where, project), f"{where}:{IN_PROJECT}")
    if path.is_dir():
        found = [path / place for place in PLACES if (path / place).is_file()]
        if not found:
            words = "no observations.csv in this folder"
            raise FaultsFound([Fault(where, None, "", words, ", ".join(PLACES))])
        path = found[0]
    return read_table(_bytes(path), str(path))


def not_cleaned(where: str) -> list[str]:
    """Sources that a data folder's register names and its clean/ holds nothing of: added since its
    last build. [] for every other state, and where the register cannot be read."""
    folder = next(
        (place for place in (Path(where), Path(where) / "data")
         if (place / OBSERVATIONS).is_file() and (place / REGISTER).is_file()), None
    )  # fmt: skip
    if folder is None:
        return []
    met: set[str] = set()
    for place in (OBSERVATIONS, EXCLUSIONS):
        if (folder / place).is_file():
            met.update(_source_ids(folder / place))
    return [source for source in _source_ids(folder / REGISTER) if source not in met]


def _source_ids(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [row["source_id"] for row in csv.DictReader(file) if row.get("source_id")]


def read_baseline(data_dir: Path) -> pd.DataFrame | None:
    """The observations of the last edition; None where there is none yet. Raises FaultsFound."""
    path = data_dir / BASELINE
    return read_table(_bytes(path), BASELINE) if path.exists() else None


def release(data_dir: Path) -> tuple[pd.DataFrame | None, Cleaned]:
    """Make the current observations the baseline; gives the one before, and what was cleaned.

    Raises FaultsFound where clean/observations.csv is not what cleaning gives now: then nobody
    has looked at what would be released. An equal baseline is left as it is.
    """
    cleaned = clean_figures(data_dir)
    content = as_csv(cleaned.observations)
    path = data_dir / OBSERVATIONS
    if not path.is_file() or path.read_bytes() != content:
        found = "this is not what cleaning gives now"
        todo = "Run innovation-report build, look at what changed, then release"
        raise FaultsFound([Fault(OBSERVATIONS, None, "", found, todo=todo)])
    before = read_baseline(data_dir)
    if before is None or as_csv(before) != content:
        packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)  # holds no time, no name
        try:
            put(data_dir / BASELINE, packed)
        except OSError as error:
            found = f"the file cannot be written ({error.strerror or error})"
            raise FaultsFound([Fault(BASELINE, None, "", found)]) from error
    return before, cleaned


def read_table(content: bytes, file: str) -> pd.DataFrame:
    """A table of observations out of its bytes, packed (xz) or not, all text, checked.

    Raises FaultsFound with what breaks the contract: columns, cells, an obs_id or a figure twice.
    """
    rows, faults = table_rows(_unpacked(content, file), file=file, columns=COLUMNS)
    if faults:
        raise FaultsFound(faults)
    table = pd.DataFrame([row for _, row in rows], columns=list(COLUMNS), dtype=str)
    if table.empty:
        raise FaultsFound([Fault(file, None, "", "the table has no rows")])
    check_schema(table, file=file, todo="Compare tables as innovation-report build writes them")
    _refuse_two_of_a_key(table, file)
    return table


def _refuse_two_of_a_key(table: pd.DataFrame, file: str) -> None:
    """Two figures of one area and year of which neither repeats the other cannot be ranked."""
    used = levels(table[table["comparable"] == "yes"])
    key = ["ref_area", "indicator", "time_period"]
    twice = used[used.duplicated(key, keep=False)]
    faults = [
        Fault(file, None, "obs_id", f"{' and '.join(rows['obs_id'])} are figures of one key",
              todo="Say in column repeats which one repeats the other, or mark one not comparable")
        for _, rows in twice.groupby(key, sort=True)
    ]  # fmt: skip
    if faults:
        raise FaultsFound(faults)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        found = f"the file cannot be read ({error.strerror or error})"
        raise FaultsFound([Fault(str(path), None, "", found)]) from error
    return _not_too_large(content, str(path))


def _unpacked(content: bytes, file: str) -> bytes:
    if not content.startswith(XZ):
        return content
    unpacking = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=LARGEST)
    try:
        table = unpacking.decompress(content, max_length=LARGEST + 1)
    except lzma.LZMAError as error:
        raise FaultsFound([Fault(file, None, "", f"it cannot be unpacked ({error})")]) from error
    _not_too_large(table, file)
    if not unpacking.eof:
        raise FaultsFound([Fault(file, None, "", "it cannot be unpacked (it breaks off)")])
    return table


def _not_too_large(content: bytes, file: str) -> bytes:
    if len(content) > LARGEST:
        found = f"the table has more than {LARGEST // 1_000_000} MB"
        raise FaultsFound([Fault(file, None, "", found)])
    return content


def _from_git(revision: str, project: Path) -> bytes:
    """observations.csv of a revision. Git is asked for the commit first: no word of the caller
    reaches `git show`, and none is taken for an option."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    commit = _git(asked, project) if revision and "\0" not in revision else None
    if not commit:
        found = f"{shown(revision)} is neither a file or folder nor a git revision"
        raise FaultsFound([Fault("", None, "", found, STATES)])
    content = _git(["show", f"{commit.decode().strip()}:./{IN_PROJECT}"], project)
    if content is None:
        raise FaultsFound([Fault("", None, "", f"revision {revision} has no {IN_PROJECT}")])
    return content


def _git(words: list[str], project: Path) -> bytes | None:
    """What git prints; None where it fails, or is not there."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "--no-pager", *words],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
