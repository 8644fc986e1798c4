"""Units: conversions by definition, and which a figure may have."""

from dataclasses import replace
from decimal import Decimal

import pytest
import tiny

from helpers.clean.units import PRINTED_UNITS, TABLE_UNITS, allowed_units
from helpers.reference import UNITS, load_reference


@pytest.fixture(scope="module")
def indicators(tmp_path_factory):
    return load_reference(tiny.write_data(tmp_path_factory.mktemp("tiny") / "data")).indicator


# By definition: 万 is ten thousand, 亿 a hundred million.
DEFINITIONS = [
    ("100m yuan", "CNY", "100000000"),
    ("亿元", "CNY", "100000000"),
    ("10k yuan", "CNY", "10000"),
    ("万元", "CNY", "10000"),
    ("yuan", "CNY", "1"),
    ("million USD", "USD", "1000000"),
    ("10k persons", "PERS", "10000"),
    ("万人", "PERS", "10000"),
    ("person-years", "FTE", "1"),
    ("人年", "FTE", "1"),
    ("firms", "NUM", "1"),
    ("pieces", "NUM", "1"),
    ("papers", "NUM", "1"),
    ("件", "NUM", "1"),
    ("个", "NUM", "1"),
    ("项", "NUM", "1"),
    ("% of GDP", "PCT", "1"),
    ("%", "PCT", "1"),
    ("RANK", "RANK", "1"),
    ("SCORE", "SCORE", "1"),
    ("元", "CNY", "1"),
    ("100 million yuan", "CNY", "100000000"),
    ("10000 yuan", "CNY", "10000"),
    ("million yuan", "CNY", "1000000"),
    ("billion yuan", "CNY", "1000000000"),
    ("10000 persons", "PERS", "10000"),
    ("persons", "PERS", "1"),
    ("人", "PERS", "1"),
    ("万人年", "FTE", "10000"),
    ("piece", "NUM", "1"),
    ("item", "NUM", "1"),
    ("家", "NUM", "1"),
    ("篇", "NUM", "1"),
    ("户", "NUM", "1"),
    ("万件", "NUM", "10000"),
    ("万项", "NUM", "10000"),
    ("万家", "NUM", "10000"),
    ("万篇", "NUM", "10000"),
]


@pytest.mark.parametrize(("printed", "base", "scale"), DEFINITIONS)
def test_units_in_the_head_of_a_table(printed, base, scale):
    assert TABLE_UNITS[printed] == (base, Decimal(scale))


def test_every_unit_of_a_table_is_defined_above():
    assert set(TABLE_UNITS) == {printed for printed, _, _ in DEFINITIONS} | UNITS


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_a_base_unit_by_its_code_is_itself(unit):
    assert TABLE_UNITS[unit] == (unit, Decimal(1))


def test_every_unit_leads_to_a_base_unit():
    assert {base for base, _ in [*TABLE_UNITS.values(), *PRINTED_UNITS.values()]} <= UNITS


def test_printed_units_by_definition():
    unit, mu = PRINTED_UNITS["MU"]
    assert unit == "M2"
    assert abs(15 * mu - 10_000) < Decimal("1e-20")  # 15 mu are a hectare
    assert PRINTED_UNITS["KM2"] == ("M2", Decimal(1_000_000))
    assert PRINTED_UNITS["PERS_YEAR"] == ("FTE", Decimal(1))


def test_an_acre_is_never_converted():
    assert "ACRE" not in PRINTED_UNITS


@pytest.mark.parametrize(
    ("code", "measure", "units"),
    [
        ("money", "level", {"CNY"}),
        ("money", "net_increase", {"CNY"}),
        ("money", "growth", {"PCT"}),
        ("money", "share", {"PCT"}),
        ("money", "rank", {"RANK"}),
        ("money", "difference", {"PP", "CNY"}),
        ("percent", "difference", {"PP"}),
        ("firms", "level", {"NUM"}),
        ("place", "level", {"RANK"}),
    ],
)
def test_units_that_an_indicator_and_a_measure_may_have(indicators, code, measure, units):
    one = indicators.get(code) or replace(indicators["money"], base_unit="PCT")
    assert set(allowed_units(one, measure)) == units
