"""The whole of cleaning on a tiny data folder, and the files it writes."""

import csv
import os
from decimal import Decimal

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st

from helpers.clean import clean_figures, write_clean
from helpers.clean.stage import plain, read_observations
from helpers.faults import FaultsFound

DERIVED = "430000,firms,2021,level,actual,difference,story:s1.1;story:s1.2,computed\n"


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny") / "data"
    return clean_figures(tiny.write_data(folder, derivations=tiny.DERIVATIONS + DERIVED))


def faults_of(folder, **contents):
    with pytest.raises(FaultsFound) as caught:
        clean_figures(tiny.write_data(folder / "data", **contents))
    return caught.value.faults


def line(text, old, new):
    assert text.count(old) == 1, "the fixture must be spoiled in one place"
    return text.replace(old, new)


def test_one_row_a_figure_sorted_by_indicator_area_and_period(cleaned):
    table = cleaned.observations
    columns = ["obs_id", "obs_value", "qualifier", "comparable"]
    assert table[columns].to_numpy().tolist() == [
        ["story:derived/firms/430000/2021/actual", "1000", "exact", "no"],
        ["story:s1.1", "1300", "exact", "no"],
        ["story:s1.2", "300", "exact", "no"],
        ["story:s2.1", "100", "over", "no"],
        ["panel:money/100000/2022", "3000000000", "exact", "yes"],
        ["panel:money/410000/2022", "1000000000", "exact", "yes"],
        ["panel:money/430000/2022", "2000000000", "exact", "yes"],
    ]


def test_a_row_is_traced_to_what_it_is_computed_from(cleaned):
    row = cleaned.observations.iloc[0]
    assert row["derived_from"] == "story:s1.1;story:s1.2"
    assert row["note"] == (
        "computed; not comparable: no other province has it for this period and status"
    )


def test_what_is_left_out_is_told_with_its_reason(cleaned):
    assert cleaned.exclusions.to_dict("records") == [
        {
            "source_id": "story",
            "locator": "s3.1",
            "area": "Hunan",
            "as_printed": "Ten Major",
            "exclusion": "name of a programme, not a count",
            "note": "",
        }
    ]


def test_every_arrival_is_an_observation_or_an_exclusion(cleaned):
    arrived = set(cleaned.arrivals["source_id"] + ":" + cleaned.arrivals["locator"])
    told = cleaned.observations[cleaned.observations["derived_from"] == ""]["obs_id"]
    left = cleaned.exclusions["source_id"] + ":" + cleaned.exclusions["locator"]
    assert sorted([*told, *left]) == sorted(arrived)


def test_all_cells_are_text(cleaned):
    assert {type(cell) for row in cleaned.observations.to_numpy() for cell in row} == {str}


def test_what_was_checked_is_on_record(cleaned):
    assert cleaned.sums["held"].to_list() == [True]
    assert len(cleaned.conflicts) == 0


