"""What the table of traces says of each claim: what it is of, how it was come by, and on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.claims import kinds
from helpers.claims.claim import Claim
from helpers.claims.kinds import read
from helpers.claims.promise_worked import worked_from
from helpers.claims.promised import VERDICTS, promises_like
from helpers.language import later, say
from helpers.language.phrases import bracketed, dated, enumerated, joined, listed, years_words
from helpers.report.notes import computed_words
from helpers.report.words import measure_name, status_words, unsided
from helpers.site.score_traces import ScoreTrace, here

if TYPE_CHECKING:
    from helpers.site.tracing import Traces

CODE, NAME = -1, -2  # what stands for an area's code and its Chinese name


@dataclass(frozen=True)
class Entry:
    """What the table says of one claim: [what, how, on]."""

    traces: Traces

    def of(self, claim: Claim) -> list:
        """[what, how, on], words as their numbers in the table."""
        make = getattr(self, f"_{claim.kind}", None) or self._of_figures
        what, how, on = make(claim)
        pooled = self.traces.pooled
        return [[pooled(word) for word in what if word], pooled(how), on]

    # ------------------------------------------------------------ words and references

    def _area(self, code: str) -> str:
        return self.traces.judge.rows.area_name(code)

    def _indicator(self, code: str) -> str:
        return self.traces.judge.rows.name(code)

    def _told_of(self, row: dict[str, str]) -> str:
        """The indicator of a story's figure, as the pages name it."""
        return unsided(row["note"]) or self._indicator(row["indicator"])

    def _among(self, among: str) -> str:
        return say("{number} provinces", number=len(self.traces.judge.rows.among(among)))

    def _period(self, indicator: str, year: int) -> str:
        window = int(self.traces.judge.rows.indicators[indicator]["window"] or 1)
        return years_words(year - window + 1, year)

    def level_key(self, indicator: str, area: str, year: int) -> str:
        """The key of a figure, traced from here on if it was not yet."""
        found = self.traces.judge.rows.figure(indicator, area, year)
        unit = self.traces.judge.rows.unit(indicator)
        ids = tuple(sorted(found.obs_ids)) if found else ()
        return self.traces.key(kinds.Level("", indicator, area, year, unit, ids))

    def _observation(self, obs_id: str, left_open: dict[str, int] | None = None) -> list[Any]:
        source, _, place = obs_id.partition(":")
        number = self.traces.pooled(source)
        about = self.traces.judge.rows.sources.get(source)
        if about:
            story = about["kind"] == "story"
            by = self.traces.judge.rows.text(about["publisher"] if story else about["title"])
            dated = [about["date"]] if story and about["date"] else []
            self.traces.sources[number] = joined([by, *dated])
        known = left_open or {}
        parts = place.split("/")
        return [number, *(known.get(part) or self.traces.pooled(part) for part in parts)]

    # ------------------------------------------------------------ kinds

    def level(self, said: kinds.Level) -> list:
        """[indicator, period, how, on] of a figure, with the area left open."""
        about = self.traces.judge.rows.indicators[said.indicator]
        how = say("actual, as published")
        if about["window"]:
            how = here(say("the sum of {years} years of {indicator}", years=about["window"],
                           indicator=about["numerator"]))  # fmt: skip
        elif about["numerator"]:
            times = f" × {about['factor']}" if about["factor"] not in ("", "1") else ""
            how = here(f"{about['numerator']} / {about['denominator']}{times}")
        name = f"{self._indicator(said.indicator)}{bracketed(said.unit)}"
        area = self.traces.judge.rows.areas[said.area]
        open_ = {said.area: CODE, area["name_zh_full"]: NAME}
        pooled = self.traces.pooled
        on = [self._observation(obs_id, open_) for obs_id in sorted(said.obs_ids)]
        period = pooled(self._period(said.indicator, said.year))
        return [pooled(name), period, pooled(how), on]

    def _of_figures(self, said: Any) -> tuple[list[str], str, list]:
        """Kinds that stand on the area's figures of one or two years."""
        years = [said.first, said.last] if hasattr(said, "first") else [said.year]
        what = [self._area(said.area), self._indicator(said.indicator)]
        what.append(years_words(years[0], years[-1]))
        on = [self.level_key(said.indicator, said.area, year) for year in years]
        if hasattr(said, "other"):
            other_year = getattr(said, "other_year", years[-1])
            what.append(say("beside {area}, {year}", area=self._area(said.other), year=other_year))
            on.append(self.level_key(said.indicator, said.other, other_year))
        if hasattr(said, "whole"):
            on.append(self.level_key(said.whole, said.area, said.year))
        return what, self._how(said), on

    def how(self, said: Any) -> int:
        """How it was come by, as the number of its words."""
        return self.traces.pooled(self._how(said))

    def _how(self, said: Any) -> str:
        how = say(_HOW[said.kind])
        if hasattr(said, "among"):
            how = say("{how}, among {provinces}", how=how, provinces=self._among(said.among))
        return here(how)

    def _of_field(self, said: Any) -> tuple[list[str], str, list]:
        what = [self._indicator(said.indicator), self._period(said.indicator, said.year)]
        how = say("{how} of {provinces}", how=say(_HOW[said.kind]),
                  provinces=self._among(said.among))  # fmt: skip
        return what, here(how), []

    _total = _median = _counted = _of_field

    def _median_change(self, said: kinds.MedianChange) -> tuple[list[str], str, list]:
        what = [self._indicator(said.indicator), years_words(said.first, said.last)]
        how = say("the change of the median of {provinces}", provinces=self._among(said.among))
        return what, here(how), []

    def _printed(self, said: kinds.Printed) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(said.area), self._told_of(row)]
        what += [measure_name(said.measure), dated(said.period)]
        how = say("{status}, as a story prints it", status=status_words(said.status))
        return what, how, [self._observation(said.obs_id)]

    def _read_as(self, said: kinds.ReadAs) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._told_of(row)]
        what += [measure_name(row["measure"])]
        what += [dated(row["time_period"] or row["matched_period"])]
        status = status_words(row["obs_status"])
        on, printed = self._told_alike(said.obs_id)
        if row["derived_from"]:
            return what, joined([status, here(computed_words(row["as_printed"]))]), on
        return what, say("{status}, read from {words}", status=status, words=printed), on

    def _told_alike(self, obs_id: str) -> tuple[list, str]:
        """The figure and all that repeat it in stories, and the words of each, quoted."""
        rows = self.traces.judge.rows
        stories = {source for source, about in rows.sources.items() if about["kind"] == "story"}
        own = [one for one in rows.repeating(obs_id)
               if one == obs_id or one.partition(":")[0] in stories]  # fmt: skip
        words = dict.fromkeys(rows.observations[one]["as_printed"] for one in own)
        return [self._observation(one) for one in own], listed([f"“{one}”" for one in words])

    def _threshold(self, said: kinds.Threshold) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._told_of(row)]
        what.append(dated(row["time_period"] or row["matched_period"]))
        on = [*self._told_alike(said.obs_id)[0], *map(self._observation, said.obs_ids)]
        return what, here(say(_HELD[row["obs_status"]])), on

    def _rows(self, said: kinds.Rows) -> tuple[list[str], str, list]:
        what = [value for _, value in said.where if value not in ("", "*")]
        like = enumerated([
            say(GIVEN.get(value, THIS), column=column) for column, value in said.where
        ])  # fmt: skip
        if not like:
            return what, say("counted in this report: observations"), []
        return what, say("counted in this report: observations with {columns}", columns=like), []

    def _ruled(self, said: kinds.Ruled) -> tuple[list[str], str, list]:
        return [say(_RULED[said.name])], say("a rule that this report sets"), []

    def _worked(self, said: kinds.Worked) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._told_of(row)]
        what += [measure_name(row["measure"])]
        what += [dated(row["time_period"] or row["matched_period"])]
        on = [*self._told_alike(said.obs_id)[0],
              *map(self._observation, worked_from(self.traces.judge.rows, said))]  # fmt: skip
        return what, here(say(_WORKED[said.what])), on

    def _promises(self, said: kinds.PromiseCount) -> tuple[list[str], str, list]:
        area = dict(said.where).get("area")
        like = [self._area(area)] if area else []
        put = {"due": dated, "verdict": lambda name: say(VERDICTS[name]),
               "publication": self.traces.judge.rows.text}  # fmt: skip
        like += [put[key](value) for key, value in said.where if value and key in put]
        like += [say(_PROMISES[pair]) for pair in said.where if pair in _PROMISES]
        on = [self._observation(one) for one in promises_like(self.traces.judge.rows, said)]
        return like, here(say("promises counted, each once")), on

    def _scored(self, said: kinds.Scored) -> tuple[list[str], str, list]:
        return ScoreTrace(self.traces).entry(said)

    def _directed(self, said: kinds.Directed) -> tuple[list[str], str, list]:
        how = here(say("the direction of the figures beside it"))
        return [], how, list(dict.fromkeys(self.traces.key(read(text)) for text in said.on))

    def _reckoned(self, said: kinds.Reckoned) -> tuple[list[str], str, list]:
        what = []
        if said.by[:2] == ("profile", "rest"):  # of one bar: whose, and of which year
            year, whole, _ = said.by[-3:]
            what = [self._area(said.by[2]), self._indicator(whole), year]
        return what, said.formula, []


