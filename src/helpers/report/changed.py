"""A changed figure, rank or verdict in words; of codes that no table knows, the code."""

from __future__ import annotations

from decimal import Decimal

from helpers.reference import Reference
from helpers.report.words import QUALIFIERS, VERDICTS, measure_words, span

COLUMN_WORDS = {
    "ref_area": "area",
    "time_period": "period",
    "obs_value": "value",
    "obs_value_high": "upper value",
    "obs_status": "status",
    "unit_measure": "unit",
    "base_period": "base",
    "reference_group": "group",
    "matched_period": "matched period",
    "derived_from": "derived from",
    "as_printed": "as printed",
    "source_id": "source",
}
NOT_TOLD = "not told before"
TOO_LONG = ("note", "as_printed", "repeats", "derived_from", "source_id", "locator")


def area_name(reference: Reference, code: str) -> str:
    return reference.area_names.get(code, code)


def indicator_name(reference: Reference, code: str) -> str:
    indicator = reference.indicator.get(code)
    return indicator.name if indicator else code


def figure_name(reference: Reference, row) -> str:
    """Indicator, measure, period and, of what is no result, the status."""
    measure = measure_words(row.measure) or ("" if row.measure == "level" else f", {row.measure}")
    period = span(row.time_period) or "no year printed"
    status = "" if row.obs_status == "actual" else f", {row.obs_status}"
    return f"{indicator_name(reference, row.indicator)}{measure}, {period}{status}"


def value_words(reference: Reference, row, side: str) -> str:
    """A value with all its digits, so that the smallest revision shows."""
    value, high, qualifier, unit = (
        getattr(row, f"{side}_{name}")
        for name in ("obs_value", "obs_value_high", "qualifier", "unit_measure")
    )
    indicator = reference.indicator.get(row.indicator)
    words = {"PCT": "%", "PP": " percentage points", "RANK": "", "NUM": ""}.get(unit, f" {unit}")
    scale = Decimal(1)
    if indicator and unit == indicator.base_unit and unit != "RANK":
        scale = Decimal(str(indicator.scale))
        shown = indicator.display_unit
        words = shown if shown.startswith("%") else f" {shown}"
    numbers = [f"{_plain(Decimal(text) / scale)}" for text in (value, high) if text]
    before = "rank " if unit == "RANK" else ""
    return f"{QUALIFIERS.get(qualifier, '')}{before}{' to '.join(numbers)}{words}"


def _plain(number: Decimal) -> str:
    text = f"{number:,f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def columns_words(row, arrow: str) -> str:
    """ "status: target -> actual; value: 10 -> 12", column by column."""
    if not row.changed:
        return "other words"
    told = []
    for name in row.changed.split(";"):
        heading = COLUMN_WORDS.get(name, name)
        if name in TOO_LONG:
            told.append(heading)  # long: the CSV has both
        elif name in ("obs_value", "obs_value_high", "qualifier", "unit_measure"):
            old, new = getattr(row, f"old_{name}"), getattr(row, f"new_{name}")
            told.append(f"{heading}: {old or 'none'}{arrow}{new or 'none'}")
        else:
            old, new = _cell_of(row.was, name), _cell_of(row.now, name)
            told.append(f"{heading}: {old or 'none'}{arrow}{new or 'none'}")
    return "; ".join(told)


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
    return "no figure" if rank != rank else f"{int(rank)} of {among}"


def verdict_words(row, arrow: str) -> str:
    old = VERDICTS.get(row.old_verdict, NOT_TOLD)
    return f"{old}{arrow}{VERDICTS[row.new_verdict]}"


def target_name(reference: Reference, row) -> str:
    name = f"{indicator_name(reference, row.indicator)}{measure_words(row.measure)}"
    period = span(row.period) or "no year printed"
    return f"{area_name(reference, row.ref_area)}, {name}, {period}, {row.obs_status}"
