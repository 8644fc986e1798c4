"""What no figure bears by itself, and words that stand beside claims."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.claims.claim import Claim


@dataclass(frozen=True)
class Scored(Claim):
    """A number or a word of the scoreboard.

    what: a key of `claims.scores.NUMBERS` or `claims.score_words.WORDS`, which say what the other
    fields mean to it.
    board: areas ("all", or adcodes), the edition's first and last year, vintage of GDP and line
    ("whole", "long"), parted by "|". other: a second code, a year, a number of places; of words
    the codes or adcodes that they name, parted by blanks.
    """

    kind = "scored"
    what: str
    board: str
    code: str = ""
    area: str = ""
    year: int = 0
    other: str = ""


@dataclass(frozen=True)
class Reckoned(Claim):
    """A number that no figure bears by itself: a measure of a whole field, a count, a distance.

    formula: how it was reckoned, in words. by: what reckons it again for the judge: the room
    ("spread"), what it is, the indicator, the areas, the years; empty where nothing does, so that
    it is traced and not judged.
    """

    kind = "reckoned"
    formula: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directed(Claim):
    """Words of direction ("leads", "short of the target") beside claims.

    way: a key of `claims.direction.WAYS`. on: the claims, written, each of which goes that way.
    """

    kind = "directed"
    way: str
    on: tuple[str, ...]


@dataclass(frozen=True)
class Ended(Claim):
    """A number with the names of all who have it, the "least" or the "most" of what is drawn:
    "0.29 (Tibet)", "Beijing 6.58"; "all": a number that is everyone's; "same": names of all who
    have the number.

    on: the claim of the number, written. over: "area" or "code", what the names are of. among:
    those that are drawn, parted by blanks, with a year (410000:2023) where it is another's.
    """

    kind = "ended"
    on: str
    end: str
    over: str
    among: str


@dataclass(frozen=True)
class Worded(Claim):
    """Words that the judge makes anew: of what is missing ("gaps in 2017"), of a story's verdict.

    what: a key of `claims.worded.WORDED`; of: of what. They leave no trace on a page.
    """

    kind = "worded"
    what: str
    of: tuple[str, ...] = ()
