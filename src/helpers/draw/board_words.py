"""The scoreboard's charts in one to three sentences each, computed from what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.alternatives import break_words, counted_here, end_words
from helpers.draw.numbers import claimed, display_number
from helpers.draw.words import clean_words
from helpers.language import later, say
from helpers.language.phrases import bracketed, clauses, enumerated, full_stops, joined, listed
from helpers.traces import end_trace, traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading


def whiskers_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str]) -> str:
    """rows: area, area_name, rank, middle, low, high, tier."""
    if rows.empty:
        return say("Dots with whiskers, {what}: no figures.", what=heading.subtitle)
    number = counted_here(len(rows), later("areas"), heading.name, "area")
    sentences = [say("Dots with whiskers for {number} areas, {what}", number=number,
                     what=heading.subtitle)]  # fmt: skip
    sentences.append(clauses([_whisker(row) for row in rows.itertuples() if row.area in marked]))
    drawn = " ".join(rows.dropna(subset="tier")["area"].astype(str))
    for tier, own in rows.dropna(subset="tier").groupby("tier"):
        number = claimed(f"{tier:g}", next(own.itertuples()), "tier_claim")
        names = traced(
            listed([clean_words(name) for name in own["area_name"]]),
            end_trace(next(iter(own.get("tier_claim", ())), ""), "same", "area", drawn),
        )
        sentences.append(say("Tier {tier}: {areas}", tier=number, areas=names))
    return full_stops(sentences)


def _whisker(row) -> str:
    told = say("{area} rank {rank} as scored", area=clean_words(row.area_name),
               rank=claimed(f"{row.rank:g}", row, "rank_claim"))  # fmt: skip
    if row.low != row.low:
        return told
    ends = say("{low} to {high} by interval", low=claimed(f"{row.low:g}", row, "low_claim"),
               high=claimed(f"{row.high:g}", row, "high_claim"))  # fmt: skip
    return joined([told, ends])


def slope_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
                breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """rows: area, area_name, year, rank, low, high. breaks: as the chart draws them."""
    known = rows.dropna(subset="rank")
    if known.empty:
        return say("Lines of ranks, {what}: no figures.", what=heading.subtitle)
    number = counted_here(known["area"].nunique(), later("areas"), heading.name, "area:rank")
    sentences = [say("Lines of ranks of {number} areas, {what}", number=number,
                     what=heading.subtitle)]  # fmt: skip
    for area in marked:
        own = known[known["area"] == area].sort_values("year")
        if len(own):
            course = [say("{year} {value}", year=row.year, value=claimed(f"{row.rank:g}", row))
                      for row in own.itertuples()]  # fmt: skip
            name = clean_words(own["area_name"].iloc[0])
            sentences.append(say("{name}: {words}", name=name, words=enumerated(course)))
    years = known["year"].astype(int)
    sentences.append(break_words(breaks, int(years.min()), int(years.max())))
    return full_stops(sentences)


def stacked_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
                  parts: Sequence[tuple[str, str]], decimals: int) -> str:  # fmt: skip
    """rows: area, area_name, part, points."""
    total = rows.groupby("area")["points"].sum(min_count=1).dropna()
    if total.empty:
        return say("Stacked bars, {what}: no figures.", what=heading.subtitle)
    names = dict(zip(rows["area"], map(clean_words, rows["area_name"]), strict=True))
    said = dict(zip(rows["area"], rows.get("total_claim", [""] * len(rows)), strict=True))
    totals = total.rename("value").reset_index()
    totals = totals.assign(label=totals["area"].map(names), claim=totals["area"].map(said))
    ends = [end_words(totals, end, lambda value: display_number(value, decimals), named_first=True)
            for end in ("most", "least")]  # fmt: skip
    sentences = [say("Stacked bars of {number} areas, {what}: from {most} down to {least}",
                     number=counted_here(len(total), later("areas"), heading.name, "area:points"),
                     what=heading.subtitle,
                     most=ends[0], least=ends[1])]  # fmt: skip
    for area in marked:
        own = rows[rows["area"] == area].dropna(subset="points").set_index("part", drop=False)
        own = {row.part: row for row in own.itertuples()}
        told = [f"{clean_words(words)} "
                f"{claimed(display_number(own[part].points, decimals), own[part])}"
                for part, words in parts if part in own]  # fmt: skip
        if told:
            sentences.append(say("{name}: {words}", name=names[area], words=enumerated(told)))
    return full_stops(sentences)


def heat_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
               indicators: Sequence[tuple[str, str]]) -> str:  # fmt: skip
    """rows: area, area_name, indicator, score."""
    if rows.empty:
        return say("Heat map, {what}: no figures.", what=heading.subtitle)
    sentences = [say("Heat map of {number} areas by {indicators} indicators, {what}",
                     number=counted_here(rows["area"].nunique(), later("areas"), heading.name,
                                         "area"),
                     indicators=counted_here(len(indicators), later("indicators"), heading.name,
                                             "indicator"),
                     what=heading.subtitle)]  # fmt: skip
    names = dict(indicators)
    for area in marked:
        own = rows[rows["area"] == area].dropna(subset="score")
        if len(own):
            own = own.assign(value=own["score"], code=own["indicator"],
                             label=own["indicator"].map(names))  # fmt: skip
            most, least = (
                end_words(own, end, lambda value: display_number(value, 0), named_first=True,
                          over="code")
                for end in ("most", "least")
            )  # fmt: skip
            sentences.append(say("{area}: highest {most}, lowest {least}", most=most, least=least,
                                 area=clean_words(own["area_name"].iloc[0])))  # fmt: skip
    return full_stops(sentences)


def effects_words(rows: pd.DataFrame, heading: Heading, decimals: int) -> str:
    """rows: choice, total, low, high, first."""
    if rows.empty:
        return say("Bars, {what}: no figures.", what=heading.subtitle)
    told = []
    for row in rows.itertuples():
        words = claimed(display_number(row.total, decimals), row)
        if row.low == row.low:
            ends = [
                claimed(display_number(max(end, 0), decimals), row, claim)
                for end, claim in ((row.low, "low_claim"), (row.high, "high_claim"))
            ]
            words += bracketed(say("{low} to {high}", low=ends[0], high=ends[1]))
        told.append(f"{clean_words(row.choice)} {words}")
    number = counted_here(len(rows), later("choices"), heading.name, "choice")
    return full_stops([say("Bars of {number} choices, {what}: {choices}", number=number,
                           what=heading.subtitle, choices=clauses(told))])  # fmt: skip
