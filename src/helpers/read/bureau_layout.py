"""How a table of the bureau's portal lies: two of area, year and indicator, and the third above."""

from __future__ import annotations

from dataclasses import dataclass
from reprlib import repr as shown

from helpers.faults import Fault
from helpers.read.bureau_lines import DOWN, NAME_AND_UNIT, Line
from helpers.read.resaved import year_of

REGISTER = "data/sources.csv"
NAMES = {"area": "area", "time_period": "year", "indicator": "indicator"}


@dataclass(frozen=True)
class Layout:
    """down, across: two of area, time_period, indicator; fixed: the text of the third."""

    down: str
    across: str
    third: str
    fixed: str

    @property
    def by_year(self) -> bool:
        """Whether the columns are years."""
        return self.across == "time_period"


def layout_of(head: Line, printed: dict[str, str], indicator: str) -> Layout:
    """What stands down, across and above, told by the table's head and the labels."""
    down = DOWN[head.cells[0].casefold()]
    names = [cell for cell in head.cells[1:] if cell]
    bracketed = not indicator and any(NAME_AND_UNIT.fullmatch(name) for name in names)
    dated = any(year_of(name) for name in names)
    match down:
        case "area":
            across = "indicator" if bracketed and not dated else "time_period"
        case "time_period":
            across = "indicator" if bracketed else "area"
        case _:
            across = "time_period" if dated else "area"
    (third,) = set(NAMES) - {down, across}
    fixed = {
        "area": printed.get("地区", ""),
        "time_period": year_of(printed.get("时间", "")),
        "indicator": indicator,
    }[third]
    return Layout(down, across, third, fixed)


def check_fixed(
    layout: Layout, printed: dict[str, str], head: Line, file: str, faults: list[Fault]
) -> None:
    """What neither the rows nor the columns say must stand above the table."""
    if layout.fixed or layout.third == "indicator":
        return
    label, example = {"area": ("地区", "湖南省"), "time_period": ("时间", "2023年")}[layout.third]
    there = f" but {shown(printed[label])}" if label in printed else ""
    found = f"no line above the table names the one {NAMES[layout.third]} that it is of{there}"
    todo = f"Add a line {label}：{example} above it"
    faults.append(Fault(file, head.number, "", found, todo=todo))


def columns_of(head: Line, layout: Layout, file: str, faults: list[Fault]) -> list[tuple[str, str]]:
    """Of every column its year (or area, or indicator), and its label for messages.

    The commas at the end are no columns. A column that is no year keeps its place as label, so
    that its cells can still be checked.
    """
    cells = list(head.cells[1:])
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        word = NAMES[layout.across]
        faults.append(Fault(file, head.number, "", f"no {word} stands behind {head.cells[0]}"))
    columns: list[tuple[str, str]] = []
    for place, cell in enumerate(cells, 2):
        key = year_of(cell) if layout.by_year else cell
        label = key or f"number {place}"
        if not key and layout.by_year:
            found, allowed = f"{shown(cell)} is no year", "a year such as 2023年"
            faults.append(Fault(file, head.number, label, found, allowed))
        elif not key:
            found = f"a column has no {NAMES[layout.across]}"
            faults.append(Fault(file, head.number, label, found))
        elif any(key == other for other, _ in columns):
            found = f"two columns have this {NAMES[layout.across]}"
            faults.append(Fault(file, head.number, label, found))
        columns.append((key, label))
    return columns


def years_of(layout: Layout, across: list[tuple[str, str]], down: list[str]) -> list[str]:
    """Every year that the table has a place for, in its order."""
    if layout.third == "time_period":
        return [layout.fixed]
    return down if layout.down == "time_period" else [year for year, _ in across]


def name_and_unit(printed: dict[str, str], file: str, faults: list[Fault]) -> tuple[str, str]:
    """地区生产总值(亿元) -> 地区生产总值, 亿元; a line 单位 serves where there is no bracket."""
    name, unit = printed.get("指标", ""), printed.get("单位", "")
    split = NAME_AND_UNIT.fullmatch(name)
    if not split:
        return name, unit
    name, bracket = split["name"].strip(), split["unit"].strip()
    if unit and unit != bracket:
        found = (
            f"the file prints two units: {shown(bracket)} in the line 指标, "
            f"{shown(unit)} in the line 单位"
        )
        faults.append(Fault(file, None, "", found))
    return name, bracket


def check_register(
    indicator: str,
    unit: str,
    name: str,
    printed_unit: str,
    several: bool,
    file: str,
    faults: list[Fault],
) -> None:
    """several: the table holds several indicators, each with its name (and mostly its unit)."""
    if several:
        if indicator:
            found = f"the table holds several indicators, and {REGISTER} names {indicator}"
            todo = f"Leave column `indicator` of {REGISTER} empty"
            faults.append(Fault(file, None, "", found, todo=todo))
        return
    if not indicator and not name:
        found = "the file has no indicator line (指标：...), so what it measures is not known"
        todo = f"Name the indicator in column `indicator` of {REGISTER}"
        faults.append(Fault(file, None, "", found, todo=todo))
    if not unit and not printed_unit:
        todo = f"Name the unit (such as 亿元) in column `unit` of {REGISTER}"
        faults.append(Fault(file, None, "", "the file prints no unit", todo=todo))
    if unit and printed_unit and unit != printed_unit:
        found = f"the file prints the unit {shown(printed_unit)}, {REGISTER} says {shown(unit)}"
        todo = f"Write the printed unit into column `unit` of {REGISTER}, or leave it empty"
        faults.append(Fault(file, None, "", found, todo=todo))
