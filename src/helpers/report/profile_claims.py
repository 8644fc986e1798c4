"""Claims of one area's page: what is counted, told and missing there.

Each is found again by `helpers.claims.profile_words`, or by `helpers.claims.received`.
"""

from __future__ import annotations

from helpers.claims.kinds import Reckoned, read
from helpers.language import say
from helpers.report.claiming import among
from helpers.report.claiming_counts import reckoned
from helpers.report.profile_page import Profile
from helpers.traces import first_trace, traced, worded_trace


def counted_claim(
    page: Profile, number: int | str, how: str, what: str, *more: str
) -> Reckoned:  # fmt: skip
    """`counted_here` as a claim, for words of direction beside it."""
    return read(first_trace(counted_here(page, number, how, what, *more)))


def counted_here(page: Profile, number: int | str, how: str, what: str, *more: str) -> str:
    """A number of this page that tells how it was come by, in words of `later`.

    what, more: what reckons it again, as `helpers.claims.profiled` has it.
    """
    said = number if isinstance(number, str) else f"{number:,}"
    return claimed_here(page, said, how, what, *more).words


def claimed_here(page: Profile, said: str, how: str, what: str, *more: str) -> Reckoned:
    """The same as a claim."""
    return Reckoned(said, say(how), ("profile", what, *_field_of(page), *more))


def missing_trace(page: Profile, said: str, what: str, *more: str) -> str:
    """What words on something missing claim, as `helpers.claims.profile_words` has it.

    said: the words where they may be broken into lines, else "".
    """
    return worded_trace(said, "of a profile", what, *_field_of(page), *more)


def missing_here(page: Profile, words: str, what: str, *more: str) -> str:
    """Words on something missing, with what they claim."""
    return traced(words, missing_trace(page, words, what, *more))


def _field_of(page: Profile) -> tuple[str, ...]:
    """The area, its peers, the years and the indicators of the page, as claims name them."""
    edition = page.edition
    default = edition.parameters.indicators == "default"
    chosen = "default" if default else " ".join(item.code for item in edition.indicators)
    years = (str(edition.first_year), str(edition.last_year))
    return (page.area, among(edition), *years, chosen)


def told_here(page: Profile, number: int, how: str, *of: str) -> str:
    """How many figures of it stories print, or with "stories" before it how many stories do."""
    what = "stories" if of == ("stories",) else "told"
    more = ("once",) if what == "stories" else of
    return reckoned(number, say(how), "received", what, page.area, *more)
