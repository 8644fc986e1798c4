"""What stories say: beside the official record, among themselves, and what stands beside nothing."""

from __future__ import annotations

import pandas as pd

from helpers import compare, record
from helpers.clean.comparable import reasons
from helpers.draw.levels import levels_chart
from helpers.draw.numbers import display_number
from helpers.draw.record import record_chart
from helpers.draw.table import Block, Column, Table, note
from helpers.reference import Indicator
from helpers.report.edition import Edition, in_units, lower, say, source_words, unit_words

RANK_SERIES = "regional_innovation_capability_rank"
PROXY_NAME = "recognised in three years (no equal)"
SIDE_BY_SIDE = ("hte_stock", "tech_sme")
BESIDE_PROVINCE = ("hte_stock", "tech_sme", "tech_market_sold")
QUALIFIERS = {"over": "more than ", "at_least": "at least ", "under": "nearly ", "about": "about "}
OUTCOMES = {
    "equal": "equal to the record",
    "not equal": "not the record's value",
    "reached": "reached",
    "missed": "missed",
    "indication": "an indication only: another count",
    "no official figure yet": "no official figure at hand",
}


def beside_record(edition: Edition) -> Block:
    """Charts and a table of the marked provinces' printed figures against official series."""
    table = record.against_record(edition.observations, edition.figures, edition.reference)
    table = _in_order(edition, table[table["ref_area"].isin(edition.areas)])
    if table.empty:
        words = "No story at hand prints a figure of these provinces that has an official series."
        return Block([note(words)])
    levels = table[table["measure"] != "growth"]
    charts = [
        _record(edition, str(area), str(code), rows)
        for (code, area), rows in levels.groupby(["indicator", "ref_area"], sort=False)
    ]
    return Block([Block(charts, box="charts"), _record_table(edition, table)])


def _in_order(edition: Edition, table: pd.DataFrame) -> pd.DataFrame:
    """Rows by indicator, the marked provinces within it in their order, then by period."""
    place = {area: number for number, area in enumerate(edition.areas)}
    order = table.assign(place=table["ref_area"].map(place))
    order = order.sort_values(["indicator", "place", "period", "measure"], kind="stable")
    return order.drop(columns="place").reset_index(drop=True)


def _record(edition: Edition, area: str, code: str, rows: pd.DataFrame):
    indicator = edition.reference.indicator[code]
    proxy = rows["proxy"].iloc[0]
    series = _official_series(edition, area, proxy or code)
    derived = rows["obs_id"].str.contains(":derived/")
    points = pd.DataFrame(
        {
            "period": rows["period"],
            "value": in_units(indicator, rows["value"]),
            "high": in_units(indicator, rows["high"]),
            "status": rows["obs_status"],
            "qualifier": rows["qualifier"],
            "as_printed": [
                _computed_words(indicator, row) if made else row.as_printed
                for row, made in zip(rows.itertuples(), derived, strict=True)
            ],
            "matched": ~rows["printed_year"],
        }
    )
    name = edition.reference.area_names[area]
    official = edition.reference.indicator[proxy] if proxy else indicator
    remark = ""
    if proxy:
        remark = (
            f"The line is “{official.name}”: certificates last three years, so it indicates "
            "the stock of certificates and does not equal it."
        )
    if code == RANK_SERIES:
        remark = "Years are those of the report's edition; its data are two years older. 1 is best."
    if derived.any():
        remark = f"{remark} Words in brackets: a level computed from a printed change.".strip()
    return record_chart(
        series,
        points,
        name=f"record-{code}-{area}",
        title=f"{name}: {lower(indicator.name)}",
        subtitle=f"{unit_words(indicator)}, {edition.first_year} to {edition.last_year}; "
        "stories beside the record",
        source=f"{_record_sources(edition, area, official)}; stories: {_publishers(edition, rows)}",
        decimals=indicator.decimals,
        series_name=PROXY_NAME if proxy else "official record",
        area=area,
        marked=edition.areas,
        breaks=[
            pair for pair in official.breaks if edition.first_year < pair[0] <= edition.last_year
        ],
        note=remark,
    )


def _record_sources(edition: Edition, area: str, official: Indicator) -> str:
    if official.code == RANK_SERIES:
        return f"Source: {official.publication}"
    rows = edition.shown
    rows = rows[(rows["indicator"] == official.code) & (rows["ref_area"] == area)]
    return source_words(edition, rows, official)


def _computed_words(indicator: Indicator, row) -> str:
    over = "more than " if row.qualifier == "over" else ""
    return f"[{over}{say(indicator, row.value)}]"


def _publishers(edition: Edition, rows: pd.DataFrame) -> str:
    ids = [obs_id.partition(":")[0] for obs_id in rows["obs_id"]]
    return ", ".join(dict.fromkeys(edition.reference.source_title(source) for source in ids))


