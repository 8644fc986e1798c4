"""Words of direction ("leads", "below it", "short of the target"), names at the ends of a range
("0.29 (Tibet)") and words that the judge makes anew ("gaps in 2017"): false ones are caught.

The true ones are those of the comparison, the targets and two profiles, in both languages.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from types import SimpleNamespace

import pytest
from executed import executed_once
from judged import judge

from helpers.claims.claim import Claim, written
from helpers.claims.judge import Judge
from helpers.claims.kinds import (
    Compared,
    Directed,
    Ended,
    Level,
    PromiseCount,
    Reckoned,
    Scored,
    Worded,
    Worked,
    read,
)
from helpers.claims.reckon import NUMBER
from helpers.claims.score_words import WORDS
from helpers.claims.scores import _sensitive
from helpers.claims.ways import WAYS
from helpers.language import catalogue, speaking
from helpers.language.phrases import bracketed, listed
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
    ("most points", "above half", "nobody above"),
    ("first reached", "not reached since"),
    ("reached over a break", "not reached since"),
    ("rounding outcome", "rounding promise", "rounding either", "rounding both"),
    ("revised met", "revised missed"),
    tuple(way for way in WAYS if way.startswith("scored ")),
)


def others(way: str) -> set[str]:
    """Which ways are false where this one is true."""
    families = [family for family in FAMILIES if way in family]
    assert families, way
    return {other for family in families for other in family} - {way}


@cache
def carried(language: str) -> tuple[Claim, ...]:
    """Directions, and ends and words made anew with what is shown for them."""
    found = {}
    with speaking(language):
        for name, area in PAGES:
            for cell in executed_once(name, area or "430000", language).cells:
                for output in cell.get("outputs", []):
                    for trace, _, shown in CARRIED.findall(output["data"].get("text/html", "")):
                        if trace.startswith("[&quot;directed"):
                            found[read(unescape(trace))] = None
                        if trace.startswith(("[&quot;ended", "[&quot;worded")):
                            said = unescape(re.sub("</?bdi[^<>]*>", "", shown)).strip()
                            claim = read(unescape(trace))
                            claim = claim if claim.said else dataclasses.replace(claim, said=said)
                            found[claim] = None
    return tuple(found)


def true_claims(language: str) -> tuple[Directed, ...]:
    return tuple(claim for claim in carried(language) if isinstance(claim, Directed))


def true_ends(language: str) -> tuple[Ended, ...]:
    return tuple(claim for claim in carried(language) if isinstance(claim, Ended))


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
        "first reached", "nobody above",
        *(f"scored {what}" for what in (
            "highest", "lowest", "movers", "leading", "leading alone", "lifted", "furthest",
            "alike", "opposite", "loose", "closest")),
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
    if isinstance(claim, Worked) and claim.what == "reached" and claim.said:
        yield "beside another year", dataclasses.replace(claim, said=str(int(claim.said) + 1))
    if isinstance(claim, Scored) and claim.what == "rank":
        yield "beside another rank", dataclasses.replace(claim, said=str(int(claim.said) + 1))
        for area in [one for one in judge().rows.provinces if one != claim.area][:3]:
            yield "beside another's rank", dataclasses.replace(claim, area=area)


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
    assert all(many >= 3 for how, many in seeded.items() if how != "beside another rank"), seeded
    assert missed == []


# ---------------------------------------------------------------- names at the ends of a range


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_true_ends_stand(language):
    with speaking(language):
        refused = {c: why for c in true_ends(language) if (why := judge().objection(c))}
    assert refused == {}
    kinds = {(claim.end, claim.over, read(claim.on).kind) for claim in true_ends(language)}
    assert kinds >= {
        (end, *of) for end in ("least", "most")
        for of in (("area", "level"), ("area", "scored"), ("code", "scored"))
    }  # fmt: skip


def false_ends(claim: Ended) -> Iterator[tuple[str, Ended]]:
    """The other end; without who has it; another's name and another's number."""
    rows = judge().rows
    inner = read(claim.on)
    own = getattr(inner, claim.over)
    drawn = claim.among.split()
    if claim.end == "same":
        names = re.split("、|和|, | and ", claim.said)
        for other in [one for one in drawn if rows.area_name(one) not in names][:3]:
            on = written(dataclasses.replace(inner, area=other))
            yield "another's number", dataclasses.replace(claim, on=on)
            said = claim.said.replace(names[-1], rows.area_name(other))
            yield "another's name", dataclasses.replace(claim, said=said)
        for lost in names[1:4]:
            fewer = listed([one for one in names if one != lost])
            yield "one of several left out", dataclasses.replace(claim, said=fewer)
        return
    other_end = "least" if claim.end == "most" else "most"
    yield "the other end", dataclasses.replace(claim, end=other_end)
    yield "as everyone's", dataclasses.replace(claim, end="all")
    if claim.over == "area":
        name = rows.area_name(own)
        before = re.fullmatch(rf"{re.escape(name)}[ ：][0-9].*", claim.said)
        if before or claim.said.endswith(bracketed(name)):
            for other in drawn[:3]:
                if other != own:
                    said = claim.said.replace(name, rows.area_name(other))
                    yield "another's name", dataclasses.replace(claim, said=said)
            less = " ".join(area for area in drawn if area != own)
            yield "who has it left out", dataclasses.replace(claim, among=less)
        else:
            fewer = re.sub(r"[^、, ]+(?:和|, | and )", "", claim.said, count=1)
            yield "one of several left out", dataclasses.replace(claim, said=fewer)
    for other in [one for one in drawn if one != own][:2]:
        on = written(dataclasses.replace(inner, **{claim.over: other}))
        yield "another's number", dataclasses.replace(claim, on=on)
    number = NUMBER.findall(claim.said)[-1 if claim.over == "code" else 0]
    digits = len(number.partition(".")[2])
    for step in (-1, 1):
        moved = f"{float(number.replace(',', '')) + step * 10.0**-digits:,.{digits}f}"
        said = f"{moved}".join(claim.said.rsplit(number, 1))
        yield "another digit", dataclasses.replace(claim, said=said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_false_ends_are_caught(language):
    seeded: Counter = Counter()
    missed = []
    with speaking(language):
        for true in true_ends(language):
            for how, claim in false_ends(true):
                seeded[how] += 1
                if not judge().objection(claim):
                    missed.append((how, claim))
    assert missed == []
    assert sum(seeded.values()) >= 1000
    assert min(seeded.values()) >= 3, seeded
    assert len(seeded) >= 6, seeded


def test_ends_by_hand():
    """R&D intensity 2023: Beijing has most, Tibet least; one value drawn alone is everyone's."""
    rows, code = judge().rows, "rd_intensity_revised_gdp"

    def said(words: str, area: str, end: str, among: str) -> str:
        ids = tuple(rows.figure(code, area, 2023).obs_ids)
        on = written(Level("", code, area, 2023, rows.unit(code), ids))
        return judge().objection(Ended(words, on, end, "area", among))

    three = "110000 540000 430000"
    most = f"{float(rows.figure(code, '110000', 2023).value):.2f}"
    least = f"{float(rows.figure(code, '540000', 2023).value):.2f}"
    assert said(f"{most} (Beijing)", "110000", "most", three) == ""
    assert said(f"Beijing {most}", "110000", "most", three) == ""
    assert said(f"{least} (Tibet)", "540000", "least", three) == ""
    assert said(f"{least} (Hunan)", "540000", "least", three) != ""
    assert said(f"{least} (Tibet and Hunan)", "540000", "least", three) != ""
    assert said(f"{most} (4 areas)", "110000", "most", three) != ""
    assert said(most, "110000", "all", three) != ""
    assert said(most, "110000", "all", "110000") == ""
    # the figure of the year before is another row's, and stands under its year
    assert said(f"{most} (Beijing)", "110000", "most", "110000 430000:2022") == ""
    assert said(f"{most} (Beijing)", "110000", "least", "110000 430000:2022") != ""


