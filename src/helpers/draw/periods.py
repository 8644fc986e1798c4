"""Periods as the observations write them, put on an axis of years and into words."""

from __future__ import annotations

import re

from helpers.draw.numbers import year_words
from helpers.language import later, say

_MONTHS = (
    later("January"),
    later("February"),
    later("March"),
    later("April"),
    later("May"),
    later("June"),
    later("July"),
    later("August"),
    later("September"),
    later("October"),
    later("November"),
    later("December"),
)
_PART = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-\d\d)?)?")


def position(period: object) -> float:
    """Where a period stands on an axis of years; NaN if missing.

    A year stands at its own number, which is the middle of its span; "2022-Q1", "2022-07"
    and intervals "2022-01/2022-04" stand at their middle within 2021.5 to 2022.5.
    ValueError for text that is no such period.
    """
    words = year_words(period)
    if not words:
        return float("nan")
    parts = words.split("/")
    if len(parts) > 2:
        raise ValueError(_fault(words))
    spans = [_span(part, words) for part in parts]
    return (spans[0][0] + spans[-1][1]) / 2


def period_words(period: object) -> str:
    """Words like "2022", "Q1 2022", "July 2022", "January to April 2022"; "" if missing."""
    words = year_words(period)
    if not words:
        return ""
    position(words)
    ends = [_words(part) for part in words.split("/")]
    if len(ends) == 2 and ends[0][1] == ends[1][1] and ends[0][0]:
        part = say("{low} to {high}", low=ends[0][0], high=ends[1][0])
        return say("{part} {year}", part=part, year=ends[0][1])
    said = [say("{part} {year}", part=part, year=year) if part else say("{year}", year=year)
            for part, year in ends]  # fmt: skip
    return say("{low} to {high}", low=said[0], high=said[1]) if len(said) == 2 else said[0]


def _span(part: str, words: str) -> tuple[float, float]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(_fault(words))
    start = int(match["year"]) - 0.5
    if match["quarter"]:
        return start + (int(match["quarter"]) - 1) / 4, start + int(match["quarter"]) / 4
    if match["month"]:
        return start + (int(match["month"]) - 1) / 12, start + int(match["month"]) / 12
    return start, start + 1


def _words(part: str) -> tuple[str, str]:
    match = _PART.fullmatch(part)
    if match["quarter"]:
        return say("Q{quarter}", quarter=match["quarter"]), match["year"]
    return (say(_MONTHS[int(match["month"]) - 1]) if match["month"] else ""), match["year"]


def _fault(words: str) -> str:
    return f"{words!r} is no period; allowed: 2022, 2022-Q1, 2022-07, 2022-01/2022-04"