def _official_series(edition: Edition, area: str, code: str) -> pd.DataFrame:
    """year, value (display units) of the record within the edition's years."""
    indicator = edition.reference.indicator[code]
    if code == RANK_SERIES:
        rows = edition.observations
        rows = rows[
            (rows["indicator"] == code)
            & (rows["ref_area"] == area)
            & ~rows["source_id"].isin(edition.stories["source_id"])
        ]
        series = pd.DataFrame(
            {"year": rows["time_period"].astype(int), "value": rows["obs_value"].astype(float)}
        )
        return compare.between(series, edition.first_year, edition.last_year)
    rows = edition.shown[(edition.shown["indicator"] == code) & (edition.shown["ref_area"] == area)]
    return pd.DataFrame({"year": rows["year"], "value": in_units(indicator, rows["value"])})


def _record_table(edition: Edition, table: pd.DataFrame) -> Table:
    rows = []
    sources = edition.observations.set_index("obs_id")["source_id"]
    for row in table.itertuples():
        indicator = edition.reference.indicator[row.indicator]
        growth = row.measure == "growth"
        official = f"{display_number(row.official, 1)}%" if growth else say(indicator, row.official)
        rows.append(
            {
                "area": edition.reference.area_names[row.ref_area],
                "indicator": indicator.name + (", growth" if growth else ""),
                "printed": row.as_printed,
                "status": row.obs_status,
                "year": row.period + ("" if row.printed_year else " (not printed)"),
                "official": official if row.official == row.official else "",
                "outcome": OUTCOMES[row.outcome],
                "source": edition.reference.source_title(sources[row.obs_id]),
            }
        )
    columns = [
        Column("area", "Province"),
        Column("indicator", "Indicator"),
        Column("printed", "As printed"),
        Column("status", "Status"),
        Column("year", "Year"),
        Column("official", "Official figure", "number"),
        Column("outcome", "What came of it"),
        Column("source", "Story"),
    ]
    source = (
        "A target or an expected value is reached or missed by the official figure of its year as "
        "first published; a growth is that of the official figures. “Minus”, “plus” and “grown by” "
        "mark levels computed here from a printed change."
    )
    return Table("stories-against-record", "Printed figures and the official record", columns,
                 pd.DataFrame(rows), source=source, behind=table)  # fmt: skip


def only_in_stories(edition: Edition) -> Block:
    """What only stories count, the marked provinces in one chart, each row with its year."""
    charts = [_levels(edition, code, list(edition.areas), "provinces") for code in SIDE_BY_SIDE]
    charts = [chart for chart in charts if chart]
    if not charts:
        return Block([note("No story at hand counts these in the marked provinces.")])
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
    parent = "A city is a part of its province. " if which == "cities" else ""
    return levels_chart(
        pd.DataFrame(told),
        name=f"told-{code}-{which}-{beside}".rstrip("-"),
        title=f"{indicator.name}, as stories tell it",
        subtitle=f"{unit_words(indicator)}; unlike years, results beside aims: each row says which",
        source=_level_sources(edition, code, beside, rows),
        marked=edition.areas,
        decimals=indicator.decimals,
        note=f"{parent}Words in brackets: computed from printed figures.",
    )


def _level_row(edition: Edition, indicator: Indicator, row) -> dict[str, object]:
    name = edition.reference.area_names[row.ref_area]
    return {
        "label": f"{name}, {_span(row.time_period)}",
        "value": in_units(indicator, float(row.obs_value)),
        "status": row.obs_status,
        "qualifier": row.qualifier,
        "area": row.ref_area,
        "as_printed": _level_words(indicator, row),
    }


def _province_rows(
    edition: Edition, code: str, province: str, years: list[str]
) -> list[dict[str, object]]:
    """Official figures of `province` for the same years: the indicator's own, or its proxy's."""
    proxy = record.PROXIES.get(code, "")
    indicator = edition.reference.indicator[proxy or code]
    kind = "recognised in three years" if proxy else "official"
    rows = []
    for year in years:
        value = compare.value_of(edition.figures, indicator.code, province, int(year))
        if value == value:
            rows.append(
                {
                    "label": f"{edition.reference.area_names[province]} ({kind}), {year}",
                    "value": in_units(indicator, value),
                    "status": "actual",
                    "qualifier": "exact",
                    "area": province,
                    "as_printed": display_number(in_units(indicator, value), indicator.decimals),
                }
            )
    return rows


