"""What the table of traces says of a scoreboard's numbers: how each was come by, and on what.

A score, and a figure that is scored, is a level of the table as any figure is; its `on` names the
levels that it is made of, of the same area ("7."), down to the figures of the record. A rank, an
end of an interval, a part stands on its score ("b.7-8"). What is of no one area has an entry.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.claims import kinds
from helpers.claims.board import NATION, Board
from helpers.claims.kinds import Scored
from helpers.language import later, say
from helpers.language.phrases import bracketed, years_words

if TYPE_CHECKING:
    from helpers.site.tracing import Traces

OF_SCORE: dict[str, str] = {
    "rank": later("one more than the areas with a higher score"),
    "part": later("the pillar's score by its share of the index"),
    "median": later("the median rank of the draws"),
    "low": later("the rank that a twentieth of the draws does not exceed"),
    "high": later("the rank that 19 of 20 draws do not exceed"),
    "tier": later("areas that no nine draws of ten set one above the other"),
    "beside": later("the score on the indicators of which the nation has a row, GDP of its day"),
    "share": later("the score in percent of the nation's, on the indicators of which it has a row"),
    "ours": later("one more than the areas with a higher score"),
    "alike": later("pairs of which neither stands above the other in nine draws of ten"),
    "group": later("the share of the nation's score, by the limits of the groups"),
    "highest": later("the pillar with the highest score"),
    "lowest": later("the pillar with the lowest score"),
    "lift": later("by weight times the distance from the mean of all"),
    "drag": later("by weight times the distance from the mean of all"),
    "lift_points": later("weight times the distance from the mean of all"),
    "drag_points": later("weight times the distance from the mean of all"),
}
OF_QUOTIENT = {
    "takes": later("the least that lifts the rank so many places, all else as it is:"),
    "quotient_least": later("the least of all areas"),
    "quotient_most": later("the most of all areas"),
}
OTHERS: dict[str, tuple[str, str]] = {
    "quotient_median": (later("median"), later("the median of all areas")),
    "tiers": (later("tiers"), later("the number of tiers")),
    "error": (
        later("error of a figure"),
        later("the median by which GDP was revised, as a part of it"),
    ),
    "nation": (
        later("score of the nation"),
        later("the nation's own ratios on the provinces' scale"),
    ),
    "above_half": (later("indicators"), later("those with a score above fifty")),
    "indicators_scored": (later("indicators"), later("those with a score")),
    "beside_indicators": (later("indicators with a national row"), later("counted")),
    "cause_points": (
        later("points"),
        later("Shapley value: what a cause adds, over all orders of causes"),
    ),
    "cause_places": (
        later("places"),
        later("Shapley value: what a cause adds, over all orders of causes"),
    ),
    "own_places": (later("places by its own performance"), later("the sum over its indicators")),
    "moved_points": (later("points"), later("the later score less the earlier")),
    "moved_places": (later("places"), later("the earlier rank less the later")),
    "was_score": (later("score on the figures of the day"), later("on one scale of all years")),
    "is_score": (later("score as scored now"), later("on one scale of all years")),
    "was_rank": (
        later("rank on the figures of the day"),
        later("one more than the areas with a higher score"),
    ),
    "is_rank": (later("rank as scored now"), later("one more than the areas with a higher score")),
    "total": (
        later("Sobol index, total order"),
        later("the part of the variance left if only it is unknown"),
    ),
    "first": (
        later("Sobol index, first order"),
        later("the part of the variance gone if this alone is known"),
    ),
    "total_low": (
        later("Sobol index, total order"),
        later("lower end, by bootstrap over the points"),
    ),
    "total_high": (
        later("Sobol index, total order"),
        later("upper end, by bootstrap over the points"),
    ),
    "weight": (later("weight"), later("the framework's, multiplied down from the index")),
    "effective": (
        later("weight in effect"),
        later("the squared correlation with the index, of all pillars'"),
    ),
    "alpha": (later("Cronbach's alpha"), later("from the variances of its parts and of their sum")),
    "correlation": (
        later("correlation"),
        later("Pearson's, of scores over all areas and years scored"),
    ),
    "pairs": (
        later("pairs of indicators"),
        later("counted: those that correlate beyond the bound"),
    ),
    "treated_points": (later("values changed"), later("counted, over all areas and years scored")),
    "skewness": (later("skewness"), later("corrected for bias, over all areas and years scored")),
    "kurtosis": (
        later("kurtosis"),
        later("excess, corrected for bias, over all areas and years scored"),
    ),
    "skewness_after": (later("skewness once treated"), later("corrected for bias")),
    "kurtosis_after": (later("kurtosis once treated"), later("excess, corrected for bias")),
    "agree": (later("agreement with the ranking"), later("our ranks beside the published ones")),
    "ahead": (later("places ahead here"), later("the rank in the report less the rank here")),
    "along": (later("correlation"), later("Spearman's, of the places ahead here with the score")),
    "areas": (later("areas with a rank"), later("counted")),
    "indicators": (later("indicators"), later("counted in the framework")),
    "pillars": (later("pillars"), later("counted in the framework")),
    "setting": ("", later("a rule that this report sets")),
    "tier_of": (later("members of the tier"), later("nobody of them is told apart from another")),
    "overlap": (later("intervals of two years"), later("whether a rank lies in both")),
    "nearer": (later("indicators nearer to another pillar"), later("by correlations of scores")),
    "weak": (
        later("indicators that hardly go with their pillar"),
        later("by correlations of scores"),
    ),
    "against": (
        later("indicators that go against their pillar"),
        later("by correlations of scores"),
    ),
    "odd": (
        later("indicators that do not go with their pillar"),
        later("by correlations of scores"),
    ),
    "opposite": (
        later("indicators that go against a pillar not their own"),
        later("by correlations of scores"),
    ),
    "loose": (later("pillars that hardly measure one thing"), later("by Cronbach's alpha")),
    "closest": (later("indicators that say most the same"), later("by correlations of scores")),
    "lifted": (
        later("indicators that lifted it most"),
        later("by their Shapley values, in places"),
    ),
    "held": (later("indicators that held it back"), later("by their Shapley values, in places")),
    "movers": (later("choices that move ranks most"), later("by Sobol indices of total order")),
    "still": (later("choices that move nothing"), later("by Sobol indices of total order")),
    "hardly": (
        later("choices that move hardly anything"),
        later("by the upper ends of Sobol indices"),
    ),
    "group_of": (later("members of the group"), later("by their shares of the nation's score")),
    "furthest": (later("who differs most"), later("by the difference of both ranks")),
}


def here(how: str) -> str:
    """How a number was reckoned, and that it was so in this report."""
    return say("computed in this report: {how}", how=how)


NAMES = (
    later("draws"),
    later("fewer draws"),
    later("concentration"),
    later("hundred"),
    later("held"),
    later("certain"),
    later("leader"),
    later("strong"),
    later("moderate"),
    later("skewed"),
    later("peaked"),
    later("drawn in"),
    later("redundant"),
    later("level"),
    later("points"),
    later("shown"),
    later("hardly"),
    later("alpha"),
    later("first"),
    later("least"),
    later("most"),
    later("areas"),
    later("spearman"),
    later("kendall"),
    later("size"),
)
"""What claims call the report's rules and its measures of agreement."""


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
        name = f"{self._text(row['name'])}{bracketed(self._text(row['unit']))}"
        return self._level(said, name, year, how, [level for level in on if level is not None])

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


WORDED = {"overlap", "lifted", "held"}
BETWEEN = {*WORDED, "cause_points", "cause_places", "own_places", "moved_points", "moved_places",
           "was_score", "was_rank", "is_score", "is_rank"}  # fmt: skip
OF_ALL = {"effective", "alpha", "correlation", "pairs", "treated_points", "skewness", "kurtosis",
          "skewness_after", "kurtosis_after", "error"}  # fmt: skip
