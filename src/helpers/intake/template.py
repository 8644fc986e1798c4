"""A workbook to fill in: the columns of a long table, the allowed codes, drop-down lists."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.clean.units import TABLE_UNITS
from helpers.faults import Fault, FaultsFound
from helpers.read.long_table import EXAMPLE, QUALIFIED
from helpers.read.stories import REFERENCE_GROUPS
from helpers.reference import MEASURES, STATUSES, Reference
from helpers.writing import put, reason

COLUMNS = {
    "ref_area": 14,
    "indicator": 30,
    "time_period": 14,
    "obs_value": 16,
    "unit_measure": 16,
    "obs_status": 12,
    "measure": 14,
    "qualifier": 12,
    "obs_value_high": 16,
    "base_period": 14,
    "reference_group": 18,
    "note": 40,
}
LISTED = {
    "ref_area": "areas",
    "indicator": "indicators",
    "unit_measure": "units",
    "obs_status": "statuses",
    "measure": "measures",
    "qualifier": "qualifiers",
    "reference_group": "groups",
}
ROWS = 5000  # rows with drop-down lists, and cells that take what is typed as text
MADE = datetime(2026, 1, 1)  # noqa: DTZ001  the format knows no zone; equal inputs, equal workbook


def write_template(out: Path, reference: Reference) -> None:
    """Write the workbook; a file that is there is never written over.

    Raises FaultsFound where there is one, or where the folder cannot be written.
    """
    if out.exists():
        found = "a file of this name is there already"
        raise FaultsFound([Fault(out.name, None, "", found, todo="Give another name to --out")])
    book = Workbook()
    book.properties.created = book.properties.modified = MADE
    figures = book.active
    figures.title = "figures"
    lists = _lists(reference)
    for title, (head, rows) in lists.items():
        _fill(book.create_sheet(title), [head, *rows])
    _figures(figures, {title: len(rows) for title, (_, rows) in lists.items()})
    whole = io.BytesIO()
    book.save(whole)
    try:
        put(out, whole.getvalue())
    except OSError as error:
        found = f"the workbook cannot be written: {reason(error)}"
        raise FaultsFound([Fault(str(out), None, "", found)]) from None


def _lists(reference: Reference) -> dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Sheet to its head and rows; the code stands first."""
    areas, indicators = reference.areas, reference.indicators
    return {
        "areas": (
            ("adcode", "name_en", "name_zh", "level"),
            list(areas[["adcode", "name_en", "name_zh", "level"]].itertuples(index=False)),
        ),
        "indicators": (
            ("code", "name_en", "name_zh", "base_unit", "definition"),
            list(
                indicators[["code", "name_en", "name_zh", "base_unit", "definition"]].itertuples(
                    index=False
                )
            ),
        ),
        "units": (
            ("unit_measure", "base unit", "one of it is"),
            [(unit, base, format(scale, "f")) for unit, (base, scale) in TABLE_UNITS.items()],
        ),
        "statuses": (("obs_status",), [(word,) for word in STATUSES]),
        "measures": (("measure",), [(word,) for word in MEASURES]),
        "qualifiers": (("qualifier",), [(word,) for word in ("exact", *QUALIFIED)]),
        "groups": (("reference_group",), [(word,) for word in REFERENCE_GROUPS if word]),
    }


def _figures(sheet: Worksheet, lengths: dict[str, int]) -> None:
    example = {
        "ref_area": "430000",
        "indicator": "rd_expenditure",
        "time_period": "2022",
        "obs_value": "1175.25",
        "unit_measure": "100m yuan",
        "obs_status": "actual",
        "measure": "level",
        "qualifier": "exact",
        "note": EXAMPLE,
    }
    _fill(sheet, [tuple(COLUMNS), tuple(example.get(name, "") for name in COLUMNS)])
    for cell in sheet[2]:
        cell.font = Font(italic=True, color="808080")
    for number, (name, width) in enumerate(COLUMNS.items(), 1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].number_format = "@"  # text: 1/2 must not become a date
        if name in LISTED:
            rows = f"{LISTED[name]}!$A$2:$A${lengths[LISTED[name]] + 1}"
            choice = DataValidation(type="list", formula1=f"={rows}", allow_blank=True)
            # an area or an indicator may be given by its name too: those lists only offer
            choice.showErrorMessage = name not in ("ref_area", "indicator")
            choice.error = f"One of the words on the sheet {LISTED[name]}"
            choice.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(choice)


def _fill(sheet: Worksheet, rows: list[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"  # a text, though it begin with "="
                cell.number_format = "@"
                cell.font = Font(bold=number == 1)
    sheet.freeze_panes = "A2"
