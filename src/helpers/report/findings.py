"""Headline findings: sentences computed from the figures, each with its year and source."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from helpers import compare
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.reference import NATION, Indicator
from helpers.report.claiming import (
    beside,
    counted,
    first,
    level,
    moved,
    printed,
    rank,
    threshold,
)
from helpers.report.edition import (
    Edition,
    lower,
    source_words,
    unit_words,
    why_unranked,
    window_words,
)
from helpers.report.words import bare, official_words, stories_of, told
from helpers.targets import DECIDED

# What a default edition speaks of first. Another one speaks of its own indicators in their order.
STANDINGS = (
    "rd_intensity_as_published",
    "rd_expenditure_bulletin",
    "invention_patents_granted_per_10k",
    "tech_market_sold_three_years",
    "hte_recognised_three_years",
)
MOVES = ("rd_intensity_revised_gdp", "invention_patents_in_force_per_10k")


@dataclass(frozen=True)
class Finding:
    """A sentence, the years it speaks of, its source, and whether it tells of a target."""

    sentence: str
    years: str
    source: str
    aim: bool = False


def findings(edition: Edition) -> Block:
    """The headline findings as a list, and the table of the same for who wants to quote them."""
    found = _all(edition)
    aims = [finding for finding in found if finding.aim]
    standing = [finding for finding in found if not finding.aim]
    table = pd.DataFrame(
        [(item.sentence, item.years, item.source) for item in found],
        columns=["finding", "years", "source"],
    )
    if not found:
        words = "The marked provinces have no figures of the edition's indicators in its years."
        return Block([note(words)])
    link = '<a class="download" href="data/findings.csv">Download these sentences (CSV)</a>'
    link = f'<p class="source">{link}</p>'
    columns = [Column("finding", "Finding"), Column("years", "Years"), Column("source", "Source")]
    behind = Table("findings", "Headline findings", columns, table)
    markup = _list(standing)
    if aims:
        markup += f"<h3>Targets and expectations, and what came of them</h3>{_list(aims)}"
    return Block([_Listed(f'{markup}<p class="note">{_rule(edition)}</p>{link}', behind)])


def _list(found: list[Finding]) -> str:
    items = "\n".join(
        f'<li>{_strong(item.sentence)} <span class="source">{words_html(item.source)}</span></li>'
        for item in found
    )
    return f'<ul class="findings">{items}</ul>' if found else ""


def _strong(sentence: str) -> str:
    """The sentence escaped, what it is about (up to the colon) set off."""
    head, colon, rest = sentence.partition(": ")
    return f"<strong>{words_html(head)}</strong>{colon}{words_html(rest)}"


@dataclass(frozen=True, eq=False)
class _Listed(Prose):
    """A list on the page whose CSV is a table's."""

    table: Table

    @property
    def tables(self) -> list[dict[str, str]]:
        return self.table.tables


def _all(edition: Edition) -> list[Finding]:
    """Standings, moves, and what came of promises, of the edition's indicators and no others."""
    codes = [indicator.code for indicator in edition.indicators]
    default = edition.parameters.indicators == "default"
    standing, moving = (
        list(dict.fromkeys([*first, *codes])) if default else codes for first in (STANDINGS, MOVES)
    )
    standings = _first(len(STANDINGS), (_standing(edition, code) for code in standing))
    moves = _first(len(MOVES), (_move(edition, code) for code in moving))
    return standings + moves + _kept_or_missed(edition, codes)


def _first(number: int, found: Iterable[Finding | None]) -> list[Finding]:
    """The first that there are, up to `number`."""
    return list(islice((finding for finding in found if finding), number))


def _rule(edition: Edition) -> str:
    """By what rule the indicators were chosen that the sentences speak of."""
    default = edition.parameters.indicators == "default"
    order = "an order fixed beforehand" if default else "the order in which they were chosen"
    return (
        f"Spoken of are the first {len(STANDINGS)} of the edition's indicators that have figures, "
        f"and the moves in the first {len(MOVES)} that have ranks in two years on one basis, in "
        f"{order}; and every target for these provinces that a story prints and the record of "
        "the edition's indicators and years decides."
    )


def _standing(edition: Edition, code: str) -> Finding | None:
    """Where the marked areas stand in the newest year, beside the nation and the leader."""
    indicator = edition.reference.indicator[code]
    year = edition.newest(code)
    if year is None:
        return None
    ranks = compare.ranks(edition.figures, indicator, year, edition.peers).set_index("ref_area")
    marked = ranks.loc[list(edition.areas)].dropna(subset="value")
    marked = marked.sort_values("rank", kind="stable")  # without ranks: in the edition's order
    if marked.empty:
        return None
    names = edition.reference.area_names
    parts = [
        f"{names[str(area)]} {level(edition, indicator, str(area), year).words}"
        + (f" (rank {rank(edition, indicator, str(area), year, row['rank']).words})"
           if indicator.ranked else "")
        for area, row in marked.iterrows()
    ]  # fmt: skip
    leaders = list(ranks.index[ranks["rank"] == 1])
    lost = [name for area, name in zip(edition.areas, edition.names, strict=True)
            if area not in marked.index]  # fmt: skip
    told = [f"no figure of {listed(lost)}"] if lost else []
    if not indicator.ranked:
        told.append(f"no ranks: {why_unranked(indicator)}")
    nation = compare.value_of(edition.figures, code, NATION, year)
    if not math.isnan(nation) and indicator.stock_or_flow == "ratio":
        told.append(_beside_nation(edition, indicator, year, nation, marked["value"]))
    if leaders and not set(leaders) & set(marked.index):
        leading = listed([first(edition, indicator, leader, year).words for leader in leaders])
        verb = "leads" if len(leaders) == 1 else "lead"
        best = level(edition, indicator, leaders[0], year).words
        told.append(f"{leading} {verb} with {best}")
    sentence = (
        f"{indicator.name}, {window_words(indicator, year)}, {unit_words(indicator)}: "
        f"{listed(parts)}"
    )
    if indicator.ranked:
        number = int(marked["rank_of"].iloc[0])
        provinces = "province" if number == 1 else "provinces"
        sentence += f" among {counted(edition, indicator, year, number).words} {provinces}"
    sentence += "".join(f"; {part}" for part in told) + "."
    return Finding(sentence, str(year), _sources(edition, indicator, [year]))


