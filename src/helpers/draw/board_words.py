"""The scoreboard's charts in one to three sentences each, computed from what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.numbers import display_number
from helpers.draw.words import clean_words, listed

if TYPE_CHECKING:
    from helpers.draw.layout import Heading


def whiskers_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str]) -> str:
    """rows: area, area_name, rank, middle, low, high, tier."""
    if rows.empty:
        return f"Dots with whiskers, {heading.subtitle}: no figures."
    sentences = [f"Dots with whiskers for {len(rows)} areas, {heading.subtitle}"]
    told = [
        f"{clean_words(row.area_name)} rank {row.rank:g} as scored"
        + (f", {row.low:g} to {row.high:g} by interval" if row.low == row.low else "")
        for row in rows.itertuples()
        if row.area in marked
    ]
    sentences.append("; ".join(told))
    tiers = rows.dropna(subset="tier").groupby("tier")["area_name"].apply(list)
    sentences += [f"Tier {tier:g}: {listed([clean_words(n) for n in names])}"
                  for tier, names in tiers.items()]  # fmt: skip
    return _joined(sentences)


def slope_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str]) -> str:
    """rows: area, area_name, year, rank, low, high."""
    known = rows.dropna(subset="rank")
    if known.empty:
        return f"Lines of ranks, {heading.subtitle}: no figures."
    sentences = [f"Lines of ranks of {known['area'].nunique()} areas, {heading.subtitle}"]
    for area in marked:
        own = known[known["area"] == area].sort_values("year")
        if len(own):
            course = ", ".join(f"{row.year} {row.rank:g}" for row in own.itertuples())
            sentences.append(f"{clean_words(own['area_name'].iloc[0])}: {course}")
    return _joined(sentences)


def stacked_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
                  parts: Sequence[tuple[str, str]], decimals: int) -> str:  # fmt: skip
    """rows: area, area_name, part, points."""
    total = rows.groupby("area")["points"].sum(min_count=1).dropna()
    if total.empty:
        return f"Stacked bars, {heading.subtitle}: no figures."
    names = dict(zip(rows["area"], map(clean_words, rows["area_name"]), strict=True))
    ends = [f"{names[at]} {display_number(total[at], decimals)}" for at in
            (total.idxmax(), total.idxmin())]  # fmt: skip
    sentences = [f"Stacked bars of {len(total)} areas, {heading.subtitle}: from {ends[0]} down to "
                 f"{ends[1]}"]  # fmt: skip
    for area in marked:
        own = rows[rows["area"] == area].set_index("part")["points"].dropna()
        told = [f"{clean_words(words)} {display_number(own[part], decimals)}"
                for part, words in parts if part in own]  # fmt: skip
        if told:
            sentences.append(f"{names[area]}: {', '.join(told)}")
    return _joined(sentences)


def heat_words(rows: pd.DataFrame, heading: Heading, marked: Sequence[str],
               indicators: Sequence[tuple[str, str]]) -> str:  # fmt: skip
    """rows: area, area_name, indicator, score."""
    if rows.empty:
        return f"Heat map, {heading.subtitle}: no figures."
    sentences = [f"Heat map of {rows['area'].nunique()} areas by {len(indicators)} indicators, "
                 f"{heading.subtitle}"]  # fmt: skip
    names = dict(indicators)
    for area in marked:
        own = rows[rows["area"] == area].dropna(subset="score")
        if len(own):
            best, worst = (own.loc[at] for at in (own["score"].idxmax(), own["score"].idxmin()))
            sentences.append(
                f"{clean_words(best['area_name'])}: highest {clean_words(names[best['indicator']])}"
                f" {display_number(best['score'], 0)}, lowest "
                f"{clean_words(names[worst['indicator']])} {display_number(worst['score'], 0)}"
            )
    return _joined(sentences)


def effects_words(rows: pd.DataFrame, heading: Heading, decimals: int) -> str:
    """rows: choice, total, low, high, first."""
    if rows.empty:
        return f"Bars, {heading.subtitle}: no figures."
    told = [
        f"{clean_words(row.choice)} {display_number(row.total, decimals)}"
        + (f" ({display_number(row.low, decimals)} to {display_number(row.high, decimals)})"
           if row.low == row.low else "")
        for row in rows.itertuples()
    ]  # fmt: skip
    return _joined([f"Bars of {len(rows)} choices, {heading.subtitle}: {'; '.join(told)}"])


def _joined(sentences: Sequence[str]) -> str:
    """Sentences with a full stop each; empty ones left out."""
    kept = [sentence.strip().rstrip(".") for sentence in sentences if sentence.strip()]
    return " ".join(f"{sentence}." for sentence in kept)
