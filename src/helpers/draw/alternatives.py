"""What all text alternatives say in one way: how many areas, from where to where, what is missing.

Every function of a picture (`field_words`, `promise_words`, `panel_words`, `board_words`) takes
the rows that its chart draws and a `Display` for numbers, and returns one to three sentences:
what is charted, the range and who leads, where the marked areas and the nation stand, and what
is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.numbers import Display, is_missing, year_words
from helpers.draw.words import clean_words
from helpers.language import later, numbered, say
from helpers.language.phrases import (
    bracketed,
    clauses,
    enumerated,
    joined,
    listed,
    year_runs,
)
from helpers.traces import anew, counted_trace, end_trace, first_trace, traced, worded_trace

if TYPE_CHECKING:
    from helpers.draw.layout import Heading


Columns = pd.DataFrame | Mapping[str, Sequence]
"""Rows by their columns: where there are many small tables, lists are ten times as fast."""

ALIKE = 1e-12
"""Of a value: floats so near, sums of the same in another order, are one value."""

_ENOUGH = 3
"""How many names a sentence takes before it counts the rest."""


def break_words(breaks: Sequence[tuple[int, str]], first: int, last: int) -> str:
    """The breaks between `first` and `last`, as the chart draws them.

    Where their words are claimed, so is the year.
    """
    return clauses(
        [say("break from {year}: {words}", words=words,
             year=traced(str(year), anew(first_trace(words), "break year")))
         for year, words in breaks if first < year <= last]
    )  # fmt: skip


def drawn_course(rows: Columns, display: Display, column: str = "value",
                 breaks: Sequence[int] = ()) -> str:  # fmt: skip
    """The course that is drawn; breaks: first years of a new basis, that no line crosses."""
    claims, absent = rows.get("claim", ()), next(iter(rows.get("gap_claim", ())), "")
    return course_words(rows["year"], rows[column], display, claims, breaks, absent)


def course_words(years: Sequence[int], values: Sequence[float], display: Display,
                 claims: Sequence[str] = (), breaks: Sequence[int] = (),
                 absent: str = "") -> str:  # fmt: skip
    """A series from its first to its last figure: "2012 1.30 to 2024 2.41, gaps in 2017".

    Between breaks each stretch is told by itself: "2012 1.30 to 2017 1.68, 2018 2.02 to 2024 2.41".
    A gap is a year inside the series without a figure, listed or absent. "no figure"
    where there is none. claims: what each value claims, if told. absent: what the gaps claim,
    where another value of the course does not say of what they are.
    """
    known = {
        int(year): value for year, value in zip(years, values, strict=True) if not is_missing(value)
    }
    if not known:
        return say("no figure")
    claim = dict(zip((int(year) for year in years), claims, strict=True)) if len(claims) else {}
    told = {year: traced(display(value), claim.get(year, "")) for year, value in known.items()}
    parts = []
    starts = sorted(breaks)
    for start, end in zip([-math.inf, *starts], [*starts, math.inf], strict=True):
        own = [year for year in known if start <= year < end]
        if own:
            parts.append(_stretch(min(own), max(own), told))
    gaps = year_runs(year for year in range(min(known), max(known)) if year not in known)
    if not gaps:
        return enumerated(parts)
    on = next((claim[year] for year in known if claim.get(year)), "")
    span = str(min(known)), str(max(known))
    missing = absent or (worded_trace("", "gaps", on, *span) if on else "")
    lost = say("gaps in {years}", years=traced(enumerated(gaps), missing))
    return joined([enumerated(parts), lost])


def _stretch(first: int, last: int, told: dict[int, str]) -> str:
    if first == last:
        return say("{year} {value}", year=first, value=told[first])
    return say("{first} {before} to {last} {after}", first=first, before=told[first], last=last,
               after=told[last])  # fmt: skip


def areas_counted(
    shown: pd.DataFrame, heading: Heading, counted: str, drawn: str = "area:value"
) -> str:
    """How many areas a picture shows; drawn: what counts them in its table, where none is told."""
    number = counted_here(len(shown), later("areas drawn"), heading.name, drawn)
    if counted:
        number = traced(str(len(shown)), counted)
    return numbered(len(shown), "{number} area", "{number} areas", number=number)


def counted_here(number: int, what: str, picture: str, counted: str) -> str:
    """A count of what the picture shows, with how it was come by; what: of the catalogue.

    picture: its name. counted: what counts it again in the picture's table, as
    `helpers.claims.picture` has it: "area:value" is the areas with a value.
    """
    return traced(str(number), counted_trace(counted_how(what), "picture", picture, counted))


def counted_how(what: str) -> str:
    """How a count of what a picture shows was come by; what: of the catalogue."""
    return say("counted in this picture: {what}", what=say(what))


def range_words(shown: pd.DataFrame, display: Display) -> str:
    """Like "from 0.29 (Tibet) to 6.73 (Beijing)", naming all who share an end, up to three."""
    least, most = shown["value"].min(), shown["value"].max()
    if len(shown) == 1:
        return say("at {value}", value=end_words(shown, "most", display))
    if least == most:
        trace = _end_trace(shown, 0, "all", "area")
        return say("all at {value}", value=traced(display(least), trace))
    ends = [end_words(shown, end, display) for end in ("least", "most")]
    return say("from {least} to {most}", least=ends[0], most=ends[1])


def end_words(shown: Columns, end: str, display: Display, *, named_first: bool = False,
              over: str = "area") -> str:  # fmt: skip
    """Like "0.29 (Tibet)", or "Tibet 0.29", with its claim: all who share the end, up to three.

    shown: label, value, the column `over`, and claim (what the values claim), year, if told.
    """
    values = list(shown["value"])
    value = (min if end == "least" else max)(one for one in values if one == one)
    near = abs(value) * ALIKE
    own = [at for at, one in enumerate(values) if abs(one - value) <= near]
    labels = list(shown["label"])
    names = _who([labels[at] for at in own])
    words = f"{names} {display(value)}" if named_first else f"{display(value)}{bracketed(names)}"
    return traced(words, _end_trace(shown, own[0], end, over))


def _end_trace(shown: Columns, own: int, end: str, over: str) -> str:
    """own: the place of the first of those who share the end."""
    claim = list(shown["claim"])[own] if "claim" in shown else ""
    years = list(map(year_words, shown["year"])) if "year" in shown else []
    among = [
        f"{one}" + (f":{years[at]}" if years and years[at] != years[own] else "")
        for at, one in enumerate(shown[over])
    ]
    return end_trace(claim if isinstance(claim, str) else "", end, over, " ".join(among))


def _who(labels: Sequence[object]) -> str:
    names = [clean_words(name).replace(" (", ", ").rstrip(")") for name in labels]
    if len(names) > _ENOUGH:
        return say("{number} areas", number=len(names))
    return listed(names)


def lacking_words(rows: pd.DataFrame) -> str:
    """Who has no figure, with the claim that it is these. rows: as of `end_words`."""
    return missing_words([lacking_names(rows)] if rows["value"].isna().any() else [])


def lacking_note(rows: pd.DataFrame) -> str:
    """The same as a note within a picture."""
    return missing_note(lacking_names(rows, enumerated) if rows["value"].isna().any() else "")


def lacking_names(rows: pd.DataFrame, put: Callable[[list[str]], str] = listed) -> str:
    """Names of those without a value of a year. rows: as of `end_words`."""
    own = [clean_words(name) for name in rows.loc[rows["value"].isna(), "label"]]
    shown = rows[rows["value"].notna()]
    claims = [next(iter(shown.get("claim", ())), "")]
    years = [year for year in map(year_words, shown.get("year", ())) if year][:1]
    return absent_names(put(own), rows["area"], years, claims)


def absent_names(names: str, among: Iterable[object], years: Sequence[object],
                 claims: Iterable[str]) -> str:  # fmt: skip
    """Names with the claim that these of the areas have no value in any of the years.

    years: first to last. claims: of any value of what they lack; without one nothing is claimed.
    """
    on = [claim for claim in claims if isinstance(claim, str) and claim]
    if not (on and len(years)):
        return names
    span = str(years[0]), str(years[-1])
    return traced(names, worded_trace(names, "areas", " ".join(map(str, among)), *span, *on))


def missing_words(names: Sequence[str]) -> str:
    return say("No figure: {areas}", areas=listed(list(names))) if len(names) else ""


def missing_note(names: str) -> str:
    """As a sentence under a plot; "" where nobody is missing."""
    return say("No figure: {areas}.", areas=names) if names else ""


def none_words(counted: str) -> str:
    """That a picture has no figures; counted: what the number of areas with one claims."""
    return traced(say("no figures"), counted)
