"""What a scoreboard may be said to have, found again: by the judge's own indices.

NUMBERS: what -> its value. Which codes or adcodes words name, `score_words` says.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from helpers.claims import draws
from helpers.claims.agreed import Agreed
from helpers.claims.board import Board
from helpers.claims.causes import Causes
from helpers.claims.draws import Critic
from helpers.claims.kinds import Scored
from helpers.claims.measures import (
    LEADER,
    MODERATE,
    REDUNDANT,
    STRONG,
    USUAL,
    alpha,
    broken,
    column,
    correlation,
    driven,
    effective,
    part_of,
    redundant,
    share,
)
from helpers.claims.rows import Rows
from helpers.claims.scale import shape
from helpers.claims.sensitive import SHIFT, Sensitive

SETTINGS = {
    "draws": draws.MANY, "fewer draws": draws.FEWER, "concentration": draws.CONCENTRATION,
    "hundred": 100, "held": 90, "certain": 90, "leader": LEADER, "strong": STRONG,
    "moderate": MODERATE, "skewed": 2, "peaked": 3.5, "drawn in": 5, "redundant": REDUNDANT,
    "level": 95, "points": 256, "shown": 12, "hardly": 0.01, "alpha": USUAL, "first": 10,
    "least": 0, "most": 100,
}  # fmt: skip
"""What the report's rules set, stated a second time."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The boards that claims speak of, each found once."""

    rows: Rows
    _boards: dict[str, Board] = field(default_factory=dict)
    _made: dict[tuple, Any] = field(default_factory=dict)

    def board(self, name: str) -> Board:
        if name not in self._boards:
            self._boards[name] = Board.of(self.rows, name)
        return self._boards[name]

    def once(self, make: Callable[..., Any], said: Scored, *more: object) -> Any:
        """make(board, *more), once."""
        key = (make, said.board, *more)
        if key not in self._made:
            self._made[key] = make(self.board(said.board), *more)
        return self._made[key]

    def critic(self, said: Scored) -> Critic:
        return self.once(Critic, said, said.year)

    def sensitive(self, said: Scored) -> Sensitive:
        return self.once(_sensitive, said, said.year)

    def causes(self, said: Scored) -> Causes:
        return self.once(Causes, said, said.area, said.year, int(said.other))

    def agreed(self, said: Scored) -> Agreed:
        return self.once(Agreed, said, int(said.other))


def _sensitive(board: Board, year: int) -> Sensitive:
    return Sensitive(Critic(board, year))


def _ends(scores: Scores, said: Scored, pick: Callable[..., Any]) -> float:
    own = scores.board(said.board).quotients(said.code, said.year)
    value = pick(own.values())
    if said.area and own.get(said.area) != value:
        raise ValueError(f"it is not {said.area} that has it")
    return value


def _median(values: Any) -> float:
    return float(np.median(list(values)))


def _rank(scores: Scores, said: Scored) -> float:
    found = scores.board(said.board).ranks(said.code, said.year)
    if said.other and said.other != str(len(found)):
        raise ValueError(f"{len(found)} areas have a rank, not {said.other}")
    return found[said.area]


def _scored_above(scores: Scores, said: Scored, least: float) -> int:
    """On how many indicators an area has a score above this."""
    board = scores.board(said.board)
    return sum(board.score(code, said.area, said.year) > least for code in board.plan.codes)


def _index(scores: Scores, said: Scored) -> np.ndarray:
    """The index of all areas in all years, NaN for none."""
    board = scores.board(said.board)
    return board.scores[board.plan.root].ravel()


