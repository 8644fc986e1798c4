"""The cleaning record: what arrived, what was repaired, what was left out, what was checked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd

from helpers import compare
from helpers.claims.claim import Counted, Ruled, written
from helpers.clean.stage import Cleaned, clean_figures
from helpers.data_folder import find_data
from helpers.draw.coverage import coverage_chart
from helpers.draw.look import show_look
from helpers.draw.table import Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import ENGLISH, later, say, use
from helpers.language.phrases import joined
from helpers.report.claiming import observed, read_as, reckoned, ruled
from helpers.report.conflicts import conflict_list
from helpers.report.edition import amount, years_words
from helpers.report.notes import computed_words, own_note
from helpers.report.words import measure_words, printed_words, qualifier_words, span, status_words
from helpers.traces import counted_trace


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
        (say("figures arrived"), _tally(len(cleaned.arrivals), RAW, "arrived"),
         say("rows of all raw files")),
        (say("observations"), observed(len(observations)),
         say("one row a figure, derived ones among them")),
        (say("left out"), _tally(len(cleaned.exclusions), EXCLUDED, "left out"),
         say("each with its reason, below")),
        (say("repeats"), observed(repeats, repeats="*"), say("told more than once, counted once")),
        (say("corrected by hand"), _tally(_corrected(cleaned), CORRECTED, "corrected"),
         say("each with its reason, below")),
        (say("conflicts"), _tally(conflicts, IN_CONFLICT, "conflicts"),
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


def _tally(number: int | str, how: str, what: str, *of: str) -> str:
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
            _tally(number, RAW_OF_SOURCE, "arrived", source)
            for number, source in zip(table["arrived"], sources["source_id"], strict=True)
        ],
        left_out=[
            _tally(number, EXCLUDED_OF_SOURCE, "left out", source)
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
            "empty": joined(sorted(export.empty_years)) or say("none"),
            "notes": " ".join(note for note in export.notes if not note.startswith("数据来源")),
        }
        for source, export in cleaned.exports.items()
    ]
    columns = [
        Column("source", say("Source")),
        Column("indicator", say("Indicator line")),
        Column("years", say("Years with figures")),
        Column("empty", say("Empty year columns, left out")),
        Column("notes", say("Notes as printed"), "long"),
    ]
    return Table("bureau-tables", say("Tables of the statistics bureau as received"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]))  # fmt: skip


def repaired(cleaned: Cleaned) -> Table:
    """Hand corrections: what stood there, what it is read as, how many rows, why."""
    table = cleaned.reference.corrections
    places = list(zip(table["source_id"], table["locator"], strict=True))

    def told(column: str, how: str, what: str) -> list[str]:
        return [
            _tally(words, how, what, *at) for words, at in zip(table[column], places, strict=True)
        ]

    by_hand = later("read so by hand, as corrections.csv says")
    twice = later("counted by hand in corrections.csv, and again by every build")
    shown = table.assign(
        as_received=told("as_received", later("as received"), "as received"),
        corrected=told("corrected", by_hand, "read as"),
        rows=told("rows", twice, "corrected rows"),
        reason=table["reason"].map(cleaned.reference.text),
    )
    columns = [
        Column("source_id", say("Source")),
        Column("locator", say("Where")),
        Column("as_received", say("As received"), lang=ENGLISH),
        Column("corrected", say("Read as"), lang=ENGLISH),
        Column("rows", say("Rows"), "number"),
        Column("reason", say("Reason")),
    ]
    return Table("corrections", say("Corrections by hand"), columns, shown, empty=say("none."),
                 behind=table, stacked=True)  # fmt: skip


def derived(cleaned: Cleaned) -> Table:
    """Rows computed from others, with their parents."""
    rows = cleaned.observations[cleaned.observations["derived_from"] != ""]
    names = cleaned.reference.area_names
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": cleaned.reference.indicator[row.indicator].name,
                "period": span(row.time_period),
                "status": status_words(row.obs_status),
                "value": read_as(
                    row.obs_id,
                    qualifier_words(row.qualifier)
                    + amount(cleaned.reference.indicator[row.indicator], float(row.obs_value)),
                ),
                "how": computed_words(row.as_printed),
                "parents": row.derived_from.replace(";", "; "),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("area", say("Area")),
        Column("indicator", say("Indicator")),
        Column("period", say("Period")),
        Column("status", say("Status")),
        Column("value", say("Value"), "number"),
        Column("how", say("How"), "long"),
        Column("parents", say("Computed from"), "code"),
    ]
    return Table("derived", say("Rows computed from others"), columns, table, empty=say("none."))


def left_out(cleaned: Cleaned) -> Table:
    """Exclusions, row by row."""
    reference = cleaned.reference
    # what became no observation may be of an area that areas.csv does not know
    names = [
        reference.area_names.get(reference.area_code(area) or "", area)
        for area in cleaned.exclusions["area"]
    ]
    printed = [
        reckoned(row.as_printed, say("as printed, and left out: {source}, {place}",
                                     source=row.source_id, place=row.locator),
                 "received", "printed and left out", row.source_id, row.locator)
        for row in cleaned.exclusions.itertuples()
    ]  # fmt: skip
    why = cleaned.exclusions["exclusion"].map(reference.text)
    rows = cleaned.exclusions.assign(area=names, as_printed=printed, exclusion=why)
    columns = [
        Column("area", say("Area")),
        Column("as_printed", say("As printed"), lang=ENGLISH),
        Column("exclusion", say("Why it is no observation"), "long"),
        Column("source_id", say("Source"), "code"),
        Column("locator", say("Where"), "code"),
    ]
    return Table("left-out", say("What was left out, and why"), columns, rows, tall=True)


def conflicts(cleaned: Cleaned) -> Prose:
    """Figures that disagree, and which of them is used."""
    return conflict_list(cleaned.observations, cleaned.reference)


def noted(cleaned: Cleaned) -> Table:
    """Notes on stories' figures: what a careless reader would get wrong."""
    stories = cleaned.reference.sources
    stories = stories.loc[stories["kind"] == "story", "source_id"]
    rows = cleaned.observations[cleaned.observations["source_id"].isin(stories)]
    rows = rows.assign(note=[own_note(cleaned.reference, note) for note in rows["note"]])
    rows = rows[rows["note"] != ""]
    rows = rows.assign(
        area=rows["ref_area"].map(cleaned.reference.area_names),
        as_printed=[printed_words(row) for row in rows.itertuples()],
        name=[
            cleaned.reference.indicator[row.indicator].name + measure_words(row.measure)
            for row in rows.itertuples()
        ],
        obs_status=rows["obs_status"].map(status_words),
    )
    columns = [
        Column("area", say("Area")),
        Column("name", say("Indicator")),
        Column("as_printed", say("As printed")),
        Column("obs_status", say("Status")),
        Column("note", say("Note"), "long"),
        Column("obs_id", say("Where"), "code"),
    ]
    return Table("notes", say("Pitfalls met in the stories"), columns, rows, tall=True)


