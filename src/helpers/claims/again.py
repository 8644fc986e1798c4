"""Numbers that no figure bears by itself (`claim.Reckoned`), each reckoned again in its room.

The first word of a claim's `by` names the room, the second what it is, the others of what. What a
picture shows is counted in the table that is published with it: whoever has the page's tables
judges that (`picture`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims.field import judge_field
from helpers.claims.judge_since import judge_since
from helpers.claims.profile_words import judge_profiled
from helpers.claims.profiled import Profiled
from helpers.claims.rates import Rates
from helpers.claims.received import judge_received
from helpers.claims.reckon import refused_numbers
from helpers.claims.spread import Spread, judge_spread, surely

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

PICTURE = "picture"


def spread_of(judge: Judge, key: tuple[str, ...]) -> Spread:
    """key: indicator, areas, first and last year, the ends of a change."""
    if ("spread", *key) not in judge.made:
        indicator, among, *years = key
        first, last, *ends = map(int, years)
        peers = judge.rows.among(among)
        judge.made["spread", *key] = Spread(judge.rows, indicator, peers, first, last, tuple(ends))
    return judge.made["spread", *key]


def _of_spread(judge: Judge, by: tuple[str, ...], said: str) -> str:
    _, what, *key = by
    return judge_spread(spread_of(judge, tuple(key)), what, said)


def _of_spreads(judge: Judge, by: tuple[str, ...], said: str) -> str:
    """How many rates surely went one way; each is named as a spread is, its parts parted by |."""
    _, what, *rates = by
    found = [spread_of(judge, tuple(rate.split("|"))) for rate in rates]
    return refused_numbers(f"rates {what}", said, [sum(1 for one in found if surely(one, what))])


def profile_of(judge: Judge, by: tuple[str, ...]) -> tuple[Profiled, tuple[str, ...]]:
    """The profile that a number is of, and what stands behind that in its `by`."""
    _, _, area, *named = by
    among, first, last, chosen, *more = named
    key = ("rates", among, first, last, chosen)
    if key not in judge.made:
        judge.made[key] = Rates(
            judge.rows,
            judge.rows.among(among),
            range(int(first), int(last) + 1),
            None if chosen == "default" else tuple(chosen.split()),
            lambda indicator, year: judge.ranking(indicator, year, among),
        )
    if (*key, area) not in judge.made:
        judge.made[*key, area] = Profiled(judge.made[key], area)
    return judge.made[*key, area], tuple(more)


def _of_profile(judge: Judge, by: tuple[str, ...], said: str) -> str:
    return judge_profiled(profile_of(judge, by)[0], by[1], profile_of(judge, by)[1], said)


ROOMS: dict[str, Callable[[Judge, tuple[str, ...], str], str]] = {
    "spread": _of_spread,
    "spreads": _of_spreads,
    "profile": _of_profile,
    "field": lambda judge, by, said: judge_field(judge.rows, by, said),
    "since": judge_since,
    "received": lambda judge, by, said: judge_received(judge.rows, by, said),
}


def judge_again(judge: Judge, by: tuple[str, ...], said: str) -> str:
    """Why a number that is reckoned again is refused; "" where it comes out the same."""
    if by[0] not in ROOMS:
        return f"nothing reckons {by[0]} again"
    return ROOMS[by[0]](judge, by, said)
