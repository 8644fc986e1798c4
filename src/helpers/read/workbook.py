"""The first sheet of an .xlsx workbook as rows of text; what text cannot hold is refused.

A workbook is a zip of XML from anywhere: its unpacked size is looked at before
anything is unpacked.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from datetime import datetime
from decimal import Decimal
from reprlib import repr as shown
from xml.etree.ElementTree import ParseError, iterparse

from helpers.faults import Fault, FaultsFound
from helpers.input_file import hidden_words

MAGIC = b"PK\x03\x04"
LARGEST = 20 * 2**20  # bytes unpacked
MOST_PARTS = 500
MOST_ROWS = 100_000
MOST_COLUMNS = 200
# What openpyxl raises for a workbook that is broken inside; it names no error of its own for it.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
    AssertionError,
)


def sheet_rows(content: bytes, file: str) -> list[tuple[int, list[str]]]:
    """1-based row number and the cells' text of every row that is not blank.

    A number is written out with the 15 digits that a spreadsheet program keeps. Raises
    FaultsFound: no workbook, too large, or (all at once) each cell that holds a formula, a date,
    a percentage, a truth value or an error.
    """
    _refuse_bomb(content, file)
    try:
        _refuse_disorder(content, file)
        rows, faults = _cells(content, file)
    except BROKEN as error:
        found = f"the workbook cannot be read ({type(error).__name__})"
        todo = "Save it again as .xlsx, or its first sheet as CSV UTF-8"
        raise FaultsFound([Fault(file, None, "", found, todo=todo)]) from None
    if faults:
        raise FaultsFound(faults)
    return rows


def _refuse_bomb(content: bytes, file: str) -> None:
    found = ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            size = sum(info.file_size for info in infos)
            if size > LARGEST or len(infos) > MOST_PARTS:
                found = f"the workbook unpacks to {size:,} bytes in {len(infos)} parts"
            elif not any(info.filename.startswith("xl/") for info in infos):
                found = "this is a zip file and no workbook (a Word document, perhaps, or an .ods)"
            elif any(info.flag_bits & 1 for info in infos):
                found = "the workbook is encrypted"
            elif any(
                b"<!DOCTYPE" in parts.read(info) for info in infos if info.filename[-4:] != ".bin"
            ):
                found = "the workbook declares a document type, as no spreadsheet program does"
    except BROKEN as error:
        found = f"the file is no .xlsx workbook ({type(error).__name__})"
    if found:
        allowed = f"an .xlsx of at most {LARGEST:,} bytes unpacked, in {MOST_PARTS} parts"
        todo = "Save its first sheet as CSV UTF-8"
        raise FaultsFound([Fault(file, None, "", found, allowed, todo)])


def _refuse_disorder(content: bytes, file: str) -> None:
    """Refuse cells that do not stand where they say: openpyxl drops or moves them in silence."""
    from openpyxl import load_workbook
    from openpyxl.utils.cell import coordinate_to_tuple

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    row = column = 0
    with sheet._get_source() as part:
        for _, node in iterparse(part, ("start",)):
            name = node.tag.rpartition("}")[2]
            if name == "row":
                before, row, column = row, int(node.get("r", row + 1)), 0
                place, sound = f"row {row}", row > before
            elif name == "c":
                place = node.get("r", "")
                here = coordinate_to_tuple(place) if place else (row, column + 1)
                sound = here[0] == row and here[1] > column
                column = here[1]
            else:
                continue
            if not sound:
                found = f"{place} of the sheet does not stand in its place"
                todo = "Save it again with a spreadsheet program"
                raise FaultsFound([Fault(file, row, "", found, todo=todo)])


def _cells(content: bytes, file: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    from openpyxl import load_workbook

    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    size = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, record in enumerate(sheet.iter_rows(), 1):
            if number > MOST_ROWS or len(record) > MOST_COLUMNS:
                found = f"the sheet goes beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
                faults.append(Fault(file, number, "", found, todo="Delete what stands far out"))
                break
            texts = []
            for place, cell in enumerate(record):
                text, refusal = _text(cell)
                texts.append(text)
                if refusal:
                    column = _letters(place)
                    faults.append(Fault(file, number, column, *refusal))
            size += sum(map(len, texts))
            if size > LARGEST:  # one long text, told by many cells
                found = f"the cells hold more than {LARGEST:,} characters"
                faults.append(Fault(file, number, "", found, "a table of figures"))
                break
            if any(texts):
                rows.append((number, texts))
    return rows, faults


def _text(cell) -> tuple[str, tuple[str, str, str] | None]:
    """The cell's text, and why it is refused (found, allowed, todo)."""
    value, allowed = cell.value, "text or a plain number"
    if value is None:
        return "", None
    match cell.data_type:
        case "f":
            words = (f"the formula {shown(str(value))} stands there", "Paste the values only")
        case "e":
            words = (f"the error {shown(str(value))} stands there", "Leave the cell empty")
        case "b":
            words = ("a truth value stands there", "Write what is meant")
        case "d" if (value.month, value.day) == (1, 1):  # what became of a year
            return str(value.date() if isinstance(value, datetime) else value), None
        case "d":
            words = (f"the date {value} stands there", "Format the cell as text: 2022 or 2022-07")
        case "n" if "%" in (cell.number_format or ""):
            words = ("a number shown as a percentage stands there", "Write 2.5 for 2.5 %, as text")
        case "n":
            return format(Decimal(format(value, ".15g")), "f"), None
        case _ if hidden := hidden_words(str(value).replace("\r", "")):
            words = (hidden, "Delete it: it may hide or reorder digits")
        case _:
            return str(value).strip(), None
    return "?", (words[0], allowed, words[1])


def _letters(place: int) -> str:
    """The sheet's name of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
