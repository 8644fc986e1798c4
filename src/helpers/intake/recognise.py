"""What kind of input a file is, told by its own bytes; and what of it the file does not say."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.faults import Fault, FaultsFound
from helpers.read import panel, ranking, stories
from helpers.read.bureau import HEADER, LABELLED, NAME_AND_UNIT
from helpers.read.grid import Grid, read_grid
from helpers.read.long_table import COLUMN, is_long
from helpers.read.text import decode
from helpers.read.wide_table import by_indicators, is_head
from helpers.read.workbook import MAGIC
from helpers.reference import KINDS

LARGEST = 50 * 2**20  # bytes of a file that is taken in
EXACT = {"story": stories.COLUMNS, "panel": panel.COLUMNS, "ranking": ranking.COLUMNS}
ENOUGH = 0.7  # of a format's columns: the reader then names those that are missing
TAB_AND_COMMA = re.compile(rf"{HEADER}\s*\t,")


def content_of(path: Path) -> bytes:
    """The file's bytes. Raises FaultsFound where it cannot be read, or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            found = f"the file has {path.stat().st_size:,} bytes"
            allowed = f"at most {LARGEST:,} bytes"
            raise FaultsFound([Fault(path.name, None, "", found, allowed)])
        return path.read_bytes()
    except OSError as error:
        found = f"the file cannot be read ({error.strerror})"
        raise FaultsFound([Fault(path.name, None, "", found)]) from None


def recognise(content: bytes, file: str) -> str:
    """One of KINDS. Raises FaultsFound where the file is none of them."""
    if not content.startswith(MAGIC) and _is_export(decode(content, file)[0]):
        return "bureau export"
    grid = read_grid(content, file)
    header = {name.casefold() for name in grid.rows[0][1] if name}
    for kind, columns in EXACT.items():
        if header == set(columns):
            return kind
    if is_long([name for name in grid.rows[0][1] if name]):
        return "long table"
    for kind, columns in EXACT.items():
        if len(header & set(columns)) >= ENOUGH * len(columns):
            return kind
    if any(is_head(cells) for _, cells in grid.rows[:2]):
        return "wide table"
    found = f"the columns {', '.join(repr(name) for name in grid.rows[0][1][:6])} are of no kind"
    todo = "Name the columns as the template does (innovation-report template), or give --kind"
    raise FaultsFound([Fault(file, grid.rows[0][0], "", found, ", ".join(KINDS), todo)])


def unsaid(kind: str, content: bytes, file: str) -> set[str]:
    """Which of "indicator" and "unit" the file does not say, so that the register must."""
    if kind == "bureau export":
        labels = dict(
            label.groups()
            for line in decode(content, file)[0].splitlines()
            if (label := LABELLED.fullmatch(line.strip(', \t"\u3000')))
        )
        named = labels.get("指标", "")
        said = {"indicator"} if named else set()
        if "单位" in labels or NAME_AND_UNIT.fullmatch(named):
            said.add("unit")
        return {"indicator", "unit"} - said
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


def _is_export(text: str) -> bool:
    lines = [line.strip(', \t"\u3000') for line in text.splitlines()[:20]]
    labelled = any(
        match and match[1] in ("数据库", "指标") for match in map(LABELLED.fullmatch, lines)
    )
    return labelled or any(TAB_AND_COMMA.match(line) for line in text.splitlines()[:20])
