"""The scoreboard beside the published ranking that news stories quote."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from helpers.claims.claim import Claim
from helpers.draw.scatter import scatter_chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.language import later, say
from helpers.language.phrases import bracketed, clauses, sentences
from helpers.reference import RANKING
from helpers.report import board_titles, titles
from helpers.report.board import Scored, needs_board, provinces
from helpers.report.board_claims import claim, pointed, setting, shown, stated
from helpers.report.claiming import directed
from helpers.report.indicator_words import lower
from helpers.scoreboard.agreement import FIRST, Agreement, agreement
from helpers.scoreboard.provinces import Board, lacking

LAG = 2  # a report's data are so many years older
FULL = 0.9  # of the provinces: a ranking of fewer has no correlation worth telling
MOST = 5
SURE = 1.96  # standard errors of a rank correlation of nothing with nothing, 1 / sqrt(n - 1)


@dataclass(frozen=True, eq=False)
class Beside:
    """One edition of the report, beside our ranks of its year of data."""

    report: int
    year: int
    board: Board
    line: str
    found: Agreement
    full: bool


@needs_board
def beside_ranking(scored: Scored) -> Block:
    """How far the ranks agree, edition by edition, who differs most, and why that is no fault."""
    rows = _compared(scored)
    if not rows:
        return Block([note(say("No published ranking of these years and provinces is at hand."))])
    full = [row for row in rows if row.full]
    pieces: list = [Prose("".join(f"<p>{words_html(_words(scored, row))}</p>" for row in full))]
    charts = [_chart(scored, row) for row in full]
    if charts:
        pieces.append(Block(charts, box="charts"))
    pieces += [_table(scored, rows), _differences(scored, full), Prose(_why(scored, full))]
    return Block(pieces)


def published_ranks(scored: Scored) -> pd.DataFrame:
    """Ranks of the report: area, report (year), rank; among the edition's peers where they are few.

    A place among the first ten of the nation is one whatever peers the edition has. Of the places
    that may not be compared only those count: their order is not sure, that they are among the
    first ten is. One further down that another than the report states is left out.
    """
    table = scored.edition.observations
    ranking = scored.edition.reference.sources
    ours = ranking.loc[ranking["kind"] == "ranking", "source_id"]
    table = table[(table["indicator"] == RANKING) & table["source_id"].isin(ours)]
    table = table[table["ref_area"].isin(scored.edition.peers)]
    table = table[(table["comparable"] == "yes") | (table["obs_value"].astype(float) <= FIRST)]
    return pd.DataFrame(
        {
            "area": table["ref_area"],
            "report": table["time_period"].astype(int),
            "rank": table["obs_value"].astype(float),
        }
    )


def _compared(scored: Scored) -> list[Beside]:
    published = published_ranks(scored)
    everyone = len(scored.edition.peers) == len(scored.edition.reference.provinces)
    found = []
    for report, own in published.groupby("report"):
        year = int(report) - LAG
        theirs = own.set_index("area")["rank"]
        board, line = _board_of(scored, year)
        if board is None:
            continue
        ours = board.ranks(year)[board.root]
        if not everyone:
            theirs = theirs.rank(method="min")
        both = agreement(ours, theirs)
        full = both.spearman is not None and both.areas >= FULL * len(scored.edition.peers)
        if full or everyone:
            found.append(Beside(int(report), year, board, line, both, full))
    return found


def _board_of(scored: Scored, year: int) -> tuple[Board | None, str]:
    """The board of that year: all indicators if it has them, else those that reach back."""
    if year in scored.board.years:
        return scored.board, say("all indicators")
    if scored.long is not None and year in scored.long.years:
        return scored.long, say("indicators that reach back")
    return None, ""


def _words(scored: Scored, row: Beside) -> str:
    """One full edition in a sentence or two."""
    table = row.found.table
    least = table["difference"].abs().iloc[MOST - 1] if len(table) >= MOST else 1
    most = table[(table["difference"].abs() >= max(least, 1))]
    told = [
        say("{area} ({ours} here, {theirs} there)", area=scored.name(one.area),
            ours=_place(scored, row, "ours", one.area, one.ours),
            theirs=_place(scored, row, "theirs", one.area, one.theirs))
        for one in most.itertuples()
    ]  # fmt: skip
    spearman = _measure(scored, row, "spearman", f"{row.found.spearman:.2f}")
    kendall = _measure(scored, row, "kendall", f"{row.found.kendall:.2f}")
    shared = _measure(scored, row, "first", f"{len(row.found.first)}")
    furthest = pointed(scored, "furthest", say("Furthest apart"), most["area"],
                       code=str(row.report), year=row.year, board=row.board)  # fmt: skip
    return say(
        "The report of {report}, on data of {year}, ranks {provinces}. Beside our ranks of {year} "
        "({line}) Spearman's correlation is {spearman} and Kendall's {kendall}; {shared} of the "
        "first {first} are the same. {furthest}: {areas}.",
        report=row.report,
        year=row.year,
        provinces=_ranked(scored, row),
        line=row.line,
        spearman=spearman,
        kendall=kendall,
        shared=shared,
        first=setting(scored, "first", str(FIRST)),
        furthest=furthest,
        areas=listed(told),
    )


def _ranked(scored: Scored, row: Beside) -> str:
    """How many provinces have both ranks."""
    return _measure(scored, row, "areas", provinces(row.found.areas))


def _measure(scored: Scored, row: Beside, what: str, words: str) -> str:
    """How far an edition agrees: areas, first, spearman or kendall, with its claim."""
    return stated(scored, "agree", words, code=what, year=row.year, other=row.report,
                  board=row.board)  # fmt: skip


def _place(scored: Scored, row: Beside, what: str, area: str, place: float) -> str:
    """An area's rank, ours or theirs, with its claim."""
    return stated(scored, what, f"{int(place)}", area=area, year=row.year, other=row.report,
                  board=row.board)  # fmt: skip


