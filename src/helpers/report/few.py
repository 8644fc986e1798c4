"""Changes from so few that a percentage says little: the two counts are told in its place."""

from __future__ import annotations

from helpers.language import later, say
from helpers.reference import Indicator
from helpers.report.claiming import level
from helpers.report.edition import Edition
from helpers.report.indicator_words import amount

FEW = 10
"""A change from fewer is no percentage: one more or less of them would make another one."""

FEW_RULE = later("From fewer than ten the two counts stand, and no percentage.")


def from_few(edition: Edition, indicator: Indicator, area: str, years: tuple[int, int]) -> str:
    """ "from 3 to 188 papers", with its claims, where the first is a count below `FEW`; else "".

    Of a rate per head, what it counts: papers, patents. "" for shares, money, and where a count is
    not at hand.
    """
    counted = _counted(edition, indicator)
    if counted is None:
        return ""
    first, last = (edition.value_at.get((counted.code, area, year)) for year in years)
    if first is None or last is None or not first < FEW:
        return ""
    before, now = (level(edition, counted, area, year) for year in years)
    return say("from {before} to {now}", before=before.words, now=now.of(amount(counted, last)))


def _counted(edition: Edition, indicator: Indicator) -> Indicator | None:
    """What an indicator counts: itself, or what is parted by people in it."""
    if indicator.stock_or_flow == "ratio":
        found = edition.reference.indicator.get(indicator.numerator or "")
        return found if found is not None and _is_count(found) else None
    return indicator if _is_count(indicator) else None


def _is_count(indicator: Indicator) -> bool:
    return indicator.base_unit == "NUM" and not indicator.money
