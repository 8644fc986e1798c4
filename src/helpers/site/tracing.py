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
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, digits
from typing import Any

from helpers.claims import claim as kinds
from helpers.claims.agreed import RANKING
from helpers.claims.claim import Claim, read
from helpers.claims.judge import Judge
from helpers.claims.promised import worked_from
from helpers.claims.reckon import NUMBER, SAID
from helpers.site.score_traces import ScoreTrace
from helpers.traces import ATTRIBUTE, SPOKEN, traced_words, untraced

CARRIED = re.compile(rf' {ATTRIBUTE}="([^"]*)"([^<>]*)>((?:[^<]|</?bdi>)*)')
SAYS = re.compile(rf' aria-label="([^"]*)" {SPOKEN}="([^"]*)"')
BDI = re.compile("</?bdi>")  # around words written from right to left (`draw.words`)
SIGNS = digits + ascii_lowercase
HERE = "computed in this report"
CODE, NAME = -1, -2  # what stands for an area's code and its Chinese name


@dataclass(eq=False)
class Traces:
    """The traces of one page."""

    judge: Judge
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
            if objection := self.judge.objection(claim):
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
        elif objection := self.judge.objection(claim):
            object_to(objection)
        else:
            return f' data-o="{self.key(claim)}"{found[2]}>{found[3]}'
        return f"{found[2]}>{found[3]}"

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
        if getattr(claim, "what", "") == "takes":
            return replace(claim, said=shown)  # a figure, and how much more that is
        number = SAID.search(self._without_name(shown, claim))
        return replace(claim, said=number[0] if number else shown)

    def _without_name(self, shown: str, claim: Claim) -> str:
        """A chart's words without its area's name, which may hold digits of its own."""
        area = getattr(claim, "area", "")
        return shown.replace(self.judge.rows.area_name(area), "") if area else shown

    def key(self, claim: Claim) -> str:
        """The key of what the claim says, whatever the digits that it shows."""
        claim = replace(claim, said="")
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


