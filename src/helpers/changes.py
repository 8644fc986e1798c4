"""What changed between two states of the observations: pure functions, nothing is read or drawn.

`changes` goes row by row; `moved_ranks` and `decided_targets` say what follows for the
comparison and for the promises; `between` gives all three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from helpers import compare, targets
from helpers.clean.observations import COLUMNS as OBSERVATION
from helpers.reference import Indicator, Reference

# What a figure is of: while these stay, another value is a revision of the same figure.
KEY = (
    "ref_area",
    "indicator",
    "time_period",
    "measure",
    "obs_status",
    "reference_group",
    "base_period",
)
VALUE = ("obs_value", "obs_value_high", "qualifier", "unit_measure")
NUMBERS = ("obs_value", "obs_value_high")
USE = ("comparable", "matched_period")  # how a figure may be used
LINKS = ("derived_from", "repeats")  # that there is one is its use; which one is only its place
KINDS = (
    "added",
    "repeated",
    "removed",
    "unrepeated",
    "revised",
    "reclassified",
    "moved",
    "reworded",
)
COLUMNS = (
    "kind",
    "obs_id",
    "old_obs_id",
    *KEY,
    *(f"old_{name}" for name in VALUE),
    *(f"new_{name}" for name in VALUE),
    "changed",
    "was",
    "now",
)
COMPARED = [name for name in OBSERVATION if name != "obs_id"]
RANK_COLUMNS = (
    "ref_area",
    "indicator",
    "year",
    "old_rank",
    "new_rank",
    "old_rank_of",
    "new_rank_of",
)
TARGET = ("ref_area", "indicator", "measure", "obs_status", "period", "qualifier", "value")


@dataclass(frozen=True, eq=False)
class Changes:
    """rows: of `changes`. ranks: of `moved_ranks`. targets: of `decided_targets`."""

    rows: pd.DataFrame
    ranks: pd.DataFrame
    targets: pd.DataFrame

    @property
    def none(self) -> bool:
        """Whether both states are the same."""
        return self.rows.empty


def between(old: pd.DataFrame, new: pd.DataFrame, reference: Reference) -> Changes:
    """Everything that changed from `old` to `new`, two tables of observations (text).

    Ranks are among all provinces, of every ranked indicator that `reference` knows; figures of
    indicators that it does not know are compared row by row only.
    """
    rows = changes(old, new)
    if rows.empty:  # the rest follows from the rows
        return Changes(rows, pd.DataFrame(columns=RANK_COLUMNS), _no_targets())
    known = [table[table["indicator"].isin(list(reference.indicator))] for table in (old, new)]
    figures = [compare.figures(table, reference) for table in known]
    promised = [
        targets.promises(table, values, reference)
        for table, values in zip(known, figures, strict=True)
    ]
    ranked = [indicator for indicator in reference.indicator.values() if indicator.ranked]
    moved = moved_ranks(*figures, ranked, reference.provinces)
    return Changes(rows, moved, decided_targets(*promised))


def changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One row for each observation that is not the same in both; none for two equal tables.

    old, new: the columns of observations.csv as text, obs_id unique. Rows are matched by obs_id,
    what is left by key (see `_by_key`). Numbers are compared as numbers ("1.50" is "1.5").
    Returns COLUMNS as text: the key of the new row (of the old one if it was removed), the
    values in base units, `changed` the names of the columns that differ (parted by ";"), `was` and
    `now` their cells. kind is one of
    - "added", "removed";
    - "repeated", "unrepeated": added or removed, and it only tells again what another row tells;
    - "revised": the same key, another value, high, qualifier or unit;
    - "reclassified": another area, indicator, period, measure, status or group, with whatever
      value; or another use (comparable, matched period, whether it repeats or is derived);
    - "moved": the same figure in another place (obs_id);
    - "reworded": only its words differ (as printed, note, which row it repeats).
    """
    before, after = (table.set_index("obs_id", drop=False) for table in (old, new))
    _refuse_doubled(before, after)
    stayed = before.index[before.index.isin(after.index)]
    gone, come = before.drop(stayed), after.drop(stayed)
    one, other = before.loc[stayed, COMPARED], after.loc[stayed, COMPARED]
    pairs = [(obs_id, obs_id) for obs_id in stayed[(one != other).any(axis=1).to_numpy()]]
    replaced = _by_key(gone, come)
    rows = [_changed(before.loc[left], after.loc[right]) for left, right in pairs + replaced]
    paired = {obs_id for pair in replaced for obs_id in pair}
    for table, kind, again in ((gone, "removed", "unrepeated"), (come, "added", "repeated")):
        alone = table[~table["obs_id"].isin(paired)]
        rows += [_alone(again if row["repeats"] else kind, row) for _, row in alone.iterrows()]
    found = [row for row in rows if row]
    table = pd.DataFrame(found, columns=list(COLUMNS), dtype=object)
    place = table["kind"].map({kind: number for number, kind in enumerate(KINDS)})
    order = ["place", "indicator", "ref_area", "time_period", "measure", "obs_id", "old_obs_id"]
    return (
        table.assign(place=place)
        .sort_values(order, kind="stable")
        .drop(columns="place")
        .reset_index(drop=True)
    )


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many rows there are of each of KINDS, zero included."""
    found = rows["kind"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in KINDS}


def _refuse_doubled(*tables: pd.DataFrame) -> None:
    for table in tables:
        doubled = table.index[table.index.duplicated()]
        if len(doubled):
            raise ValueError(f"obs_id {doubled[0]} stands twice in one table")


def _by_key(gone: pd.DataFrame, come: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs (old obs_id, new obs_id) of rows that a newer file brought in place of older ones.

    Within a key rows of equal value are paired first: they only moved. What is left is a revision
    where the old ones agree among themselves and so do the new ones. Where they differ, and where
    no period is printed, nothing is guessed: they stay removed and added.
    """
    pairs = []
    left, right = _groups(gone), _groups(come)
    for key, olds in left.items():
        olds, news = dict(olds), dict(right.get(key, {}))
        for value in [value for value in olds if value in news]:
            equal = list(zip(olds[value], news[value], strict=False))
            pairs += equal
            olds[value], news[value] = olds[value][len(equal) :], news[value][len(equal) :]
        rest_old, rest_new = ([ids for ids in side.values() if ids] for side in (olds, news))
        printed = key[KEY.index("time_period")] != ""
        if printed and len(rest_old) == len(rest_new) == 1:
            pairs += list(zip(rest_old[0], rest_new[0], strict=False))
    return pairs


