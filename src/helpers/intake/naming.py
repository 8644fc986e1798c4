"""What a person says of a new file, and what it is called by: in sources.csv, and in raw/."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.reference import Reference


@dataclass(frozen=True)
class Given:
    """What a person says of a file; "" for what is left to the file, or not known."""

    received: str
    kind: str = ""
    publisher: str = ""
    title: str = ""
    date: str = ""
    indicator: str = ""
    unit: str = ""
    licence: str = ""
    source_id: str = ""


def named(
    rows: pd.DataFrame, path: Path, content: bytes, given: Given, reference: Reference, raw: Path
) -> pd.DataFrame:
    """The rows of `intake.check.register_rows` with their ids, what was given, and the file's name.

    path, content: of the file as it is; raw: the folder that it is to go into. Raises FaultsFound
    for a source_id that is taken, or is none.
    """
    publisher, table = _slugs(path, given)
    taken = set(reference.sources["source_id"])
    ids = []
    for title in rows["title"]:
        wanted = given.source_id if len(rows) == 1 else ""
        words = slug(title)[:40] if title else table[:40]
        code = wanted or f"{publisher}-{words}".strip("-").replace("-", "_")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", code) or (wanted and wanted in taken):
            found = f"the source_id {code!r} is taken, or not of small letters, digits and _"
            raise FaultsFound([Fault(path.name, None, "", found, todo="Give --source-id")])
        number, base = 2, code
        while code in taken:
            code, number = f"{base}_{number}", number + 1
        taken.add(code)
        ids.append(code)
    cells = {
        name: getattr(given, name)
        for name in ("publisher", "date", "received", "indicator", "unit", "licence")
    }
    cells["licence"] = given.licence or "unknown"
    if given.title and len(rows) == 1:
        cells["title"] = given.title
    cells["file"] = f"raw/{_file_name(path, content, given, reference, raw)}"
    return rows.assign(source_id=ids, **cells)


def _slugs(path: Path, given: Given) -> tuple[str, str]:
    table = slug(given.title or given.indicator or path.stem)[:60].strip("-")
    return slug(given.publisher) or "source", table or "table"


def _file_name(path: Path, content: bytes, given: Given, reference: Reference, raw: Path) -> str:
    """<publisher>_<table>_<date>, each part of a-z 0-9 -; a name of other bytes is not taken."""
    if path.resolve().parent == raw.resolve():
        return path.name  # laid beside the others by hand: it stays where it is
    suffix = path.suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,5}", path.suffix.lower()) else ""
    stem = "_".join((*_slugs(path, given), given.date or given.received))
    names = {other.casefold() for other in reference.sources["file"]}
    name, number = f"{stem}{suffix}", 2
    while f"raw/{name}".casefold() in names or _other(raw / name, content):
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name


def _other(path: Path, content: bytes) -> bool:
    """Whether other bytes stand there; the same ones are left from an addition that was killed."""
    return path.exists() and not (path.is_file() and path.read_bytes() == content)


def slug(text: str) -> str:
    """Small letters, digits and hyphens of a text; other scripts leave nothing.

    >>> slug("National Bureau of Statistics"), slug("R&D, Hunan"), slug("统计局")
    ('national-bureau-of-statistics', 'r-d-hunan', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
