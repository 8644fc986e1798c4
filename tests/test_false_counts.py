"""Counts, distances and quotations that no figure bears by itself: false ones are caught.

The true ones are those of the data page, the comparison and three profiles. What a number counts
determines it: so what is said of one thing and differs from what is said of another of its kind is
false of the other.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from executed import executed_once
from judged import DATA, judge

from helpers.claims.judge import Judge
from helpers.claims.kinds import Reckoned
from helpers.claims.picture import count, judge_pictured
from helpers.claims.reckon import NUMBER
from helpers.claims.rows import read_rows
from helpers.draw.chart import TABLE_MIME
from helpers.site.tracing import CARRIED, Traces

pytestmark = pytest.mark.usefixtures("project_data")

PAGES = (
    ("01_clean_figures", ""),
    ("02_compare_provinces", ""),
    ("05_profile_area", "410000"),
    ("05_profile_area", "110000"),
    ("05_profile_area", "420100"),
)
ROOMS = {"field", "picture", "profile", "received", "since", "spreads"}


@cache
def shown() -> tuple[tuple[str, ...], dict[str, str]]:
    """The pieces of the pages, and the tables published with them."""
    pieces, tables = [], {}
    for name, area in PAGES:
        for cell in executed_once(name, area or "430000").cells:
            for output in cell.get("outputs", []):
                pieces.append(output["data"].get("text/html", ""))
                given = output["data"].get(TABLE_MIME, [])
                for table in given if isinstance(given, list) else [given]:
                    tables[table["name"]] = table["csv"]
    return tuple(pieces), tables


@cache
def traces() -> Traces:
    return Traces(judge(), shown()[1])


@cache
def true_claims() -> tuple[Reckoned, ...]:
    found = {}
    for piece in shown()[0]:
        for trace, _, words in CARRIED.findall(piece):
            bare = unescape(re.sub("</?bdi[^>]*>", "", words)).strip()
            claim = traces()._claim(unescape(trace), bare)
            if isinstance(claim, Reckoned) and claim.by[:1] != ("spread",):
                found[claim] = None
    return tuple(found)


def test_what_is_counted_is_borne():
    assert {c: why for c in true_claims() if (why := traces()._objection(c))} == {}
    assert {claim.by[0] for claim in true_claims()} == ROOMS
    kinds = {claim.by[:2] for claim in true_claims() if claim.by[0] not in ("picture", "spreads")}
    assert kinds >= {
        *(("profile", what) for what in (
            "rates", "strength", "weakness", "ranked", "quarter", "quarter of",
            "first third", "lines", "risen", "with a figure", "years",
            "peers by size", "places", "shared", "distance", "apart", "with all parts",
            "median share", "rest")),
        *(("received", what) for what in (
            "arrived", "left out", "corrected", "corrected rows", "conflicts", "apart", "told",
            "told otherwise",
            "stories", "as received", "read as", "printed and left out")),
        *(("field", what) for what in (
            "peers", "code", "indicators", "highest", "both", "correlation", "covered rows",
            "complete rows", "years added", "least gap", "most gap", "tolerance", "computed",
            "largest")),
    }  # fmt: skip


def test_every_number_of_the_pages_is_judged():
    """No formula in words alone is left, and nothing that nothing reckons again."""
    for piece in shown()[0]:
        for trace, _, words in CARRIED.findall(piece):
            assert trace.startswith("["), (trace, words)
    assert all(claim.by for claim in true_claims())


def false_claims() -> Iterator[tuple[str, Reckoned]]:
    """One more in the last digit; what is said of another thing of the kind."""
    alike: dict[tuple, dict[str, None]] = {}
    for claim in true_claims():
        alike.setdefault((*claim.by[:2], len(claim.by)), {})[claim.said] = None
    for claim in true_claims():
        found = NUMBER.search(claim.said)
        if found:
            places = len(found[0].partition(".")[2])
            number = float(found[0].replace(",", "").replace("−", "-")) + 10.0**-places
            told = f"{number:+,.{places}f}" if found[0][0] in "+-−" else f"{number:,.{places}f}"
            said = claim.said[: found.start()] + told.replace("-", "−") + claim.said[found.end() :]
            yield "one more", dataclasses.replace(claim, said=said)
        others = [said for said in alike[*claim.by[:2], len(claim.by)] if said != claim.said]
        for said in others[:3]:
            yield "of another", dataclasses.replace(claim, said=said)


def test_false_counts_are_caught():
    seeded: Counter = Counter()
    missed = []
    for how, claim in false_claims():
        seeded[how, claim.by[0]] += 1
        if not traces()._objection(claim):
            missed.append((how, claim))
    assert sum(seeded.values()) >= 500
    assert {room for _, room in seeded} == ROOMS
    assert missed == []


def test_a_count_that_nothing_counts_again_is_refused():
    for by in (
        ("nowhere", "rates"),
        ("profile", "luck", "430000", "all", "2012", "2024", "default"),
        ("field", "luck"),
        ("received", "luck"),
    ):
        assert judge().objection(Reckoned("1", "", by))
    assert judge_pictured({}, ("picture", "a-map", "area"), "31")


def test_what_arrived_is_counted_in_the_raw_files_and_in_what_came_of_them(tmp_path):
    """A line that is lost on its way into exclusions.csv shows."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    listed = data / "clean" / "exclusions.csv"
    lines = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    lost = next(line for line in lines if line.startswith("huangshi_daily_2022,"))
    kept = [line for line in lines if line != lost]
    listed.write_text("".join(kept), encoding="utf-8")
    again = Judge(read_rows(data))
    for what in ("arrived", "left out"):
        claim = Reckoned("", "", ("received", what, "huangshi_daily_2022"))
        whole = Reckoned("", "", ("received", what, "henan_daily_2022"))
        for number in map(str, range(60)):
            assert again.objection(dataclasses.replace(claim, said=number))
        told = {n for n in map(str, range(60))
                if not again.objection(dataclasses.replace(whole, said=n))}  # fmt: skip
        assert len(told) == 1


def test_a_pictures_marks_are_counted_in_its_table():
    table = "area,role,year,value\n1,own,2023,5\n1,own,2024,\n2,nation,2024,7\n2,other,2024,8\n"
    assert count(table, "area") == 2
    assert count(table, "") == 4
    assert count(table, "area:value,year=2024") == 1
    assert count(table, ":value,role!=nation") == 2
    with pytest.raises(KeyError):
        count(table, "zone")
