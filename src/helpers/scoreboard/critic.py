"""What a critic would choose otherwise in the scoreboard of provinces, and what comes of it.

Ranks are among the areas of one year, on the scale that all years of the board make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.scoreboard.choices import SEED, Choices
from helpers.scoreboard.machine import Treated
from helpers.scoreboard.provinces import Board
from helpers.scoreboard.uncertainty import Uncertainty, uncertainty

IMPUTE = (None, "group_mean")
TREAT = ("winsorise_log", None, "mean_sd")
NORMALISE = ("min_max", "z_score", "rank")
AGGREGATE = ("arithmetic", {1: "geometric"})
# Half of the last digit of an intensity, which is printed to 0.01 % of GDP: GDP of its day is
# reckoned from it. Other figures are printed to a thousandth and less of themselves.
ROUNDING = {"rd_intensity": 0.00005}


def revision_of(board: Board, other: Board) -> float:
    """By how much a figure may still be revised: the median by which GDP was, as a part of it.

    board, other: of both vintages. Every figure is given it as its standard deviation.
    """
    one, two = board.values["gdp"], other.values["gdp"]
    return float((one / two - 1).abs().median())


def choices(board: Board, other: Board | None, zones: Mapping[str, str], year: int) -> Choices:
    """The board and what may be varied of it; ranks of one year are asked for.

    other: the board of the other vintage of GDP. zones: area -> zone, whose mean fills a gap.
    """
    tables = {board.vintage: board.values}
    if other is not None and other.values.index.equals(board.values.index):
        tables[other.vintage] = other.values
    areas = board.values.index.get_level_values("area")
    groups = pd.Series([zones[area] for area in areas], index=board.values.index)
    return Choices(
        framework=board.plan.framework,
        tables=tables,
        impute=IMPUTE,
        treat=TREAT,
        normalise=NORMALISE,
        aggregate=AGGREGATE,
        groups=groups,
        revision=revision_of(board, other) if len(tables) > 1 else 0.0,
        rounding=ROUNDING if "published" in tables else 0.0,
        among=asked(board, year),
    )


def doubts(choices: Choices, board: Board, counts: Mapping[int, int]) -> dict[int, Uncertainty]:
    """year -> what so many draws as `counts` has for it say of it, units the areas.

    choices: of `choices`, whatever year they ask for. The same draws for every year; what the years
    have in common, for they share one scale, is reckoned once.
    """
    treated: dict[tuple[int, int, int], Treated] = {}
    return {
        year: uncertainty(replace(choices, among=asked(board, year)), count, SEED, treated)
        for year, count in counts.items()
    }


def asked(board: Board, year: int) -> list[tuple[str, int]]:
    """The rows of the board that are ranked among each other in one year."""
    return [(area, year) for area in board.areas]
