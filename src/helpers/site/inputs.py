"""Hashes over what pages are made from, whatever folder that stands in.

A page shows the short hash of its own inputs; equal inputs give equal bytes. What a page of
the whole edition uses is all data; the scoreboard, which is of the record alone, leaves out the
figures that only stories print. A profile uses its own area's figures, of the other areas
those values, ranks and medians that it shows (`helpers.report.profile_uses`), and the tables of
reference/: a new story of Henan leaves the page of Hunan as it is, and so does an old figure of
Guangdong that moves no median and no rank.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.data_folder import BASELINE
from helpers.language import CHINESE, ENGLISH
from helpers.parameters import Parameters
from helpers.reference import NATION, Reference
from helpers.site.notebooks import in_other_language, read_notebook
from helpers.site.place import Place
from helpers.site.unchanged import installed

if TYPE_CHECKING:  # which import what draws
    from helpers.report.lacking import Lacking
    from helpers.report.profile_uses import Uses

RECORD = "record"
"""What a page uses that is of the official record: no figure that only a story prints."""

SHOWN = 12  # hex digits: enough to tell any two editions apart
PACKAGE = Path(__file__).parents[1]
CODE = {".py", ".css", ".js", ".j2", ".mplstyle"}


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the pages of an edition are made from.

    data_dir: holds sources.csv, raw/, reference/ (clean/ is made from them) and the baseline,
    which data.html is held against. observations: the columns of observations.csv. parameters: as
    checked; they count for profiles, beside those that are given to a notebook. exclusions: what
    became no observation, where the pages tell of it.
    """

    data_dir: Path
    observations: pd.DataFrame
    reference: Reference
    parameters: Parameters | None = None
    exclusions: pd.DataFrame | None = None
    _known: dict[str, bytes] = field(default_factory=dict)
    _shared: dict[int, tuple[pd.DataFrame, bytes]] = field(default_factory=dict)

    def of_page(
        self, notebook: Path, parameters: Mapping[str, Any], uses: str = "",
        language: str = ENGLISH,
    ) -> str:  # fmt: skip
        """The first 12 hex digits of a sha256 over data, notebook, parameters and package.

        Of a notebook its cells count, not outputs or metadata; of the package every file of
        code. Names and contents count, neither folders above them nor the order of reading.
        uses: adcode of a profile's area; RECORD; "" for a page of all data. Chinese texts count
        for Chinese pages alone.
        """
        return _sha256(self._parts(notebook, parameters, uses, language))[:SHOWN]

    def of_task(
        self, notebook: Path, parameters: Mapping[str, Any], uses: str, place: Place
    ) -> str:
        """A sha256 over the same, the place, and what is installed: all that decides its bytes."""
        where = json.dumps(asdict(place), sort_keys=True).encode()
        machine = json.dumps([sys.version, installed()]).encode()
        parts = self._parts(notebook, parameters, uses, place.language)
        return _sha256([*parts, ("place", where), ("installed", machine)])

    def english(self, uses: str = "", language: str = CHINESE) -> tuple[str, ...]:
        """The texts that a page of this language says in English, of what its hash is over."""
        if language != CHINESE:
            return ()
        lacking = self._lacking_on(uses) if uses and self.lacking else self.lacking
        return tuple(words for one in lacking for words in one.words)

    def _lacking_on(self, uses: str) -> list[Lacking]:
        from helpers.report.lacking import without_chinese

        if uses == RECORD:
            sources = self._sources_of(self._record)
            return without_chinese(replace(self.reference, sources=sources), self._record)
        told = [uses] if uses in self.reference.cities else [uses, NATION]  # as `Uses.of` has it
        rows = self.observations[self.observations["ref_area"].isin(told)]
        sources = self._sources_of_profile(uses)
        return without_chinese(replace(self.reference, sources=sources), rows)

    @cached_property
    def lacking(self) -> list[Lacking]:
        """Every text of the data without Chinese."""
        from helpers.report.lacking import without_chinese

        return without_chinese(self.reference, self.observations, self.exclusions)

    def _parts(
        self, notebook: Path, parameters: Mapping[str, Any], uses: str, language: str
    ) -> Iterator[tuple[str, bytes]]:
        yield "data", self._of(uses) if uses else self._data
        yield f"notebooks/{notebook.name}", _cells(notebook, language)
        if language == CHINESE:
            yield "chinese", self._chinese
        yield "parameters", json.dumps(parameters, sort_keys=True).encode()
        yield "package", package_source()

    @cached_property
    def _data(self) -> bytes:
        files = [("sources.csv", (self.data_dir / "sources.csv").read_bytes())]
        for folder in ("raw", "reference"):
            files += _english(_files(self.data_dir / folder, f"data/{folder}"))
        baseline = self.data_dir / BASELINE
        if baseline.is_file():
            files.append((f"data/{BASELINE}", baseline.read_bytes()))
        return _sha256(files).encode()

    def _of(self, uses: str) -> bytes:
        if uses not in self._known:
            parts = self._parts_of_record() if uses == RECORD else self._parts_of_area(uses)
            self._known[uses] = _sha256(parts).encode()
        return self._known[uses]

    def _parts_of_record(self) -> Iterator[tuple[str, bytes]]:
        yield "reference", self._reference
        yield "observations", _csv(self._record)
        yield "sources", _csv(self._sources_of(self._record).drop(columns="sha256"))

    @cached_property
    def _record(self) -> pd.DataFrame:
        """The observations of official sources, and those of stories that are compared."""
        sources, rows = self.reference.sources, self.observations
        stories = sources.loc[sources["kind"] == "story", "source_id"]
        return rows[~rows["source_id"].isin(stories) | (rows["comparable"] == "yes")]

    def _parts_of_area(self, area: str) -> Iterator[tuple[str, bytes]]:
        yield "reference", self._reference
        for name, table in self._uses.of(area):
            yield name, self._hashed(name, table)
        # a file's own hash is on no profile, and changes with any figure in it
        yield "sources", _csv(self._sources_of_profile(area).drop(columns="sha256"))

    def _sources_of_profile(self, area: str) -> pd.DataFrame:
        """The sources that a profile may name."""
        rows = self.observations
        return self._sources_of(rows[(rows["comparable"] == "yes") | (rows["ref_area"] == area)])

    def _sources_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        sources = self.reference.sources
        return sources[sources["source_id"].isin(set(rows["source_id"]))]

    @cached_property
    def _uses(self) -> Uses:
        from helpers import compare
        from helpers.report.edition import Edition
        from helpers.report.profile_uses import Uses

        figures = compare.figures(self.observations, self.reference)
        return Uses(Edition(self.parameters, self.reference, self.observations, figures))

    @cached_property
    def _reference(self) -> bytes:
        tables = _files(self.data_dir / "reference", "data/reference")
        return _sha256(_english(tables)).encode()

    @cached_property
    def _chinese(self) -> bytes:
        """A hash over what puts a page into Chinese."""
        tables = _files(self.data_dir / "reference", "data/reference")
        catalogue = _files(PACKAGE / "language", "helpers/language", {".tsv"})
        return _sha256([*catalogue, *(table for table in tables if table not in _english(tables))]
                       ).encode()  # fmt: skip

    def _hashed(self, name: str, table: pd.DataFrame) -> bytes:
        """A hash over the table; over one that many areas share, reckoned once."""
        if id(table) not in self._shared:
            self._shared[id(table)] = table, _sha256([(name, _csv(table))]).encode()
        return self._shared[id(table)][1]


def _sha256(parts: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in parts:
        for part in (name.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))  # so that no two lists run together
            digest.update(part)
    return digest.hexdigest()


def _csv(rows: pd.DataFrame) -> bytes:
    return rows.to_csv(index=False).encode()


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


def _english(files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Without the tables that only Chinese pages use."""
    return [(name, content) for name, content in files if not name.endswith("_zh.csv")]


def _cells(notebook: Path, language: str) -> bytes:
    cells = [
        [cell.cell_type, cell.source, sorted(cell.metadata.get("tags", []))]
        for cell in read_notebook(notebook).cells
        if not in_other_language(cell, language)
    ]
    return json.dumps(cells).encode()


@cache
def package_source() -> bytes:
    """A hash over every file of code of this package, as hex digits."""
    return _sha256(_files(PACKAGE, "helpers", CODE)).encode()
