"""The figures, found again: straight from observations.csv, in exact fractions.

This is a second way to what `compare.figures` hands to the report's sentences, and shares no code
with it, so that neither can repeat the other's mistake.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from hashlib import file_digest
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from helpers.csv_cells import given_text
from helpers.language import chinese


class Found(NamedTuple):
    """A figure in base units, exact, and the observations that it stands on."""

    value: Fraction
    obs_ids: frozenset[str]


@dataclass(frozen=True, eq=False)
class Rows:
    """observations: obs_id -> row. indicators: code -> row. areas: adcode -> row of areas.csv.

    sources: source_id -> row. framework: code -> row of scoreboard.csv. All cells are text.
    conflicts: obs_ids -> row. deciders, neighbours, exclusions, corrections: rows of these.
    indicators_zh: code -> row of indicators_zh.csv. texts_zh: text -> row of texts_zh.csv.
    data_dir: where they were read, for what is counted in raw files; None where nowhere.

    Names and units are those of the language in use.
    """

    observations: dict[str, dict[str, str]]
    indicators: dict[str, dict[str, str]]
    areas: dict[str, dict[str, str]]
    sources: dict[str, dict[str, str]]
    framework: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: dict[str, dict[str, str]] = field(default_factory=dict)
    deciders: tuple[dict[str, str], ...] = ()
    neighbours: tuple[dict[str, str], ...] = ()
    indicators_zh: dict[str, dict[str, str]] = field(default_factory=dict)
    texts_zh: dict[str, dict[str, str]] = field(default_factory=dict)
    exclusions: tuple[dict[str, str], ...] = ()
    corrections: tuple[dict[str, str], ...] = ()
    data_dir: Path | None = None
    _made: dict[tuple, Found | None] = field(default_factory=dict, repr=False)
    _columns: dict[str, dict[str, list[dict[str, str]]]] = field(default_factory=dict, repr=False)
    _counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = field(
        default_factory=dict, repr=False
    )

    def name(self, indicator: str) -> str:
        """What an indicator is called."""
        row = self.indicators[indicator]
        return (row["name_zh"] if chinese() else "") or row["name_en"]

    def area_name(self, area: str) -> str:
        """What an area is called."""
        return self.areas[area]["name_zh" if chinese() else "name_en"]

    def unit(self, indicator: str) -> str:
        """The unit that an indicator is shown in."""
        return self._shown(indicator)["display_unit"]

    def scale(self, indicator: str) -> Fraction:
        """What its figures are divided by to be shown."""
        return Fraction(self._shown(indicator)["display_scale"] or 1)

    def _shown(self, indicator: str) -> dict[str, str]:
        in_chinese = self.indicators_zh.get(indicator) if chinese() else None
        return in_chinese or self.indicators[indicator]

    def publication(self, indicator: str) -> str:
        """The publication that carries its figures."""
        return self._shown(indicator)["publication"]

    def break_years(self, indicator: str) -> str:
        """The breaks of its definition, as the table of indicators has them."""
        return self._shown(indicator)["break_years"]

    def text(self, words: str) -> str:
        """What a cell of the data says; as it stands where nobody has put it into Chinese."""
        if not chinese() or words not in self.texts_zh:
            return words
        return self.texts_zh[words]["text_zh"]

    def figure(self, indicator: str, area: str, year: int) -> Found | None:
        """The figure of a year, printed or computed; None where there is none."""
        key = (indicator, area, year)
        if key not in self._made:
            self._made[key] = self._find(*key)
        return self._made[key]

    def _find(self, indicator: str, area: str, year: int) -> Found | None:
        about = self.indicators[indicator]
        if not about["numerator"]:
            row = self._printed.get((indicator, area, str(year)))
            return Found(Fraction(row["obs_value"]), frozenset([row["obs_id"]])) if row else None
        if about["window"]:
            years = range(year - int(about["window"]) + 1, year + 1)
            parts = [self.figure(about["numerator"], area, past) for past in years]
        else:
            codes = (about["numerator"], about["denominator"])
            parts = [self.figure(code, area, year) for code in codes]
        known = [part for part in parts if part]
        if len(known) < len(parts):
            return None
        stands_on = frozenset().union(*(part.obs_ids for part in known))
        if about["window"]:
            return Found(sum((part.value for part in known), Fraction(0)), stands_on)
        above, below = known
        if not below.value:
            return None
        return Found(above.value / below.value * Fraction(about["factor"] or 1), stands_on)

    @cached_property
    def _printed(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """(indicator, area, year) -> the one row that may be compared; a rank of others' too."""
        return {
            (row["indicator"], row["ref_area"], row["time_period"]): row
            for row in self.observations.values()
            if len(row["time_period"]) == 4 and row["obs_status"] == "actual" and self._used(row)
        }

    @cached_property
    def official_apart(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """(indicator, area, period) -> the first official result of it, comparable or not."""
        lost = {one for row in self.conflicts.values() for one in row["obs_ids"].split(";")
                if one != row["used"]}  # fmt: skip
        found: dict[tuple[str, str, str], dict[str, str]] = {}
        for row in self.observations.values():
            if (
                row["obs_status"] == "actual"
                and not row["repeats"]
                and row["measure"] in ("level", "share")
                and row["obs_id"] not in lost
                and self.sources[row["source_id"]]["kind"] != "story"
            ):
                found.setdefault((row["indicator"], row["ref_area"], row["time_period"]), row)
        return found

    def _used(self, row: dict[str, str]) -> bool:
        if row["measure"] == "level":
            return row["comparable"] == "yes" and not row["repeats"]
        official = self.sources[row["source_id"]]["kind"] != "story"
        return row["measure"] == "rank" and official

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """adcodes of the provinces."""
        return tuple(code for code, row in self.areas.items() if row["level"] == "province")

    def among(self, words: str) -> tuple[str, ...]:
        """The adcodes that the field `among` of a claim names."""
        return self.provinces if words == "all" else tuple(words.split())

    @cached_property
    def newest(self) -> int:
        """The last year of the record that areas are compared by."""
        return max((int(year) for _, _, year in self._printed), default=0)

    def oldest(self, codes: Collection[str]) -> int:
        """The first year in which a province has a printed figure of one of these; 0 for none."""
        return min((int(year) for code, area, year in self._printed
                    if code in codes and area in self.provinces), default=0)  # fmt: skip

    @cached_property
    def aims(self) -> dict[str, dict[str, str]]:
        """obs_id -> observation, of those that are no result: targets, plans, what is expected."""
        return {one: row for one, row in self.observations.items() if row["obs_status"] != "actual"}

    def look_through(self) -> None:
        """Sort the observations now, for processes that will be forked of this one."""
        _ = (
            self._printed,
            self.aims,
            self.official_apart,
            *(self._having(column) for column in ("source_id", "ref_area", "repeats")),
            self._counted(("source_id", "ref_area")),
        )

    def count(self, where: tuple[tuple[str, str], ...]) -> int:
        """How many observations have these values; "*" is any that is not empty."""
        if len(where) == 2 and "*" not in dict(where).values():
            columns, values = zip(*where, strict=True)
            return self._counted(columns)[values]
        groups = [self._having(column).get(value, ()) for column, value in where if value != "*"]
        rows = min(groups, key=len) if groups else self.observations.values()
        return sum(
            all(bool(row[column]) if value == "*" else row[column] == value
                for column, value in where)
            for row in rows
        )  # fmt: skip

    def _counted(self, columns: tuple[str, ...]) -> Counter[tuple[str, ...]]:
        """values of these columns -> how many observations have them."""
        if columns not in self._counts:
            of = itemgetter(*columns)
            self._counts[columns] = Counter(map(of, self.observations.values()))
        return self._counts[columns]

    def of_area(self, area: str) -> list[dict[str, str]]:
        """The observations of an area."""
        return self._having("ref_area").get(area, [])

    def repeating(self, obs_id: str) -> list[str]:
        """An observation and, behind it, all that repeat it, or repeat what repeats it."""
        found = [obs_id]
        for one in found:
            found += [row["obs_id"] for row in self._having("repeats").get(one, ())
                      if row["obs_id"] not in found]  # fmt: skip
        return found

    def _having(self, column: str) -> dict[str, list[dict[str, str]]]:
        """value -> the observations that have it in this column."""
        if column not in self._columns:
            groups = self._columns[column] = {}
            for row in self.observations.values():
                groups.setdefault(row[column], []).append(row)
        return self._columns[column]


PLACES = (  # table, where it stands, its key
    ("observations", "clean/observations.csv", "obs_id"),
    ("indicators", "reference/indicators.csv", "code"),
    ("areas", "reference/areas.csv", "adcode"),
    ("sources", "sources.csv", "source_id"),
    ("framework", "reference/scoreboard.csv", "code"),
    ("indicators_zh", "reference/indicators_zh.csv", "code"),
    ("texts_zh", "reference/texts_zh.csv", "text"),
    ("conflicts", "reference/conflicts.csv", "obs_ids"),
)
LISTS = {  # which have no key
    "deciders": "reference/deciders.csv",
    "neighbours": "reference/neighbours.csv",
    "corrections": "reference/corrections.csv",
    "exclusions": "clean/exclusions.csv",
}


def read_rows(data_dir: Path) -> Rows:
    """The rows of a data folder; read once for as long as its files hold the same."""
    files = [data_dir / place for place in (*(place for _, place, _ in PLACES), *LISTS.values())]
    return _read(data_dir.resolve(), tuple(map(_hash, files)))


def _hash(path: Path) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file_digest(file, "sha256").digest()


@lru_cache(maxsize=2)
def _read(data_dir: Path, _mark: tuple[bytes, ...]) -> Rows:
    tables = {
        name: {row[key]: row for row in _table(data_dir / place)}
        for name, place, key in PLACES
        if not place.endswith("_zh.csv") or (data_dir / place).exists()
    }
    lists = {
        name: tuple(_table(data_dir / place))
        for name, place in LISTS.items()
        if name != "exclusions" or (data_dir / place).exists()
    }
    return Rows(**tables, **lists, data_dir=data_dir)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        names = [cell.strip() for cell in next(lines)]
        for cells in lines:
            if cells:
                yield dict(zip(names, (given_text(cell.strip()) for cell in cells), strict=True))