def _chart(scored: Scored, row: Beside):
    table = row.found.table
    frame = pd.DataFrame(
        {
            "area": table["area"],
            "area_name": [scored.name(area) for area in table["area"]],
            "x": table["theirs"],
            "y": table["ours"],
            "x_claim": [_shown(scored, row, "theirs", area) for area in table["area"]],
            "y_claim": [_shown(scored, row, "ours", area) for area in table["area"]],
        }
    )
    return scatter_chart(
        frame,
        name=f"scoreboard-beside-{row.report}",
        title=board_titles.agreed(
            row.year,
            row.report,
            _measure(scored, row, "spearman", f"{row.found.spearman:.2f}".replace("-", "−")),
        ),
        subtitle=titles.under(
            say(
                "Our ranks of {year} against the report of {report}",
                year=row.year,
                report=row.report,
            ),
            say(
                "ranks among {provinces}, 1 is best; {line}",
                provinces=_ranked(scored, row),
                line=row.line,
            ),
        ),
        source=say(
            "Source: {publisher}; scores computed in this report", publisher=_report_title(scored)
        ),
        marked=scored.edition.areas,
        x_label=say("rank in the report"),
        y_label=say("rank here"),
        x_decimals=0,
        y_decimals=0,
        ranks=int(table[["ours", "theirs"]].to_numpy().max()),
    )


def _shown(scored: Scored, row: Beside, what: str, area: str) -> str:
    return shown(scored, what, area=area, year=row.year, other=row.report, board=row.board)


def _report_title(scored: Scored) -> str:
    rows = scored.edition.reference.sources
    publisher = str(rows.loc[rows["kind"] == "ranking", "publisher"].iloc[0])
    return scored.edition.reference.text(publisher)


def _table(scored: Scored, rows: list[Beside]) -> Table:
    shown = pd.DataFrame(
        [
            {
                "report": str(row.report),
                "year": str(row.year),
                "line": row.line,
                "areas": _measure(scored, row, "areas", str(row.found.areas)),
                "spearman": _measure(scored, row, "spearman", f"{row.found.spearman:.2f}")
                if row.full else "",
                "kendall": _measure(scored, row, "kendall", f"{row.found.kendall:.2f}")
                if row.full else "",
                "first": say("{number} of {all}", all=setting(scored, "first", str(FIRST)),
                             number=_measure(scored, row, "first", str(len(row.found.first)))),
            }
            for row in rows
        ]
    )  # fmt: skip
    columns = [
        Column("report", say("Report of")),
        Column("year", say("Data of")),
        Column("line", say("Our ranks by")),
        Column("areas", say("Provinces with both ranks"), "number"),
        Column("spearman", say("Spearman"), "number"),
        Column("kendall", say("Kendall"), "number"),
        Column("first", say("Shared among the first {number}", number=FIRST), "number"),
    ]
    source = say(
        "Correlations only where the report's whole ranking is at hand; of the others the first "
        "{number} are, out of running text.",
        number=setting(scored, "first", str(FIRST)),
    )
    return Table("scoreboard-agreement", say("Agreement with the published ranking"), columns,
                 shown, source=source)  # fmt: skip


def _differences(scored: Scored, full: list[Beside]) -> Table:
    rows = [
        {
            "area": scored.name(one.area),
            "report": str(row.report),
            "ours": _place(scored, row, "ours", one.area, one.ours),
            "theirs": _place(scored, row, "theirs", one.area, one.theirs),
            "difference": stated(
                scored, "ahead", f"{int(one.difference):+d}".replace("-", "−").replace("+0", "0"),
                area=one.area, year=row.year, other=row.report, board=row.board,
            ),
        }
        for row in full
        for one in row.found.table.itertuples()
    ]  # fmt: skip
    columns = [
        Column("area", say("Province")),
        Column("report", say("Report of")),
        Column("ours", say("Rank here"), "number"),
        Column("theirs", say("Rank in the report"), "number"),
        Column("difference", say("Places ahead here"), "number"),
    ]
    return Table("scoreboard-differences", say("Who stands where in both rankings"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]), tall=True,
                 empty=say("no full ranking of these years."))  # fmt: skip


def _why(scored: Scored, full: list[Beside]) -> str:
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
        if year not in scored.years or _board_of(scored, year)[0] is not None:
            continue
        lost = lacking(scored.edition.figures, scored.plan.long, scored.edition.peers, year)
        if lost:
            names = listed([scored.title(code) for code in lost])
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
