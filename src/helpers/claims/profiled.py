"""What a profile counts and measures of one area among others, found again.

Straight from the judge's own figures, in exact fractions; nothing of `helpers.profile` is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from helpers.claims.rates import QUARTER, Rates, verdict
from helpers.claims.reckon import middle

NEAREST, SHARED, NAMED = 5, Fraction(3, 5), 3
ROUNDING = Fraction(2, 1000)  # by which the parts of a whole may exceed it


@dataclass(frozen=True, eq=False)
class Profiled:
    """One area on the rates of a field."""

    field: Rates
    area: str

    def standing(self, code: str) -> tuple[int, int] | None:
        """Place in the newest year, and among how many; None without a figure."""
        found = self.field.ranking(code, self.field.dated[code])
        return (found[self.area], len(found)) if self.area in found else None

    @cached_property
    def standings(self) -> dict[str, tuple[int, int]]:
        """rate -> `standing`, of those that it has one of."""
        return {code: own for code in self.field.codes if (own := self.standing(code)) is not None}

    # ------------------------------------------------------------ counts

    def called(self, kind: str) -> list[str]:
        """The rates that are a strength, or a weakness."""
        return [
            code
            for code, year in self.field.dated.items()
            if code in self.field.codes
            and verdict(lambda year, code=code: self.field.ranking(code, year), self.area, year)
            == kind
        ]

    def ranked(self, *group: str) -> int:
        """How many rates of these groups (none named: of all) it has a rank in."""
        codes = self.field.of(*group) if group else self.field.codes
        return sum(code in self.standings for code in codes)

    def unnamed(self, end: str) -> int:
        """Rates that share the best or the worst rank, beyond the first three."""
        parts = [
            Fraction(*self.standings[code]) for code in self.field.codes if code in self.standings
        ]
        return parts.count(min(parts) if end == "best" else max(parts)) - NAMED

    def ends(self, codes: str) -> set[str]:
        """Whether these rates are all those of its best rank, of its worst, or of every rank."""
        parts = {code: Fraction(*own) for code, own in self.standings.items()}
        named = set(codes.split())
        if not parts:
            return set()
        best, worst = min(parts.values()), max(parts.values())
        if best == worst:
            return {"one rank"} if named == set(parts) else set()
        ends = {"ranks best": best, "ranks worst": worst}
        return {way for way, end in ends.items()
                if named == {code for code, part in parts.items() if part == end}}  # fmt: skip

    def first_third(self, group: str) -> int:
        """How many rates of a group it stands in the first third of."""
        own = [self.standings[code] for code in self.field.of(group) if code in self.standings]
        return sum(3 * place <= of for place, of in own)

    def line(self, code: str) -> list[Fraction]:
        """The figures from the newest break of the edition's years on."""
        about = self.field.rows.indicators[code]
        cuts = [int(part[:4]) for part in about["break_years"].split("|") if part]
        if about["window"]:
            cuts += [year + int(about["window"]) - 1 for year in cuts]
        start = max(
            (year for year in cuts if self.field.years[0] < year <= self.field.years[-1]), default=0
        )
        found = [
            self.field.rows.figure(code, self.area, year)
            for year in self.field.years
            if year >= start
        ]
        return [one.value for one in found if one is not None]

    def lines(self, group: str) -> int:
        """Lines with two figures on one basis."""
        return sum(len(self.line(code)) > 1 for code in self.field.of(group))

    def risen(self, group: str) -> int:
        """How many lines of a group end above where they begin."""
        own = [self.line(code) for code in self.field.of(group)]
        return sum(len(line) > 1 and line[-1] > line[0] for line in own)

    def with_figure(self, codes: str) -> int:
        """Of the indicators named those of which it has a figure in their newest year."""
        dated = {code: self.field.newest(code) for code in codes.split()}
        return sum(
            year is not None and self.field.rows.figure(code, self.area, year) is not None
            for code, year in dated.items()
        )

    def without_figure(self, codes: str) -> list[str]:
        """Of the indicators named those of which others have one in their newest year."""
        dated = {code: self.field.newest(code) for code in codes.split()}
        return [
            code for code, year in dated.items()
            if year is not None and self.field.rows.figure(code, self.area, year) is None
        ]  # fmt: skip

    def years_of(self, code: str) -> int:
        """How many of the years shown have a figure."""
        return sum(
            self.field.rows.figure(code, self.area, year) is not None for year in self.field.years
        )

    def near_in_size(self) -> list[str]:
        """The peers by size: nearest by the ratio of populations; of equals the smaller code."""
        year = self.field.newest("population_yearend")
        people = self.field.held("population_yearend", year) if year else {}
        own = people.get(self.area)
        apart = {area: max(other / own, own / other) for area, other in people.items()
                 if own and area != self.area}  # fmt: skip
        near = sorted(apart, key=lambda area: (apart[area], area))[:NEAREST]
        return [area for area in self.field.peers if area in near]

    def of_its_zone(self) -> list[str]:
        areas = self.field.rows.areas
        zone = areas[self.area]["zone"]
        return [a for a in self.field.peers if areas[a]["zone"] == zone and a != self.area]

    # ------------------------------------------------------------ likeness

    def own_places(self) -> int:
        """How many rates it has a scaled place in."""
        return sum(self.area in places_ for places_ in self.field.scaled.values())

    def apart(self, other: str) -> dict[str, Fraction]:
        """rate -> the other's place less its own, where both have one."""
        return {code: held[other] - held[self.area] for code, held in self.field.scaled.items()
                if self.area in held and other in held}  # fmt: skip

    def distance(self, other: str) -> Fraction:
        """The mean difference of places. Raises ValueError for one who is not among the nearest."""
        if other not in self.nearest:
            raise ValueError(f"{other} is not among those most like {self.area}")
        own = self.apart(other)
        return sum((abs(one) for one in own.values()), Fraction(0)) / len(own)

    @cached_property
    def nearest(self) -> list[str]:
        """Those most like it, the likest first: of who shares enough rates with it."""
        found = []
        for other in self.field.peers:
            own = self.apart(other)
            if other != self.area and own and len(own) >= SHARED * self.own_places():
                mean = sum((abs(one) for one in own.values()), Fraction(0)) / len(own)
                found.append((mean, other))
        return [other for _, other in sorted(found)[:NEAREST]]

    # ------------------------------------------------------------ composition

    def parts(self, area: str, year: int, whole: str, codes: list[str]) -> list[Fraction] | None:
        """Percent that each part is of the whole; None where one has no figure, or they exceed."""
        found = [self.field.rows.figure(code, area, year) for code in (whole, *codes)]
        if any(one is None for one in found):
            return None
        of, *parts = (one.value for one in found if one is not None)
        if of <= 0 or sum(parts, Fraction(0)) > (1 + ROUNDING) * of:
            return None
        return [100 * part / of for part in parts]

    def shares(self, year: str, whole: str, codes: str) -> list[list[Fraction]]:
        """Of each peer with a sound composition."""
        made = (self.parts(area, int(year), whole, codes.split()) for area in self.field.peers)
        return [own for own in made if own is not None]

    def median_share(self, year: str, whole: str, codes: str, part: str) -> Fraction:
        """The middle of the peers' percents of one of the parts."""
        at = codes.split().index(part)
        return middle([own[at] for own in self.shares(year, whole, codes)])

    def greatest(self, year: str, whole: str, codes: str) -> set[str]:
        """Which parts of the whole are the greatest: codes, "rest" for what they leave."""
        own = self.parts(self.area, int(year), whole, codes.split())
        if own is None:
            return set()
        shares = dict(zip(codes.split(), own, strict=True))
        shares["rest"] = self.rest(year, whole, codes)
        return {part for part, share in shares.items() if share == max(shares.values())}

    def rest(self, year: str, whole: str, codes: str) -> Fraction:
        """Percent that the parts leave of the whole. Raises ValueError without a composition."""
        own = self.parts(self.area, int(year), whole, codes.split())
        if own is None:
            raise ValueError(f"{self.area} has no composition of {whole} in {year}")
        return max(100 - sum(own, Fraction(0)), Fraction(0))


COUNTS: dict[str, Callable[..., Fraction | int]] = {
    "rates": lambda p: len(p.field.codes),
    "strength": lambda p: len(p.called("strength")),
    "weakness": lambda p: len(p.called("weakness")),
    "ranked": Profiled.ranked,
    "unnamed": Profiled.unnamed,
    "quarter of": lambda p, code: len(p.field.ranking(code, p.field.dated[code])),
    "quarter": lambda p, code: len(p.field.ranking(code, p.field.dated[code])) // QUARTER,
    "first third": Profiled.first_third,
    "lines": Profiled.lines,
    "risen": Profiled.risen,
    "with a figure": Profiled.with_figure,
    "years": Profiled.years_of,
    "peers by size": lambda p: len(p.near_in_size()),
    "places": Profiled.own_places,
    "shared": lambda p, other: len(p.apart(other)),
    "distance": Profiled.distance,
    "apart": lambda p, other, code: abs(p.apart(other)[code]),
    "with all parts": lambda p, *of: len(p.shares(*of)),
    "median share": Profiled.median_share,
    "rest": Profiled.rest,
}
"""What a profile may state -> its value; the arguments are what stands behind its name."""