def _groups(table: pd.DataFrame) -> dict[tuple, dict[tuple, list[str]]]:
    """key -> value -> obs_ids, sorted."""
    groups: dict[tuple, dict[tuple, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in table.sort_index().itertuples(index=False):
        value = tuple(_cell(name, getattr(row, name)) for name in VALUE)
        groups[tuple(getattr(row, name) for name in KEY)][value].append(row.obs_id)
    return groups


def _cell(name: str, text: str) -> str | Decimal:
    return Decimal(text) if name in NUMBERS and text else text


def _changed(old: pd.Series, new: pd.Series) -> dict[str, str] | None:
    """The row of a matched pair; None where nothing but the notation of a number differs."""
    names = [name for name in COMPARED if _cell(name, old[name]) != _cell(name, new[name])]
    moved = old["obs_id"] != new["obs_id"]
    if not names and not moved:
        return None
    used = any(name in USE for name in names) or any(
        name in names and (old[name] == "") != (new[name] == "") for name in LINKS
    )
    if any(name in KEY for name in names):
        kind = "reclassified"
    elif any(name in VALUE for name in names):
        kind = "revised"
    elif used:
        kind = "reclassified"
    else:
        kind = "moved" if moved else "reworded"
    return {
        **_alone(kind, new),
        "old_obs_id": old["obs_id"],
        **{f"old_{name}": old[name] for name in VALUE},
        "changed": ";".join(names),
        "was": "; ".join(f"{name}={old[name]}" for name in names),
        "now": "; ".join(f"{name}={new[name]}" for name in names),
    }


def _alone(kind: str, row: pd.Series) -> dict[str, str]:
    """A row that stands in one table only, or the new side of a pair."""
    removed = kind in ("removed", "unrepeated")
    side, other = ("old", "new") if removed else ("new", "old")
    return {
        "kind": kind,
        "obs_id": "" if removed else row["obs_id"],
        "old_obs_id": row["obs_id"] if removed else "",
        **{name: row[name] for name in KEY},
        **{f"{side}_{name}": row[name] for name in VALUE},
        **{f"{other}_{name}": "" for name in VALUE},
        "changed": "",
        "was": "",
        "now": "",
    }


def moved_ranks(
    old: pd.DataFrame,
    new: pd.DataFrame,
    indicators: Iterable[Indicator],
    areas: Sequence[str],
) -> pd.DataFrame:
    """Ranks among `areas` that differ, each indicator in the newest year that both states have.

    old, new: of `compare.figures`. Returns RANK_COLUMNS, by indicator and new rank: rank NaN where
    the area has no figure then; rank_of counts the areas ranked. A year in which most areas have no
    figure in both is no year of comparison; an indicator without one is left out.
    """
    same = ["ref_area", "indicator", "year"]
    both = old[[*same, "value"]].merge(new[same], on=same, validate="one_to_one")
    found = []
    for indicator in indicators:
        year = compare.newest_year(both, indicator.code, areas)
        if year is None:
            continue
        before, after = (compare.ranks(table, indicator, year, areas) for table in (old, new))
        table = pd.DataFrame(
            {
                "ref_area": list(areas),
                "indicator": indicator.code,
                "year": year,
                "old_rank": before["rank"],
                "new_rank": after["rank"],
                "old_rank_of": before["rank_of"],
                "new_rank_of": after["rank_of"],
            }
        )
        differ = table["old_rank"].fillna(0) != table["new_rank"].fillna(0)
        found.append(table[differ].sort_values(["new_rank", "ref_area"], kind="stable"))
    found = [table for table in found if len(table)]
    if not found:
        return pd.DataFrame(columns=list(RANK_COLUMNS))
    return pd.concat(found, ignore_index=True)


def decided_targets(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Promises with another verdict than before, most of them a first one.

    old, new: of `targets.promises`. Returns the rows of `new` with old_verdict ("" for a promise
    that is new) and new_verdict: one of the two is "met" or "missed", and they differ. One
    promise that stands twice in a state is told once.
    """
    before = old[[*TARGET, "verdict"]].rename(columns={"verdict": "old_verdict"})
    table = new.rename(columns={"verdict": "new_verdict"}).drop_duplicates(list(TARGET))
    table = table.merge(
        before.drop_duplicates(list(TARGET)), on=list(TARGET), how="left", validate="one_to_one"
    )
    table["old_verdict"] = table["old_verdict"].fillna("")
    decided = table["old_verdict"].isin(targets.DECIDED) | table["new_verdict"].isin(
        targets.DECIDED
    )
    differ = table["old_verdict"] != table["new_verdict"]
    return table[decided & differ].reset_index(drop=True)


def _no_targets() -> pd.DataFrame:
    names = [name for name in targets.COLUMNS if name != "verdict"]
    return pd.DataFrame(columns=[*names, "new_verdict", "old_verdict"])
