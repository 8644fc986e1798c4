"""Where one province stands: a line an indicator, and a table of all with its distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from helpers import compare, profile
from helpers.draw.numbers import display_number
from helpers.draw.sparkline import sparkline
from helpers.draw.standing import standing_chart
from helpers.draw.style import area_style
from helpers.draw.table import Column, Prose, Table, note
from helpers.draw.words import listed
from helpers.reference import NATION, Indicator
from helpers.report.claiming import distant, level, median, rank, tallied
from helpers.report.edition import (
    drawn_breaks,
    in_units,
    signed,
    unit_words,
    window_words,
)
from helpers.report.profile_page import (
    Profile,
    Section,
    is_missing,
    nation_of,
    short_sources,
)
from helpers.report.table import PEERS
from helpers.traces import traced

MOST_DECIMALS = 6  # of a figure so small that it would read as zero


def standing(page: Profile) -> Section | Prose:
    """The province among all on each rate, and each indicator's value, ranks and distances."""
    if page.is_city:
        return Prose("")
    among = _among(page)
    intro = (
        f"{page.name} among {tallied(len(page.edition.peers), 'province', PEERS)} in the newest "
        "year of "
        "each indicator. Ranks are among the provinces that have a figure, 1 is best, taken "
        "before rounding."
    )
    none = note("None of the indicators of this edition is a rate.")
    drawn = _chart(page) if page.charted else none
    return page.section("Where it stands", note(among), drawn, _table(page), intro=intro)


NEAREST = "a rule of this report: how many provinces are the peers by size"


def _among(page: Profile) -> str:
    """With whom the province is compared by zone and by size."""
    zone = page.place["zone"]
    others = [page.named(area) for area in page.zone_peers if area != page.area]
    words = f"Peers by zone ({zone}): {listed(others) or 'no other province of this edition'}."
    near = [page.named(area) for area in page.size_peers if area != page.area]
    if near:
        words += (
            f" Peers by size: the {traced(str(len(near)), NEAREST)} provinces nearest in "
            f"population (by ratio, end of {page.size_year}): {listed(near)}."
        )
    return words


def label(indicator: Indicator, years: str = "") -> str:
    """An indicator's name, with its unit where the name does not say it."""
    unit = f", {indicator.display_unit}" if indicator.base_unit == "PCT" else ""
    return f"{indicator.name}{unit}{f', {years}' if years else ''}"


def number(indicator: Indicator, value: float) -> str:
    """A value in base units as displayed, without its unit; "" for none."""
    return "" if is_missing(value) else not_zero(in_units(indicator, value), indicator.decimals)


def not_zero(value: float, decimals: int) -> str:
    """A number as displayed; a small one takes as many decimals as keep it from reading as 0."""
    while value != 0 and decimals < MOST_DECIMALS and round(abs(value), decimals) == 0:
        decimals += 1
    return display_number(value, decimals)


def _chart(page: Profile):
    rows: list[dict[str, object]] = []
    told = {}
    for rate in page.charted:
        year = page.years[rate.code]
        found = profile.standing(page.edition.figures, rate, year, page.area, page.edition.peers)
        told[rate.code] = (
            "no figure"
            if is_missing(found.value)
            else f"{_level(page, rate, page.area, year)}, rank "
            + rank(page.edition, rate, page.area, year, found.rank, found.rank_of).of(
                f"{int(found.rank)} of {found.rank_of}"
            )
        )
        rows += _marks(page, rate, year, found)
    used = page.edition.figures
    used = used[used["indicator"].isin([rate.code for rate in page.charted])]
    used = used[used["year"] == used["indicator"].map(page.years)]
    used = used[used["ref_area"].isin(page.edition.peers)]
    remark = "Each line runs from the least to the greatest figure, not from zero; right is better."
    if any(not is_missing(nation_of(page, rate.code, page.years[rate.code]))
           for rate in page.charted):  # fmt: skip
        remark += f" China only where a national figure is at hand{local_budgets(page)}."
    columns = ["indicator", "label", "area", "area_name", "year", "value", "shown", "role"]
    return standing_chart(
        pd.DataFrame(rows, columns=columns),
        name=page.slug("standing-chart"),
        title=f"{page.name}: where it stands on each rate",
        subtitle="Shares, intensities and figures per head; the year is named with each",
        source=short_sources(page, used),
        area=page.area,
        told=told,
        lower=[rate.code for rate in page.charted if rate.direction == "lower"],
        note=remark,
    )


def local_budgets(page: Profile) -> str:
    """What must be said of a national mark that is none of the whole; "" where none is drawn."""
    sums = [
        rate
        for rate in page.charted
        if rate.national_row == "sum of local budgets"
        and not is_missing(nation_of(page, rate.code, page.years[rate.code]))
    ]
    return "; of budgets it is the sum of the local ones" if sums else ""