_HELD = {
    "expected": later("an expected value held against the official figure"),
    "target": later("a target held against the official figure"),
    "plan": later("a plan held against the official figure"),
}
_WORKED = {
    "base": later("the figure that a promised change starts from"),
    "level": later("the promised change on the figure that it starts from"),
    "level_high": later("the promised change on the figure that it starts from"),
    "came": later("the official figures, in the promise's own measure"),
    "came_level": later("the official figures, in the promise's own measure"),
    "margin": later("the official figure less the promised number"),
    "last": later("the newest figure before it is due"),
    "needed": later("from the newest figure to the promised level, a year"),
    "reached": later("the first year of the record that keeps the promised level"),
    "revised": later("R&D expenditure in percent of revised GDP"),
}
_RULED = {
    "tolerance": later("tolerance"),
    "first place": later("first place"),
    "last place": later("last place"),
    "intensity": later("tolerance"),
    "provinces": later("provinces"),
    "standings": later("indicators spoken of"),
    "moves": later("moves spoken of"),
}
_PROMISES = {
    ("decided", "yes"): later("decided by the record"),
    ("later", "yes"): later("level reached later"),
    ("hindsight", "yes"): later("expected of a year already over"),
    ("why", "no record"): later("no official figure at hand"),
    ("why", "no promise"): later("parts of a plan"),
    ("drawn", "no"): later("not drawn"),
}
THIS = later("this {column}")
GIVEN = {"": later("no {column}"), "*": later("a value in {column}")}
_HOW = {
    "rank": later("one more than those that stand better"),
    "first": later("the end of the field"),
    "ended": later("the end of the field"),
    "compared": later("both figures, unrounded"),
    "growth": later("the later figure to the earlier, less 1, in percent"),
    "difference": later("the later figure less the earlier"),
    "apart": later("its figure less the other's"),
    "ratio": later("its figure to the other's"),
    "moved": later("its ranks in both years"),
    "share": later("the part to the whole, in percent"),
    "judged": later("the rule of strengths and weaknesses, over three years"),
    "total": later("the sum of the figures"),
    "median": later("the median of the figures"),
    "counted": later("those that have a figure"),
}
