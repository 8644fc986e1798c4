"""What the scores are made of: pillars stacked, and every indicator of every province."""

from __future__ import annotations

import math

import pandas as pd

from helpers.draw.heat import heat_chart
from helpers.draw.stacked import stacked_chart
from helpers.draw.table import Block, Column, Table
from helpers.report.board import POINTS, Scored, needs_board, points
from helpers.report.board_claims import among_words, setting, shown, stated


@needs_board
def contributions(scored: Scored) -> Block:
    """Points of each pillar in each province's score."""
    pillars = scored.plan.pillars
    shares = scored.plan.framework.shares
    rows = []
    for area in scored.order:
        own = scored.scores.loc[area, list(pillars)]
        there = own.dropna()
        whole = math.fsum(shares[pillar] for pillar in there.index)
        rows += [
            (area, scored.name(area), pillar, there[pillar] * shares[pillar] / whole,
             shown(scored, "part", code=pillar, area=area),
             shown(scored, "score", code=scored.board.root, area=area))
            for pillar in there.index
        ]  # fmt: skip
    columns = ["area", "area_name", "part", "points", "claim", "total_claim"]
    frame = pd.DataFrame(rows, columns=columns).assign(year=scored.year)
    chart = stacked_chart(
        frame, name="scoreboard-contributions", title="What each score is made of",
        subtitle=f"points of the pillars in the index of {scored.year}, out of "
        f"{setting(scored, 'hundred', '100')}",
        source=scored.source, marked=scored.edition.areas, decimals=POINTS,
        parts=[(pillar, scored.title(pillar)) for pillar in pillars],
    )  # fmt: skip
    return Block([Block([chart, _heat(scored)], box="charts"), _quotients(scored)])


def _heat(scored: Scored):
    codes = list(scored.plan.items)
    rows = [
        (area, scored.name(area), code, scored.scores.at[area, code],
         shown(scored, "score", code=code, area=area))
        for area in scored.order
        for code in codes
    ]  # fmt: skip
    framework = scored.plan.framework
    return heat_chart(
        pd.DataFrame(rows, columns=["area", "area_name", "indicator", "score", "claim"]).assign(
            year=scored.year
        ),
        name="scoreboard-heat", title="Every indicator of every province",
        subtitle=f"scores of {scored.year}; {setting(scored, 'least', '0')} and "
        f"{setting(scored, 'most', '100')} are the least and the most of any province "
        f"in {scored.board.years[0]} to {scored.year}, outliers treated",
        source=scored.source, marked=scored.edition.areas,
        indicators=[(code, scored.title(code)) for code in codes],
        groups=[(scored.title(p), len(framework.under(p))) for p in scored.plan.pillars],
    )  # fmt: skip


def _quotients(scored: Scored) -> Table:
    """The figures themselves, in their units: the marked beside all; every one in the CSV."""
    quotients = scored.board.quotients(scored.year).loc[scored.order]
    names = [scored.name(area) for area in scored.order]
    rows, behind = [], []
    for code, item in scored.plan.items.items():
        own = quotients[code]
        figures = {"value": scored.plan.shown(code, own).to_numpy(), "unit": item.unit}
        about = {"area": scored.order, "area_name": names, "indicator": code, "year": scored.year}
        behind.append(pd.DataFrame(about | figures))
        there = own.dropna()
        ends = {} if there.empty else {
            "median": _figure(scored, "quotient_median", code, there.median()),
            "least": _figure(scored, "quotient_least", code, there.min(), there.idxmin())
            + f" ({scored.name(there.idxmin())})",
            "most": _figure(scored, "quotient_most", code, there.max(), there.idxmax())
            + f" ({scored.name(there.idxmax())})",
        }  # fmt: skip
        shown = {
            area: "" if own[area] != own[area] else _figure(scored, "quotient", code, own[area],
                                                            area)
            for area in scored.marked
        }  # fmt: skip
        rows.append({"indicator": f"{item.name}, {item.unit}"} | shown | ends)
    columns = [Column("indicator", "Indicator")]
    columns += [Column(area, scored.name(area), "number") for area in scored.marked]
    columns += [Column("median", "Median", "number"), Column("least", "Least", "number"),
                Column("most", "Most", "number")]  # fmt: skip
    return Table(
        "scoreboard-figures", f"The figures that are scored, {scored.year}", columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        behind=pd.concat(behind, ignore_index=True),
        source=f"{scored.source}. The figures of all {among_words(scored)} are in the "
        "table to download.",
    )  # fmt: skip


def indicator_count(scored: Scored) -> str:
    """ "13 indicators in 4 pillars"."""
    indicators = stated(scored, "indicators", f"{len(scored.plan.items)} indicators")
    return f"{indicators} in {stated(scored, 'pillars', f'{len(scored.plan.pillars)} pillars')}"


def score_words(scored: Scored, area: str) -> str:
    """ "39.1 points"."""
    words = f"{points(scored.scores.at[area, scored.board.root])} points"
    return stated(scored, "score", words, code=scored.board.root, area=area)


def _figure(scored: Scored, what: str, code: str, quotient: float, area: str = "") -> str:
    """A quotient of the index as it is shown, with its claim."""
    return stated(scored, what, scored.number(code, quotient), code=code, area=area)
