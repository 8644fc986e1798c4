"""What the sentences, charts and table of the spread share: numbers with how they were reckoned."""

from __future__ import annotations

import math

from helpers.claims.kinds import Reckoned
from helpers.draw.numbers import display_number
from helpers.language import chinese, later, say
from helpers.language.phrases import clauses, joined
from helpers.report.edition import Edition
from helpers.report.source_words import said_of, source_titles
from helpers.spread.rate import Rate
from helpers.spread.space import PERMUTATIONS

HALF = 100 * math.log(2)  # from a slope to points of growth of who starts at half


DEVIATION = later(
    "standard deviation of the logarithms of all provinces' figures, each counted once"
)


VARIATION = later("coefficient of variation, each province counted once")


INTERVAL = later("95% interval by leaving out one province at a time (jackknife)")


BETA = later(
    "points of yearly growth, slope on the logarithm of the start times minus ln 2; HC3 errors"
)


def number(said: str, formula: str, by: tuple[str, ...] = ()) -> str:
    """A number that was reckoned here, with how; by: what reckons it again for the judge."""
    return Reckoned(said, formula, by).words


def by(made: Rate, what: str) -> tuple[str, ...]:
    """What lets the judge of claims reckon a spread again."""
    peers = [*made.areas, *made.lost]
    years = (int(made.first["year"]), int(made.last["year"]), *(made.ends or (0, 0)))
    return ("spread", what, made.indicator.code, " ".join(sorted(peers)), *map(str, years))


def claimed(made: Rate, what: str) -> Reckoned:
    """What a rate's spread did ("sigma", "variation change", "beta", "moran"), as a claim that
    words of direction stand beside."""
    formulas = {
        "sigma": lambda: over(change_of(DEVIATION), made.ends),
        "variation change": lambda: over(change_of(VARIATION), made.ends),
        "beta": lambda: over(say(BETA), made.ends),
        "moran": lambda: moran_formula(made),
    }
    return Reckoned("", formulas[what](), by(made, what))


def change_of(measure: str, *parts: str) -> str:
    """How the change of DEVIATION or VARIATION was reckoned; parts: what follows its name."""
    change = joined([say("change of the {measure}", measure=say(measure)), *parts])
    return clauses([change, say(INTERVAL)])


def over(formula: str, years: tuple[int, int] | None) -> str:
    """The formula, and from which year to which."""
    first, last = years or (None, None)
    return say("{formula}, {first} to {last}", formula=formula, first=first, last=last)


def between_share(share: float, made: Rate) -> str:
    """The part of a Theil index that lies between the zones, in percent."""
    year = int(made.last["year"])
    formula = say("part of the Theil index of {year} between the four zones, weighted by "
                  "population", year=year)  # fmt: skip
    return number(f"{display_number(share, 0)}%", formula, by(made, "between"))


def source(edition: Edition, found: list[Rate]) -> str:
    """The publications, without the names of their tables: eight rates stand on a dozen."""
    rows = edition.shown
    codes = [made.indicator.code for made in found]
    rows = rows[rows["indicator"].isin(codes) & rows["ref_area"].isin(edition.peers)]
    titles = source_titles(edition, rows)
    short = dict.fromkeys(_publication(title) for title in titles)
    line = say("Source: {titles}; computed in this report", titles=clauses(list(short)))
    return said_of(line, edition, rows, "source in short")


def _publication(title: str) -> str:
    """A publication's name without its table's: up to its brackets, or to the colon."""
    head, comma, _ = title.partition("），" if chinese() else "), ")
    return (head + comma[:1]).partition("：" if chinese() else ": ")[0]


def moran_formula(made: Rate) -> str:
    """How Moran's I of the newest year and its p come about."""
    return say(
        "Moran's I of {year}, each neighbour counting alike; p by {permutations} permutations, "
        "both sides",
        year=int(made.last["year"]), permutations=f"{PERMUTATIONS:,}",
    )  # fmt: skip
