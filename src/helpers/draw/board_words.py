"""The scoreboard's charts in one to three sentences each, computed from what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.alternatives import counted_here
from helpers.draw.numbers import claimed, display_number
from helpers.draw.words import clean_words, listed
from helpers.traces import traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading


def whiskers_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str]) -> str:
    """rows: area, area_name, rank, middle, low, high, tier."""
    if rows.empty:
        return f"Dots with whiskers, {heading.subtitle}: no figures."
    number = counted_here(len(rows), "areas")
    sentences = [f"Dots with whiskers for {number} areas, {heading.subtitle}"]
    told = [
        f"{clean_words(row.area_name)} rank {claimed(f'{row.rank:g}', row, 'rank_claim')} as scored"
        + (f", {claimed(f'{row.low:g}', row, 'low_claim')} to "
           f"{claimed(f'{row.high:g}', row, 'high_claim')} by interval"
           if row.low == row.low else "")
        for row in rows.itertuples()
        if row.area in marked
    ]  # fmt: skip
    sentences.append("; ".join(told))
    for tier, own in rows.dropna(subset="tier").groupby("tier"):
        number = claimed(f"{tier:g}", next(own.itertuples()), "tier_claim")
        sentences.append(f"Tier {number}: {listed([clean_words(n) for n in own['area_name']])}")
    return _joined(sentences)


def slope_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str]) -> str:
    """rows: area, area_name, year, rank, low, high."""
    known = rows.dropna(subset="rank")
    if known.empty:
        return f"Lines of ranks, {heading.subtitle}: no figures."
    number = counted_here(known["area"].nunique(), "areas")
    sentences = [f"Lines of ranks of {number} areas, {heading.subtitle}"]
    for area in marked:
        own = known[known["area"] == area].sort_values("year")
        if len(own):
            course = ", ".join(f"{row.year} {claimed(f'{row.rank:g}', row)}"
                               for row in own.itertuples())  # fmt: skip
            sentences.append(f"{clean_words(own['area_name'].iloc[0])}: {course}")
    return _joined(sentences)


def stacked_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
                  parts: Sequence[tuple[str, str]], decimals: int) -> str:  # fmt: skip
    """rows: area, area_name, part, points."""
    total = rows.groupby("area")["points"].sum(min_count=1).dropna()
    if total.empty:
        return f"Stacked bars, {heading.subtitle}: no figures."
    names = dict(zip(rows["area"], map(clean_words, rows["area_name"]), strict=True))
    said = dict(zip(rows["area"], rows.get("total_claim", [""] * len(rows)), strict=True))
    ends = [f"{names[at]} {traced(display_number(total[at], decimals), said.get(at, ''))}"
            for at in (total.idxmax(), total.idxmin())]  # fmt: skip
    sentences = [f"Stacked bars of {counted_here(len(total), 'areas')} areas, "
                 f"{heading.subtitle}: from {ends[0]} down to {ends[1]}"]  # fmt: skip
    for area in marked:
        own = rows[rows["area"] == area].dropna(subset="points").set_index("part", drop=False)
        own = {row.part: row for row in own.itertuples()}
        told = [f"{clean_words(words)} "
                f"{claimed(display_number(own[part].points, decimals), own[part])}"
                for part, words in parts if part in own]  # fmt: skip
        if told:
            sentences.append(f"{names[area]}: {', '.join(told)}")
    return _joined(sentences)


def heat_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
               indicators: Sequence[tuple[str, str]]) -> str:  # fmt: skip
    """rows: area, area_name, indicator, score."""
    if rows.empty:
        return f"Heat map, {heading.subtitle}: no figures."
    across = counted_here(len(indicators), "indicators")
    sentences = [f"Heat map of {counted_here(rows['area'].nunique(), 'areas')} areas by {across} "
                 f"indicators, {heading.subtitle}"]  # fmt: skip
    names = dict(indicators)
    for area in marked:
        own = rows[rows["area"] == area].dropna(subset="score")
        if len(own):
            best, worst = (own.loc[at] for at in (own["score"].idxmax(), own["score"].idxmin()))
            sentences.append(
                f"{clean_words(best['area_name'])}: highest {clean_words(names[best['indicator']])}"
                f" {claimed(display_number(best['score'], 0), best)}, lowest "
                f"{clean_words(names[worst['indicator']])} "
                f"{claimed(display_number(worst['score'], 0), worst)}"
            )
    return _joined(sentences)


def effects_words(rows: pd.DataFrame, heading: Heading, decimals: int) -> str:
    """rows: choice, total, low, high, first."""
    if rows.empty:
        return f"Bars, {heading.subtitle}: no figures."
    told = [
        f"{clean_words(row.choice)} {claimed(display_number(row.total, decimals), row)}"
        + (f" ({claimed(display_number(max(row.low, 0), decimals), row, 'low_claim')} to "
           f"{claimed(display_number(max(row.high, 0), decimals), row, 'high_claim')})"
           if row.low == row.low else "")
        for row in rows.itertuples()
    ]  # fmt: skip
    number = counted_here(len(rows), "choices")
    return _joined([f"Bars of {number} choices, {heading.subtitle}: {'; '.join(told)}"])


def _joined(sentences: Sequence[str]) -> str:
    """Sentences with a full stop each; empty ones left out."""
    kept = [sentence.strip().rstrip(".") for sentence in sentences if sentence.strip()]
    return " ".join(f"{sentence}." for sentence in kept)
