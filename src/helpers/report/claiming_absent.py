"""Claims about what is missing: years and areas without a figure, and what no table has.

`helpers.claims.absent` words them anew out of the judge's own figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.claims.absent import NO_NATION
from helpers.claims.claim import written
from helpers.language import say
from helpers.language.phrases import listed
from helpers.reference import Indicator
from helpers.report.claiming import among, level, worded
from helpers.report.edition import Edition


def lacking(
    edition: Edition, indicator: Indicator, year: int, areas: Sequence[str], there: str
) -> str:
    """Names of those of the marked areas that have no figure of the year. there: one that has."""
    on = written(replace(level(edition, indicator, there, year), said=""))
    names = listed([edition.reference.area_names[area] for area in areas])
    return worded(names, "areas", " ".join(edition.areas), year, year, on)


def why_empty(edition: Edition, code: str, capital: bool = False) -> str:
    """Why no year of the edition has figures of most of the provinces compared, in words.

    capital: as a sentence begins.
    """
    words = edition.why_empty(code)
    if capital:
        words = words[:1].upper() + words[1:]
    span = edition.first_year, edition.last_year
    return worded(words, "no year", code, among(edition), *span)


def official_of(edition: Edition, areas: Sequence[str]) -> bool:
    """Whether a source that is no story has a figure of one of these areas."""
    rows = edition.observations[edition.observations["ref_area"].isin(areas)]
    return bool((~rows["source_id"].isin(edition.stories["source_id"])).any())


def no_nation(indicator: Indicator, year: int) -> str:
    """That there is no national figure of the year."""
    return worded(say(NO_NATION), "no national figure", indicator.code, year)
