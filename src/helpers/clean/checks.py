"""Checks on clean observations: shares, plausible levels, sums against the nation, intensities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.clean.levels import levels
from helpers.faults import Fault
from helpers.reference import NATION, Reference

SHARE_OF_WHOLE = (0, 100)
OVER_WIDER = 0.05  # percent that provinces may exceed a wider national row by: rounding
INTENSITY_TOLERANCE = 0.05  # percentage points
# (intensity printed, expenditure it must rest on, years): the newest and the restated intensity
# are on revised GDP, which is what is at hand; the older ones are on the GDP of their day.
INTENSITIES = (
    ("rd_intensity_2023_revised_published", "rd_expenditure", "2023"),
    ("rd_intensity_as_published", "rd_expenditure_bulletin", "2024"),
)


@dataclass(frozen=True, eq=False)
class Check:
    """One kind of check: table (every case that was looked at) and faults (those that fail)."""

    table: pd.DataFrame
    faults: tuple[Fault, ...]


def check_shares(observations: pd.DataFrame) -> Check:
    """Shares (measure share) must be 0 to 100, both ends of a range; table: obs_id, value."""
    shares = observations[observations["measure"] == "share"]
    low, high = SHARE_OF_WHOLE
    faults = [
        Fault(
            "",
            None,
            "",
            f"{row.obs_id} is a share of {end} %",
            "0 to 100 %",
            "Look at the source; a value over 100 is no share",
        )
        for row in shares.itertuples()
        for end in (row.obs_value, row.obs_value_high)
        if end is not None and not low <= end <= high
    ]
    table = pd.DataFrame({"obs_id": shares["obs_id"], "value": shares["obs_value"].astype(float)})
    return Check(table.reset_index(drop=True), tuple(faults))


def check_ranges(observations: pd.DataFrame, reference: Reference) -> Check:
    """Levels of provinces within minimum and maximum of indicators.csv: a misread unit is far off.

    Every status, both ends of a range. Table: obs_id, value (the lower end).
    """
    rows = observations[
        (observations["measure"] == "level") & observations["ref_area"].isin(reference.provinces)
    ]
    faults = []
    for row in rows.itertuples():
        indicator = reference.indicator[row.indicator]
        low, high = indicator.minimum, indicator.maximum
        for end in (row.obs_value, row.obs_value_high):
            if end is None or ((low is None or end >= low) and (high is None or end <= high)):
                continue
            least = "anything" if low is None else f"{low:g}"
            most = "anything" if high is None else f"{high:g}"
            faults.append(
                Fault(
                    "",
                    None,
                    "",
                    f"{row.obs_id} is {end:f} {row.unit_measure}",
                    f"{least} to {most} (minimum and maximum of {row.indicator} in indicators.csv)",
                    "Look at the figure and its unit in the source",
                )
            )
    table = pd.DataFrame({"obs_id": rows["obs_id"], "value": rows["obs_value"].astype(float)})
    return Check(table.reset_index(drop=True), tuple(faults))


def check_sums(observations: pd.DataFrame, reference: Reference) -> Check:
    """The sum of the provinces against the national row, indicator by indicator and year by year.

    Only years with all provinces and a national row are added up (a missing value is not zero).
    "wider than the 31": the national row also holds other areas, so the sum may fall short by the
    tolerance but not exceed it by more than rounding. Table: indicator, time_period, provinces
    (sum), nation, gap_pct (sum over nation less 1, in percent), tolerance_pct, held.
    """
    table = levels(observations)
    added = table[table["ref_area"].isin(reference.provinces)].groupby(["indicator", "time_period"])
    sums = added["value"].agg(provinces=lambda values: values.sum(min_count=1), areas="count")
    nation = table[table["ref_area"] == NATION].set_index(["indicator", "time_period"])["value"]
    both = sums.join(nation.rename("nation"), how="inner").reset_index()
    both = both[both["areas"] == len(reference.provinces)]
    tolerance = {code: row.sum_tolerance_pct for code, row in reference.indicator.items()}
    both["tolerance_pct"] = both["indicator"].map(tolerance)
    both = both[both["tolerance_pct"].notna()].drop(columns="areas").reset_index(drop=True)
    both["gap_pct"] = 100 * (both["provinces"] / both["nation"] - 1)
    wider = (
        both["indicator"]
        .map(lambda code: reference.indicator[code].national_row)
        .eq("wider than the 31")
    )
    over = both["tolerance_pct"].where(~wider, OVER_WIDER)
    both["held"] = (both["gap_pct"] >= -both["tolerance_pct"]) & (both["gap_pct"] <= over)
    faults = [
        Fault(
            "",
            None,
            "",
            f"the provinces' {row.indicator} of {row.time_period} adds up to {row.provinces:.6g}, "
            f"{row.gap_pct:+.2f} % off the national {row.nation:.6g}",
            _allowed_gap(row.tolerance_pct, reference.indicator[row.indicator].national_row),
            "Look for a province's wrong value, or a row that is missing",
        )
        for row in both[~both["held"]].itertuples()
    ]
    return Check(both, tuple(faults))


def _allowed_gap(tolerance: float, national_row: str) -> str:
    words = "sum_tolerance_pct in indicators.csv"
    if national_row == "wider than the 31":
        most = f"{OVER_WIDER:+g} %, as the national row is {national_row}"
        return f"{-tolerance:g} to {most} ({words})"
    return f"{tolerance:g} % ({words})"


def check_intensities(observations: pd.DataFrame) -> Check:
    """Printed R&D intensity against expenditure over revised GDP, province by province.

    Table: ref_area, indicator, time_period, printed, computed, difference (points), held. Areas
    without revised GDP (the nation) are not computed.
    """
    table = levels(observations).set_index(["indicator", "time_period", "ref_area"])["value"]
    rows = []
    for intensity, expenditure, year in INTENSITIES:
        parts = [
            table.get(code, pd.Series(dtype=float)).get(year, pd.Series(dtype=float)).rename(name)
            for code, name in (
                (intensity, "printed"),
                (expenditure, "spent"),
                ("gdp_revised", "gdp"),
            )
        ]
        joined = pd.concat(parts, axis=1, join="inner").rename_axis("ref_area").reset_index()
        joined["computed"] = 100 * joined["spent"] / joined["gdp"]
        rows.append(joined.assign(indicator=intensity, time_period=year))
    result = pd.concat(rows, ignore_index=True)
    result["difference"] = result["computed"] - result["printed"]
    result["held"] = result["difference"].abs() <= INTENSITY_TOLERANCE
    result = result[
        ["ref_area", "indicator", "time_period", "printed", "computed", "difference", "held"]
    ]
    faults = [
        Fault(
            "",
            None,
            "",
            f"{row.indicator} of {row.ref_area} in {row.time_period} is printed as "
            f"{row.printed:g} %, but expenditure over revised GDP gives {row.computed:.3f} %",
            f"{INTENSITY_TOLERANCE} points of difference",
            "Look at the three figures in their sources",
        )
        for row in result[~result["held"]].itertuples()
    ]
    return Check(result, tuple(faults))
