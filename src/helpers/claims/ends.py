"""The names at the ends of what a picture shows: "0.29 (Tibet)", "Beijing 6.58".

All who share an end are named, up to three; more are counted ("4 areas"). The number is judged as
the claim that it is of; who has the least and the most, on every value that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.claims import kinds
from helpers.claims.claim import Claim
from helpers.claims.reckon import SAID
from helpers.claims.refused import Refused
from helpers.claims.scores import NUMBERS
from helpers.language import say
from helpers.language.phrases import bracketed, listed

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

NAMED = 3  # more who share an end are counted
ENDS: dict[str, Callable] = {"least": min, "most": max}
ALIKE = Fraction(1, 10**12)  # of a value: floats so near are one value


def judge_ended(judge: Judge, said: kinds.Ended) -> None:
    """Raises Refused where others have the end, or the number is not theirs.

    end "all": whatever is drawn has one value, and nobody is named. "same": those named are all
    who have the number of `on`.
    """
    inner = kinds.read(said.on)
    places = [_place(word, said.over, inner) for word in said.among.split()]
    if said.end == "same":
        _judge_same(judge, said, places)
        return
    values = [_value(judge, place) for place in places]
    if said.end == "all":
        if max(values) - min(values) > abs(max(values)) * ALIKE:
            raise Refused("they are said to be all alike; they are not")
        own, number = places, said.said
    else:
        end = ENDS[said.end](values)
        spare = abs(end) * ALIKE
        last = end + spare if said.end == "least" else end - spare
        own = [place for place, value in zip(places, values, strict=True)
               if (value <= last if said.end == "least" else value >= last)]  # fmt: skip
        names = _listed([_name(judge, place, said.over, inner) for place in own])
        number = _without(said.said, names)
        if number is None:
            raise Refused(f"{names} has the {said.end}; the page says {said.said!r}")
    if _key(inner, said.over) not in [_key(place, said.over) for place in own]:
        raise Refused(f"{said.said!r} is the number of another than who has the {said.end}")
    found = SAID.search(number)
    if objection := judge.objection(inner.but(said=found[0] if found else number)):
        raise Refused(objection)


def _judge_same(judge: Judge, said: kinds.Ended, places: list[Claim]) -> None:
    own = _value(judge, kinds.read(said.on))
    names = listed([judge.rows.area_name(_key(place, said.over)) for place in places
                          if _value(judge, place) == own])  # fmt: skip
    if names != said.said:
        raise Refused(f"{said.said} stands for {names}")


def _place(word: str, over: str, inner: Claim) -> Claim:
    """The claim of another area or code; "410000:2023" is another year's."""
    key, _, year = word.partition(":")
    return inner.but(**{over: key} | ({"year": int(year)} if year else {}))


def _key(claim: Claim, over: str) -> str:
    return getattr(claim, over)


def _value(judge: Judge, claim: Claim) -> Fraction:
    if isinstance(claim, kinds.Level):
        return judge.figure(claim.indicator, claim.area, claim.year).value
    if isinstance(claim, kinds.Rank):
        return Fraction(judge.place(claim.indicator, claim.area, claim.year, claim.among))
    if isinstance(claim, kinds.Scored) and claim.what in NUMBERS:
        return Fraction(NUMBERS[claim.what](judge.scores, claim))
    raise Refused(f"no end is known of what is {claim.kind}")


def _name(judge: Judge, claim: Claim, over: str, inner: Claim) -> str:
    if over != "area":
        return judge.rows.text(judge.rows.framework[_key(claim, over)]["name"])
    name = judge.rows.area_name(_key(claim, over))
    years = getattr(claim, "year", 0), getattr(inner, "year", 0)
    return name if years[0] == years[1] else f"{name}{bracketed(str(years[0]))}"


def _listed(names: list[str]) -> str:
    """As a sentence names them: brackets within brackets become commas."""
    names = [name.replace(" (", ", ").rstrip(")") for name in names]
    if len(names) > NAMED:
        return say("{number} areas", number=len(names))
    return listed(names)


def _without(words: str, names: str) -> str | None:
    """What is left of "0.29 (Tibet)" or "Tibet 0.29"; None where the names are others."""
    if words.endswith(bracketed(names)):
        return words.removesuffix(bracketed(names))
    for before in (f"{names} ", f"{names}："):
        if words.startswith(before):
            return words.removeprefix(before)
    return None
