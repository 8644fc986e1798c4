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

from helpers.claims.claim import written
from helpers.claims.direction import WAYS
from helpers.claims.judge import Judge
from helpers.claims.kinds import Compared, Directed, Worked, read
from helpers.language import speaking
from helpers.site.tracing import CARRIED

pytestmark = pytest.mark.usefixtures("project_data")

PAGES = (
    ("02_compare_provinces", ""),
    ("04_track_targets", ""),
    ("05_profile_area", "410000"),
    ("05_profile_area", "110000"),
)
LANGUAGES = ("en", "zh")
STATUSES = ("target", "plan", "expected")
OPPOSITE = {
    "above": "below",
    "leads": "leads alone",
    "leads alone": "shares the lead",
    "most": "least",
    "closely together": "hardly",
    "together": "opposite",
    "hardly": "closely together",
    "higher": "lower",
    **{f"beyond {status}": f"short of {status}" for status in STATUSES},
    "drew together": "drew apart",
    "lower grew faster": "higher grew faster",
    "more than chance": "by chance",
    "less than chance": "more than chance",
}
OPPOSITE |= {other: way for way, other in OPPOSITE.items() if other not in OPPOSITE}


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
        "drew together", "lower grew faster", "more than chance",
    }  # fmt: skip


def words_for(way: str, language: str) -> list[str]:
    return [one for one in WAYS[way] if bool(re.search("[a-z]", one)) == (language == "en")]


def false_claims(language: str) -> Iterator[tuple[str, Directed]]:
    for claim in true_claims(language):
        other = OPPOSITE[claim.way]
        for words in words_for(other, language):
            if words not in WAYS[claim.way]:
                yield "other words", dataclasses.replace(claim, said=words)
            # who leads alone leads, too
            if (claim.way, other) != ("leads", "leads alone"):
                yield "the other way", dataclasses.replace(claim, said=words, way=other)
        status = claim.way.rpartition(" ")[2]
        for other in STATUSES:
            if status in STATUSES and other != status:
                way = claim.way.replace(status, other)
                (words,) = words_for(way, language)
                yield "of another status", dataclasses.replace(claim, said=words, way=way)
        yield "beside nothing", dataclasses.replace(claim, on=())
        for at, text in enumerate(claim.on):
            beside = read(text)
            if isinstance(beside, Compared):
                flipped = dataclasses.replace(beside, relation=OPPOSITE[beside.relation])
                on = (*claim.on[:at], written(flipped), *claim.on[at + 1 :])
                yield "beside a flipped one", dataclasses.replace(claim, on=on)


@pytest.mark.parametrize("language", LANGUAGES)
def test_flipped_directions_are_caught(language):
    seeded: Counter = Counter()
    missed = []
    with speaking(language):
        for how, claim in false_claims(language):
            seeded[how] += 1
            if not judge().objection(claim):
                missed.append((how, claim))
    assert sum(seeded.values()) >= 100
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
