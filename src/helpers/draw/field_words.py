"""In words for who cannot see them: pictures of a whole field of areas."""

from __future__ import annotations

from collections.abc import Sequence
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
    years_words,
)
from helpers.traces import traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
from helpers.draw.alternatives import (
    areas_counted,
    break_words,
    counted_how,
    drawn_course,
    lacking_words,
    missing_words,
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
        return say("Dot plot, {what}: no figures.", what=heading.subtitle)
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
        return say("Line chart, {what}: no figures.", what=heading.subtitle)
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
    lost = [
        clean_words(own["area_name"].iloc[0])
        for _, own in rows[rows["role"] != "other"].groupby("area")
        if own["value"].isna().all()
    ]
    return full_stops([*sentences, missing_words(lost), break_words(breaks, first, last)])


def tiles_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                display: Display, counted: str = "") -> str:  # fmt: skip
    """Words for a tile map; rows: area, area_name, value."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["value"].notna()]
    if shown.empty:
        return say("Tile map, {what}: no figures.", what=heading.subtitle)
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
        return say("Scatter chart, {what}: no figures.", what=heading.subtitle)
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
            missing_words(rows["label"][rows["x"].isna() | rows["y"].isna()]),
        ]
    )
