"""The scoreboard over the years: ranks on one scale, and the longer line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.claims.basis import SUMS_CLEAR
from helpers.draw.slope import slope_chart
from helpers.draw.table import Block
from helpers.language import later, say
from helpers.language.phrases import clauses, listed, sentences, years_words
from helpers.report import board_titles, titles
from helpers.report.board import FEWER, Scored, needs_board
from helpers.report.board_claims import setting, shown, stated
from helpers.report.board_parts import indicators_counted
from helpers.report.board_sure import draws_counted
from helpers.report.claiming import worded
from helpers.report.indicator_words import lower
from helpers.scoreboard.provinces import Board

VINTAGES = {
    "revised": later("All years on revised GDP, as it is known now."),
    "published": later("Each year on GDP as published in its day."),
}


@needs_board
def over_time(scored: Scored) -> Block:
    """Ranks of every year with intervals; and the longer line of the indicators that reach back."""
    board = scored.board
    charts = [
        slope_chart(
            _frame(scored, board, True), name="scoreboard-slope",
            title=board_titles.moved(scored, board), marked=scored.edition.areas,
            subtitle=titles.under(say("Ranks over the years"), say(
                "{years}, all {indicators}; bars hold {held} of {hundred} draws",
                years=years_words(board.years[0], board.last),
                indicators=_indicators(scored, board),
                held=setting(scored, "held", "90"),
                hundred=setting(scored, "hundred", "100"),
            )),
            source=scored.source, breaks=_breaks(scored, board),
            note=sentences([
                say(VINTAGES[scored.vintage]),
                say("{draws} for each year before the newest.",
                    draws=setting(scored, "fewer draws", draws_counted(FEWER)))
                if len(board.years) > 1 else "",
            ]),
        )
    ]  # fmt: skip
    long = scored.long
    if long is not None and len(long.years) > len(board.years):
        names = [lower(item.name) for item in long.plan.items.values()]
        charts.append(
            slope_chart(
                _frame(scored, long, False), name="scoreboard-slope-long",
                title=board_titles.moved(scored, long), marked=scored.edition.areas,
                subtitle=titles.under(say("The longer line"), say(
                    "{years}, the {indicators} that reach back",
                    years=years_words(long.years[0], long.last),
                    indicators=_indicators(scored, long),
                )),
                source=scored.source, breaks=_breaks(scored, long),
                note=say("Made of {names}; another index, so its ranks are others.",
                         names=listed(names)),
            )
        )  # fmt: skip
    return Block([Block(charts, box="charts")])


def _indicators(scored: Scored, board: Board) -> str:
    """How many indicators a board is made of."""
    return stated(scored, "indicators", indicators_counted(len(board.plan.items)), board=board)


def _breaks(scored: Scored, board: Board) -> list[tuple[int, str]]:
    """Breaks in comparability of what the board is made of; a sum over a window has two each."""
    found: dict[int, list[str]] = {}
    for item in board.plan.items.values():
        cuts = [*scored.edition.reference.indicator[item.numerator].breaks]
        if item.window > 1:
            clear = say(SUMS_CLEAR)
            cuts += [(year + item.window - 1, clear) for year, _ in cuts]
        for year, words in cuts:
            if board.years[0] < year <= board.last:
                told = worded(words, "break", item.numerator, year, item.window)
                found.setdefault(year, []).append(
                    say("{name}: {words}", name=item.name, words=told)
                )
    return [(year, clauses(words)) for year, words in sorted(found.items())]


def _frame(scored: Scored, board: Board, sure: bool) -> pd.DataFrame:
    """area, area_name, year, rank, low, high, indicator (the index) of every year of a board."""
    rows = []
    for year in board.years:
        ranks = board.ranks(year)[board.root]
        table = scored.doubts[year].intervals().set_index("unit") if sure else None
        rows += [
            (
                area,
                scored.name(area),
                year,
                ranks[area],
                table.at[area, "low"] if sure else np.nan,
                table.at[area, "high"] if sure else np.nan,
                shown(scored, "rank", code=board.root, area=area, year=year, board=board),
            )
            for area in board.areas
        ]
    columns = ["area", "area_name", "year", "rank", "low", "high", "claim"]
    return pd.DataFrame(rows, columns=columns).assign(
        indicator=board.root if sure else f"{board.root}-long"
    )
