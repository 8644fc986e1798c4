"""The cleaning record: what arrived, what was repaired, what was left out, what was checked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd

from helpers import compare
from helpers.clean.stage import Cleaned, clean_figures
from helpers.data_folder import find_data
from helpers.draw.coverage import coverage_chart
from helpers.draw.look import show_look
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import ENGLISH, use
from helpers.report.claiming import observed, read_as
from helpers.report.conflicts import conflict_list
from helpers.report.edition import amount, signed
from helpers.report.words import QUALIFIERS, measure_words, printed_words
from helpers.traces import traced


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
        ("figures arrived", _tally(len(cleaned.arrivals), RAW), "rows of all raw files"),
        ("observations", observed(len(observations)), "one row a figure, derived ones among them"),
        ("left out", _tally(len(cleaned.exclusions), EXCLUDED), "each with its reason, below"),
        ("repeats", observed(repeats, repeats="*"), "told more than once, counted once"),
        ("corrected by hand", _tally(_corrected(cleaned), "corrections.csv"),
         "each with its reason, below"),
        ("conflicts", _tally(conflicts, "conflicts.csv"), "recorded, never averaged"),
        ("derived", observed(derived, derived_from="*"), "computed from other rows"),
        ("not comparable", observed(alone, comparable="no", repeats=""),
         "the reasons are below; repeats not counted"),
    )  # fmt: skip
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{words_html(count)}</dd><dd>{escape(words)}</dd></div>"
        for name, count, words in counts
    )
    return Prose(f'<dl class="facts">{cells}</dl>')


RAW, EXCLUDED = "rows of the raw files", "rows of exclusions.csv"


def _tally(number: int, what: str) -> str:
    return traced(f"{number:,}", f"counted in this report: {what}")


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
            "source": sources["title"],
            "kind": sources["kind"],
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
        arrived=[_tally(number, f"{RAW}, of this source") for number in table["arrived"]],
        left_out=[_tally(number, f"{EXCLUDED}, of this source") for number in table["left_out"]],
        **{
            column: [
                observed(number, source_id=source, **where)
                for number, source in zip(table[column], sources["source_id"], strict=True)
            ]
            for column, where in asked.items()
        },
    )
    columns = [
        Column("source", "Source", "long"),
        Column("kind", "Kind"),
        Column("file", "File", "code"),
        Column("arrived", "Arrived", "number"),
        Column("left_out", "Left out", "number"),
        Column("derived", "Derived", "number"),
        Column("observations", "Observations", "number"),
        Column("repeats", "of which repeats", "number"),
    ]
    words = "Arrived, less left out, plus derived, gives observations."
    return Table("arrived", "What arrived, source by source", columns, shown, tall=True,
                 behind=table, source=words)  # fmt: skip


def bureau_tables(cleaned: Cleaned) -> Table:
    """The bureau's exports: years, empty columns, indicator line, the bureau's own notes."""
    rows = [
        {
            "source": cleaned.reference.source_title(source),
            "indicator": export.indicator_line or _unnamed(export),
            "years": f"{min(export.years)} to {max(export.years)}",
            "empty": ", ".join(sorted(export.empty_years)) or "none",
            "notes": " ".join(note for note in export.notes if not note.startswith("数据来源")),
        }
        for source, export in cleaned.exports.items()
    ]
    columns = [
        Column("source", "Source"),
        Column("indicator", "Indicator line"),
        Column("years", "Years with figures"),
        Column("empty", "Empty year columns, left out"),
        Column("notes", "Notes as printed", "long"),
    ]
    return Table("bureau-tables", "Tables of the statistics bureau as received", columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]))  # fmt: skip


def repaired(cleaned: Cleaned) -> Table:
    """Hand corrections: what stood there, what it is read as, how many rows, why."""
    table = cleaned.reference.corrections
    shown = table.assign(
        as_received=[traced(words, "as received") for words in table["as_received"]],
        corrected=[traced(words, "read so by hand, as corrections.csv says")
                   for words in table["corrected"]],
        rows=[traced(str(rows), "counted by hand in corrections.csv, and again by every build")
              for rows in table["rows"]],
    )  # fmt: skip
    columns = [
        Column("source_id", "Source"),
        Column("locator", "Where"),
        Column("as_received", "As received"),
        Column("corrected", "Read as"),
        Column("rows", "Rows", "number"),
        Column("reason", "Reason"),
    ]
    return Table("corrections", "Corrections by hand", columns, shown, empty="none.",
                 behind=table)  # fmt: skip


def derived(cleaned: Cleaned) -> Table:
    """Rows computed from others, with their parents."""
    rows = cleaned.observations[cleaned.observations["derived_from"] != ""]
    names = cleaned.reference.area_names
    table = pd.DataFrame(
        [
            {
                "area": names[row.ref_area],
                "indicator": cleaned.reference.indicator[row.indicator].name,
                "period": row.time_period,
                "status": row.obs_status,
                "value": read_as(
                    row.obs_id,
                    QUALIFIERS.get(row.qualifier, "")
                    + amount(cleaned.reference.indicator[row.indicator], float(row.obs_value)),
                ),
                "how": row.as_printed,
                "parents": row.derived_from.replace(";", "; "),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("area", "Area"),
        Column("indicator", "Indicator"),
        Column("period", "Period"),
        Column("status", "Status"),
        Column("value", "Value", "number"),
        Column("how", "How", "long"),
        Column("parents", "Computed from", "code"),
    ]
    return Table("derived", "Rows computed from others", columns, table, empty="none.")


def left_out(cleaned: Cleaned) -> Table:
    """Exclusions, row by row."""
    reference = cleaned.reference
    # what became no observation may be of an area that areas.csv does not know
    names = [
        reference.area_names.get(reference.area_code(area) or "", area)
        for area in cleaned.exclusions["area"]
    ]
    printed = [
        traced(row.as_printed, f"as printed, and left out: {row.source_id}, {row.locator}")
        for row in cleaned.exclusions.itertuples()
    ]
    rows = cleaned.exclusions.assign(area=names, as_printed=printed)
    columns = [
        Column("area", "Area"),
        Column("as_printed", "As printed"),
        Column("exclusion", "Why it is no observation", "long"),
        Column("source_id", "Source", "code"),
        Column("locator", "Where", "code"),
    ]
    return Table("left-out", "What was left out, and why", columns, rows, tall=True)


def conflicts(cleaned: Cleaned) -> Prose:
    """Figures that disagree, and which of them is used."""
    return conflict_list(cleaned.observations, cleaned.reference)


def noted(cleaned: Cleaned) -> Table:
    """Notes on stories' figures: what a careless reader would get wrong."""
    stories = cleaned.reference.sources
    stories = stories.loc[stories["kind"] == "story", "source_id"]
    rows = cleaned.observations[cleaned.observations["source_id"].isin(stories)]
    notes = rows["note"].str.partition("not comparable: ")[0].str.rstrip("; ")
    rows = rows.assign(note=notes)[notes != ""]
    rows = rows.assign(
        area=rows["ref_area"].map(cleaned.reference.area_names),
        as_printed=[printed_words(row) for row in rows.itertuples()],
        name=[
            cleaned.reference.indicator[row.indicator].name + measure_words(row.measure)
            for row in rows.itertuples()
        ],
    )
    columns = [
        Column("area", "Area"),
        Column("name", "Indicator"),
        Column("as_printed", "As printed"),
        Column("obs_status", "Status"),
        Column("note", "Note", "long"),
        Column("obs_id", "Where", "code"),
    ]
    return Table("notes", "Pitfalls met in the stories", columns, rows, tall=True)