def _marks(
    page: Profile, rate: Indicator, year: int, found: profile.Standing
) -> list[dict[str, object]]:
    """One row a province with a figure, and the median and the nation where there are such."""
    ranks = compare.ranks(page.edition.figures, rate, year, page.edition.peers)
    marks = [
        (row.ref_area, row.value, "own" if row.ref_area == page.area else "other")
        for row in ranks.itertuples()
    ]
    marks.append(("", found.median, "median"))
    marks.append((NATION, found.nation, "nation"))
    return [
        {
            "indicator": rate.code,
            "label": label(rate, str(year)),
            "area": area,
            "area_name": page.named(area) if area else "median",
            "year": year,
            "value": in_units(rate, value),
            "shown": _shown(page, rate, area, year, value)
            if role != "median"
            else median(page.edition, rate, year, number(rate, value)).words,
            "role": role,
        }
        for area, value, role in marks
        if role == "own" or not is_missing(value)
    ]


def _table(page: Profile) -> Table:
    rows, behind = [], []
    for indicator in page.edition.indicators:
        cells, numbers = _cells(page, indicator)
        rows.append(cells)
        behind.append(numbers)
    columns = [
        Column("indicator", "Indicator, unit and year", "drawing"),
        Column("value", page.name, "number"),
        Column("rank", "Rank", "number"),
        Column("zone", "In its zone", "number"),
        Column("size", "By size", "number"),
        Column("nation", "Beside China"),
        Column("leader", "Beside the leader"),
        Column("course", "Trend", "drawing"),
    ]
    source = (
        "“By size” is the rank among the peers by size and itself. Ranks of totals follow the size "
        "of a province; those of rates do not. An indicator without a better "
        "end, or whose single years jump (contracts), has no rank. Beside China: of a rate the "
        "national figure and the distance to it, of a total the part of the national one; a dash "
        "where no national figure is at hand. p.p. are percentage points. Money is in current "
        "prices. Each trend line has a scale of its own, and is cut where a definition changed."
    )
    return Table(page.slug("indicators"), f"{page.name}: every indicator, its rank and distances",
                 columns, pd.DataFrame(rows), source=source,
                 behind=pd.DataFrame(behind))  # fmt: skip


def _cells(page: Profile, indicator: Indicator) -> tuple[dict[str, str], dict[str, object]]:
    """What is shown of one indicator, and the same as numbers for the CSV."""
    year = page.years.get(indicator.code)
    name = escape(indicator.name)
    keys = ("value", "rank", "zone", "size", "nation", "leader", "course")
    cells = dict.fromkeys(keys, "")
    numbers: dict[str, object] = {"ref_area": page.area, "indicator": indicator.code}
    blank = ("year", "value", "unit", "rank", "rank_of", "zone_rank", "zone_of", "size_rank",
             "size_of", "nation", "leaders", "leader_value")  # fmt: skip
    if year is None:
        none = f"{escape(unit_words(indicator))}; no year with figures of most provinces"
        cells["indicator"] = f"{name}<small>{none}</small>"
        return cells, numbers | dict.fromkeys(blank)
    small = f"{unit_words(indicator)}; {window_words(indicator, year)}"
    cells["indicator"] = f"{name}<small>{escape(small)}</small>"
    figures = page.edition.figures
    all_, zone, size = (
        profile.standing(figures, indicator, year, page.area, peers) if peers else None
        for peers in (page.edition.peers, page.zone_peers, page.size_peers)
    )
    assert all_ is not None
    cells["value"] = _shown(page, indicator, page.area, year, all_.value)
    whole = len(page.edition.peers)
    cells["rank"] = _rank(page, indicator, all_, whole, page.edition.peers)
    cells["zone"] = _rank(page, indicator, zone, 0, page.zone_peers)
    cells["size"] = _rank(page, indicator, size, 0, page.size_peers)
    cells["nation"] = _nation_cell(page, indicator, year, all_)
    cells["leader"] = beside_leader(page, indicator, year, all_)
    cells["course"] = _course(page, indicator)
    return cells, numbers | {
        "year": year,
        "value": in_units(indicator, all_.value),
        "unit": indicator.display_unit,
        "rank": all_.rank,
        "rank_of": all_.rank_of,
        "zone_rank": zone.rank if zone else None,
        "zone_of": zone.rank_of if zone else None,
        "size_rank": size.rank if size else None,
        "size_of": size.rank_of if size else None,
        "nation": in_units(indicator, all_.nation),
        "leaders": ";".join(all_.leaders),
        "leader_value": in_units(indicator, all_.best),
    }


