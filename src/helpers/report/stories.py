"""What only stories count, and what they print of cities: never ranked, never on one axis."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from helpers.draw.levels import levels_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Table, note
from helpers.language import CHINESE, ENGLISH, chinese, current, later, say
from helpers.language.phrases import clauses, joined, sentences, with_unit
from helpers.reference import Indicator
from helpers.report.claiming import worded
from helpers.report.claiming_stories import printed, read_as
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units, unit_words
from helpers.report.notes import own_note
from helpers.report.words import (
    measured_told,
    period_words,
    printed_words,
    publishers,
    qualifier_words,
    span,
    status_told,
)

MONEY = {
    ENGLISH: ((Decimal(10**9), "billion yuan"), (Decimal(10**6), "million yuan")),
    CHINESE: ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元")),
}
MU = re.compile(r"\bmu\b|\bacres?\b|亩")  # which translation calls acres
CENT = Decimal("0.01")
COUNTED = ("hte_stock", "tech_sme")
LINE = 2  # printed levels of one area from which on they are drawn


def only_in_stories(edition: Edition) -> Block:
    """What only stories count: a table of the marked provinces, and a chart of each that has
    several figures. Areas share no axis: such figures do not compare with those of others."""
    rows = edition.told
    rows = rows[
        rows["indicator"].isin(COUNTED)
        & (rows["measure"] == "level")
        & (rows["repeats"] == "")
        & rows["ref_area"].isin(edition.areas)
    ]
    if rows.empty:
        return Block([note(say("No story at hand counts these in the marked provinces."))])
    order = {name: number for number, name in enumerate((*COUNTED, *edition.areas))}
    rows = rows.assign(at=rows["indicator"].map(order), place=rows["ref_area"].map(order))
    rows = rows.sort_values(["at", "place", "time_period"], kind="stable")
    charts = [
        _levels(edition, str(code), str(area), own)
        for (code, area), own in rows.groupby(["indicator", "ref_area"], sort=False)
        if len(own) >= LINE
    ]
    return Block([Block(charts, box="charts"), _told_table(edition, rows)])


def _levels(edition: Edition, code: str, area: str, rows: pd.DataFrame):
    """Printed levels of one area, each row with its year and status."""
    indicator = edition.reference.indicator[code]
    told = [_level_row(edition, indicator, row) for row in rows.itertuples()]
    notes = []
    if rows["derived_from"].any():
        notes.append(say("In brackets: computed from printed figures."))
    return levels_chart(
        pd.DataFrame(told),
        name=f"told-{code}-{area}",
        title=_title(edition, indicator, rows),
        subtitle=say(
            "{indicator}, as stories tell it: {unit}; different years, results beside targets: "
            "each row says which",
            indicator=indicator.name,
            unit=unit_words(indicator),
        ),
        source=say("Source: {titles}", titles=publishers(edition, rows)),
        marked=edition.areas,
        decimals=indicator.decimals,
        note=sentences(notes),
    )


def _told_table(edition: Edition, rows: pd.DataFrame) -> Table:
    told = [
        {
            "area": worded(edition.reference.area_names[row.ref_area], "area of", row.obs_id),
            "indicator": measured_told(edition.reference.indicator[row.indicator], row),
            "printed": printed_words(row),
            "value": told_in_units(edition.reference.indicator[row.indicator], row),
            "period": worded(period_words(row.time_period), "period", row.obs_id),
            "status": status_told(row),
            "story": edition.reference.source_title(row.source_id),
        }
        for row in rows.itertuples()
    ]
    columns = [
        Column("area", say("Province")),
        Column("indicator", say("Indicator")),
        Column("printed", say("As printed"), mixed=True),
        Column("value", say("Read as"), "number", mixed=True),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("story", say("Story")),
    ]
    return Table(
        "told-provinces",
        say("What stories count and the record at hand does not, as they print it"),
        columns,
        pd.DataFrame(told, columns=[column.key for column in columns]),
        source=say(
            "Figures of different provinces are not comparable here: years, statuses and what is "
            "counted differ."
        ),
    )


SAID = {
    "actual": later("{area} {value} in {year}"),
    "expected": later("{area} {value} for {year}, expected"),
    "target": later("{area} {value} for {year}, a target"),
    "plan": later("{area} {value} for {year}, a plan"),
}


def _title(edition: Edition, indicator: Indicator, rows: pd.DataFrame) -> str:
    """Of each area its newest result of a whole year, or where it has none, its newest aim.

    rows: of observations, of one indicator, by area and period.
    """
    whole = rows[rows["time_period"].str.len() == 4]
    told = []
    for area, own in whole.groupby("ref_area", sort=False):
        results = own[own["obs_status"] == "actual"]
        row = next((results if len(results) else own).iloc[[-1]].itertuples())
        value = told_in_units(indicator, row)
        told.append(say(SAID[row.obs_status], area=edition.reference.area_names[str(area)],
                        value=value, year=row.time_period))  # fmt: skip
    if not told:
        return say("{indicator} in stories", indicator=indicator.name)
    return say("{indicator}: {told}", indicator=indicator.name, told=clauses(told))


def _level_row(edition: Edition, indicator: Indicator, row) -> dict[str, object]:
    name = edition.reference.area_names[row.ref_area]
    return {
        "label": joined([name, span(row.time_period)]),
        "value": in_units(indicator, float(row.obs_value)),
        "status": row.obs_status,
        "qualifier": row.qualifier,
        "area": row.ref_area,
        "indicator": row.indicator,
        "period": row.time_period,
        "obs_id": row.obs_id,
        "as_printed": _level_words(indicator, row),
        # an English story's words stand on a Chinese axis as what they were read as
        "read_as": told_value(indicator, row) if chinese() and not row.derived_from else "",
    }


def _level_words(indicator: Indicator, row) -> str:
    if not row.derived_from:
        return printed(row).words
    value = float(row.obs_value)
    lead = qualifier_words(row.qualifier)
    number = display_number(in_units(indicator, value), indicator.decimals)
    return f"[{read_as(row.obs_id, f'{lead}{number}')}]"


def _cities(edition: Edition) -> list[str]:
    """adcodes of the cities of the marked provinces."""
    areas = edition.reference.areas
    return list(
        areas.loc[(areas["level"] == "city") & areas["parent"].isin(edition.areas), "adcode"]
    )


def cities(edition: Edition) -> Block:
    """The cities' printed figures, a table each: no city beside another, nor beside its province,
    whose figures count another area."""
    found = _cities(edition)
    if not found:
        words = say("No city of these provinces is in the data.")
        return Block([note(words)])
    return Block([_city_table(edition, city) for city in found])


def _city_table(edition: Edition, city: str) -> Table:
    areas = edition.reference.areas.set_index("adcode")
    parent = areas.at[city, "parent"]
    name, province = (edition.reference.area_names[area] for area in (city, parent))
    told = edition.told[(edition.told["ref_area"] == city) & (edition.told["repeats"] == "")]
    rows = []
    for row in told.itertuples():
        indicator = edition.reference.indicator[row.indicator]
        rows.append(
            {
                "indicator": measured_told(indicator, row, row.reference_group),
                "printed": printed_words(row),
                "value": told_in_units(indicator, row),
                "period": worded(period_words(row.time_period), "period", row.obs_id),
                "status": status_told(row),
                "note": own_note(edition.reference, row.note),
            }
        )
    columns = [
        Column("indicator", say("Indicator")),
        Column("printed", say("As printed"), mixed=True),
        Column("value", say("Read as"), "number", mixed=True),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("note", say("Note"), "long"),
    ]
    return Table(
        f"city-{city}",
        say("{city}, a city of {province}: what its stories print", city=name, province=province),
        columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        source=say(
            "Source: {stories}. Official figures of {province} are those of the whole province, of "
            "which the city is a part: none is set beside these.",
            stories=publishers(edition, told),
            province=province,
        ),
        tall=True,
    )


def told_value(indicator: Indicator, row) -> str:
    """What a story's row says: a printed figure at every digit, a computed one as displayed."""
    if row.derived_from:
        words = qualifier_words(row.qualifier) + amount(indicator, float(row.obs_value))
        return read_as(row.obs_id, words)
    if row.unit_measure == "M2" and MU.search(row.as_printed):
        return qualifier_words(row.qualifier, row.as_printed) + _in_mu(row)
    return read_as(row.obs_id, value_words(indicator, row))


