"""A new file: recognised, held against what is known, taken in whole or not at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import tiny
from command import call
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers.clean import clean_figures, write_clean
from helpers.clean.observations import observe
from helpers.clean.repeats import Conflict
from helpers.clean.stage import plain
from helpers.cli.figures import KINDS as CLI_KINDS
from helpers.faults import FaultsFound
from helpers.intake import Given, check_file, plan, take
from helpers.intake.ask import asked
from helpers.intake.recognise import recognise
from helpers.intake.slips import slips_and_jumps
from helpers.read.long_table import read_long_table
from helpers.read.readers import READERS
from helpers.reference import KINDS, load_reference

# money of the two provinces: Henan 10.0 and Hunan 20.0 in 2022 are known (tests/tiny.py)
LONG = """\
ref_area,indicator,time_period,obs_value,unit_measure
Hunan,money,2022,20.00,100m yuan
Hunan Province,money,2023,22.5,100m yuan
"""
GIVEN = Given(received="2026-11-22", publisher="A Bureau", title="Money, of all kinds")


@pytest.fixture
def data(tmp_path):
    return tiny.write_data(tmp_path / "data")


@pytest.fixture
def new(tmp_path):
    return written(tmp_path, LONG)


def written(folder: Path, text: str, name="new.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def add(path, data, *more):
    words = ["--publisher", "A Bureau", "--title", "Money", "--received", "2026-11-22"]
    return call("add", path, "--data", data, *words, *more)


def test_every_kind_has_a_reader_and_the_command_knows_it():
    assert set(READERS) == set(KINDS) == set(CLI_KINDS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (tiny.STORY, "story"),
        (tiny.STORY.replace("exclusion,", ""), "story"),  # the reader names what is missing
        (tiny.PANEL, "panel"),
        ("report_year,data_year,rank,province,score_as_printed,remark\n", "ranking"),
        ("数据库：分省年度数据\n地区,2022年\n湖南省,1\n", "bureau export"),
        ("时间：2022年\n地区\t,2022年\t,\n湖南省\t,1\t,\n", "bureau export"),
        ("指标：企业(个)\n地区,2022年\n湖南省,1\n", "bureau export"),
        (LONG, "long table"),
        ("Area\t2021\t2022\nHunan\t1\t2\n", "wide table"),
        ("year: 2022\narea,money (亿元)\nHunan,1\n", "wide table"),
        # one name of a long table's is wrong: its reader names it
        ("Provinz,indicator,time_period,obs_value,unit\nHunan,money,2022,1,CNY\n", "long table"),
        ("area,indicator,year,wert,unit\nHunan,money,2022,1,CNY\n", "long table"),
    ],
)
def test_what_a_file_is(text, kind):
    assert recognise(text.encode(), "t.csv") == kind


def test_what_is_of_no_kind_is_told():
    with pytest.raises(FaultsFound, match="template"):
        recognise(b"a,b\n1,2\n", "t.csv")
    story = b"CHANGSHA, Feb 26, 2023 -- Hunan had 14,000 firms in 2022, up 20 percent.\n"
    with pytest.raises(FaultsFound, match=r"perhaps a news story.* propose"):
        recognise(story, "t.txt")


def test_a_file_is_taken_in_with_what_it_adds_and_repeats(data, new):
    before = state(data)
    planned = plan(new, data, GIVEN)
    taken = take(planned, data)
    assert taken.file == "raw/a-bureau_money-of-all-kinds_2026-11-22.csv"
    assert (data / taken.file).read_bytes() == LONG.encode()
    assert taken.adds["as_printed"].to_list() == ["22.5"]
    # 20.00 is finer than the panel's 20.0: the panel's row is now the repeat
    assert taken.repeats["as_told"].to_list() == ["panel:money/430000/2022"]
    after = state(data)
    register = after.pop("sources.csv")
    assert register.startswith(before["sources.csv"])
    assert register[len(before["sources.csv"]) :].decode() == (
        "a_bureau_money_of_all_kinds,raw/a-bureau_money-of-all-kinds_2026-11-22.csv,long table,"
        'A Bureau,"Money, of all kinds",,2026-11-22,,,unknown,,'
        f"{planned.rows['sha256'].iloc[0]},,\n"
    )
    assert set(after) - set(before) == {taken.file}
    assert {name: after[name] for name in before if name != "sources.csv"} == {
        name: content for name, content in before.items() if name != "sources.csv"
    }
    assert len(clean_figures(data).observations) == 3 + 3 + 2


def test_the_same_bytes_are_taken_in_once(data, new):
    assert add(new, data).exit_code == 0
    before = state(data)
    result = call("add", new, "--data", data)
    assert (result.exit_code, state(data) == before) == (0, True)
    assert "is taken in already, as a_bureau_money" in result.output


def test_what_is_not_known_is_asked_for_all_at_once(data, tmp_path):
    path = written(tmp_path, "area,2022,2021\nHunan,20.0,19.0\n")
    result = call("add", path, "--data", data)
    assert result.exit_code == 1
    for option in ("--publisher", "--title", "--indicator", "--unit"):
        assert f"Give {option}." in result.output
    assert call("add", path, "--data", data, "--received", "today").exit_code == 1


def test_a_column_that_nobody_knows_is_named_with_what_is_missing(data, tmp_path):
    """What the file lacks is no use to say alone where its head is wrong."""
    path = written(tmp_path, "area,year,monie,firms\nHunan,2022,20.0,5\n")
    told = "new.csv, line 1: column 'monie' is neither a year nor a known indicator."
    for result in (call("check", path, "--data", data), call("add", path, "--data", data)):
        assert result.exit_code == 1
        assert f"{told} Did you mean money?" in result.output
        assert "'firms'" not in result.output
        assert "Give --unit." in result.output


def test_a_unit_that_nobody_knows_is_told_once_where_it_was_given(data, tmp_path):
    path = written(tmp_path, "area,2022,2021\nHunan,20.0,19.0\nHenan,9.0,8.0\n")
    words = ("check", path, "--data", data, "--indicator", "money", "--unit", "furlongs")
    result = call(*words)
    assert result.exit_code == 1
    assert "--unit 'furlongs' is no known unit. Allowed: 100m yuan, 亿元, " in result.output
    assert "1 fault\n" in result.output


def test_on_a_terminal_only_what_is_missing_is_asked(data, tmp_path, monkeypatch):
    path = written(tmp_path, "area,2022\nHunan,20.0\n")
    answers = iter(["money", "100m yuan"])
    monkeypatch.setattr("click.prompt", lambda question: next(answers))
    words = asked(path, data, GIVEN)
    assert (words.indicator, words.unit, words.publisher) == ("money", "100m yuan", "A Bureau")
    assert next(answers, "") == ""
    assert asked(data / "raw" / "panel.csv", data, Given(received="")) == Given(received="")


def test_what_a_file_says_cannot_reach_the_terminal_raw(data, tmp_path):
    text = LONG.replace("Hunan,money,2022,20.00,100m", "\x1b[31mH,mo\u202eney,2022,1,\x1b")
    result = add(written(tmp_path, text), data)
    assert result.exit_code == 1
    assert not {"\x1b", "\u202e"} & set(result.output)


def test_a_wide_table_with_what_the_options_say(data, tmp_path):
    path = written(tmp_path, "area,2022,2021\nHunan,20.0,19.0\n")
    result = add(path, data, "--indicator", "money", "--unit", "100m yuan")
    assert result.exit_code == 0, result.output
    assert "adds        1 figure\n" in result.output
    assert "repeats     1 figure that" in result.output
    assert "2021 to 2022" in result.output
    assert "19" in clean_figures(data).observations["as_printed"].str[:2].to_list()


def test_a_contradiction_stops_with_both_figures_and_a_line_to_paste(data, tmp_path):
    path = written(tmp_path, LONG.replace("20.00", "21.0"))
    before = state(data)
    result = add(path, data)
    assert (result.exit_code, state(data) == before) == (1, True)
    assert "says '20.0'" in result.output
    assert "says '21.0'" in result.output
    pair = "panel:money/430000/2022;a_bureau_money:money/Hunan/2022"
    (line,) = [line for line in result.output.splitlines() if line.startswith(pair)]
    with open(data / "reference" / "conflicts.csv", "a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert add(path, data).exit_code == 0
    assert clean_figures(data).conflicts["used"].to_list() == ["yes", "no"]


def test_check_tells_a_contradiction_before_anything_is_taken_in(data, tmp_path):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    text = "area,year,money (100m yuan)\nHunan,2022,19.0\n"
    (line,) = [
        line
        for line in call("check", written(tmp_path, text), "--data", data).output.splitlines()
        if "of one thing" in line
    ]
    assert line.startswith("new.csv: ")
    assert "'19.0'" in line
    assert "add prints the line that records which is used" in line
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_check_tells_what_a_file_adds_and_what_it_repeats(data, tmp_path):
    known = clean_figures(data).observations
    (own,) = known.loc[(known["indicator"] == "money") & (known["ref_area"] == "430000")
                       & (known["time_period"] == "2022") & (known["repeats"] == ""),
                       "obs_value"]  # fmt: skip
    text = f"area,year,money (yuan)\nHunan,2022,{own}\nHunan,2021,{own}\n"
    told = call("check", written(tmp_path, text), "--data", data)
    assert told.exit_code == 0, told.output
    assert "  adds        1 figure\n" in told.output
    assert "  repeats     1 figure that other sources tell\n" in told.output


def test_a_contradiction_is_a_fault_of_its_own_kind(data, tmp_path):
    path = written(tmp_path, LONG.replace("20.00", "21.0"))
    with pytest.raises(FaultsFound) as caught:
        take(plan(path, data, GIVEN), data)
    assert [type(fault) for fault in caught.value.faults] == [Conflict]


def test_an_unknown_area_stops_with_the_nearest_names(data, tmp_path):
    before = state(data)
    result = add(written(tmp_path, LONG.replace("Hunan,", "Hunaan,")), data)
    assert (result.exit_code, state(data) == before) == (1, True)
    assert "'Hunaan' is no known area. Did you mean Hunan, Henan?" in result.output
    assert "new.csv, line 2, column area" in result.output, "the file as it was given"


@pytest.mark.parametrize("moment", ["raw", "register"])
def test_what_breaks_while_writing_leaves_all_as_it_was(data, new, monkeypatch, moment):
    before, real = state(data), os.replace

    def breaking(source, target):
        if (Path(target).name == "sources.csv") == (moment == "register"):
            raise OSError(28, "No space left on device")
        real(source, target)

    planned = plan(new, data, GIVEN)
    monkeypatch.setattr(os, "replace", breaking)
    with pytest.raises(FaultsFound, match="the disk is full; nothing has changed"):
        take(planned, data)
    assert state(data) == before


def test_a_register_that_changed_meanwhile_is_not_written_over(data, new, monkeypatch):
    planned, real = plan(new, data, GIVEN), clean_figures

    def meanwhile(folder):
        cleaned = real(folder)
        with open(data / "sources.csv", "a", encoding="utf-8") as file:
            file.write("\n")
        return cleaned

    monkeypatch.setattr("helpers.intake.taking.clean_figures", meanwhile)
    with pytest.raises(FaultsFound, match="changed meanwhile"):
        take(planned, data)
    assert len(list((data / "raw").iterdir())) == 2


def test_what_a_killed_addition_left_is_taken_up(data, new):
    planned = plan(new, data, GIVEN)
    (data / planned.rows["file"].iloc[0]).write_bytes(planned.content)
    assert take(plan(new, data, GIVEN), data).file == planned.rows["file"].iloc[0]
    clean_figures(data)


def test_a_file_laid_into_raw_by_hand_keeps_its_name(data):
    assert add(written(data / "raw", LONG, "mine.csv"), data).exit_code == 0
    assert sorted(path.name for path in (data / "raw").iterdir()) == [
        "mine.csv",
        "panel.csv",
        "story.csv",
    ]


def test_a_panel_brings_a_source_for_each_publication(data, tmp_path):
    text = tiny.PANEL.replace("2022", "2021").replace("20.0,100m yuan,The", "20.0,100m yuan,Other")
    taken = take(plan(written(tmp_path, text), data, replace(GIVEN, title="")), data)
    assert taken.source_ids == ("a_bureau_the_yearbook", "a_bureau_other_yearbook")
    assert len(taken.adds) == 3


def test_hostile_names_stay_within_raw(data, new):
    words = replace(GIVEN, publisher="../../x<script>", title='a",=HYPERLINK()')
    taken = take(plan(new, data, words), data)
    assert taken.file == "raw/x-script_a-hyperlink_2026-11-22.csv"
    sources = load_reference(data).sources
    assert sources["title"].to_list()[-1] == 'a",=HYPERLINK()'


def test_a_slip_of_a_power_of_ten_against_the_own_series(data, tmp_path):
    # Hunan has 20.0 (100m yuan) in 2022; 2021 and 2024 come with the file
    rows = "".join(
        f"Hunan,money,{year},{value},100m yuan\n"
        for year, value in ((2021, "19.0"), (2023, "2250"), (2024, "23.0"))
    )
    path = written(tmp_path, LONG.splitlines()[0] + "\n" + rows)
    before = state(data)
    result = add(path, data)
    assert (result.exit_code, state(data) == before) == (1, True)
    assert "about a hundred times what the years around it have" in result.output
    assert add(path, data, "--looked-at").exit_code == 0


@pytest.mark.parametrize(
    ("value", "slip", "jump"),
    [
        ("2", "about ten times too small for", False),
        ("20", "", False),
        ("59", "", False),  # less than three times the median of 19, 20, 21 and 22: 20.5
        ("63", "", True),
        ("140", "", True),  # 6.8 times: further from ten than a factor of 1.4
        ("200", "about ten times what", False),
        ("20000", "about a thousand times what", False),
        ("0", "", False),
    ],
)
def test_the_rule_of_slips_and_jumps(data, value, slip, jump):
    series = {2021: "19", 2022: "20", 2023: value, 2024: "21", 2025: "22"}
    changes = [
        {"obs_id": f"x:{year}", "time_period": str(year), "obs_value": number}
        for year, number in series.items()
    ]
    table = tiny.rows(tiny.OBSERVATION, *changes)
    new = table["time_period"] == "2023"
    faults, jumps = slips_and_jumps(table[new], table[~new], load_reference(data))
    assert [slip in fault.found for fault in faults] == ([True] if slip else [])
    assert bool(jumps) == jump


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ({2021: 20, 2022: 59}, True),  # the larger is at most three times the smaller
        ({2021: 20, 2022: 61}, False),
        ({2020: 20, 2021: 20}, True),
        ({2019: 20, 2018: 20}, False),  # more than three years off
        ({2022: 20}, False),  # one alone
        # the four nearest agree; those three years off do not, and are not asked
        ({2020: 900, 2021: 20, 2022: 20, 2024: 20, 2025: 20, 2026: 900}, True),
        ({2020: 900, 2021: 20, 2022: 20, 2024: 20}, False),  # here one of the four is
    ],
)
def test_a_slip_is_told_where_the_nearest_years_agree(data, around, told):
    changes = [{"obs_id": f"x:{year}", "time_period": str(year), "obs_value": str(value)}
               for year, value in {**around, 2023: 3000}.items()]  # fmt: skip
    table = tiny.rows(tiny.OBSERVATION, *changes)
    new = table["time_period"] == "2023"
    faults, jumps = slips_and_jumps(table[new], table[~new], load_reference(data))
    assert bool(faults or jumps) == told


def test_a_figure_that_another_source_tells_already_is_no_slip(data):
    series = {2021: "19", 2022: "20", 2023: "2000", 2024: "21"}
    changes = [
        {"obs_id": f"x:{year}", "time_period": str(year), "obs_value": number}
        for year, number in series.items()
    ]
    known = tiny.rows(tiny.OBSERVATION, *changes)
    new = known[known["time_period"] == "2023"]
    assert slips_and_jumps(new, known, load_reference(data)) == ([], [])
    # within half a percent it is the same figure, beyond it another
    for value, faults in (("2009", 0), ("2011", 1)):
        other = new.assign(obs_id="y:2023", obs_value=value)
        assert len(slips_and_jumps(other, known, load_reference(data))[0]) == faults, value


def test_the_clean_observations_are_a_long_table_themselves(data):
    cleaned = clean_figures(data)
    write_clean(cleaned, data)
    path = data / "clean" / "observations.csv"
    reference = load_reference(data)
    assert check_file(path, reference, data).summary[5] == "  figures     6"
    table = read_long_table(path.read_bytes(), source_id="again", file="o.csv")
    again = observe(table.assign(read_as=table["as_printed"]), reference)
    columns = ["ref_area", "indicator", "time_period", "qualifier", "obs_status", "measure"]
    columns += ["unit_measure", "base_period", "reference_group"]
    assert again[columns].to_numpy().tolist() == (cleaned.observations[columns].to_numpy().tolist())
    assert again["obs_value"].map(plain).to_list() == cleaned.observations["obs_value"].to_list()


def test_a_file_by_itself_is_held_against_what_is_known(data, tmp_path):
    write_clean(clean_figures(data), data)
    text = "area,year,money (100m yuan),firms (个)\nHunan,2022,20.0,1300\nHenan,2022,0.5,999999\n"
    result = call("check", written(tmp_path, text), "--data", data)
    assert result.exit_code == 1
    for words in ("new.csv, line 3", "money/Henan/2022", "firms/Henan/2022", "2 faults"):
        assert words in result.output


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # 10 and 15 are not the nation's 30; 10 and 20.2 are, within one percent
        (["China,30.0,level", "Henan,10.0,level", "Hunan,15.0,level"], "sum"),
        (["China,30.0,level", "Henan,10.0,level", "Hunan,20.2,level"], ""),
        # a province without a figure: nothing is added up
        (["China,30.0,level", "Henan,10.0,level"], ""),
        (["Henan,101,share"], "share of 101"),
        (["Henan,100,share"], ""),
    ],
)
def test_a_file_by_itself_is_added_up_and_its_shares_are_of_a_whole(data, tmp_path, rows, told):
    header = "ref_area,obs_value,measure,indicator,time_period,unit_measure"
    unit = "PCT" if "share" in rows[0] else "100m yuan"
    path = written(tmp_path, "\n".join([header, *(f"{row},money,2023,{unit}" for row in rows), ""]))
    if not told:
        check_file(path, load_reference(data), data)
        return
    with pytest.raises(FaultsFound, match=told):
        check_file(path, load_reference(data), data)


def test_a_registered_file_is_held_against_all_but_itself(tmp_path):
    """A slip that was taken in long ago is told still."""
    years = {2021: "19.0", 2022: "20.0", 2023: "210.0", 2024: "22.0"}
    rows = [f"{area},{year},money,{value},100m yuan,The Yearbook"
            for year, own in years.items()
            for area, value in (("430000,Hunan", own), ("410000,Henan", "10.0"))]  # fmt: skip
    panel = "\n".join([tiny.PANEL.partition("\n")[0], *rows, ""])
    data = tiny.write_data(tmp_path / "data", panel=panel)
    write_clean(clean_figures(data), data)
    with pytest.raises(FaultsFound, match="about ten times what"):
        check_file(data / "raw" / "panel.csv", load_reference(data), data)


def test_a_sound_file_is_told_in_a_few_lines(data, new):
    checked = check_file(new, load_reference(data), data)
    assert checked.summary == (
        "new.csv: a long table",
        "  indicators  money (Money)",
        "  units       100m yuan",
        "  areas       1: Hunan",
        "  years       2022 to 2023",
        "  figures     2",
    )


def test_faults_of_several_files_come_together(data, tmp_path, new):
    bad = written(tmp_path, LONG.replace("22.5", "many"), "bad.csv")
    worse = written(tmp_path, "a,b\n", "worse.csv")
    result = call("check", bad, new, worse, "--data", data)
    assert result.exit_code == 1
    assert "bad.csv, line 3, column obs_value" in result.output
    assert "worse.csv, line 1" in result.output
    assert "new.csv: a long table" in result.output


def test_the_template_goes_back_in(data, tmp_path):
    result = call("template", "--out", tmp_path / "t.csv", "--data", data)
    assert (result.exit_code, "does not end in .xlsx" in result.stderr) == (2, True)
    out = tmp_path / "t.xlsx"
    result = call("template", "--out", out, "--data", data)
    assert result.exit_code == 0
    assert result.output.endswith(f"innovation-report add {out}\n")  # as it can be called from here
    assert call("template", "--out", out, "--data", data).exit_code == 1
    result = call("check", out, "--data", data)
    assert "no figure stands below" in result.output


WIDE = "地区,2022年,2021年\n湖南省,20.0,19.0\n".encode("gb18030")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@example(base=LONG.encode(), at=0, cut=4, put=b"PK\x03\x04")
@given(
    base=st.sampled_from([LONG.encode(), WIDE, tiny.PANEL.encode(), tiny.STORY.encode()]),
    at=st.integers(0, 400),
    cut=st.integers(0, 12),
    put=st.binary(max_size=12) | st.text(max_size=8).map(str.encode),
)
def test_mutated_bytes_are_read_or_refused_in_words(tmp_path_factory, base, at, cut, put):
    folder = tmp_path_factory.getbasetemp() / "mutated"
    if not folder.exists():
        tiny.write_data(folder / "data")
    content = base[:at] + put + base[at + cut :]
    path = folder / "m.csv"
    path.write_bytes(content)
    reference = load_reference(folder / "data")
    try:
        told = check_file(path, reference, indicator="money", unit="100m yuan").summary
    except FaultsFound as found:
        told = [str(fault) for fault in found.faults]
    assert all(told)


def test_the_same_words_twice_are_numbered_and_a_code_of_ones_own_is_taken(data, tmp_path):
    planned = []
    for place, year in enumerate((2017, 2018, 2019)):
        path = written(tmp_path, LONG.replace("2022,20.00", f"{year},18.0"), f"{year}.csv")
        own = replace(GIVEN, source_id="own_code" if place == 2 else "")
        planned.append(plan(path, data, own))
        take(planned[-1], data)
    names = [Path(one.rows["file"].iloc[0]).stem for one in planned]
    stem = "a-bureau_money-of-all-kinds_2026-11-22"
    assert names == [stem, f"{stem}-2", f"{stem}-3"]
    ids = [one.rows["source_id"].iloc[0] for one in planned]
    code = "a_bureau_money_of_all_kinds"
    assert ids == [code, f"{code}_2", "own_code"]
    path = written(tmp_path, LONG.replace("2022,20.00", "2016,18.0"), "2016.csv")
    with pytest.raises(FaultsFound, match="the source_id 'own_code' is taken"):
        plan(path, data, replace(GIVEN, source_id="own_code"))


def test_a_cell_that_cannot_be_read_hides_no_other_fault_from_add(data, tmp_path):
    text = LONG.replace("Hunan,money,2022,20.00", "Atlantis,money,2022,20.00")
    result = add(written(tmp_path, text.replace("2023,22.5", "twenty,22.5")), data)
    assert result.exit_code == 1
    for line, word in ((2, "Atlantis"), (3, "twenty")):
        assert any(f"line {line}" in told and word in told for told in result.output.splitlines())


def test_check_tells_a_jump_that_is_no_slip(data, tmp_path):
    """35 after three years of 10: three and a half times what is around it, no power of ten."""
    years = ((2017, "10.0"), (2018, "10.0"), (2019, "10.0"), (2020, "35.0"))
    rows = "".join(f"Henan,money,{year},{value},100m yuan\n" for year, value in years)
    path = written(tmp_path, LONG.splitlines(keepends=True)[0] + rows)
    result = call("check", path, "--data", data)
    assert result.exit_code == 0, result.output
    (line,) = [line for line in result.output.splitlines() if line.startswith("  look at ")]
    assert "money of Henan in 2020 is 3.5e+09, 3.5 times" in line
