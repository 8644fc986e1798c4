"""The times that a sentence names, and which of them a figure belongs to.

Relative years are counted from the story's date. A year that a change is reckoned from ("than in
2020", 比上年) is a base, never the figure's own time.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from helpers.read import period_words as known

NEAR = 60  # characters behind a figure within which a time may still be its own


@dataclass(frozen=True)
class Time:
    """A time in a sentence: where it stands, what kind of words it is, as the story format writes
    it ("" for "in recent years"); of a span the last year too."""

    start: int
    end: int
    kind: str
    period: str
    until: str = ""


def date_of(text: str) -> str:
    """The date of a story: the first whole date near its top, else its newest plain year."""
    dates = [
        (match.start(), written)
        for pattern in known.DATES
        for match in [pattern.search(text[:3000])]
        if match and (written := _day(match))
    ]
    if dates:
        return min(dates)[1]
    if last := next(
        (d for p in known.DATES for m in p.finditer(text[-300:]) if (d := _day(m))), ""
    ):
        return last
    if this := known.THIS_IS.search(text):
        return this[1]
    years = Counter(match[0] for match in known.YEAR.finditer(text[:20000]))
    return years.most_common(1)[0][0] if years else ""


def _day(match: re.Match) -> str:
    month, day = _month(match["month"]), int(match["day"])
    good = 1 <= month <= 12 and 1 <= day <= 31
    return f"{match['year']}-{month:02d}-{day:02d}" if good else ""


def _month(name: str) -> int:
    return int(name) if name.isdigit() else known.MONTH_NAMES.index(name[:3].lower()) + 1


def times(text: str, date: str, carried: str = "") -> list[Time]:
    """All times of a sentence, in its order; in linear time.

    date: the story's; carried: the year that the sentence before spoke of, for "the whole year".
    """
    found: list[Time] = []
    taken = text
    for kind, pattern in known.TIMES:
        pieces, last = [], 0
        for match in pattern.finditer(taken):
            period, until = _period(kind, match, date, carried)
            if period is not None:
                found.append(Time(match.start(), match.end(), kind, period, until))
                pieces.append(taken[last : match.start()] + "_" * len(match[0]))
                last = match.end()
        taken = "".join(pieces) + taken[last:]
    return sorted(found, key=lambda one: one.start)


def _period(kind: str, match: re.Match, date: str, carried: str) -> tuple[str | None, str]:
    """The period of a match and the last year of a span; None where it is no time after all."""
    parts = {name.rstrip("23"): part for name, part in match.groupdict().items() if part}
    year = _year(parts, date)
    if kind in ("title", "day", "vague", "now"):
        return "", ""
    if kind == "plan":
        return _plan(parts, date)
    if kind == "base":
        return year if parts.get("year") or parts.get("rel") else "", ""
    if kind == "span":
        return (
            (f"{year}-01/{parts['until']}-12", parts["until"])
            if year < parts["until"]
            else (None, "")
        )
    if kind == "since":
        return f"{year}-01/{date[:7]}" if year < date[:4] and len(date) >= 7 else "", ""
    if kind == "year":
        return match[0], ""
    if kind == "whole":
        return carried[:4] or _ended(match[0], date), ""
    year = year or date[:4]
    if not year or kind in ("this", "rel"):
        return year, ""
    return _part(kind, parts, year), ""


def _ended(words: str, date: str) -> str:
    """The year that "the whole year" means: early in a year that of the year before."""
    if len(date) < 7:
        return date
    return str(int(date[:4]) - 1) if date[5:7] <= "03" and words == "全年" else date[:4]


def _year(parts: dict[str, str], date: str) -> str:
    """The year that the parts of a match name, "" for none."""
    if year := parts.get("year"):
        return year
    if date and (words := parts.get("rel")):
        for pattern, step in known.STEPS:
            if pattern.fullmatch(words):
                return str(int(date[:4]) + step)
    return ""


def _part(kind: str, parts: dict[str, str], year: str) -> str | None:
    """A part of a year; None for months that no year has."""
    number = parts.get("number", parts.get("han", "")).lower()
    count = int(number) if number.isdigit() else known.NUMBERS.get(number, 1)
    if kind == "quarters":
        return f"{year}-01/{year}-09"
    if kind == "half":
        second = number == "second" or parts.get("half") == "下"
        return f"{year}-07/{year}-12" if second else f"{year}-01/{year}-06"
    if kind == "quarter":
        return f"{year}-Q{parts['q'][1] if 'q' in parts else count}"
    if kind in ("until", "month"):
        month = _month(parts.get("last") or parts["first"])
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    first, last = (_month(parts["first"]), _month(parts["last"])) if "last" in parts else (1, count)
    return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first < last <= 12 else None


def _plan(parts: dict[str, str], date: str) -> tuple[str, str]:
    """A five-year plan: its five years, its last year for "by the end of", or since its start."""
    han = parts.get("han", "")
    number = int(parts["number"]) if "number" in parts else 10 + known.NUMBERS.get(han[1:-1], 0)
    start = 2001 + 5 * (number - 10)
    tail = parts.get("tail", "")
    if "until" in parts or tail.endswith("末") or tail == "收官":
        return str(start + 4), ""
    if tail == "以来" and len(date) >= 7 and date[:4] <= str(start + 4):
        return f"{start}-01/{date[:7]}", ""
    return f"{start}-01/{start + 4}-12", ""


def time_of(text: str, found: list[Time], start: int, end: int, following: int) -> Time | None:
    """The time that a figure from start to end belongs to, None where the sentence says nothing.

    One behind it, in its own clause and before the next figure, goes before the last one named
    in front of it.
    """
    own = [one for one in found if one.kind not in ("base", "title", "day")]
    if beside := next((one for one in own if known.BESIDE.fullmatch(text, one.end, start)), None):
        return beside  # 由2011年的26家增加到2021年的1067家
    after = next((one for one in own if one.start >= end), None)
    if after and after.start < min(following, end + NEAR):
        between = text[end : after.start]
        if not known.CLAUSE_END.search(between) and after.kind != "vague":
            return after
    before = [one for one in own if one.end <= start]
    if not before and not [one for one in own if one.start < end]:
        return None
    last = before[-1] if before else None
    if last and last.kind == "span":
        return _side(text[last.end : start], last)
    return last


def _side(between: str, span: Time) -> Time:
    """Of "2006 to 2018, from 272 to 14846" the year of the figure that stands behind `between`."""
    if known.FROM.search(between):
        return Time(span.start, span.end, "year", span.period[:4])
    if known.TO.search(between):
        return Time(span.start, span.end, "year", span.until)
    return span


def base_of(found: list[Time], start: int, end: int, period: str) -> str:
    """What a change is reckoned from: the base named nearest within 40 characters, else the same
    part of the year before; "" where the period is none."""
    for one in found:
        if one.kind == "base" and one.period and -40 < one.start - end < 40 and one.period < period:
            return one.period
    if not period[:4].isdigit():
        return ""
    back = str(int(period[:4]) - 1)
    if "/" in period and period[:4] != period.partition("/")[2][:4]:
        return ""
    return period.replace(period[:4], back)
