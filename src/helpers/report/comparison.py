"""The comparison: the table of indicators, each indicator side by side, one against another."""

from __future__ import annotations

import math
from html import escape

import pandas as pd

from helpers import compare
from helpers.draw.numbers import display_number
from helpers.draw.ranking import ranking_chart
from helpers.draw.scatter import scatter_chart
from helpers.draw.sparkline import sparkline
from helpers.draw.style import area_style
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.tiles import tile_map
from helpers.draw.trend import trend_chart
from helpers.draw.words import listed
from helpers.reference import NATION, Indicator
from helpers.report.edition import Edition, in_units, lower, say, source_words, unit_words

DIRECTIONS = {"higher": "higher", "lower": "lower", "none": "neutral"}


def indicator_table(edition: Edition) -> Table:
    """A row an indicator; for each marked province newest value, rank, change and sparkline."""
    rows, behind = [], []
    for indicator in edition.indicators:
        year = edition.newest(indicator.code)
        row: dict[str, str] = {"indicator": _indicator_cell(edition, indicator, year)}
        for area in edition.areas:
            cells, numbers = _area_cells(edition, area, indicator, year)
            row |= {f"{key}-{area}": words for key, words in cells.items()}
            behind.append({"indicator": indicator.code, "ref_area": area} | numbers)
        rows.append(row)
    columns = [Column("indicator", "Indicator, unit and year", "drawing")]
    for area in edition.areas:
        columns += [
            Column(f"value-{area}", "Value", "number"),
            Column(f"rank-{area}", "Rank", "number"),
            Column(f"change-{area}", "Change", "number"),
            Column(f"course-{area}", "Course", "drawing"),
        ]
    among = "all 31 provinces" if len(edition.peers) == 31 else f"{len(edition.peers)} provinces"
    source = (
        f"Ranks are among {among}, 1 is best; an indicator without a better end, or whose single "
        "years jump (contracts), has none. Change runs from the year named under the indicator, "
        "never over a break in its definition; p.p. are percentage points. Money is in current "
        "prices: its growth is not real growth. Sources stand on each chart below."
    )
    return Table(
        "indicators",
        "Newest value, rank and change of each indicator in the marked provinces",
        columns,
        pd.DataFrame(rows),
        source=source,
        behind=pd.DataFrame(behind),
        groups=[("", 1), *((name, 4) for name in edition.names)],
    )


def _indicator_cell(edition: Edition, indicator: Indicator, year: int | None) -> str:
    """Name, unit, year, from when change is reckoned, and gaps that all marked provinces share."""
    name = f'<a href="#indicator-{indicator.code}">{escape(indicator.name)}</a>'
    if year is None:
        none = "no year with figures of most provinces"
        return f"{name}<small>{escape(indicator.display_unit)}; {none}</small>"
    words = [f"{unit_words(indicator)}; {_window(indicator, year)}"]
    starts = {
        found.first
        for area in edition.areas
        if (found := compare.change(edition.shown, indicator, area, edition.first_year, year))
    }
    if starts:
        words.append(f"change since {listed([str(start) for start in sorted(starts)])}")
    words += [
        f"break {first}" for first, _ in indicator.breaks if edition.first_year < first <= year
    ]
    holes = sorted(
        {
            hole
            for area in edition.areas
            for hole in compare.gaps(edition.shown, indicator.code, area, edition.first_year, year)
        }
    )
    if holes:
        words.append(f"no figure {listed([str(hole) for hole in holes])}")
    return f"{name}<small>{escape('; '.join(words))}</small>"


def _window(indicator: Indicator, year: int) -> str:
    return f"{year - indicator.window + 1} to {year}" if indicator.window else str(year)


