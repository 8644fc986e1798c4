"""What the official record holds of an area, and how far its rounding may move it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from helpers.clean.comparable import reasons
from helpers.reference import NATION, Reference
from helpers.targets.verdict import last_digit


@dataclass(frozen=True)
class Found:
    """A figure in base units (a growth in percent), the ends between which the unrounded one lies,
    and the observations it stands on (parted by ";")."""

    value: float
    low: float
    high: float
    ids: str


class Official:
    """Figures of official sources, of every area by its own figures alone.

    observations: the columns of observations.csv. figures: of `compare.figures`. indicators,
    areas: codes that will be asked for. Beside the figures that areas are compared by count those
    that only one area has, a city's own among them; a story's never do, nor the unused figures of
    a conflict. newest: the last year of the whole record.
    """

    def __init__(self, observations: pd.DataFrame, figures: pd.DataFrame, reference: Reference,
                 indicators: Collection[str], areas: Collection[str]) -> None:  # fmt: skip
        stories = reference.sources.loc[reference.sources["kind"] == "story", "source_id"]
        self.newest = int(figures["year"].max()) if len(figures) else 0
        rows, figures = (
            table[table["indicator"].isin(indicators) & table["ref_area"].isin(areas)]
            for table in (observations, figures)
        )
        rows = rows[
            ~rows["source_id"].isin(stories)
            & (rows["obs_status"] == "actual")
            & (rows["repeats"] == "")
            & rows["time_period"].str.fullmatch(r"\d{4}")
        ]
        self._reference = reference
        self._series: dict[tuple[str, str, str], dict[int, Found]] = defaultdict(dict)
        digits = {row.obs_id: last_digit(row.as_printed, float(row.obs_value), row.unit_measure)
                  for row in rows.itertuples()}  # fmt: skip
        self._lone(rows, digits)
        for row in figures.itertuples():
            half = digits.get(row.obs_ids, 0.0) / 2  # a computed figure is not rounded
            self._put(row.indicator, row.ref_area, "level", row.year, row.value, half, row.obs_ids)

    def _lone(self, rows: pd.DataFrame, digits: dict[str, float]) -> None:
        """Figures that are compared with no other area's; "no" without a reason of cleaning is a
        conflict's unused figure, or a reader's word."""
        unused = {
            obs_id
            for row in self._reference.conflicts.itertuples()
            for obs_id in row.obs_ids.split(";")
            if obs_id != row.used
        }
        for row in rows.itertuples():
            if row.obs_id in unused or not (row.comparable == "yes" or reasons(row.note)):
                continue
            measure = "level" if row.measure == "share" else row.measure
            self._put(row.indicator, row.ref_area, measure, int(row.time_period),
                      float(row.obs_value), digits[row.obs_id] / 2, row.obs_id)  # fmt: skip

    def _put(self, indicator: str, area: str, measure: str, year: int, value: float, half: float,
             ids: str) -> None:  # fmt: skip
        nation = area == NATION and self._reference.indicator[indicator].national_row != "yes"
        if not nation:
            found = Found(float(value), value - half, value + half, str(ids))
            self._series[indicator, area, measure][int(year)] = found

    def series(self, indicator: str, area: str, measure: str = "level") -> dict[int, Found]:
        """Year -> figure in the order of years, as published; {} where there is none.

        Of the nation only where the national row is the nation's. measure: "level" also finds
        shares; "growth" and others only what is published so.
        """
        return dict(sorted(self._series.get((indicator, area, measure), {}).items()))

    def outcome(
        self, indicator: str, area: str, measure: str, year: int, base_year: int
    ) -> Found | None:
        """What came of a promise for `year`, in its own measure; None where a figure is missing.

        A growth or an increase is taken as published, else reckoned from the levels of both years.
        """
        if measure in ("level", "share", "rank"):
            kind = "rank" if measure == "rank" else "level"
            return self.series(indicator, area, kind).get(year)
        published = self.series(indicator, area, measure).get(year)
        levels = self.series(indicator, area)
        base, end = levels.get(base_year), levels.get(year)
        if published or base is None or end is None:
            return published
        ids = f"{base.ids};{end.ids}"
        if measure == "net_increase":
            return Found(end.value - base.value, end.low - base.high, end.high - base.low, ids)
        if measure != "growth" or base.low <= 0:
            return None
        ratios = (end.value / base.value, end.low / base.high, end.high / base.low)
        value, low, high = (100 * (ratio - 1) for ratio in ratios)
        return Found(value, low, high, ids)
