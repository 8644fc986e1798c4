"""What is told of a board beside its scores: parts, shares, correlations, what drives a place."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np

from helpers.claims.agreed import pearson
from helpers.claims.board import Board

LEADER, STRONG, MODERATE = 125.0, 100.0, 70.0
USUAL = 0.7  # least alpha of what measures one thing
REDUNDANT, WEAK = 0.92, 0.3


def part_of(board: Board, code: str, area: str, year: int) -> float:
    """Points of a pillar in the index of an area: its score by its share of what is there."""
    own = {p: board.score(p, area, year) for p in board.plan.pillars}
    there = [pillar for pillar, score in own.items() if score == score]
    whole = math.fsum(board.plan.share(pillar) for pillar in there)
    return own[code] * board.plan.share(code) / whole


def effective(board: Board, code: str) -> float:
    """The squared correlation with the index, as a part of all pillars'."""
    root = board.scores[board.plan.root].ravel()
    squares = {p: pearson(board.scores[p].ravel(), root) ** 2 for p in board.plan.pillars}
    return 100 * squares[code] / math.fsum(squares.values())


def alpha(board: Board, code: str) -> float:
    """Cronbach's alpha by the mean of variances and that of covariances."""
    parts = np.stack([board.scores[part].ravel() for part in board.plan.parts[code]])
    parts = parts[:, ~np.isnan(parts).any(axis=0)]
    many = len(parts)
    if many < 2:
        return float("nan")
    matrix = np.cov(parts)
    variance = np.trace(matrix) / many
    covariance = (matrix.sum() - np.trace(matrix)) / (many * (many - 1))
    return many * covariance / (variance + (many - 1) * covariance)


def correlation(board: Board, one: str, other: str) -> float:
    """Pearson's, of two scores over all areas and years."""
    return pearson(board.scores[one].ravel(), board.scores[other].ravel())


def column(board: Board, code: str, treated: bool) -> np.ndarray:
    """An indicator over all areas and years, its outliers treated or not; NaN for none."""
    at = board.plan.codes.index(code)
    own = board.figures[:, at]
    return board.scale.columns[at].of(own) if treated else own


def group(share: float) -> str:
    """The group of a province by its `share`."""
    if share > LEADER:
        return "leader"
    return "strong" if share >= STRONG else "moderate" if share >= MODERATE else "emerging"


def share(board: Board, area: str, year: int) -> float:
    """An area's score in percent of the nation's."""
    nation, scores = board.nation[year]
    root = board.plan.root
    return 100 * float(scores[root][board.areas.index(area)]) / nation[root]


def redundant(board: Board) -> dict[tuple[str, str], float]:
    """Pairs of indicators that say much the same, and how they correlate."""
    codes = board.plan.codes
    pairs = {pair: correlation(board, *pair) for pair in combinations(codes, 2)}
    return {pair: r for pair, r in pairs.items() if abs(r) > REDUNDANT}


def findings(board: Board) -> dict[str, str]:
    """indicator -> "against", "nearer", "weak" or "": how it goes with its pillar and the rest."""
    found = {}
    for code in board.plan.codes:
        own = board.plan.rows[code]["parent"]
        r = {pillar: correlation(board, code, pillar) for pillar in board.plan.pillars}
        others = [value for pillar, value in r.items() if pillar != own and value == value]
        nearer = bool(others) and max(others) > r[own]
        found[code] = ("against" if r[own] < 0 else "nearer" if nearer else
                       "weak" if r[own] < WEAK else "")  # fmt: skip
    return found


def opposite(board: Board) -> list[str]:
    """The indicators that correlate below zero with a pillar that is not their own."""
    return [
        code for code in board.plan.codes
        if any(correlation(board, code, pillar) < 0 for pillar in board.plan.pillars
               if pillar != board.plan.rows[code]["parent"])
    ]  # fmt: skip


def loose(board: Board) -> list[str]:
    """The pillars whose indicators hardly measure one thing, by Cronbach's alpha."""
    return [pillar for pillar in board.plan.pillars if alpha(board, pillar) < USUAL]


def closest(board: Board) -> list[str]:
    """The two indicators that correlate most."""
    pairs = redundant(board)
    return list(max(pairs, key=lambda pair: abs(pairs[pair]))) if pairs else []


def driven(board: Board, area: str, year: int, up: bool) -> tuple[str, float]:
    """The indicator that lifts (or drags) an area most, and the points that it is by its weight
    away from the mean of all areas of the year; "" where none does."""
    points = {
        code: (board.score(code, area, year) - float(np.nanmean(
            board.scores[code][:, board.years.index(year)]))) * board.plan.weight(code)
        for code in board.plan.codes
    }  # fmt: skip
    known = {code: value for code, value in points.items() if value == value}
    code = (max if up else min)(known, key=lambda code: known[code])
    return (code, known[code]) if (known[code] > 0) == up and known[code] else ("", float("nan"))


def broken(board: Board, first: int, last: int) -> list[str]:
    """Indicators of which figures of both sides of a break go into the two years."""
    found = []
    for code in board.plan.codes:
        summed = [y for year in (first, last) for _, y in board.plan.numerators(code, year)]
        breaks = board.rows.indicators[board.plan.rows[code]["numerator"]]["break_years"]
        starts = [int(part.partition("=")[0]) for part in breaks.split("|") if part]
        if any(min(summed) < start <= max(summed) for start in starts):
            found.append(code)
    return found
