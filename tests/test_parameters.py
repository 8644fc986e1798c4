"""Parameters: what is accepted, and that every fault is told, at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from helpers.draw.style import area_style
from helpers.faults import FaultsFound
from helpers.parameters import MOST_MARKED, Parameters, Refusal, load_parameters
from helpers.reference import load_reference

ROOT = Path(__file__).parents[1]
AREAS = {"430000": "Hunan", "410000": "Henan", "420000": "Hubei", "330000": "Zhejiang"}
CITIES = {"420100": "Wuhan", "420200": "Huangshi"}
INDICATORS = ["rd_intensity", "rd_spending", "patents_granted"]


def load(path: Path | None = None, *overrides: tuple[str, str]) -> Parameters:
    return load_parameters(
        path,
        list(overrides),
        known_areas=AREAS,
        known_cities=CITIES,
        known_indicators=INDICATORS,
    )


def faults_of(path: Path | None = None, *overrides: tuple[str, str]) -> list[str]:
    with pytest.raises(FaultsFound) as found:
        load(path, *overrides)
    return [str(fault) for fault in found.value.faults]


@pytest.fixture
def write(tmp_path: Path):
    def write_file(text: str) -> Path:
        path = tmp_path / "parameters.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_without_file_everything_is_default():
    assert load() == Parameters()


def test_the_published_edition_is_the_default():
    assert load(Path(__file__).parents[1] / "parameters.yml") == Parameters(language="both")


def test_adcodes_as_numbers_and_names_become_text(write):
    path = write("areas: [430000, '410000', hubei]\npeers: [Zhejiang]\n")
    parameters = load(path)
    assert parameters.areas == ["430000", "410000", "420000"]
    assert parameters.peers == ["330000"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("areas", "[430000, 330000]", ["430000", "330000"]),
        ("areas", "Hunan", ["430000"]),
        ("areas", "430000", ["430000"]),
        ("peers", "zone", "zone"),
        ("peers", "Hunan", ["430000"]),
        ("first_year", "2015", 2015),
        ("last_year", "newest", "newest"),
        ("last_year", "2020", 2020),
        ("indicators", "default", "default"),
        ("indicators", "[rd_intensity]", ["rd_intensity"]),
    ],
)
def test_an_option_is_read_as_yaml(name, text, value):
    assert getattr(load(None, (name, text)), name) == value


def test_an_option_wins_over_the_file_and_a_later_one_over_an_earlier(write):
    path = write("first_year: 2013\nlast_year: 2020\n")
    parameters = load(path, ("first_year", "2014"), ("first_year", "2015"))
    assert (parameters.first_year, parameters.last_year) == (2015, 2020)


def test_an_empty_value_takes_its_default(write):
    assert load(write("areas:\npeers: zone\n")).areas == Parameters().areas


def test_an_unknown_parameter_is_named_with_its_line_and_the_nearest(write):
    (fault,) = faults_of(write("language: en\nfirst_yaer: 2013\n"))
    assert "parameters.yml, line 2" in fault
    assert "no parameter first_yaer" in fault
    assert "Did you mean first_year" in fault


def test_an_unknown_province_is_named_with_the_nearest(write):
    (fault,) = faults_of(write("areas:\n  - 430000\n  - Hunnan\n"))
    assert "line 3" in fault
    assert "'Hunnan'" in fault
    assert "Hunan" in fault.partition("Did you mean")[2]


def test_an_unknown_adcode_is_named_with_the_nearest():
    (fault,) = faults_of(None, ("areas", "[430001]"))
    assert fault.startswith("-p areas:")
    assert "430000" in fault


@pytest.mark.parametrize("city", ["420100", "Wuhan", "wuhan"])
def test_a_city_among_areas_is_refused_with_the_reason(city):
    (fault,) = faults_of(None, ("areas", f"[430000, {city}]"))
    assert "a city is never ranked among provinces" in fault
    assert "section of their own" in fault


def test_a_list_without_brackets_is_shown_how_to_be_written():
    (fault,) = faults_of(None, ("areas", "430000,Hubei"))
    assert '"[430000,Hubei]"' in fault


def test_an_unknown_indicator_is_named_with_the_nearest(write):
    (fault,) = faults_of(write("indicators: [rd_intensty]\n"))
    assert "rd_intensity" in fault


def test_one_area_twice_under_two_names_is_a_fault(write):
    (fault,) = faults_of(write("areas:\n- 430000\n- Hunan\n"))
    assert "line 3" in fault
    assert "twice" in fault


def test_one_area_twice_is_told_by_code_and_name(write):
    (fault,) = faults_of(write("areas: [430000, 430000]\n"))
    assert "areas names 430000 (Hunan) twice." in fault
    (fault,) = faults_of(write("indicators: [rd_intensity, rd_intensity]\n"))
    assert "indicators names rd_intensity twice." in fault


@pytest.mark.parametrize("name", ["湖南", "湖南省", "Hunan Province", "hunan  province", " HUNAN "])
def test_a_province_has_all_the_names_that_the_readers_know(name):
    reference = load_reference(ROOT / "data")
    parameters = load_parameters(
        None, [("areas", f'["{name}"]'), ("peers", "[北京市, Guangxi Zhuang Autonomous Region]")],
        known_areas=reference.names_of("province"), known_indicators=INDICATORS,
        find_area=reference.area_code,
    )  # fmt: skip
    assert parameters.areas == ["430000"]
    assert parameters.peers == ["110000", "450000"]


def test_every_province_may_be_called_by_its_full_english_name():
    """22 provinces and 4 municipalities; the autonomous regions have names of their own."""
    reference = load_reference(ROOT / "data")
    ends = {"省": "Province", "市": "Municipality"}
    called = {
        row.adcode: f"{row.name_en} {ends[row.name_zh_full[-1]]}"
        for row in reference.areas.itertuples()
        if row.level == "province" and row.name_zh_full[-1] in ends
    }
    assert len(called) == 26
    assert {code: reference.area_code(name) for code, name in called.items()} == {
        code: code for code in called
    }


@pytest.mark.parametrize("city", ["武汉", "Yellowstone", "中国"])
def test_a_city_or_the_nation_under_any_name_is_no_province(city):
    reference = load_reference(ROOT / "data")
    with pytest.raises(FaultsFound, match=r"is a city|is no province"):
        load_parameters(
            None, [("areas", city)], known_areas=reference.names_of("province"),
            known_cities=reference.names_of("city"), known_indicators=INDICATORS,
            find_area=reference.area_code,
        )  # fmt: skip


def test_a_word_nearly_right_is_answered_with_the_words_that_are_allowed(write):
    for fault in (
        *faults_of(write("peers: zones\n")),
        *faults_of(None, ("peers", "zones")),
        *faults_of(write("peers: [zones]\n")),
    ):
        assert 'Allowed: "all", "zone", or a list' in fault
        assert "Did you mean zone?" in fault
    (fault,) = faults_of(None, ("indicators", "defaults"))
    assert "Did you mean default?" in fault


MANY = {f"{number}0000": f"P{number}" for number in range(11, 18)}


def test_more_provinces_than_colours_cannot_be_marked_but_compared():
    six = str(list(MANY)[:6])
    with pytest.raises(FaultsFound) as found:
        load_parameters(None, [("areas", six)], known_areas=MANY, known_indicators=INDICATORS)
    (fault,) = map(str, found.value.faults)
    assert "areas names 6 provinces to be marked. Allowed: at most 5" in fault
    assert "belong under peers" in fault
    five = [("areas", str(list(MANY)[:5])), ("peers", six)]
    checked = load_parameters(None, five, known_areas=MANY, known_indicators=INDICATORS)
    assert (len(checked.areas), len(checked.peers)) == (5, 6)


def test_every_marked_province_has_a_colour_and_a_shape_of_its_own():
    areas = [str(number) for number in range(MOST_MARKED)]
    styles = [area_style(area, areas) for area in areas]
    assert len({style.color for style in styles}) == len({style.marker for style in styles}) == 5


def test_what_makes_no_edition_is_told_where_it_stands(write):
    path = write("peers: all\nfirst_year: 2030\n")
    refusal = Refusal("first_year", "first_year 2030 is late", "2010 to 2024")
    with pytest.raises(FaultsFound) as found:
        load_parameters(path, [], known_areas=AREAS, known_indicators=INDICATORS,
                        refuses=lambda parameters: [refusal])  # fmt: skip
    assert str(found.value) == (
        "parameters.yml, line 2: first_year 2030 is late. Allowed: 2010 to 2024."
    )


def test_years_out_of_order(write):
    (fault,) = faults_of(write("last_year: 2013\n"), ("first_year", "2015"))
    assert "first_year 2015 lies after last_year 2013" in fault


@pytest.mark.parametrize(
    "text",
    [
        "first_year: 2012.0",
        "first_year: '2012'",
        "first_year: yes",
        "first_year: 20122",
        "first_year: [2012]",
        "last_year: latest",
        "last_year: 2012-01-01",
        "language: de",
        "areas: all",
        "areas: []",
        "areas: {a: b}",
        "areas: 430000",
        "areas: [[430000]]",
        "peers: some",
        "indicators: all",
        "indicators: [1]",
    ],
)
def test_a_wrong_value_is_one_fault_with_its_line(write, text):
    (fault,) = faults_of(write(f"# an edition\n{text}\n"))
    assert fault.startswith("parameters.yml, line 2: "), fault
    assert text.partition(":")[0] in fault


def test_a_parameter_given_twice_is_a_fault(write):
    (fault,) = faults_of(write("peers: all\npeers: zone\n"))
    assert "line 2" in fault
    assert "second time" in fault


@pytest.mark.parametrize("text", ["areas: [430000\n", "- all\n", "just words\n", "a: \x00\n"])
def test_what_is_no_mapping_or_no_yaml_is_told(write, text):
    assert len(faults_of(write(text))) == 1


def test_a_missing_file_and_one_that_is_no_text_are_told(tmp_path):
    (fault,) = faults_of(tmp_path / "none.yml")
    assert "none.yml: the file cannot be read" in fault
    (tmp_path / "bytes.yml").write_bytes(b"areas: \xff\xfe")
    (fault,) = faults_of(tmp_path / "bytes.yml")
    assert "UTF-8" in fault


def test_an_empty_file_is_the_default_edition(write):
    assert load(write("# nothing yet\n")) == Parameters()


def test_all_faults_of_file_and_options_at_once(write):
    path = write("areas: [430001, Wuhan, Hunan, Hunan]\nyear: 2\nfirst_year: x\n")
    told = faults_of(path, ("language", "de"), ("nothing", "1"), ("peers", "[a"))
    assert len(told) == 8, told


def test_the_model_itself_refuses_unknown_names():
    with pytest.raises(ValidationError):
        Parameters(area=["430000"])