NUMBERS: dict[str, Callable[[Scores, Scored], float]] = {
    "score": lambda s, c: s.board(c.board).score(c.code, c.area, c.year),
    "rank": _rank,
    "quotient": lambda s, c: s.board(c.board).quotients(c.code, c.year)[c.area],
    "quotient_median": lambda s, c: _ends(s, c, _median),
    "quotient_least": lambda s, c: _ends(s, c, min),
    "quotient_most": lambda s, c: _ends(s, c, max),
    "part": lambda s, c: part_of(s.board(c.board), c.code, c.area, c.year),
    "median": lambda s, c: s.critic(c).ends["median"][c.area],
    "low": lambda s, c: s.critic(c).ends["low"][c.area],
    "high": lambda s, c: s.critic(c).ends["high"][c.area],
    "tier": lambda s, c: s.critic(c).tiers[c.area],
    "tiers": lambda s, c: max(s.critic(c).tiers.values()),
    "error": lambda s, c: 100 * s.critic(c).revision,
    "share": lambda s, c: share(s.board(c.board), c.area, c.year),
    "beside": lambda s, c: float(
        s.board(c.board).nation[c.year][1][s.board(c.board).plan.root][
            s.board(c.board).areas.index(c.area)]),
    "nation": lambda s, c: s.board(c.board).nation[c.year][0][s.board(c.board).plan.root],
    "beside_indicators": lambda s, c: sum(
        code in s.board(c.board).nation[c.year][0] for code in s.board(c.board).plan.codes),
    "cause_points": lambda s, c: s.causes(c).parts[c.code][0],
    "cause_places": lambda s, c: s.causes(c).parts[c.code][1],
    "own_places": lambda s, c: math.fsum(
        s.causes(c).parts[code][1] for code in s.board(c.board).plan.codes),
    "broken_points": lambda s, c: math.fsum(
        s.causes(c).parts[code][0] for code in broken(s.board(c.board), c.year, int(c.other))),
    "broken_places": lambda s, c: math.fsum(
        s.causes(c).parts[code][1] for code in broken(s.board(c.board), c.year, int(c.other))),
    "moved_points": lambda s, c: s.causes(c).states[0][-1] - s.causes(c).states[0][0],
    "moved_places": lambda s, c: s.causes(c).states[1][0] - s.causes(c).states[1][-1],
    "was_score": lambda s, c: s.causes(c).states[0][0],
    "was_rank": lambda s, c: s.causes(c).states[1][0],
    "is_score": lambda s, c: s.causes(c).states[0][-1],
    "is_rank": lambda s, c: s.causes(c).states[1][-1],
    "total": lambda s, c: max(s.sensitive(c).index("total", c.code, c.area or SHIFT), 0),
    "first": lambda s, c: max(s.sensitive(c).index("first", c.code, c.area or SHIFT), 0),
    "first_low": lambda s, c: max(s.sensitive(c).index("first_low", c.code, c.area or SHIFT), 0),
    "first_high": lambda s, c: max(s.sensitive(c).index("first_high", c.code, c.area or SHIFT), 0),
    "total_low": lambda s, c: max(s.sensitive(c).index("total_low", c.code, c.area or SHIFT), 0),
    "total_high": lambda s, c: max(s.sensitive(c).index("total_high", c.code, c.area or SHIFT), 0),
    "unsure": lambda s, c: sum(
        s.sensitive(c).index("first_low", name, SHIFT) <= 0 for name in s.sensitive(c).inputs),
    "choices": lambda s, c: len(s.sensitive(c).inputs),
    "weight": lambda s, c: 100 * s.board(c.board).plan.weight(c.code),
    "effective": lambda s, c: effective(s.board(c.board), c.code),
    "alpha": lambda s, c: alpha(s.board(c.board), c.code),
    "correlation": lambda s, c: correlation(s.board(c.board), c.code, c.other),
    "pairs": lambda s, c: len(redundant(s.board(c.board))),
    "treated_points": lambda s, c: s.board(c.board).scale.columns[
        s.board(c.board).plan.codes.index(c.code)].points,
    "values missing": lambda s, c: int(np.isnan(s.board(c.board).figures).sum()),
    "scores made": lambda s, c: len(s.board(c.board).plan.parts),
    "cases unscored": lambda s, c: int(np.isnan(_index(s, c)).sum()),
    "cases with gaps": lambda s, c: int(
        (np.isnan(s.board(c.board).figures).any(axis=1) & ~np.isnan(_index(s, c))).sum()),
    "skewness": lambda s, c: shape(column(s.board(c.board), c.code, False))[0],
    "kurtosis": lambda s, c: shape(column(s.board(c.board), c.code, False))[1],
    "skewness_after": lambda s, c: shape(column(s.board(c.board), c.code, True))[0],
    "kurtosis_after": lambda s, c: shape(column(s.board(c.board), c.code, True))[1],
    "agree": lambda s, c: s.agreed(c).measure(c.code),
    "ours": lambda s, c: s.agreed(c).ours[c.area],
    "theirs": lambda s, c: s.agreed(c).theirs[c.area],
    "ahead": lambda s, c: s.agreed(c).ahead(c.area),
    "along": lambda s, c: s.agreed(c).along(c.code),
    "areas": lambda s, c: len(s.board(c.board).ranks(s.board(c.board).plan.root, c.year)),
    "indicators": lambda s, c: len(s.board(c.board).plan.codes),
    "pillars": lambda s, c: len(s.board(c.board).plan.pillars),
    "above_half": lambda s, c: _scored_above(s, c, 50),
    "indicators_scored": lambda s, c: _scored_above(s, c, -math.inf),
    "lift_points": lambda s, c: driven(s.board(c.board), c.area, c.year, True)[1],
    "drag_points": lambda s, c: driven(s.board(c.board), c.area, c.year, False)[1],
    "setting": lambda s, c: SETTINGS[c.code],
}  # fmt: skip
