"""Lists told in step: "A, B and C grew by 3, 4 and 5 percent respectively", 分别."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from helpers.read.quantities import Quantity

IN_STEP = re.compile(r"分别|(?<![a-z])respectively(?![a-z])", re.IGNORECASE)
STOP = re.compile(r"[，；。;]|,(?=[一-鿿])")
NEXT = re.compile(
    r"[^，。；;、,]{0,6}(?:、|，|,|和|及|与|以及|and|or|\s)+[^，。；;、,]{0,6}", re.IGNORECASE
)
MOST = 30  # figures of one list
LONGEST = 200  # characters in front of a list within which its heads are looked for


def in_step(
    text: str, figures: list[Quantity], heads: list[tuple[int, int, str]]
) -> dict[int, str]:
    """The head that each figure of such a list belongs to: start of the figure to the head's value.

    heads: start, end and value of what the sentence names (indicators, or areas). A list whose
    heads and figures differ in number is left alone.
    """
    found: dict[int, str] = {}
    for mark in IN_STEP.finditer(text):
        run = _behind(text, figures, mark) if mark[0] == "分别" else _before(text, figures, mark)
        if len(run) < 2:
            continue
        stop = min(run[0].start, mark.start())
        near = slice(bisect_left(heads, (stop - LONGEST,)), bisect_left(heads, (stop,)))
        own = [head for head in heads[near] if head[1] <= stop]
        first = max((m.end() for m in STOP.finditer(text, max(0, stop - LONGEST), stop)), default=0)
        own = [head for head in own if head[0] >= first]
        if len(own) == len(run):
            found |= {one.start: head[2] for one, head in zip(run, own, strict=True)}
    return found


def _behind(text: str, figures: list[Quantity], mark: re.Match) -> list[Quantity]:
    """The figures in a row behind 分别."""
    run: list[Quantity] = []
    first = bisect_left(figures, mark.end(), key=lambda one: one.start)
    for one in figures[first : first + MOST]:
        gap = text[run[-1].end if run else mark.end() : one.start]
        if len(gap) > 12 or (run and not NEXT.fullmatch(gap)):
            break
        run.append(one)
    return run


def _before(text: str, figures: list[Quantity], mark: re.Match) -> list[Quantity]:
    """The figures in a row that end before "respectively"."""
    run: list[Quantity] = []
    last = bisect_right(figures, mark.start(), key=lambda one: one.end)
    for one in reversed(figures[max(0, last - MOST) : last]):
        gap = text[one.end : run[0].start if run else mark.start()]
        if (not run and len(gap) > 40) or (run and not NEXT.fullmatch(gap)):
            break
        run.insert(0, one)
    return run
