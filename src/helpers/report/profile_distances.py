"""A province's figures as shown, and how far they lie from the nation's and the leader's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers import compare, profile
from helpers.claims.claim import written
from helpers.claims.kinds import Ended
from helpers.draw.numbers import display_number, figure_number
from helpers.language import later, say
from helpers.language.phrases import bracketed, listed, with_unit
from helpers.reference import NATION, Indicator
from helpers.report.claiming import directed, distant, first, level
from helpers.report.indicator_words import in_units, signed
from helpers.report.profile_page import Profile, is_missing


def number(indicator: Indicator, value: float) -> str:
    """A value in base units as displayed, without its unit; "" for none."""
    return (
        "" if is_missing(value) else figure_number(in_units(indicator, value), indicator.decimals)
    )


def level_shown(page: Profile, indicator: Indicator, area: str, year: int) -> str:
    """An area's figure as displayed, with what it claims."""
    value = page.edition.value_at[indicator.code, area, year]
    claim = level(page.edition, indicator, area, year)
    return replace(claim, said=number(indicator, value)).words


BESIDE = {"sum of local budgets": later("{nation}% of all local budgets ({distance})")}
PART = {
    "sum of local budgets": later("{part} of all local budgets"),
    "wider than the 31": later(
        "{part} of the national total, which holds more than the 31 provinces"
    ),
}


def beside_nation(page: Profile, indicator: Indicator, year: int, found: profile.Standing) -> str:
    """A rate's national figure and the distance to it, or a total's part of the national one."""
    value, nation = found.value, found.nation
    if is_missing(value) or is_missing(nation):
        return ""
    row = indicator.national_row
    if indicator.stock_or_flow == "ratio":
        told = distance(page, indicator, year, NATION, (value, nation))
        shown = level_shown(page, indicator, NATION, year)
        return say(BESIDE.get(row, later("{nation} ({distance})")), nation=shown, distance=told)
    if nation <= 0 or value < 0:
        return ""
    part = figure_number(100 * value / nation, 1)
    claim = distant(page.edition, indicator, page.area, year, NATION, part, "%")
    return say(PART.get(row, later("{part} of the national total")), part=claim.of(f"{part}%"))


def distance(
    page: Profile, indicator: Indicator, year: int, other: str, values: tuple[float, float]
) -> str:
    """How far its figure is from another area's: in points for percent, else as a part of it.

    values: its own and the other's.
    """
    value, theirs = values
    apart = in_units(indicator, value - theirs)
    if indicator.base_unit == "PCT":
        said, unit = signed(apart, max(indicator.decimals, 1)), "p.p."
        words = say("{number} p.p.", number=said)
    elif theirs <= 0 or value < 0:
        said, unit = signed(apart, indicator.decimals), indicator.display_unit
        words = with_unit(said, unit)
    elif value > theirs:
        said, unit = display_number(value / theirs, 2), "times"
        words = say("{number} times it", number=said)
    else:
        said, unit = figure_number(100 * value / theirs, 0), "%"
        words = say("{number}% of it", number=said)
    return distant(page.edition, indicator, page.area, year, other, said, unit).of(words)


def beside_leader(page: Profile, indicator: Indicator, year: int, found: profile.Standing) -> str:
    """Who leads with how much, and how far the province is from it; of a leader, who is next."""
    if not found.leaders or is_missing(found.value):
        return ""
    if page.area not in found.leaders:
        leader = found.leaders[0]
        best = _at_end(page, indicator, year, found.leaders, page.edition.peers)
        apart = distance(page, indicator, year, leader, (found.value, found.best))
        return f"{best}{bracketed(apart)}"
    lead = first(page.edition, indicator, page.area, year)
    others = [area for area in page.edition.peers if area != page.area]
    ranks = compare.ranks(page.edition.figures, indicator, year, others)
    second = ranks[ranks["rank"] == 1]
    if second.empty:
        return directed(say("leads alone"), "leads alone", lead)
    way, words = "leads", later("leads")
    if len(found.leaders) > 1:
        way, words = "shares the lead", later("shares the lead")
    after = _at_end(page, indicator, year, [str(area) for area in second["ref_area"]], others)
    return say("{way}; next {names}", way=directed(say(words), way, lead), names=after)


NAMED = 3  # of those who share an end; more are counted


def _at_end(
    page: Profile, indicator: Indicator, year: int, areas: Sequence[str], among: Sequence[str]
) -> str:
    """Who has the best figure of some areas, and how much: "Beijing 6.73", with the claim."""
    value_at, end = page.edition.value_at, "least" if indicator.direction == "lower" else "most"
    names = listed([page.named(area) for area in areas])
    if len(areas) > NAMED:
        names = say("{number} areas", number=len(areas))
    shown = number(indicator, value_at[indicator.code, areas[0], year])
    there = [area for area in among if (indicator.code, area, year) in value_at]
    on = written(replace(level(page.edition, indicator, areas[0], year), said=""))
    words = say("{names} {value}", names=names, value=shown)
    return Ended(words, on, end, "area", " ".join(there)).words
