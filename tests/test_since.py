"""The section "since the last edition" on states made by hand: every word worked out beforehand."""

from __future__ import annotations

import csv
import io
import lzma
import re
from pathlib import Path

import pandas as pd
import pytest
import tiny
from numbers_in import untraced

from helpers import changes
from helpers.clean import clean_figures, states
from helpers.data_folder import VARIABLE
from helpers.reference import load_reference
from helpers.report import since, since_in_full, since_tables

HENAN, HUNAN = "410000", "430000"
MONEY = {"obs_id": "panel:h", "as_printed": "20.0"}  # Hunan, 2022: 2 billion yuan
HENANS = {"obs_id": "panel:n", "ref_area": HENAN, "obs_value": "4000000000"}
FIRMS = {"obs_id": "story:s1", "source_id": "story", "indicator": "firms", "unit_measure": "NUM",
         "obs_status": "plan", "time_period": "2024", "obs_value": "50", "comparable": "no",
         "as_printed": "50"}  # fmt: skip
TARGET = FIRMS | {"obs_id": "story:s2", "obs_status": "target", "time_period": "2023",
                  "obs_value": "100",
                  "qualifier": "over", "as_printed": "more than 100"}  # fmt: skip
RESULT = {"obs_id": "panel:f", "indicator": "firms", "unit_measure": "NUM", "time_period": "2023",
          "obs_value": "101"}  # fmt: skip
GROWTH = {"obs_id": "panel:g", "measure": "growth", "unit_measure": "PCT", "obs_value": "-1.5",
          "comparable": "no", "time_period": "2021"}  # fmt: skip


def table(*rows: dict) -> pd.DataFrame:
    return tiny.rows(tiny.OBSERVATION, *({"comparable": "yes"} | row for row in rows))


# Hunan's money is revised over Henan's (the two change places), a plan of firms becomes an expected
# value, a growth goes, a result comes that decides the target.
OLD = table(MONEY, HENANS, FIRMS, TARGET, GROWTH)
NEW = table(MONEY | {"obs_value": "4500000000.5"}, HENANS, FIRMS | {"obs_status": "expected"},
            TARGET, RESULT)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tiny.write_data(tmp_path_factory.mktemp("tiny") / "data")


@pytest.fixture(scope="module")
def reference(data):
    return load_reference(data)


@pytest.fixture(scope="module")
def found(reference):
    return changes.between(OLD, NEW, reference)


@pytest.fixture
def section(data, monkeypatch):
    """section(old, new): the section where the baseline holds `old` and cleaning gave `new`."""

    def make(old, new):
        monkeypatch.setenv(VARIABLE, str(data))
        monkeypatch.setattr(since, "read_baseline", lambda folder: old)
        cleaned = type("Cleaned", (), {"observations": new, "reference": load_reference(data)})
        return since.last_edition(cleaned)

    return make


def text(block) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", block.html().replace("<wbr/>", "")))


def csv_of(block, name: str) -> list[dict[str, str]]:
    (content,) = (each["csv"] for each in block.tables if each["name"] == name)
    return list(csv.DictReader(io.StringIO(content)))


def test_the_sentences(found):
    assert since.lines(found) == [
        "Figures since the last edition: 1 added, 1 removed, 1 revised, 1 re-classified.",
        "2 ranks moved, in 1 indicator.",
        "1 target with a new verdict: 1 met.",
    ]


def test_the_sentences_of_no_change_and_of_a_first_edition(reference):
    nothing = changes.between(OLD, OLD, reference)
    assert since.lines(nothing) == ["Nothing has changed since the last edition."]
    assert since.lines(None) == [since.FIRST]


def test_in_full_for_a_terminal(found, reference):
    told = "\n".join(since_in_full.in_full(found, reference))
    for line in (
        "Added (1)\n  Hunan, Firms, 2023: 101 firms (panel:f)",
        "Removed (1)\n  Hunan, Money, growth, 2021: −1.5% (panel:g)",
        "Revised (1)\n  Hunan, Money, 2022: 2 billion yuan -> 4.5000000005 billion yuan (panel:h)",
        "Re-classified (1)\n  Hunan, Firms, 2024, expected: status: plan -> expected (story:s1)",
        "Ranks that moved (2)\n  Hunan, Money, 2022: 2 of 2 -> 1 of 2\n"
        "  Henan, Money, 2022: 1 of 2 -> 2 of 2",
        "  Hunan, Firms, 2023, target: more than 100: still open -> met",
    ):
        assert line in told


