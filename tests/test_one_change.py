"""One figure of the raw files is another: which numbers of five pages change, and which do not.

Henan's R&D expenditure of 2022, as the bulletin first published it, from 1143.3 to 1147.0 (in 100
million yuan). What a number stands on is read off the pages themselves, as their script does.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import re
import shutil
from collections import Counter
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from executed import executed, executed_once
from judged import judge
from numbers_in import Numbers
from standing import Change, stands_on

from helpers.claims import draws
from helpers.claims.claim import Claim
from helpers.claims.judge import Judge
from helpers.claims.kinds import Level, PromiseCount, Scored
from helpers.clean import clean_figures, write_clean
from helpers.data_folder import VARIABLE
from helpers.site.pages import Place, render_page
from helpers.site.tracing import Traces

ROOT = Path(__file__).parents[1]
PANEL = "nbs-most-mof_official-panel_2026-11-22.csv"
OLD, NEW = "410000,Henan,2022,rd_expenditure_bulletin,1143.3,", ",1147.0,"
OBSERVATION = "rd_bulletin_first_published:rd_expenditure_bulletin/410000/2022"
PAGES = {
    "01_clean_figures": "data.html",
    "02_compare_provinces": "index.html",
    "03_score_innovation": "scoreboard.html",
    "04_track_targets": "targets.html",
    "05_profile_area": "areas/410000.html",
}


def pages(data: Path, monkeypatch) -> dict[str, Traced]:
    monkeypatch.setenv(VARIABLE, str(data))
    run = executed_once if data == ROOT / "data" else executed
    made = {}
    for name, page in PAGES.items():
        area = "410000" if "410000" in page else "430000"
        heard: list[Heard] = []
        monkeypatch.setattr("helpers.site.pages.Traces", partial(Heard, heard=heard))
        place = Place(page, "An edition", [("index.html", "Comparison")], "0" * 12, "1.0")
        html = render_page(run(name, area), f"{name}.ipynb", place, data).html
        made[page] = Traced(html, heard[0])
    return made


class Heard(Traces):
    """The traces of a page, and every claim that was judged for it."""

    def __init__(self, *of: object, heard: list[Heard]) -> None:
        super().__init__(*of)
        heard.append(self)
        self.claims: list[Claim] = []

    def take(self, piece: str, object_to: object) -> str:
        self.listening = True
        try:
            return super().take(piece, object_to)
        finally:
            self.listening = False

    def _objection(self, claim: Claim, shown: str | None = None) -> str:
        if getattr(self, "listening", False):
            self.claims.append(claim)
        return super()._objection(claim, shown)


class Traced:
    """What the numbers of a page stand on: its table, read as traces.js reads it."""

    def __init__(self, page: str, heard: Heard) -> None:
        self.traces, self.claims = heard, heard.claims
        self.held = json.loads(re.search(r'id="traces">(.*?)</script>', page, re.DOTALL)[1])
        self.shown: dict[str, list[str]] = {}
        self.found = Numbers(page).found
        for key, words in self.found:
            meant = self.meant(key)
            self.shown.setdefault(meant, []).append(words)

    def entry(self, key: str) -> tuple[list, object, list]:
        of, _, how = key.partition("-")
        if how:
            return self.entry(of)[0], int(how), [of]
        if "." not in of:
            return tuple(self.held["k"][of])
        level, area = (int(part, 36) for part in of.split("."))
        name, period, came, on = self.held["l"][level]
        own = self.held["a"][area]
        filled = [
            one + of.partition(".")[2] if isinstance(one, str)
            else [own[-part] if part < 0 else part for part in one]
            for one in on
        ]  # fmt: skip
        return [own[0], name, period], came, filled

    def said(self, part: object) -> str:
        return self.held["p"][part] if isinstance(part, int) else str(part)

    def observations(self, key: str) -> set[str]:
        found: set[str] = set()
        for on in self.entry(key)[2]:
            if isinstance(on, str):
                found |= self.observations(on)
            else:
                found.add(f"{self.said(on[0])}:{'/'.join(self.said(part) for part in on[1:])}")
        return found

    def meant(self, key: str) -> str:
        """What a number is, in words that are alike on both pages."""
        what, how, _ = self.entry(key)
        return " | ".join([*map(self.said, what), self.said(how)])

    def value(self, key: str, rows: dict[str, dict[str, str]]) -> Fraction | None:
        """What a number comes to by its trace alone: by how it was come by, of the observations
        that it names, in base units. None where the trace names a whole field, or a promise."""
        what, how, on = self.entry(key)
        said = self.said(how)
        if "-" in key or "quoted" in said:
            return None
        if "." in key:
            ids = self.observations(key)
            if not ids or not all(one in rows for one in ids):
                return None
            own = {rows[one]["indicator"]: Fraction(rows[one]["obs_value"]) for one in ids}
            if said == "actual, as published" and len(ids) == 1:
                return next(iter(own.values()))
            if found := re.search(r": (\w+) / (\w+)(?: × (\d+))?$", said):
                return own[found[1]] / own[found[2]] * int(found[3] or 1)
            if re.search(r": the sum of \d+ years of \w+$", said):
                return sum(Fraction(rows[one]["obs_value"]) for one in ids)
            return None
        if len(on) != 2 or not all(isinstance(one, str) for one in on):
            return None
        ends = [self.value(one, rows) for one in on]
        if None in ends:
            return None
        return CHANGES[said](*ends) if said in CHANGES else None


CHANGES = {
    "computed in this report: the later figure to the earlier, less 1, in percent": (
        lambda old, new: 100 * (new / old - 1)),
    "computed in this report: the later figure less the earlier": lambda old, new: new - old,
    "computed in this report: its figure less the other's": lambda own, other: own - other,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(changed_data) -> tuple[dict[str, dict[str, str]], ...]:
    """obs_id -> observation, before and after."""
    tables = []
    for data in (ROOT / "data", changed_data):
        with (data / "clean" / "observations.csv").open(encoding="utf-8", newline="") as file:
            tables.append({row["obs_id"]: row for row in csv.DictReader(file)})
    return tuple(tables)


def scales() -> list[int]:
    """What figures are divided by to be shown."""
    with (ROOT / "data/reference/indicators.csv").open(encoding="utf-8", newline="") as file:
        return sorted({int(row["display_scale"]) for row in csv.DictReader(file)})


def shows(words: str, value: Fraction) -> bool:
    """Whether words hold the value at their own digits, in some unit of display."""
    for found in re.finditer(r"([+−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)(bn|m|k)?", words):
        times = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9}[found[3] or ""]
        digits = len(found[2].partition(".")[2])
        said = Fraction(found[2].replace(",", "")) * (-1 if found[1] in ("−", "-") else 1)
        half = Fraction(times, 2 * 10**digits)
        if any(abs(value / scale - said * times) <= half for scale in scales()):
            return True
    return False


@pytest.fixture(scope="module")
def changed_data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("changed") / "data"


@pytest.fixture(scope="module")
def both(changed_data):
    """page -> (before, after)."""
    changed = changed_data
    shutil.copytree(ROOT / "data", changed)
    raw = changed / "raw" / PANEL
    text = raw.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    old = hashlib.sha256(raw.read_bytes()).hexdigest()
    raw.write_text(text.replace(OLD, OLD.replace(",1143.3,", NEW)), encoding="utf-8", newline="")
    sources = changed / "sources.csv"
    new = hashlib.sha256(raw.read_bytes()).hexdigest()
    listed = sources.read_text(encoding="utf-8")
    sources.write_text(listed.replace(old, new), encoding="utf-8", newline="")
    write_clean(clean_figures(changed), changed)
    with pytest.MonkeyPatch.context() as patch:
        before, after = (pages(data, patch) for data in (ROOT / "data", changed))
    return {page: (before[page], after[page]) for page in before}


# how many claims of each kind stand on the figure at most: those that name it, and of the board
# what is made of the draws, half of which know it, and of moves on GDP of the day
MAY_CHANGE = {
    "data.html": {"reckoned": 3},
    "index.html": {"threshold": 1, "growth": 1},
    "scoreboard.html": {"scored": 250, "directed": 10},
    # the level that came of a promise, and how far it is off
    "targets.html": {"threshold": 1, "growth": 1, "worked": 2},
    # the growth that was promised, and the level that it comes to
    "areas/410000.html": {"level": 1, "threshold": 2, "growth": 1, "worked": 2},
}


def changed_between(before: Traced, after: Traced) -> Change:
    return Change(before.traces.judge, after.traces.judge, OBSERVATION)


def by_what(claims: list[Claim]) -> dict[Claim, set[str]]:
    """What a claim states -> the words that the page shows for it."""
    found: dict[Claim, set[str]] = {}
    for claim in claims:
        found.setdefault(dataclasses.replace(claim, said=""), set()).add(claim.said)
    return found


def untrue(before: list[Claim], after: list[Claim], traces: Traces, change: Change) -> list[str]:
    """What changed without standing on the changed figure, or without need, and what ought to have.

    before, after: the claims of a page. traces: judge on the changed figures, by the judge's own
    route.
    """
    told = []
    was, now = by_what(before), by_what(after)
    for claim in [*was, *(new for new in now if new not in was)]:
        old, new = was.get(claim, set()), now.get(claim, set())
        if old != new and not stands_on(change, claim):
            told.append(f"changed, and does not stand on it: {claim}")
        for said in old | new if old and new else ():
            refused = traces._objection(dataclasses.replace(claim, said=said))
            if said in new and refused:
                told.append(f"ought to be another: {said}, {refused}")
            if said not in new and not refused:
                told.append(f"changed without need: {said} to {new}, {claim}")
    return told


@pytest.mark.parametrize("page", PAGES.values())
def test_what_changes_stands_on_it_and_what_ought_to_change_does(both, page):
    before, after = both[page]
    change = changed_between(before, after)
    assert untrue(before.claims, after.claims, after.traces, change) == []
    was, now = by_what(before.claims), by_what(after.claims)
    alike = was.keys() & now.keys()
    assert len(alike) > 0.95 * len(was)
    changed = {claim for claim in alike if was[claim] != now[claim]}
    assert len(changed) >= {"scoreboard.html": 0}.get(page, 1)
    stands = {claim for claim in alike if stands_on(change, claim)}
    levels = {c for c in stands if isinstance(c, Level) and c.obs_ids == (OBSERVATION,)}
    assert levels <= changed or page == "data.html"
    # a rule that lets everything change would say nothing
    kinds = Counter(claim.kind for claim in stands)
    assert kinds <= Counter(MAY_CHANGE[page]), kinds


def elsewhere(claim: Claim, claims: list[Claim], change: Change) -> Claim:
    """The claim, said of another observation, or of another promise of the page."""
    if claim.kind != "worked":
        return dataclasses.replace(claim, obs_ids=("somewhere:else",))
    others = (dataclasses.replace(claim, obs_id=c.obs_id) for c in claims if c.kind == "worked")
    return next(one for one in others if not stands_on(change, one))


def test_false_traces_are_seen(both):
    """A number that changed is given to another figure; one that ought to change stays."""
    seeded = Counter()
    for page, (before, after) in both.items():
        change, was = changed_between(before, after), by_what(before.claims)
        for claim in dict.fromkeys(after.claims):
            old = was.get(dataclasses.replace(claim, said=""), {claim.said})
            if claim.said in old or not (getattr(claim, "obs_ids", ()) or claim.kind == "worked"):
                continue
            # the same numbers, said to stand on an observation that did not change
            other = elsewhere(claim, after.claims, change)
            said = next(iter(old))
            found = untrue([dataclasses.replace(other, said=said)], [other], after.traces, change)
            if not (hasattr(claim, "among") and hasattr(claim, "indicator")):
                assert any(words.startswith("changed, and does not") for words in found), claim
            stale = dataclasses.replace(claim, said=said)
            found = untrue([stale], [stale], after.traces, change)
            assert any(words.startswith("ought to be another") for words in found), claim
            # what did not need to change
            still = dataclasses.replace(claim, said="0.5")
            found = untrue([claim], [still], after.traces, change)
            assert any(words.startswith("changed without need") for words in found), claim
            seeded[page, claim.kind] += 3
    assert sum(seeded.values()) >= 15, seeded
    assert len({kind for _, kind in seeded}) >= 2, seeded


@pytest.mark.parametrize("page", ["index.html", "targets.html", "areas/410000.html"])
def test_a_number_is_what_its_trace_comes_to(both, rows, page):
    """By the observations that it names and how it says that it was come by, on both pages; so one
    that names the changed figure is another, unless its digits hold both."""
    traced = 0
    for side, table in zip(both[page], rows, strict=True):
        for key, words in side.found:
            value = side.value(key, table)
            if value is not None and re.search("[0-9]", words):
                traced += 1
                assert shows(words, value), (words, float(value), side.meant(key))
    assert traced > {"index.html": 1500, "targets.html": 50, "areas/410000.html": 300}[page]


@pytest.mark.parametrize("page", ["index.html", "targets.html", "areas/410000.html"])
def test_what_names_the_changed_figure_and_stays_holds_both_or_is_a_word(both, rows, page):
    before, after = both[page]
    stayed = 0
    for key, words in before.found:
        meant = before.meant(key)
        if OBSERVATION not in before.observations(key) or words not in after.shown.get(meant, ()):
            continue
        stayed += 1
        value = before.value(key, rows[1])
        assert value is None or shows(words, value), (words, float(value), meant)
        if value is None:
            assert not re.search("[0-9]", words), (words, meant)
    # a profile tells its verdicts in a table, in charts and on a timeline
    assert stayed < (15 if page.startswith("areas/") else 10)


@pytest.mark.parametrize("page", ["targets.html", "areas/410000.html"])
def test_the_growth_that_missed_its_promise_is_another(both, page):
    """From 101.88 billion yuan in 2021: 12.2 % with 114.33, 12.6 % with 114.70."""
    before, after = both[page]
    was = {words for shown in before.shown.values() for words in shown}
    now = {words for shown in after.shown.values() for words in shown}
    assert any("12.2%" in words for words in was)
    assert any("12.6%" in words for words in now)
    assert not any("12.2%" in words for words in now)


def henan_with(value: str) -> Change:
    """Its expenditure of 2022 in yuan; of 2021 it was 101.88 billion."""
    rows = judge().rows
    row = rows.observations[OBSERVATION] | {"obs_value": value}
    changed = {**rows.observations, OBSERVATION: row}
    return Change(judge(), Judge(dataclasses.replace(rows, observations=changed, _made={})),
                  OBSERVATION)  # fmt: skip


@pytest.mark.parametrize(("where", "moves"), [
    ({"verdict": "met"}, True),
    ({"verdict": "missed"}, True),
    ({"verdict": "missed", "area": "410000"}, True),
    ({"verdict": "missed", "due": "2022"}, True),
    ({"later": "yes"}, True),  # what was met has not been missed, so it was not reached later
    ({"verdict": "missed", "due": "2023"}, False),
    ({"verdict": "met", "area": "430000"}, False),
    ({"verdict": "open"}, False),
    ({"decided": "yes"}, False),
    ({"area": "410000"}, False),
    ({}, False),
])  # fmt: skip
def test_a_count_of_promises_stands_on_their_verdicts_alone(where, moves):
    """More than 17 % were promised: 12.6 % missed it as 12.2 % did, 17.1 % would have met it."""
    claim = PromiseCount("", tuple(where.items()))
    assert not stands_on(henan_with("114700000000"), claim)
    assert stands_on(henan_with("119300000000"), claim) is moves


def test_draws_on_revised_gdp_are_the_same(both):
    """The bulletin is in the GDP of its day alone: half of the draws do not know it."""
    before, after = both["scoreboard.html"]
    moved = 0
    years = {(claim.board, claim.year) for claim in before.claims
             if isinstance(claim, Scored) and claim.what == "low"}  # fmt: skip
    for board, year in years:
        claim = Scored("", "low", board, "", "", year)
        old, new = (side.traces.judge.scores.critic(claim) for side in (before, after))
        assert old.revision == new.revision
        on_its_day = np.random.default_rng(draws.SEED).integers(2, size=len(old.drawn)) == 1
        other = (old.drawn != new.drawn) & ~(np.isnan(old.drawn) & np.isnan(new.drawn))
        assert 0.4 < on_its_day.mean() < 0.6
        assert not other[~on_its_day].any()
        moved += int(other.any())
    assert years
    assert moved
