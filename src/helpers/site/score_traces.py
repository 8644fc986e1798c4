"""What the table of traces says of a scoreboard's numbers: how each was come by, and on what.

A score, and a figure that is scored, is a level of the table as any figure is; its `on` names the
levels that it is made of, of the same area ("7."), down to the figures of the record. A rank, an
end of an interval, a part stands on its score ("b.7-8"). What is of no one area has an entry.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.claims import claim as kinds
from helpers.claims.board import NATION, Board
from helpers.claims.claim import Scored

if TYPE_CHECKING:
    from helpers.site.tracing import Traces

HERE = "computed in this report"
OF_SCORE: dict[str, str] = {
    "rank": "one more than the areas with a higher score",
    "part": "the pillar's score by its share of the index",
    "median": "the median rank of the draws",
    "low": "the rank that a twentieth of the draws does not exceed",
    "high": "the rank that 19 of 20 draws do not exceed",
    "tier": "areas that no nine draws of ten set one above the other",
    "beside": "the score on the indicators of which the nation has a row, GDP of its day",
    "share": "the score in percent of the nation's, on the indicators of which it has a row",
    "ours": "one more than the areas with a higher score",
    "alike": "pairs of which neither stands above the other in nine draws of ten",
    "group": "the share of the nation's score, by the limits of the groups",
    "highest": "the pillar with the highest score",
    "lowest": "the pillar with the lowest score",
    "lift": "by weight times the distance from the mean of all",
    "drag": "by weight times the distance from the mean of all",
    "lift_points": "weight times the distance from the mean of all",
    "drag_points": "weight times the distance from the mean of all",
}
OF_QUOTIENT = {
    "takes": "the least that lifts the rank so many places, all else as it is:",
    "quotient_least": "the least of all areas",
    "quotient_most": "the most of all areas",
}
OTHERS: dict[str, tuple[str, str]] = {
    "quotient_median": ("median", "the median of all areas"),
    "tiers": ("tiers", "the number of tiers"),
    "error": ("error of a figure", "the median by which GDP was revised, as a part of it"),
    "nation": ("score of the nation", "the nation's own ratios on the provinces' scale"),
    "beside_indicators": ("indicators with a national row", "counted"),
    "cause_points": ("points", "Shapley value: what a cause adds, over all orders of causes"),
    "cause_places": ("places", "Shapley value: what a cause adds, over all orders of causes"),
    "own_places": ("places by its own performance", "the sum over its indicators"),
    "moved_points": ("points", "the later score less the earlier"),
    "moved_places": ("places", "the earlier rank less the later"),
    "was_score": ("score on the figures of the day", "on one scale of all years"),
    "is_score": ("score as scored now", "on one scale of all years"),
    "was_rank": ("rank on the figures of the day", "one more than the areas with a higher score"),
    "is_rank": ("rank as scored now", "one more than the areas with a higher score"),
    "total": ("Sobol index, total order", "the part of the variance left if only it is unknown"),
    "first": ("Sobol index, first order", "the part of the variance gone if this alone is known"),
    "total_low": ("Sobol index, total order", "lower end, by bootstrap over the points"),
    "total_high": ("Sobol index, total order", "upper end, by bootstrap over the points"),
    "weight": ("weight", "the framework's, multiplied down from the index"),
    "effective": ("weight in effect", "the squared correlation with the index, of all pillars'"),
    "alpha": ("Cronbach's alpha", "from the variances of its parts and of their sum"),
    "correlation": ("correlation", "Pearson's, of scores over all areas and years scored"),
    "pairs": ("pairs of indicators", "counted: those that correlate beyond the bound"),
    "treated_points": ("values changed", "counted, over all areas and years scored"),
    "skewness": ("skewness", "corrected for bias, over all areas and years scored"),
    "kurtosis": ("kurtosis", "excess, corrected for bias, over all areas and years scored"),
    "skewness_after": ("skewness once treated", "corrected for bias"),
    "kurtosis_after": ("kurtosis once treated", "excess, corrected for bias"),
    "agree": ("agreement with the ranking", "our ranks beside the published ones"),
    "ahead": ("places ahead here", "the rank in the report less the rank here"),
    "along": ("correlation", "Spearman's, of the places ahead here with the score"),
    "areas": ("areas with a rank", "counted"),
    "indicators": ("indicators", "counted in the framework"),
    "pillars": ("pillars", "counted in the framework"),
    "setting": ("", "a rule that this report sets"),
    "tier_of": ("members of the tier", "nobody of them is told apart from another"),
    "overlap": ("intervals of two years", "whether a rank lies in both"),
    "nearer": ("indicators nearer to another pillar", "by correlations of scores"),
    "weak": ("indicators that hardly go with their pillar", "by correlations of scores"),
    "against": ("indicators that go against their pillar", "by correlations of scores"),
    "odd": ("indicators that do not go with their pillar", "by correlations of scores"),
    "closest": ("indicators that say most the same", "by correlations of scores"),
    "lifted": ("indicators that lifted it most", "by their Shapley values, in places"),
    "held": ("indicators that held it back", "by their Shapley values, in places"),
    "movers": ("choices that move ranks most", "by Sobol indices of total order"),
    "still": ("choices that move nothing", "by Sobol indices of total order"),
    "hardly": ("choices that move hardly anything", "by the upper ends of Sobol indices"),
    "group_of": ("members of the group", "by their shares of the nation's score"),
    "furthest": ("who differs most", "by the difference of both ranks"),
}


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
            level, how = self.score(said, code, said.year), OF_SCORE[said.what]
        elif said.what in OF_QUOTIENT:
            level, how = self.quotient(said, code, said.year), OF_QUOTIENT[said.what]
            how += f" {said.other}" if said.other else ""
        else:
            return None
        return f"{self._of_area(said, level, said.area)}-{self.traces.pooled(f'{HERE}: {how}')}"

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
            how = "the weighted mean of its parts"
            on = [self.score(said, part, year) for part in board.plan.parts[code]]
        else:
            how = "its place between the least and the most of all areas and years, times 100"
            on = [self.quotient(said, code, year)]
        return self._level(said, f"{name} (score)", year, f"{HERE}: {how}", on)

    def quotient(self, said: Scored, code: str, year: int) -> int:
        """The level of a figure that is scored."""
        board = self.board(said)
        row = board.plan.rows[code]
        places = board.plan.numerators(code, year)
        places += board.plan.denominators(code, year, board.vintage)
        on = [self._figure(said, name, past) for name, past in dict.fromkeys(places)]
        over = f" / {row['denominator']}" if row["denominator"] else ""
        window = f" ({row['window']} years)" if row["window"] else ""
        how = f"{HERE}: {row['numerator']}{window}{over}"
        name = f"{self._text(row['name'])} ({self._text(row['unit'])})"
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

        line = ", the longer line" if said.board.endswith("|long") else ""
        pooled = self.traces.pooled
        entry = [pooled(name + line), pooled(str(year)), pooled(how), [f"{short(p)}." for p in on]]
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
        return [kind, *what, *self._years(said)], f"{HERE}: {how}", self._on(said, board)

    def _text(self, words: str) -> str:
        """A cell of the framework, in the language in use."""
        return self.traces.judge.rows.text(words)

    def _name(self, rows: dict[str, dict[str, str]], code: str) -> str:
        bare = code.removeprefix("weight of ")
        name = self._text(rows[bare]["name"]) if bare in rows else bare
        return f"weight of {name}" if bare != code else name

    def _years(self, said: Scored) -> list[str]:
        if said.what in BETWEEN:
            first, last = self._ends(said)
            return [f"{first} to {last}"]
        if said.what in OF_ALL:
            return [f"{self.board(said).years[0]} to {self.board(said).years[-1]}"]
        return [] if said.what in ("setting", "weight", "indicators", "pillars") else [
            str(said.year)
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