def test_in_full_tells_how_many_more_there_are(reference):
    rows = [{"obs_id": f"p:{number:02}", "time_period": str(1990 + number)} for number in range(13)]
    told = list(since_in_full.in_full(changes.between(table(MONEY), table(MONEY, *rows), reference),
                              reference, most=10))  # fmt: skip
    assert told[2] == "Added (13)"
    assert told[-1] == "  ... and 3 more"
    assert len(told) == 14


def test_the_section_shows_figures_ranks_and_targets(section):
    block = section(OLD, NEW)
    words = text(block)
    for cells in (
        "Hunan Money, 2022 2 billion yuan 4.5000000005 billion yuan +125.00% The Yearbook panel:h",
        "Hunan Firms, 2024, expected 50 firms 50 firms status: plan → expected A publisher, "
        "2023-01-31 story:s1",
        "Hunan Money 2022 2 of 2 1 of 2",
        "Henan Money 2022 1 of 2 2 of 2",
        "Hunan, Firms, 2023, target more than 100 101 firms still open met",
    ):
        assert cells in words, words
    assert len(csv_of(block, "since-figures")) == 4
    (revised,) = csv_of(block, "since-revised")
    assert (revised["old_obs_value"], revised["new_obs_value"]) == ("2000000000", "4500000000.5")
    assert [row["new_rank"] for row in csv_of(block, "since-ranks")] == ["1", "2"]
    (target,) = csv_of(block, "since-targets")
    assert (target["obs_id"], target["new_verdict"]) == ("story:s2", "met")


def test_every_number_of_the_section_says_how_it_was_come_by(section):
    """The rule of the pages, on what the page is made of: a claim is what becomes a trace."""
    html = section(OLD, NEW).html().replace("data-claim=", "data-o=")
    assert untraced(html) == []
    assert untraced(html.replace("data-o=", "data-no="))


def test_the_section_gives_the_same_bytes_twice(section):
    assert section(OLD, NEW).html() == section(OLD, NEW).html()


def test_without_a_change_the_section_is_one_sentence(section):
    block = section(NEW, NEW.sample(frac=1, random_state=1))
    assert text(block).strip() == "Nothing has changed since the last edition."
    assert block.html().startswith('<p class="note">')
    assert "first edition" in section(None, NEW).html()


def test_a_section_with_nothing_but_a_new_row_says_none_for_the_rest(section):
    words = text(section(table(HENANS), table(HENANS, GROWTH)))
    assert "Figures revised: none." in words
    assert "Ranks that moved: none." in words
    assert "decided anew: none." in words


def test_many_revisions_are_cut_on_the_page_and_whole_in_the_csv(section, monkeypatch):
    monkeypatch.setattr(since_tables, "SHOWN", 2)
    years = [{"obs_id": f"p:{year}", "time_period": str(year)} for year in (2018, 2019, 2020)]
    more = [row | {"obs_value": value} for row, value in
            zip(years, ("2200000000", "1000000000", "2400000000"), strict=True)]  # fmt: skip
    block = section(table(*years), table(*more))
    shown = re.findall(r"p:\d+", text(block.pieces[2]))
    assert shown == ["p:2019", "p:2020"], "the largest changes first: -50, +20, +10 percent"
    assert "1 more are in the CSV" in text(block)
    assert len(csv_of(block, "since-revised")) == 3


def test_words_out_of_the_data_are_shown_as_text(section):
    evil = {"obs_id": "p:<script>", "reference_group": "<script>alert(1)</script>"}
    html = section(table(MONEY | evil), table(MONEY | evil | {"obs_value": "1"})).html()
    assert "<script" not in html
    row = section(table(HENANS), table(HENANS, GROWTH | {"reference_group": "=HYPERLINK(1)"}))
    assert csv_of(row, "since-figures")[0]["reference_group"] == "'=HYPERLINK(1)"


def test_the_baseline_of_the_project_is_a_sound_table():
    baseline = states.read_baseline(Path(__file__).parents[1] / "data")
    assert baseline is not None
    assert baseline["obs_id"].is_unique


def test_a_build_tells_what_changed_since_the_baseline(tmp_path):
    from helpers.site.build import _since_baseline

    data = tiny.write_data(tmp_path / "data")
    cleaned = clean_figures(data)
    assert _since_baseline(cleaned, data) == (since.FIRST,)
    old = cleaned.observations[cleaned.observations["obs_id"] != "story:s1.1"]
    (data / "baseline.csv.xz").write_bytes(lzma.compress(states.as_csv(old)))
    assert _since_baseline(cleaned, data) == ("Figures since the last edition: 1 added.",)
