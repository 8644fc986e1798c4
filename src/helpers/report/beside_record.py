"""Printed figures of the marked provinces beside the official record, and what came of them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers import compare
from helpers.claims.claim import written
from helpers.claims.kinds import Level
from helpers.draw.chart import Chart
from helpers.draw.record import record_chart
from helpers.draw.table import Block, Column, Table, note
from helpers.language import later, say
from helpers.language.phrases import clauses, sentences, years_words
from helpers.reference import RANKING, Indicator
from helpers.report import titles
from helpers.report.claiming import levels_shown, worded
from helpers.report.claiming_basis import drawn_breaks
from helpers.report.claiming_stories import printed, read_as
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount, in_units, lower, shown_words
from helpers.report.source_words import source_words
from helpers.report.words import (
    drawn_words,
    how_told,
    measure_words,
    outcome_words,
    printed_words,
    publishers,
    qualifier_words,
    record_words,
    status_told,
    stories_of,
    told,
)

EDITIONS = later(
    "Years are those of the report's edition; its data are two years older. 1 is best."
)
PROXY = later(
    "The line is “{name}”: certificates last three years, so it indicates the stock of "
    "certificates and does not equal it."
)
PROXY_NAME = later("recognised in three years (another count)")


def beside_record(edition: Edition) -> Block:
    """Charts and a table of the marked provinces' printed figures against official series."""
    table = _in_order(edition, told(edition))
    if table.empty:
        words = say(
            "No story at hand prints a figure of these provinces that has an official series."
        )
        return Block([note(words)])
    charts = record_charts(edition, table)
    pieces = [Block(charts, box="charts"), _record_table(edition, table), note(how_told())]
    return Block(pieces)


def record_charts(edition: Edition, table: pd.DataFrame, prefix: str = "") -> list[Chart]:
    """A chart for each indicator and province; prefix: put before the charts' names.

    table: of `words.told`. A growth is told in the title, and drawn as the level computed from it.
    """
    return [
        _record(edition, str(area), str(code), rows, prefix)
        for (code, area), rows in table.groupby(["indicator", "ref_area"], sort=False)
        if (rows["measure"] != "growth").any()
    ]


def _in_order(edition: Edition, table: pd.DataFrame) -> pd.DataFrame:
    """Rows by indicator, the marked provinces within it in their order, then by period."""
    place = {area: number for number, area in enumerate(edition.areas)}
    order = table.assign(place=table["ref_area"].map(place))
    order = order.sort_values(["indicator", "place", "period", "measure"], kind="stable")
    return order.drop(columns="place").reset_index(drop=True)


def _record(edition: Edition, area: str, code: str, rows: pd.DataFrame, prefix: str = "") -> Chart:
    indicator = edition.reference.indicator[code]
    title = titles.beside_record(edition, area, indicator, rows)
    rows = rows[rows["measure"] != "growth"]
    proxy = rows["proxy"].iloc[0]
    official = edition.reference.indicator[proxy] if proxy else indicator
    series = _official_series(edition, area, official.code)
    stories = say("stories: {stories}", stories=publishers(edition, rows))
    chart = record_chart(
        series,
        _points(indicator, rows),
        name=f"{prefix}record-{code}-{area}",
        title=title,
        subtitle=_subtitle(edition, area, indicator, _years_drawn(series, rows)),
        source=clauses([_record_sources(edition, area, official), stories]),
        decimals=indicator.decimals,
        series_name=_series_name(code, proxy),
        area=area,
        marked=edition.marked,
        breaks=drawn_breaks(official, edition.first_year, edition.last_year),
        best="low" if indicator.direction == "lower" else "high",
        note=_remarks(code, proxy, official, rows),
    )
    data = chart.data.assign(ref_area=area)
    data["indicator"] = [code if id_ == id_ else official.code for id_ in data["obs_id"]]
    return replace(chart, data=data)


