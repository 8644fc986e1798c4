"""Claims on their way into a page: judged, and left there as short keys into one small table.

What a notebook shows carries whole claims in `data-claim` (`helpers.traces`). On the page each
becomes `data-o`, a key into the table at the page's end, which holds once what many numbers share:
area, indicator and period, how the number was come by, and the observations it stands on. A small
script shows that when a number is pointed at, focused or tapped; without scripts the CSV beside
every table, chart and list holds the same.

The table is {"p": words, "l": levels, "a": areas, "k": {key: [what, how, on]}, "t": titles}; in it
a whole number stands for words of p. The key of a figure is "b.7", level b of area 7 (base 36):
l[b] is [indicator, period, how, on], alike for all areas, and a[7] is [name, code, Chinese name].
In its `on` "3." is the level 3 of the same area.
`on` lists observations, each as the parts of its id: the source, and what stands between slashes;
-1 and -2 stand for the area's code and Chinese name. A key "b.7-8" says p[8] of that figure: its
rank. Any other key has an entry in k, whose `on` lists keys (text) and observations. t is source ->
title.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, digits
from typing import Any

from helpers.claims import claim as kinds
from helpers.claims.again import PICTURE
from helpers.claims.agreed import RANKING
from helpers.claims.claim import Claim, read
from helpers.claims.judge import Judge
from helpers.claims.picture import judge_pictured
from helpers.claims.promised import worked_from
from helpers.claims.reckon import NUMBER, SAID
from helpers.language import chinese, later, say
from helpers.language.phrases import bracketed, enumerated, joined, years_words
from helpers.site.score_traces import ScoreTrace, here
from helpers.traces import ATTRIBUTE, SPOKEN, traced_words, untraced

CARRIED = re.compile(rf' {ATTRIBUTE}="([^"]*)"([^<>]*)>((?:[^<]|</?bdi[^<>]*>)*)')
SAYS = re.compile(rf' aria-label="([^"]*)" {SPOKEN}="([^"]*)"')
WORDS = re.compile("[A-Za-z]{2}")
BDI = re.compile("</?bdi[^<>]*>")  # around words written from right to left (`draw.words`)
SIGNS = digits + ascii_lowercase
CODE, NAME = -1, -2  # what stands for an area's code and its Chinese name


@dataclass(eq=False)
class Traces:
    """The traces of one page.

    tables: name -> CSV text of the tables published with the page, in which what its pictures show
    is counted again; None where there are none at hand: then that is not judged.
    """

    judge: Judge
    tables: Mapping[str, str] | None = None
    words: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    keys: dict[Claim, str] = field(default_factory=dict)
    entries: dict[str, list] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)

    def take(self, piece: str, object_to: Callable[[str], None]) -> str:
        """The piece of HTML with keys for claims; object_to is told why one is refused."""
        piece = SAYS.sub(lambda found: self._hear(found, object_to), piece)
        return CARRIED.sub(lambda found: self._take(found, object_to), piece)

    def _hear(self, found: re.Match[str], object_to: Callable[[str], None]) -> str:
        """A picture's spoken words are judged; it gets the key of the last of them."""
        label, spoken = html.unescape(found[1]), html.unescape(found[2])
        if untraced(spoken) != label:
            object_to(f"{untraced(spoken)!r} is claimed where the picture says {label!r}")
        key = ""
        for words, trace in traced_words(spoken):
            try:
                claim = self._claim(trace, words)
            except ValueError as error:
                object_to(str(error))
                continue
            if objection := self._objection(claim):
                object_to(objection)
            key = self.key(claim)
        return f' aria-label="{found[1]}"' + (f' data-o="{key}"' if key else "")

    def _take(self, found: re.Match[str], object_to: Callable[[str], None]) -> str:
        shown = html.unescape(BDI.sub("", found[3])).strip()
        try:
            claim = self._claim(html.unescape(found[1]), shown)
        except ValueError as error:
            object_to(str(error))
            return f"{found[2]}>{found[3]}"
        if not _shows(shown, claim):
            object_to(f"{claim.said!r} is claimed where the page shows {shown!r}")
        elif objection := self._objection(claim):
            object_to(objection)
        else:
            return f' data-o="{self.key(claim)}"{_in_english(claim)}{found[2]}>{found[3]}'
        return f"{found[2]}>{found[3]}"

    def _objection(self, claim: Claim) -> str:
        """Why the claim is refused; "" where it is borne."""
        by = getattr(claim, "by", ())
        if by[:1] != (PICTURE,):
            return self.judge.objection(claim)
        return "" if self.tables is None else judge_pictured(self.tables, by, claim.said)

    def _claim(self, trace: str, shown: str) -> Claim:
        """The claim that a trace holds. Raises ValueError.

        A trace that is no claim's text is the formula of a number. A chart's claim says what is
        shown.
        """
        if not trace.startswith("["):
            return kinds.Reckoned(shown, trace)
        claim = read(trace)
        if claim.said:
            return claim
        if getattr(claim, "what", "") == "takes" or getattr(claim, "by", ()):
            return replace(claim, said=shown)  # several numbers at once
        number = SAID.search(self._without_name(shown, claim))
        return replace(claim, said=number[0] if number else shown)

    def _without_name(self, shown: str, claim: Claim) -> str:
        """A chart's words without its area's name, which may hold digits of its own."""
        area = getattr(claim, "area", "")
        return shown.replace(self.judge.rows.area_name(area), "") if area else shown

    def key(self, claim: Claim) -> str:
        """The key of what the claim says, whatever the digits that it shows."""
        claim = replace(claim, said="")
        if isinstance(claim, kinds.Reckoned):
            claim = replace(claim, by=())  # its formula is all that the page says of it
        if claim not in self.keys:
            self.keys[claim] = self._new_key(claim)
        return self.keys[claim]

    def _new_key(self, claim: Claim) -> str:
        if isinstance(claim, kinds.Level):
            return self.level_key(claim)
        if isinstance(claim, kinds.Scored) and (key := _scored_key(self, claim)):
            return key
        entry = _Entry(self)
        if isinstance(claim, kinds.Rank | kinds.First):
            return f"{entry.level_key(claim.indicator, claim.area, claim.year)}-{entry.how(claim)}"
        key = short(len(self.entries))
        self.entries[key] = []  # taken, while those that it stands on get theirs
        self.entries[key] = entry.of(claim)
        return key

    def pooled(self, words: str) -> int:
        return self.words.setdefault(words, len(self.words))

    def as_json(self) -> str:
        """The page's table; "" where nothing is traced."""
        if not self.keys:
            return ""
        areas = [self._area(code) for code in self.areas]
        levels = [json.loads(level) for level in self.levels]
        table = {"p": list(self.words), "l": levels, "a": areas, "k": self.entries}
        text = _compact(table | {"t": self.sources})
        return text.replace("<", "\\u003c")  # so that nothing in it ends the script

    def _area(self, code: str) -> list[str]:
        row = self.judge.rows.areas[code]
        return [self.judge.rows.area_name(code), code, row["name_zh_full"]]

    def level_key(self, claim: kinds.Level) -> str:
        """The key of a figure: what is alike for all areas, and which area it is of."""
        level = _compact(_Entry(self).level(claim))
        place = self.levels.setdefault(level, len(self.levels))
        return f"{short(place)}.{short(self.areas.setdefault(claim.area, len(self.areas)))}"


