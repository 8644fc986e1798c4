"""False claims, seeded from true ones by stated mutations: nearly all are caught.

The true ones are those that the report makes of its figures (none may be refused), and others of
the same kinds on figures drawn by a seed. A mutation that leaves a statement true (two provinces
with one figure at the printed digits) is no false claim; whether it does is asked of the raw
figures here, not of the judge.
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from judged import judge

from helpers.claims import kinds
from helpers.claims.claim import Claim
from helpers.compare import change
from helpers.report import claiming, claiming_stories
from helpers.report.edition import Edition
from helpers.report.opening import open_edition
from helpers.report.words import told

ROOT = Path(__file__).parent.parent
SEED = 20261126
MARKED = ["430000", "410000", "420000"]

pytestmark = pytest.mark.usefixtures("project_data")


@cache
def edition() -> Edition:
    return open_edition(MARKED, "all", 2012, "newest", "default")


@cache
def true_claims() -> list[Claim]:
    """Levels, ranks, changes and comparisons of drawn provinces, and what stories print."""
    rng, report = random.Random(SEED), edition()
    claims: list[Claim] = []
    for indicator in report.indicators:
        year = report.newest(indicator.code)
        for area in rng.sample(report.reference.provinces, 8):
            if (indicator.code, area, year) not in report.obs_ids:
                continue
            claims.append(claiming.level(report, indicator, area, year))
            claims += _ranked(report, indicator, area, year)
            found = change(report.shown, indicator, area, 2012, year)
            if found and found.percent is not None:
                years = (found.first, found.last)
                claims.append(claiming.growth(report, indicator, area, years, found.percent, 1))
            elif found:
                years = (found.first, found.last)
                claims.append(claiming.difference(report, indicator, area, years,
                                                  found.difference, 2))  # fmt: skip
    for row in told(report).itertuples():
        if ":derived/" not in row.obs_id:
            claims.append(claiming_stories.printed(row))
            if row.outcome in ("met", "missed"):
                claims += [
                    claiming_stories.threshold(row),
                    claiming_stories.official(report.reference, row),
                ]
    return claims


def _ranked(report: Edition, indicator, area: str, year: int) -> list[Claim]:
    if not indicator.ranked:
        return []
    values = {
        other: report.value_at[indicator.code, other, year]
        for other in report.reference.provinces
        if (indicator.code, other, year) in report.value_at
    }
    place = 1 + sum(value > values[area] for value in values.values())  # higher is better in all
    other = next(other for other in values if other != area)
    side = "above" if values[area] > values[other] else "below"
    return [
        claiming.rank(report, indicator, area, year, place, len(values)),
        claiming.beside(report, indicator, area, year, other, side),
    ]


def test_the_true_claims_stand():
    refused = {claim: why for claim in true_claims() if (why := judge().objection(claim))}
    assert refused == {}
    assert Counter(type(claim) for claim in true_claims()).keys() >= {
        kinds.Level, kinds.Rank, kinds.Compared, kinds.Growth, kinds.Difference, kinds.Printed,
        kinds.Threshold,
    }  # fmt: skip


# ---------------------------------------------------------------- the mutations


def neighbours_value(claim: Claim) -> Iterator[Claim]:
    """The figure of the province that stands next in the list."""
    if isinstance(claim, kinds.Level) and claim.area in edition().reference.provinces:
        provinces = edition().reference.provinces
        area = provinces[(provinces.index(claim.area) + 1) % len(provinces)]
        yield from _said_of(claim, area, claim.year)


def wrong_year(claim: Claim) -> Iterator[Claim]:
    """The figure of the year before, and this figure as the year's before."""
    if isinstance(claim, kinds.Level):
        yield from _said_of(claim, claim.area, claim.year - 1)
        for other in _said_of(claim, claim.area, claim.year - 1):
            yield dataclasses.replace(claim, year=other.year - 1)


def _said_of(claim: kinds.Level, area: str, year: int) -> Iterator[Claim]:
    indicator = edition().reference.indicator[claim.indicator]
    if (claim.indicator, area, year) in edition().value_at:
        said = claiming.level(edition(), indicator, area, year).said
        if said != claim.said:
            yield dataclasses.replace(claim, said=said)


def percent_for_points(claim: Claim) -> Iterator[Claim]:
    """A difference in points as a growth in percent, and the other way round."""
    other = {kinds.Difference: (kinds.Growth, "%"), kinds.Growth: (kinds.Difference, "p.p.")}
    if type(claim) in other:
        kind, unit = other[type(claim)]
        yield kind(*dataclasses.astuple(dataclasses.replace(claim, unit=unit)))
        yield dataclasses.replace(claim, unit=unit)