def _area_cells(
    edition: Edition, area: str, indicator: Indicator, year: int | None
) -> tuple[dict[str, str], dict[str, object]]:
    """What is shown of one indicator in one area, and the same as numbers for the CSV."""
    cells = dict.fromkeys(("value", "rank", "change", "course"), "")
    numbers: dict[str, object] = dict.fromkeys(
        ("year", "value", "unit", "rank", "rank_of", "change_since", "change", "change_pct")
    )
    numbers["unit"] = indicator.display_unit
    if year is None:
        return cells, numbers
    ranks = compare.ranks(edition.figures, indicator, year, edition.peers).set_index("ref_area")
    value, rank, of = (ranks.at[area, column] for column in ("value", "rank", "rank_of"))
    found = compare.change(edition.shown, indicator, area, edition.first_year, year)
    if not math.isnan(value):
        cells["value"] = display_number(in_units(indicator, value), indicator.decimals)
    if not math.isnan(rank):
        cells["rank"] = f"{int(rank)}" if of == len(edition.peers) else f"{int(rank)} of {of}"
    cells["change"] = _change_words(indicator, found)
    cells["course"] = _course(edition, area, indicator)
    return cells, numbers | {
        "year": year,
        "value": in_units(indicator, value),
        "rank": rank,
        "rank_of": of,
        "change_since": found.first if found else None,
        "change": in_units(indicator, found.difference) if found else None,
        "change_pct": found.percent if found else None,
    }


def _course(edition: Edition, area: str, indicator: Indicator) -> str:
    rows = edition.shown
    rows = rows[(rows["indicator"] == indicator.code) & (rows["ref_area"] == area)]
    values = rows.set_index("year")["value"]
    years = list(range(edition.first_year, edition.last_year + 1))
    return sparkline(
        [in_units(indicator, values.get(year, float("nan"))) for year in years],
        years,
        decimals=indicator.decimals,
        color=area_style(area, edition.areas).color,
        width=64,
        label=f"{edition.reference.area_names[area]}, {indicator.name}",
    )


def _change_words(indicator: Indicator, found: compare.Change | None) -> str:
    if found is None:
        return ""
    if found.percent is None:
        places = max(indicator.decimals, 1)
        unit = "p.p." if indicator.base_unit == "PCT" else indicator.display_unit
        return f"{_signed(in_units(indicator, found.difference), places)} {unit}"
    if found.percent >= 900:  # "+1,110 %" says less than "12-fold"
        return f"{display_number(found.percent / 100 + 1, 0)}-fold"
    return f"{_signed(found.percent, 0)}%"


def _signed(value: float, places: int) -> str:
    text = display_number(value, places)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace("-", "−")


def side_by_side(edition: Edition) -> Block:
    """Every indicator in three charts: the provinces of the newest year, their course, their map."""
    pieces: list[Prose | Block] = []
    theme = ""
    for indicator in edition.indicators:
        if indicator.theme != theme:
            theme = indicator.theme
            pieces.append(Prose(f'<h3 id="theme-{_slug(theme)}">{escape(theme)}</h3>'))
        pieces.append(_indicator_block(edition, indicator))
    return Block(pieces)


def _slug(words: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in words.lower())


def _indicator_block(edition: Edition, indicator: Indicator) -> Block:
    heading = f'<h4 id="indicator-{indicator.code}">{escape(indicator.name)}</h4>'
    words = f'<p class="note">{escape(indicator.definition)}.</p>'
    year = edition.newest(indicator.code)
    if year is None:
        span = f"{edition.first_year} to {edition.last_year}"
        none = f'<p class="caution">No year of {span} has figures of most of these provinces.</p>'
        return Block([Prose(heading + words + none)])
    right = Block([_trend(edition, indicator), _tiles(edition, indicator, year)], box="column")
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
    """One row a peer: area, area_name, value in display units, year, rank, rank_of."""
    ranks = compare.ranks(edition.figures, indicator, year, edition.peers)
    return pd.DataFrame(
        {
            "area": ranks["ref_area"],
            "area_name": ranks["ref_area"].map(edition.reference.area_names),
            "value": in_units(indicator, ranks["value"]),
            "year": year,
            "rank": ranks["rank"],
            "rank_of": ranks["rank_of"],
        }
    )


