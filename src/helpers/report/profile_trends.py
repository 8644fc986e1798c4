"""One province over the years, beside medians and the nation; what its R&D is made of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from helpers import compare, profile
from helpers.claims.claim import written
from helpers.draw.chart import Chart
from helpers.draw.multiples import Panel, multiples_chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.language import later, say
from helpers.language.phrases import sentences, years_words
from helpers.reference import NATION, Indicator
from helpers.report import profile_titles, titles
from helpers.report.claiming import changed, level, levels_shown, median, median_changed, rank
from helpers.report.claiming_basis import break_year, drawn_breaks
from helpers.report.claiming_counts import peers
from helpers.report.few import FEW_RULE, from_few
from helpers.report.indicator_words import in_units, signed
from helpers.report.profile_distances import number
from helpers.report.profile_page import Group, Profile, is_missing, short_sources
from helpers.report.profile_section import Section
from helpers.report.profile_standing import label, local_budgets


def trends(page: Profile) -> Section | Prose:
    """Each rate over the years, and how it changed beside the medians and the nation."""
    if page.is_city:
        return Prose("")
    heading = later("Trends")
    if not page.charted:
        words = say("None of the indicators of this edition is a rate to be followed here.")
        return page.section(heading, note(words))
    intro = later(
        "{name} since {year}, beside the median of {provinces} (itself among them) and China, "
        "where a national figure is at hand."
    )
    if page.zone_shown:
        intro = later(
            "{name} since {year}, beside the median of {provinces} (itself among them), the median "
            "of its zone ({zone}) and China, where a national figure is at hand."
        )
    told = say(
        intro,
        name=page.name,
        year=page.edition.first_year,
        provinces=peers(page.edition),
        zone=say(page.place["zone"]),
    )
    charts = [chart for chart in (_panels(page, group) for group in page.groups) if chart]
    return page.section(heading, Block(charts, box="charts"), _changes(page), intro=told)


def _panels(page: Profile, group: Group) -> Chart | None:
    """A panel a rate of the group; None where none has a figure."""
    panels = [panel for panel in (_panel(page, rate) for rate in group.rates) if panel]
    if not panels:
        return None
    codes = [panel.indicator for panel in panels]
    shown = range(page.edition.first_year, page.edition.last_year + 1)
    years = [int(year) for panel in panels for year in panel.lines["year"]]
    china = later("China where a figure is at hand.")
    if local_budgets(page, group.rates):
        china = later(
            "China where a figure is at hand; of budgets it is the sum of the local ones."
        )
    remarks = [say("Each panel has a scale of its own."), say(china)]
    if any(panel.breaks for panel in panels):
        remarks.append(
            say(
                "A dotted upright line: a break in comparability, and no line is drawn across; “at "
                "first” is after the newest one."
            )
        )
    chart = multiples_chart(
        panels,
        name=page.slug(f"trends-{group.slug}"),
        title=profile_titles.risen(page, group, panels),
        subtitle=titles.under(
            say("{area}: its rates over the years", area=page.name),
            years_words(min(years), max(years)),
        ),
        source=short_sources(page, dict.fromkeys(codes, shown)),
        area=page.area,
        marked=page.edition.marked,
        names={
            "own": page.name,
            "nation": say("China"),
            "peers": page.peers_words,
            "zone": say("median, {zone}", zone=say(page.place["zone"])),
        },
        note=sentences([*remarks, *profile_titles.once(page, group),
                        *profile_titles.too_short(page, group, panels)]),
    )  # fmt: skip
    return replace(chart, data=_behind(page, panels))


_COLUMNS = {"own": "value", "nation": "nation", "peers": "peers_median", "zone": "zone_median"}
"""Role of a line -> its column in the CSV."""


def _behind(page: Profile, panels: list[Panel]) -> pd.DataFrame:
    """The figures drawn, one row a rate and year: 31 profiles with a row a line are 400 kB more."""
    told = {role: column for role, column in _COLUMNS.items() if role != "zone" or page.zone_shown}
    rows = []
    for panel in panels:
        drawn: dict[int, dict[str, float]] = {}
        columns = (panel.lines[name] for name in ("year", "role", "value"))
        for year, role, value in zip(*columns, strict=True):
            if role in told and not is_missing(value):
                drawn.setdefault(year, {})[role] = value
        rows += [
            [page.area, panel.indicator, year, *(drawn[year].get(role, math.nan) for role in told)]
            for year in sorted(drawn)
        ]
    return pd.DataFrame(rows, columns=["ref_area", "indicator", "year", *told.values()])


def _panel(page: Profile, rate: Indicator) -> Panel | None:
    shown = page.edition.shown
    years = compare.by_year(shown, rate.code)
    series: dict[str, Mapping[int, float]] = {
        role: {year: years[year][area] for year in sorted(years) if area in years[year]}
        for role, area in (("own", page.area), ("nation", NATION))
    }
    series["peers"] = profile.medians(shown, rate.code, page.edition.peers)
    if page.zone_shown:
        series["zone"] = profile.medians(shown, rate.code, page.zone_peers)
    if not any(len(values) for values in series.values()):
        return None
    # a median is of no area: of all peers, or of those of a zone
    areas = {"own": page.area, "nation": NATION, "peers": "", "zone": page.place["zone"]}
    lines = pd.DataFrame(
        [
            (areas[role], year, in_units(rate, value), role, claim)
            for role, values in series.items()
            for (year, value), claim in zip(
                values.items(), _claims(page, rate, role, values.keys()), strict=True
            )
        ],
        columns=["area", "year", "value", "role", "claim"],
    )
    breaks = drawn_breaks(rate, page.edition.first_year, page.edition.last_year)
    return Panel(rate.code, label(rate), lines, rate.decimals, [year for year, _ in breaks])


def _claims(page: Profile, rate: Indicator, role: str, years: Iterable[int]) -> list[str]:
    """What each value of a panel's line claims."""
    areas = {"own": page.area, "nation": NATION}
    if role in areas:
        return levels_shown(page.edition, rate, ((areas[role], year) for year in years))
    peers = page.edition.peers if role == "peers" else page.zone_peers
    return [written(median(page.edition, rate, int(year), "", peers)) for year in years]


