"""Figures that are told more than once: repeats that agree, conflicts that do not.

Two rows of one key that agree at the coarser printed precision, with the same
qualifier, are repeats: the finer one is used, the other points to it. Two that
do not are a conflict, which must be on record and is never averaged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

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
    keys = [observations[column] for column in KEY] + [period]
    for _, group in observations.groupby(keys, sort=False):
        if len(group) > 1:
            faults += _settle_group(settled, group, records, stories)
    if faults:
        raise FaultsFound(faults)
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
    settled: pd.DataFrame,
    group: pd.DataFrame,
    records: dict[frozenset[str], str],
    stories: Collection[str],
) -> list[Fault]:
    """Mark the repeats of one key in `settled`; return the conflicts that are not on record."""
    faults = []
    # finest first, but none that may not be compared; among equals the official one before the
    # story, then the one whose period is printed, then the order of sources.csv
    order = group.assign(
        barred=group["comparable"] == "no",
        told=group["source_id"].isin(list(stories)),
        undated=group["time_period"] == "",
    ).sort_values(["barred", "quantum", "told", "undated"], kind="stable")
    first = order.iloc[0]
    for index, other in order.iloc[1:].iterrows():
        if agree(first, other):
            settled.loc[index, "repeats"] = first["obs_id"]
        elif frozenset((first["obs_id"], other["obs_id"])) not in records:
            found = (
                f"{first['obs_id']} says {_said(first)} and {other['obs_id']} says "
                f"{_said(other)} of one thing"
            )
            todo = f"Look at both sources, then record which is used, and why, in {FILE}"
            pair = (first["obs_id"], other["obs_id"])
            faults.append(Conflict("", None, "", found, todo=todo, obs_ids=pair))
    return faults


def _said(row: pd.Series) -> str:
    """The figure's own words, and in base units what they were read as."""
    ends = [row["obs_value"], row["obs_value_high"]]
    read = " to ".join(f"{end:f}" for end in ends if end is not None)
    return f"{row['as_printed']!r} ({read} {row['unit_measure']})"


def agree(one: pd.Series, other: pd.Series) -> bool:
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
