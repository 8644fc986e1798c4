"""The scoreboard over the years: ranks on one scale, the longer line, and why a rank moved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.draw.slope import slope_chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.language import later, say
from helpers.language.phrases import clauses, sentences, years_words
from helpers.report import board_titles, titles
from helpers.report.board import FEWER, Scored, needs_board, points
from helpers.report.board_claims import claim, named, setting, shown, stated
from helpers.report.board_parts import indicators_counted
from helpers.report.board_sure import draws_counted
from helpers.report.indicator_words import lower, signed
from helpers.scoreboard.moves import OTHERS, REVISION, Move, Vintages, move
from helpers.scoreboard.provinces import Board


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
            source=scored.source,
            note=say("{draws} a year before the newest.",
                     draws=setting(scored, "fewer draws", draws_counted(FEWER)))
            if len(board.years) > 1 else "",
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
    """Breaks in the definition of what the board is made of."""
    found: dict[int, list[str]] = {}
    for item in board.plan.items.values():
        for year, words in scored.edition.reference.indicator[item.numerator].breaks:
            if board.years[0] < year <= board.last:
                found.setdefault(year, []).append(
                    say("{name}: {words}", name=item.name, words=words)
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


@needs_board
def why_moved(scored: Scored) -> Block:
    """Of each marked province, from the first year scored to the last, cause by cause."""
    if len(scored.board.years) < 2:
        return Block([note(say("One year is scored, so no rank moved."))])
    vintages = _vintages(scored)
    moves = [move(area, vintages, _score(scored)) for area in scored.marked]
    pieces: list = [Prose("".join(f"<p>{words_html(_words(scored, one))}</p>" for one in moves))]
    return Block([*pieces, _table(scored, moves)])


def _vintages(scored: Scored) -> Vintages:
    """Figures of the first and the last year; where both vintages of GDP are there, both."""
    revised = scored.board if scored.vintage == "revised" else scored.other
    published = scored.published
    first, last = scored.board.years[0], scored.board.last
    both = {first, last} <= set(revised.years if revised else ()) & set(
        published.years if published else ()
    )
    if not both:
        return Vintages(scored.board.quotients(first), scored.board.quotients(last))
    return Vintages(
        before=published.quotients(first),
        after=revised.quotients(last),
        before_revised=revised.quotients(first),
        after_unrevised=published.quotients(last),
    )


def _score(scored: Scored):
    """Rows of figures to scores, on the scale of the board."""
    index, codes = scored.board.index, list(scored.plan.items)

    def score(rows: np.ndarray) -> np.ndarray:
        return index.placed(pd.DataFrame(rows, columns=codes))[scored.board.root].to_numpy()

    return score


def _cause(scored: Scored, cause: str) -> str:
    if cause == OTHERS:
        return say("the other provinces")
    return say("revised GDP") if cause == REVISION else lower(scored.title(cause))


def _words(scored: Scored, one: Move) -> str:
    """The move in one sentence or two."""
    first, last = scored.board.years[0], scored.board.last
    parts = one.parts
    own = parts.loc[parts["kind"] == "own"]
    places = {kind: float(parts.loc[parts["kind"] == kind, "rank"].sum())
              for kind in ("own", OTHERS, REVISION)}  # fmt: skip
    gains = own.sort_values("rank", ascending=False, kind="stable")
    best = list(gains.loc[gains["rank"] > 0.05, "cause"].head(2))
    worst = list(gains.loc[gains["rank"] < -0.05, "cause"].tail(2))
    revised = (parts["kind"] == REVISION).any()

    def told(what: str, said: str, cause: str = "") -> str:
        return _stated(scored, one.unit, what, said, cause)

    in_places = {
        "own": told("own_places", signed(places["own"], 1)),
        "others": told("cause_places", signed(places[OTHERS], 1), OTHERS),
    }
    words = [
        say(
            "{area}: from rank {was} in {first} on the figures of the day to {is_} in {last} as "
            "scored now, {was_points} to {is_points} points.",
            area=scored.name(one.unit),
            was=told("was_rank", str(one.rank_before)),
            first=say("{year}", year=first),
            is_=told("is_rank", str(one.rank_after)),
            last=say("{year}", year=last),
            was_points=told("was_score", points(one.score_before)),
            is_points=told("is_score", points(one.score_after)),
        ),
        say(
            "In places, its own performance {own}, the other provinces {others}, revised GDP "
            "{revision}.",
            **in_places,
            revision=told("cause_places", signed(places[REVISION], 1), REVISION),
        )
        if revised
        else say(
            "In places, its own performance {own}, the other provinces {others}.", **in_places
        ),
    ]
    for what, message, causes in (
        ("lifted", later("Most lifted by {causes}."), best),
        ("held", later("Held back by {causes}."), worst),
    ):
        if causes:
            names = [_cause(scored, cause) for cause in causes]
            told_causes = named(scored, what, causes, names, **_years(scored, one.unit))
            words.append(say(message, causes=told_causes))
    return sentences([*words, _sure_words(scored, one, first, last)])


def _sure_words(scored: Scored, one: Move, first: int, last: int) -> str:
    """Whether the two ranks can be told apart at all."""
    early, late = (
        scored.doubts[year].intervals().set_index("unit").loc[one.unit] for year in (first, last)
    )
    overlap = early["low"] <= late["high"] and late["low"] <= early["high"]
    said = claim(
        scored, "overlap", say("overlap") if overlap else say("do not overlap"), code=str(first),
        area=one.unit, year=last, other="yes" if overlap else "no",
    ).words  # fmt: skip
    if overlap and one.rank_before != one.rank_after:
        return say("The intervals of the two years {overlap}, so that the move itself is not sure.",
                   overlap=said)  # fmt: skip
    return say("The intervals of the two years {overlap}.", overlap=said)


def _years(scored: Scored, area: str) -> dict[str, object]:
    """What says of which move a claim in words is."""
    return {"area": area, "year": scored.board.years[0], "code": str(scored.board.last)}


def _stated(scored: Scored, area: str, what: str, said: str, cause: str = "") -> str:
    """A number of an area's move from the first year to the last, with its claim."""
    return stated(scored, what, said, code=cause, area=area, year=scored.board.years[0],
                  other=scored.board.last)  # fmt: skip


