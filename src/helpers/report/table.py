"""The table of indicators: for each marked province newest value, rank, change and sparkline."""

from __future__ import annotations

import math
from html import escape

import pandas as pd

from helpers import compare
from helpers.draw.sparkline import sparkline
from helpers.draw.style import area_style
from helpers.draw.table import Column, Table
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import bracketed, clauses, joined, listed, sentences, year_runs
from helpers.reference import Indicator
from helpers.report import claiming
from helpers.report.claiming import levels_shown, points_words, worded
from helpers.report.claiming_absent import why_empty
from helpers.report.claiming_basis import basis_words, drawn_breaks
from helpers.report.claiming_counts import peers
from helpers.report.edition import Edition
from helpers.report.few import FEW_RULE, from_few
from helpers.report.indicator_words import in_units, unit_words, window_words

COLUMNS = (
    ("value", later("Value"), "number"),
    ("rank", later("Rank"), "number"),
    ("change", later("Change"), "number"),
    ("course", later("Trend"), "drawing"),
)
NARROW = (("both", later("Value (rank)"), "number"), ("change", later("Change"), "number"))
MOST_WITH_TREND = 3
"""Marked provinces whose trends fit into a table that need not scroll on a wide screen."""
WITH_TREND = later(
    "A dash: no rank, or no change that compares. Each trend line has a scale of its own."
)
NO_TREND = later(
    "No brackets: no rank. A dash: no figure, or no change that compares. The trends of so many "
    "provinces stand in the charts only."
)


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
    kinds = COLUMNS if len(edition.areas) <= MOST_WITH_TREND else NARROW
    columns = [Column("indicator", say("Indicator, unit and year"), "drawing")]
    columns += [
        Column(f"{key}-{area}", say(heading), kind, mixed=key in ("value", "change"))
        for area in edition.areas
        for key, heading, kind in kinds
    ]
    few = any(
        row["change_since"] and from_few(edition, edition.reference.indicator[row["indicator"]],
                                         row["ref_area"], (row["change_since"], row["year"]))
        for row in behind
    )  # fmt: skip
    whole = len(edition.peers) == len(edition.reference.provinces)
    among = peers(edition)
    source = sentences([
        say(
            "Ranks are among {provinces}, 1 is best; an indicator without a better end, or whose "
            "single years jump (contracts), has none. Change runs from the year named under the "
            "indicator, never over a break in comparability; p.p. are percentage points. Money "
            "is in current prices: its growth is not real growth. Ranks and changes are taken "
            "before rounding.",
            provinces=say("all {provinces}", provinces=among) if whole else among,
        ),
        say(WITH_TREND if kinds is COLUMNS else NO_TREND),
        say("Sources stand on the charts."),
        *([say(FEW_RULE)] if few else []),
    ])  # fmt: skip
    return Table(
        "indicators",
        say("Newest value, rank and change of each indicator in the marked provinces"),
        columns,
        pd.DataFrame(rows),
        source=source,
        behind=pd.DataFrame(behind),
        groups=[("", 1), *((name, len(kinds)) for name in edition.names)],
        stacked=True,
    )


def _indicator_cell(edition: Edition, indicator: Indicator, year: int | None) -> str:
    """Name, unit, year, from when change is reckoned, breaks and gaps."""
    name = f'<a href="#indicator-{indicator.code}">{escape(indicator.name)}</a>'
    if year is None:
        none = words_html(clauses([indicator.display_unit, why_empty(edition, indicator.code)]))
        return f"{name}<small>{none}</small>"
    words = [unit_words(indicator), window_words(indicator, year)]
    changes = (" ".join(edition.areas), edition.first_year, year)
    starts = {
        found.first
        for area in edition.areas
        if (found := compare.change(edition.shown, indicator, area, edition.first_year, year))
    }
    if starts:
        since = [window_words(indicator, start) for start in sorted(starts)]
        since = worded(listed(since), "change since", indicator.code, *changes)
        words.append(say("change since {years}", years=since))
    untold = "" if starts else " ".join(edition.areas)
    words += basis_words(indicator, edition.first_year, year, untold)
    words += _gap_words(edition, indicator, year)
    return f"{name}<small>{words_html(clauses(words))}</small>"


def _gap_words(edition: Edition, indicator: Indicator, year: int) -> list[str]:
    """Years without a figure: those that all marked provinces lack, then those of single ones."""
    holes = {
        name: set(compare.gaps(edition.shown, indicator.code, area, edition.first_year, year))
        for area, name in zip(edition.areas, edition.names, strict=True)
    }
    common = set.intersection(*holes.values())
    span, every = (edition.first_year, year), " ".join(edition.areas)

    def lost(years: set[int], areas: str, but: str = "") -> str:
        return worded(_listed_years(years), "years", indicator.code, areas, but, *span)

    words = [say("no figure {years}", years=lost(common, every))] if common else []
    words += [
        say("{area}: no figure {years}", area=name, years=lost(own - common, area, every))
        for (name, own), area in zip(holes.items(), edition.areas, strict=True)
        if own - common
    ]
    return words


def _listed_years(years: set[int]) -> str:
    return listed(year_runs(years))


def _area_cells(
    edition: Edition, area: str, indicator: Indicator, year: int | None
) -> tuple[dict[str, str], dict[str, object]]:
    """What is shown of one indicator in one area, and the same as numbers for the CSV."""
    cells = dict.fromkeys(("value", "rank", "both", "change", "course"), "")
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
        cells["value"] = claiming.level(edition, indicator, area, year).words
    if not math.isnan(rank):
        whole = of == len(edition.peers)
        claim = claiming.rank(edition, indicator, area, year, rank, "" if whole else of)
        place = str(int(rank))
        cells["rank"] = claim.of(place if whole else say("{place} of {all}", place=place, all=of))
    cells["both"] = cells["value"] + (bracketed(cells["rank"]) if cells["rank"] else "")
    cells["change"] = _change_words(edition, indicator, area, found)
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
    first, last = edition.years_held or (edition.first_year, edition.last_year)
    years = list(range(first, last + 1))
    return sparkline(
        [in_units(indicator, values.get(year, float("nan"))) for year in years],
        years,
        decimals=indicator.decimals,
        color=area_style(area, edition.areas).color,
        width=48,
        breaks=[year for year, _ in drawn_breaks(indicator, first, last)],
        label=joined([edition.reference.area_names[area], indicator.name]),
        claims=levels_shown(edition, indicator, [(area, year) for year in years]),
    )


def _change_words(
    edition: Edition, indicator: Indicator, area: str, found: compare.Change | None
) -> str:
    if found is None:
        return ""
    years = (found.first, found.last)
    if found.percent is None:
        places = max(indicator.decimals, 1)
        points = claiming.difference(edition, indicator, area, years, found.difference, places)
        return points.of(points_words(points))
    if few := from_few(edition, indicator, area, years):
        return few
    percent = claiming.growth(edition, indicator, area, years, found.percent)
    return percent.of(f"{percent.said}%")
