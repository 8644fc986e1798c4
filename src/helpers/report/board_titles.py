"""Titles of the scoreboard's charts: what they show, as claims that the build judges."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.language import later, say
from helpers.language.phrases import clauses, listed, ranged, year_runs
from helpers.report.board import Scored, points
from helpers.report.board_claims import board_name, claim, named, pointed, stated
from helpers.report.claiming import directed, worded
from helpers.scoreboard.provinces import Board


def sure(scored: Scored, frame: pd.DataFrame) -> str:
    """The first tier, and between which ranks the draws have the marked. frame: area, tier."""
    first = list(frame.loc[frame["tier"] == 1, "area"])
    names = named(scored, "tier_of", first, [scored.name(area) for area in first], code="1")
    own = [area for area in scored.marked if area not in first]
    if not own:
        return say("First tier: {names}", names=names)
    told = [
        say("{area} {ranks}", area=scored.name(area), ranks=_between(scored, area)) for area in own
    ]
    return say("First tier: {names}; likely ranks: {ranks}", names=names, ranks=listed(told))


def _between(scored: Scored, area: str) -> str:
    low, high = (
        stated(
            scored, end, f"{scored.intervals.at[area, end]:g}", code=scored.board.root, area=area
        )
        for end in ("low", "high")
    )
    same = scored.intervals.at[area, "low"] == scored.intervals.at[area, "high"]
    return low if same else ranged(low, high)


def moved(scored: Scored, board: Board) -> str:
    """From which rank to which each of the marked went between a board's first and last year."""
    ranks = {year: board.ranks(year)[board.root] for year in (board.years[0], board.last)}
    told = []
    for area in scored.marked:
        if len(ranks) < 2 or any(pd.isna(found.get(area)) for found in ranks.values()):
            continue
        first, last = (
            stated(scored, "rank", f"{found[area]:g}", code=board.root, area=area, year=year,
                   board=board)
            for year, found in ranks.items()
        )  # fmt: skip
        message = later("{area} from rank {first} to {last}")
        if len({found[area] for found in ranks.values()}) == 1:
            message = later("{area} stays at rank {last}")
        told.append(say(message, area=scored.name(area), first=first, last=last))
    if not told:
        return say("Ranks over the years")
    span = {"start": board.years[0], "end": board.last, "moves": listed(told)}
    cuts = listed(year_runs(parted(scored, board)))
    if not cuts:
        return say("From {start} to {end}: {moves}", **span)
    told = worded(cuts, "breaks of a board", board_name(scored, board))
    return say("From {start} to {end}, across a break in comparability ({cuts}): {moves}",
               **span, cuts=told)  # fmt: skip


def parted(scored: Scored, board: Board) -> list[int]:
    """Years from which an indicator of a board does not compare with its first year."""
    breaks = [
        year
        for item in board.plan.items.values()
        for year, _ in scored.edition.reference.indicator[item.numerator].breaks
        if board.years[0] - item.window + 1 < year <= board.last
    ]
    return sorted(set(breaks))


def greatest(scored: Scored, codes: Sequence[str], frame: pd.DataFrame) -> str:
    """The choice with the largest index, and whether its interval is clear of all others.

    frame: choice, total, the largest first. codes: `leading` of the shift, of which it is one.
    """
    if frame.empty:
        return say("What moves the ranks most")
    total = display_number(max(float(frame["total"].iloc[0]), 0), 2)
    share = stated(scored, "total", total, code=codes[0])
    if len(codes) > 1:
        way = pointed(scored, "movers", say("has the largest index by estimate"), codes[:1],
                      code="1")  # fmt: skip
        rest = pointed(scored, "leading", say("not told apart from others"), codes)
        return say("{choice} {way} ({share}), {rest}", choice=frame["choice"].iloc[0], way=way,
                   share=share, rest=rest)  # fmt: skip
    way = alone(scored, say("moves the ranks most"), codes)
    return say("{choice} {way}: Sobol index {share}", choice=frame["choice"].iloc[0], way=way,
               share=share)  # fmt: skip


def alone(scored: Scored, words: str, codes: Sequence[str], area: str = "") -> str:
    """Words that the first of the choices is alone: no other interval reaches its own."""
    of = claim(scored, "leading", other=";".join(codes), area=area)
    return directed(words, "scored leading alone", of)


def contributed(scored: Scored, frame: pd.DataFrame) -> str:
    """Which pillar gives each of the marked most. frame: area, part, points."""
    told, parts = [], []
    for area in scored.marked:
        own = frame[frame["area"] == area]
        if len(own):
            top = own.loc[own["points"].idxmax()]
            most = stated(scored, "part", points(top["points"]), code=top["part"], area=area)
            parts.append(claim(scored, "part", code=top["part"], area=area))
            told.append(say("{area}, {pillar} ({points})", area=scored.name(area),
                            pillar=scored.title(top["part"]).lower(), points=most))  # fmt: skip
    if not told:
        return say("What each score is made of")
    return say("{way} come from: {parts}", parts=clauses(told),
               way=directed(say("Most points"), "most points", *parts))  # fmt: skip


def above_half(scored: Scored) -> str:
    """On how many indicators each of the marked scores above the middle of the scale."""
    codes = list(scored.plan.items)
    told = []
    for area in scored.marked:
        own = scored.scores.loc[area, codes].dropna()
        some, of = (
            stated(scored, what, str(number), area=area)
            for what, number in (
                ("above_half", int((own > 50).sum())), ("indicators_scored", len(own))
            )
        )  # fmt: skip
        number = say("{some} of {all}", some=some, all=of)
        told.append(say("{area} on {number}", area=scored.name(area), number=number))
    if not told:
        return say("Every indicator of every province")
    way = directed(
        say("above half the scale"),
        "above half",
        *(claim(scored, "above_half", area=area) for area in scored.marked),
    )
    return say("Indicators {way}: {areas}", way=way, areas=listed(told))


def agreed(year: int, report: int, spearman: str) -> str:
    """How close our ranks are to a published report's."""
    return say("Our ranks of {year} go with the report of {report}: rank correlation {spearman}",
               year=year, report=report, spearman=spearman)  # fmt: skip