def _changes(page: Profile) -> Table:
    """How each rate changed, over the same years as the medians and the nation."""
    rows, behind, spans = [], [], []
    for rate in page.charted:
        last = page.years[rate.code]
        first_year = page.edition.first_year
        found = compare.change(page.edition.shown, rate, page.area, first_year, last)
        row = {"indicator": label(rate), "years": "", "first": "", "last": "", "change": "",
               "all": "", "zone": "", "nation": "", "ranks": ""}  # fmt: skip
        newest = max((year for year, _ in rate.breaks if year <= last), default=0)
        if newest > first_year and not found:
            row["years"] = say("no two figures since the break of {year}",
                               year=break_year(rate, newest))  # fmt: skip
        if found:
            row |= _change_cells(page, rate, found)
            spans.append((rate, (found.first, found.last)))
            behind += _change_rows(page, rate, found)
        rows.append(row)
    columns = [
        Column("indicator", say("Rate")),
        Column("first", say("From"), "number", mixed=True),
        Column("last", say("To"), "number", mixed=True),
        Column("change", say("Change"), "number", mixed=True),
        Column("ranks", say("Rank, from to"), "number"),
        Column("all", page.peers_words.capitalize(), "number", mixed=True),
        Column("zone", say("Median of zone"), "number", mixed=True),
        Column("nation", say("China"), "number", mixed=True),
        Column("years", say("Years")),
    ]
    columns = [column for column in columns if column.key != "zone" or page.zone_shown]
    source = say(
        "Changes of the medians and of China run over the same years. A change never crosses a "
        "break in comparability: it begins after the newest one. Shares change in percentage "
        "points (p.p.), figures per head in percent, before rounding. A dash: no change that "
        "compares, or no figure."
    )
    if any(from_few(page.edition, rate, page.area, span) for rate, span in spans):
        source = sentences([source, say(FEW_RULE)])
    caption = say("{area}: how its rates changed", area=page.name)
    return Table(page.slug("changes"), caption, columns, pd.DataFrame(rows), source=source,
                 behind=pd.DataFrame(behind))  # fmt: skip


