"""Headline findings: sentences computed from the figures, each with its year and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice

import pandas as pd

from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import chinese, say
from helpers.report import finding_words
from helpers.report.claiming_counts import ruled
from helpers.report.edition import Edition
from helpers.report.finding_words import Finding

# What a default edition speaks of first. Another one speaks of its own indicators in their order.
STANDINGS = (
    "rd_intensity_as_published",
    "rd_expenditure_bulletin",
    "invention_patents_granted_per_10k",
    "tech_market_sold_three_years",
    "hte_recognised_three_years",
)
AIMS = "targets-and-expectations-and-what-came-of-them"
MOVES = ("rd_intensity_revised_gdp", "invention_patents_in_force_per_10k")


def findings(edition: Edition) -> Block:
    """The headline findings as a list, and the table of the same for who wants to quote them."""
    found = _all(edition)
    aims = [finding for finding in found if finding.aim]
    standing = [finding for finding in found if not finding.aim]
    table = pd.DataFrame(
        [(item.sentence, item.years, item.source) for item in found],
        columns=["finding", "years", "source"],
    )
    if not found:
        words = say(
            "The marked provinces have no figures of the edition's indicators in its years."
        )
        return Block([note(words)])
    link = escape(say("Download these sentences (CSV)"))
    link = f'<p class="source"><a class="download" href="data/findings.csv">{link}</a></p>'
    columns = [
        Column("finding", say("Finding")),
        Column("years", say("Years")),
        Column("source", say("Source")),
    ]
    behind = Table("findings", say("Headline findings"), columns, table)
    markup = _list(standing)
    if aims:
        heading = say("Targets and expectations, and what came of them")
        markup += f'<h3 id="{AIMS}">{escape(heading)}</h3>{_list(aims)}'
    return Block(
        [_Listed(f'{markup}<p class="note">{words_html(_rule(edition))}</p>{link}', behind)]
    )


def _list(found: list[Finding]) -> str:
    items = "\n".join(
        f'<li>{_strong(item.sentence)} <span class="source">{words_html(item.source)}</span></li>'
        for item in found
    )
    return f'<ul class="findings">{items}</ul>' if found else ""


def _strong(sentence: str) -> str:
    """The sentence escaped, what it is about (up to the colon) set off."""
    head, colon, rest = sentence.partition("：" if chinese() else ": ")
    return f"<strong>{words_html(head)}</strong>{colon}{words_html(rest)}"


@dataclass(frozen=True, eq=False)
class _Listed(Prose):
    """A list on the page whose CSV is a table's."""

    table: Table

    @property
    def tables(self) -> list[dict[str, str]]:
        return self.table.tables


def _all(edition: Edition) -> list[Finding]:
    """Standings, moves, and what came of promises, of the edition's indicators and no others."""
    codes = [indicator.code for indicator in edition.indicators]
    default = edition.parameters.indicators == "default"
    standing, moving = (
        list(dict.fromkeys([*first, *codes])) if default else codes for first in (STANDINGS, MOVES)
    )
    standings = _first(len(STANDINGS), (finding_words.standing(edition, code) for code in standing))
    moves = _first(len(MOVES), (finding_words.move(edition, code) for code in moving))
    return standings + moves + finding_words.outcomes(edition, codes)


def _first(number: int, found: Iterable[Finding | None]) -> list[Finding]:
    """The first that there are, up to `number`."""
    return list(islice((finding for finding in found if finding), number))


def _rule(edition: Edition) -> str:
    """By what rule the indicators were chosen that the sentences speak of."""
    default = edition.parameters.indicators == "default"
    fixed, chosen = (
        say(
            "an order that is the same in all editions and not that of the table below (research "
            "money first, then patents, contracts and firms)"
        ),
        say("the order in which they were chosen"),
    )
    return say(
        "By what rule these findings were chosen: the first {standings} of the edition's "
        "indicators that have figures, and the moves in the first {moves} whose ranks in two years "
        "compare, in {order}; and every target for these provinces that a story prints and the "
        "record of the edition's indicators and years decides.",
        standings=ruled("standings", str(len(STANDINGS))), moves=ruled("moves", str(len(MOVES))),
        order=fixed if default else chosen,
    )  # fmt: skip
