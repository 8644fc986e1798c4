"""What changed since the last edition: judged by a second comparison, and false ones are caught.

Two states made by hand, and the project's own figures beside what chance made of them.
"""

from __future__ import annotations

import dataclasses
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import tiny
from judged import DATA
from test_since import NEW, OLD

from helpers.claims.judge import Judge
from helpers.claims.kinds import Reckoned, read
from helpers.claims.reckon import NUMBER
from helpers.claims.rows import read_rows
from helpers.clean import states
from helpers.data_folder import VARIABLE
from helpers.language import speaking
from helpers.reference import load_reference
from helpers.report import since
from helpers.site.tracing import CARRIED

LANGUAGES = ("en", "zh")
OTHERS = {
    "met": "missed", "missed": "met", "still open": "met", "not decidable": "met",
    "not told before": "still open", "达成": "未达成", "未达成": "达成",
}  # fmt: skip


def packed(table: pd.DataFrame) -> bytes:
    return lzma.compress(states.as_csv(table))


def told(data: Path, new: pd.DataFrame, monkeypatch, language: str) -> list[Reckoned]:
    """The claims of the section on the last edition of a data folder."""
    monkeypatch.setenv(VARIABLE, str(data))
    cleaned = type("Cleaned", (), {"observations": new, "reference": load_reference(data)})
    with speaking(language):
        html = since.last_edition(cleaned).html()
    claims = {}
    for trace, _, words in CARRIED.findall(html):
        claim = read(unescape(trace))
        shown = unescape(re.sub("</?bdi[^>]*>", "", words)).strip()
        if isinstance(claim, Reckoned):
            assert claim.said == shown
            claims[claim] = None
    return list(claims)


@pytest.fixture(params=LANGUAGES)
def made(request, tmp_path, monkeypatch):
    """(judge, claims, language) of OLD and NEW, where each kind of change is met."""
    data = tiny.write_data(tmp_path / "data")
    (data / "clean").mkdir()
    (data / "clean" / "observations.csv").write_bytes(states.as_csv(NEW))
    (data / "baseline.csv.xz").write_bytes(packed(OLD))
    claims = told(data, NEW, monkeypatch, request.param)
    return Judge(read_rows(data)), claims, request.param


def refused(judge: Judge, claims: list[Reckoned], language: str) -> dict[Reckoned, str]:
    with speaking(language):
        return {claim: why for claim in claims if (why := judge.objection(claim))}


def test_what_is_said_of_the_last_edition_is_borne(made):
    judge, claims, language = made
    assert refused(judge, claims, language) == {}
    assert {claim.by[1] for claim in claims} == {
        "figures", "ranks", "indicators", "verdicts", "rank was", "rank is", "was", "change",
        "cells", "printed", "official", "verdict was", "verdict is",
    }  # fmt: skip


def false_claims(claims: list[Reckoned]) -> Iterator[tuple[str, Reckoned]]:
    """One number more, the words of another, another verdict, another figure, the sides changed."""
    for claim in claims:
        for found in NUMBER.finditer(claim.said):
            digits = found[0].replace(",", "").replace("−", "-")
            places = len(digits.partition(".")[2])
            for step in (1, -1):
                other = f"{float(digits) + step:,.{places}f}"
                said = claim.said[: found.start()] + other + claim.said[found.end() :]
                yield "a number off by one", dataclasses.replace(claim, said=said)
        if claim.said in OTHERS:
            yield "another verdict", dataclasses.replace(claim, said=OTHERS[claim.said])
        if " → " in claim.said:
            old, new = claim.said.split(" → ")
            head, _, old = old.replace("：", ": ").rpartition(": ")
            yield "turned round", dataclasses.replace(claim, said=f"{head}: {new} → {old}")
            yield "untold", dataclasses.replace(claim, said=head)
        for other in claims:
            if other.by[1] == claim.by[1] and other.said != claim.said and len(claim.by) > 2:
                yield "what is true of another", dataclasses.replace(claim, said=other.said)


def test_false_ones_are_caught(made):
    judge, claims, language = made
    seeded = list(false_claims(claims))
    kinds = Counter(how for how, _ in seeded)
    assert sum(kinds.values()) >= 100
    assert min(kinds.values()) >= 1, kinds
    caught = refused(judge, [claim for _, claim in seeded], language)
    assert [claim for _, claim in seeded if claim not in caught] == []


def test_that_nothing_changed_is_refused_where_something_did(tmp_path, monkeypatch):
    data = tiny.write_data(tmp_path / "data")
    (data / "clean").mkdir()
    (data / "clean" / "observations.csv").write_bytes(states.as_csv(NEW))
    (data / "baseline.csv.xz").write_bytes(packed(NEW.sample(frac=1, random_state=1)))
    (claim,) = told(data, NEW, monkeypatch, "en")
    assert claim.said == "Nothing has changed since the last edition."
    assert Judge(read_rows(data)).objection(claim) == ""
    (data / "baseline.csv.xz").write_bytes(packed(OLD))
    assert "4 figures changed" in Judge(read_rows(data)).objection(claim)


def spoilt(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The last edition as it might have been: some figures others, gone, elsewhere or new."""
    chance = random.Random(seed)
    rows = table.to_dict("records")
    repeated = {row["repeats"] for row in rows}
    alone = [row for row in rows if row["obs_id"] not in repeated and not row["repeats"]]
    for row in chance.sample(alone, 400):
        match chance.randrange(7):
            case 0 | 1 if row["obs_value_high"] == "" and row["measure"] == "level":
                row["obs_value"] = str(int(float(row["obs_value"]) * chance.choice([0.8, 1.1])) + 1)
            case 2:
                row["obs_id"] += "-before"
            case 3:
                row["note"] = "other words"
            case 4 if row["comparable"] == "no":
                row["time_period"] = row["time_period"].replace("202", "200")
            case 5:
                rows.remove(row)
            case 6:
                gone = {"obs_id": row["obs_id"] + "-gone", "time_period": "1999"}
                rows.append(row | gone | {"comparable": "no"})
    return pd.DataFrame(rows, columns=table.columns, dtype=str)


@pytest.mark.parametrize("seed", [1, 2])
def test_both_comparisons_agree_on_what_chance_made_of_the_record(
    seed, observations, tmp_path, monkeypatch
):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("reference", "clean", "sources.csv"):
        (data / name).symlink_to(DATA / name)
    old = spoilt(observations, seed)
    (data / "baseline.csv.xz").write_bytes(packed(old))
    monkeypatch.setattr(since, "read_baseline", lambda folder: old)  # some may be no sound state
    claims = told(data, observations, monkeypatch, "en")
    assert len(claims) > 200
    assert refused(Judge(read_rows(data)), claims, "en") == {}
