"""Figures held against their own series in time: a misread unit is a power of ten away.

Of each level its neighbours are taken: the up to four nearest years, at most three
years off, of the same area and indicator. Where they agree among themselves (the
largest at most three times the smallest), the figure is set against their median:

- a slip: near ten, a hundred, a thousand or ten thousand times it, or that part of it
  (within a factor of 1.4);
- a jump: more than three times it, or less than a third, and no slip.

Zero and negative values have no ratio and are passed over, and so is a figure that another
source tells already (within half a percent).
"""

from __future__ import annotations

import math
from statistics import median

import pandas as pd

from helpers.clean.levels import levels
from helpers.faults import Fault
from helpers.reference import Reference

NEIGHBOURS, FARTHEST = 4, 3
CALM, JUMP = 3.0, 3.0
SAME = 0.005
NEAR = math.log10(1.4)
TIMES = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand"}


def slips_and_jumps(
    figures: pd.DataFrame, known: pd.DataFrame, reference: Reference
) -> tuple[list[Fault], list[str]]:
    """Faults for slips, and a sentence for each jump.

    figures: observations to be looked at; known: observations that they are held against, of
    other sources; among the figures themselves they are neighbours too.
    """
    history: dict[tuple[str, str], dict[int, float]] = {}
    told = levels(known)
    places = zip(told["ref_area"], told["indicator"], told["time_period"], strict=True)
    before = dict(zip(places, told["value"], strict=True))
    # a figure that one area alone has is compared with no other area, but with its own series
    new = levels(figures.assign(comparable=""))
    for table in (told, new):
        for row in table.itertuples():
            series = history.setdefault((row.ref_area, row.indicator), {})
            series.setdefault(int(row.time_period), row.value)
    faults, jumps = [], []
    for row in new.itertuples():
        year = int(row.time_period)
        near = _neighbours(history[(row.ref_area, row.indicator)], year)
        if row.value <= 0 or len(near) < 2 or max(near) > CALM * min(near):
            continue
        same = before.get((row.ref_area, row.indicator, row.time_period))
        if same and abs(row.value / same - 1) <= SAME:
            continue
        middle = median(near)
        ratio = row.value / middle
        power = round(math.log10(ratio))
        where = f"{row.indicator} of {reference.area_names[row.ref_area]} in {year}"
        if power and abs(power) <= 4 and abs(math.log10(ratio) - power) <= NEAR:
            part = "times" if power > 0 else "times too small for"
            found = (
                f"{where} is {row.value:.6g}, about {TIMES[abs(power)]} {part} what the years "
                f"around it have ({middle:.6g})"
            )
            todo = "Look at its unit: 万 or 亿, percent or fraction, a point in the wrong place"
            faults.append(Fault(row.obs_id, None, "", found, todo=todo))
        elif ratio > JUMP or ratio < 1 / JUMP:
            jumps.append(
                f"{where} is {row.value:.6g}, {ratio:.2g} times what the years around it have "
                f"({middle:.6g})"
            )
    return faults, jumps


def _neighbours(series: dict[int, float], year: int) -> list[float]:
    others = [other for other in series if 0 < abs(other - year) <= FARTHEST]
    nearest = sorted(others, key=lambda other: (abs(other - year), other))[:NEIGHBOURS]
    return [series[other] for other in nearest if series[other] > 0]
