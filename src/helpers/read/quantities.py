"""The quantities of a sentence: where a printed figure begins and ends, and what is no figure.

A number alone is not enough: dates, durations, ordinals and sizes are numbers too. What is no
figure is left out; what may be a name stays in with the reason, for a person to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from helpers.read import no_figures as other
from helpers.read import quantity_words as known

LONGEST = 60  # characters of a figure's own words
ODD_RUN = re.compile(rf"[0-9０-９.,，．]{{25,}}|[{known.HAN}百千点]{{13,}}|[A-Za-z]{{40,}}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
BEFORE_YEAR = re.compile(
    r"(?:in|of|since|by|until|till|from|to|the|year|than|for|during|before|after|and|early|late"
    r"|mid)[ -]$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """One quantity in a sentence.

    start, end: where its words stand in the sentence; words: as printed, blanks made single.
    exclusion: why it may be no figure, "" for a figure. doubt: 0 for none to 1.
    rank: whether it is a place in an order.
    """

    start: int
    end: int
    words: str
    exclusion: str = ""
    doubt: float = 0.0
    rank: bool = False


def quantities(sentence: str) -> list[Quantity]:
    """All quantities of one sentence, in the order of the text; in linear time."""
    # Runs that no figure has are blotted out, so that no pattern can stumble over them.
    text = ODD_RUN.sub(lambda run: "_" * len(run[0]), sentence.translate(known.HALF_WIDTH))
    found: list[Quantity] = []
    taken = _names(text, found)
    blotted = other.NO_FIGURE.sub(lambda match: "▁" * len(match[0]), text)
    signs = list(blotted)
    for start, end in taken:
        signs[start:end] = "_" * (end - start)
    blotted = "".join(signs)
    quotes = _short_quotes(text)
    position = floor = 0
    while number := known.NUMBER.search(blotted, position):
        one = _quantity(blotted, number, quotes, floor)
        floor = one.end if one else floor
        position = max(number.end(), floor)
        if one:
            found.append(one)
    found = [replace(one, words=_words(sentence, one.start, one.end)) for one in found]
    return sorted(found, key=lambda one: one.start)


def _names(text: str, found: list[Quantity]) -> list[tuple[int, int]]:
    """Adds names and turns of speech that hold numerals; returns where they stand."""
    taken: list[tuple[int, int]] = []
    for reason, pattern in other.NAMES:
        for match in pattern.finditer(text):
            group = next((n for n, v in match.groupdict().items() if v), 0)
            start, end = match.span(group)
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                found.append(Quantity(start, end, _words(text, start, end), reason, 0.9))
    return taken


def _short_quotes(text: str) -> list[tuple[int, int]]:
    """Where short quotations stand: names and slogans, not speech."""
    return [
        match.span(match.lastindex)
        for match in other.QUOTED.finditer(text)
        if len(match[match.lastindex]) <= other.SENTENCE_IN_QUOTES
        and not other.SPOKEN.search(match[match.lastindex])
    ]


def _quantity(
    text: str, number: re.Match, quotes: list[tuple[int, int]], floor: int
) -> Quantity | None:
    """The quantity that a number stands for, None for none; nothing before `floor` is its own."""
    start, last = number.start(), number
    suffix = known.SUFFIX.match(text, number.end())
    end = suffix.end() if suffix[0].strip() else number.end()
    unit = suffix["unit"] or suffix["counted"] or ""
    ranged = False
    if second := _second_end(text, number, end):
        last, ranged = second, True
        suffix = known.SUFFIX.match(text, last.end())
        end = suffix.end() if suffix[0].strip() else last.end()
        unit = suffix["unit"] or suffix["counted"] or unit
    counts = bool(unit or suffix["scale"])
    hard = known.REFUSED.match(text, end)
    if hard and not suffix["unit"]:
        end, counts = hard.end(), True
    before = text[max(floor, start - 40) : start]
    if rank := _rank(text, number, last, before, ranged):
        return Quantity(*rank, _words(text, *rank), rank=True) if rank[1] else None
    if number["th"] or number["ordinal"] or before.rstrip().endswith("第"):
        return None
    start, qualified, money = _reach_back(before, start, number[0].lower() in known.ONES)
    close = before[: len(before)].rstrip().lower().endswith(("about", "around", "by", "some"))
    sure = money or counts or (qualified and not close)
    if number["digits"] and not ranged and _is_year(text, number, sure):
        return None
    if _is_glued(text, number, end):
        return None
    name = next((q for q in quotes if q[0] <= number.start() < q[1]), None)
    measured = suffix["unit"] or qualified or money
    if other.MAJOR.match(text, end) and not measured:
        return _major(text, number, start, end, name)
    if number["digits"] and (group := known.GROUPED.match(text, number.end())):
        end = group.end()
    if name and not measured:
        return _quoted(text, number, end, name)
    if not number["digits"] and not (counts or money or _counts(text, number, end)):
        return None
    if (
        number["han"]
        and not (suffix["unit"] or suffix["scale"] or money or hard)
        and (
            number[0] == "一"
            or (re.match(r"[个条](?!百)", text[end - 1 : end]) and number[0] in "两三四五六七")
        )
    ):
        return None
    if after := known.AFTER.match(text, end):
        end = after.end()
    doubt = 0.0 if counts or money or qualified else 0.1
    return Quantity(start, end, _words(text, start, end), doubt=doubt + 0.3 * bool(hard))


def _second_end(text: str, number: re.Match, end: int) -> re.Match | None:
    """The number that makes a range with this one, None if none does."""
    second = known.NUMBER.search(text, end, end + 30)
    if not second or not known.RANGE.fullmatch(text, end, second.start()):
        link = text[end : second.start()].strip() if second else ""
        between = (
            text[max(0, number.start() - 12) : number.start()].rstrip().lower().endswith("between")
        )
        if not (second and link == "and" and between):
            return None
    if known.FROM.search(text[max(0, number.start() - 12) : number.start()]):
        return None  # a change from one figure to another: two figures
    if second["th"] or second["ordinal"] or number["th"] or number["ordinal"]:
        return None
    if YEAR.fullmatch(number[0]) and BEFORE_YEAR.search(text, 0, number.start()):
        return None  # "29.1 percent in 2012 to 46.8 percent in 2021"
    own = known.SUFFIX.match(text, number.end())["unit"]
    if own and own != known.SUFFIX.match(text, second.end())["unit"]:
        return None  # "rose 4% to 5 billion yuan"
    return second if bool(second["digits"]) == bool(number["digits"]) else None


def _rank(
    text: str, number: re.Match, last: re.Match, before: str, ranged: bool
) -> tuple[int, int] | None:
    """Where a rank's words stand; (0, 0) for an ordinal that is none; None for no ordinal."""
    start, end = number.span()
    if before.endswith("第"):
        counted = known.COUNT_RANK.match(text, end)
        if known.NO_RANK.match(text, end):
            return 0, 0
        if counted or known.RANK_HAN.search(before):
            return start - 1, counted.end() if counted else end
        return 0, 0
    word = known.RANK_BEFORE.search(before)
    if word and (word["word"] or number["digits"]) and not ranged:
        if word["word"]:
            if number["digits"] and not number["th"] and known.COUNTED_NOUN.match(text, end):
                return None  # "ranked 31 provinces"
            tail = known.RANK_AFTER.match(text, end) or known.AFTER_ORDINAL.match(text, end)
            wanted = number["th"] or number["ordinal"] or tail
            if wanted and re.search("no|rank$", before.rstrip(". ")[-5:].lower()):
                return start - len(before) + word.start(), end
            if wanted and number["ordinal"]:
                return start - len(before) + word.start(), end
            return (start, end) if number["th"] else (start - len(before) + word.start(), end)
        near = text[max(0, start - 60) : start]
        if known.RANK_AFTER.match(text, end) or known.RANK_WORD.search(near):
            return start - len(before) + word.start(), end
        return 0, 0
    if not (number["th"] or number["ordinal"]):
        return None
    if known.RANK_AFTER.match(text, end):
        return start, end
    near = text[max(0, start - 90) : start] + " " + text[end : end + 40]
    if known.RANK_WORD.search(near) and known.AFTER_ORDINAL.match(text, end):
        return start, end
    moved = re.search(r"(?:from|to) the $", before) and known.NUMBER.search(text, end, end + 60)
    return (start, end) if number["th"] and (moved or before.endswith("to the ")) else (0, 0)


