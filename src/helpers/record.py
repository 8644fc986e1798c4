"""Printed figures held against the official record: what came of what was said.

A story's figure of a province is set beside the official figure of the same
indicator, area and year. A printed result is equal to the record or not; whether a
promise was met is for `targets` to say.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.clean.printed import UnreadableFigure, parse_printed
from helpers.reference import RANKING, Reference
from helpers.targets import DECIDED, PROXIES, promises
from helpers.targets.official import Official

COLUMNS = (
    "obs_id",
    "ref_area",
    "indicator",
    "measure",
    "obs_status",
    "period",
    "printed_year",
    "qualifier",
    "as_printed",
    "value",
    "high",
    "official",
    "official_ids",
    "outcome",
    "proxy",
    "told_by",
)
BROKEN = "definition broken"
NO_FIGURE = "no official figure yet"
AS_TOLD = (
    "obs_id", "ref_area", "indicator", "measure", "obs_status", "qualifier", "as_printed",
)  # fmt: skip
YEAR = re.compile(r"(19|20)[0-9]{2}")


def against_record(
    observations: pd.DataFrame,
    figures: pd.DataFrame,
    reference: Reference,
    promised: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every figure of a story for which there is an official one, with what came of it.

    observations: the columns of observations.csv (text). figures: of `compare.figures`. promised:
    of `targets.promises`, where it is at hand.
    Returns COLUMNS: value, high, official float in base units (growth in percent); period the
    year, printed or matched (printed_year says which); told_by the observations that say the same
    (parted by ";", the row's own first); outcome one of
    - "equal", "not equal": a result, at the digits that it prints (see `_agrees`);
    - "met", "missed": a target or an expected value, by `targets.promises`;
    - "indication": a proxy stands for the record, nothing follows;
    - "definition broken": a growth over a break in the definition;
    - "undecided": a promise that the official figure cannot decide, `targets` says why;
    - "no official figure yet".
    Figures of cities, and of indicators that have neither record nor proxy, are left out. Derived
    target levels are in.
    """
    told = _told(observations, reference)
    asked = {*told["indicator"], *PROXIES.values()}
    official = Official(observations, figures, reference, asked, set(told["ref_area"]))
    if promised is None:
        promised = promises(observations, figures, reference)
    verdicts = _verdicts(promised)
    known = {*figures["indicator"], RANKING}
    rows = [
        _held(row, official, reference, verdicts)
        for row in told.itertuples()
        if PROXIES.get(row.indicator, row.indicator) in known and YEAR.fullmatch(_period(row))
    ]
    return _credit(pd.DataFrame(rows, columns=list(COLUMNS)))


def _told(observations: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """What stories say of provinces that the record may say too."""
    stories = reference.sources.loc[reference.sources["kind"] == "story", "source_id"]
    return observations[
        observations["source_id"].isin(stories)
        & observations["ref_area"].isin(reference.provinces)
        & observations["measure"].isin(["level", "growth", "rank"])
    ]


def _period(row) -> str:
    """When it was, as printed or, where nothing is, as matched."""
    return row.time_period or row.matched_period


def _held(
    row, official: Official, reference: Reference, verdicts: dict[str, str]
) -> dict[str, object]:
    """A told figure of a whole year beside the official one: COLUMNS but told_by."""
    proxy = PROXIES.get(row.indicator, "")
    year = int(_period(row))
    broken = row.measure == "growth" and year in dict(reference.indicator[row.indicator].breaks)
    found = official.outcome(proxy or row.indicator, row.ref_area, row.measure, year, year - 1)
    if broken:
        found = None
    value = float("nan") if found is None else found.value
    return {name: getattr(row, name) for name in AS_TOLD} | {
        "period": _period(row),
        "printed_year": bool(row.time_period),
        "value": float(row.obs_value),
        "high": float(row.obs_value_high) if row.obs_value_high else float("nan"),
        "official": value,
        "official_ids": "" if found is None else found.ids,
        "outcome": verdicts.get(row.obs_id) or _outcome(row, value, proxy, broken),
        "proxy": proxy,
    }


def _verdicts(table: pd.DataFrame) -> dict[str, str]:
    """obs_id of all that say, or were computed from, a decided promise -> its verdict."""
    return {
        obs_id: row.verdict
        for row in table[table["verdict"].isin(DECIDED)].itertuples()
        for obs_id in [*row.told_by.split(";"), *row.level_ids.split(";")]
    }


def _credit(table: pd.DataFrame) -> pd.DataFrame:
    """One row for what several sentences say alike, told_by naming them all."""
    same = ["ref_area", "indicator", "measure", "obs_status", "period", "qualifier", "value"]
    told_by = table.groupby(same, sort=False)["obs_id"].transform(";".join)
    return table.assign(told_by=told_by).drop_duplicates(same).reset_index(drop=True)


def _outcome(row, official: float, proxy: str, broken: bool) -> str:
    """What is to be said where no verdict on a promise is."""
    if broken:
        return BROKEN
    if proxy:
        return "indication"
    if official != official:
        return NO_FIGURE
    if row.obs_status != "actual":
        return "undecided"
    return "equal" if _agrees(row, official) else "not equal"


ABOUT = 0.05  # how far, as a share of it, a figure printed as "about" may be off the record


def _agrees(row, official: float) -> bool:
    """Whether the record bears a printed result out, at the digits that the story prints."""
    value, digit = float(row.obs_value), _last_digit(row)
    match row.qualifier:
        case "over":
            return official > value
        case "at_least":
            return official >= value
        case "under":
            return official < value
        case "about":
            return abs(official - value) <= max(ABOUT * abs(value), digit / 2)
        case "range":
            return value - digit / 2 <= official <= float(row.obs_value_high) + digit / 2
        case _:
            return abs(official - value) <= digit / 2 * (1 + 1e-9)


def _last_digit(row) -> float:
    """Size of the last digit that the story prints, in base units ("101.9 billion": 1e8)."""
    try:
        return float(parse_printed(row.as_printed).quantum)
    except UnreadableFigure:  # a derived row: its words are a sum
        return 10.0 ** -len(row.obs_value.partition(".")[2])
