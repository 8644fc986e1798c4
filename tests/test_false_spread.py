"""Numbers of the spread: the page's own are borne, false ones made of them are caught."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from judged import judge

from helpers.claims.claim import written
from helpers.claims.kinds import Directed, Reckoned
from helpers.claims.reckon import NUMBER
from helpers.report.opening import open_edition
from helpers.report.spread import spread
from helpers.site.tracing import CARRIED, Traces

pytestmark = pytest.mark.usefixtures("project_data")


@cache
def traces() -> Traces:
    return Traces(judge())


@cache
def true_claims() -> tuple[Reckoned, ...]:
    page = spread(open_edition(["430000", "410000", "420000"], "all", 2012, "newest", "default"))
    found = {}
    for trace, _, shown in CARRIED.findall(page.html()):
        claim = traces()._claim(unescape(trace), unescape(re.sub("</?bdi>", "", shown)).strip())
        if isinstance(claim, Reckoned) and claim.by[:1] == ("spread",):
            found[claim] = None
    return tuple(found)


def test_what_is_said_of_the_spread_is_borne():
    assert {c: why for c in true_claims() if (why := traces().judge.objection(c))} == {}
    assert {claim.by[1] for claim in true_claims()} == {
        "provinces", "variation", "theil", "theil now", "between", "between over the years",
        "within over the years", "sigma", "variation change", "beta", "moran",
        "carriers sigma", "carriers variation change", "deciders sigma",
        "deciders variation change",
    }  # fmt: skip


def false_claims() -> Iterator[Reckoned]:
    """One more in the last digit of each number; what is said of one rate told of another."""
    said = {claim.by[1:3]: claim.said for claim in true_claims()}
    for claim in true_claims():
        for found in NUMBER.finditer(claim.said):
            if found[0] == "0.001":
                continue  # "0.001 or less" is no number of its own
            places = len(found[0].partition(".")[2])
            number = float(found[0].replace(",", "").replace("−", "-")) + 10.0**-places
            told = f"{number:+.{places}f}" if found[0][0] in "+-−" else f"{number:.{places}f}"
            whole = claim.said[: found.start()] + told.replace("-", "−") + claim.said[found.end() :]
            yield dataclasses.replace(claim, said=whole)
        others = [rate for what, rate in said if what == claim.by[1] and rate != claim.by[2]
                  and said[what, rate] != claim.said]  # fmt: skip
        if others and claim.by[1] not in ("provinces", "sigma", "beta", "variation change"):
            yield dataclasses.replace(claim, by=(*claim.by[:2], others[0], *claim.by[3:]))


def test_false_numbers_of_the_spread_are_caught():
    seeded = list(false_claims())
    missed = [claim for claim in seeded if not traces().judge.objection(claim)]
    assert len(seeded) >= 200
    assert missed == []


def test_a_year_without_populations_begins_no_course():
    """Populations at hand begin in 2011: so do the Theil index and its parts from 2010 on."""
    page = spread(open_edition(["430000"], "all", 2010, 2013, "default"))
    told = [unescape(shown) for trace, _, shown in CARRIED.findall(page.html())
            if "over the years" in trace]  # fmt: skip
    assert told
    for trace, _, shown in CARRIED.findall(page.html()):
        claim = traces()._claim(unescape(trace), unescape(re.sub("</?bdi>", "", shown)).strip())
        assert not traces().judge.objection(claim), shown
    assert all("2010" not in words for words in told)


@pytest.mark.parametrize(
    ("what", "said"),
    [("carriers", "Beijing and Shanghai"), ("carriers", "Beijing"), ("carriers", "2"),
     ("deciders", "Beijing"), ("deciders", "Tianjin and Shanghai"), ("deciders", "3"),
     ("deciders", "")],
)  # fmt: skip
def test_a_change_rests_on_no_others(what, said):
    """Beijing and Tianjin carry how the coefficient of variation of R&D intensity fell, and each
    decides it alone: without both, 3.7% is left of 16.6%."""
    own = next(one for one in true_claims() if one.by[1] == f"{what} variation change")
    assert own.said == "Beijing and Tianjin"
    assert traces().judge.objection(dataclasses.replace(own, said=said))
    bare = written(dataclasses.replace(own, said=""))
    none = Directed("it can be told whichever one is left out", "told without one", (bare,))
    assert traces().judge.objection(none)


def test_nobody_carries_what_is_not_told():
    own = next(one for one in true_claims() if one.by[1] == "carriers sigma")
    other = next(one for one in true_claims() if one.by[1] == "carriers variation change")
    assert traces().judge.objection(dataclasses.replace(own, by=(*own.by[:2], *other.by[2:])))
