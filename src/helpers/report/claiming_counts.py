"""Claims about counts, rules and codes: numbers that no one figure bears.

`helpers.claims.judge` finds each again when the page is made.
"""

from __future__ import annotations

from helpers.claims.kinds import Reckoned, Rows, Ruled
from helpers.claims.picture import TALLIED
from helpers.language import later, numbered, say
from helpers.report.claiming import among, number_in
from helpers.report.edition import Edition

PEERS = later("the parameter peers of this edition")


def reckoned(said: str | int, how: str, *by: str) -> str:
    """A number that no figure bears by itself, with how it was come by, in words.

    by: what reckons it again for the judge, as `helpers.claims.again` has it.
    """
    return Reckoned(said if isinstance(said, str) else f"{said:,}", how, by).words


def provinces(number: int, how: str, *by: str) -> str:
    """ "31 provinces" (31个省份), with how the number was come by, and what counts it again."""
    return numbered(number, "{number} province", "{number} provinces",
                    number=reckoned(number, how, *by))  # fmt: skip


def peers(edition: Edition) -> str:
    """ "31 provinces": as many as are compared."""
    return provinces(len(edition.peers), say(PEERS), "field", "peers", among(edition))


def coded(area: str) -> str:
    """The code of an area."""
    return reckoned(area, say("the code of the area"), "field", "code", area)


def ruled(name: str, words: str) -> str:
    """Words on a number that a rule of this report sets ("5%"), with the claim."""
    return Ruled(number_in(words), name).of(words)


def observed(number: int, **where: str) -> str:
    """How many observations have these values ("*": any that is given), with the claim."""
    return Rows(f"{number:,}", tuple(where.items())).words


def tallied(number: int, verdict: str, how: str, table: str) -> str:
    """How many results have a verdict in a published table, with what is said of them, if anything
    is that stands behind the number."""
    claim = Reckoned(f"{number:,}", how, ("picture", table, f"told_by:verdict={verdict}"))
    words = TALLIED[verdict]
    return claim.of(say(words, number=claim.said)) if words else claim.words
