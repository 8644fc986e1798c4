"""Pages that were made before, each under the hash of all that it was made from.

An entry is one file, written beside and moved into place, with a checksum in its first line:
what a killed build or a full disk left behind is never taken for a page.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

from helpers.site.page_task import Made

KEPT = 1000  # entries; the oldest beyond these are removed


class PageCache:
    """A folder of entries. Reading never raises: what cannot be read is not there."""

    def __init__(self, folder: Path):
        self._folder = folder

    def is_writable(self) -> bool:
        """Whether entries can be kept there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self._folder):
                return True
        except OSError:
            return False

    def read(self, key: str) -> Made | None:
        """The page of this key, whole; None where there is none."""
        try:
            checksum, _, content = self._path(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest().encode() != checksum:
            return None
        entry = json.loads(content)
        with suppress(OSError):
            os.utime(self._path(key))  # used now: the last to be removed
        return Made(entry["html"], entry["tables"])

    def has(self, key: str) -> bool:
        """Whether `read` would give a page."""
        return self.read(key) is not None

    def write(self, key: str, page: Made) -> None:
        """Keep a page. Raises OSError."""
        content = json.dumps({"html": page.html, "tables": page.tables}).encode()
        with NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as file:
            try:
                file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
                file.close()
                os.replace(file.name, self._path(key))
            except BaseException:
                os.unlink(file.name)
                raise

    def prune(self, keep: Iterable[str]) -> None:
        """Remove the oldest entries beyond KEPT, none of `keep`; what cannot be, stays."""
        mine = {self._path(key).name for key in keep}
        with suppress(OSError):
            entries = sorted(self._folder.iterdir(), key=lambda path: -path.stat().st_mtime)
            for path in entries[KEPT:]:
                if path.name not in mine:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.page"
