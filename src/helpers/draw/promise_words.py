"""In words for who cannot see them: printed figures and promises beside the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.alternatives import break_words, drawn_course
from helpers.draw.numbers import Display
from helpers.draw.words import clean_words
from helpers.language import say
from helpers.language.phrases import clauses, full_stops
from helpers.traces import traced, worded_trace

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
    from helpers.draw.promise import Promised


def record_words(series: pd.DataFrame, labels: Sequence[str], heading: Heading, *,
                 display: Display, series_name: str,
                 breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """Words for a record chart; labels: what each point of the stories is called on it."""
    course = drawn_course(series, display, breaks=[year for year, _ in breaks])
    series_name = clean_words(series_name)
    sentences = [say("{series}, {what}: {course}", series=series_name, what=heading.subtitle,
                     course=course)]  # fmt: skip
    sentences += [say("Figures from stories: {figures}", figures=clauses(labels))] if labels else []
    years = series.loc[series["value"].notna(), "year"]
    if len(years):
        sentences.append(break_words(breaks, int(years.min()), int(years.max())))
    return full_stops(sentences)


def promise_words(rows: pd.DataFrame, promised: Promised, heading: Heading, display: Display,
                  breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """Words for a promise chart; rows: year, value and, if told, claim."""
    course = drawn_course(rows, display, breaks=[year for year, _ in breaks])
    told = [promised.told, promised.came]
    if promised.reached is not None and promised.reached > promised.due:
        told.append(say("{name}: {words}", name=promised.reached_way, words=promised.reached_told))
    record = say("Official record, {what}: {course}", what=heading.subtitle, course=course)
    years = rows.loc[rows["value"].notna(), "year"]
    broken = break_words(breaks, int(years.min()), int(years.max()))
    return full_stops([promised.summary, record, clauses(told), broken])


def timeline_words(rows: pd.DataFrame, heading: Heading, verdicts: dict[str, str]) -> str:
    """Words for a timeline; rows: label, told_on, told_to, due, verdict, words, told_by."""
    if rows.empty:
        return say("Timeline, {what}: no promises.", what=heading.subtitle)
    told = [
        say("{promise}: told {day}, due {year}, {came}", promise=clean_words(row.label),
            day=_claimed(_days(row), "told on", row), year=_claimed(str(row.due), "due", row),
            came=clean_words(row.words) or say(verdicts[row.verdict]))
        for row in rows.itertuples()
    ]  # fmt: skip
    return full_stops([say("Timeline, {what}", what=heading.subtitle), *told])


def _claimed(words: str, what: str, row) -> str:
    """Words on when promises were told, or due, with what they claim of these, if named."""
    return traced(words, worded_trace("", what, *row.told_by.split(";")) if row.told_by else "")


def _days(row) -> str:
    """The day it was first told; of several promises the span of those days."""
    if row.told_to == row.told_on:
        return row.told_on
    return say("{day} to {last_day}", day=row.told_on, last_day=row.told_to)


def levels_words(labels: Sequence[tuple[str, str]], heading: Heading) -> str:
    """Words for a levels chart; labels: each row's name and what is printed at its mark."""
    if not labels:
        return say("Figures side by side, {what}: no figures.", what=heading.subtitle)
    told = clauses([say("{name}: {words}", name=name, words=words) for name, words in labels])
    what = say("Figures of different years side by side, {what}", what=heading.subtitle)
    return full_stops([what, told])
