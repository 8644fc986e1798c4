"""Claims about what stories print, whether a promise was met, and the word shown for a verdict."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.claims.claim import Claim
from helpers.claims.kinds import Printed, ReadAs, Threshold
from helpers.claims.reckon import NUMBER, Said, broken_between
from helpers.claims.rows import Found, Rows

POINTS = re.compile(r"percentage points?|p\.p\.|个百分点")
NEARLY = re.compile(r"nearly|almost|close to|近", re.IGNORECASE)
YEARS = re.compile(r"[0-9]{4}(?=-|/|$)")
PERCENT = re.compile(r"%|percent\b|per cent\b|％")


def judge_printed(rows: Rows, said: Printed) -> str:
    """Why it is refused that a story prints this; "" where it does."""
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    for column, own, words in (
        ("ref_area", said.area, "of the area"),
        ("indicator", said.indicator, "of the indicator"),
        ("measure", said.measure, "as a"),
        ("obs_status", said.status, "as"),
    ):
        if row[column] != own:
            return f"{said.obs_id} is told {words} {own}; it is {row[column]}"
    period = row["time_period"] or row["matched_period"]
    if period != said.period:
        return f"{said.obs_id} is told of {said.period or 'no period'}; it is of {period or 'none'}"
    numbers = _amounts if row["derived_from"] else _numbers  # only a story's digits are its own
    if numbers(said.said) != numbers(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}, not {said.said!r}"
    if qualified(said.said) != qualified(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}, which is not {said.said!r}"
    if _unit(said.said) != _unit(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}: the unit of {said.said!r} is another"
    return ""


def _numbers(words: str) -> list[str]:
    return [found.replace(",", "") for found in NUMBER.findall(words)]


def _amounts(words: str) -> list[Fraction]:
    """The numbers, each with the word for its size: 101.88 billion is 1,018.8亿."""
    found = [Fraction(number.replace("−", "-")) for number in _numbers(words)]
    sizes = [SIZE.match(words, number.end()) for number in NUMBER.finditer(words)]
    return [number * (SIZES[size[1]] if size else 1)
            for number, size in zip(found, sizes, strict=True)]  # fmt: skip


def _unit(words: str) -> str:
    return "points" if POINTS.search(words) else "percent" if PERCENT.search(words) else ""


SIZE = re.compile(r"(?<=[0-9])\s*(billion|million|万亿|亿|万|mu\b|亩|km²|平方公里)")
SIZES = {
    "billion": Fraction(10**9),
    "million": Fraction(10**6),
    "万亿": Fraction(10**12),
    "亿": Fraction(10**8),
    "万": Fraction(10**4),
    "mu": Fraction(2000, 3),
    "亩": Fraction(2000, 3),
    "km²": Fraction(10**6),
    "平方公里": Fraction(10**6),
}


UNITS = {"PCT": "percent", "PP": "points"}


QUALIFIERS = {
    "over": r"more than|exceed(?:s|ed|ing)?\b|\bover (?=[0-9])|超过|以上|逾|多于",
    "at_least": r"at least|or more\b|不少于|至少",
    "under": r"nearly|almost|close to|\bunder (?=[0-9])|less than|below|不足|不到|低于|接近|近",
    "about": r"\babout\b|\baround\b|approximately|约|左右",
}


def qualified(words: str) -> set[str]:
    """The qualifiers that words hold: "more than 12%" is "over"."""
    return {
        name for name, pattern in QUALIFIERS.items() if re.search(pattern, words, re.IGNORECASE)
    }


def judge_qualifier(row: dict[str, str], words: str) -> str:
    """Why words on a figure are refused for their qualifier; "" where it is the figure's own."""
    own = {row["qualifier"]} & QUALIFIERS.keys()
    if qualified(words) == own:
        return ""
    return f"{row['obs_id']} is {row['qualifier']}; it is told as {words!r}"


def judge_read(rows: Rows, said: ReadAs) -> str:
    """Why it is refused that a figure was read as this; "" where it was.

    A number without a word for its size is in base units, or in the indicator's display units.
    """
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    if objection := judge_qualifier(row, said.said):
        return objection
    values = [Fraction(row[column]) for column in ("obs_value", "obs_value_high") if row[column]]
    unit = rows.unit(row["indicator"])
    bare = said.said.replace(unit or " ", " ")  # a unit may hold digits, and signs of another
    own = UNITS.get(row["unit_measure"], "")
    if _unit(said.said if own else bare) != own:
        return f"{said.obs_id} is in {row['unit_measure']}: {said.said!r} is in another unit"
    numbers = [Said.read(number) for number in NUMBER.findall(bare)]
    found = SIZE.search(said.said)
    size = SIZES[found[1]] if found else None
    scale = rows.scale(row["indicator"])
    for by in {size} if size else {Fraction(1), scale}:
        scaled = [value / by for value in values]
        if len(scaled) == len(numbers) and all(
            number.bears(value) for number, value in zip(numbers, scaled, strict=True)
        ):
            return ""
    read = " to ".join(f"{float(value):,.15g}" for value in values)
    return f"{said.obs_id} is read as {read} {row['unit_measure']}, not as {said.said}"


