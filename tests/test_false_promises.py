"""Claims about promises: those of the page are borne, false ones made of them are caught."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from judged import judge

from helpers.claims.claim import Claim
from helpers.claims.judge import Judge
from helpers.claims.kinds import PromiseCount, ReadAs, Ruled, Threshold, Worked, read
from helpers.claims.promised import first_days
from helpers.claims.reckon import NUMBER
from helpers.claims.rows import read_rows
from helpers.claims.told import qualified
from helpers.data_folder import find_data
from helpers.report import target_charts, target_rules, target_tables, targets

CARRIED = re.compile(r' data-claim="(\[[^"]*)"')
WORDS = {"over": "more than ", "at_least": "at least ", "under": "under ", "about": "about "}

pytestmark = pytest.mark.usefixtures("project_data")


@cache
def true_claims() -> tuple[Claim, ...]:
    edition = targets.open_targets(["430000", "410000", "420000"])
    pieces = [targets.opening(edition), target_rules.rules(), target_tables.by_area(edition),
              target_tables.promises(edition), target_tables.deciders(edition),
              target_charts.timeline(edition), target_charts.decided(edition)]  # fmt: skip
    page = "".join(piece.html() for piece in pieces)
    claims = (read(unescape(trace)) for trace in CARRIED.findall(page))
    return tuple(dict.fromkeys(claim for claim in claims if claim.said))


def test_what_the_page_of_promises_says_is_borne():
    assert {claim: why for claim in true_claims() if (why := judge().objection(claim))} == {}
    kinds = Counter(type(claim) for claim in true_claims())
    assert min(kinds[kind] for kind in (Worked, PromiseCount, ReadAs, Ruled, Threshold)) >= 1
    assert {claim.what for claim in true_claims() if isinstance(claim, Worked)} >= {
        "level", "margin"
    }  # fmt: skip


def test_the_judge_too_takes_the_earliest_story_of_a_promise():
    """A story of 26 February 2023 says what one of the 24th said; its next figure is new."""
    days = first_days(read_rows(find_data()))
    assert days["changsha_evening_news_2023:s22.2"] == "2023-02-24"
    assert days["changsha_evening_news_2023:s22.3"] == "2023-02-26"
    assert days["changsha_evening_news_2023:s27.4"] == "2023-02-24"  # in a conflict, and used


def other_digit(claim: Claim) -> Iterator[Claim]:
    """One more and one less in the last digit of its (first) number."""
    found = NUMBER.search(claim.said)
    if isinstance(claim, Worked | PromiseCount | ReadAs | Ruled) and found:
        places = len(found[0].partition(".")[2])
        for step in (-1, 1):
            number = float(found[0].replace(",", "").replace("−", "-")) + step * 10.0**-places
            said = claim.said.replace(found[0], f"{number:,.{places}f}".replace("-", "−"), 1)
            yield dataclasses.replace(claim, said=said)


def other_qualifier(claim: Claim) -> Iterator[Claim]:
    """Another word before the number, or none: "about" for "more than"."""
    whole = isinstance(claim, ReadAs) or (isinstance(claim, Worked) and claim.what == "level")
    if whole and " to " not in claim.said and "rank" not in claim.said:
        bare = claim.said[NUMBER.search(claim.said).start() :]
        for words in (*WORDS.values(), ""):
            if f"{words}{bare}" != claim.said:
                yield dataclasses.replace(claim, said=f"{words}{bare}")


def other_promise(claim: Claim) -> Iterator[Claim]:
    """What comes of one promise, told of another of which the page says another number."""
    same = [one for one in true_claims() if isinstance(one, type(claim)) and one != claim
            and getattr(one, "what", "") == getattr(claim, "what", "")]  # fmt: skip
    if isinstance(claim, Worked):
        for other in same:
            if NUMBER.findall(other.said) != NUMBER.findall(claim.said):
                yield dataclasses.replace(claim, obs_id=other.obs_id)
    if isinstance(claim, PromiseCount):
        told = {one.where: one.said for one in same}
        for where, said in list(told.items())[:4]:
            if said != claim.said:
                yield dataclasses.replace(claim, where=where)


MUTATIONS = (other_digit, other_qualifier, other_promise)


def test_false_claims_about_promises_are_caught():
    seeded = [(mutate.__name__, false) for claim in true_claims() for mutate in MUTATIONS
              for false in mutate(claim)]  # fmt: skip
    missed = [one for one in seeded if not judge().objection(one[1])]
    counts = Counter(name for name, _ in seeded)
    assert len(seeded) >= 300
    assert min(counts[mutate.__name__] for mutate in MUTATIONS) >= 20, counts
    assert missed == []


def test_the_judge_counts_what_was_expected_of_a_year_already_over():
    """Beside those of the stories some made up: Hunan had 2.23, 2.41 and 2.57 % in 2021 to 2023.

    The story is of February 2022: a target of 2021 is none, nor what is expected of 2022 and 2023.
    """
    known = judge().rows.observations
    like = next(row for row in known.values() if row["source_id"] == "henan_daily_2022"
                and row["obs_status"] == "target" and row["measure"] == "level")  # fmt: skip
    made = {
        f"henan_daily_2022:s99.{number}": like | {
            "obs_id": f"henan_daily_2022:s99.{number}", "ref_area": "430000",
            "indicator": "rd_intensity_as_published", "time_period": year, "obs_status": status,
            "obs_value": value, "qualifier": "over", "as_printed": f"more than {value}%",
            "unit_measure": "PCT", "repeats": "", "derived_from": "",
        }
        for number, (year, status, value) in enumerate(
            [("2021", "target", "2.0"), ("2023", "expected", "2.0"), ("2021", "expected", "2.1"),
             ("2021", "expected", "2.3"), ("2022", "expected", "2.2")], 1)
    }  # fmt: skip
    told = Judge(dataclasses.replace(judge().rows, observations=known | made, _made={}, _columns={},
                                     _counts={}))  # fmt: skip
    for said, where in (("3", {"verdict": "met", "hindsight": "yes"}), ("7", {"verdict": "met"}),
                        ("1", {"verdict": "missed", "hindsight": "yes"})):  # fmt: skip
        assert told.objection(PromiseCount(said, tuple(where.items()))) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("more than 12%", {"over"}),
        ("exceed 100 billion yuan", {"over"}),
        ("About 10", {"about"}),
        ("nearly 200", {"under"}),
        ("100 key areas of advantage Leading talents around", {"about"}),
        ("13,910", set()),
        ("超过1000", {"over"}),
        ("约15", {"about"}),
    ],
)
def test_qualifiers_are_known_by_their_words(words, found):
    assert qualified(words) == found


def test_the_promises_of_the_official_record_by_hand():
    """Henan 2021: over 100 billion of R&D, 101.88 came; Hunan 2023: over 12 %, 9.2 % came."""
    rows = judge().rows
    for area, year, measure, verdict in (("410000", "2021", "level", "met"),
                                         ("430000", "2023", "growth", "missed")):  # fmt: skip
        (row,) = [
            row for row in rows.observations.values()
            if row["ref_area"] == area and row["time_period"] == year
            and row["indicator"] == "rd_expenditure_bulletin" and row["measure"] == measure
            and row["obs_status"] != "actual" and not row["derived_from"] and not row["repeats"]
        ]  # fmt: skip
        ids = {one for place in ((area, int(year)), (area, int(year) - 1))
               if place[1] == int(year) or measure == "growth"
               for one in rows.figure("rd_expenditure_bulletin", *place).obs_ids}  # fmt: skip
        said = Threshold(verdict, row["obs_id"], verdict, tuple(sorted(ids)))
        assert judge().objection(said) == ""
    assert judge().objection(Worked("2.8", "margin", row["obs_id"])) == ""  # 12 less 9.2
