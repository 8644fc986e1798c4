"""A scoreboard, found again: its years, scores and ranks, and what comes of a changed figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.claims.plan import Plan
from helpers.claims.rows import Rows
from helpers.claims.scale import Scale, places, put_together

NATION = "100000"


@dataclass(frozen=True, eq=False)
class Board:
    """The scoreboard of some areas. asked: the years of the edition. vintage: of GDP."""

    rows: Rows
    plan: Plan
    areas: tuple[str, ...]
    asked: range
    vintage: str

    @classmethod
    def of(cls, rows: Rows, name: str) -> Board:
        """name: areas ("all", or adcodes), first and last year, vintage, line; parted by |."""
        among, first, last, vintage, line = name.split("|")
        asked = range(int(first), int(last) + 1)
        return cls(rows, Plan.of(rows, line), rows.among(among), asked, vintage)

    @cached_property
    def years(self) -> list[int]:
        """Those asked for that can be scored."""
        return self.plan.years(self.rows, self.areas, self.asked)

    @cached_property
    def other(self) -> Board:
        """On the other vintage of GDP."""
        vintage = "published" if self.vintage == "revised" else "revised"
        return Board(self.rows, self.plan, self.areas, self.asked, vintage)

    @property
    def published(self) -> Board:
        """On GDP as it was published in its day."""
        return self if self.vintage == "published" else self.other

    @property
    def revised(self) -> Board:
        """On GDP revised."""
        return self if self.vintage == "revised" else self.other

    @cached_property
    def table(self) -> np.ndarray:
        """areas by years by indicators."""
        return self.plan.table(self.rows, self.areas, self.years, self.vintage)

    @cached_property
    def figures(self) -> np.ndarray:
        """All areas in all years, one after the other, by indicators."""
        return self.table.reshape(-1, len(self.plan.codes))

    @cached_property
    def scale(self) -> Scale:
        """One for all years."""
        return Scale.of(self.plan, self.figures)

    @cached_property
    def scores(self) -> dict[str, np.ndarray]:
        """code -> scores, areas by years."""
        shape = (len(self.areas), len(self.years))
        return {code: own.reshape(shape) for code, own in self.scale.scores(self.figures).items()}

    def at(self, area: str, year: int) -> tuple[int, int]:
        """Raises ValueError for an area or a year that is not scored."""
        return self.areas.index(area), self.years.index(year)

    def score(self, code: str, area: str, year: int) -> float:
        """NaN for none. Raises ValueError as `at`."""
        return float(self.scores[code][self.at(area, year)])

    def ranks(self, code: str, year: int) -> dict[str, int]:
        """area -> place; areas without a score are not in it."""
        found = places(self.scores[code][:, self.years.index(year)])
        return {a: int(place) for a, place in zip(self.areas, found, strict=True) if place == place}

    def quotients(self, code: str, year: int) -> dict[str, float]:
        """area -> figure in the unit of display; areas without one are not in it."""
        own = self.table[:, self.years.index(year), self.plan.codes.index(code)]
        return {area: float(self.plan.shown(code, value))
                for area, value in zip(self.areas, own, strict=True) if value == value}  # fmt: skip

    def rank_with(self, area: str, year: int, code: str, quotient: float) -> int:
        """The area's place if one figure were another: the whole index anew."""
        a, y = self.at(area, year)
        at = self.plan.codes.index(code)
        table = self.table.copy()
        table[a, y, at] = quotient
        column = table[:, :, at].reshape(-1, 1)
        own = Scale.of(self.plan.only({code}), column)
        made = np.stack([self.scores[one].ravel() for one in self.plan.codes], axis=-1)
        made[:, at] = own.scores(column)[code]
        scores = put_together(self.plan, made)[self.plan.root].reshape(table.shape[:2])
        return int(places(scores[:, y])[a])

    # ------------------------------------------------------------ beside the nation

    @cached_property
    def nation(self) -> dict[int, tuple[dict[str, float], dict[str, np.ndarray]]]:
        """year -> (the nation's scores, the areas' scores) on what the nation has a row for.

        On GDP of its day. A year of which it has none is not in it.
        """
        board, found = self.published, {}
        for at, year in enumerate(board.years):
            own = board.plan.table(self.rows, [NATION], [year], "published")[0]
            known = {code for code, value in zip(board.plan.codes, own[0], strict=True)
                     if value == value}  # fmt: skip
            if not known:
                continue
            kept = [board.plan.codes.index(code) for code in board.plan.codes if code in known]
            scale = board.scale
            part = Scale(board.plan.only(known), [scale.columns[k] for k in kept],
                         scale.low[kept], scale.high[kept])  # fmt: skip
            nation = {code: float(score[0]) for code, score in part.scores(own[:, kept]).items()}
            found[year] = (nation, part.scores(board.table[:, at][:, kept]))
        return found
