"""The scoreboard beside the published ranking that news stories quote."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers.draw.alternatives import counted_how
from helpers.draw.scatter import scatter_chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import listed
from helpers.reference import RANKING
from helpers.report import board_titles, titles
from helpers.report.board import Scored, needs_board, provinces
from helpers.report.board_apart import why_apart
from helpers.report.board_claims import pointed, setting, shown, stated
from helpers.report.board_published import Beside, compared, publisher
from helpers.scoreboard.agreement import FIRST
from helpers.traces import counted_trace

MOST = 5


@needs_board
def beside_ranking(scored: Scored) -> Block:
    """How far the ranks agree, edition by edition, who differs most, and why that is no fault."""
    rows = compared(scored)
    if not rows:
        return Block([note(say("No published ranking of these years and provinces is at hand."))])
    full = [row for row in rows if row.full]
    pieces: list = [Prose("".join(f"<p>{words_html(_words(scored, row))}</p>" for row in full))]
    charts = [_chart(scored, row) for row in full]
    if charts:
        pieces.append(Block(charts, box="charts"))
    pieces += [_table(scored, rows), _differences(scored, full), Prose(why_apart(scored, full))]
    return Block(pieces)


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
    name = f"scoreboard-beside-{row.report}"
    root = row.board.root if row.board is scored.board else f"{row.board.root}-long"
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
    chart = scatter_chart(
        frame,
        name=name,
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
            "Source: {publisher}; scores computed in this report", publisher=publisher(scored)
        ),
        marked=scored.edition.areas,
        x_label=say("rank in the report"),
        y_label=say("rank here"),
        x_decimals=0,
        y_decimals=0,
        ranks=int(table[["ours", "theirs"]].to_numpy().max()),
        counted=counted_trace(
            counted_how(later("areas drawn")),
            "picture",
            name,
            f"area:rank,indicator={root}",
        ),
    )
    ranks = {(RANKING, row.report): "x", (root, row.year): "y"}
    data = [
        frame[["area", "area_name"]].assign(indicator=code, year=year, rank=frame[axis])
        for (code, year), axis in ranks.items()
    ]
    return replace(chart, data=pd.concat(data, ignore_index=True))


def _shown(scored: Scored, row: Beside, what: str, area: str) -> str:
    return shown(scored, what, area=area, year=row.year, other=row.report, board=row.board)


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
    behind = [
        (one.area, row.year, row.report, int(one.ours), int(one.theirs), int(one.difference))
        for row in full
        for one in row.found.table.itertuples()
    ]
    return Table(
        "scoreboard-differences", say("Who stands where in both rankings"), columns,
        pd.DataFrame(rows, columns=[column.key for column in columns]), tall=True,
        behind=pd.DataFrame(behind, columns=["area", "year", "report", "rank_here",
                                             "rank_in_the_report", "places_ahead_here"]),
        empty=say("no full ranking of these years."),
    )  # fmt: skip