def _scored_key(traces: Traces, claim: kinds.Scored) -> str | None:
    """The key of a scoreboard's number; a published place is a figure as any other."""
    if claim.what != "theirs":
        return ScoreTrace(traces).key(claim)
    return _Entry(traces).level_key(RANKING, claim.area, int(claim.other))


def _in_english(claim: Claim) -> str:
    """What says on a Chinese page that a story's own words are English; "" for numbers alone."""
    words = chinese() and isinstance(claim, kinds.Printed) and WORDS.search(claim.said)
    return ' lang="en"' if words else ""


def _shows(shown: str, claim: Claim) -> bool:
    """Whether the page shows what is claimed; one line of a wrapped label shows a part of it."""
    if claim.said in shown:
        return True
    if isinstance(claim, kinds.Directed):
        return bool(shown) and (claim.said.startswith(shown) or claim.said.endswith(shown))
    whole = isinstance(claim, kinds.Printed | kinds.ReadAs | kinds.Worked)
    numbers = NUMBER.findall(claim.said)
    if whole and set(NUMBER.findall(shown)) <= set(numbers):
        return True
    # a line that begins or ends within the claim's words, behind or before its numbers' own
    ends = range(1, len(claim.said))
    return whole and any(
        (NUMBER.findall(claim.said[at:]) == numbers and shown.startswith(claim.said[at:]))
        or (NUMBER.findall(claim.said[:at]) == numbers and shown.endswith(claim.said[:at]))
        for at in ends
    )


def _compact(table: Any) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def short(number: int) -> str:
    text = SIGNS[number % 36]
    while number := number // 36:
        text = SIGNS[number % 36] + text
    return text