def _ends(page: Profile, rate: Indicator, found: compare.Change) -> dict[str, tuple[float, float]]:
    """Role -> value in the first and in the last year of a change; NaN for none."""
    shown = page.edition.shown
    medians = {
        "all": profile.medians(shown, rate.code, page.edition.peers),
        "zone": profile.medians(shown, rate.code, page.zone_peers),
    }
    ends = {
        "own": [compare.value_of(shown, rate.code, page.area, year)
                for year in (found.first, found.last)],
        "nation": [compare.value_of(shown, rate.code, NATION, year)
                   for year in (found.first, found.last)],
    }  # fmt: skip
    for role, series in medians.items():
        ends[role] = [series.get(year, float("nan")) for year in (found.first, found.last)]
    return {role: (pair[0], pair[1]) for role, pair in ends.items()}


def _change_cells(page: Profile, rate: Indicator, found: compare.Change) -> dict[str, str]:
    ends = _ends(page, rate, found)
    ranks = [_rank(page, rate, year) for year in (found.first, found.last)]
    edition, years = page.edition, (found.first, found.last)
    words = {role: change_words(rate, *pair) for role, pair in ends.items()}
    areas = {"own": page.area, "nation": NATION}
    peers = {"all": edition.peers, "zone": page.zone_peers}
    told = {
        role: changed(edition, rate, area, years, words[role]) if words[role] else ""
        for role, area in areas.items()
    } | {
        role: median_changed(edition, rate, among, years, words[role]) if words[role] else ""
        for role, among in peers.items()
    }
    told["own"] = from_few(edition, rate, page.area, years) or told["own"]
    first, last = (
        replace(level(edition, rate, page.area, year), said=number(rate, end)).words
        for year, end in zip(years, ends["own"], strict=True)
    )
    return {
        "years": years_words(found.first, found.last),
        "first": first,
        "last": last,
        "change": told["own"],
        "all": told["all"],
        "zone": told["zone"],
        "nation": told["nation"],
        "ranks": say("{before} to {now}", before=ranks[0], now=ranks[1]) if all(ranks) else "",
    }


def _rank(page: Profile, rate: Indicator, year: int) -> str:
    edition = page.edition
    found = profile.standing(edition.figures, rate, year, page.area, edition.peers)
    if is_missing(found.rank):
        return ""
    whole = found.rank_of == len(edition.peers)
    claim = rank(edition, rate, page.area, year, found.rank, "" if whole else found.rank_of)
    words = claim.said if whole else say("{place} of {of}", place=claim.said, of=found.rank_of)
    return claim.of(words)


def change_words(rate: Indicator, first: float, last: float) -> str:
    """From one value to another: points of percent, else percent of the first; "" for none."""
    if is_missing(first) or is_missing(last):
        return ""
    if rate.base_unit == "PCT":
        points = signed(in_units(rate, last - first), max(rate.decimals, 1))
        return say("{number} p.p.", number=points)
    return f"{signed(100 * (last / first - 1), 0)}%" if first > 0 else ""


def _change_rows(page: Profile, rate: Indicator, found: compare.Change) -> list[dict]:
    ends = _ends(page, rate, found)
    columns = _COLUMNS | {"all": "peers_median"}
    return [
        {"ref_area": page.area, "indicator": rate.code, "year": year}
        | {columns[role]: in_units(rate, pair[place]) for role, pair in ends.items()}
        for place, year in enumerate((found.first, found.last))
    ]
