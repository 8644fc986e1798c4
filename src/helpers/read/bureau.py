"""Tables as the data portal of the National Bureau of Statistics saves them.

A table has two of area, year and indicator down and across; the third stands above
it (指标：地区生产总值(亿元), 时间：2023年, 地区：湖南省), or in the register. Mostly
areas stand down and years across. It comes in two shapes, from the Chinese site or
the English one, and a person may have saved either once more with a spreadsheet
program (semicolons, separators of thousands, padded rows, .xlsx):

- UTF-8 with a byte order mark, a tab behind every cell and a comma behind the
  last one, no line that names the indicator;
- GB18030, without tabs, with a line such as 指标：地区生产总值(亿元).

Above the table stand its labels, below it notes (注) and the source (数据来源).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.read import arrivals
from helpers.read.bureau_layout import (
    NAMES,
    Layout,
    check_fixed,
    check_register,
    columns_of,
    layout_of,
    name_and_unit,
    years_of,
)
from helpers.read.bureau_lines import (
    DOWN,
    FOOT,
    NAME_AND_UNIT,
    Line,
    labels_of,
    read_labels,
    read_lines,
)
from helpers.read.resaved import NUMBER, decimal_sign, number_of, refusal, year_of


@dataclass(frozen=True, eq=False)
class Export:
    """One table of the portal, and what stood around it.

    arrivals: `arrivals.COLUMNS`, one row per cell that holds a number, in the file's order.
    title: text behind 数据库; "" where the file has none.
    indicator_line: the indicator's name as the file prints it, without its unit; "" for none,
        and where the table has several.
    unit_line: the unit as the file prints it (in brackets behind the name, or behind 单位);
        "" for none.
    years: years with at least one value, in the file's order.
    notes: the lines below the table as printed, before them any unknown line above it.
    empty_years: years that have a place and no value in it, in the file's order; left out.
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
        A given one is used; otherwise what the file prints (the printed name then stands in
        column `indicator`, to be matched with indicators.csv by the caller). A given unit must
        be the printed one, letter for letter.

    A blank cell is a missing value and makes no row; a dash, a word or "NA" is a fault.
    Raises FaultsFound with every fault of the file.
    """
    read = read_lines(content, file)
    start = read.head
    faults: list[Fault] = []
    printed: dict[str, str] = {}
    above = read.lines if start is None else read.lines[:start]
    body, foot = _split_foot(() if start is None else read.lines[start + 1 :])
    unknown = read_labels(above, file, printed, faults)
    notes = read_labels(foot, file, printed, faults)
    name, printed_unit = name_and_unit(printed, file, faults)
    layout = start is not None and layout_of(read.lines[start], printed, indicator or name)
    several = bool(layout) and layout.third != "indicator"
    check_register(indicator, unit, "" if several else name, printed_unit, several, file, faults)
    if start is None:
        raise FaultsFound(_in_order([*faults, _no_table(file, read.how)]))
    head = read.lines[start]
    check_fixed(layout, printed, head, file, faults)
    across = columns_of(head, layout, file, faults)
    _refuse_rows_outside(above, "above the head of the table", file, faults)
    _refuse_rows_outside(foot, "below the notes", file, faults)
    values, down = _values(body, head, layout, across, read.parted, file, faults)
    if not values and not faults:
        found = "no value stands below the line of " + ("years" if layout.by_year else "columns")
        faults.append(Fault(file, head.number, "", found))
    place = {"source_id": source_id, "file": file}
    rows = [
        _arrival(layout, keys, number, unit or printed_unit, file, faults)
        | {"line": str(line), **place}
        for line, keys, number in values
    ]
    if not faults:
        _refuse_doubles(rows, file, faults)
    years = years_of(layout, across, down)
    filled = {row["time_period"] for row in rows}
    export = Export(
        arrivals=arrivals.frame(rows),
        title=printed.get("数据库", ""),
        indicator_line="" if several else name,
        unit_line=printed_unit,
        years=tuple(year for year in years if year in filled),
        notes=(*unknown, *notes),
        empty_years=tuple(year for year in years if year not in filled),
    )
    if faults:
        raise FaultsFound(_in_order(faults), rest=export)
    return export


def _no_table(file: str, how: str) -> Fault:
    found = f"no line begins with 地区 (or 时间, 指标), so there is no table ({how})"
    todo = "Save the table from the portal again, areas down and years across"
    return Fault(file, None, "", found, todo=todo)


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0)


def unsaid(content: bytes, file: str) -> set[str]:
    """Which of "indicator" and "unit" the table does not say, so that the register must."""
    read = read_lines(content, file)
    printed: dict[str, str] = {}
    read_labels(read.lines, file, printed, [])
    name, unit = name_and_unit(printed, file, [])
    names = [name]
    if read.head is not None:
        head = read.lines[read.head]
        layout = layout_of(head, printed, name)
        if layout.down == "indicator":
            body, _ = _split_foot(read.lines[read.head + 1 :])
            names = [line.cells[0] for line in body]
        elif layout.across == "indicator":
            names = [cell for cell in head.cells[1:] if cell]
    units = unit or all(NAME_AND_UNIT.fullmatch(each) for each in names)
    return {word for word, said in (("indicator", all(names)), ("unit", units)) if not said}


Value = tuple[int, dict[str, str], str]


def _values(
    body: tuple[Line, ...],
    head: Line,
    layout: Layout,
    across: list[tuple[str, str]],
    parted: str,
    file: str,
    faults: list[Fault],
) -> tuple[list[Value], list[str]]:
    """Line, keys (area, time_period, indicator) and number of every cell that is not blank, and
    the keys of the rows."""
    rows = _rows(body, head, layout, len(across), parted, file, faults)
    filled = [cell for _, _, cells in rows for cell in cells if cell]
    sign = decimal_sign(filled, semicolons=parted == ";") or ("." if parted == "," else "")
    values: list[Value] = []
    for line, key, cells in rows:
        for beyond in cells[len(across) :]:
            if beyond:
                last = "year" if layout.by_year else "one"
                found = f"{shown(beyond)} stands behind the column of the last {last}"
                faults.append(Fault(file, line, "", found))
        for (column, label), cell in zip(across, cells, strict=False):
            number = number_of(cell, sign)
            if cell and not number:
                found, todo = refusal(cell, sign)
                allowed = "a number such as 521.91, or an empty cell for a missing value"
                faults.append(Fault(file, line, label, f"{found} for {shown(key)}", allowed, todo))
            elif cell:
                keys = {layout.down: key, layout.across: column, layout.third: layout.fixed}
                values.append((line, keys, number))
    return values, [key for _, key, _ in rows]


def _rows(
    body: tuple[Line, ...],
    head: Line,
    layout: Layout,
    columns: int,
    parted: str,
    file: str,
    faults: list[Fault],
) -> list[tuple[int, str, tuple[str, ...]]]:
    """Line, key and cells of the rows as wide as the head; blanks further out are nothing."""
    rows, width = [], len(head.cells)
    met: dict[str, int] = {}
    first, word = head.cells[0], NAMES[layout.down]
    for line in body:
        key, *cells = line.cells
        if key.casefold() in DOWN:
            found = f"a second line begins with {key}; the first is line {head.number}"
            todo = "Save each table as a file of its own"
            faults.append(Fault(file, line.number, "", found, todo=todo))
            continue
        year = year_of(key) if layout.down == "time_period" else key
        if not key:
            faults.append(Fault(file, line.number, first, f"no {word} stands before the values"))
        elif not year:
            found, allowed = f"{shown(key)} is no year", "a year such as 2023年"
            faults.append(Fault(file, line.number, first, found, allowed))
        elif year in met:
            found = f"{shown(key)} stands in line {met[year]} already"
            faults.append(Fault(file, line.number, first, found))
        met.setdefault(year, line.number)
        if len(line.cells) < width or (len(line.cells) > width and any(line.cells[columns + 1 :])):
            signs = {",": "commas", ";": "semicolons", "\t": "tabs"}.get(parted, "borders")
            of = "the line of years" if layout.by_year else "the table's head"
            found = (
                f"{shown(key)} has {len(line.cells)} cells between its {signs}, "
                f"{of} (line {head.number}) has {width}"
            )
            todo = "Save the table from the portal again"
            faults.append(Fault(file, line.number, "", found, todo=todo))
            continue
        rows.append((line.number, year, tuple(cells)))
    return rows


def _arrival(
    layout: Layout,
    keys: dict[str, str],
    number: str,
    unit: str,
    file: str,
    faults: list[Fault],
) -> dict[str, str]:
    """One row; several indicators bring their units in brackets and stand in the locator."""
    place, name = [keys["area"], keys["time_period"]], keys["indicator"]
    if layout.third != "indicator":
        split = NAME_AND_UNIT.fullmatch(name)
        name, unit = (split["name"].strip(), split["unit"].strip()) if split else (name, unit)
        place.insert(0, name)
        if not unit:
            found = f"no unit stands behind {shown(name)}, nor in a line 单位"
            todo = "Write it into brackets: 地区生产总值(亿元)"
            faults.append(Fault(file, None, "", found, todo=todo))
    return {
        "locator": re.sub("[;\\s]+", "_", "/".join(place)),
        "area": keys["area"],
        "indicator": name,
        "time_period": keys["time_period"],
        "measure": "level",
        "obs_status": "actual",
        "as_printed": number,
        "unit": unit,
    }


def _refuse_doubles(rows: list[dict[str, str]], file: str, faults: list[Fault]) -> None:
    """One name with two units is two rows of one thing, and which is meant is not known."""
    met: dict[str, str] = {}
    for row in rows:
        place, line = row["locator"], row["line"]
        if place in met:
            found = f"{shown(place)} stands in line {met[place]} already"
            faults.append(Fault(file, int(line), "", found, "each figure once"))
        met.setdefault(place, line)


def _split_foot(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The rows of the table, and all that stands from the first note or label on."""
    for place, line in enumerate(lines):
        if FOOT.match(line.text) or labels_of(line):
            return lines[:place], lines[place:]
    return lines, ()


def _refuse_rows_outside(
    lines: tuple[Line, ...], where: str, file: str, faults: list[Fault]
) -> None:
    """A note may hold commas; numbers alone behind its first one make it a row, left unread."""
    for line in lines:
        values = [cell for cell in line.cells[1:] if cell]
        if values and all(NUMBER.fullmatch(value) for value in values):
            found = f"a row of values stands {where}: {shown(line.text)}"
            faults.append(Fault(file, line.number, "", found, todo="Move it into the table"))
