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
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase, digits
from typing import Any

from helpers.claims import kinds
from helpers.claims.again import PICTURE
from helpers.claims.agreed import RANKING
from helpers.claims.claim import Claim
from helpers.claims.judge import Judge
from helpers.claims.kinds import read
from helpers.claims.picture import judge_pictured, told_otherwise
from helpers.claims.promise_worked import worked_year
from helpers.claims.reckon import NUMBER, SAID
from helpers.claims.score_words import WORDS as LISTS
from helpers.language import chinese
from helpers.site.named_beside import Names
from helpers.site.score_traces import ScoreTrace
from helpers.site.trace_entries import Entry
from helpers.traces import ATTRIBUTE, SPOKEN, untraced, with_traces

CARRIED = re.compile(rf' {ATTRIBUTE}="([^"]*)"([^<>]*)>((?:[^<]|</?bdi[^<>]*>)*)')
SAYS = re.compile(rf' aria-label="([^"]*)" {SPOKEN}="([^"]*)"')
WORDS = re.compile("[A-Za-z]{2}")
BDI = re.compile("</?bdi[^<>]*>")  # around words written from right to left (`draw.words`)
BARE = re.compile(r"<(t?span)>((?:[^<]|</?bdi[^<>]*>)*)</\1>")  # around words that leave no trace
YEAR = re.compile(r"(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])")
SIGNS = digits + ascii_lowercase


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
    scored: dict[tuple, int | None] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        """The areas' names, as plain words have them beside claims."""
        return Names(self.judge.rows)

    def take(self, piece: str, object_to: Callable[[str], None]) -> str:
        """The piece of HTML with keys for claims; object_to is told why one is refused."""
        for objection in self.names.misheaded(piece):
            object_to(objection)
        piece = SAYS.sub(lambda found: self._hear(found, object_to), piece)
        return BARE.sub(r"\2", CARRIED.sub(lambda found: self._take(found, object_to), piece))

    def _hear(self, found: re.Match[str], object_to: Callable[[str], None]) -> str:
        """A picture's spoken words are judged; it gets the key of the last of them."""
        label, spoken = html.unescape(found[1]), html.unescape(found[2])
        if untraced(spoken) != label:
            object_to(f"{untraced(spoken)!r} is claimed where the picture says {label!r}")
        key = ""
        for one in CARRIED.finditer(with_traces(spoken, html.escape)):
            words = html.unescape(one[3])
            try:
                claim = self._claim(html.unescape(one[1]), words)
            except ValueError as error:
                object_to(str(error))
                continue
            objection = self._objection(claim, claim.said)
            if objection := objection or self._named_otherwise(one, words, claim):
                object_to(objection)
            if not isinstance(claim, kinds.Worded):
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
        elif objection := (self._objection(claim, shown) or self._dated_otherwise(shown, claim)
                           or self._named_otherwise(found, shown, claim)):  # fmt: skip
            object_to(objection)
        elif not isinstance(claim, kinds.Worded):
            said = "" if ' lang="' in _tag_of(found) else _in_english(claim)
            return f' data-o="{self.key(claim)}"{said}{found[2]}>{found[3]}'
        return f"{found[2]}>{found[3]}"

    def _objection(self, claim: Claim, shown: str | None = None) -> str:
        """Why the claim is refused; "" where it is borne.

        shown: the words that it stands on; None where it is judged by itself.
        """
        by = getattr(claim, "by", ())
        if by[:1] != (PICTURE,):
            return self.judge.objection(claim)
        if shown is not None and (objection := told_otherwise(by, claim.said, shown)):
            return objection
        return "" if self.tables is None else judge_pictured(self.tables, by, claim.said)

    def _named_otherwise(self, found: re.Match[str], shown: str, claim: Claim) -> str:
        """Why a number is refused beside the name of another area; "" where none is."""
        start = found.string.rfind("<", 0, found.start())
        return self.names.misplaced(found.string, start, found.end(), shown, claim)

    def _dated_otherwise(self, shown: str, claim: Claim) -> str:
        """Why a figure is refused with a year beside it that is not its own; "" where none is."""
        years = {getattr(claim, name, 0) for name in ("year", "first", "last", "other_year")}
        if isinstance(claim, kinds.Worked) and claim.what in ("base", "last"):
            years = {worked_year(self.judge.rows, claim)}
        elif not isinstance(claim, kinds.Level | kinds.Growth | kinds.Difference):
            return ""
        about = self.judge.rows.indicators.get(getattr(claim, "indicator", ""), {})
        years |= {year - int(about.get("window") or 1) + 1 for year in years}
        told = {int(year) for year in YEAR.findall(shown.replace(claim.said, ""))}
        if told <= years:
            return ""
        return f"{shown!r} tells of {_listed(told - years)}; it is of {_listed(years)}"

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
            return claim.but(said=shown)  # several numbers at once
        if isinstance(claim, kinds.Ended | kinds.Worded):
            return claim.but(said=shown)  # with its names
        number = SAID.search(self._without_name(shown, claim))
        return claim.but(said=number[0] if number else shown)

    def _without_name(self, shown: str, claim: Claim) -> str:
        """A chart's words without its area's name, which may hold digits of its own."""
        area = getattr(claim, "area", "")
        return shown.replace(self.judge.rows.area_name(area), "") if area else shown

    def key(self, claim: Claim) -> str:
        """The key of what the claim says, whatever the digits that it shows."""
        claim = claim.but(said="")
        if isinstance(claim, kinds.Reckoned):
            claim = claim.but(by=())  # its formula is all that the page says of it
        if claim not in self.keys:
            self.keys[claim] = self._new_key(claim)
        return self.keys[claim]

    def _new_key(self, claim: Claim) -> str:
        if isinstance(claim, kinds.Level):
            return self.level_key(claim)
        if isinstance(claim, kinds.Scored) and (key := _scored_key(self, claim)):
            return key
        if isinstance(claim, kinds.Ended):
            return self._end_key(claim)
        entry = Entry(self)
        if isinstance(claim, kinds.Rank | kinds.First):
            return f"{entry.level_key(claim.indicator, claim.area, claim.year)}-{entry.how(claim)}"
        key = short(len(self.entries))
        self.entries[key] = []  # taken, while those that it stands on get theirs
        self.entries[key] = entry.of(claim)
        return key

    def _end_key(self, claim: kinds.Ended) -> str:
        """That of the number; of an area's figure also that it is the end of the field."""
        key = self.key(read(claim.on))
        how = Entry(self).how(claim) if claim.over == "area" and "-" not in key else ""
        return f"{key}-{how}" if "." in key and how != "" else key

    def pooled(self, words: str) -> int:
        """The number of these words in the page's table, where they stand once."""
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
        level = _compact(Entry(self).level(claim))
        place = self.levels.setdefault(level, len(self.levels))
        return f"{short(place)}.{short(self.areas.setdefault(claim.area, len(self.areas)))}"


