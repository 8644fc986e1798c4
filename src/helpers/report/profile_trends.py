"""One province over the years, beside medians and the nation; what its R&D is made of."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers import compare, profile
from helpers.claims.claim import Share, written
from helpers.draw.composition import composition_chart
from helpers.draw.multiples import Panel, multiples_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.reference import NATION, Indicator
from helpers.report.claiming import (
    changed,
    level,
    levels_shown,
    median,
    median_changed,
    rank,
    tallied,
)
from helpers.report.edition import (
    drawn_breaks,
    in_units,
    lower,
    signed,
    source_words,
    years_words,
)
from helpers.report.profile_page import Profile, Section, is_missing, short_sources
from helpers.report.profile_standing import label, local_budgets, number
from helpers.report.table import PEERS
from helpers.traces import traced

KINDS = (
    ("rd_exp_experimental", "experimental development"),
    ("rd_exp_applied", "applied research"),
    ("rd_exp_basic", "basic research"),
)
FUNDS = (
    ("rd_src_enterprise", "enterprises"),
    ("rd_src_government", "government"),
    ("rest", "other or not stated"),
)
WHOLE = "rd_expenditure"


def trends(page: Profile) -> Section | Prose:
    """Each rate over the years, and how it changed beside the medians and the nation."""
    if page.is_city:
        return Prose("")
    zone = page.place["zone"]
    intro = (
        f"{page.name} since {page.edition.first_year}, beside the median of "
        f"{tallied(len(page.edition.peers), 'province', PEERS)} (itself among them)"
        f"{f', the median of its zone ({zone})' if page.zone_shown else ''} and China, where a "
        "national figure is at hand."
    )
    if not page.charted:
        words = "None of the indicators of this edition is a rate to be followed here."
        return page.section("Trends", note(words))
    return page.section("Trends", _panels(page), _changes(page), intro=intro)


def _panels(page: Profile):
    panels = [panel for panel in (_panel(page, rate) for rate in page.charted) if panel]
    codes = [panel.indicator for panel in panels]
    used = page.edition.shown
    used = used[used["indicator"].isin(codes) & used["ref_area"].isin(page.edition.peers)]
    years = [int(year) for panel in panels for year in panel.lines["year"]]
    zone = page.place["zone"]
    remark = (
        f"Each panel has a scale of its own. China where a figure is at hand{local_budgets(page)}."
    )
    if any(panel.breaks for panel in panels):
        remark += " A dotted upright line: the definition changed, and no line is drawn across."
    return multiples_chart(
        panels,
        name=page.slug("trends-chart"),
        title=f"{page.name}: its rates over the years",
        subtitle=years_words(min(years), max(years)) if years else "",
        source=short_sources(page, used),
        area=page.area,
        names={"own": page.name, "nation": "China", "peers": page.peers_words,
               "zone": f"median, {zone}"},
        note=remark,
    )  # fmt: skip


def _panel(page: Profile, rate: Indicator) -> Panel | None:
    shown = page.edition.shown
    rows = compare.of(shown, rate.code)
    series = {
        "own": rows[rows["ref_area"] == page.area].set_index("year")["value"],
        "nation": rows[rows["ref_area"] == NATION].set_index("year")["value"],
        "peers": profile.medians(shown, rate.code, page.edition.peers),
    }
    if page.zone_shown:
        series["zone"] = profile.medians(shown, rate.code, page.zone_peers)
    # a median is of no area: of all peers, or of those of a zone
    areas = {"own": page.area, "nation": NATION, "peers": "", "zone": page.place["zone"]}
    lines = pd.concat(
        [
            pd.DataFrame(
                {
                    "area": areas[role],
                    "year": values.index,
                    "value": in_units(rate, values),
                    "role": role,
                    "claim": _claims(page, rate, role, values.index),
                }
            )
            for role, values in series.items()
        ],
        ignore_index=True,
    )
    if lines["value"].notna().sum() == 0:
        return None
    breaks = drawn_breaks(rate, page.edition.first_year, page.edition.last_year)
    return Panel(rate.code, label(rate), lines, rate.decimals, [year for year, _ in breaks])


def _claims(page: Profile, rate: Indicator, role: str, years: pd.Index) -> list[str]:
    """What each value of a panel's line claims."""
    areas = {"own": page.area, "nation": NATION}
    if role in areas:
        return levels_shown(page.edition, rate, ((areas[role], year) for year in years))
    peers = page.edition.peers if role == "peers" else page.zone_peers
    return [written(median(page.edition, rate, int(year), "", peers)) for year in years]


