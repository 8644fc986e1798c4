"""One short hash over everything a page is made from, whatever folder it stands in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from helpers.data_folder import BASELINE
from helpers.site.notebooks import read_notebook

SHOWN = 12  # hex digits: enough to tell any two editions apart
CODE = {".py", ".css", ".js", ".j2", ".mplstyle"}


def inputs_hash(data_dir: Path, notebooks: Iterable[Path], parameters: Mapping[str, Any]) -> str:
    """The first 12 hex digits of a sha256 over data, notebooks, parameters and package.

    Data are sources.csv, raw/, reference/ (clean/ is made from them) and the baseline, which
    data.html is held against; of a notebook its cells count, not outputs or metadata; of the
    package every file of code. Names and contents count, neither folders above them nor the
    order of reading.
    """
    digest = hashlib.sha256()
    for name, content in _contents(data_dir, notebooks, parameters):
        for part in (name.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))  # so that no two lists run together
            digest.update(part)
    return digest.hexdigest()[:SHOWN]


def _contents(
    data_dir: Path, notebooks: Iterable[Path], parameters: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    yield "sources.csv", (data_dir / "sources.csv").read_bytes()
    for folder in ("raw", "reference"):
        yield from _files(data_dir / folder, f"data/{folder}")
    baseline = data_dir / BASELINE
    if baseline.is_file():
        yield f"data/{BASELINE}", baseline.read_bytes()
    for notebook in sorted(notebooks, key=lambda path: path.name):
        yield f"notebooks/{notebook.name}", _cells(notebook)
    yield "parameters", json.dumps(parameters, sort_keys=True).encode()
    yield from _package()


def _files(folder: Path, name: str, suffixes: set[str] | None = None) -> list[tuple[str, bytes]]:
    """(name/path below the folder, content) of its files, sorted; files of tools left out."""
    paths = [
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and (suffixes is None or path.suffix in suffixes)
    ]
    return [
        (f"{name}/{inside}", path.read_bytes())
        for inside, path in sorted(paths)
        if not any(part.startswith(".") for part in inside.split("/"))
    ]


def _cells(notebook: Path) -> bytes:
    cells = [
        [cell.cell_type, cell.source, sorted(cell.metadata.get("tags", []))]
        for cell in read_notebook(notebook).cells
    ]
    return json.dumps(cells).encode()


@cache
def _package() -> list[tuple[str, bytes]]:
    return _files(Path(__file__).parents[1], "helpers", CODE)
