"""A printed figure's words to numbers: "more than 7 billion yuan" is over 7000000000 CNY.

`parse_printed` takes the few words of one figure, English or Chinese. The rule throughout: what
is not understood is refused, never skipped. Words *before* a number can turn its meaning ("fell
by", "from", "top"), so every one of them must stand in `BEFORE`; words *after* number and unit
name what is counted and may be any, as long as they hold no second number, unit or size word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

LONGEST = 500  # characters; a figure's words are few, and a longer text is a mistake upstream

# Powers of ten. Chinese 百 and 千 are size words only behind digits (3千); 三千 is one numeral.
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12,
    "tn": 12, "hundred thousand": 5, "hundred million": 8, "hundred billion": 11,
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip

# A figure keeps the unit that it prints; no unit is turned into another here.
UNITS = {
    "CNY": "yuan|yuan rmb|rmb yuan|yuan renminbi|renminbi|rmb|cny|元|元人民币|人民币",
    "USD": "us dollars|us dollar|u.s. dollars|usd|us$|美元",
    "PCT": "%|percent|per cent|pct",
    "PP": "percentage points|percentage point|percent points|% points|pct points|pp|个百分点"
    "|百分点",
    "M2": "square meters|square metres|square meter|square metre|sq m|sqm|m²|平方米",
    "KM2": "square kilometers|square kilometres|square kilometer|square kilometre|sq km|km²"
    "|平方公里|平方千米",
    "MU": "mu|亩",
    "ACRE": "acres|acre|英亩",  # often a mistranslated mu: a counted correction's job
    "PERS_YEAR": "person-years|person-year|man-years|person years|人年",
    "NUM": "家|个|项|所|件|名|人|户|位|种|篇|座|条|支|大",  # Chinese words that only count
}
# Read as a counted noun these would give a wrong NUM, so the unit is refused by name.
REFUSED_UNITS = {
    "is a multiple, and of what is not said": "times|fold|倍|番",
    "is time": "years|year|months|month|weeks|week|days|day|hours|hour|minutes|年|个月|月|日|天"
    "|小时|点",
    "may be a size word or a unit": "m|b|k|t|mln|bln|mio",
    "may be percent or percentage points": "points|point|percentage|basis points",
    "is a unit that no indicator here uses": "hectares|hectare|tons|tonnes|ton|tonne|kilometers"
    "|kilometres|km|kg|meters|metres|meter|metre|kw|kwh|euros|euro|yen|pounds|dollars|公顷|吨|公里"
    "|米|瓦|千瓦时|港元|日元|欧元|英镑|‰|成",
}

# What the words before a number do. `rise` and `fall` give a change its sign until `level`
# ("fell to 5%") makes it a level again; `pass` changes nothing.
BEFORE = {
    "over": "more than|over|above|greater than|higher than|in excess of|exceed|exceeds|exceeded"
    "|exceeding|surpass|surpasses|surpassed|surpassing|超过|超|突破|逾|多于|高于|大于",
    "at_least": "at least|no less than|not less than|no fewer than|not fewer than|no lower than"
    "|not lower than|a minimum of|至少|不低于|不少于",
    "under": "less than|fewer than|lower than|below|under|nearly|almost|close to|近|将近|接近|不足"
    "|不到|低于|少于",
    "about": "about|around|approximately|approx|approx.|roughly|some|约|大约|大概",
    "rise": "increase|increases|increased|increasing|rise|rises|rose|risen|rising|grow|grows|grew"
    "|grown|growing|growth|up|higher|gained|climbed|增长|增加|提高|上升|提升|增|增速|增幅|新增"
    "|净增|净增长",
    "fall": "decrease|decreases|decreased|decreasing|decline|declines|declined|declining|fall|falls"
    "|fell|fallen|drop|drops|dropped|dropping|reduce|reduced|reducing|reduction|down|lower|shrank"
    "|cut|下降|降低|减少|下滑|回落|降|减|降幅",
    "level": "to|into|至|到",
    "minus": "minus|negative|负",
    "CNY": "rmb|cny|yuan|¥|人民币",
    "USD": "us$|$|usd",
    "PCT": "百分之",
    "RANK": "rank|ranks|ranked|ranking|no.|第|排名",
    "pass": "between|a|an|the|of|by|is|was|are|were|be|been|has|have|had|will|would|it|there|only"
    "|just|well|slightly|already|also|total|totaled|totaling|totalled|totalling|reach|reached|reaches"
    "|reaching|hit|stood at|stands at|at|amounted to|amounting to|accounted for|accounting for"
    "|accounts for|year-on-year|year on year|net|rate|achieved|as high as|as many as|as much as"
    "|in total|达|达到|高达|多达|为|是|共|共有|有|已|已达|将|实现|累计|总数|了|同比|比上年|较上年"
    "|全国|全省|全市|居|位居|位列|列|名列|占",
}  # fmt: skip
REFUSED_BEFORE = {
    "'up to' is either a highest allowed or a value reached": "up to",
    "the words set an upper bound, for which there is no qualifier": "no more than|not more than"
    "|at most|not exceeding|not exceed|no higher than|not higher than|within|a maximum of|不超过"
    "|不高于|不多于|至多|最多|最高",
    "'from' tells of a change, not of one figure": "from|从|由",
    "'top' names a group, not a rank": "top|前",
    "the currency is one that no indicator here uses": "a$|hk$|€|£|港币|欧元|日元",
    "a multiple is no number": "翻|翻了|double|doubled|triple|tripled",
}

# What the words behind number and unit do: those of LOOSE also at the very end ("300 projects or
# so"), the others only directly, for in "33 provincial and above" they belong to the noun.
AFTER = {
    "about": "左右|上下|or so|or thereabouts|approximately",
    "at_least": "以上|or more|or above|and above|and more|at least",
    "refused": "以下|以内|之内|or less|or fewer|or below|and below|at most|maximum|plus|odd",
}
LOOSE = {"about": "左右|上下|or so|around|about", "at_least": "or more", "refused": "or less"}
FALL_AFTER = "lower|fewer|less|down|decrease|decline|drop|reduction|fall|below|下降|减少|降低"

CARDINALS = dict(zip(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
    " ninety".split(), [*range(20), *range(20, 100, 10)], strict=True,
))  # fmt: skip
CARDINALS |= {
    f"{ten}-{one}": tens + ones
    for (ten, tens), (one, ones) in product(CARDINALS.items(), repeat=2)
    if tens >= 20 and 0 < ones < 10
}
IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
IRREGULAR |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
ORDINALS = {
    re.sub("[a-z]+$", lambda m: IRREGULAR.get(m[0], m[0].replace("y", "ie") + "th"), word): n
    for word, n in CARDINALS.items()
}
HAN_DIGITS = {
    sign: int(n) for sign, n in zip("零〇一二两三四五六七八九", "001223456789", strict=True)
}
HAN_PLACES = {"十": 10, "百": 100, "千": 1000}


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of the phrases; a Latin word must end where the phrase ends."""
    return "|".join(
        re.escape(phrase) + ("(?![a-z])" if re.search("[a-z]$", phrase) else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    )


def _by_phrase(table: dict) -> dict:
    return {phrase: key for key, words in table.items() for phrase in words.split("|")}


UNIT_OF = _by_phrase(UNITS)
REFUSED_UNIT_OF = _by_phrase(REFUSED_UNITS)
EFFECT_OF = _by_phrase(BEFORE) | _by_phrase(REFUSED_BEFORE)
AFTER_OF = _by_phrase(AFTER)
LOOSE_OF = _by_phrase(LOOSE)

_HAN = "一二两三四五六七八九"
CJK = "[一-鿿]"
CJK_NO_NUMERAL = f"(?![零〇{_HAN}十百千万亿]){CJK}"
NUMBER = re.compile(
    r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<th>(?:st|nd|rd|th)(?![a-z]))?"
    rf"|(?P<han>[零〇十{_HAN}](?:[零〇{_HAN}十千]|百(?!分))*(?:点[零〇{_HAN}]+)?)"
    rf"|(?<![a-z-])(?P<word>{_any_of([*CARDINALS, *ORDINALS])})(?!-[a-z])"
)
DIGITS = re.compile(
    r"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
)
# Under 10,000, every place named: 三千七 (3,700 in speech) and 三四 ("three or four") are none.
_TENS = f"[{_HAN}]?十[{_HAN}]?"
_HUNDREDS = f"[{_HAN}]百(?:{_TENS}|[零〇][{_HAN}])?"
HAN_NUMERAL = re.compile(
    f"[{_HAN}]千(?:{_HUNDREDS}|[零〇]{_TENS}|[零〇][{_HAN}])?|{_HUNDREDS}|{_TENS}|[零〇{_HAN}]"
)
SUFFIX = re.compile(
    rf"\s?(?P<more>[多余])?\s?(?P<scale>(?!百分)(?:{_any_of(SCALES)}))?\s?(?P<more_too>[多余])?"
    rf"\s?(?P<unit>{_any_of([*UNIT_OF, *REFUSED_UNIT_OF])})?"
)
JOIN = re.compile(
    r"\s?(?P<word>-|~|to(?![a-z])|or(?![a-z])|and(?![a-z])|至|到|或)"
    r"\s?(?P<again>第|百分之|rmb|¥|us\$|\$)?\s?"
)
BEFORE_PHRASE = re.compile(_any_of(EFFECT_OF))
AFTER_PHRASE = re.compile(rf"\s?({_any_of(AFTER_OF)})")
LOOSE_PHRASE = re.compile(rf"(?<![a-z])({_any_of(LOOSE_OF)})[\s.,;。，；]*$")
FALLS = re.compile(rf"(?<![a-z])(?:{_any_of(FALL_AFTER.split('|'))})")
FALLS_CLEARLY = re.compile(
    rf"\s?(?:{_any_of(FALL_AFTER.split('|'))})\s?(?=$|[.,;。，；]|(?:than|from|in|on|year)(?![a-z]))"
)
# Size words and units that stand apart. Chinese units are not looked for behind the figure's own:
# their characters stand in ordinary words (元素).
LEFT_OVER = re.compile(
    rf"(?<![a-z])(?:{_any_of(p for p in [*UNIT_OF, *SCALES] if p.isascii())}"
    "|(?:hundred|thousand|million|billion|trillion|percent)[a-z]+)|[¥$‰百千万亿兆几]"
)
INNER_SIGN = re.compile(r"(?<=[^\W\d_])\s?[-&]")  # technology-based, high -tech, R&D
PLAIN_SIGNS = " .,;:!?'\"“”‘’()、。，；：…"
RANK_TAIL = re.compile(
    r"(?:$|[.,;。，；]|(?:in|among|amongst|place|position|nationally|nationwide|overall|across|of|for"
    r"|on|at)(?![a-z-]))"
)
FRACTION = re.compile(
    r"(?<![a-z])(?:half|halves|halved|quarters?|thirds|fourths|fifths|tenths)(?![a-z])|半(?!导体)"
)
# Shows digits in another order than they are stored, or hides some.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
ZERO_WIDTH = "[\u00ad\u200b-\u200d\u2060\ufeff]+"
SAME_SIGN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
SAME_SIGN |= str.maketrans({"﹪": "%", "￥": "¥", "㎡": "m²", "㎢": "km²"})
SAME_SIGN |= str.maketrans("‐‑‒–−", "-----") | str.maketrans("—―～〜", "~~~~")  # ~ is never a minus


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
    if CONTROL.search(text):
        raise UnreadableFigure("a control character in it may hide or reorder digits")
    # Between half-width digits a full-width comma may part two numbers ("10，200").
    text = re.sub("(?<=[０-９])，(?=[０-９])", ",", text).translate(SAME_SIGN).lower()
    if re.search(f"(?<=[0-9.,]){ZERO_WIDTH}(?=[0-9.,])", text):
        raise UnreadableFigure("an invisible character stands inside its digits")
    text = re.sub(ZERO_WIDTH, "", text).replace("~~", "~")
    text = re.sub(r"(?<![a-z])(k?m)2(?![0-9a-z])", r"\1²", " ".join(text.split()))
    text = re.sub(f"(?<={CJK}) (?={CJK_NO_NUMERAL})", "", text)
    return re.sub(f"(?<={CJK_NO_NUMERAL}) (?={CJK})", "", text)


