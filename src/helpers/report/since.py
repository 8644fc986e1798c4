"""What changed since the last edition, as a section and in the words of `build` and `diff`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pandas as pd

from helpers.changes import Changes, between, counts
from helpers.clean.stage import Cleaned
from helpers.clean.states import read_baseline
from helpers.data_folder import BASELINE, find_data
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.reference import Reference
from helpers.report.changed import (
    NOT_TOLD,
    area_name,
    columns_words,
    figure_name,
    indicator_name,
    rank_words,
    target_name,
    value_words,
    verdict_words,
)
from helpers.report.edition import counted, signed
from helpers.report.words import VERDICTS, result_words

KIND_WORDS = {
    "added": "added",
    "repeated": "told again by another source",
    "removed": "removed",
    "unrepeated": "no longer told again",
    "revised": "revised",
    "reclassified": "re-classified",
    "moved": "the same from another place",
    "reworded": "the same in other words",
}
FIRST = f"This is the first edition: there is no data/{BASELINE} to compare with."
SHOWN = 200  # rows of a table on the page; all of them are behind it


def last_edition(cleaned: Cleaned) -> Block | Prose:
    """The section: what changed between the baseline of the last edition and these figures."""
    old = read_baseline(find_data())
    if old is None:
        return note(FIRST)
    changes = between(old, cleaned.observations, cleaned.reference)
    if changes.none:
        return note(lines(changes)[0])
    words = "".join(f"<p>{escape(line)}</p>" for line in lines(changes))
    reference = cleaned.reference
    return Block(
        [
            Prose(words),
            _by_indicator(changes, reference),
            _figures(changes, reference, "revised"),
            _figures(changes, reference, "reclassified"),
            _ranks(changes, reference),
            _targets(changes, reference),
        ]
    )


def lines(changes: Changes | None, what: str = "the last edition") -> list[str]:
    """One to three plain sentences; None for no edition before."""
    if changes is None:
        return [FIRST]
    if changes.none:
        return [f"Nothing has changed since {what}."]
    found = counts(changes.rows)
    told = [f"{found[kind]:,} {KIND_WORDS[kind]}" for kind in KIND_WORDS if found[kind]]
    sentences = [f"Figures since {what}: {', '.join(told)}."]
    if len(changes.ranks):
        ranks = counted(len(changes.ranks), "rank")
        among = counted(changes.ranks["indicator"].nunique(), "indicator")
        sentences.append(f"{ranks} moved, in {among}.")
    if len(changes.targets):
        verdicts = changes.targets["new_verdict"].value_counts(sort=False)
        each = ", ".join(f"{number} {VERDICTS[verdict]}" for verdict, number in verdicts.items())
        sentences.append(f"{counted(len(changes.targets), 'target')} with a new verdict: {each}.")
    return sentences


def in_full(changes: Changes, reference: Reference, most: int = 10) -> Iterator[str]:
    """The same for a terminal: the sentences, then up to `most` rows of each kind."""
    yield from lines(changes, what="the first of the two")
    for kind, words in KIND_WORDS.items():
        rows = changes.rows[changes.rows["kind"] == kind]
        told = [_row_words(row, reference) for row in rows.head(most).itertuples()]
        yield from _some(words[0].upper() + words[1:], told, len(rows))
    ranks = [_rank_moved(row, reference) for row in changes.ranks.head(most).itertuples()]
    yield from _some("Ranks that moved", ranks, len(changes.ranks))
    targets = [
        f"{target_name(reference, row)}: {row.as_printed}: {verdict_words(row, ' -> ')}"
        for row in changes.targets.head(most).itertuples()
    ]
    yield from _some("Targets with a new verdict", targets, len(changes.targets))


def _some(heading: str, told: list[str], number: int) -> Iterator[str]:
    if number:
        yield ""
        yield f"{heading} ({number:,})"
        yield from (f"  {line}" for line in told)
        if number > len(told):
            yield f"  ... and {number - len(told):,} more"


def _rank_moved(row, reference: Reference) -> str:
    old = rank_words(row.old_rank, row.old_rank_of)
    new = rank_words(row.new_rank, row.new_rank_of)
    what = f"{area_name(reference, row.ref_area)}, {indicator_name(reference, row.indicator)}"
    return f"{what}, {row.year}: {old} -> {new}"


def _row_words(row, reference: Reference) -> str:
    what = f"{area_name(reference, row.ref_area)}, {figure_name(reference, row)}"
    place = row.obs_id or row.old_obs_id
    match row.kind:
        case "added" | "repeated":
            return f"{what}: {value_words(reference, row, 'new')} ({place})"
        case "removed" | "unrepeated":
            return f"{what}: {value_words(reference, row, 'old')} ({place})"
        case "revised":
            old, new = value_words(reference, row, "old"), value_words(reference, row, "new")
            return f"{what}: {old} -> {new} ({place})"
        case "moved":
            return f"{what}: {row.old_obs_id} -> {row.obs_id}"
        case _:
            return f"{what}: {columns_words(row, ' -> ')} ({place})"


def _by_indicator(changes: Changes, reference: Reference) -> Table:
    """How many rows of each indicator changed, and how; every changed row is behind it."""
    table = changes.rows.groupby(["indicator", "kind"], sort=True).size().unstack(fill_value=0)
    table = table.reindex(columns=list(KIND_WORDS), fill_value=0).reset_index()
    table["indicator"] = [indicator_name(reference, code) for code in table["indicator"]]
    columns = [
        Column("indicator", "Indicator"),
        *(Column(kind, w[0].upper() + w[1:], "number") for kind, w in KIND_WORDS.items()),
    ]
    return Table("since-figures", "Figures that changed, by indicator", columns, table,
                 behind=changes.rows, tall=True)  # fmt: skip


def _figures(changes: Changes, reference: Reference, kind: str) -> Table:
    """Revised or re-classified figures, one by one, the largest change of a value first."""
    rows = changes.rows[changes.rows["kind"] == kind]
    size = [-abs(_relative(row) or 0) for row in rows.itertuples()]
    first = rows.assign(size=size).sort_values("size", kind="stable").head(SHOWN)
    columns = [
        Column("area", "Area"),
        Column("figure", "Figure"),
        Column("was", "Was", "number"),
        Column("now", "Is", "number"),
        Column("change", "Change", "number"),
        Column("place", "Where", "code"),
    ]
    table = pd.DataFrame(
        [
            {
                "area": area_name(reference, row.ref_area),
                "figure": figure_name(reference, row),
                "was": value_words(reference, row, "old"),
                "now": value_words(reference, row, "new"),
                "change": _percent(row) if kind == "revised" else columns_words(row, " → "),
                "place": row.obs_id,
            }
            for row in first.itertuples()
        ],
        columns=[column.key for column in columns],
    )
    if kind == "reclassified":
        columns[4] = Column("change", "What changed", "long")
    more = len(rows) - len(first)
    return Table(f"since-{kind}", f"Figures {KIND_WORDS[kind]}", columns, table, behind=rows,
                 source=f"{more:,} more are in the CSV." if more else "", tall=True,
                 empty="none.")  # fmt: skip


def _relative(row) -> float | None:
    """Change of a level in percent; None for what is no level or has no base above zero."""
    same_unit = row.old_unit_measure == row.new_unit_measure
    if row.measure != "level" or not same_unit or row.old_unit_measure in ("PCT", "RANK"):
        return None
    old, new = float(row.old_obs_value), float(row.new_obs_value)
    return 100 * (new / old - 1) if old > 0 else None


def _percent(row) -> str:
    change = _relative(row)
    return "" if change is None else f"{signed(change, 2)}%"


def _ranks(changes: Changes, reference: Reference) -> Table:
    rows = changes.ranks
    table = pd.DataFrame(
        {
            "area": [area_name(reference, code) for code in rows["ref_area"]],
            "indicator": [indicator_name(reference, code) for code in rows["indicator"]],
            "year": [str(year) for year in rows["year"]],
            "was": [
                rank_words(*pair)
                for pair in zip(rows["old_rank"], rows["old_rank_of"], strict=True)
            ],
            "now": [
                rank_words(*pair)
                for pair in zip(rows["new_rank"], rows["new_rank_of"], strict=True)
            ],
        }
    )
    columns = [
        Column("area", "Province"),
        Column("indicator", "Indicator"),
        Column("year", "Year", "number"),
        Column("was", "Rank was", "number"),
        Column("now", "Rank is", "number"),
    ]
    words = "Among all provinces, in the newest year that both editions have."
    return Table("since-ranks", "Ranks that moved", columns, table, behind=rows, source=words,
                 tall=True, empty="none.")  # fmt: skip


def _targets(changes: Changes, reference: Reference) -> Table:
    rows = changes.targets
    table = pd.DataFrame(
        [
            {
                "target": target_name(reference, row),
                "printed": row.as_printed,
                "official": result_words(
                    reference.indicator[row.indicator], row.measure, row.official
                ),
                "was": VERDICTS.get(row.old_verdict, NOT_TOLD),
                "now": VERDICTS[row.new_verdict],
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("target", "Target"),
        Column("printed", "As printed"),
        Column("official", "Official figure", "number"),
        Column("was", "Verdict was"),
        Column("now", "Verdict is"),
    ]
    return Table("since-targets", "Targets that were decided, or decided anew", columns, table,
                 behind=rows, empty="none.")  # fmt: skip
