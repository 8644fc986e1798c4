"""The opening of the scoreboard: what is scored, who leads, where the marked stand, how sure."""

from __future__ import annotations

from html import escape

from helpers.draw.table import Block, Prose
from helpers.draw.words import listed
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_parts import indicator_count, score_words
from helpers.report.board_sure import rank_words
from helpers.report.edition import years_words
from helpers.scoreboard.tiers import CERTAIN, told_apart


@needs_board
def opening(scored: Scored) -> Block:
    """Computed sentences; none says an order that the draws do not bear."""
    board = scored.board
    years = years_words(board.years[0], board.last)
    words = (
        f"{scored.among[:1].upper() + scored.among[1:]} on {indicator_count(scored)}, {years}, all "
        f"on one scale; ranks and scores below are those of {scored.year}."
    )
    items = [_leader(scored), *(_standing(scored, area) for area in scored.marked)]
    items += [_neighbours(scored, area) for area in scored.marked]
    listed_items = "".join(
        f"<li><strong>{escape(head)}</strong>: {escape(rest)}</li>" for head, rest in items if rest
    )
    return Block([Prose(f'<p>{escape(words)}</p><ul class="findings">{listed_items}</ul>')])


def _leader(scored: Scored) -> tuple[str, str]:
    """Who is in the first tier; first only where the draws say so."""
    table = scored.intervals.dropna(subset="tier")
    first = [area for area in scored.order if table.at[area, "tier"] == 1]
    names = [scored.name(area) for area in first]
    if len(first) == 1:
        return names[0], (
            f"alone in the first tier, {score_words(scored, first[0])}, "
            f"{rank_words(scored, first[0])}"
        )
    return "First tier", f"{listed(names)}, in an order that the draws do not tell"


def _standing(scored: Scored, area: str) -> tuple[str, str]:
    tier = scored.intervals.at[area, "tier"]
    pillars = scored.scores.loc[area, list(scored.plan.pillars)].dropna()
    high, low = pillars.idxmax(), pillars.idxmin()
    words = f"{score_words(scored, area)}, {rank_words(scored, area)}, tier {tier:g}"
    if high != low:
        words += (
            f"; of the pillars {scored.title(high)} scores highest ({points(pillars[high])}), "
            f"{scored.title(low)} lowest ({points(pillars[low])})"
        )
    return scored.name(area), words


def _neighbours(scored: Scored, area: str) -> tuple[str, str]:
    """Whom the area is not told apart from."""
    above = scored.doubts[scored.year].pairwise()
    alike = [
        other
        for other in scored.order
        if other != area and not told_apart(above, area, other, CERTAIN)
    ]
    head = f"Not told apart from {scored.name(area)}"
    if not alike:
        return head, "nobody"
    return head, f"{listed([scored.name(other) for other in alike])} (at {CERTAIN:.0%})"
