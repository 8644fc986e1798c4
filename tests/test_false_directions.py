"""Words of direction ("leads", "below it", "short of the target"): flipped ones are caught.

The true ones are those of the comparison, the targets and two profiles, in both languages.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from executed import executed
from judged import judge

from helpers.claims.claim import Claim, written
from helpers.claims.judge import Judge
from helpers.claims.kinds import (
    Compared,
    Directed,
    PromiseCount,
    Reckoned,
    Scored,
    Worked,
    read,
)
from helpers.claims.scores import WORDS
from helpers.claims.ways import WAYS
from helpers.language import catalogue, speaking
from helpers.site.tracing import CARRIED

pytestmark = pytest.mark.usefixtures("project_data")

PAGES = (
    ("01_clean_figures", ""),
    ("03_score_innovation", ""),
    ("02_compare_provinces", ""),
    ("04_track_targets", ""),
    ("05_profile_area", "410000"),
    ("05_profile_area", "110000"),
)
LANGUAGES = ("en", "zh")
STATUSES = ("target", "plan", "expected")
SEVERAL = {"nothing"}  # in the catalogue also with a small letter, as something else
# of each of these only one is true at a time
FAMILIES = (
    ("above", "below"),
    ("leads", "least", "most"),
    ("leads alone", "shares the lead"),
    ("most", "least"),
    ("closely together", "together", "hardly", "opposite"),
    ("higher", "lower"),
    tuple(f"{way} {status}" for way in ("beyond", "short of", "just") for status in STATUSES),
    ("drew together", "drew apart", "no change told"),
    ("lower grew faster", "higher grew faster", "neither told"),
    ("more than chance", "less than chance", "by chance"),
    ("ranks best", "ranks worst", "one rank"),
    ("has all", "has none"),
    ("overlap yes", "overlap no"),
    ("goes with high", "goes with low", "goes with none"),
    ("size by chance", "size beyond chance"),
    ("nothing open", "none decided", "reached later"),
    ("risen", "first third", "greatest part"),
    ("differ within", "drew together"),
    ("ten highest", "complete rows"),
    ("most points", "above half"),
    tuple(way for way in WAYS if way.startswith("scored ")),
)


def others(way: str) -> set[str]:
    """Which ways are false where this one is true."""
    families = [family for family in FAMILIES if way in family]
    assert families, way
    return {other for family in families for other in family} - {way}


@cache
def true_claims(language: str) -> tuple[Directed, ...]:
    found = {}
    with speaking(language):
        for name, area in PAGES:
            for cell in executed(name, area or "430000", language).cells:
                for output in cell.get("outputs", []):
                    for trace, *_ in CARRIED.findall(output["data"].get("text/html", "")):
                        if trace.startswith("[&quot;directed"):
                            found[read(unescape(trace))] = None
    return tuple(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_true_directions_stand(language):
    with speaking(language):
        refused = {c: why for c in true_claims(language) if (why := judge().objection(c))}
    assert refused == {}
    assert {claim.way for claim in true_claims(language)} >= {
        "below", "leads", "most", "least", "higher", "lower", "beyond target",
        "short of target", "beyond expected",
        "drew together", "lower grew faster", "more than chance", "no change told", "neither told",
        "differ within", "ranks best", "ranks worst", "risen", "first third", "greatest part",
        "ten highest", "complete rows", "nothing open", "reached later", "overlap yes",
        "most points", "above half", "goes with high", "size by chance",
        *(f"scored {what}" for what in (
            "highest", "lowest", "movers", "lifted", "furthest", "alike", "opposite",
            "loose", "closest")),
    }  # fmt: skip


def words_for(way: str, language: str) -> list[str]:
    return [one for one in WAYS[way] if bool(re.search("[a-z]", one)) == (language == "en")]


def false_claims(language: str) -> Iterator[tuple[str, Directed]]:
    for claim in true_claims(language):
        for other in others(claim.way):
            for words in words_for(other, language):
                if words not in WAYS[claim.way]:
                    yield "other words", dataclasses.replace(claim, said=words)
                yield "the other way", dataclasses.replace(claim, said=words, way=other)
        yield "beside nothing", dataclasses.replace(claim, on=())
        for at, text in enumerate(claim.on):
            for how, beside in beside_others(read(text)):
                on = (*claim.on[:at], written(beside), *claim.on[at + 1 :])
                yield how, dataclasses.replace(claim, on=on)


def beside_others(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """The claim that words stand beside, made false: flipped, one less, another."""
    if isinstance(claim, Compared):
        other = {"above": "below", "below": "above"}[claim.relation]
        yield "beside a flipped one", dataclasses.replace(claim, relation=other)
    if isinstance(claim, Scored) and claim.other and claim.what in WORDS:
        less = ";".join(claim.other.split(";")[1:])
        yield "beside fewer", dataclasses.replace(claim, other=less)
    if isinstance(claim, Reckoned) and claim.by[:2] == ("profile", "ends"):
        *of, codes = claim.by
        yield "beside fewer", dataclasses.replace(claim, by=(*of, codes.partition(" ")[2]))
        yield "beside more", dataclasses.replace(claim, by=(*of, f"{codes} rd_fte"))
    if isinstance(claim, Reckoned) and claim.by[:2] == ("profile", "greatest"):
        *of, codes, top = claim.by
        for part in {*codes.split(), "rest"} - {top}:
            yield "beside another", dataclasses.replace(claim, by=(*of, codes, part))
    if isinstance(claim, Scored) and claim.what == "overlap":
        other = {"yes": "no", "no": "yes"}[claim.other]
        yield "beside a flipped one", dataclasses.replace(claim, other=other)
    if isinstance(claim, PromiseCount):
        said = str(int(claim.said) + 1)
        yield "beside more", dataclasses.replace(claim, said=said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_flipped_directions_are_caught(language):
    seeded: Counter = Counter()
    missed = []
    with speaking(language):
        for how, claim in false_claims(language):
            seeded[how] += 1
            if not judge().objection(claim):
                missed.append((how, claim))
    assert sum(seeded.values()) >= 1000
    assert min(seeded.values()) >= 3, seeded
    assert missed == []


@pytest.mark.parametrize(("promised", "way"), [
    ("1.86", "just target"), ("1.87", "short of target"), ("1.85", "beyond target"),
])  # fmt: skip
def test_an_outcome_lies_beyond_short_of_or_just_at_its_target(promised, way):
    """Henan's intensity of 2022 came to 1.86 %."""
    row = judge().rows.observations["henan_daily_2022:s11.2"] | {"obs_value": promised}
    changed = {**judge().rows.observations, row["obs_id"]: row}
    own = Judge(dataclasses.replace(judge().rows, observations=changed, _made={}))
    on = (written(Worked("", "margin", row["obs_id"])),)
    borne = [
        other
        for other in ("just target", "short of target", "beyond target")
        if not own.objection(Directed(WAYS[other][0], other, on))
    ]
    assert borne == [way]


def test_the_chinese_of_a_words_direction_goes_the_same_way():
    """What the catalogue puts a word of direction into is a word of that way."""
    pages = {english.casefold(): other for english, other in catalogue().items()}
    for way, words in WAYS.items():
        for english in words_for(way, "en"):
            if english not in SEVERAL:
                assert pages[english] in words, (way, english)
