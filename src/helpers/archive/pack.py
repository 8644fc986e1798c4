"""An edition and all it rests on in one ZIP: equal editions give equal bytes.

reports/          the pages, and the tables behind every chart and table
data/             raw files, reference tables, clean observations
notebooks/        as they are run, and under executed/ as they ran
replicate.py      re-derives published values, ranks, medians and scores, with pandas alone
not_compared.csv  the tables that replicate.py leaves, and why
datapackage.json  what each table is
SHA256SUMS        of every other file: sha256sum -c SHA256SUMS
and the parameters, the environment's files, the licence
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from helpers.archive.datapackage import described
from helpers.faults import Fault, FaultsFound, few
from helpers.site.page_task import PageTask
from helpers.site.postponed import nbformat
from helpers.site.replace import MARKER

BESIDE = (
    "environment.yml",
    "requirements.lock",
    "pyproject.toml",
    "LICENSE",
    "CHANGELOG.md",
    "data/README.md",
    "data/sources.csv",
)
OURS = ("replicate.py", "not_compared.csv")
FOLDERS = {"data": ("raw", "reference", "clean"), "notebooks": (".",)}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP knows: no time of packing in it
PASSING = ("papermill", "execution", "collapsed", "scrolled")  # metadata of one run


def edition_files(edition: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """What an edition says of itself, and name -> bytes of its files.

    Raises FaultsFound where the folder holds no edition, or not the whole of it.
    """
    marker = edition / MARKER
    if not marker.is_file():
        raise _fault(f"the folder {edition} holds no edition", "Build one: innovation-report build")
    about = json.loads(marker.read_text(encoding="utf-8"))
    lost = [name for name in about["files"] if not (edition / name).is_file()]
    if lost:
        found = f"{len(lost)} files of the edition are not there ({few(lost)})"
        raise _fault(found, "Build it again")
    return about, {name: (edition / name).read_bytes() for name in about["files"]}


def edition_of(edition: Path, tasks: list[PageTask]) -> tuple[dict[str, str], dict[str, bytes]]:
    """`edition_files`; raises FaultsFound, too, where the project now holds other inputs."""
    about, pages = edition_files(edition)
    if about["inputs"] != tasks[0].place.inputs:
        found = f"{edition} was made from inputs {about['inputs']}, and the project now holds "
        raise _fault(f"{found}{tasks[0].place.inputs}", "Build it again")
    return about, pages


def packed(
    project: Path, edition: Path, tasks: list[PageTask], executed: list[nbformat.NotebookNode],
    parameters: Path,
) -> bytes:  # fmt: skip
    """The archive. tasks, executed: the pages of all data, and their notebooks as they ran.
    parameters: the file that the edition was made from.

    Raises FaultsFound where the edition was made of other inputs than the project holds.
    """
    about, pages = edition_of(edition, tasks)
    content = {f"reports/{name}": data for name, data in pages.items()}
    content |= {name: (project / name).read_bytes() for name in BESIDE if (project / name).exists()}
    content["parameters.yml"] = parameters.read_bytes()
    for top, below in FOLDERS.items():
        for folder in below:
            content |= _below(project, project / top / folder)
    for task, notebook in zip(tasks, executed, strict=True):
        name = f"{task.place.folder}{task.job.notebook.name}"  # those of Chinese pages under zh/
        content[f"notebooks/executed/{name}"] = settled(notebook)
    for name in OURS:
        content[name] = files("helpers.archive").joinpath(name).read_bytes()
    tables = {name: data for name, data in content.items() if _is_table(name)}
    package = described(
        tables, version=about["version"], inputs=about["inputs"], title=tasks[0].place.title
    )
    content["datapackage.json"] = package.encode()
    content["SHA256SUMS"] = _sums(content)
    return _zipped(content)


def settled(notebook: nbformat.NotebookNode) -> bytes:
    """An executed notebook without what differs from run to run: times, ids, counts of kernels."""
    notebook = nbformat.from_dict(json.loads(nbformat.writes(notebook)))
    for holder in (notebook, *notebook.cells):
        for name in PASSING:
            holder.metadata.pop(name, None)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return nbformat.writes(notebook).encode() + b"\n"


def _below(project: Path, folder: Path) -> dict[str, bytes]:
    paths = [folder, *folder.rglob("*")] if folder.is_dir() else []
    return {
        name: path.read_bytes()
        for path in sorted(paths)
        if path.is_file() and not any(part[0] in "._" for part in path.relative_to(project).parts)
        for name in [path.relative_to(project).as_posix()]
        if "executed/" not in name
    }


def _is_table(name: str) -> bool:
    return name.endswith(".csv") and not name.startswith("data/raw/")


def _sums(content: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content[name]).hexdigest()}  {name}\n" for name in sorted(content))
    return "".join(lines).encode()


def _zipped(content: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content[name])
    return buffer.getvalue()


def _fault(found: str, todo: str) -> FaultsFound:
    return FaultsFound([Fault("", None, "", found, todo=todo)])