def _level(page: Profile, indicator: Indicator, area: str, year: int) -> str:
    """An area's figure as displayed, with what it claims."""
    value = page.edition.value_at[indicator.code, area, year]
    claim = level(page.edition, indicator, area, year)
    return replace(claim, said=number(indicator, value)).words


def _shown(page: Profile, indicator: Indicator, area: str, year: int, value: float) -> str:
    return "" if is_missing(value) else _level(page, indicator, area, year)


def _rank(
    page: Profile, indicator: Indicator, found: profile.Standing | None, whole: int,
    peers: Sequence[str],
) -> str:  # fmt: skip
    """ "12", "12 of 30" where not all have a figure; whole 0: always "2 of 6"."""
    if found is None or is_missing(found.rank):
        return ""
    plain = found.rank_of == whole
    out_of = "" if plain else found.rank_of
    claim = rank(page.edition, indicator, page.area, found.year, found.rank, out_of, peers)
    return claim.of(claim.said if plain else f"{claim.said} of {found.rank_of}")


def _nation_cell(
    page: Profile, indicator: Indicator, year: int, found: profile.Standing
) -> str:  # fmt: skip
    """`beside_nation` with what its numbers claim."""
    words = beside_nation(indicator, found.value, found.nation)
    if not words:
        return ""
    if indicator.stock_or_flow != "ratio":
        part, _, of = words.partition("% ")
        return f"{distant(page.edition, indicator, page.area, year, NATION, f'{part}%')} {of}"
    nation, bracket, gap = words.rpartition(" (")
    shown = number(indicator, found.nation)
    told = nation.replace(shown, _level(page, indicator, NATION, year), 1)
    gap = distant(page.edition, indicator, page.area, year, NATION, gap.removesuffix(")"))
    return f"{told}{bracket}{gap})"


def beside_nation(indicator: Indicator, value: float, nation: float) -> str:
    """A rate's national figure and the distance to it, or a total's part of the national one."""
    if is_missing(value) or is_missing(nation):
        return ""
    if indicator.stock_or_flow == "ratio":
        what = " of all local budgets" if indicator.national_row == "sum of local budgets" else ""
        return f"{number(indicator, nation)}{what} ({distance(indicator, value, nation)})"
    if nation <= 0 or value < 0:
        return ""
    of = {
        "sum of local budgets": "of all local budgets",
        "wider than the 31": "of the national total, which holds more than the 31 provinces",
    }.get(indicator.national_row, "of the national total")
    return f"{not_zero(100 * value / nation, 1)}% {of}"


def distance(indicator: Indicator, value: float, other: float) -> str:
    """How far a value is from another: in points for percent, else as a part of it."""
    if indicator.base_unit == "PCT":
        places = max(indicator.decimals, 1)
        return f"{signed(in_units(indicator, value - other), places)} p.p."
    if other <= 0 or value < 0:
        words = signed(in_units(indicator, value - other), indicator.decimals)
        return f"{words} {indicator.display_unit}"
    if value > other:
        return f"{display_number(value / other, 2)} times it"
    return f"{not_zero(100 * value / other, 0)}% of it"


def beside_leader(page: Profile, indicator: Indicator, year: int, found: profile.Standing) -> str:
    """Who leads with how much, and how far the province is from it; of a leader, who is next."""
    if not found.leaders or is_missing(found.value):
        return ""
    if page.area not in found.leaders:
        names = listed([page.named(area) for area in found.leaders])
        leader = found.leaders[0]
        gap = distance(indicator, found.value, found.best)
        gap = distant(page.edition, indicator, page.area, year, leader, gap)
        return f"{names} {_level(page, indicator, leader, year)} ({gap})"
    others = [area for area in page.edition.peers if area != page.area]
    ranks = compare.ranks(page.edition.figures, indicator, year, others)
    second = ranks[ranks["rank"] == 1]
    if second.empty:
        return "leads alone"
    names = listed([page.named(str(area)) for area in second["ref_area"]])
    together = "shares the lead" if len(found.leaders) > 1 else "leads"
    return (
        f"{together}; next {names} {_level(page, indicator, str(second['ref_area'].iloc[0]), year)}"
    )


def _course(page: Profile, indicator: Indicator) -> str:
    edition = page.edition
    rows = compare.of(edition.shown, indicator.code)
    rows = rows[rows["ref_area"] == page.area]
    values = rows.set_index("year")["value"]
    years = list(range(edition.first_year, edition.last_year + 1))
    return sparkline(
        [in_units(indicator, values.get(year, float("nan"))) for year in years],
        years,
        decimals=indicator.decimals,
        color=area_style(page.area, [page.area]).color,
        width=64,
        breaks=[year for year, _ in drawn_breaks(indicator, edition.first_year, edition.last_year)],
        label=f"{page.name}, {indicator.name}",
    )
