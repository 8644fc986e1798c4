"""Arrivals into observations: areas to codes, printed figures to numbers in base units."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from reprlib import repr as shown

import pandas as pd

from helpers.clean.printed import UnreadableFigure, parse_printed
from helpers.clean.units import PRINTED_UNITS, TABLE_UNITS, WHOLE, allowed_units
from helpers.faults import Fault, FaultsFound, nearest
from helpers.reference import Indicator, Reference

COLUMNS = (
    "obs_id",
    "ref_area",
    "indicator",
    "time_period",
    "obs_value",
    "obs_value_high",
    "qualifier",
    "obs_status",
    "measure",
    "unit_measure",
    "base_period",
    "reference_group",
    "source_id",
    "locator",
    "as_printed",
    "derived_from",
    "repeats",
    "matched_period",
    "comparable",
    "note",
)
# Columns that only cleaning needs: the size of the last printed digit in base units.
WORKING = ("quantum",)
AREAS = "areas.csv or area_spellings.csv in data/reference"
INDICATORS = "data/reference/indicators.csv"
MOST_DIGITS = 20  # of a figure, and behind its point; Decimal rounds silently beyond 28


def observe(arrivals: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """One observation for each corrected arrival; exclusions must have been taken out before.

    Returns COLUMNS + WORKING; obs_value, obs_value_high (None for no range) and quantum are
    Decimal, all else text. comparable is "" but where the arrival says "no".
    Raises FaultsFound with every unknown area or indicator, figure that cannot be read and unit
    that its indicator and measure do not allow.
    """
    rows: list[dict] = []
    faults: list[Fault] = []
    codes: dict[str, str | None] = {}
    told: set[Fault] = set()
    for row in arrivals.to_dict("records"):
        area = codes.setdefault(row["area"], reference.area_code(row["area"]))
        indicator = reference.indicator.get(row["indicator"])
        unknown = _name_faults(row, area, indicator, reference)
        found = [fault for fault in unknown if fault not in told]
        told.update(unknown)  # one name before several cells of a line is one fault
        numbers = None
        if indicator:
            try:
                numbers = _numbers(row, indicator)
            except UnreadableFigure as error:
                words = str(error).rstrip(".")
                at_unit = words.startswith("the table's unit")
                todo = "Mend it in the table, or in column unit of sources.csv" if at_unit else ""
                column = "unit" if at_unit else "as_printed"
                found.append(_fault(row, column, words, todo=todo))
        faults += found
        if not (unknown or found) and numbers:
            rows.append(_observation(row, area or "", numbers))
    observed = pd.DataFrame(rows, columns=[*COLUMNS, *WORKING], dtype=object)
    if faults:
        raise FaultsFound(faults, rest=observed)
    return observed


def _fault(row: dict, column: str, found: str, todo: str = "") -> Fault:
    line = int(row["line"]) if row["line"] else None
    return Fault(row["file"], line, column, found, todo=todo)


def _name_faults(
    row: dict, area: str | None, indicator: Indicator | None, reference: Reference
) -> list[Fault]:
    faults = []
    if area is None:
        found = f"{shown(row['area'])} is no known area"
        todo = reference.nearest_areas(row["area"]) or f"Add it to {AREAS}"
        faults.append(_fault(row, "area", found, todo=todo))
    if indicator is None:
        found = f"{shown(row['indicator'])} is no known indicator"
        todo = nearest(row["indicator"], reference.indicator) or f"Add it to {INDICATORS}"
        faults.append(_fault(row, "indicator", found, todo=todo))
    return faults


def _numbers(row: dict, indicator: Indicator) -> dict:
    """value, high, unit, qualifier and quantum in base units. Raises UnreadableFigure."""
    if row["unit"]:
        unit, scale = _table_unit(row["unit"])
        value = _table_number(row["read_as"])
        high, qualifier = None, "exact"
        digits = Decimal(1).scaleb(min(0, int(value.normalize().as_tuple().exponent)))
        if unit not in WHOLE:
            digits = Decimal(1).scaleb(int(value.as_tuple().exponent))
    else:
        printed = parse_printed(row["read_as"])
        unit, scale = PRINTED_UNITS.get(printed.unit, (printed.unit, Decimal(1)))
        value, high, qualifier, digits = (
            printed.value,
            printed.high,
            printed.qualifier,
            printed.quantum,
        )
        if unit in ("", "NUM"):  # a bare number takes the unit of what is counted
            unit = indicator.base_unit if indicator.base_unit in ("FTE", "PERS") else "NUM"
            if row["measure"] == "rank":
                unit = "RANK"
    for number in (value, high):
        if number is not None and digits_of(number) > MOST_DIGITS:
            words = f"{shown(row['as_printed'])} has more than {MOST_DIGITS} digits"
            raise UnreadableFigure(words)
    allowed = allowed_units(indicator, row["measure"])
    if unit not in allowed:
        raise UnreadableFigure(
            f"{_what(row)} is in {unit}, but the {row['measure']} of "
            f"{indicator.code} must be in {' or '.join(allowed)}"
        )
    places = Decimal("0.01") if scale != int(scale) else None
    return {
        "obs_value": _scaled(value, scale, places),
        "obs_value_high": None if high is None else _scaled(high, scale, places),
        "qualifier": qualifier,
        "unit_measure": unit,
        "quantum": digits * scale,
    }


def digits_of(value: Decimal) -> int:
    """How many a number has, as printed or written out, on the longer side."""
    if not value:
        return -int(value.as_tuple().exponent)
    return max(len(value.as_tuple().digits), value.adjusted() + 1, -int(value.as_tuple().exponent))


def _what(row: dict) -> str:
    """What has the unit: the head of a table, once for all its cells, or the figure's own words."""
    return f"the table's unit {shown(row['unit'])}" if row["unit"] else shown(row["as_printed"])


def _scaled(value: Decimal, scale: Decimal, places: Decimal | None) -> Decimal:
    scaled = value * scale
    return scaled.quantize(places) if places else scaled


def _table_unit(unit: str) -> tuple[str, Decimal]:
    if unit not in TABLE_UNITS:
        known = ", ".join(TABLE_UNITS)
        raise UnreadableFigure(f"the table's unit {shown(unit)} is none of {known}")
    return TABLE_UNITS[unit]


def _table_number(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise UnreadableFigure(f"{shown(text)} is no number") from None
    if not value.is_finite():
        raise UnreadableFigure(f"{shown(text)} is no number")
    return value


def _observation(row: dict, area: str, numbers: dict) -> dict:
    same = ("indicator", "time_period", "obs_status", "measure", "base_period", "reference_group")
    same += ("source_id", "locator", "as_printed", "matched_period", "comparable", "note")
    return (
        {column: row[column] for column in same}
        | numbers
        | {
            "obs_id": f"{row['source_id']}:{row['locator']}",
            "ref_area": area,
            "derived_from": "",
            "repeats": "",
        }
    )