def _read(text: str) -> Printed:
    numbers = list(NUMBER.finditer(text))
    if FRACTION.search(text):
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
    """What the words before the number do; each must be known, see BEFORE."""
    head = _Head()
    if sign := re.search(r"(?<![a-z])[-+]$", text):
        head.minus = sign[0] == "-"
        text = text[:-1]
    position = 0
    while position < len(text):
        if text[position] in " :\"'“‘":
            position += 1
            continue
        phrase = BEFORE_PHRASE.match(text, position)
        if not phrase:
            raise UnreadableFigure(f"{shown(text[position:])} before the number is not known")
        position = phrase.end()
        effect = EFFECT_OF[phrase[0]]
        if effect in REFUSED_BEFORE:
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
    suffix = SUFFIX.match(text, number.end())
    words = suffix["unit"] or ""
    letter = text[number.end() : number.end() + 1]
    if suffix.end() == number.end() and number["digits"] and re.match(r"[^\W\d_一-鿿]", letter):
        raise UnreadableFigure(f"the letter {letter!r} is stuck to its digits")
    if words in REFUSED_UNIT_OF:
        raise UnreadableFigure(f"its unit {words!r} {REFUSED_UNIT_OF[words]}")
    unit = UNIT_OF.get(words, "")
    own = "RANK" if number["th"] or number["word"] in ORDINALS else head.unit
    if own == "RANK" and words in ("位", "名"):
        unit = "RANK"
    if own and unit not in ("", own):
        raise UnreadableFigure(f"it is {own} and {unit} at once")
    scale = SCALES[suffix["scale"]] if suffix["scale"] else None
    over = bool(suffix["more"] or suffix["more_too"])
    return _End(digits, power, scale, own or unit, words, over, suffix.end())


