"""Texts of the data that have no Chinese yet: Chinese pages say them in English, marked so.

They are found by saying everything that pages may say of the data, and noting what falls back. A
text that holds Chinese signs is Chinese, whoever wrote it, and one without a word needs none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from helpers.language import CHINESE, noting, speaking
from helpers.reference import Indicator, Reference
from helpers.report.notes import own_note, why_apart

INDICATORS, TEXTS = "data/reference/indicators_zh.csv", "data/reference/texts_zh.csv"
CELLS = {  # table: file, columns that pages show
    "sources": ("sources.csv", ("publisher", "title", "licence", "note")),
    "scoreboard": ("scoreboard.csv", ("name", "unit", "reason")),
    "deciders": ("deciders.csv", ("publication", "note")),
    "conflicts": ("conflicts.csv", ("reason",)),
    "corrections": ("corrections.csv", ("reason",)),
}
_WORD, _HAN = re.compile("[A-Za-z]{2}"), re.compile("[\u4e00-\u9fff]")


class Lacking(NamedTuple):
    """words: what Chinese pages say in English; where: the cell that says it; table: where its
    Chinese is to be added."""

    words: tuple[str, ...]
    where: str
    table: str


def without_chinese(
    reference: Reference, observations: pd.DataFrame, exclusions: pd.DataFrame | None = None
) -> list[Lacking]:
    """Each text without Chinese once, under the first cell that says it, and each indicator.

    observations, exclusions: as `clean` hands them out; a page of one area may say fewer.
    """
    found: dict[str, Lacking] = {}
    with speaking(CHINESE):
        for where, say_it in _said(reference, observations, exclusions):
            with noting() as noted:
                say_it()
            for words in filter(_is_english, noted):
                found.setdefault(words, Lacking((words,), where, TEXTS))
        indicators = [
            Lacking(_words_of(one), f"indicator {code}", INDICATORS)
            for code, one in reference.indicator.items()
            if not one.in_chinese
        ]
    return [*found.values(), *indicators]


def _is_english(words: str) -> bool:
    return bool(_WORD.search(words)) and not _HAN.search(words)


def _words_of(indicator: Indicator) -> tuple[str, ...]:
    shown = indicator.shown
    words = (shown.name, shown.theme, shown.unit, shown.definition, shown.publication)
    breaks = (text for _, text in shown.breaks)
    return tuple(dict.fromkeys(filter(_is_english, (*words, *breaks))))


def _said(
    reference: Reference, observations: pd.DataFrame, exclusions: pd.DataFrame | None
) -> Iterator[tuple[str, Callable[[], object]]]:
    """(the cell, what says it) of everything that pages may say of the data."""
    for table, (file, columns) in CELLS.items():
        for column in columns:
            for words in getattr(reference, table)[column].unique():
                yield f"{file}, {column}", lambda words=words: reference.text(words)
    for row in observations.drop_duplicates("note").itertuples():
        yield f"note of {row.obs_id}", lambda note=row.note: _both(reference, note)
    if exclusions is not None:
        for row in exclusions.drop_duplicates("exclusion").itertuples():
            where = f"why {row.source_id} {row.locator} is left out"
            yield where, lambda words=row.exclusion: reference.text(words)


def _both(reference: Reference, note: str) -> None:
    own_note(reference, note)
    why_apart(reference, note)


def told(lacking: list[Lacking]) -> list[str]:
    """What a build says of them: a line for all, and a line for each; none where nothing lacks."""
    if not lacking:
        return []
    many = "texts of the data have" if len(lacking) > 1 else "text of the data has"
    head = f"{len(lacking)} {many} no Chinese yet, and Chinese pages show English. Add to"
    tables = dict.fromkeys(one.table for one in lacking)
    lines = [f"{head} {' and '.join(tables)}:"]
    return lines + [
        f"  {one.where}" if one.table == INDICATORS else f"  {one.words[0]!r} ({one.where})"
        for one in lacking
    ]
