"""What a sentence says of its figures: area, indicator, measure, period, status.

Hints for a person, taken from the sentence, the ones before it and the story's date; what the
words do not say stays empty. `Story` walks a text from the first sentence to the last.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass

from helpers.read import hint_words as known
from helpers.read.articles import Sentence
from helpers.read.quantities import Quantity
from helpers.reference import NATION, Reference


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
    indicator_words: words in lower case to the code they speak of.
    """

    reference: Reference
    indicator_words: dict[str, str]
    date: str
    names: re.Pattern
    main: dict[str, str]  # level to the area most spoken of
    words: re.Pattern  # finds the indicator words
    rows: dict[str, dict[str, str]]  # code to its row of indicators.csv
    line: int = 0
    status: str = ""
    year: str = ""
    indicator: str = ""
    goals: bool = False

    @classmethod
    def of(
        cls,
        sentences: list[Sentence],
        reference: Reference,
        indicator_words: dict[str, str],
        date: str = "",
    ) -> Story:
        """The story as a whole, before its first sentence is read."""
        names = _names(reference)
        text = "\n".join(one.text for one in sentences)
        counts: Counter[str] = Counter()
        for match in names.finditer(text):
            if code := reference.area_code(match[0]):
                counts[code] += 1
        levels = dict(zip(reference.areas["adcode"], reference.areas["level"], strict=True))
        main: dict[str, str] = {}
        for code, _ in counts.most_common():
            main.setdefault(levels[code], code)
        cities = Counter(match[1] or match[2] for match in known.OTHER_CITY.finditer(text))
        for name, number in cities.most_common(1):
            if number > 1 and "city" not in main and not reference.area_code(name):
                main["city"] = name
        main["all"] = next((code for code, _ in counts.most_common() if code != NATION), "")
        codes = {known.key(words): code for words, code in indicator_words.items()}
        pattern = known.pattern_of(list(indicator_words))
        rows = {row["code"]: row for row in reference.indicators.to_dict("records")}
        return cls(reference, codes, date or date_of(text), names, main, pattern, rows)

    def read(self, sentence: Sentence) -> None:
        """Takes in what a sentence says for itself and for those after it."""
        if sentence.line != self.line:
            self.status, self.indicator = "target" if self.goals else "", ""
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
        if year := _year(sentence.text, self.date):
            self.year = year

    def hint(self, sentence: Sentence, one: Quantity, previous: int, following: int) -> Hint:
        """What the words around a figure suggest; previous and following are the places of its
        neighbours, so that each figure is read with its own clause."""
        text = sentence.text
        clause = text[previous : one.start]
        ahead = text[one.end : min(following, one.end + 120)]
        indicator = self._indicator(text, one, previous, following)
        measure = _measure(one, clause, ahead)
        row = self._row(indicator)
        if measure == "share" and row.get("base_unit") == "PCT" and row["theme"] != "Stories":
            measure = "level"
        status = self._status(text, one, measure, row)
        period = self._period(text, one, status, row)
        if status in ("target", "plan") and period[:4] < self.date[:4] and period:
            status = "actual"  # translation puts results into the future tense
        if measure == "rank" and indicator.endswith("_rank"):
            period = ""
        base = (
            str(int(period) - 1)
            if measure in ("growth", "net_increase") and period.isdigit()
            else ""
        )
        group = _group(text[one.end : one.end + 60], text[max(0, one.start - 40) : one.start])
        group = group if measure == "rank" else ""
        return Hint(self._area(text, one), indicator, measure, period, status, base, group)

    def _area(self, text: str, one: Quantity) -> str:
        """Named before the figure, else as "the province" says, else the story's main area."""
        names = self.reference.area_names
        own = ""
        for match in self.names.finditer(text, 0, one.start):
            code = self.reference.area_code(match[0])
            after = text[match.end() : match.end() + 24]
            inside = text[match.start() - 1 : match.start()] in ("(", "（")
            if code and code != NATION and not inside and not known.NAME_GOES_ON.match(after):
                own = code
        place = known.OUR.search(text[: one.start])
        if place:
            level = "city" if place["city"] or place["city_zh"] else "province"
            own = self.main.get(level, own)
        elif not own and known.NATIONAL.search(text[: one.end + 30]) and not one.rank:
            own = NATION
        own = own or self.main.get("all", "") or self.main.get("city", "")
        return names.get(own, own)

    def _indicator(self, text: str, one: Quantity, previous: int, following: int) -> str:
        """The code whose words stand nearest: after a count, before an amount or a share."""
        behind = self.words.search(text, one.end, min(following, one.end + 90))
        ahead = self._last(text, previous, one.start)
        if ahead is None and (not behind or known.COUNTS.search(one.words)):
            ahead = self._last(text, max(0, previous - 300), one.start)
        counted = behind and not known.CLAUSE_END.search(text[one.end : behind.start()])
        best = (
            behind
            if counted and (ahead is None or known.COUNTS.search(one.words) is None)
            else ahead
        )
        best = best or behind
        if best:
            self.indicator = self.indicator_words[known.key(best[0])]
        return self.indicator if best or one.rank or known.COUNTS.search(one.words) else ""

    def _status(self, text: str, one: Quantity, measure: str, row: dict[str, str]) -> str:
        before = text[: one.start]
        if known.EXPECTED.search(before) and not known.GOAL.search(text):
            return "expected"
        if not self.status:
            return "actual"
        counted = row.get("theme", "Stories") == "Stories" and measure not in ("growth", "share")
        if counted and not known.STRIVE.search(before):
            return "plan"
        return "target" if row or not counted else "plan"

    def _last(self, text: str, start: int, end: int) -> re.Match | None:
        """The last words of an indicator in a stretch of text."""
        found = None
        for match in self.words.finditer(text, start, end):
            found = match
        return found

    def _row(self, indicator: str) -> dict[str, str]:
        """An indicator's row of indicators.csv, empty for none."""
        return self.rows.get(indicator, {})

    def _period(self, text: str, one: Quantity, status: str, row: dict[str, str]) -> str:
        before = text[: one.end]
        own = _period(before, self.date) or _period(text, self.date)
        if status != "actual":
            return own or self.year or self.date[:4]
        if len(self.date) >= 7 and own in ("", self.date[:4]):
            if known.NOW.search(before):
                return self.date[:7]
            if known.THIS_YEAR.search(before) and self.date[5:7] != "01":
                to_date = f"{self.date[:4]}-01/{self.date[:7]}"
                return self.date[:7] if row.get("stock_or_flow") == "stock" else to_date
        return own or self.year


