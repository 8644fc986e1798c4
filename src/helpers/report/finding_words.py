"""One headline finding in a sentence: where the marked areas stand, how they moved, what came."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from helpers import compare
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, dated, enumerated, joined, listed, sentences, strung
from helpers.reference import NATION, Indicator
from helpers.report.claiming import beside, counted, directed, level, moved, rank
from helpers.report.claiming_absent import lacking
from helpers.report.claiming_stories import threshold
from helpers.report.edition import Edition
from helpers.report.indicator_words import lower, unit_words, why_unranked, window_words
from helpers.report.source_words import source_words
from helpers.report.titles import leading
from helpers.report.words import official_words, quoted, stories_of, told
from helpers.targets import DECIDED


@dataclass(frozen=True)
class Finding:
    """A sentence, the years it speaks of, its source, and whether it tells of a target."""

    sentence: str
    years: str
    source: str
    aim: bool = False


def standing(edition: Edition, code: str) -> Finding | None:
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
    parts = [_place(edition, indicator, year, str(area), row) for area, row in marked.iterrows()]
    leaders = list(ranks.index[ranks["rank"] == 1])
    lost = [area for area in edition.areas if area not in marked.index]
    there = str(marked.index[0])
    told = [say("no figure of {names}", names=lacking(edition, indicator, year, lost, there))
            ] if lost else []  # fmt: skip
    if not indicator.ranked:
        told.append(say("no ranks: {why}", why=why_unranked(indicator)))
    nation = compare.value_of(edition.figures, code, NATION, year)
    if not math.isnan(nation) and indicator.stock_or_flow == "ratio":
        told.append(_beside_nation(edition, indicator, year, nation, marked["value"]))
    if leaders and not set(leaders) & set(marked.index):
        best = level(edition, indicator, leaders[0], year).words
        told.append(leading(edition, indicator, year, leaders, best))
    places = listed(parts)
    if indicator.ranked:
        number = int(marked["rank_of"].iloc[0])
        among = counted(edition, indicator, year, number).words
        places = numbered(number, "{places} among {number} province",
                            "{places} among {number} provinces",
                            number=among, places=places)  # fmt: skip
    sentence = say(
        "{name}, {years}, {unit}: {told}.",
        name=indicator.name, years=window_words(indicator, year), unit=unit_words(indicator),
        told=clauses([places, *told]),
    )  # fmt: skip
    return Finding(sentence, str(year), _sources(edition, indicator, [year]))


def _place(edition: Edition, indicator: Indicator, year: int, area: str, row: pd.Series) -> str:
    """An area's figure and, of an indicator that has them, its rank."""
    name = edition.reference.area_names[area]
    value = level(edition, indicator, area, year).words
    if not indicator.ranked:
        return say("{area} {value}", area=name, value=value)
    place = rank(edition, indicator, area, year, row["rank"]).words
    return say("{area} {value} (rank {rank})", area=name, value=value, rank=place)


ABOVE, BELOW = later("above it"), later("below it")


def _beside_nation(
    edition: Edition, indicator: Indicator, year: int, nation: float, values: pd.Series
) -> str:
    """The national figure, and which of the marked stand above and below it."""
    words = say("China as a whole {value}", value=level(edition, indicator, NATION, year).words)
    above, below = (
        [
            beside(edition, indicator, str(area), year, NATION, side)
            for area, value in values.items()
            if (value > nation if side == "above" else value < nation)
        ]
        for side in ("above", "below")
    )
    sides = [
        say("{names} {way}", names=listed([one.words for one in own]),
            way=directed(say(words), side, *own))
        for side, words, own in (("above", ABOVE, above), ("below", BELOW, below))
        if own
    ]  # fmt: skip
    return joined([words, strung(sides)]) if sides else words


def _sources(edition: Edition, indicator: Indicator, years: list[int]) -> str:
    rows = edition.figures
    rows = rows[
        (rows["indicator"] == indicator.code)
        & rows["year"].isin(years)
        & rows["ref_area"].isin(edition.peers)
    ]
    return source_words(edition, rows, indicator)


def move(edition: Edition, code: str) -> Finding | None:
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
        parts.append(say("{area} {course} ({old} to {new})",
                         area=name, course=course, old=values[0], new=values[1]))  # fmt: skip
    if not parts:
        return None
    ends = [str(year) for year in years]
    span = say("from {first} to {last}", first=ends[0], last=ends[1])
    if indicator.window:
        windows = [window_words(indicator, year) for year in years]
        span = say("from {first} on to {last}", first=windows[0], last=windows[1])
    sentence = say("{name} {span}, {unit}: {told}.", name=indicator.name, span=span,
                   unit=unit_words(indicator), told=strung(parts))  # fmt: skip
    return Finding(sentence, enumerated(ends), _sources(edition, indicator, list(years)))


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
        return say("{stayed} at rank {rank}", stayed=verb, rank=places[1])
    return say("{moved} from rank {old} to {new}", moved=verb, old=places[0], new=places[1])


def outcomes(edition: Edition, codes: list[str]) -> list[Finding]:
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
        what = lower(indicator.name)
        told_of = {
            "area": edition.reference.area_names[row.ref_area],
            "indicator": say("growth of {name}", name=what) if row.measure == "growth" else what,
            "printed": quoted(indicator, row),
            "period": dated(row.period),
            "outcome": threshold(row).words,
            "official": official_words(edition.reference, row),
        }
        if row.obs_status == "expected":
            sentence = say("{area}, {indicator}: {printed} was expected for {period}; "
                           "{outcome}, the official figure is {official}.", **told_of)  # fmt: skip
        else:
            sentence = say("{area}, {indicator}: the target for {period} was {printed};"
                           " {outcome}, the official figure is {official}.", **told_of)  # fmt: skip
        if not indicator.ranked:
            mind = say("Note that its single years jump with registration practice.")
            sentence = sentences([sentence, mind])
        story = stories_of(edition, row.told_by)
        record_ids = dict.fromkeys(part.partition(":")[0] for part in row.official_ids.split(";"))
        titles = [edition.reference.source_title(source) for source in record_ids]
        found.append(Finding(sentence, row.period, clauses([story, *titles]), aim=True))
    return found