# ---------------------------------------------------------------- words that the judge makes anew


def true_words(language: str) -> tuple[Worded, ...]:
    return tuple(claim for claim in carried(language) if isinstance(claim, Worded))


def undated(claim: Worded) -> bool:
    """Whether its story prints no year: then the page has two ways to say that it was found."""
    return not judge().rows.observations[claim.of[0]]["time_period"]


def false_words(language: str) -> Iterator[tuple[str, Worded]]:
    """What is said of another thing; another year, one more and one less; no words at all."""
    claims = true_words(language)
    for claim in claims:
        others = {
            one.said: one for one in claims
            if one.what == claim.what and one.of != claim.of
            and one.said.casefold() != claim.said.casefold()
            and not (claim.what in ("outcome", "period") and undated(one) and undated(claim))
        }  # fmt: skip
        for other in list(others.values())[:3]:
            yield "said of another", dataclasses.replace(claim, of=other.of)
            yield "of another", dataclasses.replace(claim, said=other.said)
        if found := re.search("(?:19|20)[0-9]{2}", claim.said):
            year = int(found[0])
            moved = claim.said.replace(found[0], str(year + 1), 1)
            yield "another year", dataclasses.replace(claim, said=moved)
            more = claim.said.replace(found[0], f"{year - 1}, {year}", 1)
            yield "one more", dataclasses.replace(claim, said=more)
        yield "no words", dataclasses.replace(claim, said="")
        yield "of nothing", dataclasses.replace(claim, what="luck")


@pytest.mark.parametrize("language", LANGUAGES)
def test_false_words_of_absence_and_of_verdicts_are_caught(language):
    seeded: Counter = Counter()
    missed = []
    with speaking(language):
        refused = {c: why for c in true_words(language) if (why := judge().objection(c))}
        for how, claim in false_words(language):
            seeded[how] += 1
            if not judge().objection(claim):
                missed.append((how, claim))
    assert refused == {}
    assert missed == []
    assert {claim.what for claim in true_words(language)} >= {
        "years", "gaps", "no national figure", "of a profile", "verdict", "outcome", "found in"
    }  # fmt: skip
    assert sum(seeded.values()) >= 300
    assert len(seeded) == 6
    assert min(seeded.values()) >= 10, seeded


