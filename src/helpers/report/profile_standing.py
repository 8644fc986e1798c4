"""Where one province stands: a line an indicator, and a table of all with its distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from helpers import compare, profile
from helpers.draw.chart import Chart
from helpers.draw.sparkline import sparkline
from helpers.draw.standing import standing_chart
from helpers.draw.style import area_style
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.language import later, say
from helpers.language.phrases import clauses, joined, listed, sentences, years_words
from helpers.reference import NATION, Indicator
from helpers.report import profile_titles, titles
from helpers.report.claiming import levels_shown, median, rank
from helpers.report.claiming_basis import drawn_breaks
from helpers.report.claiming_counts import peers
from helpers.report.indicator_words import in_units, unit_words, window_words
from helpers.report.profile_claims import counted_here
from helpers.report.profile_distances import (
    beside_leader,
    beside_nation,
    level_shown,
    number,
)
from helpers.report.profile_page import (
    Group,
    Profile,
    is_missing,
    nation_of,
    short_sources,
)
from helpers.report.profile_section import Section


def standing(page: Profile) -> Section | Prose:
    """The province among all on each rate, and each indicator's value, ranks and distances."""
    if page.is_city:
        return Prose("")
    intro = say(
        "{name} among {provinces} in the newest year of each indicator. Ranks are among the "
        "provinces that have a figure, 1 is best, taken before rounding.",
        name=page.name,
        provinces=peers(page.edition),
    )
    none = note(say("None of the indicators of this edition is a rate."))
    drawn = Block([_chart(page, group) for group in page.groups], box="charts")
    heading = later("Where it stands")
    pieces = [note(_among(page)), drawn if page.groups else none, _table(page)]
    return page.section(heading, *pieces, intro=intro)


BY_ZONE = later("provinces of the same zone")
NEAREST = later("a rule of this report: how many provinces are the peers by size")


def _among(page: Profile) -> str:
    """With whom the province is compared by zone and by size."""
    others = [page.named(area) for area in page.zone_peers if area != page.area]
    names = say("no other province of this edition")
    if others:
        names = counted_here(page, listed(others), BY_ZONE, "of its zone")
    by_zone = say("Peers by zone ({zone}): {names}.", zone=say(page.place["zone"]), names=names)
    near = [page.named(area) for area in page.size_peers if area != page.area]
    if not near:
        return by_zone
    by_size = say(
        "Peers by size: the {count} provinces nearest in population (by ratio, end of {year}): "
        "{names}.",
        count=counted_here(page, len(near), NEAREST, "peers by size"),
        year=page.size_year,
        names=counted_here(page, listed(near), NEAREST, "near in size"),
    )
    return sentences([by_zone, by_size])


def label(indicator: Indicator, years: str = "") -> str:
    """An indicator's name, with its unit where the name does not say it."""
    unit = indicator.display_unit if indicator.base_unit == "PCT" else ""
    return joined([part for part in (indicator.name, unit, years) if part])


def _chart(page: Profile, group: Group) -> Chart:
    rows: list[dict[str, object]] = []
    told = {}
    for rate in group.rates:
        year = page.years[rate.code]
        found = profile.standing(page.edition.figures, rate, year, page.area, page.edition.peers)
        told[rate.code] = (
            say("no figure") if is_missing(found.value) else _value_and_rank(page, rate, found)
        )
        rows += _marks(page, rate, year, found)
    remarks = [
        say("Each line runs from the least to the greatest figure, not from zero; right is better.")
    ]
    if any(not is_missing(nation_of(page, rate.code, page.years[rate.code]))
           for rate in group.rates):  # fmt: skip
        words = later("China only where a national figure is at hand.")
        if local_budgets(page, group.rates):
            words = later(
                "China only where a national figure is at hand; of budgets it is the sum of the "
                "local ones."
            )
        remarks.append(say(words))
    columns = ["indicator", "label", "area", "area_name", "year", "value", "shown", "role"]
    frame = pd.DataFrame(rows, columns=columns)
    chart = standing_chart(
        frame,
        name=page.slug(f"standing-{group.slug}"),
        title=profile_titles.firsts(page, group),
        subtitle=titles.under(
            say("{area}: where it stands on each rate", area=page.name),
            say("Shares, intensities and figures per head; the year is named with each"),
        ),
        source=short_sources(page, {rate.code: [page.years[rate.code]] for rate in group.rates}),
        area=page.area,
        marked=page.edition.marked,
        told=told,
        lower=[rate.code for rate in group.rates if rate.direction == "lower"],
        note=sentences([*remarks, *profile_titles.once(page, group)]),
    )
    if len(page.edition.peers) < len(page.edition.reference.provinces):
        return chart
    # among all provinces every page draws the same figures: one CSV of them is enough
    behind = chart.data.loc[chart.data["value"].notna()].drop(columns=["role", "area_name"])
    return replace(chart, data=behind, table=f"area_all_standing-{group.slug}")


