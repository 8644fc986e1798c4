"""The opening of the scoreboard: what is scored, who leads, where the marked stand, how sure."""

from __future__ import annotations

from helpers.draw.table import Block, Prose
from helpers.draw.words import words_html
from helpers.language import say
from helpers.language.phrases import clauses, joined, years_words
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import among_words, named, pointed, setting, stated
from helpers.report.board_parts import indicator_count, score_words
from helpers.report.board_sure import rank_words
from helpers.scoreboard.tiers import CERTAIN, told_apart


@needs_board
def opening(scored: Scored) -> Block:
    """Computed sentences; none says an order that the draws do not bear."""
    board = scored.board
    years = years_words(board.years[0], board.last)
    words = say(
        "{provinces} on {indicators}, {years}, all on one scale; ranks and scores below are those "
        "of {year}. A draw is the index made anew with other choices that could be defended; the "
        "next section names them.",
        provinces=among_words(scored),
        indicators=indicator_count(scored),
        years=years,
        year=say("{year}", year=scored.year),
    )
    items = [_leader(scored), *(_standing(scored, area) for area in scored.marked)]
    items += [_neighbours(scored, area) for area in scored.marked]
    listed_items = "".join(_item(head, rest) for head, rest in items if rest)
    return Block([Prose(f'<p>{words_html(words)}</p><ul class="findings">{listed_items}</ul>')])


def _item(head: str, rest: str) -> str:
    words = say("<strong>{head}</strong>: {rest}", head=words_html(head), rest=words_html(rest))
    return f"<li>{words}</li>"


def _leader(scored: Scored) -> tuple[str, str]:
    """Who is in the first tier; first only where the draws say so."""
    table = scored.intervals.dropna(subset="tier")
    first = [area for area in scored.order if table.at[area, "tier"] == 1]
    names = [scored.name(area) for area in first]
    if len(first) == 1:
        alone = named(scored, "tier_of", first, [say("alone in the first tier")], code="1")
        return names[0], joined(
            [alone, score_words(scored, first[0]), rank_words(scored, first[0])]
        )
    together = named(scored, "tier_of", first, names, code="1")
    return say("First tier"), say("{names}, in an order that the draws do not tell", names=together)


def _standing(scored: Scored, area: str) -> tuple[str, str]:
    tier = scored.intervals.at[area, "tier"]
    pillars = scored.scores.loc[area, list(scored.plan.pillars)].dropna()
    high, low = pillars.idxmax(), pillars.idxmin()
    own_tier = stated(scored, "tier", say("tier {number}", number=f"{tier:g}"), area=area)
    words = joined([score_words(scored, area), rank_words(scored, area), own_tier])
    if high == low:
        return scored.name(area), words
    pillars = say(
        "of the pillars {highest} {way} ({high}), {lowest} {other_way} ({low})",
        way=pointed(scored, "highest", say("scores highest"), [high], area=area),
        other_way=pointed(scored, "lowest", say("lowest"), [low], area=area),
        highest=_pillar(scored, "highest", area, high),
        high=_points(scored, area, high),
        lowest=_pillar(scored, "lowest", area, low),
        low=_points(scored, area, low),
    )
    return scored.name(area), clauses([words, pillars])


def _pillar(scored: Scored, what: str, area: str, pillar: str) -> str:
    return named(scored, what, [pillar], [scored.title(pillar)], area=area)


def _points(scored: Scored, area: str, code: str) -> str:
    return stated(scored, "score", points(scored.scores.at[area, code]), code=code, area=area)


def _neighbours(scored: Scored, area: str) -> tuple[str, str]:
    """Whom the area is not told apart from."""
    above = scored.doubts[scored.year].pairwise()
    alike = [
        other
        for other in scored.order
        if other != area and not told_apart(above, area, other, CERTAIN)
    ]
    way = pointed(scored, "alike", say("Not told apart"), alike, area=area)
    head = say("{way} from {area}", way=way, area=scored.name(area))
    if not alike:
        return head, named(scored, "alike", [], [say("nobody")], area=area)
    names = named(scored, "alike", alike, [scored.name(other) for other in alike], area=area)
    return head, say("{names} (at {part})", names=names,
                     part=setting(scored, "certain", f"{CERTAIN:.0%}"))  # fmt: skip
