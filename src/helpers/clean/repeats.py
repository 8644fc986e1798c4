"""Figures that are told more than once: repeats that agree, conflicts that do not.

Two rows of one key that agree at the coarser printed precision, with the same
qualifier, are repeats: the finer one is used, the other points to it. Two that
do not are a conflict, which must be on record and is never averaged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.faults import Fault, FaultsFound

FILE = "reference/conflicts.csv"
KEY = ("ref_area", "indicator", "measure", "obs_status", "reference_group")


@dataclass(frozen=True)
class Conflict(Fault):
    """Two figures of one key that differ with no record; obs_ids: which."""

    obs_ids: tuple[str, str] = ("", "")


@dataclass(frozen=True, eq=False)
class Told:
    """observations: with `repeats` filled, notes on conflicts, and `comparable` "no" for the row
    of a conflict that is not used. conflicts: one row per recorded conflict and observation
    (conflict, obs_id, used, reason)."""

    observations: pd.DataFrame
    conflicts: pd.DataFrame


def settle(
    observations: pd.DataFrame, recorded: pd.DataFrame, stories: Collection[str] = ()
) -> Told:
    """Find repeats and conflicts among observations.

    The key is area, indicator, period (the matched one where none is printed), measure, status
    and reference group; rows without any period are compared with one another only within their
    indicator. recorded: obs_ids (parted by ";"), used (one of them, or "none"), reason. stories:
    source_ids of stories, which stand behind an official source that says the same.
    Raises FaultsFound: for rows of one key that differ with no record, and for a record that
    names an observation that does not exist.
    """
    settled = observations.copy()
    records, faults = _records(observations, recorded)
    period = observations["time_period"].where(
        observations["time_period"] != "", observations["matched_period"]
    )
    keys = zip(*(observations[column] for column in KEY), period, strict=True)
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(keys):
        groups.setdefault(key, []).append(at)
    several = [group for group in groups.values() if len(group) > 1]
    told = sorted(at for group in several for at in group)
    rows = dict(zip(told, observations.iloc[told].to_dict("records"), strict=True))
    repeats = list(settled["repeats"])
    for group in several:
        faults += _settle_group(repeats, {at: rows[at] for at in group}, records, stories)
    if faults:
        raise FaultsFound(faults)
    settled["repeats"] = pd.Series(repeats, settled.index, settled["repeats"].dtype)
    table = _note_conflicts(settled, recorded)
    return Told(settled, table)


def _records(
    observations: pd.DataFrame, recorded: pd.DataFrame
) -> tuple[dict[frozenset[str], str], list[Fault]]:
    """Every recorded pair to the obs_id that is used, and the faults of the record."""
    known = set(observations["obs_id"])
    pairs: dict[frozenset[str], str] = {}
    faults = []
    for line, row in enumerate(recorded.itertuples(), start=2):
        ids = row.obs_ids.split(";")
        for obs_id in ids:
            if obs_id not in known:
                found = f"there is no observation {obs_id!r}"
                faults.append(
                    Fault(FILE, line, "obs_ids", found, todo="Name it as observations.csv does")
                )
        if row.used not in (*ids, "none"):
            faults.append(
                Fault(FILE, line, "used", f"{row.used!r} stands there", "one of obs_ids, or none")
            )
        pairs |= {frozenset((a, b)): row.used for a in ids for b in ids if a != b}
    return pairs, faults


def _settle_group(
    repeats: list[str],
    group: dict[int, dict[str, Any]],
    records: dict[frozenset[str], str],
    stories: Collection[str],
) -> list[Fault]:
    """Mark the repeats of one key in `repeats`; return the conflicts that are not on record.

    group: place in `repeats` -> row of the observations.
    """
    faults = []
    # finest first, but none that may not be compared; among equals the official one before the
    # story, then the one whose period is printed, then the order of sources.csv
    order = sorted(
        group,
        key=lambda at: (
            group[at]["comparable"] == "no",
            group[at]["quantum"],
            group[at]["source_id"] in stories,
            group[at]["time_period"] == "",
        ),
    )
    first = group[order[0]]
    for at in order[1:]:
        other = group[at]
        if agree(first, other):
            repeats[at] = first["obs_id"]
        elif frozenset((first["obs_id"], other["obs_id"])) not in records:
            found = (
                f"{first['obs_id']} says {_said(first)} and {other['obs_id']} says "
                f"{_said(other)} of one thing"
            )
            todo = f"Look at both sources, then record which is used, and why, in {FILE}"
            pair = (first["obs_id"], other["obs_id"])
            faults.append(Conflict("", None, "", found, todo=todo, obs_ids=pair))
    return faults


def _said(row: Mapping[str, Any]) -> str:
    """The figure's own words, and in base units what they were read as."""
    ends = [row["obs_value"], row["obs_value_high"]]
    read = " to ".join(f"{end:f}" for end in ends if end is not None)
    return f"{row['as_printed']!r} ({read} {row['unit_measure']})"


def agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures are one at the coarser printed precision, with the same qualifier.

    Half a unit of the coarser last digit apart still agrees: either may have been rounded up
    or down from the same half.
    """
    if one["qualifier"] != other["qualifier"]:
        return False
    if (one["obs_value_high"] is None) != (other["obs_value_high"] is None):
        return False
    within = max(one["quantum"], other["quantum"]) / 2
    ends = ["obs_value"] if one["obs_value_high"] is None else ["obs_value", "obs_value_high"]
    return all(abs(one[end] - other[end]) <= within for end in ends)


def _note_conflicts(settled: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    index = dict(zip(settled["obs_id"], settled.index, strict=True))
    rows = []
    for number, row in enumerate(recorded.itertuples(), start=1):
        ids = row.obs_ids.split(";")
        for obs_id in ids:
            at = index[obs_id]
            others = ", ".join(
                settled.at[index[other], "as_printed"] for other in ids if other != obs_id
            )
            word = f"conflicts with {others!r}: {row.reason}"
            note = settled.at[at, "note"]
            settled.at[at, "note"] = f"{note}; {word}" if note else word
            if obs_id != row.used:
                settled.at[at, "comparable"] = "no"
            used = "yes" if obs_id == row.used else "no"
            rows.append({"conflict": number, "obs_id": obs_id, "used": used, "reason": row.reason})
    return pd.DataFrame(rows, columns=["conflict", "obs_id", "used", "reason"])