def _ranking(edition: Edition, indicator: Indicator, year: int):
    nation = in_units(indicator, compare.value_of(edition.figures, indicator.code, NATION, year))
    ratio = indicator.stock_or_flow == "ratio"
    notes = []
    if math.isnan(nation):
        notes.append("There is no national row; a sum of provinces is not the nation.")
    elif not ratio:
        total = say(indicator, nation * indicator.scale)
        wider = {
            "wider than the 31": ", with Hong Kong, Macao, Taiwan and foreign holders",
            "sum of local budgets": ", the sum of local budgets",
        }.get(indicator.national_row, "")
        notes.append(f"China: {total} in all{wider}; a total of its parts, not drawn.")
    if not indicator.ranked:
        notes.append("No ranks: " + _why_unranked(indicator))
    return ranking_chart(
        _ranked_rows(edition, indicator, year),
        name=f"{indicator.code}-provinces",
        title=indicator.name,
        subtitle=f"{unit_words(indicator)}, {_window(indicator, year)}",
        source=source_words(edition, _of_year(edition, indicator, year), indicator),
        marked=edition.areas,
        national=nation if ratio and not math.isnan(nation) else None,
        direction=DIRECTIONS[indicator.direction],
        decimals=indicator.decimals,
        note=" ".join(notes),
    )


def _why_unranked(indicator: Indicator) -> str:
    if indicator.theme == "Market":
        return "single years jump with registration practice."
    return "more is neither better nor worse."


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
            "year": rows["year"],
            "value": in_units(indicator, rows["value"]),
            "role": role,
        }
    )
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return trend_chart(
        frame,
        name=f"{indicator.code}-trend",
        title=f"{indicator.name}: the course",
        subtitle=f"{unit_words(indicator)}, {first} to {last}",
        source=source_words(edition, rows, indicator),
        marked=edition.areas,
        decimals=indicator.decimals,
        breaks=[pair for pair in indicator.breaks if first < pair[0] <= last],
    )


def _tiles(edition: Edition, indicator: Indicator, year: int):
    places = edition.reference.areas.set_index("adcode").loc[list(edition.peers)]
    ranked = _ranked_rows(edition, indicator, year).set_index("area")
    frame = pd.DataFrame(
        {
            "area": places.index,
            "area_name": places["name_en"].to_numpy(),
            "code": places["letters"].to_numpy(),
            "row": places["tile_row"].astype(int).to_numpy(),
            "col": places["tile_col"].astype(int).to_numpy(),
            "value": ranked["value"].reindex(places.index).to_numpy(),
        }
    )
    return tile_map(
        frame,
        name=f"{indicator.code}-map",
        title=f"{indicator.name}: the map",
        subtitle=f"{unit_words(indicator)}, {_window(indicator, year)}",
        source=source_words(edition, _of_year(edition, indicator, year), indicator),
        marked=edition.areas,
        decimals=indicator.decimals,
    )


PAIRS = (
    ("rd_intensity_revised_gdp", "invention_patents_granted_per_10k"),
    ("rd_intensity_revised_gdp", "tech_market_sold_to_gdp"),
)


def against_output(edition: Edition) -> Block:
    """R&D intensity against an output, the dots sized by R&D expenditure, in the newest common year."""
    return Block([_pair(edition, *pair) for pair in PAIRS], box="charts")


def _pair(edition: Edition, across: str, up: str):
    x, y = edition.reference.indicator[across], edition.reference.indicator[up]
    size = edition.reference.indicator["rd_expenditure"]
    years = [edition.newest(indicator.code) for indicator in (x, y, size)]
    if None in years:
        words = f"{x.name} against {y.name}: no year of this edition has both."
        return Prose(f'<p class="caution">{escape(words)}</p>')
    year = min(each for each in years if each is not None)

    def values(indicator: Indicator) -> pd.Series:
        ranks = compare.ranks(edition.figures, indicator, year, edition.peers)
        return in_units(indicator, ranks.set_index("ref_area")["value"])

    used = pd.concat([_of_year(edition, indicator, year) for indicator in (x, y, size)])
    frame = pd.DataFrame({"x": values(x), "y": values(y), "size": values(size)})
    frame = frame.rename_axis("area").reset_index()
    frame["area_name"] = frame["area"].map(edition.reference.area_names)
    return scatter_chart(
        frame,
        name=f"{across}-against-{up}",
        title=f"{x.name} and {lower(y.name)}",
        subtitle=f"all three of {year}; R&D expenditure in current prices",
        source=source_words(edition, used, x, y),
        marked=edition.areas,
        x_label=f"{x.name}, {x.display_unit}",
        y_label=f"{y.name}, {y.display_unit}",
        size_label="R&D expenditure, billion yuan",
        x_decimals=x.decimals,
        y_decimals=y.decimals,
        size_decimals=0,
        note="An association between provinces of one year; it shows no cause.",
    )
