"""What the scoreboard's page states, as claims: each is judged on indices made by other code."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.claims.claim import written
from helpers.claims.kinds import Scored as Claim
from helpers.claims.reckon import NUMBER
from helpers.language.phrases import listed
from helpers.report.board import Scored
from helpers.report.claiming import among, directed
from helpers.scoreboard.provinces import Board


def board_name(scored: Scored, board: Board | None = None) -> str:
    """A board as claims name it; the edition's own if none is given."""
    board = board or scored.board
    line = "long" if board is scored.long else "whole"
    years = (str(scored.years[0]), str(scored.years[-1]))
    return "|".join([among(scored.edition), *years, board.vintage, line])


def claim(
    scored: Scored, what: str, said: str = "", *, code: str = "", area: str = "", year: int = 0,
    other: object = "", board: Board | None = None,
) -> Claim:  # fmt: skip
    """A claim of a kind that `helpers.claims.scores` judges. year: the page's, if none is given."""
    year = year or scored.year
    return Claim(said, what, board_name(scored, board), code, area, year, str(other))


def stated(scored: Scored, what: str, words: str, **of: object) -> str:
    """Words that hold one number ("39.1 points"), with what it claims."""
    found = NUMBER.search(words)
    return claim(scored, what, found[0] if found else words, **of).of(words)


def shown(scored: Scored, what: str, **of: object) -> str:
    """For a chart: what a value claims, at whatever digits."""
    return written(claim(scored, what, **of))


def setting(scored: Scored, name: str, words: str) -> str:
    """Words on a number that this report sets ("10,000 draws")."""
    return stated(scored, "setting", words, code=name)


def among_words(scored: Scored) -> str:
    """ "31 provinces"."""
    return stated(scored, "areas", scored.among)


def pointed(scored: Scored, what: str, words: str, codes: Iterable[str], **of: object) -> str:
    """Words of direction ("scores highest") beside names that `named` claims as `what`."""
    return directed(words, f"scored {what}", claim(scored, what, **of, other=";".join(codes)))


def named(scored: Scored, what: str, codes: Iterable[str], names: list[str], **of: object) -> str:
    """Names in a list, with the claim that it is these and no others."""
    return claim(scored, what, listed(names), **of, other=";".join(codes)).words