def own_figure(rows: Rows, indicator: str, area: str, year: int) -> Found | None:
    """The figure of a year; else an official one that only this area has, such as a city's."""
    found = rows.figure(indicator, area, year)
    if found is not None:
        return found
    row = rows.official_apart.get((indicator, area, str(year)))
    return Found(Fraction(row["obs_value"]), frozenset([row["obs_id"]])) if row else None


def judge_threshold_of(rows: Rows, row: dict[str, str]) -> str | None:
    """ "met" or "missed"; None where no figure decides."""
    found = came_of(rows, row)
    if isinstance(found, str):
        return None
    return "met" if kept(rows, row, found.value) else "missed"


def judge_threshold(rows: Rows, said: Threshold) -> str:
    """Why it is refused that this was met (or missed); "" where the figures bear it."""
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    if row["obs_status"] not in ("target", "expected", "plan"):
        return f"{said.obs_id} is {row['obs_status']}: nothing was promised"
    found = came_of(rows, row)
    if isinstance(found, str):
        return found
    verdict = "met" if kept(rows, row, found.value) else "missed"
    if said.verdict != verdict:
        return f"{said.obs_id} is called {said.verdict}; at {float(found.value):g} it was {verdict}"
    if frozenset(said.obs_ids) != found.obs_ids:
        ids = ", ".join(sorted(found.obs_ids))
        return f"{said.obs_id} is decided by {ids}, the claim by other observations"
    return ""


def came_of(rows: Rows, row: dict[str, str]) -> Found | str:
    """The official figure in a promise's own measure, or why there is none that could decide."""
    area, code, measure = row["ref_area"], row["indicator"], row["measure"]
    years = YEARS.findall(row["time_period"] or row["matched_period"])
    if not years:
        return f"{row['obs_id']} has no year in which it could be due"
    year = int(years[-1])
    end = own_figure(rows, code, area, year)
    if end is None:
        return f"there is no figure of {code} for {area} in {year} that could decide"
    if measure in ("level", "share", "rank"):
        return end
    based = row["base_period"]
    before = int(based) if len(based) == 4 else year - 1
    base = own_figure(rows, code, area, before)
    if base is None or broken_between(rows, code, before, year):
        return f"{code} of {area} has no change from {before} to {year} that could decide"
    ids = base.obs_ids | end.obs_ids
    if measure == "net_increase":
        return Found(end.value - base.value, ids)
    if measure != "growth" or base.value <= 0:
        return f"{row['obs_id']} is a {measure}: no official figure decides it"
    return Found(100 * (end.value / base.value - 1), ids)


def kept(rows: Rows, row: dict[str, str], value: Fraction) -> bool:
    """Whether a result keeps a promise, by its words. "About" and "nearly" may miss by a twentieth.

    "More than" and "less than" are strict. A bare number is kept by what lies beyond it, a range
    by what comes to its near end. A rank, and a fall, are promised downwards.
    """
    return keeps(rows, row, value, bound_of(rows, row))


def keeps(rows: Rows, row: dict[str, str], value: Fraction, bound: Fraction) -> bool:
    """Whether a value keeps this bound, of a promise's number or of its level, by its words."""
    words = row["qualifier"]
    if words == "under" and not NEARLY.search(row["as_printed"]):
        return value < bound
    if downward(rows, row):
        return value <= bound
    return value > bound if words == "over" else value >= bound


def bound_of(rows: Rows, row: dict[str, str]) -> Fraction:
    """What a result must come to, the slack of "about" and "nearly" taken off."""
    bound, words = Fraction(row["obs_value"]), row["qualifier"]
    nearly = bool(NEARLY.search(row["as_printed"]))
    slack = Fraction(0)
    if words == "about" or (words == "under" and nearly):
        slack = max(abs(bound) / 20, last_digit(row) / 2)
    if downward(rows, row) and not (words == "under" and not nearly):
        return Fraction(row["obs_value_high"] or bound) + slack
    return bound - slack


def downward(rows: Rows, row: dict[str, str]) -> bool:
    """Whether less is what is promised: a rank, a fall."""
    change = row["measure"] in ("growth", "net_increase")
    lower = rows.indicators[row["indicator"]]["direction"] == "lower" and not change
    return lower or Fraction(row["obs_value"]) < 0


def last_digit(row: dict[str, str]) -> Fraction:
    """Size of the last digit of the printed number, in base units; 0 where none is printed."""
    found = NUMBER.search(row["as_printed"])
    if not found:
        return Fraction(0)
    said = Said.read(found[0])
    return abs(Fraction(row["obs_value"]) / said.value) * said.digit if said.value else Fraction(0)


WORDINGS = {
    "rose": ("rose", "上升"),
    "fell": ("fell", "下降"),
    "stayed": ("stayed", "保持"),
    "strength": ("strength", "强项"),
    "weakness": ("weakness", "弱项"),
    "neither": ("neither", "均不属"),
    "met": ("met", "达到"),
    "missed": ("missed", "未达到"),
}
"""What a claim states -> the words that a page may show for it, of either language."""


def judge_wording(said: Claim) -> str:
    """Why it is refused that a claim shows this word for what it states; "" where it may."""
    states = getattr(said, "way", "") or getattr(said, "verdict", "")
    if states in WORDINGS and said.said.casefold() not in WORDINGS[states]:
        return f"what is {states} is shown as {said.said!r}"
    return ""
