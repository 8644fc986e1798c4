"""What any text cell of the reference tables must be: signs that are seen, and not endless."""

from __future__ import annotations

from helpers.faults import Fault
from helpers.signs import PLAIN, unseen_in

# An area's name stands beside the plot of every chart, an indicator's above, a title below.
LONGEST_AREA, LONGEST_NAME, LONGEST_TITLE, LONGEST_TEXT = 40, 100, 300, 2000
LONGEST = {
    "areas": dict.fromkeys(
        ("name_en", "name_zh", "name_zh_full", "name_pinyin", "iso_3166_2"), LONGEST_AREA
    )
    | {"letters": 3},
    "spellings": {"spelling": LONGEST_NAME, "reason": LONGEST_TEXT},
    "neighbours": {"reason": LONGEST_TEXT},
    "scoreboard": {"name": LONGEST_NAME, "unit": LONGEST_NAME, "reason": LONGEST_TEXT},
    "indicators": dict.fromkeys(
        ("code", "name_en", "name_zh", "theme", "display_unit"), LONGEST_NAME
    )
    | {"publication": LONGEST_TITLE, "break_years": LONGEST_TITLE, "definition": LONGEST_TEXT},
    "corrections": {"reason": LONGEST_TEXT},
    "conflicts": {"reason": LONGEST_TEXT},
    "derivations": {"note": LONGEST_TEXT},
    "indicators_zh": dict.fromkeys(("theme", "display_unit"), LONGEST_NAME)
    | {"publication": LONGEST_TITLE, "break_years": LONGEST_TITLE, "definition": LONGEST_TEXT},
    "texts_zh": {"text": LONGEST_TEXT, "text_zh": LONGEST_TEXT},
    "deciders": {"publication": LONGEST_TITLE, "note": LONGEST_TEXT},
    "sources": {
        "source_id": LONGEST_NAME,
        "publisher": LONGEST_TITLE,
        "title": LONGEST_TITLE,
        "date": LONGEST_NAME,
        "received": LONGEST_NAME,
        "unit": LONGEST_NAME,
        "licence": LONGEST_TITLE,
        "compilation": LONGEST_TITLE,
        "note": LONGEST_TEXT,
    },
}


def text_faults(table: str, file: str, rows: list[tuple[int, dict[str, str]]]) -> list[Fault]:
    """Cells of a table (a key of `load.TABLES`) that hold unseen signs, line ends or too much."""
    faults = []
    for line, row in rows:
        for column, text in row.items():
            unseen = unseen_in(text)
            if any(sign in PLAIN for sign in text):
                unseen.append("a tab or an end of a line")
            if unseen:
                found = f"the cell holds {', '.join(unseen[:3])}"
                todo = "Type the cell anew: a reader cannot see what stands there"
                faults.append(Fault(file, line, column, found, "signs that are seen", todo))
            most = LONGEST[table].get(column)
            if most and len(text) > most:
                found = f"{len(text):,} characters stand there"
                faults.append(Fault(file, line, column, found, f"at most {most:,}"))
    return faults