# ---------------------------------------------------------------- what came of promises, by hand


@pytest.mark.parametrize(("breaks", "ways"), [
    ("", {"first reached"}),
    ("2022=another basis", {"first reached"}),
    ("2023=another basis", {"first reached", "reached over a break"}),
])  # fmt: skip
def test_a_level_is_reached_over_a_break_that_lies_between(breaks, ways):
    """Henan's intensity, promised in 2022: more than 1.96 %; the record first has that in 2023."""
    rows = judge().rows
    about = rows.indicators["rd_intensity_as_published"] | {"break_years": breaks}
    changed = {**rows.indicators, "rd_intensity_as_published": about}
    own = Judge(dataclasses.replace(rows, indicators=changed, _made={}))
    on = (written(Worked("2023", "reached", "henan_daily_2022:s11.2")),)
    names = ("first reached", "reached over a break", "not reached since")
    assert {way for way in names if not own.objection(Directed(WAYS[way][0], way, on))} == ways


@pytest.mark.parametrize(("promised", "ways"), [
    ("1.86", {"rounding either"}),  # came: 1.86, between 1.855 and 1.865
    ("1.87", {"rounding both"}),  # 1.865 at least, against 1.865 at most
    ("1.88", set()),
])  # fmt: skip
def test_whose_rounding_a_verdict_hangs_on(promised, ways):
    rows = judge().rows
    row = rows.observations["henan_daily_2022:s11.2"] | {
        "obs_value": promised, "as_printed": f"{promised}%", "qualifier": "exact"}  # fmt: skip
    own = Judge(dataclasses.replace(rows, observations={**rows.observations, row["obs_id"]: row},
                                    _made={}))  # fmt: skip
    on = (written(Worked("", "margin", row["obs_id"])),)
    names = [way for way in WAYS if way.startswith("rounding ")]
    assert {way for way in names if not own.objection(Directed(WAYS[way][0], way, on))} == ways


@pytest.mark.parametrize(("promised", "way"), [
    ("1.87", "revised met"), ("1.96", "revised missed"),
])  # fmt: skip
def test_what_a_verdict_would_be_on_revised_gdp(promised, way):
    rows = judge().rows
    row = rows.observations["henan_daily_2022:s11.2"] | {"obs_value": promised}
    own = Judge(dataclasses.replace(rows, observations={**rows.observations, row["obs_id"]: row},
                                    _made={}))  # fmt: skip
    on = (written(Worked("", "revised", row["obs_id"])),)
    names = ("revised met", "revised missed")
    assert [one for one in names if not own.objection(Directed(WAYS[one][0], one, on))] == [way]


def test_a_rank_is_moved_by_nothing_only_where_no_choice_moves_it():
    claim = next(c for c in map(read, (on for one in true_claims("en") for on in one.on))
                 if isinstance(c, Scored) and c.what == "movers" and c.area)  # fmt: skip
    none = written(dataclasses.replace(claim, said="", code="3", other=""))
    words = "hardly by anything that was varied"
    assert judge().objection(Directed(words, "scored unmoved", (none,)))
    assert judge().objection(Directed("moved most (by estimate)", "scored movers", (none,)))


@pytest.mark.parametrize(("high", "borne"), [(0.39, "leading alone"), (0.4, "leading")])
def test_a_choice_leads_alone_only_where_its_interval_is_clear_of_all_others(high, borne):
    """Totals of 0.5 (0.4 to 0.6), 0.2 (0.1 to `high`) and 0.3 (0.25 to 0.35)."""
    ends = {"total": (0.5, 0.2, 0.3), "total_low": (0.4, 0.1, 0.25),
            "total_high": (0.6, high, 0.35)}  # fmt: skip
    hand = SimpleNamespace(
        inputs=["treat", "normalise", "impute"],
        index=lambda what, name, output: dict(zip(hand.inputs, ends[what], strict=True))[name],
    )
    claim = next(c for c in map(read, (on for one in true_claims("en") for on in one.on))
                 if isinstance(c, Scored) and c.what == "leading" and not c.area)  # fmt: skip
    own = Judge(judge().rows)
    own.scores._made[(_sensitive, claim.board, claim.year)] = hand
    codes = {"leading alone": "treat", "leading": "treat;normalise"}
    for way, other in codes.items():
        on = (written(dataclasses.replace(claim, said="", other=other)),)
        words = WAYS[f"scored {way}"][0]
        assert (own.objection(Directed(words, f"scored {way}", on)) == "") == (way == borne)
    swapped = written(dataclasses.replace(claim, said="", other="normalise;treat"))
    assert own.objection(Directed(WAYS["scored leading"][0], "scored leading", (swapped,)))


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