def _changes(page: Profile) -> Table:
    """How each rate changed, over the same years as the medians and the nation."""
    rows, behind = [], []
    for rate in page.charted:
        last = page.years[rate.code]
        first_year = page.edition.first_year
        found = compare.change(page.edition.shown, rate, page.area, first_year, last)
        row = {"indicator": label(rate), "years": "", "first": "", "last": "", "change": "",
               "all": "", "zone": "", "nation": "", "ranks": ""}  # fmt: skip
        newest = max((year for year, _ in rate.breaks if year <= last), default=0)
        if newest > first_year and not found:
            row["years"] = f"no two figures since the break of {newest}"
        if found:
            row |= _change_cells(page, rate, found)
            behind += _change_rows(page, rate, found)
        rows.append(row)
    columns = [
        Column("indicator", "Rate"),
        Column("first", "From", "number"),
        Column("last", "To", "number"),
        Column("change", "Change", "number"),
        Column("ranks", "Rank, from to", "number"),
        Column("all", page.peers_words.capitalize(), "number"),
        Column("zone", "Median of zone", "number"),
        Column("nation", "China", "number"),
        Column("years", "Years"),
    ]
    columns = [column for column in columns if column.key != "zone" or page.zone_shown]
    source = (
        "Changes of the medians and of China run over the same years. A change never crosses a "
        "break in a definition: it begins after the newest one. Shares change in percentage "
        "points (p.p.), figures per head in percent, before rounding. A dash: no change that "
        "compares, or no figure."
    )
    return Table(page.slug("changes"), f"{page.name}: how its rates changed", columns,
                 pd.DataFrame(rows), source=source, behind=pd.DataFrame(behind))  # fmt: skip


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
        ends[role] = [float(series.get(year, float("nan"))) for year in (found.first, found.last)]
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
        "ranks": " to ".join(ranks) if all(ranks) else "",
    }


def _rank(page: Profile, rate: Indicator, year: int) -> str:
    edition = page.edition
    found = profile.standing(edition.figures, rate, year, page.area, edition.peers)
    if is_missing(found.rank):
        return ""
    whole = found.rank_of == len(edition.peers)
    claim = rank(edition, rate, page.area, year, found.rank, "" if whole else found.rank_of)
    return claim.of(claim.said if whole else f"{claim.said} of {found.rank_of}")


def change_words(rate: Indicator, first: float, last: float) -> str:
    """From one value to another: points of percent, else percent of the first; "" for none."""
    if is_missing(first) or is_missing(last):
        return ""
    if rate.base_unit == "PCT":
        return f"{signed(in_units(rate, last - first), max(rate.decimals, 1))} p.p."
    return f"{signed(100 * (last / first - 1), 0)}%" if first > 0 else ""


def _change_rows(page: Profile, rate: Indicator, found: compare.Change) -> list[dict]:
    areas = {"own": page.area, "nation": NATION, "all": "median of all", "zone": "median of zone"}
    return [
        {"ref_area": areas[role], "indicator": rate.code, "first_year": found.first,
         "last_year": found.last, "first": in_units(rate, pair[0]), "last": in_units(rate, pair[1])}
        for role, pair in _ends(page, rate, found).items()
    ]  # fmt: skip


def composition(page: Profile) -> Section | Prose:
    """R&D expenditure by kind of research and by who pays, year by year."""
    if page.is_city:
        return Prose("")
    charts, sentences = [], []
    for which, parts, title in (("kind", KINDS, "R&D by kind of research"),
                                ("funds", FUNDS, "R&D by source of funds")):  # fmt: skip
        made = composed(page, parts)
        if made.empty:
            sentences.append(f"No figures on {lower(title)} in these years.")
            continue
        charts.append(_composition(page, which, parts, title, made))
        sentences.append(_beside(page, parts, made))
    told = Prose(f"<p>{words_html(' '.join(sentences))}</p>")
    return page.section("What its R&D is made of", told, Block(charts, box="charts"))


