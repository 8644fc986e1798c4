"""The scoreboard of one edition: what its sections share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.table import Block, note
from helpers.language import numbered, say
from helpers.language.phrases import clauses, years_words
from helpers.reference import NATION
from helpers.report.claiming import worded
from helpers.report.edition import Edition
from helpers.report.opening import open_edition
from helpers.report.source_words import shown_in, source_titles
from helpers.scoreboard.choices import Choices
from helpers.scoreboard.critic import choices, doubts
from helpers.scoreboard.groups import Performance, performance
from helpers.scoreboard.provinces import DENOMINATORS, Board, Plan, board
from helpers.scoreboard.uncertainty import DRAWS, Uncertainty

POINTS = 1  # decimals of a score
FEWER = 2_000  # draws for a year before the newest
WORK = re.compile(r"[^,:，：]+")  # of a title: the work, before its table


@dataclass(frozen=True, eq=False)
class Scored:
    """The edition, its plan, and what could be scored of it."""

    edition: Edition
    plan: Plan

    @cached_property
    def years(self) -> list[int]:
        """The edition's years, scored or not."""
        return list(range(self.edition.first_year, self.edition.last_year + 1))

    @cached_property
    def board(self) -> Board | None:
        """All indicators, in the years that have them, GDP of the edition's vintage."""
        return self._board(self.plan, self.edition.parameters.gdp_vintage)

    @cached_property
    def published(self) -> Board | None:
        """The same on GDP of its day, which is the only one that the nation has."""
        return self.other if self.vintage == "revised" else self.board

    @cached_property
    def other(self) -> Board | None:
        """The same on the other vintage of GDP."""
        vintage = "published" if self.vintage == "revised" else "revised"
        return self._board(self.plan, vintage)

    @cached_property
    def long(self) -> Board | None:
        """The indicators that reach back, over more years."""
        return self._board(self.plan.long, self.vintage)

    def _board(self, plan: Plan, vintage: str) -> Board | None:
        edition = self.edition
        return board(edition.figures, plan, edition.peers, self.years, vintage)

    @property
    def vintage(self) -> str:
        """The edition's vintage of GDP: "revised" or "published"."""
        return self.edition.parameters.gdp_vintage

    @property
    def year(self) -> int:
        """The year that the page speaks of: the newest scored."""
        assert self.board is not None  # sections ask for a board first
        return self.board.last

    def name(self, area: str) -> str:
        return self.edition.reference.area_names[area]

    def title(self, code: str) -> str:
        """What an indicator or a score is called."""
        return self.plan.framework.node[code].name

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Scores of the year, areas by codes."""
        return self.board.scores(self.year)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks of the year, areas by codes; NaN without a score."""
        return self.board.ranks(self.year)

    @cached_property
    def order(self) -> list[str]:
        """Areas with a score, best first."""
        return self.board.ranked(self.year)

    @property
    def marked(self) -> list[str]:
        """The marked areas that have a score."""
        return [area for area in self.edition.areas if area in self.order]

    @cached_property
    def performance(self) -> Performance | None:
        """Groups of the year by the nation's score; None where it has no figure."""
        if self.published is None or self.year not in self.published.years:
            return None
        return performance(self.published, self.edition.figures, self.year)

    @cached_property
    def choices(self) -> Choices:
        """What may be varied of the board; ranks of the year are asked for."""
        areas = self.edition.reference.areas
        zones = dict(zip(areas["adcode"], areas["zone"], strict=True))
        return choices(self.board, self.other, zones, self.year)

    @cached_property
    def doubts(self) -> dict[int, Uncertainty]:
        """year -> what the draws say of it: fewer of them for years before the newest."""
        draws = {year: DRAWS if year == self.year else FEWER for year in self.board.years}
        return doubts(self.choices, self.board, draws)

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """Of the year, areas by rank, median, low, high, and tier."""
        found = self.doubts[self.year]
        return found.intervals().set_index("unit").assign(tier=found.tiers())

    @property
    def among(self) -> str:
        """ "31 provinces"."""
        return provinces(len(self.order))

    def unit(self, code: str) -> str:
        """The unit of a quotient of the index; over GDP with the GDP that is meant."""
        item = self.plan.items[code]
        if not item.denominator.startswith("gdp"):
            return item.unit
        vintage = say("revised GDP") if self.vintage == "revised" else say("GDP of its day")
        return item.unit.replace(say("GDP"), vintage)

    def number(self, code: str, quotient: float) -> str:
        """A quotient of the index as it is shown, without its unit."""
        return display_number(self.plan.shown(code, quotient), self.plan.items[code].decimals)

    @property
    def source(self) -> str:
        """What stands under charts and tables: the publications; their tables are named once."""
        works = dict.fromkeys(WORK.match(title)[0].strip() for title in self.publications)
        line = say(
            "Source: {works} (tables named under “How it is made”); scores computed in this report",
            works=clauses(list(works)),
        )
        return worded(line, "source of scores", *shown_in(sorted(self._codes), self.years))

    @cached_property
    def publications(self) -> list[str]:
        """The publications that the scores stand on, most figures first."""
        figures = self.edition.figures
        rows = figures[figures["indicator"].isin(self._codes) & figures["year"].isin(self.years)]
        return source_titles(self.edition, rows)

    @property
    def _codes(self) -> set[str]:
        """The indicators that the scores are made of."""
        codes = {item.numerator for item in self.plan.items.values()}
        codes |= {code for code, _ in DENOMINATORS.values()} | {"gdp_revised"}
        return codes & set(self.edition.reference.indicator)

    @property
    def nation(self) -> str:
        return self.edition.reference.area_names.get(NATION, "China")


def open_scoreboard(
    areas: Sequence[str], peers: str | Sequence[str], first_year: int, last_year: int | str,
    gdp_vintage: str = "revised", language: str = "en",
) -> Scored:  # fmt: skip
    """The scoreboard of these parameters on the project's data.

    Raises FaultsFound as `open_edition` does, and for a framework that is none.
    """
    edition = open_edition(areas, peers, first_year, last_year, language=language,
                           gdp_vintage=gdp_vintage)  # fmt: skip
    return Scored(edition, Plan.of(edition.reference))


def why_none(scored: Scored) -> str:
    """Why nothing is scored, in a sentence."""
    years = years_words(scored.years[0], scored.years[-1])
    return say(
        "Nothing is scored: no year of {years} has figures of nine tenths of these provinces on "
        "every indicator of the framework.",
        years=years,
    )


def needs_board(section: Callable[[Scored], Block]) -> Callable[[Scored], Block]:
    """A section that says why, where there is nothing to show."""

    @wraps(section)
    def shown(scored: Scored) -> Block:
        return Block([note(why_none(scored))]) if scored.board is None else section(scored)

    return shown


def provinces(number: int) -> str:
    """ "31 provinces"."""
    return numbered(number, "{number} province", "{number} provinces")


def points(value: float) -> str:
    """A score as it is shown."""
    return display_number(value, POINTS)
