"""The numbers that the report's rules set, stated a second time, or counted in the tables."""

from __future__ import annotations

from fractions import Fraction

from helpers.claims.kinds import Ruled
from helpers.claims.reckon import NUMBER, Said
from helpers.claims.rows import Rows

RULES = {
    "tolerance": Fraction(5),  # percent by which "about" and "nearly" may fall short
    "first place": Fraction(100),  # on the scale of places by which areas are likened
    "last place": Fraction(0),
    "standings": Fraction(5),  # indicators that the headlines of the comparison speak of
    "moves": Fraction(2),  # and of how many of them that they moved
    "intensity": Fraction(1, 20),  # points that a printed intensity may differ by
}


def judge_ruled(rows: Rows, said: Ruled) -> str:
    """Why it is refused that a rule says this; "" where it does."""
    rules = RULES | {"provinces": Fraction(len(rows.provinces))}
    if said.name not in rules:
        return f"there is no rule {said.name!r}"
    found = NUMBER.search(said.said)
    number = Said.read(found[0]) if found else None
    if number and number.value == rules[said.name]:
        return ""
    return f"the rule {said.name} is said to be {said.said}; it is {float(rules[said.name]):g}"
