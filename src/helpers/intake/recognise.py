"""What kind of input a file is, told by its own bytes; and what of it the file does not say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from reprlib import repr as shown

from helpers.faults import Fault, FaultsFound
from helpers.input_file import bytes_of
from helpers.read import bureau, panel, ranking, stories
from helpers.read.articles import is_page
from helpers.read.bureau_lines import NAME_AND_UNIT, is_export
from helpers.read.grid import Grid, read_grid
from helpers.read.long_table import COLUMN, is_long, nearly_long
from helpers.read.resaved import year_of
from helpers.read.wide_table import by_indicators, is_head
from helpers.reference import KINDS

# How files begin that hold no table, or hide it: what each is, and what to do.
NO_TABLES = (
    (b"%PDF", "a PDF", "Copy the table out of it into a spreadsheet, and check every figure"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (.xls), or another old Office file", "Save it as .xlsx"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x1f\x8b", "a compressed file", "Unpack it first"),
    (b"Rar!", "an archive", "Unpack it first"),
    (b"7z\xbc\xaf", "an archive", "Unpack it first"),
)
A_TABLE = "a table as CSV (UTF-8 or GB18030), TSV or .xlsx"
EXACT = {"story": stories.COLUMNS, "panel": panel.COLUMNS, "ranking": ranking.COLUMNS}
ENOUGH = 0.7  # of a format's columns: the reader then names those that are missing


def content_of(path: Path) -> bytes:
    """The file's bytes. Raises FaultsFound where it cannot be read, is too large, or no table."""
    content = bytes_of(path, file=path.name)
    for begins, what, todo in NO_TABLES:
        if content.startswith(begins):
            raise FaultsFound([Fault(path.name, None, "", f"this is {what}", A_TABLE, todo)])
    return content


def recognise(content: bytes, file: str) -> str:
    """One of KINDS. Raises FaultsFound where the file is none of them."""
    if is_export(content, file):
        return "bureau export"
    if is_page(content, file):
        raise FaultsFound([_story(file)])
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
    first = grid.rows[0][1]
    if nearly_long(first):
        return "long table"
    if any(is_head(cells) for _, cells in grid.rows[:2]):
        return "wide table"
    if file.lower().endswith(".txt") and _prose([name for name in first if name]):
        raise FaultsFound([_story(file)])
    found = f"the columns {', '.join(shown(name) for name in first[:6])} are of no kind"
    todo = "Name the columns as the template does (innovation-report template), or add --kind"
    if not first[0] and any(year_of(name) for name in first):
        found = "the first column has no name"
        raise FaultsFound([Fault(file, grid.rows[0][0], "", found, todo="Write area above it")])
    raise FaultsFound([Fault(file, grid.rows[0][0], "", found, ", ".join(KINDS), todo)])


def _prose(cells: Sequence[str]) -> bool:
    """Whether a text begins so: hardly parted at all, or commas part a sentence, no columns."""
    return len(cells) < 3 or cells[-1].endswith((".", "!", "?", "。", "！", "？"))


def _story(file: str) -> Fault:
    """Of a text in which no table is: a news story, perhaps."""
    found = "this is a text, perhaps a news story, and no table"
    todo = "Let innovation-report propose make candidates of it; edit them, then add those"
    return Fault(file, None, "", found, A_TABLE, todo)


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
    columns = _indicators(grid)
    if not columns:
        return {"indicator", "unit"}
    return set() if all(NAME_AND_UNIT.fullmatch(name) for _, name in columns) else {"unit"}


def columns_of_indicators(content: bytes, file: str) -> list[tuple[int, str]]:
    """Line and name, without its unit, of each column of a wide table that is an indicator."""
    split = [(line, name, NAME_AND_UNIT.fullmatch(name))
             for line, name in _indicators(read_grid(content, file))]  # fmt: skip
    return [(line, unit["name"].strip() if unit else name) for line, name, unit in split]


def _indicators(grid: Grid) -> list[tuple[int, str]]:
    """Line and name of the columns that are indicators; none where they are years or areas."""
    line, head = next(((line, cells) for line, cells in grid.rows if is_head(cells)), (0, ()))
    names = [name for name in head if name]
    if len(names) < 2 or not by_indicators(names):
        return []
    return [(line, name) for name in names[1:] if COLUMN.get(name.casefold()) != "time_period"]
