"""Why ranks moved between the first and the last year scored, cause by cause."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import bracketed, sentences, years_words
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import claim, named, pointed, stated
from helpers.report.claiming import directed
from helpers.report.indicator_words import lower, signed
from helpers.scoreboard.moves import OTHERS, REVISION, Move, Vintages, move

QUESTION = later(
    "The lines above put one GDP series under all years, so that years compare. Here the question "
    "is another: what became of the rank that could be read at the time? So the first year stands "
    "on GDP as published then, the last on revised GDP, and what the revision did is a cause of "
    "its own. Where that gives the first year another rank than the lines have, both are told."
)


@needs_board
def why_moved(scored: Scored) -> Block:
    """Of each marked province, from the first year scored to the last, cause by cause."""
    if len(scored.board.years) < 2:
        return Block([note(say("One year is scored, so no rank moved."))])
    vintages = _vintages(scored)
    moves = [move(area, vintages, _score(scored)) for area in scored.marked]
    said = [_words(scored, one) for one in moves]
    if any(map(_is_revised, moves)):
        said.insert(0, say(QUESTION))
    told = "".join(f"<p>{words_html(words)}</p>" for words in said)
    return Block([Prose(told), _table(scored, moves)])


def _is_revised(one: Move) -> bool:
    """Whether the first year was on the GDP of its day, and the last is on revised GDP."""
    return bool((one.parts["kind"] == REVISION).any())


def _broken(scored: Scored) -> list[str]:
    """Indicators whose series has a break in comparability between the two years."""
    first, last = scored.board.years[0], scored.board.last
    return [
        code
        for code, item in scored.plan.items.items()
        if any(
            first - item.window + 1 < year <= last
            for year, _ in scored.edition.reference.indicator[item.numerator].breaks
        )
    ]


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
    if cause == REVISION:
        return say("revised GDP")
    name = lower(scored.title(cause))
    return say("{name} (across a break)", name=name) if cause in _broken(scored) else name


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
    revised = _is_revised(one)
    opening = later(
        "{area}: from rank {was} in {first} to {is_} in {last}, {was_points} to {is_points} points."
    )
    if revised:
        opening = later(
            "{area}: from rank {was} in {first} on GDP as published then{drawn} to {is_} in {last} "
            "on revised GDP, {was_points} to {is_points} points."
        )

    def told(what: str, said: str, cause: str = "") -> str:
        return _stated(scored, one.unit, what, said, cause)

    in_places = {
        "own": told("own_places", _shift(places["own"])),
        "others": told("cause_places", _shift(places[OTHERS]), OTHERS),
    }
    words = [
        say(
            opening,
            area=scored.name(one.unit),
            was=told("was_rank", str(one.rank_before)),
            first=say("{year}", year=first),
            is_=told("is_rank", str(one.rank_after)),
            last=say("{year}", year=last),
            was_points=told("was_score", points(one.score_before)),
            is_points=told("is_score", points(one.score_after)),
            **({"drawn": _drawn(scored, one)} if revised else {}),
        ),
        say(
            "In places, its own figures {own}, the other provinces {others}, revised GDP "
            "{revision}.",
            **in_places,
            revision=told("cause_places", _shift(places[REVISION]), REVISION),
        )
        if revised
        else say("In places, its own figures {own}, the other provinces {others}.", **in_places),
        *_broken_words(scored, one),
    ]
    for what, message, causes in (
        ("lifted", later("Most lifted"), best),
        ("held", later("Held back"), worst),
    ):
        if causes:
            names = [_cause(scored, cause) for cause in causes]
            of = _years(scored, one.unit)
            way = pointed(scored, what, say(message), causes, **of)
            told_causes = named(scored, what, causes, names, **of)
            words.append(say("{way} by {causes}.", way=way, causes=told_causes))
    return sentences([*words, _sure_words(scored, one, first, last)])


def _shift(places: float) -> str:
    """A part of a move in places, "+0.2"; what one decimal would round to nothing has two."""
    return signed(places, 2 if 0 < abs(places) < 0.05 else 1)


def _drawn(scored: Scored, one: Move) -> str:
    """In brackets the rank that the chart has in the first year, where it is another."""
    board, first = scored.board, scored.board.years[0]
    rank = int(board.ranks(first).at[one.unit, board.root])
    if rank == one.rank_before:
        return ""
    said = stated(scored, "rank", str(rank), code=board.root, area=one.unit, year=first)
    return bracketed(say("rank {rank} on revised GDP, as drawn above", rank=said))


def _broken_words(scored: Scored, one: Move) -> list[str]:
    """What of the move comes from series that break between the two years, if any does."""
    broken = _broken(scored)
    if not broken:
        return []
    names = [lower(scored.title(code)) for code in broken]
    part = _across(one, broken)
    return [
        say(
            "Of its own, {places} places ({points} points) come from series with a break in "
            "comparability between the two years, {names}: that is no pure performance.",
            places=_stated(scored, one.unit, "broken_places", signed(part["rank"], 1)),
            points=_stated(scored, one.unit, "broken_points", signed(part["score"], 1)),
            names=named(scored, "broken", broken, names, **_years(scored, one.unit)),
        )
    ]


def _across(one: Move, broken: list[str]) -> dict[str, float]:
    """Points (score) and places (rank) of a move that these indicators made together."""
    own = one.parts[one.parts["cause"].isin(broken)]
    return {name: math.fsum(own[name]) for name in ("score", "rank")}


def _sure_words(scored: Scored, one: Move, first: int, last: int) -> str:
    """Whether the two ranks can be told apart at all."""
    early, late = (
        scored.doubts[year].intervals().set_index("unit").loc[one.unit] for year in (first, last)
    )
    overlap = early["low"] <= late["high"] and late["low"] <= early["high"]
    known = "yes" if overlap else "no"
    said = directed(
        say("overlap") if overlap else say("do not overlap"),
        f"overlap {known}",
        claim(scored, "overlap", code=str(first), area=one.unit, year=last, other=known),
    )
    if overlap and one.rank_before != one.rank_after:
        return say("The intervals of the two years {overlap}, so that the move itself is not sure.",
                   overlap=said)  # fmt: skip
    if not overlap and _broken(scored):
        return say("The intervals of the two years {overlap}; they do not cover the break in "
                   "comparability.", overlap=said)  # fmt: skip
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
    broken = _broken(scored)
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
            behind.append((one.unit, cause, own["kind"], own["score"], own["rank"],
                           "yes" if cause in broken else ""))  # fmt: skip
        rows.append(row)
    total = {"cause": say("Together")}
    for one in moves:
        moved = signed(one.score_after - one.score_before, 2)
        total[f"{one.unit}_score"] = _stated(scored, one.unit, "moved_points", moved)
        places = signed(one.rank_before - one.rank_after, 2)
        total[f"{one.unit}_rank"] = _stated(scored, one.unit, "moved_places", places)
    last_rows = [total]
    if broken:
        across = {"cause": say("Of these, across a break in comparability")}
        for one in moves:
            part = _across(one, broken)
            across[f"{one.unit}_score"] = _stated(
                scored, one.unit, "broken_points", signed(part["score"], 2)
            )
            across[f"{one.unit}_rank"] = _stated(
                scored, one.unit, "broken_places", signed(part["rank"], 2)
            )
        last_rows.append(across)
    columns = [Column("cause", say("Cause"))]
    for one in moves:
        columns.append(Column(f"{one.unit}_score", say("Points"), "number"))
        columns.append(Column(f"{one.unit}_rank", say("Places"), "number"))
    first, last = scored.board.years[0], scored.board.last
    return Table(
        "scoreboard-moves", say("Why ranks moved, {years}", years=years_words(first, last)),
        columns,
        pd.DataFrame([*rows, *last_rows], columns=[column.key for column in columns]),
        groups=[("", 1), *((scored.name(one.unit), 2) for one in moves)],
        stacked=True,
        behind=pd.DataFrame(behind, columns=["area", "cause", "kind", "points", "places",
                                             "crosses_break"]),
        source=say(
            "Shapley values: what a cause adds on average over all orders in which the causes "
            "could have come. They sum to the move; places above zero are places up. A series with "
            "a break in comparability moves by what changed in how it is counted, too, here "
            "and in the other provinces."
        ),
    )  # fmt: skip
