"""A printed figure's words to numbers: "more than 7 billion yuan" is over 7000000000 CNY.

`parse_printed` takes the few words of one figure, English or Chinese. The rule throughout: what
is not understood is refused, never skipped. Words *before* a number can turn its meaning ("fell
by", "from", "top"), so every one of them must stand in `known.BEFORE`; words *after* number and
unit name what is counted and may be any, as long as they hold no second number, unit or size word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

from helpers.clean import printed_words as known

LONGEST = 500  # characters; a figure's words are few, and a longer text is a mistake upstream


class UnreadableFigure(ValueError):
    """One sentence: what was found, and why it cannot be read."""


@dataclass(frozen=True)
class Printed:
    """One printed figure.

    value: in base units (yuan, count, percent, percentage points, rank, square metres, mu, ...);
        negative for a fall ("decreased by 1%"). high: the upper end of a range, else None.
    unit: CNY, USD, NUM, PCT, PP, RANK, M2, KM2, MU, ACRE, PERS_YEAR; "" for a bare number.
    qualifier: exact, over, at_least, under, about, range; says on which side of `value` the
        true number lies, so that "decreased by more than 1%" is -1, under.
    quantum: size of the last printed digit in base units ("7 billion yuan": 1000000000, "2.23%":
        0.01); for a range that of the finer end. Number words and Chinese numerals are spelt-out
        digits (一百二十 is as fine as 120), size words behind them count ("3百" is 100).
    """

    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    quantum: Decimal


@dataclass
class _Head:
    """What the words before the number say."""

    qualifiers: set[str] = field(default_factory=set)
    directions: set[str] = field(default_factory=set)
    unit: str = ""
    minus: bool = False


@dataclass
class _End:
    """One number with its size word and unit: digits * 10 ** (power + scale)."""

    digits: int
    power: int
    scale: int | None
    unit: str
    unit_words: str
    over: bool  # 多 or 余
    stop: int  # where number, size word and unit end in the text

    def decimal(self, digits: int) -> Decimal:
        """That many of the last printed digit, in base units; exact at any length."""
        power = self.power + (self.scale or 0)
        return Decimal(digits * 10**power) if power >= 0 else Decimal(f"{digits}E{power}")


def parse_printed(text: str) -> Printed:
    """The number, unit and qualifier that a figure's few words print.

    In: at most 500 characters; full-width forms are read, zero-width characters dropped.
    Out: exact Decimals in base units, see `Printed`.
    Beside a range a qualifier is dropped ("nearly 3-5" is 3 to 5). "3-5 billion" and 1至2亿元 give
    size word and unit to both ends; "3% to 5" does not say what the 5 is and is refused.
    Refused too: spaces between digits ("3 100" need not be one number), two size words
    (1亿2000万), at most, up to, multiples, fractions, times and dates, "5G", any unknown word
    before the number.
    Missing: an empty text is refused, it does not become 0 or None.
    Raises UnreadableFigure, and nothing else, for any text.
    """
    try:
        return _read(_tidy(text))
    except UnreadableFigure as refusal:
        raise UnreadableFigure(f"{shown(text)} cannot be read as a figure: {refusal}.") from None


def _tidy(text: str) -> str:
    """The text in lower case with one sign for each thing; refuses what hides in a text."""
    if len(text) > LONGEST:
        raise UnreadableFigure(f"it has {len(text)} characters, at most {LONGEST} are read")
    if known.CONTROL.search(text):
        raise UnreadableFigure("a control character in it may hide or reorder digits")
    # Between half-width digits a full-width comma may part two numbers ("10，200").
    text = re.sub("(?<=[０-９])，(?=[０-９])", ",", text).translate(known.SAME_SIGN).lower()
    if re.search(f"(?<=[0-9.,]){known.ZERO_WIDTH}(?=[0-9.,])", text):
        raise UnreadableFigure("an invisible character stands inside its digits")
    text = re.sub(known.ZERO_WIDTH, "", text).replace("~~", "~")
    text = re.sub(r"(?<![a-z])(k?m)2(?![0-9a-z])", r"\1²", " ".join(text.split()))
    text = re.sub(f"(?<={known.CJK}) (?={known.CJK_NO_NUMERAL})", "", text)
    return re.sub(f"(?<={known.CJK_NO_NUMERAL}) (?={known.CJK})", "", text)


def _read(text: str) -> Printed:
    numbers = list(known.NUMBER.finditer(text))
    if known.FRACTION.search(text):
        raise UnreadableFigure("it holds a fraction in words")
    if not numbers:
        raise UnreadableFigure("there is no number in it")
    if len(numbers) > 1 and text[numbers[0].end() : numbers[1].start()].isspace():
        raise UnreadableFigure("only a space parts its two numbers")
    head = _read_before(text[: numbers[0].start()])
    ends = [_read_end(text, number, head) for number in numbers[:2]]
    if len(numbers) > 1:
        _join(text, ends, numbers, head)
    elif "between" in text[: numbers[0].start()]:
        raise UnreadableFigure("only one end of its range is there")
    low, last = ends[0], ends[-1]
    after, falls, words = _read_after(text[last.stop :], last.unit)
    falls = falls or "fall" in head.directions
    if last.unit == "RANK":
        _check_rank(ends, text[last.stop :], head.minus or falls)
    if last.unit in ("PCT", "PP") and last.scale is not None:
        raise UnreadableFigure("a size word stands before percent")
    if head.minus and (falls or len(ends) == 2):
        raise UnreadableFigure("a minus stands beside a fall or a range")
    sign = -1 if falls or head.minus else 1
    values = [end.decimal(sign * end.digits) for end in ends][::sign]
    high = values[1] if len(ends) == 2 else None
    if high is not None and values[0] >= high:
        raise UnreadableFigure("the range does not rise from its first end to its second")
    qualifiers = head.qualifiers | after | ({"over"} if low.over else set())
    return Printed(
        value=values[0],
        high=high,
        unit=last.unit or ("NUM" if words else ""),
        qualifier=_qualifier(qualifiers, falls) if high is None else "range",
        quantum=min(end.decimal(1) for end in ends),
    )


def _read_before(text: str) -> _Head:
    """What the words before the number do; each must be known, see known.BEFORE."""
    head = _Head()
    if sign := re.search(r"(?<![a-z])[-+]$", text):
        head.minus = sign[0] == "-"
        text = text[:-1]
    position = 0
    while position < len(text):
        if text[position] in " :\"'“‘":
            position += 1
            continue
        phrase = known.BEFORE_PHRASE.match(text, position)
        if not phrase:
            raise UnreadableFigure(f"{shown(text[position:])} before the number is not known")
        position = phrase.end()
        effect = known.EFFECT_OF[phrase[0]]
        if effect in known.REFUSED_BEFORE:
            raise UnreadableFigure(effect)
        if effect in ("over", "at_least", "under", "about"):
            head.qualifiers.add(effect)
        elif effect in ("rise", "fall"):
            head.directions.add(effect)
        elif effect == "level":
            head.directions.clear()
        elif effect == "minus":
            head.minus = True
        elif effect != "pass":
            if head.unit not in ("", effect):
                raise UnreadableFigure(f"it is {head.unit} and {effect} at once")
            head.unit = effect
    if len(head.directions) == 2:
        raise UnreadableFigure("the words before the number say both a rise and a fall")
    return head


def _read_end(text: str, number: re.Match, head: _Head) -> _End:
    """A number with the size word and unit that stand directly behind it."""
    digits, power = _read_number(number)
    suffix = known.SUFFIX.match(text, number.end())
    words = suffix["unit"] or ""
    letter = text[number.end() : number.end() + 1]
    if suffix.end() == number.end() and number["digits"] and re.match(r"[^\W\d_一-鿿]", letter):
        raise UnreadableFigure(f"the letter {letter!r} is stuck to its digits")
    if words in known.REFUSED_UNIT_OF:
        raise UnreadableFigure(f"its unit {words!r} {known.REFUSED_UNIT_OF[words]}")
    unit = known.UNIT_OF.get(words, "")
    own = "RANK" if number["th"] or number["word"] in known.ORDINALS else head.unit
    if own == "RANK" and words in ("位", "名"):
        unit = "RANK"
    if own and unit not in ("", own):
        raise UnreadableFigure(f"it is {own} and {unit} at once")
    scale = known.SCALES[suffix["scale"]] if suffix["scale"] else None
    over = bool(suffix["more"] or suffix["more_too"])
    return _End(digits, power, scale, own or unit, words, over, suffix.end())


def _read_number(number: re.Match) -> tuple[int, int]:
    """Digits as a whole number, and the power of ten of the last one."""
    if word := number["word"]:
        return (known.CARDINALS | known.ORDINALS)[word], 0
    if number["digits"]:
        plain = known.DIGITS.fullmatch(number["digits"])
        if not plain:
            raise UnreadableFigure(
                f"{number['digits']!r} is no number: thousands take a comma before each three"
                " digits, decimals one point, and no zero leads"
            )
        part = plain["part"] or ""
        return int(plain["whole"].replace(",", "") + part), -len(part)
    numeral, _, part = number["han"].partition("点")
    if not known.HAN_NUMERAL.fullmatch(numeral):
        raise UnreadableFigure(f"the numeral {numeral!r} does not name the place of each digit")
    total = digit = 0
    for sign in numeral:
        if sign in known.HAN_PLACES:
            total, digit = total + (digit or 1) * known.HAN_PLACES[sign], 0  # 十二 is 一十二
        else:
            digit = known.HAN_DIGITS[sign]
    decimals = "".join(str(known.HAN_DIGITS[sign]) for sign in part)
    return int(f"{total + digit}{decimals}"), -len(decimals)


def _join(text: str, ends: list[_End], numbers: list[re.Match], head: _Head) -> None:
    """Makes two ends one range: the first takes the size word and unit that the second prints."""
    low, high = ends
    start = text[: numbers[0].start()]
    link = known.JOIN.fullmatch(text, low.stop, numbers[1].start())
    if len(numbers) > 2 or not link or (link["word"] == "and" and "between" not in start):
        raise UnreadableFigure(f"it holds {len(numbers)} numbers that make no range")
    if head.directions and link["word"] in ("to", "至", "到"):
        raise UnreadableFigure("it may be a range of changes, or a change and its result")
    if link["again"] and known.EFFECT_OF[link["again"]] != head.unit:
        raise UnreadableFigure("the two ends of the range have different units")
    if low.scale is not None and high.scale is None:
        raise UnreadableFigure("only the first end of the range has a size word")
    if not low.unit_words:
        low.unit = low.unit or high.unit
        low.scale = high.scale if low.scale is None else low.scale
    if low.unit != high.unit:
        raise UnreadableFigure("the two ends of the range have different units")


def _read_after(tail: str, unit: str) -> tuple[set[str], bool, bool]:
    """Qualifiers behind the figure; whether it says a fall; whether words follow that count."""
    qualifiers = set()
    if direct := known.AFTER_PHRASE.match(tail):
        qualifiers.add(known.AFTER_OF[direct[1]])
        tail = tail[direct.end() :]
    if loose := known.LOOSE_PHRASE.search(tail):
        qualifiers.add(known.LOOSE_OF[loose[1]])
        tail = tail[: loose.start()]
    if "refused" in qualifiers:
        raise UnreadableFigure("the words after it set an upper or unclear bound")
    if not all(
        sign.isalpha() or sign in known.PLAIN_SIGNS for sign in known.INNER_SIGN.sub("", tail)
    ):
        raise UnreadableFigure(f"{shown(tail)} after it holds a sign that may change its meaning")
    if odd := known.LEFT_OVER.search(tail):
        raise UnreadableFigure(f"{odd[0]!r} stands apart from the number, or is a second figure's")
    falls = bool(known.FALLS_CLEARLY.match(tail))
    if (
        not falls
        and (fall := known.FALLS.search(tail))
        and (unit in ("PCT", "PP") or fall.start() < 2)
    ):
        raise UnreadableFigure(f"{fall[0]!r} after it may make it a fall")
    return qualifiers, falls, any(sign.isalpha() for sign in tail)


def _check_rank(ends: list[_End], tail: str, negative: bool) -> None:
    """A rank is a whole number from 1, and an ordinal ("first batch") is not always a rank."""
    if negative or any(
        end.digits < 1 or end.power or end.scale is not None or end.over for end in ends
    ):
        raise UnreadableFigure("a rank is a whole number from 1")
    if not ends[-1].unit_words and not known.RANK_TAIL.match(tail.lstrip()):
        raise UnreadableFigure(f"{shown(tail.strip())} after it makes it an ordinal but no rank")


def _qualifier(found: set[str], falls: bool) -> str:
    """The one qualifier; of a fall's size it is turned round: fallen by over 1 is under -1."""
    if len(found) > 1:
        raise UnreadableFigure(f"it is {' and '.join(sorted(found))} at once")
    qualifier = next(iter(found), "exact")
    if falls and qualifier == "at_least":
        raise UnreadableFigure(
            "a fall by at least so much has an upper bound: no qualifier says so"
        )
    return {"over": "under", "under": "over"}.get(qualifier, qualifier) if falls else qualifier
