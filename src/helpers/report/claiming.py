"""Claims about an edition's figures, as its sections put them into sentences, tables and charts.

The numbers come out of `compare` and are rounded here; `helpers.claims.judge` finds them again by
another route when the page is made. A figure that there is not gives "" (of `shown`), or KeyError.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.claims.claim import Claim, among_words, written
from helpers.claims.kinds import (
    Apart,
    Compared,
    Counted,
    Difference,
    Directed,
    First,
    Growth,
    Judged,
    Level,
    Median,
    MedianChange,
    Moved,
    Rank,
    Ratio,
    Worded,
)
from helpers.claims.reckon import NUMBER
from helpers.draw.numbers import figure_number
from helpers.language import later, say
from helpers.language.phrases import with_unit
from helpers.reference import Indicator
from helpers.report.edition import Edition
from helpers.report.indicator_words import in_units, signed


def directed(words: str, way: str, *on: Claim) -> str:
    """Words of direction ("leads") with the claims that they stand beside.

    way: a key of `helpers.claims.direction.WAYS`, which has the words that may be shown for it.
    """
    return Directed(words, way, tuple(written(claim) for claim in on)).words


def worded(said: str, what: str, *of: object) -> str:
    """Words that the judge makes anew, of what is missing or of a story's verdict.

    what, of: as `helpers.claims.worded` has it.
    """
    return Worded(said, what, tuple(map(str, of))).words


def ids_of(edition: Edition, indicator: Indicator, *places: tuple[str, int]) -> tuple[str, ...]:
    """The observations of an indicator's figures, each place (area, year)."""
    ids = edition.obs_ids
    parts = (ids[indicator.code, area, year].split(";") for area, year in places)
    return tuple(dict.fromkeys(obs_id for part in parts for obs_id in part))


def among(edition: Edition) -> str:
    """The edition's peers, as claims name them."""
    return among_words(edition.peers, edition.reference.provinces)


def level(
    edition: Edition, indicator: Indicator, area: str, year: int, decimals: int | None = None
) -> Level:
    """An area's figure of a year, rounded for display."""
    value = edition.value_at[indicator.code, area, year]
    places = indicator.decimals if decimals is None else decimals
    said = figure_number(in_units(indicator, value), places)
    ids = ids_of(edition, indicator, (area, year))
    return Level(said, indicator.code, area, year, indicator.display_unit, ids)


def rank(
    edition: Edition, indicator: Indicator, area: str, year: int, place: float, of: object = "",
    peers: Sequence[str] = (),
) -> Rank:  # fmt: skip
    """An area's place among the peers; of: how many are ranked, where the sentence says so.

    peers: adcodes, where they are not the edition's.
    """
    ids = ids_of(edition, indicator, (area, year))
    out_of = str(int(float(str(of)))) if of != "" else ""
    whom = among_words(peers, edition.reference.provinces) if peers else among(edition)
    return Rank(str(int(place)), indicator.code, area, year, whom, out_of, ids)


def first(edition: Edition, indicator: Indicator, area: str, year: int, end: str = "best") -> First:
    """An area at an end of the peers: best, least or most. It says the area's name."""
    ids = ids_of(edition, indicator, (area, year))
    name = edition.reference.area_names[area]
    return First(name, indicator.code, area, year, among(edition), end, ids)


def beside(
    edition: Edition, indicator: Indicator, area: str, year: int, other: str, relation: str
) -> Compared:
    """An area's figure lies above, below or at another area's. It says the area's name."""
    ids = ids_of(edition, indicator, (area, year), (other, year))
    name = edition.reference.area_names[area]
    return Compared(name, indicator.code, area, year, other, year, relation, ids)


def distant(
    edition: Edition, indicator: Indicator, area: str, year: int, other: str, said: str, unit: str
) -> Ratio | Apart:
    """How far an area's figure lies from another's; said: the number, unit: "times", "%" (of the
    other's), "p.p." or the indicator's."""
    ids = ids_of(edition, indicator, (area, year), (other, year))
    kind = Ratio if unit in ("times", "%") else Apart
    return kind(said, indicator.code, area, other, year, unit, ids)


def number_in(words: str) -> str:
    """The first number in words, with its sign."""
    found = NUMBER.search(words)
    return found[0] if found else words


def median(
    edition: Edition, indicator: Indicator, year: int, said: str, peers: Sequence[str] = ()
) -> Median:
    """The middle of the peers' figures."""
    whom = among_words(peers or edition.peers, edition.reference.provinces)
    return Median(said, indicator.code, whom, year, indicator.display_unit)