def _shows(shown: str, claim: Claim) -> bool:
    """Whether the page shows what is claimed; one line of a wrapped label shows a part of it."""
    if claim.said in shown:
        return True
    whole = isinstance(claim, kinds.Printed | kinds.ReadAs | kinds.Worked)
    return whole and set(NUMBER.findall(shown)) <= set(NUMBER.findall(claim.said))


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
        return f"{len(self.traces.judge.rows.among(among))} provinces"

    def _period(self, indicator: str, year: int) -> str:
        window = int(self.traces.judge.rows.indicators[indicator]["window"] or 1)
        return f"{year - window + 1} to {year}" if window > 1 else str(year)

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
            dated = f", {about['date']}" if about["kind"] == "story" and about["date"] else ""
            text = self.traces.judge.rows.text
            by = text(about["publisher"] if about["kind"] == "story" else about["title"])
            self.traces.sources[number] = f"{by}{dated}"
        known = left_open or {}
        parts = place.split("/")
        return [number, *(known.get(part) or self.traces.pooled(part) for part in parts)]

    # ------------------------------------------------------------ kinds

    def level(self, said: kinds.Level) -> list:
        """[indicator, period, how, on] of a figure, with the area left open."""
        about = self.traces.judge.rows.indicators[said.indicator]
        how = "actual, as published"
        if about["window"]:
            how = f"{HERE}: the sum of {about['window']} years of {about['numerator']}"
        elif about["numerator"]:
            times = f" × {about['factor']}" if about["factor"] not in ("", "1") else ""
            how = f"{HERE}: {about['numerator']} / {about['denominator']}{times}"
        name = f"{self._indicator(said.indicator)} ({said.unit})"
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
        what.append(" to ".join(str(year) for year in years))
        on = [self.level_key(said.indicator, said.area, year) for year in years]
        if hasattr(said, "other"):
            other_year = getattr(said, "other_year", years[-1])
            what.append(f"beside {self._area(said.other)}, {other_year}")
            on.append(self.level_key(said.indicator, said.other, other_year))
        if hasattr(said, "whole"):
            on.append(self.level_key(said.whole, said.area, said.year))
        return what, self._how(said), on

    def how(self, said: Any) -> int:
        """How it was come by, as the number of its words."""
        return self.traces.pooled(self._how(said))

    def _how(self, said: Any) -> str:
        among = f", among {self._among(said.among)}" if hasattr(said, "among") else ""
        return f"{HERE}: {_HOW[said.kind]}{among}"

    def _of_field(self, said: Any) -> tuple[list[str], str, list]:
        what = [self._indicator(said.indicator), self._period(said.indicator, said.year)]
        return what, f"{HERE}: {_HOW[said.kind]} of {self._among(said.among)}", []

    _total = _median = _counted = _of_field

    def _median_change(self, said: kinds.MedianChange) -> tuple[list[str], str, list]:
        what = [self._indicator(said.indicator), f"{said.first} to {said.last}"]
        return what, f"{HERE}: the change of the median of {self._among(said.among)}", []

    def _printed(self, said: kinds.Printed) -> tuple[list[str], str, list]:
        what = [self._area(said.area), self._indicator(said.indicator)]
        what += ["" if said.measure == "level" else said.measure, said.period]
        return what, f"{said.status}, as a story prints it", [self._observation(said.obs_id)]

    def _read_as(self, said: kinds.ReadAs) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what += ["" if row["measure"] == "level" else row["measure"]]
        what += [row["time_period"] or row["matched_period"]]
        on = [self._observation(said.obs_id)]
        if row["derived_from"]:
            return what, f"{row['obs_status']}, {HERE}: {row['as_printed']}", on
        return what, f"{row['obs_status']}, read from “{row['as_printed']}”", on

    def _threshold(self, said: kinds.Threshold) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what.append(row["time_period"] or row["matched_period"])
        on = [self._observation(obs_id) for obs_id in (said.obs_id, *said.obs_ids)]
        return what, f"{HERE}: a {row['obs_status']} held against the official figure", on

    def _rows(self, said: kinds.Rows) -> tuple[list[str], str, list]:
        what = [value for _, value in said.where if value not in ("", "*")]
        given = {"": "no ", "*": "a value in "}
        like = ", ".join(f"{given.get(value, 'this ')}{column}" for column, value in said.where)
        return what, f"{COUNTED}{f' with {like}' if like else ''}", []

    def _ruled(self, said: kinds.Ruled) -> tuple[list[str], str, list]:
        return [said.name], "a rule that this report sets", []

    def _worked(self, said: kinds.Worked) -> tuple[list[str], str, list]:
        row = self.traces.judge.rows.observations[said.obs_id]
        what = [self._area(row["ref_area"]), self._indicator(row["indicator"])]
        what += ["" if row["measure"] == "level" else row["measure"]]
        what += [row["time_period"] or row["matched_period"]]
        ids = [said.obs_id, *(one for one in worked_from(self.traces.judge.rows, said))]
        on = [self._observation(obs_id) for obs_id in dict.fromkeys(ids)]
        return what, f"{HERE}: {_WORKED[said.what]}", on

    def _promises(self, said: kinds.PromiseCount) -> tuple[list[str], str, list]:
        area = dict(said.where).get("area")
        like = [self._area(area)] if area else []
        like += [value for key, value in said.where if key in ("due", "verdict", "publication")]
        return like, f"{HERE}: promises counted, each once", []

    def _scored(self, said: kinds.Scored) -> tuple[list[str], str, list]:
        return ScoreTrace(self.traces).entry(said)

    def _reckoned(self, said: kinds.Reckoned) -> tuple[list[str], str, list]:
        return [], said.formula, []


_WORKED = {
    "base": "the figure that a promised change starts from",
    "level": "the promised change on the figure that it starts from",
    "level_high": "the promised change on the figure that it starts from",
    "came": "the official figures, in the promise's own measure",
    "margin": "the official figure less the promised number",
    "last": "the newest figure before it is due",
    "needed": "from the newest figure to the promised level, a year",
    "revised": "R&D expenditure in percent of revised GDP",
}
COUNTED = "counted in this report: observations"
_HOW = {
    "rank": "one more than those that stand better",
    "first": "the end of the field",
    "compared": "both figures, unrounded",
    "growth": "the later figure to the earlier, less 1, in percent",
    "difference": "the later figure less the earlier",
    "apart": "its figure less the other's",
    "ratio": "its figure to the other's",
    "moved": "its ranks in both years",
    "share": "the part to the whole, in percent",
    "judged": "the rule of strengths and weaknesses, over three years",
    "total": "the sum of the figures",
    "median": "the median of the figures",
    "counted": "those that have a figure",
}
