"""What was understood of a file, what it brought, and what contradicts it, in lines."""

from __future__ import annotations

from dataclasses import dataclass
from reprlib import repr as shown  # clipped, control characters escaped: they are of the file

import pandas as pd

from helpers.clean.repeats import Conflict
from helpers.clean.units import TABLE_UNITS
from helpers.faults import FaultsFound
from helpers.read.stories import PROPOSED, has_proposed
from helpers.reference import Reference

MOST = 4  # names listed before "and n more"

WORDED = "in the figures' words"


@dataclass(frozen=True, eq=False)
class Taken:
    """adds, repeats: observations of the new source that say something new, or again (the
    latter with `as_told`, the other's obs_id); jumps: sentences on what to look at."""

    file: str
    source_ids: tuple[str, ...]
    adds: pd.DataFrame
    repeats: pd.DataFrame
    jumps: tuple[str, ...]


def understood(
    file: str, kind: str, arrivals: pd.DataFrame, reference: Reference
) -> tuple[str, ...]:
    """Kind; indicators and units; areas; years; number of figures."""
    article = "an" if kind[0] in "aeiou" else "a"
    figures = arrivals[arrivals["exclusion"] == ""]
    indicators = [
        f"{code} ({reference.indicator[code].name})"
        if code in reference.indicator
        else f"{shown(code)} (unknown)"
        for code in dict.fromkeys(figures["indicator"])
    ]
    units = [
        unit if unit in TABLE_UNITS else f"{shown(unit)} (unknown)" if unit else WORDED
        for unit in dict.fromkeys(figures["unit"])
    ]
    areas = [
        reference.area_names.get(reference.area_code(area) or "", f"{shown(area)} (unknown)")
        for area in dict.fromkeys(figures["area"])
    ]
    years = sorted({period[:4] for period in figures["time_period"] if period})
    left = len(arrivals) - len(figures)
    return (
        f"{file}: {article} {kind}",
        f"  indicators  {_listed(indicators)}",
        f"  units       {_listed(units)}",
        f"  areas       {len(set(areas))}: {_listed(list(dict.fromkeys(areas)))}",
        f"  years       {_span(years)}",
        f"  figures     {len(figures):,}"
        + (f", and {left} left out with a reason" if left else ""),
    )


def noted(content: bytes, kind: str) -> tuple[str, ...]:
    """What was passed over in the file, in lines."""
    if kind == "story" and has_proposed(content):
        return (f"  passed over column {PROPOSED}, which propose adds",)
    return ()


def _counted(number: int) -> str:
    return f"{number:,} figure{'' if number == 1 else 's'}"


def _span(years: list[str]) -> str:
    if not years:
        return "none printed"
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _listed(names: list[str]) -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more} more" if more > 0 else "")


def beside_told(adds: pd.DataFrame, repeats: pd.DataFrame) -> list[str]:
    """What a source brings beside what is there, in lines."""
    return [
        f"  adds        {_counted(len(adds))}",
        f"  repeats     {_counted(len(repeats))} that other sources tell",
        "  contradicts nothing that is not on record",
    ]


def taken_told(taken: Taken) -> list[str]:
    """What a source added and repeated, where it lies, and what to do next."""
    lines = beside_told(taken.adds, taken.repeats)
    lines += [f"  look at     {jump}" for jump in taken.jumps]
    ids = ", ".join(taken.source_ids)
    return [*lines, f"Taken in as {ids} (data/{taken.file}). Next: make report"]


def conflicts_told(found: FaultsFound) -> list[str]:
    """For figures that contradict each other: the lines for conflicts.csv, ready to paste."""
    pairs = [fault.obs_ids for fault in found.faults if isinstance(fault, Conflict)]
    if not pairs:
        return []
    lines = [
        "It contradicts what is known. Look at both sources; where both print what they print,",
        "append to data/reference/conflicts.csv, with your reason, and add the file again",
        "(used: the one that is used, or none):",
    ]
    return lines + [f'{";".join(pair)},{pair[0]},"why this one is used"' for pair in pairs]