def _level_sources(edition: Edition, code: str, beside: str, rows: pd.DataFrame) -> str:
    stories = f"Source: {_publishers(edition, rows)}"
    if not beside:
        return stories
    official = edition.figures
    code = record.PROXIES.get(code, "") or code
    official = official[(official["indicator"] == code) & (official["ref_area"] == beside)]
    if official.empty:
        return stories
    words = source_words(edition, official, edition.reference.indicator[code])
    return f"{stories}; {words.removeprefix('Source: ')}"


def _level_words(indicator: Indicator, row) -> str:
    if not row.derived_from:
        return row.as_printed
    over = "more than " if row.qualifier == "over" else ""
    value = float(row.obs_value)
    return f"[{over}{display_number(in_units(indicator, value), indicator.decimals)}]"


def _span(period: str) -> str:
    """ "2022-01/2022-07" as "2022-01 to 2022-07"."""
    return period.replace("/", " to ")


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
        words = "No city of these provinces is in the data."
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
    name, parent = areas.at[city, "name_en"], areas.at[city, "parent"]
    province = areas.at[parent, "name_en"]
    told = edition.told[(edition.told["ref_area"] == city) & (edition.told["repeats"] == "")]
    rows = []
    for row in told.itertuples():
        indicator = edition.reference.indicator[row.indicator]
        rows.append(
            {
                "indicator": indicator.name + _measure_words(row.measure),
                "printed": row.as_printed,
                "value": _value_words(indicator, row).replace("-", "−"),
                "period": _span(row.time_period) or "not printed",
                "status": row.obs_status,
                "province": _province_words(edition, parent, row),
                "note": row.note.partition("not comparable: ")[0].rstrip("; "),
                "source": edition.reference.source_title(row.source_id),
            }
        )
    columns = [
        Column("indicator", "Indicator"),
        Column("printed", "As printed"),
        Column("value", "Read as", "number"),
        Column("period", "Period"),
        Column("status", "Status"),
        Column("province", f"{province}, official, same year"),
        Column("note", "Mind"),
        Column("source", "Story"),
    ]
    return Table(
        f"city-{city}",
        f"{name}, a city of {province}: what its stories print",
        columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        source=f"{province}'s figure is that of the whole province; the city is a part of it.",
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
    words = say(edition.reference.indicator[code], value)
    return f"{words} (recognised in three years, no equal)" if proxy else words


def _measure_words(measure: str) -> str:
    words = {"net_increase": ", net increase", "growth": ", growth", "rank": ", rank"}
    return words.get(measure, "")


def _value_words(indicator: Indicator, row) -> str:
    lead = QUALIFIERS.get(row.qualifier, "")
    value = float(row.obs_value)
    if row.unit_measure == "PCT" and indicator.base_unit != "PCT":
        return f"{lead}{display_number(value, _places(row.obs_value))}%"
    if row.unit_measure == "RANK":
        return f"rank {int(value)}"
    places = 0 if indicator.base_unit == "NUM" else _places(str(in_units(indicator, value)))
    unit = "" if indicator.base_unit == "NUM" else f" {indicator.display_unit}"
    low = display_number(in_units(indicator, value), min(places, 4))
    if row.obs_value_high:
        high = display_number(in_units(indicator, float(row.obs_value_high)), min(places, 4))
        return f"{low} to {high}{unit}"
    return f"{lead}{low}{'%' if indicator.display_unit == '%' else unit}"


def _places(number: str) -> int:
    return len(number.partition(".")[2].rstrip("0"))


def not_comparable(edition: Edition) -> Table:
    """Every figure that may not stand beside other areas' figures, and why, row by row."""
    rows = edition.observations
    rows = rows[(rows["comparable"] == "no") & (rows["repeats"] == "")]
    names = edition.reference.area_names
    rows = rows.assign(order=rows["ref_area"].map(lambda area: (area not in edition.areas, area)))
    rows = rows.sort_values(["order", "indicator", "obs_id"], kind="stable")
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": edition.reference.indicator[row.indicator].name
                + _measure_words(row.measure),
                "printed": row.as_printed,
                "period": _span(row.time_period) or "not printed",
                "status": row.obs_status,
                "why": reasons(row.note) or row.note,
                "mind": row.note.partition("not comparable: ")[0].rstrip("; ")
                if reasons(row.note)
                else "",
                "source": edition.reference.source_title(row.source_id),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("area", "Area"),
        Column("indicator", "Indicator"),
        Column("printed", "As printed"),
        Column("period", "Period"),
        Column("status", "Status"),
        Column("why", "Why it stands alone"),
        Column("mind", "Mind"),
        Column("source", "Source"),
    ]
    marked = [row.ref_area in edition.areas for row in rows.itertuples()]
    caption = f"{len(table)} figures that stand beside no other area's"
    return Table("not-comparable", caption, columns, table, marked=marked, tall=True,
                 source="Repeats of a figure are counted once.")  # fmt: skip