def _value_and_rank(page: Profile, rate: Indicator, found: profile.Standing) -> str:
    """ "2.62, rank 8 of 31", with what both claim."""
    claim = rank(page.edition, rate, page.area, found.year, found.rank, found.rank_of)
    place = claim.of(say("{rank} of {of}", rank=int(found.rank), of=found.rank_of))
    value = level_shown(page, rate, page.area, found.year)
    return say("{value}, rank {place}", value=value, place=place)


def local_budgets(page: Profile, rates: Sequence[Indicator]) -> bool:
    """Whether a national mark is drawn that is a sum of local budgets, and none of the whole."""
    return any(
        rate.national_row == "sum of local budgets"
        and not is_missing(nation_of(page, rate.code, page.years[rate.code]))
        for rate in rates
    )


def _marks(
    page: Profile, rate: Indicator, year: int, found: profile.Standing
) -> list[dict[str, object]]:
    """One row a province with a figure, and the median and the nation where there are such."""
    peers = compare.ranked(page.edition.figures, rate, year, page.edition.peers)
    marks = [
        (area, value, "own" if area == page.area else "other")
        for area, value in peers.values.items()
    ]
    marks.append(("", found.median, "median"))
    marks.append((NATION, found.nation, "nation"))
    return [
        {
            "indicator": rate.code,
            "label": label(rate, years_words(year, year)),
            "area": area,
            "area_name": page.named(area) if area else say("median"),
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
    for indicator in page.tabled:
        cells, numbers = _cells(page, indicator)
        rows.append(cells)
        behind.append(numbers)
    columns = [
        Column("indicator", say("Indicator, unit and year"), "drawing"),
        Column("value", page.name, "number", mixed=True),
        Column("rank", say("Rank"), "number"),
        Column("zone", say("In its zone"), "number"),
        Column("size", say("By size"), "number"),
        Column("nation", say("Beside China"), mixed=True),
        Column("leader", say("Beside the leader"), mixed=True),
        Column("course", say("Trend"), "drawing"),
    ]
    source = say(
        "“By size” is the rank among the peers by size and itself. Ranks of totals follow the size "
        "of a province; those of rates do not. An indicator without a better end, or whose single "
        "years jump (contracts), has no rank and no leader: a dash. Beside China: of a rate the "
        "national figure and the distance to it, of a total the part of the national one; a dash "
        "where no national figure is at hand. p.p. are percentage points. Money is in current "
        "prices. Each trend line has a scale of its own, and is cut at a break in comparability."
    )
    caption = say("{area}: every indicator, its rank and distances", area=page.name)
    return Table(page.slug("indicators"), caption, columns, pd.DataFrame(rows), source=source,
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
        none = clauses([unit_words(indicator), say("no year with figures of most provinces")])
        cells["indicator"] = f"{name}<small>{escape(none)}</small>"
        return cells, numbers | dict.fromkeys(blank)
    small = clauses([unit_words(indicator), window_words(indicator, year)])
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
    cells["nation"] = beside_nation(page, indicator, year, all_)
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


def _shown(page: Profile, indicator: Indicator, area: str, year: int, value: float) -> str:
    return "" if is_missing(value) else level_shown(page, indicator, area, year)


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
    words = claim.said if plain else say("{place} of {of}", place=claim.said, of=found.rank_of)
    return claim.of(words)


def _course(page: Profile, indicator: Indicator) -> str:
    edition = page.edition
    years = list(range(edition.first_year, edition.last_year + 1))
    values = [compare.value_of(edition.shown, indicator.code, page.area, year) for year in years]
    return sparkline(
        [in_units(indicator, value) for value in values],
        years,
        decimals=indicator.decimals,
        color=area_style(page.area, page.edition.marked).color,
        width=64,
        breaks=[year for year, _ in drawn_breaks(indicator, edition.first_year, edition.last_year)],
        label=joined([page.name, indicator.name]),
        claims=levels_shown(edition, indicator, [(page.area, year) for year in years]),
    )
