"""The checks that every build passes: sums against the nation, and printed intensities."""

from __future__ import annotations

import pandas as pd

from helpers.clean.stage import Cleaned
from helpers.draw.table import Block, Column, Table
from helpers.language import later, say
from helpers.language.phrases import years_words
from helpers.report.claiming_counts import reckoned, ruled
from helpers.report.indicator_words import NATIONAL_ROWS, signed


def checked(cleaned: Cleaned) -> Block:
    """The checks that every build passes, with how closely."""
    return Block([_sums(cleaned), _intensities(cleaned)])


GAP = later(
    "computed in this report: the sum of the provinces less the national row, in percent of it, "
    "year by year in the table's CSV"
)
TOLERATED = later("set in data/reference/indicators.csv")
ADDED = later("counted in this report: years with figures of all provinces and the nation")


def _of(number: str | int, how: str, what: str, *of: str) -> str:
    """A number of a check; how: of the catalogue. what, of: what reckons it again."""
    return reckoned(number, say(how), "field", what, *of)


def _sums(cleaned: Cleaned) -> Table:
    groups = cleaned.sums.groupby("indicator", sort=False)
    rows = []
    for code, group in groups:
        indicator = cleaned.reference.indicator[str(code)]
        rows.append(
            {
                "indicator": indicator.name,
                "years": years_words(
                    int(group["time_period"].min()), int(group["time_period"].max())
                ),
                "count": _of(len(group), ADDED, "years added", str(code)),
                "least": _of(f"{signed(group['gap_pct'].min(), 3)}%", GAP, "least gap", str(code)),
                "most": _of(f"{signed(group['gap_pct'].max(), 3)}%", GAP, "most gap", str(code)),
                "tolerance": _of(
                    f"{indicator.sum_tolerance_pct:g}%", TOLERATED, "tolerance", str(code)
                ),
                "nation": say(NATIONAL_ROWS[indicator.national_row]),
            }
        )
    columns = [
        Column("indicator", say("Indicator")),
        Column("years", say("Years")),
        Column("count", say("Years added up"), "number"),
        Column("least", say("Lowest gap"), "number"),
        Column("most", say("Highest gap"), "number"),
        Column("tolerance", say("Tolerance"), "number"),
        Column("nation", say("National figure")),
    ]
    return Table("sums", say("Sum of the 31 provinces against the national figure"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]),
                 behind=cleaned.sums)  # fmt: skip


APART = later(
    "computed in this report: expenditure over revised GDP less the printed intensity, all of "
    "them in the table's CSV"
)
BOTH = later("counted in this report: provinces with both figures")


def _intensities(cleaned: Cleaned) -> Table:
    rows = []
    for code, group in cleaned.intensities.groupby("indicator", sort=False):
        worst = group.loc[group["difference"].abs().idxmax()]
        points = say("{number} p.p.", number=signed(worst["difference"], 3))
        rows.append(
            {
                "indicator": cleaned.reference.indicator[str(code)].name,
                "year": worst["time_period"],
                "areas": _of(len(group), BOTH, "computed", str(code), str(worst["time_period"])),
                "largest": _of(
                    points,
                    APART,
                    "largest",
                    str(code),
                    str(worst["time_period"]),
                    worst["ref_area"],
                ),
                "where": cleaned.reference.area_names[worst["ref_area"]],
            }
        )
    columns = [
        Column("indicator", say("Printed intensity")),
        Column("year", say("Year"), "number"),
        Column("areas", say("Provinces computed"), "number"),
        Column("largest", say("Largest difference"), "number"),
        Column("where", say("Where")),
    ]
    return Table(
        "intensities",
        say("Printed R&D intensity against expenditure over revised GDP"),
        columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        source=say("With a difference above {most} percentage points this report would "
                   "not be published.",
                   most=ruled("intensity", "0.05")),
        behind=cleaned.intensities,
    )  # fmt: skip
