"""What a claim says that it stands on, read off its own fields: which of the observations.

Each kind names its indicator, years and areas, or the observations themselves. A number whose
claim does not come to an observation here must not move when that observation does.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpers.claims import kinds
from helpers.claims.claim import Claim
from helpers.claims.promised import worked_from
from helpers.claims.rows import Rows


def stands_on(rows: Rows, claim: Claim, obs_id: str) -> bool:
    """Whether the claim comes to this observation."""
    if isinstance(claim, kinds.Directed):
        return any(stands_on(rows, kinds.read(text), obs_id) for text in claim.on)
    if isinstance(claim, kinds.Reckoned):
        return _reckoned(rows, claim.by, obs_id)
    if isinstance(claim, kinds.Scored):
        return _scored(rows, claim, obs_id)
    if isinstance(claim, kinds.Worked):
        return obs_id in (claim.obs_id, *worked_from(rows, claim))
    if isinstance(claim, kinds.PromiseCount):
        return _promises(rows, obs_id)
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


def _promises(rows: Rows, obs_id: str) -> bool:
    """Counts of promises: by every official figure of what is promised."""
    changed = rows.observations[obs_id]
    return any(
        (row["ref_area"], row["indicator"]) == (changed["ref_area"], changed["indicator"])
        for row in rows.observations.values()
        if row["obs_status"] != "actual"
    )


# what is told of one board alone, made on one vintage of GDP; all else is of both, or of draws
ONE_BOARD = {
    "score", "rank", "quotient", "quotient_median", "quotient_least", "quotient_most", "part",
    "weight", "effective", "alpha", "correlation", "pairs", "closest", "opposite", "loose",
    "nearer", "weak", "against", "odd", "treated_points", "skewness", "kurtosis",
    "skewness_after", "kurtosis_after", "highest", "lowest", "above_half", "indicators_scored",
    "lift", "drag", "lift_points", "drag_points", "takes", "areas", "indicators", "pillars",
    "setting", "ours", "theirs", "agree", "ahead", "along", "furthest",
}  # fmt: skip
GDP_OF_ITS_DAY = ("rd_expenditure_bulletin", "rd_intensity_as_published")  # what it is made of
NAMES = {"population": "population_yearend", "budget": "fiscal_exp_total",
         "rd_total": "rd_expenditure", "gdp": "gdp_revised"}  # fmt: skip


def _scored(rows: Rows, claim: kinds.Scored, obs_id: str) -> bool:
    """A scoreboard's numbers: by the figures of its framework, all on one scale over its years."""
    areas, first, last, vintage, _ = claim.board.split("|")
    parts = [row[name] for row in rows.framework.values() for name in ("numerator", "denominator")]
    codes = {NAMES.get(code, code) for code in [*rows.framework, *parts]} & set(rows.indicators)
    if vintage == "published" or claim.what not in ONE_BOARD:
        codes |= set(GDP_OF_ITS_DAY)
    years = range(int(first), int(last) + 1)
    return _of_figures(rows, codes, rows.among(areas), years, obs_id)


def _reckoned(rows: Rows, by: tuple[str, ...], obs_id: str) -> bool:
    room, what, *of = by
    if room == "since":  # the two editions' figures, all of them
        return True
    if room in ("received", "picture"):  # what is counted is not a value
        return False
    every = range(1990, rows.newest + 1)
    if room == "spread":
        return _spread(rows, of, obs_id)
    if room == "spreads":
        return any(_spread(rows, rate.split("|"), obs_id) for rate in of)
    if room == "profile":
        area, among, first, last, chosen, *more = of
        codes = list(rows.indicators) if chosen == "default" else chosen.split()
        named = [word for part in more for word in part.split() if word in rows.indicators]
        years = range(int(first), int(last) + 1)
        areas = {area, *rows.among(among)}
        return _of_figures(rows, named or codes, areas, years, obs_id)
    codes = [word for part in of for word in part.split() if word in rows.indicators]
    among = next((part for part in of if part == "all" or part[:6] in rows.areas), "all")
    years = [int(part) for part in of if part.isdigit() and len(part) == 4] or every
    areas = {*rows.among(among), "100000"}
    return _of_figures(rows, codes or list(rows.indicators), areas, years, obs_id)


def _spread(rows: Rows, key: list[str], obs_id: str) -> bool:
    indicator, among, first, last, *_ = key
    years = range(int(first), int(last) + 1)
    return _of_figures(rows, [indicator], rows.among(among), years, obs_id)
