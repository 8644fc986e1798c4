"""Claims about what stories print: their own words, and whether a promise was met."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.claims.claim import Printed, ReadAs, Threshold
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
    if _numbers(said.said) != _numbers(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}, not {said.said!r}"
    if _unit(said.said) != _unit(row["as_printed"]):
        return f"{said.obs_id} prints {row['as_printed']!r}: the unit of {said.said!r} is another"
    return ""


def _numbers(words: str) -> list[str]:
    return [found.replace(",", "") for found in NUMBER.findall(words)]


def _unit(words: str) -> str:
    return "points" if POINTS.search(words) else "percent" if PERCENT.search(words) else ""


SIZE = re.compile(r"(?<=[0-9])\s*(billion|million|万亿|亿|万)")
SIZES = {
    "billion": Fraction(10**9),
    "million": Fraction(10**6),
    "万亿": Fraction(10**12),
    "亿": Fraction(10**8),
    "万": Fraction(10**4),
}


def judge_read(rows: Rows, said: ReadAs) -> str:
    """Why it is refused that a figure was read as this; "" where it was.

    A number without a word for its size is in base units, or in the indicator's display units.
    """
    row = rows.observations.get(said.obs_id)
    if row is None:
        return f"there is no observation {said.obs_id}"
    values = [Fraction(row[column]) for column in ("obs_value", "obs_value_high") if row[column]]
    unit = rows.unit(row["indicator"])
    bare = said.said.replace(unit or " ", " ")  # a unit may hold digits
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
    verdict = "met" if _kept(rows, row, found.value) else "missed"
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
    end = rows.figure(code, area, year)
    if end is None:
        return f"there is no figure of {code} for {area} in {year} that could decide"
    if measure in ("level", "share", "rank"):
        return end
    based = row["base_period"]
    before = int(based) if len(based) == 4 else year - 1
    base = rows.figure(code, area, before)
    if base is None or broken_between(rows, code, before, year):
        return f"{code} of {area} has no change from {before} to {year} that could decide"
    ids = base.obs_ids | end.obs_ids
    if measure == "net_increase":
        return Found(end.value - base.value, ids)
    if measure != "growth" or base.value <= 0:
        return f"{row['obs_id']} is a {measure}: no official figure decides it"
    return Found(100 * (end.value / base.value - 1), ids)


def _kept(rows: Rows, row: dict[str, str], value: Fraction) -> bool:
    """Whether a result keeps a promise, by its words. "About" and "nearly" may miss by a twentieth.

    "More than" and "less than" are strict. A bare number is kept by what lies beyond it, a range
    by what comes to its near end. A rank, and a fall, are promised downwards.
    """
    bound, words = Fraction(row["obs_value"]), row["qualifier"]
    change = row["measure"] in ("growth", "net_increase")
    lower = rows.indicators[row["indicator"]]["direction"] == "lower" and not change
    nearly = bool(NEARLY.search(row["as_printed"]))
    if words == "under" and not nearly:
        return value < bound
    slack = Fraction(0)
    if words in ("about", "under"):
        slack = max(abs(bound) / 20, _last_digit(row) / 2)
    if lower or bound < 0:
        return value <= Fraction(row["obs_value_high"] or bound) + slack
    return value > bound if words == "over" else value >= bound - slack


def _last_digit(row: dict[str, str]) -> Fraction:
    """Size of the last digit of the printed number, in base units; 0 where none is printed."""
    found = NUMBER.search(row["as_printed"])
    if not found:
        return Fraction(0)
    said = Said.read(found[0])
    return abs(Fraction(row["obs_value"]) / said.value) * said.digit if said.value else Fraction(0)
