"""The ranking and how sure it is: intervals, tiers, what moves the ranks, does it hold together."""

from __future__ import annotations

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Column, Prose, Table
from helpers.draw.whiskers import whiskers_chart
from helpers.draw.words import words_html
from helpers.language import numbered, say
from helpers.language.phrases import listed, ranged, sentences
from helpers.report import board_titles, titles
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import among_words, named, setting, shown, stated
from helpers.scoreboard.choices import CONCENTRATION
from helpers.scoreboard.tiers import CERTAIN, contradicted
from helpers.scoreboard.uncertainty import DRAWS, HIGH, LOW


@needs_board
def ranking(scored: Scored) -> Block:
    """Ranks with their intervals and tiers, and the same as a table."""
    frame = _frame(scored)
    chart = whiskers_chart(
        frame, name="scoreboard-ranks",
        title=board_titles.sure(scored, frame),
        subtitle=titles.under(say("Who stands where, and how sure that is"), say(
            "rank in {year} among {provinces}; whiskers hold {held} of {hundred} draws",
            year=scored.year,
            provinces=among_words(scored),
            held=setting(scored, "held", str(round(100 * (HIGH - LOW)))),
            hundred=setting(scored, "hundred", "100"),
        )),
        source=scored.source, marked=scored.edition.areas,
        note=_order_words(scored, frame),
    )  # fmt: skip
    words = f"<p>{words_html(_drawn_words(scored))}</p>"
    return Block([Prose(words), Block([chart, _tiers(scored)], box="charts"), _table(scored)])


def _order_words(scored: Scored, frame: pd.DataFrame) -> str:
    """What a tier is, and who therefore does not stand where the rank as scored would put it."""
    told = say(
        "Provinces of one tier are not told apart: none stands above another in {part} of the "
        "draws.",
        part=setting(scored, "certain", f"{CERTAIN:.0%}"),
    )
    rows = frame.sort_values(["tier", "rank"], kind="stable")
    later_best = rows["rank"][::-1].cummin()[::-1].shift(-1)
    before = rows[rows["rank"] > later_best]
    if before.empty:
        return sentences([told, say("The rows go tier by tier.")])
    order = say(
        "The rows go tier by tier, and tiers by how many others a province stands above in most "
        "draws. Therefore a province with a better rank as scored stands below {names}.",
        names=named(scored, "passed", before["area"], list(before["area_name"])),
    )
    return sentences([told, order])


def _frame(scored: Scored) -> pd.DataFrame:
    table = scored.intervals.dropna(subset="rank")
    return pd.DataFrame(
        {
            "area": table.index,
            "area_name": [scored.name(area) for area in table.index],
            "indicator": scored.board.root,
            "year": scored.year,
            "rank": table["rank"].to_numpy(),
            "middle": table["median"].to_numpy(),
            "low": table["low"].to_numpy(),
            "high": table["high"].to_numpy(),
            "tier": table["tier"].to_numpy(),
            "tier_claim": [_end(scored, "tier", area) for area in table.index],
            "rank_claim": [_end(scored, "rank", area) for area in table.index],
            "low_claim": [_end(scored, "low", area) for area in table.index],
            "high_claim": [_end(scored, "high", area) for area in table.index],
        }
    )


def _end(scored: Scored, what: str, area: str) -> str:
    """What a rank, or an end of its interval, claims in a chart."""
    code = scored.board.root if what == "rank" else ""
    return shown(scored, what, code=code, area=area)


def _drawn_words(scored: Scored) -> str:
    """What is varied in the draws."""
    varied = scored.choices
    tables = [say("revised GDP") if name == "revised" else say("GDP of its day")
              for name in varied.tables]  # fmt: skip
    return say(
        "Each of {draws} makes the index anew with other choices that could be defended: other "
        "weights (Dirichlet around the given ones, concentration {concentration}), {tables}, "
        "outliers treated or not, another scale (min-max, z-scores, ranks), the arithmetic or the "
        "geometric mean of the pillars, gaps filled or left, one indicator left out, and an error "
        "in every figure (normal, {error} of it, the median by which GDP was revised; of R&D "
        "intensity its rounding, too). An interval is where the rank lies in all but the lowest "
        "and highest twentieth of them.",
        draws=setting(scored, "draws", draws_counted(DRAWS)),
        concentration=setting(scored, "concentration", f"{CONCENTRATION:g}"),
        tables=listed(tables),
        error=stated(scored, "error", display_number(100 * float(varied.revision), 1, "%")),
    )


def draws_counted(number: int) -> str:
    """ "10,000 draws"."""
    return numbered(number, "{number} draw", "{number} draws")


