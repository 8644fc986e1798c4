"""The ranking with weights of the reader's choice: a plain table that a small script re-ranks.

The script (site/templates/weights.js) does what `helpers.scoreboard.aggregate` does at the top
level: the weighted mean of the pillars that are there, ranks by nine decimals, ties sharing the
smallest. Without scripts the table stands as it is, on the weights of the framework.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.draw.chart import csv_text
from helpers.draw.table import Block, Prose
from helpers.draw.words import words_html
from helpers.language import say
from helpers.report.board import Scored, needs_board, points
from helpers.report.board_claims import shown
from helpers.traces import trace_attribute

NAME = "scoreboard-weights"
WHOLE = 100


@dataclass(frozen=True, eq=False)
class Weighed(Prose):
    """The table with its sliders, and the CSV of the same."""

    rows: pd.DataFrame

    @property
    def tables(self) -> list[dict[str, str]]:
        return [{"name": NAME, "csv": csv_text(self.rows)}]


@needs_board
def own_weights(scored: Scored) -> Block:
    """Sliders for the weights of the pillars, and the table that they re-rank."""
    pillars = scored.plan.pillars
    shares = [scored.plan.framework.shares[pillar] for pillar in pillars]
    table = scored.scores.loc[scored.order, [scored.board.root, *pillars]]
    rows = table.rename_axis("area").reset_index()
    rows.insert(1, "area_name", [scored.name(area) for area in rows["area"]])
    rows.insert(2, "rank", scored.ranks.loc[rows["area"], scored.board.root].to_numpy())
    behind = pd.DataFrame(
        {
            "area": area,
            "area_name": scored.name(area),
            "indicator": code,
            "year": scored.year,
            "score": scored.scores.at[area, code],
            "rank": scored.ranks.at[area, code],
        }
        for area in scored.order
        for code in (scored.board.root, *pillars)
    )
    return Block([Weighed(_sliders(scored, shares) + _table(scored, rows), behind)])


def _sliders(scored: Scored, shares: list[float]) -> str:
    """The controls; hidden until the script shows them, for without it they do nothing."""
    labels = "".join(
        f'<p><label for="weight-{code}">{escape(scored.title(code))}</label> '
        f'<input type="range" id="weight-{code}" min="0" max="{WHOLE}" step="1" '
        f'value="{round(share * WHOLE)}" data-default="{share * WHOLE!r}" '
        f'data-pillar="{code}"> <output for="weight-{code}"'
        f"{trace_attribute(shown(scored, 'weight', code=code))}>{share:.0%}</output></p>"
        for code, share in zip(scored.plan.pillars, shares, strict=True)
    )
    return (
        f'<div class="weights" id="{NAME}-choice" hidden><p class="note">'
        f"{say('Move the sliders: the table is ranked anew by your weights.')}</p>{labels}"
        '<p><button type="button" data-weights="default">'
        f"{say('Back to the weights of the framework')}</button></p>"
        '<p class="note" aria-live="polite" data-weights="told"></p></div>'
    )


def _table(scored: Scored, rows: pd.DataFrame) -> str:
    root, pillars = scored.board.root, scored.plan.pillars
    heads = "".join(f'<th scope="col" class="num">{escape(scored.title(p))}</th>' for p in pillars)
    body = "\n".join(
        f'<tr{" class=marked" if row["area"] in scored.marked else ""} data-scores="'
        f'{" ".join(_exact(row[pillar]) for pillar in pillars)}">'
        f'<th scope="row">{escape(row["area_name"])}</th>'
        f'<td class="num" data-weights="rank"{_claim(scored, "rank", row["area"], root)}>'
        f'{row["rank"]:g}</td>'
        f'<td class="num" data-weights="score"{_claim(scored, "score", row["area"], root)}>'
        f'{points(row[root])}</td>'
        + "".join(f'<td class="num"{_claim(scored, "score", row["area"], pillar)}>'
                  f'{_cell(row[pillar])}</td>' for pillar in pillars)
        + "</tr>"
        for row in rows.to_dict("records")
    )  # fmt: skip
    caption = say("Scores of the pillars and the index, {year}", year=scored.year)
    long = say("{caption} ({number} rows)", caption=caption, number=len(rows))
    behind = say("Figures of this table (CSV): {caption}", caption=caption)
    return (
        f'<div class="table-scroll sticky-first tall" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table id="{NAME}" data-pillars="{" ".join(pillars)}">'
        f"<caption>{escape(long)}</caption><thead><tr>"
        f'<th scope="col">{say("Province")}</th><th scope="col" class="num">{say("Rank")}</th>'
        f'<th scope="col" class="num">{say("Score")}</th>{heads}</tr></thead>\n'
        f'<tbody>\n{body}\n</tbody></table></div><p class="source">{words_html(scored.source)} '
        f'<a class="download" href="data/{NAME}.csv" aria-label="{escape(behind)}">'
        f"{say('Table (CSV)')}</a></p>"
    )


def _claim(scored: Scored, what: str, area: str, code: str) -> str:
    """What a cell claims as an attribute; "" of a score that there is not."""
    missing = scored.scores.at[area, code] != scored.scores.at[area, code]
    return "" if missing else trace_attribute(shown(scored, what, code=code, area=area))


def _exact(value: float) -> str:
    """A number with every digit that it has; "-" for a missing one."""
    return "-" if value != value else repr(float(value))


def _cell(value: float) -> str:
    missing = f'<span class="gap" title="{say("no figure")}">–</span>'
    return missing if value != value else points(value)
