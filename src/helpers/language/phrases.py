"""How each language sets parts beside one another: lists, clauses, brackets, numbers and units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.language import chinese, say


def joined(items: Sequence[str]) -> str:
    """What is said of one thing, parted by commas: "billion yuan, 2023" (亿元，2023年)."""
    return ("，" if chinese() else ", ").join(items)


def enumerated(items: Sequence[str]) -> str:
    """Things of one kind, the last not set apart: "a, b, c" (甲、乙、丙)."""
    return ("、" if chinese() else ", ").join(items)


def listed(names: Sequence[str]) -> str:
    """Names as "a", "a and b", "a, b and c" (甲、乙和丙); "" for none."""
    comma, last = ("、", "和") if chinese() else (", ", " and ")
    *first, end = [*names] or [""]
    return f"{comma.join(first)}{last}{end}" if first else end


def full_stops(parts: Sequence[str]) -> str:
    """Parts as sentences, with a capital and a full stop each; empty ones left out."""
    kept = [part.strip().rstrip(".。") for part in parts if part.strip()]
    return sentences([f"{part[0].upper()}{part[1:]}{'。' if chinese() else '.'}" for part in kept])


def sentences(parts: Sequence[str]) -> str:
    """Whole sentences, one behind the other; empty ones left out. Chinese sets no blank."""
    return ("" if chinese() else " ").join(part for part in parts if part)


def strung(parts: Sequence[str]) -> str:
    """Clauses of one sentence: "a, b and c" (甲，乙，丙); names are `listed`."""
    return joined(parts) if chinese() else listed(parts)


def clauses(parts: Sequence[str]) -> str:
    """Parts of one sentence, parted by semicolons."""
    return ("；" if chinese() else "; ").join(part for part in parts if part)


def bracketed(words: str) -> str:
    """The words in brackets, with the blank before them that English has."""
    return f"（{words}）" if chinese() else f" ({words})"


def ranged(low: str, high: str) -> str:
    """From one number to another: "9 to 13" (9—13)."""
    return f"{low}—{high}" if chinese() else f"{low} to {high}"


def spanned(first: int, last: int) -> str:
    """Two years in little room: "2012–2024" (2012—2024年)."""
    return f"{first}—{last}年" if chinese() else f"{first}–{last}"


def dated(period: str) -> str:
    """A period of observations.csv, ISO's or a quarter's: 2022年, 2022年一季度, 2022年1—7月.

    In English it stands as it is, an interval as "2022-01 to 2022-07".
    """
    if not chinese():
        return period.replace("/", " to ")
    first, _, last = period.partition("/")
    year, _, part = first.partition("-")
    if last:
        other, _, end = last.partition("-")
        if other == year and part and end:
            return f"{year}年{int(part)}—{int(end)}月"
        return f"{dated(first)}至{dated(last)}"
    if part.startswith("Q"):
        return f"{year}年{'一二三四'[int(part[1]) - 1]}季度"
    if not year:
        return ""
    return f"{year}年{int(part)}月" if part else f"{year}年"


def years_words(first: int, last: int) -> str:
    """ "2012 to 2024" (2012—2024年), or "2024" (2024年) where both are one."""
    if first == last:
        return say("{year}", year=first)
    return say("{first} to {last}", first=first, last=last)


def year_runs(years: Iterable[int]) -> list[str]:
    """Each year in words, in order, to be `listed`; of three and more in a row Chinese makes one
    span: 2012年, 2014—2016年."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if chinese() and runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [[(run[0], run[-1])] if len(run) > 2 else [(year, year) for year in run] for run in runs]
    return [years_words(*span) for spans in told for span in spans]


def with_unit(number: str, unit: str) -> str:
    """A number with its unit: "139.5 billion yuan", "2.62% of GDP"; before a Chinese unit, and
    before %, no blank parts them."""
    latin = unit[:1].isascii() and unit[:1].isalpha()
    parted = latin if chinese() else not unit.startswith("%")
    return f"{number} {unit}" if parted else f"{number}{unit}"
