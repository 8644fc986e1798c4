"""A bounded part of the fuzz run (benchmarks/fuzz.py has the whole), and the round trips."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest
import tiny
from fuzzing import Fuzz
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mutations import Seed

from helpers.clean.stage import as_csv, clean_figures, put, read_observations
from helpers.clean.states import read_table
from helpers.faults import FaultsFound
from helpers.read.long_table import read_long_table

DATA = Path(__file__).parents[1] / "data"
FILES = 640  # of the benchmark's; its first failure would be found here too
OTHERS = 1_000_000  # a first number of files that the benchmark does not read


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory):
    return Fuzz(DATA, tmp_path_factory.mktemp("fuzz"))


def test_valid_files_are_accepted_with_their_values(fuzz):
    for seed in fuzz.seeds:
        verdict = fuzz.judge(seed, "none", seed.content)
        assert (verdict.outcome, verdict.why) == ("accepted", ""), seed.name
        assert verdict.values, seed.name


def test_spoilt_files_are_accepted_with_their_values_or_refused_in_words(fuzz):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's
        verdicts = [fuzz.one(OTHERS + number) for number in range(FILES)]
    assert [v for v in verdicts if v.outcome == "failure"] == []
    for label in {v.label for v in verdicts}:
        outcomes = {v.outcome for v in verdicts if v.label == label}
        assert outcomes == {"accepted", "refused"}, label  # both are met, in every kind


def test_the_oracle_sees_another_value_a_lost_one_and_one_too_many(fuzz):
    """The judge itself: a reader that changes the file's figures must not get past it."""
    good = b"area,2021\nHunan,12.5\n"
    for read in (b"area,2021\nHunan,12.4\n", b"area,2021\nHenan,12.5\n",
                 b"area,2021\nHunan,12.5\nHenan,1\n"):  # fmt: skip
        seed = Seed("wide table", "t.csv", good, ",", "rd_expenditure", "100m yuan")
        held = fuzz.oracle.held(seed.kind, good, ",", seed.unit)
        assert held != fuzz.oracle.held(seed.kind, read, ",", seed.unit)
    assert list(held) == [("430000", "2021", 1_250_000_000)]


# --- observations -> CSV -> observations
REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=REORDERING)
PIECES = ["=", "'", '"', ",", "\n", "NA", "-", "+1", "@", " ", "湖南", ";"]
WORDS = st.text(ANY, max_size=20) | st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.fixture(scope="module")
def observations(tmp_path_factory):
    folder = tiny.write_data(tmp_path_factory.mktemp("data"))
    return clean_figures(folder).observations


@given(WORDS.map(str.strip), WORDS.map(str.strip))
@example("=HYPERLINK(1)", "'=1")
@example("NA", "-")
@example('a "quoted, text"\nin two lines', "＝1")
@example("", "''\t-1")
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_observations_come_back_as_they_were_written(tmp_path, observations, printed, note):
    table = observations.assign(as_printed=printed, note=note)
    (tmp_path / "clean").mkdir(exist_ok=True)
    put(tmp_path / "clean" / "observations.csv", as_csv(table))
    pd.testing.assert_frame_equal(read_observations(tmp_path), table, check_dtype=False)
    pd.testing.assert_frame_equal(read_table(as_csv(table), "o.csv"), table, check_dtype=False)


@given(WORDS.map(str.strip))
@example("=1+1")
@settings(max_examples=25, deadline=None)
def test_a_table_of_observations_is_a_long_table(observations, note):
    """Areas, periods and values of what was written are read again; what repeats is passed over."""
    rows = observations[
        (observations["time_period"] != "") & (observations["qualifier"] == "exact")
    ]
    read = read_long_table(as_csv(rows.assign(note=note)), source_id="again", file="o.csv")
    own = (rows["derived_from"] == "") & (rows["repeats"] == "")
    kept = read[read["exclusion"] == ""]
    for made, written in (("area", "ref_area"), ("time_period", "time_period"),
                          ("as_printed", "obs_value"), ("indicator", "indicator")):  # fmt: skip
        assert list(kept[made]) == list(rows.loc[own, written])
    assert set(read["note"]) == {note}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "'=", "\n="])
def test_no_cell_of_written_observations_runs_in_a_spreadsheet(observations, start):
    written = as_csv(observations.assign(note=f"{start}1+1", as_printed="-5.2")).decode()
    assert f",{start}1" not in written
    assert f',"{start}1' not in written
    assert ",-5.2," in written  # a number stays one


def test_a_faulty_table_of_observations_is_refused():
    with pytest.raises(FaultsFound, match=r"o\.csv"):
        read_table(b"a,b\n1,2\n", "o.csv")


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("12345678901234567.891", "accepted"),  # 20 digits, whole in base units
        ("-0.12345678901234567891", "accepted"),
        ("123456789012345678.912", "refused"),
        ("0.123456789012345678912", "refused"),
        ("1" + "0" * 20, "refused"),
        ("1234567890123456789012345678901", "refused"),  # Decimal would round it in silence
    ],
)
def test_a_figure_of_more_digits_than_are_kept_exactly_is_refused(fuzz, printed, outcome):
    content = f"area,2021\nHunan,{printed}\n".encode()
    seed = Seed("wide table", "t.csv", content, ",", "rd_expenditure", "100m yuan")
    verdict = fuzz.judge(seed, "none", content)
    assert verdict.outcome == outcome, verdict.why
    if outcome == "refused":
        assert "more than 20 digits" in verdict.why
