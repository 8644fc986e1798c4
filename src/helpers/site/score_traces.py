"""What the table of traces says of a scoreboard's numbers: how each was come by, and on what.

A score, and a figure that is scored, is a level of the table as any figure is; its `on` names the
levels that it is made of, of the same area ("7."), down to the figures of the record. A rank, an
end of an interval, a part stands on its score ("b.7-8"). What is of no one area has an entry.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from helpers.claims import kinds
from helpers.claims.board import NATION, Board
from helpers.claims.kinds import Scored
from helpers.language import chinese, say
from helpers.language.phrases import bracketed, years_words
from helpers.site.score_trace_words import NAMES, OF_QUOTIENT, OF_SCORE, OTHERS

if TYPE_CHECKING:
    from helpers.site.tracing import Traces


def here(how: str) -> str:
    """How a number was reckoned, and that it was so in this report."""
    return say("computed in this report: {how}", how=how)


Found = Callable[["ScoreTrace", Scored, str, int], int | None]


def _once(find: Found) -> Found:
    """A level is found once for all the scores and ranks that stand on it."""

    @wraps(find)
    def found(self: ScoreTrace, said: Scored, code: str, year: int) -> int | None:
        once = self.traces.scored
        key = (find.__name__, said.board, said.area, code, year)
        if key not in once:
            once[key] = find(self, said, code, year)
        return once[key]

    return found


@dataclass(frozen=True)
class ScoreTrace:
    """Keys and entries of claims of a scoreboard, in the table of one page."""

    traces: Traces

    def key(self, said: Scored) -> str | None:
        """The key of a number that stands on one area's score or figure; None for others."""
        board = self.board(said)
        code = said.code or board.plan.root
        if said.what in ("score", "quotient"):
            return self._of_area(said, getattr(self, said.what)(said, code, said.year), said.area)
        if said.what in OF_SCORE:
            code = code if code in board.plan.rows else board.plan.root
            level, how = self.score(said, code, said.year), say(OF_SCORE[said.what])
        elif said.what in OF_QUOTIENT:
            level, how = self.quotient(said, code, said.year), say(OF_QUOTIENT[said.what])
            how += f" {said.other}" if said.other else ""
        else:
            return None
        return f"{self._of_area(said, level, said.area)}-{self.traces.pooled(here(how))}"

    def board(self, said: Scored) -> Board:
        return self.traces.judge.scores.board(said.board)

    def _of_area(self, said: Scored, level: int, area: str) -> str:
        from helpers.site.tracing import short

        return f"{short(level)}.{short(self.traces.areas.setdefault(area, len(self.traces.areas)))}"

    # ------------------------------------------------------------ levels

    @_once
    def score(self, said: Scored, code: str, year: int) -> int:
        """The level of a score: of indicators by the scale, of others the mean of their parts."""
        board = self.board(said)
        name = self._text(board.plan.rows[code]["name"])
        if code in board.plan.parts:
            how = say("the weighted mean of its parts")
            on = [self.score(said, part, year) for part in board.plan.parts[code]]
        else:
            how = say("its place between the least and the most of all areas and years, times 100")
            on = [self.quotient(said, code, year)]
        return self._level(said, f"{name}{bracketed(say('score'))}", year, here(how), on)

    @_once
    def quotient(self, said: Scored, code: str, year: int) -> int:
        """The level of a figure that is scored."""
        board = self.board(said)
        row = board.plan.rows[code]
        places = board.plan.numerators(code, year)
        places += board.plan.denominators(code, year, board.vintage)
        on = [self._figure(said, name, past) for name, past in dict.fromkeys(places)]
        over = f" / {row['denominator']}" if row["denominator"] else ""
        window = bracketed(say("{number} years", number=row["window"])) if row["window"] else ""
        how = here(f"{row['numerator']}{window}{over}")
        unit = self._text(row["unit"])
        if row["denominator"].startswith("gdp"):
            vintage = say("revised GDP") if board.vintage == "revised" else say("GDP of its day")
            unit = unit.replace("地区生产总值" if chinese() else "GDP", vintage)
        name = f"{self._text(row['name'])}{bracketed(unit)}"
        return self._level(said, name, year, how, [level for level in on if level is not None])

    @_once
    def _figure(self, said: Scored, indicator: str, year: int) -> int | None:
        """The level of a figure of the record; None where this area has none."""
        rows = self.traces.judge.rows
        found = rows.figure(indicator, said.area, year)
        if found is None:
            return None
        key = self.traces.level_key(kinds.Level(
            "", indicator, said.area, year, rows.unit(indicator),
            tuple(sorted(found.obs_ids)),
        ))  # fmt: skip
        return int(key.partition(".")[0], 36)

    def _level(self, said: Scored, name: str, year: int, how: str, on: list[int]) -> int:
        from helpers.site.tracing import short

        long = said.board.endswith("|long")
        named = say("{name}, the longer line", name=name) if long else name
        pooled = self.traces.pooled
        entry = [
            pooled(named),
            pooled(say("{year}", year=year)),
            pooled(how),
            [f"{short(p)}." for p in on],
        ]
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        return self.traces.levels.setdefault(text, len(self.traces.levels))

    # ------------------------------------------------------------ entries

    def entry(self, said: Scored) -> tuple[list[str], str, list[Any]]:
        """(what, how, on) of a number that is of no one area's score."""
        board = self.board(said)
        kind, how = OTHERS[said.what]
        named = self.traces.judge.rows.area_name
        what = [named(said.area)] if said.area else []
        if said.what == "nation":
            what = [named(NATION)]
        rows = board.plan.rows
        if said.what in ("setting", "agree", "along"):
            what += [self._name(rows, said.code)]
        elif said.what not in BETWEEN or said.code in rows:
            what += [self._name(rows, code) for code in (said.code, said.other) if code in rows]
        kind = say(kind) if kind else ""
        return [kind, *what, *self._years(said)], here(say(how)), self._on(said, board)

    def _text(self, words: str) -> str:
        """A cell of the framework, in the language in use."""
        return self.traces.judge.rows.text(words)

    def _name(self, rows: dict[str, dict[str, str]], code: str) -> str:
        bare = code.removeprefix("weight of ")
        name = say(bare) if bare in NAMES else bare
        if bare in rows:
            name = self._text(rows[bare]["name"])
        return say("weight of {name}", name=name) if bare != code else name

    def _years(self, said: Scored) -> list[str]:
        if said.what in BETWEEN:
            first, last = self._ends(said)
            return [years_words(first, last)]
        if said.what in OF_ALL:
            years = self.board(said).years
            return [years_words(years[0], years[-1])]
        return [] if said.what in ("setting", "weight", "indicators", "pillars") else [
            say("{year}", year=said.year)
        ]  # fmt: skip

    def _ends(self, said: Scored) -> list[int]:
        """Both years of what is said of two; words hold the second in `code`."""
        return sorted([said.year, int(said.code if said.what in WORDED else said.other)])

    def _on(self, said: Scored, board: Board) -> list[Any]:
        """The scores, or the published places, that it stands on, where they are of one area."""
        root = board.plan.root
        if said.what in BETWEEN and said.area:
            codes = [said.code] if said.code in board.plan.rows else [root]
            return [self.key(self._like(said, "score", codes[0], year))
                    for year in self._ends(said)]  # fmt: skip
        if said.what == "ahead":
            theirs = kinds.Scored("", "theirs", said.board, "", said.area, said.year, said.other)
            return [self.key(self._like(said, "score", root, said.year)), self.traces.key(theirs)]
        return []

    def _like(self, said: Scored, what: str, code: str, year: int) -> Scored:
        return Scored("", what, said.board, code, said.area, year)


WORDED = {"overlap", "lifted", "held", "broken"}
BETWEEN = {*WORDED, "cause_points", "cause_places", "own_places", "moved_points", "moved_places",
           "broken_points", "broken_places", "was_score", "was_rank", "is_score",
           "is_rank"}  # fmt: skip
OF_ALL = {"effective", "alpha", "correlation", "pairs", "treated_points", "skewness", "kurtosis",
          "skewness_after", "kurtosis_after", "error"}  # fmt: skip