def _tiers(scored: Scored) -> Prose:
    """The tiers in words, beside the chart."""
    table = scored.intervals.dropna(subset="tier").sort_values(["tier", "rank"])
    items = "".join(
        f"<li>{words_html(_tier(scored, tier, list(own.index)))}</li>"
        for tier, own in table.groupby("tier")
    )
    count = int(table["tier"].nunique())
    head = stated(scored, "tiers", numbered(count, "{number} tier", "{number} tiers"))
    words = sentences(
        [
            say(
                "Within a tier the order says nothing; near the border of two tiers a pair may not "
                "be told apart either."
            ),
            _between_words(scored),
        ]
    )
    return Prose(
        f'<div><h3 id="tiers">{words_html(head)}</h3><p>{words_html(words)}</p>'
        f"<ol>{items}</ol></div>"
    )


def _between_words(scored: Scored) -> str:
    """What the order of two tiers says of a province of each."""
    pairs = contradicted(scored.doubts[scored.year].pairwise(), scored.intervals["tier"])
    codes = [f"{one}>{other}" for one, other in pairs]
    if not pairs:
        part = named(scored, "contradicted", codes, [say("more than half")])
        return say("Of two provinces, the one in the higher tier stands above the other in {part} "
                   "of the draws.", part=part)  # fmt: skip
    told = [say("{one} above {other}", one=scored.name(one), other=scored.name(other))
            for one, other in pairs]  # fmt: skip
    return say("Of two provinces, the one in the higher tier stands above the other in more than "
               "half of the draws, but for these, where majorities run in a circle: {pairs}.",
               pairs=named(scored, "contradicted", codes, told))  # fmt: skip


def _tier(scored: Scored, tier: float, areas: list[str]) -> str:
    names = [scored.name(area) for area in areas]
    return named(scored, "tier_of", areas, names, code=f"{tier:g}")


def _table(scored: Scored) -> Table:
    table = scored.intervals
    order = scored.order
    rows = pd.DataFrame(
        {
            "area": [scored.name(area) for area in order],
            "rank": [_place(scored, "rank", area) for area in order],
            "interval": [_span(scored, area) for area in order],
            "median": [_place(scored, "median", area) for area in order],
            "tier": [_place(scored, "tier", area) for area in order],
            "score": [
                stated(scored, "score", points(scored.scores.at[area, scored.board.root]),
                       code=scored.board.root, area=area)
                for area in order
            ],
        }
    )  # fmt: skip
    columns = [
        Column("area", say("Province")),
        Column("rank", say("Rank as scored"), "number"),
        Column("interval", say("Interval"), "number"),
        Column("median", say("Median rank"), "number"),
        Column("tier", say("Tier"), "number"),
        Column("score", say("Score"), "number"),
    ]
    behind = table.loc[order].rename_axis("area").reset_index().assign(
        indicator=scored.board.root,
        year=scored.year,
        score=scored.scores.loc[order, scored.board.root].to_numpy(),
    )  # fmt: skip
    return Table(
        "scoreboard-intervals", say("Ranks of {year} and how sure they are", year=scored.year),
        columns, rows,
        behind=behind, tall=True, source=scored.source,
        marked=[area in scored.edition.areas for area in order],
    )  # fmt: skip


def _place(scored: Scored, what: str, area: str) -> str:
    """A rank, an end of its interval, a tier, with its claim."""
    code = scored.board.root if what == "rank" else ""
    return stated(scored, what, f"{scored.intervals.at[area, what]:g}", code=code, area=area)


def _span(scored: Scored, area: str) -> str:
    row = scored.intervals.loc[area]
    low, high = (_place(scored, end, area) for end in ("low", "high"))
    return low if row["low"] == row["high"] else ranged(low, high)


def rank_words(scored: Scored, area: str) -> str:
    """ "rank 11 of 31 as scored, 9 to 13 in nine draws of ten", or that its place is sure."""
    row = scored.intervals.loc[area]
    place = say("rank {rank} of {all} as scored", rank=f"{row['rank']:g}", all=len(scored.order))
    place = stated(scored, "rank", place, code=scored.board.root, area=area,
                   other=len(scored.order))  # fmt: skip
    part = setting(scored, "held", f"{round(100 * (HIGH - LOW))}%")
    low, high = (_place(scored, end, area) for end in ("low", "high"))
    if row["low"] == row["high"]:
        return say("{place}, and {rank} in at least {part} of the draws",
                   place=place, rank=low, part=part)  # fmt: skip
    return say("{place}, anywhere from {low} to {high} in {part} of the draws",
               place=place, low=low, high=high, part=part)  # fmt: skip
