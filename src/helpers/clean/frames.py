"""What stands around the digits of printed figures, learnt once for all figures that share it.

"more than 1,300 yuan" and "more than 2.5 yuan" have one frame, "more than {} yuan". What a frame
does to its numbers is asked of the parser itself (`helpers.clean.printed`) with numbers of every
shape; only where all answers are one rule (a power of ten, a sign, a unit, a qualifier) is the rule
kept. Whatever has no such rule goes to the parser, string by string, so that both ways agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from reprlib import repr as shown

from helpers.clean.observations import MOST_DIGITS, digits_of
from helpers.clean.printed import Printed, UnreadableFigure, parse_printed

MOST_DECIMALS = 18  # with MOST_DIGITS before the point, what 38 digits of a table's column hold
TOO_LARGE = Decimal(10**MOST_DIGITS)
LEARN_AFTER = 30  # strings of a frame: to learn it costs as much as to read as many
KNOWN = 50_000  # strings whose reading is remembered

# For Python and for Rust. Where nothing matches, or in longer texts, the parser itself is asked.
LONGEST = 300
_NUMBER = r"(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,5})?"
ONE = rf"^(?P<before>[^0-9]*)(?P<number>{_NUMBER})(?P<after>[^0-9]*)$"
TWO = (
    rf"^(?P<before>[^0-9]*)(?P<number>{_NUMBER})(?P<between>[^0-9]+)"
    rf"(?P<second>{_NUMBER})(?P<after>[^0-9]*)$"
)

ONE_OF, TWO_OF = (re.compile(pattern.replace("$", r"\Z")) for pattern in (ONE, TWO))

# Each shape that a rule may be bound to: numbers that stand for all of it. 2 may be part of m2,
# 1 a rank; a rank takes no decimals and no zero; a range must rise.
_SINGLE = {
    "whole": ("7", "1", "2", "12", "365", "1,234", "98765"),
    "part": ("2.5", "0.31", "1,234.50", "7.125"),
    "zero": ("0", "0.0", "0.00"),
}
_RANGE = {
    "whole": ("7|11", "1|2", "2|3", "12|365", "1,234|98,765"),
    "part": ("2.5|7.31", "0.31|1,234.50", "7|8.5", "2.5|40"),
    "zero": ("0|7", "0.0|7.5"),
}


@dataclass(frozen=True)
class Frame:
    """The rule of a frame: value = sign * number * 10 ** power, for ranges at each end.

    powers: of the number, or of the first and the second. sign: -1 turns the ends of a range
    round. parts, zero: whether the rule holds for decimals and for zero as well.
    """

    powers: tuple[int, ...]
    sign: int
    unit: str
    qualifier: str
    parts: bool
    zero: bool

    def read(self, *numbers: str) -> Printed | None:
        """What the parser would give for these digits; None where it must be asked itself."""
        values = [Decimal(number.replace(",", "")) for number in numbers]
        if (not self.zero and not all(values)) or (
            not self.parts and any("." in number for number in numbers)
        ):
            return None
        ends = _shifted(values, self.powers, self.sign)
        if max(map(abs, ends)) >= TOO_LARGE or (len(ends) == 2 and ends[0] >= ends[1]):
            return None
        quantum = min(
            Decimal(f"1E{power - len(number.partition('.')[2])}")
            for number, power in zip(numbers, self.powers, strict=True)
        )
        high = ends[1] if len(ends) == 2 else None
        return Printed(ends[0], high, self.unit, self.qualifier, quantum)


def learn(*words: str) -> Frame | None:
    """The rule of the frame whose words these are: around one number (2), or two (3).

    None where whole numbers have no common rule, or none at all.
    """
    shapes = _SINGLE if len(words) == 2 else _RANGE
    rule = _rule_of(words, shapes["whole"][0].split("|"))
    if rule is None or not _holds(rule, words, shapes["whole"]):
        return None
    parts, zero = (_holds(rule, words, shapes[shape]) for shape in ("part", "zero"))
    return replace(rule, parts=parts, zero=zero)


@lru_cache(KNOWN)
def read_one(text: str) -> Printed | str:
    """What the parser makes of a text, or its sentence why it refuses it.

    Refused as well are figures that no cell of a table holds: more than MOST_DIGITS digits, or
    more than MOST_DECIMALS of them behind the point.
    """
    try:
        printed = parse_printed(text)
    except UnreadableFigure as refusal:
        return str(refusal)
    ends = [end for end in (printed.value, printed.high) if end is not None]
    if any(digits_of(end) > MOST_DIGITS for end in ends):
        return f"{shown(text)} has more than {MOST_DIGITS} digits."
    if any(-int(end.as_tuple().exponent) > MOST_DECIMALS for end in ends):
        return f"{shown(text)} has more than {MOST_DECIMALS} digits behind the point."
    return printed


def _rule_of(words: tuple[str, ...], numbers: list[str]) -> Frame | None:
    """The only rule by which the parser can have read these numbers as it did."""
    printed = _asked(words, numbers)
    if printed is None:
        return None
    ends = [printed.value] if printed.high is None else [printed.value, printed.high]
    sign = -1 if ends[0] < 0 else 1
    powers = [
        _power(sign * end, number) for end, number in zip(ends[::sign], numbers, strict=False)
    ]
    if len(ends) != len(numbers) or None in powers:
        return None
    return Frame(tuple(powers), sign, printed.unit, printed.qualifier, parts=True, zero=True)


def _holds(rule: Frame, words: tuple[str, ...], probes: tuple[str, ...]) -> bool:
    return all(rule.read(*probe.split("|")) == _asked(words, probe.split("|")) for probe in probes)


def _asked(words: tuple[str, ...], numbers: list[str]) -> Printed | None:
    """What the parser says of these numbers in the frame; None where it refuses them."""
    pairs = zip(numbers, words[1:], strict=True)
    try:
        return parse_printed(words[0] + "".join(number + word for number, word in pairs))
    except UnreadableFigure:
        return None


def _power(end: Decimal, number: str) -> int | None:
    """The power of ten that makes this end of the number, from 0 to 15."""
    value = Decimal(number)
    return next((power for power in range(16) if value * 10**power == end), None)


def _shifted(values: list[Decimal], powers: tuple[int, ...], sign: int) -> list[Decimal]:
    pairs = zip(values, powers, strict=True)
    return [sign * value * 10**power for value, power in pairs][::sign]
