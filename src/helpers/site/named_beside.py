"""Areas' names that stand as plain words beside numbers: each must be that of the number's area.

A name is beside a number that it is before, with words alone in between ("Hunan rose by 161%"), or
behind in brackets; in whose own words it is ("Hunan 2.62" in a chart); at the head of whose row or
column of a table it is; or on whose line of a chart, where each line of it has a name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from helpers.claims import kinds
from helpers.claims.claim import Claim
from helpers.claims.kinds import read
from helpers.claims.rows import Rows
from helpers.language import chinese
from helpers.reference import NATION
from helpers.traces import ATTRIBUTE

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.DOTALL)
SPAN = re.compile(r' (col|row)span="(\d+)"')
PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
DRAWN = re.compile(r"<text\b([^>]*)>((?:[^<]|</?tspan[^>]*>)*)</text>")
LINE = re.compile(r' y="([^"]*)"')
CLAIM = re.compile(rf' {ATTRIBUTE}="(\[[^"]*)"')
TAG = re.compile("<[^>]*>")
EMPHASIS = re.compile("</?(?:strong|b|em|i|bdi)(?: [^>]*)?>")
BEHIND = re.compile(r"\s*[(（]")
PROFILE = "profile"  # what reckons an area's own numbers again
REACH = 400  # signs before a number in which its area's name is looked for


@dataclass(frozen=True)
class Names:
    """The names of all areas in the language of the page."""

    rows: Rows

    @cached_property
    def codes(self) -> dict[str, str]:
        """name -> adcode."""
        return {self.rows.area_name(area): area for area in self.rows.areas}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Longer names first: Inner Mongolia. China of a title, or a part of it, is no area."""
        longer = sorted(self.codes, key=len, reverse=True)
        if chinese():
            return re.compile(f"(?:{'|'.join(map(re.escape, longer))})(?![^《]*》)")
        nation = self.rows.area_name(NATION) if NATION in self.rows.areas else ""
        words = [f"(?<!entral ){name}(?! [A-Z]|['’]s)" if name == nation else re.escape(name)
                 for name in longer]  # fmt: skip
        return re.compile(f"(?<![A-Za-z])(?:{'|'.join(words)})(?![A-Za-z])")

    def within(self, words: str) -> list[str]:
        """The adcodes of the areas that the words name, in their order."""
        return [self.codes[name] for name in self._pattern.findall(words)] if self.codes else []

    def misplaced(self, piece: str, start: int, end: int, shown: str, claim: Claim) -> str:
        """Why a number is refused beside a name; "" where all that is beside it is its own.

        start, end: where its element begins and where its words end in the piece of HTML.
        """
        own = self.areas_of(claim)
        if not own:
            return ""
        before = EMPHASIS.sub("", piece[max(0, start - REACH) : start])
        told = self.within(html.unescape(before[before.rfind(">") + 1 :]))[-1:]
        told += self.within(shown.replace(claim.said, "", 1) if claim.said != shown else "")
        after = TAG.split(piece[end : end + 80].partition(">")[2], maxsplit=1)[0]
        if bracket := BEHIND.match(after):
            told += self.within(re.split("[)）,，;；]", html.unescape(after[bracket.end() :]))[0])
        return self._refusal(claim, own, told)

    def _refusal(self, claim: Claim, own: set[str], told: list[str]) -> str:
        if set(told) <= own:
            return ""
        names, of = (", ".join(map(self.rows.area_name, sorted(codes)))
                     for codes in (set(told) - own, own))  # fmt: skip
        return f"{claim.said or claim.kind!r} of {of} stands beside {names}"

    def areas_of(self, claim: Claim) -> set[str]:
        """Whom a claim is of, or sets beside them; empty for one of no area or of many."""
        if isinstance(claim, kinds.Directed):
            found = [self.areas_of(read(on)) for on in claim.on]
            return set().union(*found) if all(found) else set()
        if isinstance(claim, kinds.PromiseCount):
            return {value for name, value in claim.where if name == "area"}
        if isinstance(claim, kinds.Reckoned) and claim.by[:1] == (PROFILE,):
            return {one for one in claim.by[2:] if one in self.rows.areas}
        area = getattr(claim, "area", "")
        if not area and isinstance(claim, kinds.ReadAs | kinds.Threshold | kinds.Worked):
            area = self.rows.observations.get(claim.obs_id, {}).get("ref_area", "")
        others = re.split("[; >]", getattr(claim, "other", "")) if area else ()
        return {one for one in (area, *others) if one in self.rows.areas}

    def misheaded(self, piece: str) -> Iterator[str]:
        """Why numbers are refused in rows, columns and lines of charts that have other names."""
        for table in TABLE.findall(piece):
            yield from self._in_table(table)
        for picture in PICTURE.findall(piece):
            yield from self._in_picture(picture)

    def _named(self, words: str) -> str:
        """The area whose name the words are; "" where they are something else."""
        return self.codes.get(html.unescape(TAG.sub("", words)).strip(), "")

    def _claims(self, words: str) -> Iterator[tuple[Claim, set[str]]]:
        for trace in CLAIM.findall(words):
            try:
                claim = read(html.unescape(trace))
            except ValueError:
                continue  # told where it stands
            if own := self.areas_of(claim):
                yield claim, own

    def _in_table(self, table: str) -> Iterator[str]:
        head, _, body = table.partition("</thead>")
        columns = self._columns(head)
        for row in ROW.findall(body):
            cells = CELL.findall(row)
            named = self._named(cells[0][1]) if cells else ""
            for place, (attributes, inner) in enumerate(cells):
                told = [one for one in (named, columns.get(place, "")) if one]
                if told:
                    for claim, own in self._claims(f"{attributes}>{inner}"):
                        if why := self._refusal(claim, own, told):
                            yield why

    def _columns(self, head: str) -> dict[int, str]:
        """Which columns have an area's name in some line of the table's head."""
        columns: dict[int, str] = {}
        taken: set[tuple[int, int]] = set()
        for line, row in enumerate(ROW.findall(head)):
            place = 0
            for attributes, inner in CELL.findall(row):
                while (line, place) in taken:
                    place += 1
                spans = {way: int(number) for way, number in SPAN.findall(attributes)}
                wide = range(place, place + spans.get("col", 1))
                taken |= {(line + down, at) for down in range(spans.get("row", 1)) for at in wide}
                if area := self._named(inner):
                    columns |= dict.fromkeys(wide, area)
        return columns

    def _in_picture(self, picture: str) -> Iterator[str]:
        """Lines of a chart with one name each, and numbers on every one of them.

        On a line may be a number of another one too, at the other side of the chart.
        """
        names: dict[str, str] = {}
        numbers: dict[str, list[tuple[Claim, set[str]]]] = {}
        for attributes, inner in DRAWN.findall(picture):
            if not (line := LINE.search(attributes)):
                continue
            if area := self._named(inner):
                names[line[1]] = area
            else:
                numbers.setdefault(line[1], []).extend(self._claims(f"{attributes}>{inner}"))
        if len(names) > 2 and all(numbers.get(line) for line in names):
            for line, area in names.items():
                of = set().union(*(own for _, own in numbers[line]))
                if why := self._refusal(numbers[line][0][0], of, [area]):
                    yield why
