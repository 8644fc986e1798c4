"""What is wrong with the input, in sentences."""

import pickle

import pytest

from helpers.faults import Fault, FaultsFound, few, grouped, nearest


def test_a_fault_says_where_what_is_allowed_and_what_to_do():
    fault = Fault("raw/a.csv", 3, "year", "'20x2' stands there", "a year", "Look at the page")
    assert str(fault) == (
        "raw/a.csv, line 3, column year: '20x2' stands there. Allowed: a year. Look at the page."
    )


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault("a.csv", None, "", "the file is empty"), "a.csv: the file is empty."),
        (Fault("", None, "", "two say one thing"), "two say one thing."),
        (Fault("a.csv", 1, "", "no table", todo="Add it"), "a.csv, line 1: no table. Add it."),
        (Fault("", None, "areas", "no", "yes"), "column areas: no. Allowed: yes."),
    ],
)
def test_what_is_not_known_is_left_out_of_the_sentence(fault, sentence):
    assert str(fault) == sentence


def test_a_question_takes_no_full_stop():
    fault = Fault(
        "a.csv", 2, "area", "'Hunnan' is no known area", todo=nearest("Hunnan", ["Hunan"])
    )
    assert str(fault).endswith("'Hunnan' is no known area. Did you mean Hunan?")


def test_all_faults_stand_in_one_message():
    faults = [Fault("a.csv", 1, "", "one"), Fault("b.csv", None, "", "two")]
    found = FaultsFound(fault for fault in faults)
    assert found.faults == tuple(faults)
    assert str(found) == "a.csv, line 1: one.\nb.csv: two."


def test_no_fault_is_no_reason_to_stop():
    with pytest.raises(ValueError, match="at least one"):
        FaultsFound([])


def test_faults_come_whole_out_of_another_process():
    found = FaultsFound(
        [Fault("a.csv", 1, "x", "one", "this", "Do that"), Fault("", None, "", "2")]
    )
    again = pickle.loads(pickle.dumps(found))
    assert again.faults == found.faults
    assert str(again) == str(found)


def test_the_nearest_names_nearest_first():
    known = ["Henan", "Hunan", "Hainan", "Yunnan", "Guangdong"]
    # letters in common, twice, over all letters: Hunan 10/10, Henan 8/10, Yunnan 8/11, Hainan 8/11
    assert nearest("Hunan", known).startswith("Did you mean Hunan, Henan, ")
    assert nearest("Hunan", known).count(",") == 2  # three at most
    assert nearest("growht", iter(["growth", "share"])) == "Did you mean growth?"


def test_a_beginning_tells_what_was_meant_where_no_name_is_near():
    known = ["gdp_revised_after_census", "gdp_published_first", "rd_expenditure"]
    assert nearest("gdp", known) == "Did you mean gdp_revised_after_census, gdp_published_first?"
    assert nearest("gd", known) == ""  # two letters begin too many names


@pytest.mark.parametrize("word", ["", "xyzzy", "Qinghai"])
def test_nothing_is_proposed_where_nothing_is_near(word):
    assert nearest(word, ["level", "share", "rank"]) == ""


def test_nothing_is_proposed_from_nothing():
    assert nearest("Hunan", []) == ""


def test_many_equal_faults_are_one_line_and_few_stay():
    many = [Fault("a.csv", line, "unit", "'x' is no unit") for line in range(5, 12)]
    few = [Fault("a.csv", line, "year", "'y' is no year") for line in (20, 21, 22)]
    told = grouped([*many[:2], *few, *many[2:]])
    assert [str(fault) for fault in told] == [
        "a.csv, column unit: 'x' is no unit (7 times, first in line 5).",
        "a.csv, line 20, column year: 'y' is no year.",
        "a.csv, line 21, column year: 'y' is no year.",
        "a.csv, line 22, column year: 'y' is no year.",
    ]


def test_of_many_names_three_stand_in_a_sentence():
    assert [few(["a", "b", "c", "d"][:number]) for number in range(5)] == [
        "", "a", "a, b", "a, b, c", "a, b, c, ..."
    ]  # fmt: skip
