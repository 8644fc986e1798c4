"""A task that travels: the page to make, and its notebook and data as content instead of paths.

What arrives on another machine is put down in folders there, and the same page is made of it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.data_folder import BASELINE, MARK
from helpers.site.page_task import PageTask

FOLDERS = ("raw", "reference", "clean")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive knows: equal data, equal bytes


@dataclass(frozen=True)
class Carried:
    """A page to make far away. task: its paths are of the machine that asks, and count for
    nothing but the notebook's name; notebook: the bytes of the notebook."""

    task: PageTask
    notebook: bytes

    def put_down(self, folder: Path, data_dir: Path) -> PageTask:
        """The task as it is where it arrived: its notebook written into `folder`, and the data
        those in `data_dir`."""
        path = folder / self.task.job.notebook.name
        path.write_bytes(self.notebook)
        return replace(self.task, job=replace(self.task.job, notebook=path, data_dir=data_dir))


def carry(task: PageTask) -> Carried:
    """The task with its notebook. Raises OSError."""
    return Carried(task, task.job.notebook.read_bytes())


def packed(data_dir: Path) -> bytes:
    """All that pages use of a data folder, as one archive; equal files give equal bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, path in _files(data_dir):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return content.getvalue()


def unpack(content: bytes, folder: Path) -> None:
    """Put the files of `packed` into `folder`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def mark(content: bytes) -> str:
    """The hash that tells one content from every other."""
    return hashlib.sha256(content).hexdigest()


def _files(data_dir: Path) -> Iterator[tuple[str, Path]]:
    for name in (MARK, BASELINE):
        if (data_dir / name).is_file():
            yield name, data_dir / name
    for folder in FOLDERS:
        for path in sorted((data_dir / folder).rglob("*")):
            inside = path.relative_to(data_dir)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield inside.as_posix(), path