SHARES = "computed in this report: the median of the provinces' shares"
REST = "computed in this report: what the parts leave of the whole, in percent of it"


def _share(page: Profile, area: str, part: str, year: int, said: str) -> str:
    """What a share of the whole claims; said: "" for as it is shown."""
    if part == "rest":
        return REST
    ids = page.edition.obs_ids
    both = tuple(
        obs_id for code in (part, WHOLE) for obs_id in ids[code, area, int(year)].split(";")
    )
    return written(Share(said, part, WHOLE, area, int(year), "%", both))


def composed(page: Profile, parts: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """The parts of its R&D, as of `profile.composition`. parts: (code or "rest", words)."""
    codes = [code for code, _ in parts if code != "rest"]
    years = range(page.edition.first_year, page.edition.last_year + 1)
    return profile.composition(page.edition.figures, page.area, WHOLE, codes, years)


def _composition(page: Profile, which: str, parts, title: str, made: pd.DataFrame):
    years = sorted(set(made["year"]))
    lost = [year for year in range(years[0], years[-1]) if year not in years]
    remark = f"No bar for {listed([str(year) for year in lost])}: a part has no figure. " * bool(
        lost
    )
    if any(code == "rest" for code, _ in parts):
        remark += (
            "“Other or not stated” is what the two leave of the total: funds from abroad, others."
        )
    else:
        remark += "The three make the total but for rounding."
    used = page.edition.shown
    codes = [code for code, _ in parts]
    used = used[(used["ref_area"] == page.area) & used["indicator"].isin([WHOLE, *codes])]
    unit = page.edition.reference.indicator[WHOLE]
    data = made.assign(value=made["value"] / unit.scale, unit=f"{unit.display_unit}")
    data.insert(0, "ref_area", page.area)
    data["claim"] = [_share(page, page.area, row.part, row.year, "") for row in made.itertuples()]
    total = compare.value_of(page.edition.figures, WHOLE, page.area, years[-1])
    whole = replace(level(page.edition, unit, page.area, years[-1]), said=number(unit, total))
    return composition_chart(
        data,
        name=page.slug(f"rd-by-{which}"),
        title=f"{page.name}: {title}",
        subtitle=f"% of R&D expenditure, {years_words(years[0], years[-1])}; in {years[-1]} "
        f"{whole.of(f'{number(unit, total)} {unit.display_unit}')} in all (current prices)",
        source=source_words(page.edition, used),
        parts=[(code, words) for code, words in parts if code in set(made["part"])],
        note=remark.strip(),
    )


def _beside(page: Profile, parts, made: pd.DataFrame) -> str:
    """The newest year's shares, each beside the median of provinces and, if there is one, China."""
    year = int(made["year"].max())
    codes = [code for code, _ in parts if code != "rest"]
    shares = profile.shares(page.edition.figures, WHOLE, codes, year)
    others = shares[shares.index.isin(page.edition.peers)]
    medians = others.median()
    nation = shares.loc[NATION] if NATION in shares.index else {}
    own = made[made["year"] == year].set_index("part")["share"]
    link = "to" if codes[0] in dict(KINDS) else "by"
    told = []
    for code, words in reversed(parts):
        if code not in codes:
            continue
        beside = f"median {traced(display_number(medians[code], 1), SHARES)}"
        if code in nation:
            share = display_number(nation[code], 1)
            beside += f", China {traced(share, _share(page, NATION, code, year, share))}"
        share = display_number(own[code], 1)
        claim = _share(page, page.area, code, year, share)
        told.append(f"{traced(f'{share}%', claim)} {link} {words} ({beside})")
    how = "counted here: provinces with figures of the whole and all parts"
    numbers = tallied(len(others), "province", how)
    lead = "R&D expenditure went" if codes[0] in dict(KINDS) else "R&D expenditure was paid"
    return f"In {year} {page.name}'s {lead} {listed(told)}; medians of {numbers}."