def _beside_nation(
    edition: Edition, indicator: Indicator, year: int, nation: float, values: pd.Series
) -> str:
    """The national figure, and which of the marked stand above and below it."""
    words = f"China as a whole {level(edition, indicator, NATION, year).words}"
    above, below = (
        [
            beside(edition, indicator, str(area), year, NATION, side).words
            for area, value in values.items()
            if (value > nation if side == "above" else value < nation)
        ]
        for side in ("above", "below")
    )
    sides = [f"{listed(above)} above it"] if above else []
    sides += [f"{listed(below)} below it"] if below else []
    return f"{words}, {' and '.join(sides)}" if sides else words


def _sources(edition: Edition, indicator: Indicator, years: list[int]) -> str:
    rows = edition.figures
    rows = rows[
        (rows["indicator"] == indicator.code)
        & rows["year"].isin(years)
        & rows["ref_area"].isin(edition.peers)
    ]
    return source_words(edition, rows, indicator)


def _move(edition: Edition, code: str) -> Finding | None:
    """How the marked areas' ranks moved from the first year with figures of all peers.

    Never over a break in the definition; two sums over windows must not share a year.
    """
    indicator = edition.reference.indicator[code]
    last = edition.newest(code)
    if last is None or not indicator.ranked:
        return None
    window = indicator.window or 1
    start = max([0, *(year + window - 1 for year, _ in indicator.breaks if year <= last)])
    rows = edition.shown
    rows = rows[(rows["indicator"] == code) & rows["ref_area"].isin(edition.peers)]
    numbers = rows[rows["year"] >= start].groupby("year")["ref_area"].nunique()
    full = [int(year) for year, areas in numbers.items() if areas >= len(edition.peers)]
    if not full or full[0] > last - window:
        return None
    years = (full[0], last)
    before, after = (
        compare.ranks(edition.figures, indicator, year, edition.peers).set_index("ref_area")
        for year in years
    )
    parts = []
    for area, name in zip(edition.areas, edition.names, strict=True):
        old, new = before.at[area, "rank"], after.at[area, "rank"]
        if math.isnan(old) or math.isnan(new):
            continue
        values = [level(edition, indicator, area, year).words for year in years]
        course = _moved(edition, indicator, area, years, (int(old), int(new)))
        parts.append(f"{name} {course} ({values[0]} to {values[1]})")
    if not parts:
        return None
    span = f"from {years[0]} to {last}"
    if indicator.window:
        span = f"from {window_words(indicator, years[0])} on to {window_words(indicator, last)}"
    sentence = f"{indicator.name} {span}, {unit_words(indicator)}: {listed(parts)}."
    return Finding(sentence, f"{years[0]}, {last}", _sources(edition, indicator, list(years)))


def _moved(
    edition: Edition, indicator: Indicator, area: str, years: tuple[int, int],
    ranks: tuple[int, int],
) -> str:  # fmt: skip
    """ "rose from rank 13 to 8", each part of it a claim."""
    old, new = ranks
    way = "rose" if new < old else "fell" if new > old else "stayed"
    verb = moved(edition, indicator, area, years, way).words
    places = [
        rank(edition, indicator, area, year, place).words
        for year, place in zip(years, ranks, strict=True)
    ]
    if old == new:
        return f"{verb} at rank {places[1]}"
    return f"{verb} from rank {places[0]} to {places[1]}"


def _kept_or_missed(edition: Edition, codes: list[str]) -> list[Finding]:
    """What came of the targets and expectations that stories printed for the marked areas."""
    table = told(edition)
    table = table[
        table["outcome"].isin(DECIDED)
        & table["indicator"].isin(codes)
        & ~table["obs_id"].str.contains(":derived/")
    ]
    found: list[Finding] = []
    for row in table.itertuples():
        indicator = edition.reference.indicator[row.indicator]
        name = edition.reference.area_names[row.ref_area]
        hoped = "expected for" if row.obs_status == "expected" else "aimed at for"
        growth = row.measure == "growth"
        what = f"growth of {lower(indicator.name)}" if growth else lower(indicator.name)
        result = official_words(edition.reference, row)
        sentence = (
            f"{name}, {what}: {printed(row, bare(row.as_printed)).words} {hoped} {row.period}; "
            f"{threshold(row).words}, the official figure is {result}."
        )
        if not indicator.ranked:
            sentence += " Mind that single years of it jump with registration practice."
        story = stories_of(edition, row.told_by)
        record_ids = dict.fromkeys(part.partition(":")[0] for part in row.official_ids.split(";"))
        titles = [edition.reference.source_title(source) for source in record_ids]
        source = "; ".join([story, *titles])
        found.append(Finding(sentence, row.period, source, aim=True))
    return found
