"""What a claim says that it stands on, read off its own fields: which of the observations.

Each kind names its indicator, years and areas, or the observations themselves. A number whose
claim does not come to an observation here must not move when that observation does. A count of
promises comes to it where a promise that it may count has another verdict, a number that is drawn
by lots where the lots of its area do: so both states of the figures are asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from helpers.claims import kinds
from helpers.claims.again import profile_of
from helpers.claims.board import NATION, Board
from helpers.claims.causes import Causes
from helpers.claims.claim import Claim
from helpers.claims.draws import CERTAIN, Critic
from helpers.claims.field import PAID
from helpers.claims.judge import Judge
from helpers.claims.measures import broken, group, share
from helpers.claims.promise_worked import worked_from
from helpers.claims.promised import known_promises
from helpers.claims.rows import Rows
from helpers.claims.scale import TIED, Scale
from helpers.claims.sensitive import SHIFT, Sensitive
from helpers.claims.since import since_of


@dataclass(frozen=True)
class Change:
    """One observation is another: the judges of both states of the figures."""

    before: Judge
    after: Judge
    obs_id: str

    @property
    def area(self) -> str:
        return self.before.rows.observations[self.obs_id]["ref_area"]


def stands_on(change: Change, claim: Claim) -> bool:
    """Whether the claim comes to the observation that changes."""
    rows, obs_id = change.before.rows, change.obs_id
    if isinstance(claim, kinds.Directed):
        return any(stands_on(change, kinds.read(text)) for text in claim.on)
    if isinstance(claim, kinds.Ended):
        return _ended(change, claim)
    if isinstance(claim, kinds.Reckoned):
        return _reckoned(change, claim.by)
    if isinstance(claim, kinds.Scored):
        return _scored(change, claim)
    if isinstance(claim, kinds.Worked):
        return obs_id in (claim.obs_id, *worked_from(rows, claim))
    if isinstance(claim, kinds.PromiseCount):
        return _promises(change, claim)
    if isinstance(claim, kinds.Printed | kinds.ReadAs | kinds.Ruled | kinds.Rows):
        return obs_id == getattr(claim, "obs_id", "")
    if obs_id in getattr(claim, "obs_ids", ()):
        return True
    if isinstance(claim, kinds.Threshold) or not hasattr(claim, "among"):
        return False
    years = [claim.first, claim.last] if hasattr(claim, "first") else [claim.year]
    if isinstance(claim, kinds.Judged):  # by three years
        years = range(claim.year - 2, claim.year + 1)
    return _of_figures(rows, [claim.indicator], rows.among(claim.among), years, obs_id)


def _of_figures(
    rows: Rows, codes: Iterable[str], areas: Iterable[str], years: Iterable[int], obs_id: str
) -> bool:
    """Whether a figure of these is, or is computed of, the observation."""
    changed = rows.observations[obs_id]
    if changed["ref_area"] not in areas:
        return False
    return any(
        (found := rows.figure(code, changed["ref_area"], year)) is not None
        and obs_id in found.obs_ids
        for code in codes
        for year in years
    )


def _ended(change: Change, claim: kinds.Ended) -> bool:
    """By the number of each that is drawn."""
    inner = kinds.read(claim.on)
    drawn = (word.partition(":") for word in claim.among.split())
    return any(
        stands_on(change, _like(inner, claim.over, key, int(year or getattr(inner, "year", 0))))
        for key, _, year in drawn
    )


def _like(inner: Claim, over: str, key: str, year: int) -> Claim:
    changed = {over: key, "year": year}
    if isinstance(inner, kinds.Level):  # by its own figure, not by that of who has the end
        return kinds.Counted("", inner.indicator, key, year)
    return type(inner)(**(vars(inner) | changed))


def _promises(change: Change, claim: kinds.PromiseCount) -> bool:
    """Where a promise is told another thing of what the count asks for."""
    asked = [key for key, _ in claim.where]
    before, after = (
        [tuple(one[key] for key in asked) for one in known_promises(judge.rows)]
        for judge in (change.before, change.after)
    )
    wanted = tuple(value for _, value in claim.where)
    return any(was != now and wanted in (was, now) for was, now in zip(before, after, strict=True))


# ---------------------------------------------------------------- the scoreboard

# what is told of one board alone, made on one vintage of GDP
ONE_BOARD = {
    "score", "rank", "quotient", "quotient_median", "quotient_least", "quotient_most", "part",
    "weight", "effective", "alpha", "correlation", "pairs", "closest", "opposite", "loose",
    "nearer", "weak", "against", "odd", "treated_points", "skewness", "kurtosis",
    "skewness_after", "kurtosis_after", "highest", "lowest", "above_half", "indicators_scored",
    "lift", "drag", "lift_points", "drag_points", "takes", "areas", "indicators", "pillars",
    "setting", "ours", "theirs", "agree", "ahead", "along", "furthest", "values missing",
    "scores made", "cases unscored", "cases with gaps",
}  # fmt: skip
BESIDE_NATION = {"share", "beside", "group", "nation", "beside_indicators", "group_of"}
POINTS = {"cause_points", "broken_points", "moved_points"}
PLACES = {"cause_places", "own_places", "broken_places", "moved_places", "lifted", "held"}
OF_NO_FIGURE = {"choices", "broken", "nation_has", "nation_alone", "nation_pillars",
                "nation_lacks", "unscored"}  # fmt: skip
GDP_OF_ITS_DAY = ("rd_expenditure_bulletin", "rd_intensity_as_published")  # what it is made of
NAMES = {"population": "population_yearend", "budget": "fiscal_exp_total",
         "rd_total": "rd_expenditure", "gdp": "gdp_revised"}  # fmt: skip


def _scored(change: Change, claim: kinds.Scored) -> bool:
    """Scores by the figures of the framework, all on one scale over its years."""
    if claim.what in ONE_BOARD:
        return _of_board(change.before.rows, claim, change.obs_id)
    if claim.what in OF_NO_FIGURE:
        return False
    if claim.what == "passed":  # by ranks beside tiers
        return _of_board(change.before.rows, claim, change.obs_id) or _drawn(change, claim)
    if claim.what in BESIDE_NATION:
        return _beside_nation(change, claim)
    if claim.what in POINTS | PLACES or claim.what[:3] in ("was", "is_"):
        return _moved(change, claim)
    return _drawn(change, claim)


def _of_board(rows: Rows, claim: kinds.Scored, obs_id: str) -> bool:
    areas, first, last, vintage, _ = claim.board.split("|")
    parts = [row[name] for row in rows.framework.values() for name in ("numerator", "denominator")]
    codes = {NAMES.get(code, code) for code in [*rows.framework, *parts]} & set(rows.indicators)
    if vintage == "published":
        codes |= set(GDP_OF_ITS_DAY)
    years = range(int(first), int(last) + 1)
    return _of_figures(rows, codes, rows.among(areas), years, obs_id)


def _touched(change: Change, board: Board, year: int) -> bool:
    """Whether a figure that is scored in this year is made of the observation: of its area."""
    places = [
        place
        for code in board.plan.codes
        for place in (*board.plan.numerators(code, year),
                      *board.plan.denominators(code, year, board.vintage))
    ]  # fmt: skip
    return any(
        _of_figures(change.before.rows, [name], [change.area], [past], change.obs_id)
        for name, past in places
    )


def _scales_differ(change: Change, board: str, vintage: str) -> bool:
    """Whether what all are scored on is another: the ends of an indicator, or its treatment."""
    one, other = (getattr(judge.scores.board(board), vintage).scale
                  for judge in (change.before, change.after))  # fmt: skip
    return not _alike(one, other)


def _alike(one: Scale, other: Scale) -> bool:
    ends = np.array_equal(one.low, other.low) and np.array_equal(one.high, other.high)
    return ends and one.columns == other.columns


def _beside_nation(change: Change, claim: kinds.Scored) -> bool:
    """Scores on GDP of its day, of the area and of the nation, on the scale of all areas; the
    members of a group where one of them comes or goes."""
    board = change.before.scores.board(claim.board).published
    touched = _touched(change, board, claim.year)
    own = {"nation": [NATION], "beside_indicators": []}.get(claim.what, [claim.area, NATION])
    if claim.what == "group_of" and change.area != NATION:
        own = [change.area] if claim.code in _groups_that_differ(change, claim) else []
    return (touched and change.area in own) or _scales_differ(change, claim.board, "published")


def _groups_that_differ(change: Change, claim: kinds.Scored) -> set[str]:
    """The groups that the area leaves and enters."""
    was, now = (group(share(judge.scores.board(claim.board), change.area, claim.year))
                for judge in (change.before, change.after))  # fmt: skip
    return {was, now} if was != now else set()


def _moved(change: Change, claim: kinds.Scored) -> bool:
    """From the GDP of the day to that of now: an area's points by its own figures, its places by
    everybody's, on the scale of the board's own vintage; and of these by what is told alone."""
    board = change.before.scores.board(claim.board)
    other = claim.code.split()[0] if claim.what in ("lifted", "held") else claim.other
    first, last = sorted([claim.year, int(other)])
    ends = {
        "was": [(board.published, first)],
        "is": [(board.revised, last)],
        "moved": [(board.published, first), (board.revised, last)],
    }.get(claim.what.partition("_")[0]) or [
        (vintage, year) for vintage in (board.published, board.revised) for year in (first, last)
    ]
    points = claim.what in POINTS or claim.what.endswith("_score")
    own = change.area == claim.area or not points
    touched = own and any(_touched(change, vintage, year) for vintage, year in ends)
    if not touched and not _scales_differ(change, claim.board, board.vintage):
        return False
    return _differ(*(_states(judge, claim, points) for judge in (change.before, change.after)))


def _states(judge: Judge, claim: kinds.Scored, points: bool) -> np.ndarray:
    """What a number of a move is made of: points or places of the states that it tells of, or what
    each of its causes adds to every state without it."""
    scores, what = judge.scores, claim.what.partition("_")[0]
    if what in ("lifted", "held"):
        first = int(claim.code.split()[0])
        causes = scores.once(Causes, claim, claim.area, claim.year, first)
    else:
        causes = scores.causes(claim)
    worth = causes.states[0 if points else 1].round(TIED)
    if what in ENDS_OF_A_MOVE:
        return worth[ENDS_OF_A_MOVE[what]]
    codes = causes.board.plan.codes
    if what == "cause":
        codes = [claim.code]
    elif what == "broken":
        codes = broken(causes.board, claim.year, int(claim.other))
    pairs = [worth.reshape(-1, 2, 1 << causes.names.index(code)) for code in codes]
    return np.array([(pair[:, 1] - pair[:, 0]).ravel().round(TIED) for pair in pairs])


ENDS_OF_A_MOVE = {"was": [0], "is": [-1], "moved": [0, -1]}
DRAWN_OF_AREA = {"median", "low", "high", "overlap"}
DRAWN_OF_PAIRS = {"passed", "tier", "tiers", "tier_of", "contradicted"}
SAMPLED = {"total", "first", "first_low", "first_high", "total_low", "total_high"}
SAMPLED_OF_ALL = {"unsure", "movers", "leading", "beyond", "still", "hardly"}


def _drawn(change: Change, claim: kinds.Scored) -> bool:
    """Where the lots of its area come to other ranks, whichever lot it is, or those of its output
    to another; where other pairs of areas are told apart, or stand above in most lots."""
    critics = [judge.scores.critic(claim) for judge in (change.before, change.after)]
    what, at = claim.what, None
    if claim.area:
        at = critics[0].board.areas.index(claim.area)
    if what == "error":
        return critics[0].revision != critics[1].revision
    if what in DRAWN_OF_AREA:
        if what == "overlap":  # the other year's, too
            other = dataclasses.replace(claim, what="low", year=int(claim.code), code="", other="")
            if _drawn(change, other):
                return True
        return _differ(*(np.sort(critic.drawn[:, at]) for critic in critics))
    if what in DRAWN_OF_PAIRS:
        return _differ(*(_pairs(critic) for critic in critics))
    if what == "alike":  # not told apart from this one
        return _differ(*(np.maximum(critic.above[at], critic.above[:, at]) >= CERTAIN
                         for critic in critics))  # fmt: skip
    sensitive = [judge.scores.sensitive(claim) for judge in (change.before, change.after)]
    codes = [claim.code] if what in SAMPLED else sensitive[0].inputs
    assert what in SAMPLED | SAMPLED_OF_ALL, what
    return any(_differ(*(_sampled(one, code, claim.area or SHIFT) for one in sensitive))
               for code in codes)  # fmt: skip


def _pairs(critic: Critic) -> np.ndarray:
    """Which pairs of areas are told apart, who of them stands above in most lots, and the order of
    the areas by the parts of the lots in which they do: what tiers are made of."""
    apart = np.maximum(critic.above, critic.above.T) >= CERTAIN
    order = np.argsort(np.nansum(critic.above, axis=1), kind="stable")
    return np.stack([*apart, *(critic.above > 0.5), order])


def _sampled(found: Sensitive, code: str, output: str) -> np.ndarray:
    """Both samples of an output, and the first with this input of the second."""
    row = 0 if output == SHIFT else 1 + found.critic.board.areas.index(output)
    first, second, mixed = found._outputs
    return np.concatenate([first[row], second[row], mixed[row, found.inputs.index(code)]])


def _differ(one: np.ndarray, other: np.ndarray) -> bool:
    return not np.array_equal(one, other, equal_nan=True)


# counts of what there is, whatever its value
PRESENCE = {
    "profile": {"rates", "ranked", "quarter of", "quarter", "lines", "with a figure", "years",
                "without a figure", "peers by size", "places", "shared"},
    "field": {"peers", "code", "indicators", "both", "tolerance", "computed", "years added",
              "covered rows", "covered years", "covered fields", "full fields", "empty fields",
              "longest row", "shortest row", "complete rows"},
}  # fmt: skip
YEARS_OF_A_VERDICT = 3


def _reckoned(change: Change, by: tuple[str, ...]) -> bool:
    rows, obs_id = change.before.rows, change.obs_id
    room, what, *of = by
    if room == "since":
        return _since(change, what, of)
    if room in ("received", "picture"):  # what is counted is not a value
        return False
    if what in PRESENCE.get(room, ()):
        return False
    if room == "spread":
        return _spread(rows, of, obs_id)
    if room == "spreads":
        return any(_spread(rows, rate.split("|"), obs_id) for rate in of)
    if room == "profile":
        return _of_profile(change, by)
    codes = [word for part in of for word in part.split() if word in rows.indicators]
    if what == "largest":  # expenditure over revised GDP, less the printed intensity
        codes += [PAID[codes[0]], "gdp_revised"]
    among = next((part for part in of if part == "all" or part[:6] in rows.areas), "all")
    years = [int(part) for part in of if part.isdigit() and len(part) == 4]
    areas = {*rows.among(among), NATION}
    assert codes, by
    return _of_figures(rows, codes, areas, years or range(1990, rows.newest + 1), obs_id)


def _since(change: Change, what: str, of: list[str]) -> bool:
    """A count of changed figures where so many more or fewer changed; a row by its figure."""
    before, after = (since_of(judge) for judge in (change.before, change.after))
    if what == "figures":
        kind, indicator = (*of, "")[:2]
        return before.count(kind, indicator) != after.count(kind, indicator)
    if what in ("ranks", "indicators", "rank was", "rank is"):
        return before.ranks != after.ranks
    if what == "verdicts":
        return before.verdicts.keys() != after.verdicts.keys()
    if what == "nothing":
        return before.pairs != after.pairs
    return change.obs_id in of


def _of_profile(change: Change, by: tuple[str, ...]) -> bool:
    """Places by the figures of the newest year, a verdict by those of three years; what has risen
    by all of the edition's; a composition by the figures that it names."""
    rows, (_, what, area, among, *_) = change.before.rows, by
    field = profile_of(change.before, by)[0].field
    named = [word for part in by[7:] for word in part.split() if word in rows.indicators]
    verdicts = what in ("strength", "weakness", "strengths", "weaknesses")
    years_of = {
        code: field.years if what == "risen" or named
        else range(year - (YEARS_OF_A_VERDICT if verdicts else 1) + 1, year + 1)
        for code, year in field.dated.items()
    }  # fmt: skip
    return any(
        _of_figures(rows, [code], {area, *rows.among(among)}, years_of.get(code, field.years),
                    change.obs_id)
        for code in named or field.codes
    )  # fmt: skip


def _spread(rows: Rows, key: list[str], obs_id: str) -> bool:
    indicator, among, first, last, *_ = key
    years = range(int(first), int(last) + 1)
    return _of_figures(rows, [indicator], rows.among(among), years, obs_id)
