"""What only stories count, and what they print of cities, which are never ranked."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from helpers import compare, record
from helpers.draw.levels import levels_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Table, note
from helpers.language import CHINESE, ENGLISH, chinese, current, later, say
from helpers.language.phrases import bracketed, clauses, joined, sentences, with_unit
from helpers.reference import Indicator
from helpers.report.claiming import level, printed, read_as
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units, unit_words
from helpers.report.notes import own_note
from helpers.report.source_words import source_words
from helpers.report.words import (
    measured,
    period_words,
    printed_words,
    publishers,
    qualifier_words,
    span,
    status_words,
)

MONEY = {
    ENGLISH: ((Decimal(10**9), "billion yuan"), (Decimal(10**6), "million yuan")),
    CHINESE: ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元")),
}
SIDE_BY_SIDE = ("hte_stock", "tech_sme")
BESIDE_PROVINCE = ("hte_stock", "tech_sme", "tech_market_sold")


def only_in_stories(edition: Edition) -> Block:
    """What only stories count, the marked provinces in one chart, each row with its year."""
    charts = [_levels(edition, code, list(edition.areas), "provinces") for code in SIDE_BY_SIDE]
    charts = [chart for chart in charts if chart]
    if not charts:
        return Block([note(say("No story at hand counts these in the marked provinces."))])
    return Block(charts, box="charts")


def _levels(edition: Edition, code: str, areas: list[str], which: str, beside: str = ""):
    """Printed levels of `areas`; beside: a province whose official figures join them, said so."""
    indicator = edition.reference.indicator[code]
    rows = edition.told
    rows = rows[
        (rows["indicator"] == code)
        & (rows["measure"] == "level")
        & (rows["repeats"] == "")
        & rows["ref_area"].isin(areas)
    ]
    if rows.empty:
        return None
    place = {area: number for number, area in enumerate(areas)}
    rows = rows.assign(place=rows["ref_area"].map(place))
    rows = rows.sort_values(["place", "time_period"], kind="stable")
    told = [_level_row(edition, indicator, row) for row in rows.itertuples()]
    years = sorted({row.time_period for row in rows.itertuples() if len(row.time_period) == 4})
    told += _province_rows(edition, code, beside, years) if beside else []
    notes = [say("A city is a part of its province.")] if which == "cities" else []
    if rows["derived_from"].any():
        notes.append(say("In brackets: computed from printed figures."))
    if indicator.theme == "Market":
        notes.append(say("The stories do not say whether they count by seller or buyer."))
    return levels_chart(
        pd.DataFrame(told),
        name=f"told-{code}-{which}-{beside}".rstrip("-"),
        title=_title(edition, indicator, rows),
        subtitle=say(
            "{indicator}, as stories tell it: {unit}; different years, results beside targets: "
            "each row says which",
            indicator=indicator.name,
            unit=unit_words(indicator),
        ),
        source=_level_sources(edition, code, beside, rows),
        marked=edition.areas,
        decimals=indicator.decimals,
        note=sentences(notes),
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
        told.append(say(SAID[row.obs_status], area=edition.reference.area_names[str(area)],
                        value=told_value(indicator, row), year=row.time_period))  # fmt: skip
    return clauses(told) or say("{indicator} in stories", indicator=indicator.name)


def _level_row(edition: Edition, indicator: Indicator, row) -> dict[str, object]:
    name = edition.reference.area_names[row.ref_area]
    return {
        "label": joined([name, span(row.time_period)]),
        "value": in_units(indicator, float(row.obs_value)),
        "status": row.obs_status,
        "qualifier": row.qualifier,
        "area": row.ref_area,
        "as_printed": _level_words(indicator, row),
        # an English story's words stand on a Chinese axis as what they were read as
        "read_as": told_value(indicator, row) if chinese() and not row.derived_from else "",
    }


def _province_rows(
    edition: Edition, code: str, province: str, years: list[str]
) -> list[dict[str, object]]:
    """Official figures of `province` for the same years: the indicator's own, or its proxy's."""
    proxy = record.PROXIES.get(code, "")
    indicator = edition.reference.indicator[proxy or code]
    kind = say("recognised in three years") if proxy else say("official")
    name = edition.reference.area_names[province] + bracketed(kind)
    rows = []
    for year in years:
        value = compare.value_of(edition.figures, indicator.code, province, int(year))
        if value == value:
            words = level(edition, indicator, province, int(year)).words
            rows.append(
                {
                    "label": joined([name, span(year)]),
                    "value": in_units(indicator, value),
                    "status": "actual",
                    "qualifier": "exact",
                    "area": province,
                    "as_printed": words + bracketed(say("official")),
                }
            )
    return rows


def _level_sources(edition: Edition, code: str, beside: str, rows: pd.DataFrame) -> str:
    stories = publishers(edition, rows)
    if not beside:
        return say("Source: {titles}", titles=stories)
    official = edition.figures
    code = record.PROXIES.get(code, "") or code
    official = official[(official["indicator"] == code) & (official["ref_area"] == beside)]
    if official.empty:
        return say("Source: {titles}", titles=stories)
    return source_words(edition, official, edition.reference.indicator[code], before=stories)


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
    """The cities' printed figures, the official ones of their province beside them."""
    found = _cities(edition)
    if not found:
        words = say("No city of these provinces is in the data.")
        return Block([note(words)])
    parents = edition.reference.areas.set_index("adcode")["parent"]
    charts = [
        _levels(
            edition, code, [city for city in found if parents[city] == parent], "cities", parent
        )
        for parent in dict.fromkeys(parents[found])
        for code in BESIDE_PROVINCE
    ]
    shown = Block([chart for chart in charts if chart], box="charts")
    return Block([shown, *(_city_table(edition, city) for city in found)])


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
                "indicator": measured(indicator, row.measure),
                "printed": printed_words(row),
                "value": told_value(indicator, row),
                "period": period_words(row.time_period),
                "status": status_words(row.obs_status),
                "province": _province_words(edition, parent, row),
                "note": own_note(edition.reference, row.note),
            }
        )
    columns = [
        Column("indicator", say("Indicator")),
        Column("printed", say("As printed")),
        Column("value", say("Read as"), "number"),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("province", say("{province}, official, same year", province=province)),
        Column("note", say("Note"), "long"),
    ]
    if not any(row["province"] for row in rows):
        columns = [column for column in columns if column.key != "province"]
    return Table(
        f"city-{city}",
        say("{city}, a city of {province}: what its stories print", city=name, province=province),
        columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        source=say(
            "Source: {stories}. An official figure of {province} is that of the whole province; "
            "the city is a part of it.",
            stories=publishers(edition, told),
            province=province,
        ),
        tall=True,
    )


