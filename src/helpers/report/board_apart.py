"""What the differences between our ranks and the published ranking go with."""

from __future__ import annotations

import math

import pandas as pd

from helpers.claims.claim import Claim
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import bracketed, clauses, listed, sentences
from helpers.report.board import Scored
from helpers.report.board_claims import claim, named, setting, stated
from helpers.report.board_published import LAG, Beside, board_of_year, published_ranks
from helpers.report.claiming import directed
from helpers.report.indicator_words import lower
from helpers.scoreboard.provinces import lacking

SURE = 1.96  # standard errors of a rank correlation of nothing with nothing, 1 / sqrt(n - 1)


def why_apart(scored: Scored, full: list[Beside]) -> str:
    """What the differences go with, as far as the figures tell."""
    rows = [row for row in full if row.year in scored.board.years]
    words = sentences([*(_along_words(scored, rows[-1]) if rows else ()), *_left_out(scored), say(
        "Nothing in this scoreboard was chosen for agreement. The ranking was transcribed from "
        "reposted pages and is of low authority; a report's data are two years older than the "
        "report."
    )])  # fmt: skip
    return f'<p class="note">{words_html(words)}</p>'


def _left_out(scored: Scored) -> list[str]:
    """Of each report whose year of data cannot be scored, why."""
    told = []
    for report in sorted(set(published_ranks(scored)["report"])):
        year = int(report) - LAG
        if year not in scored.years or board_of_year(scored, year)[0] is not None:
            continue
        lost = lacking(scored.edition.figures, scored.plan.long, scored.edition.peers, year)
        if lost:
            names = named(scored, "unscored", lost, [scored.title(code) for code in lost],
                          year=year, board=scored.long)  # fmt: skip
            told.append(
                say("The report of {report} is not compared: its data are of {year}, a year "
                    "without figures of {indicators}.",
                    report=report, year=year, indicators=names)
            )  # fmt: skip
    return told


def _along_words(scored: Scored, row: Beside) -> list[str]:
    """Which scores, and whether size, go with standing higher here than in the report."""
    ahead = row.found.table.set_index("area")["difference"]
    scores = scored.board.scores(row.year)[list(scored.plan.items)]
    people = scored.board.values["population"].xs(row.year, level="year")
    along = scores.assign(size=people).corrwith(ahead, method="spearman")
    least = SURE / math.sqrt(max(len(ahead) - 1, 1))
    size = along.pop("size")
    most = along[along.abs() >= least].sort_values(key=lambda r: -r.abs(), kind="stable").head(3)
    given = {
        "correlation": _along(scored, row, "size", size),
        "level": setting(scored, "level", "95%"),
        "way": directed(say("which chance may give"), "size by chance", _goes(scored, row, "size"))
        if abs(size) < least
        else directed(
            say("more than chance gives"), "size beyond chance", _goes(scored, row, "size")
        ),
    }
    return [
        _tends(scored, row, most)
        if len(most)
        else say(
            "Who stands higher here than in the report of {report} does so on {way} of this "
            "scoreboard.",
            report=row.report,
            way=directed(
                say("no one indicator"),
                "goes with none",
                *(_goes(scored, row, str(code)) for code in along.index),
            ),
        ),
        say(
            "Size counts for nothing here, where all is per head, to GDP or in shares; with "
            "population the places ahead correlate by {correlation}, {way} (at {level}).",
            **given,
        ),
    ]


def _tends(scored: Scored, row: Beside, most: pd.Series) -> str:
    """On which indicators who stands higher here scores high, and on which low. most: by code."""
    parts = []
    for words, name, own in (
        (later("high"), "goes with high", most[most > 0]),
        (later("low"), "goes with low", most[most < 0]),
    ):
        if len(own):
            told = [lower(scored.title(str(code))) + bracketed(_along(scored, row, str(code), r))
                    for code, r in own.items()]  # fmt: skip
            way = directed(say(words), name, *(_goes(scored, row, str(code)) for code in own.index))
            parts.append(say("{way} on {indicators}", way=way, indicators=listed(told)))
    return say(
        "Who stands higher here than in the report of {report} tends to be who scores {parts} "
        "(Spearman's correlations).",
        report=row.report,
        parts=clauses(parts),
    )


def _goes(scored: Scored, row: Beside, code: str) -> Claim:
    """How the places ahead go with a score, for words of direction beside it."""
    return claim(scored, "along", code=code, year=row.year, other=row.report, board=row.board)


def _along(scored: Scored, row: Beside, code: str, value: float) -> str:
    """How the places ahead go with a score, or with size, with its claim."""
    words = f"{value:.2f}".replace("-", "−")
    return stated(scored, "along", words, code=code, year=row.year, other=row.report,
                  board=row.board)  # fmt: skip
