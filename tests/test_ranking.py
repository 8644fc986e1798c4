"""The transcribed ranking of provinces. Rows were copied from the real table by hand."""

from pathlib import Path

import pytest
from damage import damaged
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.faults import FaultsFound
from helpers.read import arrivals
from helpers.read.ranking import read_ranking

DATA = Path(__file__).parent / "data"
SOUND = "ranking_three_editions.csv"
LAG = "data year = report year - 2"


def read(name):
    content = (DATA / name).read_bytes()
    return read_ranking(content, source_id="crice", file=f"raw/{name}")


def row_at(table, locator):
    (row,) = table[table["locator"] == locator].to_dict("records")
    return row


def test_a_rank_of_every_row_and_a_score_where_one_is_printed():
    table = read(SOUND)
    assert tuple(table.columns) == arrivals.COLUMNS
    assert list(zip(table["line"], table["locator"], table["as_printed"], strict=True)) == [
        ("2", "rank/2020/湖北", "7"),
        ("2", "score/2020/湖北", "30.98"),
        ("3", "rank/2020/安徽", "8"),
        ("3", "score/2020/安徽", "90.67"),
        ("4", "rank/2020/湖南", "12"),
        ("4", "score/2020/湖南", "28.06"),
        ("5", "rank/2022/湖南", "8"),
        ("6", "rank/2025/上海", "5"),
        ("7", "rank/2025/山东", "6"),
        ("8", "rank/2025/重庆", "10"),
        ("9", "rank/2022/河南", "13"),
    ]


def test_all_columns_of_a_rank():
    assert row_at(read(SOUND), "rank/2022/湖南") == {
        "source_id": "crice",
        "file": f"raw/{SOUND}",
        "line": "5",
        "locator": "rank/2022/湖南",
        "area": "湖南",
        "indicator": "regional_innovation_capability_rank",
        "time_period": "2022",
        "measure": "rank",
        "obs_status": "actual",
        "as_printed": "8",
        "unit": "RANK",
        "base_period": "",
        "reference_group": "nation",
        "matched_period": "",
        "comparable": "",
        "exclusion": "",
        "note": f"{LAG}; rank from running text, top 10 only",
    }


def test_all_columns_of_a_score():
    assert row_at(read(SOUND), "score/2020/湖南") == {
        "source_id": "crice",
        "file": f"raw/{SOUND}",
        "line": "4",
        "locator": "score/2020/湖南",
        "area": "湖南",
        "indicator": "regional_innovation_capability_score",
        "time_period": "2020",
        "measure": "level",
        "obs_status": "actual",
        "as_printed": "28.06",
        "unit": "SCORE",
        "base_period": "",
        "reference_group": "",
        "matched_period": "",
        "comparable": "",
        "exclusion": "",
        "note": LAG,
    }


def test_a_suspect_score_is_excluded_and_its_rank_is_not():
    table = read(SOUND)
    score, rank = row_at(table, "score/2020/安徽"), row_at(table, "rank/2020/安徽")
    assert score["exclusion"] == "misprint in the transcribed page: higher than the rank above"
    assert score["note"].startswith(f"{LAG}; SUSPECT: higher than the rank above")
    assert (rank["exclusion"], rank["comparable"]) == ("", "")
    assert rank["note"].startswith(f"{LAG}; score: SUSPECT")
    assert (table["exclusion"] != "").sum() == 1


def test_unconfirmed_ranks_and_a_commentators_word_are_not_comparable():
    table = read(SOUND)
    assert table.loc[table["comparable"] == "no", "locator"].tolist() == [
        "rank/2025/山东",
        "rank/2025/重庆",
        "rank/2022/河南",
    ]
    assert set(table["comparable"]) == {"", "no"}


def test_every_note_says_what_year_the_data_are_of():
    assert read(SOUND)["note"].str.startswith(LAG).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "ranking_wrong_data_year.csv",
            [(2, "data_year", "2019 stands there for the report of 2020. Allowed: 2018")],
        ),
        (
            "ranking_unmarked_misprint.csv",
            [(3, "score_as_printed", "90.67 at rank 8 is higher than the 30.98 above it")],
        ),
        (
            "ranking_suspect_not_higher.csv",
            [(3, "remark", "SUSPECT is said of 30.67, which is not higher")],
        ),
        ("ranking_suspect_without_score.csv", [(2, "remark", "there is no score")]),
        (
            "ranking_province_and_rank_twice.csv",
            [
                (3, "province", "'湖南' stands in line 2 already, for the report of 2022"),
                (4, "rank", "'9' stands in line 3 already, for the report of 2022"),
            ],
        ),
        (
            "ranking_words_for_numbers.csv",
            [
                (2, "report_year", "'20-20' stands there"),
                (3, "rank", "'twelfth' stands there"),
                (4, "province", "the cell is blank"),
                (5, "score_as_printed", "'about 27' stands there"),
            ],
        ),
        ("ranking_missing_column.csv", [(1, "remark", "this column is missing")]),
    ],
)
def test_each_faulty_file_names_its_fault_and_place(name, expected):
    found = faults_of(name)
    assert [(fault.line, fault.column) for fault in found] == [row[:2] for row in expected]
    for fault, (*_, words) in zip(found, expected, strict=True):
        assert words in str(fault)
        assert fault.file == f"raw/{name}"


def faults_of(name):
    with pytest.raises(FaultsFound) as caught:
        read(name)
    return caught.value.faults


@settings(max_examples=400, deadline=None, database=None)
@given(st.one_of(damaged([DATA / SOUND], b" ", b"SUSPECT"), st.binary(max_size=200)))
def test_any_bytes_give_sound_arrivals_or_faults(content):
    try:
        table = read_ranking(content, source_id="s", file="f")
    except FaultsFound:
        return
    assert not table.empty
    assert table["locator"].is_unique
    assert (table[["area", "time_period", "as_printed"]] != "").all(axis=None)