def _table(scored: Scored, moves: list[Move]) -> Table:
    causes = list(dict.fromkeys(cause for one in moves for cause in one.parts["cause"]))
    rows, behind = [], []
    for cause in causes:
        row = {"cause": _cause(scored, cause)}
        row["cause"] = row["cause"][:1].upper() + row["cause"][1:]
        for one in moves:
            own = one.parts.set_index("cause").loc[cause]
            row[f"{one.unit}_score"] = _stated(
                scored, one.unit, "cause_points", signed(own["score"], 2), cause
            )
            row[f"{one.unit}_rank"] = _stated(
                scored, one.unit, "cause_places", signed(own["rank"], 2), cause
            )
            behind.append((one.unit, cause, own["kind"], own["score"], own["rank"]))
        rows.append(row)
    total = {"cause": say("Together")}
    for one in moves:
        moved = signed(one.score_after - one.score_before, 2)
        total[f"{one.unit}_score"] = _stated(scored, one.unit, "moved_points", moved)
        places = signed(one.rank_before - one.rank_after, 2)
        total[f"{one.unit}_rank"] = _stated(scored, one.unit, "moved_places", places)
    columns = [Column("cause", say("Cause"))]
    for one in moves:
        columns.append(Column(f"{one.unit}_score", say("Points"), "number"))
        columns.append(Column(f"{one.unit}_rank", say("Places"), "number"))
    first, last = scored.board.years[0], scored.board.last
    return Table(
        "scoreboard-moves", say("Why ranks moved, {years}", years=years_words(first, last)),
        columns,
        pd.DataFrame([*rows, total], columns=[column.key for column in columns]),
        groups=[("", 1), *((scored.name(one.unit), 2) for one in moves)],
        stacked=True,
        behind=pd.DataFrame(behind, columns=["area", "cause", "kind", "points", "places"]),
        source=say(
            "Shapley values: what a cause adds on average over all orders in which the causes "
            "could have come. They sum to the move; places above zero are places up."
        ),
    )  # fmt: skip
