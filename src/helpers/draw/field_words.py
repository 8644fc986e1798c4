"""In words for who cannot see them: pictures of a whole field of areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.numbers import Display, claimed, is_missing
from helpers.draw.words import clean_words
from helpers.language import later, say
from helpers.language.phrases import (
    bracketed,
    clauses,
    full_stops,
    joined,
    listed,
    years_words,
)
from helpers.traces import traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
from helpers.draw.alternatives import (
    absent_names,
    areas_counted,
    break_words,
    counted_how,
    drawn_course,
    lacking_words,
    missing_words,
    none_words,
    range_words,
)


def ranking_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  national: float | None, display: Display, direction: str,
                  national_claim: str = "",
                  counted: str = "") -> str:  # fmt: skip
    """Words for a ranking chart; rows as `ranking.arrange` hands them out.

    counted, here and below: what the number of areas with a figure claims, if told.
    """
    shown = rows[rows["value"].notna()]
    if shown.empty:
        none = none_words(counted)
        return say("Dot plot, {what}: {none}.", what=heading.subtitle, none=none)
    told = say("Dot plot of {areas}, {what}: {range}", what=heading.subtitle,
               areas=areas_counted(shown, heading, counted),
               range=range_words(shown, display))  # fmt: skip
    sentences = [clauses([told, say("lower is better") if direction == "lower" else ""])]
    stands = []
    for area in marked:
        for row in shown[shown["area"] == area].itertuples(index=False):
            place = claimed(f"{float(row.rank):g}", row, "rank_claim")
            rank = "" if is_missing(row.rank) else bracketed(_rank(place, row, counted))
            stands.append(f"{row.label} {claimed(display(row.value), row)}{rank}")
    if not is_missing(national):
        number = traced(display(national), national_claim)
        stands.append(f"{say('China')} {number}")
    return full_stops([*sentences, clauses(stands), lacking_words(rows)])


def _rank(place: str, row, counted: str) -> str:
    if is_missing(row.rank_of):
        return say("rank {rank}", rank=place)
    areas = traced(f"{row.rank_of:g}", counted or counted_how(later("areas with a figure")))
    return say("rank {rank} of {areas}", rank=place, areas=areas)


def trend_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
                breaks: Sequence[tuple[int, str]] = (), counted: str = "") -> str:  # fmt: skip
    """Words for a trend chart; rows: area, area_name, year, value, role."""
    known = rows[rows["value"].notna()]
    if known.empty:
        none = none_words(counted)
        return say("Line chart, {what}: {none}.", what=heading.subtitle, none=none)
    first, last = int(known["year"].min()), int(known["year"].max())
    final = known[(known["year"] == last) & (known["role"] != "nation")]
    told = all(str(year) in heading.subtitle for year in (first, last))
    what = heading.subtitle if told else joined([heading.subtitle, years_words(first, last)])
    sentences = [say("Line chart, {what}", what=what)]
    if len(final):
        final = final.assign(label=final["area_name"])
        drawn = f"area:value,role!=nation,year={last}"
        sentences = [say("Line chart, {what}: in {year}, {areas} {range}", what=what, year=last,
                         areas=areas_counted(final, heading, counted, drawn),
                         range=range_words(final, display))]  # fmt: skip
    courses = []
    for area in [*marked, *rows.loc[rows["role"] == "nation", "area"].unique()]:
        own = rows[rows["area"] == area].sort_values("year")
        if own["value"].notna().any():
            name = clean_words(own["area_name"].iloc[0])
            courses.append(
                f"{name} {drawn_course(own, display, breaks=[year for year, _ in breaks])}"
            )
    sentences.append(clauses(courses))
    lost = trend_lacking(rows, listed)
    return full_stops([*sentences, missing_words([lost] if lost else []),
                       break_words(breaks, first, last)])  # fmt: skip


def trend_lacking(rows: pd.DataFrame, put: Callable[[list[str]], str]) -> str:
    """Which of the marked, and whether the nation, have no value in any year of a trend chart."""
    told = rows[rows["role"] != "other"]
    lost = [
        clean_words(own["area_name"].iloc[0])
        for _, own in told.groupby("area", sort=False)
        if own["value"].isna().all()
    ]
    known = rows[rows["value"].notna()]
    if not lost or known.empty:
        return put(lost)
    years = int(rows["year"].min()), int(rows["year"].max())
    return absent_names(put(lost), told["area"].unique(), years, known.get("claim", ())[:1])


def tiles_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                display: Display, counted: str = "") -> str:  # fmt: skip
    """Words for a tile map; rows: area, area_name, value."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["value"].notna()]
    if shown.empty:
        none = none_words(counted)
        return say("Tile map, {what}: {none}.", what=heading.subtitle, none=none)
    stands = [
        f"{row.label} {claimed(display(row.value), row)}"
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return full_stops(
        [
            say(
                "Tile map of {areas}, {what}: {range}",
                areas=areas_counted(shown, heading, counted),
                what=heading.subtitle,
                range=range_words(shown, display),
            ),
            clauses(stands),
            lacking_words(rows),
        ]
    )


def scatter_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  labels: tuple[str, str, str],
                  displays: tuple[Display, Display, Display],
                  counted: str = "") -> str:  # fmt: skip
    """Words for a scatter chart; rows: area, area_name, x, y, size; labels of x, y and size."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["x"].notna() & rows["y"].notna()]
    if shown.empty:
        none = none_words(counted)
        return say("Scatter chart, {what}: {none}.", what=heading.subtitle, none=none)
    claims = {column: rows.get(f"{column}_claim", "") for column in ("x", "y")}
    ranges = [
        f"{label} {range_words(shown.assign(value=shown[column], claim=claims[column]), display)}"
        for column, label, display in zip(("x", "y"), labels, displays, strict=False)
    ]
    by_size = say("dot area shows {size}", size=labels[2]) if labels[2] else ""
    stands = [
        say(
            "{area} {x} and {y}",
            area=row.label,
            x=claimed(displays[0](row.x), row, "x_claim"),
            y=claimed(displays[1](row.y), row, "y_claim"),
        )
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return full_stops(
        [
            say(
                "Scatter chart of {areas}, {what}: {ranges}",
                areas=areas_counted(shown, heading, counted, "area:x,y"),
                what=heading.subtitle,
                ranges=clauses([*ranges, by_size]),
            ),
            clauses(stands),
            missing_words([lost] if (lost := scatter_lacking(rows, listed)) else []),
        ]
    )


def scatter_lacking(rows: pd.DataFrame, put: Callable[[list[str]], str]) -> str:
    """Which areas have no x or no y. rows: as of `scatter_words`; year, and what x and y claim, if
    told."""
    lost = rows[rows["x"].isna() | rows["y"].isna()]
    names = put([clean_words(name) for name in lost["area_name"]])
    claims = [
        next((one for one in rows.get(f"{column}_claim", ()) if one), "") for column in ("x", "y")
    ]
    years = [] if lost.empty or not all(claims) else list(rows.get("year", ()))[:1]
    return absent_names(names, rows["area"], years, claims)