def told_in_units(indicator: Indicator, row) -> str:
    """The same, of a count with what is counted: "13,910 enterprises"; "10" without a word."""
    value = told_value(indicator, row)
    if row.unit_measure != "NUM" or row.derived_from or indicator.display_unit == "count":
        return value
    return with_unit(value, indicator.display_unit)


def value_words(indicator: Indicator, row) -> str:
    """What a printed figure was read as, every digit kept; money in a unit that suits its size."""
    lead = qualifier_words(row.qualifier, row.as_printed)
    low, high = Decimal(row.obs_value), Decimal(row.obs_value_high or row.obs_value)
    if row.unit_measure == "RANK":
        return say("rank {rank}", rank=_digits(low))
    if row.unit_measure == "M2":  # a mu is no whole number of square metres
        low, high = low.quantize(Decimal(1)), high.quantize(Decimal(1))
    scale, unit = _read_unit(indicator, row.unit_measure, high)
    words = _digits(low / scale)
    if row.obs_value_high:
        words = say("{low} to {high}", low=words, high=_digits(high / scale))
    return lead + (with_unit(words, unit) if unit else words)


def _in_mu(row) -> str:
    """An area that was printed in mu: so many, and what that is about."""
    metres = Decimal(row.obs_value)
    whole, square = _digits((metres * 3 / 2000).quantize(Decimal(1))), metres / 10**6
    mu = read_as(row.obs_id, say("{number} mu", number=whole))
    about = read_as(row.obs_id, say("{number} km²", number=_digits(square.quantize(CENT))))
    return say("{mu} (about {about})", mu=mu, about=about)


def _read_unit(indicator: Indicator, unit: str, size: Decimal) -> tuple[Decimal, str]:
    """What a value in base units is divided by for reading, and the word behind it."""
    if unit == "PCT":
        return Decimal(1), "%"
    if unit == "M2":
        if chinese() and abs(size) >= 10_000:
            return Decimal(10_000), say("10,000 square metres")
        return Decimal(1), say("square metres")
    if unit == "CNY":
        large, small = MONEY[current()]
        return large if abs(size) >= large[0] else small
    if indicator.base_unit == "NUM":
        return Decimal(1), ""
    return Decimal(str(indicator.scale)), indicator.display_unit


def _digits(number: Decimal) -> str:
    """All its digits, with thousands separators and a true minus."""
    places = max(0, -int(number.normalize().as_tuple().exponent))
    return display_number(number, places).replace("-", "−")
