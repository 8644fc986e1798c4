"""A changed figure, rank or verdict in words; of codes that no table knows, the code."""

from __future__ import annotations

from decimal import Decimal

from helpers.claims.judge_since import COLUMN_WORDS, UNQUOTED
from helpers.claims.promised import NOT_TOLD, VERDICTS
from helpers.language import later, say
from helpers.language.phrases import clauses, joined, ranged, with_unit
from helpers.reference import Reference
from helpers.report.words import (
    measure_name,
    measure_words,
    measured,
    qualifier_words,
    span,
    status_words,
)

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


def kind_title(kind: str) -> str:
    """What became of figures ("Re-classified"), as a heading; kind: a key of KIND_WORDS."""
    words = say(KIND_WORDS[kind])
    return words[0].upper() + words[1:]


def area_name(reference: Reference, code: str) -> str:
    """An area's name; its code where the reference does not know it."""
    return reference.area_names.get(code, code)


def indicator_name(reference: Reference, code: str) -> str:
    """An indicator's name; its code where the reference does not know it."""
    indicator = reference.indicator.get(code)
    return indicator.name if indicator else code


def _measured(reference: Reference, row) -> str:
    """An indicator with its measure; by its code where the reference no longer knows it."""
    indicator = reference.indicator.get(row.indicator)
    return (
        measured(indicator, row.measure)
        if indicator
        else (row.indicator + measure_words(row.measure))
    )


def figure_name(reference: Reference, row) -> str:
    """Indicator, measure, period and, of what is no result, the status."""
    parts = [_measured(reference, row)]
    if row.measure in ("share", "difference"):  # of which `measured` says nothing
        parts.append(measure_name(row.measure))
    parts.append(span(row.time_period) or say("no year printed"))
    if row.obs_status != "actual":
        parts.append(status_words(row.obs_status))
    return joined(parts)


def value_words(reference: Reference, row, side: str) -> str:
    """A value with all its digits, so that the smallest revision shows."""
    value, high, qualifier, unit = (
        getattr(row, f"{side}_{name}")
        for name in ("obs_value", "obs_value_high", "qualifier", "unit_measure")
    )
    indicator = reference.indicator.get(row.indicator)
    shown = indicator and unit == indicator.base_unit and unit != "RANK"
    scale = Decimal(str(indicator.scale)) if shown else Decimal(1)
    number = _plain(Decimal(value) / scale)
    if high:
        number = ranged(number, _plain(Decimal(high) / scale))
    words = _with_unit(number, indicator.display_unit if shown else unit)
    return f"{qualifier_words(qualifier)}{words}"


def _with_unit(number: str, unit: str) -> str:
    """A number with its unit of display, or with one as observations.csv names it."""
    if unit == "RANK":
        return say("rank {rank}", rank=number)
    if unit == "PP":
        return say("{number} percentage points", number=number)
    return number if unit == "NUM" else with_unit(number, "%" if unit == "PCT" else unit)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def columns_words(row, arrow: str) -> str:
    """ "status: target -> actual; value: 10 -> 12", column by column."""
    if not row.changed:
        return say("other words")
    told = []
    for name in row.changed.split(";"):
        heading = say(COLUMN_WORDS[name]) if name in COLUMN_WORDS else name
        if name in UNQUOTED:
            told.append(heading)  # long: the CSV has both
            continue
        if name in ("obs_value", "obs_value_high", "qualifier", "unit_measure"):
            old, new = getattr(row, f"old_{name}"), getattr(row, f"new_{name}")
        else:
            old, new = _cell_of(row.was, name), _cell_of(row.now, name)
        if name == "obs_status":
            old, new = (status_words(one) if one else "" for one in (old, new))
        none = say("none")
        told.append(say("{column}: {old}{arrow}{new}", column=heading, old=old or none,
                        arrow=arrow, new=new or none))  # fmt: skip
    return clauses(told)


def _cell_of(cells: str, name: str) -> str:
    """The cell of one column out of "name=cell; name=cell"; none of these holds a ";"."""
    return next(
        (
            cell
            for key, _, cell in (part.partition("=") for part in cells.split("; "))
            if key == name
        ),
        "",
    )


def rank_words(rank: float, among: int) -> str:
    """ "13 of 31"; of a missing rank (NaN) that there is no figure."""
    if rank != rank:
        return say("no figure")
    return say("{rank} of {whole}", rank=int(rank), whole=among)


def verdict_words(row, arrow: str) -> str:
    """The verdict before and the new one, the arrow between them."""
    return f"{say(VERDICTS.get(row.old_verdict, NOT_TOLD))}{arrow}{say(VERDICTS[row.new_verdict])}"


def target_name(reference: Reference, row) -> str:
    """Area, indicator, period and status of a promise."""
    name = _measured(reference, row)
    period = span(row.period) or say("no year printed")
    area = area_name(reference, row.ref_area)
    return joined([area, name, period, status_words(row.obs_status)])