@dataclass(frozen=True)
class _Entry:
    """What the table says of one claim: [what, how, on]."""

    traces: Traces

    def of(self, claim: Claim) -> list:
        make = getattr(self, f"_{claim.kind}", None) or self._of_figures
        what, how, on = make(claim)
        pooled = self.traces.pooled
        return [[pooled(word) for word in what if word], pooled(how), on]

    # ------------------------------------------------------------ words and references

    def _area(self, code: str) -> str:
        return self.traces.judge.rows.area_name(code)

    def _indicator(self, code: str) -> str:
        return self.traces.judge.rows.name(code)

    def _among(self, among: str) -> str:
        return say("{number} provinces", number=len(self.traces.judge.rows.among(among)))

    def _period(self, indicator: str, year: int) -> str:
        window = int(self.traces.judge.rows.indicators[indicator]["window"] or 1)
        return years_words(year - window + 1, year)

    def level_key(self, indicator: str, area: str, year: int) -> str:
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
        what = [self._area(said.area), self._indicator(said.indicator)]
        what += ["" if said.measure == "level" else say(MEASURES[said.measure]), said.period]
        how = say("{status}, as a story prints it", status=say(STATUSES[said.status]))
        return what, how, [self._observation(said.obs_id)]

    def _read_as(self, said: kinds.ReadAs) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what += ["" if row["measure"] == "level" else say(MEASURES[row["measure"]])]
        what += [row["time_period"] or row["matched_period"]]
        status = say(STATUSES[row["obs_status"]])
        on = [self._observation(said.obs_id)]
        if row["derived_from"]:
            return what, joined([status, here(row["as_printed"])]), on
        how = say("{status}, read from “{words}”", status=status, words=row["as_printed"])
        return what, how, on

    def _threshold(self, said: kinds.Threshold) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what.append(row["time_period"] or row["matched_period"])
        on = [self._observation(obs_id) for obs_id in (said.obs_id, *said.obs_ids)]
        how = say("a {status} held against the official figure",
                  status=say(STATUSES[row["obs_status"]]))  # fmt: skip
        return what, here(how), on

    def _rows(self, said: kinds.Rows) -> tuple[list[str], str, list]:
        what = [value for _, value in said.where if value not in ("", "*")]
        like = enumerated([
            say(GIVEN.get(value, THIS), column=column) for column, value in said.where
        ])  # fmt: skip
        if not like:
            return what, say("counted in this report: observations"), []
        return what, say("counted in this report: observations with {columns}", columns=like), []

    def _ruled(self, said: kinds.Ruled) -> tuple[list[str], str, list]:
        return [said.name], say("a rule that this report sets"), []

    def _worked(self, said: kinds.Worked) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what += ["" if row["measure"] == "level" else say(MEASURES[row["measure"]])]
        what += [row["time_period"] or row["matched_period"]]
        ids = [said.obs_id, *(one for one in worked_from(self.traces.judge.rows, said))]
        on = [self._observation(obs_id) for obs_id in dict.fromkeys(ids)]
        return what, here(say(_WORKED[said.what])), on

    def _promises(self, said: kinds.PromiseCount) -> tuple[list[str], str, list]:
        area = dict(said.where).get("area")
        like = [self._area(area)] if area else []
        like += [value for key, value in said.where if key in ("due", "verdict", "publication")]
        return like, here(say("promises counted, each once")), []

    def _scored(self, said: kinds.Scored) -> tuple[list[str], str, list]:
        return ScoreTrace(self.traces).entry(said)

    def _directed(self, said: kinds.Directed) -> tuple[list[str], str, list]:
        how = here(say("the direction of the figures beside it"))
        return [], how, list(dict.fromkeys(self.traces.key(read(text)) for text in said.on))

    def _reckoned(self, said: kinds.Reckoned) -> tuple[list[str], str, list]:
        return [], said.formula, []


_WORKED = {
    "base": later("the figure that a promised change starts from"),
    "level": later("the promised change on the figure that it starts from"),
    "level_high": later("the promised change on the figure that it starts from"),
    "came": later("the official figures, in the promise's own measure"),
    "margin": later("the official figure less the promised number"),
    "last": later("the newest figure before it is due"),
    "needed": later("from the newest figure to the promised level, a year"),
    "revised": later("R&D expenditure in percent of revised GDP"),
}
STATUSES = {
    "actual": later("actual"),
    "expected": later("expected"),
    "target": later("target"),
    "plan": later("plan"),
}
MEASURES = {
    "net_increase": later("net_increase"),
    "growth": later("growth"),
    "share": later("share"),
    "rank": later("rank"),
    "difference": later("difference"),
}
THIS = later("this {column}")
GIVEN = {"": later("no {column}"), "*": later("a value in {column}")}
_HOW = {
    "rank": later("one more than those that stand better"),
    "first": later("the end of the field"),
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