def _read_number(number: re.Match) -> tuple[int, int]:
    """Digits as a whole number, and the power of ten of the last one."""
    if word := number["word"]:
        return (CARDINALS | ORDINALS)[word], 0
    if number["digits"]:
        plain = DIGITS.fullmatch(number["digits"])
        if not plain:
            raise UnreadableFigure(
                f"{number['digits']!r} is no number: thousands take a comma before each three"
                " digits, decimals one point, and no zero leads"
            )
        part = plain["part"] or ""
        return int(plain["whole"].replace(",", "") + part), -len(part)
    numeral, _, part = number["han"].partition("点")
    if not HAN_NUMERAL.fullmatch(numeral):
        raise UnreadableFigure(f"the numeral {numeral!r} does not name the place of each digit")
    total = digit = 0
    for sign in numeral:
        if sign in HAN_PLACES:
            total, digit = total + (digit or 1) * HAN_PLACES[sign], 0  # 十二 is 一十二
        else:
            digit = HAN_DIGITS[sign]
    decimals = "".join(str(HAN_DIGITS[sign]) for sign in part)
    return int(f"{total + digit}{decimals}"), -len(decimals)


def _join(text: str, ends: list[_End], numbers: list[re.Match], head: _Head) -> None:
    """Makes two ends one range: the first takes the size word and unit that the second prints."""
    low, high = ends
    start = text[: numbers[0].start()]
    link = JOIN.fullmatch(text, low.stop, numbers[1].start())
    if len(numbers) > 2 or not link or (link["word"] == "and" and "between" not in start):
        raise UnreadableFigure(f"it holds {len(numbers)} numbers that make no range")
    if head.directions and link["word"] in ("to", "至", "到"):
        raise UnreadableFigure("it may be a range of changes, or a change and its result")
    if link["again"] and EFFECT_OF[link["again"]] != head.unit:
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
    if direct := AFTER_PHRASE.match(tail):
        qualifiers.add(AFTER_OF[direct[1]])
        tail = tail[direct.end() :]
    if loose := LOOSE_PHRASE.search(tail):
        qualifiers.add(LOOSE_OF[loose[1]])
        tail = tail[: loose.start()]
    if "refused" in qualifiers:
        raise UnreadableFigure("the words after it set an upper or unclear bound")
    if not all(sign.isalpha() or sign in PLAIN_SIGNS for sign in INNER_SIGN.sub("", tail)):
        raise UnreadableFigure(f"{shown(tail)} after it holds a sign that may change its meaning")
    if odd := LEFT_OVER.search(tail):
        raise UnreadableFigure(f"{odd[0]!r} stands apart from the number, or is a second figure's")
    falls = bool(FALLS_CLEARLY.match(tail))
    if not falls and (fall := FALLS.search(tail)) and (unit in ("PCT", "PP") or fall.start() < 2):
        raise UnreadableFigure(f"{fall[0]!r} after it may make it a fall")
    return qualifiers, falls, any(sign.isalpha() for sign in tail)


def _check_rank(ends: list[_End], tail: str, negative: bool) -> None:
    """A rank is a whole number from 1, and an ordinal ("first batch") is not always a rank."""
    if negative or any(
        end.digits < 1 or end.power or end.scale is not None or end.over for end in ends
    ):
        raise UnreadableFigure("a rank is a whole number from 1")
    if not ends[-1].unit_words and not RANK_TAIL.match(tail.lstrip()):
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