def _names(reference: Reference) -> re.Pattern:
    """All names of areas that a text may hold; Latin ones as whole words, longest first."""
    names = set(reference.areas["name_en"]) | set(reference.spellings["spelling"])
    names |= set(reference.areas["name_zh"]) | set(reference.areas["name_zh_full"])
    names |= set(reference.areas["name_pinyin"])
    names -= {"National", "全国", "全国总计"}
    return re.compile(
        "|".join(
            rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
            for name in sorted(names, key=len, reverse=True)
        )
    )


def date_of(text: str) -> str:
    """The date of a story: the first whole date near its top, else its newest plain year."""
    for pattern in known.DATES:
        if match := pattern.search(text[:3000]):
            parts = {name: value for name, value in match.groupdict().items() if value}
            month = parts["month"]
            number = (
                int(month) if month.isdigit() else known.MONTH_NAMES.index(month[:3].lower()) + 1
            )
            if 1 <= number <= 12:
                return f"{parts['year']}-{number:02d}-{int(parts['day']):02d}"
    if this := known.THIS_IS.search(text):
        return this[1]
    years = Counter(match[0] for match in known.YEAR.finditer(text[:20000]))
    return years.most_common(1)[0][0] if years else ""


def _year(text: str, date: str) -> str:
    """The year that a sentence names, "" for none."""
    for dates in known.DATES:
        text = dates.sub(" ", text)
    years = [match[0] for match in known.YEAR.finditer(text)]
    if years:
        return years[0]
    if not date:
        return ""
    now = int(date[:4])
    for pattern, step in known.RELATIVE:
        if pattern.search(text):
            return str(now + step)
    return ""


def _period(text: str, date: str) -> str:
    """The last period named in a text, as the story format writes it."""
    year = _year(text, date)
    if not year:
        return ""
    if quarter := known.QUARTER.search(text):
        number = known.ORDER.index(quarter[1] or quarter[2]) % 4 + 1
        return f"{year}-Q{number}"
    if months := known.MONTHS.search(text):
        first, last = (
            int(name) if name.isdigit() else known.MONTH_NAMES.index(name[:3].lower()) + 1
            for name in (months[1] or months[3], months[2] or months[4])
        )
        if 1 <= first < last <= 12:
            return f"{year}-{first:02d}/{year}-{last:02d}"
    return year


def _measure(one: Quantity, clause: str, ahead: str) -> str:
    if one.rank:
        return "rank"
    share = known.PERCENT.search(one.words)
    if known.POINTS.search(one.words):
        return "difference"
    near = clause[-90:]
    to = known.CHANGED_TO.search(near)
    if share:
        grew = known.GROWTH.search(near + one.words) or known.GROWTH_AFTER.match(ahead)
        rate = known.RATE.search(near)
        return "growth" if rate or (grew and not to) else "share"
    if not to and (known.INCREASE.search(near) or known.NEW_AFTER.match(ahead)):
        return "net_increase"
    return "level"


def _group(after: str, before: str) -> str:
    for pattern, group in known.GROUPS:
        if pattern.search(after) or pattern.search(before):
            return group
    return "nation"


def neighbours(found: list[Quantity], length: int) -> list[tuple[int, int]]:
    """For each quantity where the one before it ends and the one after it starts."""
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), length]
    return [(ends[n], starts[bisect(starts, found[n].start)]) for n in range(len(found))]