def changed(
    edition: Edition, indicator: Indicator, area: str, years: tuple[int, int], words: str
) -> str:
    """Words on a change ("+0.3 p.p.", "+12%") with what they claim."""
    ids = ids_of(edition, indicator, *((area, year) for year in years))
    place = (number_in(words), indicator.code, area, *years)
    if "%" in words:
        return Growth(*place, "%", ids).of(words)
    unit = "p.p." if indicator.base_unit == "PCT" else indicator.display_unit
    return Difference(*place, unit, ids).of(words)


def median_changed(
    edition: Edition, indicator: Indicator, peers: Sequence[str], years: tuple[int, int],
    words: str,
) -> str:  # fmt: skip
    """Words on the change of a median, with what they claim."""
    whom = among_words(peers, edition.reference.provinces)
    unit = "%" if "%" in words else "p.p."
    return MedianChange(number_in(words), indicator.code, whom, *years, unit).of(words)


WAYS = {"rose": later("rose"), "fell": later("fell"), "stayed": later("stayed")}


def moved(
    edition: Edition, indicator: Indicator, area: str, years: tuple[int, int], way: str
) -> Moved:
    """A rank rose, fell or stayed between two years. It says so."""
    ids = ids_of(edition, indicator, *((area, year) for year in years))
    return Moved(say(WAYS[way]), indicator.code, area, *years, among(edition), way, ids)


KINDS_OF_RATES = {
    "strength": later("strength"),
    "weakness": later("weakness"),
    "neither": later("neither"),
}


def judged(edition: Edition, indicator: Indicator, area: str, year: int, verdict: str) -> Judged:
    """The verdict of the rule of strengths and weaknesses. It says the verdict."""
    said = say(KINDS_OF_RATES[verdict])
    return Judged(said, indicator.code, area, year, among(edition), verdict)


def counted(edition: Edition, indicator: Indicator, year: int, number: int) -> Counted:
    """How many of the peers have a figure."""
    return Counted(str(number), indicator.code, among(edition), year)


def counted_shown(edition: Edition, indicator: Indicator, year: int) -> str:
    """For a chart: what the number of peers with a figure claims."""
    return written(Counted("", indicator.code, among(edition), year))


def growth(
    edition: Edition, indicator: Indicator, area: str, years: tuple[int, int], percent: float,
    decimals: int = 0,
) -> Growth:  # fmt: skip
    """From the first year to the last in percent, with its sign."""
    ids = ids_of(edition, indicator, *((area, year) for year in years))
    return Growth(signed(percent, decimals), indicator.code, area, *years, "%", ids)


def difference(
    edition: Edition, indicator: Indicator, area: str, years: tuple[int, int], value: float,
    decimals: int,
) -> Difference:  # fmt: skip
    """From the first year to the last in points or display units; value in base units."""
    ids = ids_of(edition, indicator, *((area, year) for year in years))
    unit = "p.p." if indicator.base_unit == "PCT" else indicator.display_unit
    said = signed(in_units(indicator, value), decimals)
    return Difference(said, indicator.code, area, *years, unit, ids)


def points_words(found: Difference | Apart) -> str:
    """A difference with its unit: "+0.3 p.p." (+0.3个百分点)."""
    if found.unit == "p.p.":
        return say("{number} p.p.", number=found.said)
    return with_unit(found.said, found.unit)


def levels_shown(
    edition: Edition, indicator: Indicator, places: Iterable[tuple[str, int]]
) -> list[str]:
    """For a chart: what each of its values claims, at whatever digits; "" where there is none.

    places: (area, year) of each value.
    """
    ids = edition.obs_ids
    unit = indicator.display_unit
    return [
        written(Level("", code, area, year, unit, tuple(found.split(";")))) if found else ""
        for code, area, year, found in (
            (indicator.code, area, int(year), ids.get((indicator.code, area, int(year))))
            for area, year in places
        )
    ]


def ranks_shown(edition: Edition, indicator: Indicator, ranks: pd.DataFrame) -> list[str]:
    """For a chart: what each rank of `compare.ranks` claims; "" where there is none."""
    whom = among(edition)
    return [
        written(Rank("", indicator.code, row.ref_area, row.year, whom, "",
                     ids_of(edition, indicator, (row.ref_area, row.year))))
        if row.rank == row.rank else ""
        for row in ranks.itertuples()
    ]  # fmt: skip
