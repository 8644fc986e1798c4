"""What a sentence says of its figures: area, indicator, measure, period, status.

Hints for a person, taken from the sentence, the ones before it and the story's date; what the
words do not say stays empty. `Story` walks a text from the first sentence to the last.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.read import hint_words as known
from helpers.read.articles import Sentence
from helpers.read.lists import in_step
from helpers.read.periods import Time, base_of, date_of, time_of, times
from helpers.read.places import Places
from helpers.read.quantities import Quantity
from helpers.read.quantity_words import HALF_WIDTH
from helpers.read.subjects import Subjects
from helpers.reference import Reference


@dataclass(frozen=True)
class Hint:
    """Columns of the story format that words suggest, "" where they suggest nothing."""

    area: str
    indicator: str
    measure: str
    time_period: str
    obs_status: str
    base_period: str
    reference_group: str


@dataclass
class Story:
    """Where a reader of the story stands: main area and date, and what the last sentences said.

    date: "2023-02-26", "2023-02", "2023" or "".
    """

    date: str
    places: Places
    subjects: Subjects
    rows: dict[str, dict[str, str]]  # code to its row of indicators.csv
    line: int = 0
    status: str = ""
    goals: bool = False
    carried: Time | None = None  # the last time that this paragraph named
    measure: str = ""  # of the figure before
    text: str = ""  # of the sentence that was read last; what it names:
    times: list[Time] = field(default_factory=list)
    named: list[tuple[int, int, str, bool]] = field(default_factory=list)
    plain: str = ""  # its text without times and areas
    expected: int = 0  # from where on it speaks of what is expected, and of what is striven for
    strives: int = 0
    stepped: dict[int, str] = field(default_factory=dict)  # of lists told in step: the indicators
    stepped_areas: dict[int, str] = field(default_factory=dict)
    spoken: list[re.Match] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        sentences: list[Sentence],
        reference: Reference,
        indicator_words: dict[str, str],
        date: str = "",
        cities: Iterable[str] = (),
    ) -> Story:
        """The story as a whole, before its first sentence is read.

        indicator_words: words to the code they speak of, "" for another subject; cities: names
        of cities that areas.csv does not hold.
        """
        text = "\n".join(one.text for one in sentences)
        rows = {row["code"]: row for row in reference.indicators.to_dict("records")}
        places = Places.of(text, reference, cities)
        return cls(date or date_of(text), places, Subjects.of(indicator_words), rows)

    def read(self, sentence: Sentence, figures: Iterable[Quantity] = ()) -> None:
        """Takes in what a sentence says for itself and for those after it; figures: its own."""
        if self.times:
            own = [one for one in self.times if one.kind not in ("base", "title", "day", "vague")]
            lasting = [one for one in own if one.kind not in ("span", "plan", "since")]
            self.carried = lasting[-1] if lasting else self.carried
        if sentence.line != self.line:
            self.status = "target" if self.goals else ""
            self.subjects.last = ""
            if self.carried and self.carried.kind not in ("year", "rel"):
                self.carried = None  # a plain year holds on, "at present" does not
            self.line = sentence.line
        if sentence.heading:
            self.goals = bool(known.GOAL.search(sentence.text))
            self.status = "target" if self.goals else ""
        if known.EXPECTED.search(sentence.text):
            self.status = ""
        elif known.GOAL.search(sentence.text):
            self.status = "target"
        elif known.PLAN.search(sentence.text):
            self.status = self.status or "plan"
        elif known.DONE.search(sentence.text):
            self.status, self.goals = "", False  # "now" and "last year" end a list of aims
        self.text, self.measure = sentence.text.translate(HALF_WIDTH), ""
        carried = self.carried.period if self.carried else ""
        self.times = times(self.text, self.date, carried)
        self.named = self.places.named(self.text)
        self.spoken = self.subjects.spoken(self.text)
        aims = known.GOAL.search(self.text)
        self.expected = len(self.text) + 1 if aims else _first(known.EXPECTED, self.text)
        self.strives = _first(known.STRIVE, self.text)
        self.plain = _blotted(self.text, self.times, self.named)
        figures = [one for one in figures if not one.exclusion]
        self.stepped = in_step(self.text, figures, self.subjects.heads(self.spoken))
        places = [(start, end, area) for start, end, area, _ in self.named]
        self.stepped_areas = in_step(self.text, figures, places)

    def hint(self, one: Quantity, previous: int, following: int) -> Hint:
        """What the words around a figure of the sentence read last suggest; previous and following
        are the places of its neighbours, so that each figure is read with its own clause."""
        text = self.text
        ahead = text[one.end : min(following, one.end + 120)]
        indicator = self.subjects.indicator(self.plain, self.spoken, one, previous, following)
        indicator = self.stepped.get(one.start, indicator)
        if not _fits(one, self.rows.get(indicator, {}).get("base_unit", "")):
            indicator = ""  # so many contracts are no turnover
        clause = text[previous : one.start]
        measure = _measure(one, clause, ahead, self.measure, self.plain[previous : one.start])
        self.measure = measure
        row = self.rows.get(indicator, {})
        if measure == "share" and row.get("base_unit") == "PCT" and row["theme"] != "Stories":
            measure = "level"
        status = self._status(one, measure, row)
        period = self._period(text, one, status, measure, row, following)
        if status in ("target", "plan") and period[:4] < self.date[:4] and period:
            status = "actual"  # translation puts results into the future tense
        if measure == "rank" and indicator.endswith("_rank"):
            period = ""
        changed = measure in ("growth", "net_increase", "difference")
        base = base_of(self.times, one.start, one.end, period) if changed else ""
        group = ""
        if measure == "rank":
            behind = text[one.end : min(following, one.end + 60)]
            group = _group(behind, text[max(previous, one.start - 40) : one.start])
        area = self.places.area(text, self.named, one.start, one.end, one.rank)
        if listed := self.stepped_areas.get(one.start):
            area = self.places.name(listed)
        return Hint(area, indicator, measure, period, status, base, group)

    def _status(self, one: Quantity, measure: str, row: dict[str, str]) -> str:
        if self.expected <= one.start:
            return "expected"
        if not self.status:
            return "actual"
        if self.strives <= one.start:
            return "target"
        counted = row.get("theme", "Stories") == "Stories" and measure not in ("growth", "share")
        return "plan" if counted else "target"

    def _period(
        self,
        text: str,
        one: Quantity,
        status: str,
        measure: str,
        row: dict[str, str],
        following: int,
    ) -> str:
        """The period: of a stock the month it was counted in, of a flow from January on."""
        time = time_of(text, self.times, one.start, one.end, following) or self._carried(status)
        if time is None:
            return self.date[:4] if status in ("target", "plan") else ""
        if status in ("target", "plan"):
            past = time is self.carried and time.period < self.date[:4]
            if past and known.GOAL.search(text):  # an aim is of no year that results were of
                return self.date[:4]
            return time.period or self.date[:4]
        dated = len(self.date) >= 7 and self.date[5:7] != "01"
        stock = row.get("stock_or_flow") == "stock" and measure == "level"
        if time.kind == "now":
            return self.date[:7]
        if stock and time.kind in ("months", "half", "quarters"):
            return time.period.partition("/")[2]  # what is counted at the end of them
        if time.kind == "this" and dated and status == "actual":
            return self.date[:7] if stock else f"{time.period}-01/{self.date[:7]}"
        flow = measure in ("growth", "net_increase") or row.get("stock_or_flow") == "flow"
        if time.kind == "until" and flow and not time.period.endswith("-01"):
            return f"{time.period[:4]}-01/{time.period}"
        return time.period

    def _carried(self, status: str) -> Time | None:
        """The time that was named last; no result is of a year that is still to come."""
        ahead = self.carried and self.date and self.carried.period[:4] > self.date[:4]
        return None if ahead and status == "actual" else self.carried


def _measure(one: Quantity, clause: str, ahead: str, last: str, plain: str) -> str:
    """The measure of a figure by its clause; `last` is that of the figure before it; plain: the
    clause without times ("rose in 2020 to")."""
    if one.rank:
        return "rank"
    if known.PLACES_MOVED.fullmatch(one.words) and known.GROWTH.search(clause[-12:]):
        return "difference"
    share = known.PERCENT.search(one.words)
    if known.POINTS.search(one.words):
        return "difference"
    if known.LIST_ON.fullmatch(clause) and last in ("growth", "share", "net_increase"):
        if share:
            return "share" if last == "share" else "growth"
        return "level" if last == "share" else last
    if not share and last == "net_increase" and known.LIST_NOUN.fullmatch(clause):
        return last
    near = clause[-90:]
    to = known.CHANGED_TO.search(near) or known.CHANGED_TO.search(plain[-90:])
    if share:
        grew = known.GROWTH.search(near + one.words) or known.GROWTH_AFTER.match(ahead)
        if known.CHANGED_FROM.search(near) and known.SHARE.search(near):
            return "share"
        rate = known.RATE.search(near)
        return "growth" if rate or (grew and not to) else "share"
    if known.RATIO.search(one.words) and known.GROWTH.search(near):
        return "growth"
    if not to and (known.INCREASE.search(near) or known.NEW_AFTER.match(ahead)):
        return "net_increase"
    return "level"


def _first(pattern: re.Pattern, text: str) -> int:
    """Where the first match ends, behind the text where there is none."""
    match = pattern.search(text)
    return match.end() if match else len(text) + 1


def _fits(one: Quantity, unit: str) -> bool:
    """Whether a figure may be of an indicator with that base unit: an amount is no count."""
    if one.rank or not unit or known.RATIO.search(one.words):
        return True
    money = bool(known.MONEY.search(one.words))
    if unit in ("CNY", "USD"):
        return money or bool(known.LARGE.search(one.words))
    return not money


def _blotted(text: str, found: list[Time], named: list[tuple]) -> str:
    """The text without the words of times and areas, which name no subject; as long as before."""
    signs = list(text)
    for start, end in [(one.start, one.end) for one in found] + [one[:2] for one in named]:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _group(behind: str, before: str) -> str:
    """What a rank is among: English says it behind the rank, Chinese before it."""
    for stretch in (known.CLAUSE_END.split(behind)[0], before):
        for pattern, group in known.GROUPS:
            if pattern.search(stretch):
                return group
    return "nation"


def neighbours(found: list[Quantity], length: int) -> list[tuple[int, int]]:
    """For each quantity where the figure before it ends and the one after it starts; what is
    excluded ("per 10,000 people") parts nothing."""
    figures = [one for one in found if not one.exclusion]
    ends = [0, *(one.end for one in figures)]
    starts = [*(one.start for one in figures), length]
    return [(ends[bisect(ends, one.start) - 1], starts[bisect(starts, one.start)]) for one in found]
