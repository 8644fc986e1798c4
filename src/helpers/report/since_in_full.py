"""What changed between two editions, row by row, in the words of `diff` on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.changes import Changes
from helpers.language import later
from helpers.reference import Reference
from helpers.report.changed import (
    KIND_WORDS,
    area_name,
    columns_words,
    figure_name,
    indicator_name,
    kind_title,
    rank_words,
    target_name,
    value_words,
    verdict_words,
)
from helpers.report.since import lines


def in_full(changes: Changes, reference: Reference, most: int = 10) -> Iterator[str]:
    """The sentences of `since.lines`, then up to `most` rows of each kind."""
    yield from lines(changes, what=later("the first of the two"))
    for kind in KIND_WORDS:
        rows = changes.rows[changes.rows["kind"] == kind]
        told = [_row_words(row, reference) for row in rows.head(most).itertuples()]
        yield from _some(kind_title(kind), told, len(rows))
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
