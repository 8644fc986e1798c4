"""The cleaning record: what arrived, what was repaired, what was left out, what was checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pandas as pd

from helpers.clean.stage import Cleaned, clean_figures
from helpers.data_folder import find_data
from helpers.draw.look import show_look
from helpers.draw.table import Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import ENGLISH, chinese, later, say, use
from helpers.language.phrases import bracketed, enumerated, year_runs, years_words
from helpers.reference import Reference
from helpers.report.claiming_counts import observed, reckoned
from helpers.report.conflicts import conflict_list


def clean_again(language: str = ENGLISH) -> Cleaned:
    """Clean the project's raw figures in memory, as the build has done. Raises FaultsFound.

    From here on the notebook speaks this language.
    """
    use(ENGLISH)  # for faults
    show_look()
    cleaned = clean_figures(find_data())
    use(language)
    return cleaned


def summary(cleaned: Cleaned) -> Prose:
    """The counts at a glance."""
    observations = cleaned.observations
    repeats = (observations["repeats"] != "").sum()
    derived = (observations["derived_from"] != "").sum()
    alone = ((observations["comparable"] == "no") & (observations["repeats"] == "")).sum()
    conflicts = cleaned.conflicts["conflict"].nunique()
    counts = (
        (say("figures arrived"), tally(len(cleaned.arrivals), RAW, "arrived"),
         say("rows of all raw files")),
        (say("observations"), observed(len(observations)),
         say("one row a figure, derived ones among them")),
        (say("left out"), tally(len(cleaned.exclusions), EXCLUDED, "left out"),
         say("each with its reason, below")),
        (say("repeats"), observed(repeats, repeats="*"), say("told more than once, counted once")),
        (say("corrected by hand"), tally(_corrected(cleaned), CORRECTED, "corrected"),
         say("each with its reason, below")),
        (say("conflicts"), tally(conflicts, IN_CONFLICT, "conflicts"),
         say("recorded, never averaged")),
        (say("derived"), observed(derived, derived_from="*"), say("computed from other rows")),
        (say("not comparable"), observed(alone, comparable="no", repeats=""),
         say("the reasons are below; repeats not counted")),
    )  # fmt: skip
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{words_html(count)}</dd><dd>{escape(words)}</dd></div>"
        for name, count, words in counts
    )
    return Prose(f'<dl class="facts">{cells}</dl>')


RAW = later("counted in this report: rows of the raw files")


RAW_OF_SOURCE = later("counted in this report: rows of the raw files, of this source")


EXCLUDED = later("counted in this report: rows of exclusions.csv")


EXCLUDED_OF_SOURCE = later("counted in this report: rows of exclusions.csv, of this source")


CORRECTED = later("counted in this report: corrections.csv")


IN_CONFLICT = later("counted in this report: conflicts.csv")


KIND_WORDS = {
    "story": later("story"),
    "panel": later("panel"),
    "bureau export": later("bureau export"),
    "ranking": later("ranking"),
    "long table": later("long table"),
    "wide table": later("wide table"),
}


def tally(number: int | str, how: str, what: str, *of: str) -> str:
    """A count; how: a message on how it was come by; what, of: what counts it again."""
    return reckoned(number, say(how), "received", what, *of)


def _corrected(cleaned: Cleaned) -> int:
    return int(cleaned.reference.corrections["rows"].astype(int).sum())


def arrived(cleaned: Cleaned) -> Table:
    """What arrived, source by source: figures, observations, left out, repeats."""
    sources = cleaned.reference.sources

    def count(rows: pd.DataFrame, keep: Callable | None = None) -> pd.Series:
        kept = rows if keep is None else rows[keep(rows)]
        return sources["source_id"].map(kept["source_id"].value_counts()).fillna(0).astype(int)

    table = pd.DataFrame(
        {
            "source": sources["title"].map(cleaned.reference.text),
            "kind": [say(KIND_WORDS[kind]) for kind in sources["kind"]],
            "file": sources["file"],
            "arrived": count(cleaned.arrivals),
            "left_out": count(cleaned.exclusions),
            "derived": count(cleaned.observations, lambda rows: rows["derived_from"] != ""),
            "observations": count(cleaned.observations),
            "repeats": count(cleaned.observations, lambda rows: rows["repeats"] != ""),
        }
    )
    asked = {"observations": {}, "derived": {"derived_from": "*"}, "repeats": {"repeats": "*"}}
    shown = table.assign(
        arrived=[
            tally(number, RAW_OF_SOURCE, "arrived", source)
            for number, source in zip(table["arrived"], sources["source_id"], strict=True)
        ],
        left_out=[
            tally(number, EXCLUDED_OF_SOURCE, "left out", source)
            for number, source in zip(table["left_out"], sources["source_id"], strict=True)
        ],
        **{
            column: [
                observed(number, source_id=source, **where)
                for number, source in zip(table[column], sources["source_id"], strict=True)
            ]
            for column, where in asked.items()
        },
    )
    columns = [
        Column("source", say("Source"), "long"),
        Column("kind", say("Kind")),
        Column("file", say("File"), "code"),
        Column("arrived", say("Arrived"), "number"),
        Column("left_out", say("Left out"), "number"),
        Column("derived", say("Derived"), "number"),
        Column("observations", say("Observations"), "number"),
        Column("repeats", say("of which repeats"), "number"),
    ]
    words = say("Arrived, less left out, plus derived, gives observations.")
    return Table("arrived", say("What arrived, source by source"), columns, shown, tall=True,
                 behind=table, source=words)  # fmt: skip


def bureau_tables(cleaned: Cleaned) -> Table:
    """The bureau's exports: years, empty columns, indicator line, the bureau's own notes."""
    rows = [
        {
            "source": cleaned.reference.source_title(source),
            "indicator": export.indicator_line or _unnamed(export),
            "years": years_words(int(min(export.years)), int(max(export.years))),
            "empty": enumerated(year_runs(map(int, export.empty_years))) or say("none"),
            "notes": " ".join(
                _glossed(cleaned.reference, note)
                for note in export.notes
                if not note.startswith("数据来源")
            ),
        }
        for source, export in cleaned.exports.items()
    ]
    columns = [
        Column("source", say("Source")),
        Column("indicator", say("Indicator line")),
        Column("years", say("Years with figures")),
        Column("empty", say("Empty year columns, left out")),
        Column("notes", say("Notes of the bureau"), "long"),
    ]
    return Table("bureau-tables", say("Tables of the statistics bureau as received"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]))  # fmt: skip


def conflicts(cleaned: Cleaned) -> Prose:
    """Figures that disagree, and which of them is used."""
    return conflict_list(cleaned.observations, cleaned.reference)


NOTE_HEAD = re.compile(r"^(注：)?\s*(\d+\.)?\s*")


def _glossed(reference: Reference, note: str) -> str:
    """A note of the bureau as printed; on an English page behind what it says, if that is known."""
    said = "" if chinese() else reference.english_of(NOTE_HEAD.sub("", note))
    return f"{said}{bracketed(note)}" if said else note


def _unnamed(export) -> str:
    """What to say of a table without an indicator line."""
    several = export.arrivals["indicator"].nunique()
    if several > 1:
        return say("{count} indicators, each named in its row or column", count=several)
    return say("none in the file; named in the register of sources")
