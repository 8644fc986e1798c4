"""The words of direction beside claims ("leads", "below it", "short of the target").

Each claim that they stand beside is asked which ways it goes: all must go the way that the words
say, and be borne if they say a number of their own.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims import kinds
from helpers.claims.again import profile_of, spread_of
from helpers.claims.claim import Claim
from helpers.claims.field import NUMBERS
from helpers.claims.outcomes import reached_ways, revised_verdict, rounding_of
from helpers.claims.promise_worked import WORKED, lies_to
from helpers.claims.score_words import WORDS
from helpers.claims.scores import NUMBERS as SCORES
from helpers.claims.spread import RESTING, surely
from helpers.claims.ways import WAYS

if TYPE_CHECKING:
    from helpers.claims.judge import Judge
    from helpers.claims.scores import Scores

CLOSE, SOME = 0.8, 0.4  # from which rank correlation on figures go together closely, or at all


def judge_directed(judge: Judge, said: kinds.Directed) -> str:
    """Why the words are refused; "" where all that they stand beside goes their way."""
    if said.said.casefold() not in WAYS.get(said.way, ()):
        return f"what is {said.way} is shown as {said.said!r}"
    if not said.on:
        return f"{said.said!r} stands beside nothing"
    for text in said.on:
        claim = kinds.read(text)
        listing = isinstance(claim, kinds.Scored) and claim.what in WORDS
        if (claim.said or listing) and (objection := judge.objection(claim)):
            return objection
        ways = _ways(judge, claim)
        if said.way not in ways:
            return f"{said.said!r} is said of what is {' and '.join(sorted(ways)) or 'neither'}"
    return ""


def _ways(judge: Judge, claim: Claim) -> set[str]:
    """Which ways a claim goes that is borne."""
    if isinstance(claim, kinds.Compared):
        return {claim.relation}
    if isinstance(claim, kinds.First):
        return {claim.end} if claim.end != "best" else _leading(judge, claim)
    if isinstance(claim, kinds.Worked):
        return _worked_ways(judge, claim)
    if isinstance(claim, kinds.Scored):
        return _scored_ways(judge, claim)
    if isinstance(claim, kinds.PromiseCount):
        return PROMISES.get((claim.said == "0", claim.where), set())
    if isinstance(claim, kinds.Reckoned) and claim.by:
        return _reckoned(judge, claim.by)
    return set()


def _worked_ways(judge: Judge, claim: kinds.Worked) -> set[str]:
    rows, row = judge.rows, judge.rows.observations[claim.obs_id]
    if claim.what == "margin":
        side, whose = lies_to(rows, claim), rounding_of(rows, row)
        return {f"{side} {row['obs_status']}", *([f"rounding {whose}"] if whose else [])}
    if claim.what == "reached":
        return reached_ways(rows, row)
    if claim.what == "revised":
        return {f"revised {revised_verdict(rows, row, WORKED['revised'](rows, row))}"}
    return set()


def _leading(judge: Judge, claim: kinds.First) -> set[str]:
    places = list(judge.ranking(claim.indicator, claim.year, claim.among).values())
    return {"leads", "leads alone"} if places.count(1) == 1 else {"leads", "shares the lead"}


PROMISES: dict[tuple[bool, tuple[tuple[str, str], ...]], set[str]] = {
    (True, (("verdict", "open"),)): {"nothing open"},
    (True, (("decided", "yes"),)): {"none decided"},
    (False, (("later", "yes"),)): {"reached later"},
    (False, (("verdict", "missed"),)): {"reached later"},  # as many as were missed
}
"""(whether there are none, of which promises) -> the ways that goes."""
FIELDS = {"highest": "ten highest", "complete rows": "complete rows"}
COUNTS = {"risen", "first third"}
SURE = 1.96  # standard errors, 1 / sqrt(n - 1), from which a rank correlation is beyond chance


def _reckoned(judge: Judge, by: tuple[str, ...]) -> set[str]:
    room, what, *of = by
    if room == "spreads":
        return {"differ within" if what == "within" else what}
    if room == "spread":
        return _spread_ways(judge, by)
    if room == "field":
        if what == "correlation":
            return _together(float(NUMBERS["correlation"](judge.rows, *of)))
        return {FIELDS[what]} if what in FIELDS else set()
    return _profile_ways(judge, by) if room == "profile" else set()


def _profile_ways(judge: Judge, by: tuple[str, ...]) -> set[str]:
    what = by[1]
    found, more = profile_of(judge, by)
    if what == "apart":
        other, code = more
        apart: Fraction = found.apart(other)[code]
        return {"higher"} if apart > 0 else {"lower"} if apart < 0 else {"higher", "lower"}
    if what == "ends":
        return found.ends(more[0])
    if what == "greatest":
        return {"greatest part"} if more[-1] in found.greatest(*more[:-1]) else set()
    if what == "with a figure":
        have, asked = found.with_figure(*more), len(more[0].split())
        return {"has none"} if not have else {"has all"} if have == asked else set()
    return {what} & COUNTS


def _scored_ways(judge: Judge, claim: kinds.Scored) -> set[str]:
    what, scores = claim.what, judge.scores
    if what == "overlap":
        return {f"overlap {claim.other}"}
    if what == "movers" and not claim.other:
        return {"scored unmoved"}
    if what == "leading":
        return {"scored leading"} if ";" in claim.other else {"scored leading alone"}
    if what in WORDS:
        return {f"scored {what}"}
    if what == "rank":
        return {"nobody above"} if SCORES["rank"](scores, claim) == 1 else set()
    if what == "part":
        pillars = scores.board(claim.board).plan.pillars
        parts = {one: SCORES["part"](scores, replace(claim, code=one)) for one in pillars}
        known = [part for part in parts.values() if part == part]
        return {"most points"} if parts[claim.code] == max(known) else set()
    if what == "above_half":
        return {"above half"}
    if what == "along":
        return _along_ways(scores, claim)
    return set()


def _along_ways(scores: Scores, claim: kinds.Scored) -> set[str]:
    """Whether the places ahead go with an indicator's score, or with size, beyond chance."""
    value = SCORES["along"](scores, claim)
    chance = abs(value) < SURE / math.sqrt(max(len(scores.agreed(claim).both) - 1, 1))
    if claim.code == "size":
        return {"size by chance" if chance else "size beyond chance"}
    if chance:
        return {"goes with none"}
    return {"goes with high" if value > 0 else "goes with low"}


def _together(correlation: float) -> set[str]:
    if abs(correlation) < SOME:
        return {"hardly"}
    if correlation < 0:
        return {"opposite"}
    return {"closely together" if correlation >= CLOSE else "together"}


def _spread_ways(judge: Judge, by: tuple[str, ...]) -> set[str]:
    _, what, *key = by
    spread = spread_of(judge, tuple(key))
    if what in ("sigma", "beta"):
        ways = {"sigma": ("drew together", "drew apart"),
                "beta": ("lower grew faster", "higher grew faster")}[what]  # fmt: skip
        none = {"sigma": "no change told", "beta": "neither told"}[what]
        return {way for way in ways if surely(spread, way)} or {none}
    if what == "variation change":
        _, low, high = spread.varied
        return {"drew together"} if high < 0 else {"drew apart"} if low > 0 else {"no change told"}
    if what == "moran":
        return {spread.resembling}
    if what.startswith(RESTING) and spread.sign_of[change := what.partition(" ")[2]]:
        return {"no change told" if spread.deciders(change) else "told without one"}
    return set()