def level_for_increment(claim: Claim) -> Iterator[Claim]:
    """What a story prints as an increase told as a stock, or the other way; a year's increase."""
    if isinstance(claim, kinds.Printed):
        other = "net_increase" if claim.measure == "level" else "level"
        yield dataclasses.replace(claim, measure=other)
    if isinstance(claim, kinds.Level):
        indicator = edition().reference.indicator[claim.indicator]
        values = [edition().value_at.get((claim.indicator, claim.area, claim.year - back))
                  for back in (0, 1)]  # fmt: skip
        if None not in values:
            places = max(indicator.decimals, 1)
            increase = (values[0] - values[1]) / indicator.scale
            yield dataclasses.replace(claim, said=f"{increase:.{places}f}")


def target_for_result(claim: Claim) -> Iterator[Claim]:
    """A promise told as what happened, or a result as a promise; the other verdict."""
    if isinstance(claim, kinds.Printed):
        status = "actual" if claim.status != "actual" else "target"
        yield dataclasses.replace(claim, status=status)
    if isinstance(claim, kinds.Threshold):
        verdict = "missed" if claim.verdict == "met" else "met"
        yield dataclasses.replace(claim, said=verdict, verdict=verdict)


def rounding_that_flips_an_order(claim: Claim) -> Iterator[Claim]:
    """Two provinces alike at the printed digits: told as equal, or the wrong way round."""
    if not isinstance(claim, kinds.Rank):
        return
    report = edition()
    indicator = report.reference.indicator[claim.indicator]
    own = report.value_at[claim.indicator, claim.area, claim.year]
    for other in report.reference.provinces:
        value = report.value_at.get((claim.indicator, other, claim.year), own)
        near = abs(value - own) / indicator.scale < 10.0**-indicator.decimals
        if value != own and near:
            for wrong in ("at", "above" if own < value else "below"):
                yield claiming.beside(report, indicator, claim.area, claim.year, other, wrong)


def off_by_one(claim: Claim) -> Iterator[Claim]:
    """One place better and one worse; one province more in the field."""
    if isinstance(claim, kinds.Rank):
        for step in (-1, 1):
            yield dataclasses.replace(claim, said=str(int(claim.said) + step))
        yield dataclasses.replace(claim, out_of=str(int(claim.out_of) + 1))


def last_digit(claim: Claim) -> Iterator[Claim]:
    """The last digit printed, one too high."""
    if isinstance(claim, kinds.Level | kinds.Growth | kinds.Difference):
        places = len(claim.said.partition(".")[2])
        value = float(claim.said.replace(",", "").replace("−", "-")) + 10.0**-places
        yield dataclasses.replace(claim, said=f"{value:,.{places}f}")


def other_observation(claim: Claim) -> Iterator[Claim]:
    """The right number on another province's observations."""
    if isinstance(claim, kinds.Level):
        other = [claim_ for claim_ in true_claims() if isinstance(claim_, kinds.Level)]
        stranger = next(one for one in other if one.area != claim.area)
        yield dataclasses.replace(claim, obs_ids=stranger.obs_ids)


def other_side(claim: Claim) -> Iterator[Claim]:
    """Above for below."""
    if isinstance(claim, kinds.Compared):
        relation = "below" if claim.relation == "above" else "above"
        yield dataclasses.replace(claim, relation=relation)


MUTATIONS = (
    neighbours_value, wrong_year, percent_for_points, level_for_increment, target_for_result,
    rounding_that_flips_an_order, off_by_one, last_digit, other_observation, other_side,
)  # fmt: skip


def test_false_claims_are_caught():
    seeded: Counter = Counter()
    missed: list[tuple[str, Claim]] = []
    for claim in true_claims():
        for mutate in MUTATIONS:
            for false in mutate(claim):
                assert false != claim
                seeded[mutate.__name__] += 1
                if not judge().objection(false):
                    missed.append((mutate.__name__, false))
    assert sum(seeded.values()) >= 300
    assert set(seeded) == {mutate.__name__ for mutate in MUTATIONS}
    assert min(seeded.values()) >= 5, seeded
    assert missed == []


def test_a_refusal_says_what_the_figures_bear():
    claim = next(one for one in true_claims() if isinstance(one, kinds.Level))
    for false in neighbours_value(claim):
        assert claim.said in judge().objection(false)
