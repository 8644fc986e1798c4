"""What kind of input a file is, told by its own bytes; and what of it the file does not say."""

from __future__ import annotations

from pathlib import Path
from reprlib import repr as shown

from helpers.faults import Fault, FaultsFound
from helpers.input_file import bytes_of
from helpers.read import bureau, panel, ranking, stories
from helpers.read.bureau_lines import NAME_AND_UNIT, is_export
from helpers.read.grid import Grid, read_grid
from helpers.read.long_table import COLUMN, is_long
from helpers.read.wide_table import by_indicators, is_head
from helpers.reference import KINDS

EXACT = {"story": stories.COLUMNS, "panel": panel.COLUMNS, "ranking": ranking.COLUMNS}
ENOUGH = 0.7  # of a format's columns: the reader then names those that are missing


def content_of(path: Path) -> bytes:
    """The file's bytes. Raises FaultsFound where it cannot be read, or is too large."""
    return bytes_of(path, file=path.name)


def recognise(content: bytes, file: str) -> str:
    """One of KINDS. Raises FaultsFound where the file is none of them."""
    if is_export(content, file):
        return "bureau export"
    grid = read_grid(content, file)
    header = {name.casefold() for name in grid.rows[0][1] if name}
    for kind, columns in EXACT.items():
        if header - {stories.PROPOSED} == set(columns):
            return kind
    if is_long([name for name in grid.rows[0][1] if name]):
        return "long table"
    for kind, columns in EXACT.items():
        if len(header & set(columns)) >= ENOUGH * len(columns):
            return kind
    if any(is_head(cells) for _, cells in grid.rows[:2]):
        return "wide table"
    found = f"the columns {', '.join(shown(name) for name in grid.rows[0][1][:6])} are of no kind"
    todo = "Name the columns as the template does (innovation-report template), or give --kind"
    raise FaultsFound([Fault(file, grid.rows[0][0], "", found, ", ".join(KINDS), todo)])


def unsaid(kind: str, content: bytes, file: str) -> set[str]:
    """Which of "indicator" and "unit" the file does not say, so that the register must."""
    if kind == "bureau export":
        return bureau.unsaid(content, file)
    if kind == "long table":
        roles = {COLUMN.get(name.casefold()) for name in read_grid(content, file).rows[0][1]}
        if "measure" in roles:
            roles.add("indicator")
        return {"indicator", "unit"} - roles
    if kind == "wide table":
        return _unsaid_wide(read_grid(content, file))
    return set()


def _unsaid_wide(grid: Grid) -> set[str]:
    head = next((cells for _, cells in grid.rows if is_head(cells)), None)
    names = [name for name in head or () if name]
    if len(names) < 2 or not by_indicators(names):
        return {"indicator", "unit"}
    others = [name for name in names[1:] if COLUMN.get(name.casefold()) != "time_period"]
    return set() if all(NAME_AND_UNIT.fullmatch(name) for name in others) else {"unit"}
