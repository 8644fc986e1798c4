"""Each indicator side by side, and one against another."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape

import pandas as pd

from helpers import compare
from helpers.draw.ranking import ranking_chart
from helpers.draw.scatter import scatter_chart
from helpers.draw.table import Block, Prose
from helpers.draw.tiles import tile_map
from helpers.draw.trend import trend_chart
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import joined, sentences, years_words
from helpers.reference import NATION, Indicator
from helpers.report import titles
from helpers.report.claiming import among, counted_shown, level, levels_shown, ranks_shown
from helpers.report.claiming_absent import no_nation, why_empty
from helpers.report.claiming_basis import drawn_breaks
from helpers.report.edition import Edition
from helpers.report.indicator_words import (
    amount,
    in_units,
    lower,
    shown_words,
    why_unranked,
    window_words,
)
from helpers.report.source_words import source_words
from helpers.traces import counted_trace

NATIONAL_TOTAL = {
    "yes": later("China: {total} in all; the national total, not drawn."),
    "wider than the 31": later(
        "China: {total} in all, Hong Kong, Macao and Taiwan among them; the national total, not "
        "drawn."
    ),
    "sum of local budgets": later(
        "China: {total} in all, the sum of local budgets; the national total, not drawn."
    ),
}
DIRECTIONS = {"higher": "higher", "lower": "lower", "none": "neutral"}


def side_by_side(edition: Edition) -> Block:
    """Every indicator in three charts: the provinces in the newest year, their course, a map.

    An indicator without such a year has a sentence in their place.
    """
    pieces: list[Prose | Block] = []
    theme = ""
    for indicator in edition.indicators:
        if indicator.theme != theme:
            theme = indicator.theme
            named = escape(indicator.theme_name)
            pieces.append(Prose(f'<h3 id="theme-{_slug(theme)}">{named}</h3>'))
        pieces.append(_indicator_block(edition, indicator))
    return Block(pieces)


def _slug(words: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in words.lower())


def _indicator_block(edition: Edition, indicator: Indicator) -> Block:
    heading = f'<h4 id="indicator-{indicator.code}">{escape(indicator.name)}</h4>'
    words = f'<p class="note">{escape(say("{words}.", words=indicator.definition))}</p>'
    year = edition.newest(indicator.code)
    if year is None:
        why = say("{words}.", words=why_empty(edition, indicator.code, capital=True))
        none = f'<p class="caution">{words_html(why)}</p>'
        return Block([Prose(heading + words + none)])
    tiles = Block([_tiles(edition, indicator, year)], fold=say("Map of the same figures"))
    right = Block([_trend(edition, indicator), tiles], box="column")
    return Block(
        [
            Prose(heading + words),
            Block([_ranking(edition, indicator, year), right], box="charts"),
        ]
    )


def _of_year(edition: Edition, indicator: Indicator, year: int) -> pd.DataFrame:
    rows = edition.figures
    return rows[
        (rows["indicator"] == indicator.code)
        & (rows["year"] == year)
        & rows["ref_area"].isin(edition.peers)
    ]


def _ranked_rows(edition: Edition, indicator: Indicator, year: int) -> pd.DataFrame:
    """One row a peer: area, area_name, indicator, value in display units, year, rank, rank_of."""
    ranks = compare.ranks(edition.figures, indicator, year, edition.peers)
    return pd.DataFrame(
        {
            "area": ranks["ref_area"],
            "area_name": ranks["ref_area"].map(edition.reference.area_names),
            "indicator": indicator.code,
            "value": in_units(indicator, ranks["value"]),
            "year": year,
            "rank": ranks["rank"],
            "rank_of": ranks["rank_of"],
            "claim": levels_shown(edition, indicator, ((area, year) for area in edition.peers)),
            "rank_claim": ranks_shown(edition, indicator, ranks),
        }
    )


def _ranking(edition: Edition, indicator: Indicator, year: int):
    nation = in_units(indicator, compare.value_of(edition.figures, indicator.code, NATION, year))
    ratio = indicator.stock_or_flow == "ratio"
    notes = []
    if math.isnan(nation):
        notes.append(no_nation(indicator, year))
    elif ratio and indicator.national_row == "sum of local budgets":
        notes.append(say("China: the sum of local budgets, without the central one."))
    elif not ratio:
        claim = level(edition, indicator, NATION, year)
        total = claim.of(amount(indicator, nation * indicator.scale))
        words = NATIONAL_TOTAL.get(indicator.national_row, NATIONAL_TOTAL["yes"])
        notes.append(say(words, total=total))
    if not indicator.ranked:
        notes.append(say("No ranks: {why}.", why=why_unranked(indicator)))
    else:
        notes.append(say("Ranks are by the figures before rounding."))
    rows = _ranked_rows(edition, indicator, year)
    return ranking_chart(
        rows,
        name=f"{indicator.code}-provinces",
        title=titles.ranked(edition, indicator, year, rows),
        subtitle=shown_words(indicator, window_words(indicator, year)),
        source=source_words(edition, _of_year(edition, indicator, year), indicator),
        marked=edition.areas,
        national=nation if ratio and not math.isnan(nation) else None,
        national_claim=levels_shown(edition, indicator, [(NATION, year)])[0],
        counted=counted_shown(edition, indicator, year),
        direction=DIRECTIONS[indicator.direction],
        decimals=indicator.decimals,
        note=sentences(notes),
    )


def _trend(edition: Edition, indicator: Indicator):
    rows = edition.shown[edition.shown["indicator"] == indicator.code]
    keep = {*edition.peers, *edition.areas}
    if indicator.stock_or_flow == "ratio":
        keep.add(NATION)
    rows = rows[rows["ref_area"].isin(keep)]
    role = rows["ref_area"].map(
        lambda area: "nation" if area == NATION else "marked" if area in edition.areas else "other"
    )
    frame = pd.DataFrame(
        {
            "area": rows["ref_area"],
            "area_name": rows["ref_area"].map(edition.reference.area_names),
            "indicator": indicator.code,
            "year": rows["year"],
            "value": in_units(indicator, rows["value"]),
            "role": role,
            "claim": levels_shown(edition, indicator,
                                  zip(rows["ref_area"], rows["year"], strict=True)),
        }
    )  # fmt: skip
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return trend_chart(
        frame,
        name=f"{indicator.code}-trend",
        title=titles.course(edition, indicator),
        subtitle=shown_words(indicator, years_words(first, last)),
        source=source_words(edition, rows, indicator),
        marked=edition.areas,
        decimals=indicator.decimals,
        breaks=drawn_breaks(indicator, first, last),
        counted=counted_shown(edition, indicator, last),
    )


def _tiles(edition: Edition, indicator: Indicator, year: int):
    places = edition.reference.areas.set_index("adcode").loc[list(edition.peers)]
    ranked = _ranked_rows(edition, indicator, year).set_index("area")
    frame = pd.DataFrame(
        {
            "area": places.index,
            "area_name": places.index.map(edition.reference.area_names),
            "indicator": indicator.code,
            "year": year,
            "code": places["letters"].map(edition.reference.text).to_numpy(),
            "row": places["tile_row"].astype(int).to_numpy(),
            "col": places["tile_col"].astype(int).to_numpy(),
            "value": ranked["value"].reindex(places.index).to_numpy(),
            "claim": ranked["claim"].reindex(places.index).to_numpy(),
        }
    )
    return tile_map(
        frame,
        name=f"{indicator.code}-map",
        title=titles.spread_over_zones(edition, indicator, year, ranked["value"]),
        subtitle=shown_words(indicator, window_words(indicator, year)),
        source=source_words(edition, _of_year(edition, indicator, year), indicator),
        marked=edition.areas,
        decimals=indicator.decimals,
        counted=counted_shown(edition, indicator, year),
    )


PAIRS = (
    ("rd_intensity_revised_gdp", "invention_patents_granted_per_10k"),
    ("rd_intensity_revised_gdp", "gdp_per_head"),
)


def against_output(edition: Edition) -> Block:
    """R&D intensity against outputs, dots sized by R&D expenditure, in the newest common year."""
    return Block([_pair(edition, *pair) for pair in PAIRS], box="charts")


def _pair(edition: Edition, across: str, up: str):
    x, y = edition.reference.indicator[across], edition.reference.indicator[up]
    size = edition.reference.indicator["rd_expenditure"]
    years = [edition.newest(indicator.code) for indicator in (x, y, size)]
    if None in years:
        words = say("{x} against {y}: no year of this edition has both.", x=x.name, y=y.name)
        return Prose(f'<p class="caution">{escape(words)}</p>')
    year = min(each for each in years if each is not None)

    def values(indicator: Indicator) -> pd.Series:
        ranks = compare.ranks(edition.figures, indicator, year, edition.peers)
        return in_units(indicator, ranks.set_index("ref_area")["value"])

    used = pd.concat([_of_year(edition, indicator, year) for indicator in (x, y, size)])
    frame = pd.DataFrame({"x": values(x), "y": values(y), "size": values(size)})
    frame = frame.rename_axis("area").reset_index()
    for column, indicator in (("x_claim", x), ("y_claim", y)):
        frame[column] = levels_shown(edition, indicator, ((area, year) for area in frame["area"]))
    frame["area_name"] = frame["area"].map(edition.reference.area_names)
    frame["year"] = year
    chart = scatter_chart(
        frame,
        name=f"{across}-against-{up}",
        title=titles.together(edition, x, y, year, frame),
        subtitle=say(
            "{x}, {y} and R&D expenditure, all three of {year}; money in current prices",
            x=x.name,
            y=lower(y.name),
            year=year,
        ),
        source=source_words(edition, used, x, y),
        marked=edition.areas,
        x_label=joined([x.name, x.display_unit]),
        y_label=joined([y.name, y.display_unit]),
        size_label=say("R&D expenditure, {unit}", unit=size.display_unit),
        x_decimals=x.decimals,
        y_decimals=y.decimals,
        size_decimals=0,
        note=say("An association between provinces of one year; it shows no cause."),
        counted=counted_trace(
            say("counted in this report: provinces with both figures"),
            "field",
            "both",
            x.code,
            y.code,
            str(year),
            among(edition),
        ),
    )
    drawn = frame.rename(columns={"x": across, "y": up, "size": size.code})
    drawn = drawn.melt(["area", "area_name"], [across, up, size.code], "indicator")
    return replace(chart, data=drawn.assign(year=year))