def _reach_back(before: str, start: int, few: bool) -> tuple[int, bool, bool]:
    """The start with sign of money, qualifier and fall; whether there is a qualifier; money."""
    own = before
    if sign := known.MINUS.search(own):
        own = own[: sign.start()]
    money = known.MONEY.search(own)
    if money:
        own = own[: money.start()]
    qualifier = known.QUALIFIER.search(own)
    if qualifier and few and qualifier[0].strip().lower() == "around":
        return start, False, bool(money)  # "around nine aspects" are no approximate nine
    if qualifier:
        own = own[: qualifier.start()]
    if fall := known.FALL.search(own):
        own = own[: fall.start()]
    return start - len(before) + len(own), bool(qualifier or fall or sign), bool(money)


def _is_year(text: str, number: re.Match, counts: bool) -> bool:
    if counts or not YEAR.fullmatch(number[0]):
        return False
    if BEFORE_YEAR.search(text[max(0, number.start() - 8) : number.start()]):
        return True
    return not known.COUNTED.match(text, number.end())


def _is_glued(text: str, number: re.Match, end: int) -> bool:
    """Whether letters are stuck to it: C919, 5G, COVID-19, a file's name."""
    first, following = number.start(), text[number.end() : number.end() + 1]
    before = text[max(0, first - 2) : first]
    if not number["digits"]:
        return False
    if re.search(r"[A-Za-z_/.]$|[A-Za-z]-$", before) and not re.search(
        r"(?:(?i:rmb|us\$|cny)|[a-z]{4})$", text[max(0, first - 4) : first]
    ):
        return True
    return end == number.end() and bool(re.match(r"[A-Za-z_/]", following)) and not number["th"]


