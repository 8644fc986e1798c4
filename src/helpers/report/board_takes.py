"""What it would take a province to rise: the least change in one indicator, of any province.

Each province has a table of its own, folded; a small script (site/templates/takes.js) offers them
by name and shows one, at first that of the first marked. Without scripts each opens by itself, the
marked ones being open. They come first, in the order of the parameters, and paper has them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.draw.chart import csv_text
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Prose, before_cells
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.language.phrases import bracketed, joined
from helpers.report.board import Scored, needs_board
from helpers.report.board_claims import claim, shown
from helpers.report.claiming import directed
from helpers.scoreboard.takes import PLACES, takes
from helpers.traces import trace_attribute

NAME = "scoreboard-takes"
WORDS = later(
    "The least change in one indicator, all else and all others as they are; each was confirmed "
    "with outliers, scale and ranks made anew. “Off the scale”, in later cells of a row just "
    "“off”, is more than any province had in any year scored, outliers treated. A rank here is the "
    "rank as scored: a place or two up may lie within its interval above. What it would take is "
    "arithmetic, and no advice."
)


@dataclass(frozen=True, eq=False)
class Taken(Prose):
    """The tables of all provinces, and the one CSV of them (a script puts it under each)."""

    rows: pd.DataFrame

    @property
    def tables(self) -> list[dict[str, str]]:
        return [{"name": NAME, "csv": csv_text(self.rows)}]


@needs_board
def what_it_takes(scored: Scored) -> Block:
    """A table for each province, each row an indicator, each change confirmed."""
    found = takes(scored.board, scored.year)
    marked = [area for area in scored.marked if area in scored.order]
    placed = [*marked, *(area for area in scored.order if area not in marked)]
    boxes = "\n".join(_box(scored, area, found[found["area"] == area]) for area in placed)
    options = "".join(
        f'<option value="{area}">{escape(scored.name(area))}</option>' for area in scored.order
    )
    now = say("In {year}", year=scored.year)  # what the second cells of all tables are
    markup = (
        f'<p>{say(WORDS)}</p><p class="choose" id="{NAME}-choice" hidden><label for="{NAME}-area">'
        f'{say("Province")}</label> <select id="{NAME}-area">{options}</select></p>\n'
        f'<div id="{NAME}"{before_cells(["", now])}>\n{boxes}\n</div>'
        f'<p class="source">{words_html(scored.source)} '
        f'<a class="download" href="data/{NAME}.csv">{say("All provinces (CSV)")}</a></p>'
    )
    return Block([Taken(markup, _behind(scored, found))])


def _box(scored: Scored, area: str, found: pd.DataFrame) -> str:
    """One province: folded, but for the marked."""
    rank, name = int(scored.ranks.at[area, scored.board.root]), scored.name(area)
    head = say("{area}, rank {rank} as scored", area=name, rank=rank)
    marked, opened = (" marked", " open") if area in scored.marked else ("", "")
    inner = _table(scored, area, found, rank) if len(found) else _nothing(scored, area, rank)
    return (
        f'<details class="takes{marked}" data-area="{area}"{opened}>'
        f"<summary>{escape(head)}</summary>{inner}</details>"
    )


def _nothing(scored: Scored, area: str, rank: int) -> str:
    place = claim(scored, "rank", str(rank), code=scored.board.root, area=area)
    nobody = directed(say("No province stands above it"), "nobody above", place)
    return f'<p class="note">{words_html(say("{sentence}.", sentence=nobody))}</p>'


def _table(scored: Scored, area: str, found: pd.DataFrame, rank: int) -> str:
    steps = [places for places in PLACES if (found["places"] == places).any()]
    now = say("In {year}", year=scored.year)
    up = [say("To rank {rank} (up {places})", rank=rank - n, places=n) for n in steps]
    columns = [say("Indicator"), now, *up]
    heads = "".join(f'<th scope="col">{words}</th>' for words in columns)
    rows = []
    for code in scored.plan.items:
        own = found[found["indicator"] == code].set_index("places")
        before = own["before"].iloc[0]
        cells = _missing(len(steps) + 1)
        if before == before:
            attribute = trace_attribute(shown(scored, "quotient", code=code, area=area))
            cells = f"<td{attribute}>{scored.number(code, before)}</td>"
            cells += _cells(scored, area, code, [own.loc[n] for n in steps], steps)
        head = escape(joined([scored.title(code), scored.unit(code)]))
        rows.append(f'<tr><th scope="row">{head}</th>{cells}</tr>')
    label = escape(say("What would lift {area}", area=scored.name(area)))
    return (
        f'<div class="table-scroll sticky-first stacked" tabindex="0" role="region" '
        f'aria-label="{label}">'
        f'<table id="{NAME}-{area}"{before_cells(columns, 3)}><caption>{label}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _missing(cells: int) -> str:
    return f'<td><span class="gap" title="{say("no figure")}">–</span></td>' * cells


def _cells(scored: Scored, area: str, code: str, found: list[pd.Series], steps: list[int]) -> str:
    """The figures that would do, a cell a step: on a phone each has its own heading.

    What is off the scale for some places is so for more of them: the claim stands with the first.
    """
    cells = ""
    for row, places in zip(found, steps, strict=True):
        told = trace_attribute(shown(scored, "takes", code=code, area=area, other=places))
        if not row["reachable"]:
            beyond = len(steps) - steps.index(places) - 1
            more = f"<td>{say('off')}</td>" * beyond  # in short: a hundred cells say it
            return f"{cells}<td{told}>{say('off the scale')}</td>{more}"
        cells += f"<td{told}>{_change(scored, code, row)}</td>" if row["confirmed"] else (
            f"<td>{say('not confirmed')}</td>"
        )  # fmt: skip
    return cells


def _change(scored: Scored, code: str, row: pd.Series) -> str:
    """The figure that would do, and by how much it is more."""
    change = display_number(row["change_pct"], 1 if abs(row["change_pct"]) < 100 else 0, "%")
    return scored.number(code, row["after"]) + bracketed(f"+{change}".replace("+-", "−"))


def _behind(scored: Scored, found: pd.DataFrame) -> pd.DataFrame:
    """The figures of all provinces in their units of display."""
    units = {code: scored.unit(code) for code in scored.plan.items}
    shown_as = {
        name: [scored.plan.shown(code, value)
               for code, value in zip(found["indicator"], found[name], strict=True)]
        for name in ("before", "after")
    }  # fmt: skip
    table = found.assign(unit=found["indicator"].map(units), **shown_as)
    return table[["area", "indicator", "places", "rank", "unit", "before", "after", "change_pct",
                  "confirmed"]]  # fmt: skip