def _unnamed(export) -> str:
    """What to say of a table without an indicator line."""
    several = export.arrivals["indicator"].nunique()
    if several > 1:
        return say("{count} indicators, each named in its row or column", count=several)
    return say("no indicator line: named in sources.csv")


def _whole(cleaned: Cleaned) -> str:
    return ruled("provinces", str(len(cleaned.reference.provinces)))


def coverage(cleaned: Cleaned):
    """How many of the provinces have a figure, indicator by year."""
    table = compare.figures(cleaned.observations, cleaned.reference)
    official = [row for row in cleaned.reference.indicator.values() if row.theme != "Stories"]
    have = set(table["indicator"])
    shown = [row for row in official if row.code in have]
    counts = compare.coverage(table, [row.code for row in shown], cleaned.reference.provinces)
    counts = counts.loc[:, counts.columns >= 2010]
    counts = counts[counts.sum(axis=1) > 0]
    names = {row.code: row.name for row in shown}
    return coverage_chart(
        counts.rename(index=names),
        name="coverage",
        title=_covered(counts, len(cleaned.reference.provinces)),
        subtitle=say("Indicator by year: count of {provinces} provinces with a figure, {years}",
                     provinces=_whole(cleaned),
                     years=years_words(int(counts.columns.min()), int(counts.columns.max()))),
        source=say(
            "Source: data/clean/observations.csv; computed indicators where all parts exist"
        ),
        whole=len(cleaned.reference.provinces),
        counted=_counted(counts, names),
    )  # fmt: skip


COVERED = {
    "rows": "covered rows",
    "columns": "covered years",
    "fields": "covered fields",
    "full": "full fields",
    "empty": "empty fields",
    "longest": "longest row",
    "shortest": "shortest row",
}


def _counted(counts: pd.DataFrame, names: dict[str, str]) -> dict:
    """What the counts of the coverage claim. counts: codes down. names: code -> name."""
    how = say("counted in this picture: {what}", what=say("fields by how many areas they hold"))
    fields = {
        (names[str(code)], year): written(Counted("", str(code), "all", int(year)))
        for code in counts.index
        for year in counts.columns
    }
    told = {what: counted_trace(how, "field", again) for what, again in COVERED.items()}
    return {**fields, **told, "whole": written(Ruled("", "provinces"))}


def _covered(counts: pd.DataFrame, whole: int) -> str:
    """The title of the coverage: how many indicators have every province in their newest year.

    counts: provinces with a figure, indicators down, years across.
    """
    newest = [int(row[row > 0].iloc[-1]) for _, row in counts.iterrows()]
    full = sum(count == whole for count in newest)
    how = say("counted in this picture: indicators with every province in their newest year")
    number = say("{some} of {all}", some=reckoned(full, how, "field", "complete rows"),
                 all=reckoned(len(newest), how, "field", "covered rows"))  # fmt: skip
    return say("{number} indicators have every province in their newest year", number=number)
