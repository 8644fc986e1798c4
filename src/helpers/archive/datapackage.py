"""The tables of an archive described as a data package, version 2 (datapackage.org)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
CODES = ("area", "adcode", "ref_area", "neighbour", "parent", "profile_of", "leaders", "code")
TRUTHS = {"true", "false"}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def described(tables: Mapping[str, bytes], *, version: str, inputs: str, title: str) -> str:
    """The text of datapackage.json.

    tables: path in the archive -> bytes of a CSV in UTF-8 with a row of headings. A field is
    integer, number or boolean where all its cells are; the codes of areas stay text; a cell
    without text is missing.
    """
    package = {
        "$schema": PROFILE,
        "name": "innovation-report",
        "id": f"innovation-report/{version}/{inputs}",
        "title": title,
        "version": version,
        "resources": [_resource(path, tables[path]) for path in sorted(tables)],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resource(path: str, content: bytes) -> dict[str, Any]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    columns = zip(*rows[1:], strict=True) if len(rows) > 1 else [()] * len(rows[0])
    fields = [
        {"name": name, "type": _type(name, cells)}
        for name, cells in zip(rows[0], columns, strict=True)
    ]
    return {
        "name": re.sub(r"[^a-z0-9]+", "-", str(PurePosixPath(path).with_suffix("")).lower()),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"$schema": SCHEMA, "fields": fields, "missingValues": [""]},
    }


def _type(name: str, cells: Iterable[str]) -> str:
    known = {cell for cell in cells if cell}
    if not known or name in CODES:
        return "string"
    if known <= TRUTHS:
        return "boolean"
    if all(_WHOLE.fullmatch(cell) for cell in known):
        return "integer"
    return "number" if all(_NUMBER.fullmatch(cell) for cell in known) else "string"