def _points(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """The stories' figures as `record_chart` draws them, in display units."""
    made = _computed(rows)
    each = list(zip(rows.itertuples(), made, strict=True))
    return pd.DataFrame(
        {
            "period": rows["period"],
            "value": in_units(indicator, rows["value"]),
            "high": in_units(indicator, rows["high"]),
            "status": rows["obs_status"],
            "qualifier": rows["qualifier"],
            "as_printed": [
                _computed_words(indicator, row) if computed else printed(row).words
                for row, computed in each
            ],
            "read_as": ["" if computed else drawn_words(indicator, row) for row, computed in each],
            "matched": ~rows["printed_year"],
            "obs_id": rows["obs_id"],
        }
    )


def _computed(rows: pd.DataFrame) -> pd.Series:
    """Whether a row is a level computed from a printed change."""
    return rows["obs_id"].str.contains(":derived/")


def _subtitle(edition: Edition, area: str, indicator: Indicator, years: str) -> str:
    beside = later("{area}, {shown}; stories beside the record")
    if indicator.code == RANKING:
        beside = later("{area}, {shown}; stories beside the published ranking")
    shown = lower(shown_words(indicator, years))
    return say(beside, area=edition.reference.area_names[area], shown=shown)


def _remarks(code: str, proxy: str, official: Indicator, rows: pd.DataFrame) -> str:
    """What the line is where it is no official series of the indicator; what brackets mean."""
    remarks = []
    if code == RANKING:
        remarks.append(say(EDITIONS))
    elif proxy:
        remarks.append(say(PROXY, name=official.name))
    if _computed(rows).any():
        remarks.append(say("Words in brackets: a level computed from a printed change."))
    return sentences(remarks)


def _series_name(code: str, proxy: str) -> str:
    """What the line of the record is: official, another count, or a published ranking."""
    if code == RANKING:
        return say("published ranking (transcribed)")
    return say(PROXY_NAME) if proxy else say("official record")


def _years_drawn(series: pd.DataFrame, rows: pd.DataFrame) -> str:
    years = [*series["year"].astype(int), *rows["period"].astype(int)]
    return years_words(min(years), max(years))


def _record_sources(edition: Edition, area: str, official: Indicator) -> str:
    if official.code == RANKING:
        return say("Source: {titles}", titles=official.publication)
    rows = edition.shown
    rows = rows[(rows["indicator"] == official.code) & (rows["ref_area"] == area)]
    return source_words(edition, rows, official)


def _computed_words(indicator: Indicator, row) -> str:
    words = f"{qualifier_words(row.qualifier)}{amount(indicator, row.value)}"
    return f"[{read_as(row.obs_id, words)}]"


def _official_series(edition: Edition, area: str, code: str) -> pd.DataFrame:
    """year, value (display units) of the record within the edition's years."""
    indicator = edition.reference.indicator[code]
    if code == RANKING:
        rows = edition.observations
        rows = rows[
            (rows["indicator"] == code)
            & (rows["ref_area"] == area)
            & ~rows["source_id"].isin(edition.stories["source_id"])
        ]
        years = rows["time_period"].astype(int)
        unit = indicator.display_unit
        claims = [
            written(Level("", code, area, year, unit, (obs_id,)))
            for year, obs_id in zip(years, rows["obs_id"], strict=True)
        ]
        series = pd.DataFrame(
            {"year": years, "value": rows["obs_value"].astype(float), "claim": claims}
        )
        return compare.between(series, edition.first_year, edition.last_year)
    rows = edition.shown[(edition.shown["indicator"] == code) & (edition.shown["ref_area"] == area)]
    claims = levels_shown(edition, indicator, ((area, year) for year in rows["year"]))
    values = in_units(indicator, rows["value"])
    return pd.DataFrame({"year": rows["year"], "value": values, "claim": claims})


def _record_table(edition: Edition, table: pd.DataFrame) -> Table:
    rows = []
    # a level computed from a printed growth has the growth's own row above it
    growth = _computed(table) & ~table["proxy"].astype(bool)
    for row in table[~growth].itertuples():
        indicator = edition.reference.indicator[row.indicator]
        name = indicator.name + (measure_words("growth") if row.measure == "growth" else "")
        rows.append(
            {
                "area": worded(edition.reference.area_names[row.ref_area], "area of", row.obs_id),
                "indicator": worded(name, "measured", row.obs_id),
                "printed": printed_words(row),
                "status": status_told(row),
                "year": row.period
                if row.printed_year
                else say("{year} (not printed)", year=row.period),
                "official": record_words(edition.reference, row),
                "outcome": outcome_words(row),
                "source": stories_of(edition, row.told_by),
            }
        )
    columns = [
        Column("area", say("Province")),
        Column("indicator", say("Indicator")),
        Column("printed", say("As printed"), mixed=True),
        Column("status", say("Status")),
        Column("year", say("Year")),
        Column("official", say("Figure of the record"), "estimate", mixed=True),
        Column("outcome", say("Outcome")),
        Column("source", say("Story")),
    ]
    source = say(
        "A target or an expected value is met or missed by the official figure of its year (the "
        "targets page has the rules); a growth is that of the official figures; a result is "
        "compared at the digits it prints. Where no year is printed, the year was found by the "
        "figure, which is no test of it. A published ranking is a research group's, transcribed "
        "from reposted pages: no official figure. A level computed here from a printed change "
        "says so."
    )
    return Table("stories-against-record", say("Printed figures and the record"), columns,
                 pd.DataFrame(rows), source=source, behind=table)  # fmt: skip
