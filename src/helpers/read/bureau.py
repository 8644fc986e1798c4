"""Tables as the data portal of the National Bureau of Statistics saves them.

One file holds one indicator: areas down, years across. It comes in two shapes,
and a person may have saved either once more with a spreadsheet program:

- UTF-8 with a byte order mark, a tab behind every cell and a comma behind the
  last one, no line that names the indicator;
- GB18030, without tabs, with a line such as 指标：地区生产总值(亿元).

Above the table stand its title (数据库), sometimes its indicator (指标) and its
span (时间); below it notes (注) and the source (数据来源).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.read import arrivals
from helpers.read.text import decode

HEADER = "地区"
LABELLED = re.compile(r"(数据库|指标|单位|时间)\s*[：:]\s*(.*)")
FOOT = re.compile(r"(注|数据来源)\s*[：:]")
NAME_AND_UNIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<unit>[^()（）]+)[)）]")
YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年?")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
REGISTER = "data/sources.csv"


@dataclass(frozen=True, eq=False)
class Export:
    """One table of the portal, and what stood around it.

    arrivals: `arrivals.COLUMNS`, one row per cell that holds a number, in the file's order.
    title: text behind 数据库; "" where the file has none.
    indicator_line: the indicator's name as the file prints it, without its unit; "" for none.
    unit_line: the unit as the file prints it (in brackets behind the name, or behind 单位);
        "" for none.
    years: years with at least one value, in the file's order.
    notes: the lines below the table as printed, before them any unknown line above it.
    empty_years: years that have a column and no value in it, in the file's order; left out.
    """

    arrivals: pd.DataFrame
    title: str
    indicator_line: str
    unit_line: str
    years: tuple[str, ...]
    notes: tuple[str, ...]
    empty_years: tuple[str, ...]


def read_bureau_export(
    content: bytes, *, source_id: str, file: str, indicator: str, unit: str
) -> Export:
    """Read one saved table of the portal.

    indicator, unit: what the register of sources says of the file; "" where it says nothing.
        A given one is used; otherwise what the file prints (the Chinese name then stands in
        column `indicator`, to be matched with `name_zh` by the caller). A given unit must be
        the printed one, letter for letter.

    A blank cell is a missing value and makes no row; a dash, a word or "NA" is a fault.
    Raises FaultsFound with every fault of the file.
    """
    text, decoded_as = decode(content, file)
    lines = [(n, line) for n, line in enumerate(re.split("\r\n|\n|\r", text), 1) if _bare(line)]
    start = next((i for i, (_, line) in enumerate(lines) if _cells(line)[0] == HEADER), None)
    faults: list[Fault] = []
    above = lines if start is None else lines[:start]
    printed, unknown = _read_labels(above, file, faults)
    name, printed_unit = _name_and_unit(printed, file, faults)
    _check_register(indicator, unit, name, printed_unit, file, faults)
    if start is None:
        faults.append(
            Fault(
                file,
                None,
                "",
                f"no line begins with {HEADER}, so there is no table ({decoded_as})",
                todo="Save the table from the portal again, areas down and years across",
            )
        )
        raise FaultsFound(sorted(faults, key=lambda fault: fault.line or 0))

    header_line, header = lines[start]
    width = len(_cells(header))
    years = _years(header_line, _cells(header)[1:], file, faults)
    body, foot = _split_foot(lines[start + 1 :])
    _refuse_rows_outside(above, "above the line of years", file, faults)
    _refuse_rows_outside(foot, "below the notes", file, faults)

    values = _values(body, file, header_line, width, years, faults)
    if not values and not faults:
        faults.append(Fault(file, header_line, "", "no value stands below the line of years"))
    if faults:
        raise FaultsFound(sorted(faults, key=lambda fault: fault.line or 0))

    rows = [
        {
            "source_id": source_id,
            "file": file,
            "line": str(line),
            "locator": f"{area}/{year}",
            "area": area,
            "indicator": indicator or name,
            "time_period": year,
            "measure": "level",
            "obs_status": "actual",
            "as_printed": cell,
            "unit": unit or printed_unit,
        }
        for line, area, year, cell in values
    ]
    filled = {year for _, _, year, _ in values}
    return Export(
        arrivals=arrivals.frame(rows),
        title=printed.get("数据库", ""),
        indicator_line=name,
        unit_line=printed_unit,
        years=tuple(year for year, _ in years if year in filled),
        notes=(*unknown, *(_bare(line) for _, line in foot)),
        empty_years=tuple(year for year, _ in years if year not in filled),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(",")]


def _bare(line: str) -> str:
    """A line without the commas and quotes that spreadsheet programs put around it."""
    return line.strip(', \t"\u3000')


def _read_labels(
    lines: list[tuple[int, str]], file: str, faults: list[Fault]
) -> tuple[dict[str, str], list[str]]:
    """Labelled lines as label -> text, and the lines without a known label."""
    printed: dict[str, str] = {}
    unknown = []
    for number, line in lines:
        labelled = LABELLED.fullmatch(_bare(line))
        if not labelled:
            unknown.append(_bare(line))
            continue
        label, text = labelled.groups()
        if label in printed:
            faults.append(
                Fault(
                    file,
                    number,
                    label,
                    f"a second line of this name says {shown(text)}, "
                    f"the first said {shown(printed[label])}",
                    todo="Save each table as a file of its own",
                )
            )
        printed.setdefault(label, text)
    return printed, unknown


def _name_and_unit(printed: dict[str, str], file: str, faults: list[Fault]) -> tuple[str, str]:
    """地区生产总值(亿元) -> 地区生产总值, 亿元; a line 单位 serves where there is no bracket."""
    name, unit = printed.get("指标", ""), printed.get("单位", "")
    split = NAME_AND_UNIT.fullmatch(name)
    if not split:
        return name, unit
    name, bracket = split["name"].strip(), split["unit"].strip()
    if unit and unit != bracket:
        faults.append(
            Fault(
                file,
                None,
                "",
                f"the file prints two units: {shown(bracket)} in the line 指标, "
                f"{shown(unit)} in the line 单位",
            )
        )
    return name, bracket


def _check_register(
    indicator: str, unit: str, name: str, printed_unit: str, file: str, faults: list[Fault]
) -> None:
    if not indicator and not name:
        faults.append(
            Fault(
                file,
                None,
                "",
                "the file has no indicator line (指标：...), so what it measures is not known",
                todo=f"Name the indicator in column `indicator` of {REGISTER}",
            )
        )
    if not unit and not printed_unit:
        faults.append(
            Fault(
                file,
                None,
                "",
                "the file prints no unit",
                todo=f"Name the unit (such as 亿元) in column `unit` of {REGISTER}",
            )
        )
    if unit and printed_unit and unit != printed_unit:
        faults.append(
            Fault(
                file,
                None,
                "",
                f"the file prints the unit {shown(printed_unit)}, {REGISTER} says {shown(unit)}",
                todo=f"Write the printed unit into column `unit` of {REGISTER}, or leave it empty",
            )
        )


def _years(line: int, cells: list[str], file: str, faults: list[Fault]) -> list[tuple[str, str]]:
    """Of every column the year, and its label for messages; the comma at the end is no column.

    A column that is no year keeps its place as label, so that its cells can still be checked.
    """
    if cells and not cells[-1]:
        cells = cells[:-1]
    if not cells:
        faults.append(Fault(file, line, "", f"no year stands behind {HEADER}"))
    years: list[tuple[str, str]] = []
    for place, cell in enumerate(cells, 2):
        match = YEAR.fullmatch(cell)
        label = match[1] if match else f"number {place}"
        if not match:
            faults.append(
                Fault(file, line, label, f"{shown(cell)} is no year", "a year such as 2023年")
            )
        elif any(match[1] == year for year, _ in years):
            faults.append(Fault(file, line, label, "two columns have this year"))
        years.append((match[1] if match else "", label))
    return years


def _values(
    body: list[tuple[int, str]],
    file: str,
    header_line: int,
    width: int,
    years: list[tuple[str, str]],
    faults: list[Fault],
) -> list[tuple[int, str, str, str]]:
    """Line, area, year and text of every cell of the table that is not blank."""
    values: list[tuple[int, str, str, str]] = []
    met: dict[str, int] = {}
    for line, text in body:
        area, *cells = _cells(text)
        if area == HEADER:
            faults.append(
                Fault(
                    file,
                    line,
                    "",
                    f"a second line begins with {HEADER}; the first is line {header_line}",
                    todo="Save each table as a file of its own",
                )
            )
            continue
        if not area:
            faults.append(Fault(file, line, HEADER, "no area stands before the values"))
        elif area in met:
            faults.append(
                Fault(file, line, HEADER, f"{shown(area)} stands in line {met[area]} already")
            )
        met.setdefault(area, line)
        if len(cells) + 1 != width:
            faults.append(
                Fault(
                    file,
                    line,
                    "",
                    f"{shown(area)} has {len(cells) + 1} cells between its commas, "
                    f"the line of years (line {header_line}) has {width}",
                    todo="Save the table from the portal again",
                )
            )
            continue
        faults += [
            Fault(file, line, "", f"{shown(beyond)} stands behind the column of the last year")
            for beyond in cells[len(years) :]
            if beyond
        ]
        for (year, label), cell in zip(years, cells, strict=False):
            if cell and not NUMBER.fullmatch(cell):
                faults.append(
                    Fault(
                        file,
                        line,
                        label,
                        f"{shown(cell)} stands there for {shown(area)}",
                        "a number such as 521.91, or an empty cell for a missing value",
                    )
                )
            if cell:
                values.append((line, area, year, cell))
    return values


def _split_foot(
    lines: list[tuple[int, str]],
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The rows of the table, and all that stands from the first 注 or 数据来源 on."""
    for place, (_, line) in enumerate(lines):
        if FOOT.match(_bare(line)):
            return lines[:place], lines[place:]
    return lines, []


def _refuse_rows_outside(
    lines: list[tuple[int, str]], where: str, file: str, faults: list[Fault]
) -> None:
    """A note may hold commas; numbers alone behind its first one make it a row, left unread."""
    for number, line in lines:
        values = [cell for cell in _cells(line)[1:] if cell]
        if values and all(NUMBER.fullmatch(value) for value in values):
            faults.append(
                Fault(
                    file,
                    number,
                    "",
                    f"a row of values stands {where}: {shown(line)}",
                    todo="Move it into the table",
                )
            )
