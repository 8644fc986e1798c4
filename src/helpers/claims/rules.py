"""The numbers that the report's rules set, stated a second time: what a page calls so is this."""

from __future__ import annotations

from fractions import Fraction

from helpers.claims.claim import Ruled
from helpers.claims.reckon import NUMBER, Said

RULES = {
    "tolerance": Fraction(5),  # percent by which "about" and "nearly" may fall short
    "quarter": Fraction(4),  # a strength is among the first of so many parts
}


def judge_ruled(said: Ruled) -> str:
    """Why it is refused that a rule says this; "" where it does."""
    if said.name not in RULES:
        return f"there is no rule {said.name!r}"
    found = NUMBER.search(said.said)
    number = Said.read(found[0]) if found else None
    if number and number.value == RULES[said.name]:
        return ""
    return f"the rule {said.name} is said to be {said.said}; it is {float(RULES[said.name]):g}"
