"""Which codes or areas a scoreboard's words stand for, found again: by the judge's own indices."""

from __future__ import annotations

from collections.abc import Callable

from helpers.claims.agreed import Agreed
from helpers.claims.causes import Causes
from helpers.claims.draws import Critic
from helpers.claims.kinds import Scored
from helpers.claims.measures import broken, closest, driven, findings, group, loose, opposite, share
from helpers.claims.scores import Scores
from helpers.claims.sensitive import SHIFT, beyond, leading, moves_nothing, ordered


def _found(what: str) -> Callable[[Scores, Scored], list[str]]:
    """The indicators with this finding; with any, of ""."""
    return lambda s, c: [
        code for code, word in findings(s.board(c.board)).items() if word and what in ("", word)
    ]


def _overlap(scores: Scores, said: Scored) -> list[str]:
    """ "yes" or "no": whether an area's intervals of two years have a rank in common."""
    ends = []
    for year in (said.year, int(said.code)):
        own = scores.once(Critic, said, year).ends
        ends.append((own["low"][said.area], own["high"][said.area]))
    (low, high), (low_, high_) = ends
    return ["yes" if low <= high_ and low_ <= high else "no"]


def _alike(scores: Scores, said: Scored) -> list[str]:
    critic = scores.critic(said)
    return [a for a in critic.tiers if a != said.area and not critic.apart(said.area, a)]


def _by_places(scores: Scores, said: Scored) -> dict[str, float]:
    first, _, _ = said.code.partition(" ")
    causes = scores.once(Causes, said, said.area, said.year, int(first))
    return {code: causes.parts[code][1] for code in causes.board.plan.codes}


def _lifted(scores: Scores, said: Scored) -> list[str]:
    own = sorted(_by_places(scores, said).items(), key=lambda one: -one[1])
    return [code for code, places in own if places > 0.05][:2]


def _held(scores: Scores, said: Scored) -> list[str]:
    own = sorted(_by_places(scores, said).items(), key=lambda one: one[1])
    return [code for code, places in own if places < -0.05][:2]


def _movers(scores: Scores, said: Scored, many: int) -> list[str]:
    return ordered(scores.sensitive(said), said.area or SHIFT)[:many]


def _group(scores: Scores, said: Scored) -> list[str]:
    return [group(share(scores.board(said.board), said.area, said.year))]


def _of_nation(scores: Scores, said: Scored, codes: list[str], there: bool) -> list[str]:
    """Of which indicators or pillars the nation has a score, or of which it has none."""
    found = scores.board(said.board).nation[said.year][0]
    return [code for code in codes if (code in found) is there]


def _alone(scores: Scores, said: Scored) -> list[str]:
    """The indicators that are all that is left of a pillar of several, on what the nation has."""
    plan = scores.board(said.board).plan
    left = _of_nation(scores, said, plan.codes, True)
    own = {pillar: [c for c in plan.parts[pillar] if c in left] for pillar in plan.pillars}
    return [codes[0] for pillar, codes in own.items() if len(codes) == 1 < len(plan.parts[pillar])]


def _driver(scores: Scores, said: Scored, up: bool) -> list[str]:
    code, _ = driven(scores.board(said.board), said.area, said.year, up)
    return [code] if code else []


def _pillar(scores: Scores, said: Scored, best: bool) -> list[str]:
    board = scores.board(said.board)
    own = {p: board.score(p, said.area, said.year) for p in board.plan.pillars}
    known = {pillar: score for pillar, score in own.items() if score == score}
    return [(max if best else min)(known, key=lambda pillar: known[pillar])]


def _passed(scores: Scores, said: Scored) -> list[str]:
    """Areas behind which, in the order of tiers, one of a later tier has a better rank."""
    board, tiers = scores.board(said.board), scores.critic(said).tiers
    ranks = board.ranks(board.plan.root, said.year)
    return [
        area for area, tier in tiers.items()
        if any(own > tier and ranks[other] < ranks[area] for other, own in tiers.items())
    ]  # fmt: skip


def _unscored(scores: Scores, said: Scored) -> list[str]:
    """Indicators without figures of nine tenths of the areas in a year, which keep it unscored."""
    board = scores.board(said.board)
    return [
        code for code in board.plan.codes
        if not board.plan.only({code}).years(board.rows, board.areas, [said.year])
    ]  # fmt: skip


WORDS: dict[str, Callable[[Scores, Scored], list[str]]] = {
    "alike": _alike,
    "passed": _passed,
    "unscored": _unscored,
    "tier_of": lambda s, c: [a for a, tier in s.critic(c).tiers.items() if tier == int(c.code)],
    "contradicted": lambda s, c: s.critic(c).contradicted,
    "overlap": _overlap,
    "broken": lambda s, c: broken(s.board(c.board), *sorted([c.year, int(c.code)])),
    "lifted": _lifted,
    "held": _held,
    "movers": lambda s, c: _movers(s, c, int(c.code)),
    "leading": lambda s, c: leading(s.sensitive(c), c.area or SHIFT),
    "beyond": lambda s, c: beyond(s.sensitive(c)),
    "still": lambda s, c: moves_nothing(s.sensitive(c), False),
    "hardly": lambda s, c: moves_nothing(s.sensitive(c), True),
    "group": _group,
    "group_of": lambda s, c: [
        area for area in s.board(c.board).areas
        if group(share(s.board(c.board), area, c.year)) == c.code],
    "nation_has": lambda s, c: _of_nation(s, c, s.board(c.board).plan.codes, True),
    "nation_alone": _alone,
    "nation_pillars": lambda s, c: _of_nation(s, c, s.board(c.board).plan.pillars, True),
    "nation_lacks": lambda s, c: _of_nation(s, c, s.board(c.board).plan.pillars, False),
    "highest": lambda s, c: _pillar(s, c, True),
    "lowest": lambda s, c: _pillar(s, c, False),
    "furthest": lambda s, c: s.once(Agreed, c, int(c.code)).furthest(5),
    "nearer": _found("nearer"),
    "weak": _found("weak"),
    "against": _found("against"),
    "odd": _found(""),
    "opposite": lambda s, c: opposite(s.board(c.board)),
    "loose": lambda s, c: loose(s.board(c.board)),
    "closest": lambda s, c: closest(s.board(c.board)),
    "lift": lambda s, c: _driver(s, c, True),
    "drag": lambda s, c: _driver(s, c, False),
}  # fmt: skip