def _major(
    text: str, number: re.Match, start: int, end: int, name: tuple[int, int] | None
) -> Quantity | None:
    """ "four major laboratories" is a count, "Four Major Laboratories" or 四大 is a name."""
    major = other.MAJOR.match(text, end)
    title = text[number.start()].isupper() and major[0].strip().istitle()
    if name or title or not major[0].isascii() or not (number["digits"] or number["cardinal"]):
        stop = min(major.end(), name[1] if name else major.end())
        why = "name, perhaps no figure"
        return Quantity(number.start(), stop, _words(text, number.start(), stop), why, 0.9)
    return Quantity(start, end, _words(text, start, end), doubt=0.3)


def _quoted(text: str, number: re.Match, end: int, name: tuple[int, int]) -> Quantity | None:
    """A number within a short quotation is part of a name; a number word there is nothing."""
    if not number["digits"]:
        return None
    if known.NUMBER.search(text[name[0] : number.start()]):
        return None  # the name is proposed once, by its first numeral
    other = re.match(r"\s[0-9]+(?![0-9.,%])", text[end : name[1]])
    stop = end + (other.end() if other else 0)
    why = "name, perhaps no figure"
    return Quantity(number.start(), stop, _words(text, number.start(), stop), why, 0.9)


def _counts(text: str, number: re.Match, end: int) -> bool:
    """Whether a number word counts something: a noun follows, and no turn of speech."""
    if number["han"]:
        return False
    noun = known.NOUN.match(text, end)
    if number[0].lower() == "one":
        return bool(known.ONE_COUNTS.match(text, end)) and not re.match(
            r"\s?(?:of|to)\s", text[end:]
        )
    before = text[max(0, number.start() - 12) : number.start()].lower()
    if re.search(r"(?:the|these|those|past|last|next|all|other|-)\s?$", before):
        return noun is not None and bool(re.match(r"\s(?:aspects|tasks|goals|provinc)", text[end:]))
    return noun is not None and noun["noun"].lower() not in known.NO_NOUN


def _words(text: str, start: int, end: int) -> str:
    """The words as printed, blanks made single, no longer than a figure's words are."""
    return " ".join(text[start:end].split())[:LONGEST]
