"""What changed since the last edition, as a section and in the words of `build` and `diff`."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.changes import Changes, between, counts
from helpers.claims.kinds import Reckoned
from helpers.claims.promised import NOT_TOLD, VERDICTS
from helpers.clean.stage import Cleaned
from helpers.clean.states import read_baseline
from helpers.data_folder import find_data
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import enumerated
from helpers.reference import Reference
from helpers.report.changed import (
    area_name,
    columns_words,
    figure_name,
    indicator_name,
    rank_words,
    target_name,
    value_words,
    verdict_words,
)
from helpers.report.claiming import read_as
from helpers.report.indicator_words import signed
from helpers.report.words import result_words
from helpers.traces import untraced

KIND_WORDS = {
    "added": later("added"),
    "repeated": later("told again by another source"),
    "removed": later("removed"),
    "unrepeated": later("no longer told again"),
    "revised": later("revised"),
    "reclassified": later("re-classified"),
    "moved": later("taken from another place"),
    "reworded": later("worded otherwise"),
}
COUNTED = {
    "added": later("{number} added"),
    "repeated": later("{number} told again by another source"),
    "removed": later("{number} removed"),
    "unrepeated": later("{number} no longer told again"),
    "revised": later("{number} revised"),
    "reclassified": later("{number} re-classified"),
    "moved": later("{number} taken from another place, their values unchanged"),
    "reworded": later("{number} worded otherwise, their values unchanged"),
}
DECIDED = {
    "met": later("{number} met"),
    "missed": later("{number} missed"),
    "open": later("{number} still open"),
    "undecided": later("{number} not decidable"),
}
CAPTIONS = {"revised": later("Figures revised"), "reclassified": later("Figures re-classified")}
FIRST = later("This is the first edition: there is no data/baseline.csv.xz to compare with.")
COMPARED = later("compared in this report: the figures of this edition with those of the last")
OF_LAST = later("of the last edition's figures (data/baseline.csv.xz)")
LAST = later("the last edition")
SHOWN = 200  # rows of a table on the page; all of them are behind it


def last_edition(cleaned: Cleaned) -> Block | Prose:
    """The section: what changed between the baseline of the last edition and these figures."""
    old = read_baseline(find_data())
    if old is None:
        return note(say(FIRST))
    changes = between(old, cleaned.observations, cleaned.reference)
    if changes.none:
        return note(_sentences(changes, LAST)[0])
    words = "".join(f"<p>{words_html(line)}</p>" for line in _sentences(changes, LAST))
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


def lines(changes: Changes | None, what: str = LAST) -> list[str]:
    """One to three plain sentences; None for no edition before. what: a message."""
    if changes is None:
        return [say(FIRST)]
    return [untraced(sentence) for sentence in _sentences(changes, what)]


def _sentences(changes: Changes, what: str) -> list[str]:
    """What `lines` says, its numbers with their traces."""
    if changes.none:
        return [_compared(say("Nothing has changed since {what}.", what=say(what)), "nothing")]
    found = counts(changes.rows)
    told = [
        say(words, number=_count(found[kind], "figures", kind))
        for kind, words in COUNTED.items()
        if found[kind]
    ]
    sentences = [say("Figures since {what}: {told}.", what=say(what), told=enumerated(told))]
    if len(changes.ranks):
        among = changes.ranks["indicator"].nunique()
        sentences.append(
            say(
                "{ranks} moved, in {indicators}.",
                ranks=numbered(
                    len(changes.ranks),
                    "{number} rank",
                    "{number} ranks",
                    number=_count(len(changes.ranks), "ranks"),
                ),
                indicators=numbered(
                    among,
                    "{number} indicator",
                    "{number} indicators",
                    number=_count(among, "indicators"),
                ),
            )
        )
    if len(changes.targets):
        verdicts = changes.targets["new_verdict"].value_counts(sort=False)
        each = [
            say(DECIDED[verdict], number=_count(number, "verdicts", verdict))
            for verdict, number in verdicts.items()
        ]
        sentences.append(
            numbered(
                len(changes.targets),
                "{number} target with a new verdict: {each}.",
                "{number} targets with a new verdict: {each}.",
                number=_count(len(changes.targets), "verdicts"),
                each=enumerated(each),
            )
        )
    return sentences


def _count(number: int, *what: str) -> str:
    return _compared(f"{number:,}", *what)


def _of_last(words: str, *what: str) -> str:
    """What the last edition had; what: as `helpers.claims.since` has it."""
    return Reckoned(words, say(OF_LAST), ("since", *what)).words if words else ""


def _compared(words: str, *what: str) -> str:
    """What comes of comparing the figures of both editions; what: likewise."""
    return Reckoned(words, say(COMPARED), ("since", *what)).words if words else ""


def in_full(changes: Changes, reference: Reference, most: int = 10) -> Iterator[str]:
    """The same for a terminal: the sentences, then up to `most` rows of each kind."""
    yield from lines(changes, what=later("the first of the two"))
    for kind, words in KIND_WORDS.items():
        rows = changes.rows[changes.rows["kind"] == kind]
        told = [_row_words(row, reference) for row in rows.head(most).itertuples()]
        yield from _some(_capital(say(words)), told, len(rows))
    ranks = [_rank_moved(row, reference) for row in changes.ranks.head(most).itertuples()]
    yield from _some("Ranks that moved", ranks, len(changes.ranks))
    targets = [
        f"{target_name(reference, row)}: {row.as_printed}: {verdict_words(row, ' -> ')}"
        for row in changes.targets.head(most).itertuples()
    ]
    yield from _some("Targets with a new verdict", targets, len(changes.targets))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


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
    for kind in KIND_WORDS:
        table[kind] = [
            _count(number, "figures", kind, code)
            for number, code in zip(table[kind], table["indicator"], strict=True)
        ]
    table["indicator"] = [indicator_name(reference, code) for code in table["indicator"]]
    columns = [
        Column("indicator", say("Indicator")),
        *(Column(kind, _capital(say(words)), "number") for kind, words in KIND_WORDS.items()),
    ]
    return Table("since-figures", say("Figures that changed, by indicator"), columns, table,
                 behind=changes.rows, tall=True)  # fmt: skip


def _figures(changes: Changes, reference: Reference, kind: str) -> Table:
    """Revised or re-classified figures, one by one, the largest change of a value first."""
    rows = changes.rows[changes.rows["kind"] == kind]
    size = [-abs(_relative(row) or 0) for row in rows.itertuples()]
    first = rows.assign(size=size).sort_values("size", kind="stable").head(SHOWN)
    columns = [
        Column("area", say("Area")),
        Column("figure", say("Figure")),
        Column("was", say("Was"), "number"),
        Column("now", say("Is"), "number"),
        Column("change", say("Change"), "number"),
        Column("place", say("Where"), "code"),
    ]
    table = pd.DataFrame(
        [
            {
                "area": area_name(reference, row.ref_area),
                "figure": figure_name(reference, row),
                "was": _of_last(value_words(reference, row, "old"), "was", row.old_obs_id),
                "now": read_as(row.obs_id, value_words(reference, row, "new")),
                "change": _compared(
                    _percent(row) if kind == "revised" else columns_words(row, " → "),
                    "change" if kind == "revised" else "cells",
                    row.old_obs_id,
                    row.obs_id,
                ),
                "place": row.obs_id,
            }
            for row in first.itertuples()
        ],
        columns=[column.key for column in columns],
    )
    if kind == "reclassified":
        columns[4] = Column("change", say("What changed"), "long")
    more = len(rows) - len(first)
    rest = (
        say(
            "{number} more are in the CSV.",
            number=_count(more, "figures", kind, "", str(len(first))),
        )
        if more
        else ""
    )
    return Table(f"since-{kind}", say(CAPTIONS[kind]), columns, table, behind=rows, source=rest,
                 tall=True, empty=say("none."))  # fmt: skip


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


def _moved(row) -> tuple[str, str, str]:
    return row.indicator, row.ref_area, str(row.year)


def _ranks(changes: Changes, reference: Reference) -> Table:
    rows = changes.ranks
    table = pd.DataFrame(
        {
            "area": [area_name(reference, code) for code in rows["ref_area"]],
            "indicator": [indicator_name(reference, code) for code in rows["indicator"]],
            "year": [str(year) for year in rows["year"]],
            "was": [
                _of_last(rank_words(row.old_rank, row.old_rank_of), "rank was", *_moved(row))
                for row in rows.itertuples()
            ],
            "now": [
                _compared(rank_words(row.new_rank, row.new_rank_of), "rank is", *_moved(row))
                for row in rows.itertuples()
            ],
        }
    )
    columns = [
        Column("area", say("Province")),
        Column("indicator", say("Indicator")),
        Column("year", say("Year"), "number"),
        Column("was", say("Rank was"), "number"),
        Column("now", say("Rank is"), "number"),
    ]
    words = say("Among all provinces, in the newest year that both editions have.")
    return Table("since-ranks", say("Ranks that moved"), columns, table, behind=rows, source=words,
                 tall=True, empty=say("none."))  # fmt: skip


def _targets(changes: Changes, reference: Reference) -> Table:
    rows = changes.targets
    table = pd.DataFrame(
        [
            {
                "target": target_name(reference, row),
                "printed": _compared(row.as_printed, "printed", row.obs_id),
                "official": _compared(
                    result_words(reference.indicator[row.indicator], row.measure, row.official),
                    "official",
                    row.obs_id,
                ),
                "was": _of_last(
                    say(VERDICTS.get(row.old_verdict, NOT_TOLD)), "verdict was", row.obs_id
                ),
                "now": _compared(say(VERDICTS[row.new_verdict]), "verdict is", row.obs_id),
            }
            for row in rows.itertuples()
        ]
    )
    columns = [
        Column("target", say("Target")),
        Column("printed", say("As printed")),
        Column("official", say("Figure of the record"), "number"),
        Column("was", say("Verdict was")),
        Column("now", say("Verdict is")),
    ]
    return Table("since-targets", say("Targets that were decided, or decided anew"), columns, table,
                 behind=rows, empty=say("none."))  # fmt: skip
