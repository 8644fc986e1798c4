"""Whether a build would give, byte for byte, what is there: decided from contents alone.

It imports nothing but Python's own light modules, so that a build with nothing to do ends
before pandas or papermill would have been imported. It compares contents, never times: of
data, notebooks, parameters, the package's source, the lock file and the list of what is
installed on one side, and of every file of the edition and of data/clean on the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

MARKER = ".edition.json"  # written by helpers.site.publish: lists the files of an edition


class LastBuild:
    """The record of the last build into a folder, kept in the cache."""

    def __init__(self, cache_dir: Path, out_dir: Path, data_dir: Path):
        name = hashlib.sha256(os.path.realpath(out_dir).encode()).hexdigest()[:16]
        self._file = cache_dir / f"{name}.build"
        self._out, self._data = out_dir, data_dir

    def same_as(self, asked: str) -> list[str] | None:
        """What that build said, if `asked` would give the same again; None if it might not."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
            if known["asked"] == asked and known["given"] == self._given():
                return list(known["said"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def record(self, asked: str, said: list[str]) -> None:
        """Keep what was asked and given; where it cannot be kept, the next build does its work."""
        text = json.dumps({"asked": asked, "given": self._given(), "said": said})
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(f".new-{os.getpid()}")
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, self._file)

    def _given(self) -> str:
        """A hash over the edition's files as they are now, and the clean figures."""
        marker = (self._out / MARKER).read_bytes()
        names = json.loads(marker)["files"]
        edition = ((name, self._out / name) for name in [MARKER, *names])
        return _hash(edition, _below(self._data / "clean", "clean"))


def asked_of(
    parameters: Path, notebooks_dir: Path, data_dir: Path, package: Path, *words: object
) -> str:
    """A hash over all that decides what a build gives. words: its options, in a fixed order.

    The lock file is looked for beside the notebooks folder. Raises OSError.
    """
    project = notebooks_dir.parent
    single = [parameters, data_dir / "sources.csv", data_dir / "baseline.csv.xz"]
    single += [project / "requirements.lock", project / "pyproject.toml"]
    options = json.dumps([sys.version, installed(), *words], default=str)
    return _hash(
        ((str(at), path) for at, path in enumerate(single) if path.exists()),
        _below(data_dir / "raw", "raw"),
        _below(data_dir / "reference", "reference"),
        _below(notebooks_dir, "notebooks", (".ipynb",)),
        _below(package, "package"),
        start=options,
    )


def installed() -> list[str]:
    """Names and versions of the packages that this Python finds, sorted; none of them is read."""
    names: set[str] = set()
    for folder in {path for path in sys.path if path.endswith("-packages")}:
        with suppress(OSError):
            names.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return sorted(names)


def _below(folder: Path, name: str, ends: tuple[str, ...] = ()) -> Iterable[tuple[str, Path]]:
    """(name, path) of the files below a folder, sorted; files and folders of tools left out."""
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one[0] not in "._"]
        found += [
            os.path.join(where, file)
            for file in files
            if file[0] != "." and (not ends or file.endswith(ends))
        ]
    return [(name + path[len(str(folder)) :], Path(path)) for path in sorted(found)]


def _hash(*groups: Iterable[tuple[str, Path]], start: str = "") -> str:
    digest = hashlib.sha256(start.encode())
    for group in groups:
        for name, path in group:
            content = path.read_bytes()
            for part in (name.encode(), content):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest()
