"""What the scores are made of: pillars stacked, and every indicator of every province."""

from __future__ import annotations

import math

import pandas as pd

from helpers.draw.heat import heat_chart
from helpers.draw.stacked import stacked_chart
from helpers.draw.table import Block, Column, Table
from helpers.language import numbered, say
from helpers.language.phrases import bracketed, joined, sentences, years_words
from helpers.report import board_titles, titles
from helpers.report.board import POINTS, Scored, needs_board, points
from helpers.report.board_claims import among_words, setting, shown, stated
from helpers.report.claiming import worded


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
        frame,
        name="scoreboard-contributions",
        title=board_titles.contributed(scored, frame),
        subtitle=titles.under(
            say("What each score is made of"),
            say(
                "points of the pillars in the index of {year}, out of {whole}",
                year=scored.year,
                whole=setting(scored, "hundred", "100"),
            ),
        ),
        source=scored.source,
        marked=scored.edition.areas,
        decimals=POINTS,
        parts=[(pillar, scored.title(pillar)) for pillar in pillars],
    )
    return Block([Block([chart, _heat(scored)], box="charts pair"), _quotients(scored)])


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
        name="scoreboard-heat",
        title=board_titles.above_half(scored),
        subtitle=titles.under(
            say("Every indicator of every province"),
            say(
                "scores of {year}; {least} and {most} are the least and the most of any province "
                "in {years}, outliers treated",
                year=scored.year,
                least=setting(scored, "least", "0"),
                most=setting(scored, "most", "100"),
                years=say("{first} to {last}", first=scored.board.years[0], last=scored.year),
            ),
        ),
        source=scored.source,
        marked=scored.edition.areas,
        indicators=[(code, scored.title(code)) for code in codes],
        groups=[(scored.title(p), len(framework.under(p))) for p in scored.plan.pillars],
    )


def _quotients(scored: Scored) -> Table:
    """The figures themselves, in their units: the marked beside all; every one in the CSV."""
    quotients = scored.board.quotients(scored.year).loc[scored.order]
    names = [scored.name(area) for area in scored.order]
    rows, behind = [], []
    for code, item in scored.plan.items.items():
        own = quotients[code]
        figures = {"value": scored.plan.shown(code, own).to_numpy(), "unit": scored.unit(code)}
        about = {"area": scored.order, "area_name": names, "indicator": code, "year": scored.year}
        behind.append(pd.DataFrame(about | figures))
        there = own.dropna()
        ends = {} if there.empty else {
            "median": _figure(scored, "quotient_median", code, there.median()),
            "least": _figure(scored, "quotient_least", code, there.min(), there.idxmin())
            + bracketed(scored.name(there.idxmin())),
            "most": _figure(scored, "quotient_most", code, there.max(), there.idxmax())
            + bracketed(scored.name(there.idxmax())),
        }  # fmt: skip
        shown = {
            area: "" if own[area] != own[area] else _figure(scored, "quotient", code, own[area],
                                                            area)
            for area in scored.marked
        }  # fmt: skip
        rows.append({"indicator": joined([item.name, scored.unit(code)])} | shown | ends)
    columns = [Column("indicator", say("Indicator"))]
    columns += [Column(area, scored.name(area), "number", mixed=True) for area in scored.marked]
    ends = {"median": say("Median"), "least": say("Least"), "most": say("Most")}
    columns += [Column(key, heading, "number", mixed=True) for key, heading in ends.items()]
    return Table(
        "scoreboard-figures", say("The figures that are scored, {year}", year=scored.year), columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        behind=pd.concat(behind, ignore_index=True),
        source=sentences([
            say("{source}. The figures of all {provinces} are in the table to download.",
                source=scored.source, provinces=among_words(scored)),
            *_mixed(scored),
        ]),
    )  # fmt: skip


def _mixed(scored: Scored) -> list[str]:
    """Of which sums over several years a break in comparability parts the years."""
    return [
        say("{name}, {years}: a sum across the break in comparability of {cut}; {words}.",
            name=item.name, years=years_words(start, scored.year),
            cut=worded(str(year), "break year", item.numerator, year),
            words=worded(words, "break", item.numerator, year))
        for item in scored.plan.items.values()
        for start in [scored.year - item.window + 1]
        for year, words in scored.edition.reference.indicator[item.numerator].breaks
        if start < year <= scored.year
        and item.window > 1
    ]  # fmt: skip


def indicator_count(scored: Scored) -> str:
    """ "13 indicators in 4 pillars"."""
    indicators = indicators_counted(len(scored.plan.items))
    pillars = numbered(len(scored.plan.pillars), "{number} pillar", "{number} pillars")
    return say(
        "{indicators} in {pillars}",
        indicators=stated(scored, "indicators", indicators),
        pillars=stated(scored, "pillars", pillars),
    )


def indicators_counted(number: int) -> str:
    """ "13 indicators"."""
    return numbered(number, "{number} indicator", "{number} indicators")


def points_words(value: float) -> str:
    """ "39.1 points"."""
    return say("{number} points", number=points(value))


def score_words(scored: Scored, area: str) -> str:
    """ "39.1 points"."""
    words = points_words(scored.scores.at[area, scored.board.root])
    return stated(scored, "score", words, code=scored.board.root, area=area)


def _figure(scored: Scored, what: str, code: str, quotient: float, area: str = "") -> str:
    """A quotient of the index as it is shown, with its claim."""
    return stated(scored, what, scored.number(code, quotient), code=code, area=area)
