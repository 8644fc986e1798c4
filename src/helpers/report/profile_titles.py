"""Titles of a profile's charts: what they show of its area."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers import profile
from helpers.draw.multiples import Panel
from helpers.draw.numbers import display_number, is_missing
from helpers.language import later, say
from helpers.language.phrases import listed
from helpers.report.claiming import directed
from helpers.report.profile_claims import counted_claim, counted_here, missing_here
from helpers.report.profile_page import Group, Profile
from helpers.traces import traced

GREATEST = later("computed in this report: the greatest of the parts")
ONCE = later("The title counts R&D intensity once, on revised GDP.")


def once(page: Profile, group: Group) -> list[str]:
    """What the title of a group's chart counts once though it is drawn twice."""
    return [say(ONCE)] if len(page.counted_once(group)) < len(group.rates) else []


def firsts(page: Profile, group: Group) -> str:
    """On how many of a group's rates its rank is in the first third."""
    found = [
        profile.standing(page.edition.figures, rate, page.years[rate.code], page.area,
                         page.edition.peers)
        for rate in page.counted_once(group)
    ]  # fmt: skip
    ranks = [(one.rank, one.rank_of) for one in found if not is_missing(one.rank)]
    if not ranks:
        return say("{area}: where it stands on each rate", area=page.name)
    high = sum(3 * place <= of for place, of in ranks)
    how = later("counted here: rates with a rank, and those with one in the first third")
    some = counted_claim(page, high, how, "first third", group.slug)
    return say("{area}: {way} on {some} of {all} rates of {group}", area=page.name,
               some=some.words, all=counted_here(page, len(ranks), how, "ranked", group.slug),
               way=directed(say("in the first third by rank"), "first third", some),
               group=say(group.words))  # fmt: skip


def _lines(page: Profile, group: Group, panels: list[Panel]) -> dict[str, list[float]]:
    """Rate that the title counts -> the values of its own line, since any break."""
    counted = {rate.code for rate in page.counted_once(group)}
    found = {}
    for panel in panels:
        if panel.indicator not in counted:
            continue
        columns = (panel.lines[name].tolist() for name in ("role", "year", "value"))
        own = sorted(
            (year, value) for role, year, value in zip(*columns, strict=True)
            if role == "own" and not is_missing(value) and year >= max(panel.breaks, default=0)
        )  # fmt: skip
        found[panel.indicator] = [value for _, value in own]
    return found


def too_short(page: Profile, group: Group, panels: list[Panel]) -> list[str]:
    """Which of the panels `risen` cannot count; nothing where it counts none."""
    lines = _lines(page, group, panels)
    short = [
        rate.name
        for rate in page.counted_once(group)
        if rate.code in lines and len(lines[rate.code]) < 2
    ]
    if not short or len(short) == len(lines):
        return []
    names = missing_here(page, listed(short), "too short", group.slug)
    return [say("Not counted in the title, for want of two figures on one basis: {names}.",
                names=names)]  # fmt: skip


def risen(page: Profile, group: Group, panels: list[Panel]) -> str:
    """How many of a group's rates stand above where their line began, since any break."""
    lines = [line for line in _lines(page, group, panels).values() if len(line) > 1]
    whole, up = len(lines), sum(line[-1] > line[0] for line in lines)
    if not whole:
        return say("{area}: its rates over the years", area=page.name)
    how = later("counted here: lines with two years on one basis, and those that rose")
    some = counted_claim(page, up, how, "risen", group.slug)
    return say("{area}: {way} on {some} of {all} rates of {group}", area=page.name,
               some=some.words, all=counted_here(page, whole, how, "lines", group.slug),
               way=directed(say("higher than at first"), "risen", some),
               group=say(group.words))  # fmt: skip


def greatest(
    page: Profile, split, made: pd.DataFrame, share: Callable[[str, int, str], str], whole: str
) -> str:
    """Which part of its R&D is the greatest in the newest year.

    split: its parts are (code, words). made: year, part, share. share: what a part's share of a
    year claims. whole: code of what they are parts of.
    """
    year = int(made["year"].max())
    newest = made[made["year"] == year].set_index("part")["share"]
    top = str(newest.idxmax())
    said = display_number(newest[top], 1)
    told = traced(f"{said}%", share(top, year, said))
    most = counted_claim(
        page, "", GREATEST, "greatest", str(year), whole, " ".join(split.codes), top
    )
    return say("{area}: the {way} of its R&D in {year} is {part}, {share}", area=page.name,
               way=directed(say("greatest part"), "greatest part", most), year=year,
               part=say(dict(split.parts)[top]), share=told)  # fmt: skip