def _province_words(edition: Edition, parent: str, row) -> str:
    """The province's official figure of the same indicator (or its proxy) and year; "" for none."""
    proxy = record.PROXIES.get(row.indicator, "")
    code = proxy or row.indicator
    if row.measure != "level" or len(row.time_period) != 4:
        return ""
    value = compare.value_of(edition.figures, code, parent, int(row.time_period))
    if value != value:
        return ""
    indicator = edition.reference.indicator[code]
    words = level(edition, indicator, parent, int(row.time_period)).of(amount(indicator, value))
    if not proxy:
        return words
    return say("{figure} (recognised in three years: another count)", figure=words)


def told_value(indicator: Indicator, row) -> str:
    """What a story's row says: a printed figure at every digit, a computed one as displayed."""
    if not row.derived_from:
        return read_as(row.obs_id, value_words(indicator, row))
    words = qualifier_words(row.qualifier) + amount(indicator, float(row.obs_value))
    return read_as(row.obs_id, words)


def value_words(indicator: Indicator, row) -> str:
    """What a printed figure was read as, every digit kept; money in a unit that suits its size."""
    lead = qualifier_words(row.qualifier)
    low, high = Decimal(row.obs_value), Decimal(row.obs_value_high or row.obs_value)
    if row.unit_measure == "RANK":
        return say("rank {rank}", rank=_digits(low))
    scale, unit = _read_unit(indicator, row.unit_measure, high)
    if row.unit_measure == "M2":  # a mu is no whole number of square metres
        low, high = low.quantize(Decimal(1)), high.quantize(Decimal(1))
    words = _digits(low / scale)
    if row.obs_value_high:
        words = say("{low} to {high}", low=words, high=_digits(high / scale))
    return lead + (with_unit(words, unit) if unit else words)


def _read_unit(indicator: Indicator, unit: str, size: Decimal) -> tuple[Decimal, str]:
    """What a value in base units is divided by for reading, and the word behind it."""
    if unit == "PCT":
        return Decimal(1), "%"
    if unit == "M2":
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