def checked(cleaned: Cleaned) -> Block:
    """The checks that every build passes, with how closely."""
    return Block([_sums(cleaned), _intensities(cleaned)])


GAP = (
    "computed in this report: the sum of the provinces less the national row, in percent of it, "
    "year by year in the table's CSV"
)
TOLERATED = "set in data/reference/indicators.csv"


def _sums(cleaned: Cleaned) -> Table:
    groups = cleaned.sums.groupby("indicator", sort=False)
    rows = []
    for code, group in groups:
        indicator = cleaned.reference.indicator[str(code)]
        rows.append(
            {
                "indicator": indicator.name,
                "years": f"{group['time_period'].min()} to {group['time_period'].max()}",
                "count": _tally(len(group), "years with figures of all provinces and the nation"),
                "least": traced(f"{signed(group['gap_pct'].min(), 3)}%", GAP),
                "most": traced(f"{signed(group['gap_pct'].max(), 3)}%", GAP),
                "tolerance": traced(f"{indicator.sum_tolerance_pct:g}%", TOLERATED),
                "nation": indicator.national_row,
            }
        )
    columns = [
        Column("indicator", "Indicator"),
        Column("years", "Years"),
        Column("count", "Years added up", "number"),
        Column("least", "Lowest gap", "number"),
        Column("most", "Highest gap", "number"),
        Column("tolerance", "Tolerance", "number"),
        Column("nation", "National row"),
    ]
    return Table("sums", "Sum of the 31 provinces against the national row", columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]),
                 behind=cleaned.sums)  # fmt: skip


APART = (
    "computed in this report: expenditure over revised GDP less the printed intensity, all of "
    "them in the table's CSV"
)


def _intensities(cleaned: Cleaned) -> Table:
    rows = []
    for code, group in cleaned.intensities.groupby("indicator", sort=False):
        worst = group.loc[group["difference"].abs().idxmax()]
        rows.append(
            {
                "indicator": cleaned.reference.indicator[str(code)].name,
                "year": worst["time_period"],
                "areas": _tally(len(group), "provinces with both figures"),
                "largest": traced(f"{signed(worst['difference'], 3)} p.p.", APART),
                "where": cleaned.reference.area_names[worst["ref_area"]],
            }
        )
    columns = [
        Column("indicator", "Printed intensity"),
        Column("year", "Year", "number"),
        Column("areas", "Provinces computed", "number"),
        Column("largest", "Largest difference", "number"),
        Column("where", "Where"),
    ]
    return Table(
        "intensities",
        "Printed R&D intensity against expenditure over revised GDP",
        columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        source=f"A difference above {traced('0.05', 'set in the checks of the package')} "
        "percentage points stops the build.",
        behind=cleaned.intensities,
    )


def _unnamed(export) -> str:
    """What to say of a table without an indicator line."""
    several = export.arrivals["indicator"].nunique()
    if several > 1:
        return f"{several} indicators, each named in its row or column"
    return "no indicator line: named in sources.csv"


def _whole(cleaned: Cleaned) -> str:
    return traced(str(len(cleaned.reference.provinces)), "the provinces of areas.csv")


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
        title="Provinces with a figure, indicator by year",
        subtitle=f"count of {_whole(cleaned)} provinces, "
        f"{counts.columns.min()} to {counts.columns.max()}",
        source="Source: data/clean/observations.csv; computed indicators where all parts exist",
        whole=len(cleaned.reference.provinces),
    )
