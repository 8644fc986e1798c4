"""Refuses a claim of a scoreboard that the judge's own indices do not bear."""

from __future__ import annotations

import numpy as np

from helpers.claims.board import Board
from helpers.claims.kinds import Scored
from helpers.claims.named import misnamed
from helpers.claims.reckon import NUMBER, Said
from helpers.claims.scale import places, put_together
from helpers.claims.score_words import WORDS
from helpers.claims.scores import NUMBERS, Scores


def lifts(scores: Scores, said: Scored) -> str:
    """Why it is refused that this is the least change that lifts an area so far; "" where it is.

    said: "2.75 (+3.2%)", the figure and its change, each at its digits: with a figure at their
    upper end the area stands as high as is said, with one at their lower end not yet. Without a
    number ("off the scale"): not even the best score of this indicator would do. code: the
    indicator; other: how many places.
    """
    board = scores.board(said.board)
    root, code = board.plan.root, said.code
    now, wanted = (own := board.ranks(root, said.year)[said.area]), own - int(said.other)
    found = NUMBER.findall(said.said)
    if not found:
        place = _place_at_best(board, code, said.area, said.year)
        return f"the best score of {code} would lift it from {now} to {place}" if (
            place <= wanted) else ""  # fmt: skip
    before = board.quotients(code, said.year)[said.area]
    low, high = _span(Said.read(found[0]))
    if len(found) > 1:
        ends = [before * (1 + end / 100) for end in _span(Said.read(found[1]))]
        low, high = max(low, min(ends)), min(high, max(ends))
    if low > high:
        return f"{found[0]} is no change of {found[1]}% from {before:g}"
    if board.plan.sign(code) < 0:
        low, high = high, low
    unit = float(board.plan.shown(code, 1.0))
    ranks = [board.rank_with(said.area, said.year, code, end / unit) for end in (low, high)]
    if ranks[1] > wanted:
        return f"with {high:g} it would rank {ranks[1]}, not {wanted}"
    if ranks[0] <= wanted and (low - before) * board.plan.sign(code) > 0:
        return f"less than {low:g} would do to rank {wanted}"
    return ""


def _span(number: Said) -> tuple[float, float]:
    """The ends of what rounds to a number, and a little more."""
    half = float(number.digit) * (0.5 + 1e-6)
    return float(number.value) - half, float(number.value) + half


def _place_at_best(board: Board, code: str, area: str, year: int) -> int:
    a, y = board.at(area, year)
    made = np.stack([board.scores[one][:, y] for one in board.plan.codes], axis=-1)
    made[a, board.plan.codes.index(code)] = 100.0
    return int(places(put_together(board.plan, made)[board.plan.root])[a])


IN_ORDER = {"movers", "leading", "lifted"}


def judge_scored(scores: Scores, said: Scored) -> str:
    """Why a claim of the scoreboard is refused; "" where the figures bear it."""
    about = " ".join(str(part) for part in (said.code, said.area, said.year or "") if part)
    try:
        if said.what == "takes":
            return lifts(scores, said)
        if said.what in WORDS:
            own, named = WORDS[said.what](scores, said), said.other.split(";")
            named = [one for one in named if one]
            if said.what not in IN_ORDER:
                own, named = sorted(own), sorted(named)
            if own != named:
                return (f"{said.what} of {about} is said to be {', '.join(named) or 'nobody'}; "
                        f"the figures bear {', '.join(own) or 'nobody'}")  # fmt: skip
            return misnamed(scores, said) if said.said else ""
        if said.what not in NUMBERS:
            return f"{said.what} is nothing that a scoreboard has"
        value = NUMBERS[said.what](scores, said)
    except (LookupError, ValueError) as error:
        return f"{said.what} of {about}: {error}"
    if value != value:
        return f"{said.what} of {about} has no value"
    number = Said.read(said.said)
    if abs(value - float(number.value)) <= float(number.digit) * (0.5 + 1e-6):
        return ""
    return f"{said.what} of {about} is said to be {said.said}; the figures bear {value:.6g}"