def test_nothing_is_written_by_cleaning(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    before = sorted(path for path in data.rglob("*"))
    clean_figures(data)
    assert sorted(path for path in data.rglob("*")) == before


def test_written_and_read_again_it_is_the_same(cleaned, tmp_path):
    write_clean(cleaned, tmp_path)
    again = read_observations(tmp_path)
    assert again.to_numpy().tolist() == cleaned.observations.to_numpy().tolist()
    with (tmp_path / "clean" / "exclusions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["as_printed"] for row in csv.DictReader(file)] == ["Ten Major"]


def test_equal_input_gives_equal_bytes_over_an_older_state(cleaned, tmp_path):
    write_clean(cleaned, tmp_path)
    first = (tmp_path / "clean" / "observations.csv").read_bytes()
    (tmp_path / "clean" / "observations.csv").write_text("an older state")
    write_clean(cleaned, tmp_path)
    assert (tmp_path / "clean" / "observations.csv").read_bytes() == first
    assert b"\r" not in first
    assert sorted(path.name for path in (tmp_path / "clean").iterdir()) == [
        "exclusions.csv",
        "observations.csv",
    ]
    assert os.stat(tmp_path / "clean" / "observations.csv").st_mode & 0o777 == 0o644


def test_na_stays_a_word_when_read_again(cleaned, tmp_path):
    table = cleaned.observations.copy()
    table.loc[0, "note"] = "NA"
    (tmp_path / "clean").mkdir()
    table.to_csv(tmp_path / "clean" / "observations.csv", index=False)
    assert read_observations(tmp_path).loc[0, ["note", "repeats"]].to_list() == ["NA", ""]


def test_one_figure_in_two_sources_is_told_once_and_shown_twice(tmp_path):
    story = tiny.STORY + "4,1,2 billion yuan,Hunan,money,level,2022,actual,,,,,,\n"
    table = clean_figures(tiny.write_data(tmp_path / "data", story=story)).observations
    repeated = dict(zip(table["obs_id"], table["repeats"], strict=True))
    assert repeated["story:s4.1"] == "panel:money/430000/2022"
    assert repeated["panel:money/430000/2022"] == ""


def test_the_official_figure_stands_before_a_story_of_the_same_precision(tmp_path):
    story = tiny.STORY + '4,1,"2,000.0 million yuan",Hunan,money,level,2022,actual,,,,,,\n'
    panel = tiny.PANEL.replace("20.0,", "20.000,")  # both to the last 100,000 yuan
    data = tiny.write_data(tmp_path / "data", story=story, panel=panel)
    table = clean_figures(data).observations.set_index("obs_id")
    assert table.loc["story:s4.1", "repeats"] == "panel:money/430000/2022"


def test_a_conflict_that_is_not_on_record_stops_the_cleaning(tmp_path):
    story = tiny.STORY + "4,1,3 billion yuan,Hunan,money,level,2022,actual,,,,,,\n"
    (fault,) = faults_of(tmp_path, story=story)
    assert "story:s4.1 says '3 billion yuan'" in fault.found


def test_a_conflict_on_record_is_shown(tmp_path):
    story = tiny.STORY + "4,1,3 billion yuan,Hunan,money,level,2022,actual,,,,,,\n"
    pair = "panel:money/430000/2022;story:s4.1,panel:money/430000/2022,the yearbook is used\n"
    data = tiny.write_data(tmp_path / "data", story=story, conflicts=tiny.CONFLICTS + pair)
    cleaned = clean_figures(data)
    table = cleaned.observations.set_index("obs_id")
    assert table.loc["story:s4.1", "comparable"] == "no"
    assert table.loc["panel:money/430000/2022", "obs_value"] == "2000000000"
    assert cleaned.sums["provinces"].to_list() == [3e9]
    assert cleaned.conflicts["used"].to_list() == ["yes", "no"]


SPOILED = [
    ("a correction that touches nothing", {"corrections": "story,,as_printed,99,98,1,why\n"}),
    ("a derivation without its parent", {"derivations": DERIVED.replace("s1.2", "s9.9")}),
    ("a record of no conflict", {"conflicts": "story:s1.1;story:s9.9,none,why\n"}),
]


@pytest.mark.parametrize(("what", "tables"), SPOILED, ids=[what for what, _ in SPOILED])
def test_a_table_that_no_longer_fits_stops_the_cleaning(tmp_path, what, tables):
    heads = {
        "corrections": tiny.CORRECTIONS,
        "derivations": tiny.DERIVATIONS,
        "conflicts": tiny.CONFLICTS,
    }
    (fault,) = faults_of(tmp_path, **{name: heads[name] + row for name, row in tables.items()})
    assert fault.file == f"reference/{next(iter(tables))}.csv"


@pytest.mark.parametrize(
    ("story", "found"),
    [
        (line(tiny.STORY, '"1,300"', "130%"), "is in PCT, but the level of firms must be in NUM"),
        (line(tiny.STORY, '"1,300"', "many"), "'many' cannot be read as a figure"),
        (line(tiny.STORY, '"1,300",Hunan', '"1,300",Hunnan'), "'Hunnan' is no known area"),
        (line(tiny.STORY, "more than 100,Hunan,firms", "5,Hunan,frims"), "no known indicator"),
        (
            tiny.STORY + "4,1,120%,Hunan,firms,share,2022,actual,,,,,,\n",
            "story:s4.1 is a share of 120 %",
        ),
        (
            tiny.STORY + '4,1,"100,001",Hunan,firms,level,2019,actual,,,,,,\n',
            "story:s4.1 is 100001 NUM",
        ),
    ],
)
def test_a_figure_that_cannot_be_stops_the_cleaning(tmp_path, story, found):
    (fault,) = faults_of(tmp_path, story=story)
    assert found in fault.found


def test_a_wrong_value_shows_in_the_sum(tmp_path):
    (fault,) = faults_of(tmp_path, panel=line(tiny.PANEL, "money,20.0", "money,2.0"))
    assert "-60.00 % off the national 3e+09" in fault.found


def test_a_correction_mends_a_figure_and_its_words_stay(tmp_path):
    corrections = tiny.CORRECTIONS + 'story,s1.1,as_printed,"1,300","1,400",1,misprint\n'
    data = tiny.write_data(tmp_path / "data", corrections=corrections)
    row = clean_figures(data).observations.set_index("obs_id").loc["story:s1.1"]
    assert row[["obs_value", "as_printed"]].to_list() == ["1400", "1,300"]
    assert "corrected to '1,400': misprint" in row["note"]


def test_a_folder_without_a_figure_is_told(tmp_path):
    data = tiny.write_data(tmp_path / "data", sources=tiny.SOURCE_COLUMNS + "\n")
    for path in (data / "raw").iterdir():
        path.unlink()
    with pytest.raises(FaultsFound, match="no source holds a figure"):
        clean_figures(data)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("1.20E+3", "1200"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("100.00", "100"),
        ("-1", "-1"),
        ("0", "0"),
        ("0.00", "0"),
        ("1E-4", "0.0001"),
    ],
)
def test_plain_numbers(value, text):
    assert plain(value if value is None else Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_plain_number_is_the_same_number(value):
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