def _scored_key(traces: Traces, claim: kinds.Scored) -> str | None:
    """The key of a scoreboard's number; a published place is a figure as any other."""
    if claim.what != "theirs":
        return ScoreTrace(traces).key(claim)
    return Entry(traces).level_key(RANKING, claim.area, int(claim.other))


def _tag_of(found: re.Match[str]) -> str:
    """The tag that a trace stands in, as far as the trace goes, and what follows it in the tag."""
    return found.string[found.string.rfind("<", 0, found.start()) : found.start()] + found[2]


def _in_english(claim: Claim) -> str:
    """What says on a Chinese page that a story's own words are English; "" for numbers alone."""
    words = chinese() and isinstance(claim, kinds.Printed) and WORDS.search(claim.said)
    return ' lang="en"' if words else ""


def _shows(shown: str, claim: Claim) -> bool:
    """Whether the page shows what is claimed; one line of a wrapped label shows a part of it."""
    if claim.said in shown:
        return True
    if isinstance(claim, kinds.Directed):
        return bool(shown) and shown in claim.said
    if isinstance(claim, kinds.Worded) or getattr(claim, "what", "") in LISTS:
        return _shares(shown, claim.said)
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


def _shares(line: str, said: str) -> bool:
    """Whether a line of a wrapped note begins, or ends, within what is said, between two words."""
    ends = [at for at in range(1, len(said)) if not (said[at - 1].isalnum() and said[at].isascii()
            and said[at].isalnum() and said[at - 1].isascii())]  # fmt: skip
    return bool(line) and (
        line in said
        or any(line.endswith(said[:at].strip()) for at in ends)
        or any(line.startswith(said[at:].strip()) for at in ends)
    )


def _listed(years: set[int]) -> str:
    return ", ".join(map(str, sorted(years - {0})))


def _compact(table: Any) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def short(number: int) -> str:
    """A number in base 36."""
    text = SIGNS[number % 36]
    while number := number // 36:
        text = SIGNS[number % 36] + text
    return text
