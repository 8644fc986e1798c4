"""Candidates out of a news story: a table for a person to edit, never data by itself.

Composes the reading of sentences, quantities and hints with the parser of printed figures: what
the parser refuses is proposed all the same, with little confidence and the parser's reason.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from datetime import date as date_type
from pathlib import Path

from helpers.clean.printed import UnreadableFigure, parse_printed
from helpers.csv_cells import harmless
from helpers.csv_rows import table_rows
from helpers.faults import Fault, FaultsFound
from helpers.read.articles import Sentence, read_article
from helpers.read.hints import Hint, Story, neighbours
from helpers.read.quantities import Quantity, quantities
from helpers.read.stories import COLUMNS
from helpers.reference import Reference, load_reference

OUT_COLUMNS = (*COLUMNS, "confidence")
WORDS = "reference/indicator_words.csv"
CITIES = "reference/city_names.csv"


def propose_figures(
    content: bytes, *, file: str, data_dir: Path, date: str = ""
) -> list[dict[str, str]]:
    """One row for each quantity of a story: the story format's columns, and `confidence` (0 to 1).

    date: the story's, "2023-02-26"; without it the text is searched for one.
    Raises FaultsFound where the file is no text, or the reference tables are faulty.
    """
    reference = load_reference(data_dir)
    sentences = read_article(content, file=file)
    words = indicator_words(data_dir, reference)
    story = Story.of(sentences, reference, words, date, city_names(data_dir))
    rows = []
    for sentence in sentences:
        found = quantities(sentence.text)
        story.read(sentence, found)
        places = neighbours(found, len(sentence.text))
        for number, (one, (previous, following)) in enumerate(
            zip(found, places, strict=True), start=1
        ):
            hint = story.hint(one, previous, following)
            rows.append(_row(sentence, number, one, hint))
    return rows


def is_date(text: str) -> bool:
    """Whether it is a day as ISO writes it: 2023-02-26."""
    try:
        return date_type.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _row(sentence: Sentence, number: int, one: Quantity, hint: Hint) -> dict[str, str]:
    note, doubt = "", one.doubt
    try:
        parse_printed(one.words)
    except UnreadableFigure as refusal:
        doubt = max(doubt, 0.8)
        note = "" if one.exclusion else str(refusal).partition(" be read as a figure: ")[2]
    if not one.exclusion:
        doubt += 0.15 * (not hint.indicator) + 0.05 * (not hint.time_period)
    row = dict.fromkeys(OUT_COLUMNS, "")
    row |= {"sentence": str(sentence.number), "figure": str(number), "as_printed": one.words}
    row |= {"area": hint.area} if one.exclusion else asdict(hint)
    row |= {"exclusion": one.exclusion, "note": note}
    return row | {"confidence": f"{max(0.05, 0.95 - doubt):.2f}"}


def indicator_words(data_dir: Path, reference: Reference) -> dict[str, str]:
    """Words that speak of an indicator to its code, to "" where they speak of something that no
    indicator measures; nothing where the table is not there.

    Raises FaultsFound for a faulty table or a code that indicators.csv does not hold.
    """
    path = data_dir / WORDS
    if not path.is_file():
        return {}
    rows, faults = table_rows(
        path.read_bytes(), file=WORDS, columns=("indicator", "words", "reason")
    )
    codes = set(reference.indicators["code"])
    faults += [
        Fault(WORDS, line, "indicator", f"{row['indicator']!r} is no code of indicators.csv")
        for line, row in rows
        if row["indicator"] and row["indicator"] not in codes
    ]
    if faults:
        raise FaultsFound(faults)
    return {
        words.strip(): row["indicator"]
        for _, row in rows
        for words in row["words"].split("|")
        if words.strip()
    }


def city_names(data_dir: Path) -> set[str]:
    """Names of cities, Chinese and English; none where the table is not there.

    Raises FaultsFound for a faulty table.
    """
    path = data_dir / CITIES
    if not path.is_file():
        return set()
    rows, faults = table_rows(path.read_bytes(), file=CITIES, columns=("name_zh", "name_en"))
    if faults:
        raise FaultsFound(faults)
    return {name for _, row in rows for name in row.values() if name}


def as_csv(rows: list[dict[str, str]]) -> str:
    """The rows as CSV text; a cell that a spreadsheet would run gets an apostrophe, which the
    reader of stories takes off again."""
    out = io.StringIO()
    writer = csv.DictWriter(out, OUT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()
